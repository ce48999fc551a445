"""Times as files write them: offsets from the start, times of day, dates with times.

>>> offset_s("00:01:23"), offset_s("1:23.5"), offset_s("1m 4s"), offset_s("soon")
(83.0, 83.5, 64.0, None)
>>> moment("2026-03-12T14:02:11Z")
datetime.datetime(2026, 3, 12, 14, 2, 11, tzinfo=datetime.timezone.utc)
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

DAY_S = 86_400.0
HOUR_S = 3_600.0
EPOCH_S = 1e8  # a bare number from here on is seconds since 1970 (March 1973)
EPOCH_MS = 1e11  # … milliseconds
EPOCH_US = 1e14  # … microseconds

_COLONS = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})(?:[.,](\d{1,6}))?")
_ELAPSED = re.compile(
    r"(?:(\d{1,9})\s*h)?\s*(?:(\d{1,9})\s*m)?\s*(?:(\d{1,9}(?:\.\d+)?)\s*s)?", re.IGNORECASE
)
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,6}))?)?\s*([ap])?\.?(?:m\.?)?", re.I)
_DATE = re.compile(r"(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})[a-z]*\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d+-])\d{4}\b")
_DAY = re.compile(r"(?<![\d:+.-])\d{1,2}\b(?![:\d])")
_ZONE = re.compile(r"([+-]\d{2}):?(\d{2})\b|\b(?:UTC|GMT)\b")
_MOST_LETTERS = 60  # a text longer than this is no date

DateOrder = Literal["day first", "month first"]


def offset_s(text: str) -> float | None:
    """Seconds since the start, from `1:02:03.5`, `02:03`, `1m 4s` or a plain number."""
    text = text.strip()
    if len(text) > _MOST_LETTERS:
        return None
    if match := _COLONS.fullmatch(text):
        hours, minutes, seconds, fraction = match.groups(default="0")
        whole = int(hours) * HOUR_S + int(minutes) * 60 + int(seconds)
        return whole + int(fraction) / 10.0 ** len(fraction)
    if _NUMBER.fullmatch(text):
        value = float(text)
        return value if math.isfinite(value) else None
    if text and (match := _ELAPSED.fullmatch(text)):
        hours, minutes, seconds = match.groups(default="0")
        return int(hours) * HOUR_S + int(minutes) * 60 + float(seconds)
    return None


def day_time_s(text: str) -> float | None:
    """Seconds since midnight, from `14:02`, `14:02:11` or `2:04 PM`."""
    match = _CLOCK.fullmatch(text.strip())
    if match is None:
        return None
    hours, minutes, seconds, fraction, half = match.groups()
    hour = int(hours)
    if half:
        hour = hour % 12 + (12 if half in "pP" else 0)
    if hour > 23 or int(minutes) > 59 or int(seconds or 0) > 59:
        return None
    part = int(fraction) / 10.0 ** len(fraction) if fraction else 0.0
    return hour * HOUR_S + int(minutes) * 60 + int(seconds or 0) + part


def epoch(value: float) -> datetime | None:
    """The moment a number stands for, as seconds, milliseconds or microseconds since 1970."""
    for least, unit in ((EPOCH_US, 1e6), (EPOCH_MS, 1e3), (EPOCH_S, 1.0)):
        if value >= least:
            try:
                return datetime.fromtimestamp(value / unit, UTC)
            except (OverflowError, OSError, ValueError):
                return None
    return None


def moment(text: str, *, order: DateOrder = "day first") -> datetime | None:
    """The date and time that a text names, with its zone where it names one."""
    text = re.sub(r"[\s\u202f\u200e]+", " ", text).strip()
    if len(text) > _MOST_LETTERS:
        return None
    if _NUMBER.fullmatch(text):
        return epoch(float(text))
    iso = re.sub(r" ?(?:UTC|GMT)$", "+00:00", text)
    iso = re.sub(r" (?=[+-]\d{2}:?\d{2}$)", "", iso)
    if re.match(r"\d{4}-\d{2}-\d{2}", iso):
        try:
            return datetime.fromisoformat(iso.replace(", ", " "))
        except ValueError:
            return None
    if date := _DATE.match(text):
        return _numeric_moment(date, text[date.end() :].lstrip(" ,T"), order)
    return _long_moment(text)


def _long_moment(text: str) -> datetime | None:
    """A date with its month in letters: `Tue Oct 31 22:10:47 +0000 2017`, `March 2, 2026 2:04 PM`."""
    month, year, day = _MONTH.search(text), _YEAR.search(text), _DAY.search(text)
    if month is None or year is None or day is None:
        return None
    clock, zone = _CLOCK.search(text), _ZONE.search(text)
    seconds = day_time_s(clock[0]) if clock else 0.0
    midnight = _midnight(int(year[0]), _MONTHS.index(month[1].lower()) + 1, int(day[0]))
    if seconds is None or midnight is None:
        return None
    when = midnight + timedelta(seconds=seconds)
    if zone is None:
        return when
    ahead = f"{zone[1]}:{zone[2]}" if zone[1] else "+00:00"
    try:
        return datetime.fromisoformat(when.isoformat() + ahead)
    except ValueError:
        return None


def _midnight(year: int, month: int, day: int) -> datetime | None:
    """The start of a day, without a zone: the file names none."""
    try:
        return datetime.fromisoformat(f"{year:04}-{month:02}-{day:02}")
    except ValueError:
        return None


def _numeric_moment(date: re.Match[str], rest: str, order: DateOrder) -> datetime | None:
    first, second, third = (int(part) for part in date.groups())
    if first > 31:
        year, month, day = first, second, third
    elif order == "month first":
        year, month, day = third, first, second
    else:
        year, month, day = third, second, first
    year += 2000 if year < 100 else 0
    seconds = day_time_s(rest) if rest else 0.0
    if seconds is None:
        return None
    midnight = _midnight(year, month, day)
    return None if midnight is None else midnight + timedelta(seconds=seconds)


@dataclass(frozen=True, slots=True)
class DateReading:
    """How the dates of one file are written, and whether that is certain."""

    order: DateOrder
    certain: bool


def date_order(texts: Sequence[str]) -> DateReading:
    """Whether dates such as 03/04/2026 put the day or the month first, from all of a file.

    A number above 12 settles it; so does an order in which time would run backwards.

    >>> date_order(["12/03/2026, 14:02", "13/03/2026, 09:00"])
    DateReading(order='day first', certain=True)
    >>> date_order(["12/03/2026, 14:02"])
    DateReading(order='day first', certain=False)
    """
    pairs = [
        (int(date[1]), int(date[2]))
        for text in texts
        if (date := _DATE.match(text.strip())) and len(date[1]) < 3
    ]
    if any(first > 12 for first, _ in pairs):
        return DateReading("day first", certain=True)
    if any(second > 12 for _, second in pairs):
        return DateReading("month first", certain=True)
    if all(first == second for first, second in pairs):
        return DateReading("day first", certain=True)
    forward: list[DateOrder] = [
        order for order in ("day first", "month first") if _runs_forward(texts, order)
    ]
    if len(forward) == 1:
        return DateReading(forward[0], certain=True)
    return DateReading("day first", certain=False)


def _runs_forward(texts: Sequence[str], order: DateOrder) -> bool:
    moments = [when for text in texts if (when := moment(text, order=order)) is not None]
    try:
        return all(earlier <= later for earlier, later in pairwise(moments))
    except TypeError:  # some name a zone and some do not
        return False


def run_on(day_times: Sequence[float | None]) -> tuple[float | None, ...]:
    """Times of day as seconds since the first of them, running on past midnight.

    >>> run_on([86_390.0, None, 20.0])
    (0.0, None, 30.0)
    """
    start: float | None = None
    last = 0.0
    days = 0.0
    seconds: list[float | None] = []
    for time in day_times:
        if time is None:
            seconds.append(None)
            continue
        if start is None:
            start = last = time
        if time + days < last - DAY_S / 2:
            days += DAY_S
        last = time + days
        seconds.append(round(last - start, 6))
    return tuple(seconds)
