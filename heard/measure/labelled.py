"""Conversations that people labelled: what was said, and what a careful team lead heard in it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from heard.conversation import Channel, Conversation, Speaker, Turn
from heard.errors import InputError
from heard.listen import Reading, Signal

if TYPE_CHECKING:
    from collections.abc import Iterator

CHANNELS = {"forum": Channel.SOCIAL} | {channel.value: channel for channel in Channel}


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

    Raises InputError, naming the line, where one is not as labels/GUIDE describes.
    """
    with Path(path).open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield _labelled(json.loads(line))
            except json.JSONDecodeError as fault:
                problem = "not a labelled conversation: each line is one JSON object"
                raise InputError(problem, path=str(path), line=number) from fault
            except (KeyError, TypeError, ValueError) as fault:
                problem = f"not a labelled conversation: {fault}"
                raise InputError(problem, path=str(path), line=number) from fault


def _labelled(record: dict[str, Any]) -> Labelled:
    turns, readings, heats = [], [], []
    for said in record["turns"]:
        text = said["text"]
        heat = said.get("heat")
        turns.append(Turn(Speaker(said["speaker"]), text))
        signals = tuple(Signal(name, 1.0, 0, len(text)) for name in said["signals"])
        readings.append(Reading(None if heat is None else heat / 4, said.get("emotion"), signals))
        heats.append(heat)
    conversation = Conversation(
        id=str(record["id"]), turns=tuple(turns), channel=CHANNELS.get(record.get("channel", ""))
    )
    return Labelled(
        conversation, tuple(readings), record.get("outcome"), record.get("broke_at"), tuple(heats)
    )
