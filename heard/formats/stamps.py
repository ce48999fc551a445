"""The times that stand beside the turns of a transcript, and what they count from."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from heard.formats.clock import (
    DAY_S,
    HOUR_S,
    DateOrder,
    DateReading,
    date_order,
    day_time_s,
    epoch,
    moment,
    offset_s,
    run_on,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.formats.notes import Notes
    from heard.formats.said import Said

_DAY = r"(?P<date>\d{1,4}[./-]\d{1,2}[./-]\d{1,4})"
_HALF = r"(?:[ \t\u202f\u00a0]?(?P<half>[ap]\.?m\.?))?"
_ZONE = r"(?P<zone>Z| ?UTC| ?[+-]\d{2}:?\d{2})?"
CLOCK = (
    rf"(?:{_DAY}[,T ]+[ \t\u202f]?)?"
    rf"(?P<time>\d{{1,3}}:\d{{2}}(?::\d{{2}}(?:[.,]\d{{1,6}})?)?){_HALF}{_ZONE}"
)
_ELAPSED = r"(?P<elapsed>(?:\d{1,4}h )?(?:\d{1,6}m )?\d{1,8}s)"
STAMP = rf"(?:{CLOCK}|{_ELAPSED})"
_CELL_CLOCK = re.compile(CLOCK, re.IGNORECASE)
_MILLIS = re.compile(r"(?:_ms|millis(?:econds)?)$", re.IGNORECASE)
_DATES = re.compile(r"date|created|stamp", re.IGNORECASE)
_SERIAL_ZERO = datetime.fromisoformat("1899-12-30")  # day 0 of a spreadsheet; it knows no zone
_FIRST_SERIAL, _LAST_SERIAL = 30_000, 80_000  # 1982 to 2119


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time as it is written beside a turn."""

    time: str | None = None
    date: str | None = None
    half: str | None = None  # am or pm
    zone: str | None = None
    elapsed: str | None = None

    @classmethod
    def of(cls, match: re.Match[str]) -> Stamp:
        """The stamp in a line that a layout has matched."""
        found = match.groupdict()
        return cls(
            found.get("time"),
            found.get("date"),
            found.get("half"),
            found.get("zone"),
            found.get("elapsed"),
        )

    @property
    def clock(self) -> str:
        """The time of day as written."""
        return f"{self.time} {self.half}" if self.half else f"{self.time}"

    @property
    def dated(self) -> str:
        """The date and time as one text."""
        return f"{self.date} {self.clock}{(self.zone or '').strip()}"


def set_times(
    said: Sequence[Said],
    stamps: Sequence[Stamp | None],
    *,
    started_at: datetime | None,
    day_times: bool = False,
    notes: Notes,
    line: int | None,
) -> tuple[Said, ...]:
    """The turns with their times: clock times where dates are given, else seconds from the start.

    A time without a date is an offset from the start where the first is below one hour,
    and a time of day otherwise, or wherever the layout has only `day_times`.
    """
    known = [stamp for stamp in stamps if stamp is not None]
    if not known:
        return tuple(said)
    if any(stamp.date for stamp in known):
        return _dated(said, stamps, notes, line)
    if any(stamp.elapsed for stamp in known):
        seconds = tuple(offset_s(one.elapsed) if one and one.elapsed else None for one in stamps)
    else:
        seconds = _undated(stamps, known, notes, line, day_times=day_times)
    return tuple(
        replace(one, at_s=second, at=_later(started_at, second))
        for one, second in zip(said, seconds, strict=True)
    )


def _later(started_at: datetime | None, second: float | None) -> datetime | None:
    if started_at is None or second is None:
        return None
    return started_at + timedelta(seconds=second)


def _dated(
    said: Sequence[Said], stamps: Sequence[Stamp | None], notes: Notes, line: int | None
) -> tuple[Said, ...]:
    texts = [stamp.dated for stamp in stamps if stamp and stamp.date]
    reading = date_order(texts)
    order: DateOrder = reading.order
    if not reading.certain:
        half = any(stamp and stamp.half for stamp in stamps)
        order = "month first" if half else "day first"
        notes.warn(f'dates such as "{texts[0]}" were read with the {order}', line=line)
    return tuple(
        replace(one, at=moment(stamp.dated, order=order) if stamp and stamp.date else None)
        for one, stamp in zip(said, stamps, strict=True)
    )


def _undated(
    stamps: Sequence[Stamp | None],
    known: list[Stamp],
    notes: Notes,
    line: int | None,
    *,
    day_times: bool,
) -> tuple[float | None, ...]:
    first = known[0]
    if day_times or any(stamp.half for stamp in known):
        return run_on([day_time_s(stamp.clock) if stamp else None for stamp in stamps])
    short = (first.time or "").count(":") == 1
    start = offset_s(first.time or "") or 0.0
    past_day = any(day_time_s(stamp.clock) is None for stamp in known)
    if past_day or start < (60 if short else HOUR_S):
        return tuple(offset_s(stamp.time) if stamp and stamp.time else None for stamp in stamps)
    if short:
        notes.warn(f'times such as "{first.time}" were read as hours and minutes', line=line)
    return run_on([day_time_s(stamp.clock) if stamp else None for stamp in stamps])


def cell_times(
    said: Sequence[Said],
    cells: Sequence[str],
    *,
    name: str,
    dates: DateReading,
    notes: Notes,
    line: int,
) -> tuple[Said, ...]:
    """The turns with the times that a column called `name` gives them.

    A number is seconds from the start (milliseconds where the name ends so, seconds since
    1970 where it is that large); `00:01:23` is read as in a transcript; else a date and time.
    """
    if not any(cells):
        return tuple(said)
    clocks = [_CELL_CLOCK.fullmatch(cell) for cell in cells]
    if any(clock and not clock["date"] for clock in clocks):
        stamps = [Stamp.of(clock) if clock else None for clock in clocks]
        return set_times(said, stamps, started_at=None, notes=notes, line=line)
    if not dates.certain:
        notes.warn("dates such as 03/04/2026 were read with the day first", line=line, once=True)
    timed = []
    for one, cell in zip(said, cells, strict=True):
        second = ms_to_s(cell, name)
        when = _serial(second, name) if second is not None else moment(cell, order=dates.order)
        if second is not None and when is None:
            when = epoch(
                offset_s(cell) or 0.0
            )  # whatever the unit: a date in seconds or milliseconds
        if cell and second is None and when is None:
            notes.warn(f'the time "{cell}" could not be read', line=line, once=True)
        timed.append(replace(one, at=when, at_s=second if when is None else None))
    return tuple(timed)


def end_times(
    said: Sequence[Said],
    starts: Sequence[str],
    cells: Sequence[str],
    *,
    name: str,
    dates: DateReading,
) -> tuple[Said, ...]:
    """The turns with the times at which they end, written as their starts are written."""
    if not any(cells):
        return tuple(said)
    ended = []
    for one, start, cell in zip(said, starts, cells, strict=True):
        second = offset_s(cell) if ":" in cell else ms_to_s(cell, name)
        if one.at is not None:
            when = moment(cell, order=dates.order)
            when = when or (None if second is None else epoch(second))
            ended.append(replace(one, ended=when))
        elif ":" in cell and offset_s(start) != one.at_s:
            ended.append(replace(one, end_s=_end_of_day_time(one.at_s, start, cell)))
        else:
            ended.append(replace(one, end_s=second))
    return tuple(ended)


def _end_of_day_time(at_s: float | None, start: str, end: str) -> float | None:
    """When a turn ends whose times are times of day: only their distance counts."""
    first, last = day_time_s(start), day_time_s(end)
    if at_s is None or first is None or last is None:
        return None
    return at_s + (last - first) % DAY_S


def ms_to_s(cell: str, name: str) -> float | None:
    """The seconds that a number in a column of this name stands for, or None."""
    if ":" in cell or not cell:
        return None
    seconds = offset_s(cell)
    if seconds is not None and _MILLIS.search(name):
        return seconds / 1000
    return seconds


def _serial(number: float, name: str) -> datetime | None:
    """The moment that a spreadsheet's day number stands for, where the column is one of dates."""
    if _DATES.search(name) and _FIRST_SERIAL < number < _LAST_SERIAL:
        return _SERIAL_ZERO + timedelta(seconds=round(number * DAY_S))
    return None
