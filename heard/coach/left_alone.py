"""A customer who is left alone: with a rule and nothing else, or with messages that nobody answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.listen.any_case import AnyCase

if TYPE_CHECKING:
    from heard.listen import Reading, SoFar

UNANSWERED = 3  # messages in a row, the latest counted in
WALLS = ("policy_wall", "flat_no")
HELPS = (
    *("acknowledge", "own", "solve", "offer_choice", "positive_frame", "hand_off"),
    "set_expectation",
)
HELPED_AT = 0.5  # how sure one of them must be to stand beside the rule
LEFT = ("broken_promise", "long_wait")
# Said into the silence, to find out whether somebody is there.
_CALLS = AnyCase(
    r"\b(?:hello|hey|hi there|any ?(?:one|body)|some(?:one|body))\b[^.!?]{0,12}\?|\b(?:are|r) (?:you|u) (?:still )?(?:there|here|around)\b|\b(?:is|are) (?:any|some)(?:one|body)\b"
    r"|\bstill (?:waiting|here|there|nothing)\b|\bwhere (?:are you|did you go|have you gone)\b|\bno (?:answer|reply|response)\b"
)
_BARE = re.compile(r"\W*(?:hello+|hey+|anyone|anybody|ping|knock knock)?\W*", re.IGNORECASE)


def walled_off(reading: Reading, *, at: float) -> bool:
    """Whether a reply of ours gives the rule or the no, and nothing that helps beside it.

    `at` is how sure the rule or the no must be.
    """
    open_to_them = 1.0
    for name in WALLS:
        open_to_them *= 1 - reading.sure(name)
    if 1 - open_to_them < at:  # "that's our policy, nothing I can do" is both, and neither alone
        return False
    return max(map(reading.sure, HELPS)) < HELPED_AT


def left_waiting(reading: Reading, before: SoFar, *, at: float) -> bool:
    """Whether the customer says that they wait, or were promised an answer, after calling into the silence.

    `at` is how sure the wait or the broken promise must be.
    """
    if max(map(reading.sure, LEFT)) < at:
        return False
    earlier: list[str] = []
    for heard in reversed(before.last):
        if heard.turn.to_customer and heard.turn.text.strip():
            break
        if heard.turn.from_customer:
            earlier.append(heard.turn.text)
    return len(earlier) + 1 >= UNANSWERED and any(map(calls_out, earlier))


def calls_out(text: str) -> bool:
    """Whether a message only asks whether anybody is there.

    >>> calls_out("hello??"), calls_out("???"), calls_out("Hello, my lamp came broken.")
    (True, True, False)
    """
    return _CALLS.search(text) is not None or _BARE.fullmatch(text) is not None
