"""Fitting the heads: logistic regression over grams, first the auxiliary heads, then our own.

Our own heads see the auxiliary scores as a few more columns. Since those are linear in the same grams,
they are folded back into the grams' weights, and cost nothing when a turn is read.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from heard.listen.heads import MEASURES
from training.matrix import MEASURE_WEIGHT, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from training.matrix import Cut

FOLDS = 5
OWN_C = 4.0  # how freely our own heads may fit; by cross-validation
ASIDE_C = 1.0
ASIDE_PULL = 0.1  # how far an auxiliary score may lean on one of our own heads
SEED = 20


@dataclass(frozen=True, slots=True)
class Fitted:
    """The heads of one side: weights over grams and measures, and scores of texts not fitted on."""

    names: tuple[str, ...]
    vocabulary: Vocabulary
    weights: NDArray[np.float32]  # a row a gram, then a row a measure
    bias: NDArray[np.float32]
    held_out: NDArray[np.float32]  # a row for each of our own texts

    def arrays(self, side: str) -> dict[str, NDArray[np.generic]]:
        """What a weights file holds of this side: int8 weights, a scale a head."""
        grams = len(self.vocabulary.keys)
        weights = self.weights[:grams]
        scales = np.maximum(np.abs(weights).max(0) / 127, 1e-9)
        return {
            f"{side}_names": np.array(self.names),
            f"{side}_keys": self.vocabulary.keys,
            f"{side}_idf": self.vocabulary.idf.astype(np.float16),
            f"{side}_weights": np.rint(weights / scales).astype(np.int8),
            f"{side}_scales": scales.astype(np.float32),
            f"{side}_measured": (self.weights[grams:] * MEASURE_WEIGHT).astype(np.float32),
            f"{side}_bias": self.bias.astype(np.float32),
        }


def fit(
    vocabulary: Vocabulary,
    own: Sequence[Cut],
    targets: Mapping[str, NDArray[np.bool_]],
    weights: NDArray[np.float32],
    folds: NDArray[np.int_],
    asides: Sequence[tuple[Cut, Mapping[str, bool]]],
) -> Fitted:
    """Fit every head of one side; `targets` has an answer for each of our own texts."""
    rows = vocabulary.rows(own)
    aside_names, aside_weights, aside_bias = _fit_asides(vocabulary, asides)
    scores = rows @ aside_weights + aside_bias
    spread = scores.std(0) + 1e-6
    pulled = csr_matrix((scores - scores.mean(0)) / spread * ASIDE_PULL)
    wide = hstack([rows, pulled], format="csr")
    columns, biases, held = [], [], []
    for name, answers in targets.items():
        weight, bias = _fit_one(wide, answers, weights, OWN_C)
        pull = weight[rows.shape[1] :] * ASIDE_PULL / spread
        columns.append(weight[: rows.shape[1]] + aside_weights @ pull)
        biases.append(bias + float((aside_bias - scores.mean(0)) @ pull))
        held.append(_hold_out(wide, answers, weights, folds))
        print(f"  {name}: {int(answers.sum())} of {len(answers)}", flush=True)
    return Fitted(
        (*targets, *aside_names),
        vocabulary,
        np.column_stack([*columns, aside_weights]).astype(np.float32),
        np.array([*biases, *aside_bias], np.float32),
        np.column_stack([*held, scores]).astype(np.float32),
    )


def _fit_asides(
    vocabulary: Vocabulary, asides: Sequence[tuple[Cut, Mapping[str, bool]]]
) -> tuple[list[str], NDArray[np.float64], NDArray[np.float64]]:
    names = sorted({head for _, answers in asides for head in answers})
    if not names:
        empty = np.zeros((len(vocabulary.keys) + len(MEASURES), 0))
        return [], empty, np.zeros(0)
    rows = vocabulary.rows([piece for piece, _ in asides])
    columns, biases = [], []
    for name in names:
        asked = np.array([place for place, (_, answers) in enumerate(asides) if name in answers])
        answers = np.array([asides[place][1][name] for place in asked])
        weight, bias = _fit_one(rows[asked], answers, np.ones(len(asked), np.float32), ASIDE_C)
        columns.append(weight)
        biases.append(bias)
        print(f"  aside {name}: {int(answers.sum())} of {len(answers)}", flush=True)
    return [f"aside_{name}" for name in names], np.column_stack(columns), np.array(biases)


def _hold_out(
    rows: csr_matrix,
    answers: NDArray[np.bool_],
    weights: NDArray[np.float32],
    folds: NDArray[np.int_],
) -> NDArray[np.float64]:
    scores = np.zeros(len(answers))
    for fold in range(FOLDS):
        inside = folds != fold
        weight, bias = _fit_one(rows[inside], answers[inside], weights[inside], OWN_C)
        scores[~inside] = rows[~inside] @ weight + bias
    return scores


def _fit_one(
    rows: csr_matrix, answers: NDArray[np.bool_], weights: NDArray[np.float32], freedom: float
) -> tuple[NDArray[np.float64], float]:
    yes = int(answers.sum())
    if not 0 < yes < len(answers):
        return np.zeros(rows.shape[1]), -CERTAIN if yes == 0 else CERTAIN
    rare = ((len(answers) - yes) / yes) ** 0.5
    model = LogisticRegression(
        C=freedom, solver="liblinear", dual=True, max_iter=60, random_state=SEED
    )
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", ConvergenceWarning
        )  # near enough after max_iter, and seeded
        model.fit(rows, answers, sample_weight=weights * np.where(answers, rare, 1.0))
    return model.coef_[0], float(model.intercept_[0])


CERTAIN = 5.0  # the score of a head that only ever saw one answer
