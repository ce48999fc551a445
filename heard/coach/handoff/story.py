"""What is wrong, in the customer's words: the issue, and what else their first messages tell."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from heard.coach.handoff.contempt import contemptuous, without_insult
from heard.coach.handoff.telling import Telling
from heard.coach.handoff.topic import TOPIC
from heard.coach.handoff.wishes import VAGUE_WISH, asks_for
from heard.listen import FIRM
from heard.listen.rules.self_harm import speaks_of_self_harm
from heard.signals import TRIGGERS
from heard.track import Evidence
from heard.track.ledger import find_facts
from heard.track.quote import Quote, heard, quote, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heard.track import Followed

OPENING = 3  # the customer's first turns: there the issue is told
TELLS = 1.5  # from this score on the first turn tells the issue
TROUBLED = 0.5  # and from this on a sentence tells of trouble
SHORT = 4  # words of a sentence that can tell an issue
JOINED = 230  # characters of two joined
TROUBLE = re.compile(
    r"n(?:'|’)t\b|\b(?:not|never|nothing|still|wrong|broken?|missing|lost|late|delay(?:s|ed)?|"
    r"cancell?(?:s|ed|ation)?|(?:over)?charged|twice|double|errors?|fail(?:s|ed|ure)?|crash\w*|"
    r"stuck|problems?|issues?|trouble|outage|damaged|leak\w*|locked|blocked|refus\w+|without|"
    r"wait(?:ing|ed)|stopped|cannot|cant|dont|wont|isnt|doesnt|unable|down|slow|stolen|faulty|"
    r"disconnected|rejected|denied|drop(?:s|ped|ping))\b",
    re.IGNORECASE,
)
SUBJECT = re.compile(r"(?:subject|re|fwd?) ?:", re.IGNORECASE)  # a heading, and nothing told yet
WORDS = re.compile(r"[^\W\d_]{2,}")
# What they expect of the answer, and nothing that is wrong.
OF_THE_REPLY = re.compile(
    r"\b(?:do(?:n['’]t| not)|never|hardly|no longer|not)\b[^.!?;]{0,12}\b(?:expect\w*|hop(?:e|ing)|hold\w* (?:my|our) breath|count\w* on|suppose|imagine)\b[^.!?;]{0,25}\b(?:repl(?:y|ies)|answers?|response|letter|substance|hear)\b"
    r"|\b(?:i|we) (?:look forward to|await|expect|would (?:like|appreciate)) (?:your|a|an) (?:\w+ )?(?:reply|answer|response)\b",
    re.IGNORECASE,
)
GREETING = re.compile(
    r"(?:hi|hey|hello|good (?:morning|afternoon|evening)|thanks|thank you|ok(?:ay)?|yes|no|sure|dear)\b",
    re.IGNORECASE,
)


def issue(followed: Sequence[Followed]) -> Quote | None:
    """The sentence, or two, in which the customer first says what is wrong."""
    turns = tuple(one.turn for one in followed)
    numbers = [n for n, turn in enumerate(turns) if turn.from_customer and turn.text.strip()]
    told = [
        one
        for place, number in enumerate(numbers[:OPENING])
        for one in _issues(followed[number], number, place)
    ]
    if not told:
        return None
    windows = [_window(told, place) for place in range(len(told))]
    first = [one for one in windows if one.turn == told[0].turn]
    best = max(first, key=lambda one: one.score)
    if best.score < TELLS:
        best = max(windows, key=lambda one: one.score)
    if SUBJECT.match(turns[best.turn].text, best.start):
        best = _with_what_follows(best, told)
    return quote(turns, Evidence(best.turn, best.start, best.end, "issue"))


def _window(told: Sequence[Telling], place: int) -> Telling:
    """The sentences from this one on that tell most, as long as they can be read at a glance."""
    best = last = told[place]
    score = best.score
    for one in told[place + 1 :]:
        near = one.turn == best.turn and one.start <= last.end + 3
        if not near or one.end - best.start > JOINED:
            break
        last, score = one, score + max(one.score, 0.0)
        if score > best.score:
            best = replace(best, end=one.end, score=score)
    return best


def _with_what_follows(heading: Telling, told: Sequence[Telling]) -> Telling:
    """A heading with the sentences after it that can be read at a glance: by itself it tells nothing yet."""
    after = [one for one in told if one.turn == heading.turn and one.start > heading.start]
    if any(one.end <= heading.end for one in after):
        return heading  # something of what follows is in it already
    for one in after:
        if one.end - heading.start > JOINED:
            break
        heading = replace(heading, end=one.end)
    return heading


def _issues(one: Followed, number: int, place: int) -> Iterator[Telling]:
    text = one.turn.text
    facts = find_facts(number, text)
    triggers = [s for s in one.reading.signals if s.name in TRIGGERS and s.sure >= FIRM]
    threats = [s for s in one.reading.signals if s.name == "threat" and s.sure >= FIRM]
    for order, (whole, end) in enumerate(sentences(text)):
        start = whole + without_insult(text[whole:end])
        if start == end:  # nothing but an insult, or one that runs through all of it
            if contemptuous(text[whole:end]) and not TOPIC.search(text, whole, end):
                continue
            start = whole
        said = text[start:end]
        if speaks_of_self_harm(said):
            continue  # it is told as what it is, and never as the matter of the case
        words = len(said.split())
        score = 2.0 * bool(TROUBLE.search(said)) + bool(TOPIC.search(said))
        score += 0.5 * any(fact.start < end and fact.end > start for fact in facts)
        score += 1.0 * any(each.start < end and each.end > start for each in triggers)
        score -= 0.9 * place + 0.3 * order
        score -= 3.0 * (words < SHORT) + 1.0 * bool(GREETING.match(said) and words < 8)
        score -= 1.5 * bool(VAGUE_WISH.match(said))
        score -= 6.0 * bool(OF_THE_REPLY.search(said))
        score -= 6.0 * any(t.start < end and t.end > start for t in threats)
        yield Telling(number, start, end, score)


def told(followed: Sequence[Followed], *, most: int = 3) -> tuple[Quote, ...]:
    """What the customer's first messages tell besides, where no date, count or sum is in it: none of it an attack or a wish."""
    turns = tuple(one.turn for one in followed)
    numbers = [n for n, turn in enumerate(turns) if turn.from_customer and turn.text.strip()]
    found = []
    for number in numbers[:OPENING]:
        if heard(followed[number], number, "threat") is not None:
            continue
        for one in _issues(followed[number], number, 0):
            said = turns[number].text[one.start : one.end]
            tells = one.score >= TROUBLED and len(WORDS.findall(said)) >= SHORT
            idle = SUBJECT.match(said) or GREETING.match(said) or said.rstrip(" !").endswith("?")
            if tells and not idle and not contemptuous(said) and not asks_for(said):
                found.append(one)
    best = sorted(
        sorted(found, key=lambda one: -one.score)[:most], key=lambda one: (one.turn, one.start)
    )
    return tuple(quote(turns, Evidence(one.turn, one.start, one.end, "told")) for one in best)
