"""What was said: speakers, turns, conversations. Values only, no files and no judgment."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime


class Speaker(StrEnum):
    """Who a turn comes from. A bot answers for the company, as an agent does."""

    CUSTOMER = "customer"
    AGENT = "agent"
    BOT = "bot"
    SUPERVISOR = "supervisor"
    SYSTEM = "system"

    @property
    def for_company(self) -> bool:
        """Whether this speaker answers the customer on the company's behalf."""
        return self in (Speaker.AGENT, Speaker.BOT, Speaker.SUPERVISOR)


class Channel(StrEnum):
    """Where the conversation takes place; playbooks have rules for each."""

    PHONE = "phone"
    CHAT = "chat"
    EMAIL = "email"
    SOCIAL = "social"
    BOT = "bot"


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing said by one speaker, in the words that were used.

    An `internal` turn is a note among colleagues: it is kept, but the customer never
    saw it, so it is never scored as said to them.
    """

    speaker: Speaker
    text: str
    at_s: float | None = None  # seconds since the conversation began
    end_s: float | None = None
    at: datetime | None = None  # the clock time, where the file gives one
    name: str | None = None  # the speaker's name as the file gives it
    internal: bool = False

    def __reduce__(self) -> tuple[type[Turn], tuple[object, ...]]:
        """How it is pickled: by its fields, since each turn may be read in another process."""
        told = (self.speaker, self.text, self.at_s, self.end_s, self.at, self.name, self.internal)
        return Turn, told

    @property
    def to_customer(self) -> bool:
        """Whether the company said this to the customer (a note or a system line is not)."""
        return self.speaker.for_company and not self.internal

    @property
    def from_customer(self) -> bool:
        """Whether the customer said this."""
        return self.speaker is Speaker.CUSTOMER and not self.internal


@dataclass(frozen=True, slots=True)
class History:
    """What is known of this customer from before the conversation began."""

    earlier_contacts: int = 0  # contacts about the same matter
    overdue_promises: int = 0  # promises of ours that are past their date
    customer_since: date | None = None


@dataclass(frozen=True, slots=True)
class Conversation:
    """One customer's conversation with a company, from its first turn to its last."""

    id: str
    turns: tuple[Turn, ...]
    channel: Channel | None = None  # None: the file does not say
    started_at: datetime | None = None
    history: History = field(default_factory=History)
    agent: str | None = None  # who answered, where the file says so
    team: str | None = None
