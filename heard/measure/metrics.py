"""Measures of agreement and of ranking, in plain Python: small enough to check by hand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def kappa(said: Sequence[int], labelled: Sequence[int]) -> float | None:
    """Agreement beyond chance of two gradings, a miss counting by the square of its size.

    >>> kappa([0, 1, 2, 3], [0, 1, 2, 3])
    1.0
    >>> round(kappa([0, 2, 2, 3], [0, 1, 2, 3]), 2)
    0.9
    """
    if not said:
        return None
    apart = sum((one - other) ** 2 for one, other in zip(said, labelled, strict=True))
    theirs = Counter(labelled)
    chance = sum(
        count * times * (one - other) ** 2
        for one, count in Counter(said).items()
        for other, times in theirs.items()
    )
    return 1 - apart * len(said) / chance if chance else None


def auc(scores: Sequence[float], wanted: Sequence[bool]) -> float | None:
    """How often a wanted one is scored above an unwanted one; a tie counts half.

    >>> auc([0.9, 0.4, 0.4, 0.1], [True, True, False, False])
    0.875
    """
    low = sorted(score for score, right in zip(scores, wanted, strict=True) if not right)
    high = [score for score, right in zip(scores, wanted, strict=True) if right]
    if not low or not high:
        return None
    above = sum((bisect_left(low, score) + bisect_right(low, score)) / 2 for score in high)
    return above / (len(low) * len(high))


def precision_at_recall(
    scores: Sequence[float], wanted: Sequence[bool], recall: float
) -> float | None:
    """The best precision of any threshold that finds at least this share of the wanted ones.

    >>> precision_at_recall([0.9, 0.8, 0.7, 0.1], [True, False, True, False], 0.75)
    0.6666666666666666
    """
    total = sum(wanted)
    if not total:
        return None
    ranked = sorted(zip(scores, wanted, strict=True), key=lambda pair: -pair[0])
    right, best = 0, 0.0
    for place, (score, hit) in enumerate(ranked, 1):
        right += hit
        tied = place < len(ranked) and ranked[place][0] == score
        if not tied and right >= recall * total:
            best = max(best, right / place)
    return best


def calibration_error(
    scores: Sequence[float], wanted: Sequence[bool], *, bins: int = 10
) -> float | None:
    """How far "sure" is from "right", on average over bins that hold as many each.

    >>> calibration_error([0.5, 0.5], [True, False], bins=1)
    0.0
    """
    if not scores:
        return None
    ranked = sorted(zip(scores, wanted, strict=True))
    total = 0.0
    for step in range(bins):
        part = ranked[step * len(ranked) // bins : (step + 1) * len(ranked) // bins]
        if part:
            total += abs(sum(score for score, _ in part) - sum(hit for _, hit in part))
    return total / len(ranked)


@dataclass(frozen=True, slots=True)
class Hits:
    """What a detector found: right, wrong and missed.

    >>> hits = Hits(right=3, wrong=1, missed=1)
    >>> hits.precision, hits.recall, hits.f1
    (0.75, 0.75, 0.75)
    """

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @classmethod
    def count(cls, said: Sequence[bool], labelled: Sequence[bool]) -> Hits:
        """Count what was said against what was labelled."""
        pairs = Counter(zip(said, labelled, strict=True))
        return cls(pairs[True, True], pairs[True, False], pairs[False, True])

    @property
    def labelled(self) -> int:
        """How many there were to find."""
        return self.right + self.missed

    @property
    def precision(self) -> float | None:
        """Of what was said, how much was right; None where nothing was said."""
        said = self.right + self.wrong
        return self.right / said if said else None

    @property
    def recall(self) -> float | None:
        """Of what there was, how much was found; None where there was nothing."""
        return self.right / self.labelled if self.labelled else None

    @property
    def f1(self) -> float | None:
        """Precision and recall in one number; None where there was nothing."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if self.labelled and total else None
