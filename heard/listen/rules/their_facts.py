"""A reply that says back what the customer went through, in their own facts: their experience is named.

The guide counts a named experience as acknowledged, with or without "sorry". One fact alone is a check of it, a
statement of the case or a reproach; two, of which one lets them down, are what they lived through.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.listen.any_case import AnyCase
from heard.listen.wordlists import word_set

if TYPE_CHECKING:
    from heard.listen.reading import SoFar

SURE = 0.65
SCANNED = 2000
WARM = 0.25  # heat of theirs from which on there is an experience to name
SHARED = 2  # words of the sentence that the customer has said, too
LATEST = 3  # of their messages
STEM = 4  # letters by which "called" is "calling"

_WENT_THROUGH = AnyCase(
    r"\byou(?:'ve| have|'d| had| were| are)? (?:\w+ ){0,2}?(?:been (?:left|passed|sent|told|waiting|promised|charged|without)|had to|waited|called|rang|rung|phoned|written|wrote|emailed|messaged|asked|explained|told us"
    r"|paid|stood|stayed in|(?:taken|took) (?:a |the )?(?:\w+ )?(?:day|morning|afternoon)|lost|without)\b"
    r"|\byou(?:'ve been| were| have been| had been) (?:\w+ )?(?:left|told|promised|charged|sent|passed|kept|given|billed|cut off|locked out)\b",
)
_LET_DOWN = AnyCase(
    r"\b(?:and|but|yet|then|while|only|with|without|each|still)\b[^.!?]{0,60}?\b(?:nobody|no ?one|nothing|never|not one|didn't|hasn't|haven't|wasn't|weren't|isn't|still|without|again|looked past|told (?:to|that)|no (?:answer|reply|call|news|update|parcel|word|refund)"
    r"|wrong|broken|late|twice|three|four|five|passed|promised)\b",
)
_REPROACHES = AnyCase(
    r"\b(?:you should|you (?:need|have) to (?!call|ring|say|chase|ask|explain|write|wait)|you must|you can|you could|you'll|if you|unless|whether you|when you|you (?:never|didn't|haven't|hadn't|don't|failed|forgot|refused)"
    r"|our records|according to|it (?:looks|seems|appears) (?:like|as if|that)|as (?:per|advised)|policy|terms)\b",
)
_ONLY_CHECKS = AnyCase(r"\W*(?:so|just to check|to check|let me check|if i understand)\b")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]*")
_WORD = re.compile(r"[a-z]{3,}|\d+")
_EMPTY = word_set(
    "you your our the and but for that this with was were have has had been are not now then from they them she him her his its what when just"
)


def names_their_facts(text: str, before: SoFar) -> tuple[int, int] | None:
    """Where a reply to somebody warm names what they went through in their own facts, or None.

    >>> from heard.conversation import Speaker, Turn
    >>> from heard.listen.reading import Reading, SoFar
    >>> told = Turn(Speaker.CUSTOMER, "This is the third time I'm calling, and nobody has called me back!")
    >>> before = SoFar().add(told, Reading(0.5, "frustrated"))
    >>> text = "You've called three times and nobody called you back. I'm on it."
    >>> start, end = names_their_facts(text, before)
    >>> text[start:end]
    "You've called three times and nobody called you back."
    >>> names_their_facts("You've called the wrong number.", before) is None
    True
    """
    said = [one for one in before.last if one.turn.from_customer][-LATEST:]
    if not said or max(one.reading.heat or 0.0 for one in said) < WARM:
        return None
    theirs = {stem for one in said for stem in _stems(one.turn.text)}
    plain = text[:SCANNED].replace("’", "'")
    for found in _SENTENCE.finditer(plain):
        sentence = found[0]
        if "?" in sentence or _ONLY_CHECKS.match(sentence) or _REPROACHES.search(sentence):
            continue
        went = _WENT_THROUGH.search(sentence)
        if went is None or _LET_DOWN.search(sentence, went.start()) is None:
            continue
        if len(theirs & _stems(sentence)) >= SHARED:
            start = found.start() + len(sentence) - len(sentence.lstrip())
            return start, found.start() + len(sentence.rstrip())
    return None


def _stems(text: str) -> set[str]:
    words = (one for one in _WORD.findall(text.lower()) if one not in _EMPTY)
    return {word[:STEM] for word in words}
