"""Measuring a listener on labelled conversations: one call, one value, a table to print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from heard.errors import InputError
from heard.listen import EMOTIONS, HOT, Reading, SoFar, heat_level
from heard.measure.labelled import Labelled, load_labelled
from heard.measure.metrics import Hits, auc, calibration_error, kappa, precision_at_recall
from heard.quoting import counted
from heard.signals import FLAGS, MISSTEPS, SIGNAL_NAMES, TECHNIQUES, TRIGGERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from heard.conversation import Turn
    from heard.listen import Listener

GROUPS = (
    ("triggers", TRIGGERS),
    ("flags", FLAGS),
    ("techniques", TECHNIQUES),
    ("missteps", MISSTEPS),
)
ENOUGH = 8  # labels a signal needs before its figure is counted in a group's mean
NOTE = (
    f"A mean is over the signals that are labelled at least {ENOUGH} times. A precision of 0.00 beside 0 labelled: heard,"
    " and labelled nowhere. – means that there was nothing to count.\n"
)
# How far two labelling passes over the same conversations agreed: no reader can be held to more.
CEILING = {
    "heat kappa": 0.95,
    "hot": 0.91,
    "triggers": 0.83,
    "flags": 0.91,
    "techniques": 0.89,
    "missteps": 0.77,
    "outcome": 0.97,
    "broken step": 0.86,
}

Table = list[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class SignalFigures:
    """How one signal was heard."""

    name: str
    hits: Hits
    auc: float | None
    calibration: float | None  # mean gap between "sure" and "right"


@dataclass(frozen=True, slots=True)
class Measured:
    """How far a listener agrees with the labels of one set."""

    conversations: int
    turns: int
    heat_kappa: float | None
    hot: Hits
    hot_auc: float | None
    precision_at_75: float | None  # of "hot", at the threshold that finds three quarters
    false_alarms: float | None  # share of never-hot conversations with a turn heard as hot
    emotion: float | None  # share of customer turns with the right emotion
    signals: tuple[SignalFigures, ...]
    outcome: float | None  # share of conversations with the labelled outcome
    broken_step: float | None

    def group(self, names: Sequence[str]) -> tuple[float | None, float | None]:
        """Mean F1 and mean AUC of the signals among `names` with enough labels."""
        enough = [one for one in self.signals if one.name in names and one.hits.labelled >= ENOUGH]
        if not enough:
            return None, None
        f1s = [one.hits.f1 or 0.0 for one in enough]
        aucs = [one.auc for one in enough if one.auc is not None]
        return sum(f1s) / len(f1s), sum(aucs) / len(aucs) if aucs else None

    def to_text(self) -> str:
        """The figures as lines for a terminal."""
        return "\n".join([*(_plain_table(table) for table in self._tables()), NOTE])

    def to_markdown(self) -> str:
        """The figures as Markdown tables."""
        return "\n".join([*(_markdown_table(table) for table in self._tables()), NOTE])

    def _tables(self) -> Iterator[Table]:
        yield [
            (
                f"{counted(self.conversations, 'conversation')}, {counted(self.turns, 'turn')}",
                "Heard",
                "labellers",
            ),
            ("heat, quadratic kappa", _show(self.heat_kappa), _show(CEILING["heat kappa"])),
            ("hot (2 and above), AUC", _show(self.hot_auc), ""),
            ("hot, precision at recall 0.75", _show(self.precision_at_75), ""),
            ("hot, precision", _show(self.hot.precision), ""),
            ("hot, recall", _show(self.hot.recall), ""),
            ("calm conversations with an alarm", _show(self.false_alarms), ""),
            ("emotion, share right", _show(self.emotion), ""),
            ("outcome, share right", _show(self.outcome), _show(CEILING["outcome"])),
            (
                "first broken step, share right",
                _show(self.broken_step),
                _show(CEILING["broken step"]),
            ),
        ]
        rows: Table = [("group", "signals", "mean F1", "mean AUC", "labellers, kappa")]
        for title, names in GROUPS:
            f1, ranked = self.group(names)
            count = sum(one.name in names and one.hits.labelled >= ENOUGH for one in self.signals)
            rows.append((title, str(count), _show(f1), _show(ranked), _show(CEILING[title])))
        yield rows
        rows = [("signal", "labelled", "precision", "recall", "F1", "AUC", "calibration gap")]
        for one in self.signals:
            hits = one.hits
            row = (one.name, str(hits.labelled), _show(hits.precision), _show(hits.recall))
            rows.append((*row, _show(hits.f1), _show(one.auc), _show(one.calibration)))
        yield rows


def measure(
    path: Path | str, listener: Listener, *, first: int | None = None, last: int | None = None
) -> Measured:
    """Measure a listener on a labelled JSON Lines file, or on its first or last conversations only.

    Raises InputError where a line is not a labelled conversation.
    """
    labelled = list(load_labelled(path))[:first]
    if not labelled:
        raise InputError("no labelled conversation found", path=str(path))
    return measure_all(labelled if last is None else labelled[-last:], listener)


def measure_all(labelled: Sequence[Labelled], listener: Listener) -> Measured:
    """The same for conversations that are at hand."""
    heard = [_listen(one, listener) for one in labelled]
    customers = [turn for one in heard for turn in one.turns if turn.level is not None]
    hot = [(turn.level or 0) >= HOT for turn in customers]
    said = [heat_level(turn.reading.heat or 0.0) for turn in customers]
    heats = [turn.reading.heat or 0.0 for turn in customers]
    calm = [one for one in heard if not any((turn.level or 0) >= HOT for turn in one.turns)]
    alarmed = [one for one in calm if any(turn.reading.hot for turn in one.turns)]
    felt = [turn for turn in customers if turn.truth.emotion in EMOTIONS]
    outcome, broken = _reviewed(heard)
    return Measured(
        len(heard),
        sum(len(one.turns) for one in heard),
        kappa(said, [turn.level or 0 for turn in customers]),
        Hits.count([level >= HOT for level in said], hot),
        auc(heats, hot),
        precision_at_recall(heats, hot, 0.75),
        len(alarmed) / len(calm) if calm else None,
        _share([turn.reading.emotion == turn.truth.emotion for turn in felt]),
        tuple(_signal(name, heard) for name in SIGNAL_NAMES),
        outcome,
        broken,
    )


@dataclass(frozen=True, slots=True)
class _Turn:
    turn: Turn
    truth: Reading
    level: int | None  # the labelled heat, on the customer's turns
    reading: Reading
    scores: dict[str, float]


@dataclass(frozen=True, slots=True)
class _Conversation:
    labelled: Labelled
    turns: tuple[_Turn, ...]


def _listen(labelled: Labelled, listener: Listener) -> _Conversation:
    before, turns = SoFar(), []
    scores = getattr(listener, "scores", None)
    for turn, truth, level in zip(
        labelled.conversation.turns, labelled.readings, labelled.heats, strict=True
    ):
        reading = listener.read(turn, before)
        found = scores(turn, before) if scores else {one.name: one.sure for one in reading.signals}
        turns.append(_Turn(turn, truth, level, reading, found))
        before = before.add(turn, reading)
    return _Conversation(labelled, tuple(turns))


def _signal(name: str, heard: Sequence[_Conversation]) -> SignalFigures:
    by_customer = name in TRIGGERS or name in FLAGS
    turns = [
        one
        for conversation in heard
        for one in conversation.turns
        if (one.turn.from_customer if by_customer else one.turn.to_customer)
    ]
    wanted = [one.truth.hears(name) for one in turns]
    scores = [one.scores.get(name, 0.0) for one in turns]
    return SignalFigures(
        name,
        Hits.count([one.reading.hears(name) for one in turns], wanted),
        auc(scores, wanted),
        calibration_error(scores, wanted),
    )


def _reviewed(heard: Sequence[_Conversation]) -> tuple[float | None, float | None]:
    from heard.review import score_readings  # only here: measuring a listener needs no review

    outcomes, broken = [], []
    for one in heard:
        if one.labelled.outcome is None:
            continue
        card = score_readings(one.labelled.conversation, [turn.reading for turn in one.turns])
        if card.outcome is None:
            continue
        outcomes.append(card.outcome == one.labelled.outcome)
        step = 0 if card.broke is None else card.broke.step
        broken.append(step == one.labelled.broke_at)
    return _share(outcomes), _share(broken)


def _share(right: Sequence[bool]) -> float | None:
    return sum(right) / len(right) if right else None


def _show(figure: float | None) -> str:
    return "–" if figure is None else f"{figure:.2f}"


def _plain_table(rows: Table) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "  ".join(
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    return "\n".join(lines) + "\n"


def _markdown_table(rows: Table) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "|---" + "|--:" * (len(rows[0]) - 1) + "|")
    return "\n".join(lines) + "\n"
