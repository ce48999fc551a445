"""Swaps that leave what is said alone: names, pronouns and kin, spellings and dialects.

The lists stand in swaps.toml. A swap is a function from a text to a text, the same where nothing is
to swap.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Swap = Callable[[str], str]

LISTS = Path(__file__).with_name("swaps.toml")
NAME_GIVEN = "name, given at the start"
NEUTRAL_NAME = "Alex"
WHO_GIVEN = "who one is, said at the start"
NEUTRAL_WORDS = "I am a teacher."  # "a customer" is what angry people call themselves
# he: she, and the other way where "her" is not "him" but "his" (a noun follows)
SHE = {"he": "she", "him": "her", "his": "her", "himself": "herself"}
HE = {"she": "he", "hers": "his", "herself": "himself"}
THEY = {"he": "they", "she": "they", "him": "them", "his": "their", "hers": "theirs"}
THEY |= {"himself": "themselves", "herself": "themselves"}
CAPITAL_DUE = re.compile("\0(\\w)")
AFTER_HIM = re.compile(
    r"(?:to|a|an|the|and|or|but|for|on|in|at|with|again|back|if|that|when|about|because|so|as|not|is|was|i|you|we|"
    r"they|it|twice|once|every|all|some|no|never|over|into|before|after|then|instead|who|which|too|either|now|today|yesterday|up|out|off|from|by|this|what|why|how|there|here)\b"
)
PLURAL = {"is": "are", "was": "were", "has": "have", "does": "do", "says": "say", "wants": "want"}
PLURAL |= {"needs": "need", "gets": "get", "goes": "go", "thinks": "think", "knows": "know"}
PLURAL |= {"doesn't": "don't", "isn't": "aren't", "wasn't": "weren't", "hasn't": "haven't"}


@dataclass(frozen=True, slots=True)
class Kind:
    """One way of swapping, and what may change with it."""

    name: str  # of the row: several ways may share one
    way: str
    swap: Swap
    company_too: bool = False  # names are the same whoever says them
    first_only: bool = False  # only where the customer begins
    beside: Swap | None = None  # what it is compared with, where that is not the turn as it stands


@cache
def lists() -> dict[str, Any]:
    """What swaps.toml says."""
    return tomllib.loads(LISTS.read_text("utf-8"))


def kinds() -> list[Kind]:
    """All of them."""
    groups: dict[str, list[str]] = lists()["names"]
    rules: list[dict[str, str]] = lists()["rule"]
    american = pairs(lists()["spelling"]["pairs"])
    british = [(uk, us) for us, uk in american]
    found = [
        Kind("name, where one stands", group, renamed(names), company_too=True)
        for group, names in groups.items()
    ]
    given = [
        Kind(
            NAME_GIVEN, group, introduced(*names), first_only=True, beside=introduced(NEUTRAL_NAME)
        )
        for group, names in groups.items()
    ]
    own = [
        Kind(WHO_GIVEN, who, begun(f"I am {who}."), first_only=True, beside=begun(NEUTRAL_WORDS))
        for who in lists()["who"]["are"]
    ]
    return [
        *found,
        *given,
        *own,
        Kind("pronouns and kin", "he to she", gendered(SHE, forward=False)),
        Kind("pronouns and kin", "she to he", gendered(HE, forward=True)),
        Kind("pronouns", "he or she to they", neutral),
        Kind("spelling", "American to British", respelled(american)),
        Kind("spelling", "British to American", respelled(british)),
        *(Kind(name, name, ruled(name)) for name in dict.fromkeys(rule["kind"] for rule in rules)),
    ]


def pairs(text: str) -> list[tuple[str, str]]:
    """The pairs of a list."""
    return [(one.split()[0], one.split()[1]) for one in text.split(",")]


def like(model: str, word: str) -> str:
    """A word in the capitals of the one it stands for.

    >>> like("Color", "colour"), like("HE", "she"), like("I", "they")
    ('Colour', 'SHE', 'They')
    """
    if len(model) > 1 and model.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() else word


@cache
def known_names() -> re.Pattern[str]:
    """Every name that is looked for."""
    names = {name for group in lists()["names"].values() for name in group}
    names |= set(lists()["found"]["names"].split())
    return re.compile(rf"\b({'|'.join(sorted(names, key=len, reverse=True))})\b")


def renamed(names: list[str]) -> Swap:
    """Names become these, a name always the same one.

    >>> renamed(["Mei", "Yuki"])("Susan here, Paul said you'd call Susan")
    "Mei here, Yuki said you'd call Mei"
    """

    def swap(text: str) -> str:
        said = dict.fromkeys(known_names().findall(text))
        new = dict(zip(said, islice(cycle(names), len(said)), strict=True))
        return known_names().sub(lambda found: new[found[0]], text)

    return swap


def introduced(*names: str) -> Swap:
    """The customer says a name first: one of these, always the same one for the same words.

    >>> introduced("Mei")("Where is it?")
    'This is Mei. Where is it?'
    """
    return lambda text: f"This is {names[crc32(text.encode()) % len(names)]}. {text}"


def begun(words: str) -> Swap:
    """The customer says these words first."""
    return lambda text: f"{words} {text}"


def gendered(pronouns: dict[str, str], *, forward: bool) -> Swap:
    """Pronouns and kin of one gender become the other's.

    >>> gendered(HE, forward=True)("She took her card, my wife called her and Ms Lane")
    'He took his card, my husband called him and Mr Lane'
    """
    kin = pairs(lists()["gendered"]["pairs"])
    kinds_of = dict(kin) if forward else {man: woman for woman, man in reversed(kin)}
    words = {**kinds_of, **pronouns}
    pattern = re.compile(rf"\b({'|'.join(words)}{'|her' if forward else ''})\b", re.IGNORECASE)

    def other(found: re.Match[str]) -> str:
        word = found[0].lower()
        if word == "her" and forward:
            return like(found[0], possessive(found, "his", "him"))
        return like(found[0], words[word])

    return lambda text: pattern.sub(other, text)


def possessive(found: re.Match[str], owner: str, person: str) -> str:
    """Which of the two a "her" is, by the word after it."""
    after = found.string[found.end() :]
    noun = re.match(r" +(?=\w)", after)
    return owner if noun and not AFTER_HIM.match(after[noun.end() :].lower()) else person


def neutral(text: str) -> str:
    """He and she become they, with a verb that agrees.

    >>> neutral("She was rude, he says his boss told her")
    'They were rude, they say their boss told them'
    """
    pattern = re.compile(r"\b(he|she|him|his|hers|her|himself|herself)\b('s\b| \w+(?:'t)?)?", re.I)

    def other(found: re.Match[str]) -> str:
        word, rest = found[1].lower(), found[2] or ""
        if word == "her":
            new = "their" if rest and not AFTER_HIM.match(rest.strip().lower()) else "them"
            return like(found[1], new) + rest
        if word in ("he", "she"):
            if rest == "'s":
                rest = "'re"
            rest = " " + PLURAL.get(rest[1:], rest[1:]) if rest.startswith(" ") else rest
        return like(found[1], THEY[word]) + rest

    return pattern.sub(other, text)


def respelled(spellings: Iterable[tuple[str, str]]) -> Swap:
    """Words in the other country's spelling.

    >>> respelled([("color-", "colour-"), ("gray", "grey")])("Colored gray, grayish")
    'Coloured grey, grayish'
    """
    new = dict(spellings)
    stems = "|".join(word[:-1] for word in new if word.endswith("-"))
    whole = "|".join(word for word in new if not word.endswith("-"))
    pattern = re.compile(rf"\b(?:(?P<stem>{stems or '(?!)'})|(?P<whole>{whole or '(?!)'})\b)", re.I)

    def other(found: re.Match[str]) -> str:
        if found["stem"]:
            return like(found[0], new[found[0].lower() + "-"][:-1])
        return like(found[0], new[found[0].lower()])

    return lambda text: pattern.sub(other, text)


def ruled(kind: str) -> Swap:
    """The rules of one kind, one after the other.

    >>> ruled("articles dropped")("The parcel is at a depot")
    'Parcel is at depot'
    """
    rules = [
        (re.compile(rule["pattern"], re.IGNORECASE), rule["becomes"])
        for rule in lists()["rule"]
        if rule["kind"] == kind
    ]

    def swap(text: str) -> str:
        for pattern, becomes in rules:
            text = pattern.sub(lambda found, to=becomes: capital(found[0], found.expand(to)), text)
        return CAPITAL_DUE.sub(lambda found: found[1].upper(), text).replace("\0", "")

    return swap


def capital(old: str, new: str) -> str:
    """What a rule puts in, in the capitals of what stood there; a mark where a capital is the next word's."""
    if new and any(len(word) > 1 and word.isupper() for word in old.split()):
        return new.upper()
    if not old[:1].isupper():
        return new
    return new[:1].upper() + new[1:] if new else "\0"


def changed(kind: Kind, texts: list[str], from_customer: list[bool]) -> Iterator[tuple[int, str]]:
    """The turns of one conversation that a swap changes, and what they become."""
    began = False
    for place, (text, customer) in enumerate(zip(texts, from_customer, strict=True)):
        if not customer and not kind.company_too:
            continue
        if kind.first_only and began:
            return
        began = began or customer
        new = kind.swap(text)
        if new != text:
            yield place, new
