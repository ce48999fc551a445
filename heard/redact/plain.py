"""A text as the rules read it: plain digits and signs, nothing invisible, and the way back.

Full-width and Arabic digits become 0 to 9, "＠" becomes "@", a curly apostrophe a straight one, and
characters that nobody sees are left out. What is found is told in places of the text as written.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Span = tuple[int, int]

_MOST = 8192  # characters remembered at a time, so that no text can fill the memory
_LIKE = {
    **dict.fromkeys("\u2018\u2019\u02bc\u00b4", "'"),
    **dict.fromkeys("\u2010\u2011\u2012\u2212", "-"),
    **dict.fromkeys("\x85\u2028\u2029", "\n"),
    "\u066a": "%",
    "\u066b": ".",
    "\u066c": ",",
    "\u2025": "\u2025",  # an ellipsis stays: periods would say that a number goes on
    "\u2026": "\u2026",
}
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
_ACCENTS = re.compile(r"[\u0300-\u036f]+")
_CLUSTER = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]{0,8}|[\u0300-\u036f]{1,8}")
_HIDDEN = re.compile(r"(?<=\w)[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+(?=\w)")


@dataclass(frozen=True, slots=True)
class Plain:
    r"""What the rules read, and the parts of the written text that it stands for.

    >>> plain = Plain.of("Card \uff14\u200b\uff11 ok")
    >>> plain.text, plain.written([(5, 7)])
    ('Card 41 ok', [(5, 8)])
    """

    text: str
    pieces: Sequence[str] | None  # None: it is read as it is written

    @classmethod
    def of(cls, text: str) -> Plain:
        """A text read plainly."""
        if text.isascii():
            return cls(text, None)
        if _ACCENTS.search(text) is None:
            read = text.translate(_LETTERS)
            return cls(read, None if read == text else text)
        pieces = _CLUSTER.findall(text)
        return cls("".join(map(_cluster, pieces)), pieces)

    def written(self, spans: list[Span]) -> list[Span]:
        """The same spans, none of them empty, in the text as written."""
        if self.pieces is None or not spans:
            return spans
        starts: list[int] = []
        ends: list[int] = []
        at = 0
        for piece in self.pieces:
            length = len(_cluster(piece))
            starts += [at] * length
            at += len(piece)
            ends += [at] * length
        return [(starts[start], ends[end - 1]) for start, end in spans]


def readings(text: str) -> tuple[Plain, ...]:
    """A text read plainly; a second time where an unseen sign may part two words.

    >>> [plain.text for plain in readings("card\\u200b41\\u200b11")]
    ['card4111', 'card 41 11']
    """
    once = Plain.of(text)
    if once.pieces is None or _HIDDEN.search(text) is None:
        return (once,)
    return once, Plain.of(_HIDDEN.sub(lambda hidden: " " * len(hidden[0]), text))


class _Letters(dict[int, str]):
    """What is read for each character, as `str.translate` asks for it."""

    def __missing__(self, code: int) -> str:
        if len(self) > _MOST:
            self.clear()
        read = self[code] = _letter(chr(code))
        return read


_LETTERS = _Letters()


def _letter(one: str) -> str:
    if one.isascii():
        return one
    like = _LIKE.get(one)
    if like is not None:
        return like
    digit = unicodedata.digit(one, None)
    if digit is not None:
        return str(digit)
    if one in _UNSEEN or unicodedata.category(one) in ("Cf", "Me") or "\ufe00" <= one <= "\ufe0f":
        return ""
    return _ACCENTS.sub("", unicodedata.normalize("NFKC", one))


@lru_cache(maxsize=_MOST)
def _cluster(piece: str) -> str:
    """A character with its accents; those that make no letter with it are left out."""
    bare = _ACCENTS.sub("", piece)
    return _ACCENTS.sub(
        "", unicodedata.normalize("NFC", bare.translate(_LETTERS) + piece[len(bare) :])
    )
