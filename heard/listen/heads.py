"""Heads: the raw scores of one turn's words, by themselves, before anything earlier is weighed.

A score is a sum over the turn's grams, so each word's share in it is known: that share is the evidence.
"""

from __future__ import annotations

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
    letter_hashes,
    look_up,
    neighbor_hashes,
    word_hash,
)
from heard.listen.words import MARKS, marks, plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

SMOOTH = 6.0  # added to a turn's squared length, so that two words do not weigh like twenty
REMEMBERED = 50_000  # words whose sums are kept at hand
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


class Heads:
    """Linear heads over hashed grams, with the sums of every word met so far kept at hand."""

    def __init__(
        self,
        names: Sequence[str],
        *,
        keys: NDArray[np.uint32],
        idf: NDArray[np.float32],
        weights: NDArray[np.int8],
        scales: NDArray[np.float32],
        measured: NDArray[np.float32],
        bias: NDArray[np.float32],
    ) -> None:
        self.names = tuple(names)
        self._keys = keys
        self._idf = idf.astype(np.float32)
        self._weights = weights
        self._scales = scales
        self._measured = measured  # one row a measure, one column a head
        self._bias = bias
        self._lock = Lock()
        self._known: dict[str, int] = {}
        self._rows: NDArray[np.float32]
        self._hashes: NDArray[np.uint32]
        self._forget()

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[np.generic]], side: str) -> Self:
        """The heads of one side, "customer" or "agent", from the arrays of a weights file."""
        return cls(
            [str(name) for name in arrays[f"{side}_names"]],
            keys=arrays[f"{side}_keys"].astype(np.uint32),
            idf=arrays[f"{side}_idf"].astype(np.float32),
            weights=arrays[f"{side}_weights"].astype(np.int8, copy=False),
            scales=arrays[f"{side}_scales"].astype(np.float32),
            measured=arrays[f"{side}_measured"].astype(np.float32),
            bias=arrays[f"{side}_bias"].astype(np.float32),
        )

    def score(self, tokens: Sequence[str]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """A raw score for each head, and the turn's measures."""
        heads = len(self.names)
        with self._lock:
            places = self._places(tokens)
            total = self._rows[places].sum(0)
            found, counts = self._neighbors(self._hashes[places])
        length = SMOOTH + float(total[-1])
        summed = total[:heads]
        if len(found):
            values = counts * self._idf[found]
            length += float(values @ values)
            summed = summed + (values @ self._weights[found].astype(np.float32)) * self._scales
        measured = measures(total[heads:-1])
        return summed / length**0.5 + measured @ self._measured + self._bias, measured

    def shares(self, tokens: Sequence[str]) -> NDArray[np.float32]:
        """How much each token adds to each head: a row a token, a column a head."""
        heads, count = len(self.names), len(tokens)
        with self._lock:
            places = self._places(tokens)
            rows, row = self._rows[places], self._hashes[places]
        shares: NDArray[np.float32] = rows[:, :heads].copy()
        length = SMOOTH + float(rows[:, -1].sum())
        framed = np.concatenate(([word_hash(START)], row, [word_hash(END)])).astype(np.uint32)
        for hashes, count_of, reach in zip(
            neighbor_hashes(framed),
            (PAIR_COUNT, TRIPLE_COUNT, GAP_COUNT),
            ((0, 1), (0, 1, 2), (0, 2)),
            strict=True,
        ):
            at = look_up(self._keys, hashes)
            for start in np.flatnonzero(at < len(self._keys)).tolist():
                value = count_of * float(self._idf[at[start]])
                length += value * value
                inside = [start + step - 1 for step in reach if 0 <= start + step - 1 < count]
                added = self._weights[at[start]] * (self._scales * value)
                for token in inside:
                    shares[token] += added / len(inside)
        shares /= length**0.5
        return shares

    def _neighbors(self, row: NDArray[np.uint32]) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
        framed = np.empty(len(row) + 2, np.uint32)
        framed[0], framed[-1] = _START, _END
        framed[1:-1] = row
        pairs, triples, gaps = neighbor_hashes(framed)
        found = look_up(self._keys, np.concatenate((pairs, triples, gaps)))
        counts = np.repeat(_COUNTS, (len(pairs), len(triples), len(gaps)))
        known = found < len(self._keys)
        return found[known], counts[known]

    def _places(self, tokens: Sequence[str]) -> list[int]:
        known = self._known
        if len(known) > REMEMBERED:
            self._forget()
            known = self._known
        return [known[token] if token in known else self._learn(token) for token in tokens]

    def _learn(self, token: str) -> int:
        place = len(self._known)
        if place == len(self._rows):
            self._rows = np.concatenate((self._rows, np.zeros_like(self._rows)))
            self._hashes = np.concatenate((self._hashes, np.zeros_like(self._hashes)))
        word = plain(token)
        own = word_hash(word)
        letters = letter_hashes(word)
        counts = np.full(len(letters) + 1, LETTERS_COUNT / max(len(letters), 1) ** 0.5, np.float32)
        counts[0] = 1.0
        found = look_up(self._keys, np.array([own, *letters], np.uint32))
        known = found < len(self._keys)
        values = counts[known] * self._idf[found[known]]
        row = self._rows[place]
        heads = len(self.names)
        row[:heads] = (values @ self._weights[found[known]].astype(np.float32)) * self._scales
        row[heads:-1] = marks(token, word)
        row[-1] = float(values @ values)
        self._hashes[place] = own
        self._known[token] = place
        return place

    def _forget(self) -> None:
        self._known = {}
        self._rows = np.zeros((1024, len(self.names) + len(MARKS) + 1), np.float32)
        self._hashes = np.zeros(1024, np.uint32)


_START, _END = word_hash(START), word_hash(END)
_COUNTS = np.array([PAIR_COUNT, TRIPLE_COUNT, GAP_COUNT], np.float32)
