"""Plain-text transcripts: one of several layouts, whichever fits most lines of the file.

    Agent: text                        AGENT (00:01:23): text
    [00:01:23] Agent: text             00:01:23 Agent: text
    (2:04:11 PM) Jane: text            >> AGENT: text
    12/03/2026, 14:02 - Jane: text     [12/03/2026, 14:02:11] Jane: text
    ( 1m 4s ) Jane: text               Jane Doe 14:02, then the text below
    CUSTOMER - text                    Customer, then the text below

A line that fits nothing belongs to the turn before it. Where the others have a time, "Customer: …" without one
is a turn as well, with a warning.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from heard.errors import InputError
from heard.formats.draft import Draft
from heard.formats.labels import NAME_LIKE, believed, clear_alone, is_possible
from heard.formats.markup import chat_log, is_chat_log
from heard.formats.roles import speaker_of
from heard.formats.said import Said
from heard.formats.stamps import CLOCK, STAMP, Stamp, set_times

if TYPE_CHECKING:
    from datetime import datetime

    from heard.conversation import Conversation
    from heard.formats.notes import Notes

_MARKS = "\u200e\u200f\u202a\u202c\ufeff"  # invisible marks of direction that exports put in front
_LABEL = (
    r"(?P<label>[~@]?[ \u202f]?[^\W\d_][^:：\n\[\]<>()|]{0,40}?(?:\s?[(\[][^()\[\]:\d]{1,30}[)\]])?"
    r"|\+\d[\d \u00a0()-]{5,20})"  # a phone number, for a contact without a name
)
_SPACE = r"[ \t\u202f\u00a0]*"
_COLON = r"(?:(?<!\d)(?:\*\*|__)?[:：](?!//)(?:\*\*|__)?\s*|[:：](?:\s+|$))"  # not the one in 10:30
_MAIL = re.compile(  # an e-mail's header, or a mailbox's line before it, then a sender and a subject or day
    r"\s*(?:From \S+@.*\n)?(?=(?:.+\n)*?From:)(?=(?:.+\n)*?(?:Subject|Date|Message-ID):)[\w-]+:",
    re.IGNORECASE,
)
_BOLD = r"(?:\*\*|__)?"


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to write a turn's first line. Without a stamp, a label must earn belief."""

    name: str
    pattern: re.Pattern[str]
    stamped: bool
    text_below: bool = False
    roles_only: bool = False  # only words for a role are its labels: "Customer", not "Jane"


def _layout(
    name: str,
    pattern: str,
    *,
    stamped: bool = True,
    text_below: bool = False,
    roles_only: bool = False,
) -> Layout:
    found = re.compile(f"[{_MARKS}]*{pattern}", re.IGNORECASE)
    return Layout(name, found, stamped, text_below, roles_only)


_TEXT = r"(?P<text>.*)"
LAYOUTS: tuple[Layout, ...] = (
    _layout(
        "stamp first",
        rf"(?P<open>[\[(]?){_SPACE}{STAMP}{_SPACE}[\])]?{_SPACE}[-–—|]?{_SPACE}(?:>>)?{_SPACE}"
        rf"{_BOLD}{_LABEL}{_COLON}{_TEXT}",
    ),
    _layout(
        "stamp after",
        rf"(?:>>)?{_SPACE}{_BOLD}{_LABEL}{_SPACE}[\[(]{_SPACE}{STAMP}{_SPACE}[\])]{_BOLD}:?{_BOLD}"
        rf"(?:\s+|$){_TEXT}",
    ),
    _layout("stamp after, bare", rf"{_LABEL}[ ,]+{STAMP}:(?:\s+|$){_TEXT}"),
    _layout(
        "name and time above", rf"{_LABEL}[ ,\t]+[\[(]?{CLOCK}[\])]?{_SPACE}$", text_below=True
    ),
    _layout(
        "time and name above", rf"[\[(]?{CLOCK}[\])]?{_SPACE}{_LABEL}{_SPACE}$", text_below=True
    ),
    _layout(
        "brackets",
        rf"(?:\[{{1,2}}|<){_SPACE}{_LABEL}{_SPACE}(?:\]{{1,2}}|>):?\s*{_TEXT}",
        stamped=False,
    ),
    _layout("label", rf"(?:>>)?{_SPACE}{_BOLD}{_LABEL}{_COLON}{_TEXT}", stamped=False),
    _layout(
        "label and dash",
        rf"{_SPACE}{_BOLD}{_LABEL}{_BOLD}[ \t]+[-–—][ \t]+{_TEXT}",
        stamped=False,
        roles_only=True,
    ),
    _layout(
        "label above",
        rf"{_SPACE}{_BOLD}{_LABEL}{_BOLD}{_SPACE}$",
        stamped=False,
        text_below=True,
        roles_only=True,
    ),
)
_UNNAMED = re.compile(  # a dated line without a speaker, as WhatsApp writes for its own notices
    rf"[{_MARKS}]*\[?{STAMP}\]?{_SPACE}(?:-{_SPACE})?(?P<text>\S.*)", re.IGNORECASE
)
_UNTIMED = re.compile(rf"[{_MARKS}]*{_BOLD}{_LABEL}{_COLON}{_TEXT}", re.IGNORECASE)
_PLAIN_ROLES = frozenset({"customer", "agent", "supervisor", "bot"})  # "Contact:" may be a form's
_MOST_STAMPED_WORDS = 6  # in the name of a speaker beside a time


@dataclass(frozen=True, slots=True)
class Fit:
    """A layout that fits a file, how its stamps are written, and who its speakers are."""

    layout: Layout
    shape: tuple[str, bool]
    labels: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Line:
    label: str
    text: str
    stamp: Stamp | None


def looks_like(text: str, *, agent: str | None = None) -> bool:
    """Whether a text reads as a transcript: one layout with at least two speakers."""
    return is_chat_log(text) or _best(text.split("\n"), agent) is not None


def read_text(
    text: str,
    *,
    called: str,
    agent: str | None,
    notes: Notes,
    line: int | None = None,
    details: Draft | None = None,
) -> Conversation:
    """The conversation that a transcript holds; `details` is what else is known of it.

    Raises InputError where no two speakers can be told apart, or their roles are not clear. One
    speaker is enough where a role word says which side it is.
    """
    started_at: datetime | None = None
    if is_chat_log(text):
        text, started_at = chat_log(text)
    lines = text.split("\n")
    best = _best(lines, agent) or _alone(lines)
    if best is None:
        if _MAIL.match(text):
            raise InputError(
                'an e-mail message, which is not read yet: save what was written as "Agent: …" and '
                '"Customer: …"',
                path=notes.source,
                line=line,
            )
        raise InputError(
            'no conversation found: lines such as "Agent: …" with at least two speakers are needed, '
            'or "Customer: …" from the first line on',
            path=notes.source,
            line=line,
        )
    said, stamps = _turns(lines, best, notes, line)
    timed = set_times(
        said,
        stamps,
        started_at=started_at,
        day_times=best.layout.text_below,
        notes=notes,
        line=line,
    )
    draft = details or Draft(called, ())
    return replace(draft, said=timed, started_at=draft.started_at or started_at, line=line).settle(
        notes, agent=agent
    )


def _best(lines: list[str], agent: str | None) -> Fit | None:
    """The layout that fits most lines, with the labels believed to be speakers."""
    best, most = None, 0
    for layout in LAYOUTS:
        matches = [match for line in lines if (match := layout.pattern.match(line))]
        shapes = Counter(_shape(match) for match in matches)
        if not shapes:
            continue
        shape = shapes.most_common(1)[0][0]
        counts = Counter(_label(match) for match in matches if _shape(match) == shape)
        if layout.roles_only:
            labels = frozenset(label for label in counts if speaker_of(label))
        elif layout.stamped and not layout.text_below:
            labels = frozenset(
                label for label in counts if is_possible(label, most_words=_MOST_STAMPED_WORDS)
            )
        else:
            labels = believed(counts, agent=agent)
        fits = sum(counts[label] for label in labels)
        if len(labels) >= 2 and fits > most:
            best, most = Fit(layout, shape, labels), fits
    return best


def _alone(lines: list[str]) -> Fit | None:
    """The layout of a file in which only one side speaks: from its first line on, and nothing else.

    A form that begins with "Client:" has other labels too, and is none.
    """
    first = next((line for line in lines if line.strip()), "")
    for layout in LAYOUTS:
        match = layout.pattern.match(first)
        if layout.text_below or match is None or not clear_alone(_label(match)):
            continue
        heads = [found for line in lines if (found := layout.pattern.match(line))]
        labels = frozenset(_label(head) for head in heads)
        if len(labels) == 1 and len({_shape(head) for head in heads}) == 1:
            return Fit(layout, _shape(match), labels)
    return None


def _label(match: re.Match[str]) -> str:
    return " ".join(match["label"].split())


def _shape(match: re.Match[str]) -> tuple[str, bool]:
    """How a stamp is written; turns of one file all write it the same way."""
    found = match.groupdict()
    return found.get("open") or "", bool(found.get("date"))


def _turns(
    lines: list[str], fit: Fit, notes: Notes, line: int | None
) -> tuple[list[Said], list[Stamp | None]]:
    said: list[list[str]] = []
    heads: list[_Line] = []
    before = 0
    others: Counter[str] = Counter()
    for text in lines:
        head = _head(text, fit) or _untimed(text, fit, said)
        if head is not None:
            heads.append(head)
            said.append([head.text] if head.text else [])
        elif said:
            said[-1].append(text.rstrip())
            if not fit.layout.stamped and (match := fit.layout.pattern.match(text)):
                others[_label(match)] += 1
        elif text.strip():
            before += 1
    untimed = sum(head.stamp is None for head in heads) if fit.layout.stamped else 0
    _warn(before, untimed, others, notes, line)
    turns = [
        Said(head.label, "\n".join(words).strip("\n"))
        for head, words in zip(heads, said, strict=True)
    ]
    return turns, [head.stamp for head in heads]


def _warn(before: int, untimed: int, others: Counter[str], notes: Notes, line: int | None) -> None:
    if before:
        notes.warn(f"lines before the first speaker that were left out: {before}", line=line)
    if untimed:
        notes.warn(f"turns without a time among turns that have one: {untimed}", line=line)
    for label, count in others.items():
        if count > 1 and is_possible(label) and NAME_LIKE.fullmatch(label):
            notes.warn(
                f'{count} lines that begin with "{label}:" were read as part of the turn before',
                line=line,
            )


def _head(text: str, fit: Fit) -> _Line | None:
    """The first line of a turn, or None where the line only goes on."""
    layout = fit.layout
    match = layout.pattern.match(text)
    if match and _label(match) in fit.labels and _shape(match) == fit.shape:
        stamp = Stamp.of(match) if layout.stamped else None
        return _Line(_label(match), "" if layout.text_below else match["text"].rstrip(), stamp)
    if layout.name == "stamp first" and (match := _UNNAMED.fullmatch(text)) and match["date"]:
        return _Line("System", match["text"].rstrip(), Stamp.of(match))
    return None


def _untimed(text: str, fit: Fit, said: list[list[str]]) -> _Line | None:
    """The first line of a turn whose time is missing: only a plain role word says so.

    Before anything is said, "Customer: Ann" is what an export has in its head.
    """
    if not said or not fit.layout.stamped or fit.layout.text_below:
        return None
    match = _UNTIMED.match(text)
    if match is None or (label := _label(match)).casefold() not in _PLAIN_ROLES:
        return None
    if not any(speaker_of(known) for known in fit.labels):
        return None
    same = next((known for known in fit.labels if known.casefold() == label.casefold()), label)
    return _Line(same, match["text"].rstrip(), None)
