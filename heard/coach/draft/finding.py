"""One thing found in a draft: where, what is wrong with it, and how it is to be mended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from heard.playbook.phrase import Place

Kind = Literal[
    "misstep",
    "vague promise",
    "risky agreement",
    "weak apology",
    "weak close",
    "phase 1 skipped",
    "promise not allowed",
    "question unanswered",
    "insult",
    "danger unanswered",
    "not filled in",
    "unsafe",
    "wrong sum",
]

LOCAL = ("swap", "stop", "drop")  # mended in place, so that nothing else is touched


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in a draft, and how it is to be mended: draft[start:end]."""

    kind: Kind
    name: str
    sure: float | None
    start: int
    end: int
    why: str
    place: Place
    lines: tuple[str, ...]  # how to put it instead, the best first
    polish: bool = False
    then: tuple[str, ...] = ()  # a sentence to go after what was swapped or replaced
    whole: tuple[str, ...] = ()  # the playbook's lines for a reply that does the same otherwise

    @property
    def unsafe(self) -> bool:
        """Whether these words must not be said: none of them may stay, and nothing beside them is praised."""
        return self.kind == "unsafe"

    @property
    def hostile(self) -> bool:
        """Whether these words are against the customer, so that none of them may stay."""
        return self.kind == "insult" or (
            self.name == "jab" and self.place in ("replace", "instead")
        )


def runs_into(one: Finding, others: Iterable[Finding]) -> bool:
    """Whether the same was found in words that run into these."""
    return any(
        other.name == one.name and other.start < one.end and other.end > one.start
        for other in others
    )
