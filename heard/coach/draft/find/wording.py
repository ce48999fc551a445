"""What is found by the playbook's wording: phrases that heat things up, and promises nobody may give."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from heard.coach.draft.find.part import is_part
from heard.coach.draft.find.pledges import may_promise
from heard.coach.draft.find.pointing import points_away
from heard.coach.draft.find.slots import SLOT
from heard.coach.draft.find.vagueness import ours, sentence_start
from heard.coach.draft.finding import Finding
from heard.coach.draft.warm import is_warm
from heard.listen.rules.rudeness import calms_somebody_else

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heard.coach.coach import Coach
    from heard.coach.draft.finding import Kind
    from heard.listen import Reading
    from heard.playbook import Phrase
    from heard.playbook.phrase import PhraseHit
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
BACKED_AT = 0.3  # and where soft wording stands for it
KEPT = re.compile(r" (?:i|we|it|they|you)(?: would|['’]d)\b", re.I)  # "as I said I would"
WAITS_FOR = re.compile(r"\b(?:you|your|please|once|if|when)\b", re.I)
ADDRESS = re.compile(r"@\w+|#\w+|(?:https?://|www\.)\S+")  # the digits in one are no date


def wording(
    draft: str, reading: Reading, coach: Coach, promises: tuple[Promise, ...], *, hot: bool
) -> Iterator[Finding]:
    """What the playbook's phrases find, where they mean here what they are for."""
    plain = ADDRESS.sub(lambda found: " " * len(found[0]), draft)
    plain = SLOT.sub(lambda found: "_" * len(found[0]), plain)
    part, warm = is_part(draft, coach.before), is_warm(coach)
    hits = coach.playbook.phrase_hits(plain, heard=coach.said_by_customer, channel=coach.channel)
    for hit in hits:
        phrase = hit.phrase
        if phrase.misstep in WHOLE_REPLY and (not hot or part):
            continue
        if not _is_meant(hit, draft, coach, promises):
            continue
        if phrase.misstep == "policy_wall" and not warm and reading.hears("solve"):
            continue  # who asks what the rule is has to be told it
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
            polish=sure < BACKED_AT and _is_polish(phrase, reading, warm=warm),
            then=phrase.then,
            whole=phrase.whole,
        )


def _is_meant(hit: PhraseHit, draft: str, coach: Coach, promises: tuple[Promise, ...]) -> bool:
    """Whether a phrase means here what it is listed for."""
    phrase = hit.phrase
    if phrase.misstep == "deflect":
        return points_away(draft, coach.before)
    if phrase.misstep == "calm_down":
        return not calms_somebody_else(draft, hit.start, hit.end)
    if phrase.misstep == "blame":
        return KEPT.match(draft, hit.end) is None
    if phrase.misstep == "vague_promise" and not phrase.called:
        dated = _is_dated(promises, hit.start, hit.end)
        return not dated and (not phrase.in_promise or ours(draft, hit.start, hit.end))
    return True


def _is_polish(phrase: Phrase, reading: Reading, *, warm: bool) -> bool:
    """Whether wording that nothing else stands for is a matter of polish; a promise is, beside a question to somebody calm."""
    if warm:
        return phrase.soft and phrase.misstep != "blame"
    return phrase.soft or (phrase.misstep == "vague_promise" and reading.hears("ask"))


def not_granted(found: Finding) -> Finding:
    """A promise that is fine where it has been granted, as it is where nobody may grant it."""
    if not found.polish or found.name != "promise_not_allowed":
        return found
    return replace(found, polish=False, place="replace", lines=found.whole or found.lines)


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
