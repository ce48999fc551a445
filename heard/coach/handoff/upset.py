"""How heated the customer was, in which words, and what bothers them most."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from heard.coach.handoff.contempt import contemptuous
from heard.coach.handoff.packet import Heat
from heard.listen.rules.passed_on import only_passed_on
from heard.signals import TRIGGERS
from heard.track import Evidence, Moment
from heard.track.quote import Quote, heard, quote, sentence, sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.conversation import Turn
    from heard.handover.boundary import Boundary
    from heard.track import Followed


def each(followed: Sequence[Followed], names: Sequence[str], *, most: int) -> tuple[Quote, ...]:
    """The customer's words for these signals, in the order said; none that only attack somebody."""
    turns = tuple(one.turn for one in followed)
    said = (
        sentence(turns, words)
        for number, one in enumerate(followed)
        if one.turn.from_customer and (words := heard(one, number, *names)) is not None
    )
    found = [one for one in said if not contemptuous(one.words)]
    return tuple({(one.turn, one.start): one for one in found}.values())[:most]


def heat_of(followed: Sequence[Followed], moment: Moment) -> Heat:
    """The heat as it is and was, the words said at both times, and what set it off."""
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
        triggers += each(followed, (name,), most=1)
    return Heat(
        moment.heat,
        moment.peak,
        moment.mood,
        moment.trend,
        _whole(turns, said[-1]),
        _whole(turns, top) if moment.peak > 0 else None,
        tuple(sorted(triggers, key=lambda one: (one.turn, one.start))),
    )


def bothers(turns: Sequence[Turn], moment: Moment, heat: Heat, limits: Boundary) -> Quote | None:
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
