"""What is found in a draft: wording of the playbook, missteps heard, promises, open questions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from heard.coach.questions import unanswered
from heard.conversation import Speaker, Turn
from heard.listen import SoFar
from heard.signals import MISSTEPS, get
from heard.track.promises import find_promises

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heard.coach.coach import Coach
    from heard.listen import Reading
    from heard.playbook import Phrase, Playbook
    from heard.playbook.phrase import Place
    from heard.track import Promise

Kind = Literal[
    "misstep",
    "vague promise",
    "risky agreement",
    "weak close",
    "phase 1 skipped",
    "promise not allowed",
    "question unanswered",
    "insult",
]
KINDS: dict[str, Kind] = {
    "vague_promise": "vague promise",
    "over_agree": "risky agreement",
    "fix_first": "phase 1 skipped",
}
WEAK_CLOSES = ("all-set", "let-me-know-if-not", "anything-else-alone")
WHOLE_REPLY = ("fix_first", "cold", "scripted", "ask_again", "deflect")
# What a reply must not hold whoever it is said by; heard by the ear that hears it from customers.
INSULTS = {
    "abuse": (0.5, "It insults the customer. Nothing else in the reply will be heard."),
    "threat": (0.5, "It threatens the customer."),
    "profanity": (0.7, "It swears at the customer, or in front of them."),
}
INSTEAD_OF_INSULTS = ("I'm here to help. Which part shall I take on first?",)
MODEL_AT = 0.7  # how sure a misstep must be where no wording of the playbook stands for it
# Rudeness is so rare that the listener seldom is surer; of real replies hardly any reaches this by mistake.
RUDE_AT = {"jab": 0.28, "argue": 0.4}
BACKED_AT = 0.3  # and where soft wording stands for it
NO_CLOCK = datetime(2026, 3, 10, 10)  # noqa: DTZ001  only lengths of time are taken from it
MONTHS = "january february march april may june july august september october november december"
WAITS_FOR = re.compile(r"\b(?:you|your|please|once|if|when)\b", re.I)
ADDRESS = re.compile(r"@\w+|#\w+|(?:https?://|www\.)\S+")  # the digits in one are no date
STEM = 5  # letters by which two words are taken for the same


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in a draft, and how it is to be mended: draft[start:end]."""

    kind: Kind
    name: str
    sure: float | None
    start: int
    end: int
    why: str
    place: Place
    lines: tuple[str, ...]  # how to put it instead, the best first
    polish: bool = False


def find(draft: str, heard: Reading, coach: Coach) -> tuple[Finding, ...]:
    """Everything found in a draft, in the order of its words. An empty draft has no faults."""
    reading = heard.firm()
    if not any(letter.isalnum() for letter in draft):
        return ()
    hot = coach.moment.mood == "heated"
    found = list(_wording(draft, reading, coach, hot=hot))
    named = {one.name for one in found if not one.polish}
    for name in MISSTEPS:
        if name not in named and heard.sure(name) >= RUDE_AT.get(name, MODEL_AT):
            found = [one for one in found if one.name != name]
            found.append(_misstep(name, heard, coach.playbook, draft))
    found.extend(_insults(draft, coach))
    found.extend(_promises(draft, coach))
    question = unanswered(draft, coach.before)
    if question:
        found.append(
            Finding(
                "question unanswered",
                "question_unanswered",
                None,
                0,
                len(draft),
                f'They asked: "{question}" The draft doesn\'t answer it.',
                "after",
                (f"You asked: “{question}” [the answer]",),
            )
        )
    found.sort(key=lambda one: (one.start, -one.end, one.name))
    return tuple(one for place, one in enumerate(found) if not _told(one, found[:place]))


def _told(one: Finding, earlier: list[Finding]) -> bool:
    """Whether the same thing was found already in words that run into these."""
    return any(other.name == one.name and other.end > one.start for other in earlier)


def _wording(draft: str, reading: Reading, coach: Coach, *, hot: bool) -> Iterator[Finding]:
    promises = find_promises(draft)
    plain = ADDRESS.sub(lambda found: " " * len(found[0]), draft)
    hits = coach.playbook.phrase_hits(plain, heard=coach.said_by_customer, channel=coach.channel)
    for hit in hits:
        phrase = hit.phrase
        if phrase.misstep in WHOLE_REPLY and not hot:
            continue
        if phrase.misstep == "vague_promise" and _is_dated(promises, hit.start, hit.end):
            continue
        sure = reading.sure(phrase.misstep)
        yield Finding(
            _kind(phrase),
            phrase.misstep,
            sure or None,
            hit.start,
            hit.end,
            phrase.why,
            phrase.place,
            phrase.mend or phrase.say_instead,
            polish=phrase.soft and sure < BACKED_AT,
        )


def _kind(phrase: Phrase) -> Kind:
    return "weak close" if phrase.name in WEAK_CLOSES else KINDS.get(phrase.misstep, "misstep")


def _is_dated(promises: tuple[Promise, ...], start: int, end: int) -> bool:
    """Whether the words stand in a promise that says when, or what it waits for."""
    around = [one for one in promises if one.start < end and one.end > start]
    return bool(around) and all(
        one.kind == "dated" or (one.kind == "event" and WAITS_FOR.search(one.due_words))
        for one in around
    )


def _misstep(name: str, reading: Reading, playbook: Playbook, draft: str) -> Finding:
    signal = reading.signal(name)
    start, end = (0, len(draft)) if signal is None else (signal.start, signal.end)
    whole = next((one.whole for one in playbook.phrases if one.misstep == name and one.whole), ())
    repair = next((play for play in playbook.plays if name in play.when), None)
    return Finding(
        KINDS.get(name, "misstep"),
        name,
        reading.sure(name),
        start,
        end,
        repair.why if repair is not None else get(name).why,
        "before" if name in WHOLE_REPLY and name != "deflect" else "add",
        whole,
    )


def _insults(draft: str, coach: Coach) -> Iterator[Finding]:
    heard = coach.listener.read(Turn(Speaker.CUSTOMER, draft), SoFar())
    for name, (least, why) in INSULTS.items():
        signal = heard.signal(name)
        if signal is not None and signal.sure >= least:
            yield Finding(
                "insult", name, signal.sure, signal.start, signal.end, why, "instead",
                INSTEAD_OF_INSULTS,
            )  # fmt: skip
            return


def _promises(draft: str, coach: Coach) -> Iterator[Finding]:
    """Promises that the playbook does not allow: too far ahead, or of a kind it rules out."""
    rules = coach.playbook.promises
    last = coach.before.last[-1].turn.at if coach.before.last else None
    clock = last or coach.track.started_at
    for promise in find_promises(draft, speaker=Speaker.AGENT, spoken_at=clock or NO_CLOCK):
        if promise.owner == "customer":
            continue
        why = ""
        counts = clock is not None or not _names_a_date(promise.due_words)
        ahead = None if promise.due_by is None else promise.due_by - (clock or NO_CLOCK)
        if counts and ahead is not None and ahead >= timedelta(days=rules.max_days + 1):
            why = f"It promises something more than {rules.max_days} days ahead, further than the playbook lets you."
        words = _stems(promise.what)
        ruled_out = next((one for one in rules.never if (its := _stems(one)) and its <= words), "")
        if ruled_out:
            why = f"The playbook rules this promise out: {ruled_out}."
        if why:
            allowed = f" You may promise: {', '.join(rules.allowed)}." if rules.allowed else ""
            yield Finding(
                "promise not allowed",
                "promise_not_allowed",
                None,
                promise.start,
                promise.end,
                f"{why}{allowed}",
                "instead",
                ("You'll hear from me by {date} about where it stands.",),
            )


def _names_a_date(words: str) -> bool:
    lowered = words.lower()
    return any(month[:3] in lowered for month in MONTHS.split()) or "/" in lowered


def _stems(text: str) -> frozenset[str]:
    words = (word.strip(".,;:!?'\"()").lower() for word in text.split())
    return frozenset(word[:STEM] for word in words if len(word) > 3)
