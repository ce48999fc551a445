"""The six reasons to bring in somebody else: needed, worth an offer, or not yet, and in which words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from heard.conversation import Speaker
from heard.handover.boundary import Ladder
from heard.handover.danger import is_over
from heard.listen import FIRM, heat_level
from heard.listen.rules.danger import in_danger
from heard.listen.rules.self_harm import speaks_of_self_harm
from heard.playbook import CRITERIA
from heard.playbook.lines import ready
from heard.track import Evidence
from heard.track.announced import announces
from heard.track.escalation import EXPERT, LIMIT, ROUNDS, STAYS_HIGH, TRIES
from heard.track.limits import calls_for_somebody
from heard.track.quote import Quote, heard, quote, sentence
from heard.track.tries import FAILED, offer_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from heard.conversation import Turn
    from heard.listen.any_case import Pattern
    from heard.playbook import Criterion, Playbook
    from heard.track import CriterionName, Followed

Level = Literal["needed", "offer", "not yet"]

UNSURE = 0.3  # a request this unsure is worth an offer: offering costs little, refusing a lot
IRRITATED = 1
SCANNED = 4000
KEPT = 6  # quotes kept for one criterion, the latest
# Where a wrong answer can hurt somebody: ask a specialist before guessing.
HARM = re.compile(
    r"\bcarbon monoxide\b|\bgas leak\b|\bsmell(?:s|ed|ing)? (?:of )?(?:gas|burning|smoke)\b"
    r"|\b(?:sparks|sparking|on fire|caught fire|electric(?:al)? shock|electrocuted)\b"
    r"|\ballergic reaction\b|\b(?:insulin|epipen|overdose|oxygen machine)\b"
    r"|\b(?:got|was|been|were) (?:injured|burned|burnt|poisoned|hurt)\b(?! (?:by (?:you|how|the way|what)|before)\b)"
    r"|\bidentity theft\b|\bstole my identity\b",
    re.IGNORECASE,
)
# What the company's own words say about who must decide or help.
SPOKEN: tuple[tuple[CriterionName, Pattern], ...] = (
    ("authority_limit", LIMIT),
    ("expertise_needed", EXPERT),
)


@dataclass(frozen=True, slots=True)
class Ground:
    """How far one criterion is met, since which turn, and in which words."""

    level: Level = "not yet"
    since: int = -1  # the turn from which on it was needed or worth an offer
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """One of the six criteria, judged, in the playbook's words for it."""

    name: CriterionName
    title: str
    level: Level
    why: str  # what follows from the level
    quotes: tuple[Quote, ...]
    say: tuple[str, ...]  # only where something follows
    since: int = -1


NOTHING: Mapping[CriterionName, Ground] = dict.fromkeys(CRITERIA, Ground())


@dataclass(frozen=True, slots=True)
class Grounds:
    """The six criteria while a conversation goes on: a value, moved a turn at a time.

    A handover and a solution both clear them: from then on only what is said anew counts.
    """

    ladder: Ladder = field(default_factory=Ladder)
    six: Mapping[CriterionName, Ground] = field(default_factory=lambda: NOTHING)
    answered: bool = False  # the feeling, at some point
    row: int = 0  # times the customer was heated since; messages in a row are one
    speaking: bool = False  # the customer spoke last
    answers: int = 0  # how often the company has answered; messages in a row are one
    tried: int = -1  # the turn of a fix nobody has reported on yet
    failed: tuple[Quote, ...] = ()
    refused: Quote | None = None  # the company's last answer, where it was a plain no
    cleared: int = -1  # the turn of the last handover or solution

    def after(self, one: Followed, number: int, turns: Sequence[Turn], book: Playbook) -> Grounds:
        """The grounds once this turn was said."""
        moved = replace(self, ladder=self.ladder.after(one, number, turns, book))
        if one.turn.from_customer:
            return _after_customer(moved, one, number, turns, book)
        if one.turn.to_customer and one.turn.text.strip():
            return _after_company(moved, one, number, turns)
        return moved


def _after_customer(
    before: Grounds, one: Followed, number: int, turns: Sequence[Turn], book: Playbook
) -> Grounds:
    heated = one.moment.mood == "heated"
    if one.reading.sure("resolved") >= FIRM and not heated:
        return Grounds(before.ladder, speaking=True, answers=before.answers, cleared=number)
    failed, tried = before.failed, before.tried
    found = FAILED.search(one.turn.text, 0, SCANNED)
    if tried >= 0 and found is not None:
        failed = (*failed, sentence(turns, Evidence(number, *found.span(), "failed_tries")))
        tried = -1
    row = _row(before, heated=heated)
    moved = replace(before, failed=failed[-KEPT:], tried=tried, row=row, speaking=True)
    levels: dict[CriterionName, Ground] = {
        "supervisor_asked": _asked(moved, one, number, turns),
        "abuse_continues": _abuse(moved),
        "heat_stays_high": _heat(moved, one, number, turns, _limit(book, "turns", STAYS_HIGH)),
        "solutions_failed": _tries(moved, _limit(book, "tries", TRIES)),
        "authority_limit": _authority(moved, heated=heated),
        "expertise_needed": _harm(moved, one, number, turns),
    }
    six = {name: _since(before.six[name], ground, number) for name, ground in levels.items()}
    return replace(moved, six=six)


def _after_company(before: Grounds, one: Followed, number: int, turns: Sequence[Turn]) -> Grounds:
    count = before.answers + (before.speaking or not before.answers)
    if (
        one.turn.speaker is Speaker.SUPERVISOR
        or announces(one.turn, one.reading, number) is not None
    ):
        return Grounds(before.ladder, answered=before.answered, answers=count, cleared=number)
    answers = max(one.reading.sure("acknowledge"), one.reading.sure("apologize")) >= FIRM
    fixes = offer_in(one.turn.text, one.reading)
    refusal = heard(one, number, "flat_no", "policy_wall")
    six = dict(before.six)
    for name, pattern in SPOKEN:
        found = pattern.search(one.turn.text, 0, SCANNED)
        if found is not None:
            words = sentence(turns, Evidence(number, *found.span(), name))
            known = six[name].quotes if six[name].level == "needed" else ()
            six[name] = _since(six[name], Ground("needed", -1, (*known, words)[-KEPT:]), number)
    return replace(
        before,
        six=six,
        answered=before.answered or answers,
        speaking=False,
        answers=count,
        tried=number if fixes is not None else before.tried,
        refused=None if refusal is None else sentence(turns, refusal),
    )


def _since(before: Ground, now: Ground, number: int) -> Ground:
    """A ground with the turn from which on it has stood at this level."""
    held = before.level == now.level
    return now if now.level == "not yet" else replace(now, since=before.since if held else number)


def _asked(before: Grounds, one: Followed, number: int, turns: Sequence[Turn]) -> Ground:
    stood = before.six["supervisor_asked"]
    asked = heard(one, number, "supervisor_request", at=UNSURE)
    if asked is not None and one.reading.sure("supervisor_request") >= FIRM:
        known = stood.quotes if stood.level == "needed" else ()
        return Ground("needed", -1, (*known, sentence(turns, asked))[-KEPT:])
    if stood.level == "needed":
        return stood
    if asked is None or heat_level(one.reading.heat or 0.0) < IRRITATED:
        return Ground()
    return Ground("offer", -1, (sentence(turns, asked),))


def _abuse(before: Grounds) -> Ground:
    attacks = [one for one in before.ladder.attacks if one.quote.turn > before.cleared]
    quotes = tuple(attack.quote for attack in attacks)[-KEPT:]
    if any(calls_for_somebody(one.said, threat=one.kind == "threat") for one in attacks):
        return Ground("needed", -1, quotes)
    named = any(attack.said == "named" for attack in attacks)
    return Ground("offer", -1, quotes) if named else Ground()


def _heat(
    before: Grounds, one: Followed, number: int, turns: Sequence[Turn], turns_long: int
) -> Ground:
    if not before.row:
        return Ground()
    words = quote(turns, Evidence(number, 0, len(turns[number].text), "heat"))
    if before.row >= turns_long and before.answers >= ROUNDS and one.moment.trend != "cooling":
        return Ground("needed", -1, (words,))
    near = before.row >= max(turns_long - 1, 1)
    return Ground("offer", -1, (words,)) if near else Ground()


def _row(before: Grounds, *, heated: bool) -> int:
    """How many times in a row the customer was heated since the feeling was answered."""
    if not heated or not before.answered:
        return 0
    return max(before.row, 1) if before.speaking else before.row + 1


def _tries(before: Grounds, tries: int) -> Ground:
    if len(before.failed) >= tries:
        return Ground("needed", -1, before.failed)
    return Ground("offer", -1, before.failed) if before.failed else Ground()


def _authority(before: Grounds, *, heated: bool) -> Ground:
    stood = before.six["authority_limit"]
    if stood.level == "needed":
        return stood
    near = heated and before.refused is not None
    return Ground("offer", -1, (before.refused,)) if near and before.refused else Ground()


def _harm(before: Grounds, one: Followed, number: int, turns: Sequence[Turn]) -> Ground:
    """Whether somebody who knows about such harm must come: at once where a life is in danger, and worth an offer where it may be."""
    stood, text = before.six["expertise_needed"], one.turn.text
    told = speaks_of_self_harm(text) or in_danger(text)
    if told is not None:
        words = sentence(turns, Evidence(number, *told, "expertise_needed"))
        return Ground("needed", -1, (words,))
    if is_over(text) and all(words.speaker is Speaker.CUSTOMER for words in stood.quotes):
        return Ground()
    if stood.level == "needed":
        return stood
    found, peril = HARM.search(text, 0, SCANNED), one.reading.peril
    span = found.span() if found else (peril.start, peril.end) if peril else None
    if span is None:
        return stood
    words = sentence(turns, Evidence(number, *span, "expertise_needed"))
    return Ground("offer", -1, (words,))


def watch(followed: Sequence[Followed], *, playbook: Playbook) -> Iterator[Grounds]:
    """The grounds after each turn, in order; each sees only what was said before it."""
    turns = tuple(one.turn for one in followed)
    grounds = Grounds()
    for number, one in enumerate(followed):
        grounds = grounds.after(one, number, turns, playbook)
        yield grounds


def verdicts(
    grounds: Grounds, *, playbook: Playbook, known: Mapping[str, str] | None = None
) -> tuple[Verdict, ...]:
    """All six criteria, the needed ones first, then those worth an offer."""
    judged = [_verdict(one, grounds.six[one.name], known) for one in playbook.escalation]
    order = ("needed", "offer", "not yet")
    return tuple(sorted(judged, key=lambda verdict: order.index(verdict.level)))


def judge(
    followed: Sequence[Followed], *, playbook: Playbook, known: Mapping[str, str] | None = None
) -> tuple[Verdict, ...]:
    """The six verdicts as they stand after the last of these turns."""
    grounds = Grounds()
    for now in watch(followed, playbook=playbook):
        grounds = now
    return verdicts(grounds, playbook=playbook, known=known)


def _limit(book: Playbook, key: Literal["turns", "tries"], otherwise: int) -> int:
    found = [getattr(one, key) for one in book.escalation if getattr(one, key) is not None]
    return int(found[0]) if found else otherwise


def _verdict(one: Criterion, ground: Ground, known: Mapping[str, str] | None) -> Verdict:
    why = {"needed": one.needed, "offer": one.offer, "not yet": one.not_yet}[ground.level]
    say = () if ground.level == "not yet" else ready(one.say, known)
    return Verdict(one.name, one.title, ground.level, why, ground.quotes, say, ground.since)
