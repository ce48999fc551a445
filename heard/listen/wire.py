"""A reading as the JSON object that `heard read --json` prints and integrators build on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from heard.conversation import Turn
    from heard.listen.reading import Reading


def reading_json(conversation: str, number: int, turn: Turn, reading: Reading) -> dict[str, Any]:
    """One turn's object; `number` counts from 1, spans slice the turn's text.

    A turn that was not scored (another language) says why under "unread".

    >>> from heard.conversation import Speaker, Turn
    >>> from heard.listen.reading import Reading
    >>> reading_json("c1", 1, Turn(Speaker.AGENT, "Hello"), Reading())
    {'conversation': 'c1', 'turn': 1, 'speaker': 'agent', 'heat': None, 'emotion': None, 'signals': []}
    """
    told: dict[str, Any] = {
        "conversation": conversation,
        "turn": number,
        "speaker": turn.speaker.value,
        "heat": None if reading.heat is None else round(reading.heat, 3),
        "emotion": reading.emotion,
        "signals": [
            {
                "name": signal.name,
                "sure": round(signal.sure, 3),
                "start": signal.start,
                "end": signal.end,
            }
            for signal in reading.signals
        ],
    }
    if reading.peril is not None:
        told["perhaps_in_danger"] = {
            "self_harm": reading.peril.self_harm,
            "start": reading.peril.start,
            "end": reading.peril.end,
        }
    if reading.unread is not None:
        told["unread"] = reading.unread
    return told
