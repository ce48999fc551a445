"""Fit the verdict (which step broke) and the risk to labelled conversations.

    python -m training.fit_track training/data [--also FILE --first 200]

Only the coefficients of named symptoms and features are fitted, none of them to words. Each
may only push the way its name says (a misstep never speaks for "nothing broke"), so the table
stays readable. Prints what five-fold cross-validation finds, by set, and writes
heard/track/fitted.py from all conversations given.
"""

from __future__ import annotations

import argparse
import random
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize

from heard.listen import HOT, Reading, Signal
from heard.measure.labelled import Labelled, load_labelled
from heard.track import Track, outcome
from heard.track.steps import BREAKS
from heard.track.symptoms import NUMBERS, STEP_OF, find_symptoms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Table = NDArray[np.float64]
    Labels = NDArray[np.int64]

TARGET = Path("heard/track/fitted.py")
SETS = ("ibm_care*.jsonl", "authored_*.jsonl", "github_labelled*.jsonl")
SHRINK, SPARSE = 0.001, 0.001
NOISE = 0.3  # weight of the copy that was heard badly
SHORT_OF = 200  # sets larger than this count for less each, smaller ones for more
FOLDS = 5
SMALL = 0.05  # coefficients below are dropped
AHEAD = 3

# (step, symptom, sign): what may speak for (+1) or against (-1) a step having broken first.
OWN = ("share", "first misstep", "early", "in the heat", "heat rose after", "last reply")
PAIRS: tuple[tuple[int, str, int], ...] = (
    (0, "no misstep", 1),
    (0, "resolved", 1),
    (0, "was hot", -1),
    (0, "ended hot", -1),
    (0, "brushed off", -1),
    (0, "only one reply", -1),
    *((step, f"{kind} {step}", 1) for step in NUMBERS for kind in OWN),
    *((step, name, 1) for name, step in STEP_OF.items()),
    (1, "ended hot", 1),
    (2, "never acknowledged", 1),
    (2, "nor apologized", 1),
    (2, "never restated", 1),
    (2, "early 3", 1),
    (2, "early 4", 1),
    (3, "brushed off", 1),
    (4, "no solution, ended hot", 1),
    (4, "only one reply", 1),
    (4, "resolved", -1),
)
RISK_SIGNS = {
    "heat": 1,
    "peak": 1,
    "rising": 1,
    "cooling": -1,
    "grievances": 1,
    "outburst": 1,
    "leaving": 1,
    "thanks": -1,
    "misstep": 1,
    "answered": -1,
    "helped": -1,
    "unanswered": 1,
    "failed_tries": 1,
    "resolved": -1,
}


@dataclass(frozen=True, slots=True)
class Fit:
    """A fitted multinomial table: one bias and one row of weights a class."""

    bias: Table
    weights: Table

    def chances(self, sizes: Table) -> Table:
        """A row of chances for each row of sizes."""
        scores = self.bias + sizes @ self.weights.T
        odds = np.exp(scores - scores.max(1, keepdims=True))
        return np.asarray(odds / odds.sum(1, keepdims=True))


def fit(
    sizes: Table,
    labels: Labels,
    weights: Table,
    *,
    classes: int,
    cells: Sequence[tuple[int, int, int]],
) -> Fit:
    """The most likely table in which only these (class, column, sign) cells may differ from 0."""
    rows = np.array([cell[0] for cell in cells])
    columns = np.array([cell[1] for cell in cells])
    signs = np.array([cell[2] for cell in cells])
    share = weights / weights.sum()
    index = np.arange(len(labels))

    def unpack(flat: Table) -> Fit:
        table = np.zeros((classes, sizes.shape[1]))
        np.add.at(table, (rows, columns), flat[classes:])
        return Fit(flat[:classes], table)

    def loss(flat: Table) -> tuple[float, Table]:
        chances = unpack(flat).chances(sizes)
        cost = -float((share * np.log(chances[index, labels] + 1e-12)).sum())
        error = chances.copy()
        error[index, labels] -= 1
        error *= share[:, None]
        slope = np.concatenate([error.sum(0), (error.T @ sizes)[rows, columns]])
        free = flat[classes:]
        slope[classes:] += SHRINK * free + SPARSE * signs
        cost += SHRINK / 2 * float(free @ free) + SPARSE * float(free @ signs)
        return cost, slope

    bounds: list[tuple[float | None, float | None]] = [(0.0, 0.0)]
    bounds += [(None, None)] * (classes - 1)
    bounds += [(0.0, None) if sign > 0 else (None, 0.0) for sign in signs]
    found = minimize(
        loss, np.zeros(classes + len(cells)), jac=True, bounds=bounds, method="L-BFGS-B",
        options={"maxiter": 500},
    )  # fmt: skip
    return unpack(np.asarray(found.x))


def misheard(readings: Sequence[Reading], rng: random.Random) -> tuple[Reading, ...]:
    """The same readings as a fair listener might give them: some missed, some invented."""
    return tuple(_misheard(reading, rng) for reading in readings)


def _misheard(reading: Reading, rng: random.Random) -> Reading:
    kept = [
        Signal(each.name, rng.uniform(0.5, 0.95), each.start, each.end)
        for each in reading.signals
        if rng.random() > 0.3
    ]
    if reading.heat is not None:
        heat = min(1.0, max(0.0, reading.heat + rng.gauss(0, 0.1)))
        return Reading(heat, reading.emotion, tuple(kept))
    names = (*STEP_OF, "acknowledge", "apologize", "restate", "ask", "own", "solve")
    kept += [Signal(name, rng.uniform(0.5, 0.7), 0, 1) for name in names if rng.random() < 0.03]
    return Reading(None, None, tuple(kept))


def read_sets(folder: Path, also: Path | None, first: int) -> dict[str, list[Labelled]]:
    """The labelled conversations of each file."""
    paths = [path for pattern in SETS for path in sorted(folder.glob(pattern))]
    sets = {path.stem: list(load_labelled(path)) for path in paths}
    if also is not None:
        sets[also.stem] = list(load_labelled(also))[:first]
    return sets


def set_weights(origin: Sequence[str]) -> Table:
    """A large set must not drown the others."""
    counts = {name: origin.count(name) for name in set(origin)}
    return np.array([(SHORT_OF / counts[name]) ** 0.5 for name in origin])


def fit_break(sets: dict[str, list[Labelled]]) -> tuple[Fit, list[str]]:
    """The table for the first broken step, with its cross-validated agreement."""
    rng = random.Random(1)
    told = [
        (name, each) for name, many in sets.items() for each in many if each.broke_at is not None
    ]
    clean = [find_symptoms(each.conversation, each.readings) for _, each in told]
    noisy = [find_symptoms(each.conversation, misheard(each.readings, rng)) for _, each in told]
    names = list(clean[0])
    as_labelled = np.array([[sizes[name] for name in names] for sizes in clean])
    as_heard = np.array([[sizes[name] for name in names] for sizes in noisy])
    labels = np.array([each.broke_at for _, each in told])
    origin = [name for name, _ in told]
    weights = set_weights(origin)
    cells = [(step, names.index(name), sign) for step, name, sign in PAIRS]
    fold = np.array([rng.randrange(FOLDS) for _ in told])

    def fitted(rows: NDArray[np.bool_]) -> Fit:
        return fit(
            np.vstack([as_labelled[rows], as_heard[rows]]),
            np.concatenate([labels[rows], labels[rows]]),
            np.concatenate([weights[rows], NOISE * weights[rows]]),
            classes=len(BREAKS) + 1,
            cells=cells,
        )

    right = np.zeros(len(told), dtype=bool)
    right_noisy = right.copy()
    for number in range(FOLDS):
        held = fold == number
        found = fitted(~held)
        right[held] = found.chances(as_labelled[held]).argmax(1) == labels[held]
        right_noisy[held] = found.chances(as_heard[held]).argmax(1) == labels[held]
    print(f"first broken step: {right.mean():.3f}, when misheard {right_noisy.mean():.3f}")
    for name, many in sets.items():
        here = np.array([each == name for each in origin])
        ended = [outcome(each.conversation, each.readings) == each.outcome for each in many]
        print(f"  {name:20} broken step {right[here].mean():.3f}  outcome {np.mean(ended):.3f}")
    ended = [
        outcome(each.conversation, each.readings) == each.outcome
        for many in sets.values()
        for each in many
    ]
    print(f"outcome: {np.mean(ended):.3f}")
    return fitted(np.ones(len(told), dtype=bool)), names


def risk_rows(
    labelled: Labelled, readings: Sequence[Reading]
) -> list[tuple[dict[str, float], int]]:
    """Every moment that has a later customer turn: its features, and whether trouble followed."""
    turns = labelled.conversation.turns
    trouble = [
        index
        for index, (turn, heat) in enumerate(zip(turns, labelled.heats, strict=True))
        if turn.from_customer
        and ((heat or 0) >= HOT or labelled.readings[index].hears("abuse", "supervisor_request"))
    ]
    spoken = [index for index, turn in enumerate(turns) if turn.from_customer]
    track = Track(labelled.conversation.channel)
    rows = []
    for index, (turn, reading) in enumerate(zip(turns, readings, strict=True)):
        track.follow(turn, reading)
        ahead = [later for later in spoken if later > index][:AHEAD]
        if ahead:
            sizes = {feature.name: feature.size for feature in track.belief.features()}
            rows.append((sizes, int(any(later in trouble for later in ahead))))
    return rows


def fit_risk(sets: dict[str, list[Labelled]]) -> tuple[Fit, list[str]]:
    """The table for the risk, with its cross-validated rank and calibration."""
    rng = random.Random(2)
    names = list(RISK_SIGNS)
    sizes, labels, weights, fold, clean = [], [], [], [], []
    for many in sets.values():
        for each in many:
            number = rng.randrange(FOLDS)
            copies = ((each.readings, 1.0), (misheard(each.readings, rng), NOISE))
            for readings, weight in copies:
                for row, label in risk_rows(each, readings):
                    sizes.append([row[name] for name in names])
                    labels.append(label)
                    weights.append(weight)
                    fold.append(number)
                    clean.append(weight == 1.0)
    table, truth = np.array(sizes), np.array(labels)
    share, folds, as_labelled = np.array(weights), np.array(fold), np.array(clean)
    cells = [(1, column, sign) for column, sign in enumerate(RISK_SIGNS.values())]
    chances = np.zeros(len(truth))
    for number in range(FOLDS):
        held = folds == number
        found = fit(table[~held], truth[~held], share[~held], classes=2, cells=cells)
        chances[held] = found.chances(table[held])[:, 1]
    for name, rows in (("labelled", as_labelled), ("misheard", ~as_labelled)):
        _print_risk(name, chances[rows], truth[rows])
    last_heat = table[:, 0]
    print(f"  the last heat alone: AUC {auc(last_heat[as_labelled], truth[as_labelled]):.3f}")
    return fit(table, truth, share, classes=2, cells=cells), names


def _print_risk(name: str, chances: Table, truth: Labels) -> None:
    brier = float(((chances - truth) ** 2).mean())
    base = float(truth.mean())
    print(
        f"risk, {name}: {len(truth)} moments, {base:.3f} with trouble, "
        f"AUC {auc(chances, truth):.3f}, Brier {brier:.3f} (base rate {base * (1 - base):.3f})"
    )
    for low in np.arange(0, 1, 0.2):
        rows = (chances >= low) & (chances < low + 0.2)
        if rows.any():
            print(
                f"  said {chances[rows].mean():.2f}  came {truth[rows].mean():.2f}  n {rows.sum()}"
            )


def auc(scores: Table, truth: Labels) -> float:
    """The chance that a moment with trouble ahead is scored above one without."""
    order = np.argsort(scores, kind="stable")
    ranks = np.empty(len(scores))
    ranks[order] = np.arange(1, len(scores) + 1)
    for value in np.unique(scores):
        same = scores == value
        ranks[same] = ranks[same].mean()
    yes = truth == 1
    return float((ranks[yes].mean() - (yes.sum() + 1) / 2) / (~yes).sum())


def write(breaks: Fit, symptoms: list[str], risk: Fit, features: list[str]) -> None:
    """Write both tables as readable constants."""
    rows = []
    for row in breaks.weights:
        cells = zip(symptoms, row, strict=True)
        kept = {name: round(float(weight), 2) for name, weight in cells if abs(weight) >= SMALL}
        rows.append(
            "    {" + "".join(f'\n        "{k}": {v},' for k, v in kept.items()) + "\n    },"
        )
    bias = ", ".join(f"{value:.2f}" for value in breaks.bias)
    pairs = zip(features, risk.weights[1], strict=True)
    told = [f'    "{name}": {weight:.2f},' for name, weight in pairs if abs(weight) >= SMALL]
    text = [
        '"""Coefficients of the verdict and of the risk, as training/fit_track.py fitted them."""',
        "",
        "from __future__ import annotations",
        "",
        "# Log odds of each step having been the first to break (0: none did), and what moves them.",
        f"BREAK_BIAS: tuple[float, ...] = ({bias})",
        "BREAK_WEIGHTS: tuple[dict[str, float], ...] = (",
        *rows,
        ")",
        "",
        "# Log odds of high heat, abuse or a supervisor request within three customer turns.",
        f"RISK_BIAS = {risk.bias[1]:.2f}",
        "RISK_WEIGHTS: dict[str, float] = {",
        *told,
        "}",
        "",
    ]
    TARGET.write_text("\n".join(text), encoding="utf-8")


def main() -> None:
    """Read the sets, fit both tables, print how well they do and write them down."""
    options = argparse.ArgumentParser(description="Fit the verdict and the risk.")
    options.add_argument("folder", type=Path)
    options.add_argument("--also", type=Path, help="one more labelled file")
    options.add_argument("--first", type=int, default=200, help="conversations used of it")
    given = options.parse_args()
    sets = read_sets(given.folder, given.also, given.first)
    breaks, symptoms = fit_break(sets)
    risk, features = fit_risk(sets)
    write(breaks, symptoms, risk, features)


if __name__ == "__main__":
    main()
