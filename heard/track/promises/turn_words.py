"""The words of one turn, sentence by sentence, and the text that they stand in."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from heard.listen.wordlists import word_set
from heard.track.due import read_words
from heard.track.due.words import bare_words, with_room
from heard.track.promises.titles import DANGLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heard.track.due import Word

WHAT_WORDS = 14  # a promise is quoted in about a line

_ENDS = frozenset(".!?\n")
_STOPS = frozenset(',;:–—-()\n"') | {"so", "but", "because", "which", "whichever"}
_TAGS = word_set("ok okay yes right alright deal fine")


class TurnWords:
    """The words of a turn: each in lower case, where it stands, and the text as spoken.

    >>> words = TurnWords("I'll call you. Bye!")
    >>> [words.said(first, last) for first, last in words.sentences()]
    ["I'll call you", 'Bye']
    """

    def __init__(self, text: str) -> None:
        self.text = text
        bare = bare_words(text)
        self._many = len(bare)
        self._plain = with_room(bare)  # a reader may look past the last word

    def __len__(self) -> int:
        return self._many

    @cached_property
    def spots(self) -> list[Word]:
        """Where each word stands: asked for only where something may be promised."""
        return read_words(self.text)

    def __getitem__(self, at: int) -> str:
        return self._plain[at]

    def between(self, first: int, last: int) -> tuple[str, ...]:
        """The words from first up to last, in lower case."""
        return self._plain[first:last]

    @property
    def plain(self) -> tuple[str, ...]:
        """All words in lower case, with room after the last."""
        return self._plain

    def said(self, first: int, last: int) -> str:
        """The words from first up to last, as spoken."""
        last = min(last, self._many)
        return self.text[self.spots[first].start : self.spots[last - 1].end] if last > first else ""

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Where each sentence begins, and where its mark (or the end) stands."""
        first = 0
        for at in range(self._many + 1):
            if at == self._many or self._plain[at] in _ENDS:
                if at > first:
                    yield first, at
                first = at + 1

    def has_tag(self, first: int, last: int) -> bool:
        """Whether a question only asks for a nod: "I'll call you at five, ok?"."""
        return any(
            self._plain[at] == "," and self._plain[at + 1] in _TAGS
            for at in range(max(first, last - 4), last)
        )

    def act(self, first: int, until: int, when: str = "") -> str:
        """What will be done, as spoken: about a line from a verb on, without the words that say when.

        >>> TurnWords("I'll call you soon, Ana").act(1, 6, "soon")
        'call you'
        """
        last = first
        while last < min(until, first + WHAT_WORDS) and not self._stops(last):
            last += 1
        if last == first + WHAT_WORDS and last < until:
            while last > first + 1 and self._plain[last - 1] in DANGLES:
                last -= 1
        said = self.said(first, last)
        if when and said.find(when) > 0 and f"{when} of " not in said:
            said = said[: said.find(when)] + said[said.find(when) + len(when) :]
        return " ".join(said.split()) or self.said(first, first + 1)

    def _stops(self, at: int) -> bool:
        """Whether the words of a promise stop here: a hyphen within a word is no dash."""
        if self._plain[at] != "-" or not 0 < at < self._many - 1:
            return self._plain[at] in _STOPS
        here = self.spots[at]
        return not (self.spots[at - 1].end == here.start and here.end == self.spots[at + 1].start)
