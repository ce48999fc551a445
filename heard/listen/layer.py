"""The layer: a few readable coefficients a judgment that weigh raw scores and context together.

Its file is JSON that a person can read: for each signal a bias, a threshold and at most twenty
named weights.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from heard.errors import ModelError
from heard.listen.context import AGENT_CONTEXT, CUSTOMER_CONTEXT
from heard.listen.heads import MEASURES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

CLIP = 5.0  # raw scores beyond this say no more
DEEP_CLIP = 6.0  # the same for deep scores
MOST = 20  # named weights a judgment may have
AGENT_RULES = ("fix_rule", "cold_rule")
_SOOTHES = ("acknowledge", "apologize")
_FIXES = ("ask", "solve", "deflect")


@dataclass(frozen=True, slots=True)
class Judgment:
    """One judgment as the file has it: where it starts from, and what moves it."""

    bias: float
    weights: dict[str, float]
    threshold: float = 0.5


class Side:
    """The judgments over one side's turns, as one matrix over its named numbers."""

    def __init__(
        self,
        heads: Sequence[str],
        judgments: dict[str, Judgment],
        *,
        customer: bool,
        deep: Sequence[str] = (),
    ) -> None:
        self.heads = tuple(heads)
        self.customer = customer
        self.numbers = numbers(heads, customer=customer, deep=deep)
        self.deep = slice(len(self.numbers) - len(deep), len(self.numbers))
        self.names = tuple(judgments)
        self.thresholds = tuple(judgment.threshold for judgment in judgments.values())
        at = {name: place for place, name in enumerate(self.numbers)}
        self.matrix = np.zeros((len(self.numbers), len(self.names)), np.float32)
        self.bias = np.array([judgment.bias for judgment in judgments.values()], np.float32)
        for column, judgment in enumerate(judgments.values()):
            for name, weight in judgment.weights.items():
                if name not in at:
                    problem = f'the layer weighs "{name}", which this version does not know'
                    raise ModelError(problem)
                self.matrix[at[name], column] = weight
        self._rules = (
            tuple(self.heads.index(name) for name in (*_SOOTHES, *_FIXES)) if not customer else ()
        )

    def describe(
        self,
        raw: NDArray[np.float32],
        context: Sequence[float],
        measured: NDArray[np.float32],
        deep: NDArray[np.float32] | None = None,
    ) -> NDArray[np.float32]:
        """The named numbers of one turn, in the order of `numbers`."""
        clipped = np.minimum(np.maximum(raw, -CLIP), CLIP)
        rules = () if self.customer else self._judge_rules(clipped, context)
        found = [clipped, np.array((*context, *rules), np.float32), measured]
        if deep is not None:
            found.append(np.minimum(np.maximum(deep, -DEEP_CLIP), DEEP_CLIP))
        return np.concatenate(found)

    def _judge_rules(
        self, clipped: NDArray[np.float32], context: Sequence[float]
    ) -> tuple[float, float]:
        sure = 1 / (1 + np.exp(-clipped[list(self._rules)]))
        soothed = float(sure[: len(_SOOTHES)].max())
        fixes = float(sure[len(_SOOTHES) :].max())
        unheard = context[_UNHEARD]
        hot = context[_PEAK]
        return unheard * (1 - soothed) * fixes, hot * (1 - float(sure[0])) * _curt(context[_LENGTH])

    def judge(
        self, described: NDArray[np.float32], habit: NDArray[np.float32] | None = None
    ) -> NDArray[np.float32]:
        """How sure each judgment is, 0..1, in the order of `names`; `habit` adds to each."""
        leaning = described @ self.matrix + self.bias
        judged: NDArray[np.float32] = 1 / (
            1 + np.exp(-(leaning if habit is None else leaning + habit))
        )
        return judged


_UNHEARD = AGENT_CONTEXT.index("hot_unheard")
_PEAK = AGENT_CONTEXT.index("peak_heat")
_LENGTH = AGENT_CONTEXT.index("length")


def _curt(length: float) -> float:
    return 1 / (1 + exp(4 * (length - 0.5)))


def numbers(heads: Sequence[str], *, customer: bool, deep: Sequence[str] = ()) -> tuple[str, ...]:
    """The names of what a judgment on this side may weigh."""
    context = CUSTOMER_CONTEXT if customer else (*AGENT_CONTEXT, *AGENT_RULES)
    marks = (f"mark_{name}" for name in MEASURES)
    return (*heads, *context, *marks, *(f"deep_{name}" for name in deep))


@dataclass(frozen=True, slots=True)
class Layer:
    """The whole layer: both sides, and how a level becomes a heat."""

    customer: dict[str, Judgment]
    agent: dict[str, Judgment]
    knots: tuple[tuple[float, float], ...]  # (expected level, heat), rising

    @classmethod
    def load(cls, path: Path) -> Self:
        """The layer in a JSON file. Raises ModelError where it is missing or damaged."""
        try:
            return cls(*_parts(json.loads(path.read_text("utf-8"))))
        except (OSError, KeyError, TypeError, ValueError) as fault:
            problem = f"the layer of coefficients cannot be read ({fault}); install Heard again"
            raise ModelError(problem, path=str(path)) from fault

    def save(self, path: Path) -> None:
        """Write the layer so that a person can read it."""
        path.write_text(json.dumps(layer_told(self), indent=1) + "\n", "utf-8")


def layer_told(layer: Layer, *, digits: int = 3) -> dict[str, Any]:
    """The layer as JSON holds it, rounded to so many digits."""
    return {
        "customer": _told(layer.customer, digits),
        "agent": _told(layer.agent, digits),
        "heat_knots": layer.knots,
    }


def layer_from(told: dict[str, Any]) -> Layer:
    """The layer that JSON holds. Raises KeyError, TypeError or ValueError where it is not one."""
    return Layer(*_parts(told))


def _parts(
    told: dict[str, Any],
) -> tuple[dict[str, Judgment], dict[str, Judgment], tuple[tuple[float, float], ...]]:
    return (
        _judgments(told["customer"]),
        _judgments(told["agent"]),
        tuple((float(level), float(heat)) for level, heat in told["heat_knots"]),
    )


def _judgments(told: dict[str, Any]) -> dict[str, Judgment]:
    return {
        name: Judgment(
            float(entry["bias"]),
            {key: float(weight) for key, weight in entry["weights"].items()},
            float(entry["threshold"]),
        )
        for name, entry in told.items()
    }


def _told(judgments: dict[str, Judgment], digits: int) -> dict[str, dict[str, Any]]:
    return {
        name: {
            "bias": round(judgment.bias, digits),
            "threshold": round(judgment.threshold, digits),
            "weights": {
                key: round(weight, digits)
                for key, weight in sorted(judgment.weights.items(), key=lambda item: -abs(item[1]))
            },
        }
        for name, judgment in judgments.items()
    }
