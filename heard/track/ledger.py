"""What the customer said happened, in the order said, and the trouble under the stated problem."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from heard.listen.any_case import AnyCase
from heard.listen.remembered import Remembered
from heard.track.moment import Evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.listen.reading import Reading

KEPT_FIRST = 10  # how the story began
KEPT_LAST = 10  # and what was said most lately
A_TURN = 4  # sentences noted of one turn
SCANNED = 4000  # characters of a turn looked at

# The full stop after a title or an initial ends no sentence: "Dear M. Okoro, fees are charged."
_NO_STOP = r"(?<=\b[A-HJ-Z])\.(?= [A-Z][a-z'’-]+,)|(?:(?<=\bMr)|(?<=\bMrs)|(?<=\bMs)|(?<=\bDr))\.(?= [A-Z])"
SENTENCE = re.compile(rf"[^.!?\n]+(?:(?:[.!?](?=\S)|{_NO_STOP})[^.!?\n]*)*[.!?]*")
_MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sep(?:t|tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_NUMBER = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|several)"
KINDS: tuple[tuple[str, AnyCase], ...] = (
    (
        "amount",
        AnyCase(r"[$£€]\s?\d|\b\d[\d,.]*\s?(?:dollars|pounds|euros|quid|bucks|usd|eur|gbp|rs)\b"),
    ),
    (
        "reference",
        AnyCase(
            r"\b(?:order|case|ticket|ref(?:erence)?|booking|claim|invoice|account|tracking)"
            r"\s*(?:no\.?|number|id)?\s*(?:is|:|#)?\s*#?[a-z]{0,4}-?\d{3,}|#\d{3,}",
        ),
    ),
    (
        "told",
        AnyCase(
            r"\b(?:they|he|she|you|someone|your \w+|the (?:agent|rep|lady|guy|man|woman|driver|"
            r"shop|store)) (?:then )?(?:said|told|promised|assured|confirmed|advised|claimed|"
            r"swore)\b|\b(?:was|were|been|got) (?:told|promised|assured|advised)\b",
        ),
    ),
    (
        "count",
        AnyCase(
            rf"\b(?:{_NUMBER}(?:st|nd|rd|th)?|second|third|fourth|fifth|sixth) (?:\w+ )?"
            r"(?:times?|calls?|emails?|e-mails?|messages?|tickets?|attempts?|visits?|people|"
            r"agents?|reps?|engineers?)\b|\btwice\b",
        ),
    ),
    (
        "date",
        AnyCase(
            rf"\b{_NUMBER} (?:\w+ )?(?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)\b"
            r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\byesterday\b"
            rf"|\b(?:in|since|until|early|late|mid) (?:{_MONTH})\b|\blast (?:week|month|year|night)\b|\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{_MONTH})\b"
            rf"|\b(?:{_MONTH}) \d{{1,2}}\b|\b\d{{1,2}}/\d{{1,2}}\b|\b\d{{1,2}}[:.]\d\d ?(?:am|pm)?\b",
        ),
    ),
)

KINDS_OF_COUNT = dict(KINDS)["count"]
SOMEBODY = re.compile(r"\b(?:i|we|you|they|he|she|it|nobody|someone|somebody)\b", re.IGNORECASE)
FEWEST = 4  # words of a sentence that says by itself what it counts

# What lies under a complaint, nearest to the person first: being brushed off hurts more
# than the wait does. Decides only between triggers that were heard about equally.
UNDER: tuple[tuple[str, float], ...] = (
    ("dismissed", 1.3),
    ("broken_promise", 1.2),
    ("repeat_contact", 1.15),
    ("unfair", 1.1),
    ("high_stakes", 1.05),
    ("long_wait", 1.0),
)


@dataclass(frozen=True, slots=True)
class Concern:
    """One trigger: how much was heard of it, and where most clearly."""

    evidence: Evidence
    weight: float
    clearest: float


@dataclass(frozen=True, slots=True)
class FactLedger:
    """Sentences with a date, a count, an amount, a reference or what "they said".

    Bounded: the first ten and the last ten, and one concern for each of the six triggers.
    """

    first: tuple[Evidence, ...] = ()
    last: tuple[Evidence, ...] = ()
    concerns: tuple[Concern, ...] = ()

    @property
    def facts(self) -> tuple[Evidence, ...]:
        """What the customer said happened, in the order said."""
        return self.first + self.last

    def counts(self, number: int) -> bool:
        """Whether the customer said in this turn how many times something happened."""
        return any(fact.turn == number and fact.signal == "count" for fact in self.facts)

    @property
    def concern(self) -> Evidence | None:
        """The trigger heard most, in the words that say it most clearly."""
        if not self.concerns:
            return None
        return max(self.concerns, key=lambda concern: concern.weight).evidence

    def after(self, number: int, text: str, reading: Reading) -> FactLedger:
        """The ledger after one customer turn."""
        first, last = list(self.first), list(self.last)
        for fact in find_facts(number, text):
            (first if len(first) < KEPT_FIRST else last).append(fact)
        return FactLedger(tuple(first), tuple(last[-KEPT_LAST:]), self._concerns(number, reading))

    def _concerns(self, number: int, reading: Reading) -> tuple[Concern, ...]:
        known = {concern.evidence.signal: concern for concern in self.concerns}
        for name, depth in UNDER:
            signal = reading.signal(name)
            if signal is None:
                continue
            here = Evidence(number, signal.start, signal.end, name)
            concern = known.get(name, Concern(here, 0.0, 0.0))
            if signal.sure > concern.clearest:
                concern = replace(concern, evidence=here, clearest=signal.sure)
            known[name] = replace(concern, weight=round(concern.weight + depth * signal.sure, 4))
        return tuple(known[name] for name, _ in UNDER if name in known)


def find_facts(number: int, text: str) -> tuple[Evidence, ...]:
    """The sentences of a customer's turn that say when, how often, how much or who said what.

    >>> text = "Hi. I called on Monday and they said Friday. Nothing came!"
    >>> [text[fact.start : fact.end] for fact in find_facts(0, text)]
    ['I called on Monday and they said Friday.']
    """
    return tuple(Evidence(number, *fact) for fact in _facts(text))


@Remembered
def _facts(text: str) -> tuple[tuple[int, int, str], ...]:
    """Where each of them stands, and of which kind it is."""
    kinds = [(kind, pattern) for kind, pattern in KINDS if pattern.search(text, 0, SCANNED)]
    if not kinds:  # most turns tell nothing of the sort
        return ()
    found: list[tuple[int, int, str]] = []
    spans = [_trimmed(one) for one in SENTENCE.finditer(text, 0, min(len(text), SCANNED))]
    for place, (start, end) in enumerate(spans):
        said = text[start:end]
        kind = next((kind for kind, pattern in kinds if pattern.search(said)), None)
        if kind is None:
            continue
        first, last = _counted(text, spans, place) if only_counts(said) else (start, end)
        if found and first < found[-1][1]:  # the sentence before it was noted already
            begun, until, said_before = found[-1]
            found[-1] = (begun, max(until, last), said_before)
        else:
            found.append((first, last, kind))
        if len(found) == A_TURN:
            break
    return tuple(found)


def only_counts(said: str) -> bool:
    """Whether these words say how often, and not what: "Four times.".

    >>> only_counts("Four times."), only_counts("I called twice.")
    (True, False)
    """
    few = len(said.split()) < FEWEST and KINDS_OF_COUNT.search(said) is not None
    return few and SOMEBODY.search(said) is None


def _trimmed(sentence: re.Match[str]) -> tuple[int, int]:
    said = sentence.group()
    start = sentence.start() + len(said) - len(said.lstrip())
    return start, start + len(said.strip())


def _counted(text: str, spans: Sequence[tuple[int, int]], place: int) -> tuple[int, int]:
    """A mere count with the sentence that says of what: the next one where it counts, too, else the one before it.

    It stays alone where nothing beside it says so: "Yes. Four times." answers something else.
    """
    count = KINDS_OF_COUNT.search(text, *spans[place])
    after = spans[place + 1] if place + 1 < len(spans) else None
    if after is not None and count is not None and count[0].lower() in text[slice(*after)].lower():
        return spans[place][0], after[1]
    before = spans[place - 1] if place else None
    if before is not None and len(text[slice(*before)].split()) >= FEWEST:
        return before[0], spans[place][1]
    return spans[place]
