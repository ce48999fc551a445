"""What a playbook teaches beside its plays: steps, channels, skills, questions, decisions, guide."""

from dataclasses import dataclass, field
from typing import Literal

from heard.playbook.entry import rule
from heard.playbook.play import ChannelName
from heard.signals import SIGNAL_NAMES

Section = Literal[
    "importance",
    "triggers",
    "active-listening",
    "empathy",
    "communication",
    "conflict-resolution",
    "professionalism",
    "examples",
]
LetterName = Literal["hear", "empathize", "apologize", "resolve", "diagnose"]


@dataclass(frozen=True, slots=True)
class Step:
    """One of the five steps: what it is for, how it is done, and how it sounds wrong and right."""

    number: int = field(metadata=rule(lowest=1, highest=5))
    name: str
    goal: str
    how: tuple[str, ...]
    wrong: tuple[str, ...]
    right: tuple[str, ...]
    done: str  # what shows that it is done
    why: str
    signals: tuple[str, ...] = field(metadata=rule(signals=SIGNAL_NAMES))


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter of HEARD, and the steps whose evidence counts for it."""

    name: LetterName
    means: str
    steps: tuple[int, ...] = field(metadata=rule(lowest=1, highest=5))
    signals: tuple[str, ...] = field(metadata=rule(signals=SIGNAL_NAMES))
    note: str


CueName = Literal[
    "heated",
    "vented",
    "cut in",
    "dead air",
    "long reply",
    "burst",
    "no paragraphs",
    "sent away",
]


@dataclass(frozen=True, slots=True)
class Cue:
    """What to mind on a channel when something can be seen there, such as cutting in on the phone."""

    when: CueName
    advice: str
    why: str
    avoid: tuple[str, ...] = ()
    say: tuple[str, ...] = ()
    over: int | None = field(default=None, metadata=rule(lowest=1))  # words, messages or seconds


@dataclass(frozen=True, slots=True)
class ChannelRules:
    """How one channel changes the work: what matters most there, and what to do and not to do."""

    name: ChannelName
    title: str
    matters: str
    do: tuple[str, ...]
    avoid: tuple[str, ...]
    phase_1: str  # what the first 90 seconds are here
    example: str
    cues: tuple[Cue, ...] = ()


@dataclass(frozen=True, slots=True)
class Skill:
    """One of the five skills behind the plays, and how to practice it."""

    name: str = field(metadata=rule(label=True))
    title: str
    means: str
    looks_like: tuple[str, ...]
    practice: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question people ask, and our answer."""

    name: str = field(metadata=rule(label=True))
    asks: str
    answer: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A point on which advice elsewhere disagrees: what we do, under which condition, and why."""

    name: str = field(metadata=rule(label=True))
    question: str
    sides: tuple[str, ...] = field(metadata=rule(least=2))
    decided: str
    condition: str
    why: str
    signals: tuple[str, ...] = field(metadata=rule(signals=SIGNAL_NAMES))


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the guide, in Markdown."""

    name: str = field(metadata=rule(label=True))
    title: str
    section: Section
    text: str


@dataclass(frozen=True, slots=True)
class ExampleTurn:
    """One turn of an example, and what it shows."""

    speaker: Literal["customer", "agent"]
    text: str
    note: str
    shows: tuple[str, ...] = field(default=(), metadata=rule(signals=SIGNAL_NAMES))


@dataclass(frozen=True, slots=True)
class Example:
    """A conversation worked through turn by turn."""

    name: str = field(metadata=rule(label=True))
    title: str
    channel: ChannelName
    shows: str
    turn: tuple[ExampleTurn, ...] = field(metadata=rule(least=2))


@dataclass(frozen=True, slots=True)
class Checklist:
    """A short list to print or keep beside the keyboard."""

    name: str = field(metadata=rule(label=True))
    title: str
    use: str  # when
    items: tuple[str, ...]
