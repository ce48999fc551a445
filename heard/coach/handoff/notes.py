"""What a reader of a packet should know of the conversation it rests on, where something is odd in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.coach.handoff.names import speakers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.conversation import Turn

WRITTEN = 4000


def notes_on(turns: Sequence[Turn]) -> tuple[str, ...]:
    """What was odd, a sentence each."""
    notes: list[str] = []
    if not any(turn.from_customer and turn.text.strip() for turn in turns):
        notes.append("No customer has spoken: there is nothing to hand over in their words.")
    elif not any(turn.to_customer and turn.text.strip() for turn in turns):
        notes.append("Nobody has answered the customer yet.")
    backwards = _backwards(turns)
    if backwards is not None:
        notes.append(f"The times run backwards at turn {backwards + 1}; the order was kept.")
    people = speakers(turns, customers=True)
    if len(people) > 1:
        notes.append(f"More than one customer speaks: {', '.join(people)}.")
    if any(len(turn.text) > WRITTEN for turn in turns):
        notes.append(f"Only the first {WRITTEN:,} characters of a turn were looked at for facts.")
    return tuple(notes)


def _backwards(turns: Sequence[Turn]) -> int | None:
    latest: float | None = None
    for number, turn in enumerate(turns):
        if turn.at_s is None:
            continue
        if latest is not None and turn.at_s < latest:
            return number
        latest = turn.at_s
    return None
