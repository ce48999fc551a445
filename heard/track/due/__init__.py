"""When something is due: the times in an agent's words, as intervals of the calendar.

A small grammar, read word by word and once, so that its cost grows with the length of the
text and with nothing else. What a time means:

- "by Friday" ends with Friday, "before Friday" with Thursday, "on Friday" is that day;
- "next Friday" is the Friday of next week; a bare weekday is the next one, never today;
- business days skip weekends and the given holidays; "within 3 days" ends with the third day;
- "close of business" is 17:00, "end of day" the last minute of the day;
- "at 4" is the next 4 o'clock; with a day named, 7 to 12 is the morning and 1 to 6 is not;
- "a couple" is two, "a few" is three; "be right back" is within five minutes;
- "between the 6th and the 10th" ends with the 10th, "the 6th or the 10th" too; "the 6th and the
  10th" are two times.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from heard.listen.wordlists import word_set
from heard.track.due.almanac import (
    CLOCKS,
    LAST,
    MONTHS,
    NUMBERS,
    ORDINALS,
    PARTS,
    RELATIVE,
    UNITS,
    WEEKDAYS,
)
from heard.track.due.clock import Clock, read_clock, read_until
from heard.track.due.day import read_day, read_month
from heard.track.due.span import Span, Spoken
from heard.track.due.wait import Wait, read_wait
from heard.track.due.words import Word, padded, read_words

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

__all__ = ["Due", "Word", "find_dues", "may_name_a_time", "read_words"]

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
    "over": "on",
    "for": "for",
}
_JOINTS = word_set("at by around about before between from after")
_BLOCKS = word_set("since last from of until till til to past every per each was were minus than")
_SOFT = word_set("around about roughly approximately approx say just maybe only the another")
_RATES = word_set("a an the minute hour day week month")  # "200 calls a minute"
_PAST = word_set("ago earlier later old late running straight long")
_STOPS = frozenset(".!?\n")
_A_VISIT = timedelta(hours=6)  # what takes longer names no time of day: "tomorrow"
_SHORTLY = timedelta(minutes=5)  # "right back"
_STARTS = word_set(
    "right straight end eod cob eob eow close first a an couple few half quarter this next coming later weekend "
    "the day no not week month up"
).union(_LEADS, _BLOCKS, _SOFT, NUMBERS, ORDINALS, WEEKDAYS, RELATIVE, CLOCKS, MONTHS)
# Of which one stands in everything that can be a time, where no digit does.
_NAMES = word_set("back thing eod cob eob eow business play shift year weekend half quarter").union(
    NUMBERS, ORDINALS, WEEKDAYS, RELATIVE, CLOCKS, MONTHS, PARTS, UNITS
)


class Due(NamedTuple):
    """A time somebody named: words[start:end], and what it means on the calendar."""

    start: int
    end: int
    earliest: datetime
    latest: datetime
    lead: str  # "by", "within", "on" …; a bare "three days" (no lead) may be a wait


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
    texts = padded(words)
    if not may_name_a_time(texts):
        return []
    spoken = Spoken(spoken_at, day_first, frozenset(holidays))
    dues: list[Due] = []
    at = 0
    while at < len(words):
        if texts[at] not in _STARTS and not texts[at][0].isdigit():
            at += 1
            continue
        try:
            due, at = _read(texts, at, spoken)
        except (OverflowError, ValueError):  # a day beyond the calendar
            due, at = None, at + 1
        if due is not None and due.latest >= due.earliest:
            if dues:
                due = _on_the_same_day(texts, dues[-1], due, spoken)
            dues.append(due)
            if (more := _another(texts, due, spoken)) is not None:
                at = more.end
                if texts[due.end] == "or":
                    dues[-1] = due._replace(end=more.end, latest=max(due.latest, more.latest))
                else:
                    dues.append(more)
    return dues


def may_name_a_time(words: Collection[str]) -> bool:
    """Whether a word stands among these without which no time is named."""
    return not _NAMES.isdisjoint(words) or any(word[:1].isdigit() for word in words)


def _on_the_same_day(words: Sequence[str], before: Due, due: Due, spoken: Spoken) -> Due:
    """A bare clock after a day and its clock is of that day: "it's here tomorrow at 8, and I'll call by 8.30"."""
    if before.latest.date() == spoken.today or before.latest - before.earliest > _A_VISIT:
        return due
    if not _STOPS.isdisjoint(words[before.end : due.start]):
        return due
    clock = read_clock(words, _skip(words, due.start + bool(due.lead)), led=bool(due.lead))
    if clock is None or clock.end != due.end:
        return due
    span = _clocked(spoken._replace(now=before.earliest), clock, None, None, due.end)
    return due._replace(earliest=span.earliest, latest=span.latest)


def _another(words: Sequence[str], due: Due, spoken: Spoken) -> Due | None:
    """The second day of "on the 6th and the 10th", "by Monday or Tuesday", if there is one."""
    if words[due.end] not in ("and", "or", "&") or due.lead not in ("on", "by", "before", ""):
        return None
    at = due.end + 1 + (words[due.end + 1] == due.lead)
    first = read_day(words, due.start + bool(due.lead), spoken, led=True)
    if first is None or first.end != due.end:  # not a day and nothing else
        return None
    last = _later(words, at, first, spoken)
    if last is None:
        return None
    return Due(due.end + 1, last.end, last.earliest, last.latest, due.lead)


def _read(words: Sequence[str], at: int, spoken: Spoken) -> tuple[Due | None, int]:
    """The time that begins at this word, if one does, and the word to go on from."""
    word = words[at]
    if word in _BLOCKS:
        inner = _skip(words, at + 1)
        blocked: Span | Wait | Clock | None = read_wait(words, inner)
        if blocked is None and word == "from":  # "from half one on Saturday": Saturday counts
            blocked = read_clock(words, inner, led=True)
        blocked = blocked or _moment(words, inner, spoken, led=True)
        return None, blocked.end if blocked else at + 1
    if word in ("right", "straight"):
        if words[at + 1] != "back" or words[at - 1] != "be" or words[at + 2] in _LEADS:
            return None, at + 1
        return Due(at, at + 2, spoken.now, spoken.now + _SHORTLY, "within"), at + 2
    lead, inner = _LEADS.get(word, ""), at
    if lead:
        inner = at + 1
    elif word in ("no", "not") and words[at + 1] == "later" and words[at + 2] == "than":
        lead, inner = "by", at + 3
    inner = _skip(words, inner)
    span = _led(words, inner, spoken, lead) if lead else _bare(words, inner, spoken)
    if span is not None and word == "between":
        span = _through(words, span, spoken)
    if span is None:
        return None, at + 1
    return Due(at, span.end, span.earliest, span.latest, lead), span.end


def _through(words: Sequence[str], first: Span, spoken: Spoken) -> Span:
    """The days from the first to the second one of "between the 6th and the 10th"."""
    if words[first.end] != "and":
        return first
    last = _later(words, first.end + 1, first, spoken)
    return first if last is None else Span(first.earliest, last.latest, last.end)


def _later(words: Sequence[str], at: int, first: Span, spoken: Spoken) -> Span | None:
    """The day at this word, after the first: the Monday of "Friday and Monday" is the next one."""
    last = read_day(words, at, spoken, led=True)
    if last is not None and last.latest < first.earliest:
        last = read_day(words, at, spoken._replace(now=first.earliest), led=True)
    return None if last is None or last.earliest <= first.earliest else last


def _skip(words: Sequence[str], at: int) -> int:
    """Past the words that add nothing to a time, up to three."""
    for _ in range(3):
        if (words[at], words[at + 1]) in (("up", "to"), ("at", "most"), ("less", "than")):
            at += 2
        elif words[at] in _SOFT:
            at += 1
    return at


def _led(words: Sequence[str], at: int, spoken: Spoken, lead: str) -> Span | None:
    """A time in the light of the word before it."""
    if lead in ("within", "in") and (wait := read_wait(words, at)):
        short = wait.unit in ("minute", "hour") or words[at] == "next"
        return spoken.within(wait) if lead == "within" or short else spoken.after(wait)
    if lead in ("in", "by") and (month := read_month(words, at, spoken)):
        return month if lead == "in" else spoken.until(month.latest, month.end)
    if lead == "in" and words[at] in PARTS:
        return _part(spoken, spoken.today + timedelta(days=words[at] == "morning"), words[at], at)
    span = _moment(words, at, spoken, led=lead != "in")
    if span is not None and lead == "on" and not read_day(words, at, spoken, led=True):
        return None  # "the crew on the 10:52"
    if span is None or lead in ("within", "at", "on", "in", "for"):
        return span
    if lead == "after":
        last = spoken.at(span.latest.date(), LAST)
        return None if span.whole else Span(span.latest, last, span.end)
    before = lead == "before" and span.whole
    return spoken.until(span.earliest - timedelta(minutes=1) if before else span.latest, span.end)


def _bare(words: Sequence[str], at: int, spoken: Spoken) -> Span | None:
    if span := _moment(words, at, spoken, led=False):
        return span
    wait = read_wait(words, at)
    if wait is None or words[wait.end] in _PAST or words[at] in _RATES:
        return None
    return spoken.within(wait)


def _moment(words: Sequence[str], at: int, spoken: Spoken, *, led: bool) -> Span | None:
    """A day, a day and a clock, or a clock alone."""
    if day := read_day(words, at, spoken, led=led):
        return _timed(words, day, spoken)
    if (clock := read_clock(words, at, led=led)) is None:
        return None
    until = read_until(words, clock)
    end = until.end if until else clock.end
    joint = end + (words[end] in ("on", ",", "the"))
    named = read_day(words, joint, spoken, led=words[end] == "on")
    if named is None or named.earliest.date() != named.latest.date():
        return _clocked(spoken, clock, until, None, end)
    return _clocked(spoken, clock, until, named.earliest, named.end)


def _timed(words: Sequence[str], day: Span, spoken: Spoken) -> Span:
    """A day with the part of it, or the clock, that follows."""
    on = day.earliest.date()
    if on != day.latest.date() or (day.earliest == spoken.now and not day.whole):
        return day
    if day.whole and words[day.end] in PARTS:
        day = _part(spoken, on, words[day.end], day.end)
    joint = day.end + (words[day.end] == ",")
    lead = words[joint] if words[joint] in _JOINTS else ""
    joint = _skip(words, joint + bool(lead))
    clock = read_clock(words, joint, led=True)
    if clock is None:
        return day
    until = read_until(words, clock)
    if not lead and not until and not read_clock(words, joint, led=False):
        return day  # "Monday 10" alone may count anything
    span = _clocked(spoken, clock, until, day.earliest, until.end if until else clock.end)
    if lead == "after":
        return span._replace(latest=spoken.at(day.latest.date(), LAST))
    return spoken.until(span.latest, span.end) if lead in ("by", "before") else span


def _part(spoken: Spoken, day: date, part: str, at: int) -> Span:
    return spoken.days(day, day, at + 1, *PARTS[part])


def _clocked(
    spoken: Spoken, clock: Clock, until: Clock | None, day: datetime | None, end: int
) -> Span:
    early = _resolve(spoken, clock, day)
    late = _resolve(spoken, until, day or early) if until else early
    if until and late < early:
        late += timedelta(hours=24 if until.sure else 12)
    return Span(early, late, end, whole=False)


def _resolve(spoken: Spoken, clock: Clock, day: datetime | None) -> datetime:
    """The clock on its day, or its next time from now where no day was named."""
    on = day.date() if day else spoken.today
    moment = spoken.at(on, time.min) + timedelta(hours=clock.hour, minutes=clock.minute)
    twelve = not clock.sure and clock.hour < 12
    if day is not None:
        afternoon = clock.hour < 7 and day.hour not in range(1, 12)
        return moment + timedelta(hours=12) if twelve and (afternoon or day.hour >= 12) else moment
    if moment <= spoken.now and not clock.sure and clock.hour <= 12:
        moment += timedelta(hours=12)
    return moment if moment > spoken.now else moment + timedelta(days=1)
