"""What speaks for one step having broken rather than another, counted over a conversation.

Every size lies in 0..1 and counts what was heard by how sure the listener is, so that one
doubtful misstep weighs less than one that is plain.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from heard.track.mood import COOLS_AT, HEATS_AT
from heard.track.steps import BREAKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.conversation import Conversation
    from heard.listen.reading import Reading

RISES = 0.12  # half a level
EARLY = 2  # replies
STEP_OF = {name: step for step, names in enumerate(BREAKS, 1) for name in names}
NUMBERS = tuple(range(1, len(BREAKS) + 1))

Faults = tuple[float, ...]  # how surely a reply broke each of the five steps
CLEAN: Faults = (0.0,) * len(BREAKS)


@dataclass(slots=True)
class Symptoms:
    """The sizes, gathered a turn at a time."""

    replies: int = 0
    heat: float = 0.0
    hot: float = 0.0  # how surely the customer is hot now, and ever was
    was_hot: float = 0.0
    named: dict[str, float] = field(default_factory=dict)  # each misstep, at its surest
    good: dict[str, float] = field(default_factory=dict)  # each technique, at its surest
    counts: list[float] = field(default_factory=lambda: list(CLEAN))
    first: list[float] = field(default_factory=lambda: list(CLEAN))
    rise: list[float] = field(default_factory=lambda: list(CLEAN))
    early: list[float] = field(default_factory=lambda: list(CLEAN))  # in the first two replies
    in_heat: list[float] = field(default_factory=lambda: list(CLEAN))  # said to a hot customer
    latest: Faults = CLEAN
    waiting: bool = False  # the customer has not reacted to the latest reply yet
    no_fault: float = 1.0
    resolved: float = 0.0
    brushed_off: float = 0.0  # the customer feels dismissed, or repeats, after a reply

    def customer(self, reading: Reading, heat: float) -> None:
        """Count what one customer turn says."""
        if self.waiting and heat - self.heat >= RISES:
            pairs = zip(self.rise, self.latest, strict=True)
            self.rise = [max(before, now) for before, now in pairs]
        if self.waiting:
            self.brushed_off += reading.sure("dismissed") + reading.sure("repeat_contact")
        self.waiting = False
        self.heat = heat
        self.hot = min(1.0, max(0.0, (heat - COOLS_AT) / (2 * (HEATS_AT - COOLS_AT))))
        self.was_hot = max(self.was_hot, self.hot)
        self.resolved = max(reading.sure("resolved"), self.resolved * (1 - self.hot))

    def company(self, reading: Reading) -> None:
        """Count what one company turn does."""
        faults = reply_faults(reading)
        self.replies += 1
        self.latest, self.waiting = faults, True
        clean = 1.0
        for index, sure in enumerate(faults):
            self.counts[index] += sure
            self.in_heat[index] = max(self.in_heat[index], sure * self.hot)
            if self.replies <= EARLY:
                self.early[index] = max(self.early[index], sure)
            self.first[index] += self.no_fault * clean * sure
            clean *= 1 - sure
        self.no_fault *= clean
        for signal in reading.signals:
            kept = self.named if signal.name in STEP_OF else self.good
            kept[signal.name] = max(kept.get(signal.name, 0.0), signal.sure)

    def sizes(self) -> dict[str, float]:
        """Every symptom by name."""
        ended_hot = self.hot * self.was_hot
        acknowledged = self.good.get("acknowledge", 0.0)
        apologized = self.good.get("apologize", 0.0)
        sizes = {
            "no misstep": self.no_fault,
            "was hot": self.was_hot,
            "ended hot": ended_hot,
            "resolved": self.resolved,
            "brushed off": min(self.brushed_off, 2.0) / 2,
            "never acknowledged": (1 - acknowledged) * self.was_hot,
            "nor apologized": (1 - acknowledged) * (1 - apologized) * self.was_hot,
            "never restated": (1 - self.good.get("restate", 0.0)) * self.was_hot,
            "only one reply": float(self.replies <= 1),
            "no solution, ended hot": (1 - self.good.get("solve", 0.0)) * ended_hot,
        }
        for name in STEP_OF:
            sizes[name] = self.named.get(name, 0.0)
        for step in NUMBERS:
            index = step - 1
            sizes[f"share {step}"] = min(1.0, self.counts[index] / max(self.replies, 1))
            sizes[f"first misstep {step}"] = self.first[index]
            sizes[f"early {step}"] = self.early[index]
            sizes[f"in the heat {step}"] = self.in_heat[index]
            sizes[f"heat rose after {step}"] = self.rise[index]
            sizes[f"last reply {step}"] = self.latest[index]
        return sizes


def reply_faults(reading: Reading) -> Faults:
    """How surely one reply broke each of the five steps."""
    return tuple(max(reading.sure(name) for name in names) for names in BREAKS)


def find_symptoms(conversation: Conversation, readings: Sequence[Reading]) -> dict[str, float]:
    """The size of every symptom once the conversation is over."""
    symptoms = Symptoms()
    for turn, reading in zip(conversation.turns, readings, strict=True):
        if turn.from_customer and reading.heat is not None:
            symptoms.customer(reading, reading.heat)
        elif turn.to_customer and turn.text.strip():
            symptoms.company(reading)
    return symptoms.sizes()
