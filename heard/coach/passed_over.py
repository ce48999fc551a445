"""A danger that our reply passed over, and one that grew while nobody named it: what a card must not wait with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from heard.handover.danger import is_over, unmet_danger
from heard.listen.rules.danger import business_in, grown

if TYPE_CHECKING:
    from heard.conversation import Turn
    from heard.handover.danger import Danger
    from heard.listen import Reading, SoFar

PassedOver = Literal["danger_passed_over", "harm_passed_over"]

LATEST = 2  # messages of the customer, right before this one, that a danger may have grown from
FEELS = ("acknowledge", "apologize", "reassure")
ACTS = ("own", "hand_off", "solve", "set_expectation")
AT_ONCE = ("own", "hand_off")  # where seconds count, to feel for them is not enough


def passed_over(turn: Turn, reading: Reading, before: SoFar) -> PassedOver | None:
    """Whether this reply of ours said nothing to a danger that the customer told of, and of which kind.

    Words of self-harm are passed over by whatever does not meet them. Any other danger by a reply that goes about
    business, or that neither takes it on nor, where it can wait for somebody, feels for them.
    """
    if not turn.to_customer or not turn.text.strip():
        return None
    danger = unmet_danger([*(one.turn for one in before.last), turn])
    if danger is None:
        return None
    if danger.self_harm:
        return "harm_passed_over"
    return None if _takes_on(danger, turn, reading) else "danger_passed_over"


def is_unmet(turn: Turn, before: SoFar) -> bool:
    """Whether a danger told of before this message of the customer stays without an answer, and is not over."""
    if not turn.from_customer:
        return False
    danger = unmet_danger([one.turn for one in before.last])
    if danger is None or danger.self_harm or is_over(turn.text):
        return False
    answers = [one for one in before.last[danger.turn + 1 :] if one.turn.to_customer]
    return bool(answers) and not any(_takes_on(danger, one.turn, one.reading) for one in answers)


def _takes_on(danger: Danger, turn: Turn, reading: Reading) -> bool:
    """Whether a reply of ours does something about a danger, though in other words than are known."""
    heard = reading.firm()
    taken_on = heard.hears(*AT_ONCE) if danger.at_once else heard.hears(*FEELS, *ACTS)
    return taken_on and business_in(turn.text) is None


def grew(turn: Turn, before: SoFar) -> tuple[int, int] | None:
    """Where this message makes a danger of what the customer said before, or None."""
    earlier = [one.turn.text for one in before.last if one.turn.from_customer][-LATEST:]
    return grown(turn.text, earlier) if turn.from_customer else None
