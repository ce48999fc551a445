"""Listening: a turn, and what came before it, becomes a Reading. The only place with numpy."""

from heard.listen.load import load_listener
from heard.listen.reading import (
    EMOTIONS,
    FIRM,
    HEAT_WORDS,
    HOT,
    Emotion,
    Heard,
    Listener,
    Peril,
    Reading,
    Signal,
    SoFar,
    heat_level,
    heat_word,
    read_all,
)

__all__ = [
    "EMOTIONS",
    "FIRM",
    "HEAT_WORDS",
    "HOT",
    "Emotion",
    "Heard",
    "Listener",
    "Peril",
    "Reading",
    "Signal",
    "SoFar",
    "heat_level",
    "heat_word",
    "load_listener",
    "read_all",
]
