"""The boundary ladder: which limit is due, what was said of it, and the record of the abuse.

The playbook says when a rung is due; the words that were said decide which rung they were, by the
same judgment as the track's (`heard.track.limits`).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from heard.playbook.lines import on_channel, ready
from heard.track import Evidence
from heard.track.limits import RUNGS, SURE, consequence, limit_in
from heard.track.quote import Quote, heard, sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from heard.conversation import Channel, Turn
    from heard.playbook import Playbook
    from heard.playbook import Rung as Limit
    from heard.track import Followed, Rung

KEPT = 20  # attacks kept in full: the first ten and the last ten


@dataclass(frozen=True, slots=True)
class Attack:
    """One customer turn that attacked a person or threatened harm."""

    kind: Literal["abuse", "threat"]
    quote: Quote
    said: Rung  # the rung that had been said to them before
    due: Rung  # the rung it made due


@dataclass(frozen=True, slots=True)
class LimitSaid:
    """One limit the company set, and which rung its words were."""

    rung: Rung
    quote: Quote


@dataclass(frozen=True, slots=True)
class Ladder:
    """The ladder while a conversation goes on: a value, moved a turn at a time."""

    said: Rung = "none"
    due: Rung = "none"
    attacks: tuple[Attack, ...] = ()
    limits: tuple[LimitSaid, ...] = ()
    too_early: tuple[Quote, ...] = ()  # limits set although nobody had been attacked
    since_said: int = 0  # attacks since the last rung was said
    count: int = 0  # attacks in all, those no longer kept included
    threats: int = 0
    unwarned: bool = False  # it was ended although no final warning had been said

    def after(self, one: Followed, number: int, turns: Sequence[Turn], book: Playbook) -> Ladder:
        """The ladder once this turn was said."""
        if one.turn.from_customer:
            return self._after_customer(one, number, turns, book.boundaries)
        if one.turn.to_customer:
            return self._after_company(one, number, turns)
        return self

    def _after_customer(
        self, one: Followed, number: int, turns: Sequence[Turn], rungs: Sequence[Limit]
    ) -> Ladder:
        threat = heard(one, number, "threat", at=SURE)
        words = threat or heard(one, number, "abuse", at=SURE)
        if words is None:
            # who goes on about the problem is answered on the problem; a threat does not lapse
            lapses = not one.reading.hot and not self.threats
            return replace(self, due="none") if lapses else self
        since = self.since_said + 1
        due = _due(rungs, self.said, since, threatened=threat is not None)
        due = max(due, self.due, key=RUNGS.index)
        attack = Attack("threat" if threat else "abuse", sentence(turns, words), self.said, due)
        kept = (*self.attacks, attack)
        if len(kept) > KEPT:
            kept = (*kept[: KEPT // 2], *kept[-(KEPT // 2) :])
        return replace(
            self,
            due=due,
            attacks=kept,
            since_said=since,
            count=self.count + 1,
            threats=self.threats + (threat is not None),
        )

    def _after_company(self, one: Followed, number: int, turns: Sequence[Turn]) -> Ladder:
        words = heard(one, number, "set_boundary", at=SURE)
        text, sure = one.turn.text, one.reading.sure("set_boundary")
        rung = limit_in(text, sure, said=self.said)
        if rung == "none" or (words is None and not self.count):
            return self
        words = words or Evidence(number, *consequence(text), "set_boundary")
        said = sentence(turns, words)
        if not self.count:
            return replace(self, too_early=(*self.too_early, said)[-KEPT:])
        limits = (*self.limits, LimitSaid(rung, said))[-KEPT:]
        unwarned = self.unwarned or (rung == "ended" and self.said != "final" and not self.threats)
        highest = max(self.said, rung, key=RUNGS.index)
        answered = RUNGS.index(rung) >= RUNGS.index(self.due)
        return replace(
            self,
            said=highest,
            due="none" if answered else self.due,
            limits=limits,
            since_said=0,
            unwarned=unwarned,
        )


@dataclass(frozen=True, slots=True)
class Boundary:
    """What the ladder calls for now, how to say it, and everything that led there."""

    ladder: Ladder = field(default_factory=Ladder)
    do: str = ""  # empty where nothing is due
    say: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    then: str = ""
    why: str = ""
    tell: str = ""  # who has to know, where somebody was attacked

    @property
    def said(self) -> Rung:
        """The highest rung said so far."""
        return self.ladder.said

    @property
    def due(self) -> Rung:
        """The rung that is due now; "none" without abuse, whatever the anger."""
        return self.ladder.due


def boundary(
    followed: Sequence[Followed],
    *,
    playbook: Playbook,
    channel: Channel | None = None,
    known: Mapping[str, str] | None = None,
) -> Boundary:
    """Where the ladder stands after these turns, by the playbook's rungs and the company's policy."""
    turns = tuple(one.turn for one in followed)
    ladder = Ladder()
    for number, one in enumerate(followed):
        ladder = ladder.after(one, number, turns, playbook)
    return standing(ladder, playbook=playbook, channel=channel, known=known)


def standing(
    ladder: Ladder,
    *,
    playbook: Playbook,
    channel: Channel | None = None,
    known: Mapping[str, str] | None = None,
) -> Boundary:
    """What this ladder calls for. Where the policy leaves ending to a lead, it is handed over."""
    tell = playbook.company.log_abuse_with if ladder.count else ""
    rung = next((each for each in playbook.boundaries if each.name == ladder.due), None)
    if rung is None:
        return Boundary(ladder, tell=tell)
    abuse = next((one for one in playbook.escalation if one.name == "abuse_continues"), None)
    if rung.needs_policy and not playbook.company.may_end_abusive and abuse is not None:
        return Boundary(
            ladder, abuse.needed, ready(abuse.say, known), rung.never, "", abuse.why, tell
        )
    threatened = bool(ladder.attacks) and ladder.attacks[-1].kind == "threat"
    play = next((each for each in playbook.plays if each.when == ("threat",)), None)
    if threatened and ladder.due != "ended" and play is not None:
        say = ready(play.lines(channel), known)
        return Boundary(ladder, play.advice, say, rung.never, rung.then, play.why, tell)
    say = ready(on_channel(rung.say, rung.on, channel), known)
    return Boundary(ladder, rung.advice, say, rung.never, rung.then, rung.why, tell)


def _due(rungs: Sequence[Limit], said: Rung, attacks: int, *, threatened: bool) -> Rung:
    """The rung that the playbook calls for after this many attacks since the last one was said."""
    for rung in rungs:
        higher = RUNGS.index(rung.name) > RUNGS.index(said)
        if threatened and rung.on_threat and higher:
            return rung.name
        if not threatened and said in rung.after_rung and attacks >= rung.abusive_turns:
            return rung.name
    return "none"
