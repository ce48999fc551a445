"""What was tried, by the company and by the customer, and what came of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from heard.coach.handoff.contempt import contemptuous
from heard.coach.handoff.story import SHORT, TROUBLE, WORDS
from heard.track import Evidence
from heard.track.quote import Quote, heard, quote, sentence
from heard.track.tries import FAILED, offer_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.conversation import Turn
    from heard.track import Followed

KEPT = 8  # tries, the latest
SCANNED = 4000
LINK = re.compile(r"\S*(?:https?://|www\.|<url>)\S*|\^\w+", re.IGNORECASE)
OWN_TRY = re.compile(
    r"\b(?:i|we)(?:(?:'|’)ve| have)?(?: also| already| even| just| now)? (?:tried|restarted|rebooted|reset|"
    r"reinstalled|uninstalled|updated|deleted|cleared|unplugged|replaced|re-?entered|resent|"
    r"contacted|called|rang|phoned|emailed|e-mailed|wrote|messaged|dm(?:'|’)?ed|checked with|"
    r"logged (?:out|in|off)|turned it off|switched it off|filled (?:in|out)|submitted|reported)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Try:
    """One thing that was tried, by whom, and what came of it in the customer's words."""

    by: Literal["company", "customer"]
    quote: Quote
    outcome: Literal["failed", "helped", "open"]
    says: Quote | None = None  # the words that tell the outcome


def tries(followed: Sequence[Followed]) -> tuple[Try, ...]:
    """What was tried and what came of it, in order: the company's ways and the customer's own."""
    turns = tuple(one.turn for one in followed)
    found: list[Try] = []
    pending: Quote | None = None
    for number, one in enumerate(followed):
        if one.turn.to_customer:
            fix = offer_in(one.turn.text, one.reading)
            if fix is not None and len(WORDS.findall(LINK.sub("", one.turn.text))) >= SHORT:
                if pending is not None:
                    found.append(Try("company", pending, "open"))
                words = sentence(turns, replace(fix, turn=number))
                told = len(WORDS.findall(LINK.sub("", words.words))) >= SHORT - 1
                pending = words if told else _reply(turns, number)
            continue
        if not one.turn.from_customer:
            continue
        failed = FAILED.search(one.turn.text, 0, SCANNED)
        solved = heard(one, number, "resolved")
        if pending is not None and (failed is not None or solved is not None):
            says = solved or Evidence(number, *_span(failed), "failed_tries")
            outcome: Literal["failed", "helped"] = "failed" if solved is None else "helped"
            found.append(Try("company", pending, outcome, sentence(turns, says)))
            pending = None
        own = OWN_TRY.search(one.turn.text, 0, SCANNED)
        if own is not None:
            words = sentence(turns, Evidence(number, *own.span(), "tried"))
            if contemptuous(words.words):  # from their own doing on: the insult before it is no try
                end = max(words.end, own.end())
                words = quote(turns, Evidence(number, own.start(), end, "tried"))
            no_use = FAILED.search(words.words) or TROUBLE.search(words.words)
            found.append(Try("customer", words, "failed" if no_use else "open"))
    if pending is not None:
        found.append(Try("company", pending, "open"))
    return tuple(sorted(found, key=lambda each: each.quote.turn)[-KEPT:])


def _reply(turns: Sequence[Turn], number: int) -> Quote:
    """A whole reply, where the words that were picked say too little to stand alone."""
    return quote(turns, Evidence(number, 0, len(turns[number].text), "solve"))


def _span(found: re.Match[str] | None) -> tuple[int, int]:
    return (0, 0) if found is None else found.span()
