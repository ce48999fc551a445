"""The keen encoder: a small transformer in an ONNX file, int8, one thread, no network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from heard.errors import ModelError

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


class OnnxEncoder:
    """Runs an encoder file. Raises ModelError where onnxruntime is missing or the file is damaged."""

    def __init__(self, path: Path) -> None:
        try:
            import onnxruntime
        except ImportError as fault:
            problem = (
                'the keen listener needs the package "onnxruntime"; without it, ask for "swift"'
            )
            raise ModelError(problem) from fault
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # without it, processors that lack VNNI add up int8 products in too few bits, and hear otherwise
        options.add_session_config_entry("session.x64quantprecision", "1")
        try:
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
