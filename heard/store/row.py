"""A conversation as lists and boards show it, and one of its turns as it is kept."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from heard.conversation import Channel, History, Speaker, Turn
from heard.store.columns import as_json, in_zone

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from sqlalchemy import Row as Record
Status = Literal["open", "closed"]


COLUMNS: tuple[tuple[str, type, object], ...] = (  # of a board: name, kind, what it starts as
    ("heat", float, 0.0),
    ("peak", float, 0.0),
    ("mood", str, "calm"),
    ("trend", str, "steady"),
    ("risk", float, 0.0),
    ("step", int, 1),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A conversation without its turns."""

    id: str
    channel: Channel | None
    customer: str | None
    agent: str | None
    team: str | None
    status: Status
    taken_by: str | None
    muted: bool
    held_by: str | None  # whoever put it on hold: it is neither swept nor deleted
    started_at: datetime  # in the zone that it was opened in
    updated_at: datetime
    seq: int  # of the last turn, counted from 1; 0 before the first
    earlier_contacts: int
    overdue_promises: int
    customer_since: date | None
    heat: float
    peak: float
    mood: str
    trend: str
    risk: float
    step: int  # 1..5: the first one not done
    board: dict[str, Any]  # what else a board shows, as it was given with the last turn

    @property
    def history(self) -> History:
        """What was known of the customer when it began."""
        return History(self.earlier_contacts, self.overdue_promises, self.customer_since)


UNSEEN = ("state", "names")  # columns of a conversation that are no part of its row


@dataclass(frozen=True, slots=True)
class StoredTurn:
    """One turn as it is kept: what was said, and what was told about it."""

    seq: int  # counted from 1 within the conversation
    client_id: str  # the sender's own name for it
    speaker: Speaker
    text: str
    name: str | None
    at_s: float | None
    end_s: float | None
    at: datetime | None
    internal: bool
    stored_at: datetime
    told: dict[str, Any]

    @property
    def turn(self) -> Turn:
        """The turn as the rest of Heard knows it."""
        return Turn(
            self.speaker,
            self.text,
            at_s=self.at_s,
            end_s=self.end_s,
            at=self.at,
            name=self.name,
            internal=self.internal,
        )


@dataclass(frozen=True, slots=True)
class Resumable:
    """What a coach goes on from, as of one turn."""

    row: Row
    state: bytes | None
    turns: tuple[StoredTurn, ...]  # the latest, in order
    names: tuple[str, ...]  # that the customer is known by; none, where they can't be opened


def standing(board: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a board: those that lists are sorted by, and the whole.

    >>> standing({"risk": 0.5, "last": "Hello?"})["risk"]
    0.5
    """
    values = {name: kind(board.get(name, start)) for name, kind, start in COLUMNS}
    return values | {"board": as_json(board)}


def row_of(record: Record[Any]) -> Row:
    """A row from the columns of `conversations`; the coach's state and names are no part of it."""
    values = dict(record._mapping)  # noqa: SLF001 - the public name of a row's mapping
    for name in UNSEEN:
        values.pop(name, None)
    channel = values["channel"]
    values["channel"] = None if channel is None else Channel(channel)
    values["board"] = json.loads(values["board"])
    values["started_at"] = in_zone(values["started_at"], values.pop("zone"))
    return Row(**values)


def turn_of(record: Record[Any]) -> StoredTurn:
    """A turn from the columns of `turns`."""
    values = dict(record._mapping)  # noqa: SLF001
    values["speaker"] = Speaker(values["speaker"])
    values["told"] = json.loads(values["told"])
    del values["conversation"]
    return StoredTurn(**values)
