"""The arc of a customer's heat: when it cooled for good, whether it came back, how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.listen import heat_level
from heard.listen.reading import HOT

if TYPE_CHECKING:
    from collections.abc import Sequence

LAST_TURNS = 2  # how many customer turns must be calm at the end
CALM = 1  # a level up to which a customer counts as calm again


def first_hot(levels: Sequence[int]) -> int | None:
    """Which of the customer's turns was the first hot one; None if none was.

    >>> first_hot((0, 2, 3, 1))
    1
    """
    return next((number for number, level in enumerate(levels) if level >= HOT), None)


def peak_at(levels: Sequence[int]) -> int | None:
    """Which of the customer's turns was the hottest: the first of the highest level.

    >>> peak_at((2, 3, 1, 3)), peak_at(())
    (1, None)
    """
    return levels.index(max(levels)) if levels else None


def calm_at_end(levels: Sequence[int], *, last: int = LAST_TURNS) -> bool:
    """Whether the customer's last turns after the peak, two or all there are, were calm.

    >>> calm_at_end((3, 2, 1, 0)), calm_at_end((3, 2, 0)), calm_at_end((3, 1)), calm_at_end((0, 3))
    (True, False, True, False)
    """
    peak = peak_at(levels)
    if peak is None:
        return False
    if levels[peak] < HOT:
        return True
    after = levels[peak + 1 :]
    return bool(after) and all(level <= CALM for level in after[-last:])


def turns_to_calm(levels: Sequence[int]) -> int | None:
    """How many customer turns after the first hot one lasting calm began; None if it never did.

    >>> turns_to_calm((2, 3, 1, 0)), turns_to_calm((2, 1, 3, 0)), turns_to_calm((0, 2))
    (2, 3, None)
    """
    start = first_hot(levels)
    if start is None or levels[-1] > CALM:
        return None
    last_hot = max(number for number, level in enumerate(levels) if level >= HOT)
    return last_hot + 1 - start


def reignited(levels: Sequence[int]) -> bool:
    """Whether the customer was hot, calm, and hot again.

    >>> reignited((2, 1, 3)), reignited((2, 3, 0))
    (True, False)
    """
    start = first_hot(levels)
    if start is None:
        return False
    cooled = next((number for number in range(start, len(levels)) if levels[number] <= CALM), None)
    return cooled is not None and first_hot(levels[cooled:]) is not None


def levels_of(heats: Sequence[float]) -> tuple[int, ...]:
    """Heats on the labelled scale, 0 calm to 4 hostile."""
    return tuple(heat_level(heat) for heat in heats)
