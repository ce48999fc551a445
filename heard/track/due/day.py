"""Days: "tomorrow", "this week", "end of the month", "Thursday the 30th", "15 March", "15/3"."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from heard.track.due.almanac import (
    AFTER_ORDINAL,
    CLOSING,
    LAST,
    MONTHS,
    NUMBERS,
    ORDINALS,
    PARTS,
    RELATIVE,
    WEEKDAYS,
    add_months,
    day_from,
    month_end,
    next_day_of_month,
    next_weekday,
    week_of,
)
from heard.track.due.words import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.track.due.span import Span, Spoken

_WEEK = timedelta(days=7)
_SHORT_EDGES = {"eod": "day", "cob": "business", "eob": "business", "eow": "week"}
_EDGE_FILL = ("the", "this", "our", "your")


def read_day(words: Sequence[str], at: int, spoken: Spoken, *, led: bool) -> Span | None:
    """The day, or run of days, that begins at this word; `led`: "by", "on" … went before.

    >>> from datetime import datetime
    >>> from heard.track.due.span import Spoken
    >>> from heard.track.due.words import padded, read_words
    >>> spoken = Spoken(datetime.fromisoformat("2026-03-10 10:15"))
    >>> words = padded(read_words("the day after tomorrow"))
    >>> str(read_day(words, 0, spoken, led=False).earliest)
    '2026-03-12 00:00:00'
    """
    at += words[at] == "the"
    return (
        read_plain_day(words, at, spoken)
        or _edge(words, at, spoken)
        or _date(words, at, spoken, led=led)
    )


def read_plain_day(words: Sequence[str], at: int, spoken: Spoken) -> Span | None:
    """A day by its place in the calendar rather than by its number."""
    word, today = words[at], spoken.today
    if word in RELATIVE:
        days, early, late = RELATIVE[word]
        day = today + timedelta(days=days)
        return spoken.days(day, day, at + 1, early, late)
    if word in WEEKDAYS:
        return _weekday(words, at, spoken, next_weekday(today, WEEKDAYS[word]))
    if word in ("this", "next", "coming", "later"):
        return _named(words, at + 1, spoken, word)
    if word == "day" and words[at + 1] == "after" and words[at + 2] == "tomorrow":
        day = today + timedelta(days=2)
        return spoken.days(day, day, at + 3)
    if word == "weekend":
        saturday = week_of(today) + timedelta(days=5)
        return spoken.days(saturday, saturday + timedelta(days=1), at + 1)
    return None


def read_month(words: Sequence[str], at: int, spoken: Spoken) -> Span | None:
    """A whole month by its full name, as in "in May"."""
    word = words[at]
    if word not in MONTHS or (len(word) == 3 and word != "may") or words[at + 1][:1].isdigit():
        return None
    today = spoken.today
    first = next_day_of_month(today.replace(day=1), 1, MONTHS[word])
    return None if first is None else spoken.days(max(first, today), month_end(first), at + 1)


def _weekday(words: Sequence[str], at: int, spoken: Spoken, day: date) -> Span:
    after = at + 1
    if words[after] == "week":  # "Friday week"
        return spoken.days(day + _WEEK, day + _WEEK, after + 1)
    dated = after + (words[after] == ",")
    dated += words[dated] == "the"
    if span := _date(words, dated, spoken, led=True, named=True):
        return span  # "Thursday the 30th": the number says more than the name
    return spoken.days(day, day, after)


def _named(words: Sequence[str], at: int, spoken: Spoken, which: str) -> Span | None:
    """What follows "this", "next", "coming" or "later"."""
    today, ahead = spoken.today, _WEEK if which == "next" else timedelta()
    if which == "later" and words[at] == "this":
        at += 1
    word, monday = words[at], week_of(today) + ahead
    if word in WEEKDAYS and which != "later":
        if which == "this" and WEEKDAYS[word] == today.weekday():
            return spoken.days(today, today, at + 1)
        day = monday + timedelta(days=WEEKDAYS[word])
        return _weekday(words, at, spoken, day if day > today else day + _WEEK)
    if word == "week":
        return spoken.days(max(monday, today), monday + timedelta(days=6), at + 1)
    if word == "weekend":
        return spoken.days(monday + timedelta(days=5), monday + timedelta(days=6), at + 1)
    if word == "month":
        first = add_months(today, 1).replace(day=1) if ahead else today
        return spoken.days(first, month_end(first), at + 1)
    if word == "today":
        return spoken.days(today, today, at + 1)
    return spoken.days(today, today, at + 1, *PARTS[word]) if word in PARTS and not ahead else None


def _edge(words: Sequence[str], at: int, spoken: Spoken) -> Span | None:
    """The end of something (of the day, the week, business), or first thing in the morning."""
    if words[at] == "first" and words[at + 1] == "thing":
        day = read_plain_day(words, at + 2, spoken)
        when = day.earliest.date() if day else spoken.today + timedelta(days=1)
        return spoken.days(when, when, day.end if day else at + 2, time(8), time(10))
    if words[at] in _SHORT_EDGES:
        return _closing(words, at + 1, spoken, _SHORT_EDGES[words[at]])
    if words[at] not in ("end", "close") or words[at + 1] != "of":
        return None
    at += 2 + (words[at + 2] in _EDGE_FILL)
    if words[at] in ("business", "working") and words[at + 1] == "day":
        return _closing(words, at + 2, spoken, "business")
    if words[at] in ("day", "business", "play", "shift", "week", "year"):
        return _closing(words, at + 1, spoken, words[at])
    if words[at] == "month":
        return spoken.until(spoken.at(month_end(spoken.today), LAST), at + 1)
    inner = read_month(words, at, spoken) or read_plain_day(words, at, spoken)
    return inner and spoken.until(inner.latest, inner.end)


def _closing(words: Sequence[str], end: int, spoken: Spoken, what: str) -> Span:
    """The last moment of the day, the week or the working day, of today or the day named next."""
    if what == "week":
        return spoken.until(spoken.at(week_of(spoken.today) + timedelta(days=6), LAST), end)
    if what == "year":
        return spoken.until(spoken.at(date(spoken.today.year, 12, 31), LAST), end)
    day = read_plain_day(words, end + (words[end] == "on"), spoken)
    on = day.latest.date() if day else spoken.today
    clock = LAST if what == "day" else CLOSING
    return spoken.until(spoken.at(on, clock), day.end if day else end)


def _date(
    words: Sequence[str], at: int, spoken: Spoken, *, led: bool, named: bool = False
) -> Span | None:
    """A day by its number; `named`: its weekday went before, so a bare number is a clock."""
    word = words[at]
    if word in MONTHS:
        counted = _ordinal(words, at + 1) or _cardinal(words, at + 1)
        return counted and _dated(words, counted[1], spoken, counted[0], MONTHS[word])
    ordinal = _ordinal(words, at)
    if counted := ordinal or _cardinal(words, at):
        day, end = counted
        month = end + (words[end] == "of")
        if words[month] in MONTHS:
            return _dated(words, month + 1, spoken, day, MONTHS[words[month]])
        if ordinal is None or not led or words[end] not in AFTER_ORDINAL:
            return None
        found = next_day_of_month(spoken.today, day)
        return None if found is None else spoken.days(found, found, end)
    return _slashed(words, at, spoken) if led and not named else None


def _ordinal(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """A day's number said in order: "3rd", "the thirtieth", "twenty-first"."""
    word = words[at]
    if words[at + 1] in ("st", "nd", "rd", "th"):
        value = number(word)
        return None if value is None else (value, at + 2)
    if word in ("twenty", "thirty"):
        tail = at + 1 + (words[at + 1] == "-")
        unit = ORDINALS.get(words[tail], 0)
        return (NUMBERS[word] + unit, tail + 1) if 0 < unit < 10 else None
    return (ORDINALS[word], at + 1) if word in ORDINALS else None


def _cardinal(words: Sequence[str], at: int) -> tuple[int, int] | None:
    value = number(words[at])
    return None if value is None else (value, at + 1)


def _dated(words: Sequence[str], end: int, spoken: Spoken, day: int, month: int) -> Span | None:
    at = end + (words[end] == ",")
    year = number(words[at], digits=4)
    said = year if year and year > 1999 else None
    found = day_from(spoken.today, day, month, said)
    return None if found is None else spoken.days(found, found, at + 1 if said else end)


def _slashed(words: Sequence[str], at: int, spoken: Spoken) -> Span | None:
    """15/3 or 3/15; which of two small numbers is the day, `day_first` decides."""
    numbers = [number(part, digits=4) for part in words[at].split("/")]
    if not 2 <= len(numbers) <= 3 or None in numbers or words[at] == "24/7":
        return None
    first, second, *rest = (part for part in numbers if part is not None)
    day, month = (first, second) if spoken.day_first else (second, first)
    if month > 12:
        day, month = month, day
    if not 1 <= month <= 12:
        return None
    found = day_from(spoken.today, day, month, rest[0] if rest else None)
    return None if found is None else spoken.days(found, found, at + 1)
