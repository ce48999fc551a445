"""Heard's own reports among the files to read: told by what they hold, so that none is read as input."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PAGE, CARDS = "index.html", ("cards.jsonl", "cards.tmp")
HEAD = 4096
_CARD = re.compile(rb'\{"conversation": .*"broke_at": ', re.DOTALL)
_PAGE = re.compile(rb"<title>Heard: review of ")


def is_report(path: Path) -> bool:
    """Whether `heard review --out` wrote this file.

    A results file that is still empty belongs to a run that has just begun, maybe to this one.
    """
    if path.name != PAGE and path.name not in CARDS:
        return False
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError:
        return False
    if path.name == PAGE:
        return _PAGE.search(head) is not None
    return not head or _CARD.match(head) is not None
