"""Cuts: from where on a signal counts as heard, and where one heat ends and the next begins.

Both are chosen on readings that the correction was not fitted on, and lean to the shipped cuts where there
is little to choose by.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from heard.listen.reading import HOT
from heard.measure.metrics import kappa

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

LEAN = 1.0  # of F-beta
MISSED = 2.0  # as if two more were missed: keeps rare signals from a cut of chance
SHIPPED_COUNTS = 12.0  # the shipped cut counts as so many examples
HEATS_AT = (0.0, 0.125, 0.375, 0.625, 0.875, 1.0)  # the heat at each cut
CALM_ALARMS = (
    0.08  # share of calm conversations that may be called hot, where the shipped cut calls no more
)
LOWEST, HIGHEST, STEP = 0.1, 0.71, 0.02


def choose_threshold(sure: NDArray[np.float32], yes: NDArray[np.bool_], *, shipped: float) -> float:
    """From where on a signal counts as heard."""
    best, chosen = -1.0, shipped
    total = float(yes.sum()) + MISSED
    for least in np.arange(LOWEST, HIGHEST, STEP):
        said = sure >= least
        right = float((said & yes).sum())
        score = (1 + LEAN**2) * right / (float(said.sum()) + LEAN**2 * total)
        if score > best + 1e-6:
            best, chosen = score, float(least)
    count = float(yes.sum())
    return (count * chosen + SHIPPED_COUNTS * shipped) / (count + SHIPPED_COUNTS)


def choose_knots(
    levels: NDArray[np.float32],
    heats: NDArray[np.int_],
    group: NDArray[np.int_],
    *,
    shipped: Sequence[tuple[float, float]],
) -> tuple[tuple[float, float], ...]:
    """Where the expected level turns from one heat into the next; `group` has each turn's conversation.

    A cut that agrees better is not worth alarms in conversations where nobody was hot.
    """
    start = np.interp(HEATS_AT, [heat for _, heat in shipped], [level for level, _ in shipped])
    cuts = [float(cut) for cut in start[1:-1]]
    for _ in range(3):
        for place in range(4):
            low = cuts[place - 1] + 0.15 if place else 0.1
            high = cuts[place + 1] - 0.15 if place < 3 else 3.8
            options = [cuts[place], *np.arange(low, high, 0.05).tolist()]
            agreed = [
                _agreement(levels, heats, [*cuts[:place], cut, *cuts[place + 1 :]])
                for cut in options
            ]
            cuts[place] = options[int(np.argmax(agreed))]
    settled = []
    for level, (cut, old) in enumerate(zip(cuts, start[1:-1], strict=True), 1):
        count = float((heats >= level).sum())
        settled.append((count * cut + SHIPPED_COUNTS * float(old)) / (count + SHIPPED_COUNTS))
    settled[HOT - 1] = max(settled[HOT - 1], _quiet(levels, heats, group, float(start[HOT])))
    for place in range(1, 4):  # rising, whatever the leaning did
        settled[place] = max(settled[place], settled[place - 1] + 0.05)
    marks = zip((0.0, *settled, 4.0), HEATS_AT, strict=True)
    return tuple((round(cut, 4), heat) for cut, heat in marks)


def _quiet(
    levels: NDArray[np.float32],
    heats: NDArray[np.int_],
    group: NDArray[np.int_],
    shipped: float,
) -> float:
    """The lowest hot cut that keeps calm conversations as quiet as they should be, or were."""
    peaks = [
        float(levels[group == one].max())
        for one in np.unique(group)
        if heats[group == one].max() < HOT
    ]
    if not peaks:
        return shipped
    alarmed = sum(peak >= shipped for peak in peaks)
    allowed = max(alarmed, int(CALM_ALARMS * len(peaks)))
    peaks.sort(reverse=True)
    return peaks[allowed] + 1e-3 if allowed < len(peaks) else 0.0


def _agreement(
    levels: NDArray[np.float32], heats: NDArray[np.int_], cuts: Sequence[float]
) -> float:
    """Ordinal agreement, and half as much for hot turns, where a false alarm costs more than a miss."""
    said = np.searchsorted(np.array(cuts), levels, side="right")
    hot, called = heats >= HOT, said >= HOT
    right = float((called & hot).sum())
    f_half = 1.25 * right / (float(called.sum()) + 0.25 * float(hot.sum()) + 1e-9)
    return (kappa(said.tolist(), heats.tolist()) or 0.0) + f_half / 2
