"""The lines of a playbook as they can be said now: what is known filled in, nothing made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.details.customer import TO_TELL
from heard.playbook.entry import SLOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from heard.conversation import Channel
    from heard.playbook.play import OnChannel

# What only the agent can say: shown in brackets for them to fill. Every other slot is a fact
# about the customer, and a line that needs one we do not know is not shown.
TO_FILL = {
    "agent": "your name",
    "company": "the company",
    "team": "team",
    "date": "day or time",
    "time": "time",
    "step": "next step",
    "answer": "the answer",
    "option_a": "option",
    "option_b": "other option",
    "reference": "case number",
}
# How a fact about the customer is named where it is not known and the line is shown all the same.
FACTS = {
    "fact": "what happened",
    "words": "their words",
    "issue": "their problem",
    "asked": "their question",
    "told": "what they said",
    "said": "their words",
    "earlier": "what they said before",
    "happened": TO_TELL.strip("[]"),
    "echoed": "our word",
    "stake": "what hangs on it",
    "promised": "what was promised",
    "wait": "how long",
    "count": "how many",
    "feeling": "frustrating",
}
NAMED = TO_FILL | FACTS
MOST = 2


def sayable(
    lines: Iterable[str], known: Mapping[str, str] | None = None, *, most: int = MOST
) -> tuple[str, ...]:
    """At most two of these lines, in their order: whole ones before those left to fill.

    >>> sayable(("I'm on it, {name}.", "I'm on it."))
    ("I'm on it.",)
    >>> sayable(("I'll ring you by {date}.",), {"date": "Friday"})
    ("I'll ring you by Friday.",)
    >>> sayable(("I'll ring you by {date}.",))
    ("I'll ring you by [day or time].",)
    """
    return tuple(line for _, line in sayable_pairs(lines, known)[:most])


def sayable_pairs(
    lines: Iterable[str], known: Mapping[str, str] | None = None, *, most: int = MOST
) -> list[tuple[str, str]]:
    """The same with the template that each line was made from."""
    known = known or {}
    fit = [
        (place, line, filled(line, known))
        for place, line in enumerate(lines)
        if all(slot in known or slot in TO_FILL for slot in SLOT.findall(line))
    ]
    fit.sort(key=lambda one: ("[" in one[2], one[0]))
    return [(template, said) for _, template, said in sorted(fit[:most])]


def ready(
    lines: Iterable[str], known: Mapping[str, str] | None = None, *, most: int = MOST
) -> tuple[str, ...]:
    """The lines that are whole; failing those, the first one, for the agent to fill.

    >>> ready(("I'm on it, {name}.", "I'm on it."))
    ("I'm on it.",)
    >>> ready(("I'm on it, {name}.",))
    ("I'm on it, [name].",)
    """
    known, given = known or {}, tuple(lines)
    whole = [line for line in given if all(slot in known for slot in SLOT.findall(line))][:most]
    return tuple(filled(line, known) for line in whole or given[:1])


def on_channel(
    lines: tuple[str, ...], on: Iterable[OnChannel], channel: Channel | None
) -> tuple[str, ...]:
    """The lines for this channel, where there are any; the general ones otherwise."""
    return next((each.say for each in on if each.channel == channel), lines)


def filled(line: str, known: Mapping[str, str]) -> str:
    """A line with what is known in its slots, and a word in brackets for what the agent adds.

    >>> filled("{issue} comes first. I'll see to {step}.", {"issue": "your order"})
    "Your order comes first. I'll see to [next step]."
    >>> filled("It's {feeling} when {fact}.", {})
    "It's [frustrating] when [what happened]."
    """
    parts: list[str] = []
    at = 0
    for slot in SLOT.finditer(line):
        parts.append(line[at : slot.start()])
        name = slot[1]
        said = known.get(name) or f"[{NAMED.get(name, name.replace('_', ' '))}]"
        opens = not "".join(parts).rstrip() or "".join(parts).rstrip()[-1] in ".!?"
        parts.append(said[:1].upper() + said[1:] if opens else said)
        at = slot.end()
    return "".join([*parts, line[at:]])
