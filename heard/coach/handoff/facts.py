"""The ledger of a packet: what the customer said happened, and what the company found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.coach.handoff.packet import Fact
from heard.track.ledger import find_facts, only_counts
from heard.track.quote import Quote, quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.conversation import Turn

CHECKED = re.compile(
    r"\b(?:i|we)(?:(?:'|’)ve| have)?(?: can| now| just)? (?:see|checked|found|confirmed|looked|located|"
    r"verified|traced)\b|\b(?:records?|system|account|tracking|log|notes?) (?:shows?|says?|confirms?)\b",
    re.IGNORECASE,
)
PART = re.compile(r"^\W*\d{1,2}/(?:\d{1,2}|n)\W*")  # of a post in several parts
SUPPOSED = re.compile(
    r"\W*(?:if|unless|or i(?:'|’)?ll|or else)\b", re.IGNORECASE
)  # and not what happened
ASKED = 4  # from this many words on a question can tell a fact, too
FACTS = 16  # kept: how it began and what was said most lately


def ledger(turns: Sequence[Turn]) -> tuple[Fact, ...]:
    """The ledger: what the customer said happened, and what the company found, in the order said."""
    found: list[Fact] = []
    for number, turn in enumerate(turns):
        if turn.from_customer:
            found += [
                Fact(quote(turns, one), one.signal)
                for one in find_facts(number, turn.text)
                if not _hollow(turn.text[one.start : one.end])
            ]
        elif turn.to_customer or turn.internal:
            found += [
                Fact(quote(turns, one), one.signal, checked=True)
                for one in find_facts(number, turn.text)
                if CHECKED.search(turn.text[one.start : one.end])
            ]
    if len(found) <= FACTS:
        return tuple(found)
    return (*found[: FACTS // 2], *found[-(FACTS // 2) :])


def with_told(
    facts: tuple[Fact, ...], told: Sequence[Quote], *elsewhere: Quote | None
) -> tuple[Fact, ...]:
    """The facts; where the other places of a packet quote all of them, what else the customer told."""
    quoted = [one for one in elsewhere if one is not None]
    if any(not one.checked and not _within(one.quote, quoted) for one in facts):
        return facts
    more = (Fact(one, "told") for one in told if not _within(one, quoted))
    return tuple(sorted((*facts, *more), key=lambda one: (one.quote.turn, one.quote.start)))


def _within(quote: Quote, others: Sequence[Quote]) -> bool:
    return any(
        one.turn == quote.turn and one.start < quote.end and one.end > quote.start for one in others
    )


def _hollow(said: str) -> bool:
    """Whether a sentence only looked like a fact: "(2/3) there was room", "45 MINUTES?!", "If it's not there on Friday"."""
    plain = PART.sub("", said)
    if SUPPOSED.match(plain) or only_counts(plain):
        return True
    asks = plain.rstrip(" !").endswith("?") and len(plain.split()) < ASKED
    return asks or not find_facts(0, plain)
