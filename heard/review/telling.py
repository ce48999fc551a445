"""A scorecard told in a few plain sentences, for people who read no tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.listen import heat_level, heat_word
from heard.listen.reading import HOT
from heard.quoting import counted

if TYPE_CHECKING:
    from heard.review.card import Scorecard

ENDS = {
    "never": "The customer never got hot.",
    "calmed": "The customer got hot and calmed.",
    "hot": "The customer was still hot at the end.",
    "handed": "It was handed over while the customer was hot.",
}

LIVED = {  # each trigger as what the customer lives through
    "repeat_contact": "having to come back",
    "broken_promise": "a promise not kept",
    "long_wait": "a long wait",
    "high_stakes": "a lot at stake",
    "dismissed": "being brushed off",
    "unfair": "being treated unfairly",
}


def tell(card: Scorecard) -> tuple[str, ...]:
    """What happened, in the order a team lead would ask; docs/metrics.md defines the words."""
    if card.not_scored:
        return (f"Not scored. {card.not_scored}",)
    said = [_end(card), *_arc(card)]
    if card.silent_after_peak:
        said.append("Nothing was heard from the customer after their hottest turn.")
    elif card.outcome == "calmed" and not card.calm_at_end:
        said.append("Calm came with the last turn alone; it counts from two turns on.")
    if card.phase_1_skipped:
        said.append("Phase 1 was skipped: the fix came before anything answered the feeling.")
    if card.reignited:
        said.append("It cooled and flared up again.")
    said += _ending(card)
    if card.over_agreed:
        said.append("An unproven claim was agreed with; answering the feeling needs no agreement.")
    if unread := sum(1 for one in card.turns if one.reading.unread is not None):
        turns = counted(unread, "turn was", "turns were")
        said.append(f"{turns} not read: another language.")
    return tuple(said)


def headline(card: Scorecard) -> str:
    """The one line for a list: why it did not go well, or how it ended."""
    if card.not_scored:
        return f"Not scored. {card.not_scored}"
    return _end(card) if card.broke is None else card.broke.why


def _end(card: Scorecard) -> str:
    if card.sent_elsewhere:
        return "The customer was sent to another channel while hot."
    if card.only_offered:
        return "The customer was offered somebody else and still hot at the end."
    return ENDS[str(card.outcome)]


def _arc(card: Scorecard) -> list[str]:
    if not card.got_hot:
        return []
    first, _ = next((turn, heat) for turn, heat in card.curve if heat_level(heat) >= HOT)
    top, peak = next(one for one in card.curve if one[0] == card.peak_turn)
    start = f"Hot from turn {first + 1}"
    start += f", at its worst in turn {top + 1}" if top != first else ""
    start += f" ({heat_word(peak)})"
    if card.calm_turns is None:
        return [f"{start}."]
    hot_from = [turn for turn, _ in card.curve].index(first)
    calm, _ = card.curve[hot_from + card.calm_turns]
    later = "" if card.calm_s is None else f", {counted(round(card.calm_s), 'second')} later"
    if not card.calm_at_end:
        return [f"{start}; calm in turn {calm + 1}{later}."]
    return [f"{start}; calm for good from turn {calm + 1} on{later}."]


def _ending(card: Scorecard) -> list[str]:
    said = []
    found = card.resolution
    if found.evidence is not None:
        where = f"turn {found.evidence.turn + 1}"
        known = {
            "resolved": f"The customer took the matter as solved in {where}."
            if found.evidence.signal == "resolved"
            else f"The customer thanked for the answer in {where}.",
            "dated": f"A dated next step was given in {where}.",
        }
        said.append(known[found.kind])
    elif card.got_hot:
        said.append("No solution was accepted and no dated next step was left.")
    if card.boundary_ended:
        said.append("It was ended after the warnings that the abuse policy asks for.")
    moved = card.escalation
    if moved.evidence is None:
        return [*said, moved.why] if moved.why and card.outcome == "hot" else said
    to = {
        "supervisor": "a supervisor",
        "specialist": "a specialist",
        "team": "another person or team",
    }
    handed = f"Handed to {to[str(moved.to)]} in turn {moved.evidence.turn + 1}"
    if moved.verdict == "none":
        return [*said, f"{handed}."]
    return [*said, f"{handed}, {moved.verdict}: {moved.why[:1].lower()}{moved.why[1:]}"]
