"""The lists behind the numbers: which conversations each figure of a report counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.track import STEP_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from heard.review.card import Scorecard

TITLES = {
    "all": "All conversations",
    "scored": "Conversations that could be judged",
    "not-scored": "Conversations that could not be judged",
    "hot": "High-heat conversations",
    "success": "De-escalated: calmed, and solved or given a dated next step",
    "failure": "High heat, not de-escalated or not known",
    "stayed": "High heat, not de-escalated",
    "unknown": "High heat, nothing heard after the customer's hottest turn",
    "apart": "Reported apart: warranted escalations and endings by the abuse policy",
    "strict": "Solved without a supervisor",
    "skipped": "High heat, and phase 1 was skipped",
    "reignited": "Calmed, then heated up again",
    "repeat": "The customer had been in touch before",
    "calmed": "High heat, and calm for good at the end",
    "outcome:never": "Never got hot",
    "outcome:calmed": "Got hot and calmed",
    "outcome:hot": "Still hot at the end",
    "outcome:handed": "Handed over or sent elsewhere while hot",
    "handed-on": "Handed over, to whomever and however it ended",
    "transfer": "Passed to another team without a ground",
    "elsewhere": "Sent to another channel while hot",
    "step:0": "No step broke",
    "promise:vague": "A promise without a time or an owner",
    "promise:dated": "A promise with a date or a time",
    "promise:event": "A promise tied to an event",
}


def shelves(cards: Sequence[Scorecard]) -> dict[str, list[int]]:
    """For each list its conversations, as their places in `cards`."""
    found: dict[str, list[int]] = {}
    for place, card in enumerate(cards):
        for name in dict.fromkeys(_names(card)):
            found.setdefault(name, []).append(place)
    return found


def title(name: str) -> str:
    """What a list holds, in a line.

    >>> title("step:2"), title("hot+misstep:fix_first")
    ('Broke at step 2: acknowledge the feeling', 'High heat, with fix first')
    >>> title("hot+agent:Imre")
    'Agent Imre, high heat'
    """
    hot = name.startswith("hot+")
    kind, _, value = name.removeprefix("hot+").partition(":")
    known = TITLES.get(name)
    if known is not None:
        return known
    if kind == "step":
        words = f"Broke at step {value}: {STEP_NAMES[int(value) - 1]}" if value != "0" else ""
        words = words or TITLES["step:0"]
    elif kind in ("trigger", "misstep", "technique", "flag"):
        words = f"with {value.replace('_', ' ')}"
    elif kind == "escalation":
        words = f"Handed over: {value}"
    else:
        return f"{kind.capitalize()} {value}{', high heat' if hot else ''}"
    return (
        f"High heat, {words[:1].lower()}{words[1:]}" if hot else f"{words[:1].upper()}{words[1:]}"
    )


def _names(card: Scorecard) -> Iterable[str]:
    """The lists that a card stands on."""
    yield "all"
    if card.not_scored:
        yield "not-scored"
        return
    general = ["scored", *_facts(card)]
    belongs = (("team", card.team), ("channel", card.channel), ("agent", card.agent))
    split = [f"{kind}:{name}" for kind, name in belongs if name]
    split.append(f"step:{card.broke_at}")
    for kind, counted in (
        ("trigger", card.triggers),
        ("flag", card.flags),
        ("technique", card.techniques),
        ("misstep", card.missteps),
    ):
        split += [f"{kind}:{one.name}" for one in counted]
    yield from general
    yield from split
    if card.got_hot:
        yield from (f"hot+{name}" for name in split)


def _facts(card: Scorecard) -> Iterable[str]:
    yield f"outcome:{card.outcome}"
    yield from (f"promise:{promise.kind}" for promise in card.promises if promise.ours)
    if any(one.name == "repeat_contact" for one in card.triggers):
        yield "repeat"
    if card.escalation.verdict != "none":
        yield f"escalation:{card.escalation.verdict}"
    elif card.handed_on:
        yield "transfer"
    if card.handed_on:
        yield "handed-on"
    elif card.sent_elsewhere:
        yield "elsewhere"
    if not card.got_hot:
        return
    yield "hot"
    yield card.counts
    facts = {
        "stayed": card.counts == "failure" and not card.ending_unknown,
        "unknown": card.ending_unknown,
        "strict": card.strict_success,
        "skipped": card.phase_1_skipped,
        "reignited": card.reignited,
        "calmed": card.calm_turns is not None,
    }
    yield from (name for name, holds in facts.items() if holds)
