"""The network: an encoder that reads one turn, a small recurrent reader of the turns before, linear heads.

A turn costs one pass of the encoder however long the conversation: what is kept of earlier turns is
one vector each. The heads are linear in the mean of the token vectors, so each token's share in a
score is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor, nn

from training.deep.rows import HEADS, SOURCES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

MEMORY = 128  # numbers that carry the conversation so far
TOGETHER = 48  # turns of like length that are padded and encoded together


class Net(nn.Module):  # type: ignore[misc]
    """Encoder, memory and heads; `tuned` names how many of the encoder's upper layers learn.

    `memory` is how many numbers carry the conversation so far.
    """

    def __init__(
        self,
        encoder: nn.Module,
        *,
        width: int,
        tuned: int,
        prior: NDArray[np.float32],
        memory: int = MEMORY,
    ) -> None:
        super().__init__()
        self.encoder = encoder
        self.width = width
        self.tune(tuned)
        self.memory = nn.GRU(width + 2, memory, batch_first=True)
        self.of_turn = nn.Linear(width, len(HEADS))
        self.of_past = nn.Linear(memory, len(HEADS), bias=False)
        self.habits = nn.Embedding(len(SOURCES), len(HEADS))  # what is only a habit of one source
        self.drop = nn.Dropout(0.1)
        nn.init.normal_(self.of_turn.weight, std=0.01)
        nn.init.normal_(self.of_past.weight, std=0.01)
        nn.init.zeros_(self.habits.weight)
        with torch.no_grad():
            self.of_turn.bias.copy_(torch.from_numpy(np.log(prior / (1 - prior))))

    def tune(self, upper: int) -> None:
        """Let so many upper layers learn; what stands beside the layers learns where all of them do."""
        self.frozen = len(self.layers) - upper
        self.encoder.requires_grad_(requires_grad=self.frozen == 0)
        self.encoder.embeddings.requires_grad_(requires_grad=False)
        for layer in self.layers[self.frozen :]:
            layer.requires_grad_(requires_grad=True)

    def shorten(self) -> None:
        """Keep what does not learn in short floats: cast once, and not at every step."""
        for part in (self.encoder.embeddings, *self.layers[: self.frozen]):
            part.to(torch.bfloat16)
        if hasattr(self.encoder.encoder, "relative_attention_bias"):
            self.encoder.encoder.relative_attention_bias.to(torch.bfloat16)

    @property
    def layers(self) -> nn.ModuleList:
        """The encoder's layers, lowest first."""
        return self.encoder.encoder.layer

    def lower(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Token vectors after the layers that do not learn: the same every time."""
        hidden = self.encoder.embeddings(input_ids=ids)
        return self._run(hidden, mask, self.layers[: self.frozen])

    def upper(self, hidden: Tensor, mask: Tensor) -> Tensor:
        """Token vectors after the layers that learn."""
        return self._run(hidden, mask, self.layers[self.frozen :])

    def _run(self, hidden: Tensor, mask: Tensor, layers: Sequence[nn.Module]) -> Tensor:
        shut = (1.0 - mask[:, None, None, :].to(hidden.dtype)) * -10000.0
        more = {}
        if hasattr(self.encoder.encoder, "compute_position_bias"):
            more["position_bias"] = self.encoder.encoder.compute_position_bias(hidden)
        for layer in layers:
            out = layer(hidden, shut, **more)
            hidden = out[0] if isinstance(out, tuple) else out
        return hidden

    @staticmethod
    def pool(hidden: Tensor, mask: Tensor) -> Tensor:
        """The mean of a turn's token vectors."""
        held = mask[:, :, None].to(hidden.dtype)
        return (hidden * held).sum(1) / held.sum(1).clamp(min=1)

    def score(
        self, vectors: Tensor, speakers: Tensor, sources: Tensor, lengths: Sequence[int]
    ) -> Tensor:
        """Raw scores, a row a turn; `lengths` says how many turns each conversation has."""
        vectors = self.drop(vectors)
        rows = torch.cat((vectors, speakers), 1)
        padded = nn.utils.rnn.pad_sequence(torch.split(rows, list(lengths)), batch_first=True)
        past, _ = self.memory(padded)
        past = torch.cat([past[place, :length] for place, length in enumerate(lengths)])
        return self.of_turn(vectors) + self.of_past(self.drop(past)) + self.habits(sources)
