"""Texts as rows of numbers: which grams are kept, what each weighs, and how a row is scaled."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix, hstack

from heard.listen.grams import known, turn_hashes
from heard.listen.heads import SMOOTH, measures
from heard.listen.marks import MARKS, marks
from heard.listen.phrases import common_form
from heard.listen.words import plain, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

MEASURE_WEIGHT = 0.15  # how far the measures may lean on a head, against the grams


@dataclass(frozen=True, slots=True)
class Cut:
    """A text cut up once: its grams, what each counts, and its measures."""

    hashes: NDArray[np.uint32]
    counts: NDArray[np.float32]
    squares: NDArray[np.float32]  # the sum of each gram's squared counts
    measured: NDArray[np.float32]


def cut(text: str) -> Cut:
    """The grams and measures of one text."""
    said = common_form(tuple(tokens(text)))
    words = [plain(token) for token in said]
    hashes, counts = turn_hashes(words)
    summed = np.zeros(len(MARKS), np.float32)
    for token, word in zip(said, words, strict=True):
        summed += marks(token, word)
    keys, where = np.unique(hashes, return_inverse=True)
    return Cut(
        keys,
        np.bincount(where, counts).astype(np.float32),
        np.bincount(where, counts**2).astype(np.float32),
        measures(summed),
    )


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The grams that are kept, sorted, with the weight of each: rarer grams say more."""

    keys: NDArray[np.uint32]
    idf: NDArray[np.float32]

    def rows(self, cuts: Sequence[Cut]) -> csr_matrix:
        """One row a text, grams first, then the measures."""
        data, places, ends = [], [], [0]
        for piece in cuts:
            there, found = known(self.keys, piece.hashes)
            idf = self.idf[found]
            length = SMOOTH + float(piece.squares[there] @ idf**2)
            values = piece.counts[there] * idf / length**0.5
            data.append(values)
            places.append(found)
            ends.append(ends[-1] + len(values))
        shape = (len(cuts), len(self.keys))
        grams = csr_matrix((np.concatenate(data), np.concatenate(places), ends), shape)
        measured = csr_matrix(np.stack([piece.measured for piece in cuts]) * MEASURE_WEIGHT)
        return hstack([grams, measured], format="csr")


def choose(
    own: Sequence[Cut], aside: Sequence[Cut], *, at_least: int, aside_at_least: int
) -> Vocabulary:
    """The grams that turn up in enough texts, ours or the auxiliary ones."""
    in_own = _texts_with(own)
    in_aside = _texts_with(aside)
    kept = {key for key, count in in_own.items() if count >= at_least}
    kept |= {key for key, count in in_aside.items() if count >= aside_at_least}
    keys = np.array(sorted(kept), np.uint32)
    total = len(own) + len(aside)
    seen = np.array([in_own[key] + in_aside[key] for key in keys.tolist()], np.float32)
    # our own texts decide how telling a gram is; the auxiliary ones only help where ours are silent
    idf = (np.log((1 + total) / (1 + seen)) / 3).astype(np.float32)
    return Vocabulary(keys, idf)


def _texts_with(cuts: Sequence[Cut]) -> Counter[int]:
    found: Counter[int] = Counter()
    for piece in cuts:
        found.update(piece.hashes.tolist())
    return found
