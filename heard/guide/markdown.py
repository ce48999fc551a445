"""The guide as Markdown that reads well on a code host and in mkdocs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.guide.document import Items, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heard.guide.document import Block, Document, Line, Section, Span, Talk

MARKS = re.compile(r"([\\`*_\[\]])")
AT_START = re.compile(r"([#+-])(?=\s|#|-|$)|(\d{1,9})([.)])(?=\s|$)")
BULLETS = {"bullets": "- ", "say": "- ", "avoid": "- ", "boxes": "- [ ] ", "numbers": "1. "}


def render(document: Document) -> str:
    """The document as Markdown. Everything the playbook says is escaped."""
    parts = [
        f"# {_plain(document.title)}",
        _line(document.about),
        _line(document.lead),
        "## Contents",
        _contents(document),
    ]
    for number, chapter in enumerate(document.chapters, 1):
        parts += _section(chapter, 2, f"{number}. ")
    return "\n\n".join(part for part in parts if part) + "\n"


def escaped(text: str) -> str:
    """Text that Markdown shows as it is, wherever in a line it stands.

    >>> escaped("a*b <i>")
    'a\\\\*b &lt;i&gt;'
    """
    safe = MARKS.sub(r"\\\1", text.replace("&", "&amp;"))
    for sign, name in (
        ("<", "&lt;"),
        (">", "&gt;"),
        ("~", "&#126;"),
        ("$", "&#36;"),
        ("|", "&#124;"),
    ):
        safe = safe.replace(sign, name)
    return safe


def _contents(document: Document) -> str:
    rows = []
    for number, chapter, sections in document.contents():
        rows.append(f"{number}. [{_line(chapter.title)}](#{chapter.anchor})")
        rows += [f"    - [{_line(one.title)}](#{one.anchor})" for one in sections]
    return "\n".join(rows)


def _section(section: Section, level: int, number: str = "") -> Iterator[str]:
    yield f'<a id="{section.anchor}"></a>'
    title = _line(section.title) if number else _at_start(_line(section.title))
    yield f"{'#' * level} {number}{title}"
    if section.topic:
        yield f"*{_plain(section.topic)}*"
    for block in section.blocks:
        yield from _block(block)
    for one in section.sections:
        yield from _section(one, level + 1)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        label = f"**{_plain(block.label)}:** " if block.label else ""
        text = _line(block.line)
        strong = block.tone == "lead" and not any(span.strong for span in block.line)
        yield (
            f"{label}**{text}**"
            if strong and not label
            else label + (text if label else _at_start(text))
        )
    elif isinstance(block, Items):
        if block.label:
            yield f"**{_plain(block.label)}:**"
        sign = BULLETS[block.style]
        yield "\n".join(f"{sign}{_at_start(_line(one))}" for one in block.lines)
    elif isinstance(block, Table):
        yield _table(block)
    else:
        yield from _talk(block)


def _table(table: Table) -> str:
    rows = [
        f"| {' | '.join(map(_plain, table.head))} |",
        f"|{'---|' * len(table.head)}",
    ]
    for row in table.rows:
        cells = ("<br>".join(_line(one) for one in cell) for cell in row)
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def _talk(talk: Talk) -> Iterator[str]:
    for turn in talk.turns:
        shows = f" ({', '.join(map(_plain, turn.shows))})" if turn.shows else ""
        yield f"**{_plain(turn.speaker)}:** {_line(turn.line)}"
        yield f"> {_at_start(_line(turn.note))}{shows}"


def _plain(text: str) -> str:
    return escaped(" ".join(text.split()))


def _at_start(text: str) -> str:
    """A line that begins like a list, a heading or a rule, kept from being one."""
    return (
        AT_START.sub(
            lambda found: rf"\{found[1]}" if found[1] else rf"{found[2]}\{found[3]}", text, count=1
        )
        if AT_START.match(text)
        else text
    )


def _line(line: Line) -> str:
    return "".join(map(_span, line))


def _span(span: Span) -> str:
    text = escaped(span.text)
    if span.kind == "slot":
        text = rf"\[{text}\]"
    elif span.kind == "code":
        text = f"<code>{text}</code>"
    elif span.kind == "link":
        target = re.sub(r"[()<>\s\"'|\\]", lambda sign: f"%{ord(sign[0]):02X}", span.to)
        text = f"[{text}]({target})"
    inner = text.strip()
    marks = "**" * span.strong + "*" * span.stressed
    return text.replace(inner, f"{marks}{inner}{marks[::-1]}", 1) if marks and inner else text
