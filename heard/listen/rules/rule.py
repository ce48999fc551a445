"""A rule: words that say a thing beyond doubt, what is heard then, and what whoever says it must feel."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from heard.listen.reading import SoFar

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Felt:
    """What a feeling must be where the words leave no doubt of it, by the names of the judgments of it."""

    at_least: Mapping[str, float]
    times: Mapping[str, float] = field(default_factory=dict)  # what is left of a judgment
    unless: tuple[str, ...] = ()  # judgments of which a firm one says that it is otherwise


@dataclass(frozen=True, slots=True)
class Milder:
    """What is said with a better grace: in which texts, by where it stands, and how sure we are then."""

    holds: Callable[[str, Span], bool]
    sure: float


@dataclass(frozen=True, slots=True)
class Rule:
    """Words that say a thing beyond doubt: the signal heard then, how sure we are, and where they stand."""

    find: Callable[[str, SoFar], Span | None]
    signal: str = ""  # none where it is only felt
    sure: float = 0.0
    felt: Felt | None = None
    milder: Milder | None = None

    def as_said(self, text: str, span: Span) -> Rule:
        """The rule as it counts for these words of a text."""
        if self.milder is None or not self.milder.holds(text, span):
            return self
        return replace(self, sure=self.milder.sure)


@dataclass(frozen=True, slots=True)
class Pardon:
    """Words, or what they answer, in which a reply is not these signals, whatever the score says."""

    holds: Callable[[str, SoFar], bool]
    signals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What a rule found in a turn, text[start:end]."""

    rule: Rule
    start: int
    end: int
