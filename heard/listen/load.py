"""Loading a listener by its name. The weights are read when one is asked for, not before."""

from __future__ import annotations

import json
import os
import zipfile
from functools import cache, lru_cache
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from heard.errors import ModelError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from heard.listen.deep import Deep
    from heard.listen.habits import Adapted
    from heard.listen.trained import Trained

VERSION = 3  # of the weights' form; a listener reads its own version only
WEIGHTS = Path(__file__).parent.parent / "weights"
LISTENERS = ("keen", "swift")
PERILS = (
    "danger.json"  # the heads for danger of both listeners; without it none is heard but by rule
)
COMMON = 128  # pieces that swift multiplies out as it is loaded, in some milliseconds
_MISSING = "the weights are missing; install Heard again, or make them with `make train`"


def load_listener(name: str | None = None, *, adapted: Path | str | None = None) -> Trained:
    """The listener of this name, loaded once.

    Without a name, the one that the environment variable HEARD_MODEL names, or else the default.
    `adapted` is a file that `heard adapt` wrote; where it is None, the one that the environment
    variable HEARD_ADAPTED names, if any. Without a name, the listener it was made for is loaded.

    Raises ModelError for an unknown name, where weights are missing, damaged or of another version,
    and where an adapted file belongs to other weights.
    """
    name = name or named()
    adapted = adapted or os.environ.get("HEARD_ADAPTED")
    if not adapted:
        return load_plain(name or LISTENERS[0])
    path = Path(adapted)
    changed = path.stat().st_mtime_ns if path.exists() else 0
    return _loaded_adapted(name, path.absolute(), changed)


def named() -> str | None:
    """The listener that the environment variable HEARD_MODEL names, if any."""
    return os.environ.get("HEARD_MODEL") or None


def load_plain(name: str = LISTENERS[0]) -> Trained:
    """The listener as it ships, whatever HEARD_ADAPTED names. Raises ModelError as `load_listener`."""
    if name not in LISTENERS:
        problem = f'there is no listener "{name}". {did_you_mean(name, LISTENERS)}'
        raise ModelError(problem)
    return _loaded(name)


@cache
def _loaded(name: str) -> Trained:
    return load_from(WEIGHTS, name)


@lru_cache(maxsize=8)
def _loaded_adapted(name: str | None, path: Path, _changed: int) -> Trained:
    from heard.listen.habits import Adapted

    adapted = Adapted.load(path)
    if name not in (None, adapted.listener):
        problem = (
            f'these habits were learned for the listener "{adapted.listener}", not for "{name}"'
        )
        raise ModelError(problem, path=str(path))
    if adapted.listener not in LISTENERS:
        raise _other_weights(adapted, path)
    return load_from(WEIGHTS, adapted.listener, adapted=adapted, path=path)


def _other_weights(adapted: Adapted, path: Path | None) -> ModelError:
    problem = (
        f"these habits were learned on other weights than the shipped {adapted.listener}; "
        "run `heard adapt` again"
    )
    return ModelError(problem, path=None if path is None else str(path))


def _mark(name: str, checksums: dict[str, str]) -> str:
    """The mark of the weights that a listener is made of; it changes when any of them does."""
    own = [file for file in checksums if file == "grams.npz" or file.startswith(f"{name}.")]
    return sha256("".join(checksums[file] for file in sorted(own)).encode()).hexdigest()[:16]


def load_from(
    folder: Path, name: str, *, adapted: Adapted | None = None, path: Path | None = None
) -> Trained:
    """The listener of this name from a folder of weights, with a team's own habits where given.

    Raises ModelError where they are missing, damaged or of another version, and where the habits, from
    the file `path`, belong to other weights.
    """
    # numpy is loaded with these: not for those who only look up
    from heard.listen.heads import Heads
    from heard.listen.layer import Layer
    from heard.listen.peril import PerilHeads
    from heard.listen.trained import Trained

    checksums = _checksums(folder)
    mark = _mark(name, checksums)  # of what is loaded here: the folder may change later
    if adapted is not None and adapted.about["base"] != mark:
        raise _other_weights(adapted, path)
    grams = _arrays(_verified(folder / "grams.npz", checksums))
    layer = Layer.load(_verified(folder / f"{name}.json", checksums))
    deep = load_deep(folder, name) if f"{name}.npz" in checksums else None
    try:
        customer = Heads.from_arrays(grams, "customer")
        agent = Heads.from_arrays(grams, "agent")
    except KeyError as fault:
        raise _damaged(folder / "grams.npz", fault) from fault
    version = None if adapted is None else f"{name} {mark[:8]} adapted {adapted.mark}"
    perils = (
        PerilHeads.load(_verified(folder / PERILS, checksums), name)
        if deep is not None and PERILS in checksums
        else None
    )
    return Trained(
        customer, agent, layer, deep, adapted=adapted, version=version, mark=mark, perils=perils
    )


def load_deep(folder: Path, name: str) -> Deep:
    """The encoder, memory and heads of a listener.

    Raises ModelError where they are missing or damaged, or keen is asked for without onnxruntime.
    """
    from heard.listen.convs import ConvEncoder
    from heard.listen.deep import Deep, Memory
    from heard.listen.onnx import OnnxEncoder
    from heard.listen.wordpiece import WordPiece

    checksums = _checksums(folder)
    path = folder / f"{name}.npz"
    told = _arrays(_verified(path, checksums))
    try:
        cutter = WordPiece([str(piece) for piece in told["pieces"]])
        memory = Memory.from_arrays(told)
        if name == "swift":
            encoder = ConvEncoder(told)
            encoder.learn(_common(cutter.vocabulary))
            return Deep(cutter, encoder, memory)
    except KeyError as fault:
        raise _damaged(path, fault) from fault
    return Deep(cutter, OnnxEncoder(_verified(folder / f"{name}.onnx", checksums)), memory)


def _common(vocabulary: Sequence[str]) -> list[int]:
    """The pieces that turns are mostly made of: the vocabulary has its words by how often they are used."""
    words = (
        number
        for number, piece in enumerate(vocabulary)
        if piece.isascii() and not piece.startswith("##")
    )
    return list(islice(words, COMMON))


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
