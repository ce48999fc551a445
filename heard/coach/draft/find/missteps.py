"""The missteps that the listener hears in a draft, borne out by what they can be about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.coach.draft.clauses import Span, clause_of, facts, spans
from heard.coach.draft.find.borne_out import is_borne_out
from heard.coach.draft.find.irony import WHY as TAKEN
from heard.coach.draft.find.pointing import pointing_sentence
from heard.coach.draft.find.vagueness import SOON, WISHED
from heard.coach.draft.find.wording import ADDRESS, KINDS, WHOLE_REPLY
from heard.coach.draft.finding import LOCAL, Finding
from heard.listen.rules.asked_again import SURE
from heard.listen.rules.brush_offs import explains_away, stock_phrases
from heard.listen.rules.from_the_start import SURE as FROM_THE_START
from heard.listen.rules.from_the_start import asks_from_the_start
from heard.listen.rules.needed_again import regrets_asking
from heard.listen.rules.tried_already import tried_already
from heard.signals import MISSTEPS, get

if TYPE_CHECKING:
    from collections.abc import Iterable

    from heard.coach.coach import Coach
    from heard.listen import Reading
    from heard.playbook.phrase import Place

MODEL_AT = 0.7  # how sure a misstep must be where no wording of the playbook stands for it
# Rudeness and stock wording are so rare that the listener seldom is surer; what it hears is borne out by words, too.
LESS_AT = {"jab": 0.28, "argue": 0.5, "scripted": 0.5, "vague_promise": 0.55, "cold": 0.65}
HARMFUL = ("calm_down", "blame", "jab")  # here the words found are the harm: they give way
BARE = 3  # words of a reply that says nothing: "Okay. Thank you."
WORD = re.compile(r"[^\W\d_]+")
SAYS_THEN = ("deflect", "argue", "cold")  # here the playbook's `then` goes with other words, too
SENDS = re.compile(r"\b(?:re-?)?(?:send|upload|post|e-?mail|submit)\b", re.I)
SENT_ALREADY = (
    "You've sent that already. I'm looking for it here, and you'll hear from me by {date}.",
)
TOLD_ALREADY = (
    "I have what you told us before, so you needn't tell it again. What comes next is {step}.",
)
TRIED_ALREADY = ("You've tried that already, so we can skip it. What comes next is {step}.",)
SHORTEST = 3  # a sigh, "oh god", runs nobody down
LONG = 16  # words of a clause that only runs our own side down


def with_missteps(draft: str, heard: Reading, coach: Coach, found: list[Finding]) -> list[Finding]:
    """The findings, with the missteps that the listener is sure of in any words."""
    named = {one.name for one in found if not one.polish}
    if "weak_apology" in named:
        named.add("excuse")
    if "promise_not_allowed" in named:
        named.add("vague_promise")
    if any(one.why == TAKEN for one in found):
        named.add("scripted")
    again = _step_again(draft, coach) if heard.hears("ask_again") else None
    if again is not None:
        found = [*(one for one in found if one.name != "ask_again"), again]
        named.add("ask_again")
    for name in MISSTEPS:
        if name in named or heard.sure(name) < LESS_AT.get(name, MODEL_AT):
            continue
        if not is_borne_out(name, draft, heard, coach) or _goes_with_blame(name, heard, found):
            continue
        found = [one for one in found if one.name != name or mends_wording(one)]
        found.append(_misstep(name, heard, coach, draft))
    return found


def _step_again(draft: str, coach: Coach) -> Finding | None:
    """A step that they took already, or a paper that they sent: the sentence that asks for it gives way."""
    again = tried_already(draft, coach.before)
    if again is None:
        return _told_already(draft, coach)
    lines = SENT_ALREADY if SENDS.search(draft, *again) else TRIED_ALREADY
    polish = regrets_asking(draft, again)
    return Finding(
        "misstep", "ask_again", SURE, *again, get("ask_again").why, "replace", lines, polish
    )


def _told_already(draft: str, coach: Coach) -> Finding | None:
    """An opening question to somebody who was passed on, and has told it all: the sentence gives way."""
    again = asks_from_the_start(draft, coach.before)
    if again is None:
        return None
    sentence = next(one for one in spans(draft) if one.end > again[0])
    polish = regrets_asking(draft, sentence)
    return Finding(
        "misstep", "ask_again", FROM_THE_START, *sentence, get("ask_again").why, "replace",
        TOLD_ALREADY, polish,
    )  # fmt: skip


def _goes_with_blame(name: str, heard: Reading, found: Iterable[Finding]) -> bool:
    """Whether what contradicts them is an accusation that gives way already."""
    signal = heard.signal(name)
    return (
        name == "argue"
        and signal is not None
        and any(
            one.name == "blame"
            and one.sure is None
            and one.start < signal.end
            and one.end > signal.start
            for one in found
        )
    )


def mends_wording(found: Finding) -> bool:
    """Whether this is stock wording that gives way in its place, whatever the whole reply lacks."""
    return found.polish and found.name in WHOLE_REPLY and found.place in LOCAL


def _misstep(name: str, reading: Reading, coach: Coach, draft: str) -> Finding:
    playbook = coach.playbook
    signal = reading.signal(name)
    start, end = (0, len(draft)) if signal is None else (signal.start, signal.end)
    phrase = next((one for one in playbook.phrases if one.misstep == name and one.whole), None)
    repair = next(
        (play for play in playbook.plays if play.is_for(name, coach.said_by_customer)), None
    )
    why = repair.why if repair is not None else get(name).why
    place: Place = "add"
    guessed = explains_away(draft[start:end])  # whether it was meant is not for us to say
    goes_on = name in SAYS_THEN and guessed is None
    if name == "deflect":
        start, end = pointing_sentence(draft, Span(start, end))
        place = "ahead"
    elif name == "cold" and len(WORD.findall(ADDRESS.sub(" ", draft))) <= BARE:
        start, end, place = 0, len(draft), "replace"
    elif name in WHOLE_REPLY:
        stock = name == "scripted" and stock_phrases(draft[start:end]) is not None
        place = "replace" if stock else "before"
        why = get(name).why if name == "cold" else why
    elif name == "vague_promise":
        place = "after"
        sentence = next((one for one in spans(draft) if one.end > start), Span(start, end))
        soon = SOON.search(draft, *sentence)
        if soon is not None and not WISHED.search(draft, *sentence):
            start, end, place = soon.start(), soon.end(), "swap"
            return Finding(
                KINDS[name], name, reading.sure(name), start, end, why, place, ("by {date}",)
            )
    elif name in HARMFUL:
        place = "replace"
    elif name == "argue":
        place = "beside" if guessed is None else "replace"
    elif name == "over_agree":
        clause = clause_of(draft, start, end)
        if _gives_way(draft[slice(*clause)]):
            (start, end), place = clause, "replace"
    return Finding(
        KINDS.get(name, "misstep"),
        name,
        reading.sure(name),
        start,
        end,
        why,
        place,
        () if phrase is None else phrase.whole,
        then=() if phrase is None or not goes_on else phrase.then,
    )


def _gives_way(clause: str) -> bool:
    """Whether a clause only condemns our own side: nothing is lost with it."""
    return not facts(clause) and SHORTEST <= len(clause.split()) <= LONG
