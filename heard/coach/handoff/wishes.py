"""What the customer asks for, in their words."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from heard.coach.handoff.contempt import civil_part
from heard.coach.handoff.settled import is_settled
from heard.coach.handoff.telling import Telling
from heard.listen import FIRM
from heard.listen.rules.self_harm import speaks_of_self_harm
from heard.track import Evidence
from heard.track.quote import Quote, heard, quote, sentence, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heard.conversation import Turn
    from heard.track import Followed

WANT = re.compile(
    r"\b(?:i|we|i just|we just|all i|all we)(?:(?:'|’)d| would| really| only| still| do)? "
    r"(?:want|need|like|expect|demand|ask)\b(?! (?:to|you to) (?:say|tell you|let you|know (?:why you|that)|thank))"
    r"|\bi(?:'|’)?m (?:asking|looking) for\b|\b(?:wanted|needed) (?:is|was) (?:a|an|my|the|to)\b",
    re.IGNORECASE,
)
TELLS_TO = re.compile(
    r"(?:(?:so|then|now|just|please|pls|ok(?:ay)?|and|but|well)[ ,]+)*(?:please |pls |just )?"
    r"(?:give|refund|send|cancel|fix|call|ring|replace|get|put|take|tell|reship|credit|remove|"
    r"return|unlock|reset|sort|book|waive|close|delete|stop|confirm|deliver|bring)\b"
    r"(?= (?:\w+ing\b|me|my|us|our|this|it|the|that|someone|him|her|back|up|out)\b)",
    re.IGNORECASE,
)
ASKS = re.compile(
    r"\b(?:can|could|will|would) (?:you|someone|somebody|anyone|i|we)\b"
    r"|\b(?:when|where|how soon) (?:will|can|do|does|is|are|am|s)\b|\bwhere(?:'|’)s\b"
    r"|\bhow (?:do|can|am) i\b|\bwhat (?:do|can) i do\b|\bany (?:update|news|eta)\b"
    r"|\b(?:does|is|are) (?:it|there)\b[^.!]*\?|\bwho can i\b",
    re.IGNORECASE,
)
RHETORIC = re.compile(
    r"\bcan you believe\b|\bare you (?:kidding|serious|joking|even|people)\b|\bhow (?:can|could|dare) you\b"
    r"|\bdo you (?:even|people|guys (?:even|ever)|really think|think)\b|\bwhat (?:is|are) the point\b"
    r"|\bwhy would i\b|\bis (?:this|that|it) (?:a joke|how)\b|\bwould you (?:like|accept) (?:it|that)\b"
    r"|\bwill i ever\b|\bdid i (?:say|mention)\b|\bi(?:'|’)?d like to (?:see you|think)\b|\bwant to (?:cry|scream|thank)\b"
    # and the irony of a statement with a question hung on to it: "oh, so it's my fault, is it?"
    r"|^\W*(?:(?:oh|ah|right|well|and|so)\b[ ,]*)+(?:now )?(?:it|that|this)(?:(?:'|’)s| is| was)\b[^.!?]*\b(?:is|was) (?:it|that)\W*$|\bwhat (?:have )?i(?:(?:'|’)ve)? (?:did|do|done) wrong (?:this time|now|again)\b",
    re.IGNORECASE,
)
VAGUE_WISH = re.compile(
    r"^\W*(?:(?:can|could|will|would) (?:you|someone|anyone|somebody) (?:please )?(?:help|assist)"
    r"(?: me| us)?(?: please| out| with this)?|(?:please|pls) (?:help|advise|respond|reply|assist)"
    r"(?: me| us)?|i need (?:some )?help)\W*$",
    re.IGNORECASE,
)


def wishes(followed: Sequence[Followed], *, most: int = 2) -> tuple[Quote, ...]:
    """What the customer asks for, in the order said: the plainest wishes, the later the better."""
    turns = tuple(one.turn for one in followed)
    found: list[Telling] = []
    for number, turn in enumerate(turns):
        if not turn.from_customer or heard(followed[number], number, "threat") is not None:
            continue
        bitter = heard(followed[number], number, "abuse", "sarcasm") is not None
        for start, end in sentences(turn.text):
            if speaks_of_self_harm(turn.text[start:end]):
                continue
            civil = civil_part(turn.text[start:end])
            if civil is None:
                continue
            first, last = start + civil[0], start + civil[1]
            wish = turn.text[first:last]
            score = asks_for(wish) - 2.0 * bitter
            if score > 0 and not is_settled(wish, turns[number + 1 :]):
                found.append(Telling(number, first, last, score + number / len(turns)))
    best = sorted(sorted(found, key=lambda one: -one.score)[:most], key=lambda one: one.turn)
    if not best:
        person = next(_for_a_person(followed, turns), None)
        return () if person is None else (person,)
    return tuple(quote(turns, Evidence(one.turn, one.start, one.end, "wish")) for one in best)


def _for_a_person(followed: Sequence[Followed], turns: Sequence[Turn]) -> Iterator[Quote]:
    """The customer's requests for somebody else: a wish, however it is put."""
    for number in range(len(turns) - 1, -1, -1):
        words = heard(followed[number], number, "supervisor_request", at=FIRM)
        if turns[number].from_customer and words is not None:
            said = replace(sentence(turns, words), about="wish")
            civil = civil_part(said.words)
            if civil is not None:
                yield quote(
                    turns, Evidence(number, said.start + civil[0], said.start + civil[1], "wish")
                )


def generic(said: str) -> bool:
    """Whether a wish says no more than that help is wanted."""
    return VAGUE_WISH.match(said) is not None


def asks_for(said: str) -> float:
    """How plainly a sentence asks for something: 0.0 where it asks for nothing."""
    if RHETORIC.search(said) or len(said.split()) < 3:
        return 0.0
    if VAGUE_WISH.match(said):
        return 0.3
    if WANT.search(said) or TELLS_TO.match(said):
        return 3.0
    return 2.0 if ASKS.search(said) else 0.0
