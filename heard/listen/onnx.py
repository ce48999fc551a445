"""The keen encoder: a small transformer in an ONNX file, int8, one thread, no network."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import numpy as np

from heard.errors import ModelError

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from numpy.typing import NDArray


# the smallest ONNX model that multiplies two matrices of 8-bit numbers: y = a @ b
_PRODUCT = (
    b'\x08\x08\x12\x00:P\n\x18\n\x01a\n\x01b\x12\x01y"\rMatMulInteger\x12\x01g'
    b"Z\x0f\n\x01a\x12\n\n\x08\x08\x02\x12\x04\n\x00\n\x00"
    b"Z\x0f\n\x01b\x12\n\n\x08\x08\x03\x12\x04\n\x00\n\x00"
    b"b\x0f\n\x01y\x12\n\n\x08\x08\x06\x12\x04\n\x00\n\x00B\x04\n\x00\x10\r"
)


class OnnxEncoder:
    """Runs an encoder file. Raises ModelError where onnxruntime is missing or the file is damaged."""

    def __init__(self, path: Path) -> None:
        try:
            onnxruntime = runtime()
        except ImportError as fault:
            problem = (
                'the keen listener needs the package "onnxruntime"; without it, ask for "swift"'
            )
            raise ModelError(problem) from fault
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            if not adds_up_exactly():
                options.add_session_config_entry("session.x64quantprecision", "1")
            self._session = onnxruntime.InferenceSession(
                str(path), options, providers=["CPUExecutionProvider"]
            )
        except Exception as fault:  # onnxruntime has no exception class of its own
            problem = f"the encoder cannot be read ({fault}); install Heard again"
            raise ModelError(problem, path=str(path)) from fault

    def __call__(self, numbers: list[int]) -> NDArray[np.float32]:
        """The vectors of the pieces, a row a piece."""
        row = np.array([numbers], np.int64)
        vectors: NDArray[np.float32] = self._session.run(None, {"pieces": row})[0][0]
        return vectors


def runtime() -> ModuleType:
    """onnxruntime, told to send nothing: newer builds report their use to Microsoft by default.

    The variable must be there before it loads; the call quiets it where others loaded it first.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    module: ModuleType = onnxruntime
    return module


def adds_up_exactly() -> bool:
    """Whether this processor adds up products of 8-bit numbers exactly.

    Without VNNI, onnxruntime adds neighbors in 16 bits, which is too few, and *keen* would hear
    otherwise; asked for exact sums where they are exact anyway, it would take half as long again.
    """
    onnxruntime = runtime()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(_PRODUCT, options, providers=["CPUExecutionProvider"])
    ours, theirs = np.full((1, 64), 255, np.uint8), np.full((64, 16), 127, np.int8)
    return bool((session.run(None, {"a": ours, "b": theirs})[0] == 255 * 127 * 64).all())
