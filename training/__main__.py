"""Make the weights: `python -m training`. Seeded, with progress; minutes without encoders, so it then starts anew.

The labelled sets lie in training/data. The auxiliary sets and the development set are not ours to ship;
where HEARD_DATA (or --data) names a folder that has them, as train/*.jsonl.gz and
measure/tweetsumm_dev.jsonl, they are used, otherwise training goes on without them and says so.
The encoders are made anew only with --encoders, which goes on after the last pass it had finished: that needs the extra "teach", training/teacher.txt and about two
hours. --encoders keen lets the keen encoder in the folder `out` go on learning, with a new teacher's answers where
training/teacher.txt is installed, and makes swift from it; --encoders swift makes only that one, in half an hour.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from heard.listen.context import gist
from heard.listen.heads import Heads
from heard.listen.load import VERSION, WEIGHTS, load_deep
from heard.measure.labelled import load_labelled
from training import danger
from training.deep.rows import held_out
from training.grams import fit_side
from training.layer import CALM_ALARMS, DEV, Scored, deepened, fit_layer
from training.sets import Aside, Told, asides, labelled_sets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from heard.listen.layer import Layer
    from training.heads import Fitted
    from training.matrix import Cut

DEV_PART = (
    200  # conversations of the development set that coefficients may see; the rest only measures
)
PARTS = ("grams.npz", "swift.npz", "swift.json", "keen.onnx", "keen.npz", "keen.json")


def main() -> None:
    """Fit heads, encoder and layers, and write them with their manifest."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("HEARD_DATA"))
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--work", type=Path, default=Path("out/training"))
    parser.add_argument(
        "--encoders",
        nargs="?",
        const="both",
        choices=("both", "keen", "swift"),
        help="make the encoders, too: from the teacher on, go on with the keen one in `out`, or swift alone",
    )
    asked = parser.parse_args()
    began = time.monotonic()
    folder = Path(asked.data) if asked.data else Path("no-data-folder")
    asked.out.mkdir(parents=True, exist_ok=True)
    if asked.encoders:
        from training.deep.make import make  # torch: only where an encoder is made

        print("the encoders:")
        found = folder if folder.exists() else None
        make(found, asked.work, asked.out, asked.encoders)
    told = labelled_sets()
    known = frozenset(
        one.labelled.conversation.id.removeprefix("gh-") for one in told if one.source == "github"
    )
    print(f"labelled conversations: {len(told)}; auxiliary sets:")
    beside = asides(folder / "train", known)
    cuts: dict[str, Cut] = {}
    customer = fit_side(told, beside, cuts, customer=True)
    agent = fit_side(told, beside, cuts, customer=False)
    arrays = {**customer.arrays("customer"), **agent.arrays("agent")}
    _write_arrays(asked.out / "grams.npz", arrays)
    heads = {
        True: Heads.from_arrays(arrays, "customer"),
        False: Heads.from_arrays(arrays, "agent"),
    }
    scored = _scored(told, {True: customer, False: agent}, heads)
    scored += _dev(folder / "measure" / "tweetsumm_dev.jsonl", heads)
    _write_manifest(asked.out, told, beside)
    for name in ("swift", "keen"):
        print(f"the layer of {name}:")
        layer = _layer(name, asked.out, scored, (customer.names, agent.names))
        layer.save(asked.out / f"{name}.json")
    _write_manifest(asked.out, told, beside)
    danger.fit(asked.out, folder)
    print(f"done in {time.monotonic() - began:.0f} s")


def _layer(
    name: str, out: Path, scored: Sequence[Scored], heads: tuple[Sequence[str], Sequence[str]]
) -> Layer:
    """The layer of one listener: with an encoder, from conversations that the encoder never learned from."""
    if not (out / f"{name}.npz").exists():
        print("  no encoder: words alone")
        return fit_layer(scored, *heads, calm_alarms=CALM_ALARMS[name])
    deep = load_deep(out, name)
    honest = [
        deepened(one, deep)
        for one in scored
        if one.source == DEV or held_out(one.source, one.labelled.conversation.id)
    ]
    return fit_layer(honest, *heads, deep.names, calm_alarms=CALM_ALARMS[name])


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
            measured.append(heads[customer].score(gist(turn.text).tokens).measured)
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
            heads[turn.from_customer].score(gist(turn.text).tokens)
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
            for name in PARTS
            if (folder / name).exists()
        },
        "conversations": len(told),
        "auxiliary_texts": len(beside),
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
