"""The swift encoder: a static table of pieces and two convolutions over it, in numpy alone."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray


REMEMBERED = 4096  # pieces whose share in the first convolution is kept at hand, 3 KiB each


class ConvEncoder:
    """Turns piece numbers into vectors; each place sees two pieces to either side.

    What a piece adds to its own place and to its neighbors' in the first convolution depends on the
    piece alone, so it is multiplied out once and looked up from then on.
    """

    def __init__(self, arrays: Mapping[str, NDArray[np.generic]]) -> None:
        self._table = arrays["table"]
        self._scale = arrays["table_scale"].astype(np.float32)
        self._first = _side_by_side(arrays["convolve_1"])
        self._first_bias = arrays["convolve_1_bias"].astype(np.float32)
        self._second = _side_by_side(arrays["convolve_2"])
        self._second_bias = arrays["convolve_2_bias"].astype(np.float32)
        self._lock = Lock()
        self._slots: NDArray[np.int32]
        self._rows: NDArray[np.float32]
        self._count = 0
        self._forget()

    def __call__(self, numbers: list[int]) -> NDArray[np.float32]:
        """The vectors of the pieces, a row a piece."""
        with self._lock:
            first = self._added(np.array(numbers))
        hidden = np.maximum(_gathered(first) + self._first_bias, 0)
        found: NDArray[np.float32] = hidden + np.maximum(
            _gathered(hidden @ self._second) + self._second_bias, 0
        )
        return found

    def _added(self, numbers: NDArray[np.intp]) -> NDArray[np.float32]:
        """What each piece adds to the place after it, to its own and to the place before it."""
        slots = self._slots[numbers]
        if slots.min() < 0:
            if self._count + len(numbers) > REMEMBERED:
                self._forget()
                slots = self._slots[numbers]
            for number in dict.fromkeys(numbers[slots < 0].tolist()):
                self._learn(number)
            slots = self._slots[numbers]
        added: NDArray[np.float32] = self._rows[slots]
        return added

    def _learn(self, number: int) -> None:
        if self._count == len(self._rows):
            self._rows = np.concatenate((self._rows, np.empty_like(self._rows)))
        # by itself: the last digit of a product hangs on how many rows are multiplied at once
        self._rows[self._count] = (
            self._table[number].astype(np.float32) * self._scale[number]
        ) @ self._first
        self._slots[number] = self._count
        self._count += 1

    def _forget(self) -> None:
        self._slots = np.full(len(self._table), -1, np.int32)
        self._rows = np.empty((256, self._first.shape[1]), np.float32)
        self._count = 0


def _side_by_side(kernel: NDArray[np.generic]) -> NDArray[np.float32]:
    """A kernel of (3 * width, size), left neighbor first, as (width, 3 * size): one product for all three."""
    stacked = kernel.astype(np.float32)
    width = len(stacked) // 3
    return np.concatenate([stacked[start : start + width] for start in (0, width, 2 * width)], 1)


def _gathered(products: NDArray[np.float32]) -> NDArray[np.float32]:
    """Each place's sum of what it, its left and its right neighbor add; nothing beyond the ends."""
    size = products.shape[1] // 3
    summed = products[:, size : 2 * size].copy()
    summed[1:] += products[:-1, :size]
    summed[:-1] += products[1:, 2 * size :]
    return summed
