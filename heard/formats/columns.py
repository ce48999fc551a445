"""The columns of a table: which one holds the words, who spoke, when, and the rest."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from heard.formats.roles import speaker_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.conversation import Speaker

# The names by which each column is known, the best first.
_NAMES: dict[str, str] = {
    "id": "conversation_id conv_id ticket_id chat_id call_id contact_id case_id case_number "
    "thread_id dialogue_id dialog_id session_id interaction_id parent_id conversation ticket id",
    "message_id": "tweet_id message_id post_id comment_id utterance_id",
    "reply_to": "in_response_to_tweet_id in_reply_to in_reply_to_id reply_to reply_to_id",
    "turn": "turn turn_number turn_no turn_index turn_id seq sequence message_index "
    "utterance_index position",
    "text": "text body message content transcript comment utterance msg comment_body plain_body "
    "text_body body_text message_text message_body stripped_text turns messages chat dialog "
    "dialogue",
    "role": "role speaker_role author_role participant_role sender_role sender_type author_type "
    "speaker_type actor_type participant_type user_type speaker sender author from direction "
    "participant who party author_id sender_id user_id created_by_id from_address",
    "name": "name speaker_name author_name sender_name display_name participant_name full_name "
    "speaker sender author author_id",
    "inbound": "inbound incoming is_inbound is_incoming from_customer is_customer",
    "outbound": "outbound outgoing is_outbound is_outgoing from_agent is_agent",
    "time": "timestamp created_at created_date created_datetime message_date sent_at datetime "
    "date_time start_time entry_time at_s at start_s start_ms begin_offset_millis offset_s "
    "offset_ms offset start time date",
    "day": "date day",
    "end": "end_s end_ms end_time end end_offset_millis ended_at",
    "internal": "internal is_internal private is_private internal_note is_note",
    "public": "public is_public is_published",
    "visibility": "visibility",
    "agent": "agent_name agent assignee assigned_to rep owner handled_by agent_id",
    "team": "team team_name group group_name queue department",
    "channel": "channel channel_type media_type medium via source",
    "started_at": "started_at conversation_start conversation_started_at",
}
KNOWN: dict[str, tuple[str, ...]] = {
    column: tuple(names.split()) for column, names in _NAMES.items()
}
# A column whose name is made of these alone holds the words too: "Utterance Text".
_WORDS = frozenset(
    [
        *("text", "body", "content", "message", "msg", "comment", "utterance", "chat", "reply"),
        *("response", "post", "plain", "question", "answer", "query", "note"),
    ]
)
_WHOLE = frozenset(("text", "body", "content"))
_DELIMITERS = (",", ";", "\t", "|")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each thing stands in a row, counted from 0; None where the table does not have it."""

    header: tuple[str, ...]
    id: int | None = None
    message_id: int | None = None
    reply_to: int | None = None
    turn: int | None = None
    text: int | None = None
    role: int | None = None
    name: int | None = None
    inbound: int | None = None
    outbound: int | None = None
    time: int | None = None
    day: int | None = None
    end: int | None = None
    internal: int | None = None
    public: int | None = None
    visibility: int | None = None
    agent: int | None = None
    team: int | None = None
    channel: int | None = None
    started_at: int | None = None

    @classmethod
    def of(cls, header: Sequence[str]) -> Columns:
        """The columns that a header names."""
        plain = [plain_name(name) for name in header]
        places: dict[str, int | None] = {}
        taken: set[int] = set()
        for column, names in KNOWN.items():
            place = next(
                (
                    plain.index(name)
                    for name in names
                    if name in plain and plain.index(name) not in taken
                ),
                None,
            )
            if place is None and column == "text":
                place = next((at for at, name in enumerate(plain) if _is_words(name)), None)
            places[column] = place
            if place is not None:
                taken.add(place)
        return cls(tuple(header), **places)

    @property
    def known(self) -> int:
        """How many of the columns are ones we read."""
        return len(self._places())

    @property
    def says_who(self) -> bool:
        """Whether a column tells who spoke each row."""
        return any(place is not None for place in (self.role, self.inbound, self.outbound))

    @property
    def sides(self) -> tuple[tuple[int, Speaker], ...]:
        """Where both sides have a column of words each, these columns and whose they are.

        >>> Columns.of(["Chat ID", "Visitor Message", "Agent Reply"]).sides
        ((1, <Speaker.CUSTOMER: 'customer'>), (2, <Speaker.AGENT: 'agent'>))
        """
        found = [(at, side) for at, name in enumerate(self.header) if (side := _side_of(name))]
        one_each = len(found) == 2 and len({side.for_company for _, side in found}) == 2
        return tuple(found) if one_each and self.text is None else ()

    @property
    def conversational(self) -> bool:
        """Whether these could be the columns of conversations: words, and whose or which."""
        told = self.text is not None and (self.says_who or self.id is not None)
        return told or bool(self.sides)

    def unread(self) -> tuple[str, ...]:
        """The names of the columns that nothing is read from."""
        places = self._places()
        return tuple(
            name for index, name in enumerate(self.header) if index not in places and name.strip()
        )

    def name_of(self, place: int | None) -> str:
        """The name of a column, "" where the table does not have it."""
        return "" if place is None else self.header[place]

    def _places(self) -> set[int]:
        values = (getattr(self, one.name) for one in fields(self) if one.name != "header")
        return {place for place in values if place is not None}


def plain_name(name: str) -> str:
    """A column's name in the one way we compare them.

    >>> plain_name("Conversation ID"), plain_name("CreatedDate"), plain_name("is-public?")
    ('conversation_id', 'created_date', 'is_public')
    """
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name.strip().strip("\ufeff"))
    return re.sub(r"\W+", "_", parted).strip("_").casefold()


def _is_words(name: str) -> bool:
    parts = set(name.split("_"))
    return len(parts) > 1 and parts <= _WORDS and bool(parts & _WHOLE)


def _side_of(name: str) -> Speaker | None:
    """Who says what stands in a column such as "Visitor Message"; None where it is no such one."""
    who, _, what = plain_name(name).rpartition("_")
    return speaker_of(who) if who and what in _WORDS else None


def delimiter_of(line: str) -> str:
    """What stands between the cells of this header: the mark that makes the most known columns.

    >>> delimiter_of("id;speaker;text")
    ';'
    """
    return max(_DELIMITERS, key=lambda mark: _fit(header_cells(line, mark)))


def header_cells(line: str, mark: str) -> list[str]:
    """The cells of a header line, none where it cannot be one."""
    try:
        return next(csv.reader([line], delimiter=mark), [])
    except csv.Error:
        return []


def _fit(cells: list[str]) -> tuple[int, int]:
    return Columns.of(cells).known, len(cells)
