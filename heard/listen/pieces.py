"""Pieces: a turn as the row of piece numbers that the keen encoder reads.

The plain form of the words goes in, so that handles, links and long numbers are one marker each;
what a vocabulary without capitals and pictures cannot see (shouting, a face) gets a marker, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from heard.conversation import Speaker
from heard.listen.words import MARKS, marks, plain, tokens

if TYPE_CHECKING:
    from heard.conversation import Turn

HEAD, TAIL = 64, 24  # pieces kept of a long turn: how it begins and how it ends
LONGEST_TEXT = 6000  # letters of one turn that are cut up
START, END = "[CLS]", "[SEP]"
_NAMED = (
    "<user>",
    "<url>",
    "<mail>",
    "<sign>",
    "<number>",
    "<count>",
    "<date>",
    "<time>",
    "<part>",
    "<masked>",
    "happy",
    "sad",
    "angry",
    "wry",
    "shouting",
    "drawn_out",
)
_MARKERS = {name: f"[unused{number}]" for number, name in enumerate(_NAMED, 1)}
_SPEAKERS = {
    Speaker.CUSTOMER: "[unused21]",
    Speaker.AGENT: "[unused22]",
    Speaker.BOT: "[unused23]",
    Speaker.SUPERVISOR: "[unused24]",
}
MARKERS = (*_MARKERS.values(), *_SPEAKERS.values())
_FACES = [(name, MARKS.index(name)) for name in ("happy", "sad", "angry", "wry")]
_DRAWN_OUT = MARKS.index("drawn_out")


class Cutter(Protocol):
    """What cuts a prepared text into piece numbers: a `tokenizers.Tokenizer`."""

    def encode(self, sequence: str, *, add_special_tokens: bool = True) -> Cut:
        """The text, cut up."""
        ...

    def token_to_id(self, token: str) -> int | None:
        """The number of a piece."""
        ...


class Cut(Protocol):
    """A text cut up."""

    @property
    def ids(self) -> list[int]:
        """Its piece numbers."""
        ...


def prepared(text: str) -> str:
    """A turn's text as the encoder wants it: plain words and markers, blanks between.

    >>> prepared("@Acme WHY NOT?? It is SOOO late :( 2041884")
    '[unused1] [unused15] why not ?? it is [unused16] soo late [unused12] [unused5]'
    """
    found: list[str] = []
    shouting = False
    for token in tokens(text[:LONGEST_TEXT]):
        word = plain(token)
        if word in _MARKERS:
            found.append(_MARKERS[word])
        elif token[0].isalpha():
            capitals = len(token) >= 3 and token.isupper()
            if capitals and not shouting and not marks(token, word)[_DRAWN_OUT]:
                found.append(_MARKERS["shouting"])
            shouting = capitals or (shouting and len(token) < 3)
            if marks(token, word)[_DRAWN_OUT]:
                found.append(_MARKERS["drawn_out"])
            found.append(word)
        else:
            found.append(_face(token, word) or word)
    return " ".join(found)


def _face(token: str, word: str) -> str | None:
    if token[0].isdigit() or (token.isascii() and len(token) == 1):
        return None
    told = marks(token, word)
    return next((_MARKERS[name] for name, place in _FACES if told[place]), None)


def pieces(turn: Turn, cutter: Cutter) -> list[int]:
    """The piece numbers of a turn: start, who speaks, what is said, end."""
    said = cutter.encode(prepared(turn.text), add_special_tokens=False).ids
    if len(said) > HEAD + TAIL:
        said = said[:HEAD] + said[-TAIL:]
    speaker = _SPEAKERS.get(turn.speaker, _SPEAKERS[Speaker.AGENT])
    frame = [cutter.token_to_id(piece) or 0 for piece in (START, speaker, END)]
    return [frame[0], frame[1], *said, frame[2]]
