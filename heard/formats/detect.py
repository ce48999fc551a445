"""Which format a file is in, told by its content; its ending decides only between tables."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from typing import Literal

from heard.formats import text
from heard.formats.columns import Columns
from heard.formats.sheet import header_below, looks_like

Format = Literal["lines", "rows", "document", "vtt", "srt", "table", "text"]

_SRT = re.compile(r"\s*(?:\d+\s*\n)?\s*\d{1,2}:\d{2}:\d{2}[,.]\d{1,3}\s*-->")
_OPENS_DOCUMENT = re.compile(r"\{\s*(?:\n|$)|\[\s*(?:\{|\n|$)")


def format_of(head: str, *, suffix: str = "") -> Format:
    """The format of a file that begins like this.

    >>> format_of('{"id": "c1", "turns": []}'), format_of("WEBVTT\\n"), format_of("Agent: Hello")
    ('lines', 'vtt', 'text')
    """
    start = head.lstrip("\ufeff \t\r\n")
    if start.startswith("WEBVTT"):
        return "vtt"
    if _SRT.match(start):
        return "srt"
    if re.match(r"\{\s*[\"}]", start) or re.match(r"\[\s*[{\]\"]", start):
        first, newline, _ = start.partition("\n")
        goes_on = newline and first.rstrip().endswith(("{", "[", ",", ":"))
        if goes_on or _OPENS_DOCUMENT.match(start):
            return "document"
        return "rows" if _is_turn(first) else "lines"
    if suffix in {".jsonl", ".ndjson"}:
        return "lines"
    if suffix == ".json":
        return "document"
    if looks_like(start):
        return "table"
    titled = suffix in {".csv", ".tsv"} or header_below(start) > 0
    return "table" if titled and not text.looks_like(start) else "text"


def _is_turn(line: str) -> bool:
    """Whether a line of JSON is a single turn rather than a conversation."""
    with suppress(ValueError, RecursionError):
        record = json.loads(line)
        if isinstance(record, dict) and not {"turns", "messages", "conversations"} & set(record):
            columns = Columns.of(list(record))
            return columns.text is not None and columns.says_who
    return False
