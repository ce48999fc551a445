"""The coach's state as a few bytes, and back. What was said stays with the conversation."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any

from heard.coach.shown import Shown
from heard.errors import InputError
from heard.listen import EMOTIONS, Heard, Peril, Reading, Signal, SoFar
from heard.quoting import counted
from heard.signals import SIGNAL_NAMES
from heard.track import Track
from heard.track.saved import restore, save

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.conversation import Turn

VERSION = 1
LARGEST = 64 * 1024  # of a state once unpacked; more is not ours


def packed(track: Track, shown: Shown, before: SoFar, heard: list[int]) -> bytes:
    """Everything but the turns' texts, which the conversation has already."""
    told = {
        "version": VERSION,
        "track": track.to_dict(),
        "shown": save(shown),
        "count": before.count,
        "readings": [_told(one.reading) for one in before.last],
        "heard": heard,
    }
    return zlib.compress(json.dumps(told, separators=(",", ":")).encode(), 9)


def unpacked(saved: bytes, turns: Sequence[Turn]) -> tuple[Track, Shown, SoFar, frozenset[str]]:
    """What `packed` wrote, joined with the turns it was heard from."""
    try:
        told: dict[str, Any] = json.loads(zlib.decompressobj().decompress(saved, LARGEST))
        if told["version"] != VERSION:
            raise InputError(f"a saved coach of version {told['version']!r}, not {VERSION}")
        readings = [_reading(one) for one in told["readings"]]
        count = int(told["count"])
        heard = frozenset(_name(number) for number in told["heard"])
        track, shown = Track.from_dict(told["track"]), restore(Shown, told["shown"])
    except (zlib.error, ValueError, KeyError, TypeError, IndexError) as fault:
        raise InputError("not a saved coach") from fault
    if len(turns) < len(readings):
        problem = f"the saved coach heard {counted(count, 'turn')}; {len(turns)} were given"
        raise InputError(problem)
    last = turns[len(turns) - len(readings) :]
    window = tuple(Heard(turn, reading) for turn, reading in zip(last, readings, strict=True))
    return track, shown, SoFar(window, count), heard


def _told(reading: Reading) -> list[Any]:
    signals = [
        [SIGNAL_NAMES.index(one.name), one.sure, one.start, one.end] for one in reading.signals
    ]
    emotion = None if reading.emotion is None else EMOTIONS.index(reading.emotion)
    peril = reading.peril
    danger = [] if peril is None else [[int(peril.self_harm), peril.start, peril.end]]
    heat = reading.heat if reading.unread is None else reading.unread  # never both
    return [heat, emotion, signals, *danger]


def _reading(told: list[Any]) -> Reading:
    heat, emotion, signals, *danger = told
    unread = heat if isinstance(heat, str) else None
    return Reading(
        None if unread else heat,
        None if emotion is None else EMOTIONS[_place(emotion)],
        tuple(Signal(_name(name), sure, start, end) for name, sure, start, end in signals),
        unread=unread,
        peril=next((Peril(bool(harm), start, end) for harm, start, end in danger), None),
    )


def _name(number: int) -> str:
    return SIGNAL_NAMES[_place(number)]


def _place(number: int) -> int:
    """A number that counts from 0; Python would take one below it for a place from the end."""
    if number < 0:
        raise IndexError(number)
    return number
