"""What is owed to a customer: every promise with its owner and its day, and what it means next time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from heard.track import Evidence
from heard.track.promises import Status, standing
from heard.track.quote import Quote, quote
from heard.track.risk import prior

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from heard.conversation import Conversation, History
    from heard.track import Followed, Promise


@dataclass(frozen=True, slots=True)
class Owed:
    """One promise: who owes what by when, where it stands, and the words that made it."""

    promise: Promise
    status: Status
    owner: str  # the agent's name where the file gives one; "customer" for what they will send
    quote: Quote

    @property
    def ours(self) -> bool:
        """Whether the company owes it."""
        return self.promise.ours

    @property
    def overdue(self) -> bool:
        """Whether the company is past its own date."""
        return self.ours and self.status == "overdue"


@dataclass(frozen=True, slots=True)
class NextTime:
    """What a conversation leaves behind for the customer's next one."""

    history: History  # goes into the next Conversation or Track: it raises the risk from the start
    overdue: tuple[Owed, ...]
    open: tuple[Owed, ...]  # not yet due, or without a date
    prior: float  # what the history adds to the risk before a word is said


def promises(
    conversation: Conversation, followed: Sequence[Followed], *, now: datetime | None = None
) -> tuple[Owed, ...]:
    """Every promise in the order made, the customer's own included.

    `now` is the moment the list is read; without it, the last moment the conversation names. A
    promise with a date stays "undated" where the conversation names no day to count from.
    """
    now = now or last_moment(conversation)
    turns = conversation.turns
    return tuple(
        Owed(
            promise,
            standing(promise, now),
            _owner(conversation, promise),
            quote(turns, Evidence(promise.turn, promise.start, promise.end, "promise")),
        )
        for number, one in enumerate(followed)
        for promise in one.moment.promises
        if promise.turn == number
    )


def next_time(
    conversation: Conversation,
    followed: Sequence[Followed],
    *,
    now: datetime | None = None,
    before: Sequence[Owed] = (),
) -> NextTime:
    """What this conversation leaves for the next: its contact, and the promises still open.

    `before` are promises from still earlier conversations that nobody has kept. A matter that
    was resolved, with nothing overdue, is no earlier contact about the same matter.
    """
    owed = (*before, *promises(conversation, followed, now=now))
    overdue = tuple(one for one in owed if one.overdue)
    waiting = tuple(one for one in owed if one.ours and not one.overdue)
    resolved = bool(followed) and followed[-1].moment.resolved and not overdue
    history = replace(
        conversation.history,
        earlier_contacts=0 if resolved else conversation.history.earlier_contacts + 1,
        overdue_promises=len(overdue),
    )
    return NextTime(history, overdue, waiting, prior(history))


def last_moment(conversation: Conversation) -> datetime | None:
    """The last turn's clock time that the conversation names; without any, when it began and how long it ran."""
    times = [turn.at for turn in conversation.turns if turn.at is not None]
    if times:
        return times[-1]
    if conversation.started_at is None:
        return None
    seconds = max((turn.at_s or 0.0 for turn in conversation.turns), default=0.0)
    return conversation.started_at + timedelta(seconds=seconds)


def _owner(conversation: Conversation, promise: Promise) -> str:
    name = conversation.turns[promise.turn].name
    if promise.owner == "agent":
        return name or conversation.agent or "agent"
    return (name or "customer") if promise.owner == "customer" else "company"
