"""The draft check: what in a reply would heat things up, why, and how to put it instead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from heard.coach.coach import Coach
from heard.conversation import Conversation, Speaker, Turn
from heard.listen import load_listener
from heard.playbook import Playbook
from heard.playbook.lines import sayable
from heard.signals import MISSTEPS, TECHNIQUES, get

if TYPE_CHECKING:
    from heard.listen import Listener, Reading

SENTENCE = re.compile(r"[^.!?\n]*(?:[.!?]+(?=\s|$)|\n|$)")
WHOLE_REPLY = ("fix_first", "cold", "scripted", "ask_again", "deflect")
LONGEST = 20_000  # characters of a draft that are read


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing to mend in a draft: draft[start:end], why it hurts, what to say instead."""

    name: str  # the misstep
    sure: float | None  # None where a phrase of the playbook, not the model, says so
    start: int
    end: int
    why: str
    instead: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft with what is wrong, what it already does well, and a rewrite."""

    draft: str
    issues: tuple[Issue, ...]
    does_well: tuple[str, ...]  # techniques heard in it
    rewrite: str

    @property
    def safe(self) -> bool:
        """Whether nothing was found that should be mended first."""
        return not self.issues


def check(
    draft: str,
    *,
    after: Conversation | None = None,
    playbook: Playbook | None = None,
    listener: Listener | None = None,
) -> Checked:
    """Whether a reply is safe to send after a conversation, or as a first word where none is given."""
    playbook = playbook or Playbook.load()
    listener = listener or load_listener()
    draft = draft[:LONGEST]
    so_far = after or Conversation(id="", turns=())
    coach = Coach.of(so_far, playbook=playbook, listener=listener)
    for turn in so_far.turns:
        coach.hear(turn)
    hot = coach.moment.mood == "heated"
    coach.hear(Turn(Speaker.AGENT, draft))
    issues = _issues(draft, so_far, coach, hot=hot)
    well = tuple(name for name in TECHNIQUES if coach.reading.firm().hears(name))
    return Checked(draft, issues, well, _rewritten(draft, issues))


def _issues(draft: str, so_far: Conversation, coach: Coach, *, hot: bool) -> tuple[Issue, ...]:
    heard = coach.said_by_customer
    found = [
        Issue(
            hit.phrase.misstep,
            None,
            hit.start,
            hit.end,
            hit.phrase.why,
            next(iter(sayable(hit.phrase.say_instead)), ""),
        )
        for hit in coach.playbook.phrase_hits(draft, heard=heard, channel=so_far.channel)
        if hot or hit.phrase.misstep not in WHOLE_REPLY
    ]
    named = {issue.name for issue in found}
    reading = coach.reading.firm()
    found.extend(
        _misstep(name, reading, coach.playbook, draft)
        for name in MISSTEPS
        if name not in named and reading.hears(name)
    )
    return tuple(sorted(found, key=lambda issue: (issue.start, issue.end, issue.name)))


def _misstep(name: str, reading: Reading, playbook: Playbook, draft: str) -> Issue:
    signal = reading.signal(name)
    start, end = (0, len(draft)) if signal is None else (signal.start, signal.end)
    instead = [
        line
        for phrase in playbook.phrases
        if phrase.misstep == name
        for line in sayable(phrase.say_instead)
    ]
    repair = next((play for play in playbook.plays if name in play.when), None)
    if not instead and repair is not None:
        instead.extend(sayable(repair.say))
    why = repair.why if repair is not None else get(name).why
    return Issue(name, reading.sure(name), start, end, why, next(iter(instead), ""))


def _rewritten(draft: str, issues: tuple[Issue, ...]) -> str:
    """The agent's own words where they are fine; a sentence with an issue gives way."""
    opening = [issue.instead for issue in issues if issue.name in WHOLE_REPLY and issue.instead]
    local = [issue for issue in issues if issue.name not in WHOLE_REPLY]
    kept: list[str] = list(dict.fromkeys(opening[:1]))
    for sentence in SENTENCE.finditer(draft):
        words = sentence.group().strip()
        if not words:
            continue
        hits = [one for one in local if one.start < sentence.end() and one.end > sentence.start()]
        if not hits:
            kept.append(words)
        kept.extend(one.instead for one in hits if one.instead and one.instead not in kept)
    return " ".join(kept)
