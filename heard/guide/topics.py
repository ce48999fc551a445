"""Which chapter a part of the playbook belongs in: by the signal, step or condition it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from heard.playbook.teaching import Section as Topic
from heard.signals import TRIGGERS

if TYPE_CHECKING:
    from heard.playbook import Play

TOPICS: tuple[Topic, ...] = get_args(Topic)
TOPIC_WORDS: dict[Topic, str] = {
    "importance": "Why de-escalation is important",
    "triggers": "Common triggers for customer hostility",
    "active-listening": "Active listening",
    "empathy": "Building empathy",
    "communication": "Effective communication",
    "conflict-resolution": "Conflict resolution",
    "professionalism": "Professionalism",
    "examples": "Real-life examples and scenarios",
}
_SIGNALS: dict[Topic, tuple[str, ...]] = {
    "triggers": (*TRIGGERS, "profanity", "sarcasm"),
    "active-listening": ("restate", "ask", "scripted", "ask_again", "argue"),
    "empathy": (
        "acknowledge",
        "apologize",
        "thank",
        "personalize",
        "reassure",
        "calm_down",
        "excuse",
        "cold",
        "over_agree",
        "fix_first",
    ),
    "communication": (
        "positive_frame",
        "set_expectation",
        "policy_wall",
        "blame",
        "flat_no",
        "vague_promise",
    ),
    "conflict-resolution": (
        "own",
        "solve",
        "offer_choice",
        "hand_off",
        "confirm_close",
        "deflect",
        "supervisor_request",
        "churn_threat",
        "public_threat",
        "thanks",
        "resolved",
    ),
    "professionalism": ("set_boundary", "jab", "abuse", "threat"),
}
_OF_SIGNAL: dict[str, Topic] = {
    signal: topic for topic, signals in _SIGNALS.items() for signal in signals
}
_OF_STEP: dict[int, Topic] = {
    1: "professionalism",
    2: "empathy",
    3: "active-listening",
    4: "conflict-resolution",
    5: "conflict-resolution",
}


def topic_of(signal: str) -> Topic:
    """The chapter a signal is treated in.

    >>> topic_of("restate")
    'active-listening'
    """
    return _OF_SIGNAL[signal]


def topic_of_play(play: Play) -> Topic:
    """The chapter a play is told in: by what it waits for, else by its step or condition."""
    if play.boundary is not None:
        return "professionalism"
    if play.when:
        return topic_of(play.when[0])
    if play.history or play.early_signs or play.stakes or play.control_lost:
        return "triggers"
    if play.phase_1_skipped or play.phase == 1:
        return "empathy"
    step = play.broken or play.step
    if step is not None and play.promise is None:
        return _OF_STEP[step]
    return topic_of(play.after[0]) if play.after else "conflict-resolution"
