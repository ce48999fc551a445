"""The guide as a value: sections with what stands in them, the same for every way to write it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Span:
    """Some words of a line: plain, marked, a slot for the agent to fill, or a link."""

    text: str
    kind: Literal["text", "slot", "code", "link"] = "text"
    strong: bool = False
    stressed: bool = False
    to: str = ""  # where a link goes: "#anchor", or an address that the playbook's author gave


Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A few sentences; `label` says in a word or two what they are."""

    line: Line
    label: str = ""
    tone: Literal["plain", "lead", "soft"] = "plain"

    @property
    def kind(self) -> Literal["paragraph"]:
        """What the block is, for the page's template."""
        return "paragraph"


@dataclass(frozen=True, slots=True)
class Items:
    """A list under a label: of things to do, lines to say, things to avoid, boxes to tick."""

    lines: tuple[Line, ...]
    label: str = ""
    style: Literal["bullets", "numbers", "say", "avoid", "boxes"] = "bullets"

    @property
    def kind(self) -> Literal["items"]:
        """What the block is, for the page's template."""
        return "items"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; a cell holds one line or several."""

    head: tuple[str, ...]
    rows: tuple[tuple[tuple[Line, ...], ...], ...]
    looks: tuple[Literal["plain", "say", "avoid", "soft"], ...]  # of each column

    @property
    def kind(self) -> Literal["table"]:
        """What the block is, for the page's template."""
        return "table"


@dataclass(frozen=True, slots=True)
class Spoken:
    """One turn of a worked conversation, with what it shows."""

    speaker: str
    line: Line
    note: Line
    shows: tuple[str, ...]
    by_company: bool


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation worked through."""

    turns: tuple[Spoken, ...]

    @property
    def kind(self) -> Literal["talk"]:
        """What the block is, for the page's template."""
        return "talk"


Block = Paragraph | Items | Table | Talk


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it; its sections are one level deeper."""

    title: Line
    anchor: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    topic: str = ""  # what a chapter is about, in the plain words of a syllabus
    look: Literal["plain", "card", "sheet"] = "plain"  # a sheet is printed on a page of its own
    listed: bool = True  # whether the table of contents names it


@dataclass(frozen=True, slots=True)
class Document:
    """The whole guide."""

    title: str
    about: Line
    lead: Line
    language: str
    chapters: tuple[Section, ...]

    def contents(self) -> Iterator[tuple[int, Section, tuple[Section, ...]]]:
        """What the table of contents names: each chapter with its number and sections."""
        for number, chapter in enumerate(self.chapters, 1):
            yield number, chapter, tuple(one for one in chapter.sections if one.listed)
