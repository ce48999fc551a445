"""Where a promise stands at a moment."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

    from heard.track.moment import Promise

Status = Literal["pending", "approaching", "overdue", "undated"]


def status(
    promise: Promise, now: datetime, *, approaching: timedelta = timedelta(hours=4)
) -> Status:
    """Where a promise stands at this moment; in its last four hours it is approaching.

    >>> from datetime import datetime
    >>> from heard.track.promises import find_promises
    >>> spoken_at = datetime.fromisoformat("2026-03-10 10:15")
    >>> [promise] = find_promises("I'll ring by 5 pm", spoken_at=spoken_at)
    >>> [status(promise, spoken_at + timedelta(hours=hours)) for hours in (1, 5, 9)]
    ['pending', 'approaching', 'overdue']
    """
    if promise.due_by is None:
        return "undated"
    if now > promise.due_by:
        return "overdue"
    return "approaching" if promise.due_by - now <= approaching else "pending"


def standing(promise: Promise, now: datetime | None) -> Status:
    """The same where the moment may not be known, or only one of the two clocks names its zone.

    They are then taken to hang side by side.
    """
    due = promise.due_by
    if now is None or due is None:
        return "undated"
    if (now.tzinfo is None) is not (due.tzinfo is None):
        now = now.replace(tzinfo=due.tzinfo)
    return status(promise, now)
