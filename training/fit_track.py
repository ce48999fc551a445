"""Fit the verdict (which step broke) and the risk to labelled conversations.

    python -m training.fit_track training/data [--also FILE --first 200] [--only-risk]

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

from heard.listen import HOT, Reading, Signal, load_listener, read_all
from heard.measure.labelled import Labelled, load_labelled
from heard.track import Track, outcome
from heard.track.steps import BREAKS
from heard.track.symptoms import NUMBERS, STEP_OF, find_symptoms
from training.deep.rows import held_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Table = NDArray[np.float64]
    Labels = NDArray[np.int64]

TARGET = Path("heard/track/fitted.py")
SETS = {
    "ibm_care": "ibm_care*.jsonl",
    "authored": "authored_*.jsonl",
    "github": "github_labelled*.jsonl",
    "written": "written_[!p]*.jsonl",
}
SHRINK, SPARSE = 0.001, 0.001
NOISE = 0.3  # weight of a copy that was misheard on purpose
HEARD_COUNTS = 6.0  # for the risk: moments as really heard are few, and what it will be asked about
LABELLED = 0.5  # weight of the copy as labelled, beside one as a listener heard it
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


@dataclass(frozen=True, slots=True)
class Case:
    """A labelled conversation, and how the listener heard it where that is honest to ask."""

    source: str
    labelled: Labelled
    heard: tuple[Reading, ...] | None  # None: the listener was trained on these words


def read_cases(folder: Path, also: Path | None, first: int) -> list[Case]:
    """The labelled conversations of each set; heard for real where the listener never learned from them."""
    listener = load_listener()
    found = []
    for source, pattern in SETS.items():
        for path in sorted(folder.glob(pattern)):
            for each in load_labelled(path):
                honest = held_out(source, each.conversation.id)
                heard = read_all(each.conversation, listener) if honest else None
                found.append(Case(source, each, heard))
    if also is not None:
        found += [
            Case(also.stem, each, read_all(each.conversation, listener))
            for each in list(load_labelled(also))[:first]
        ]
    return found


def set_weights(origin: Sequence[str]) -> Table:
    """A large set must not drown the others."""
    counts = {name: origin.count(name) for name in set(origin)}
    return np.array([(SHORT_OF / counts[name]) ** 0.5 for name in origin])


def fit_break(cases: Sequence[Case]) -> tuple[Fit, list[str]]:
    """The table for the first broken step, with its cross-validated agreement.

    Fitted on conversations as a listener heard them, doubtful missteps included, since that is what the
    verdict is given; fitted on the labels, it trusts missteps that are often misheard.
    """
    rng = random.Random(1)
    told = [
        (case, case.heard)
        for case in cases
        if case.heard is not None and case.labelled.broke_at is not None
    ]
    rows = [find_symptoms(case.labelled.conversation, heard) for case, heard in told]
    names = list(rows[0])
    sizes = np.array([[row[name] for name in names] for row in rows])
    truth = np.array([case.labelled.broke_at for case, _ in told])
    origin = [case.source for case, _ in told]
    share = set_weights(origin)
    folds = np.array([rng.randrange(FOLDS) for _ in told])
    cells = [(step, names.index(name), sign) for step, name, sign in PAIRS]

    def fitted(chosen: NDArray[np.bool_]) -> Fit:
        return fit(
            sizes[chosen], truth[chosen], share[chosen], classes=len(BREAKS) + 1, cells=cells
        )

    right = np.zeros(len(truth), dtype=bool)
    for number in range(FOLDS):
        held = folds == number
        right[held] = fitted(~held).chances(sizes[held]).argmax(1) == truth[held]
    for source in sorted(set(origin)):
        here = np.array([one == source for one in origin])
        print(f"  broken step, heard {source:20} {right[here].mean():.3f}  n {here.sum()}")
        _print_outcomes(source, [case for case in cases if case.source == source])
    return fitted(np.ones(len(truth), dtype=bool)), names


def _copies(case: Case, rng: random.Random) -> list[tuple[str, Sequence[Reading], float]]:
    readings = case.labelled.readings
    if case.heard is None:
        return [("labelled", readings, 1.0), ("misheard", misheard(readings, rng), NOISE)]
    return [("labelled", readings, LABELLED), ("heard", [one.firm() for one in case.heard], 1.0)]


def _print_outcomes(source: str, cases: Sequence[Case]) -> None:
    for kind, pairs in (
        ("labelled", [(case.labelled, case.labelled.readings) for case in cases]),
        ("heard", [(case.labelled, case.heard) for case in cases if case.heard is not None]),
    ):
        if pairs:
            ended = [outcome(one.conversation, readings) == one.outcome for one, readings in pairs]
            print(f"  outcome, {kind} {source:20} {np.mean(ended):.3f}  n {len(ended)}")


def risk_rows(
    labelled: Labelled, readings: Sequence[Reading]
) -> list[tuple[dict[str, float], int]]:
    """The features of every moment, and whether trouble followed within the customer's next turns.

    That the customer did not speak again tells nothing where the matter was open, so those moments
    are left out. Where it was settled, no trouble is what came of it.
    """
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
        if ahead or track.belief.settled:
            sizes = {feature.name: feature.size for feature in track.belief.features()}
            rows.append((sizes, int(any(later in trouble for later in ahead))))
    return rows


def fit_risk(cases: Sequence[Case]) -> tuple[Fit, list[str]]:
    """The table for the risk, with its cross-validated rank and calibration."""
    rng = random.Random(2)
    names = list(RISK_SIGNS)
    sizes, labels, weights, fold, clean = [], [], [], [], []
    for case in cases:
        number = rng.randrange(FOLDS)
        for kind, readings, weight in _copies(case, rng):
            for row, label in risk_rows(case.labelled, readings):
                sizes.append([row[name] for name in names])
                labels.append(label)
                weights.append(weight * (HEARD_COUNTS if kind == "heard" else 1.0))
                fold.append(number)
                clean.append(kind == "labelled")
    table, truth = np.array(sizes), np.array(labels)
    share, folds, as_labelled = np.array(weights), np.array(fold), np.array(clean)
    cells = [(1, column, sign) for column, sign in enumerate(RISK_SIGNS.values())]
    chances = np.zeros(len(truth))
    for number in range(FOLDS):
        held = folds == number
        found = fit(table[~held], truth[~held], share[~held], classes=2, cells=cells)
        chances[held] = found.chances(table[held])[:, 1]
    for name, rows in (("labelled", as_labelled), ("heard", ~as_labelled)):
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


RISK_HEAD = "# Log odds of high heat, abuse or a supervisor request within three customer turns."


def break_table(breaks: Fit, symptoms: list[str]) -> str:
    """The table for the first broken step, and all that stands before it, as Python."""
    rows = []
    for row in breaks.weights:
        cells = zip(symptoms, row, strict=True)
        kept = {name: round(float(weight), 2) for name, weight in cells if abs(weight) >= SMALL}
        rows.append(
            "    {" + "".join(f'\n        "{k}": {v},' for k, v in kept.items()) + "\n    },"
        )
    bias = ", ".join(f"{value:.2f}" for value in breaks.bias)
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
    ]
    return "\n".join(text) + "\n"


def risk_table(risk: Fit, features: list[str]) -> str:
    """The table for the risk, as Python."""
    pairs = zip(features, risk.weights[1], strict=True)
    told = [f'    "{name}": {weight:.2f},' for name, weight in pairs if abs(weight) >= SMALL]
    text = [
        RISK_HEAD,
        f"RISK_BIAS = {risk.bias[1]:.2f}",
        "RISK_WEIGHTS: dict[str, float] = {",
        *told,
        "}",
        "",
    ]
    return "\n".join(text)


def main() -> None:
    """Read the sets, fit both tables, print how well they do and write them down."""
    options = argparse.ArgumentParser(description="Fit the verdict and the risk.")
    options.add_argument("folder", type=Path)
    options.add_argument("--also", type=Path, help="one more labelled file")
    options.add_argument("--first", type=int, default=200, help="conversations used of it")
    options.add_argument("--only-risk", action="store_true", help="leave the verdict as it is")
    given = options.parse_args()
    cases = read_cases(given.folder, given.also, given.first)
    if given.only_risk:
        written = TARGET.read_text(encoding="utf-8").partition(RISK_HEAD)[0]
    else:
        written = break_table(*fit_break(cases))
    TARGET.write_text(written + risk_table(*fit_risk(cases)), encoding="utf-8")


if __name__ == "__main__":
    main()
