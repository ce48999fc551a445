"""Turns with what was heard in them, followed one after another."""

from heard.conversation import Speaker, Turn
from heard.listen import Reading, Signal
from heard.track import Track

CUSTOMER, AGENT = Speaker.CUSTOMER, Speaker.AGENT


def heard(text, *names, heat=None, emotion=None):
    return Reading(heat, emotion, tuple(Signal(name, 0.9, 0, len(text)) for name in names))


def follow(*said, track=None):
    """(speaker, text, heat, *signals) for each turn; the moments they lead to."""
    track = track or Track()
    return [
        track.follow(Turn(speaker, text), heard(text, *names, heat=heat))
        for speaker, text, heat, *names in said
    ]


def states(moment):
    return " ".join(step.state for step in moment.steps)
