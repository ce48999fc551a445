"""Habits: what a team's own labelled conversations taught, on top of the shipped judgments.

A judgment of an adapted listener is the shipped one plus three sums: over the layer's numbers (folded into
the layer itself), over the words of the turn, and, where the listener has an encoder, over the turn's
meaning and the memory of the turns before. All are linear, so each word's share stays known. The file holds
numbers and hashes of words, no text, and belongs to the one set of shipped weights it was made for.
"""

from __future__ import annotations

import json
import zipfile
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from heard.errors import ModelError
from heard.listen.heads import Heads
from heard.listen.layer import Layer, layer_from, layer_told

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from heard.listen.deep import Thought

FORM = 1  # of the file; a listener reads its own form only
_WORDS = ("names", "keys", "idf", "weights", "scales", "measured", "bias")


@dataclass(frozen=True, slots=True)
class Habits:
    """What one side's judgments gain from the words of a turn, and from its meaning."""

    words: Heads  # a head for each judgment of the side
    of_turn: NDArray[np.float32] | None = None  # a row for each number of a turn's vector
    of_past: NDArray[np.float32] | None = None  # a row for each number of the memory

    def meant(self, thought: Thought | None) -> NDArray[np.float32] | None:
        """What the turn's meaning adds to each judgment."""
        if thought is None or self.of_turn is None or self.of_past is None:
            return None
        meant: NDArray[np.float32] = thought.mean @ self.of_turn + thought.state @ self.of_past
        return meant


@dataclass(frozen=True, slots=True)
class Adapted:
    """A file of habits: the layer they lead to, each side's sums, and where they come from."""

    layer: Layer
    customer: Mapping[str, NDArray[np.generic]]  # as `arrays_of` gives them
    agent: Mapping[str, NDArray[np.generic]]
    about: dict[str, Any]  # form, listener, base, made, counts, table
    mark: str = ""  # the beginning of the file's checksum: which version this is

    @property
    def listener(self) -> str:
        """The shipped listener that these habits sit on."""
        return str(self.about["listener"])

    def habits(self, *, customer: bool) -> Habits:
        """The sums of one side."""
        arrays = self.customer if customer else self.agent
        of_turn, of_past = arrays.get("of_turn"), arrays.get("of_past")
        return Habits(
            Heads.from_arrays({f"own_{part}": arrays[part] for part in _WORDS}, "own"),
            None if of_turn is None else of_turn.astype(np.float32),
            None if of_past is None else of_past.astype(np.float32),
        )

    def to_bytes(self) -> bytes:
        """The file's content; the same habits give the same bytes."""
        told = {**self.about, "layer": layer_told(self.layer, digits=6)}
        arrays: dict[str, NDArray[np.generic]] = {"told": np.array(json.dumps(told))}
        for side, parts in (("customer", self.customer), ("agent", self.agent)):
            arrays |= {f"{side}_{part}": array for part, array in parts.items()}
        written = BytesIO()
        np.savez_compressed(written, allow_pickle=False, **arrays)
        return written.getvalue()

    @classmethod
    def load(cls, path: Path) -> Self:
        """The habits in a file. Raises ModelError where it is missing, damaged or of another form."""
        try:
            content = path.read_bytes()
        except OSError as fault:
            problem = f"the adapted file cannot be read: {(fault.strerror or str(fault)).lower()}"
            raise ModelError(problem, path=str(path)) from fault
        try:
            with np.load(BytesIO(content), allow_pickle=False) as arrays:
                found = dict(arrays)
            about = json.loads(str(found.pop("told")))
            if about["form"] != FORM:
                problem = (
                    f"the adapted file is of form {about['form']}, this Heard reads form {FORM}; "
                    "make it again with `heard adapt`"
                )
                raise ModelError(problem, path=str(path))
            adapted = cls(
                layer_from(about.pop("layer")),
                _side(found, "customer"),
                _side(found, "agent"),
                about,
                sha256(content).hexdigest()[:8],
            )
            adapted.habits(customer=True), adapted.habits(customer=False)
        except (OSError, EOFError, KeyError, TypeError, ValueError, zipfile.BadZipFile) as fault:
            problem = "not a file that `heard adapt` wrote, or a damaged one"
            raise ModelError(problem, path=str(path)) from fault
        return adapted


def _side(arrays: Mapping[str, NDArray[np.generic]], side: str) -> dict[str, NDArray[np.generic]]:
    begin = f"{side}_"
    return {name.removeprefix(begin): arrays[name] for name in arrays if name.startswith(begin)}


def arrays_of(
    names: tuple[str, ...],
    keys: NDArray[np.uint32],
    idf: NDArray[np.float32],
    weights: NDArray[np.float32],
    measures: int,
) -> dict[str, NDArray[np.generic]]:
    """One side's sums over words, as a file keeps them: int8 weights, a scale a judgment."""
    scales = np.maximum(np.abs(weights).max(0, initial=0.0) / 127, 1e-9)
    return {
        "names": np.array(names),
        "keys": keys,
        "idf": idf.astype(np.float16),
        "weights": np.rint(weights / scales).astype(np.int8),
        "scales": scales.astype(np.float32),
        "measured": np.zeros((measures, len(names)), np.float32),
        "bias": np.zeros(len(names), np.float32),
    }
