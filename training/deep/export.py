"""Writing an encoder for use: ONNX with int8 weights, and the memory and heads as small arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor, nn

from training.deep.convs import arrays
from training.deep.rows import HEADS, SOURCES

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from heard.listen.wordpiece import WordPiece
    from training.deep.net import Net

HOME = SOURCES.index("ibm_care")


class _Whole(nn.Module):  # type: ignore[misc]
    """The encoder for one turn at a time: no padding, so no mask."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net

    def forward(self, pieces: Tensor) -> Tensor:
        """Token vectors of one turn."""
        encoder = self.net.encoder
        hidden = encoder.embeddings(input_ids=pieces)
        for layer in self.net.layers:
            found = layer(hidden, None)
            hidden = found[0] if isinstance(found, tuple) else found
        return hidden


def export(net: Net, cutter: WordPiece, out: Path) -> None:
    """Write `keen.onnx` and `keen.npz` into a folder."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    net.eval().float()
    whole = out / "keen_whole.onnx"
    with torch.no_grad():
        torch.onnx.export(
            _Whole(net), (torch.arange(5, 29)[None, :],), str(whole),
            input_names=["pieces"], output_names=["vectors"],
            dynamic_axes={"pieces": {1: "count"}, "vectors": {1: "count"}},
            opset_version=17, dynamo=False,
        )  # fmt: skip
    quantize_dynamic(
        str(whole),
        str(out / "keen.onnx"),
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=False,
    )
    whole.unlink()
    _write(out / "keen.npz", _remembering(net, cutter))


def export_swift(net: Net, cutter: WordPiece, out: Path) -> None:
    """Write `swift.npz` into a folder."""
    net.eval().float()
    _write(out / "swift.npz", {**arrays(net.encoder), **_remembering(net, cutter)})


def _write(path: Path, found: dict[str, NDArray[np.generic]]) -> None:
    with path.open("wb") as out:
        np.savez_compressed(out, allow_pickle=False, **found)


def _remembering(net: Net, cutter: WordPiece) -> dict[str, NDArray[np.generic]]:
    """The vocabulary, the memory and the heads."""
    state = {
        name: value.detach().float().numpy()
        for name, value in net.state_dict().items()
        if not name.startswith("encoder")
    }
    return {
        "pieces": np.array(cutter.vocabulary),
        "names": np.array(HEADS),
        # torch orders the gates reset, keep, fresh, as Memory does
        "inputs": state["memory.weight_ih_l0"].T.astype(np.float16),
        "hidden": state["memory.weight_hh_l0"].T.astype(np.float16),
        "bias": state["memory.bias_ih_l0"],
        "hidden_bias": state["memory.bias_hh_l0"],
        "of_turn": state["of_turn.weight"].T.astype(np.float16),
        "of_past": state["of_past.weight"].T.astype(np.float16),
        "start": state["of_turn.bias"] + state["habits.weight"][HOME],
    }
