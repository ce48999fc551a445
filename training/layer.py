"""Fitting the layer: for each judgment at most twenty named weights, a bias and a threshold.

Fitted on scores of conversations the heads were not fitted on, and on the first part of the development
set, whose words never train anything. Earlier readings feed later ones, so it is fitted in rounds.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from heard.listen.context import agent_context, customer_context
from heard.listen.layer import MOST, Judgment, Layer, Side
from heard.listen.reading import EMOTIONS, HOT, Reading, Signal, SoFar
from heard.listen.trained import AGENT_SIGNALS, CUSTOMER_SIGNALS, FEELS, HEATS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from heard.listen.deep import Deep
    from heard.measure.labelled import Labelled

DEV = "dev"
TRUST = {DEV: 2.0, "ibm_care": 0.5, "written": 0.2, "github": 0.3, "cfpb": 0.05, "authored": 0.2}
ROUNDS = 3
# How freely a judgment may be fitted, and how much more freely its own heads are weighed than what it leans
# on; by cross-validation on the first part of the development set.
FREEDOM = {"felt": 0.3, "signal": 0.01}
TRUSTED = {"felt": 2.0, "signal": 5.0}
FLOOR = 0.15  # the least spread a number is scaled by: a rare mark may not swing a judgment
AWAY = 0.03  # what another set's turn counts when a threshold is chosen, against one from home
LEASTS = np.arange(0.1, 0.71, 0.02)  # thresholds that are tried
DRAWS, DRAWN_BY = 41, 20  # draws of conversations for a threshold, and their seed
MISSED = 2.0  # as if two more were missed: keeps rare signals from a threshold of chance
LEAN = 1.0  # of F-beta; what is shown, held back or counted must be firm besides
# Share of calm conversations from home that may be called hot; swift tells them apart less well, so it
# has to be the quieter one.
CALM_ALARMS = {"keen": 0.17, "swift": 0.14}
START_KNOTS = ((0.0, 0.0), (0.6, 0.125), (1.3, 0.375), (2.1, 0.625), (2.9, 0.875), (4.0, 1.0))


@dataclass(frozen=True, slots=True)
class Scored:
    """A labelled conversation with the raw scores and measures of each turn."""

    source: str
    labelled: Labelled
    raw: tuple[NDArray[np.float32], ...]
    measured: tuple[NDArray[np.float32], ...]
    deep: tuple[NDArray[np.float32], ...] | None = None


def deepened(scored: Scored, deep: Deep) -> Scored:
    """The same conversation with the deep scores of each turn."""
    before, found = SoFar(), []
    for turn in scored.labelled.conversation.turns:
        found.append(deep.score(turn, before).raw)
        before = before.add(turn, Reading())
    return replace(scored, deep=tuple(found))


@dataclass(slots=True)
class Table:
    """What one side's judgments are fitted on."""

    described: NDArray[np.float32]
    answers: dict[str, NDArray[np.bool_]]
    heats: NDArray[np.int_]
    feels: NDArray[np.int_]
    sources: NDArray[np.str_]
    groups: NDArray[np.int_]


def fit_layer(
    scored: Sequence[Scored],
    customer_heads: Sequence[str],
    agent_heads: Sequence[str],
    deep: Sequence[str] = (),
    *,
    calm_alarms: float = max(CALM_ALARMS.values()),
) -> Layer:
    """The layer that these conversations call for."""
    layer = _plain_layer()
    for number in range(1, ROUNDS + 1):
        sides = {
            True: Side(customer_heads, layer.customer, customer=True, deep=deep),
            False: Side(agent_heads, layer.agent, customer=False, deep=deep),
        }
        customer, agent = _tables(scored, sides, layer)
        layer = _fit_round(customer, agent, sides, calm_alarms)
        print(f"  round {number} of {ROUNDS}", flush=True)
    return layer


def _plain_layer() -> Layer:
    customer = {name: Judgment(-0.5, {name: 1.0}) for name in (*HEATS, *FEELS, *CUSTOMER_SIGNALS)}
    agent = {name: Judgment(-0.5, {name: 1.0}) for name in AGENT_SIGNALS}
    return Layer(customer, agent, START_KNOTS)


def _tables(scored: Sequence[Scored], sides: dict[bool, Side], layer: Layer) -> tuple[Table, Table]:
    rows: dict[bool, list[NDArray[np.float32]]] = {True: [], False: []}
    labels: dict[bool, list[tuple[Reading, int, str, int]]] = {True: [], False: []}
    levels = [level for level, _ in layer.knots]
    heats = [heat for _, heat in layer.knots]
    for group, conversation in enumerate(scored):
        before = SoFar()
        told = conversation.labelled
        for place, turn in enumerate(told.conversation.turns):
            customer = turn.from_customer
            side = sides[customer]
            context = (customer_context if customer else agent_context)(turn, before)
            described = side.describe(
                conversation.raw[place],
                context,
                conversation.measured[place],
                None if conversation.deep is None else conversation.deep[place],
            )
            judged = side.judge(described)
            rows[customer].append(described)
            heat = told.heats[place]
            labels[customer].append((told.readings[place], heat or 0, conversation.source, group))
            signals = tuple(
                Signal(name, float(sure), 0, len(turn.text))
                for name, sure, least in zip(side.names, judged, side.thresholds, strict=True)
                if sure >= least and not name.startswith(("heat_", "feels_"))
            )
            felt = float(np.interp(float(judged[: len(HEATS)].sum()), levels, heats))
            before = before.add(turn, Reading(felt if customer else None, None, signals))
    return (
        _table(rows[True], labels[True], CUSTOMER_SIGNALS),
        _table(rows[False], labels[False], AGENT_SIGNALS),
    )


def _table(
    rows: list[NDArray[np.float32]],
    labels: list[tuple[Reading, int, str, int]],
    names: Sequence[str],
) -> Table:
    return Table(
        np.stack(rows),
        {name: np.array([reading.hears(name) for reading, *_ in labels]) for name in names},
        np.array([heat for _, heat, _, _ in labels]),
        np.array([EMOTIONS.index(reading.emotion or "neutral") for reading, *_ in labels]),
        np.array([source for *_, source, _ in labels]),
        np.array([group for *_, group in labels]),
    )


def _fit_round(customer: Table, agent: Table, sides: dict[bool, Side], calm_alarms: float) -> Layer:
    answers = {name: customer.heats >= level for level, name in enumerate(HEATS, 1)}
    answers |= {name: customer.feels == place for place, name in enumerate(FEELS)}
    answers |= customer.answers
    judged: dict[str, Judgment] = {}
    held: dict[str, NDArray[np.float64]] = {}
    for name, answer in answers.items():
        judged[name], held[name] = _fit_judgment(customer, answer, name, sides[True].numbers)
    levels = sum((held[name] for name in HEATS), np.zeros(len(customer.heats)))
    knots = _knots(levels, customer, calm_alarms)
    spoken = {
        name: _fit_judgment(agent, answer, name, sides[False].numbers)[0]
        for name, answer in agent.answers.items()
    }
    return Layer(judged, spoken, knots)


def _fit_judgment(
    table: Table, answer: NDArray[np.bool_], name: str, numbers: Sequence[str]
) -> tuple[Judgment, NDArray[np.float64]]:
    trust = np.array([TRUST[source] for source in table.sources])
    home = DEV if DEV in table.sources else "ibm_care"
    elsewhere = [source for source in TRUST if source != home and source in table.sources]
    where = np.column_stack([table.sources == source for source in elsewhere] or [[]] * len(trust))
    center = np.average(table.described, axis=0, weights=trust)
    spread = np.sqrt(np.average((table.described - center) ** 2, axis=0, weights=trust)) + 1e-4
    own = [place for place, number in enumerate(numbers) if number in (name, f"deep_{name}")]
    widths = np.maximum(spread, FLOOR)
    kind = "felt" if name in (*HEATS, *FEELS) else "signal"
    freedom = FREEDOM[kind]
    widths[own] /= TRUSTED[kind]
    scaled = (table.described - center) / widths
    weights, _ = _regress(scaled, where, answer, trust, freedom)
    kept = _strongest(weights, own)
    weights, bias = _regress(scaled[:, kept], where, answer, trust, freedom)
    raw = weights / widths[kept]
    held = np.zeros(len(answer))
    for fold in range(5):
        inside = table.groups % 5 != fold
        part, start = _regress(
            scaled[inside][:, kept], where[inside], answer[inside], trust[inside], freedom
        )
        held[~inside] = scaled[~inside][:, kept] @ part + start
    held = 1 / (1 + np.exp(-held))
    judgment = Judgment(
        float(bias - raw @ center[kept]),
        {numbers[place]: float(weight) for place, weight in zip(kept, raw, strict=True)},
        _threshold(held, answer, np.where(table.sources == home, 1.0, AWAY * trust), table.groups),
    )
    return judgment, held


def _strongest(weights: NDArray[np.float64], own: list[int]) -> list[int]:
    order = [int(place) for place in np.argsort(-np.abs(weights), kind="stable")]
    others = [place for place in order if place not in own]
    return sorted([*own, *others[: MOST - len(own)]])


def _regress(
    scaled: NDArray[np.floating],
    where: NDArray[np.bool_],
    answer: NDArray[np.bool_],
    trust: NDArray[np.float64],
    freedom: float,
) -> tuple[NDArray[np.float64], float]:
    """Weights and a bias for home; what is only a habit of another set goes to that set's column."""
    if not 0 < answer.sum() < len(answer):
        return np.zeros(scaled.shape[1]), -5.0
    model = LogisticRegression(C=freedom, max_iter=300)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(np.column_stack([scaled, where * 3.0]), answer, sample_weight=trust)
    return model.coef_[0][: scaled.shape[1]], float(model.intercept_[0])


def _threshold(
    sure: NDArray[np.float64],
    answer: NDArray[np.bool_],
    trust: NDArray[np.float64],
    groups: NDArray[np.int_],
) -> float:
    """The threshold of the best F-beta: the median over draws of whole conversations.

    One draw alone hangs on a handful of turns where a signal is rare (bagging, Breiman 1996).
    """
    rng = np.random.default_rng(DRAWN_BY)
    _, places = np.unique(groups, return_inverse=True)
    count = int(places.max()) + 1
    reached = np.searchsorted(LEASTS, sure + 1e-9, side="right")
    chosen = []
    for _ in range(DRAWS):
        drawn = trust * np.bincount(rng.integers(0, count, count), minlength=count)[places]
        said = np.bincount(reached, drawn, len(LEASTS) + 1)[:0:-1].cumsum()[::-1]
        right = np.bincount(reached, drawn * answer, len(LEASTS) + 1)[:0:-1].cumsum()[::-1]
        total = float((drawn * answer).sum()) + MISSED
        chosen.append(LEASTS[int(np.argmax(right / (said + LEAN**2 * total)))])
    return float(np.median(chosen))


def _knots(
    levels: NDArray[np.float64], table: Table, calm_alarms: float
) -> tuple[tuple[float, float], ...]:
    """Where the expected level turns from one heat into the next: the best ordinal agreement.

    The hot cut leaves all but a few calm conversations without an alarm, whatever that costs.
    """
    heats, sources = table.heats, table.sources
    home = sources == (DEV if DEV in sources else "ibm_care")
    groups = table.groups[home]
    levels, heats = levels[home], heats[home]
    cuts = [0.6, 1.3, 2.1, 2.9]
    for _ in range(4):
        for place in range(4):
            low = cuts[place - 1] + 0.15 if place else 0.1
            high = cuts[place + 1] - 0.15 if place < 3 else 3.8
            tried = np.arange(low, high, 0.05)
            agreed = [
                _agreement(levels, heats, [*cuts[:place], cut, *cuts[place + 1 :]]) for cut in tried
            ]
            cuts[place] = float(tried[int(np.argmax(agreed))])
    cuts[1] = max(cuts[1], _quiet(levels, heats, groups, calm_alarms))
    for place in (2, 3):
        cuts[place] = max(cuts[place], cuts[place - 1] + 0.15)
    print(f"  cuts {[round(cut, 2) for cut in cuts]}", flush=True)
    marks = zip((0.0, *cuts, 4.0), (0.0, 0.125, 0.375, 0.625, 0.875, 1.0), strict=True)
    return tuple((round(cut, 3), heat) for cut, heat in marks)


def _quiet(
    levels: NDArray[np.float64],
    heats: NDArray[np.int_],
    groups: NDArray[np.int_],
    calm_alarms: float,
) -> float:
    """The lowest hot cut that so many calm conversations at most pass."""
    peaks = sorted(
        (
            float(levels[groups == one].max())
            for one in np.unique(groups)
            if heats[groups == one].max() < HOT
        ),
        reverse=True,
    )
    allowed = int(calm_alarms * len(peaks))
    return peaks[allowed] + 1e-3 if peaks else 0.0


def _agreement(
    levels: NDArray[np.float64], heats: NDArray[np.int_], cuts: Sequence[float]
) -> float:
    """Ordinal agreement, and half as much for hot turns, where a false alarm costs more than a miss."""
    said, hot = levels >= cuts[1], heats >= HOT
    right = float((said & hot).sum())
    f_half = 1.25 * right / (float(said.sum()) + 0.25 * float(hot.sum()) + 1e-9)
    return _kappa(levels, heats, cuts) + f_half / 2


def _kappa(levels: NDArray[np.float64], heats: NDArray[np.int_], cuts: Sequence[float]) -> float:
    said = np.searchsorted(np.array(cuts), levels, side="right")
    apart = ((said - heats) ** 2).mean()
    chance = np.mean((said[:, None] - np.arange(5)) ** 2 @ np.bincount(heats, minlength=5)) / len(
        heats
    )
    return float(1 - apart / chance)
