"""Danger that no rule has the words for: two linear heads over what a listener made of a turn anyway.

They only ever say *perhaps*: on ordinary support turns they are set to a false alarm in some thousands, and find a
part of what the tables miss. So what follows is a question, never an alarm.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

from heard.listen.reading import Peril
from heard.listen.spans import Clauses
from heard.listen.words import LONGEST_TEXT

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from heard.listen.deep import Deep, Thought
    from heard.listen.heads import Heads, Score

SELF_HARM = "self_harm"
KINDS = (SELF_HARM, "life")


@dataclass(frozen=True, slots=True)
class PerilHeads:
    """What each number of a turn weighs for danger: its words' raw scores first, then its mean vector."""

    kinds: tuple[str, ...]
    weights: NDArray[np.float32]  # a row a number, a column a kind
    bias: NDArray[np.float32]
    thresholds: NDArray[np.float32]

    @classmethod
    def load(cls, path: Path, listener: str) -> Self | None:
        """The heads of one listener from their file; None where it has none for it."""
        told = json.loads(path.read_text("utf-8")).get(listener)
        if told is None:
            return None
        kinds = tuple(told)
        each = [told[kind] for kind in kinds]
        return cls(
            kinds,
            np.array([one["weights"] for one in each], np.float32).T,
            np.array([one["bias"] for one in each], np.float32),
            np.array([one["threshold"] for one in each], np.float32),
        )

    def over(self, score: Score, thought: Thought) -> NDArray[np.float32]:
        """How far each kind is above its threshold; below it, less than nothing."""
        found: NDArray[np.float32] = described(score, thought) @ self.weights
        found += self.bias
        found -= self.thresholds
        return found

    def perhaps(
        self, text: str, score: Score, thought: Thought, heads: Heads, deep: Deep
    ) -> Peril | None:
        """The danger that a turn may tell of, with the clause that weighs most; self-harm before any other."""
        over = self.over(score, thought)
        place = next((place for place in np.argsort(-over) if over[place] >= 0), None)
        if place is None:
            return None
        column = self.weights[:, [place]]
        split = len(score.raw)
        shares = heads.shares(score, column[:split])
        shares = shares + deep.shares(thought, column[split:], len(shares))
        start, end = Clauses(text[:LONGEST_TEXT]).evidence(shares[:, 0].tolist())
        return Peril(self.kinds[place] == SELF_HARM, start, end)


def described(score: Score, thought: Thought) -> NDArray[np.float32]:
    """The numbers of a turn that the heads weigh."""
    return np.concatenate((score.raw, thought.mean))
