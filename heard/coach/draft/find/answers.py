"""Whether a reply settles a question: answers it, takes it on, or asks for what the answer needs.

It is judged sentence by sentence. A number, a time or a "not" in a sentence about something else answers
nothing, and asking back answers only where the answer waits for what is asked.

>>> settles("The sea view rooms are on floors 7 to 10.", "Is breakfast included?", "is")
False
>>> settles("It comes with every room.", "Is breakfast included?", "is")
True
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.coach.draft.clauses import HANDLES, NAME, Span, pieces, says_something, spans
from heard.coach.draft.find.answer_words import (
    AFFIRMS,
    ANSWERS,
    ASKS_FOR,
    ASKS_PAST,
    ASKS_WHEN,
    BARE_SUM,
    BOTH,
    CLOCK,
    COMMON,
    COUNTS,
    COURTEOUS,
    DETAILS,
    DOES_IT,
    ECHOES,
    EXPLAIN,
    EXPLAINED,
    FEELS_FOR,
    FRAGMENT,
    GENERAL,
    GETS,
    GIVEN,
    IDLE,
    IMPERATIVE,
    IN_A_PLACE,
    KIN,
    LEADS,
    MONEY_BACK,
    NAMES_IT,
    NAMES_PLACE,
    NUMBER,
    OF_THEMSELVES,
    OFFERS,
    OTHER_TIMES,
    OWN_THING,
    PARCELS,
    PLACES,
    POINTS,
    PRONOUN,
    REASONS,
    REFERS,
    SORRY_FOR,
    SPANS_OF,
    SUM,
    TAKES_ON,
    THEIR_CASE,
    THEIR_PAST,
    TIME,
    WANTS_ANYTHING,
    WANTS_TIME,
    WAY,
    WEIGHS,
    WHO,
    WILL_WE,
    YES_OR_NO,
    YOU_MAY,
)

if TYPE_CHECKING:
    from heard.coach.draft.find.answer_words import Asks

STEM = 5  # letters by which two words are taken for the same
HALF = 0.5  # of what a question is about: a sentence that names as much of it answers it
PAIR = (
    2  # of two things that a question is about, the one named is mostly the topic, not the answer
)


def settles(draft: str, question: str, asks: Asks, *, said: str = "") -> bool:
    """Whether any sentence of a draft settles this question; `said` is the message it stands in."""
    about = f"{question} {said}" if REFERS.search(question) else question
    strayed = False  # once it speaks of something else, "it" is that thing
    told = 0  # sentences that tell something
    for sentence in spans(draft):
        words = _without_courtesy(draft, sentence)
        if not words.strip(" .!,"):
            continue
        if words.endswith("?"):
            if _leads_on(words, question, said):
                return True
            continue
        if _offers_something_else(words, f"{question} {said}"):
            strayed = True
            continue
        if _takes_up(words, question):
            return True
        own = _of_its_own(words, about)
        if (PLACES.search(words) and not own) or _answers(
            words,
            question,
            asks,
            said=said,
            own=own or (strayed and not stems(words) & stems(about)),
        ):
            return True
        strayed = strayed or own
        told += 1
        if told >= EXPLAINED and EXPLAIN.search(question):
            return True
    return False


def told(draft: str) -> tuple[str, ...] | None:
    """What a draft tells, a clause each; None where it asks for something or takes it on, or speaks of all at once.

    >>> told("I'm sorry. It left on Monday, and your refund is on its way.")
    ('It left on Monday', 'and your refund is on its way.')
    >>> told("Could you send me the number?") is None
    True
    """
    clauses: list[str] = []
    for sentence in spans(draft):
        words = _without_courtesy(draft, sentence)
        if not words.strip(" .!,") or FEELS_FOR.search(draft[slice(*sentence)]):
            continue
        if words.endswith("?") or BOTH.search(words) or _takes_up(words, ""):
            return None
        parts = [words[slice(*one)] for one in pieces(words, Span(0, len(words)))]
        if len(parts) > 1 and YES_OR_NO.fullmatch(parts[0].strip(" ,.!")):  # one with what follows
            parts[:2] = [f"{parts[0]}, {parts[1]}"]
        clauses += parts[:1]
        clauses += [
            one for one in parts[1:] if says_something(one) and not PRONOUN.match(one)
        ]  # "it's yours if you want it" only goes on
    return tuple(clauses)


def answers_plainly(words: str, question: str, asks: Asks, *, said: str, others: str) -> bool:
    """Whether a clause answers this question and no other: names what it is about, or tells the time or the sum it asks for.

    `others` are the questions beside it.
    """
    if asks in ("when", "much"):
        return _tells(words, asks) and not _of_something_else(
            words, question, asks, asked=f"{question} {said}", own=False
        )
    named = stems(question) & stems(words)
    if named - stems(others) or (named and not stems(others) & stems(words)):
        return True
    if MONEY_BACK.search(question) and (SUM.search(words) or MONEY_BACK.search(words)):
        return True
    if WANTS_TIME.search(question) and _tells(words, "when") and not ASKS_WHEN.search(others):
        return True
    if WHO.search(question):
        return any(
            one.start() and IN_A_PLACE.search(words, 0, one.start()) is None
            for one in NAME.finditer(words)
        )
    if asks == "how":
        return REASONS.search(words) is not None
    return (
        asks != "which" and YES_OR_NO.match(words) is not None and not stems(others) & stems(words)
    )


def stems(text: str) -> set[str]:
    """The words that tell what a text is about, by their first letters."""
    return {word[:STEM] for word in re.findall(r"[a-z]{4,}", text.lower()) if word not in COMMON}


def _without_courtesy(draft: str, sentence: Span) -> str:
    """A sentence without its greeting and thanks: "I'm sorry, it isn't." answers, "I'm sorry." doesn't."""
    handles = HANDLES.match(draft, sentence.start, sentence.end)
    start = handles.end() if handles else sentence.start
    if SORRY_FOR.search(draft[start : sentence.end]):
        return ""
    parts = pieces(draft, Span(start, sentence.end))
    for part in parts:
        if not COURTEOUS.match(draft, part.start, part.end):
            return draft[part.start : sentence.end]
    return ""


def _answers(words: str, question: str, asks: Asks, *, said: str, own: bool) -> bool:
    leads = LEADS.match(words)
    bare = words[leads.end() :] if leads else words
    named = stems(question) & stems(words)
    if asks in ("when", "much"):
        words = words if ASKS_PAST.search(question) else _without_their_past(words)
        return _tells(words, asks) and not _of_something_else(
            words, question, asks, asked=f"{question} {said}", own=own
        )
    affirms = AFFIRMS.match(bare) if asks == "which" else None
    if affirms is not None:  # who is asked "by whom?" says nothing with a "yes"
        words = bare = bare[affirms.end() :]
    if YES_OR_NO.match(bare) or _names_it(words, question, named):
        return True
    if _gives_it(words, question):
        return True
    if WAY.search(question) and stems(words) & stems(said):
        return True
    if WHO.search(question) and any(not words.startswith(name) for name in NAME.findall(words)):
        return True
    if own:
        return WEIGHS.search(words) is not None
    return _echoes(words, bare, question, asks, said)


def _gives_it(words: str, question: str) -> bool:
    """Whether a sentence says what was wanted: the time, the money, what they get or what is done."""
    if WANTS_TIME.search(question) and _tells(words, "when"):
        return True
    if WILL_WE.search(question) and DOES_IT.search(words):
        return True
    akin = any(one.search(question) and one.search(words) for one in KIN)
    if GETS.search(question) and (akin or GIVEN.search(words)):
        return True
    return MONEY_BACK.search(question) is not None and any(
        one.search(words) for one in (SUM, MONEY_BACK)
    )


def _names_it(words: str, question: str, named: set[str]) -> bool:
    """Whether a sentence names most of what the question is about, or one of two that it asks between."""
    about = len(stems(question))
    if named and (" or " in question or SUM.search(words)):
        return True
    return bool(named) and len(named) >= HALF * about and (about != PAIR or len(named) == PAIR)


def _echoes(words: str, bare: str, question: str, asks: Asks, said: str) -> bool:
    """Whether a sentence about the thing itself answers in the form in which it was asked."""
    if NUMBER.search(words) and COUNTS.search(CLOCK.sub(" ", question)):
        return True
    if any(one.search(words) for one in (WEIGHS, ANSWERS, ECHOES[asks])) or FRAGMENT.match(bare):
        return True
    if YOU_MAY.search(words) and (asks in ("may", "do", "which") or OF_THEMSELVES.search(question)):
        return True
    if said.count("?") <= 1 and PRONOUN.match(
        bare
    ):  # with two questions, "it" may answer the other
        return True
    return asks == "which" and NAMES_PLACE.search(words) is not None


def _tells(words: str, asks: Asks) -> bool:
    if asks == "when":
        return TIME.search(SPANS_OF.sub(" ", NAMES_IT.sub(" ", words))) is not None
    return SUM.search(words) is not None or BARE_SUM.match(words) is not None


def _takes_up(words: str, question: str) -> bool:
    """Whether a sentence takes it on, says where the answer is, asks for what it needs, or offers something to who wants anything."""
    if OFFERS.search(words) and WANTS_ANYTHING.search(question):
        return True
    return any(one.search(words) for one in (TAKES_ON, POINTS, ASKS_FOR))


def _without_their_past(words: str) -> str:
    """A sentence without the clauses that only say what they did: "You ordered on 3 May", for one."""
    kept = [
        words[slice(*one)]
        for one in pieces(words, Span(0, len(words)))
        if not THEIR_PAST.match(words, one.start)
    ]
    return ", ".join(kept)


def _offers_something_else(words: str, asked: str) -> bool:
    """Whether a sentence offers what nobody asked for."""
    return (
        OFFERS.search(words) is not None
        and not stems(words) & stems(asked)
        and WANTS_ANYTHING.search(asked) is None
    )


def _of_something_else(words: str, question: str, asks: Asks, *, asked: str, own: bool) -> bool:
    """Whether a time or a sum is one that is told to everybody, or belongs to another thing."""
    if asks == "when":
        if PARCELS.search(words) and not PARCELS.search(asked):
            return any(one.search(question) and not one.search(words) for one in KIN)
        return OTHER_TIMES.search(words) is not None and OTHER_TIMES.search(question) is None
    return own


def _of_its_own(words: str, about: str) -> bool:
    """Whether a sentence speaks of a thing that the question doesn't name."""
    leads = LEADS.match(words)
    bare = words[leads.end() :] if leads else words
    if stems(words) & stems(about) or GENERAL.search(bare[:40]):
        return False
    if IMPERATIVE.match(bare):
        return True
    return OWN_THING.match(bare) is not None


def _leads_on(words: str, question: str, said: str) -> bool:
    """Whether what is asked back can be what the answer waits for."""
    if IDLE.search(words) or _offers_something_else(words, f"{question} {said}"):
        return False
    if DETAILS.search(words) or THEIR_CASE.search(question):
        return True
    return bool(stems(words) & (stems(question) | stems(said)))
