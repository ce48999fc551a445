"""Make the weights: `python -m training`, a few minutes on one core, the same result every time.

The labelled sets lie in training/data. The auxiliary sets and the development set are not ours to ship;
where HEARD_DATA (or --data) names a folder that has them, as train/*.jsonl.gz and
measure/tweetsumm_dev.jsonl, they are used, otherwise training goes on without them and says so.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np

from heard.listen.hashed import (
    AGENT_SIGNALS,
    CUSTOMER_SIGNALS,
    FEELS,
    HEATS,
    VERSION,
    WEIGHTS,
)
from heard.listen.heads import Heads
from heard.listen.reading import EMOTIONS
from heard.listen.words import tokens
from heard.measure.labelled import Labelled, load_labelled
from training.heads import FOLDS, Fitted, fit
from training.layer import DEV, Scored, fit_layer
from training.matrix import Cut, choose, cut
from training.sets import Aside, Told, asides, labelled_sets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

DEV_PART = (
    200  # conversations of the development set that coefficients may see; the rest only measures
)
# Invented anger is mostly implied: its heat is unlike a tweet's. Invented answers are like real ones.
AUTHORED_WEIGHT = {True: 0.4, False: 0.8}
HEARD_IN_AGENTS = ("grateful", "caring", "empathic", "uncivil", "mocking", "impatient", "annoyed")


def main() -> None:
    """Fit heads and layer, and write them with their manifest."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("HEARD_DATA"))
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    asked = parser.parse_args()
    began = time.monotonic()
    folder = Path(asked.data) if asked.data else Path("no-data-folder")
    told = labelled_sets()
    known = frozenset(
        one.labelled.conversation.id.removeprefix("gh-") for one in told if one.source == "github"
    )
    print(f"labelled conversations: {len(told)}; auxiliary sets:")
    beside = asides(folder / "train", known)
    cuts: dict[str, Cut] = {}
    customer = _fit_side(told, beside, cuts, customer=True)
    agent = _fit_side(told, beside, cuts, customer=False)
    arrays = {**customer.arrays("customer"), **agent.arrays("agent")}
    asked.out.mkdir(parents=True, exist_ok=True)
    _write_arrays(asked.out / "hashed.npz", arrays)
    heads = {
        True: Heads.from_arrays(arrays, "customer"),
        False: Heads.from_arrays(arrays, "agent"),
    }
    scored = _scored(told, {True: customer, False: agent}, heads)
    scored += _dev(folder / "measure" / "tweetsumm_dev.jsonl", heads)
    print("the layer:")
    fit_layer(scored, customer.names, agent.names).save(asked.out / "layer.json")
    _write_manifest(asked.out, told, beside)
    print(f"done in {time.monotonic() - began:.0f} s")


def _fit_side(
    told: Sequence[Told], beside: Sequence[Aside], cuts: dict[str, Cut], *, customer: bool
) -> Fitted:
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
    vocabulary = choose(own, [piece for piece, _ in kept], at_least=2, aside_at_least=30)
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


def _scored(
    told: Sequence[Told], fitted: dict[bool, Fitted], heads: dict[bool, Heads]
) -> list[Scored]:
    """Our own conversations, each turn scored by heads that were not fitted on it."""
    at = {True: 0, False: 0}
    found = []
    for one in told:
        raw, measured = [], []
        for turn in one.labelled.conversation.turns:
            customer = turn.from_customer
            raw.append(fitted[customer].held_out[at[customer]])
            measured.append(heads[customer].score(tokens(turn.text)).measured)
            at[customer] += 1
        found.append(Scored(one.source, one.labelled, tuple(raw), tuple(measured)))
    return found


def _dev(path: Path, heads: dict[bool, Heads]) -> list[Scored]:
    if not path.exists():
        print(
            f"without the development set: {path} is not there; thresholds come from our own sets"
        )
        return []
    found = []
    for labelled in list(load_labelled(path))[:DEV_PART]:
        scores = [
            heads[turn.from_customer].score(tokens(turn.text))
            for turn in labelled.conversation.turns
        ]
        found.append(
            Scored(
                DEV,
                labelled,
                tuple(score.raw for score in scores),
                tuple(score.measured for score in scores),
            )
        )
    return found


def _write_arrays(path: Path, arrays: dict[str, NDArray[np.generic]]) -> None:
    with path.open("wb") as out:
        np.savez_compressed(out, allow_pickle=False, **arrays)


def _write_manifest(folder: Path, told: Sequence[Told], beside: Sequence[Aside]) -> None:
    manifest: dict[str, Any] = {
        "version": VERSION,
        "sha256": {
            name: sha256((folder / name).read_bytes()).hexdigest()
            for name in ("hashed.npz", "layer.json")
        },
        "conversations": len(told),
        "auxiliary_texts": len(beside),
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
