"""The warm-handoff packet: all that the next person must know, so that nobody tells it again."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from heard.coach.handoff.facts import ledger, with_told
from heard.coach.handoff.happened import (
    attacked,
    first_passed_on,
    in_order,
    is_in_danger,
    taken_back,
)
from heard.coach.handoff.missing import completeness
from heard.coach.handoff.names import names_given, speakers
from heard.coach.handoff.notes import notes_on
from heard.coach.handoff.opening import opening_line
from heard.coach.handoff.owed import Owed, next_time, promises
from heard.coach.handoff.packet import Completeness, Packet
from heard.coach.handoff.quoting import without_promises
from heard.coach.handoff.references import references
from heard.coach.handoff.story import issue, told
from heard.coach.handoff.topic import topic
from heard.coach.handoff.tried import tries
from heard.coach.handoff.upset import bothers, each, heat_of
from heard.coach.handoff.wishes import generic, wishes
from heard.details import called
from heard.handover.boundary import standing
from heard.handover.escalation import Grounds, verdicts, watch
from heard.handover.look_back import look_back
from heard.handover.transfer import Handover, find_handovers
from heard.listen import load_listener
from heard.listen.rules.loss import tells_of_a_loss
from heard.listen.rules.passed_on import only_passed_on
from heard.listen.rules.self_harm import speaks_of_self_harm
from heard.playbook import Playbook
from heard.track import Moment, replay
from heard.track.quote import Quote, heard

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from heard.conversation import Conversation
    from heard.listen import Listener
    from heard.track import Followed

SEVERAL = 8  # quotes of one signal looked at


def pack(
    conversation: Conversation,
    *,
    playbook: Playbook | None = None,
    listener: Listener | None = None,
    followed: Sequence[Followed] | None = None,
    now: datetime | None = None,
) -> Packet:
    """The packet of a conversation as far as it has gone.

    `followed` are its turns as already followed live; without them they are read here. `now`
    is the moment it is read: promises are overdue by it.
    """
    playbook = playbook or Playbook.load()
    if followed is None:
        followed = tuple(replay(conversation, listener or load_listener()))
    turns = conversation.turns
    moment = followed[-1].moment if followed else Moment(turn=-1)
    handovers = find_handovers(followed)
    look = look_back(followed, playbook=playbook)
    history = tuple(watch(followed, playbook=playbook))
    grounds = _grounds(history, handovers)
    main, wanted, tried = issue(followed), wishes(followed), tries(followed)
    about = topic(*(one.line for one in (main, *wanted) if one is not None))
    known = {"issue": about} if about else {}
    names = speakers(turns, customers=True) or names_given(turns)
    if len(names) == 1 and not names[0].startswith("@") and (first := called(names[0])):
        known["name"] = first
    owed = promises(conversation, followed, now=now)
    broken = each(followed, ("broken_promise",), most=3)
    heat = heat_of(followed, moment)
    limits = standing(
        history[-1].ladder if history else Grounds().ladder,
        playbook=playbook,
        channel=conversation.channel,
        known=known,
    )
    came_back = moment.chronic or conversation.history.earlier_contacts > 0
    came = each(followed, ("repeat_contact",), most=SEVERAL)
    chronic = next((one for one in came if not only_passed_on(turns[one.turn].text)), None)
    sent_round = first_passed_on(turns)
    reasons = tuple(
        verdict
        for verdict in verdicts(grounds, playbook=playbook, known=known)
        if verdict.level != "not yet"
    )
    overdue = next((one for one in reversed(owed) if one.overdue), None)
    waiting = _waiting(owed, handovers)
    harm = next(
        (n for n, one in enumerate(turns) if one.from_customer and speaks_of_self_harm(one.text)),
        None,
    )
    happened = in_order(
        overdue=overdue is not None,
        came_back=came_back,
        broken=bool(broken) and not moment.resolved,
        failed=any(one.outcome == "failed" and one.by == "company" for one in tried),
        dismissed=not moment.resolved and any(one.about == "dismissed" for one in heat.triggers),
        heated=moment.mood == "heated",
        passed_on=sent_round is not None,
        self_harm=harm is not None,
        danger=not moment.resolved and is_in_danger(turns),
        loss=any(t.from_customer and tells_of_a_loss(t.text) for t in turns),
        threat=bool(limits.ladder.threats)
        and not moment.resolved
        and not taken_back(turns, limits, moment),
        abuse=attacked(limits, moment),
        promised=waiting is not None and overdue is None,
    )
    receiver = next((one.to for one in reversed(handovers) if one.to not in ROLES), "")
    opening = opening_line(
        happened,
        playbook=playbook,
        known=known | ({"agent": receiver} if receiver else {}),
        wish=_said_back(followed, wanted, resolved=moment.resolved),
        owed=overdue or waiting,
    )
    packet = Packet(
        conversation=conversation.id,
        channel=conversation.channel,
        customers=names,
        agents=speakers(turns, customers=False) or tuple(filter(None, (conversation.agent,))),
        history=conversation.history,
        chronic=chronic,
        came_back=came_back,
        passed_on=sent_round,
        self_harm=harm,
        issue=main,
        about=about,
        under=bothers(turns, moment, heat, limits),
        facts=with_told(ledger(turns), told(followed), main, *wanted),
        tried=without_promises(tried, owed),
        promises=owed,
        broken=broken,
        heat=heat,
        wishes=wanted,
        resolved=moment.resolved,
        reasons=reasons,
        limits=limits,
        references=references(turns),
        opening=opening,
        completeness=Completeness((), ()),
        handovers=handovers,
        look_back=look,
        next_time=next_time(conversation, followed, now=now),
        unread=tuple(
            number
            for number, one in enumerate(followed)
            if one.turn.from_customer and one.reading.unread
        ),
        notes=notes_on(turns),
    )
    return replace(packet, completeness=completeness(packet, playbook))


ROLES = ("", "agent", "supervisor", "bot")


def _waiting(owed: Sequence[Owed], handovers: Sequence[Handover]) -> Owed | None:
    """The promise to take over: the latest with a day, made before anybody was handed on."""
    before = handovers[-1].turn if handovers else math.inf
    dated = [one for one in owed if one.ours and one.promise.kind == "dated"]
    return next((one for one in reversed(dated) if one.promise.turn < before), None)


def _said_back(
    followed: Sequence[Followed], wanted: Sequence[Quote], *, resolved: bool
) -> Quote | None:
    """The wish to begin with: never one for another person, and none said in contempt."""
    if resolved:
        return None
    bitter = ("supervisor_request", "abuse", "threat", "sarcasm")
    civil = [
        one
        for one in wanted
        if not generic(one.line) and heard(followed[one.turn], one.turn, *bitter) is None
    ]
    return civil[-1] if civil else None


def _grounds(history: Sequence[Grounds], handovers: Sequence[Handover]) -> Grounds:
    """The grounds that stand now; where it was handed over since, those that stood just before."""
    if not history:
        return Grounds()
    last = history[-1]
    if any(ground.level != "not yet" for ground in last.six.values()) or not handovers:
        return last
    return history[max(handovers[-1].turn - 1, 0)]
