"""Where a customer tells of danger to somebody's life or health: a stake as high as any, whatever a score says."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from heard.listen.remembered import Remembered
from heard.listen.rules.danger.situations import (
    ALWAYS,
    GOES_ON,
    IN_MONTH,
    PAST,
    SETTLES,
    situations,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from heard.listen.rules.danger.situations import Kind, Phrases, Situation, Word

SCANNED = 4000
SURE = 0.9  # cautious: of 71 texts in training/data and the first 200 of dev that it finds, 57 carry the label
LONGEST = 10  # words of a phrase
DENIED_BEFORE = 2  # words before a danger in which it may be denied
TAKES_BACK = 9  # words from a danger in which others make it a way of speaking
SUPPOSED_BEFORE = 8  # in which it may be supposed
PRONOUNS = ("me", "my", "close", "they", "whose")  # "I" in the next message tells nothing new

_WORD = re.compile(r"[a-z]+")
_OWNER = re.compile(r"\b(?:my|our|his|her|their|your|the) $", re.IGNORECASE)
LONGEST_OWNER = 6
_ASKS = re.compile(
    r"(?:^|[,.;:!?\n]|\b(?:and|but|so|if|whether|or|hi|hello)\b)\s*(?:does|do|is|are|has|have|could|might|would)(?: there)? (?:it|they|this|that|these|there|the|your|any|you|nuts?|peanuts?|milk|eggs?|dairy)\b",
    re.IGNORECASE,
)
_JOKES = re.compile(
    r"\b(?:lol|lmao|haha\w*|rofl|jk|just kidding|figuratively|metaphorically|hypothetically)\b|[😂🤣]",
    re.IGNORECASE,
)
_DENIES = frozenset(("not", "no", "never", "nobody", "none", "without", "nearly", "almost"))
_GOES_ON = frozenset(("stop", "help", "only"))  # "won't stop bleeding" denies no blood
_SUPPOSES = frozenset(
    ("if", "unless", "imagine", "case", "worry", "worries", "afraid", "risk", "fear")
)


class _Said(NamedTuple):
    """Where something is said: words[first:last]."""

    first: int
    last: int


def in_danger(text: str) -> tuple[int, int] | None:
    """Where a customer says that somebody's life or health is in danger, or None.

    >>> text = "I can smell gas in my kitchen!"
    >>> start, end = in_danger(text)
    >>> text[start:end]
    'smell gas'
    >>> in_danger("Our old gas boiler smells of paint.") is None
    True
    """
    return tells_of(text).get("danger")


def tells_of(text: str) -> dict[Kind, tuple[int, int]]:
    """Where a text first tells of danger, and where of self-harm."""
    return _look(text).told


def manner_of(text: str) -> str:
    """Which answer of its own a danger wants, by what its situation is `told` as; "" where it wants the usual one.

    >>> manner_of("We have no heating and a newborn."), manner_of("I can smell gas in my kitchen!")
    ('cold', '')
    """
    return _look(text).manner


class _Look(NamedTuple):
    """What a text tells, the lists of dangers of which something is said in it, and which answer it wants."""

    told: dict[Kind, tuple[int, int]]
    dangers: frozenset[str]
    manner: str = ""


_NOTHING = _Look({}, frozenset())


@Remembered
def _look(text: str) -> _Look:
    plain = text[:SCANNED].replace("’", "'")
    known = situations()
    if known.telling.isdisjoint(_WORD.findall(plain.lower())):
        return _NOTHING
    words = known.vocabulary.words(plain)
    said = _lists(words, known.dangers)
    if not said:
        return _NOTHING
    dangers = frozenset(said)
    said |= _lists(words, known.others)
    found: dict[Kind, tuple[int, int]] = {}
    manners: set[str] = set()
    for one in filter(None, map(known.every.get, said)):
        span = _told(one, said, words)
        if span is None or (not one.asked and _ASKS.search(plain, 0, span[1])):
            continue
        found[one.kind] = min(found.get(one.kind, span), span)
        if one.kind == "danger":
            manners.add(one.told)
    if not found or _JOKES.search(plain):
        return _Look({}, dangers)
    spans = {kind: _with_owner(span, plain) for kind, span in found.items()}
    return _Look(spans, dangers, manners.pop() if len(manners) == 1 else "")


def grown(text: str, earlier: Sequence[str]) -> tuple[int, int] | None:
    """Where a message makes a danger of what the messages before it told, or None.

    `earlier` are the customer's messages right before it, the latest last. Danger that one message tells by itself has
    not grown; what is told in two must stand as close together as in one.

    >>> text = "now it's hissing and swelling"
    >>> start, end = grown(text, ["The battery gets warm"])
    >>> text[start:end]
    "now it's hissing"
    >>> grown("how much is a new one", ["The battery gets warm"]) is None
    True
    """
    if not earlier or tells_of(text) or any(map(tells_of, earlier)):
        return None
    if not _may_have_grown((text, *earlier)):
        return None
    known = situations()
    so_far = ". ".join(one.strip() for one in earlier)[-SCANNED:] + ". "
    plain = (so_far + text[:SCANNED]).replace("’", "'")
    words = known.vocabulary.words(plain)
    said = _lists(words, known.dangers)
    if not said or _JOKES.search(plain):
        return None
    said |= _lists(words, known.others)
    begins = len(so_far)
    for one in filter(None, map(known.every.get, said)):
        if one.kind != "danger" or not one.grows:
            continue
        together = replace(one, across=one.across + 1)
        if _told(together, said, words) is None:
            continue
        for who in ((), tuple(name for name in one.who if name not in PRONOUNS)):
            span = _told(replace(together, who=who), said, words)
            if span is not None and span[0] < begins < span[1]:
                return 0, span[1] - begins
    return None


def _may_have_grown(messages: Sequence[str]) -> bool:
    """Whether something is said in these messages of all that some danger needs, wherever it stands."""
    if sum(map(len, messages)) > SCANNED // 2:  # not each was looked at as a whole
        return True
    known = situations()
    dangers = {known.every[name] for one in messages for name in _look(one).dangers}
    growing = [one for one in dangers if one.grows and one.kind == "danger"]
    lists = {name for one in messages if growing for name in _lists_in(one)}
    return any(
        lists.issuperset(one.near) and not (one.who and lists.isdisjoint(one.who))
        for one in growing
    )


@Remembered
def _lists_in(text: str) -> frozenset[str]:
    """The lists of which something is said in a text."""
    known = situations()
    words = known.vocabulary.words(text[:SCANNED].replace("’", "'"))
    return frozenset(_lists(words, known.dangers).keys() | _lists(words, known.others).keys())


def _with_owner(span: tuple[int, int], plain: str) -> tuple[int, int]:
    """With the "my" before somebody, so that what is quoted is said in full."""
    owner = _OWNER.search(plain, max(0, span[0] - LONGEST_OWNER), span[0])
    return (span[0] if owner is None else owner.start()), span[1]


def _lists(words: Sequence[Word], phrases: Phrases) -> dict[str, list[_Said]]:
    """Where words of each list are said."""
    found: dict[str, list[_Said]] = {}
    for place, one in enumerate(words):
        begun = phrases.get(one.word)
        if begun is None:
            continue
        for _, name in begun.get("", ()):
            found.setdefault(name, []).append(_Said(place, place + 1))
        after = words[place + 1 : place + LONGEST]
        for rest, name in begun.get(after[0].word, ()) if after else ():
            last = len(rest) + 1
            goes_on = tuple(word.word for word in after[1:last]) == rest
            if goes_on and after[last - 1].sentence == one.sentence:
                found.setdefault(name, []).append(_Said(place, place + 1 + last))
    return found


def _told(
    one: Situation, said: Mapping[str, Sequence[_Said]], words: Sequence[Word]
) -> tuple[int, int] | None:
    """The words that tell of this situation, from the first to the last."""
    near: list[Sequence[_Said]] = [said.get(name, ()) for name in one.near]
    somebody = [at for name in one.who for at in said.get(name, ())]
    if not all(near) or (one.who and not somebody):
        return None
    reach = {"within": one.within, "across": one.across}
    over = _over(said, words)
    unless = [at for name in one.unless for at in said.get(name, ())]
    for danger in said[one.danger]:
        if words[danger.first].sentence in over or _unmeant(danger, words, supposed=one.supposed):
            continue
        apart = [at for at in unless if not _within(at, danger)]
        if _closest(danger, apart, words, within=TAKES_BACK, across=one.across) is not None:
            continue
        closest = [
            _closest(danger, [at for at in places if not _overlap(at, danger)], words, **reach)
            for places in near
        ]
        if one.who:
            closest.append(_closest(danger, somebody, words, **reach))
        found = [at for at in closest if at is not None]
        if len(found) == len(closest):
            first = min(at.first for at in (danger, *found))
            last = max(at.last for at in (danger, *found))
            return words[first].start, words[last - 1].end
    return None


def _over(said: Mapping[str, Sequence[_Said]], words: Sequence[Word]) -> set[int]:
    """The sentences whose dangers are only told of, supposed, or past and done with."""
    dated, afterwards = (_sentences(said, words, name) for name in PAST)
    going_on = _sentences(said, words, GOES_ON)
    if said.get(SETTLES):
        dated |= _sentences(said, words, IN_MONTH)
    past = (dated | afterwards | {one - 1 for one in afterwards}) - going_on
    return past.union(*(_sentences(said, words, name) for name in ALWAYS))


def _sentences(said: Mapping[str, Sequence[_Said]], words: Sequence[Word], name: str) -> set[int]:
    return {words[at.first].sentence for at in said.get(name, ())}


def _within(one: _Said, other: _Said) -> bool:
    return other.first <= one.first and one.last <= other.last


def _overlap(one: _Said, other: _Said) -> bool:
    return one.first < other.last and other.first < one.last


def _closest(
    danger: _Said, places: Iterable[_Said], words: Sequence[Word], *, within: int, across: int = 0
) -> _Said | None:
    """What of these places is closest to a danger, if any is close enough: in words, and in sentences."""
    sentence = words[danger.first].sentence
    near = [
        at
        for at in places
        if max(at.first - danger.last, danger.first - at.last) <= within
        and abs(words[at.first].sentence - sentence) <= across
    ]
    return min(near, key=lambda at: abs(at.first - danger.first), default=None)


def _unmeant(danger: _Said, words: Sequence[Word], *, supposed: bool) -> bool:
    """Whether the words before a danger deny it or only suppose it, where that makes it none."""
    here = words[danger.first]
    before = [
        one
        for one in words[max(0, danger.first - SUPPOSED_BEFORE) : danger.first]
        if one.sentence == here.sentence and one.clause == here.clause
    ]
    near = [one.word for one in before[-DENIED_BEFORE:]]
    denied = any(word in _DENIES for word in near) and near[-1] not in _GOES_ON
    return denied or (not supposed and any(one.word in _SUPPOSES for one in before))
