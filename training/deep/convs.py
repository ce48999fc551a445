"""The swift encoder: a static table of pieces and two convolutions over it, small enough for numpy alone."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TABLE = 160  # numbers a piece
WIDE = 256  # numbers a place
REACH = 3  # pieces that one place sees


class Convs(nn.Module):  # type: ignore[misc]
    """In the shape of a transformer encoder, so that the same network and fitting serve both."""

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        self.embeddings = _Table(table)
        self.encoder = nn.Module()
        self.encoder.layer = nn.ModuleList([_Layer(table.shape[1], WIDE), _Layer(WIDE, WIDE)])
        self.config = SimpleNamespace(hidden_size=WIDE)


class _Table(nn.Module):  # type: ignore[misc]
    def __init__(self, table: Tensor) -> None:
        super().__init__()
        self.word_embeddings = nn.Embedding.from_pretrained(table, freeze=False)
        self.drop = nn.Dropout(0.1)

    def forward(self, input_ids: Tensor) -> Tensor:
        return self.drop(self.word_embeddings(input_ids))


class _Layer(nn.Module):  # type: ignore[misc]
    def __init__(self, width: int, out: int) -> None:
        super().__init__()
        self.convolve = nn.Conv1d(width, out, REACH, padding=REACH // 2)
        self.same = width == out

    def forward(self, hidden: Tensor, shut: Tensor) -> Tensor:
        # what is shut out of a transformer's sight is made nothing here, so that padding never leaks in
        held = (shut[:, 0, 0, :, None] > -1).to(hidden.dtype)
        hidden = hidden * held
        found = torch.relu(self.convolve(hidden.transpose(1, 2)).transpose(1, 2))
        return (found + hidden if self.same else found) * held


def small_table(vectors: Tensor) -> Tensor:
    """The first principal components of an encoder's piece vectors, one row a piece."""
    centered = vectors - vectors.mean(0)
    _, _, axes = torch.linalg.svd(centered, full_matrices=False)
    table: Tensor = centered @ axes[:TABLE].T
    return table / table.std()


def arrays(encoder: Convs) -> dict[str, NDArray[np.generic]]:
    """What a weights file holds of it: the table int8 with a scale a row, the convolutions as halves."""
    table = encoder.embeddings.word_embeddings.weight.detach().float()
    scale = table.abs().amax(1, keepdim=True).clamp(min=1e-9) / 127
    found = {
        "table": torch.round(table / scale).to(torch.int8).numpy(),
        "table_scale": scale[:, 0].numpy().astype("float16"),
    }
    for number, layer in enumerate(encoder.encoder.layer, 1):
        # (out, in, reach) becomes (reach * in, out): one product over the pieces side by side
        weight = layer.convolve.weight.detach().float().permute(2, 1, 0)
        found[f"convolve_{number}"] = weight.reshape(-1, weight.shape[2]).numpy().astype("float16")
        found[f"convolve_{number}_bias"] = layer.convolve.bias.detach().float().numpy()
    return found
