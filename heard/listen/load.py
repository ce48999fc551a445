"""Loading a listener by its name. The weights are read when one is asked for, not before."""

from __future__ import annotations

import json
import zipfile
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from heard.errors import ModelError, did_you_mean

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from heard.listen.deep import Deep
    from heard.listen.trained import Trained

VERSION = 2  # of the weights' form; a listener reads its own version only
WEIGHTS = Path(__file__).parent.parent / "weights"
LISTENERS = ("swift",)
_MISSING = "the weights are missing; install Heard again, or make them with `make train`"


def load_listener(name: str | None = None) -> Trained:
    """The listener of this name, loaded once; without a name, the one that ships.

    Raises ModelError for an unknown name, and where weights are missing, damaged or of another version.
    """
    name = name or LISTENERS[0]
    if name not in LISTENERS:
        problem = f'there is no listener "{name}". {did_you_mean(name, LISTENERS)}'
        raise ModelError(problem)
    return _loaded(name)


@cache
def _loaded(name: str) -> Trained:
    return load_from(WEIGHTS, name)


def load_from(folder: Path, name: str) -> Trained:
    """The listener of this name from a folder of weights.

    Raises ModelError where they are missing, damaged or of another version.
    """
    # numpy is loaded with these: not for those who only look up
    from heard.listen.heads import Heads
    from heard.listen.layer import Layer
    from heard.listen.trained import Trained

    checksums = _checksums(folder)
    grams = _arrays(_verified(folder / "grams.npz", checksums))
    layer = Layer.load(_verified(folder / f"{name}.json", checksums))
    deep = load_deep(folder) if name == "keen" else None
    try:
        customer = Heads.from_arrays(grams, "customer")
        agent = Heads.from_arrays(grams, "agent")
    except KeyError as fault:
        raise _damaged(folder / "grams.npz", fault) from fault
    return Trained(customer, agent, layer, deep)


def load_deep(folder: Path) -> Deep:
    """The encoder, memory and heads of the keen listener.

    Raises ModelError where they are missing or damaged, or onnxruntime is not installed.
    """
    from heard.listen.deep import Deep, Memory
    from heard.listen.onnx import OnnxEncoder
    from heard.listen.wordpiece import WordPiece

    checksums = _checksums(folder)
    told = _arrays(_verified(folder / "keen.npz", checksums))
    cutter = WordPiece([str(piece) for piece in told["pieces"]])
    encoder = OnnxEncoder(_verified(folder / "keen.onnx", checksums))
    return Deep(cutter, encoder, Memory.from_arrays(told))


def _arrays(path: Path) -> dict[str, NDArray[np.generic]]:
    from numpy import load

    try:
        with load(path, allow_pickle=False) as arrays:
            return dict(arrays)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as fault:
        raise _damaged(path, fault) from fault


def _damaged(path: Path, fault: Exception) -> ModelError:
    return ModelError(f"the weights cannot be read ({fault}); install Heard again", path=str(path))


def _checksums(folder: Path) -> dict[str, str]:
    path = folder / "manifest.json"
    try:
        told = json.loads(path.read_text("utf-8"))
        version, checksums = told["version"], dict(told["sha256"])
    except OSError as fault:
        raise ModelError(_MISSING, path=str(path)) from fault
    except (KeyError, TypeError, ValueError) as fault:
        problem = f"the weights' manifest is damaged ({fault}); install Heard again"
        raise ModelError(problem, path=str(path)) from fault
    if version != VERSION:
        problem = f"the weights are of version {version}, this Heard reads version {VERSION}"
        raise ModelError(problem, path=str(path))
    return checksums


def _verified(path: Path, checksums: dict[str, str]) -> Path:
    try:
        actual = sha256(path.read_bytes()).hexdigest()
    except OSError as fault:
        raise ModelError(_MISSING, path=str(path)) from fault
    if actual != checksums.get(path.name):
        problem = "the weights are damaged (their checksum differs); install Heard again"
        raise ModelError(problem, path=str(path))
    return path
