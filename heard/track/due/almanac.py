"""The words of the calendar and its arithmetic: numbers, units, days, parts of a day."""

from __future__ import annotations

import calendar
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from heard.listen.wordlists import word_set

if TYPE_CHECKING:
    from collections.abc import Container

LAST = time(23, 59)  # the last minute of a day
CLOSING = time(17, 0)  # close of business
PARTS = {  # of a day, as people mean them when they promise
    "morning": (time(8), time(12)),
    "lunchtime": (time(12), time(14)),
    "lunch": (time(12), time(14)),
    "afternoon": (time(12), time(18)),
    "evening": (time(17), time(21)),
    "night": (time(18), LAST),
}
RELATIVE = {  # day from today, from, to
    "today": (0, time.min, LAST),
    "tonight": (0, time(18), LAST),
    "tomorrow": (1, time.min, LAST),
    "tmrw": (1, time.min, LAST),
    "overnight": (1, time.min, time(8)),
}
CLOCKS = {"noon": (12, 0), "midday": (12, 0), "midnight": (24, 0)}
_SPELLED = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
)
NUMBERS = {word: value for value, word in enumerate(_SPELLED.split(), start=1)} | {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
}
_ORDERED = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
ORDINALS = {word: value for value, word in enumerate(_ORDERED.split(), start=1)} | {"thirtieth": 30}
_UNIT_WORDS = {
    "minute": "min mins minute minutes",
    "hour": "h hr hrs hour hours",
    "day": "day days",
    "weekday": "weekday weekdays",
    "week": "week weeks wk wks",
    "fortnight": "fortnight fortnights",
    "month": "month months",
}
UNITS = {word: unit for unit, words in _UNIT_WORDS.items() for word in words.split()}
BUSINESS = frozenset(("business", "working", "banking", "work"))
_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAYS = {name: number for number, name in enumerate(_DAY_NAMES)} | {
    "mon": 0,  # "sat" and "sun" are words of their own
    "tue": 1,
    "tues": 1,
    "wed": 2,
    "thu": 3,
    "thur": 3,
    "thurs": 3,
    "fri": 4,
}
MONTHS = {
    word: number
    for number, name in enumerate(calendar.month_name)
    if name
    for word in (name.lower(), name[:3].lower())
} | {"sept": 9}
# what may follow "the 3rd" or "at 4" when they are not the third or four of something
AFTER_ORDINAL = word_set(
    ", . ; : ! ? ( ) - – — at by after before and or to so in with of latest if when once as we i "
    "you she he they between from then for i'll we'll because whichever noon whatever on "
    "either whether while unless until till where"
) | {"", "\n"}


def week_of(day: date) -> date:
    """The Monday of this day's week."""
    return day - timedelta(days=day.weekday())


def next_weekday(day: date, number: int) -> date:
    """The first such weekday after this day."""
    return day + timedelta(days=(number - day.weekday() - 1) % 7 + 1)


def month_end(day: date) -> date:
    """The last day of this day's month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def add_months(day: date, count: int) -> date:
    """The same day of a later month, or that month's last.

    >>> str(add_months(date(2026, 1, 31), 1))
    '2026-02-28'
    """
    first = (day.replace(day=1) + timedelta(days=31 * count)).replace(day=1)
    while (first.year - day.year) * 12 + first.month - day.month > count:
        first = (first - timedelta(days=1)).replace(day=1)
    return first.replace(day=min(day.day, month_end(first).day))


def add_business_days(day: date, count: int, holidays: Container[date] = ()) -> date:
    """The day that is so many business days on: weekends and holidays do not count.

    >>> str(add_business_days(date(2026, 3, 12), 2))
    '2026-03-16'
    """
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < 5 and day not in holidays
    return day


def next_day_of_month(today: date, number: int, month: int | None = None) -> date | None:
    """The next day with this number (in this month, where one is named), today included.

    None where there is no such day.

    >>> str(next_day_of_month(date(2026, 3, 10), 3))
    '2026-04-03'
    """
    for step in range(60):
        year, at = divmod(today.month - 1 + step, 12)
        if month not in (None, at + 1):
            continue
        try:
            day = date(today.year + year, at + 1, number)
        except ValueError:
            continue
        if day >= today:
            return day
    return None


def day_from(today: date, number: int, month: int, year: int | None) -> date | None:
    """A day named by number and month; without a year the next such day."""
    if year is None:
        return next_day_of_month(today, number, month)
    try:
        return date(year if year > 99 else 2000 + year, month, number)
    except ValueError:
        return None
