"""What a turn changes about promises: those it makes, and those of ours whose time is over by now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from heard.track.promises.standing import standing

if TYPE_CHECKING:
    from datetime import datetime

    from heard.conversation import Conversation
    from heard.track.moment import Moment, Promise

SHORT = timedelta(hours=1)  # promised for within this, a word from us meanwhile may be the answer


@dataclass(frozen=True, slots=True)
class PromiseNews:
    """The promises that one turn made, and those that fell overdue by it."""

    made: tuple[Promise, ...] = ()
    overdue: tuple[Promise, ...] = ()


def promise_news(conversation: Conversation, moment: Moment) -> PromiseNews:
    """What the turn of this moment changes about promises, from what was said so far.

    Overdue is only what the company owes, while the matter is open, at the first turn after its
    time. Whether something promised for within the hour was done cannot be seen from here: where
    the company has spoken in that time, that may have been it, and nothing is said.
    """
    made = tuple(one for one in moment.promises if one.turn == moment.turn)
    now = spoken_at(conversation, moment.turn)
    if now is None or moment.resolved:
        return PromiseNews(made)
    before = _before(conversation, moment.turn)
    overdue = tuple(
        one
        for one in moment.promises
        if one.ours
        and one.turn < moment.turn
        and standing(one, now) == "overdue"
        and standing(one, before) != "overdue"
        and not _perhaps_done(conversation, one, moment.turn)
    )
    return PromiseNews(made, overdue)


def spoken_at(conversation: Conversation, number: int) -> datetime | None:
    """When a turn was spoken, where the conversation names a day."""
    turn = conversation.turns[number]
    if turn.at is not None or conversation.started_at is None:
        return turn.at
    return conversation.started_at + timedelta(seconds=turn.at_s or 0.0)


def _before(conversation: Conversation, number: int) -> datetime | None:
    """When the latest turn before this one was spoken that has a time."""
    times = (spoken_at(conversation, earlier) for earlier in range(number - 1, -1, -1))
    return next((one for one in times if one is not None), None)


def _perhaps_done(conversation: Conversation, promise: Promise, number: int) -> bool:
    made = spoken_at(conversation, promise.turn)
    due = promise.due_by
    if made is None or due is None or due.replace(tzinfo=None) - made.replace(tzinfo=None) > SHORT:
        return False
    return any(conversation.turns[place].to_customer for place in range(promise.turn + 1, number))
