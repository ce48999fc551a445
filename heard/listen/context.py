"""Context: what the turns before say about this one, as named numbers.

Only what has been said is looked at, and only the last turns of it, with the readings they already
have. Notes among colleagues and system lines are passed over: the customer never saw them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log1p
from typing import TYPE_CHECKING

from heard.listen.phrases import common_form
from heard.listen.wordlists import word_set
from heard.listen.words import LONGEST_TEXT, plain, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heard.conversation import Turn
    from heard.listen.reading import Reading, SoFar


CUSTOMER_CONTEXT = (
    "last_heat",
    "peak_heat",
    "mean_heat",
    "first",
    "goes_on",  # the customer spoke last, too: one thought in several turns
    "turn",
    "answered",
    "acknowledged",
    "promised",
    "just_asked",
    "just_solved",
    "just_failed",
    "repeats_self",
    "thanked",
    "length",
    "short",
)
AGENT_CONTEXT = (
    "last_heat",
    "peak_heat",
    "hot_unheard",
    "first",
    "goes_on",
    "turn",
    "acknowledged",
    "customer_thanked",
    "customer_asked",
    "repeats_self",
    "echoes",
    "length",
    "short",
    "gave_details",
    "asks_details",
    "asks_given",
    "asked_before",
    "promised",
    "by_name",
)
FADES = 0.8  # what earlier heat still counts, a customer's turn later
_HOT, _STEEP = 0.375, 12.0
_PROMISES = frozenset({"own", "set_expectation", "vague_promise", "hand_off"})
_FAILS = frozenset(
    {
        "deflect",
        "flat_no",
        "policy_wall",
        "vague_promise",
        "scripted",
        "ask_again",
        "excuse",
        "argue",
        "fix_first",
        "cold",
    }
)
_SOOTHES = frozenset({"acknowledge", "apologize"})
_PLEASED = frozenset({"thanks", "resolved"})
_DETAILS = word_set(
    """number email e-mail address details account reference ref postcode postal zip order serial name
        phone id booking tracking imei"""
)
_ASKING = word_set("provide share send confirm have give what what's need grab your which")
_PRIVATELY = word_set("dm dms pm dm'd dm'ing")
_GIVEN = frozenset({"<number>", "<mail>"})
_COMMON = word_set(
    """the a an to of and in is it i you we for on that this your our my me be have are with can will at so as
    <user> <url> <sign> . , ! ? - / : ' " & ( )"""
)


_CALLS = re.compile(
    r"^(?:\s*@\w+)*\W*(?:[Hh]i|[Hh]ello|[Hh]ey|[Hh]iya|[Dd]ear|[Tt]hanks|[Ss]orry|[Mm]orning|[Aa]fternoon|[Ee]vening|[Oo]h no)"
    r"(?: there| again)?,? (?:M(?:r|rs|s)\.? )?([A-Z][a-z]+)\b(?!['’])"
    r"|^(?:\s*@\w+)+ ([A-Z][a-z]+)(?:,| -) "
    r"|[a-z'’](?:,| -)? ([A-Z][a-z]+)[.!?,](?:\s|$)"
)
_HANDLES = re.compile(r"(?:\s*@\w+)*\W*")
_NO_NAMES = word_set(
    """We I You The This That It If To In On At For And But So As Our Your Please Thanks Thank Sorry Just Can
        Could Do Did Have Has Is Are What When Where Which How Let There Yes No Not Unfortunately Also Once
        Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July
        August September October November December Team Customer All Everyone Support Twitter Facebook Google
        Android Windows Amazon Apple Microsoft Spotify Chrome Firefox Xbox Internet Regards Cheers Hope Here
        Hi Hello Hey Hiya Dear Good Great Morning Afternoon Evening However Finally Understood Okay Ok Oh Well
        Ah Got Sure Absolutely Certainly Yeah Yep Additionally Otherwise Hmm Apologies Alright Right Awesome
        Perfect Noted Welcome Indeed Actually Currently Regarding Still Then Next First Firstly Second Lastly
        Any Anything Ouch Yikes Wow Darn Gotcha Glad Happy Agreed Correct True"""
)


def calls_by_name(text: str) -> bool:
    """Whether a turn seems to call the customer by name.

    >>> [calls_by_name(text) for text in ("Hi Mary, one moment.", "Hi, we open on Monday.")]
    [True, False]
    """
    return calling(text) is not None


def calling(text: str) -> tuple[int, int] | None:
    """Where a turn seems to call the customer by name: the greeting, if there is one, and the name.

    >>> text = "@kim Hi Mary, one moment."
    >>> start, end = calling(text)
    >>> text[start:end]
    'Hi Mary'
    """
    for match in _CALLS.finditer(text[:400]):
        group = match.lastindex or 0
        if match[group] not in _NO_NAMES:
            said = match.start(group)
            if group == 1:  # the greeting before it, without the handles before that
                greeted = _HANDLES.match(text, match.start())
                said = min(said, greeted.end() if greeted else said)
            return said, match.end(group)
    return None


@dataclass(frozen=True, slots=True)
class Gist:
    """What is kept of a text to compare later turns with it."""

    tokens: tuple[str, ...]
    words: frozenset[str]
    gave: bool  # a number, an order, an address
    asks: bool  # for details
    questions: bool


@lru_cache(maxsize=2048)
def gist(text: str) -> Gist:
    """The gist of a text; asked for again by each of the turns after it, so kept."""
    said = common_form(tuple(tokens(text[:LONGEST_TEXT])))
    words = frozenset([plain(token) for token in said])
    return Gist(
        said,
        words - _COMMON,
        not words.isdisjoint(_GIVEN),
        not words.isdisjoint(_PRIVATELY)
        or not (words.isdisjoint(_ASKING) or words.isdisjoint(_DETAILS)),
        "?" in text,
    )


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """How much two texts share: 1 for the same words, 0 for none."""
    if len(one) < 2 or len(other) < 2:
        return 0.0
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared)


def _hotness(heat: float) -> float:
    return 1 / (1 + exp(-_STEEP * (heat - _HOT)))


def _said(before: SoFar) -> Iterator[tuple[Turn, Reading, frozenset[str]]]:
    for heard in before.last:
        turn = heard.turn
        if turn.from_customer or turn.to_customer:
            reading = heard.reading
            yield turn, reading, frozenset([signal.name for signal in reading.signals])


def customer_context(turn: Turn, before: SoFar) -> list[float]:
    """The numbers of CUSTOMER_CONTEXT for a customer's turn."""
    own = gist(turn.text)
    last = peak = total = 0.0
    heats = 0
    answered = acknowledged = promised = thanked = goes_on = False
    company: frozenset[str] = frozenset()
    repeats = 0.0
    for earlier, reading, names in _said(before):
        if earlier.from_customer:
            goes_on = True
            last = reading.heat or 0.0
            peak = max(peak * FADES, last)
            total += last
            heats += 1
            thanked = thanked or bool(names & _PLEASED)
            repeats = max(repeats, alike(own.words, gist(earlier.text).words))
        else:
            company = names if goes_on or not answered else company | names
            goes_on = False
            answered = True
            acknowledged = acknowledged or bool(names & _SOOTHES)
            promised = promised or bool(names & _PROMISES)
    count = len(own.words)
    return [
        last,
        peak,
        total / heats if heats else 0.0,
        float(heats == 0),
        float(goes_on),
        log1p(min(before.count, 20)),
        float(answered),
        float(acknowledged),
        float(promised),
        float("ask" in company),
        float("solve" in company),
        float(bool(company & _FAILS)),
        repeats,
        float(thanked),
        log1p(count) - 2,
        float(count <= 3),
    ]


def agent_context(turn: Turn, before: SoFar) -> list[float]:
    """The numbers of AGENT_CONTEXT for a turn said on the company's behalf."""
    own = gist(turn.text)
    last = peak = since = 0.0
    answered = acknowledged = promised = gave = asked = questions = thanked = False
    goes_on = False
    repeats = echoes = 0.0
    for earlier, reading, names in _said(before):
        then = gist(earlier.text)
        if earlier.from_customer:
            last = reading.heat or 0.0
            peak = max(peak * FADES, last)
            since = last if goes_on else max(since, last)
            thanked = bool(names & _PLEASED) or (thanked and not goes_on)
            questions = then.questions or (questions and not goes_on)
            gave = gave or then.gave
            echoes = alike(own.words, then.words)
            goes_on = False
        else:
            goes_on = answered = True
            acknowledged = acknowledged or bool(names & _SOOTHES)
            promised = promised or bool(names & _PROMISES)
            asked = asked or then.asks
            repeats = max(repeats, alike(own.words, then.words))
    count = len(own.words)
    unheard = 0.0 if acknowledged else _hotness(since)
    return [
        last,
        peak,
        unheard,
        float(not answered),
        float(goes_on),
        log1p(min(before.count, 20)),
        float(acknowledged),
        float(thanked),
        float(questions),
        repeats,
        echoes,
        log1p(count) - 2,
        float(count <= 6),
        float(gave),
        float(own.asks),
        float(own.asks and (gave or asked)),
        float(asked),
        float(promised),
        float(calls_by_name(turn.text)),
    ]
