"""Conversations that people labelled: what was said, and what a careful team lead heard in it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from heard.conversation import Channel, Conversation, Speaker, Turn
from heard.errors import InputError, did_you_mean
from heard.listen import EMOTIONS, Reading, Signal
from heard.signals import SIGNAL_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

CHANNELS = {"forum": Channel.SOCIAL} | {channel.value: channel for channel in Channel}
SPEAKERS = tuple(speaker.value for speaker in Speaker)
HOTTEST = 4
WANTED = (
    'every turn needs "signals", the list of what is in it, and a customer\'s turn "heat" (0 to 4) '
    'and "emotion"'
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A conversation with its labels; readings carry them as if a listener had heard them."""

    conversation: Conversation
    readings: tuple[Reading, ...]
    outcome: str | None  # never, calmed, hot, handed
    broke_at: int | None  # 0 none, 1..5 the first step that broke
    heats: tuple[int | None, ...]  # 0..4 on customer turns


def load_labelled(path: Path | str) -> Iterator[Labelled]:
    """Every conversation of a labelled JSON Lines file.

    Raises InputError, naming the line, where one is not labelled.
    """
    if Path(path).is_dir():
        raise InputError("a folder; give one file of labelled JSON Lines", path=str(path))
    try:
        with Path(path).open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _read(line, str(path), number)
    except UnicodeDecodeError as fault:
        raise InputError("not UTF-8 text", path=str(path)) from fault


def _read(line: str, path: str, number: int) -> Labelled:
    try:
        return _labelled(json.loads(line))
    except json.JSONDecodeError as fault:
        problem = "not a labelled conversation: each line is one JSON object"
        raise InputError(problem, path=path, line=number) from fault
    except InputError as fault:
        problem = f"not a labelled conversation: {fault.problem}"
        raise InputError(problem, path=path, line=number) from None


def _labelled(record: object) -> Labelled:
    if not isinstance(record, dict):
        raise InputError("each line is one JSON object")
    if not isinstance(record.get("turns"), list) or "id" not in record:
        raise InputError(f'it needs "id" and a list of "turns"; {WANTED}')
    turns, readings, heats = [], [], []
    for place, said in enumerate(record["turns"], 1):
        turn, reading, heat = _turn(said, f"turn {place}")
        turns.append(turn)
        readings.append(reading)
        heats.append(heat)
    channel = record.get("channel")
    conversation = Conversation(
        id=str(record["id"]),
        turns=tuple(turns),
        channel=CHANNELS.get(channel) if isinstance(channel, str) else None,
    )
    return Labelled(
        conversation, tuple(readings), record.get("outcome"), record.get("broke_at"), tuple(heats)
    )


def _turn(said: object, place: str) -> tuple[Turn, Reading, int | None]:
    """One turn, its labels as a reading, and its heat as labelled."""
    if not isinstance(said, dict) or not isinstance(said.get("text"), str):
        raise InputError(f'{place} has no "text"; {WANTED}')
    speaker, text = str(said.get("speaker", "")), said["text"]
    if speaker not in SPEAKERS:
        raise InputError(f'{place}: unknown speaker "{speaker}". {did_you_mean(speaker, SPEAKERS)}')
    names, heat, emotion = said.get("signals"), said.get("heat"), said.get("emotion")
    if names is None and "labels" in said:
        raise InputError(
            f'{place} has corrections ("labels"), which only `heard adapt` takes; {WANTED}'
        )
    if not isinstance(names, list):
        raise InputError(f'{place} has no list of "signals"; {WANTED}')
    for name in names:
        if name not in SIGNAL_NAMES:
            hint = did_you_mean(str(name), SIGNAL_NAMES)
            raise InputError(f'{place}: unknown signal "{name}". {hint}')
    if heat is not None and (type(heat) is not int or not 0 <= heat <= HOTTEST):
        raise InputError(f'{place}: "heat" is a whole number from 0 (calm) to 4 (hostile)')
    if emotion is not None and emotion not in EMOTIONS:
        hint = did_you_mean(str(emotion), EMOTIONS)
        raise InputError(f'{place}: unknown emotion "{emotion}". {hint}')
    signals = tuple(Signal(name, 1.0, 0, len(text)) for name in names)
    reading = Reading(None if heat is None else heat / HOTTEST, emotion, signals)
    return Turn(Speaker(speaker), text), reading, heat
