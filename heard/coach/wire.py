"""Moments, cards and quotes as the JSON objects that the command line and servers print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from heard.listen.wire import reading_json

if TYPE_CHECKING:
    from heard.coach.advice import Advice
    from heard.conversation import Conversation
    from heard.listen import Reading
    from heard.track import Moment
    from heard.track.quote import Quote


def followed_json(
    conversation: Conversation,
    number: int,
    reading: Reading,
    moment: Moment,
    advice: Advice | None,
) -> dict[str, Any]:
    """One turn of `heard follow --json`: the reading's object and where things stand."""
    shape = reading_json(conversation.id, number, conversation.turns[number - 1], reading)
    return shape | {
        "mood": moment.mood,
        "trend": moment.trend,
        "phase": moment.phase,
        "phase_1_skipped": moment.phase_1_skipped,
        "step": moment.next_step,
        "steps": {str(step.number): step.state for step in moment.steps},
        "mended": list(moment.mended),
        "missed": list(moment.missed),
        "boundary": moment.boundary,
        "risk": round(moment.risk, 3),
        "reasons": [reason.text for reason in moment.reasons],
        "advice": None if advice is None else advice_json(advice, conversation),
    }


def advice_json(advice: Advice, conversation: Conversation) -> dict[str, Any]:
    """One card."""
    return {
        "play": advice.play,
        "do": advice.do,
        "say": list(advice.say),
        "avoid": list(advice.avoid),
        "why": advice.why,
        "quote": advice.quote(conversation),
        "pace": advice.pace,
    }


def quote_json(quote: Quote) -> dict[str, Any]:
    """Words with the place they stand in: `start` and `end` slice the turn's text."""
    return {
        "turn": quote.turn + 1,
        "speaker": quote.speaker.value,
        "start": quote.start,
        "end": quote.end,
        "quote": quote.words,
        "about": quote.about,
    }
