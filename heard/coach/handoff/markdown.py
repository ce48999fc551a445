"""The packet as a page of Markdown: what to say first on top, then the story, then what is missing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.coach.handoff.quoting import (
    facts_above,
    facts_once,
    places,
    told_as_under,
    told_passed_on,
)
from heard.listen import heat_word
from heard.quoting import counted, unquoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from heard.coach.handoff.owed import Owed
    from heard.coach.handoff.packet import Packet
    from heard.track.quote import Quote

SPECIAL = re.compile(r"([\\`*_<|~]|(?<=\])\()")
OUTCOMES = {"failed": "did not help", "helped": "helped", "open": "outcome not said"}
UNDER = {
    "dismissed": "they feel brushed off",
    "broken_promise": "a promise was not kept",
    "repeat_contact": "they have had to come back",
    "passed_on": "they have been passed from one to the next",
    "unfair": "they feel treated unfairly",
    "high_stakes": "much hangs on it for them",
    "long_wait": "they have waited long",
}
SELF_HARM = "they spoke of ending their life or of hurting themselves"
THEIRS = "What they said they'd do"
UNTIMED = {"event": "waits for something", "vague": "no time named"}
STANDS = {
    "pending": "not due yet",
    "approaching": "due within hours",
    "overdue": "overdue",
    "undated": "no clock to judge it by",
}


def markdown(packet: Packet) -> str:
    """The whole packet as Markdown; it ends with a line break."""
    blocks = [
        f"# Handoff: {_plain(packet.conversation)}",
        f"> **Say first:** {_plain(packet.opening)}",
        "\n".join(f"- **{title}:** {text}" for title, text in overview(packet)),
        _section("What happened", _facts(packet), numbered=True),
        _section("What was tried", _tries(packet)),
        _section("Promises", _promises(packet, ours=True)),
        _section(THEIRS, _promises(packet, ours=False)),
        _section("Abuse and limits", limit_lines(packet)),
        _section("The handover so far", handover_lines(packet)),
        _section("Still missing", _missing(packet), first=f"{score(packet).capitalize()}."),
        _section("Keep in mind", map(_plain, packet.notes)),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def overview(packet: Packet) -> Iterator[tuple[str, str]]:
    """The packet's short answers, each under its title. No words are quoted twice."""
    shown = places(packet)
    yield from _who_it_is(packet)
    yield "Issue", quoted(packet.issue) if packet.issue else "not said"
    under = packet.under
    if under is not None:
        what = UNDER.get(under.about, under.about.replace("_", " "))
        yield "Underneath", what + _words(under, shown["under", 0])
    stake = next((one for one in packet.heat.triggers if one.about == "high_stakes"), None)
    if stake is not None and (under is None or under.about != "high_stakes"):
        yield "At stake", UNDER["high_stakes"] + _words(stake, shown.get(("stake", 0)))
    if packet.resolved:
        yield "They want", "nothing more: they accepted the outcome"
    else:
        wishes = [
            quoted(words) if words else f"what they say in turn {wish.turn + 1}"
            for number, wish in enumerate(packet.wishes)
            for words in (shown["wish", number],)
        ]
        yield "They want", " · ".join(dict.fromkeys(wishes)) or "not said"
    yield "Heat", _heat(packet, shown.get(("hottest", 0)))
    for number, verdict in enumerate(packet.reasons):
        said = _words(verdict.quotes[-1], shown["reason", number]) if verdict.quotes else ""
        threat = (
            " and a threat was made"
            if verdict.name == "abuse_continues" and packet.limits.ladder.threats
            else ""
        )
        yield f"Reason ({verdict.level})", f"{verdict.title}{threat}{said}"
    if packet.came_back and not told_as_under(packet):
        said = _words(packet.chronic, shown["chronic", 0]) if packet.chronic else ""
        yield "History", f"not their first contact about it{said}"
    if packet.passed_on is not None and told_passed_on(packet):
        said = _words(packet.passed_on, shown["passed_on", 0])
        yield "Passed on", f"from one of us to the next, they say{said}"
    before = [
        quoted(left) if left else f"turn {words.turn + 1}"
        for number, words in enumerate(packet.broken)
        for left in (shown.get(("broken", number)),)
        if under is None or (under.about, under.turn) != ("broken_promise", words.turn)
    ]
    if before:
        yield "Not kept, they say", " · ".join(before)
    if packet.references:
        yield "Reference", " · ".join(map(quoted, packet.references))


def _who_it_is(packet: Packet) -> Iterator[tuple[str, str]]:
    if packet.self_harm is not None:
        yield "First of all", f"{SELF_HARM} (turn {packet.self_harm + 1})"
    yield "Who", _who(packet)
    if packet.unread:
        yield "Not read", _unread(packet)


def _words(quote: Quote, left: Quote | None) -> str:
    """The words after a colon; only their turn where another place quotes them."""
    return f" (turn {quote.turn + 1})" if left is None else f": {quoted(left)}"


def quoted(quote: Quote) -> str:
    """The words in quotation marks, with the turn they were said in."""
    return f"“{_plain(unquoted(quote.line))}” (turn {quote.turn + 1})"


def promise_line(owed: Owed) -> str:
    """One promise: owner, due, where it stands, and the words."""
    return f"{_owed(owed)}: {quoted(owed.quote)}"


def _promises(packet: Packet, *, ours: bool) -> Iterator[str]:
    """The company's promises, or the customer's; no words are quoted twice."""
    shown = places(packet)
    for number, one in enumerate(packet.promises):
        if one.ours is ours:
            yield _owed(one) + _words(one.quote, shown["promise", number])


def _owed(owed: Owed) -> str:
    promise = owed.promise
    due = promise.due_words if promise.kind == "dated" else UNTIMED[promise.kind]
    if promise.kind != "dated" and promise.due_words:
        due += f", “{promise.due_words}”"
    if promise.due_by is not None:
        due += f" = {promise.due_by:%a %d %b %Y, %H:%M}"
    judged = owed.ours and promise.due_by is not None
    stands = f", **{STANDS[owed.status]}**" if judged else ""
    return f"{_plain(owed.owner)}, {_plain(due)}{stands}"


def limit_lines(packet: Packet) -> Iterator[str]:
    """The abuse record: each attack with the rung said before it, each limit, what is due now."""
    ladder = packet.limits.ladder
    for attack in ladder.attacks:
        yield f"{attack.kind}, limit said before: {attack.said}: {quoted(attack.quote)}"
    if ladder.count > len(ladder.attacks):
        yield f"{ladder.count} attacks in all; the first and the last ten are shown"
    for limit in ladder.limits:
        yield f"limit said, {limit.rung}: {quoted(limit.quote)}"
    if ladder.unwarned:
        yield "It was ended although no final warning had been said."
    if packet.limits.do:
        yield f"**Due now, {packet.limits.due}:** {_plain(packet.limits.do)}"
    if packet.limits.tell:
        yield f"Log it with {_plain(packet.limits.tell)}."


def handover_lines(packet: Packet) -> Iterator[str]:
    """Each handover with what became of it, and the look back at the first."""
    shown = places(packet)
    for number, one in enumerate(packet.handovers):
        to = f"to {_plain(one.to)}" if one.to else "announced"
        words = ", unannounced" if one.announced is None else ""
        if one.announced is not None:
            words = _words(one.announced, shown["announced", number])
        shows = f" {quoted(one.shows)}" if one.shows else ""
        yield f"{to}{words}{'' if words.endswith('.') else '.'} {_plain(one.why)}{shows}"
    if packet.handovers and packet.look_back.why:
        judged = packet.look_back.timing
        timing = "" if judged == "none" else f"looking back, {judged}: "
        yield f"{timing}{_plain(packet.look_back.why)}"


def score(packet: Packet) -> str:
    """How many of the needed things are there, in words."""
    return str(packet.completeness)


def _who(packet: Packet) -> str:
    known = [_plain(name) for name in packet.customers] or ["name not known"]
    if packet.history.customer_since is not None:
        known.append(f"customer since {packet.history.customer_since:%d %b %Y}")
    if packet.history.earlier_contacts:
        before = counted(packet.history.earlier_contacts, "earlier contact")
        known.append(f"{before} about this")
    if packet.history.overdue_promises:
        owed = packet.history.overdue_promises
        known.append(f"{counted(owed, 'promise of ours', 'promises of ours')} overdue before")
    return ", ".join(known)


def _unread(packet: Packet) -> str:
    """Which of the customer's turns nobody has read, and what that leaves unknown."""
    numbers = [str(number + 1) for number in packet.unread]
    turns = f"turn {numbers[0]} is" if len(numbers) == 1 else f"turns {', '.join(numbers)} are"
    return f"{turns} in another language: what the customer feels and wants there is not in this packet"


def _heat(packet: Packet, hottest: Quote | None) -> str:
    heat = packet.heat
    if heat.last is None:
        return "not heard"
    now = f"{heat_word(heat.now)} {heat.now:.2f} now, {heat.trend}"
    if heat.hottest is None or heat_word(heat.peak) == "calm":
        return now
    if f"{heat.now:.2f}" == f"{heat.peak:.2f}":
        return f"{now}, its peak{_words(heat.hottest, hottest)}"
    peak = f"{heat_word(heat.peak)} {heat.peak:.2f}"
    return f"{now}; at its peak {peak}{_words(heat.hottest, hottest)}"


def _facts(packet: Packet) -> Iterator[str]:
    yield from facts_above(packet)
    several = len(packet.customers) > 1
    for fact in facts_once(packet):
        who = fact.quote.name if several and fact.quote.name else ""
        who = "checked by us" if fact.checked else who
        yield (f"{_plain(who)}: " if who else "") + quoted(fact.quote)


def _tries(packet: Packet) -> Iterator[str]:
    shown = places(packet)
    for number, one in enumerate(packet.tried):
        if shown["tried", number] is None and one.outcome == "open":
            continue  # its words stand above, and nothing came of it that could be told
        who = "We" if one.by == "company" else "They themselves"
        says = f": {quoted(one.says)}" if one.says else ""
        words = _words(one.quote, shown["tried", number])
        yield f"{who}{words}, {OUTCOMES[one.outcome]}{says}"


def _missing(packet: Packet) -> Iterator[str]:
    for one in packet.completeness.missing:
        yield _plain(one.asks)


def _section(title: str, lines: Iterable[str], *, numbered: bool = False, first: str = "") -> str:
    kept = list(lines)
    if not kept:
        return ""
    marks = (f"{place}." if numbered else "-" for place in range(1, len(kept) + 1))
    head = f"## {title}\n\n" + (f"{first}\n\n" if first else "")
    return head + "\n".join(f"{mark} {text}" for mark, text in zip(marks, kept, strict=True))


def _plain(text: str) -> str:
    """Text that Markdown shows as it stands."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))
