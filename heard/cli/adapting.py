"""`heard adapt`: labelled conversations in, a file of a team's own habits and its table out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from heard.adapt import Adaptation, NotBetter, adapt

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

OK, INTERRUPTED = 0, 130


def run(paths: Sequence[str], *, out: Path | None, model: str | None, force: bool) -> int:
    """Adapt, with a progress bar, and print the table; raises what `adapt` raises."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    try:
        with bar:
            task = bar.add_task("Learning", total=None)
            found = adapt(
                paths,
                out=out,
                model=model,
                force=force,
                progress=lambda done, total: bar.update(task, completed=done, total=total),
            )
    except NotBetter as fault:
        _show(fault.adaptation)
        raise
    except KeyboardInterrupt:
        sys.stderr.write("heard: stopped; nothing was written\n")
        return INTERRUPTED
    _show(found)
    sys.stdout.write(
        f"\nWrote {found.path}. Use it with --adapted {found.path}, or HEARD_ADAPTED={found.path}; "
        "leave it out and Heard is as it was.\n"
    )
    return OK


def _show(found: Adaptation) -> None:
    for warning in found.warnings:
        sys.stderr.write(f"heard: warning: {warning}\n")
    sys.stdout.write(found.to_markdown())
    if not found.better:
        sys.stdout.write("\nNot better on the conversations held out.\n")
