"""Stretches of the calendar, counted from the moment somebody spoke."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from heard.track.due.almanac import LAST, add_business_days, add_months

if TYPE_CHECKING:
    from heard.track.due.wait import Wait

_DAYS = {"day": 1, "week": 7, "fortnight": 14}


class Span(NamedTuple):
    """From the earliest to the latest moment; words[..:end] said so."""

    earliest: datetime
    latest: datetime
    end: int
    whole: bool = True  # whole days: "before" them ends the evening before


class Spoken(NamedTuple):
    """The moment of speaking, and how its calendar is read."""

    now: datetime
    day_first: bool = False  # 3/4 is the third of April
    holidays: frozenset[date] = frozenset()

    @property
    def today(self) -> date:
        """The day of speaking."""
        return self.now.date()

    def at(self, day: date, clock: time) -> datetime:
        """This time on this day, in the speaker's time zone."""
        return datetime.combine(day, clock, self.now.tzinfo)

    def days(
        self, first: date, last: date, end: int, early: time = time.min, late: time = LAST
    ) -> Span:
        """From one day to another; whole days unless a time of day is given."""
        whole = (early, late) == (time.min, LAST)
        return Span(self.at(first, early), self.at(last, late), end, whole)

    def until(self, latest: datetime, end: int) -> Span:
        """From now until then."""
        return Span(min(self.now, latest), latest, end, whole=False)

    def within(self, wait: Wait) -> Span:
        """From now until the wait is over; a range begins with its shorter end."""
        first, last = self._after(wait.low, wait), self._after(wait.high, wait)
        return Span(self.now if wait.low == wait.high else first, last, wait.end)

    def after(self, wait: Wait) -> Span:
        """The day that lies so far ahead, or the days of a range."""
        first, last = self._after(wait.low, wait), self._after(wait.high, wait)
        return Span(self.at(first.date(), time.min), last, wait.end)

    def _after(self, count: float, wait: Wait) -> datetime:
        if wait.unit in ("minute", "hour") and not wait.business:
            return self.now + timedelta(minutes=count * (60 if wait.unit == "hour" else 1))
        whole = -int(-count // (24 if wait.unit == "hour" else 1))
        if wait.business or wait.unit == "weekday":
            days = whole * (5 if wait.unit == "week" else 1)
            day = add_business_days(self.today, days, self.holidays)
        elif wait.unit == "month":
            day = add_months(self.today, whole)
        else:
            day = self.today + timedelta(days=whole * _DAYS[wait.unit])
        return self.at(day, LAST)
