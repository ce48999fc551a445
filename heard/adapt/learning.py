"""Learning: from labelled conversations and a shipped listener to the habits of one team."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Protocol

import numpy as np

from heard.adapt.cuts import choose_knots, choose_threshold
from heard.adapt.fitting import PENALTIES, Correction, Features, Penalty, Turned
from heard.adapt.rows import Rows, replay
from heard.listen.habits import Adapted, arrays_of
from heard.listen.heads import MEASURES
from heard.listen.layer import Judgment, Layer
from heard.listen.trained import FEELS, HEATS, Trained
from heard.signals import FLAGS, MISSTEPS, TECHNIQUES, TRIGGERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from heard.adapt.corrected import Corrected

GROUPS = {
    "heat": HEATS,
    "emotion": FEELS,
    "triggers": TRIGGERS,
    "flags": FLAGS,
    "techniques": TECHNIQUES,
    "missteps": MISSTEPS,
}
ENOUGH_YES = 5  # examples that a judgment needs, for it and against it
ENOUGH_IN = 3  # conversations that those for it must come from
SIDES = (True, False)


class Step(Protocol):
    """Called after each part of the work."""

    def __call__(self) -> None:
        """One part is done."""
        ...


@dataclass(frozen=True, slots=True)
class Learned:
    """The habits of one team, and what was chosen on the way."""

    layer: Layer
    arrays: dict[bool, dict[str, NDArray[np.generic]]]
    penalties: dict[str, Penalty | None]  # of each group; None where the shipped judgment stayed
    counts: dict[str, int]  # examples for each judgment
    learned: tuple[str, ...]  # the judgments that had enough examples

    def adapted(self, about: dict[str, object] | None = None) -> Adapted:
        """The same as a file's content."""
        return Adapted(self.layer, self.arrays[True], self.arrays[False], about or {})

    def listener(self, base: Trained) -> Trained:
        """The shipped listener with these habits."""
        return Trained(
            base.heads[True], base.heads[False], self.layer, base.deep, adapted=self.adapted()
        )


def parts(folds: int, *, chosen: bool) -> int:
    """How many parts the work has, for a progress bar."""
    return 1 + folds + 2 + (0 if chosen else 2 * len(PENALTIES))


def learn(
    corrected: Sequence[Corrected],
    base: Trained,
    folds: Sequence[int],
    *,
    step: Step,
    penalties: dict[str, Penalty | None] | None = None,
) -> Learned:
    """The habits that these conversations teach; `folds` has the fold of each conversation.

    `penalties` are those chosen before, if they were.
    """
    group = range(len(corrected))
    fold_of = np.array(folds)
    rows = replay(corrected, group, base, base)
    step()
    sides = {side: _Side(rows[side], fold_of) for side in SIDES}
    if penalties is None:
        penalties = {}
        for side in SIDES:
            penalties |= sides[side].choose(step)
    again: dict[bool, list[Rows]] = {True: [], False: []}
    for fold in sorted(set(folds)):
        fitted = {side: sides[side].fit(penalties, without=fold) for side in SIDES}
        listener = _learned(base, sides, fitted, penalties, None).listener(base)
        held = [place for place in group if fold_of[place] == fold]
        for side, found in replay(
            [corrected[place] for place in held], held, listener, base
        ).items():
            again[side].append(found)
        step()
    heard = {side: _joined(again[side]) for side in SIDES}
    final, fitted = {}, {}
    for side in SIDES:
        final[side] = _Side(heard[side], fold_of)
        fitted[side] = final[side].fit(penalties, without=None)
        step()
    return _learned(base, final, fitted, penalties, heard)


class _Side:
    """One side's labelled turns, and which judgments they can teach."""

    def __init__(self, rows: Rows, fold_of: NDArray[np.int_]) -> None:
        self.rows = rows
        self.folds = fold_of[rows.group] if len(rows.group) else np.zeros(0, np.int_)
        self.teachable = np.array(
            [
                int(rows.yes[:, place].sum()) >= ENOUGH_YES
                and int((rows.asked & ~rows.yes)[:, place].sum()) >= ENOUGH_YES
                and len(set(rows.group[rows.yes[:, place]].tolist())) >= ENOUGH_IN
                for place in range(len(rows.names))
            ],
            np.bool_,
        )
        self.features = Features(rows) if self.teachable.any() else None
        self.turned = cache(self._turned)

    def _turned(self, penalty: Penalty) -> Turned:
        if self.features is None:
            raise ValueError("nothing can be learned on this side")
        return self.features.turned(penalty)

    def columns(self, group: str) -> list[int]:
        """Where the judgments of a group stand that can be learned."""
        return [
            place
            for place, name in enumerate(self.rows.names)
            if name in GROUPS[group] and self.teachable[place]
        ]

    def choose(self, step: Step) -> dict[str, Penalty | None]:
        """For each group the penalty under which turns of other conversations are judged best."""
        chosen: dict[str, Penalty | None] = {}
        groups = {group: self.columns(group) for group in GROUPS}
        rows = self.rows
        least = {
            group: _loss(rows.shipped, rows, places) for group, places in groups.items() if places
        }
        for penalty in PENALTIES:
            if least:
                held = self._held_out(penalty)
                for group in least:
                    loss = _loss(held, rows, groups[group])
                    if loss < least[group]:
                        least[group], chosen[group] = loss, penalty
            self.turned.cache_clear()  # each holds a matrix as large as the data
            step()
        return {group: chosen.get(group) for group in least}

    def _held_out(self, penalty: Penalty) -> NDArray[np.float32]:
        """Every row's logits from a fit on the other folds."""
        turned, rows = self.turned(penalty), self.rows
        held = rows.shipped.copy()
        taught = np.flatnonzero(self.teachable)
        for fold in sorted(set(self.folds.tolist())):
            inside = self.folds != fold
            weights = turned.fit(
                rows.yes[:, taught], rows.asked[:, taught], rows.shipped[:, taught], inside
            )
            held[np.ix_(~inside, taught)] += turned.coordinates[~inside] @ weights
        return held

    def fit(
        self, penalties: dict[str, Penalty | None], *, without: int | None
    ) -> Correction | None:
        """The correction of every judgment, a fold left out or none."""
        if self.features is None:
            return None
        rows, judgments = self.rows, len(self.rows.names)
        inside = (
            self.folds != without if without is not None else np.ones(len(self.folds), np.bool_)
        )
        parts: list[tuple[list[int], Correction]] = []
        for penalty in dict.fromkeys(one for one in penalties.values() if one is not None):
            places = [
                place
                for group, chosen in penalties.items()
                if chosen == penalty
                for place in self.columns(group)
            ]
            if not places:
                continue
            turned = self.turned(penalty)
            weights = turned.fit(
                rows.yes[:, places], rows.asked[:, places], rows.shipped[:, places], inside
            )
            parts.append((places, self.features.correction(turned, weights)))
        wide = {
            "described": rows.described.shape[1],
            "meaning": rows.meaning.shape[1],
            "words": len(self.features.vocabulary.keys),
        }
        whole = {name: np.zeros((count, judgments), np.float32) for name, count in wide.items()}
        bias = np.zeros(judgments, np.float32)
        for places, part in parts:
            bias[places] = part.bias
            for name, table in whole.items():
                table[:, places] = getattr(part, name)
        return Correction(bias, whole["described"], whole["meaning"], whole["words"])


def surprise(corrected: Sequence[Corrected], listener: Trained, base: Trained) -> float | None:
    """The mean surprise of a listener at the known answers of these conversations, over judgments.

    It is the negative logarithm of the chance that the listener gave to what a person said: it moves
    with every label, where a share of hits moves only with those near a cut.
    """
    total, judgments = 0.0, 0
    for rows in replay(corrected, range(len(corrected)), listener, base).values():
        asked = rows.asked.any(0) if len(rows.group) else np.zeros(0, np.bool_)
        places = np.flatnonzero(asked).tolist()
        if places:
            sure = np.clip(rows.judged, 1e-6, 1 - 1e-6)
            total += _loss(np.log(sure / (1 - sure)), rows, places)
            judgments += len(places)
    return total / judgments if judgments else None


def _loss(logits: NDArray[np.float32], rows: Rows, places: list[int]) -> float:
    """The mean surprise at the known answers, over judgments."""
    yes, asked, given = rows.yes[:, places], rows.asked[:, places], logits[:, places]
    surprise = np.logaddexp(0, np.where(yes, -given, given)) * asked
    return float((surprise.sum(0) / np.maximum(asked.sum(0), 1)).sum())


def _joined(parts: list[Rows]) -> Rows:
    """The rows of all folds as one, in the conversations' order."""
    parts = [part for part in parts if len(part.group)] or parts[:1]
    group = np.concatenate([part.group for part in parts])
    order = np.argsort(group, kind="stable")
    words = [one for part in parts for one in part.words]
    return Rows(
        parts[0].names,
        np.concatenate([part.described for part in parts])[order],
        np.concatenate([part.meaning for part in parts])[order],
        tuple(words[place] for place in order),
        np.concatenate([part.yes for part in parts])[order],
        np.concatenate([part.asked for part in parts])[order],
        np.concatenate([part.shipped for part in parts])[order],
        np.concatenate([part.judged for part in parts])[order],
        group[order],
    )


def _learned(
    base: Trained,
    sides: dict[bool, _Side],
    fitted: dict[bool, Correction | None],
    penalties: dict[str, Penalty | None],
    heard: dict[bool, Rows] | None,
) -> Learned:
    """The layer and sums of these corrections; cuts are chosen anew where held-out readings are given."""
    judgments, arrays = {}, {}
    for side in SIDES:
        taught = sides[side].teachable
        judgments[side] = _judgments(
            base,
            fitted[side],
            taught,
            None if heard is None else heard[side],
            customer=side,
        )
        arrays[side] = _arrays(base, sides[side], fitted[side])
    knots = base.layer.knots
    if heard is not None:
        rows = heard[True]
        labelled = rows.asked[:, : len(HEATS)].all(1) if len(rows.group) else np.zeros(0, np.bool_)
        if sides[True].teachable[:HOT_COLUMNS].all():
            knots = choose_knots(
                rows.judged[labelled][:, : len(HEATS)].sum(1),
                rows.yes[labelled][:, : len(HEATS)].sum(1),
                rows.group[labelled],
                shipped=knots,
            )
    names = {side: sides[side].rows.names for side in SIDES}
    return Learned(
        Layer(judgments[True], judgments[False], knots),
        arrays,
        penalties,
        {
            name: int(sides[side].rows.yes[:, place].sum())
            for side in SIDES
            for place, name in enumerate(names[side])
        },
        tuple(
            name
            for side in SIDES
            for name, taught in zip(names[side], sides[side].teachable, strict=True)
            if taught
        ),
    )


HOT_COLUMNS = 2  # heats that must have been learned before the cuts between heats may move


def _judgments(
    base: Trained,
    correction: Correction | None,
    taught: NDArray[np.bool_],
    heard: Rows | None,
    *,
    customer: bool,
) -> dict[str, Judgment]:
    shipped = base.layer.customer if customer else base.layer.agent
    if correction is None:
        return dict(shipped)
    found = {}
    numbers = base.sides[customer].numbers
    for place, (name, judgment) in enumerate(shipped.items()):
        if not taught[place]:
            found[name] = judgment
            continue
        added = correction.described[:, place]
        weights = {
            number: judgment.weights.get(number, 0.0) + float(weight)
            for number, weight in zip(numbers, added, strict=True)
            if weight or number in judgment.weights
        }
        threshold = judgment.threshold
        if heard is not None and name not in HEATS and name not in FEELS:
            asked = heard.asked[:, place]
            threshold = choose_threshold(
                heard.judged[asked, place], heard.yes[asked, place], shipped=threshold
            )
        found[name] = Judgment(judgment.bias + float(correction.bias[place]), weights, threshold)
    return found


def _arrays(
    base: Trained, side: _Side, correction: Correction | None
) -> dict[str, NDArray[np.generic]]:
    names = side.rows.names
    if correction is None or side.features is None:
        none = np.zeros(0, np.float32)
        return arrays_of(
            names,
            none.astype(np.uint32),
            none,
            np.zeros((0, len(names)), np.float32),
            len(MEASURES),
        )
    words = side.features.vocabulary
    used = np.abs(correction.words).max(1, initial=0.0) > 0
    arrays = arrays_of(
        names, words.keys[used], words.idf[used], correction.words[used], len(MEASURES)
    )
    if base.deep is not None and correction.meaning.any():
        width = base.deep.memory.of_turn.shape[0]
        arrays["of_turn"] = correction.meaning[:width].astype(np.float16)
        arrays["of_past"] = correction.meaning[width:].astype(np.float16)
    return arrays
