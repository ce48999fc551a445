"""Where a draft accuses whoever reads it, as far as its clauses run, and what it holds against them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from heard.coach.draft.clauses import FACT, Span, pieces, says_something, spans
from heard.listen.rules.accusations import CONDITION, OUTCOME, accusation

if TYPE_CHECKING:
    from collections.abc import Iterator

OTHERWISE = re.compile(r"(?:otherwise|or else|or) (?:it|that|this|we|i|you|there)\b", re.I)
MARKS = " ,;:–—-"
# "The tracking shows it was delivered, so you must be mistaken": what is held against them goes with what it is to prove.
CONCLUDES = re.compile(
    r"(?:and )?(?:so|therefore|hence|thus|which means|meaning|that means|then)\b", re.I
)
EVIDENCE = re.compile(
    r"\b(?:gps|tracking|trackers?|scans?|systems?|records?|logs?|photos?|cameras?|cctv|drivers?|couriers?|signatures?|meters?|data|reports?|screens?|notes?|files?)\b[^.!?\n]{0,30}?"
    r"\b(?:shows?|says?|said|states?|proves?|confirms?|confirmed|indicates?|has it|have it|tells?)\b",
    re.I,
)
# What they once agreed to, held against them: beside a wall or worse it is no news.
HELD_AGAINST = re.compile(
    r"(?:^|[,;:–—]\s*|\b(?:and|but|so|because|since|as|that|well|sorry|afraid|unfortunately)\s+)(?:(?:by|when|on) (?:signing|ordering|booking|buying|registering|paying|joining|clicking)\b[^,.!?\n]{0,40}?,? )?"
    r"you(?:['’]ve| have| did)?(?: (?:clearly|already|also|yourself|all|just|in fact|explicitly|freely))* (?:agree(?:d)?(?: to)?|accept(?:ed)?|sign(?:ed)?|consent(?:ed)? to|acknowledged|confirmed(?: that you (?:read|accept))?|ticked the box (?:for|of))\b(?: [\w'’-]+){0,4}? (?:(?:polic(?:y|ies)|terms(?: (?:and|&) conditions)?|rules?|guidelines?|t&cs?)|contract|agreement|conditions|small print|fine print)\b",
    re.I,
)


class Accused(NamedTuple):
    """Where a draft accuses: draft[start:end]."""

    start: int
    end: int
    aside: Span | None = None  # only these words accuse, and the rest of the sentence may stay


def accusations(draft: str, *, upset: bool = False) -> Iterator[Accused]:
    """The clauses of a draft that accuse whoever reads it, with what would have been otherwise.

    >>> draft = "I've checked it, but you obviously didn't cancel. If you had, you'd know."
    >>> [draft[one.start : one.end] for one in accusations(draft)]
    ["but you obviously didn't cancel."]
    >>> list(accusations("I understand that you didn't cancel. You should have had a mail from us."))
    []
    >>> draft = "As it says on the label, wool shrinks at 40 degrees."
    >>> [draft[slice(*one.aside)] for one in accusations(draft, upset=True)]
    ['As it says on the label, ']
    """
    plain = draft.replace("’", "'")
    for sentence in spans(draft):
        found = accusation(plain[slice(*sentence)], upset=upset)
        if found is None:
            continue
        here = Span(sentence.start + found.start, sentence.start + found.end)
        aside = _aside(plain, sentence, here) if found.held_up else None
        yield Accused(*_clauses(plain, sentence, here), aside)


def _aside(draft: str, sentence: Span, found: Span) -> Span | None:
    """The words that only say where it stood to be read, where what stood there is told beside them."""
    before = draft[sentence.start : found.start].rstrip(MARKS)
    after = draft[found.end : sentence.end]
    if not after.strip(" .!?") and _tells(before):
        return Span(sentence.start + len(before), found.end)
    if not before and _tells(after.lstrip(MARKS)):
        return Span(found.start, found.end + len(after) - len(after.lstrip(MARKS)))
    return None


def _tells(words: str) -> bool:
    return says_something(words) or (FACT.search(words) is not None and len(words.split()) > 1)


def held_against(draft: str) -> Iterator[Span]:
    """The clauses that hold against them what they agreed to; a question or a condition doesn't.

    >>> draft = "You agreed to the terms. Once you have agreed to the terms, it starts."
    >>> [draft[start:end] for start, end in held_against(draft)]
    ['You agreed to the terms.']
    """
    for sentence in spans(draft):
        if draft[sentence.end - 1] == "?":
            continue
        for part in pieces(draft, sentence):
            if HELD_AGAINST.search(draft[slice(*part)]):
                yield part


def _clauses(draft: str, sentence: Span, found: Span) -> Span:
    """The clauses of an accusation; of "if you had ..., this wouldn't ..." both halves."""
    parts = pieces(draft, sentence)
    inside = [n for n, one in enumerate(parts) if one.start < found.end and one.end > found.start]
    if not inside:
        return found
    first, last = inside[0], inside[-1]
    if last + 1 < len(parts) and OTHERWISE.match(draft, parts[last + 1].start):
        last += 1
    if (
        first
        and CONCLUDES.match(draft, parts[first].start)
        and EVIDENCE.search(draft, *parts[first - 1])
    ):
        first -= 1
    if CONDITION.match(draft, found.start):
        if last + 1 < len(parts) and OUTCOME.match(draft, parts[last + 1].start):
            last += 1
        elif first and OUTCOME.match(draft, parts[first - 1].start):
            first -= 1
    return Span(parts[first].start, parts[last].end)
