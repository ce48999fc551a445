"""What is told: about a turn, a conversation, a promise."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from heard.coach.grounds_wire import promise_json
from heard.coach.wire import followed_json, quote_json
from heard.conversation import Conversation
from heard.listen import HOT, heat_level
from heard.signals import FLAGS, TRIGGERS
from heard.track.quote import quote

if TYPE_CHECKING:
    from collections.abc import Mapping

    from heard.coach import Advice, Coach
    from heard.conversation import Turn
    from heard.store import Event, Owed, Row, StoredTurn
    from heard.track import Evidence, Moment

CURVE = 24  # of the customer's latest heats, for the small line on the board
LAST = 140  # characters of their latest words
ALERT_RISK = 0.6  # the chance of trouble from which a lead is called
ALARMS: dict[str, str] = {
    "threat": "the customer threatens",
    "abuse": "the customer is abusive",
    "supervisor_request": "the customer asks for a supervisor",
}


def told_json(
    conversation: str, number: int, turn: Turn, coach: Coach, advice: Advice | None
) -> dict[str, Any]:
    """One turn as `heard follow --json` tells it, and the promises that were made in it.

    Of the facts it holds those that were told in it: each turn is kept, and tells its own.
    """
    alone = Conversation(conversation, (turn,))
    if advice is not None and advice.evidence is not None:
        advice = replace(advice, evidence=replace(advice.evidence, turn=0))
    told = followed_json(alone, 1, coach.reading, coach.moment, advice)
    moment = coach.moment
    made = [one for one in moment.promises if one.turn == moment.turn]
    return (
        told
        | {
            "early_signs": list(moment.early_signs),
            "stakes": moment.stakes,
            "control_lost": moment.control_lost,
            "concern": moment.concern and quoted_json(moment.concern, coach),
            "facts": [quoted_json(one, coach) for one in moment.facts if one.turn == moment.turn],
            "escalation": [
                quoted_json(one.evidence, coach) | {"criterion": one.name}
                for one in moment.escalation
            ],
        }
        | {"turn": number, "promises": [promise_json(one) for one in made]}
    )


def quoted_json(evidence: Evidence, coach: Coach) -> dict[str, Any]:
    """Words as a handoff packet quotes them; null where they were said before the coach's window."""
    window = [followed.turn for followed in coach.before.last]
    first = coach.before.count - len(window)
    if evidence.turn >= first:
        found = quote(window, replace(evidence, turn=evidence.turn - first))
        return quote_json(found) | {"turn": evidence.turn + 1}
    return {
        "turn": evidence.turn + 1,
        "speaker": None,
        "start": evidence.start,
        "end": evidence.end,
        "quote": None,
        "about": evidence.signal,
    }


def alarm(before: Moment, coach: Coach, turn: Turn) -> str:
    """Why a lead should look now, in a sentence; empty where nothing is new."""
    if not turn.from_customer:
        return ""
    now, firm = coach.moment, coach.reading.firm()
    for signal, says in ALARMS.items():
        if firm.hears(signal):
            return says
    if before.mood == "calm" and now.mood == "heated" and heat_level(now.heat) >= HOT:
        return "the customer has become heated"
    if before.risk < ALERT_RISK <= now.risk:
        return "trouble is likely within the next turns"
    return ""


def board(
    shown: Mapping[str, Any], number: int, turn: Turn, coach: Coach, *, alert: str, play: str | None
) -> dict[str, Any]:
    """What the board shows of a conversation after this turn; `shown` is what it showed before."""
    moment = coach.moment
    heated = moment.mood == "heated"
    curve, last = list(shown.get("curve", ())), str(shown.get("last", ""))
    triggers = list(shown.get("triggers", ()))
    if turn.from_customer:
        last = " ".join(turn.text.split())[:LAST]
        if coach.reading.heat is not None:
            curve = [*curve, [number, round(coach.reading.heat, 3)]][-CURVE:]
        heard = {one.name for one in coach.reading.firm().signals}
        triggers += [one for one in (*TRIGGERS, *FLAGS) if one in heard and one not in triggers]
    return {
        "heat": round(moment.heat, 3),
        "peak": round(moment.peak, 3),
        "mood": moment.mood,
        "trend": moment.trend,
        "risk": round(moment.risk, 3),
        "step": moment.coming_step,
        "steps": {str(step.number): step.state for step in moment.steps},
        "mended": list(moment.mended),
        "missed": list(moment.missed),
        "phase": moment.phase,
        "curve": curve,
        "last": last,
        "reason": next((one.text for one in moment.reasons if one.weight > 0), ""),
        "triggers": triggers,
        "boundary": moment.boundary,
        "due": moment.boundary_due,
        "resolved": moment.resolved,
        "escalation": [criterion.name for criterion in moment.escalation],
        "alert": bool(alert) or (heated and bool(shown.get("alert"))),
        "why": alert or (str(shown.get("why", "")) if heated else ""),
        "play": play or str(shown.get("play", "")),
    }


def row_json(row: Row) -> dict[str, Any]:
    """A conversation without its turns, as lists and boards show it."""
    return {
        "id": row.id,
        "channel": row.channel and row.channel.value,
        "customer": row.customer,
        "agent": row.agent,
        "team": row.team,
        "status": row.status,
        "taken_by": row.taken_by,
        "muted": row.muted,
        "held_by": row.held_by,
        "started_at": row.started_at.isoformat(),
        "updated_at": row.updated_at.isoformat(),
        "seq": row.seq,
        "heat": row.heat,
        "peak": row.peak,
        "mood": row.mood,
        "trend": row.trend,
        "risk": row.risk,
        "step": row.step,
        "board": row.board,
    }


def owed_json(owed: Owed) -> dict[str, Any]:
    """A promise as the board of promises shows it."""
    return {
        "id": owed.id,
        "conversation": owed.conversation,
        "customer": owed.customer,
        "agent": owed.agent,
        "said_by": owed.said_by,
        "team": owed.team,
        "stage": owed.stage,
        "made_at": owed.made_at.isoformat(),
        "marked_by": owed.marked_by,
        "marked_at": owed.marked_at and owed.marked_at.isoformat(),
        **promise_json(owed.promise),
    }


def said_json(turn: Turn) -> dict[str, Any]:
    """A turn's words, as they are kept."""
    return {
        "speaker": turn.speaker.value,
        "text": turn.text,
        "at_s": turn.at_s,
        "name": turn.name,
        "internal": turn.internal,
    }


def turn_json(stored: StoredTurn) -> dict[str, Any]:
    """A turn that is kept, with what was told about it."""
    return {
        "seq": stored.seq,
        "client_id": stored.client_id,
        **said_json(stored.turn),
        "stored_at": stored.stored_at.isoformat(),
        "told": stored.told,
    }


def event_json(event: Event, stored: tuple[Turn, dict[str, Any]] | None) -> dict[str, Any]:
    """Something that happened, as a socket is told of it."""
    told: dict[str, Any] = {
        "v": 1,
        "type": "event",
        "cursor": event.cursor,
        "kind": event.kind,
        "conversation": event.conversation,
        "seq": event.seq,
        "at": event.at.isoformat(),
    }
    if event.by:
        told["by"] = event.by
    if event.kind == "mute":
        told["muted"] = event.note == "muted"
    elif event.note:
        told[NOTES.get(event.kind, "note")] = event.note
    if stored is not None:
        told |= {"turn": said_json(stored[0]), "told": stored[1]}
    return told


NOTES = {"alert": "why", "whisper": "text", "advice": "play"}
