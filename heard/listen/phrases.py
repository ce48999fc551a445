"""Phrases: one form for what a speaker says of themselves and for set phrases of one place.

Whom one is, what one is called and where one learned English must not change how heated one sounds.
A word takes another's place, never more nor fewer, so that what is heard can still be quoted.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from heard.listen.names import NAMES, SOMEBODY
from heard.listen.wordlists import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

REMEMBERED = 512  # turns


SOMEONE = "teacher"  # whoever one says one is: of the words tried, the one that moves least
FILLER = "a"  # where one word says it: the encoder passes over it
# What people say they are, and what says nothing of how they feel.
WHO = word_set(
    """woman man girl boy lady gentleman female male mother father mum mom dad wife husband widow widower parent
    grandmother grandfather grandma grandpa gran grandad black white brown asian african american british english
    scottish welsh irish european indian pakistani bangladeshi nepali chinese japanese korean vietnamese filipino
    filipina thai indonesian arab arabic turkish kurdish persian iranian iraqi syrian afghan egyptian moroccan
    algerian nigerian ghanaian kenyan somali ethiopian eritrean jamaican caribbean haitian mexican latino latina
    latinx hispanic colombian brazilian russian ukrainian polish romanian bulgarian slavic german french spanish
    italian portuguese dutch greek swedish norwegian danish finnish hungarian czech slovak albanian serbian
    croatian israeli palestinian lebanese australian canadian roma romani traveller traveler biracial mixed-race
    muslim moslem jewish jew christian catholic protestant orthodox mormon hindu sikh buddhist jain atheist
    gay lesbian bisexual bi queer straight heterosexual homosexual transgender trans cis cisgender nonbinary
    non-binary intersex asexual deaf blind autistic dyslexic neurodivergent amputee veteran
    immigrant migrant refugee foreigner expat pensioner retiree retired senior teenager student adult millennial
    teacher nurse doctor lawyer farmer driver builder plumber carpenter electrician cleaner cook chef waiter
    waitress engineer programmer accountant designer artist musician writer librarian pilot soldier vet dentist
    pharmacist firefighter carer caregiver homemaker housewife freelancer"""
)
# Who says this has more at stake, and rightly so: only how they feel is read without it.
_FRAIL = re.compile(
    r"\b(i am|i['’]?m)((?: \w+)?) (?:pregnant|disabled|a wheelchair user)(?= (?:person|woman|man|customer)\b|\W|\Z)",
    re.IGNORECASE,
)
_BESIDE = word_set(
    "a an the also just very proud openly old young elderly single married registered"
)
_KINDS = word_set("person people individual customer guy citizen believer speaker user couple")
_ENDS = word_set(". , ! ? ; : … - – — / ) and but who so ...")
_JOINED = word_set("and , /")
_FAR = 6  # words between "I am" and what one is

# What is said in one place, and the same as it is said in most: as many words, the filler where one
# falls away.
_SAID = {
    tuple(ours.split()): theirs.split()
    for ours, theirs in (
        ("do the needful", "help me out"),
        ("do needful", "help out"),
        ("return back", "return a"),
        ("refund back", "refund a"),
        ("reply back", "reply a"),
        ("discuss about", "discuss a"),
        ("revert to me", "reply to me"),
        ("revert to us", "reply to us"),
        ("revert to my", "reply to my"),
        ("today morning", "this morning"),
        ("today evening", "this evening"),
        ("i am having", "i a have"),
        ("i'm having", "i have"),
        ("i am wanting", "i a want"),
        ("i'm wanting", "i want"),
        ("i am needing", "i a need"),
        ("i'm needing", "i need"),
        ("i am not understanding", "i do not understand"),
        ("i'm not understanding", "i don't understand"),
    )
}
_FIRSTS: dict[str, list[tuple[str, ...]]] = {}
for _ours in _SAID:
    _FIRSTS.setdefault(_ours[0], []).append(_ours)
_HOW_LONG = re.compile(r"\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|several|many")
_TIMES = word_set("hours days weeks months years hrs minutes")
_SELF = word_set("i i'm im")


def _as_written(words: frozenset[str]) -> frozenset[str]:
    return words | {word.capitalize() for word in words} | {word.upper() for word in words}


_TELLING = (
    NAMES
    | {name + owner for name in NAMES for owner in ("'s", "’s")}
    | _as_written(WHO)
    | _as_written(word_set("needful revert return refund reply discuss today since having"))
    | _as_written(word_set("wanting needing understanding"))
)


@lru_cache(maxsize=REMEMBERED)
def common_form(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """The tokens of a turn with phrases in their common form.

    >>> common_form(("I", "am", "Muslim", ".", "Kindly", "do", "the", "needful", ",", "Fatima"))
    ('I', 'am', 'teacher', '.', 'Kindly', 'help', 'me', 'out', ',', 'Alex')
    >>> common_form(("the", "black", "one", ",", "since", "two", "days"))
    ('the', 'black', 'one', ',', 'for', 'two', 'days')
    """
    if _TELLING.isdisjoint(tokens):
        return tokens
    found = [_called(token) for token in tokens]
    small = [token.lower().replace("’", "'") for token in tokens]
    for place, word in enumerate(small):
        if word in _FIRSTS:
            for ours in _FIRSTS[word]:
                if tuple(small[place : place + len(ours)]) == ours:
                    there = slice(place, place + len(ours))
                    found[there] = map(_written_like, tokens[there], _SAID[ours])
        if word == "since" and _lasting(small[place + 1 : place + 3]):
            found[place] = "for"
        if word in _SELF:
            *beside, last = _said_of_oneself(small, place) or (None,)
            if last is not None:
                found[last] = SOMEONE
            for said in beside:
                found[said] = FILLER
    return tuple(found)


def unburdened(text: str) -> str | None:
    """A text without what its speaker says of their frailty; None where they say nothing of it.

    >>> unburdened("I'm pregnant and the lift is stuck"), unburdened("My wife is pregnant")
    ("I'm a teacher and the lift is stuck", None)
    """
    if "pregnant" not in text and "isabled" not in text and "wheelchair" not in text:
        return None
    found, count = _FRAIL.subn(rf"\1 a {SOMEONE}", text)
    return found if count else None


def _called(token: str) -> str:
    name, mark, rest = token.replace("’", "'").partition("'")
    return f"{SOMEBODY}{mark}{rest}" if name in NAMES else token


def _written_like(token: str, word: str) -> str:
    return word.upper() if len(token) > 1 and token.isupper() else word


def _lasting(words: Sequence[str]) -> bool:
    return len(words) == 2 and words[1] in _TIMES and _HOW_LONG.fullmatch(words[0]) is not None


def _said_of_oneself(words: Sequence[str], start: int) -> list[int]:
    """Where somebody who says "I am …" says who they are; nowhere, if it goes on otherwise."""
    place = start + 1
    if words[start] == "i":
        if words[place : place + 1] != ["am"]:
            return []
        place += 1
    found, told = [], False
    for at in range(place, min(place + _FAR, len(words))):
        goes_on = words[at] in _JOINED and words[at + 1 : at + 2] and words[at + 1] in WHO
        if words[at] in WHO or words[at] in _KINDS:
            found.append(at)
            told = told or words[at] in WHO
        elif words[at] in _ENDS and not goes_on:
            return found if told else []
        elif words[at] not in _BESIDE and not goes_on:
            return []
    return found if told and len(words) <= place + _FAR else []
