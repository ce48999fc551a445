"""The guide as a file: which way it is written is told by the end of its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.errors import InputError
from heard.guide import chapters, markdown, page

if TYPE_CHECKING:
    from pathlib import Path

    from heard.playbook import Playbook


def to_markdown(playbook: Playbook) -> str:
    """The guide of a playbook as Markdown."""
    return markdown.render(chapters.read(playbook))


def to_html(playbook: Playbook) -> str:
    """The guide of a playbook as one self-contained HTML page."""
    return page.render(chapters.read(playbook))


WAYS = {".html": to_html, ".md": to_markdown}


def write(playbook: Playbook, path: Path) -> None:
    """Write the guide to a file that ends in `.html` or `.md`.

    Raises InputError where the path ends in something else or cannot be written.
    """
    way = WAYS.get(path.suffix.lower())
    if way is None:
        given = f'"{path.suffix}"' if path.suffix else "no ending"
        raise InputError(
            f"a guide is written as {' or '.join(WAYS)}, and this path has {given}", path=str(path)
        )
    if not path.parent.exists():
        raise InputError(f'there is no folder "{path.parent}"; make it first', path=str(path))
    text = way(playbook)
    try:
        path.write_text(text, encoding="utf-8", errors="replace", newline="\n")
    except (OSError, ValueError) as fault:
        reason = (getattr(fault, "strerror", None) or str(fault)).lower()
        raise InputError(f"cannot hold the guide: {reason}", path=str(path)) from fault
