"""Whether a conversation was handed over, to whom, and whether that was called for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.conversation import Speaker
from heard.listen import FIRM
from heard.review.card import Escalation, Receiver
from heard.track import Evidence
from heard.track.escalation import EXPERT, LIMIT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.track import CriterionName, Followed

ANSWERS_IN_TIME = 2  # a ground that more answers than this passed over was acted on late
SUPERVISOR = re.compile(
    r"\b(?:supervisor|manager|team lead(?:er)?|senior|superior|boss|duty lead|head of)\b", re.I
)
SPECIALIST = re.compile(
    r"\b(?:specialist|expert|engineer|technician|technical|tier (?:2|two)|second[- ]line"
    r"|(?:fraud|billing|claims|legal|security|retention|network|baggage|returns|safety)"
    r" (?:team|desk|department|dept))\b",
    re.I,
)
WHY: dict[CriterionName, str] = {
    "supervisor_asked": "the customer had asked for a supervisor or another person",
    "abuse_continues": "abuse went on after it was named",
    "authority_limit": "the decision was beyond the agent's authority",
    "heat_stays_high": "the customer stayed heated",
    "solutions_failed": "several fixes had not helped",
    "expertise_needed": "the matter needed an expert",
}


def judge_handover(followed: Sequence[Followed]) -> Escalation:
    """The verdict on the first handover; `none`, with the grounds that stood, where there was none.

    A ground stands from the turn it was heard in. The handover is late when more than two of the
    company's answers passed over the ground that was heard first.
    """
    since = _grounds(followed)
    at = _handover(followed)
    if at is None:
        grounds = tuple(since)
        why = f"It was not handed over, though {WHY[grounds[0]]}." if grounds else ""
        return Escalation("none", grounds=grounds, why=why)
    turn = followed[at].turn
    to = _receiver(turn.text) if turn.speaker is not Speaker.SUPERVISOR else "supervisor"
    signal = followed[at].reading.signal("hand_off")
    span = (0, len(turn.text)) if signal is None else (signal.start, signal.end)
    here = Evidence(at, *span, "hand_off")
    stood = {name: number for name, number in since.items() if number <= at}
    if LIMIT.search(turn.text):
        stood.setdefault("authority_limit", at)
    if to == "specialist" or EXPERT.search(turn.text):
        stood.setdefault("expertise_needed", at)
    if not stood and to == "team":
        return Escalation("none", to, (), here, "It was passed to another team.")
    if not stood:
        why = "It was handed over before any ground for it was heard."
        return Escalation("unnecessary", to, (), here, why)
    grounds = tuple(sorted(stood, key=lambda name: stood[name]))
    first = stood[grounds[0]]
    passed_over = sum(one.turn.to_customer for one in followed[first + 1 : at])
    if passed_over > ANSWERS_IN_TIME:
        why = f"{_sentence(WHY[grounds[0]])}, and {passed_over} answers passed before the handover."
        return Escalation("late", to, grounds, here, why)
    return Escalation("warranted", to, grounds, here, f"{_sentence(WHY[grounds[0]])}.")


def _handover(followed: Sequence[Followed]) -> int | None:
    """The first turn that hands over, or in which a supervisor speaks."""
    for number, one in enumerate(followed):
        if one.turn.speaker is Speaker.SUPERVISOR and one.turn.to_customer:
            return number
        if one.turn.to_customer and one.reading.sure("hand_off") >= FIRM:
            return number
    return None


def _receiver(text: str) -> Receiver:
    if SUPERVISOR.search(text):
        return "supervisor"
    return "specialist" if SPECIALIST.search(text) else "team"


def _grounds(followed: Sequence[Followed]) -> dict[CriterionName, int]:
    """Each ground and the turn since which it stands, in the order they came up."""
    since: dict[CriterionName, int] = {}
    for one in followed:
        for criterion in one.moment.escalation:
            since.setdefault(criterion.name, criterion.evidence.turn)
    return since


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
