"""What comes out of a file: a conversation, and what the reader of it should know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from heard.conversation import Conversation


@dataclass(frozen=True, slots=True)
class Loaded:
    """One conversation as it was read, where it was read from, and what was left out or assumed.

    Each warning is a whole sentence that begins with its place, `day.jsonl:3: …`,
    so that it can be shown as it is.
    """

    conversation: Conversation
    warnings: tuple[str, ...]
    source: str  # the file, as it was named; "<stdin>" for standard input
