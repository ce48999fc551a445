"""The heads that hear danger perhaps: `python -m training.danger [--data FOLDER]`. Seeded; some minutes, mostly of reading.

They learn from training/data/danger_told.jsonl and danger_near.jsonl, and from every customer turn of the labelled sets (and
of the first 200 conversations of the development set, where it is there) that the tables of danger don't find: hardly any of those tells of one. Each threshold
lies where turns of those sets, scored by heads that did not learn from them, are called a danger `ALARMS` times.
training/data/danger_held_out.jsonl is never read here: `benchmarks/danger.py` measures on it.
"""

from __future__ import annotations

import argparse
import json
import os
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from heard.conversation import Speaker, Turn
from heard.listen import SoFar
from heard.listen.context import gist
from heard.listen.load import LISTENERS, PERILS, WEIGHTS, load_from
from heard.listen.peril import KINDS, described
from heard.listen.rules.danger.told import tells_of
from heard.measure.labelled import load_labelled
from training.sets import HERE, labelled_sets

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from heard.listen.trained import Trained
    from heard.measure.labelled import Labelled

STRENGTH = 0.03  # of a coefficient's freedom; by cross-validation, of 0.01 to 0.1
FOLDS = 5
# Among the 18,900 turns of the labelled sets. Each was read: in half of those of "life" somebody may well be in danger (a meter
# run out at minus six with a baby in a coat, a car on the side of a main road), so that six false ones are left in all.
ALARMS = {"self_harm": 4, "life": 8}
DIGITS = 4
DEV_PART = 200


def main() -> None:
    """Fit both heads for each listener, write them, and name their file in the manifest."""
    parser = argparse.ArgumentParser(prog="python -m training.danger", description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("HEARD_DATA"))
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    asked = parser.parse_args()
    fit(asked.out, None if asked.data is None else Path(asked.data))


def fit(out: Path, data: Path | None) -> None:
    """The heads of each listener whose weights lie in this folder."""
    own = [
        (one["text"], KINDS.index(one["danger"]) + 1 if one["danger"] else 0)
        for name in ("danger_told", "danger_near")
        for one in map(json.loads, (HERE / f"{name}.jsonl").read_text("utf-8").splitlines())
    ]
    ordinary = [text for text in dict.fromkeys(_ordinary(data)) if not tells_of(text)]
    texts = [text for text, _ in own] + ordinary
    kind = np.array([one for _, one in own] + [0] * len(ordinary))
    is_ordinary = np.arange(len(texts)) >= len(own)
    print(f"danger: {len(own)} written turns, {len(ordinary)} of the labelled sets")
    found = {
        name: heads(_numbers(load_from(out, name), texts), kind, is_ordinary) for name in LISTENERS
    }
    (out / PERILS).write_text(json.dumps(found, separators=(",", ":")) + "\n", "utf-8")
    path = out / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    manifest["sha256"][PERILS] = sha256((out / PERILS).read_bytes()).hexdigest()
    path.write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")


def heads(
    numbers: NDArray[np.float32], kind: NDArray[np.intp], is_ordinary: NDArray[np.bool_]
) -> dict[str, Any]:
    """A head for each kind of danger, with the threshold that its held-out scores give."""
    middle, spread = numbers.mean(0), numbers.std(0) + 1e-6
    scaled = (numbers - middle) / spread
    fold = np.random.default_rng(0).integers(0, FOLDS, len(kind))
    told = {}
    for number, name in enumerate(KINDS, 1):
        about = (kind == 0) | (kind == number)  # what is another danger is no near miss
        held_out = np.full(len(kind), -np.inf)
        for part in range(FOLDS):
            weights, bias = _line(scaled, kind == number, about & (fold != part))
            held_out[fold == part] = scaled[fold == part] @ weights + bias
        threshold = float(np.sort(held_out[is_ordinary])[-ALARMS[name] - 1]) + 1e-3
        hit = held_out >= threshold
        print(
            f"  {name}: {hit[kind == number].mean():.2f} of the written dangers, "
            f"{hit[(kind == 0) & ~is_ordinary].sum()} near misses and {hit[is_ordinary].sum()} ordinary turns over {threshold:.2f}"
        )
        weights, bias = _line(scaled, kind == number, about)
        plain = weights / spread
        told[name] = {
            "bias": round(float(bias - middle @ plain), DIGITS),
            "threshold": round(threshold, DIGITS),
            "weights": [round(float(one), DIGITS) for one in plain],
        }
    return told


def _line(
    scaled: NDArray[np.float32], is_so: NDArray[np.bool_], rows: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], float]:
    from sklearn.linear_model import LogisticRegression

    fitted = LogisticRegression(C=STRENGTH, max_iter=300).fit(scaled[rows], is_so[rows])
    return fitted.coef_[0], float(fitted.intercept_[0])


def _numbers(listener: Trained, texts: Sequence[str]) -> NDArray[np.float32]:
    """What the heads weigh of each text, said by a customer."""
    deep = listener.deep
    if deep is None:
        raise SystemExit("the listener has no encoder: nothing to learn danger from")
    rows = [
        described(
            listener.heads[True].score(gist(text).tokens),
            deep.score(Turn(Speaker.CUSTOMER, text), SoFar()),
        )
        for text in texts
    ]
    return np.array(rows, np.float32)


def _ordinary(data: Path | None) -> Iterator[str]:
    known: list[Labelled] = [one.labelled for one in labelled_sets()]
    dev = None if data is None else data / "measure" / "tweetsumm_dev.jsonl"
    if dev is not None and dev.exists():
        known += list(load_labelled(dev))[:DEV_PART]
    for labelled in known:
        for turn in labelled.conversation.turns:
            if turn.from_customer and turn.text.strip():
                yield turn.text


if __name__ == "__main__":
    main()
