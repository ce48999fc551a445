"""Heads: the raw scores of one turn's words, by themselves, before anything earlier is weighed.

A score is a sum over the turn's grams, so each word's share in it is known: that share is the evidence.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Self

import numpy as np

from heard.listen.grams import (
    END,
    GAP_COUNT,
    LETTERS_COUNT,
    PAIR_COUNT,
    START,
    TRIPLE_COUNT,
    known,
    letter_hashes,
    neighbor_hashes,
    word_hash,
)
from heard.listen.marks import MARKS, marks
from heard.listen.words import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

SMOOTH = 6.0  # added to a turn's squared length, so that two words do not weigh like twenty
REMEMBERED = 50_000  # words whose sums are kept at hand
AT_ONCE = 256  # words that are learned together
MEASURES = (*MARKS, "capitals_share", "shouting")
_WORDS, _CAPITALS = MARKS.index("words"), MARKS.index("capitals")


def measures(summed: NDArray[np.float32]) -> NDArray[np.float32]:
    """What the marks of a whole turn amount to, from their sums over its tokens."""
    words, capitals = max(float(summed[_WORDS]), 1.0), float(summed[_CAPITALS])
    found = np.empty(len(MEASURES), np.float32)
    np.log1p(summed, out=found[: len(MARKS)])
    found[-2] = capitals / words
    found[-1] = capitals >= 3 and capitals >= 0.3 * words
    return found


@dataclass(frozen=True, slots=True)
class Grams:
    """The pairs, triples and gapped pairs of a turn that the heads know."""

    found: NDArray[np.intp]  # their rows among the weights
    starts: NDArray[np.intp]  # the token each begins with; 0 is the frame before the first
    kinds: NDArray[np.intp]
    values: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Score:
    """What the heads made of a turn: raw scores, measures, and what they were summed from."""

    raw: NDArray[np.float32]
    measured: NDArray[np.float32]
    rows: NDArray[np.float32]  # what each token alone adds to each head
    grams: Grams
    length: float


class Heads:
    """Linear heads over hashed grams, with the sums of every word met so far kept at hand."""

    def __init__(
        self,
        names: Sequence[str],
        *,
        keys: NDArray[np.uint32],
        idf: NDArray[np.float16],
        weights: NDArray[np.int8],
        scales: NDArray[np.float32],
        measured: NDArray[np.float32],
        bias: NDArray[np.float32],
    ) -> None:
        self.names = tuple(names)
        self._keys = keys
        self._idf = idf  # short floats: a product with the counts is long again
        self._weights = weights
        self._scales = scales
        self._measured = measured  # one row a measure, one column a head
        self._bias = bias
        self._lock = Lock()
        self._latest: tuple[tuple[str, ...], Score] | None = None
        self._met: dict[str, int] = {}
        self._rows: NDArray[np.float32]
        self._hashes: NDArray[np.uint32]
        self._forget()

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[np.generic]], side: str) -> Self:
        """The heads of one side, "customer" or "agent", from the arrays of a weights file."""
        return cls(
            [str(name) for name in arrays[f"{side}_names"]],
            keys=arrays[f"{side}_keys"].astype(np.uint32),
            idf=arrays[f"{side}_idf"].astype(np.float16, copy=False),
            weights=arrays[f"{side}_weights"].astype(np.int8, copy=False),
            scales=arrays[f"{side}_scales"].astype(np.float32),
            measured=arrays[f"{side}_measured"].astype(np.float32),
            bias=arrays[f"{side}_bias"].astype(np.float32),
        )

    def score(self, tokens: Sequence[str]) -> Score:
        """A raw score for each head, and all that is needed to say which words it came from."""
        latest = self._latest
        if latest is not None and latest[0] == tokens:  # a draft is read twice
            return latest[1]
        heads = len(self.names)
        with self._lock:
            places = self._places(tokens)
            rows = self._rows[places]
            row = self._hashes[places]
        total = rows.sum(0)
        grams = self._neighbors(row)
        values = grams.values
        length = (SMOOTH + float(total[-1]) + float(values @ values)) ** 0.5
        summed = (values @ self._weights[grams.found].astype(np.float32)) * self._scales
        measured = measures(total[heads:-1])
        raw = (total[:heads] + summed) / length + measured @ self._measured + self._bias
        score = Score(raw, measured, rows[:, :heads], grams, length)
        self._latest = tuple(tokens), score
        return score

    def shares(self, score: Score, columns: NDArray[np.float32]) -> NDArray[np.float32]:
        """How much each token adds to each weighted sum of heads: a row a token, a column a sum.

        `columns` holds the heads' weights, a column for each sum. What a pair or a triple adds is
        divided among its words.
        """
        grams = score.grams
        shares = np.zeros((len(score.rows) + 2, columns.shape[1]), np.float32)
        shares[1:-1] = score.rows @ columns
        added = self._weights[grams.found].astype(np.float32) @ (self._scales[:, None] * columns)
        added *= (grams.values * _PARTS[grams.kinds])[:, None]
        placed = np.zeros((3, *shares.shape), np.float32)
        placed[grams.kinds, grams.starts] = added  # of one kind, no two begin at the same place
        pairs, triples, gaps = placed
        shares += pairs
        shares += triples
        shares += gaps
        pairs += triples
        shares[1:] += pairs[:-1]
        gaps += triples
        shares[2:] += gaps[:-2]
        shares[1] += shares[0]  # what the frame adds belongs to the word beside it
        shares[-2] += shares[-1]
        return shares[1:-1] / score.length

    def _neighbors(self, row: NDArray[np.uint32]) -> Grams:
        framed = np.empty(len(row) + 2, np.uint32)
        framed[0], framed[-1] = _START, _END
        framed[1:-1] = row
        there, found = known(self._keys, neighbor_hashes(framed))
        starts, kinds = _order(len(framed))
        kinds = kinds[there]
        return Grams(found, starts[there], kinds, _COUNTS[kinds] * self._idf[found])

    def _places(self, tokens: Sequence[str]) -> list[int]:
        if len(self._met) > REMEMBERED:
            self._forget()
        met = self._met
        places = [met.get(token, -1) for token in tokens]
        if -1 not in places:
            return places
        new = [token for token in dict.fromkeys(tokens) if token not in met]
        for start in range(0, len(new), AT_ONCE):
            self._learn(new[start : start + AT_ONCE])
        return [met[token] for token in tokens]

    def _learn(self, tokens: Sequence[str]) -> None:
        """What each of these words adds to each head, by the word itself and its runs of letters."""
        first, heads = len(self._met), len(self.names)
        self._make_room(first + len(tokens))
        words = [plain(token) for token in tokens]
        hashes: list[int] = []
        counts: list[float] = []
        sizes = []
        for word in words:
            letters = letter_hashes(word)
            hashes += (word_hash(word), *letters)
            counts += (1.0, *[LETTERS_COUNT / max(len(letters), 1) ** 0.5] * len(letters))
            sizes.append(len(letters) + 1)
        there, found = known(self._keys, np.array(hashes, np.uint32))
        values = np.array(counts, np.float32)[there] * self._idf[found]
        of = np.repeat(np.arange(first, first + len(tokens)), sizes)[there]
        begins = np.flatnonzero(np.concatenate(((True,), of[1:] != of[:-1]))) if len(of) else of
        rows = self._rows
        if len(of):  # each word's sum by itself: the same in whatever company it is learned
            added = self._weights[found].astype(np.float32)
            added *= values[:, None]
            rows[of[begins], :heads] = np.add.reduceat(added, begins, 0) * self._scales
            rows[of[begins], -1] = np.add.reduceat(values * values, begins)
        rows[first : first + len(tokens), heads:-1] = [
            marks(token, word) for token, word in zip(tokens, words, strict=True)
        ]
        starts = np.cumsum([0, *sizes[:-1]])
        self._hashes[first : first + len(tokens)] = np.array(hashes, np.uint32)[starts]
        self._met.update(zip(tokens, range(first, first + len(tokens)), strict=True))

    def _make_room(self, count: int) -> None:
        while count > len(self._rows):
            self._rows = np.concatenate((self._rows, np.zeros_like(self._rows)))
            self._hashes = np.concatenate((self._hashes, np.zeros_like(self._hashes)))

    def _forget(self) -> None:
        self._met = {}
        self._rows = np.zeros((1024, len(self.names) + len(MARKS) + 1), np.float32)
        self._hashes = np.zeros(1024, np.uint32)


_START, _END = word_hash(START), word_hash(END)
# the kinds are pairs, triples, gapped pairs
_COUNTS = np.array([PAIR_COUNT, TRIPLE_COUNT, GAP_COUNT], np.float32)
_PARTS = np.array([1 / 2, 1 / 3, 1 / 2], np.float32)


@lru_cache(maxsize=256)
def _order(count: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Where each neighbor gram of a framed row of this many words begins, and its kind."""
    sizes = (count - 1, count - 2, count - 2)
    starts = np.concatenate([np.arange(size) for size in sizes])
    return starts, np.repeat(np.arange(3), sizes)
