"""The warm-handoff packet: all that the next person must know, so that nobody tells it again."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from heard.coach.handoff.contempt import contemptuous
from heard.coach.handoff.missing import completeness
from heard.coach.handoff.opening import About, opening_line
from heard.coach.handoff.owed import Owed, next_time, promises
from heard.coach.handoff.packet import Completeness, Fact, Heat, Packet
from heard.coach.handoff.quoting import without_promises
from heard.coach.handoff.story import (
    generic,
    issue,
    names_given,
    references,
    told,
    topic,
    tries,
    wishes,
)
from heard.details import called
from heard.handover.boundary import Boundary, standing
from heard.handover.escalation import Grounds, verdicts, watch
from heard.handover.look_back import look_back
from heard.handover.transfer import Handover, find_handovers
from heard.listen import load_listener
from heard.listen.rules.danger import in_danger
from heard.listen.rules.loss import tells_of_a_loss
from heard.listen.rules.passed_on import only_passed_on, passed_on
from heard.listen.rules.self_harm import speaks_of_self_harm
from heard.playbook import Playbook
from heard.signals import TRIGGERS
from heard.track import Evidence, Moment, replay
from heard.track.ledger import find_facts, only_counts
from heard.track.quote import Quote, heard, quote, sentence, sentences

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from heard.conversation import Conversation, Turn
    from heard.listen import Listener
    from heard.track import Followed

CHECKED = re.compile(
    r"\b(?:i|we)(?:(?:'|’)ve| have)?(?: can| now| just)? (?:see|checked|found|confirmed|looked|located|"
    r"verified|traced)\b|\b(?:records?|system|account|tracking|log|notes?) (?:shows?|says?|confirms?)\b",
    re.IGNORECASE,
)
PART = re.compile(r"^\W*\d{1,2}/(?:\d{1,2}|n)\W*")  # of a post in several parts
SUPPOSED = re.compile(
    r"\W*(?:if|unless|or i(?:'|’)?ll|or else)\b", re.IGNORECASE
)  # and not what happened
SORRY = re.compile(
    r"\b(?:sorry|apologi[sz]e|apologies)\b[^.!?]{0,25}\b(?:what i (?:said|wrote)|my (?:language|words|tone|temper|outburst)|losing (?:it|my temper)|that|shouting|swearing|earlier|before|threatening)\b"
    r"|\bi (?:shouldn(?:'|’)?t|should not) have (?:said|spoken|shouted|written|talked|threatened)\b|\bi didn(?:'|’)?t mean (?:it|that|what i said)\b"
    r"|\bi take (?:it|that) back\b",
    re.IGNORECASE,
)
ASKED = 4  # from this many words on a question can tell a fact, too
SEVERAL = 8  # quotes of one signal looked at
FACTS = 16  # kept: how it began and what was said most lately
WRITTEN = 4000


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
    names = _names(turns, customers=True) or names_given(turns)
    if len(names) == 1 and not names[0].startswith("@") and (first := called(names[0])):
        known["name"] = first
    owed = promises(conversation, followed, now=now)
    broken = _each(followed, ("broken_promise",), most=3)
    heat = _heat(followed, moment)
    limits = standing(
        history[-1].ladder if history else Grounds().ladder,
        playbook=playbook,
        channel=conversation.channel,
        known=known,
    )
    came_back = moment.chronic or conversation.history.earlier_contacts > 0
    came = _each(followed, ("repeat_contact",), most=SEVERAL)
    chronic = next((one for one in came if not only_passed_on(turns[one.turn].text)), None)
    sent_round = _passed_on(turns)
    reasons = tuple(
        verdict
        for verdict in verdicts(grounds, playbook=playbook, known=known)
        if verdict.level != "not yet"
    )
    overdue = next((one for one in reversed(owed) if one.overdue), None)
    waiting = _waiting(owed, handovers)
    happened = _happened(
        overdue=overdue is not None,
        came_back=came_back,
        broken=bool(broken) and not moment.resolved,
        failed=any(one.outcome == "failed" and one.by == "company" for one in tried),
        dismissed=not moment.resolved and any(one.about == "dismissed" for one in heat.triggers),
        heated=moment.mood == "heated",
        passed_on=sent_round is not None,
        self_harm=any(t.from_customer and speaks_of_self_harm(t.text) for t in turns),
        danger=not moment.resolved and _in_danger(turns),
        loss=any(t.from_customer and tells_of_a_loss(t.text) for t in turns),
        threat=bool(limits.ladder.threats)
        and not moment.resolved
        and not _taken_back(turns, limits, moment),
        abuse=_attacked(limits, moment),
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
        agents=_names(turns, customers=False) or tuple(filter(None, (conversation.agent,))),
        history=conversation.history,
        chronic=chronic,
        came_back=came_back,
        passed_on=sent_round,
        issue=main,
        about=about,
        under=_under(turns, moment, heat, limits),
        facts=_with_told(_facts(turns), told(followed), main, *wanted),
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
        notes=_notes(turns),
    )
    return replace(packet, completeness=completeness(packet, playbook))


LATEST = 3  # messages of the customer in which a danger counts as present


def _in_danger(turns: Sequence[Turn]) -> bool:
    """Whether the customer's latest words tell of danger to life or health."""
    said = [turn.text for turn in turns if turn.from_customer and turn.text.strip()]
    return any(in_danger(text) is not None for text in said[-LATEST:])


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


def _happened(**true: bool) -> tuple[About, ...]:
    order: Mapping[str, About] = {
        "self_harm": "self_harm", "danger": "danger", "loss": "loss", "threat": "threat", "abuse": "abuse", "overdue": "overdue", "came_back": "chronic",
        "passed_on": "passed_on", "broken": "broken", "failed": "failed",
        "dismissed": "dismissed", "heated": "heated", "promised": "promised",
    }  # fmt: skip
    return tuple(about for name, about in order.items() if true[name])


def _grounds(history: Sequence[Grounds], handovers: Sequence[Handover]) -> Grounds:
    """The grounds that stand now; where it was handed over since, those that stood just before."""
    if not history:
        return Grounds()
    last = history[-1]
    if any(ground.level != "not yet" for ground in last.six.values()) or not handovers:
        return last
    return history[max(handovers[-1].turn - 1, 0)]


def _names(turns: Sequence[Turn], *, customers: bool) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            turn.name
            for turn in turns
            if turn.name and (turn.from_customer if customers else turn.to_customer)
        )
    )


def _each(followed: Sequence[Followed], names: Sequence[str], *, most: int) -> tuple[Quote, ...]:
    """The customer's words for these signals, in the order said; none that only attack somebody."""
    turns = tuple(one.turn for one in followed)
    said = (
        sentence(turns, words)
        for number, one in enumerate(followed)
        if one.turn.from_customer and (words := heard(one, number, *names)) is not None
    )
    found = [one for one in said if not contemptuous(one.words)]
    return tuple({(one.turn, one.start): one for one in found}.values())[:most]


def _heat(followed: Sequence[Followed], moment: Moment) -> Heat:
    turns = tuple(one.turn for one in followed)
    said = [
        number
        for number, one in enumerate(followed)
        if one.turn.from_customer and one.reading.heat is not None and one.turn.text.strip()
    ]
    if not said:
        return Heat(moment.heat, moment.peak, moment.mood, moment.trend, None, None, ())
    top = max(said, key=lambda number: followed[number].reading.heat or 0.0)
    triggers: list[Quote] = []
    for name in TRIGGERS:
        triggers += _each(followed, (name,), most=1)
    return Heat(
        moment.heat,
        moment.peak,
        moment.mood,
        moment.trend,
        _whole(turns, said[-1]),
        _whole(turns, top) if moment.peak > 0 else None,
        tuple(sorted(triggers, key=lambda one: (one.turn, one.start))),
    )


def _passed_on(turns: Sequence[Turn]) -> Quote | None:
    """The words in which the customer first says that they were passed from one to the next."""
    for number, turn in enumerate(turns):
        found = passed_on(turn.text) if turn.from_customer else None
        if found is not None:
            words = sentence(turns, Evidence(number, *found, "passed_on"))
            if not contemptuous(words.words):
                return words
    return None


def _taken_back(turns: Sequence[Turn], limits: Boundary, moment: Moment) -> bool:
    """Whether the customer apologized after their last attack, and is calm."""
    last = max((one.quote.turn for one in limits.ladder.attacks), default=-1)
    later = (turn.text[:WRITTEN] for turn in turns[last + 1 :] if turn.from_customer)
    return moment.mood == "calm" and any(SORRY.search(text) for text in later)


def _attacked(limits: Boundary, moment: Moment) -> bool:
    """Whether somebody was attacked, and it has not become calm since."""
    ladder = limits.ladder
    return bool(ladder.count) and not ladder.threats and moment.mood == "heated"


def _under(turns: Sequence[Turn], moment: Moment, heat: Heat, limits: Boundary) -> Quote | None:
    """What bothers them most: never an attack, for that is how they say it and not what it is."""
    if moment.concern is None:
        return None
    attacks = {one.quote.turn for one in limits.ladder.attacks}
    clearest = sentence(turns, moment.concern)
    if clearest.about == "repeat_contact" and only_passed_on(turns[clearest.turn].text):
        clearest = replace(clearest, about="passed_on")
    if clearest.turn not in attacks and not contemptuous(clearest.words):
        return clearest
    calmer = [one for one in heat.triggers if one.turn not in attacks]
    same = [one for one in calmer if one.about == clearest.about]
    return next(iter(same or calmer), None)


def _whole(turns: Sequence[Turn], number: int) -> Quote:
    spans = list(sentences(turns[number].text))
    start, end = (spans[0][0], spans[-1][1]) if spans else (0, len(turns[number].text))
    return quote(turns, Evidence(number, start, end, "heat"))


def _facts(turns: Sequence[Turn]) -> tuple[Fact, ...]:
    """The ledger: what the customer said happened, and what the company found, in the order said."""
    found: list[Fact] = []
    for number, turn in enumerate(turns):
        if turn.from_customer:
            found += [
                Fact(quote(turns, one), one.signal)
                for one in find_facts(number, turn.text)
                if not _hollow(turn.text[one.start : one.end])
            ]
        elif turn.to_customer or turn.internal:
            found += [
                Fact(quote(turns, one), one.signal, checked=True)
                for one in find_facts(number, turn.text)
                if CHECKED.search(turn.text[one.start : one.end])
            ]
    if len(found) <= FACTS:
        return tuple(found)
    return (*found[: FACTS // 2], *found[-(FACTS // 2) :])


def _with_told(
    facts: tuple[Fact, ...], told: Sequence[Quote], *elsewhere: Quote | None
) -> tuple[Fact, ...]:
    """The facts; where the other places of a packet quote all of them, what else the customer told."""
    quoted = [one for one in elsewhere if one is not None]
    if any(not one.checked and not _within(one.quote, quoted) for one in facts):
        return facts
    more = (Fact(one, "told") for one in told if not _within(one, quoted))
    return tuple(sorted((*facts, *more), key=lambda one: (one.quote.turn, one.quote.start)))


def _within(quote: Quote, others: Sequence[Quote]) -> bool:
    return any(
        one.turn == quote.turn and one.start < quote.end and one.end > quote.start for one in others
    )


def _hollow(said: str) -> bool:
    """Whether a sentence only looked like a fact: "(2/3) there was room", "45 MINUTES?!", "If it's not there on Friday"."""
    plain = PART.sub("", said)
    if SUPPOSED.match(plain) or only_counts(plain):
        return True
    asks = plain.rstrip(" !").endswith("?") and len(plain.split()) < ASKED
    return asks or not find_facts(0, plain)


def _notes(turns: Sequence[Turn]) -> tuple[str, ...]:
    notes: list[str] = []
    if not any(turn.from_customer and turn.text.strip() for turn in turns):
        notes.append("No customer has spoken: there is nothing to hand over in their words.")
    elif not any(turn.to_customer and turn.text.strip() for turn in turns):
        notes.append("Nobody has answered the customer yet.")
    backwards = _backwards(turns)
    if backwards is not None:
        notes.append(f"The times run backwards at turn {backwards + 1}; the order was kept.")
    people = _names(turns, customers=True)
    if len(people) > 1:
        notes.append(f"More than one customer speaks: {', '.join(people)}.")
    if any(len(turn.text) > WRITTEN for turn in turns):
        notes.append(f"Only the first {WRITTEN:,} characters of a turn were looked at for facts.")
    return tuple(notes)


def _backwards(turns: Sequence[Turn]) -> int | None:
    latest: float | None = None
    for number, turn in enumerate(turns):
        if turn.at_s is None:
            continue
        if latest is not None and turn.at_s < latest:
            return number
        latest = turn.at_s
    return None
