"""Following: readings become moments. What is believed, never what to do about it."""

from heard.track.moment import (
    HEARD_LETTERS,
    STEP_NAMES,
    STEPS,
    Criterion,
    CriterionName,
    Evidence,
    HeardLetter,
    Moment,
    Mood,
    Pause,
    Promise,
    Reason,
    Rung,
    StepProgress,
    StepState,
    Trend,
)
from heard.track.track import Followed, Track, replay
from heard.track.verdict import Break, Outcome, broke_at, find_break, outcome

__all__ = [
    "HEARD_LETTERS",
    "STEPS",
    "STEP_NAMES",
    "Break",
    "Criterion",
    "CriterionName",
    "Evidence",
    "Followed",
    "HeardLetter",
    "Moment",
    "Mood",
    "Outcome",
    "Pause",
    "Promise",
    "Reason",
    "Rung",
    "StepProgress",
    "StepState",
    "Track",
    "Trend",
    "broke_at",
    "find_break",
    "outcome",
    "replay",
]
