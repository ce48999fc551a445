"""Statements that are rendered once for each kind of database, then only given their values.

For the few statements that every turn runs: SQLAlchemy writes them, knows how values stand in a
column and what a database's faults mean; what it does anew for each row otherwise costs more than
the database itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sqlalchemy import Dialect, Executable, Insert, Select, Update
    from sqlalchemy import Row as Record
    from sqlalchemy.sql.compiler import SQLCompiler

    from heard.store.database import Transaction


MOST_PAIRS = 64  # in one statement


@dataclass(frozen=True, slots=True)
class _Rendered:
    """A statement as one kind of database takes it, and its values in their order."""

    sql: str
    values: tuple[tuple[str, Callable[[Any], Any] | None], ...]


class Prepared:
    """One statement that writes rows, all of which give the same values by name."""

    def __init__(self, statement: Insert | Update, *names: str) -> None:
        self._statement = statement
        self._names = names
        self._rendered: dict[str, _Rendered] = {}

    def write(self, transaction: Transaction, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run it for each row; nothing where there is none."""
        if not rows:
            return
        dialect = transaction.connection.dialect
        rendered = self._rendered.get(dialect.name) or self._of(dialect)
        columns = [_column(rows, name, turned) for name, turned in rendered.values]
        transaction.connection.exec_driver_sql(rendered.sql, list(zip(*columns, strict=True)))

    def _of(self, dialect: Dialect) -> _Rendered:
        compiled = _compiled(self._statement, dialect, list(self._names))
        values = tuple(
            (name, compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect))
            for name in compiled.positiontup or ()
        )
        rendered = self._rendered[dialect.name] = _Rendered(str(compiled), values)
        return rendered


class Sought:
    """One statement that looks for pairs of texts, rendered for 1, 2, 4 … of them.

    `statement` makes it for so many pairs, whose values are named in their order. Rows come as the
    database has them: ask for texts and numbers only.
    """

    def __init__(self, statement: Callable[[int], Select[Any]]) -> None:
        self._statement = statement
        self._rendered: dict[tuple[str, int], str] = {}

    def rows(
        self, transaction: Transaction, pairs: Sequence[tuple[str, str]]
    ) -> Iterator[tuple[Any, ...]]:
        """What was found for any of the pairs; for some of them it may come twice."""
        dialect = transaction.connection.dialect
        for start in range(0, len(pairs), MOST_PAIRS):
            some = list(pairs[start : start + MOST_PAIRS])
            many = 1 << (len(some) - 1).bit_length()
            some += some[-1:] * (many - len(some))
            sql = self._rendered.get((dialect.name, many)) or self._of(dialect, many)
            values = tuple(chain.from_iterable(some))
            yield from map(tuple, transaction.connection.exec_driver_sql(sql, values).all())

    def _of(self, dialect: Dialect, many: int) -> str:
        sql = str(_compiled(self._statement(many), dialect))
        self._rendered[dialect.name, many] = sql
        return sql


class Asked:
    """One statement that looks without any values, rendered once.

    Rows come as the database has them: ask for texts and numbers only.
    """

    def __init__(self, statement: Select[Any]) -> None:
        self._statement = statement
        self._rendered: dict[str, str] = {}

    def rows(self, transaction: Transaction) -> Sequence[Record[Any]]:
        """What was found, its columns by name."""
        dialect = transaction.connection.dialect
        sql = self._rendered.get(dialect.name)
        if sql is None:
            sql = self._rendered[dialect.name] = str(_compiled(self._statement, dialect))
        return transaction.connection.exec_driver_sql(sql).all()


def _compiled(
    statement: Executable, dialect: Dialect, names: list[str] | None = None
) -> SQLCompiler:
    """A statement whose values are given by their place."""
    style = "qmark" if dialect.name == "sqlite" else "format"
    places = type(dialect)(paramstyle=style)  # type: ignore[call-arg]
    compiled: SQLCompiler = statement.compile(dialect=places, column_keys=names)  # type: ignore[attr-defined]
    return compiled


def _column(
    rows: Sequence[Mapping[str, Any]], name: str, turned: Callable[[Any], Any] | None
) -> list[Any]:
    """The values of one column; where rows share one, it is turned once."""
    found = [row[name] for row in rows]
    if turned is None:
        return found
    last: object = None
    written: Any = None
    for place, value in enumerate(found):
        if place == 0 or value is not last:
            last, written = value, turned(value)
        found[place] = written
    return found
