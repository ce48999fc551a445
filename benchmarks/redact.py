"""How much of what is personal is found, and how much else is taken along.

    python -m benchmarks.redact

The sentences are in `redact.txt`, written for this purpose with every detail marked. The rules
were mended by reading the odd lines only; the even ones say how they do on lines unseen. A detail
counts as found when none of its letters or digits is left, and a redaction as wrong when it
touches nothing that is marked. Writes the table of README.md.
"""

from __future__ import annotations

import re
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.pages import write_section
from heard.redact import KINDS, Found, redact

SET = Path(__file__).with_name("redact.txt")
ABOUT = """`python -m benchmarks.redact`. Sentences written for this purpose, none of them anybody's, by
the hand that wrote the rules. The rules were mended by reading the odd lines alone; the even ones are
"unseen". Found: no letter or digit of the detail is left."""
ESCAPE = re.compile(r"\\(n|u[0-9a-f]{4})")  # what a line cannot show: \n, \u200b
MARK = re.compile(r"\[(card|email|phone|iban|address|name|id|birthdate):([^\]]+)\]")


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence, its details and the names known beforehand."""

    number: int
    text: str
    details: tuple[Found, ...]
    names: tuple[str, ...]


def lines() -> list[Line]:
    """The labelled sentences, numbered from 1."""
    written = [one for one in SET.read_text("utf-8").splitlines() if not one.startswith("#")]
    return [line(number, one) for number, one in enumerate(written, start=1)]


def line(number: int, written: str) -> Line:
    """One sentence without its marks."""
    names: tuple[str, ...] = ()
    written = ESCAPE.sub(
        lambda sign: "\n" if sign[1] == "n" else chr(int(sign[1][1:], 16)), written
    )
    if written.startswith("names:"):
        head, written = written.split("|", 1)
        names = tuple(one.strip() for one in head.removeprefix("names:").split(","))
        written = written.strip()
    pieces, details, at, length = [], [], 0, 0
    for mark in MARK.finditer(written):
        before = written[at : mark.start()]
        length += len(before)
        details.append(Found(mark[1], length, length + len(mark[2])))  # type: ignore[arg-type]
        length += len(mark[2])
        pieces += [before, mark[2]]
        at = mark.end()
    return Line(number, "".join(pieces) + written[at:], tuple(details), names)


def faults(line: Line) -> tuple[list[Found], list[Found], int]:
    """Details that were missed, redactions that touch none, and details of another kind found."""
    found = redact(line.text, names=line.names).found
    taken = {at for one in found for at in range(one.start, one.end)}
    missed = [
        one
        for one in line.details
        if any(line.text[at].isalnum() and at not in taken for at in range(one.start, one.end))
    ]
    wrong = [
        one
        for one in found
        if not any(one.start < true.end and true.start < one.end for true in line.details)
    ]
    exact = {
        (one.kind, true)
        for one in found
        for true in line.details
        if one.start < true.end and true.start < one.end
    }
    other = sum(1 for true in line.details if true not in missed and (true.kind, true) not in exact)
    return missed, wrong, other


def found_of(chosen: list[Line], kind: str | None) -> tuple[int, int]:
    """How many details there are of a kind (None: of all), and how many were found."""
    there = sum(1 for one in chosen for true in one.details if kind in (None, true.kind))
    missed = sum(1 for one in chosen for true in faults(one)[0] if kind in (None, true.kind))
    return there, there - missed


def seconds(every: list[Line], *, times: int = 20) -> float:
    """The processor's time for one sentence."""
    begun = time.process_time()
    for _ in range(times):
        for one in every:
            redact(one.text, names=one.names)
    return (time.process_time() - begun) / times / len(every)


def summary(every: list[Line]) -> str:
    """What was taken out that should have stayed."""
    clean = [one for one in every if not one.details]
    spoiled = [one for one in clean if faults(one)[1]]
    unseen = sum(1 for one in clean if one.number % 2 == 0)
    spoiled_unseen = sum(1 for one in spoiled if one.number % 2 == 0)
    wrong, other = (sum(counts) for counts in zip(*map(_counted, every), strict=True))
    return (
        f"{len(every)} sentences, {len(clean)} of them without a detail: {len(spoiled)} of those "
        f"lost a word ({spoiled_unseen} of the {unseen} unseen ones), {wrong} wrong redactions in "
        f"all, {other} details found under another kind. {seconds(every) * 1e6:.0f} µs of one "
        "processor for a sentence."
    )


def main() -> None:
    """Print the table, and with `--faults` each fault of the odd lines."""
    every = lines()
    unseen = [one for one in every if one.number % 2 == 0]
    rows = ["| kind | details | found | in unseen lines |", "|---|---|---|---|"]
    for kind in (*KINDS, None):
        there, found = found_of(every, kind)
        of, got = found_of(unseen, kind)[::-1], found / there
        rows.append(f"| {kind or 'all'} | {there} | {got:.3f} | {of[0]}/{of[1]} |")
    rows += ["", summary(every)]
    write_section("redact", "\n".join(["## Personal details", "", ABOUT, "", *rows]))
    print("\n".join(rows))
    if "--faults" in sys.argv:
        for one in every:
            if one.number % 2:
                _explain(one)


def _counted(one: Line) -> tuple[int, int]:
    _, wrong, other = faults(one)
    return len(wrong), other


def _explain(one: Line) -> None:
    missed, wrong, _ = faults(one)
    for fault in missed:
        print(f"{one.number} missed {fault.kind}: {one.text}")
    for fault in wrong:
        print(f"{one.number} wrong {fault.kind} {one.text[fault.start : fault.end]!r}: {one.text}")


if __name__ == "__main__":
    main()
