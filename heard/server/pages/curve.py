"""The heat curve as numbers ready to draw: one point a customer turn, calm below, hostile above."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from heard.listen import heat_level, heat_word

if TYPE_CHECKING:
    from collections.abc import Sequence

FEWEST = 8  # turns the axis spans at least, so that early points do not jump about
DOTS = 40  # points drawn as dots; beyond that a line says more


@dataclass(frozen=True, slots=True)
class Dot:
    """One customer turn on the curve."""

    turn: int
    x: float
    y: float
    level: int
    word: str


@dataclass(frozen=True, slots=True)
class Curve:
    """A curve in a box of `wide` by `high`."""

    wide: int
    high: int
    dots: tuple[Dot, ...]
    line: str  # the points of a polyline
    area: str  # the same, closed along the bottom
    rows: tuple[tuple[float, str], ...]  # each level's height and word

    @property
    def last(self) -> Dot | None:
        """Where it stands now."""
        return self.dots[-1] if self.dots else None

    @property
    def shown(self) -> tuple[Dot, ...]:
        """The points drawn as dots: all of a short curve, the latest of a long one."""
        return self.dots if len(self.dots) <= DOTS else self.dots[-1:]

    @property
    def told(self) -> str:
        """The curve in words, for those who do not see it."""
        return ", ".join(f"turn {dot.turn} {dot.word}" for dot in self.dots)


def curve(
    points: Sequence[tuple[int, float]],
    *,
    wide: int = 308,
    high: int = 132,
    left: int = 68,
    edge: int = 10,
    fewest: int = FEWEST,
) -> Curve:
    """Place heats in the box; `points` are (turn, heat) in order.

    >>> drawn = curve([(1, 0.5), (3, 0.0)], wide=100, high=100, left=0, edge=0)
    >>> [(dot.x, dot.y, dot.word) for dot in drawn.dots]
    [(0.0, 50.0, 'frustrated'), (28.6, 100.0, 'calm')]
    """
    first = points[0][0] if points else 1
    span = max(points[-1][0] - first if points else 0, fewest - 1)
    floor = high - edge

    def place(turn: int, heat: float) -> tuple[float, float]:
        across = left + edge + (wide - left - 2 * edge) * (turn - first) / span
        return round(across, 1), round(floor - (floor - edge) * heat, 1)

    dots = tuple(
        Dot(turn, *place(turn, heat), heat_level(heat), heat_word(heat)) for turn, heat in points
    )
    line = " ".join(f"{dot.x},{dot.y}" for dot in dots)
    area = f"{dots[0].x},{floor} {line} {dots[-1].x},{floor}" if dots else ""
    rows = tuple((place(first, level / 4)[1], heat_word(level / 4)) for level in range(5))
    return Curve(wide, high, dots, line, area, rows)
