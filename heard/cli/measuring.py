"""`heard measure`: a labelled file in, tables of agreement out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from heard.listen import load_listener
from heard.measure import measure as measured

if TYPE_CHECKING:
    from pathlib import Path


def measure(path: Path, *, first: int | None, last: int | None) -> int:
    """Print how far Heard agrees with the labels of this file."""
    sys.stdout.write(measured(path, load_listener(), first=first, last=last).to_markdown())
    return 0
