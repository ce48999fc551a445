"""Sentences in capitals: on a screen they shout."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.coach.draft.clauses import spans
from heard.coach.draft.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

WORD = re.compile(r"[^\W\d_]{2,}")
LEAST = 4  # words in capitals; three may be the name of a thing
SHARE = 0.8  # of the words of a sentence
TOLD = re.compile(
    r"(?:as )?i(?:'ve)? already (?:told|explained to) you(?: that)?,? (?=\w+ \w+)(?!(?:so|when|about|to|not|by|on|in|at)\b)"
)
NAMES = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|april|june|july|august|september|october|november|december|english)\b"
)
I_ALONE = re.compile(r"\bi(?=\b(?:'|\s))")
WHY = "Capitals shout. Whoever is shouted at hears the shouting, and not what it says."


def capitals(draft: str, *, upset: bool = True) -> Iterator[Finding]:
    """Each sentence in capitals, with how it reads without them; for somebody calm it is a matter of taste.

    >>> [one.lines for one in capitals("I ALREADY TOLD YOU THE VAN COMES AT 9. OK? THANKS, TOM")]
    [('The van comes at 9.',)]
    """
    for start, end in spans(draft):
        words = WORD.findall(draft, start, end)
        loud = [one for one in words if one.isupper()]
        if len(loud) < LEAST or len(loud) < SHARE * len(words):
            continue
        said = draft[start:end].replace("’", "'").lower()
        said = I_ALONE.sub("I", TOLD.sub("", said))
        said = NAMES.sub(lambda found: found[0].capitalize(), said)
        line = said[:1].upper() + said[1:]
        yield Finding("misstep", "jab", None, start, end, WHY, "swap", (line,), not upset)
