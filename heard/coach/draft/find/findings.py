"""What is found in a draft: wording of the playbook, missteps heard, promises, open questions."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from heard.coach.draft.clauses import Span, clause_of, facts, spans
from heard.coach.draft.find.after_a_loss import after_a_loss
from heard.coach.draft.find.blame import with_accusations, with_what_is_held_against
from heard.coach.draft.find.deaf_thanks import deaf_thanks
from heard.coach.draft.find.hostility import insults, rudeness, with_what_goes_on
from heard.coach.draft.find.irony import WHY as TAKEN
from heard.coach.draft.find.irony import taken_at_its_word
from heard.coach.draft.find.money import given_away
from heard.coach.draft.find.part import is_part
from heard.coach.draft.find.pledges import forbidden, may_promise, rules_out
from heard.coach.draft.find.pointing import pointing_sentence, points_away
from heard.coach.draft.find.questions import unanswered
from heard.coach.draft.find.slots import SLOT, calls_them, unfilled
from heard.coach.draft.find.tone import tone, wordless
from heard.coach.draft.find.unsafe.every import unsafe
from heard.coach.draft.find.vagueness import SOON, WISHED, ours, passes_on, sentence_start, wishes
from heard.coach.draft.find.walls import widened
from heard.coach.draft.finding import LOCAL, Finding, runs_into
from heard.coach.draft.warm import is_warm
from heard.conversation import Channel
from heard.listen.rules.asked_again import Given, asked_again
from heard.listen.rules.rudeness import calms_somebody_else
from heard.listen.rules.upset import is_upset
from heard.signals import MISSTEPS, get
from heard.track.promises import find_promises

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from heard.coach.coach import Coach
    from heard.coach.draft.finding import Kind
    from heard.listen import Reading
    from heard.playbook import Phrase, Playbook
    from heard.playbook.phrase import Place
    from heard.track import Promise

KINDS: dict[str, Kind] = {
    "vague_promise": "vague promise",
    "over_agree": "risky agreement",
    "fix_first": "phase 1 skipped",
    "weak_apology": "weak apology",
    "promise_not_allowed": "promise not allowed",
}
WEAK_CLOSES = ("all-set", "let-me-know-if-not", "anything-else-alone")
WHOLE_REPLY = ("fix_first", "cold", "scripted", "ask_again", "deflect")
MODEL_AT = 0.7  # how sure a misstep must be where no wording of the playbook stands for it
# Rudeness and stock wording are so rare that the listener seldom is surer; of the replies in the first part of
# the development set hardly any reaches these by mistake.
LESS_AT = {"jab": 0.28, "argue": 0.4, "scripted": 0.5, "vague_promise": 0.55, "fix_first": 0.65}
BACKED_AT = 0.3  # and where soft wording stands for it
HARMFUL = ("calm_down", "blame", "jab")  # here the words found are the harm: they give way
BARE = 3  # words of a reply that says nothing: "Okay. Thank you."
WORD = re.compile(r"[^\W\d_]+")
SAYS_THEN = ("deflect", "argue", "cold")  # here the playbook's `then` goes with other words, too
KEPT = re.compile(r" (?:i|we|it|they|you)(?: would|['’]d)\b", re.I)  # "as I said I would"
SHORTEST = 3  # a sigh, "oh god", runs nobody down
LONG = 16  # words of a clause that only runs our own side down
WAITS_FOR = re.compile(r"\b(?:you|your|please|once|if|when)\b", re.I)
ADDRESS = re.compile(r"@\w+|#\w+|(?:https?://|www\.)\S+")  # the digits in one are no date


def find(draft: str, heard: Reading, coach: Coach, *, by_bot: bool = False) -> tuple[Finding, ...]:
    """Everything found in a draft, in the order of its words. An empty draft has no faults.

    A bot has nothing to grant: what a person may promise is held back where a bot says it.
    """
    reading = heard.firm()
    if not any(letter.isalnum() for letter in draft):
        return tuple(wordless(draft, coach))
    hot = coach.moment.mood == "heated"
    promises = find_promises(draft)
    found = list(_wording(draft, reading, coach, promises, hot=hot))
    rules = coach.playbook.promises
    found = [
        _not_granted(one) if by_bot or rules_out(draft[one.start : one.end], rules) else one
        for one in found
    ]
    if by_bot:
        found.extend(_not_told(given_away(draft, rules), found))
    found.extend(rudeness(draft, coach))
    found.extend(taken_at_its_word(draft, coach))
    found.extend(deaf_thanks(draft, coach))
    found = with_accusations(draft, coach.playbook, found, upset=is_upset(coach.before))
    again = asked_again(draft, coach.before)
    if again is not None:
        found = [one for one in found if one.name != "ask_again"]
        found.append(_given(again))
    found = [
        one if one.polish else with_what_goes_on(draft, widened(draft, one))
        for one in _with_missteps(draft, heard, coach, found)
    ]
    found = with_what_is_held_against(draft, coach.playbook, found)
    found.extend(after_a_loss(draft, coach.before))
    found = _with_insults(found, list(insults(draft, coach)))
    found.extend(_promises(draft, coach))
    said = " ".join(one.turn.text for one in coach.before.last if one.turn.from_customer)
    found.extend(tone(draft, coach, said))
    answers = [one.turn.text for one in coach.before.last if one.turn.to_customer]
    spoken = coach.channel is Channel.PHONE
    must_not = list(unsafe(draft, spoken=spoken, said=said, answers=answers))
    found = (
        _not_told(found, [one for one in must_not if one.name == "promise_not_allowed"]) + must_not
    )
    found.extend(_unfilled(draft, coach))
    question = unanswered(draft, coach.before, reading)
    if question:
        found.append(_left_open(question, draft))
    found.sort(key=lambda one: (one.start, -one.end, one.name))
    return tuple(one for place, one in enumerate(found) if not _told(one, found[:place]))


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
        name = coach.details().name if calls_them(slot) else ""
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


def _told(one: Finding, earlier: list[Finding]) -> bool:
    """Whether the same thing was found already in words that run into these."""
    return not _mends_wording(one) and any(
        other.name == one.name and other.end > one.start for other in earlier
    )


def _wording(
    draft: str, reading: Reading, coach: Coach, promises: tuple[Promise, ...], *, hot: bool
) -> Iterator[Finding]:
    plain = ADDRESS.sub(lambda found: " " * len(found[0]), draft)
    plain = SLOT.sub(lambda found: "_" * len(found[0]), plain)
    part, warm = is_part(draft, coach.before), is_warm(coach)
    hits = coach.playbook.phrase_hits(plain, heard=coach.said_by_customer, channel=coach.channel)
    for hit in hits:
        phrase = hit.phrase
        if phrase.misstep in WHOLE_REPLY and (not hot or part):
            continue
        if phrase.misstep == "deflect" and not points_away(draft, coach.before):
            continue
        if phrase.misstep == "calm_down" and calms_somebody_else(draft, hit.start, hit.end):
            continue
        if phrase.misstep == "blame" and KEPT.match(draft, hit.end):
            continue
        if phrase.misstep == "vague_promise" and not phrase.called:
            if _is_dated(promises, hit.start, hit.end):
                continue
            if phrase.in_promise and not ours(draft, hit.start, hit.end):
                continue
        words = draft[sentence_start(draft, hit.start) : hit.end]
        if phrase.called == "promise_not_allowed" and may_promise(words, coach.playbook.promises):
            continue
        sure = reading.sure(phrase.misstep)
        name = phrase.called or phrase.misstep
        yield Finding(
            _kind(phrase),
            name,
            None if phrase.called else sure or None,
            hit.start,
            hit.end,
            phrase.why,
            phrase.place,
            phrase.mend or phrase.say_instead,
            polish=phrase.soft and sure < BACKED_AT and not (warm and phrase.misstep == "blame"),
            then=phrase.then,
            whole=phrase.whole,
        )


def _not_granted(found: Finding) -> Finding:
    """A promise that is fine where it has been granted, as it is where nobody may grant it."""
    if not found.polish or found.name != "promise_not_allowed":
        return found
    return replace(found, polish=False, place="replace", lines=found.whole or found.lines)


def _not_told(more: Iterable[Finding], found: list[Finding]) -> list[Finding]:
    """What was not found already under the same name in words that run into these."""
    return [one for one in more if not runs_into(one, found)]


def _kind(phrase: Phrase) -> Kind:
    if phrase.name in WEAK_CLOSES:
        return "weak close"
    return KINDS.get(phrase.called or phrase.misstep, "misstep")


def _is_dated(promises: tuple[Promise, ...], start: int, end: int) -> bool:
    """Whether the words stand in a promise that says when, or what it waits for."""
    around = [one for one in promises if one.start < end and one.end > start]
    return bool(around) and all(
        one.kind == "dated" or (one.kind == "event" and WAITS_FOR.search(one.due_words))
        for one in around
    )


def _with_missteps(draft: str, heard: Reading, coach: Coach, found: list[Finding]) -> list[Finding]:
    """The findings, with the missteps that the listener is sure of in any words."""
    named = {one.name for one in found if not one.polish}
    if "weak_apology" in named:
        named.add("excuse")
    if "promise_not_allowed" in named:
        named.add("vague_promise")
    if any(one.why == TAKEN for one in found):
        named.add("scripted")
    for name in MISSTEPS:
        if name in named or heard.sure(name) < LESS_AT.get(name, MODEL_AT):
            continue
        if not _stands(name, draft, heard, coach) or _goes_with_blame(name, heard, found):
            continue
        found = [one for one in found if one.name != name or _mends_wording(one)]
        found.append(_misstep(name, heard, coach.playbook, draft))
    return found


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


def _mends_wording(found: Finding) -> bool:
    """Whether this is stock wording that gives way in its place, whatever the whole reply lacks."""
    return found.polish and found.name in WHOLE_REPLY and found.place in LOCAL


def _stands(name: str, draft: str, heard: Reading, coach: Coach) -> bool:
    """Whether what the listener heard is borne out by what it can be about."""
    signal = heard.signal(name)
    if signal is not None and not any(c.isalpha() for c in draft[signal.start : signal.end]):
        return False
    if name in WHOLE_REPLY and is_part(draft, coach.before):
        return False
    if name == "deflect":
        return points_away(draft, coach.before)
    if name == "calm_down" and signal is not None:
        return not calms_somebody_else(draft, signal.start, signal.end)
    if name == "vague_promise" and signal is not None:
        promised = ours(draft, sentence_start(draft, signal.start), signal.end)
        return promised and not wishes(draft, signal.start) and not _in_passing(draft, coach)
    if name == "fix_first":
        return _skips_the_feeling(draft, coach)
    return True


FIXES = re.compile(
    r"\?|\b(?:please|kindly|pls|plz|can you|could you|you can|you may|you(?:['’]ll| will)? need|you have to|try|dm|send|share|follow"
    r"|visit|go to|check|check out|click|press|hold|restart|contact|call us|here(?:['’]s| is| are|:)|we['’]d (?:like|love|be)"
    r"|happy to|glad to|love to|let['’]?s|let us|look into|suggest|recommend|help(?: is|['’]s)?|these (?:steps|tips))\b|https?:|<\w+>",
    re.I,
)
EXPLAINS = re.compile(
    r"\b(?:we(?:['’]ve| have| are|['’]re) (?:\w+ly )?(?:passed|raised|reported|sent|prohibited|removed|review\w+|working|refunded|fixed"
    r"|committed|made|taken|asked|escalated)|our team is)\b",
    re.I,
)


def _in_passing(draft: str, coach: Coach) -> bool:
    """Whether a calm customer is only told that their words are passed on, or an eye is kept on it."""
    return not is_warm(coach) and passes_on(draft)


def _skips_the_feeling(draft: str, coach: Coach) -> bool:
    """Whether a draft goes for the fix while the customer is upset: an explanation is no fix."""
    if not is_warm(coach):
        return False
    plain = ADDRESS.sub(lambda found: " link " if "/" in found[0] else " ", draft)
    if EXPLAINS.search(plain) and "?" not in plain:
        return False
    return FIXES.search(plain) is not None or " link " in plain


def _misstep(name: str, reading: Reading, playbook: Playbook, draft: str) -> Finding:
    signal = reading.signal(name)
    start, end = (0, len(draft)) if signal is None else (signal.start, signal.end)
    phrase = next((one for one in playbook.phrases if one.misstep == name and one.whole), None)
    repair = next((play for play in playbook.plays if name in play.when), None)
    why = repair.why if repair is not None else get(name).why
    place: Place = "add"
    if name == "deflect":
        start, end = pointing_sentence(draft, Span(start, end))
        place = "ahead"
    elif name == "cold" and len(WORD.findall(ADDRESS.sub(" ", draft))) <= BARE:
        start, end, place = 0, len(draft), "replace"
    elif name in WHOLE_REPLY:
        place = "before"
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
        place = "beside"
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
        then=() if phrase is None or name not in SAYS_THEN else phrase.then,
    )


def _gives_way(clause: str) -> bool:
    """Whether a clause only condemns our own side: nothing is lost with it."""
    return not facts(clause) and SHORTEST <= len(clause.split()) <= LONG


def _given(again: Given) -> Finding:
    return Finding(
        "misstep",
        "ask_again",
        None,
        again.start,
        again.end,
        f'They gave it already: "{again.given}". Being asked again says that nobody kept it.',
        "replace",
        (f"I have your {again.what} here: {again.given}.{again.also}",),
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
