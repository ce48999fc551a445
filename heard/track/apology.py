"""Apologies that name nothing: said in passing, they take nothing back."""

from __future__ import annotations

from heard.listen.any_case import AnyCase
from heard.track.ledger import SENTENCE

SCANNED = 4000
_BARE = AnyCase(
    r"\W*(?:(?:yeah|yes|ok|okay|oh|well|right|hi|hello|again|no)\W+){0,2}"
    r"(?:(?:(?:i'm|i am|we're|we are) )?(?:(?:so|very|really|truly) )?sorry|(?:my |our )?(?:sincere )?apologies|(?:i|we)(?: do)? apologi[sz]e)"
    r"(?: (?:about|for) (?:that|this|it|(?:the|any|all the|your) (?:inconvenience|delay|wait|trouble)(?: caused)?))?\W*$"
)


def names_nothing(text: str, start: int, end: int) -> bool:
    """Whether the sentence around an apology says sorry and not what for.

    >>> names_nothing("Yeah, sorry about that. Should be sorted soon.", 6, 11)
    True
    >>> names_nothing("I'm sorry that I doubted what you told me.", 0, 9)
    False
    """
    plain = text[:SCANNED].replace("’", "'")
    inside = [one[0] for one in SENTENCE.finditer(plain) if one.start() < end and one.end() > start]
    return bool(inside) and all(_BARE.match(one) for one in inside)
