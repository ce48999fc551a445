"""Who may do what: one table, asked by every route, every page and the socket."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

from heard.server.problems import Problem, unknown_conversation

if TYPE_CHECKING:
    from heard.store import Row

Role = Literal["agent", "lead", "qa", "admin", "program"]
Verb = Literal[
    "ask", "watch", "speak", "mute", "take", "whisper", "mark", "board", "metrics",
    "customers", "webhooks", "keys", "accounts", "audit",
]  # fmt: skip
Owners = tuple[str | None, str | None]  # whose it is, and who has taken over


@dataclass(frozen=True, slots=True)
class Rule:
    """Which people may do something, whether one may with one's own, and a key's scope."""

    roles: frozenset[Role]
    own: bool = False
    scope: str | None = None  # None: no key may, only a person


def _rule(*roles: Role, own: bool = False, scope: str | None = None) -> Rule:
    return Rule(frozenset(roles), own, scope)


RULES: dict[Verb, Rule] = {
    "ask": _rule("agent", "lead", "qa", "admin", scope="read"),  # about what is sent along
    "watch": _rule("lead", "qa", "admin", own=True, scope="read"),
    "speak": _rule("lead", "admin", own=True, scope="write"),  # open, add turns, close
    "mute": _rule(own=True),  # nobody mutes another's coach
    "take": _rule("lead", "admin"),  # and give back
    "whisper": _rule("lead", "admin"),
    "mark": _rule("lead", "admin", own=True, scope="write"),
    "board": _rule("lead", "qa", "admin", scope="read"),
    "metrics": _rule("lead", "admin", scope="read"),
    "customers": _rule("admin", scope="admin"),
    "webhooks": _rule("admin", scope="admin"),
    "keys": _rule("admin"),
    "accounts": _rule("admin"),
    "audit": _rule("admin"),
}
OWNING: frozenset[Role] = frozenset({"agent", "lead", "admin"})  # QA looks, and changes nothing
ANSWERING: frozenset[Verb] = frozenset({"speak", "mute"})  # own means here: who answers it now


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is asking: a person with a session, or a program with a key."""

    name: str
    role: Role
    scopes: frozenset[str] = frozenset()
    secret: str = ""  # the session's or the key's token, as it was sent
    account: str = ""  # the account's or the key's id

    @property
    def by_key(self) -> bool:
        """Whether a program asks: then no cookie is involved and nothing can be forged."""
        return self.role == "program"

    @property
    def a_person(self) -> bool:
        """Whether somebody signed in asks: neither a program nor the house itself."""
        return not self.by_key and bool(self.secret)

    @property
    def csrf(self) -> str:
        """What a form or a script of ours sends along, and no other site can know."""
        return hmac.new(self.secret.encode(), b"heard form", sha256).hexdigest()[:32]

    @property
    def called(self) -> str:
        """How it is counted and logged."""
        return f"{'key' if self.by_key else self.role}:{self.name}"

    def sees(self, owners: Owners) -> bool:
        """Whether a conversation of these owners is this caller's to see."""
        return self.may("watch", owners)

    def may(self, verb: Verb, owners: Owners = (None, None)) -> bool:
        """Whether this is allowed; `owners` are those of the conversation it is about."""
        rule = RULES[verb]
        if self.by_key:
            return rule.scope is not None and rule.scope in self.scopes
        if self.role in rule.roles:
            return True
        own = (answerer(owners),) if verb in ANSWERING else owners
        return rule.own and self.role in OWNING and self.name in own

    def must(self, verb: Verb, owners: Owners = (None, None)) -> None:
        """The same, with a Problem where it is not."""
        if self.may(verb, owners):
            return
        rule = RULES[verb]
        agent, taken_by = owners
        if verb in ANSWERING and taken_by and self.name == agent:
            sentence = f"{taken_by} has taken this over and answers now; you can read along"
            raise Problem("not-allowed", sentence)
        if self.by_key:
            needs = f'the scope "{rule.scope}"' if rule.scope else "a person who is signed in"
        else:
            needs = " or ".join(sorted(rule.roles)) or "the agent whose conversation it is"
        raise Problem("not-allowed", f"this needs {needs}")

    def must_of(self, verb: Verb, conversation: str, owners: Owners) -> None:
        """The same for one conversation: what you may not see does not exist for you."""
        if not self.may("watch", owners) and not self.may(verb, owners):
            raise unknown_conversation(conversation)
        self.must(verb, owners)


def owners_of(row: Row) -> Owners:
    """Whose it is, and who has taken over."""
    return (row.agent, row.taken_by)


def answerer(owners: Owners) -> str | None:
    """Who answers now: whoever has taken over, else the agent.

    >>> answerer(("ann", None)), answerer(("ann", "lea"))
    ('ann', 'lea')
    """
    agent, taken_by = owners
    return taken_by or agent
