"""Make the keen listener's encoder: teach a large one, let a small one learn from it, write it out."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

import numpy as np

from training.deep.bases import build_student, build_teacher, student_folder, teacher_folder
from training.deep.export import export
from training.deep.fit import Lower, cut, fit, score_all
from training.deep.rows import SEED, held_out, talks

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from training.deep.rows import Talk

TEACHER = {"passes": 3, "rate": 1.2e-4}
STUDENT = {"passes": 3, "rate": 1.5e-4}
SOFT = 0.6  # what the teacher's answers count against people's
ASIDES_TAUGHT = 6000  # auxiliary texts that the teacher learns from; the student reads all


def make(data: Path | None, work: Path, out: Path) -> None:
    """From the labelled sets to `keen.onnx` and `keen.npz` in `out`; goes on where it was stopped."""
    began = time.monotonic()
    work.mkdir(parents=True, exist_ok=True)
    every = [talk for talk in talks(data) if not held_out(talk.source, talk.id)]
    own = [talk for talk in every if talk.source != "aside"]
    aside = [talk for talk in every if talk.source == "aside"]
    random.Random(SEED).shuffle(aside)
    print(
        f"  {len(own)} conversations, {sum(len(talk.texts) for talk in own)} turns, {len(aside)} auxiliary texts"
    )
    soft = _teach(own, aside, work)
    print(f"  the small encoder, {time.monotonic() - began:.0f} s so far")
    net, cutter = build_student(student_folder(), every)
    fit(
        net, cut([*own, *aside], cutter), passes=int(STUDENT["passes"]), rate=STUDENT["rate"],
        soft=soft, soft_weight=SOFT, save=work / "student.pt",
    )  # fmt: skip
    export(net, cutter, out)
    print(f"  keen done in {time.monotonic() - began:.0f} s")


def _teach(own: list[Talk], aside: list[Talk], work: Path) -> list[NDArray[np.float32]]:
    """The teacher's answers, a table a talk; kept on disk, since making them takes longest."""
    kept = work / "soft.npz"
    every = [*own, *aside]
    if not kept.exists():
        net, cutter = build_teacher(teacher_folder(work), [*own, *aside[:ASIDES_TAUGHT]])
        pieces = cut([*own, *aside[:ASIDES_TAUGHT]], cutter)
        print("  the teacher")
        lower = Lower(net, pieces)
        fit(
            net,
            pieces,
            passes=int(TEACHER["passes"]),
            rate=TEACHER["rate"],
            lower=lower,
            save=work / "teacher.pt",
        )
        scores = score_all(net, pieces, lower=lower)
        scores += score_all(net, cut(aside[ASIDES_TAUGHT:], cutter))
        np.savez_compressed(kept, told=np.concatenate(scores).astype(np.float16))
    told = np.load(kept)["told"].astype(np.float32)
    sure = 1 / (1 + np.exp(-told))
    ends = np.cumsum([len(talk.texts) for talk in every])
    return [part.astype(np.float32) for part in np.split(sure, ends[:-1])]
