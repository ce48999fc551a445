"""Replies that shut the door in so many words: "No box, no refund.", "You'll just have to pick one." and the like.

Also the bot that did not understand somebody upset and has them say it all once more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.listen.any_case import AnyCase
from heard.listen.rules.upset import is_upset

if TYPE_CHECKING:
    from heard.listen.reading import SoFar

SCANNED = 4000
SURE = 0.8  # cautious: what it finds is worded so plainly that hardly any set has it
REPHRASE_SURE = 0.75
REBUFFS = AnyCase(
    r"\byou(?:'ll| will)? (?:just |simply |only )*(?:have|need) to (?:(?:pick|choose|take) one\b|decide now\b|live with (?:it|that)\b|accept (?:it|that)\b)"
    r"|\byou (?:cannot|can't|can not) (?:talk|speak|chat) (?:to|with) (?:an? )?(?:real )?(?:human|person|agent|anyone|anybody|someone|manager|supervisor)\b(?! (?:until|before|unless|while|yet|at night|on sunday))"
    r"|(?:^|(?<=[.!?\n]\s))no (?:\w+ ){0,2}?(?:box|receipt|proof|packaging|invoice|ticket|number|code|label|id|bill|paperwork),? (?:then )?no (?:refund|return|exchange|replacement|service|entry|help|discount)s?\b"
    r"|^\W*(?:(?:no|sorry|hi|hello)\W+)*(?:that|this|it)(?:'s| is)(?: not|n't) (?:covered|possible|allowed|permitted)\W*$"
    r"|\b(?:other|more) (?:people|customers|callers) (?:(?:are )?(?:waiting|queuing)|to (?:serve|help|attend to|deal with))\b",
)
REPHRASE = AnyCase(
    r"\b(?:please|can you|could you) (?:please )?(?:rephrase|reword|say (?:that|it) (?:again|in other words|differently)|try (?:asking|saying it) (?:again|differently|another way))\b",
)


def rebuffing(text: str) -> tuple[int, int] | None:
    """The words in which a reply shuts the door, or None.

    >>> rebuffing("No box, no refund.")
    (0, 17)
    >>> rebuffing("No box? No problem, I'll refund it.") is None
    True
    """
    found = REBUFFS.search(text[:SCANNED].replace("’", "'"))
    return None if found is None else found.span()


def asks_to_rephrase(text: str, before: SoFar) -> tuple[int, int] | None:
    """Where a reply has somebody upset say in other words what they said, or None.

    >>> from heard.conversation import Speaker, Turn
    >>> from heard.listen.reading import Reading, SoFar
    >>> said = SoFar().add(Turn(Speaker.CUSTOMER, "Where is it?!"), Reading(0.6, "angry"))
    >>> asks_to_rephrase("Please rephrase.", said), asks_to_rephrase("Please rephrase.", SoFar())
    ((0, 15), None)
    """
    if not is_upset(before):
        return None
    found = REPHRASE.search(text[:SCANNED].replace("’", "'"))
    return None if found is None else found.span()
