"""Figures: how far a listener agrees with what a team says of its conversations, in a small table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from heard.listen.reading import HOT, SoFar, heat_level
from heard.measure.metrics import Hits, auc, kappa
from heard.signals import FLAGS, MISSTEPS, TECHNIQUES, TRIGGERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.adapt.corrected import Corrected
    from heard.listen import Listener

GROUPS = {"triggers": TRIGGERS, "flags": FLAGS, "techniques": TECHNIQUES, "missteps": MISSTEPS}
ENOUGH = 3  # labels a signal needs before its figure is counted in a group's mean


@dataclass(frozen=True, slots=True)
class Figures:
    """Agreement on the labelled turns of some conversations; None where too little is labelled."""

    conversations: int
    turns: int
    heat_kappa: float | None
    hot_auc: float | None
    emotion: float | None  # share right
    f1: dict[str, float | None]  # mean over the signals of each group

    def named(self) -> dict[str, float | None]:
        """Every figure by its name in a table."""
        return {
            "heat, quadratic kappa": self.heat_kappa,
            "hot (2 and above), AUC": self.hot_auc,
            "emotion, share right": self.emotion,
            **{f"{group}, mean F1": value for group, value in self.f1.items()},
        }


def figure(corrected: Sequence[Corrected], listener: Listener) -> Figures:
    """How far a listener agrees with the labels of these conversations."""
    said: list[int] = []
    levels: list[int] = []
    heats: list[float] = []
    felt: list[bool] = []
    signals: dict[str, tuple[list[bool], list[bool]]] = {}
    for one in corrected:
        before = SoFar()
        for turn, answers in zip(one.conversation.turns, one.answers, strict=True):
            reading = listener.read(turn, before)
            before = before.add(turn, reading)
            if answers.heat is not None and reading.heat is not None:
                said.append(heat_level(reading.heat))
                heats.append(reading.heat)
                levels.append(answers.heat)
            if answers.emotion is not None:
                felt.append(reading.emotion == answers.emotion)
            for name, wanted in answers.signals.items():
                heard, known = signals.setdefault(name, ([], []))
                heard.append(reading.hears(name))
                known.append(wanted)
    return Figures(
        len(corrected),
        sum(one.asked for one in corrected),
        kappa(said, levels),
        auc(heats, [level >= HOT for level in levels]),
        sum(felt) / len(felt) if felt else None,
        {group: _mean_f1(names, signals) for group, names in GROUPS.items()},
    )


def _mean_f1(
    names: Sequence[str], signals: dict[str, tuple[list[bool], list[bool]]]
) -> float | None:
    enough = [signals[name] for name in names if sum(signals.get(name, ((), ()))[1]) >= ENOUGH]
    if not enough:
        return None
    return sum(Hits.count(heard, wanted).f1 or 0.0 for heard, wanted in enough) / len(enough)
