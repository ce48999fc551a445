"""What is piped in or given as an argument, as text that can be written down again."""

from __future__ import annotations

import codecs
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from heard.errors import InputError
from heard.formats.draft import plain

LONGEST_NAME = 250  # letters of what may be the name of a file


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
    """An argument, or standard input where it is "-".

    Raises InputError where the argument is no words but the name of a file that is there.
    """
    named = len(words) < LONGEST_NAME and " " not in words and "\0" not in words
    if named and Path(words).suffix and Path(words).is_file():
        raise InputError(
            f"this is a file, not a reply; to check what it says: - < {words}", path=words
        )
    return plain(piped().read() if words == "-" else words)
