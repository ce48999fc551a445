"""Fitting corrections: penalized logistic regression on top of the shipped judgments, in numpy alone.

All features of a side, scaled by what they may weigh, are turned once so that they no longer overlap; a
correction is then fitted for all judgments at once by accelerated steps that need no search (the logistic
loss curves at most a quarter as much as its rows; Böhning and Lindsay 1988, Nesterov 1983).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from heard.listen.grams import known
from heard.listen.heads import SMOOTH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from heard.adapt.rows import Rows, Words

FLOOR = 0.15  # the least spread a number is scaled by
FEWEST_CONVERSATIONS = 2  # a gram must stand in, to be weighed
DUAL = 2500  # rows up to which all grams are kept; beyond, only the most frequent
MOST_GRAMS = 3000
STEPS = 80
NEAR = 2e-3  # the largest change of a coordinate that ends the fitting
BIAS_PENALTY = 10.0


@dataclass(frozen=True, slots=True)
class Penalty:
    """What a correction pays for leaning on numbers and on words; None where it may not."""

    numbers: float | None
    words: float | None


PENALTIES = tuple(
    Penalty(numbers, words)
    for words in (None, 1.5, 0.5, 0.2)
    for numbers in (None, 1000.0, 300.0, 100.0)
)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The grams a correction may weigh, sorted, rarer ones counting more."""

    keys: NDArray[np.uint32]
    idf: NDArray[np.float32]

    @classmethod
    def of(cls, rows: Rows) -> Vocabulary:
        """The grams that stand in enough of these conversations."""
        seen = {
            (int(key), int(group))
            for words, group in zip(rows.words, rows.group, strict=True)
            for key in words.hashes
        }
        counted = Counter(key for key, _ in seen)
        kept = [(count, key) for key, count in counted.items() if count >= FEWEST_CONVERSATIONS]
        if len(rows.words) > DUAL:
            kept = sorted(kept, key=lambda pair: (-pair[0], pair[1]))[:MOST_GRAMS]
        kept.sort(key=lambda pair: pair[1])
        conversations = max(len(set(rows.group.tolist())), 1)
        count = np.array([count for count, _ in kept], np.float32)
        idf = (np.log(conversations / np.maximum(count, 1)) + 1).astype(np.float16)
        return cls(np.array([key for _, key in kept], np.uint32), idf.astype(np.float32))

    def matrix(self, words: Sequence[Words]) -> NDArray[np.float32]:
        """A row a turn, scaled as `Heads.score` scales it."""
        found = np.zeros((len(words), len(self.keys)), np.float32)
        if not len(self.keys):
            return found
        for row, one in zip(found, words, strict=True):
            there, places = known(self.keys, one.hashes)
            idf = self.idf[places]
            length = (SMOOTH + float(one.squares[there] @ (idf * idf))) ** 0.5
            row[places] = one.counts[there] * idf / length
        return found


@dataclass(frozen=True, slots=True)
class Correction:
    """What is added to each shipped judgment of a side: to its bias, and for numbers, meaning and grams."""

    bias: NDArray[np.float32]
    described: NDArray[np.float32]
    meaning: NDArray[np.float32]
    words: NDArray[np.float32]


class Features:
    """One side's labelled turns, ready to be fitted under any penalty."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.vocabulary = Vocabulary.of(rows)
        numbers = np.concatenate((rows.described, rows.meaning), axis=1)
        self._center = numbers.mean(0)
        self._spread = np.maximum(numbers.std(0), FLOOR)
        if rows.meaning.shape[1]:  # a vector's numbers are small, and all alike
            first = rows.described.shape[1]
            self._spread[first:] = numbers[:, first:].std(0) + 1e-6
        self._numbers = (numbers - self._center) / self._spread
        self._words = self.vocabulary.matrix(rows.words)

    def turned(self, penalty: Penalty) -> Turned:
        """The features under a penalty, turned so that they no longer overlap."""
        parts = [np.full((len(self._numbers), 1), BIAS_PENALTY**-0.5, np.float32)]
        if penalty.numbers is not None:
            parts.append(self._numbers * np.float32(penalty.numbers**-0.5))
        if penalty.words is not None:
            parts.append(self._words * np.float32(penalty.words**-0.5))
        return Turned.of(np.concatenate(parts, axis=1), penalty)

    def correction(self, turned: Turned, weights: NDArray[np.float32]) -> Correction:
        """The weights of turned features as weights of the features themselves."""
        plain = turned.back @ weights
        bias = plain[0] * BIAS_PENALTY**-0.5
        judgments = weights.shape[1]
        at, wide = 1, self._numbers.shape[1]
        numbers = np.zeros((wide, judgments), np.float32)
        if turned.penalty.numbers is not None:
            numbers = plain[at : at + wide] * turned.penalty.numbers**-0.5 / self._spread[:, None]
            at += wide
        words = np.zeros((len(self.vocabulary.keys), judgments), np.float32)
        if turned.penalty.words is not None:
            words = plain[at:] * turned.penalty.words**-0.5
        bias = bias - self._center @ numbers
        described = self.rows.described.shape[1]
        return Correction(
            bias.astype(np.float32),
            numbers[:described].astype(np.float32),
            numbers[described:].astype(np.float32),
            words.astype(np.float32),
        )


@dataclass(frozen=True, slots=True)
class Turned:
    """Rows in coordinates that do not overlap: a penalty of one each, a step size each."""

    penalty: Penalty
    coordinates: NDArray[np.float32]
    back: NDArray[np.float32]  # from weights of coordinates to weights of features
    steps: NDArray[np.float32]

    @classmethod
    def of(cls, features: NDArray[np.float32], penalty: Penalty) -> Turned:
        """Turn the features by their own principal directions, whichever way is smaller."""
        count, wide = features.shape
        if count < wide:
            squared, turns = np.linalg.eigh((features @ features.T).astype(np.float64))
            kept = squared > 1e-6 * squared.max()
            lengths = np.sqrt(squared[kept])
            back = features.T @ (turns[:, kept] / lengths).astype(np.float32)
            coordinates: NDArray[np.float32] = (turns[:, kept] * lengths).astype(np.float32)
        else:
            squared, turns = np.linalg.eigh((features.T @ features).astype(np.float64))
            kept = squared > 1e-6 * squared.max()
            back = turns[:, kept].astype(np.float32)
            coordinates = features @ back
        steps = (1 / (squared[kept] / 4 + 1)).astype(np.float32)
        return cls(penalty, coordinates, back, steps)

    def fit(
        self,
        yes: NDArray[np.bool_],
        asked: NDArray[np.bool_],
        shipped: NDArray[np.float32],
        inside: NDArray[np.bool_],
    ) -> NDArray[np.float32]:
        """Weights of the coordinates for every judgment, from the rows inside."""
        rows = self.coordinates[inside]
        wanted, known = yes[inside].astype(np.float32), asked[inside].astype(np.float32)
        start = shipped[inside]
        steps = self.steps[:, None]
        weights: NDArray[np.float32] = np.zeros((rows.shape[1], yes.shape[1]), np.float32)
        ahead: NDArray[np.float32] = weights
        pace = 1.0
        for _ in range(STEPS):
            sure = 1 / (1 + np.exp(-(start + rows @ ahead)))
            wrong: NDArray[np.float32] = np.asarray((sure - wanted) * known, np.float32)
            slope = rows.T @ wrong + ahead
            later = ahead - steps * slope
            change = later - weights
            onward = (slope * change).sum(0) <= 0  # else this judgment starts to gain speed anew
            faster = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
            further = np.where(onward, (pace - 1) / faster, 0).astype(np.float32)
            ahead = later + further * change
            weights, pace = later, faster
            if float(np.abs(change).max(initial=0.0)) < NEAR:
                break
        return weights
