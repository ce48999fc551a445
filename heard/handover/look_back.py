"""Looking back at a handover: whether it was called for, and whether it came in time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from heard.handover.escalation import SPOKEN, Grounds, Level, watch
from heard.handover.loops import wants_person
from heard.handover.transfer import brought_in, find_handovers
from heard.track import Evidence
from heard.track.quote import Quote, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.handover.transfer import Handover
    from heard.playbook import Playbook
    from heard.track import CriterionName, Followed

Timing = Literal["none", "warranted", "late", "unnecessary"]

REFUSALS = 2  # so many answers to a plain request for somebody else, and it was acted on late
IN_TIME = 2  # a reason that more answers than this passed over was acted on late
SCANNED = 4000


@dataclass(frozen=True, slots=True)
class LookBack:
    """The verdict on the first handover of a conversation.

    `none` where there was none; `missed` then names the reasons that stood at the end.
    """

    timing: Timing
    why: str
    grounds: tuple[CriterionName, ...] = ()  # the reasons that stood, the oldest first
    quotes: tuple[Quote, ...] = ()  # the first words of each of them
    handover: Handover | None = None
    passed_over: int = 0  # the company's answers between the oldest reason and the handover
    missed: tuple[CriterionName, ...] = ()


def look_back(followed: Sequence[Followed], *, playbook: Playbook) -> LookBack:
    """Whether the first handover was warranted, late or unnecessary.

    A reason counts from the turn in which it was needed, or worth an offer: to bring somebody
    in early is good work. A handover is late when more than two of the company's answers
    passed over a reason that made it needed, or when a plain request for somebody else was
    answered otherwise twice. Only a supervisor can be unnecessary: a specialist is brought in for
    what they know, and passing on to another team, or from a bot to a person, is a plain transfer.
    """
    history = tuple(watch(followed, playbook=playbook))
    handovers = find_handovers(followed)
    if not handovers:
        last = history[-1] if history else Grounds()
        missed = tuple(name for name, one in last.six.items() if one.level == "needed")
        titles = " and ".join(_title(playbook, name) for name in missed)
        why = f"It was not handed over, though this stood: {titles}." if missed else ""
        return LookBack("none", why, missed=missed)
    first = handovers[0]
    at = first.turn
    before = history[at - 1] if at else Grounds()
    stood: dict[CriterionName, tuple[int, Quote, Level]] = {
        name: (ground.since, ground.quotes[0], ground.level)
        for name, ground in before.six.items()
        if ground.level != "not yet" and ground.quotes
    }
    _add_spoken(followed, at, stood)
    to = brought_in(first, tuple(one.turn for one in followed))
    if to == "specialist" and first.announced is not None and not first.later:
        stood.setdefault("expertise_needed", (at, first.announced, "needed"))
    if not stood and first.later:
        return LookBack(
            "none", "The case was passed on, and nobody was brought in.", handover=first
        )
    if not stood and to == "team":
        why = "It was passed to another team." if first.announced else "A person took over."
        return LookBack("none", why, handover=first)
    if not stood:
        why = _unnecessary(playbook, before) or "No reason for it was heard."
        return LookBack("unnecessary", why, handover=first)
    names = tuple(sorted(stood, key=lambda name: stood[name][0]))
    quotes = tuple(stood[name][1] for name in names)
    needed = [name for name in names if stood[name][2] == "needed"]
    oldest = (needed or list(names))[0]
    passed = sum(one.turn.to_customer for one in followed[stood[oldest][0] + 1 : at])
    if needed and passed > IN_TIME:
        late = _text(playbook, oldest, "late")
        return LookBack("late", late, names, quotes, first, passed)
    if "supervisor_asked" in needed and _refusals(followed, at) >= REFUSALS:
        late = _text(playbook, "supervisor_asked", "late")
        return LookBack("late", late, names, quotes, first, passed)
    why = f"{_title(playbook, oldest)}."
    return LookBack("warranted", why, names, quotes, first, passed)


def _refusals(followed: Sequence[Followed], at: int) -> int:
    """How often the company answered a request for somebody else with something else."""
    turns = tuple(one.turn for one in followed)
    refused, asked = 0, False
    for number in range(at):
        if turns[number].from_customer:
            asked = asked or wants_person(followed[number], number, turns) is not None
        elif turns[number].to_customer and turns[number].text.strip():
            refused += asked
            asked = False
    return refused


def _add_spoken(
    followed: Sequence[Followed],
    at: int,
    stood: dict[CriterionName, tuple[int, Quote, Level]],
) -> None:
    """What the words of the handover themselves give as its reason."""
    turns = tuple(one.turn for one in followed)
    for name, pattern in SPOKEN:
        found = pattern.search(turns[at].text, 0, SCANNED)
        if found is not None and name not in stood:
            words = sentence(turns, Evidence(at, *found.span(), name))
            stood[name] = (at, words, "needed")


def _unnecessary(playbook: Playbook, before: Grounds) -> str:
    """The playbook's words for the likeliest mistake: handed over before anything was tried."""
    name: CriterionName = "solutions_failed" if before.tried < 0 else "supervisor_asked"
    return _text(playbook, name, "unnecessary")


def _text(playbook: Playbook, name: CriterionName, key: Literal["late", "unnecessary"]) -> str:
    return next((str(getattr(one, key)) for one in playbook.escalation if one.name == name), name)


def _title(playbook: Playbook, name: CriterionName) -> str:
    return next((one.title for one in playbook.escalation if one.name == name), name)
