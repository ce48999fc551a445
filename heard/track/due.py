"""When something is due: the times in an agent's words, as intervals of the calendar.

A small grammar, read word by word and once, so that its cost grows with the length of the
text and with nothing else. What a time means is decided here, in one place:

- "by Friday" ends with Friday, "before Friday" with Thursday, "on Friday" is that day;
- "next Friday" is the Friday of next week; a bare weekday is the next one, never today;
- business days skip weekends and the given holidays; "within 3 days" ends with the third day;
- "close of business" is 17:00, "end of day" the last minute of the day;
- "at 4" is the next 4 o'clock; with a day named, 7 to 12 is the morning and 1 to 6 is not;
- "a couple" is two, "a few" is three.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from heard.track.almanac import (
    BUSINESS,
    CLOCKS,
    CLOSING,
    LAST,
    MONTHS,
    NUMBERS,
    ORDINALS,
    PARTS,
    RELATIVE,
    UNITS,
    WEEKDAYS,
    add_business_days,
    add_months,
    at_time,
    day_from,
    month_end,
    next_day_of_month,
    next_weekday,
    week_of,
)

if TYPE_CHECKING:
    from collections.abc import Collection

_WORD = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]|\n")
_LEADS = {
    "by": "by",
    "before": "before",
    "within": "within",
    "inside": "within",
    "under": "within",
    "in": "in",
    "on": "on",
    "at": "at",
    "around": "at",
    "about": "at",
    "between": "at",
    "after": "after",
}
_BLOCKS = frozenset(
    "since last from of for until till til to past over every per each was were minus than".split()
)
_SOFT = frozenset("around about roughly approximately approx say just maybe only the another".split())
_ZONES = frozenset("utc gmt bst cet cest est edt pst pdt cst sharp latest".split())
_PAST = frozenset("ago earlier later old late running straight long".split())
_JOINTS = frozenset("at by around about before between from after".split())
# what may follow "the 3rd" when it is a day and not the third of something
_AFTER_ORDINAL = frozenset(
    ", . ; : ! ? ( ) - – — at by after before and or to so in with of latest if when once as we i "
    "you she he they between from then for i'll we'll because whichever noon".split()
) | {"", "\n"}
_HINTS = (
    frozenset("end eod cob eow close first week month weekend a an couple half quarter".split())
    | frozenset(NUMBERS) | frozenset(ORDINALS) | frozenset(WEEKDAYS) | frozenset(RELATIVE)
    | frozenset(CLOCKS) | frozenset(MONTHS) | frozenset(PARTS) | frozenset(UNITS)
)  # fmt: skip


class Word(NamedTuple):
    """A word of a turn in lower case, and where it stands: text[start:end]."""

    text: str
    start: int
    end: int


class Due(NamedTuple):
    """A time somebody named: words[start:end], and what it means on the calendar."""

    start: int
    end: int
    earliest: datetime
    latest: datetime
    lead: str  # "by", "within", "on" …; a bare "three days" (no lead) may be a wait


class _Span(NamedTuple):
    earliest: datetime
    latest: datetime
    end: int
    whole: bool = True  # whole days: "before" them ends the evening before


class _Clock(NamedTuple):
    hour: int
    minute: int
    sure: bool  # am, pm or a 24-hour clock was said
    end: int


class _Wait(NamedTuple):
    low: float
    high: float
    unit: str
    business: bool
    end: int


def read_words(text: str) -> list[Word]:
    """The words and marks of a text, in order.

    >>> [word.text for word in read_words("I'll ring by 5pm.")]
    ["i'll", 'ring', 'by', '5', 'pm', '.']
    """
    return [
        Word(found.group().lower().replace("’", "'"), found.start(), found.end())
        for found in _WORD.finditer(text)
    ]


def find_dues(
    words: list[Word],
    spoken_at: datetime,
    *,
    day_first: bool = False,
    holidays: Collection[date] = (),
) -> list[Due]:
    """Every time named in these words, resolved from the moment they were spoken.

    >>> spoken_at = datetime.fromisoformat("2026-03-10 10:15")
    >>> [str(due.latest) for due in find_dues(read_words("within 3 working days"), spoken_at)]
    ['2026-03-13 23:59:00']
    """
    texts = [word.text for word in words]
    if not any(text in _HINTS or text[0].isdigit() for text in texts):
        return []
    reader = _DueReader(texts, spoken_at, day_first=day_first, holidays=holidays)
    dues = []
    at = 0
    while at < len(words):
        try:
            due, at = reader.read(at)
        except (OverflowError, ValueError):  # a day beyond the calendar
            due, at = None, at + 1
        if due is not None and due.latest >= due.earliest:
            dues.append(due)
    return dues


class _DueReader:
    """Reads one time at a given word: a lead, then a day, a clock or a duration."""

    def __init__(
        self,
        words: list[str],
        spoken_at: datetime,
        *,
        day_first: bool,
        holidays: Collection[date],
    ) -> None:
        self.words = words
        self.now = spoken_at
        self.today = spoken_at.date()
        self.day_first = day_first
        self.holidays = frozenset(holidays)

    def read(self, at: int) -> tuple[Due | None, int]:
        """The time that begins at this word, if one does, and the word to go on from."""
        word = self.words[at]
        if word in _BLOCKS:
            inner = self._skip(at + 1)
            blocked = self._wait(inner) or self._moment(inner, led=True)
            return None, blocked.end if blocked else at + 1
        lead, inner = _LEADS.get(word, ""), at
        if lead:
            inner = at + 1
        elif word in ("no", "not") and self._said(at + 1, "later", "than"):
            lead, inner = "by", at + 3
        inner = self._skip(inner)
        span = self._led(lead, inner) if lead else self._bare(inner)
        if span is None:
            return None, at + 1
        return Due(at, span.end, span.earliest, span.latest, lead), span.end

    # the words

    def _word(self, at: int) -> str:
        return self.words[at] if at < len(self.words) else ""

    def _said(self, at: int, *words: str) -> bool:
        return tuple(self.words[at : at + len(words)]) == words

    def _skip(self, at: int, words: frozenset[str] = _SOFT) -> int:
        """Past up to three words that add nothing to a time."""
        for _ in range(3):
            if self._said(at, "up", "to") or self._said(at, "at", "most"):
                at += 2
            elif self._word(at) in words:
                at += 1
        return at

    # what the word before a time makes of it

    def _led(self, lead: str, at: int) -> _Span | None:
        if lead in ("within", "in") and (wait := self._wait(at)):
            if lead == "in" and wait.unit not in ("minute", "hour") and self._word(at) != "next":
                return self._after(wait)
            return self._within(wait)
        if lead in ("in", "by") and (span := self._month(at)):
            return span if lead == "in" else span._replace(earliest=self.now)
        span = self._moment(at, led=lead != "in")
        if span is None or lead in ("within", "at", "on", "in"):
            return span
        if lead == "after":
            end = at_time(span.latest.date(), LAST, self.now)
            return None if span.whole else _Span(span.latest, end, span.end)
        latest = span.latest
        if lead == "before" and span.whole:
            latest = span.earliest - timedelta(minutes=1)
        return _Span(min(self.now, latest), latest, span.end)

    def _bare(self, at: int) -> _Span | None:
        if span := self._moment(at, led=False):
            return span
        wait = self._wait(at)
        if wait is None or self._word(wait.end) in _PAST:
            return None
        return self._within(wait)

    # days and clocks

    def _moment(self, at: int, *, led: bool) -> _Span | None:
        """A day, a day and a clock, or a clock alone."""
        if span := self._day(at, led=led):
            return self._timed(span)
        if (clock := self._clock(at, led=led)) is None:
            return None
        until = self._until(clock)
        end = until.end if until else clock.end
        joint = end + 1 if self._word(end) in ("on", ",", "the") else end
        day = None if self._word(joint) in PARTS else self._day(joint, led=False)
        if day is not None and day.earliest.date() != day.latest.date():
            day = None
        return self._clocked(clock, until, day.earliest.date() if day else None,
                             day.end if day else end)  # fmt: skip

    def _timed(self, day: _Span) -> _Span:
        """A day with the part of it or the clock that follows, if one does."""
        date_, word = day.earliest.date(), self._word(day.end)
        if date_ != day.latest.date():
            return day
        if day.whole and word in PARTS:
            return self._part(date_, word, day.end + 1)
        joint = day.end + (word == ",")
        lead = self._word(joint) if self._word(joint) in _JOINTS else ""
        joint = self._skip(joint + bool(lead))
        clock = self._clock(joint, led=bool(lead))
        if clock is None and (first := self._clock(joint, led=True)) and self._until(first):
            clock = first
        if clock is None:
            return day
        until = self._until(clock)
        tonight = clock._replace(hour=clock.hour + 12) if self._is_late(day, clock) else clock
        span = self._clocked(tonight, until, date_, until.end if until else clock.end)
        return span._replace(earliest=min(self.now, span.latest)) if lead in ("by", "before") else span

    @staticmethod
    def _is_late(day: _Span, clock: _Clock) -> bool:
        return day.earliest.hour >= 12 and clock.hour < 12 and not clock.sure

    def _clocked(self, clock: _Clock, until: _Clock | None, day: date | None, end: int) -> _Span:
        early = self._resolve(clock, day)
        late = self._resolve(until, early.date()) if until else early
        if late < early:
            late += timedelta(hours=12 if until and not until.sure else 24)
        return _Span(early, late, end, whole=False)

    def _part(self, day: date, part: str, end: int) -> _Span:
        early, late = PARTS[part]
        return self._between(day, day, end, early, late)

    def _between(
        self, first: date, last: date, end: int, early: time = time.min, late: time = LAST
    ) -> _Span:
        whole = (early, late) == (time.min, LAST)
        return _Span(at_time(first, early, self.now), at_time(last, late, self.now), end, whole)

    def _day(self, at: int, *, led: bool) -> _Span | None:
        """A day or a run of days: "tomorrow", "this week", "Thursday the 30th", "15 March"."""
        at += self._word(at) == "the"
        word = self._word(at)
        if word in RELATIVE:
            days, early, late = RELATIVE[word]
            day = self.today + timedelta(days=days)
            return self._between(day, day, at + 1, early, late)
        if word in WEEKDAYS:
            return self._weekday(at, weeks=0)
        if word in ("this", "next", "coming", "later"):
            return self._named(at + 1, word)
        if word == "day" and self._said(at + 1, "after", "tomorrow"):
            day = self.today + timedelta(days=2)
            return self._between(day, day, at + 3)
        if word == "weekend":
            saturday = week_of(self.today) + timedelta(days=5)
            return self._between(saturday, saturday + timedelta(days=1), at + 1)
        return self._edge(at) or self._date(at, led=led)

    def _weekday(self, at: int, *, weeks: int) -> _Span:
        number = WEEKDAYS[self.words[at]]
        if weeks:
            day = week_of(self.today) + timedelta(days=7 * weeks + number)
        else:
            day = next_weekday(self.today, number)
        after = at + 1
        if self._word(after) == "week":  # "Friday week"
            return self._between(day + timedelta(days=7), day + timedelta(days=7), after + 1)
        comma = after + (self._word(after) == ",")
        if (dated := self._date(comma + (self._word(comma) == "the"), led=True)) and dated.whole:
            return dated  # "Thursday the 30th": the number says more than the name
        return self._between(day, day, after)

    def _named(self, at: int, which: str) -> _Span | None:
        """What follows "this", "next", "coming" or "later"."""
        weeks = 1 if which == "next" else 0
        if which == "later" and self._word(at) in ("this", "today"):
            at += self._word(at) == "this"
        word = self._word(at)
        monday = week_of(self.today) + timedelta(days=7 * weeks)
        if word in WEEKDAYS and which != "later":
            this = which == "this" and WEEKDAYS[word] == self.today.weekday()
            return self._between(self.today, self.today, at + 1) if this else self._weekday(
                at, weeks=weeks
            )
        if word == "week":
            return self._between(max(monday, self.today), monday + timedelta(days=6), at + 1)
        if word == "weekend":
            return self._between(monday + timedelta(days=5), monday + timedelta(days=6), at + 1)
        if word == "month":
            first = add_months(self.today, 1).replace(day=1) if weeks else self.today
            return self._between(first, month_end(first), at + 1)
        if word == "today":
            return self._between(self.today, self.today, at + 1)
        return self._part(self.today, word, at + 1) if word in PARTS and not weeks else None

    def _edge(self, at: int) -> _Span | None:
        """The end of something: of the day, the week, the month, business."""
        word = self._word(at)
        if word in ("eod", "cob", "eob", "eow"):
            edge, end = {"eod": "day", "eow": "week"}.get(word, "business"), at + 1
        elif word in ("end", "close") and self._word(at + 1) == "of":
            end = self._skip(at + 2, frozenset(("the", "this", "working", "business")))
            weeks = int(self._word(end) == "next")
            edge, end = self._word(end + weeks), end + weeks + 1
            if weeks:
                inner = self._named(end - 1, "next")
                return self._instant(inner.latest, inner.end) if inner else None
        elif word == "first" and self._word(at + 1) == "thing":
            day = self._day(at + 2, led=False)
            when = day.earliest.date() if day else self.today + timedelta(days=1)
            return self._between(when, when, day.end if day else at + 2, time(8), time(10))
        else:
            return None
        if self._word(end - 1) == self._word(end - 2) or self._word(end - 2) == "business":
            edge = "business" if edge in ("day", "business") else edge
        closes = {
            "day": at_time(self.today, LAST, self.now),
            "today": at_time(self.today, LAST, self.now),
            "business": at_time(self.today, CLOSING, self.now),
            "play": at_time(self.today, CLOSING, self.now),
            "week": at_time(week_of(self.today) + timedelta(days=6), LAST, self.now),
            "month": at_time(month_end(self.today), LAST, self.now),
            "year": at_time(date(self.today.year, 12, 31), LAST, self.now),
        }
        if edge in closes:
            edge_end = end
            if edge in ("business", "play", "day") and (day := self._day(end, led=False)):
                clock = closes[edge].timetz().replace(tzinfo=None)
                return self._instant(at_time(day.earliest.date(), clock, self.now), day.end)
            return self._instant(closes[edge], edge_end)
        inner = self._month(end - 1) or self._day(end - 1, led=False)
        return self._instant(inner.latest, inner.end) if inner else None

    def _instant(self, latest: datetime, end: int) -> _Span:
        return _Span(min(self.now, latest), latest, end, whole=False)

    def _month(self, at: int) -> _Span | None:
        """A month by its full name, as in "in May"."""
        word = self._word(at)
        if word not in MONTHS or len(word) == 3 and word != "may":
            return None
        if self._word(at + 1)[:1].isdigit():
            return None
        first = next_day_of_month(self.today.replace(day=1), 1, MONTHS[word])
        return self._between(max(first, self.today), month_end(first), at + 1) if first else None

    def _ordinal(self, at: int) -> tuple[int, int] | None:
        """A day's number said in order: "3rd", "the thirtieth"."""
        word = self._word(at)
        if word.isascii() and word.isdigit() and self._word(at + 1) in ("st", "nd", "rd", "th"):
            return (int(word), at + 2) if len(word) <= 2 else None
        if word in ("twenty", "thirty"):
            tail = at + 1 + (self._word(at + 1) == "-")
            if (unit := ORDINALS.get(self._word(tail), 0)) and unit < 10:
                return NUMBERS[word] + unit, tail + 1
        return (ORDINALS[word], at + 1) if word in ORDINALS else None

    def _date(self, at: int, *, led: bool) -> _Span | None:
        """A day by its number: "15 March", "March 15th", "the 3rd", "15/3"."""
        word = self._word(at)
        number = self._ordinal(at)
        if number is None and word.isascii() and word.isdigit() and len(word) <= 2:
            number = int(word), at + 1
        if number is not None:
            day, end = number
            month_at = end + (self._word(end) == "of")
            if self._word(month_at) in MONTHS:
                return self._dated(day, MONTHS[self._word(month_at)], month_at + 1)
            if led and end > at + (word not in ORDINALS) and self._word(end) in _AFTER_ORDINAL:
                found = next_day_of_month(self.today, day)
                return self._between(found, found, end) if found else None
            return None
        if word in MONTHS:
            number = self._ordinal(at + 1)
            after = self._word(at + 1)
            if number is None and after.isascii() and after.isdigit() and len(after) <= 2:
                number = int(after), at + 2
            return self._dated(number[0], MONTHS[word], number[1]) if number else None
        return self._numeric(at) if led else None

    def _dated(self, day: int, month: int, end: int) -> _Span | None:
        comma = end + (self._word(end) == ",")
        year = self._word(comma)
        said = int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None
        found = day_from(self.today, day, month, said)
        return self._between(found, found, comma + 1 if said else end) if found else None

    def _numeric(self, at: int) -> _Span | None:
        numbers = self._word(at).split("/")
        if not 2 <= len(numbers) <= 3 or not all(number.isdigit() for number in numbers):
            return None
        if self._word(at) == "24/7" or any(len(number) > 4 for number in numbers):
            return None
        first, second, *rest = (int(number) for number in numbers)
        day, month = (first, second) if self.day_first or first > 12 else (second, first)
        if month > 12:
            day, month = month, day
        if not 1 <= month <= 12 or not 1 <= day <= 31:
            return None
        found = day_from(self.today, day, month, rest[0] if rest else None)
        return self._between(found, found, at + 1) if found else None

    # clocks

    def _clock(self, at: int, *, led: bool) -> _Clock | None:
        """A time of day: "5 pm", "17:00", "half past five", "noon"; led, also a bare "4"."""
        word = self._word(at)
        if word in CLOCKS:
            return _Clock(*CLOCKS[word], True, at + 1)
        if word in ("half", "quarter", "ten", "twenty", "five", "a") and (
            clock := self._past(at)
        ):
            return clock
        digits = word.replace(".", ":").split(":")
        spelled = NUMBERS.get(word, 0)
        if not 1 <= len(digits) <= 2 or not (spelled or all(part.isdigit() for part in digits)):
            return None
        if any(len(part) > 2 for part in digits) and not spelled:
            return None
        hour, minute = (spelled, 0) if spelled else (int(digits[0]), int(digits[-1]))
        if len(digits) == 1:
            minute = 0
        elif len(digits[1]) != 2:
            return None
        if hour > 24 or minute > 59:
            return None
        return self._meridiem(hour, minute, at + 1, shown=":" in word, led=led, raw=word)

    def _meridiem(
        self, hour: int, minute: int, end: int, *, shown: bool, led: bool, raw: str
    ) -> _Clock | None:
        after = self._word(end)
        if after in ("p", "a") and self._said(end + 1, ".", "m"):
            after, end = after + "m", end + 3 + (self._word(end + 4) == "." and False)
        elif after in ("am", "pm"):
            end += 1
        elif after in ("o'clock", "oclock"):
            return _Clock(hour, minute, False, self._zoned(end + 1))
        elif after in UNITS or after in BUSINESS or after in ("%", "st", "nd", "rd", "th"):
            return None
        elif not (led or shown) or after in MONTHS:
            return None
        elif not shown and not self._ends(end, raw):
            return None
        if after in ("am", "pm") and 1 <= hour <= 12:
            return _Clock(hour % 12 + 12 * (after == "pm"), minute, True, self._zoned(end))
        sure = hour > 12 or hour == 0 or raw.startswith("0")
        return _Clock(hour, minute, sure, self._zoned(end))

    def _ends(self, at: int, raw: str) -> bool:
        """Whether a bare number may be a clock: nothing that it counts comes after."""
        word = self._word(at)
        if "." in raw or raw.isdigit() or raw in NUMBERS:
            return word in _AFTER_ORDINAL or word in _ZONES or word in RELATIVE or word in WEEKDAYS
        return False

    def _zoned(self, at: int) -> int:
        return at + 1 if self._word(at) in _ZONES else at

    def _past(self, at: int) -> _Clock | None:
        """ "half past five", "quarter to six", "ten past seven"."""
        at += self._word(at) == "a"
        word, joint = self._word(at), self._word(at + 1)
        minutes = {"half": 30, "quarter": 15}.get(word, NUMBERS.get(word, 0))
        hour = NUMBERS.get(self._word(at + 2), 0)
        if not hour and self._word(at + 2).isdigit() and len(self._word(at + 2)) <= 2:
            hour = int(self._word(at + 2))
        if not minutes or joint not in ("past", "to") or not 1 <= hour <= 12:
            return None
        if joint == "to" and word not in ("quarter",) and self._word(at + 3) in UNITS:
            return None
        hour, minutes = (hour, minutes) if joint == "past" else (hour - 1, 60 - minutes)
        return _Clock(hour, minutes, False, at + 3)

    def _until(self, clock: _Clock) -> _Clock | None:
        """The second clock of "9 to 12", "between nine and twelve"."""
        if self._word(clock.end) not in ("to", "and", "-", "–", "till", "until"):
            return None
        return self._clock(clock.end + 1, led=True)

    def _resolve(self, clock: _Clock, day: date | None) -> datetime:
        hour = clock.hour
        if day is not None and not clock.sure and hour < 7 and day >= self.today:
            hour += 12
        on = day or self.today
        moment = at_time(on, time.min, self.now) + timedelta(hours=hour, minutes=clock.minute)
        if day is not None:
            return moment
        if moment <= self.now and not clock.sure and clock.hour <= 12:
            moment += timedelta(hours=12)
        return moment if moment > self.now else moment + timedelta(days=1)

    # durations

    def _wait(self, at: int) -> _Wait | None:
        """A length of time: "24 hours", "3 to 5 business days", "a couple of weeks"."""
        at += self._word(at) == "next"
        if self._said(at, "half", "an", "hour") or self._said(at, "half", "hour"):
            return _Wait(30, 30, "minute", False, at + 2 + (self._word(at + 1) == "an"))
        if self._said(at, "quarter", "of", "an", "hour"):
            return _Wait(15, 15, "minute", False, at + 4)
        first = self._count(at)
        if first is None:
            unit = UNITS.get(self._word(at), "")
            led = self._word(at - 1) in ("the", "next") if at else False
            return _Wait(1, 1, unit, False, at + 1) if unit and led else None
        low, end = first
        high = low
        if self._word(end) in ("to", "-", "–", "or") and (second := self._count(end + 1)):
            high, end = second
        business = self._word(end) in BUSINESS
        end += business + (self._word(end) in ("more", "full", "clear", "calendar"))
        unit = UNITS.get(self._word(end), "")
        if not unit or high < low or high > 1000:
            return None
        end += 1
        if unit == "hour" and self._said(end, "and", "a", "half"):
            return _Wait(low + 0.5, high + 0.5, unit, business, end + 3)
        return _Wait(low, high, unit, business, end)

    def _count(self, at: int) -> tuple[float, int] | None:
        word = self._word(at)
        if word.isascii() and word.isdigit() and len(word) <= 4:
            return int(word), at + 1
        if word in NUMBERS:
            value, after = NUMBERS[word], at + 1 + (self._word(at + 1) == "-")
            if value >= 20 and (unit := NUMBERS.get(self._word(after), 0)) and unit < 10:
                return value + unit, after + 1
            return value, at + 1
        if word in ("a", "an"):
            return self._count(at + 1) if self._word(at + 1) in ("couple", "few") else (1, at + 1)
        if word in ("couple", "few"):
            return (2 if word == "couple" else 3), at + 1 + (self._word(at + 1) == "of")
        return None

    def _within(self, wait: _Wait) -> _Span:
        """From now until the wait is over; a range begins with its shorter end."""
        first, last = self._reach(wait.low, wait), self._reach(wait.high, wait)
        return _Span(self.now if wait.low == wait.high else first, last, wait.end)

    def _after(self, wait: _Wait) -> _Span:
        """The day that lies so far ahead, or the days of a range."""
        first, last = self._reach(wait.low, wait), self._reach(wait.high, wait)
        return _Span(at_time(first.date(), time.min, self.now), last, wait.end)

    def _reach(self, count: float, wait: _Wait) -> datetime:
        if wait.unit in ("minute", "hour") and not wait.business:
            step = timedelta(hours=count) if wait.unit == "hour" else timedelta(minutes=count)
            return self.now + step
        whole = -int(-count // (24 if wait.unit == "hour" else 1))
        if wait.business or wait.unit == "weekday":
            days = whole * (5 if wait.unit == "week" else 1)
            day = add_business_days(self.today, days, self.holidays)
        elif wait.unit == "month":
            day = add_months(self.today, whole)
        else:
            day = self.today + timedelta(days=whole * {"week": 7, "fortnight": 14}.get(wait.unit, 1))
        return at_time(day, LAST, self.now)
