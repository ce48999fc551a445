"""Text that comes wrapped in HTML: a chat log in one cell, a message with tags."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from heard.formats.clock import moment

if TYPE_CHECKING:
    from datetime import datetime

_BREAK = re.compile(r"<\s*(?:br\s*/?|/p|/div|/li|/tr)\s*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_CHAT_LOG = re.compile(r"\(\s*(?:\d+h )?(?:\d+m )?\d+s\s*\)[^<:]{1,80}:.*?<\s*br\s*/?\s*>", re.I)
_PAGE = re.compile(
    r"[\s\ufeff]*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.I | re.DOTALL,
)
_STARTED = re.compile(r"^\s*Chat Started:\s*(.+?)\s*$", re.IGNORECASE | re.MULTILINE)
_LOOKED_AT = 20_000


def words(markup: str) -> str:
    """The words of a piece of HTML, a line for every line it shows.

    >>> words("Hello,<br>it&#39;s <b>late</b>")
    "Hello,\\nit's late"
    """
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", markup))).replace("\xa0", " ")


def is_page(text: str) -> bool:
    """Whether this is a whole HTML document.

    >>> is_page("<!DOCTYPE html>\\n<html>"), is_page("( 12s ) Visitor: Hi<br>")
    (True, False)
    """
    return _PAGE.match(text) is not None


def is_chat_log(text: str) -> bool:
    """Whether this is a chat kept as one piece of HTML, with `( 12s ) Visitor:` before each turn."""
    return _CHAT_LOG.search(text[:_LOOKED_AT]) is not None


def chat_log(text: str) -> tuple[str, datetime | None]:
    """The lines of such a chat without its markup, and when it began."""
    shown = words(text)
    found = _STARTED.search(shown)
    lines = [line for line in shown.split("\n") if line.strip()]
    kept = [line.strip() for line in lines if not _STARTED.match(line)]
    return "\n".join(kept), moment(found[1]) if found else None
