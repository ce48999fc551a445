"""JSON of any of the shapes we know: a line or a document, told apart by its keys."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from heard.errors import InputError, did_you_mean
from heard.formats import native, openai
from heard.formats.source import DOCUMENT_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heard.conversation import Conversation
    from heard.formats.notes import Notes
    from heard.formats.source import Source

MOST_FAULTS = 100  # after so many unreadable lines the rest of a file is left alone
_SHAPES = ("turns", "messages", "conversations")


def read_lines(
    source: Source, *, agent: str | None, notes: Notes
) -> Iterator[Conversation | InputError]:
    """One conversation a line; a line that cannot be read is an InputError, and the rest goes on."""
    faults = 0
    for number, line in enumerate(source.lines(), 1):
        fault: InputError | None = line if isinstance(line, InputError) else None
        if not isinstance(line, InputError):
            if not line.strip():
                continue
            try:
                record = parse(line, path=source.name, line=number)
                yield read(
                    record, called=_called(source, number), line=number, agent=agent, notes=notes
                )
            except InputError as caught:
                fault = caught
        if fault is not None:
            yield fault
            faults += 1
            if faults == MOST_FAULTS:
                yield InputError(
                    f"{faults} lines could not be read; the rest was left alone", path=source.name
                )
                return


def _called(source: Source, number: int) -> str:
    """The name of a conversation without an id; a .json file mostly holds just one."""
    alone = source.suffix == ".json" and number == 1
    return source.stem if alone else f"{source.stem}-{number}"


def read_document(
    source: Source, *, agent: str | None, notes: Notes
) -> Iterator[Conversation | InputError]:
    """The conversation or conversations of one JSON document."""
    document = parse(source.text(limit=DOCUMENT_LIMIT), path=source.name)
    records = _records(document)
    for number, record in enumerate(records, 1):
        called = source.stem if len(records) == 1 else f"{source.stem}-{number}"
        try:
            yield read(record, called=called, line=None, agent=agent, notes=notes)
        except InputError as fault:
            yield fault


def read(
    record: object, *, called: str, line: int | None, agent: str | None, notes: Notes
) -> Conversation:
    """The conversation that a JSON value holds, in whichever shape it is written."""
    if openai.is_messages(record):
        record = {"messages": record}
    if not isinstance(record, dict):
        raise InputError(
            "not a conversation: it must be an object with turns", path=notes.source, line=line
        )
    if "turns" in record:
        return native.read_record(record, called=called, line=line, agent=agent, notes=notes)
    if openai.fits(record):
        return openai.read_record(record, called=called, line=line, agent=agent, notes=notes)
    near = next((key for key in record if did_you_mean(key, _SHAPES).startswith("Did")), None)
    hint = f' "{near}"? {did_you_mean(near, _SHAPES)}' if near else ""
    raise InputError(
        f'not a conversation: it has neither "turns" nor "messages".{hint}',
        path=notes.source,
        line=line,
    )


def parse(text: str, *, path: str, line: int | None = None) -> object:
    """The value that JSON text stands for. Raises InputError, saying where it goes wrong."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as fault:
        place = line if line is not None else fault.lineno
        if fault.pos >= len(text.rstrip()) or fault.msg.startswith("Unterminated"):
            problem = "not whole JSON: it ends in the middle"
        else:
            problem = f"not JSON: {fault.msg[0].lower()}{fault.msg[1:]} at column {fault.colno}"
        raise InputError(problem, path=path, line=place) from None
    except (ValueError, RecursionError):
        problem = "not JSON that can be read: a number too long, or too many brackets in brackets"
        raise InputError(problem, path=path, line=line) from None


def _records(document: object) -> list[object]:
    if isinstance(document, dict) and not openai.fits(document):
        listed = document.get("conversations")
        if isinstance(listed, list) and listed:
            return listed
    if isinstance(document, list) and document and not openai.is_messages(document):
        return document
    return [document]
