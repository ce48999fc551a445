"""A customer's question that a reply leaves open. Precision first: in doubt it was answered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, cast

from heard.coach.draft.clauses import DEPENDENT
from heard.coach.draft.find.answers import answers_plainly, settles, told
from heard.coach.draft.find.part import is_part
from heard.details.asking import QUESTION, RHETORICAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heard.coach.draft.find.answer_words import Asks
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
    r" (?:i|we|my|our|it|there|this|that|the|your|they|he|she|any|these|those|you|children|kids|dogs|pets|(?:today|tomorrow|tonight|\w+)['’]s|\w+ (?:included|allowed|available|covered|free|possible|required|needed|open|accepted))\b",
    re.I,
)
ASKS_WHICH = re.compile(
    rf"{_OPENS}(?:(?:which|where|who|what|whose)(?:['’]s| is| are| was| will| do| does| did| can| should| \w+ (?:do|does|is|are|can|should|will))"
    r"|who (?:pays|covers|has|gets|decides|takes|brings))\b",
    re.I,
)
# Asked for many reasons, and answered in many words: only beside a question that is answered it counts.
ASKS_HOW = re.compile(
    rf"{_OPENS}(?:how (?:do|does|did|will|can|is|are|was)|why (?:was|is|did|does|do|has|are|were))\b",
    re.I,
)
REQUEST = re.compile(
    r"\b(?:(?:can|could|will|would) (?:you|u|someone|somebody|anyone|i (?:speak|talk))|(?:can|could) i (?:get|have)|help|any (?:news|updates?|ideas?)|dm|what(?:['’]s| is) (?:going on|up|the (?:problem|issue|deal)|happening|wrong))\b",
    re.I,
)
# A reproach in the form of a question, or one that nobody can answer.
REPROACH = re.compile(
    r"[?!]{2}|\b(?:you (?:guys|people|all|lot)|y['’]?all|any of you|anyone|someone|supposed to|forever|ever|too much to ask|what the"
    r"|are you (?:saying|telling|implying|suggesting)|did i (?:say|ask)|just|always|every time|joke|worth|stupid|idiots?|believe|going to do (?:something|anything)|do (?:something|anything))\b",
    re.I,
)
# Where one sentence asks twice: "When is it coming, and will I get anything back?"
JOINED = re.compile(
    r",? (?:and|but) (?:also |then |if so,? |if not,? )?(?=(?:(?:when|where|who|what|which|how|will|would|can|could|should|may|do|does|did|is|are|am|was|were|has|have)\b"
    r"|(?:by|with|to|for|until|from) (?:whom|when)\b))",
    re.I,
)
WHY = re.compile(r"(?:^|[,;:] |\b(?:and|but|so) )\W*(?:why|how)\b", re.I)
TAIL = re.compile(
    r"(?:(?P<when>(?:by |until |from )?when|how (?:long|soon))|(?P<much>how much)|(?P<which>(?:(?:by|with|to|for|from) )?who(?:m|se)?|where))\s*\?",
    re.I,
)
# "Did you fall asleep?": of those who are upset, hardly one wants to know.
ABOUT_US = re.compile(r"\b(?:do|does|did|are|were|have|has) (?:you|any of you|your \w+)\b", re.I)
# Asked for a yes or a no, and the mark left out: "is it refunded or not", "did you cancel it".
_ASKED_OF = r"(?:it|this|that|these|those|they|he|she|you|i|we|there|my|our|your|the|any(?:one|body|thing)?|someone|somebody)"
EITHER = re.compile(
    r"(?:,? (?:or|yes or) no(?:t)?(?: (?:yet|now|then))?|,? (?:or )?(?:is|are|was|were|did|does|do|has|have|will|can|could|would)(?:n['’]t| not) ?(?:it|he|she|they|you|i|we|there)?)\s*\??$",
    re.I,
)
UNMARKED = re.compile(
    rf"(?:(?:and|but|so|or|ok(?:ay)?|hi|hello|hey|well|just|please|now|then|again)\b[\s,:]*|@\w+[\s,:]*)*(?P<asks>(?:did|does|will|has|is|are|was|were|do|have|can|am)(?:n['’]t)? {_ASKED_OF}\b[^?]*)$",
    re.I,
)
# Turned round so, it can be no statement with its "I" left out: "did that twice", "was the best day".
TURNED = re.compile(
    r"(?:does|will|has) (?!(?:that|this|you)\b)|did (?:it|they|he|she|i|we|my|our|your|any\w+|some\w+)\b(?! (?:twice|again|already|all|before|my|on|in|as|and|for|with)\b)",
    re.I,
)
STATEMENT = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*")
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

    Only the turns since the company last spoke are looked at. Where one of several questions is answered, the
    one that is not is quoted, also out of one sentence that asks twice. A draft that asks for what the answer
    needs, points to a place or is a part of a reply is taken to be on its way to the answer.
    """
    curt = _is_curt(draft)
    draft = ELSEWHERE.sub(" ", draft)
    if curt or is_part(draft, before):
        return ""
    settled = reading is not None and reading.hears(*GAVE_ANSWER)
    every = list(_asked(before))
    left = _left_open(draft, every)
    # who gets one of two answers meant the other question, too, however upset they were
    meant = len(left) < len(every)
    for asked in left:
        earnest = asked.cool or (meant and ABOUT_US.search(asked.words) is None)
        if asked.asks in ("when", "much") or (earnest and not settled):
            return _quoted(asked.quoted)
    return ""


def _left_open(draft: str, every: Sequence[_Asked]) -> list[_Asked]:
    """The questions that a draft leaves open. Where it tells fewer things than were asked, those count that it plainly answers."""
    clauses = told(draft) if len(every) > 1 else None
    if clauses is not None and len(clauses) < len(every):
        left = [one for one in every if not _answered_plainly(clauses, one, every)]
        if len(left) < len(every):
            return left
    return [
        one
        for one in every
        if one.asks != "how" and not settles(draft, one.words, one.asks, said=one.said)
    ]


def _answered_plainly(clauses: Sequence[str], asked: _Asked, every: Sequence[_Asked]) -> bool:
    others = " ".join(one.words for one in every if one is not asked)
    return any(
        answers_plainly(one, asked.words, asked.asks, said=asked.said, others=others)
        for one in clauses
    )


def last_asked(before: SoFar) -> str:
    """The last plain question that waits for an answer; "" where none does."""
    return next((_quoted(asked.quoted) for asked in _asked(before) if asked.asks != "how"), "")


class _Asked(NamedTuple):
    words: str
    quoted: str  # the same, or the whole of which it is the tail: "..., and by whom?"
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
        for found in reversed(_questions(text)):
            question = " ".join(found[0].split())
            again = text[found.end() : found.end() + 1] in ("?", "!")  # "where is it??"
            for words, asks in reversed(list(_parts(question, again=again))):
                whole = question if TAIL.fullmatch(words) else words
                yield _Asked(_bare(words), whole, asks, cool, text)
        if heard.reading.firm().hears("thanks", "resolved"):  # they have moved on since they asked
            return


def _questions(text: str) -> list[re.Match[str]]:
    """The sentences that ask, also those whose mark was left out, in the order of the text.

    >>> [one[0].strip() for one in _questions("It broke. is it refunded or not. When does it come? Was the best day ever.")]
    ['is it refunded or not', 'When does it come?']
    """
    marked = list(QUESTION.finditer(text))
    found = [
        one
        for one in STATEMENT.finditer(text)
        if text[one.end() : one.end() + 1] not in ("?", "!") and _asks_unmarked(one[0])
    ]
    return sorted((*marked, *found), key=re.Match.start)


def _asks_unmarked(sentence: str) -> bool:
    asks = UNMARKED.match(" ".join(sentence.split()))
    if asks is None:
        return False
    words = asks["asks"]
    return (TURNED.match(words) or EITHER.search(words)) is not None


def _parts(question: str, *, again: bool) -> Iterator[tuple[str, Asks]]:
    """The questions in one sentence that asks, each with the kind of answer it calls for."""
    parts = [one if one.endswith("?") else f"{one}?" for one in JOINED.split(question)]
    kinds = [_tail(one) or _asks(_bare(one), again=again) for one in parts]
    asked = kinds[0] is not None or REQUEST.search(parts[0]) or WHY.search(parts[0])
    if len(parts) > 1 and asked and any(kinds):
        yield from ((part, kind) for part, kind in zip(parts, kinds, strict=True) if kind)
        return
    kind = _asks(_bare(question), again=again)
    if kind is not None:
        yield question, kind


def _bare(words: str) -> str:
    """A question without what only presses for the answer: "or not", "isn't it"."""
    return f"{EITHER.sub('', words.removesuffix('?')).rstrip(' ,')}?"


def _tail(words: str) -> Asks | None:
    found = TAIL.fullmatch(words)
    return None if found is None else cast("Asks", found.lastgroup)


def _asks(question: str, *, again: bool) -> Asks | None:
    """What kind of answer a question calls for; None for a request, and for a mere reproach."""
    length = len(question.split())
    if length < FEWEST or RHETORICAL.search(question):
        return None
    if WHEN.search(question):
        return "when"
    if MUCH.search(question):
        return "much"
    if REQUEST.search(question) or REPROACH.search(question) or again:
        return None
    helps = YES_NO.search(question)
    if helps is not None and helps.lastgroup is not None:
        return cast("Asks", helps.lastgroup)
    if length > FEWEST and ASKS_WHICH.search(question):
        return "which"
    return "how" if length > FEWEST and ASKS_HOW.search(question) else None


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
    bare = bare if bare.endswith("?") else f"{bare}?"
    return bare if len(bare) <= LONGEST else f"{bare[: LONGEST - 1]}…"
