"""Word pieces: a text as the row of piece numbers that an encoder reads.

The greedy longest-match cut of BERT (Devlin et al. 2019), each word cut once and remembered.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONGEST = 96  # pieces of one turn that are read: how it begins and how it ends
TAIL = 24
LONGEST_WORD = 40  # letters
REMEMBERED = 50_000  # words


class WordPiece:
    """Cuts prepared text into the numbers of a vocabulary's pieces.

    >>> cutter = WordPiece(["[CLS]", "[SEP]", "[UNK]", "un", "##heard", "!"])
    >>> cutter.cut("unheard !?")
    [0, 3, 4, 5, 2, 1]
    """

    def __init__(
        self,
        vocabulary: Sequence[str],
        *,
        marks: tuple[str, str, str] = ("[CLS]", "[SEP]", "[UNK]"),
    ) -> None:
        self.vocabulary = tuple(vocabulary)
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self._start, self._end, self._unknown = (self._numbers[mark] for mark in marks)
        self._known: dict[str, tuple[int, ...]] = {}

    def cut(self, text: str) -> list[int]:
        """The piece numbers of a text, framed; of a long one, its beginning and its end."""
        return self.frame(self.pieces(text.split()))

    def pieces(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """The piece numbers of each word."""
        known = self._known
        return [known[word] if word in known else self._learn(word) for word in words]

    def frame(self, pieces: Sequence[tuple[int, ...]]) -> list[int]:
        """The words' piece numbers in one row, framed; of a long one, its beginning and its end."""
        numbers = [number for each in pieces for number in each]
        if len(numbers) > LONGEST - 2:
            numbers = [numbers[place] for place in places_kept(len(numbers))]
        return [self._start, *numbers, self._end]

    def _learn(self, word: str) -> tuple[int, ...]:
        if len(self._known) >= REMEMBERED:
            self._known = {}
        found = tuple(number for part in _parts(word) for number in self._greedy(part))
        self._known[word] = found
        return found

    def _greedy(self, word: str) -> list[int]:
        if len(word) > LONGEST_WORD:
            return [self._unknown]
        found: list[int] = []
        start = 0
        while start < len(word):
            end = len(word)
            while end > start:
                piece = word[start:end] if start == 0 else f"##{word[start:end]}"
                number = self._numbers.get(piece)
                if number is not None:
                    break
                end -= 1
            else:
                return [self._unknown]
            found.append(number)
            start = end
        return found


def places_kept(count: int) -> list[int]:
    """Which of so many pieces are read: all, or how a long turn begins and ends."""
    most = LONGEST - 2
    if count <= most:
        return list(range(count))
    return [*range(most - TAIL), *range(count - TAIL, count)]


def _parts(word: str) -> Iterator[str]:
    """A word without accents and capitals, each mark apart."""
    plain = unicodedata.normalize("NFD", word.lower())
    held = ""
    for letter in plain:
        kind = unicodedata.category(letter)
        if kind == "Mn" or kind.startswith("C"):
            continue
        if kind.startswith(("P", "S")):
            if held:
                yield held
            yield letter
            held = ""
        else:
            held += letter
    if held:
        yield held
