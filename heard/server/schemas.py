"""What requests carry: checked here, before anything else sees it. Unknown keys are errors."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from heard.coach.guardrail import Unread  # noqa: TC001 - read when a request comes
from heard.conversation import Channel, Conversation, History, Speaker, Turn
from heard.formats.draft import plain

LONGEST_TEXT = 150_000  # characters of one turn; 20,000 words and then some
LONGEST_DRAFT = 150_000
MOST_TURNS = 10_000  # of a conversation that is sent whole

Words = Annotated[str, AfterValidator(plain)]
Name = Annotated[Words, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
Id = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[\w.:@+-]+$")]
Seconds = Annotated[float, Field(allow_inf_nan=False, ge=-1e9, le=1e9)]


def _of_our_time(when: datetime) -> datetime:
    """A moment that can be told in every zone."""
    if not 1900 <= when.year < 2200:
        raise ValueError("the year must be from 1900 to 2199")
    return when


Moment = Annotated[datetime, AfterValidator(_of_our_time)]
Began = Annotated[Moment, Field(description='With your offset: "by noon" is noon there.')]


class Asked(BaseModel):
    """Anything that is sent to us."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SaidTurn(Asked):
    """One turn, as in the native format."""

    speaker: Speaker
    text: Annotated[Words, Field(max_length=LONGEST_TEXT)]
    at_s: Seconds | None = Field(None, description="Seconds since the conversation began.")
    end_s: Seconds | None = None
    name: Annotated[Words, Field(max_length=200)] | None = None
    internal: bool = Field(default=False, description="A note among colleagues.")

    def turn(self) -> Turn:
        """The value that the rest of the house works with."""
        return Turn(
            self.speaker,
            self.text,
            at_s=self.at_s,
            end_s=self.end_s,
            name=self.name or None,
            internal=self.internal,
        )


class Before(Asked):
    """What is known of the customer from before."""

    earlier_contacts: Annotated[int, Field(ge=0, le=10_000)] = 0
    overdue_promises: Annotated[int, Field(ge=0, le=10_000)] = 0
    customer_since: date | None = None

    def history(self) -> History:
        """The value that the rest of the house works with."""
        return History(self.earlier_contacts, self.overdue_promises, self.customer_since)


class Whole(Asked):
    """A conversation sent whole: nothing of it is kept."""

    id: Id = "conversation"
    channel: Channel | None = None
    started_at: Began | None = None
    history: Before = Before()
    turns: Annotated[tuple[SaidTurn, ...], Field(max_length=MOST_TURNS)] = ()

    def conversation(self) -> Conversation:
        """The value that the rest of the house works with."""
        return Conversation(
            self.id,
            tuple(said.turn() for said in self.turns),
            self.channel,
            self.started_at,
            self.history.history(),
        )


class Draft(Asked):
    """A reply that is not sent yet, and what it answers: a kept conversation or one sent along."""

    draft: Annotated[Words, Field(max_length=LONGEST_DRAFT)]
    conversation: Id | None = Field(None, description="The id of a conversation kept here.")
    after: Whole | None = Field(None, description="A conversation sent whole instead.")


class Guarded(Draft):
    """A bot's draft to rule on."""

    let_pass: Annotated[tuple[Unread, ...], Field(max_length=2)] = Field(
        (),
        description="Rules about words in a language that is not read that don't count here,"
        " because somebody else reads them.",
    )


class Handing(Asked):
    """A conversation to pack for whoever takes it over."""

    conversation: Id | None = None
    after: Whole | None = None
    now: Moment | None = Field(None, description="Promises are overdue by this moment.")


class Opening(Asked):
    """A conversation that begins."""

    id: Id | None = Field(None, description="Your own id for it; we make one where you have none.")
    channel: Channel | None = None
    customer: Name | None = Field(None, description="Your id for the customer, never an address.")
    agent: Name | None = Field(None, description="The account name of who answers.")
    team: Name | None = None
    started_at: Began | None = None
    history: Before | None = None


class Next(SaidTurn):
    """The next turn of a kept conversation."""

    client_id: Id = Field(
        description="Your own id for this turn; the same again is never heard twice."
    )
    expected_seq: Annotated[int, Field(ge=0, le=2**31 - 1)] | None = Field(
        None, description="How many turns you believe there are; 409 where there are others."
    )


class Whisper(Asked):
    """A word from a lead that only the agent sees."""

    text: Annotated[Words, Field(min_length=1, max_length=2000)]


class Muting(Asked):
    """Whether the coach is to be quiet."""

    muted: bool


class Marking(Asked):
    """What became of a promise; "open" takes back what was said of it."""

    status: Literal["kept", "broken", "open"]


class SigningIn(Asked):
    """A name and a password."""

    name: Annotated[str, Field(min_length=1, max_length=200)]
    password: Annotated[str, Field(min_length=1, max_length=1000)]


class NewPassword(Asked):
    """A password to set; twelve characters or more, any of them."""

    password: Annotated[str, Field(min_length=12, max_length=256)]


Role = Literal["agent", "lead", "qa", "admin"]
Scope = Literal["read", "write", "admin"]


class NewAccount(Asked):
    """A person who may sign in."""

    name: Id
    role: Role
    team: Name | None = None


class ChangedAccount(Asked):
    """What changes for somebody; what is left out stays."""

    role: Role | None = None
    team: Name | None = None
    active: bool | None = None


class Holding(Asked):
    """Whether a conversation is on hold."""

    held: bool


class NewKey(Asked):
    """A key for a program."""

    name: Name
    scopes: Annotated[tuple[Scope, ...], Field(min_length=1, max_length=3)]


Kind = Literal["alert", "handoff", "promise", "takeover", "closed"]


class NewWebhook(Asked):
    """Where to send what happens."""

    url: Annotated[str, Field(min_length=8, max_length=2000)]
    kinds: Annotated[tuple[Kind, ...], Field(min_length=1, max_length=5)] = (
        "alert",
        "handoff",
        "promise",
    )


Answer = dict[str, Any]
