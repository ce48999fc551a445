"""A customer's question that a reply leaves open. Precision first: in doubt it was answered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.details.own_words import QUESTION, RHETORICAL

if TYPE_CHECKING:
    from heard.listen import Reading, SoFar

SCANNED = 3000  # characters of a turn looked at
LONGEST = 100  # characters of a question quoted
FEWEST = 3  # words of a question
STEM = 5
WHEN = re.compile(
    r"\b(?:when (?:will|is|are|can|do|does|would|should|am)|what time(?! of| zone)|how long|how soon|by when)\b",
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
PLAIN = re.compile(
    r"(?:^|[,;:] |\b(?:and|but|so|also|or|hi|hello|hey|please|quick question) )"
    r"(?:(?:can|could|may|should|must|do|will|would|did|am|was|have) (?:i|we|my)"
    r"|(?:is|are|was|were|does|do|did|will|has|have|can) (?:it|there|this|that|the|my|your|they|he|she|any|anyone|someone|these|those|you)"
    r"|(?:which|where|who|what|whose)(?:['’]s| is| are| was| will| do| does| did| can| should| \w+ (?:do|does|is|are|can|should|will)))\b",
    re.I,
)
REQUEST = re.compile(
    r"\b(?:(?:can|could|will|would) (?:you|u|someone|somebody|anyone|i (?:get|have|speak|talk))|help|any (?:news|updates?|ideas?)|dm|what(?:['’]s| is) (?:going on|up|the (?:problem|issue|deal)|happening|wrong))\b",
    re.I,
)
ANSWERS = re.compile(
    r"\b(?:yes|yeah|yep|no|not|nope|never|none|of course|certainly|correct|right|indeed|unfortunately|afraid|because|due|since|cannot|available"
    r"|possible|allowed|only|both|either|it (?:is|was|does|will|has)|there (?:is|are)|you (?:can|may|need|should)|have to|instead|unless)\b"
    r"|n['’]t\b|\d|\[",
    re.I,
)
WILL_ASK = re.compile(
    r"\b(?:check\w*|find|found|let you|get back|updat\w*|ask\w*|confirm\w*|investigat\w*|clarif\w*|review\w*|connect\w*|transfer\w*|escalat\w*"
    r"|look\w* (?:into|at)|contact|visit|respond\w*|moment)\b",
    re.I,
)
COURTESIES = (
    "thank",
    "apologize",
    "acknowledge",
    "reassure",
    "over_agree",
    "vague_promise",
    "cold",
    "scripted",
    "excuse",
)
SUBSTANCE = (
    "solve",
    "ask",
    "offer_choice",
    "policy_wall",
    "flat_no",
    "deflect",
    "hand_off",
    "confirm_close",
    "restate",
)
COOL = 0.25  # heat up to which a question is taken to be one, and no reproach
_COMMON = (
    "what when where which who whose does will would could should have this that there they them your with from about "
    "been being just some any than then were into over only also please thank thanks hello like want need know"
)
COMMON = frozenset(_COMMON.split())
ASKS_BACK = re.compile(r"\?|\b(?:please|dm|send|share|provide|tell us|let us know)\b|https?:", re.I)


def unanswered(draft: str, before: SoFar, reading: Reading | None = None) -> str:
    """The customer's open question about a time or a sum that this draft says nothing about.

    Only the turns since the company last spoke are looked at. A draft that asks back, or
    points to a place, is taken to be on its way to the answer.
    """
    if ASKS_BACK.search(draft):
        return ""
    courteous = reading is not None and reading.hears(*COURTESIES) and not reading.hears(*SUBSTANCE)
    for heard in reversed(before.last):
        if heard.turn.to_customer:
            return ""
        if not heard.turn.from_customer:
            continue
        for found in reversed(list(QUESTION.finditer(heard.turn.text[:SCANNED]))):
            question = " ".join(found[0].split())
            cool = courteous and (heard.reading.heat or 0.0) <= COOL
            if _open(question, draft) or (cool and _passed_over(question, draft)):
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


def _passed_over(question: str, draft: str) -> bool:
    """Whether a plain question is neither answered nor picked up by any word of the draft."""
    if len(question.split()) < FEWEST + 1 or not PLAIN.search(question):
        return False
    if RHETORICAL.search(question) or REQUEST.search(question):
        return False
    if ANSWERS.search(draft) or WILL_ASK.search(draft):
        return False
    return not (_stems(question) & _stems(draft))


def _stems(text: str) -> set[str]:
    words = re.findall(r"[a-z]{4,}", text.lower())
    return {word[:STEM] for word in words if word not in COMMON}
