"""The gram heads of both sides: from labelled turns and auxiliary texts to weights over hashed grams."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from heard.listen.reading import EMOTIONS
from heard.listen.trained import AGENT_SIGNALS, CUSTOMER_SIGNALS, FEELS, HEATS
from training.heads import FOLDS, Fitted, fit
from training.matrix import Cut, choose, cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from heard.measure.labelled import Labelled
    from training.sets import Aside, Told

# Invented anger is mostly implied: its heat is unlike a tweet's. Invented answers are like real ones.
AUTHORED_WEIGHT = {True: 0.4, False: 0.8}
HEARD_IN_AGENTS = ("grateful", "caring", "empathic", "uncivil", "mocking", "impatient", "annoyed")


def fit_side(
    told: Sequence[Told], beside: Sequence[Aside], cuts: dict[str, Cut], *, customer: bool
) -> Fitted:
    """Every head of one side, fitted; `cuts` keeps texts cut up, for the other side."""
    side = "customer" if customer else "agent"
    print(f"{side} heads:")
    turns = [
        (one, turn, reading, heat)
        for one in told
        for turn, reading, heat in zip(
            one.labelled.conversation.turns, one.labelled.readings, one.labelled.heats, strict=True
        )
        if turn.from_customer == customer
    ]
    own = [_cut(turn.text, cuts) for _, turn, _, _ in turns]
    targets: dict[str, NDArray[np.bool_]] = {}
    if customer:
        heats = np.array([heat or 0 for *_, heat in turns])
        targets |= {name: heats >= level for level, name in enumerate(HEATS, 1)}
        felt = [reading.emotion for _, _, reading, _ in turns]
        targets |= {
            name: np.array([one == emotion for one in felt])
            for name, emotion in zip(FEELS, EMOTIONS, strict=True)
        }
    for name in CUSTOMER_SIGNALS if customer else AGENT_SIGNALS:
        targets[name] = np.array([reading.hears(name) for _, _, reading, _ in turns])
    kept = [
        (_cut(aside.text, cuts), answers)
        for aside in beside
        if (answers := _asked(aside, customer=customer))
    ]
    vocabulary = choose(own, [piece for piece, _ in kept], at_least=3, aside_at_least=40)
    print(f"  {len(own)} turns, {len(kept)} auxiliary texts, {len(vocabulary.keys)} grams")
    weights = np.array(
        [AUTHORED_WEIGHT[customer] if one.source == "authored" else 1.0 for one, *_ in turns],
        np.float32,
    )
    folds = np.array([_fold(one.labelled) for one, *_ in turns])
    return fit(vocabulary, own, targets, weights, folds, kept)


def _asked(aside: Aside, *, customer: bool) -> dict[str, bool]:
    if customer:
        return {head: answer for head, answer in aside.answers.items() if head != "empathic"}
    return {head: answer for head, answer in aside.answers.items() if head in HEARD_IN_AGENTS}


def _cut(text: str, cuts: dict[str, Cut]) -> Cut:
    if text not in cuts:
        cuts[text] = cut(text)
    return cuts[text]


def _fold(labelled: Labelled) -> int:
    return crc32(labelled.conversation.id.encode()) % FOLDS
