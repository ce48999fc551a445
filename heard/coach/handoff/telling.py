"""A customer's sentence, and how much it tells."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Telling:
    """A customer's sentence and how much it tells."""

    turn: int
    start: int
    end: int
    score: float
