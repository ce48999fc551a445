"""How `heard review` scales on two workers: `python -m benchmarks.workers DATA/train/ibm_care.jsonl`."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.pages import write_section
from heard.listen.load import LISTENERS

COPIES = 8
COMMAND = "import sys; from heard.cli import main; main()"


def review(path: Path, jobs: int, model: str) -> float:
    """Wall seconds for one review with this model."""
    began = time.perf_counter()
    subprocess.run(
        [
            *(sys.executable, "-c", COMMAND, "review", str(path)),
            *("--json", "-j", str(jobs), "--model", model),
        ],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
    )
    return time.perf_counter() - began


def main() -> None:
    """Time one and two workers on the same file and write the section."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("path", type=Path)
    asked.add_argument("--model", choices=LISTENERS, default="keen")
    given = asked.parse_args()
    lines, model = given.path.read_text("utf-8").splitlines(), given.model
    with tempfile.TemporaryDirectory() as folder:
        many = Path(folder) / "many.jsonl"
        many.write_text(
            "\n".join(
                line.replace('"id": "', f'"id": "{copy}-', 1)
                for copy in range(COPIES)
                for line in lines
            ),
            "utf-8",
        )
        one, two = (min(review(many, jobs, model) for _ in range(2)) for jobs in (1, 2))
    count = len(lines) * COPIES
    text = f"""\
## Two workers

`heard review --json` over {count:,} short conversations, wall time, the better of two runs; starting
the workers is included.

| model | workers | seconds | conversations a second | ratio |
|---|---|---|---|---|
| {model} | 1 | {one:.1f} | {count / one:,.0f} | 1.00 |
| {model} | 2 | {two:.1f} | {count / two:,.0f} | {one / two:.2f} |
"""
    write_section("workers", text)
    print(text)


if __name__ == "__main__":
    main()
