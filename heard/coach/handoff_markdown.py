"""The packet as a page of Markdown: what to say first on top, then the story, then what is missing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.listen import heat_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from heard.coach.handoff import Packet
    from heard.coach.owed import Owed
    from heard.coach.quote import Quote
    from heard.coach.story import Try

SPECIAL = re.compile(r"([\\`*_<|~]|(?<=\])\()")
OUTCOMES = {
    "failed": "did not help",
    "helped": "helped",
    "open": "nobody has said whether it helped",
}
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
        _section("What was tried", (_try(one) for one in packet.tried)),
        _section("Promises", (promise_line(one) for one in packet.promises)),
        _section("Promised before, by their account", map(quoted, packet.broken)),
        _section("Abuse and limits", limit_lines(packet)),
        _section("The handover so far", handover_lines(packet)),
        _section(f"Still missing ({score(packet)})", _missing(packet)),
        _section("Mind", map(_plain, packet.notes)),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def overview(packet: Packet) -> Iterator[tuple[str, str]]:
    """The packet's short answers, each under its title."""
    yield "Who", _who(packet)
    yield "Issue", quoted(packet.issue) if packet.issue else "not said"
    if packet.under is not None and (packet.issue is None or packet.under != packet.issue):
        what = packet.under.about.replace("_", " ")
        yield "Underneath", f"{what}: {quoted(packet.under)}"
    if packet.resolved:
        yield "They want", "nothing more: they accepted the outcome"
    elif packet.wishes:
        yield "They want", " · ".join(map(quoted, packet.wishes))
    else:
        yield "They want", "not said"
    yield "Heat", _heat(packet)
    for verdict in packet.reasons:
        said = f": {quoted(verdict.quotes[-1])}" if verdict.quotes else ""
        yield f"Reason ({verdict.level})", f"{verdict.title}{said}"
    if packet.came_back:
        said = f": {quoted(packet.chronic)}" if packet.chronic else ""
        yield "History", f"not their first round{said}"
    if packet.references:
        yield "Reference", " · ".join(map(quoted, packet.references))


def quoted(quote: Quote) -> str:
    """The words in quotation marks, with the turn they were said in."""
    return f"“{_plain(quote.line)}” (turn {quote.turn + 1})"


def promise_line(owed: Owed) -> str:
    """One promise: owner, due, where it stands, and the words."""
    due = owed.promise.due_words or "no time named"
    if owed.promise.due_by is not None:
        due += f" = {owed.promise.due_by:%a %d %b %Y, %H:%M}"
    stands = "" if owed.promise.due_by is None else f", **{STANDS[owed.status]}**"
    return f"{_plain(owed.owner)}, {_plain(due)}{stands}: {quoted(owed.quote)}"


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
    for one in packet.handovers:
        words = quoted(one.announced) if one.announced else "not announced"
        to = f" to {_plain(one.to)}" if one.to else ""
        yield f"{one.delivered}{to}: {words}. {_plain(one.why)}"
        yield f"stayed: {one.stayed} · known to the next person: {one.receipt}" + (
            f": {quoted(one.shows)}" if one.shows else ""
        )
    if packet.look_back.why:
        timing = "" if packet.look_back.timing == "none" else f"{packet.look_back.timing}: "
        yield f"{timing}{_plain(packet.look_back.why)}"


def score(packet: Packet) -> str:
    """Filled of needed, in words."""
    done, lacking = packet.completeness.filled, packet.completeness.missing
    return f"{len(done)} of {len(done) + len(lacking)} there"


def _who(packet: Packet) -> str:
    known = [_plain(name) for name in packet.customers] or ["name not known"]
    if packet.history.customer_since is not None:
        known.append(f"customer since {packet.history.customer_since:%d %b %Y}")
    if packet.history.earlier_contacts:
        known.append(f"{packet.history.earlier_contacts} earlier contacts about this")
    if packet.history.overdue_promises:
        known.append(f"{packet.history.overdue_promises} promises of ours overdue before")
    return ", ".join(known)


def _heat(packet: Packet) -> str:
    heat = packet.heat
    if heat.last is None:
        return "not heard"
    now = f"{heat_word(heat.now)} {heat.now:.2f} now, {heat.trend}"
    if heat.hottest is None or heat_word(heat.peak) == "calm":
        return now
    return f"{now}; at its peak {heat_word(heat.peak)} {heat.peak:.2f}: {quoted(heat.hottest)}"


def _facts(packet: Packet) -> Iterator[str]:
    for fact in packet.facts:
        who = "checked by us" if fact.checked else fact.quote.name or "customer"
        yield f"{_plain(who)}: {quoted(fact.quote)}"


def _try(one: Try) -> str:
    who = "We" if one.by == "company" else "They themselves"
    says = f": {quoted(one.says)}" if one.says else ""
    return f"{who}: {quoted(one.quote)}, {OUTCOMES[one.outcome]}{says}"


def _missing(packet: Packet) -> Iterator[str]:
    for one in packet.completeness.missing:
        yield f"{one.name}: {_plain(one.asks)}"


def _section(title: str, lines: Iterable[str], *, numbered: bool = False) -> str:
    kept = list(lines)
    if not kept:
        return ""
    marks = (f"{place}." if numbered else "-" for place in range(1, len(kept) + 1))
    return f"## {title}\n\n" + "\n".join(
        f"{mark} {text}" for mark, text in zip(marks, kept, strict=True)
    )


def _plain(text: str) -> str:
    """Text that Markdown shows as it stands."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))
