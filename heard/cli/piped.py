"""What is piped in or given as an argument, as text that can be written down again."""

from __future__ import annotations

import codecs
import sys
from io import TextIOWrapper
from typing import TextIO

from heard.formats.draft import plain


def piped() -> TextIO:
    """Standard input; bytes that are no UTF-8 become the mark for a character nobody can read.

    Where it was set to ASCII it is read as UTF-8, which ASCII is part of.
    """
    if isinstance(sys.stdin, TextIOWrapper):
        ascii_only = codecs.lookup(sys.stdin.encoding).name == "ascii"
        encoding = "utf-8" if ascii_only else sys.stdin.encoding
        sys.stdin.reconfigure(encoding=encoding, errors="replace")
    return sys.stdin


def given(words: str) -> str:
    """An argument, or standard input where it is "-"."""
    return plain(piped().read() if words == "-" else words)
