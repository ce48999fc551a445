"""Grams: the pieces that a turn's meaning is summed from, each known by a 32-bit hash.

Of one word: the word itself and the runs of letters in it (so that a misspelling or a new form still
counts). Of neighbors: pairs, triples, and pairs with one word between them.
"""

from __future__ import annotations

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

_PAIR = (np.uint32(0x9E3779B1), np.uint32(0x85EBCA77))
_TRIPLE = (np.uint32(0xC2B2AE3D), np.uint32(0x27D4EB2F), np.uint32(0x165667B1))
_GAP = (np.uint32(0xD6E8FEB9), np.uint32(0x2545F491))
_STIR = np.uint32(0x7FEB352D)


def word_hash(word: str) -> int:
    """The hash of a word in its plain form, halves of characters included."""
    return crc32(b"w" + word.encode("utf-8", "surrogatepass"))


def letter_hashes(word: str) -> list[int]:
    """The hashes of the runs of letters in a word; marks and placeholders have none."""
    if not word[0].isalpha() and not (word[0] == "#" and len(word) > 2):
        return []
    framed = f"_{word.lstrip('#')[:24]}_"
    return [
        crc32(b"c" + framed[start : start + length].encode("utf-8", "surrogatepass"))
        for length in range(SHORTEST, LONGEST + 1)
        for start in range(len(framed) - length + 1)
    ]


def neighbor_hashes(
    words: NDArray[np.uint32],
) -> tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.uint32]]:
    """The hashes of pairs, triples and gapped pairs in a row of word hashes."""
    first, second, third = words[:-1], words[1:], words[2:]
    pairs = _stir(first * _PAIR[0] + second * _PAIR[1])
    triples = _stir(first[:-1] * _TRIPLE[0] + second[:-1] * _TRIPLE[1] + third * _TRIPLE[2])
    gaps = _stir(first[:-1] * _GAP[0] + third * _GAP[1])
    return pairs, triples, gaps


def _stir(hashes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    hashes = (hashes ^ (hashes >> np.uint32(15))) * _STIR
    return hashes ^ (hashes >> np.uint32(13))


def look_up(keys: NDArray[np.uint32], hashes: NDArray[np.uint32]) -> NDArray[np.intp]:
    """Where each hash stands among the sorted keys; `len(keys)` for one that is not there."""
    places = keys.searchsorted(hashes)
    if not len(keys):
        return places
    places[places == len(keys)] = 0
    return np.where(keys[places] == hashes, places, len(keys))


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
    pairs, triples, gaps = neighbor_hashes(row)
    every = np.concatenate([np.array(hashes, np.uint32), pairs, triples, gaps])
    weights = np.concatenate(
        [
            np.array(counts, np.float32),
            np.full(len(pairs), PAIR_COUNT, np.float32),
            np.full(len(triples), TRIPLE_COUNT, np.float32),
            np.full(len(gaps), GAP_COUNT, np.float32),
        ]
    )
    return every, weights
