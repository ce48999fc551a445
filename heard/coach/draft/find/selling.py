"""Something sold to somebody who has other things on their mind: who grieves, is upset, or wants to leave."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.coach.draft.clauses import spans
from heard.coach.draft.finding import Finding
from heard.listen.rules.loss import tells_of_a_loss
from heard.listen.rules.upset import is_upset

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heard.listen import SoFar

_GOODS = (
    r"(?:offers?|discounts?|\d+ ?(?:%|percent|per cent)(?: off)?|deals?|upgrades?|loyalty|bundles?|promotions?|promo|rewards?|premium|reduced (?:rate|price)|free (?:month|months|trial|gift|year)|newsletter|sale|specials?"
    r"|(?:new|better|bigger|other|our|different|cheaper|family|annual|extended|payment|insurance|protection) (?:plans?|packages?|tariffs?|cover|warrant(?:y|ies)|memberships?|models?|products?|range|collection)|vouchers?|gift cards?|add-?ons?|club|prime|gold|platinum|credit card|store card|membership)"
)
_OFFERS = (
    r"(?:(?:can|could|may|might|shall|should|let me|like to|love to|happy to|able to|want to|i'd|i'll|we'll|we can) (?:\w+ ){0,2}(?:offer|interest|tempt|give|sign|show|tell|recommend|suggest|introduce|upgrade|add|put)"
    r"|(?:would|do) you (?:also |maybe |perhaps )?(?:like|want|fancy|be interested)|interested in|have you (?:heard|seen|thought|considered)|how about|you(?:'ll| will|'d| would) (?:just |really )?love|did you know|why not|(?:don't|do not) miss|check out|take a look at|take advantage|save (?:up to )?\d|you(?:'ve| have) been (?:selected|chosen)|you(?:'re| are) eligible|we (?:also )?have|we're (?:running|offering)|there's)"
)
SELLS = re.compile(rf"\b{_OFFERS}\b[^.!?\n]{{0,60}}\b{_GOODS}(?!\w)", re.IGNORECASE)
# Asked in the way of what they want: "before I close it, can I ..."
HOLDS_UP = re.compile(
    r"\b(?:before|first,?) (?:i|we|you) (?:close|cancel|end|stop|leave|go|do (?:that|this|it|so)|process)\b[^.!?\n]{0,60}\b(?:can|could|may|let me|would you|have you|shall|did you know|i'd (?:like|love))\b[^.!?\n]{0,80}"
    r"|\b(?:keep|take over|carry on with|stay with|hold on to)\b[^.!?\n]{0,40}\binstead\b",
    re.IGNORECASE,
)
_NEEDED = re.compile(
    r"\b(?:name|number|reference|date|address|certificate|copy|confirm|check|account holder|forward|send|final (?:bill|statement|reading)|refund|balance|when|which|who|where|direct debit)\b",
    re.IGNORECASE,
)
# They ask for it themselves, or for what it costs.
WANTED = re.compile(
    r"\b(?:discounts?|offers?|deals?|upgrad\w+|take (?:it|this|the \w+|her \w+|his \w+) over|transfer (?:it|the \w+|this)|cheaper|plans?|tariffs?|prices?|packages?|loyalty|membership|warranty|bundles?|vouchers?|promo\w*|keep (?:it|the))\b",
    re.IGNORECASE,
)
LEAVES = re.compile(
    r"\b(?:cancel|close|end|terminate|stop|unsubscribe|leav(?:e|ing)|switch(?:ing)?)\b[^.!?\n]{0,40}\b(?:it|account|subscription|contract|membership|policy|plan|service|everything|you(?: lot| people)?|all of it)\b|\bi'm done\b",
    re.IGNORECASE,
)
GRIEVES = "They told of a death, and this sells them something. Whoever reads it will never forget who wrote it."
UPSET = "They are upset, and this sells them something: it says that nobody read what they wrote."
LEAVING = "They said plainly that they want to leave, and this stands in the way. Do what they ask; an offer can come after."


def sold(draft: str, before: SoFar) -> Iterator[Finding]:
    """Each sentence that sells something to whoever told of a death, is upset, or asked plainly to leave."""
    said = [one.turn.text.replace("’", "'") for one in before.last if one.turn.from_customer]
    if not said or WANTED.search(said[-1]):
        return
    plain = draft.replace("’", "'")
    why = _why(said, before)
    if not why:
        return
    for start, end in spans(draft):
        words = plain[start:end]
        if SELLS.search(words) or (why != UPSET and _holds_up(words)):
            yield Finding("misstep", "cold", None, start, end, why, "drop", ())


def _why(said: list[str], before: SoFar) -> str:
    if any(map(tells_of_a_loss, said)):
        return GRIEVES
    if not is_upset(before):
        return ""
    return LEAVING if LEAVES.search(said[-1]) else UPSET


def _holds_up(words: str) -> bool:
    """Whether it puts something before what they asked for that isn't needed for it."""
    return HOLDS_UP.search(words) is not None and not _NEEDED.search(words)
