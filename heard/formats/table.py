"""Tables (CSV, TSV): one row a turn, or one row a conversation with its transcript in a cell."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from heard.conversation import Channel, Conversation, Speaker
from heard.errors import InputError
from heard.formats import records, text
from heard.formats.channels import channel_of
from heard.formats.clock import date_order, moment
from heard.formats.draft import Draft
from heard.formats.roles import speaker_of
from heard.formats.said import Said
from heard.formats.sheet import by_sides
from heard.formats.stamps import cell_times, end_times
from heard.formats.threads import in_order, roots

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heard.formats.clock import DateReading
    from heard.formats.columns import Columns
    from heard.formats.notes import Notes
    from heard.formats.sheet import Row, Sheet

EXCEL_CELL = 32_767  # a spreadsheet cuts a longer text off here
_YES = frozenset({"true", "1", "1.0", "yes", "y", "t", "x"})
_NO = frozenset({"false", "0", "0.0", "no", "n", "f", ""})
_HIDDEN = frozenset({"internal", "private", "agents", "note", "hidden"})
_SHOWN = frozenset({"public", "all", "external", "customer", "everyone", ""})
_DAMAGED_ID = re.compile(r"\d\.\d+E\+\d+", re.IGNORECASE)
_LOOKED_AT = 20  # rows, to tell the shape of a table by
_LONGEST_LABEL = 200


def read_table(
    sheet: Sheet, *, called: str, agent: str | None, notes: Notes
) -> Iterator[Conversation | InputError]:
    """The conversations of a table, in the order in which they first appear.

    `called` is what they are called where the table gives no ids.
    """
    yield from sheet.faults[: records.MOST_FAULTS]
    if sides := sheet.columns.sides:
        names = " and ".join(f'"{sheet.columns.header[place]}"' for place, _ in sides)
        notes.warn(f"{names} were read as what each side said, row by row")
        sheet = by_sides(sheet)
    columns = _with_role(sheet, agent)
    if columns.text is None:
        raise _lacking("no column holds the words", "text, message or body", columns, notes)
    if unread := columns.unread():
        notes.warn(f"columns that were not read: {', '.join(unread)}")
    if _whole_conversations(columns, sheet.rows):
        read = _by_row(sheet.rows, columns, called, agent, notes)
    elif columns.says_who:
        read = _by_turn(sheet.rows, columns, called, agent, notes)
    else:
        raise _lacking("no column says who speaks", "speaker, role or author", columns, notes)
    faults = 0
    for one in read:
        yield one
        faults += isinstance(one, InputError)
        if faults == records.MOST_FAULTS:
            yield InputError(
                f"{faults} conversations could not be read; the rest was left alone",
                path=notes.source,
            )
            return


def _lacking(problem: str, names: str, columns: Columns, notes: Notes) -> InputError:
    there = ", ".join(columns.header)
    there = there if len(there) < 200 else there[:200] + "…"
    return InputError(
        f"{problem}: one of the columns must be called {names} (there are {there})",
        path=notes.source,
        line=1,
    )


def _with_role(sheet: Sheet, agent: str | None) -> Columns:
    """The columns; where none says who speaks, a "channel" of a recording's sides may."""
    columns = sheet.columns
    if columns.says_who or columns.channel is None:
        return columns
    sides = {row.cell(columns.channel) for row in sheet.rows}
    named = agent is not None and agent in sides
    if len(sides) > 1 and (named or all(speaker_of(side) for side in sides)):
        return replace(columns, role=columns.channel, channel=None)
    return columns


def _whole_conversations(columns: Columns, rows: Sequence[Row]) -> bool:
    texts = [cell for row in rows[:_LOOKED_AT] if (cell := row.cell(columns.text))]
    whole = sum(_holds_json(cell) or text.looks_like(cell) for cell in texts)
    return whole * 2 > len(texts)


def _holds_json(cell: str) -> bool:
    return re.match(r'\[\s*\{|\{\s*"(?:turns|messages)"', cell) is not None


def _by_row(
    rows: Sequence[Row], columns: Columns, stem: str, agent: str | None, notes: Notes
) -> Iterator[Conversation | InputError]:
    for number, row in enumerate(rows, 1):
        called = row.cell(columns.id) or f"{stem}-{number}"
        cell = row.whole(columns.text)
        if len(cell) == EXCEL_CELL:
            notes.warn("cut off at 32,767 characters, all a spreadsheet cell holds", line=row.line)
        known = _details(row, columns, called, notes)
        try:
            if not _holds_json(cell.strip()):
                yield text.read_text(
                    cell, called=called, agent=agent, notes=notes, line=row.line, details=known
                )
                continue
            record = records.parse(cell, path=notes.source, line=row.line)
            if (
                isinstance(record, list)
                and record
                and isinstance(record[0], dict)
                and "speaker" in record[0]
            ):
                record = {"turns": record}
            yield _with_details(
                records.read(record, called=called, line=row.line, agent=agent, notes=notes), known
            )
        except InputError as fault:
            yield fault


def _with_details(conversation: Conversation, known: Draft) -> Conversation:
    return replace(
        conversation,
        channel=conversation.channel or known.channel,
        started_at=conversation.started_at or known.started_at,
        agent=known.agent or conversation.agent,
        team=conversation.team or known.team,
    )


def _by_turn(
    rows: Sequence[Row], columns: Columns, stem: str, agent: str | None, notes: Notes
) -> Iterator[Conversation | InputError]:
    dates = date_order([_time(row, columns) for row in rows])
    for called, turns in _gathered(rows, columns, stem, notes).items():
        try:
            yield _conversation(called, turns, columns, dates, agent, notes)
        except InputError as fault:
            yield fault


def _gathered(
    rows: Sequence[Row], columns: Columns, stem: str, notes: Notes
) -> dict[str, list[Row]]:
    """The rows of each conversation, by its id."""
    ids = [row.cell(columns.id) for row in rows]
    plain_id = columns.id is not None and columns.header[columns.id].casefold() == "id"
    if (
        plain_id
        and len(rows) > 1
        and all(ids)
        and len(set(ids)) == len(ids)
        and columns.reply_to is None
    ):
        notes.warn("every row has its own id: all rows were read as one conversation")
        ids = [stem] * len(rows)
    elif columns.id is None and columns.reply_to is not None and columns.message_id is not None:
        parents = {
            row.cell(columns.message_id): row.cell(columns.reply_to).removesuffix(".0") or None
            for row in rows
        }
        first = roots(parents)
        ids = [first[row.cell(columns.message_id)] for row in rows]
    elif columns.id is None:
        ids = [stem] * len(rows)
    gathered: dict[str, list[Row]] = {}
    above = stem
    for id_, row in zip(ids, rows, strict=True):
        if not id_:
            notes.warn(
                "a row without an id was read as part of the conversation above", line=row.line
            )
        elif _DAMAGED_ID.fullmatch(id_):
            notes.warn(f'the id "{id_}" was rounded by a spreadsheet', line=row.line, once=True)
        above = id_ or above
        gathered.setdefault(above, []).append(row)
    return gathered


def _conversation(
    called: str,
    rows: list[Row],
    columns: Columns,
    dates: DateReading,
    agent: str | None,
    notes: Notes,
) -> Conversation:
    known = _details(rows[0], columns, called, notes)
    said = [_said(row, columns, notes) for row in rows]
    times = [_time(row, columns) for row in rows]
    timed = cell_times(
        said, times, name=columns.name_of(columns.time), dates=dates, notes=notes, line=rows[0].line
    )
    timed = end_times(
        timed,
        times,
        [row.cell(columns.end) for row in rows],
        name=columns.name_of(columns.end),
        dates=dates,
    )
    order = _order(timed, rows, columns, notes)
    draft = replace(known, said=tuple(timed[place] for place in order), line=rows[0].line)
    return draft.settle(notes, agent=agent)


def _said(row: Row, columns: Columns, notes: Notes) -> Said:
    speaker: Speaker | None = None
    for column, if_yes, if_no in (
        (columns.inbound, Speaker.CUSTOMER, Speaker.AGENT),
        (columns.outbound, Speaker.AGENT, Speaker.CUSTOMER),
    ):
        value = row.cell(column).casefold()
        if value in _YES | _NO and value:
            speaker = if_yes if value in _YES else if_no
    label = row.cell(columns.role)
    name = row.cell(columns.name) or None
    if not label and speaker is None:
        raise InputError("a row without a speaker", path=notes.source, line=row.line)
    if len(label) > _LONGEST_LABEL:
        raise InputError(
            f'a speaker with a name of {len(label)} characters; is "{columns.name_of(columns.role)}" '
            "the column that says who speaks?",
            path=notes.source,
            line=row.line,
        )
    if speaker is not None and name is None and label and speaker_of(label) is None:
        name = label
    if speaker is None and name and speaker_of(label) is None:
        label = label or name
    return Said(
        label or str(speaker),
        row.whole(columns.text),
        speaker if speaker is not None else speaker_of(label),
        name if name != label else None,
        internal=_internal(row, columns, notes),
    )


def _internal(row: Row, columns: Columns, notes: Notes) -> bool:
    for column, yes, no in (
        (columns.internal, _YES | _HIDDEN, _NO | _SHOWN),
        (columns.public, _NO - {""}, _YES | {""}),
        (columns.visibility, _HIDDEN, _SHOWN),
    ):
        value = row.cell(column).casefold()
        if value in yes:
            return True
        if value not in no:
            notes.warn(
                f'"{value}" does not say whether a turn is internal; it was read as said to '
                "the customer",
                line=row.line,
                once=True,
            )
    return False


def _time(row: Row, columns: Columns) -> str:
    time = row.cell(columns.time)
    day = row.cell(columns.day)
    return f"{day} {time}" if day and re.match(r"\d{1,2}:\d{2}", time) else time


def _order(
    said: Sequence[Said], rows: Sequence[Row], columns: Columns, notes: Notes
) -> Sequence[int]:
    """The places of the rows in the order in which they were said."""
    places = range(len(rows))
    turns = [_number(row.cell(columns.turn)) for row in rows]
    known = [turn for turn in turns if turn is not None]
    if known and len(known) == len(turns):
        return sorted(places, key=lambda place: known[place])
    start = next((one.at for one in said if one.at), None)
    try:
        times = [(one.at - start).total_seconds() if one.at and start else one.at_s for one in said]
    except TypeError:  # some with a zone and some without
        return places
    if columns.reply_to is not None and columns.message_id is not None:
        return in_order(
            [row.cell(columns.message_id) for row in rows],
            [row.cell(columns.reply_to).removesuffix(".0") or None for row in rows],
            _not_negative(times),
        )
    seconds = [time for time in times if time is not None]
    if len(seconds) < len(times) or seconds == sorted(seconds):
        return places
    notes.warn("rows were put in the order of their times", line=rows[0].line)
    newest_first = seconds == sorted(seconds, reverse=True)
    return sorted(reversed(places) if newest_first else places, key=lambda place: seconds[place])


def _not_negative(times: Sequence[float | None]) -> list[float | None]:
    least = min((time for time in times if time is not None), default=0.0)
    return [None if time is None else time - least for time in times]


def _number(cell: str) -> float | None:
    return float(cell) if re.fullmatch(r"\d+(?:\.\d+)?", cell) else None


def _details(row: Row, columns: Columns, called: str, notes: Notes) -> Draft:
    """What a row says of the whole conversation."""
    channel: Channel | None = None
    if value := row.cell(columns.channel):
        channel = channel_of(value)
        if channel is None:
            notes.warn(f'unknown channel "{value}" was ignored', line=row.line, once=True)
    elif "tweet_id" in columns.header:
        channel = Channel.SOCIAL
    return Draft(
        called,
        (),
        channel,
        started_at=moment(row.cell(columns.started_at)),
        agent=row.cell(columns.agent) or None,
        team=row.cell(columns.team) or None,
    )
