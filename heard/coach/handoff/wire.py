"""The packet, the verdicts and the abuse record as JSON objects; turns count from 1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from heard.coach.wire import quote_json
from heard.listen import heat_word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from heard.coach.handoff.owed import NextTime, Owed
    from heard.coach.handoff.packet import Heat, Packet
    from heard.coach.handoff.tried import Try
    from heard.handover.boundary import Boundary
    from heard.handover.escalation import Verdict
    from heard.handover.look_back import LookBack
    from heard.handover.transfer import Handover
    from heard.track.quote import Quote

Record = dict[str, Any]


def packet_json(packet: Packet) -> Record:
    """What `heard handoff --json` prints for one conversation."""
    since = packet.history.customer_since
    return {
        "conversation": packet.conversation,
        "channel": packet.channel and packet.channel.value,
        "opening": packet.opening,
        "who": {
            "customers": list(packet.customers),
            "agents": list(packet.agents),
            "customer_since": since and since.isoformat(),
            "earlier_contacts": packet.history.earlier_contacts,
            "came_back": packet.came_back,
            "quote": _maybe(packet.chronic),
            "passed_on": _maybe(packet.passed_on),
        },
        "self_harm": None if packet.self_harm is None else packet.self_harm + 1,
        "issue": _maybe(packet.issue),
        "about": packet.about,
        "under": _maybe(packet.under),
        "wants": quotes_json(packet.wishes),
        "resolved": packet.resolved,
        "heat": _heat(packet.heat),
        "reasons": [verdict_json(one) for one in packet.reasons],
        "facts": [
            quote_json(one.quote) | {"kind": one.kind, "checked": one.checked}
            for one in packet.facts
        ],
        "tried": [_try(one) for one in packet.tried],
        "promises": [owed_json(one) for one in packet.promises],
        "promised_before": quotes_json(packet.broken),
        "limits": boundary_json(packet.limits),
        "references": quotes_json(packet.references),
        "completeness": {
            "score": round(packet.completeness.score, 3),
            "filled": list(packet.completeness.filled),
            "missing": [
                {"name": one.name, "asks": one.asks} for one in packet.completeness.missing
            ],
        },
        "handovers": [_handover(one) for one in packet.handovers],
        "look_back": look_back_json(packet.look_back),
        "next_time": _next_time(packet.next_time),
        "unread": [number + 1 for number in packet.unread],
        "notes": list(packet.notes),
    }


def quotes_json(quotes: Iterable[Quote]) -> list[Record]:
    """Several quotes, in order."""
    return [quote_json(one) for one in quotes]


def verdict_json(verdict: Verdict) -> Record:
    """One of the six criteria with its verdict."""
    return {
        "criterion": verdict.name,
        "title": verdict.title,
        "verdict": verdict.level,
        "why": verdict.why,
        "since": verdict.since + 1 if verdict.since >= 0 else None,
        "say": list(verdict.say),
        "quotes": quotes_json(verdict.quotes),
    }


def boundary_json(boundary: Boundary) -> Record:
    """The ladder: what is due, what was said, and the record for the agent's protection."""
    ladder = boundary.ladder
    return {
        "said": boundary.said,
        "due": boundary.due,
        "do": boundary.do,
        "say": list(boundary.say),
        "never": list(boundary.never),
        "then": boundary.then,
        "why": boundary.why,
        "tell": boundary.tell,
        "attacks": [
            quote_json(one.quote) | {"kind": one.kind, "said_before": one.said, "due": one.due}
            for one in ladder.attacks
        ],
        "attacks_in_all": ladder.count,
        "threats": ladder.threats,
        "limits": [quote_json(one.quote) | {"rung": one.rung} for one in ladder.limits],
        "too_early": quotes_json(ladder.too_early),
        "ended_unwarned": ladder.unwarned,
    }


def owed_json(owed: Owed) -> Record:
    """One promise: what, who, by when, where it stands, in which words."""
    promise = owed.promise
    return quote_json(owed.quote) | {
        "what": promise.what,
        "owner": owed.owner,
        "kind": promise.kind,
        "due_words": promise.due_words,
        "due_by": promise.due_by and promise.due_by.isoformat(),
        "status": owed.status,
    }


def look_back_json(look: LookBack) -> Record:
    """Whether the first handover was warranted, late or unnecessary."""
    return {
        "verdict": look.timing,
        "why": look.why,
        "grounds": list(look.grounds),
        "answers_passed_over": look.passed_over,
        "missed": list(look.missed),
        "quotes": quotes_json(look.quotes),
    }


def _maybe(quote: Quote | None) -> Record | None:
    return None if quote is None else quote_json(quote)


def _heat(heat: Heat) -> Record:
    return {
        "now": round(heat.now, 3),
        "now_word": heat_word(heat.now),
        "peak": round(heat.peak, 3),
        "peak_word": heat_word(heat.peak),
        "mood": heat.mood,
        "trend": heat.trend,
        "last": _maybe(heat.last),
        "hottest": _maybe(heat.hottest),
        "triggers": quotes_json(heat.triggers),
    }


def _try(one: Try) -> Record:
    return quote_json(one.quote) | {"by": one.by, "outcome": one.outcome, "says": _maybe(one.says)}


def _handover(one: Handover) -> Record:
    return {
        "turn": one.turn + 1,
        "by": one.by,
        "to": one.to,
        "delivered": one.delivered,
        "later": one.later,
        "stayed": one.stayed,
        "receipt": one.receipt,
        "why": one.why,
        "announced": _maybe(one.announced),
        "receiver": _maybe(one.receiver),
        "stays": _maybe(one.stays),
        "shows": _maybe(one.shows),
    }


def _next_time(after: NextTime) -> Record:
    return {
        "earlier_contacts": after.history.earlier_contacts,
        "overdue_promises": after.history.overdue_promises,
        "prior": after.prior,
        "overdue": [owed_json(one) for one in after.overdue],
        "open": [owed_json(one) for one in after.open],
    }
