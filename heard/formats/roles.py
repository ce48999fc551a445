"""Who is who: from the names a file gives its speakers to customer, agent, bot, supervisor, system.

Rules, in this order; the first that applies decides:

1. the name given as `agent` is the agent; where one is given, nobody else is guessed to be;
2. a name that says its role ("Customer", "CSR", "Jane (Agent)", "Agent 2") has that role;
3. whoever writes internal notes works for the company;
4. "A" and "C" side by side are agent and customer, "a" and "c" beside role words or alone too;
5. one speaker left over is the side that is missing, with a warning;
6. of two speakers, the only one who greets as a company does is the agent, with a warning;
7. otherwise nobody guesses: InputError names the speakers and asks for `--agent NAME`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from heard.conversation import Speaker
from heard.errors import InputError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from heard.formats.said import Said

_NAMES: dict[Speaker, tuple[str, ...]] = {
    Speaker.CUSTOMER: (
        *("customer", "cust", "client", "caller", "user", "end user", "enduser", "visitor"),
        *("guest", "consumer", "subscriber", "shopper", "buyer", "requester", "contact"),
        *("customers", "end customer", "incoming", "inbound"),
    ),
    Speaker.AGENT: (
        *("agent", "rep", "representative", "csr", "operator", "advisor", "adviser", "support"),
        *("support agent", "support rep", "support representative", "support team"),
        *("customer service", "customer support", "customer care", "customer service rep"),
        *("customer service representative", "customer service agent", "customer support agent"),
        *("service agent", "service rep", "service representative", "call center agent"),
        *("associate", "specialist", "staff", "admin", "employee", "human agent", "live agent"),
        *("helpdesk", "help desk", "tech support", "technical support", "outgoing", "outbound"),
        *("internal note", "private note"),
    ),
    Speaker.BOT: (
        *("bot", "assistant", "chatbot", "chat bot", "virtual agent", "virtual assistant"),
        *("ai", "ai agent", "ai assistant", "automated agent", "custom bot", "agent bot", "ivr"),
    ),
    Speaker.SUPERVISOR: ("supervisor", "manager", "team lead", "team leader"),
    Speaker.SYSTEM: ("system", "system message", "event", "notification"),
}
SPEAKERS: dict[str, Speaker] = {
    name: speaker for speaker, names in _NAMES.items() for name in names
}

# What a company's own part is called behind its name: "Ortho Support".
_DESKS = ("support", "helpdesk", "help desk", "service desk", "customer service", "customer support", "customer care", "support team", "care team")  # fmt: skip
_INTERNAL = frozenset(
    {"internal", "private", "note", "internal note", "private note", "internal only", "whisper"}
)
FIELDS = frozenset(  # "Customer ID:" and "Agent name:" are entries of a form, not speakers
    [
        *("id", "name", "number", "no", "email", "phone", "account", "address", "since", "details"),
        *("notes", "note", "comment", "comments", "info", "status", "type", "time", "hours"),
        *("ticket", "ref", "reference", "feedback", "rating", "satisfaction", "language", "tier"),
        *("location", "country", "city", "company", "team", "group", "queue", "agent", "score"),
    ]
)
_LETTERS = {"a": Speaker.AGENT, "c": Speaker.CUSTOMER}
_ASIDE = re.compile(r"(.*?)\s*[(\[]([^()\[\]]*)[)\]]\s*")
_PARTED = re.compile(r"(.+?)\s*(?:[-–—|/]\s+|\s[-–—|/])\s*(.+)")
_GREETING = re.compile(
    r"\b(?:(?:thank(?:s| you) for (?:calling|contacting|reaching out to|chatting with|choosing|holding)"
    r"|welcome to \w+(?:'s)? (?:support|customer|care|service|help)"
    r"|how (?:can|may) i (?:help|assist) you"
    r"|how (?:can|may) i be of (?:help|assistance|service)"
    r"|what can i (?:do for|help) you)\b"
    r"|how (?:can|may) i (?:help|assist)(?=\s*(?:[?.!,]|$| today\b)))",
    re.IGNORECASE,
)
MOST_LISTED = 8  # speakers that a sentence names
_NOBODY = "no speaker is called "
_GREETS_WITHIN = 2  # a greeting counts in a speaker's first turns only


@dataclass(frozen=True, slots=True)
class Label:
    """What the name of a speaker says by itself: a role, a person, whether it marks a note."""

    speaker: Speaker | None
    name: str | None
    internal: bool = False


@dataclass(frozen=True, slots=True)
class Cast:
    """Everyone in a conversation with their role, and how that was decided where it was not said."""

    labels: dict[str, Label]
    named: frozenset[str]  # the labels that `agent` names: they are the agent whatever a file says
    warnings: tuple[str, ...]

    def speaker(self, one: Said) -> Speaker:
        """The role of whoever said this."""
        if one.label in self.named:
            return Speaker.AGENT
        return one.speaker or self.labels[one.label].speaker or Speaker.CUSTOMER


@lru_cache(maxsize=1_000)
def speaker_of(word: str) -> Speaker | None:
    """The role that a word names, or None.

    >>> speaker_of("CSR"), speaker_of("Agent 2"), speaker_of("Jane")
    (<Speaker.AGENT: 'agent'>, <Speaker.AGENT: 'agent'>, None)
    """
    plain = re.sub(r"[\s_\-]+", " ", word).strip(" .:*#").casefold()
    return SPEAKERS.get(plain) or SPEAKERS.get(re.sub(r"\s*#?\d+$", "", plain))


@lru_cache(maxsize=1_000)
def read_label(label: str) -> Label:
    """What a speaker's name says by itself.

    >>> read_label("Jane Doe (Agent)")
    Label(speaker=<Speaker.AGENT: 'agent'>, name='Jane Doe', internal=False)
    >>> read_label("Agent (internal)")
    Label(speaker=<Speaker.AGENT: 'agent'>, name=None, internal=True)
    """
    label = label.strip()
    if speaker := speaker_of(label):
        return Label(speaker, None, label.casefold() in _INTERNAL)
    if aside := _ASIDE.fullmatch(label):
        outer, inner = aside[1].strip(), aside[2].strip()
        if inner.casefold() in _INTERNAL:
            beside = read_label(outer) if outer else Label(Speaker.AGENT, None)
            return Label(beside.speaker, beside.name, internal=True)
        return _either(outer, inner) or Label(None, label)
    if (parted := _PARTED.fullmatch(label)) and (found := _either(parted[1], parted[2])):
        return found
    first, _, rest = label.partition(" ")
    form = rest.casefold().rpartition(" ")[2] in FIELDS
    if rest[:1].isupper() and not form and (speaker := speaker_of(first)):
        return Label(speaker, rest.strip())
    if label.casefold().endswith(tuple(f" {desk}" for desk in _DESKS)):
        return Label(Speaker.AGENT, label)
    return Label(None, label)


def _either(one: str, other: str) -> Label | None:
    if speaker := speaker_of(other):
        return Label(speaker, one or None)
    if speaker := speaker_of(one):
        return Label(speaker, other or None)
    return None


def cast(said: Sequence[Said], *, agent: str | None) -> Cast:
    """A role for every speaker of a conversation, by the rules at the head of this module.

    Raises InputError, naming the speakers, where the rules leave it open.
    """
    labels = {one.label: read_label(one.label) for one in said}
    stated = {one.label for one in said if one.speaker is not None}
    warnings: list[str] = []
    named = [label for label in labels if agent is not None and is_named(label, agent)]
    for label in named:
        labels[label] = Label(Speaker.AGENT, labels[label].name, labels[label].internal)
    _note_writers(said, labels)
    _letters(labels)
    unknown = [
        label for label, known in labels.items() if known.speaker is None and label not in stated
    ]
    sides = {side for one in said if (side := one.speaker or labels[one.label].speaker) is not None}
    if unknown and named:
        decided = dict.fromkeys(unknown, Speaker.CUSTOMER)
        if len(unknown) > 1:
            warnings.append(f"{listed(unknown)} were all read as customers")
    elif unknown:
        decided = _decide(said, unknown, sides, agent, warnings)
    else:
        decided = {}
    for label, speaker in decided.items():
        labels[label] = Label(speaker, labels[label].name, labels[label].internal)
    return Cast(labels, frozenset(named), tuple(warnings))


def _decide(
    said: Sequence[Said],
    unknown: list[str],
    sides: set[Speaker],
    agent: str | None,
    warnings: list[str],
) -> dict[str, Speaker]:
    everyone = list(
        dict.fromkeys(one.label for one in said if speaker_of(one.label) is not Speaker.SYSTEM)
    )
    if agent is not None:
        raise InputError(nobody_called(agent, everyone))
    customer = Speaker.CUSTOMER in sides
    company = any(side.for_company for side in sides)
    if len(unknown) == 1 and customer != (Speaker.AGENT in sides) and (customer or company):
        missing = Speaker.AGENT if customer else Speaker.CUSTOMER
        warnings.append(f'"{unknown[0]}" was read as the {missing}: nobody else is')
        return {unknown[0]: missing}
    if len(unknown) == 2 and not customer and Speaker.AGENT not in sides:
        greeters = _greeters(said, unknown)
        if len(greeters) == 1:
            (greeter, words), *_ = greeters.items()
            warnings.append(
                f'"{greeter}" was read as the agent for saying "{words}"; '
                "if that is wrong, name the agent with --agent NAME"
            )
            return {
                label: Speaker.AGENT if label == greeter else Speaker.CUSTOMER for label in unknown
            }
    verb = "is" if len(everyone) == 1 else "are"
    who = "speaker" if len(everyone) == 1 else "speakers"
    raise InputError(
        f"it is not clear who speaks for the company: the {who} {verb} {listed(everyone)}. "
        "Name the agent with --agent NAME."
    )


def _note_writers(said: Sequence[Said], labels: dict[str, Label]) -> None:
    """Whoever writes an internal note is an agent, under every name of theirs."""
    writers = {
        labels[one.label].name or one.label
        for one in said
        if (one.internal or labels[one.label].internal) and one.speaker is None
    }
    for label, known in labels.items():
        if known.speaker is None and (known.name or label) in writers:
            labels[label] = Label(Speaker.AGENT, known.name, known.internal)


def _letters(labels: dict[str, Label]) -> None:
    letters = {label.casefold(): label for label in labels if label.casefold() in _LETTERS}
    others = [known for label, known in labels.items() if label not in letters.values()]
    beside = all(known.speaker is not None for known in others)
    for letter, label in letters.items():
        if len(letters) == 2 or (beside and label.islower()):
            labels[label] = Label(_LETTERS[letter], None)


def _greeters(said: Sequence[Said], labels: list[str]) -> dict[str, str]:
    greeters: dict[str, str] = {}
    for label in labels:
        first = [one.text for one in said if one.label == label][:_GREETS_WITHIN]
        found = next((match for text in first if (match := _GREETING.search(text))), None)
        if found:
            greeters[label] = found[0]
    return greeters


def is_named(label: str, agent: str) -> bool:
    """Whether `agent`, a name or several with commas between, names the speaker of this label.

    >>> is_named("Jane (Agent)", "jane"), is_named("Tom", "Jane, Tom"), is_named("Ann", "Jane")
    (True, True, False)
    """
    wanted = {part.strip().casefold() for part in (agent, *agent.split(","))}
    return bool(
        wanted & {label.strip().casefold(), (read_label(label).name or "").casefold()} - {""}
    )


def nobody_called(name: str, everyone: Iterable[str]) -> str:
    """The sentence for a name that nobody speaks under.

    >>> nobody_called("Tmo", ["Jane", "Tom"])
    'no speaker is called "Tmo": those who speak are "Jane" and "Tom". Did you mean "Tom"?'
    """
    known = list(everyone)
    near = did_you_mean(name, known)
    hint = f" {near}" if near.startswith("Did") else ""
    verb = "those who speak are" if len(known) > 1 else "the one who speaks is"
    return f'{_NOBODY}"{name}": {verb} {listed(known)}.{hint}'


def of_nobody(fault: InputError) -> bool:
    """Whether this fault is about a name that nobody speaks under."""
    return fault.problem.startswith(_NOBODY)


def listed(labels: Iterable[str], most: int = MOST_LISTED) -> str:
    """Names in quotes, with commas between and an "and" before the last."""
    quoted = [f'"{label}"' for label in labels]
    if len(quoted) > most:
        quoted = [*quoted[:most], f"{len(quoted) - most} more"]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"
