"""What the swift encoder learns from: the keen one's answers, to many more texts than people labelled.

Texts without labels come from the auxiliary sets, and from our own labelled turns, whose clauses are
dealt out anew: what keen makes of such a turn is as good a lesson as any (data augmentation for
distillation, Jiao et al. 2020).
"""

from __future__ import annotations

import gzip
import json
import random
import time
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from heard.listen.deep import Memory
from heard.listen.onnx import OnnxEncoder
from heard.listen.pieces import SPEAKERS, prepared
from heard.listen.wordpiece import WordPiece
from training.deep.rows import HEADS, SEED, Talk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

READ_ALSO = {"multidogo": 12_000, "goemotions": 12_000, "cfpb": 2_000}  # texts of each set
LONGEST = 700  # letters of a text
DEALT = 12_000  # turns dealt out anew, for each speaker
CLAUSES = 4  # at most, in one of them
_ENDS = frozenset((".", "!", "?", "!!", "??", "?!", "...", ";"))


def read_also(folder: Path | None) -> list[Talk]:
    """Texts of the auxiliary sets, as single turns of a customer whom nobody labelled."""
    rng = random.Random(SEED + 1)
    found: list[Talk] = []
    for name, most in READ_ALSO.items():
        path = None if folder is None else folder / "train" / f"{name}.jsonl.gz"
        if path is None or not path.exists():
            print(f"  without the texts of {name}")
            continue
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            texts = [json.loads(line)["text"][:LONGEST] for line in lines]
        rng.shuffle(texts)
        found += [_unlabelled(prepared(text, customer=True)) for text in texts[:most]]
    return found


def dealt_anew(own: Sequence[Talk]) -> list[Talk]:
    """Turns whose clauses come from several turns of the same speaker."""
    rng = random.Random(SEED + 2)
    found: list[Talk] = []
    for customer in (True, False):
        clauses = [
            clause
            for talk in own
            for text, speaker in zip(talk.texts, talk.customers, strict=True)
            if speaker == customer
            for clause in _clauses(text.split()[1:])
        ]
        for _ in range(DEALT):
            words = [SPEAKERS[customer]]
            for _ in range(rng.randint(1, CLAUSES)):
                words += rng.choice(clauses)
            found.append(_unlabelled(" ".join(words), customer=customer))
    return found


def _unlabelled(text: str, *, customer: bool = True) -> Talk:
    answers = np.full((1, len(HEADS)), np.nan, np.float32)
    name = f"unlabelled-{crc32(text.encode())}"
    return Talk(name, "aside", (text,), (customer,), answers, np.ones_like(answers))


def _clauses(words: Sequence[str]) -> Iterator[list[str]]:
    held: list[str] = []
    for word in words:
        held.append(word)
        if word in _ENDS:
            yield held
            held = []
    if held:
        yield held


def answers_of_keen(talks: Sequence[Talk], folder: Path) -> list[NDArray[np.float32]]:
    """How sure the keen encoder in a folder of weights is of every head, a table a talk."""
    with np.load(folder / "keen.npz", allow_pickle=False) as told:
        cutter = WordPiece([str(piece) for piece in told["pieces"]])
        memory = Memory.from_arrays(dict(told))
    if memory.names != HEADS:
        raise SystemExit(f"{folder} has a keen encoder with other heads; make it anew")
    encoder = OnnxEncoder(folder / "keen.onnx")
    began = time.monotonic()
    found = []
    for number, talk in enumerate(talks):
        state, rows = np.zeros(memory.size, np.float32), []
        for text, customer in zip(talk.texts, talk.customers, strict=True):
            mean = encoder(cutter.cut(text)).mean(0)
            state = memory.step(state, memory.gates(mean, customer=customer))
            rows.append(memory.score(mean, state))
        found.append((1 / (1 + np.exp(-np.array(rows)))).astype(np.float32))
        if number % 5000 == 0:
            spent = time.monotonic() - began
            print(f"    keen's answers to {number} of {len(talks)}, {spent:.0f} s", flush=True)
    return found
