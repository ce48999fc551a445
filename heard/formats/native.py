"""Our own format: JSON Lines, one conversation a line.

>>> call = Conversation("c1", (Turn(Speaker.CUSTOMER, "Third call!", at_s=2.5),), Channel.PHONE)
>>> print(dump(call))
{"id": "c1", "channel": "phone", "turns": [{"speaker": "customer", "text": "Third call!", "at_s": 2.5}]}
"""

from __future__ import annotations

import json
import math
from datetime import date
from typing import TYPE_CHECKING, Any

from heard.conversation import Channel, Conversation, History, Speaker, Turn
from heard.errors import InputError, did_you_mean
from heard.formats.channels import CHANNELS, channel_of
from heard.formats.clock import moment
from heard.formats.draft import Draft
from heard.formats.roles import is_named, speaker_of
from heard.formats.said import Said

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from heard.formats.notes import Notes

KEYS = frozenset({"id", "channel", "turns", "started_at", "history", "agent", "team"})
TURN_KEYS = frozenset({"speaker", "text", "at_s", "end_s", "at", "name", "internal"})
LABEL_KEYS = frozenset(
    {"signals", "heat", "emotion", "labels", "outcome", "broke_at", "industry", "tbdf"}
)  # written by people who label conversations; known, and nothing to read here
_HISTORY_KEYS = frozenset({"earlier_contacts", "overdue_promises", "customer_since"})


def read_record(
    record: Mapping[str, Any], *, called: str, line: int | None, agent: str | None, notes: Notes
) -> Conversation:
    """The conversation that one JSON object holds; `called` is its name where it has none.

    Raises InputError, naming the value and what is allowed.
    """
    try:
        draft = _draft(record, called=called, line=line, agent=agent, notes=notes)
    except InputError as fault:
        raise InputError(fault.problem, path=notes.source, line=line) from None
    return draft.settle(notes, agent=agent, keep_empty=True)


def dump(conversation: Conversation) -> str:
    """The conversation as one line of our format, without a newline; reading it gives it back."""
    record: dict[str, Any] = {"id": conversation.id}
    if conversation.channel is not None:
        record["channel"] = conversation.channel.value
    if conversation.started_at is not None:
        record["started_at"] = conversation.started_at.isoformat()
    if conversation.history != History():
        record["history"] = _dump_history(conversation.history)
    for key in ("agent", "team"):
        if (value := getattr(conversation, key)) is not None:
            record[key] = value
    record["turns"] = [_dump_turn(turn) for turn in conversation.turns]
    # a control character left as it is could make the file look like a binary one
    return json.dumps(record, ensure_ascii=False).replace("\x7f", "\\u007f")


def _dump_turn(turn: Turn) -> dict[str, Any]:
    said: dict[str, Any] = {"speaker": turn.speaker.value, "text": turn.text}
    for key in ("at_s", "end_s", "name"):
        if (value := getattr(turn, key)) is not None:
            said[key] = value
    if turn.at is not None:
        said["at"] = turn.at.isoformat()
    if turn.internal:
        said["internal"] = True
    return said


def _dump_history(history: History) -> dict[str, Any]:
    record: dict[str, Any] = {
        "earlier_contacts": history.earlier_contacts,
        "overdue_promises": history.overdue_promises,
    }
    if history.customer_since is not None:
        record["customer_since"] = history.customer_since.isoformat()
    return record


def _draft(
    record: Mapping[str, Any], *, called: str, line: int | None, agent: str | None, notes: Notes
) -> Draft:
    turns = record.get("turns")
    if not isinstance(turns, list):
        raise InputError(f'"turns" must be a list of turns, not {_shown(turns)}')
    _note_unknown(record, KEYS, "key", line, notes)
    said = tuple(_said(turn, number, line, notes) for number, turn in enumerate(turns, 1))
    open_to_agent = agent is not None and any(is_named(one.label, agent) for one in said)
    for one in said:
        if one.speaker is None and not open_to_agent:
            raise InputError(_unknown_speaker(one.label))
    return Draft(
        _id(record.get("id"), otherwise=called),
        said,
        _channel(record.get("channel"), line, notes),
        _when(record.get("started_at"), "started_at"),
        _history(record.get("history"), line, notes),
        _words(record.get("agent"), "agent"),
        _words(record.get("team"), "team"),
        line,
    )


def _said(turn: object, number: int, line: int | None, notes: Notes) -> Said:
    if not isinstance(turn, dict):
        raise InputError(f'turn {number} must be an object with "speaker" and "text"')
    for key in ("speaker", "text"):
        if key not in turn:
            near = next((k for k in turn if k not in TURN_KEYS | LABEL_KEYS), None)
            hint = "" if near is None else f'; "{near}" is not a key of a turn'
            raise InputError(f'turn {number} has no "{key}"{hint}')
        if not isinstance(turn[key], str):
            raise InputError(f'turn {number}: "{key}" must be text, not {_shown(turn[key])}')
    _note_unknown(turn, TURN_KEYS, "key of a turn", line, notes)
    internal = turn.get("internal", False)
    if internal not in (True, False, None):
        raise InputError(f'turn {number}: "internal" is true or false, not {_shown(internal)}')
    label = turn["speaker"].strip()
    return Said(
        label,
        turn["text"],
        speaker_of(label),
        _words(turn.get("name"), "name"),
        _seconds(turn.get("at_s"), f'turn {number}: "at_s"'),
        _seconds(turn.get("end_s"), f'turn {number}: "end_s"'),
        _when(turn.get("at"), f"turn {number}: at"),
        internal=bool(internal),
    )


def _unknown_speaker(label: str) -> str:
    hint = did_you_mean(label, Speaker)
    if hint.startswith("Allowed"):
        hint += " Or name the agent with --agent NAME."
    return f'unknown speaker "{label}". {hint}'


def _note_unknown(
    record: Mapping[str, Any], known: frozenset[str], what: str, line: int | None, notes: Notes
) -> None:
    for key in record:
        if key not in known and key not in LABEL_KEYS:
            notes.warn(f'unknown {what} "{key}" was ignored', line=line, once=True)


def _channel(value: object, line: int | None, notes: Notes) -> Channel | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise InputError(f'"channel" must be text, not {_shown(value)}')
    channel = channel_of(value)
    if channel is None and value.strip():
        hint = did_you_mean(value, CHANNELS)
        hint = hint if hint.startswith("Did") else f"Known: {', '.join(sorted(Channel))}."
        notes.warn(f'unknown channel "{value}" was ignored. {hint}', line=line, once=True)
    return channel


def _history(value: object, line: int | None, notes: Notes) -> History:
    if value is None:
        return History()
    if not isinstance(value, dict):
        raise InputError(f'"history" must be an object, not {_shown(value)}')
    _note_unknown(value, _HISTORY_KEYS, "key of the history", line, notes)
    since = value.get("customer_since")
    return History(
        _count(value, "earlier_contacts"),
        _count(value, "overdue_promises"),
        None if since is None else _day(since),
    )


def _count(history: Mapping[str, Any], key: str) -> int:
    count = history.get(key, 0)
    if type(count) is not int or count < 0:
        raise InputError(f'"{key}" must be a whole number, 0 or more, not {_shown(count)}')
    return count


def _day(value: object) -> date:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        raise InputError(
            f'"customer_since" must be a date such as "2019-05-31", not {_shown(value)}'
        ) from None


def _id(value: object, *, otherwise: str) -> str:
    if value is None or value == "":
        return otherwise
    if isinstance(value, str):
        return value
    if type(value) is int:
        return str(value)
    raise InputError(f'"id" must be text or a whole number, not {_shown(value)}')


def _words(value: object, key: str) -> str | None:
    if value is None or isinstance(value, str):
        return value or None
    if type(value) is int:
        return str(value)
    raise InputError(f'"{key}" must be text, not {_shown(value)}')


def _seconds(value: object, key: str) -> float | None:
    if value is None:
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            seconds = float(value)
        except OverflowError:
            seconds = math.inf
        if math.isfinite(seconds):
            return seconds
    raise InputError(f"{key} must be a number of seconds, not {_shown(value)}")


def _when(value: object, key: str) -> datetime | None:
    if value is None:
        return None
    when = moment(str(value)) if isinstance(value, str | int | float) else None
    if when is None:
        raise InputError(
            f'{key} must be a time such as "2026-03-12T14:02:11Z", not {_shown(value)}'
        )
    return when


def _shown(value: object) -> str:
    shown = json.dumps(value, ensure_ascii=False, default=str)
    return shown if len(shown) <= 60 else shown[:57] + "..."
