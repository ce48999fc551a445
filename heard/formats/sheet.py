"""The rows of a table, whatever stands between its cells: commas, semicolons, tabs or JSON keys."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from heard.errors import InputError
from heard.formats.columns import Columns, delimiter_of, header_cells
from heard.formats.records import parse
from heard.formats.source import HEAD, TABLE_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heard.formats.notes import Notes
    from heard.formats.source import Source

TITLE_LINES = 5  # at most so many lines above a header are passed over
CELL_LIMIT = 16_000_000  # characters in one cell
_SEP = re.compile(r"sep=(.)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table and the line of the file on which it ends."""

    cells: tuple[str, ...]
    line: int

    def cell(self, column: int | None) -> str:
        """What stands in this column, "" where the row is too short."""
        return self.whole(column).strip()

    def whole(self, column: int | None) -> str:
        """The same with the white space around it."""
        return "" if column is None or column >= len(self.cells) else self.cells[column]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole table; a row that cannot be read stands in it as an InputError."""

    columns: Columns
    rows: tuple[Row, ...]
    faults: tuple[InputError, ...] = ()


def looks_like(start: str) -> bool:
    """Whether a text begins with a header of the columns that conversations have."""
    lines = start.split("\n", 2)
    first = lines[1] if _SEP.fullmatch(lines[0].strip()) and len(lines) > 1 else lines[0]
    return _is_header(first)


def header_below(start: str) -> int:
    """How many lines stand above a table's header: a title, the day of the export. 0 for none.

    >>> header_below("Export of March\\n\\nid,role,message\\n1,customer,Hello")
    2
    """
    lines = start.split("\n", TITLE_LINES + 1)[: TITLE_LINES + 1]
    return next((above for above, line in enumerate(lines) if _is_header(line)), 0)


def _is_header(line: str) -> bool:
    if len(line) > 10_000:
        return False
    header = header_cells(line, delimiter_of(line))
    return len(header) > 1 and Columns.of(header).conversational


def read_sheet(source: Source, notes: Notes) -> Sheet:
    """The table that comma- or tab-separated text holds. Raises InputError where quotes go wrong."""
    whole = source.text(limit=TABLE_LIMIT).lstrip("\ufeff\n")
    first, _, rest = whole.partition("\n")
    skipped = 0
    if told := _SEP.fullmatch(first.strip()):
        whole, skipped, mark = rest, 1, told[1]
    elif above := header_below(whole[:HEAD]):
        notes.warn(f"lines above the header that were left out: {above}", line=1)
        whole, skipped = whole.split("\n", above)[above], above
        mark = delimiter_of(whole.partition("\n")[0])
    else:
        mark = delimiter_of(first[:100_000])
    csv.field_size_limit(max(csv.field_size_limit(), CELL_LIMIT))
    rows = _rows(whole, mark, skipped, notes)
    if not rows:
        raise InputError("an empty table", path=source.name)
    columns = Columns.of([cell.strip() for cell in rows[0].cells])
    return Sheet(columns, tuple(_fitted(row, columns, mark, notes) for row in rows[1:]))


def _rows(whole: str, mark: str, skipped: int, notes: Notes) -> list[Row]:
    try:
        return list(_parsed(whole, mark, skipped))
    except csv.Error as fault:
        unclosed = "end of data" in str(fault)
        if "field larger" in str(fault) or (unclosed and mark != "\t"):
            raise InputError(_why(fault), path=notes.source) from None
    notes.warn("quotes in a cell were not doubled; they were read as they stand")
    quoting: Literal[0, 3] = csv.QUOTE_NONE if unclosed else csv.QUOTE_MINIMAL
    try:
        return list(_parsed(whole, mark, skipped, strict=False, quoting=quoting))
    except csv.Error as fault:
        raise InputError(_why(fault), path=notes.source) from None


def by_sides(sheet: Sheet) -> Sheet:
    """A table with a column for each side, as one with a row for each turn.

    What stands in one row was said from left to right; an empty cell says nothing.
    """
    sides = sheet.columns.sides
    header = [*sheet.columns.header, "role", "text"]
    for place, _ in sides:
        header[place] = ""
    rows = [
        Row((*_padded(row, len(sheet.columns.header)), side.value, row.whole(place)), row.line)
        for row in sheet.rows
        for place, side in sides
        if row.cell(place)
    ]
    return Sheet(Columns.of(header), tuple(rows), sheet.faults)


def _padded(row: Row, width: int) -> tuple[str, ...]:
    return (*row.cells[:width], *[""] * (width - len(row.cells)))


def read_json_rows(source: Source) -> Sheet:
    """The table that JSON Lines hold, an object a turn: its keys are the columns."""
    places: dict[str, int] = {}
    rows: list[Row] = []
    faults: list[InputError] = []
    for number, line in enumerate(source.lines(), 1):
        try:
            record = _record(line, number, source)
        except InputError as fault:
            faults.append(fault)
            continue
        if record is None:
            continue
        for key in record:
            places.setdefault(key, len(places))
        cells = [""] * len(places)
        for key, value in record.items():
            cells[places[key]] = _cell(value)
        rows.append(Row(tuple(cells), number))
    return Sheet(Columns.of(list(places)), tuple(rows), tuple(faults))


def _record(line: str | InputError, number: int, source: Source) -> dict[str, object] | None:
    if isinstance(line, InputError):
        raise line
    if not line.strip():
        return None
    record = parse(line, path=source.name, line=number)
    if not isinstance(record, dict):
        raise InputError("not an object", path=source.name, line=number)
    return record


def _cell(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _parsed(
    whole: str, mark: str, skipped: int, *, strict: bool = True, quoting: Literal[0, 3] = 0
) -> Iterator[Row]:
    reader = csv.reader(
        io.StringIO(whole, newline=""), delimiter=mark, strict=strict, quoting=quoting
    )
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield Row(tuple(cells), reader.line_num + skipped)


def _why(fault: csv.Error) -> str:
    if "end of data" in str(fault):
        return "a quote was opened in a cell and never closed"
    return f"a cell longer than {CELL_LIMIT // 1_000_000} million characters"


def _fitted(row: Row, columns: Columns, mark: str, notes: Notes) -> Row:
    """The row with no more cells than the header, unquoted marks put back into its last text."""
    width = len(columns.header)
    if len(row.cells) <= width:
        return row
    spare = row.cells[width:]
    if columns.text == width - 1:
        notes.warn("a text with unquoted marks in it was put together again", line=row.line)
        return Row((*row.cells[: width - 1], mark.join(row.cells[width - 1 :])), row.line)
    if any(cell.strip() for cell in spare):
        notes.warn(f"{len(spare)} cells more than the header has were left out", line=row.line)
    return Row(row.cells[:width], row.line)
