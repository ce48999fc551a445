"""The swift encoder: a static table of pieces and two convolutions over it, in numpy alone."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray


REMEMBERED = 4096  # pieces whose share in the first convolution is kept at hand, 2.5 KiB each
ROOM = 256  # pieces for which there is room at first


class ConvEncoder:
    """Turns piece numbers into vectors; each place sees three pieces to either side.

    What a piece adds to its own place and to its neighbors in the first convolution depends on the
    piece alone, so it is multiplied out once and looked up from then on. The second is separable:
    each number blends with its neighbors', then all numbers of a place mix.
    """

    def __init__(self, arrays: Mapping[str, NDArray[np.generic]]) -> None:
        self._table = arrays["table"]
        self._scale = arrays["table_scale"].astype(np.float32)
        self._first = _side_by_side(arrays["convolve"], self._table.shape[1])
        self._first_bias = arrays["convolve_bias"].astype(np.float32)
        self._left, self._same, self._right = arrays["blend"].astype(np.float32)
        self._mix = arrays["mix"].astype(np.float32)
        self._mix_bias = arrays["mix_bias"].astype(np.float32)
        self._size = len(self._mix)
        self._reach = self._first.shape[1] // self._size // 2
        self._lock = Lock()
        self._kept: list[int] = []  # the pieces at hand, by slot
        self._slots = np.full(len(self._table), -1, np.int32)
        self._rows = np.empty((ROOM, self._first.shape[1]), np.float32)
        self._used = np.zeros(ROOM, np.int64)

    def __call__(self, numbers: list[int]) -> NDArray[np.float32]:
        """The vectors of the pieces, a row a piece."""
        with self._lock:
            added = self._added(np.array(numbers))
        hidden = self._gathered(added)
        hidden += self._first_bias
        np.maximum(hidden, 0, out=hidden)
        blended = hidden * self._same
        blended[1:] += hidden[:-1] * self._left
        blended[:-1] += hidden[1:] * self._right
        found: NDArray[np.float32] = blended @ self._mix
        found += self._mix_bias
        np.maximum(found, 0, out=found)
        found += hidden
        return found

    def _gathered(self, added: NDArray[np.float32]) -> NDArray[np.float32]:
        """Each place's sum of what it and its neighbors add; nothing beyond the ends."""
        size, reach, count = self._size, self._reach, len(added)
        summed = added[:, reach * size : (reach + 1) * size].copy()
        for away in range(1, min(reach, count - 1) + 1):
            before, after = (reach - away) * size, (reach + away) * size
            summed[away:] += added[:-away, before : before + size]
            summed[:-away] += added[away:, after : after + size]
        return summed

    def _added(self, numbers: NDArray[np.intp]) -> NDArray[np.float32]:
        """What each piece adds to the places after it, to its own and to the places before it."""
        slots = self._slots[numbers]
        if slots.min() < 0:
            new = dict.fromkeys(numbers[slots < 0].tolist())
            if len(self._kept) + len(new) > REMEMBERED:
                self._forget_most()
                new = dict.fromkeys(numbers[self._slots[numbers] < 0].tolist())
            for number in new:
                self._learn(number)
            slots = self._slots[numbers]
        self._used[slots] += 1
        added: NDArray[np.float32] = self._rows[slots]
        return added

    def _learn(self, number: int) -> None:
        slot = len(self._kept)
        if slot == len(self._rows):
            self._make_room(2 * slot)
        # by itself: the last digit of a product hangs on how many rows are multiplied at once
        self._rows[slot] = (
            self._table[number].astype(np.float32) * self._scale[number]
        ) @ self._first
        self._slots[number] = slot
        self._kept.append(number)

    def learn(self, numbers: Sequence[int]) -> None:
        """Multiply out what most turns will ask for, all at once, before any turn does."""
        with self._lock:
            first, last = len(self._kept), len(self._kept) + len(numbers)
            if last + ROOM > len(self._rows):
                self._make_room(last + ROOM)
            np.matmul(
                self._table[numbers].astype(np.float32) * self._scale[numbers][:, None],
                self._first,
                out=self._rows[first:last],
            )
            self._slots[numbers] = np.arange(first, last)
            self._kept += numbers

    def _make_room(self, rows: int) -> None:
        for name in ("_rows", "_used"):
            kept = getattr(self, name)
            more = np.zeros((rows, *kept.shape[1:]), kept.dtype)
            more[: len(self._kept)] = kept[: len(self._kept)]
            setattr(self, name, more)

    def _forget_most(self) -> None:
        """Forget all but the half that is used most; most words are said once, a few all the time."""
        used = self._used[: len(self._kept)]
        stay = np.argsort(-used, kind="stable")[: REMEMBERED // 2]
        kept = [self._kept[slot] for slot in stay.tolist()]
        self._rows[: len(stay)] = self._rows[stay]
        self._used[: len(stay)] = used[stay] // 2
        self._used[len(stay) :] = 0
        self._slots[self._kept] = -1
        self._slots[kept] = np.arange(len(kept))
        self._kept = kept


def _side_by_side(kernel: NDArray[np.generic], width: int) -> NDArray[np.float32]:
    """A kernel of (reach * width, size), leftmost neighbor first, as (width, reach * size): one product for all."""
    stacked = kernel.astype(np.float32)
    starts = range(0, len(stacked), width)
    return np.concatenate([stacked[start : start + width] for start in starts], 1)
