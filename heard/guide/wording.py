"""Words of the playbook as lines: slots made readable, and the Markdown of chapters taken in."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from heard.guide.document import Block, Items, Line, Paragraph, Span
from heard.playbook import SLOTS

if TYPE_CHECKING:
    from collections.abc import Iterable

SLOT = re.compile(r"\{(\w+)\}")
NAMES = {"option_a": "first choice", "option_b": "second choice", "agent": "your name"}
INLINE = re.compile(
    r"\\(?P<plain>[\\`*_{}\[\]()#+.!|~<>-])"
    r"|`(?P<code>[^`\n]+)`"
    r"|\[(?P<shown>[^\[\]\n]+)\]\((?P<to>[^()\s]+)\)"
    r"|(?P<strong>\*\*|__)"
    r"|(?P<stressed>\*|(?<![^\W_])_(?=\S)|(?<=\S)_(?![^\W_]))"
    r"|\{(?P<slot>\w+)\}"
)
ADDRESS = re.compile(r"(https?://|mailto:|#)\S+", re.IGNORECASE)
BULLET = re.compile(r" {0,3}[-*+]\s+(.*)")
NUMBER = re.compile(r" {0,3}\d{1,9}[.)]\s+(.*)")
HEADING = re.compile(r" {0,3}#{1,6}\s+(.*?)\s*#*")
QUOTE = re.compile(r"^ {0,3}>\s?")
RULE = re.compile(r" {0,3}([-*_])(\s*\1){2,}\s*")


def slot_name(slot: str) -> str:
    """How a slot is called in the guide.

    >>> slot_name("option_a"), slot_name("issue")
    ('first choice', 'issue')
    """
    return NAMES.get(slot, slot.replace("_", " "))


def line(text: str, company: str = "") -> Line:
    """A sentence as the playbook has it; `{issue}` becomes a slot to fill.

    Only the slots a playbook knows are slots; the company's name is filled in where it is given.
    """
    spans: list[Span] = []
    at = 0
    plain = " ".join(text.split())
    for found in SLOT.finditer(plain):
        span = _slot(found[1], company)
        if span is not None:
            spans += [Span(plain[at : found.start()]), span]
            at = found.end()
    spans.append(Span(plain[at:]))
    return tuple(span for span in spans if span.text)


def lines(texts: Iterable[str], company: str = "") -> tuple[Line, ...]:
    """Several sentences as lines."""
    return tuple(line(text, company) for text in texts)


def quoted(texts: Iterable[str], company: str = "") -> tuple[Line, ...]:
    """Sentences that somebody says, in quotation marks."""
    return tuple((Span("“"), *line(text, company), Span("”")) for text in texts)


def joined(parts: Iterable[Line], between: str = " ") -> Line:
    """Several lines as one."""
    made: list[Span] = []
    for part in parts:
        made += [Span(between), *part] if made else part
    return tuple(made)


def marked(text: str, company: str = "") -> Line:
    """A stretch of a chapter: bold, italics, code, links and slots taken in, the rest plain.

    >>> [span.text for span in marked("Say it **once**.") if span.strong]
    ['once']
    """
    spans: list[Span] = []
    strong = stressed = False
    at = 0
    plain = " ".join(text.split())
    for found in INLINE.finditer(plain):
        before = plain[at : found.start()]
        made: Span | None = None
        turns_strong = turns_stressed = False
        if found["plain"]:
            made = Span(found["plain"], strong=strong, stressed=stressed)
        elif found["code"]:
            made = Span(found["code"], "code", strong, stressed)
        elif found["shown"] and ADDRESS.fullmatch(found["to"]):
            made = Span(found["shown"], "link", strong, stressed, found["to"])
        elif found["strong"]:
            turns_strong = strong or found["strong"] in plain[found.end() :]
        elif found["stressed"]:
            turns_stressed = stressed or found["stressed"] in plain[found.end() :]
        elif found["slot"]:
            made = _slot(found["slot"], company, strong=strong, stressed=stressed)
        if made is None and not turns_strong and not turns_stressed:
            continue  # not a mark after all: it stays as it was written
        spans.append(Span(before, strong=strong, stressed=stressed))
        if made is not None:
            spans.append(made)
        strong, stressed = strong != turns_strong, stressed != turns_stressed
        at = found.end()
    spans.append(Span(plain[at:], strong=strong, stressed=stressed))
    return tuple(span for span in spans if span.text)


def paragraphs(text: str, company: str = "", label: str = "") -> tuple[Paragraph, ...]:
    """Plain text as paragraphs, one for each stretch between empty lines."""
    parts = [part for part in re.split(r"\n\s*\n", text) if part.strip()]
    return tuple(
        Paragraph(line(part, company), label if number == 0 else "")
        for number, part in enumerate(parts)
    )


def prose(text: str, company: str = "") -> tuple[Block, ...]:
    """The Markdown of a chapter as blocks: paragraphs, lists and run-in headings.

    What it doesn't know (tables, HTML, pictures) stays readable as plain text.
    """
    blocks: list[Block] = []
    for part in re.split(r"\n\s*\n", text.strip("\n")):
        rows = part.split("\n")
        while rows:
            rows = _first_block(rows, company, blocks)
    return tuple(blocks)


def _first_block(rows: list[str], company: str, blocks: list[Block]) -> list[str]:
    """Take the block that `rows` begin with; what is left of them."""
    first = rows[0]
    if not first.strip() or RULE.fullmatch(first):
        return rows[1:]
    if heading := HEADING.fullmatch(first):
        bold = tuple(replace(span, strong=True) for span in marked(heading[1], company))
        blocks.append(Paragraph(bold))
        return rows[1:]
    for pattern in (BULLET, NUMBER):
        if pattern.fullmatch(first):
            items, rest = _items(rows, pattern)
            style: Literal["bullets", "numbers"] = "bullets" if pattern is BULLET else "numbers"
            made = tuple(marked(item, company) for item in items)
            previous = blocks[-1] if blocks else None
            if isinstance(previous, Items) and previous.style == style:
                blocks[-1] = Items((*previous.lines, *made), previous.label, style)
            else:
                blocks.append(Items(made, style=style))
            return rest
    count = next(
        (
            n
            for n, row in enumerate(rows)
            if n and any(p.fullmatch(row) for p in (BULLET, NUMBER, HEADING))
        ),
        len(rows),
    )
    blocks.append(
        Paragraph(marked("\n".join(QUOTE.sub("", row, count=1) for row in rows[:count]), company))
    )
    return rows[count:]


def _items(rows: list[str], pattern: re.Pattern[str]) -> tuple[list[str], list[str]]:
    items: list[str] = []
    for number, row in enumerate(rows):
        if found := pattern.fullmatch(row):
            items.append(found[1])
        elif BULLET.fullmatch(row) or NUMBER.fullmatch(row) or HEADING.fullmatch(row):
            return items, rows[number:]
        else:
            items[-1] += f" {row.strip()}"
    return items, []


def _slot(name: str, company: str, *, strong: bool = False, stressed: bool = False) -> Span | None:
    if name == "company" and company:
        return Span(company, strong=strong, stressed=stressed)
    if name not in SLOTS:
        return None
    return Span(slot_name(name), "slot", strong, stressed)
