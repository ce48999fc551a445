"""One turn as a file gives it, before anything about it has been settled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from heard.conversation import Speaker


@dataclass(frozen=True, slots=True)
class Said:
    """One turn as a file gives it. `speaker` stands only where the file states the role itself."""

    label: str  # the speaker as the file names it
    text: str
    speaker: Speaker | None = None
    name: str | None = None
    at_s: float | None = None
    end_s: float | None = None
    at: datetime | None = None
    ended: datetime | None = None
    internal: bool = False
