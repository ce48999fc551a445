"""What a packet does not hold yet: true of this conversation, in words the sender can act on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.coach.handoff.packet import Completeness, Missing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.coach.handoff.owed import Owed
    from heard.coach.handoff.packet import Packet
    from heard.playbook import PacketField, Playbook

FIGURE = re.compile(r"\d")


def completeness(packet: Packet, playbook: Playbook) -> Completeness:
    """What of the playbook's `[[packet]]` is filled and what is missing."""
    needed = [field for field in playbook.packet if _needed(field, packet)]
    filled = tuple(field.name for field in needed if _filled(field.name, packet))
    missing = tuple(
        Missing(field.name, _asks(field, packet, playbook))
        for field in needed
        if field.name not in filled
    )
    return Completeness(filled, missing)


def _needed(field: PacketField, packet: Packet) -> bool:
    if field.name == "limits" and packet.limits.ladder.count > 0:
        return True
    if field.name == "reason" and packet.resolved and not packet.reasons:
        return False  # what the customer has accepted asks for nobody else
    return field.required


def _filled(name: str, packet: Packet) -> bool:
    """Whether the packet answers what this field asks. A field it does not know is the agent's."""
    spoke = packet.heat.last is not None
    told: dict[str, bool] = {
        "who": bool(packet.customers),
        "issue": packet.issue is not None,
        "under-it": packet.under is not None or (spoke and packet.heat.mood == "calm"),
        "facts": bool(packet.facts)
        or (packet.issue is not None and FIGURE.search(packet.issue.words) is not None),
        "heat": spoke,
        "tried": bool(packet.tried),
        "promised": not unclear(packet.promises),
        "wants": bool(packet.wishes) or packet.resolved,
        "reason": bool(packet.reasons),
        "limits": bool(packet.limits.ladder.limits),
        "reference": bool(packet.references),
    }
    return told.get(name, False) and spoke


def unclear(promises: Sequence[Owed]) -> tuple[Owed, ...]:
    """The company's vague promises that no later promise with a time has made plain."""
    ours = [one for one in promises if one.ours]
    dated = max((one.promise.turn for one in ours if one.promise.kind == "dated"), default=-1)
    return tuple(one for one in ours if one.promise.kind == "vague" and one.promise.turn > dated)


def _asks(field: PacketField, packet: Packet, playbook: Playbook) -> str:
    """The playbook's question; where the packet knows more exactly what is open, that."""
    vague = sorted({one.promise.turn + 1 for one in unclear(packet.promises)})
    if field.name == "promised" and vague:
        turns = _listed([str(turn) for turn in vague], "and")
        which = (
            f"promise in turn {turns} names"
            if len(vague) == 1
            else f"promises in turns {turns} name"
        )
        return f"The {which} no time: what will be done, by whom, and by when?"
    if field.name == "reason" and playbook.escalation:
        titles = [one.title[:1].lower() + one.title[1:] for one in playbook.escalation]
        return (
            "No reason for handing it over was heard. Which is it, and what do you ask of the next "
            f"person? The reasons: {_listed(titles, 'or')}."
        )
    return field.asks


def _listed(words: Sequence[str], last: str) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"
