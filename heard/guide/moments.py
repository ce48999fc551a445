"""When a play is for: its conditions as a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.listen import HEAT_WORDS
from heard.signals import TECHNIQUES

if TYPE_CHECKING:
    from heard.playbook import Play

PHASES = {1: "the feeling comes first (phase 1)", 2: "the fix is in hand (phase 2)"}
BOUNDARIES = {
    "named": "the limit is due to be named",
    "final": "the final limit is due",
    "ended": "ending it is due",
}
PROMISES = {
    "dated": "a promise with a date is open",
    "event": "a promise tied to an event is open",
    "vague": "a promise without a time or an owner is open",
}
HISTORY = {
    "earlier_contacts": "they have been in touch before",
    "overdue_promises": "a promise to them is overdue",
}


def plain(name: str) -> str:
    """A signal or criterion by its name, in ordinary words.

    >>> plain("repeat_contact")
    'repeat contact'
    """
    return name.replace("_", " ")


def moment(play: Play) -> str:
    """The moment a play is for, in a sentence.

    >>> from heard.playbook import Playbook
    >>> moment(Playbook.load().play("own-the-repeat"))
    'The customer shows repeat contact.'
    """
    told = "; ".join(words for key in play.conditions if (words := condition(play, key)))
    return f"{told[:1].upper()}{told[1:]}."


def condition(play: Play, key: str) -> str:
    """One condition of a play in words; "" where another one's words say it already."""
    value = getattr(play, key)
    if isinstance(value, bool):
        return _FLAGS[key][value]
    if isinstance(value, int):
        return "" if key == "within" else _counted(key, value)
    names = (value,) if isinstance(value, str) else tuple(value)
    return _named(play, key, names)


def _counted(key: str, value: int) -> str:
    times = f"{value} {'turn' if value == 1 else 'turns'}"
    return {
        "step": f"step {value} is next",
        "broken": f"step {value} is the one that broke",
        "phase": PHASES.get(value, f"phase {value}"),
        "rounds": f"you have answered at least {value} times",
        "phase_1_turns": f"at least {times} have gone by in phase 1",
        "heat": f"the customer is {HEAT_WORDS[min(value, 4)]} or worse",
        "peak": f"the customer has been {HEAT_WORDS[min(value, 4)]} or worse",
        "failed_tries": "a try has failed" if value == 1 else f"{value} tries have failed",
    }[key]


def _named(play: Play, key: str, names: tuple[str, ...]) -> str:
    listed = " or ".join(plain(name) for name in names)
    recently = "" if play.within is None else f" in the last {play.within} turns"
    if key == "when":
        if play.by == "customer":
            return f"the customer shows {listed}"
        slipped = names[0] not in TECHNIQUES
        return f"it slipped out: {listed}" if slipped else f"your own turn: {listed}"
    if key == "mood":
        return f"the mood is {listed}"
    if key == "trend":
        return f"the heat is {listed}"
    if key == "boundary":
        return " or ".join(BOUNDARIES[name] for name in names)
    if key == "promise":
        return " or ".join(PROMISES[name] for name in names)
    if key == "told":
        return " or ".join(TOLD[name] for name in names)
    if key == "untold":
        return f"not where {' or '.join(TOLD[name] for name in names)}"
    if key == "history":
        return " or ".join(HISTORY[name] for name in names)
    return {
        "beside": f"the same turn has this, too: {listed}",
        "without": f"the same turn has none of this: {listed}",
        "after": f"there was {listed} before{recently}",
        "unless": f"you have not yet done this: {listed}",
        "escalation": f"a reason to bring somebody in is near: {listed}",
        "channel": f"only on this channel: {listed}",
    }[key]


TOLD = {
    "help_awaited": "somebody was in danger, and they call for help again",
    "grief": "they told of a death or a grave illness",
    "dependence": "somebody depends on a device that has failed or has no power",
    "repetition": "they have sent the very same words at least three times",
    "cheer": "you answered a death or a grave illness with cheer",
    "danger_grew": "what they said before has become a danger",
    "danger_unmet": "they told of a danger, and nobody has said anything to it yet",
    "swallowed": "somebody has swallowed what they should not have, or too much of a medicine",
    "cold": "somebody small, old or ill is without heating or power",
    "danger_passed_over": "they told of a danger, and your reply said nothing to it",
    "harm_passed_over": "they spoke of ending their life, and your reply said nothing to it",
    "in_care": "somebody is with doctors because of it",
    "perhaps_in_danger": "somebody may be in danger, though nothing says so plainly",
    "self_harm_before": "they spoke of ending their life or hurting themselves a little while ago",
    "rage": "they are still angry after several answers and cards",
}
_FLAGS = {
    "phase_1_skipped": ("phase 1 was not skipped", "phase 1 was skipped"),
    "early_signs": ("no early sign of anger yet", "there are early signs of anger"),
    "stakes": ("nothing much is at stake", "much is at stake"),
    "loss": ("nobody has died", "somebody close to them has died"),
    "self_harm": (
        "nobody speaks of self-harm",
        "they speak of ending their life or hurting themselves",
    ),
    "danger": ("nobody is in danger", "somebody's life or health is in danger"),
    "chronic": ("it is not a chronic complaint", "it keeps coming back"),
    "control_lost": (
        "they still have some control",
        "they have lost control over something that matters",
    ),
    "resolved": ("it is not solved yet", "it is solved"),
}
