"""A rate with its interval: how often, of how many, and how far that can be trusted."""

from __future__ import annotations

import math
from dataclasses import dataclass

Z_95 = 1.959963984540054  # the two-sided 95 % point of the normal distribution
LEAST_FOR_A_RATE = 10  # below that a count is shown and no rate
SMALL = 30  # below that a rate is marked as resting on few conversations


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of how many.

    >>> Rate(0, 0).share is None, Rate(7, 10).share, Rate(7, 9).enough
    (True, 0.7, False)
    """

    hits: int
    of: int

    @property
    def share(self) -> float | None:
        """The rate, 0..1; None of nothing."""
        return self.hits / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The Wilson 95 % interval; None of nothing."""
        return wilson(self.hits, self.of) if self.of else None

    @property
    def enough(self) -> bool:
        """Whether a rate may be shown at all: at least ten conversations."""
        return self.of >= LEAST_FOR_A_RATE

    @property
    def small(self) -> bool:
        """Whether the rate rests on few conversations."""
        return self.of < SMALL


def wilson(hits: int, of: int, *, z: float = Z_95) -> tuple[float, float]:
    """The Wilson score interval of a share, which stays in 0..1 and holds for few and extremes.

    E. B. Wilson (1927), "Probable inference, the law of succession, and statistical inference",
    Journal of the American Statistical Association 22, 209-212; recommended for small n by Brown,
    Cai and DasGupta (2001), Statistical Science 16, 101-133.

    >>> [round(edge, 4) for edge in wilson(8, 10)]
    [0.4902, 0.9433]
    """
    if not 0 <= hits <= of or of == 0:
        raise ValueError(f"{hits} of {of} is not a share.")
    share = hits / of
    scale = 1 + z * z / of
    middle = (share + z * z / (2 * of)) / scale
    half = z / scale * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return (0.0 if hits == 0 else middle - half), (1.0 if hits == of else middle + half)
