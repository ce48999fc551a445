"""Situations in which a life is in danger, as data: what must be said together, and what takes it back.

The files beside this one tell each by words that endanger somebody in company only: "no heating" beside a newborn, "insulin" beside
"one dose left". No word does by itself, so that a battery that died and a candle that smells of smoke do not.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from heard.listen.wordlists import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable

LONG = 3  # letters from which on a word has regular forms
KEPT = 20_000  # words whose plain form is kept
WITHIN = 8  # words between the first and the last, where a situation says nothing else
PARTS = ("danger", "beside", "also")  # of which a situation has the first at least
KEYS = {
    "name",
    *PARTS,
    "who",
    "within",
    "across",
    "unless",
    "supposed",
    "grows",
    "told",
    "asked",
    "hears",
    "ignores",
}
ALWAYS = ("over", "told_of", "asks", "fun")  # take back every danger in their sentence
PAST = (
    "past",
    "afterwards",
)  # so do these, where nothing says that it goes on; the second from the next sentence, too
IN_MONTH, SETTLES = (
    "in_month",
    "settles",
)  # a month says so only where the text says that it was settled
GOES_ON = "goes_on"

_TOKEN = re.compile(
    r"(?:@|https?://)\S+|[a-z]+(?:&[a-z]+)?(?:'[a-z]+)?|-?\d+(?:[.,:]\d+)*|[.!?\n]+|[,;:()–—]",
    re.IGNORECASE,
)
_OWN = re.compile(r"'(?:s|m|re|ve|ll|d)\Z")
_IS = ("'s", "'m", "'re")
_STUMPS = word_set("ca wo ai sha")  # of "can't", "won't"
_WITHOUT_MARK = word_set(
    "cant wont dont isnt arent wasnt doesnt didnt hasnt havent hadnt couldnt wouldnt"
)
_STOPS, _MARKS = ".!?\n", word_set(", ; : ( ) – —")
_BREAKS = _MARKS | word_set("and but because so since while please")
_ENDINGS = ("s", "es", "ed", "d", "ing")
_VOWELS = "aeiou"

Phrase = tuple[str, ...]
# By their first word and their second, "" where there is none: the others, and the list they stand in.
Phrases = dict[str, dict[str, list[tuple[Phrase, str]]]]
Kind = Literal["danger", "self_harm"]
FILES: dict[str, Kind] = {
    "bodies": "danger",
    "places": "danger",
    "people": "danger",
    "at_home": "danger",
    "children": "danger",
    "self_harm": "self_harm",
    "last_things": "self_harm",
}


class Word(NamedTuple):
    """A word in its plain form, text[start:end], and which sentence and clause it stands in."""

    word: str
    start: int
    end: int
    sentence: int
    clause: int


@dataclass(frozen=True, slots=True)
class Situation:
    """Lists of words that must be said close to each other, in one sentence."""

    name: str
    kind: Kind
    danger: str  # the name of a list of words, which must be neither denied nor supposed
    near: tuple[str, ...]  # names of lists: a word of each stands near the danger
    who: tuple[str, ...]  # so does somebody of these, who may be named in the danger
    unless: tuple[str, ...]  # of which no word may stand close to the danger
    within: int
    across: int  # so many sentences before and after count, too
    grows: bool  # it may be told in two messages
    supposed: bool  # it is one where it is only feared: "if he finds us"
    told: str  # what a play may wait for, where this danger wants another answer than the rest; "" for most
    asked: bool  # it is one where it stands in a question, too: not so where they ask what is in it
    hears: tuple[str, ...]
    ignores: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The plain form of each word, and the words that say nothing."""

    forms: dict[str, str]
    passed_over: frozenset[str]
    said: dict[str, tuple[str, ...]] = field(default_factory=dict)  # by words met before

    def words(self, text: str) -> list[Word]:
        """The words of a text that say something, "isn't breathing" as "is", "not" and "breathing"."""
        found: list[Word] = []
        sentence = clause = 0
        for one in _TOKEN.finditer(text):
            word = one[0].lower()
            said = self.said.get(word)
            if said is None:
                if word[0] in _STOPS:
                    sentence, clause = sentence + 1, clause + 1
                    continue
                said = self._said(word)
                if len(self.said) < KEPT:
                    self.said[word] = said
            clause += word in _BREAKS
            start, end = one.span()
            found += [Word(plain, start, end, sentence, clause) for plain in said]
        return found

    def _said(self, word: str) -> tuple[str, ...]:
        """What is said by one word as it is written: "wasn't" says "is" and "not"."""
        if word in _MARKS or word[0] == "@" or "://" in word:
            return ()
        denied = word in _WITHOUT_MARK or word.endswith("n't")
        word = word.removesuffix("nt").removesuffix("n't") if denied else word
        bare = _OWN.sub("", word)
        is_it = word[len(bare) :] in _IS
        return tuple(
            "not" if said == "cannot" else self.forms.get(said, said)
            for said in (bare, *("is",) * is_it, *("not",) * denied)
            if said not in self.passed_over and said not in _STUMPS
        )


@dataclass(frozen=True, slots=True)
class Situations:
    """All situations, and the phrases by which dangers are found, and by which all else is."""

    every: dict[str, Situation]  # by the name of the list of its danger
    dangers: Phrases
    others: Phrases
    vocabulary: Vocabulary
    telling: frozenset[str]  # one of these words stands in every danger, in whatever form


@lru_cache(maxsize=1)
def situations() -> Situations:
    """The situations as they are shipped, read once."""
    words = _read("words")
    kinds = [(entry, kind) for name, kind in FILES.items() for entry in _read(name)["situation"]]
    lists: dict[str, str] = words["take_back"] | words["who"]
    for entry, _ in kinds:
        lists |= {f"{entry['name']}: {part}": entry[part] for part in PARTS if part in entry}
    vocabulary = _vocabulary(lists.values(), words["words"])
    every = {one.danger: one for one in (situation_of(entry, kind) for entry, kind in kinds)}
    dangers: Phrases = {}
    others: Phrases = {}
    telling = set()
    everyday = word_set(words["words"]["everyday"])
    for name, text in lists.items():
        for phrase in _phrases(text, vocabulary):
            into = (dangers if name in every else others).setdefault(phrase[0], {})
            into.setdefault("".join(phrase[1:2]), []).append((phrase[2:], name))
            if name in every:
                telling.add(max(phrase, key=lambda word: (word not in everyday, len(word))))
    forms = {form for form, word in vocabulary.forms.items() if word in telling}
    return Situations(every, dangers, others, vocabulary, frozenset(telling | forms))


def _read(name: str) -> dict[str, Any]:
    text = files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def situation_of(entry: dict[str, Any], kind: Kind) -> Situation:
    """A situation as its file tells it; a key that no situation has is named."""
    unknown = sorted(entry.keys() - KEYS)
    if unknown:
        raise ValueError(f"situation {entry['name']!r}: unknown key {unknown[0]!r}")
    danger, *near = (f"{entry['name']}: {part}" for part in PARTS if part in entry)
    return Situation(
        entry["name"],
        kind,
        danger,
        tuple(near),
        tuple(entry.get("who", ())),
        tuple(entry.get("unless", ())),
        entry.get("within", WITHIN),
        entry.get("across", 0),
        entry.get("grows", True),
        entry.get("supposed", False),
        entry.get("told", ""),
        entry.get("asked", True),
        tuple(entry["hears"]),
        tuple(entry.get("ignores", ())),
    )


def _phrases(text: str, vocabulary: Vocabulary) -> Iterable[Phrase]:
    """Each of them once, in the plain forms of its words."""
    said = (tuple(word.word for word in vocabulary.words(one)) for one in text.split(","))
    return dict.fromkeys(filter(None, said))


def _vocabulary(texts: Iterable[str], words: dict[str, Any]) -> Vocabulary:
    """Each regular form of the words of these texts, and the irregular ones; none that is a word of its own."""
    irregular = {form: word for word, forms in words["forms"].items() for form in forms.split()}
    bare = Vocabulary(irregular, word_set(words["passed_over"]))
    said = {word.word for text in texts for one in text.split(",") for word in bare.words(one)}
    own = word_set(words["apart"])
    regular: dict[str, str] = {}
    for word in sorted(said, key=lambda one: (len(one), one)):
        for form in _forms(word):
            if form not in own:
                regular.setdefault(form, regular.get(word, word))
    return Vocabulary(regular | irregular, bare.passed_over)


def _forms(word: str) -> Iterable[str]:
    if len(word) < LONG or not word.isalpha():
        return
    yield from (word + ending for ending in _ENDINGS)
    if word[-1] == "e":
        yield word[:-1] + "ing"
    if word[-1] == "y":
        yield from (word[:-1] + "ies", word[:-1] + "ied")
    if word[-1] not in "wxy" + _VOWELS and word[-2] in _VOWELS:
        yield from (word + word[-1] + "ing", word + word[-1] + "ed")
