"""How a conversation ended and which step broke, judged once it is over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from heard.listen.reading import HOT, heat_level
from heard.track.moment import Evidence
from heard.track.steps import BREAKS, SURE, WHY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.conversation import Conversation
    from heard.listen.reading import Reading

Outcome = Literal["never", "calmed", "hot", "handed"]


@dataclass(frozen=True, slots=True)
class Break:
    """The first of the five steps that broke; step 0 where none did."""

    step: int = 0
    evidence: Evidence | None = None
    why: str = ""


def outcome(conversation: Conversation, readings: Sequence[Reading]) -> Outcome:
    """How the conversation ended: never hot, calmed, still hot, or handed on while hot."""
    heat, was_hot, handed = 0.0, False, False
    for turn, reading in zip(conversation.turns, readings, strict=True):
        if turn.from_customer and reading.heat is not None:
            heat = reading.heat
            was_hot = was_hot or reading.hot
        elif turn.to_customer and reading.sure("hand_off") >= SURE and heat_level(heat) >= HOT:
            handed = True
    if not was_hot:
        return "never"
    if heat_level(heat) < HOT:
        return "calmed"
    return "handed" if handed else "hot"


def find_break(conversation: Conversation, readings: Sequence[Reading]) -> Break:
    """The first of the five steps that broke, with the words that broke it."""
    first: dict[int, Break] = {}
    for number, (turn, reading) in enumerate(zip(conversation.turns, readings, strict=True)):
        if not turn.to_customer:
            continue
        for step, names in enumerate(BREAKS, 1):
            for name in names:
                signal = reading.signal(name)
                if signal is not None and signal.sure >= SURE and step not in first:
                    here = Evidence(number, signal.start, signal.end, name)
                    first[step] = Break(step, here, WHY[name])
    return first[min(first)] if first else Break()


def broke_at(conversation: Conversation, readings: Sequence[Reading]) -> int:
    """The number of the first step that broke, 0 for none."""
    return find_break(conversation, readings).step
