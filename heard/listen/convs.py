"""The swift encoder: a static table of pieces and two convolutions over it, in numpy alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray


class ConvEncoder:
    """Turns piece numbers into vectors; each place sees two pieces to either side."""

    def __init__(self, arrays: Mapping[str, NDArray[np.generic]]) -> None:
        self._table = arrays["table"]
        self._scale = arrays["table_scale"].astype(np.float32)
        self._first = arrays["convolve_1"].astype(np.float32)
        self._first_bias = arrays["convolve_1_bias"].astype(np.float32)
        self._second = arrays["convolve_2"].astype(np.float32)
        self._second_bias = arrays["convolve_2_bias"].astype(np.float32)

    def __call__(self, numbers: list[int]) -> NDArray[np.float32]:
        """The vectors of the pieces, a row a piece."""
        rows = self._table[numbers].astype(np.float32) * self._scale[numbers, None]
        hidden = np.maximum(_beside(rows) @ self._first + self._first_bias, 0)
        found: NDArray[np.float32] = hidden + np.maximum(
            _beside(hidden) @ self._second + self._second_bias, 0
        )
        return found


def _beside(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Each row with its neighbors to the left and right of it, nothing beyond the ends."""
    count, width = rows.shape
    padded = np.zeros((count + 2, width), np.float32)
    padded[1:-1] = rows
    return np.concatenate((padded[:-2], rows, padded[2:]), axis=1)
