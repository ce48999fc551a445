"""Fitting an encoder: passes over whole conversations, with progress, checkpoints and a resume."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor, nn

from training.deep.net import TOGETHER, Net
from training.deep.rows import AGENT_HEADS, CUSTOMER_HEADS, HEADS, SEED, SOURCES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from heard.listen.wordpiece import WordPiece
    from training.deep.rows import Talk

AT_ONCE = 48  # turns a step
READ_AT_ONCE = 192  # turns side by side where nothing learns
HEAD_RATE = 15.0  # how much faster the heads learn than the encoder


@dataclass(frozen=True, slots=True)
class Pieces:
    """A talk ready for an encoder: the piece numbers of each turn."""

    talk: Talk
    ids: tuple[NDArray[np.int64], ...]


def has_short_floats() -> bool:
    """Whether the processor multiplies numbers of half as many bits; emulated, they take ten times as long."""
    able = torch.cpu.get_capabilities().items()
    return any(has is True and "bf16" in name for name, has in able)


def short_floats() -> torch.autocast:
    """Half as many bits a number, where that is quicker."""
    return torch.autocast("cpu", torch.bfloat16, enabled=has_short_floats())


def cut(talks: Sequence[Talk], cutter: WordPiece) -> list[Pieces]:
    """Every talk cut into pieces; a long turn keeps its beginning and its end."""
    return [
        Pieces(talk, tuple(np.array(cutter.cut(text), np.int64) for text in talk.texts))
        for talk in talks
    ]


def priors(talks: Sequence[Talk]) -> NDArray[np.float32]:
    """How often each head is answered yes."""
    rows = np.concatenate([talk.answers for talk in talks])
    known = ~np.isnan(rows)
    yes = np.where(known, rows, 0).sum(0)
    share: NDArray[np.float32] = np.clip((yes + 1) / (known.sum(0) + 4), 0.002, 0.6).astype(
        np.float32
    )
    return share


def rounded(count: int) -> int:
    """The next multiple of 8: few shapes, so that the machine code for each is made only once."""
    return -(-count // 8) * 8


def bundles(
    ids: Sequence[NDArray[np.int64]], together: int = TOGETHER
) -> Iterator[tuple[list[int], Tensor, Tensor]]:
    """Turns of like length side by side: their places, piece numbers and masks."""
    order = sorted(range(len(ids)), key=lambda place: len(ids[place]))
    for start in range(0, len(order), together):
        places = order[start : start + together]
        shape = (rounded(len(places)), rounded(len(ids[places[-1]])))
        rows = torch.ones(shape, dtype=torch.long)
        mask = torch.zeros(shape, dtype=torch.long)
        for row, place in enumerate(places):
            length = len(ids[place])
            rows[row, :length] = torch.from_numpy(ids[place])
            mask[row, :length] = 1
        yield places, rows, mask


class Lower:
    """The vectors below the learning layers, computed once for every turn."""

    def __init__(self, net: Net, pieces: Sequence[Pieces]) -> None:
        ids = [row for piece in pieces for row in piece.ids]
        self.rows: list[Tensor] = [torch.empty(0)] * len(ids)
        self.starts = np.cumsum([0, *[len(piece.ids) for piece in pieces]])
        began = time.monotonic()
        if has_short_floats():
            net.shorten()
        with torch.no_grad(), short_floats():
            for number, (places, rows, mask) in enumerate(bundles(ids, READ_AT_ONCE)):
                hidden = net.lower(rows, mask).to(torch.bfloat16)
                for row, place in enumerate(places):
                    self.rows[place] = hidden[row, : len(ids[place])].clone()
                if number % 20 == 0:
                    print(
                        f"    lower {number * READ_AT_ONCE} of {len(ids)}, {time.monotonic() - began:.0f} s",
                        flush=True,
                    )

    def of(self, piece: int, turn: int) -> Tensor:
        """The token vectors of one turn."""
        return self.rows[self.starts[piece] + turn]


def encode(net: Net, batch: Sequence[tuple[int, Pieces]], lower: Lower | None) -> Tensor:
    """One vector a turn, in order."""
    if lower is None:
        ids = [row for _, piece in batch for row in piece.ids]
        parts, order = [], []
        for places, rows, mask in bundles(ids):
            pooled = Net.pool(net.upper(net.lower(rows, mask), mask), mask)
            parts.append(pooled[: len(places)])
            order += places
    else:
        held = [lower.of(place, turn) for place, piece in batch for turn in range(len(piece.ids))]
        parts, order = [], []
        ranked = sorted(range(len(held)), key=lambda place: len(held[place]))
        for start in range(0, len(ranked), TOGETHER):
            places = ranked[start : start + TOGETHER]
            longest = rounded(len(held[places[-1]]))
            hidden = torch.zeros((rounded(len(places)), longest, net.width), dtype=torch.bfloat16)
            mask = torch.zeros(hidden.shape[:2], dtype=torch.long)
            for row, place in enumerate(places):
                hidden[row, : len(held[place])] = held[place]
                mask[row, : len(held[place])] = 1
            parts.append(Net.pool(net.upper(hidden, mask), mask)[: len(places)])
            order += places
    vectors = torch.cat(parts).float()
    back = torch.empty(len(order), dtype=torch.long)
    back[torch.tensor(order)] = torch.arange(len(order))
    return vectors[back]


def _scores(
    net: Net, batch: Sequence[tuple[int, Pieces]], lower: Lower | None, *, home: bool = False
) -> Tensor:
    vectors = encode(net, batch, lower)
    speakers, sources = [], []
    for _, piece in batch:
        for customer in piece.talk.customers:
            speakers.append((1.0, 0.0) if customer else (0.0, 1.0))
            sources.append(0 if home else SOURCES.index(piece.talk.source))
    lengths = [len(piece.ids) for _, piece in batch]
    return net.score(vectors, torch.tensor(speakers), torch.tensor(sources), lengths)


def loss(scores: Tensor, answers: Tensor, weights: Tensor, rare: Tensor) -> Tensor:
    """The mean cross-entropy over the answers that are known; soft answers are fine."""
    known = ~torch.isnan(answers)
    told = torch.where(known, answers, torch.zeros(()))
    cost = nn.functional.binary_cross_entropy_with_logits(scores, told, reduction="none")
    cost = cost * weights * (1 + (rare - 1) * told) * known
    return cost.sum() / scores.shape[0]


def _batches(
    pieces: Sequence[Pieces], rng: np.random.Generator, at_once: int
) -> list[list[tuple[int, Pieces]]]:
    batches: list[list[tuple[int, Pieces]]] = [[]]
    held = 0
    for place in rng.permutation(len(pieces)):
        count = len(pieces[place].ids)
        if held and held + count > at_once:
            batches.append([])
            held = 0
        batches[-1].append((int(place), pieces[place]))
        held += count
    rng.shuffle(batches)
    return batches


def fit(
    net: Net,
    pieces: Sequence[Pieces],
    *,
    passes: int,
    rate: float,
    lower: Lower | None = None,
    soft: Sequence[NDArray[np.float32]] | None = None,
    soft_weight: float = 0.5,
    head_rate: float = HEAD_RATE,
    decay: float = 1.0,
    at_once: int = AT_ONCE,
    stop_after: int | None = None,
    save: Path | None = None,
    watch: object = None,
) -> None:
    """Train on all pieces for a number of passes; `soft` gives a teacher's answers, a row a turn.

    Each layer of the encoder learns `decay` times as fast as the one above it (Howard and Ruder 2018).
    `stop_after` ends before all passes that the rate is planned for. Where `save` exists, training goes on
    from the last whole pass in it.
    """
    torch.manual_seed(SEED)
    priors_of = torch.from_numpy(priors([piece.talk for piece in pieces]))
    rare = ((1 - priors_of) / priors_of).sqrt().clamp(1, 8)
    heads = [weight for name, weight in net.named_parameters() if not name.startswith("encoder")]
    adam = torch.optim.AdamW(
        [*_by_layer(net, rate, decay), {"params": heads, "lr": rate * head_rate}],
        weight_decay=0.01,
        fused=True,
    )
    plan = [
        _batches(pieces, np.random.default_rng(SEED + number), at_once) for number in range(passes)
    ]
    total = sum(len(batches) for batches in plan)
    rates = torch.optim.lr_scheduler.LambdaLR(
        adam, lambda step: min(1.0, (step + 1) / (0.08 * total)) * max(0.02, 1 - step / total)
    )
    done = 0
    if save is not None and save.exists():
        kept = torch.load(save, weights_only=True)
        net.load_state_dict(kept["net"])
        adam.load_state_dict(kept["adam"])
        rates.load_state_dict(kept["rates"])
        done = kept["done"]
        print(f"    going on after pass {done}", flush=True)
    for number, batches in enumerate(plan[:stop_after]):
        if number < done:
            continue
        net.train()
        began, sum_cost = time.monotonic(), 0.0
        for step, batch in enumerate(batches, 1):
            answers = torch.from_numpy(np.concatenate([piece.talk.answers for _, piece in batch]))
            weights = torch.from_numpy(np.concatenate([piece.talk.weights for _, piece in batch]))
            with short_floats():
                scores = _scores(net, batch, lower).float()
            cost = loss(scores, answers, weights, rare)
            if soft is not None:
                told = torch.from_numpy(np.concatenate([soft[place] for place, _ in batch]))
                gold = 1 - soft_weight
                cost = gold * cost + soft_weight * loss(
                    scores, told, torch.ones(()), torch.ones(())
                )
            adam.zero_grad(set_to_none=True)
            cost.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            adam.step()
            rates.step()
            sum_cost += float(cost.detach())
            if step % 60 == 0:
                print(
                    f"    pass {number + 1}/{passes} step {step}/{len(batches)} loss {sum_cost / step:.4f} {time.monotonic() - began:.0f} s",
                    flush=True,
                )
        if save is not None:
            torch.save(
                {
                    "net": net.state_dict(),
                    "adam": adam.state_dict(),
                    "rates": rates.state_dict(),
                    "done": number + 1,
                },
                save,
            )
        if watch is not None:
            watch(net)  # type: ignore[operator]


def _by_layer(net: Net, rate: float, decay: float) -> list[dict[str, object]]:
    """What learns in the encoder, each layer with a rate of its own; the rest of it as the lowest."""
    top = len(net.layers) - 1
    in_layers = {id(weight) for layer in net.layers for weight in layer.parameters()}
    groups = [
        (list(layer.parameters()), rate * decay ** (top - place))
        for place, layer in enumerate(net.layers)
    ]
    beside = [weight for weight in net.encoder.parameters() if id(weight) not in in_layers]
    groups.append((beside, rate * decay ** len(net.layers)))
    learning = [([w for w in weights if w.requires_grad], own) for weights, own in groups]
    return [{"params": weights, "lr": own} for weights, own in learning if weights]


def score_all(
    net: Net, pieces: Sequence[Pieces], *, lower: Lower | None = None
) -> list[NDArray[np.float32]]:
    """Raw scores of every turn, a table a talk, as if all came from the home source."""
    net.eval()
    found = []
    with torch.no_grad(), short_floats():
        for start in range(0, len(pieces), 24):
            batch = list(enumerate(pieces[start : start + 24], start))
            scores = _scores(net, batch, lower, home=True).float().numpy()
            at = 0
            for _, piece in batch:
                found.append(scores[at : at + len(piece.ids)])
                at += len(piece.ids)
    return found


def own_heads(*, customer: bool) -> slice:
    """Where one speaker's heads stand among all."""
    return (
        slice(0, len(CUSTOMER_HEADS))
        if customer
        else slice(len(CUSTOMER_HEADS), len(CUSTOMER_HEADS) + len(AGENT_HEADS))
    )


assert len(HEADS) > len(CUSTOMER_HEADS) + len(AGENT_HEADS)
