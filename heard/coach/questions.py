"""A customer's question that a reply leaves open. Precision first: in doubt it was answered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.details.own_words import QUESTION, RHETORICAL

if TYPE_CHECKING:
    from heard.listen import SoFar

SCANNED = 3000  # characters of a turn looked at
LONGEST = 100  # characters of a question quoted
FEWEST = 3  # words of a question
STEM = 5
WHEN = re.compile(
    r"\b(?:when (?:will|is|are|can|do|does|would|should|am)|what time|how long|how soon|by when)\b",
    re.I,
)
MUCH = re.compile(
    r"\b(?:how much (?:is|are|does|do|will|would|money)|what (?:does|will|would|is) .{0,30}(?:cost|price|fee))\b",
    re.I,
)
SAYS_WHEN = re.compile(
    r"\d|\b(?:\w+days?|today|tonight|tomorrow|now|noon|minutes?|hours?|days?|weeks?|months?|year|soon|shortly|immediately|moment|already"
    r"|asap|once|when|after|until|before|by|time|date|eta|know|check|find|confirm|track\w*)\b|\[",
    re.I,
)
SAYS_MUCH = re.compile(
    r"\d|\b(?:free|cost\w*|price\w*|charge\w*|fee|check|find|know|quote|amount)\b|\[", re.I
)
ASKS_BACK = re.compile(r"\?|\b(?:please|dm|send|share|provide|tell us|let us know)\b|https?:", re.I)


def unanswered(draft: str, before: SoFar) -> str:
    """The customer's open question about a time or a sum that this draft says nothing about.

    Only the turns since the company last spoke are looked at. A draft that asks back, or
    points to a place, is taken to be on its way to the answer.
    """
    if ASKS_BACK.search(draft):
        return ""
    for heard in reversed(before.last):
        if heard.turn.to_customer:
            return ""
        if not heard.turn.from_customer:
            continue
        for found in reversed(list(QUESTION.finditer(heard.turn.text[:SCANNED]))):
            question = " ".join(found[0].split())
            if _open(question, draft):
                return question if len(question) <= LONGEST else f"{question[: LONGEST - 1]}…"
    return ""


def _open(question: str, draft: str) -> bool:
    if len(question.split()) < FEWEST or RHETORICAL.search(question):
        return False
    if WHEN.search(question):
        return SAYS_WHEN.search(draft) is None
    if MUCH.search(question):
        return SAYS_MUCH.search(draft) is None
    return False
