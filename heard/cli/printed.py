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

# What a terminal would obey, or show in another order than it was written, as a sign to be seen.
_OBEYED = {code: 0x2400 + code for code in range(32) if chr(code) not in "\n\t"} | {127: "\u2421"}
_OBEYED |= dict.fromkeys(
    (*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd"
)


def harmless(text: str) -> str:
    """A text whose control characters are shown, not obeyed: nobody's words may steer a terminal.

    >>> harmless("Hi \\x1b[2J there")
    'Hi \u241b[2J there'
    """
    return text if text.isprintable() else text.translate(_OBEYED)


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
