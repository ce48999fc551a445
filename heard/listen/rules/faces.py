"""A turn of nothing but furious faces: too short for a learned score to be sure of, and plain to everybody else."""

from __future__ import annotations

import re

HEATED = (0.95, 0.8)  # how sure we are then of being irritated, and of being frustrated
FEWEST = 2  # faces; one alone may go with anything
_FURIOUS = re.compile(rf"(?:[😡🤬😤👿🖕💢😠]\s*[\ufe0f!?]*\s*){{{FEWEST},}}")


def only_furious_faces(text: str) -> tuple[int, int] | None:
    """Where a turn is two furious faces or more and nothing else, or None.

    >>> only_furious_faces("😡😡😡!"), only_furious_faces("😡 late 😡")
    ((0, 4), None)
    """
    said = text.strip()
    if len(said) > 400 or _FURIOUS.fullmatch(said) is None:
        return None
    start = text.index(said)
    return start, start + len(said)
