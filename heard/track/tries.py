"""Fixes that were offered and did not help, by the customer's own word."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from heard.listen.any_case import AnyCase
from heard.track.moment import Evidence
from heard.track.promises.words import CALLS_US

if TYPE_CHECKING:
    from heard.listen.reading import Reading, Signal

SURE = 0.5
SCANNED = 4000
OFFERS = ("solve", "offer_choice")
_HAVING = (
    r"(?:\b(?:i|we)(?:(?:'|’)?ve| have|(?:'|’)d| had)? (?:(?:already|just|also|even|literally|really) ){0,3}"
    r"|\b(?:already|just) |^\W*(?:@\w+ ){0,5}(?:(?:yes|yeah|ok|okay|no)[, ]+)?|[.,!;?] +)"
)
_RESULT = r"(?:error|problem|issue|message|result|fault|screen|page)"
_AS_BEFORE = (
    r"(?= (?:again|as before|every time|still|thing|no matter|whatever)\b|\s*(?:$|[.,;:!?)…]))"
)
FAILED = AnyCase(
    r"\bstill (?:not|no|nothing|broken|down|the same|can(?:'|’)?t|cannot|won(?:'|’)?t|getting|"
    r"says|shows|does(?:n(?:'|’)?t| not)|is(?:n(?:'|’)?t| not)|have(?:n(?:'|’)?t| not| the))\b"
    r"|\b(?:did|does|has|is)(?:n(?:'|’)?t| not) (?:work|help|fix|solve|change|do anything|working|"
    r"helping|worked|helped|changed)"
    rf"|{_HAVING}(?:tried|done|did) (?:that|this|it|all that|those)\b"
    r"(?! (?:week|month|year|morning|afternoon|weekend|for you|to me|to us))"
    r"|\balready (?:tried|done|did|restarted|reset|checked|called|updated|sent)"
    r"|\bno (?:luck|joy|change|difference)\b"
    r"|\b(?:says|say|shows|show|stays|stayed|remains|is|it(?:'|’)s|looks|does|did|gets?|got|getting)"
    rf" (?:(?:just|exactly|all) )?the same{_AS_BEFORE}"
    rf"|\bsame {_RESULT}s?\b(?! (?:for|to) (?:my|me|her|him|them)\b)"
    rf"|(?:\b(?:still|now|and|but|then|get) |[-–:,.] )(?:the )?same thing{_AS_BEFORE}|\bsame thing (?:again|happens|happened)\b"
    r"|^\W*(?:exactly )?(?:the )?same(?: thing)?\W*$"
    r"|\b(?:nothing (?:happens|happened|changes|changed)|makes no difference|made no difference)\b"
    r"|\b(?:nope|not working|not fixed|not solved|back again)\b",
)
# A way to solve it that is put as a request: "could you try refreshing the page?"
SUGGESTS = AnyCase(
    r"\b(?:(?:could|can|would|will) you (?:please |also |just |maybe |perhaps |quickly ){0,3}|please |have you |let(?:'|’)s )"
    r"(?:(?:also|just|quickly|now|first) ){0,3}(?:try|tried|restart|reboot|refresh|reset|reinstall|re-?install|uninstall|update|clear|delete|unplug|replug|power[- ]cycle"
    r"|log (?:out|off)|sign (?:out|off)|turn (?:it|the|your)|switch (?:it|the|your) (?:\w+ )?(?:off|on)|toggle|re-?enter|reconnect|disconnect)(?:ed|ing|ted|ging)?\b"
    r"(?! (?:me\b|us\b|our\b|this: |to (?:calm|stay|be|relax|understand|remember)|your (?:details|order|name|address)))",
)


OURS = AnyCase(r"\b(?:i|we)(?:'|’)?(?:ve|m|re|ll)\b|\b(?:i|we) (?:have|can|will)\b")


def offer_in(text: str, reading: Reading) -> Evidence | None:
    """The words in which a reply offers something to try, whether stated or asked; its turn is left open.

    >>> from heard.listen.reading import Reading
    >>> text = "Hm. Could you try refreshing the tracking page?"
    >>> found = offer_in(text, Reading())
    >>> text[found.start : found.end]
    'Could you try'
    """
    found = [
        one
        for one in reading.signals
        if one.name in OFFERS and one.sure >= SURE and not _leaves_a_number(text, one)
    ]
    if found:
        best = max(found, key=lambda one: one.sure)
        return Evidence(-1, best.start, best.end, best.name)
    said = SUGGESTS.search(text, 0, SCANNED)
    return None if said is None else Evidence(-1, *said.span(), "solve")


def _leaves_a_number(text: str, offer: Signal) -> bool:
    """Whether an offer only says where to call: "if anything comes up, call me on this number"."""
    words = text[offer.start : offer.end]
    return CALLS_US.search(words) is not None and OURS.search(words) is None


@dataclass(frozen=True, slots=True)
class Tries:
    """How many fixes failed. A fix counts once, and only if it was offered before."""

    failed: int = 0
    pending: bool = False  # a fix was offered that nobody has reported on yet

    def after_company(self, text: str, reading: Reading) -> Tries:
        """What is pending once the company spoke."""
        if self.pending or offer_in(text, reading) is None:
            return self
        return replace(self, pending=True)

    def after_customer(self, text: str, reading: Reading) -> Tries:
        """Whether the pending fix failed, now that the customer spoke."""
        if not self.pending:
            return self
        if reading.sure("resolved") >= SURE:
            return replace(self, pending=False)
        if FAILED.search(text, 0, SCANNED):
            return Tries(self.failed + 1, pending=False)
        return self
