"""Fixes that were offered and did not help, by the customer's own word."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from heard.listen.reading import Reading

SURE = 0.5
OFFERS = ("solve", "offer_choice")
FAILED = re.compile(
    r"\bstill (?:not|no|nothing|broken|down|the same|can(?:'|’)?t|cannot|won(?:'|’)?t|getting|"
    r"says|shows|does(?:n(?:'|’)?t| not)|is(?:n(?:'|’)?t| not)|have(?:n(?:'|’)?t| not| the))\b"
    r"|\b(?:did|does|has|is)(?:n(?:'|’)?t| not) (?:work|help|fix|solve|change|do anything|working|"
    r"helping|worked|helped)"
    r"|\b(?:tried|done|did|do) (?:that|this|it|all that|those)(?: already| before| twice)?\b"
    r"|\balready (?:tried|done|did|restarted|reset|checked|called|updated|sent)"
    r"|\bno (?:luck|joy|change|difference)\b|\bsame (?:error|thing|problem|issue|message|result)\b"
    r"|\b(?:nope|not working|not fixed|not solved|back again)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Tries:
    """How many fixes failed. A fix counts once, and only if it was offered before."""

    failed: int = 0
    pending: bool = False  # a fix was offered that nobody has reported on yet

    def after_company(self, reading: Reading) -> Tries:
        """What is pending once the company spoke."""
        offered = any(reading.sure(name) >= SURE for name in OFFERS)
        return replace(self, pending=self.pending or offered)

    def after_customer(self, text: str, reading: Reading) -> Tries:
        """Whether the pending fix failed, now that the customer spoke."""
        if not self.pending:
            return self
        if reading.sure("resolved") >= SURE:
            return replace(self, pending=False)
        if FAILED.search(text[:4000]):
            return Tries(self.failed + 1, pending=False)
        return self
