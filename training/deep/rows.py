"""What the encoders learn from: conversations as rows of turns, each with the answers known for it.

An answer is 1, 0 or unknown (NaN): a text from an auxiliary set answers only the heads it was asked
about, and a turn only those of its own speaker.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from heard.listen.pieces import prepared
from heard.listen.reading import EMOTIONS
from heard.listen.trained import AGENT_SIGNALS, CUSTOMER_SIGNALS, FEELS, HEATS
from training.sets import GO_HEADS, UNCIVIL, Aside, Told, asides, labelled_sets

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from heard.measure.labelled import Labelled

CUSTOMER_HEADS = (*HEATS, *FEELS, *CUSTOMER_SIGNALS)
AGENT_HEADS = AGENT_SIGNALS
ASIDE_HEADS = tuple(
    f"aside_{name}"
    for name in (
        *GO_HEADS, "uncivil", *UNCIVIL, "abusive", "offensive", "toxic", "menacing", "empathic",
    )
)  # fmt: skip
HEADS = (*CUSTOMER_HEADS, *AGENT_HEADS, *ASIDE_HEADS)
SOURCES = ("ibm_care", "github", "cfpb", "authored", "written", "aside")
AUTHORED_HEAT = 0.4  # invented anger is mostly implied: its heat is unlike a tweet's
ASIDE_WEIGHT = 0.4
KEPT = {
    "goemotions": 5000,
    "github_incivility": 3000,
    "convabuse": 1000,
    "davidson": 1000,
    "jigsaw_1k": 600,
    "casino": 800,
    "multidogo": 2000,
}
SEED = 20
HELD_SOURCES = ("ibm_care", "written", "github", "authored")


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation as the encoders see it: one row a turn."""

    id: str
    source: str
    texts: tuple[str, ...]
    customers: tuple[bool, ...]
    answers: NDArray[np.float32]  # a row a turn, a column a head; NaN where nobody knows
    weights: NDArray[np.float32]  # what each answer counts


def talks(folder: Path | None) -> list[Talk]:
    """Every labelled conversation, and a part of each auxiliary set in the data folder."""
    told = labelled_sets()
    found = [talk(one.source, one.labelled) for one in told]
    if folder is not None:
        found += _aside_talks(folder / "train", told)
    return found


def talk(source: str, labelled: Labelled) -> Talk:
    """The rows of one labelled conversation."""
    turns = labelled.conversation.turns
    answers = np.full((len(turns), len(HEADS)), np.nan, np.float32)
    weights = np.ones_like(answers)
    for row, (turn, reading, heat) in enumerate(
        zip(turns, labelled.readings, labelled.heats, strict=True)
    ):
        names = {signal.name for signal in reading.signals}
        if turn.from_customer:
            level = heat or 0
            answers[row, : len(HEATS)] = [level >= step for step in range(1, len(HEATS) + 1)]
            felt = len(HEATS) + len(FEELS)
            answers[row, len(HEATS) : felt] = [one == reading.emotion for one in EMOTIONS]
            answers[row, felt : len(CUSTOMER_HEADS)] = [one in names for one in CUSTOMER_SIGNALS]
            if source == "authored":
                weights[row, :felt] = AUTHORED_HEAT
        else:
            own = slice(len(CUSTOMER_HEADS), len(CUSTOMER_HEADS) + len(AGENT_HEADS))
            answers[row, own] = [one in names for one in AGENT_HEADS]
    return Talk(
        labelled.conversation.id,
        source,
        tuple(prepared(turn.text, customer=turn.from_customer) for turn in turns),
        tuple(turn.from_customer for turn in turns),
        answers,
        weights,
    )


def held_out(source: str, name: str) -> bool:
    """Whether a conversation is kept from the encoders, so that the layer sees honest scores of it."""
    return source in HELD_SOURCES and crc32(b"held " + name.encode()) % 7 == 0


def _aside_talks(folder: Path, told: Sequence[Told]) -> list[Talk]:
    known = frozenset(
        one.labelled.conversation.id.removeprefix("gh-") for one in told if one.source == "github"
    )
    rng = random.Random(SEED)
    found: list[Talk] = []
    for name, kept in KEPT.items():
        every = asides(folder, known, only=name)
        uncommon = [one for one in every if any(one.answers.values())]
        common = [one for one in every if not any(one.answers.values())]
        for group, share in ((uncommon, 0.7), (common, 0.3)):
            rng.shuffle(group)
            found += [_aside_talk(name, one) for one in group[: int(kept * share)]]
    return found


def _aside_talk(name: str, aside: Aside) -> Talk:
    answers = np.full((1, len(HEADS)), np.nan, np.float32)
    for head, answer in aside.answers.items():
        answers[0, HEADS.index(f"aside_{head}")] = answer
    weights = np.full_like(answers, ASIDE_WEIGHT)
    text = prepared(aside.text[:700], customer=True)
    return Talk(f"{name}-{crc32(aside.text.encode())}", "aside", (text,), (True,), answers, weights)
