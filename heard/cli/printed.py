"""What is printed, on any output: a character that its encoding lacks is put plainly instead.

>>> "▮▮▯ “that’s it” → 5 €…".encode("ascii", PLAINLY).decode()
'##- "that\\'s it" -> 5 EUR...'
"""

from __future__ import annotations

import codecs
import json
import sys
import unicodedata
from io import TextIOWrapper

PLAINLY = "heard.plainly"
UNKNOWN = "?"
SIGNS = {
    "▮": "#", "▯": "-", "┃": "|", "│": "|", "─": "-", "━": "-", "↑": "^", "→": "->", "↓": "v",
    "✓": "+", "✗": "x", "○": "o", "▸": ">", "·": "-", "›": ">", "…": "...", "–": "-", "—": "-",
    "‘": "'", "’": "'", "“": '"', "”": '"', "«": '"', "»": '"', "•": "*", "€": "EUR",
    "£": "GBP", "æ": "ae", "ø": "o", "ß": "ss",
}  # fmt: skip


def print_plainly() -> None:
    """Let standard output and errors write what their encoding lacks in plain signs, not stop at it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=PLAINLY)


def print_json(shape: object) -> None:
    """One object on a line of its own; where the output knows no Unicode, in JSON's own escapes."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    readable = codecs.lookup(encoding).name.startswith("utf")
    sys.stdout.write(json.dumps(shape, ensure_ascii=not readable) + "\n")


def _plainly(fault: UnicodeError) -> tuple[str, int]:
    if not isinstance(fault, UnicodeEncodeError):
        raise fault
    known = fault.encoding
    lost = fault.object[fault.start : fault.end]
    return "".join(_plain(sign, known) for sign in lost), fault.end


def _plain(sign: str, encoding: str) -> str:
    """A sign as one would write it by hand: its own word, its letter without the accent, or "?"."""
    letter = SIGNS.get(sign) or unicodedata.normalize("NFKD", sign)[0]
    try:
        letter.encode(encoding)
    except UnicodeEncodeError:
        return UNKNOWN
    return letter


codecs.register_error(PLAINLY, _plainly)
