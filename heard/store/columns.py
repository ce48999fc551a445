"""How a few kinds of value stand in a column, alike in SQLite and PostgreSQL."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic_core import PydanticSerializationError, to_json
from sqlalchemy import BigInteger, DateTime, Integer, Text
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Dialect

# SQLite counts up by itself only in a column of exactly this type.
Counter = BigInteger().with_variant(Integer(), "sqlite")


class Instant(TypeDecorator[datetime]):
    """A moment in time, kept in UTC. One without a zone is taken to be UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """What is written."""
        if value is None:
            return None
        there = in_utc(value)
        return there.replace(tzinfo=None) if dialect.name == "sqlite" else there

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        """What is read."""
        return None if value is None else in_utc(value)


class Words(TypeDecorator[str]):
    """Text as people type it. What no database can hold becomes a replacement mark.

    Each such character gives way to one other, so spans keep pointing at the same words.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        """What is written."""
        return None if value is None else storable(value)


def in_utc(when: datetime) -> datetime:
    """The same moment in UTC.

    >>> in_utc(datetime.fromisoformat("2026-03-10T10:15+02:00")).isoformat()
    '2026-03-10T08:15:00+00:00'
    """
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)


def zone_of(when: datetime) -> str | None:
    """The zone of a moment as it is kept: its name or its offset; None for UTC.

    >>> zone_of(datetime.fromisoformat("2026-03-10T21:10-05:00")), zone_of(datetime.now(UTC))
    ('-0500', None)
    """
    if isinstance(when.tzinfo, ZoneInfo) and when.tzinfo.key:
        return when.tzinfo.key
    return when.strftime("%z") if when.utcoffset() else None


def in_zone(when: datetime, zone: str | None) -> datetime:
    """The same moment in a zone that was kept; in UTC, where this machine does not know it.

    >>> in_zone(datetime(2026, 3, 11, 2, 10, tzinfo=UTC), "-0500").isoformat()
    '2026-03-10T21:10:00-05:00'
    """
    if zone is None:
        return when
    try:
        offset = zone[0] in "+-"
        return when.astimezone(datetime.strptime(zone, "%z").tzinfo if offset else ZoneInfo(zone))
    except (ValueError, OSError, ZoneInfoNotFoundError, OverflowError):
        return when


def storable(text: str) -> str:
    r"""Text without the characters that no database can hold, at the same length.

    >>> storable("a\x00b\ud800c") == "a\ufffdb\ufffdc"
    True
    """
    if text.isascii():
        return text.replace("\x00", "\ufffd") if "\x00" in text else text
    return "".join(
        "\ufffd" if letter == "\x00" or "\ud800" <= letter <= "\udfff" else letter
        for letter in text
    )


def as_json(values: Mapping[str, object]) -> str:
    r"""Values as compact JSON.

    >>> as_json({"say": "C'est réglé.", "sure": 0.5}), as_json({"cut": "\ud83d"})
    ('{"say":"C\'est réglé.","sure":0.5}', '{"cut":"\\ud83d"}')
    """
    try:
        return to_json(values).decode()
    except PydanticSerializationError:  # half a character, which UTF-8 has no place for
        return json.dumps(dict(values), separators=(",", ":"))
