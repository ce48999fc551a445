"""The keen encoder as it ships, made ready to learn on: its int8 weights as floats again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from heard.listen.wordpiece import WordPiece
from training.deep.bases import bare_student
from training.deep.rows import HEADS

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from training.deep.net import Net
    from training.deep.rows import Talk

_ROOT = "net.encoder."
_TABLE = ".weight_quantized"


def revived(folder: Path, base: Path, talks: list[Talk]) -> tuple[Net, WordPiece]:
    """The net in `keen.onnx` and `keen.npz` of a folder, and what cuts text for it; `base` gives its form.

    Exits with a sentence where the encoder there has other heads than are taught now.
    """
    with np.load(folder / "keen.npz", allow_pickle=False) as told:
        kept = {name: told[name] for name in told.files}
    if tuple(kept["names"].tolist()) != HEADS:
        raise SystemExit(f"{folder} has a keen encoder with other heads; make it anew")
    pieces = [str(piece) for piece in kept["pieces"]]
    net = bare_student(base, len(pieces), talks)
    state = {f"encoder.{name}": value for name, value in _encoder(folder / "keen.onnx").items()}
    for name, value in {
        "memory.weight_ih_l0": kept["inputs"].T,
        "memory.weight_hh_l0": kept["hidden"].T,
        "memory.bias_ih_l0": kept["bias"],
        "memory.bias_hh_l0": kept["hidden_bias"],
        "of_turn.weight": kept["of_turn"].T,
        "of_past.weight": kept["of_past"].T,
        "of_turn.bias": kept["start"],  # with the habits of the home source in it
    }.items():
        state[name] = torch.from_numpy(value.astype(np.float32))
    absent = set(net.load_state_dict(state, strict=False).missing_keys)
    unknown = {name for name in absent if not name.startswith(("habits", "encoder.pooler"))}
    if unknown:
        raise SystemExit(f"{folder}/keen.onnx lacks {', '.join(sorted(unknown)[:3])}")
    return net, WordPiece(pieces)


def _encoder(path: Path) -> dict[str, Tensor]:
    """The encoder's weights by their names in torch."""
    graph = onnx.load(path).graph
    held = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    found: dict[str, NDArray[np.float32]] = {}
    for name, value in held.items():
        if name.startswith(_ROOT) and name.endswith(_TABLE):
            found[name.removesuffix("_quantized")] = _floats(held, name)
        elif name.startswith(_ROOT) and value.dtype == np.float32 and value.ndim:
            found[name] = value
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            layer = node.name.strip("/").removesuffix("/MatMul_quant").replace("/", ".")
            found[f"{_ROOT}encoder.{layer}.weight"] = _floats(held, node.input[1]).T
    return {
        name.removeprefix(_ROOT): torch.from_numpy(np.ascontiguousarray(value))
        for name, value in found.items()
    }


def _floats(held: dict[str, NDArray[np.generic]], name: str) -> NDArray[np.float32]:
    """What an int8 table or matrix stands for; a scale for all of it, or one a column."""
    whole = name.removesuffix("_quantized")
    numbers = held[name].astype(np.float32) - held[f"{whole}_zero_point"].astype(np.float32)
    floats: NDArray[np.float32] = numbers * held[f"{whole}_scale"].astype(np.float32)
    return floats
