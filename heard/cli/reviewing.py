"""`heard review`: a progress bar, then scorecards as JSON, or the set's numbers and a report."""

from __future__ import annotations

import sys
from heapq import nlargest
from typing import TYPE_CHECKING

from heard.batch import review_paths
from heard.cli.printed import print_json
from heard.errors import InputError
from heard.quoting import counted
from heard.review import Scorecard, card_json, cohort_json, summarize
from heard.review.report import write_report
from heard.review.results import read_cards

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from rich.console import Console
    from rich.progress import Progress, TaskID

    from heard.review import Cohort


OK, FAULT, INTERRUPTED = 0, 2, 130
EACH = "All of them: --out DIR writes a report, --json prints each."
FULL_CARDS = 12  # so many conversations are told one by one in the terminal
WORST = 5  # of more than these, so many are: those that went worst


def review(
    paths: Sequence[str],
    *,
    out: Path | None,
    jobs: int,
    agent: str | None,
    playbook: str,
    as_json: bool,
) -> int:
    """Review the conversations under these paths; 2 where a file could not be read."""
    run = _Run(paths, out=out, jobs=jobs, agent=agent, playbook=playbook)
    told: list[Scorecard] = []

    def each() -> Iterator[Scorecard]:
        for card in run.cards():
            if as_json:
                print_json(card_json(card))
            else:
                told.append(card)
                if run.done > FULL_CARDS:  # a set may be larger than the memory
                    told[:] = nlargest(WORST, told, key=_how_bad)
            yield card

    try:
        cohort = summarize(each())
    except KeyboardInterrupt:
        again = "; the same command goes on from there" if out is not None else ""
        sys.stderr.write(f"heard: stopped after {counted(run.done, 'conversation')}{again}\n")
        return INTERRUPTED
    if not cohort.conversations and not run.faults:
        raise InputError("no conversation found", path=", ".join(paths))
    sys.stderr.write(_unread(run.unread, run.done))
    report = None
    if out is not None and cohort.conversations:
        report = write_report(read_cards(out), cohort, out)
    if as_json:
        print_json({"cohort": cohort_json(cohort)})
    elif cohort.conversations:
        _paint(told, run.done, cohort, report)
    return FAULT if run.faults else OK


def _paint(told: Sequence[Scorecard], of: int, cohort: Cohort, report: Path | None) -> None:
    from heard.cli.summary import paint_cards, paint_cohort

    paint_cards(told, of=of)
    paint_cohort(cohort, report)
    if report is None and of > len(told):
        sys.stdout.write(f"\n{EACH}\n")


def _how_bad(card: Scorecard) -> tuple[bool, float, float]:
    """Worst are those that ended hot, the hottest at the end first."""
    heats = [heat for _, heat in card.curve] or [0.0]
    return card.outcome == "hot", heats[-1], max(heats)


def _unread(count: int, of: int) -> str:
    """A warning of how many were left out of the numbers for their language; "" for none."""
    if not count:
        return ""
    many = "conversation" if of == 1 else "conversations"
    verb, they = ("is", "it is") if count == 1 else ("are", "they are")
    where = "in a language Heard does not read"
    return f"heard: warning: {count:,} of {of:,} {many} {verb} {where}; {they} not scored\n"


class _Run:
    """One run over the files: draws the bar, names faults and warnings on stderr."""

    def __init__(
        self, paths: Sequence[str], *, out: Path | None, jobs: int, agent: str | None, playbook: str
    ) -> None:
        self._paths = paths
        self._out = out
        self._jobs = jobs
        self._agent = agent
        self._playbook = playbook
        self.done = 0
        self.faults = 0
        self.unread = 0  # not scored for their language

    def cards(self) -> Iterator[Scorecard]:
        """Every scorecard in the files' order."""
        from rich.console import Console

        console = Console(stderr=True)
        with _bar(console) as bar:
            task = bar.add_task("Reviewing", total=None)
            for came in review_paths(
                self._paths,
                jobs=self._jobs,
                out=self._out,
                agent=self._agent,
                playbook=self._playbook,
                progress=_moving(bar, task) if console.is_terminal else None,
            ):
                if isinstance(came, InputError):
                    self.faults += 1
                    bar.console.print(f"heard: {came}", markup=False, soft_wrap=True)
                    continue
                for warning in came.warnings:
                    bar.console.print(f"heard: warning: {warning}", markup=False, soft_wrap=True)
                self.done += 1
                self.unread += came.card.unread
                yield came.card


def _bar(console: Console) -> Progress:
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )


def _moving(bar: Progress, task: TaskID) -> Callable[[int, int | None], None]:
    def move(done: int, total: int | None) -> None:
        bar.update(task, completed=done, total=total)

    return move
