"""Grams: the pieces that a turn's meaning is summed from, each known by a 32-bit hash.

Of one word: the word itself and the runs of letters in it (so that a misspelling or a new form still
counts). Of neighbors: pairs, triples, and pairs with one word between them.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

SHORTEST, LONGEST = 3, 5  # letters of a run
START, END = "<s>", "</s>"  # stand before the first and after the last word of a turn
LETTERS_COUNT = 1.0  # all letter runs of a word together weigh this much against the word
PAIR_COUNT = 0.8
TRIPLE_COUNT = 0.6
GAP_COUNT = 0.4

_FACTORS = np.array(
    [0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F, 0x165667B1, 0xD6E8FEB9, 0x2545F491], np.uint32
)[:, None]  # two of a pair, three of a triple, two of a gapped pair
_OF_WORDS, _OF_LETTERS = crc32(b"w"), crc32(b"c")  # a word is none of its own runs of letters
_STIR, _FIRST_SHIFT, _SECOND_SHIFT = np.uint32(0x7FEB352D), np.uint32(15), np.uint32(13)


def word_hash(word: str) -> int:
    """The hash of a word in its plain form, halves of characters included."""
    return crc32(word.encode("utf-8", "surrogatepass"), _OF_WORDS)


def letter_hashes(word: str) -> list[int]:
    """The hashes of the runs of letters in a word; marks and placeholders have none."""
    if not word[0].isalpha() and not (word[0] == "#" and len(word) > 2):
        return []
    framed = f"_{word.lstrip('#')[:24]}_"
    if framed.isascii():
        letters = framed.encode()
        return [crc32(letters[start:end], _OF_LETTERS) for start, end in _runs(len(letters))]
    return [
        crc32(framed[start:end].encode("utf-8", "surrogatepass"), _OF_LETTERS)
        for start, end in _runs(len(framed))
    ]


@cache
def _runs(count: int) -> tuple[tuple[int, int], ...]:
    """Where the runs in so many letters start and end, the short ones first."""
    return tuple(
        (start, start + length)
        for length in range(SHORTEST, LONGEST + 1)
        for start in range(count - length + 1)
    )


def neighbor_hashes(words: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The hashes of all pairs, then of all triples, then of all gapped pairs in a row of word hashes."""
    pair_1, pair_2, triple_1, triple_2, triple_3, gap_1, gap_2 = words * _FACTORS
    pairs, triples, gaps = len(words) - 1, 2 * len(words) - 3, 3 * len(words) - 5
    hashes = np.empty(gaps, np.uint32)
    np.add(pair_1[:-1], pair_2[1:], out=hashes[:pairs])
    np.add(triple_1[:-2], triple_2[1:-1], out=hashes[pairs:triples])
    hashes[pairs:triples] += triple_3[2:]
    np.add(gap_1[:-2], gap_2[2:], out=hashes[triples:])
    hashes ^= hashes >> _FIRST_SHIFT
    hashes *= _STIR
    hashes ^= hashes >> _SECOND_SHIFT
    return hashes


def known(
    keys: NDArray[np.uint32], hashes: NDArray[np.uint32]
) -> tuple[NDArray[np.bool_], NDArray[np.intp]]:
    """Which hashes are among the sorted keys, and where those stand there."""
    if not len(keys):
        return np.zeros(len(hashes), bool), np.zeros(0, np.intp)
    places = keys.searchsorted(hashes)
    found: NDArray[np.bool_] = keys.take(places, mode="clip") == hashes
    return found, places[found]


def turn_hashes(words: Sequence[str]) -> tuple[NDArray[np.uint32], NDArray[np.float32]]:
    """Every gram of a turn with what it counts: the same sum that a listener does piece by piece."""
    hashes: list[int] = []
    counts: list[float] = []
    for word in words:
        hashes.append(word_hash(word))
        counts.append(1.0)
        letters = letter_hashes(word)
        hashes += letters
        if letters:
            counts += [LETTERS_COUNT / len(letters) ** 0.5] * len(letters)
    row = np.array([word_hash(word) for word in (START, *words, END)], np.uint32)
    every = np.concatenate([np.array(hashes, np.uint32), neighbor_hashes(row)])
    weights = np.concatenate(
        [
            np.array(counts, np.float32),
            np.full(len(words) + 1, PAIR_COUNT, np.float32),
            np.full(len(words), TRIPLE_COUNT, np.float32),
            np.full(len(words), GAP_COUNT, np.float32),
        ]
    )
    return every, weights
