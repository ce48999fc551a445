"""The playbook: what to do in which moment, what to say, and why, as data a team lead can edit."""

from heard.playbook.book import Playbook, check
from heard.playbook.company import Company, Policy, Promises
from heard.playbook.entry import SLOTS
from heard.playbook.escalation import CRITERIA, Criterion, Handoff, Opening, PacketField, Rung
from heard.playbook.phrase import Helpful, Phrase, PhraseHit
from heard.playbook.play import CONDITIONS, OnChannel, Play
from heard.playbook.show import new, show
from heard.playbook.teaching import (
    ChannelRules,
    Chapter,
    Checklist,
    Cue,
    Decision,
    Example,
    ExampleTurn,
    Letter,
    Question,
    Skill,
    Step,
)

__all__ = [
    "CONDITIONS",
    "CRITERIA",
    "SLOTS",
    "ChannelRules",
    "Chapter",
    "Checklist",
    "Company",
    "Criterion",
    "Cue",
    "Decision",
    "Example",
    "ExampleTurn",
    "Handoff",
    "Helpful",
    "Letter",
    "OnChannel",
    "Opening",
    "PacketField",
    "Phrase",
    "PhraseHit",
    "Play",
    "Playbook",
    "Policy",
    "Promises",
    "Question",
    "Rung",
    "Skill",
    "Step",
    "check",
    "new",
    "show",
]
