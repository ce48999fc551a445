"""What `heard adapt` gains: taught by 200 conversations, measured on 200 others.

    python -m benchmarks.adapt DATA/measure/tweetsumm_dev.jsonl

Everything is chosen inside the first 200; the last 200 only measure.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from benchmarks.pages import write_section
from heard.adapt import adapt
from heard.listen import load_listener
from heard.listen.load import LISTENERS, load_plain
from heard.measure import Measured, load_labelled, measure_all
from heard.measure.measured import ENOUGH, GROUPS

HALF = 200


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


def main() -> None:
    """Adapt each listener, measure before and after, and write the section."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("path", type=Path)
    asked.add_argument("--model", choices=LISTENERS)
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
            found = adapt([team], out=Path(folder) / f"{name}.npz", model=name)
            spent = time.process_time() - began
            ours = load_listener(name, adapted=found.path)
            before, after = (
                rows_of(measure_all(last, plain)),
                rows_of(measure_all(last, ours)),
            )
            table = f"| {name} | shipped | adapted |\n|---|--:|--:|\n" + "\n".join(
                f"| {what} | {shown(value)} | {shown(after[what])} |"
                for what, value in before.items()
            )
            tables.append(table)
            size = Path(found.path or "").stat().st_size / 1e6
            notes.append(f"{name}: {spent:.0f} s of processor time, a file of {size:.1f} MB.")
            print(found.to_markdown(), table, notes[-1], sep="\n", flush=True)
    intro = f"""\
## What a team's own labels add

`heard adapt` on the first {HALF} conversations of the development set, measured on the last
{HALF}. All settings are chosen by cross-validation within the first {HALF}. The layer that ships saw
those first {HALF} as well, when its coefficients were fitted, so there is less left to gain here, and its
own figures on them are flattered; a team's conversations are new to it.
"""
    write_section("adapt", "\n\n".join([intro, *tables, " ".join(notes)]))


if __name__ == "__main__":
    main()
