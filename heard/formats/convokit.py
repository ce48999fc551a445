"""ConvoKit corpora: a folder with every utterance in one file and its speakers in another."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from heard.conversation import Speaker
from heard.errors import InputError
from heard.formats.channels import channel_of
from heard.formats.clock import epoch, moment
from heard.formats.draft import Draft
from heard.formats.records import parse
from heard.formats.roles import speaker_of
from heard.formats.said import Said
from heard.formats.source import DOCUMENT_LIMIT, TABLE_LIMIT, Source
from heard.formats.threads import in_order

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from heard.conversation import Conversation
    from heard.formats.notes import Notes

_FILES = ("utterances.jsonl", "utterances.json")
_SPEAKER_FILES = ("speakers.json", "users.json")
_ROLE_KEYS = ("role", "speaker_role", "type", "user_type", "speaker_type")
_AGENT_KEYS = ("is_agent", "is-agent", "agent")
_CUSTOMER_KEYS = ("is_customer", "is-customer", "customer")
_READ_META = frozenset({*_ROLE_KEYS, *_AGENT_KEYS, *_CUSTOMER_KEYS, "name", "internal"})


@dataclass(frozen=True, slots=True)
class Utterance:
    """One utterance as the corpus holds it, old and new names of its fields brought together."""

    id: str
    label: str
    conversation: str
    reply_to: str | None
    time: float | None  # seconds: since 1970 where large, else since the start
    at: datetime | None
    text: str
    meta: Mapping[str, Any]
    line: int | None


def is_corpus(folder: Path) -> bool:
    """Whether a folder is a ConvoKit corpus."""
    return any((folder / name).is_file() for name in _FILES) and any(
        (folder / name).is_file() for name in (*_SPEAKER_FILES, "corpus.json", "index.json")
    )


def corpus_of(path: Path) -> Path | None:
    """The corpus that a path stands for: the folder, or the utterances inside it."""
    if path.is_dir() and is_corpus(path):
        return path
    if path.name in _FILES and is_corpus(path.parent):
        return path.parent
    return None


def read(folder: Path, *, agent: str | None, notes: Notes) -> Iterator[Conversation | InputError]:
    """The conversations of a corpus, in the order in which they first appear."""
    speakers = _metas(folder, _SPEAKER_FILES, notes)
    conversations = _metas(folder, ("conversations.json",), notes)
    gathered: dict[str, list[Utterance]] = {}
    for utterance in _utterances(folder, notes):
        if isinstance(utterance, InputError):
            yield utterance
        else:
            gathered.setdefault(utterance.conversation, []).append(utterance)
    if not gathered:
        raise InputError("a corpus without utterances", path=notes.source)
    for name, utterances in gathered.items():
        try:
            meta = conversations.get(name, {})
            yield _conversation(name, utterances, speakers, meta, agent, notes)
        except InputError as fault:
            yield fault


def _utterances(folder: Path, notes: Notes) -> Iterator[Utterance | InputError]:
    path = next(folder / name for name in _FILES if (folder / name).is_file())
    with path.open("rb") as stream:
        source = Source(str(path), stream, notes=notes, path=path)
        source.check_text()
        if path.suffix == ".json":
            listed = parse(source.text(limit=TABLE_LIMIT), path=source.name)
            if not isinstance(listed, list):
                raise InputError("not a list of utterances", path=source.name)
            for record in listed:
                yield _read(record, None, source.name)
            return
        for number, line in enumerate(source.lines(), 1):
            if isinstance(line, InputError):
                yield line
            elif line.strip():
                try:
                    record = parse(line, path=source.name, line=number)
                except InputError as fault:
                    yield fault
                else:
                    yield _read(record, number, source.name)


def _read(record: object, line: int | None, path: str) -> Utterance | InputError:
    if not isinstance(record, dict):
        return InputError("not an utterance", path=path, line=line)
    label = _first(record, "speaker", "user")
    if isinstance(label, dict):
        label = _first(label, "id", "name")
    text, id_ = record.get("text"), record.get("id")
    if label is None or id_ is None:
        missing = "speaker" if label is None else "id"
        return InputError(f'an utterance without "{missing}"', path=path, line=line)
    time, at = _when(record.get("timestamp"))
    reply_to = _first(record, "reply_to", "reply-to")
    meta = record.get("meta")
    return Utterance(
        str(id_),
        str(label),
        str(_first(record, "conversation_id", "root", "conversation") or id_),
        None if reply_to is None else str(reply_to),
        time,
        at,
        text if isinstance(text, str) else "",
        meta if isinstance(meta, dict) else {},
        line,
    )


def _first(record: Mapping[str, Any], *keys: str) -> object:
    return next((record[key] for key in keys if record.get(key) is not None), None)


def _when(value: object) -> tuple[float | None, datetime | None]:
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            at = moment(str(value))
            if at is None:
                return None, None
            return (at.timestamp() if at.tzinfo else None), at
    if isinstance(value, int | float) and not isinstance(value, bool):
        at = epoch(value)
        return (at.timestamp() if at else float(value)), at
    return None, None


def _metas(folder: Path, names: tuple[str, ...], notes: Notes) -> dict[str, Mapping[str, Any]]:
    """What the corpus notes of each speaker or conversation, with or without its wrapper."""
    path = next((folder / name for name in names if (folder / name).is_file()), None)
    if path is None:
        return {}
    with path.open("rb") as stream:
        source = Source(str(path), stream, notes=notes, path=path)
        try:
            entries = parse(source.text(limit=DOCUMENT_LIMIT), path=source.name)
        except InputError as fault:
            notes.warn(f"{path.name} could not be read: {fault.problem}")
            return {}
    metas: dict[str, Mapping[str, Any]] = {}
    for name, entry in entries.items() if isinstance(entries, dict) else ():
        if isinstance(entry, dict):
            inner = entry.get("meta")
            metas[name] = inner if isinstance(inner, dict) else entry
    return metas


def _conversation(
    name: str,
    utterances: list[Utterance],
    speakers: Mapping[str, Mapping[str, Any]],
    meta: Mapping[str, Any],
    agent: str | None,
    notes: Notes,
) -> Conversation:
    order = in_order(
        [one.id for one in utterances],
        [one.reply_to for one in utterances],
        [one.time for one in utterances],
    )
    answered = [one.reply_to for one in utterances if one.reply_to is not None]
    if len(set(answered)) < len(answered):
        notes.warn(f'the branches of "{name}" were laid in one line', line=utterances[0].line)
    ordered = [utterances[place] for place in order]
    for one in ordered:
        for key in one.meta:
            if key not in _READ_META:
                notes.warn(f'"{key}" of an utterance was not read', line=one.line, once=True)
    channel = meta.get("channel")
    known = channel_of(channel) if isinstance(channel, str) else None
    if channel is not None and known is None:
        notes.warn(f"unknown channel {json.dumps(channel)} was ignored", once=True)
    said = tuple(_said(one, speakers.get(one.label, {})) for one in ordered)
    draft = Draft(name, said, known, line=utterances[0].line)
    return draft.settle(notes, agent=agent)


def _said(one: Utterance, speaker: Mapping[str, Any]) -> Said:
    name = _first(one.meta, "name") or _first(speaker, "name")
    return Said(
        one.label,
        one.text,
        _role(one.meta) or _role(speaker),
        name if isinstance(name, str) else None,
        at_s=one.time if one.at is None else None,
        at=one.at,
        internal=one.meta.get("internal") is True,
    )


def _role(meta: Mapping[str, Any]) -> Speaker | None:
    """The role that a note about an utterance or a speaker states."""
    for key in _ROLE_KEYS:
        value = meta.get(key)
        if isinstance(value, str) and (speaker := speaker_of(value)):
            return speaker
    for keys, yes, no in (
        (_AGENT_KEYS, Speaker.AGENT, Speaker.CUSTOMER),
        (_CUSTOMER_KEYS, Speaker.CUSTOMER, Speaker.AGENT),
    ):
        for key in keys:
            if isinstance(value := meta.get(key), bool):
                return yes if value else no
    return None
