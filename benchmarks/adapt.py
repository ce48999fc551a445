"""What `heard adapt` gains: taught by 200 conversations, measured on 200 others.

    python -m benchmarks.adapt DATA/measure/tweetsumm_dev.jsonl [--fresh FOLDER]

Everything is chosen inside the first 200; the last 200 only measure. FOLDER holds weights that
`python -m training --out FOLDER` made without the development set.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.pages import write_section
from heard.adapt import adapt
from heard.adapt.adaptation import study
from heard.adapt.corrected import load_corrected
from heard.listen import load_listener
from heard.listen.load import LISTENERS, load_from, load_plain
from heard.measure import Labelled, Measured, load_labelled, measure_all
from heard.measure.measured import ENOUGH, GROUPS

if TYPE_CHECKING:
    from heard.listen import Listener

HALF = 200
NEW = f"""\
A team's conversations are new to it: the second table of each listener starts from the same weights with a layer
that was fitted without any of the {2 * HALF}.
"""


def rows_of(measured: Measured) -> dict[str, float | None]:
    """The figures that the table shows, by name."""
    every = [one.hits.f1 or 0.0 for one in measured.signals if one.hits.labelled >= ENOUGH]
    return {
        "heat, quadratic kappa": measured.heat_kappa,
        "hot (level 2 and above), AUC": measured.hot_auc,
        "hot, precision at recall 0.75": measured.precision_at_75,
        "calm conversations with an alarm": measured.false_alarms,
        "emotion, share right": measured.emotion,
        **{f"{title}, mean F1": measured.group(names)[0] for title, names in GROUPS},
        **{f"{title}, mean AUC": measured.group(names)[1] for title, names in GROUPS},
        "all signals, mean F1": sum(every) / len(every),
    }


def shown(value: float | None) -> str:
    """A figure as the table shows it."""
    return "–" if value is None else f"{value:.3f}"


def compared(title: str, last: list[Labelled], before: Listener, after: Listener) -> str:
    """A table of both listeners on the conversations that neither learned from."""
    theirs, ours = rows_of(measure_all(last, before)), rows_of(measure_all(last, after))
    return f"| {title} | before | adapted |\n|---|--:|--:|\n" + "\n".join(
        f"| {what} | {shown(value)} | {shown(ours[what])} |" for what, value in theirs.items()
    )


def main() -> None:
    """Adapt each listener, measure before and after, and write the section."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("path", type=Path)
    asked.add_argument("--model", choices=LISTENERS)
    asked.add_argument("--fresh", type=Path, help="weights that never saw the development set")
    given = asked.parse_args()
    path, model = given.path, given.model
    lines = path.read_text("utf-8").splitlines(keepends=True)
    last = list(load_labelled(path))[-HALF:]
    tables, notes = [], []
    with tempfile.TemporaryDirectory() as folder:
        team = Path(folder) / "first.jsonl"
        team.write_text("".join(lines[:HALF]), "utf-8")
        for name in LISTENERS if model is None else (model,):
            plain = load_plain(name)
            began = time.process_time()
            found = adapt([team], out=Path(folder) / f"{name}.npz", model=name, force=True)
            spent = time.process_time() - began
            ours = load_listener(name, adapted=found.path)
            table = compared(f"{name}, as shipped", last, plain, ours)
            tables.append(table)
            size = Path(found.path or "").stat().st_size / 1e6
            notes.append(f"{name}: {spent:.0f} s of processor time, a file of {size:.1f} MB.")
            print(found.to_markdown(), table, notes[-1], sep="\n", flush=True)
            if given.fresh is not None:
                fresh = load_from(given.fresh, name)
                corrected = sorted(
                    (one for one in load_corrected([team]) if one.asked),
                    key=lambda one: one.conversation.id,
                )
                _, learned = study(corrected, fresh, name=name)
                title = f"{name}, to whom they are new"
                tables.append(compared(title, last, fresh, learned.listener(fresh)))
                print(tables[-1], flush=True)
    intro = f"""\
## What a team's own labels add

`heard adapt` on the first {HALF} conversations of the development set, measured on the last
{HALF}. All settings are chosen by cross-validation within the first {HALF}. The layer that ships saw
those first {HALF} as well, when its coefficients were fitted, so there is little left to gain.
"""
    if given.fresh is not None:
        intro += NEW
    write_section("adapt", "\n\n".join([intro, *tables, " ".join(notes)]))


if __name__ == "__main__":
    main()
