"""Files, folders and standard input become conversations, one at a time, in a fixed order."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from heard.errors import InputError
from heard.formats import convokit, records, table, text
from heard.formats.detect import format_of
from heard.formats.loaded import Loaded
from heard.formats.markup import is_chat_log, is_page
from heard.formats.notes import Notes, one_line
from heard.formats.own import is_report
from heard.formats.roles import of_nobody
from heard.formats.roll import Roll
from heard.formats.sheet import read_json_rows, read_sheet
from heard.formats.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from heard.conversation import Conversation

STDIN = "<stdin>"


def load(path: Path | str, *, agent: str | None = None) -> Iterator[Loaded]:
    """The conversations of a file, a folder, or standard input ("-"), read as they are asked for.

    `agent` names who speaks for the company, where the file does not make it clear.
    Raises InputError at the first thing that cannot be read.
    """
    for loaded in load_all([path], agent=agent):
        if isinstance(loaded, InputError):
            raise loaded
        yield loaded


def load_all(
    paths: Iterable[Path | str], *, agent: str | None = None
) -> Iterator[Loaded | InputError]:
    """The same for many paths; what cannot be read comes as an InputError, and the rest goes on.

    Every id is made distinct, with a warning where two conversations share one. Where `agent` holds
    a name that nobody speaks under, no conversation comes at all, only the fault that says so.
    """
    seen: dict[str, int] = {}
    given = tuple(paths)
    roll = Roll(agent)
    held: list[Loaded | InputError] = []  # until every name given as the agent has been heard
    for path in given:
        for came in _under(path, agent, roll):
            loaded = came if isinstance(came, InputError) else _distinct(came, seen)
            held.append(loaded)
            if roll.complete:
                yield from held
                held.clear()
    if fault := roll.fault():
        yield from (one for one in held if isinstance(one, InputError) and not of_nobody(one))
        yield _shown(InputError(fault, path=", ".join(map(_name, given))))
    else:
        yield from held


def _name(path: Path | str) -> str:
    return STDIN if str(path) == "-" else str(path)


def _under(path: Path | str, agent: str | None, roll: Roll) -> Iterator[Loaded | InputError]:
    if str(path) == "-":
        yield from _opened(None, agent, roll)
        return
    place = Path(path)
    if not place.is_dir():
        yield from _opened(place, agent, roll)
        return
    closed: list[OSError] = []
    files = list(_files(place, closed))
    reports = dict.fromkeys(file for file in files if is_report(file))
    remarks = _skipped(place, reports)
    for file in files:
        if file in reports:
            continue
        for came in _opened(file, agent, roll):
            if isinstance(came, InputError):
                yield came
            else:
                yield replace(came, warnings=remarks + came.warnings)
                remarks = ()
    for fault in closed:
        yield InputError(f"cannot be read: {fault.strerror}", path=str(fault.filename))
    if len(files) == len(reports) and not closed:
        only = "nothing but Heard's own report" if reports else "a folder without files"
        yield InputError(only, path=str(path))


def _skipped(folder: Path, reports: Iterable[Path]) -> tuple[str, ...]:
    """One remark for all of Heard's own reports under a folder."""
    places = list(dict.fromkeys(str(report.parent) for report in reports))
    if not places:
        return ()
    more = f" and {len(places) - 1} more" if len(places) > 1 else ""
    return (f"{folder}: Heard's own report was left out: {places[0]}{more}",)


def _files(folder: Path, closed: list[OSError]) -> Iterator[Path]:
    """Every file under a folder, sorted; a ConvoKit folder counts as one, hidden files as none."""
    for where, folders, names in os.walk(folder, onerror=closed.append):
        here = Path(where)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if convokit.is_corpus(here):
            folders.clear()
            yield here
            continue
        for name in sorted(names):
            if not name.startswith(".") and (here / name).is_file():
                yield here / name


def _opened(path: Path | None, agent: str | None, roll: Roll) -> Iterator[Loaded | InputError]:
    name = STDIN if path is None else str(path)
    notes = Notes(name)
    try:
        for read in _read(path, name, agent, notes):
            roll.call(notes.speakers)
            if isinstance(read, InputError):
                yield _shown(read)
            else:
                yield Loaded(read, notes.take(), name)
    except InputError as fault:
        yield _shown(fault)
    except FileNotFoundError:
        yield InputError("no such file or folder", path=name)
    except OSError as fault:
        yield InputError(f"cannot be read: {fault.strerror or fault}", path=name)
    roll.call(notes.speakers)


def _shown(fault: InputError) -> InputError:
    """The fault in one line, whatever it quotes from the file."""
    return InputError(one_line(fault.problem), path=fault.path, line=fault.line)


def _read(
    path: Path | None, name: str, agent: str | None, notes: Notes
) -> Iterator[Conversation | InputError]:
    if path is not None and (corpus := convokit.corpus_of(path)):
        yield from convokit.read(corpus, agent=agent, notes=notes)
        return
    if path is not None and is_report(path):
        raise InputError("Heard's own report; review the conversations themselves", path=name)
    try:
        stream = sys.stdin.buffer if path is None else path.open("rb")
    except ValueError:  # no path can hold a NUL
        raise InputError("no such file or folder", path=name) from None
    try:
        source = Source(name, stream, notes=notes, path=path)
        if source.empty:
            raise InputError("an empty file", path=name)
        source.check_text()
        if is_page(source.head) and not is_chat_log(source.head):
            raise InputError("an HTML page, not a transcript: save its words as text", path=name)
        yield from _conversations(source, agent, notes)
    finally:
        if path is not None:
            stream.close()


def _conversations(
    source: Source, agent: str | None, notes: Notes
) -> Iterator[Conversation | InputError]:
    match format_of(source.head, suffix=source.suffix):
        case "lines":
            yield from records.read_lines(source, agent=agent, notes=notes)
        case "document":
            yield from records.read_document(source, agent=agent, notes=notes)
        case "table" | "rows" as kind:
            sheet = read_sheet(source, notes) if kind == "table" else read_json_rows(source)
            yield from table.read_table(sheet, called=source.stem, agent=agent, notes=notes)
        case "vtt" | "srt" as kind:
            from heard.formats import captions  # webvtt is read only where it is needed

            yield captions.read_captions(
                source.text(), kind=kind, called=source.stem, agent=agent, notes=notes
            )
        case "text":
            yield text.read_text(source.text(), called=source.stem, agent=agent, notes=notes)


def _distinct(loaded: Loaded, seen: dict[str, int]) -> Loaded:
    given = loaded.conversation.id
    if given not in seen:
        seen[given] = 1
        return loaded
    name = given
    while name in seen:
        seen[given] += 1
        name = f"{given}-{seen[given]}"
    seen[name] = 1
    warning = f'{loaded.source}: the id "{given}" came before; this conversation is called "{name}"'
    return replace(
        loaded,
        conversation=replace(loaded.conversation, id=name),
        warnings=(*loaded.warnings, warning),
    )
