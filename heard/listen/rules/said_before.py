"""The same message sent a second time: whoever gets it knows that nobody read what they wrote in between."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from heard.listen.any_case import AnyCase

if TYPE_CHECKING:
    from heard.listen.reading import SoFar

SCANNED = 4000
SURE = 0.9  # cautious: all 23 such messages in training/data carry `scripted`
REMEMBERED = 512  # texts: each is compared with all that come after it
FEWEST = 6  # words; shorter ones are said again by anybody
_WORD = re.compile(r"\w+")
_ASKED_TO = AnyCase(
    r"\b(?:repeat|say (?:that|it) again|once more|pardon|come again|didn't (?:catch|hear|get) (?:that|it|you)|send (?:it|that) again|resend)\b"
)


def said_before(text: str, before: SoFar) -> tuple[int, int] | None:
    """The whole of a reply that the company sent to the letter before, unless it was asked to; else None.

    >>> from heard.conversation import Speaker, Turn
    >>> from heard.listen.reading import Reading, SoFar
    >>> reply = "I understand. Orders take 5 to 7 days."
    >>> before = SoFar().add(Turn(Speaker.BOT, reply), Reading())
    >>> said_before("I understand! Orders take 5 to 7 days.", before)
    (0, 38)
    >>> said_before("Orders take 5 to 7 days.", before) is None
    True
    """
    words = _words(text)
    if len(words) < FEWEST:
        return None
    theirs = next((one for one in reversed(before.last) if one.turn.from_customer), None)
    if theirs is not None and theirs.reading.hears("thanks", "resolved"):
        return None  # a farewell may be said twice
    if asked_to_repeat(text, before):
        return None
    again = any(one.turn.to_customer and _words(one.turn.text) == words for one in before.last)
    return (0, len(text)) if again else None


def asked_to_repeat(_text: str, before: SoFar) -> bool:
    """Whether the customer has just asked to hear something again: then nothing said is stock wording for it."""
    theirs = next((one for one in reversed(before.last) if one.turn.from_customer), None)
    return (
        theirs is not None
        and _ASKED_TO.search(theirs.turn.text[:SCANNED].replace("’", "'")) is not None
    )


@lru_cache(maxsize=REMEMBERED)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text[:SCANNED].casefold()))
