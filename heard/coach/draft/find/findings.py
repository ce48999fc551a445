"""All that is found in a draft, in the order of its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.coach.draft.find.after_a_loss import after_a_loss, owes_a_word, since_our_last
from heard.coach.draft.find.blame import with_accusations, with_what_is_held_against
from heard.coach.draft.find.certainties import certainties
from heard.coach.draft.find.deaf_thanks import deaf_thanks
from heard.coach.draft.find.hostility import insults, rudeness, with_what_goes_on
from heard.coach.draft.find.irony import taken_at_its_word
from heard.coach.draft.find.missteps import mends_wording, with_missteps
from heard.coach.draft.find.money import given_away, not_its_own
from heard.coach.draft.find.pledges import forbidden, rules_out
from heard.coach.draft.find.questions import unanswered
from heard.coach.draft.find.same_answer import WHY as TURNED_DOWN
from heard.coach.draft.find.same_answer import turns_it_down
from heard.coach.draft.find.selling import sold
from heard.coach.draft.find.slots import calls_them, unfilled
from heard.coach.draft.find.tone import tone, wordless
from heard.coach.draft.find.unheeded import unheeded
from heard.coach.draft.find.unsafe.every import unsafe
from heard.coach.draft.find.verdicts import with_verdicts
from heard.coach.draft.find.walls import widened
from heard.coach.draft.find.wording import not_granted, wording
from heard.coach.draft.finding import Finding, runs_into
from heard.conversation import Channel
from heard.details import name_of
from heard.listen.rules.asked_again import Given, asked_again
from heard.listen.rules.needed_again import checks_who_they_are, regrets_asking
from heard.listen.rules.upset import is_upset
from heard.track.promises import find_promises

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from heard.coach.coach import Coach
    from heard.listen import Reading


def find(draft: str, heard: Reading, coach: Coach, *, by_bot: bool = False) -> tuple[Finding, ...]:
    """Everything found in a draft, in the order of its words. An empty draft has no faults.

    A bot has nothing to grant: what a person may promise is held back where a bot says it.
    """
    reading = heard.firm()
    if not any(letter.isalnum() for letter in draft):
        return tuple(wordless(draft, coach))
    hot = coach.moment.mood == "heated"
    promises = find_promises(draft)
    found = list(wording(draft, reading, coach, promises, hot=hot))
    rules = coach.playbook.promises
    found = [
        not_granted(one) if by_bot or rules_out(draft[one.start : one.end], rules) else one
        for one in found
    ]
    if by_bot:
        found = [not_its_own(one, draft) for one in found]
        found.extend(_not_told(given_away(draft, rules), found))
    found.extend(rudeness(draft, coach))
    found.extend(taken_at_its_word(draft, coach))
    found.extend(deaf_thanks(draft, coach))
    found = with_accusations(draft, coach.playbook, found, upset=is_upset(coach.before))
    again = asked_again(draft, coach.before)
    if again is not None and not checks_who_they_are(draft, coach.before):
        found = [one for one in found if one.name != "ask_again"]
        found.append(_given(again, draft))
    found = [
        one if one.polish else with_what_goes_on(draft, widened(draft, one))
        for one in with_missteps(draft, heard, coach, found)
    ]
    found = with_what_is_held_against(draft, coach.playbook, found)
    found = with_verdicts(draft, found)
    of_a_loss = list(after_a_loss(draft, coach.before))
    if any(map(owes_a_word, of_a_loss)):
        found = [one for one in found if one.name != "fix_first"]
    found.extend(of_a_loss)
    found.extend(_not_told(sold(draft, coach.before), found))
    found = _with_insults(found, list(insults(draft, coach)))
    found.extend(_promises(draft, coach))
    found.extend(_not_told(certainties(draft), found))
    said = " ".join(one.turn.text for one in coach.before.last if one.turn.from_customer)
    found.extend(tone(draft, coach, said))
    found = _instead_of(draft, found, list(unheeded(draft, coach, said)), coach)
    answers = [one.turn.text for one in coach.before.last if one.turn.to_customer]
    spoken = coach.channel is Channel.PHONE
    latest = "\n".join(since_our_last(coach.before))
    must_not = list(
        unsafe(draft, spoken=spoken, said=said, latest=latest, answers=answers, by_bot=by_bot)
    )
    found = [
        one
        for one in _not_told(found, [one for one in must_not if one.name == "promise_not_allowed"])
        if not _goes_with(one, must_not)
    ] + must_not
    found.extend(_unfilled(draft, coach))
    question = unanswered(draft, coach.before, reading)
    if question:
        found.append(_left_open(question, draft))
    found.sort(key=lambda one: (one.start, -one.end, one.name))
    return tuple(one for place, one in enumerate(found) if not _told(one, found[:place]))


def _goes_with(one: Finding, must_not: list[Finding]) -> bool:
    """Whether a misstep goes with the words that must not be said: then it needs no mending of its own."""
    return (
        one.kind == "misstep"
        and not one.hostile
        and any(
            each.unsafe and each.start <= one.start and one.end <= each.end for each in must_not
        )
    )


def _left_open(question: str, draft: str) -> Finding:
    taken_on = f"You asked: “{question}” I'm checking that now"
    return Finding(
        "question unanswered",
        "question_unanswered",
        None,
        0,
        len(draft),
        f'They asked: "{question}" The draft doesn\'t answer it.',
        "after",
        (f"{taken_on}, and you'll have the answer by {{date}}.", f"{taken_on}."),
    )


def _unfilled(draft: str, coach: Coach) -> Iterator[Finding]:
    """Slots that nobody filled; the customer's name is put in where they gave it."""
    for start, end in unfilled(draft):
        slot = draft[start:end]
        name = name_of(coach.before.last) if calls_them(slot) else ""
        why = f"{slot} is still to be filled in: sent so, it shows them a form letter."
        yield Finding(
            "not filled in", "slot_unfilled", None, start, end, why,
            "swap" if name else "add", (name,) if name else (),
        )  # fmt: skip


def _with_insults(found: list[Finding], insulting: list[Finding]) -> list[Finding]:
    """What was found and what insults; a dare is told as the threat it is, not as a jab too."""
    dared = [one for one in (*found, *insulting) if one.name == "threat"]
    left = [
        one
        for one in found
        if one.name != "jab"
        or not any(each.start < one.end and each.end > one.start for each in dared)
    ]
    return left + insulting


def _instead_of(
    draft: str, found: list[Finding], unheeded: list[Finding], coach: Coach
) -> list[Finding]:
    """What was found, with what passes over their words in place of the same that runs into it."""
    asked = "supervisor_request" in coach.said_by_customer
    down = [one for one in unheeded if asked and one.why == TURNED_DOWN]
    return [
        one
        for one in found
        if not runs_into(one, unheeded)
        and not (
            turns_it_down(draft, one)
            and any(each.start <= one.start and one.end <= each.end for each in down)
        )
    ] + unheeded


def _told(one: Finding, earlier: list[Finding]) -> bool:
    """Whether the same thing was found already in words that run into these."""
    return not mends_wording(one) and any(
        other.name == one.name and other.end > one.start for other in earlier
    )


def _not_told(more: Iterable[Finding], found: list[Finding]) -> list[Finding]:
    """What was not found already under the same name in words that run into these."""
    return [one for one in more if not runs_into(one, found)]


def _given(again: Given, draft: str) -> Finding:
    """What they gave already; a matter of polish where the draft says sorry for asking twice."""
    return Finding(
        "misstep",
        "ask_again",
        None,
        again.start,
        again.end,
        f'They gave it already: "{again.given}". Being asked again says that nobody kept it.',
        "replace",
        (f"I have your {again.what} here: {again.given}.{again.also}",),
        polish=regrets_asking(draft, (again.start, again.end)),
    )


def _promises(draft: str, coach: Coach) -> Iterator[Finding]:
    """Promises that the playbook does not allow: too far ahead, or of a kind it rules out."""
    last = coach.before.last[-1].turn.at if coach.before.last else None
    clock = last or coach.track.started_at
    for promise, why in forbidden(draft, coach.playbook.promises, clock):
        yield Finding(
            "promise not allowed",
            "promise_not_allowed",
            None,
            promise.start,
            promise.end,
            why,
            "replace",
            ("You'll hear from me by {date} about where it stands.",),
        )
