"""`heard playbook check|show|new`: faults with file and line, the plays to read, a start of one's own."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from heard import playbook as playbooks
from heard.playbook import Playbook

if TYPE_CHECKING:
    from pathlib import Path

OK, FAULT = 0, 2


def check(name: str) -> int:
    """Print every fault, one a line; 2 where there is any."""
    faults = playbooks.check(name)
    for fault in faults:
        sys.stderr.write(f"heard: {fault}\n")
    if faults:
        return FAULT
    playbook = Playbook.load(name)
    sys.stdout.write(
        f"{playbook.title or playbook.name}: {len(playbook.plays)} plays, {len(playbook.phrases)} phrases to avoid,"
        f" {len(playbook.helpful)} that help. No fault found.\n"
    )
    return OK


def show(name: str, *, play: str | None) -> int:
    """Print the playbook, or one play of it in full."""
    sys.stdout.write(playbooks.show(Playbook.load(name), play=play).rstrip() + "\n")
    return OK


def new(path: Path, *, name: str | None) -> int:
    """Write a starter overlay and say what to do next."""
    playbooks.new(path, name)
    sys.stdout.write(f"Wrote {path}. Edit it, then: heard playbook check {path}\n")
    return OK
