"""Make both encoders: a large one learns from people's labels, keen from both, swift from keen and the labels."""

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
from training.deep.lessons import answers_of_keen, dealt_anew, read_also
from training.deep.revive import revived
from training.deep.rows import SEED, held_out, talks

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from training.deep.rows import Talk

TEACHER = "teacher.pt"  # its checkpoint
TEACHER_PASSES, TEACHER_RATE = 3, 1.2e-4
KEEN_PASSES, KEEN_RATE, KEEN_SOFT = 3, 1.5e-4, 0.6
# Where keen only goes on learning: slowly, and held by its own earlier answers, which know less than a teacher's
ON_PASSES, ON_RATE, ON_HEADS, ON_SOFT = 2, 5e-5, 4.0, 0.4
TAUGHT_PASSES, TAUGHT_RATE, TAUGHT_SOFT = 3, 1e-4, 0.6  # and where a teacher's lie beside them
SWIFT_PASSES, SWIFT_RATE, SWIFT_SOFT = 4, 2e-3, 0.7
SWIFT_AT_ONCE = 160  # turns a step; most are short, and the keen one answered for them
SWIFT_HEADS = 2.0  # how much faster its heads learn; nothing in it was trained before
ASIDES_TAUGHT = 6000  # auxiliary texts that the teacher learns from; the others read all


def make(data: Path | None, work: Path, out: Path, which: str = "both") -> None:
    """From the labelled sets to both encoders in `out`.

    `which` is "both", for all from the teacher on; "keen", to let the keen one there go on learning where
    conversations were added, and swift from it; or "swift", for swift alone from the keen one there. Goes
    on where it was stopped; about two hours on two cores, an hour, half an hour. Checkpoints after each
    pass lie in `work`.
    """
    began = time.monotonic()
    torch.set_num_threads(os.cpu_count() or 1)  # whatever the environment says of small products
    work.mkdir(parents=True, exist_ok=True)
    every = [talk for talk in talks(data) if not held_out(talk.source, talk.id)]
    own = [talk for talk in every if talk.source != "aside"]
    aside = [talk for talk in every if talk.source == "aside"]
    random.Random(SEED).shuffle(aside)
    turns = sum(len(talk.texts) for talk in own)
    print(f"  {len(own)} conversations, {turns} turns, {len(aside)} auxiliary texts", flush=True)
    if which == "both":
        _make_keen(own, aside, work, out)
    elif which == "keen":
        _teach_keen_on(own, work, out)
    if which != "swift":
        print(f"  the keen encoder is done, {time.monotonic() - began:.0f} s so far", flush=True)
    _make_swift(own, aside, data, work, out)
    print(f"  encoders done in {time.monotonic() - began:.0f} s", flush=True)


def _make_keen(own: list[Talk], aside: list[Talk], work: Path, out: Path) -> None:
    soft = _teach(own, aside, work)
    every = [*own, *aside]
    net, cutter = build_student(student_folder(), every)
    fit(
        net, cut(every, cutter), passes=KEEN_PASSES, rate=KEEN_RATE,
        soft=soft, soft_weight=KEEN_SOFT, save=work / "keen.pt",
    )  # fmt: skip
    export(net, cutter, out)


def _teach_keen_on(own: list[Talk], work: Path, out: Path) -> None:
    """Self-distillation (born-again networks, Furlanello et al. 2018), from where the net stands.

    Where a teacher was made in `work`, keen learns from what both say: their mean is right more often than either.
    """
    soft = _answers(own, work / "keen-before.npz", out)
    passes, rate, share = ON_PASSES, ON_RATE, ON_SOFT
    if (work / TEACHER).exists():
        passes, rate, share = TAUGHT_PASSES, TAUGHT_RATE, TAUGHT_SOFT
        told = _answers_of_teacher(own, work)
        soft = [
            ((one + other) / 2).astype(np.float32) for one, other in zip(soft, told, strict=True)
        ]
    net, cutter = revived(out, student_folder(), own)
    fit(
        net, cut(own, cutter), passes=passes, rate=rate, head_rate=ON_HEADS,
        soft=soft, soft_weight=share, save=work / "keen-on.pt",
    )  # fmt: skip
    export(net, cutter, out)


def _make_swift(
    own: list[Talk], aside: list[Talk], data: Path | None, work: Path, out: Path
) -> None:
    every = [*own, *aside, *read_also(data), *dealt_anew(own)]
    soft = _answers(every, work / "keen-answers.npz", out)
    net, cutter = build_swift(student_folder(), [*own, *aside])
    fit(
        net, cut(every, cutter), passes=SWIFT_PASSES, rate=SWIFT_RATE, head_rate=SWIFT_HEADS,
        soft=soft, soft_weight=SWIFT_SOFT, at_once=SWIFT_AT_ONCE, save=work / "swift.pt",
    )  # fmt: skip
    export_swift(net, cutter, out)


def _answers(talks: list[Talk], kept: Path, folder: Path) -> list[NDArray[np.float32]]:
    """What the keen encoder in a folder answers, a table a talk; kept on disk."""
    if not kept.exists():
        told = np.concatenate(answers_of_keen(talks, folder))
        np.savez_compressed(kept, told=told.astype(np.float16))
    return _split(np.load(kept)["told"].astype(np.float32), talks, kept)


def _answers_of_teacher(talks: list[Talk], work: Path) -> list[NDArray[np.float32]]:
    """What the teacher made before answers to these conversations, a table a talk; kept on disk."""
    kept = work / "teacher-on.npz"
    if not kept.exists():
        net, cutter = build_teacher(teacher_folder(work), talks)
        net.load_state_dict(torch.load(work / TEACHER, weights_only=True)["net"])
        told = np.concatenate(score_all(net, cut(talks, cutter)))
        np.savez_compressed(kept, told=(1 / (1 + np.exp(-told))).astype(np.float16))
    return _split(np.load(kept)["told"], talks, kept)


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
            save=work / TEACHER,
        )  # fmt: skip
        scores = score_all(net, pieces, lower=lower)
        scores += score_all(net, cut(aside[ASIDES_TAUGHT:], cutter))
        np.savez_compressed(kept, told=np.concatenate(scores).astype(np.float16))
    told = np.load(kept)["told"].astype(np.float32)
    return _split(1 / (1 + np.exp(-told)), [*own, *aside], kept)


def _split(told: NDArray[np.float32], talks: list[Talk], kept: Path) -> list[NDArray[np.float32]]:
    ends = np.cumsum([len(talk.texts) for talk in talks])
    if ends[-1] != len(told):
        raise SystemExit(f"{kept} was made from other data; remove it to begin anew")
    return [part.astype(np.float32) for part in np.split(told, ends[:-1])]
