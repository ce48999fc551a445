"""All the rules, in the order in which they are asked: what each adds, and what is taken away.

Of several rules for one signal the first that finds something is quoted. Of several feelings the first counts.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from heard.listen.rules import (
    accusations,
    asked_again,
    brush_offs,
    came_and_went,
    contradictions,
    courts,
    danger,
    dares,
    faces,
    from_the_start,
    good_news,
    greetings,
    in_charge,
    insistence,
    insults,
    irony,
    limits,
    loss,
    needed_again,
    others_word,
    own_name,
    pardons,
    passed_on,
    rebuffs,
    said_before,
    self_harm,
    sent_on,
    slights,
    their_facts,
    threats,
    tone_deaf,
    tried_already,
    unprovoked,
    who_answers,
)
from heard.listen.rules.rule import Felt, Milder, Pardon, Rule, Told
from heard.listen.words import LONGEST_TEXT, spelled_out, unstyled

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from heard.listen.reading import SoFar
    from heard.listen.rules.rule import Span


REMEMBERED = 8  # texts read lately


def _in(find: Callable[[str], Span | None]) -> Callable[[str, SoFar], Span | None]:
    """A look at a turn's words alone, whatever came before: what a draft is read twice for is found once."""
    found = lru_cache(maxsize=REMEMBERED)(find)
    return lambda text, _before: found(text)


def _given(text: str, before: SoFar) -> Span | None:
    again = asked_again.asked_again(text, before)
    return None if again is None else (again.start, again.end)


def _sour(irritated: float, frustrated: float) -> dict[str, float]:
    return {"heat_1": irritated, "heat_2": frustrated, "feels_frustrated": frustrated}


# Thanks that are ironic thank nobody, and whoever says them is neither calm nor pleased.
_THANKS_NOBODY = dict.fromkeys(("thanks", "feels_pleased", "feels_neutral"), 0.0)
# What good news leave of irony and of heat.
_MEANT = dict.fromkeys(
    ("sarcasm", "heat_1", "heat_2", "heat_3", "heat_4", "feels_frustrated", "feels_angry"), 0.1
)

CUSTOMER: tuple[Rule, ...] = (
    Rule(_in(threats.threatening), "threat", threats.SURE),
    Rule(_in(insults.insulting), "abuse", insults.SURE),
    Rule(_in(danger.in_danger), "high_stakes", danger.SURE),
    Rule(_in(self_harm.speaks_of_self_harm), "high_stakes", self_harm.SURE),
    Rule(insistence.insists_on_them, "supervisor_request", insistence.SURE),
    Rule(_in(in_charge.wants_whoever_decides), "supervisor_request", in_charge.SURE),
    Rule(_in(came_and_went.came_and_went), "broken_promise", came_and_went.SURE),
    Rule(_in(courts.threatens_court), "public_threat", courts.SURE),
    Rule(
        _in(irony.ironic_thanks),
        "sarcasm",
        irony.SURE,
        Felt(_sour(*irony.HEATED), times=_THANKS_NOBODY),
    ),
    Rule(
        irony.bitter_thanks,
        "sarcasm",
        irony.BITTER,
        Felt(_sour(*irony.BITTER_HEATED), times=_THANKS_NOBODY),
    ),
    Rule(
        _in(passed_on.passed_on_often),
        "dismissed",
        passed_on.SURE,
        Felt(_sour(*passed_on.HEATED), unless=("thanks", "resolved")),
    ),
    Rule(
        _in(from_the_start.made_to_start_over),
        "repeat_contact",
        from_the_start.MADE_TO_SURE,
        Felt(_sour(*from_the_start.HEATED), unless=("thanks", "resolved")),
    ),
    Rule(loss.quietly_thankful, felt=Felt({"feels_neutral": 0.5}, times={"feels_pleased": 0.0})),
    Rule(_in(faces.only_furious_faces), felt=Felt(_sour(*faces.HEATED) | {"feels_angry": 0.9})),
    Rule(_in(good_news.tells_good_news), felt=Felt({"feels_pleased": 1.0}, times=_MEANT)),
)
_REGRETTED = Milder(needed_again.regrets_asking, asked_again.REGRETTED_SURE)
COMPANY: tuple[Rule, ...] = (
    Rule(_in(brush_offs.holds_up_terms), "policy_wall", brush_offs.SURE),
    Rule(_in(brush_offs.pleads_newness), "excuse", brush_offs.SURE),
    Rule(_in(brush_offs.shrugs_it_off), "excuse", brush_offs.SURE),
    Rule(_in(brush_offs.explains_away), "argue", brush_offs.SURE),
    Rule(_in(brush_offs.stock_phrases), "scripted", brush_offs.SURE),
    Rule(said_before.said_before, "scripted", said_before.SURE),
    Rule(tone_deaf.sounds_deaf, "scripted", tone_deaf.SURE),
    Rule(accusations.accusing, "blame", accusations.SURE),
    Rule(contradictions.contradicting, "argue", contradictions.SURE),
    Rule(sent_on.sent_on, "deflect", sent_on.SURE),
    Rule(loss.passes_over, "fix_first", loss.SURE),
    Rule(_in(dares.daring), "jab", slights.SURE),
    Rule(unprovoked.warns_unprovoked, "jab", slights.SURE),
    Rule(_in(slights.jabs), "jab", slights.SURE),
    Rule(_in(slights.mocks_their_anger), "calm_down", slights.SURE),
    Rule(_in(rebuffs.rebuffing), "flat_no", rebuffs.SURE),
    Rule(_given, "ask_again", asked_again.SURE, milder=_REGRETTED),
    Rule(tried_already.tried_already, "ask_again", asked_again.SURE, milder=_REGRETTED),
    Rule(from_the_start.asks_from_the_start, "ask_again", from_the_start.SURE, milder=_REGRETTED),
    Rule(rebuffs.asks_to_rephrase, "ask_again", rebuffs.REPHRASE_SURE),
    Rule(their_facts.names_their_facts, "acknowledge", their_facts.SURE),
    Rule(_in(limits.asks_to_stop), "set_boundary", limits.STOP_SURE),
)
# What a customer's words are not, and those of the company.
FORGIVEN: tuple[Pardon, ...] = (
    Pardon(others_word.broken_by_others, ("broken_promise",)),
    Pardon(lambda text, _before: who_answers.only_asks_who_answers(text), ("supervisor_request",)),
    Pardon(lambda text, _before: who_answers.declines_a_person(text), ("supervisor_request",)),
    Pardon(lambda text, _before: who_answers.asks_who_it_is(text), ("supervisor_request",)),
    Pardon(lambda text, _before: who_answers.spoke_to_one(text), ("supervisor_request",)),
)
PARDONS: tuple[Pardon, ...] = (
    Pardon(lambda text, _before: dares.daring(text) is not None, ("set_boundary",)),
    Pardon(
        lambda text, before: unprovoked.warns_unprovoked(text, before) is not None,
        ("set_boundary",),
    ),
    Pardon(
        lambda text, before: from_the_start.asks_from_the_start(text, before) is not None,
        ("ask",),
    ),
    Pardon(pardons.limits_nothing, ("set_boundary",)),
    Pardon(pardons.puts_safety_first, ("fix_first", "cold")),
    Pardon(pardons.names_help_in_danger, ("deflect",)),
    Pardon(pardons.may_not_advise, ("deflect",)),
    Pardon(pardons.goes_on_with_the_problem, ("fix_first", "cold")),
    Pardon(pardons.limits_kindly, ("cold",)),
    Pardon(pardons.limits_with_a_purpose, ("calm_down",)),
    Pardon(lambda text, _before: slights.comforts(text), ("jab", "calm_down")),
    Pardon(greetings.only_greets, ("thank",)),
    Pardon(said_before.asked_to_repeat, ("scripted",)),
    Pardon(needed_again.checks_who_they_are, ("ask_again",)),
    Pardon(loss.greets_the_dead, ("personalize",)),
    Pardon(own_name.names_only_ourselves, ("personalize",)),
    Pardon(tone_deaf.takes_for_praise, ("thank", "confirm_close", "reassure")),
)


def told(text: str, before: SoFar, *, customer: bool) -> dict[str, Told]:
    """What a turn says in so many words, by signal, in the order of the table.

    >>> from heard.listen.reading import SoFar
    >>> for name, one in told("Thanks for nothing, you idiots. I will sue you.", SoFar(), customer=True).items():
    ...     print(name, one.start, one.end, one.rule.sure)
    abuse 20 30 0.8
    public_threat 32 42 0.85
    sarcasm 0 18 0.85
    """
    text = text[:LONGEST_TEXT]
    if customer:
        text = spelled_out(unstyled(text))
    found: dict[str, Told] = {}
    for rule in CUSTOMER if customer else COMPANY:
        span = None if rule.signal in found else rule.find(text, before)
        if span is not None:
            found[rule.signal] = Told(rule.as_said(text, span), *span)
    return found


def pardoned(
    text: str, before: SoFar, heard: Collection[str], *, customer: bool = False
) -> frozenset[str]:
    """Those of the signals heard in a turn that it is not, whatever a score says.

    >>> from heard.listen.reading import SoFar
    >>> sorted(pardoned("Please leave the house and call 999 now.", SoFar(), ("cold", "fix_first", "solve")))
    ['cold', 'fix_first']
    """
    doubted = [
        pardon
        for pardon in (FORGIVEN if customer else PARDONS)
        if not set(pardon.signals).isdisjoint(heard)
    ]
    return frozenset(
        name for pardon in doubted if pardon.holds(text, before) for name in pardon.signals
    )
