"""A customer's question that a reply leaves open. Precision first: in doubt it was answered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.coach.part import is_part
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
_OPENS = r"(?:^|[,;:] |\b(?:and|but|so|also|or|hi|hello|hey|please|then|now|quick question) )"
YES_NO = re.compile(
    rf"{_OPENS}(?:(?P<may>can|could|may|should|must)|(?P<do>do|does|did)|(?P<will>will|would)|(?P<is>is|are|am|was|were)|(?P<has>has|have))"
    r" (?:i|we|my|our|it|there|this|that|the|your|they|he|she|any|these|those|you|children|kids|dogs|pets)\b",
    re.I,
)
ASKS_WHICH = re.compile(
    rf"{_OPENS}(?:(?:which|where|who|what|whose)(?:['’]s| is| are| was| will| do| does| did| can| should| \w+ (?:do|does|is|are|can|should|will))"
    r"|who (?:pays|covers|has|gets|decides|takes|brings))\b",
    re.I,
)
REQUEST = re.compile(
    r"\b(?:(?:can|could|will|would) (?:you|u|someone|somebody|anyone|i (?:get|have|speak|talk))|help|any (?:news|updates?|ideas?)|dm|what(?:['’]s| is) (?:going on|up|the (?:problem|issue|deal)|happening|wrong))\b",
    re.I,
)
# A reproach in the form of a question, or one that nobody can answer.
REPROACH = re.compile(
    r"[?!]{2}|\b(?:you (?:guys|people|all|lot)|y['’]?all|any of you|anyone|someone|supposed to|forever|ever|too much to ask|what the"
    r"|just|always|every time|joke|worth|stupid|idiots?|believe|going to do (?:something|anything)|do (?:something|anything))\b",
    re.I,
)
ANSWERS = re.compile(
    r"\b(?:yes|yeah|yep|no|not|nope|never|none|neither|of course|certainly|correct|right(?! (?:now|away|here))|indeed|unfortunately|afraid|because|due|since|cannot"
    r"|available|possible|allowed|only|both|either|there (?:is|are)|you (?:can|may|need|should)|have to|instead|unless)\b|n['’]t\b|\[",
    re.I,
)
# What answers a question with the same helping verb, the thing itself being an "it".
ECHOES = {
    "may": re.compile(r"\b(?:can|could|may|able|must|should)\b", re.I),
    "do": re.compile(r"\b(?:do|does|did|need|needs|must)\b", re.I),
    "will": re.compile(r"\b(?:it|he|she|they|this|that|you)(?:['’]ll| will| would|['’]d)\b", re.I),
    "is": re.compile(r"\d|\b(?:it|they|that|this|he|she)(?:['’]s|['’]re|['’]ll| is| are| was| were| has)\b", re.I),
    "which": re.compile(r"\d|\b(?:it|they|he|she|that|those|ours?|at|in)\b|\bwe(?:['’]ll| will| do| pay| cover)\b", re.I),
    "has": re.compile(r"\d|\b(?:has|have|had)\b|['’]ve\b", re.I),
}  # fmt: skip
WILL_ASK = re.compile(
    r"\b(?:check\w*|find|found|let you|get back|updat\w*|ask\w*|confirm\w*|investigat\w*|clarif\w*|review\w*|connect\w*|transfer\w*|escalat\w*"
    r"|look\w* (?:into|at)|contact|visit|respond\w*|moment|advise|details?)\b",
    re.I,
)
EITHER = re.compile(r"\w or \w", re.I)
LEADS = re.compile(
    r"(?:@\w+[\s,:]*|(?:and|but|so|also|or|ok(?:ay)?|hi|hello|hey)\b[\s,–-]*)+", re.I
)
CURT = 4  # words of a reply that may be a bare answer: "The blue one."
COURTESY = re.compile(
    r"\b(?:thank\w*|thx|welcome|sorry|apolog\w+|noted|ok|okay|hello|hi|great)\b", re.I
)
GAVE_ANSWER = ("policy_wall", "flat_no", "deflect", "hand_off")  # an answer, however poor
COOL = 0.6  # heat up to which a question is taken to be one, and no reproach
HALF = 0.5  # of what a question is about: a draft that names as much of it answers it
PAIR = (
    2  # of two things that a question is about, the one named is mostly the topic, not the answer
)
_COMMON = (
    "what when where which who whose does will would could should have this that there they them your with from about "
    "been being just some any than then were into over only also please thank thanks hello like want need know mine still"
)
COMMON = frozenset(_COMMON.split())
ASKS_BACK = re.compile(
    r"\?|https?:|\b(?:dm|send|share|provide|tell (?:us|me)|let (?:us|me) know|message us|reply with)\b"
    r"|\b(?:please|pls|kindly)\b(?! (?:bear|accept|be (?:patient|assured|advised|aware)|wait|allow|note|know|rest assured|excuse|don['’]?t|do not"
    r"|understand|stay|have patience|hold|give us|remember))",
    re.I,
)
# Offers of something else, and where something else is to be found: neither goes on with what was asked.
ELSEWHERE = re.compile(
    r"\b(?:would you (?:also )?like to (?:hear|know|learn|join|try)|(?:is there |do you need |can i (?:help|do) )?anything else)\b[^.!?]*\?"
    r"|\byou (?:can|could|may|will)(?: also| always)? (?:find|see|check(?: out)?|discover)\b",
    re.I,
)
NEVER_MIND = re.compile(
    r"\b(?:never ?mind|found (?:it|out)|sorted|figured (?:it )?out|no worries|got it|solved|forget it|all good)\b",
    re.I,
)


def unanswered(draft: str, before: SoFar, reading: Reading | None = None) -> str:
    """The customer's question that this draft says nothing about; "" where none is left open.

    Only the turns since the company last spoke are looked at. A draft that asks back, points to
    a place or is a part of a reply is taken to be on its way to the answer.
    """
    curt = _is_curt(draft)
    draft = ELSEWHERE.sub(" ", draft)
    if curt or ASKS_BACK.search(draft) or is_part(draft, before):
        return ""
    settled = reading is not None and reading.hears(*GAVE_ANSWER)
    for heard in reversed(before.last):
        if heard.turn.to_customer:
            return ""
        if not heard.turn.from_customer:
            continue
        text = heard.turn.text[:SCANNED]
        if NEVER_MIND.search(text):
            return ""
        cool = not settled and (heard.reading.heat or 0.0) <= COOL
        for found in reversed(list(QUESTION.finditer(text))):
            question = " ".join(found[0].split())
            if _open(question, draft) or (
                cool and _passed_over(question, draft, text, found.end())
            ):
                return _quoted(question)
        if heard.reading.firm().hears("thanks", "resolved"):  # they have moved on since they asked
            return ""
    return ""


def _is_curt(draft: str) -> bool:
    words = [word for word in draft.split() if word[0].isalnum()]
    return len(words) <= CURT and COURTESY.search(draft) is None


def _quoted(question: str) -> str:
    leads = LEADS.match(question)
    bare = question[leads.end() :] if leads is not None else question
    bare = bare[:1].upper() + bare[1:]
    return bare if len(bare) <= LONGEST else f"{bare[: LONGEST - 1]}…"


def _open(question: str, draft: str) -> bool:
    if len(question.split()) < FEWEST or RHETORICAL.search(question):
        return False
    if WHEN.search(question):
        return SAYS_WHEN.search(draft) is None
    if MUCH.search(question):
        return SAYS_MUCH.search(draft) is None
    return False


def _passed_over(question: str, draft: str, text: str, end: int) -> bool:
    """Whether a plain question is neither answered nor picked up by the words of the draft."""
    if len(question.split()) < FEWEST + 1 or WHEN.search(question) or MUCH.search(question):
        return False
    if RHETORICAL.search(question) or REQUEST.search(question):
        return False
    if REPROACH.search(question) or text[end : end + 1] in ("?", "!"):
        return False
    helps = YES_NO.search(question)
    if helps is None and ASKS_WHICH.search(question) is None:
        return False
    if ANSWERS.search(draft) or WILL_ASK.search(draft):
        return False
    if ECHOES["which" if helps is None else str(helps.lastgroup)].search(draft):
        return False
    about = _stems(question)
    named = len(about & _stems(draft))
    if named and EITHER.search(question):  # it names one of the two
        return False
    return named < HALF * len(about) or (len(about) == PAIR and named < PAIR)


def _stems(text: str) -> set[str]:
    words = re.findall(r"[a-z]{4,}", text.lower())
    return {word[:STEM] for word in words if word not in COMMON}
