"""Whose playbook it is: its name and version, the company's policies, what may be promised."""

from __future__ import annotations

from dataclasses import dataclass, field

from heard.playbook.entry import rule


@dataclass(frozen=True, slots=True)
class About:
    """The keys at the top of a playbook: which one it is."""

    name: str = field(metadata=rule(label=True))
    version: int = field(metadata=rule(lowest=1))
    title: str = ""
    languages: tuple[str, ...] = ("en",)


@dataclass(frozen=True, slots=True)
class Company:
    """Whose playbook it is, and what its policy lets an agent do."""

    name: str = "our company"
    may_end_abusive: bool = True  # whether an agent may end a conversation after the final rung
    log_abuse_with: str = "your team lead"


@dataclass(frozen=True, slots=True)
class Promises:
    """What an agent may promise on the company's behalf, and how far ahead."""

    allowed: tuple[str, ...] = ()  # none named: anything dated and within reach
    never: tuple[str, ...] = ()
    max_days: int = field(default=10, metadata=rule(lowest=1, highest=365))


@dataclass(frozen=True, slots=True)
class Policy:
    """A rule of the company, in plain words, and how to say it with something the customer can do."""

    name: str = field(metadata=rule(label=True))
    says: str
    say: tuple[str, ...]
    why: str
