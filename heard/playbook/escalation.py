"""Limits and help: the boundary ladder, when a supervisor is needed, and how a case is handed over."""

from dataclasses import dataclass, field
from typing import Literal, get_args

from heard.playbook.entry import rule
from heard.playbook.play import OnChannel
from heard.track.moment import CriterionName

CRITERIA: tuple[CriterionName, ...] = get_args(CriterionName)


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung of the boundary ladder: when it is due, what to say, and what comes next."""

    name: Literal["named", "final", "ended"]
    after_rung: tuple[Literal["none", "named", "final"], ...]  # the rungs it may follow
    abusive_turns: int = field(metadata=rule(lowest=1, highest=20))  # since that rung, at least
    on_threat: bool  # whether one threat of harm makes it due at once
    due: str  # the same condition in a sentence
    advice: str
    say: tuple[str, ...]
    never: tuple[str, ...]  # what a boundary never says
    then: str  # what happens when it is kept, and when it is not
    why: str
    needs_policy: bool = False  # only where the company's policy allows it
    on: tuple[OnChannel, ...] = ()


@dataclass(frozen=True, slots=True)
class Criterion:
    """One of the six reasons to bring in somebody else, with the wording of each verdict."""

    name: CriterionName
    title: str
    means: str
    needed: str  # the verdict when it is met
    offer: str  # when it is near
    not_yet: str  # when it is not met
    late: str  # afterwards: it was met earlier than the handover came
    unnecessary: str  # afterwards: a handover without it
    say: tuple[str, ...]
    why: str
    hears: tuple[str, ...] = field(metadata=rule(least=2))
    ignores: tuple[str, ...] = field(metadata=rule(least=2))
    turns: int | None = field(default=None, metadata=rule(lowest=1, highest=20))  # how long first
    tries: int | None = field(default=None, metadata=rule(lowest=1, highest=20))


@dataclass(frozen=True, slots=True)
class PacketField:
    """One thing the next person must know, so that the customer need not say it again."""

    name: str = field(metadata=rule(label=True))
    asks: str
    example: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class Opening:
    """What the next person's first words say about one thing that has happened."""

    about: Literal[
        "greeting", "self_harm", "danger", "threat", "abuse", "overdue", "promised", "broken", "chronic", "passed_on",
        "failed", "dismissed", "heated", "wish", "next", "loss",
    ]  # fmt: skip
    say: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Handoff:
    """A warm handover: the packet, the steps, and what to say to both sides."""

    steps: tuple[str, ...]
    say: tuple[str, ...]  # to the customer
    bridge: tuple[str, ...]  # to the next person, with the customer there
    why: str
    on: tuple[OnChannel, ...] = ()
    offer: tuple[str, ...] = ()  # a bot's words that offer a person and leave the choice
    opening: tuple[Opening, ...] = ()  # the next person's first words, put together from these
