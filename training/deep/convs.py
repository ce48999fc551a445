"""The swift encoder: a static table of pieces and two convolutions over it, small enough for numpy alone.

The first convolution is looked up at run time, so its width costs little; the second is separable
(Chollet 2017: each number blends with its neighbors' first, then all numbers of a place mix), which
takes a third of the products of a whole one.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TABLE = 160  # numbers a piece
WIDE = 128  # numbers a place: what a turn needs of it stays in a processor's nearest memory
MEMORY = 64  # numbers that carry the conversation so far
REACH = 5  # pieces that one place of the first convolution sees
BLEND = 3  # places that one place of the second sees


class Convs(nn.Module):  # type: ignore[misc]
    """In the shape of a transformer encoder, so that the same network and fitting serve both."""

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        self.embeddings = _Table(table)
        self.encoder = nn.Module()
        self.encoder.layer = nn.ModuleList([_Whole(table.shape[1], WIDE), _Separable(WIDE)])
        self.config = SimpleNamespace(hidden_size=WIDE)


class _Table(nn.Module):  # type: ignore[misc]
    def __init__(self, table: Tensor) -> None:
        super().__init__()
        self.word_embeddings = nn.Embedding.from_pretrained(table, freeze=False)
        self.drop = nn.Dropout(0.1)

    def forward(self, input_ids: Tensor) -> Tensor:
        return self.drop(self.word_embeddings(input_ids))


class _Whole(nn.Module):  # type: ignore[misc]
    def __init__(self, width: int, out: int) -> None:
        super().__init__()
        self.convolve = nn.Linear(REACH * width, out)  # of the places side by side

    def forward(self, hidden: Tensor, shut: Tensor) -> Tensor:
        held = _held(hidden, shut)
        beside = torch.cat(_shifted(hidden * held, REACH), 2)
        return torch.relu(self.convolve(beside)) * held


class _Separable(nn.Module):  # type: ignore[misc]
    def __init__(self, width: int) -> None:
        super().__init__()
        self.blend = nn.Parameter(torch.randn(BLEND, width) * 0.2)
        with torch.no_grad():
            self.blend[BLEND // 2] += 1  # at first, each place sees mostly itself
        self.mix = nn.Linear(width, width)

    def forward(self, hidden: Tensor, shut: Tensor) -> Tensor:
        held = _held(hidden, shut)
        hidden = hidden * held
        blended = sum(
            part * weight for part, weight in zip(_shifted(hidden, BLEND), self.blend, strict=True)
        )
        return (hidden + torch.relu(self.mix(blended))) * held


def _shifted(hidden: Tensor, reach: int) -> list[Tensor]:
    """What each place sees, leftmost neighbor first; nothing beyond the ends."""
    around = nn.functional.pad(hidden, (0, 0, reach // 2, reach // 2))
    return [around[:, start : start + hidden.shape[1]] for start in range(reach)]


def _held(hidden: Tensor, shut: Tensor) -> Tensor:
    """What is shut out of a transformer's sight is made nothing here: padding never leaks in."""
    return (shut[:, 0, 0, :, None] > -1).to(hidden.dtype)


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
    whole, separable = encoder.encoder.layer
    found["convolve"] = whole.convolve.weight.detach().float().T.numpy().astype("float16")
    found["convolve_bias"] = whole.convolve.bias.detach().float().numpy()
    found["blend"] = separable.blend.detach().float().numpy().astype("float16")
    found["mix"] = separable.mix.weight.detach().float().T.numpy().astype("float16")
    found["mix_bias"] = separable.mix.bias.detach().float().numpy()
    return found
