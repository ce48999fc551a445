"""Each thing said is quoted once: in the place that helps most, and named by its turn elsewhere."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from heard.listen import heat_level
from heard.listen.rules.self_harm import speaks_of_self_harm

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from heard.coach.handoff.owed import Owed
    from heard.coach.handoff.packet import Fact, Packet
    from heard.coach.handoff.tried import Try
    from heard.track.quote import Quote

Place = tuple[str, int]  # the part of the page and the number within it
FEWEST = 3  # words left over that are worth quoting alone
EDGES = " \t\r\n,;:-–"


class Told:
    """The words quoted so far.

    >>> from heard.track.quote import Quote
    >>> from heard.conversation import Speaker
    >>> told = Told()
    >>> both = Quote(0, 0, 27, "No. It is the third parcel.", Speaker.CUSTOMER)
    >>> told.take(Quote(0, 4, 27, "It is the third parcel.", Speaker.CUSTOMER)) is not None
    True
    >>> told.take(both) is None
    True
    """

    def __init__(self) -> None:
        self._spans: list[tuple[int, int, int]] = []

    def take(self, quote: Quote, *, whole: bool = False) -> Quote | None:
        """What of these words nobody has read yet, from now on quoted; None where too little.

        With `whole`, words of which any part is quoted already are not quoted at all.
        """
        left = self._left(quote)
        if left is None or (whole and self._free(quote) != (quote.start, quote.end)):
            return None
        self._spans.append((left.turn, left.start, left.end))
        return left

    def knows(self, quote: Quote) -> bool:
        """Whether these words have been quoted, all but a word or two."""
        return self._left(quote) is None

    def _free(self, quote: Quote) -> tuple[int, int]:
        """The longest end of the span that is not quoted yet."""
        start, end = quote.start, quote.end
        for turn, since, until in sorted(self._spans):
            if turn != quote.turn or until <= start or since >= end:
                continue
            if since - start > end - until:
                end = since
            else:
                start = until
        return start, end

    def _left(self, quote: Quote) -> Quote | None:
        start, end = self._free(quote)
        if (start, end) == (quote.start, quote.end):
            return quote
        words = quote.words[start - quote.start : max(start, end) - quote.start]
        start += len(words) - len(words.lstrip(EDGES + ".!?"))
        end = start + len(words.lstrip(EDGES + ".!?").rstrip(EDGES))
        words = quote.words[start - quote.start : end - quote.start]
        if len(words.split()) < FEWEST:
            return None
        if not (_ends(quote.words[: start - quote.start]) and (end == quote.end or _ends(words))):
            return quote  # a piece torn out of a sentence is harder to read than the repetition
        return replace(quote, start=start, end=end, words=words)


def _ends(words: str) -> bool:
    return not words.strip() or words.rstrip()[-1] in ".!?" or words.endswith("\n")


def told_as_under(packet: Packet) -> bool:
    """Whether what bothers them most already says that they had to come back."""
    under = packet.under
    return under is not None and under.about == "repeat_contact" and not _sent_round(under)


def told_passed_on(packet: Packet) -> bool:
    """Whether that they were passed on has a line of its own."""
    under = packet.under
    return packet.passed_on is not None and (under is None or not _sent_round(under))


def _sent_round(under: Quote) -> bool:
    return under.about == "passed_on"


def places(packet: Packet) -> Mapping[Place, Quote | None]:
    """For each place on the page the words it quotes; None where another place quotes them.

    Words of self-harm are quoted nowhere: the page says once, on top, that they were said, and in which turn.
    """
    told = Told()
    return {
        place: None
        if speaks_of_self_harm(words.words)
        else told.take(words, whole=place[0] in ("reason", "hottest", "announced"))
        for place, words in _in_order(packet)
    }


def _in_order(packet: Packet) -> Iterator[tuple[Place, Quote]]:
    """The quotes of a packet with their places, the place that needs its words most first."""
    ladder, under = packet.limits.ladder, packet.under
    about = ("", -1) if under is None else (under.about, under.turn)
    history = packet.came_back and not told_as_under(packet)  # else it is not on the page
    lists: tuple[tuple[str, Sequence[Quote | None]], ...] = (
        ("issue", (packet.issue,)),
        ("attack", [one.quote for one in ladder.attacks]),
        ("wish", () if packet.resolved else packet.wishes),
        ("under", (packet.under,)),
        ("stake", [one for one in packet.heat.triggers if one.about == "high_stakes"][:1]),
        ("reason", [one.quotes[-1] if one.quotes else None for one in packet.reasons]),
        ("chronic", (packet.chronic if history else None,)),
        ("passed_on", (packet.passed_on if told_passed_on(packet) else None,)),
        (
            "broken",
            [None if about == ("broken_promise", one.turn) else one for one in packet.broken],
        ),
        ("promise", [one.quote for one in packet.promises]),
        ("hottest", (packet.heat.hottest if heat_level(packet.heat.peak) else None,)),
        ("fact", [one.quote for one in packet.facts]),
        ("tried", [one.quote for one in packet.tried]),
        ("announced", [one.announced for one in packet.handovers]),
    )
    for name, quotes in lists:
        for number, words in enumerate(quotes):
            if words is not None:
                yield (name, number), words


def without_promises(tried: Sequence[Try], promises: Sequence[Owed]) -> tuple[Try, ...]:
    """What was really tried: a promise is no try until the customer tells that it failed."""
    promised = Told()
    for owed in promises:
        promised.take(owed.quote)
    return tuple(one for one in tried if one.outcome == "failed" or not promised.knows(one.quote))


def facts_once(packet: Packet) -> tuple[Fact, ...]:
    """The facts that no other place of the written packet quotes."""
    shown = places(packet)
    return tuple(
        fact
        for number, fact in enumerate(packet.facts)
        if shown["fact", number] is not None
        and not any(_only(fact.quote, one) for one in packet.references)
    )


def facts_above(packet: Packet) -> tuple[str, ...]:
    """Where to read what happened, when all that was told of it is quoted in other places."""
    turns = dict.fromkeys(one.quote.turn + 1 for one in packet.facts)
    if not turns or facts_once(packet):
        return ()
    return (
        f"what they say in {'turns' if len(turns) > 1 else 'turn'} {', '.join(map(str, turns))}, quoted above",
    )


def _only(fact: Quote, reference: Quote) -> bool:
    """Whether a fact says hardly more than a reference that is in it."""
    if fact.turn != reference.turn or not fact.start <= reference.start < fact.end:
        return False
    before = fact.words[: reference.start - fact.start]
    after = fact.words[reference.end - fact.start :]
    return len(re.findall(r"\w+", f"{before} {after}")) < 2
