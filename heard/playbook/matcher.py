"""How wording to avoid is found in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from heard.playbook.phrase import PhraseHit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from heard.playbook.phrase import Phrase

WORD = re.compile(r"\{\w+\}|[^\W_]+(?:'[^\W_]+)*|[.!?;]+(?!\w)|\n\s*\n")
LONGEST_GAP = 3
WHEN = "@when"  # in a pattern: a day, a month, a time or any number
REST = "@rest"  # at the end of a pattern: what is left of the clause
CLAUSE_ENDS = re.compile(
    r"[,;:!?()\n\u2600-\U0001faff]|\.(?:\s|$)|\s[-–—]+\s|\s(?:and|but|so|or|because|if|while)\s|$"
)
DAYS = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "today",
        "tomorrow",
        "tonight",
        "noon",
        "midnight",
        "january",
        "february",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "{date}",
        "{time}",
    ]
)
ENDINGS = {"n't": "not", "'re": "are", "'ll": "will", "'ve": "have", "'m": "am", "'d": "would"}
WHOLE = {
    "cannot": ("can", "not"),
    "can't": ("can", "not"),
    "won't": ("will", "not"),
    "let's": ("let", "us"),
    "it's": ("it", "is"),
    "that's": ("that", "is"),
    "there's": ("there", "is"),
    "here's": ("here", "is"),
    "what's": ("what", "is"),
    "im": ("i", "am"),
    "dont": ("do", "not"),
    "cant": ("can", "not"),
}


@dataclass(frozen=True, slots=True)
class Word:
    """One normalized word and the span of the written word it came from."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """One place of a pattern: the words it takes, or a gap."""

    words: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()
    number: bool = False
    optional: bool = False
    gap: bool = False
    rest: bool = False

    def takes(self, word: str) -> bool:
        """Whether this word may stand here."""
        return (
            word in self.words
            or (self.number and word[0].isdigit())
            or word.startswith(self.beginnings)
        )


Pattern = tuple[Part, ...]


class Matcher:
    """Finds the phrases of a playbook in a text, in time that grows only with the text's length.

    Every pattern begins with plain words, so that most words of a text start none.
    """

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._starts: dict[str, list[tuple[Phrase, Pattern]]] = {}
        self._unless: dict[str, tuple[Pattern, ...]] = {}
        self._unless_said: dict[str, tuple[Pattern, ...]] = {}
        for phrase in phrases:
            for written in phrase.avoid:
                pattern = read_pattern(written, anchored=True)
                for word in pattern[0].words:
                    self._starts.setdefault(word, []).append((phrase, pattern))
            self._unless[phrase.name] = tuple(map(read_pattern, phrase.unless))
            self._unless_said[phrase.name] = tuple(map(read_pattern, phrase.unless_said))

    def find(self, text: str, *, heard: Collection[str] = ()) -> tuple[PhraseHit, ...]:
        """Every phrase in the text, in order; of one phrase's overlapping hits the first, longest.

        `heard` names the customer's signals so far: some wording is fine after them.
        """
        hits: list[PhraseHit] = []
        sentences = tuple(_sentences(text))
        in_message: dict[str, bool] = {}  # whether a phrase is harmless in all of this message
        for words in sentences:
            in_sentence: dict[str, bool] = {}
            for place, word in enumerate(words):
                for phrase, pattern in self._starts.get(word.text, ()):
                    end = _match(pattern, words, place + 1, 1)
                    if end is None:
                        continue
                    name = phrase.name
                    if name not in in_message:
                        fine = any(signal in heard for signal in phrase.fine_after)
                        in_message[name] = fine or _stands(self._unless_said[name], sentences)
                    if name not in in_sentence:
                        in_sentence[name] = _stands(self._unless[name], (words,))
                    if not in_message[name] and not in_sentence[name]:
                        last = words[end - 1].end
                        if pattern[-1].rest:
                            last = clause_end(text, last)
                        hits.append(PhraseHit(phrase, word.start, last))
        return _without_overlaps(hits)


def clause_end(text: str, start: int) -> int:
    """Where the clause ends that these words stand in, without the space and stop after it.

    >>> text = "We reply as soon as they're back, Ana."
    >>> text[: clause_end(text, 10)]
    "We reply as soon as they're back"
    """
    found = CLAUSE_ENDS.search(text, start)
    return start + len(text[start : found.start() if found else len(text)].rstrip())


@cache
def read_pattern(written: str, *, anchored: bool = False) -> Pattern:
    """A pattern as written in a playbook; an anchored one begins with a plain word.

    Raises ValueError where it breaks a rule, in words that end a sentence.
    """
    parts = tuple(part for word in written.lower().split() for part in _parts(word))
    if not parts:
        raise ValueError("has no words")
    if anchored and (not parts[0].words or parts[0].optional or parts[0].beginnings):
        raise ValueError("must begin with a plain word")
    if parts[-1].gap or sum(part.gap for part in parts) > 2:
        raise ValueError('may have two "..." at most, and none at its end')
    if any(part.rest for part in parts[:-1]):
        raise ValueError(f'may have "{REST}" at its end only')
    return parts


def _parts(written: str) -> Iterator[Part]:
    if written == "...":
        yield Part(gap=True)
        return
    if written == WHEN:
        yield Part(DAYS, number=True)
        return
    if written == REST:
        yield Part(rest=True)
        return
    if written.isalnum() and written not in WHOLE:
        yield Part(frozenset((written,)))
        return
    optional = written.endswith("?")
    choices = written.removesuffix("?").split("|")
    if len(choices) == 1 and choices[0] not in ("#", "") and not choices[0].endswith("*"):
        for word in _normal(choices[0]):
            yield Part(frozenset((word,)), optional=optional)
        return
    plain = [choice for choice in choices if choice != "#" and not choice.endswith("*")]
    if any(not choice.replace("'", "").isalnum() or len(_normal(choice)) != 1 for choice in plain):
        raise ValueError(f'has "{written}", and a choice is between single words')
    beginnings = tuple(choice[:-1] for choice in choices if choice.endswith("*"))
    yield Part(frozenset(plain), beginnings, "#" in choices, optional)


def _normal(written: str) -> tuple[str, ...]:
    """The plain words of one written word: "can't" is "can" and "not"."""
    if written in WHOLE:
        return WHOLE[written]
    if "'" not in written:
        return (written,)
    for ending, word in ENDINGS.items():
        if written.endswith(ending) and len(written) > len(ending):
            return (written.removesuffix(ending), word)
    return (written,)


def _sentences(text: str) -> Iterator[tuple[Word, ...]]:
    words: list[Word] = []
    for found in WORD.finditer(text.replace("’", "'").replace("‘", "'")):
        written = found[0].lower()
        if not written[0].isalnum() and written[0] != "{":
            if words:
                yield tuple(words)
            words = []
            continue
        words.extend(Word(word, found.start(), found.end()) for word in _normal(written))
    if words:
        yield tuple(words)


def _match(pattern: Pattern, words: tuple[Word, ...], place: int, part: int = 0) -> int | None:
    """Where the pattern ends when it begins at this word; None where it does not stand here."""
    if part == len(pattern):
        return place
    this = pattern[part]
    if this.rest:
        return place
    if this.gap:
        for skipped in range(LONGEST_GAP + 1):
            end = _match(pattern, words, place + skipped, part + 1)
            if end is not None:
                return end
        return None
    if place < len(words) and this.takes(words[place].text):
        end = _match(pattern, words, place + 1, part + 1)
        if end is not None:
            return end
    return _match(pattern, words, place, part + 1) if this.optional else None


def _stands(patterns: tuple[Pattern, ...], sentences: Iterable[tuple[Word, ...]]) -> bool:
    return bool(patterns) and any(
        _match(pattern, words, place) is not None
        for words in sentences
        for place in range(len(words))
        for pattern in patterns
    )


def _without_overlaps(hits: list[PhraseHit]) -> tuple[PhraseHit, ...]:
    kept: list[PhraseHit] = []
    ends: dict[str, int] = {}
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if hit.start >= ends.get(hit.phrase.name, 0):
            kept.append(hit)
            ends[hit.phrase.name] = hit.end
    return tuple(kept)
