"""A customer's question that a reply leaves open. Precision first: in doubt it was answered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, cast

from heard.coach.draft.clauses import DEPENDENT
from heard.coach.draft.find.answers import settles
from heard.coach.draft.find.part import is_part
from heard.details.own_words import QUESTION, RHETORICAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heard.coach.draft.find.answers import Asks
    from heard.listen import Reading, SoFar

SCANNED = 3000  # characters of a turn looked at
LONGEST = 100  # characters of a question quoted
FEWEST = 3  # words of a question
WHEN = re.compile(
    r"\b(?:when (?:will|is|are|can|do|does|would|should|am)|what (?:time(?! of| zone)|day|date)|how long|how soon|by when)\b",
    re.I,
)
MUCH = re.compile(
    r"\b(?:how much (?:is|are|does|do|will|would|money)|what (?:does|will|would|is) .{0,30}(?:cost|price|fee))\b",
    re.I,
)
_OPENS = r"(?:^|[,;:] |\b(?:and|but|so|also|or|hi|hello|hey|please|then|now|quick question) )"
YES_NO = re.compile(
    rf"{_OPENS}(?:(?P<may>can|could|may|should|must)|(?P<do>do|does|did)|(?P<will>will|would)|(?P<is>is|are|am|was|were)|(?P<has>has|have))"
    r" (?:i|we|my|our|it|there|this|that|the|your|they|he|she|any|these|those|you|children|kids|dogs|pets|\w+ (?:included|allowed|available|covered|free|possible|required|needed|open|accepted))\b",
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
    r"|are you (?:saying|telling|implying|suggesting)|did i (?:say|ask)|just|always|every time|joke|worth|stupid|idiots?|believe|going to do (?:something|anything)|do (?:something|anything))\b",
    re.I,
)
LEADS = re.compile(
    r"(?:@\w+[\s,:]*|subject: |(?:and|but|so|also|or|ok(?:ay)?|hi|hello|hey)\b[\s,–-]*)+", re.I
)
BEFORE_IT = re.compile(
    r"[^,;:]*\b(?:is|am|are|was|'s|'m|['’]s|['’]m|have|has|['’]ve|thanks|thank you)\b[^,;:]*[,;:] (?:and |but |so )?(?=(?:where|when|what|who|which|how|is|are|do|does|did|can|could|may|will|would|has|have)\b)",
    re.I,
)
CURT = 4  # words of a reply that may be a bare answer: "The blue one."
COURTESY = re.compile(
    r"\b(?:thank\w*|thx|welcome|sorry|apolog\w+|noted|ok|okay|hello|hi|great)\b", re.I
)
GAVE_ANSWER = ("policy_wall", "flat_no", "deflect", "hand_off")  # an answer, however poor
COOL = 0.6  # heat up to which a question is taken to be one, and no reproach
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

    Only the turns since the company last spoke are looked at. A draft that asks for what the answer
    needs, points to a place or is a part of a reply is taken to be on its way to the answer.
    """
    curt = _is_curt(draft)
    draft = ELSEWHERE.sub(" ", draft)
    if curt or is_part(draft, before):
        return ""
    settled = reading is not None and reading.hears(*GAVE_ANSWER)
    for asked in _asked(before):
        if asked.cool or asked.asks in ("when", "much"):
            if settled and asked.asks not in ("when", "much"):
                continue
            if not settles(draft, asked.words, asked.asks, said=asked.said):
                return _quoted(asked.words)
    return ""


def last_asked(before: SoFar) -> str:
    """The last plain question that waits for an answer; "" where none does."""
    return next((_quoted(asked.words) for asked in _asked(before)), "")


class _Asked(NamedTuple):
    words: str
    asks: Asks
    cool: bool  # asked, and no reproach in the form of a question
    said: str  # the message it stands in


def _asked(before: SoFar) -> Iterator[_Asked]:
    """The plain questions since the company last spoke, the latest first."""
    for heard in reversed(before.last):
        if heard.turn.to_customer:
            return
        if not heard.turn.from_customer:
            continue
        text = heard.turn.text[:SCANNED]
        if NEVER_MIND.search(text):
            return
        cool = (heard.reading.heat or 0.0) <= COOL
        for found in reversed(list(QUESTION.finditer(text))):
            question = " ".join(found[0].split())
            asks = _asks(question, text, found.end())
            if asks is not None:
                yield _Asked(question, asks, cool, text)
        if heard.reading.firm().hears("thanks", "resolved"):  # they have moved on since they asked
            return


def _asks(question: str, text: str, end: int) -> Asks | None:
    """What kind of answer a question calls for; None for a request, and for a mere reproach."""
    length = len(question.split())
    if length < FEWEST or RHETORICAL.search(question):
        return None
    if WHEN.search(question):
        return "when"
    if MUCH.search(question):
        return "much"
    if REQUEST.search(question) or REPROACH.search(question) or text[end : end + 1] in ("?", "!"):
        return None
    helps = YES_NO.search(question)
    if helps is not None and helps.lastgroup is not None:
        return cast("Asks", helps.lastgroup)
    return "which" if length > FEWEST and ASKS_WHICH.search(question) else None


def _is_curt(draft: str) -> bool:
    words = [word for word in draft.split() if word[0].isalnum()]
    return 0 < len(words) <= CURT and COURTESY.search(draft) is None and "?" not in draft


def _quoted(question: str) -> str:
    leads = LEADS.match(question)
    bare = question[leads.end() :] if leads is not None else question
    before = BEFORE_IT.match(bare)
    if before is not None and not DEPENDENT.match(bare):  # "This is ridiculous, where is it?"
        bare = bare[before.end() :]
    bare = bare[:1].upper() + bare[1:]
    return bare if len(bare) <= LONGEST else f"{bare[: LONGEST - 1]}…"
