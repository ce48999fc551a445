"""What is piped in or given as an argument, as text that can be written down again."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from typing import TextIO

from heard.formats.draft import plain


def piped() -> TextIO:
    """Standard input; bytes that are no UTF-8 become the mark for a character nobody can read."""
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    return sys.stdin


def given(words: str) -> str:
    """An argument, or standard input where it is "-"."""
    return plain(piped().read() if words == "-" else words)
