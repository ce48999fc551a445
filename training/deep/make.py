"""Make both encoders: teach a large one from people's labels, let two small ones learn from both."""

from __future__ import annotations

import os
import random
import time
from typing import TYPE_CHECKING

import numpy as np
import torch

from training.deep.bases import (
    build_student,
    build_swift,
    build_teacher,
    student_folder,
    teacher_folder,
)
from training.deep.export import export, export_swift
from training.deep.fit import Lower, cut, fit, score_all
from training.deep.rows import SEED, held_out, talks

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from training.deep.rows import Talk

TEACHER_PASSES, TEACHER_RATE = 3, 1.2e-4
KEEN_PASSES, KEEN_RATE, KEEN_SOFT = 3, 1.5e-4, 0.6
SWIFT_PASSES, SWIFT_RATE, SWIFT_SOFT = 6, 1.5e-3, 0.7
SWIFT_HEADS = 2.0  # how much faster its heads learn; nothing in it was trained before
ASIDES_TAUGHT = 6000  # auxiliary texts that the teacher learns from; the others read all


def make(data: Path | None, work: Path, out: Path) -> None:
    """From the labelled sets to both encoders in `out`; goes on where it was stopped.

    About two hours on two cores; checkpoints after each pass lie in `work`.
    """
    began = time.monotonic()
    torch.set_num_threads(os.cpu_count() or 1)  # whatever the environment says of small products
    work.mkdir(parents=True, exist_ok=True)
    every = [talk for talk in talks(data) if not held_out(talk.source, talk.id)]
    own = [talk for talk in every if talk.source != "aside"]
    aside = [talk for talk in every if talk.source == "aside"]
    random.Random(SEED).shuffle(aside)
    every = [*own, *aside]
    turns = sum(len(talk.texts) for talk in own)
    print(f"  {len(own)} conversations, {turns} turns, {len(aside)} auxiliary texts", flush=True)
    soft = _teach(own, aside, work)
    print(f"  the keen encoder, {time.monotonic() - began:.0f} s so far", flush=True)
    net, cutter = build_student(student_folder(), every)
    fit(
        net, cut(every, cutter), passes=KEEN_PASSES, rate=KEEN_RATE,
        soft=soft, soft_weight=KEEN_SOFT, save=work / "keen.pt",
    )  # fmt: skip
    export(net, cutter, out)
    print(f"  the swift encoder, {time.monotonic() - began:.0f} s so far", flush=True)
    net, cutter = build_swift(student_folder(), every)
    fit(
        net, cut(every, cutter), passes=SWIFT_PASSES, rate=SWIFT_RATE, head_rate=SWIFT_HEADS,
        soft=soft, soft_weight=SWIFT_SOFT, save=work / "swift.pt",
    )  # fmt: skip
    export_swift(net, cutter, out)
    print(f"  encoders done in {time.monotonic() - began:.0f} s", flush=True)


def _teach(own: list[Talk], aside: list[Talk], work: Path) -> list[NDArray[np.float32]]:
    """The teacher's answers, a table a talk; kept on disk, since making them takes longest."""
    kept = work / "soft.npz"
    if not kept.exists():
        taught = [*own, *aside[:ASIDES_TAUGHT]]
        net, cutter = build_teacher(teacher_folder(work), taught)
        pieces = cut(taught, cutter)
        print("  the teacher", flush=True)
        lower = Lower(net, pieces)
        fit(
            net, pieces, passes=TEACHER_PASSES, rate=TEACHER_RATE, lower=lower,
            save=work / "teacher.pt",
        )  # fmt: skip
        scores = score_all(net, pieces, lower=lower)
        scores += score_all(net, cut(aside[ASIDES_TAUGHT:], cutter))
        np.savez_compressed(kept, told=np.concatenate(scores).astype(np.float16))
    told = np.load(kept)["told"].astype(np.float32)
    sure = 1 / (1 + np.exp(-told))
    ends = np.cumsum([len(talk.texts) for talk in (*own, *aside)])
    if ends[-1] != len(told):
        raise SystemExit(f"{kept} was made from other data; remove it to begin anew")
    return [part.astype(np.float32) for part in np.split(sure, ends[:-1])]
