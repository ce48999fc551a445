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
    teacher_is_installed,
)
from training.deep.export import export, export_swift
from training.deep.fit import Lower, cut, fit, score_all
from training.deep.lessons import answers_of_keen, dealt_anew, read_also
from training.deep.revive import revived
from training.deep.rows import SEED, held_out, talks

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from heard.listen.wordpiece import WordPiece
    from training.deep.net import Net
    from training.deep.rows import Talk

TEACHER = "teacher.pt"  # its checkpoint
# The teacher: all of its layers learn in one pass, planned as the first of three; then only the upper half does
WHOLE_PASSES, WHOLE_RATE, WHOLE_AT_ONCE, WHOLE_HEADS = 3, 8e-5, 128, 19.0
UPPER, UPPER_PASSES, UPPER_RATE, UPPER_AT_ONCE, UPPER_HEADS = 6, 2, 6e-5, 96, 17.0
TEACHER_DECAY = 0.88  # how fast a layer of it learns, beside the one above
KEEN_PASSES, KEEN_RATE, KEEN_SOFT = 3, 1.5e-4, 0.6
# Where keen only goes on learning: slowly, and held by its own earlier answers, which know less than a teacher's
ON_PASSES, ON_RATE, ON_HEADS, ON_SOFT = 2, 5e-5, 4.0, 0.4
# and where a teacher's lie beside them, which has a share in what both say
TAUGHT_PASSES, TAUGHT_RATE, TAUGHT_AT_ONCE, TAUGHT_SOFT = 2, 1.2e-4, 96, 0.65
TEACHERS_SHARE = 0.55
SWIFT_PASSES, SWIFT_RATE, SWIFT_SOFT = 4, 2e-3, 0.7
SWIFT_AT_ONCE = 160  # turns a step; most are short, and the keen one answered for them
SWIFT_HEADS = 2.0  # how much faster its heads learn; nothing in it was trained before
ASIDES_WHOLE, ASIDES_UPPER = 4000, 2500  # auxiliary texts that the teacher learns from in each


def make(data: Path | None, work: Path, out: Path, which: str = "both") -> None:
    """From the labelled sets to both encoders in `out`.

    `which` is "both", for all from the teacher on; "keen", to let the keen one there go on learning where
    conversations were added, and swift from it; or "swift", for swift alone from the keen one there. Goes
    on where it was stopped; some hours on two cores, swift alone half an hour. Checkpoints after each
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
        _teach_keen_on(own, aside, work, out)
    if which != "swift":
        print(f"  the keen encoder is done, {time.monotonic() - began:.0f} s so far", flush=True)
    _make_swift(own, aside, data, work, out)
    print(f"  encoders done in {time.monotonic() - began:.0f} s", flush=True)


def _make_keen(own: list[Talk], aside: list[Talk], work: Path, out: Path) -> None:
    every = [*own, *aside]
    soft = _told_by_teacher(every, own, aside, work)
    net, cutter = build_student(student_folder(), every)
    fit(
        net, cut(every, cutter), passes=KEEN_PASSES, rate=KEEN_RATE,
        soft=soft, soft_weight=KEEN_SOFT, save=work / "keen.pt",
    )  # fmt: skip
    export(net, cutter, out)


def _teach_keen_on(own: list[Talk], aside: list[Talk], work: Path, out: Path) -> None:
    """Self-distillation (born-again networks, Furlanello et al. 2018), from where the net stands.

    Where a teacher is at hand, keen learns from what both say: their mean is right more often than either.
    """
    if not ((work / TEACHER).exists() or teacher_is_installed()):
        print("  without a teacher: keen is held by its own answers alone", flush=True)
        net, cutter = revived(out, student_folder(), own)
        fit(
            net, cut(own, cutter), passes=ON_PASSES, rate=ON_RATE, head_rate=ON_HEADS,
            soft=_answers(own, work / "keen-before.npz", out), soft_weight=ON_SOFT,
            save=work / "keen-on.pt",
        )  # fmt: skip
    else:
        read = [*own, *aside[:ASIDES_UPPER]]
        ours = _answers(read, work / "keen-before.npz", out)
        theirs = _told_by_teacher(read, own, aside, work)
        both = [
            ((1 - TEACHERS_SHARE) * one + TEACHERS_SHARE * other).astype(np.float32)
            for one, other in zip(ours, theirs, strict=True)
        ]
        net, cutter = revived(out, student_folder(), own)
        fit(
            net, cut(read, cutter), passes=TAUGHT_PASSES, rate=TAUGHT_RATE, head_rate=ON_HEADS,
            at_once=TAUGHT_AT_ONCE, soft=both, soft_weight=TAUGHT_SOFT, save=work / "keen-on.pt",
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


def _told_by_teacher(
    talks: list[Talk], own: list[Talk], aside: list[Talk], work: Path
) -> list[NDArray[np.float32]]:
    """The teacher's answers, a table a talk; kept on disk, since making them takes longest."""
    kept = work / "teacher-answers.npz"
    if not kept.exists():
        net, cutter = _teacher(own, aside, work)
        told = np.concatenate(score_all(net, cut(talks, cutter)))
        np.savez_compressed(kept, told=(1 / (1 + np.exp(-told))).astype(np.float16))
    return _split(np.load(kept)["told"].astype(np.float32), talks, kept)


def _teacher(own: list[Talk], aside: list[Talk], work: Path) -> tuple[Net, WordPiece]:
    """The large encoder, taught: first all of it, then its upper half, which is the longest part."""
    taught = [*own, *aside[:ASIDES_WHOLE]]
    net, cutter = build_teacher(teacher_folder(work), taught)
    print("  the teacher, all of it", flush=True)
    fit(
        net, cut(taught, cutter), passes=WHOLE_PASSES, stop_after=1, rate=WHOLE_RATE,
        head_rate=WHOLE_HEADS, decay=TEACHER_DECAY, at_once=WHOLE_AT_ONCE, save=work / "whole.pt",
    )  # fmt: skip
    print("  its upper half", flush=True)
    net.tune(UPPER)
    pieces = cut([*own, *aside[:ASIDES_UPPER]], cutter)
    fit(
        net, pieces, passes=UPPER_PASSES, rate=UPPER_RATE, head_rate=UPPER_HEADS,
        decay=TEACHER_DECAY, at_once=UPPER_AT_ONCE, lower=Lower(net, pieces), save=work / TEACHER,
    )  # fmt: skip
    return net, cutter


def _split(told: NDArray[np.float32], talks: list[Talk], kept: Path) -> list[NDArray[np.float32]]:
    ends = np.cumsum([len(talk.texts) for talk in talks])
    if ends[-1] != len(told):
        raise SystemExit(f"{kept} was made from other data; remove it to begin anew")
    return [part.astype(np.float32) for part in np.split(told, ends[:-1])]
