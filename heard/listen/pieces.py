"""Pieces: a turn as the row of piece numbers that the keen encoder reads.

The plain form of the words goes in, so that handles, links and long numbers are one marker each;
what a vocabulary without capitals and pictures cannot see (shouting, a face) gets a marker, too.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from heard.listen.marks import MARKS, marks
from heard.listen.phrases import common_form
from heard.listen.variants import ARTICLES
from heard.listen.words import LONGEST_TEXT, plain, tokens

LONGEST_READ = 6000  # letters of one turn that are cut up
_MARKERS = {
    "<user>": "@user",
    "<url>": "link",
    "<mail>": "email",
    "<sign>": "signed",
    "<number>": "number",
    "<count>": "few",
    "<date>": "date",
    "<time>": "clock",
    "<part>": "part",
    "<masked>": "censored",
    "happy": ":)",
    "sad": ":(",
    "angry": "furious",
    "wry": "wry",
    "shouting": "caps",
    "drawn_out": "long",
}
SPEAKERS = {True: "customer", False: "agent"}
_FACES = [(name, MARKS.index(name)) for name in ("happy", "sad", "angry", "wry")]
_MARKED_DRAWN_OUT = MARKS.index("drawn_out")
# How a token is written: not in letters, in capitals, drawn out, or like a name.
UNSPELLED, CAPITALS, DRAWN_OUT, TITLED = 1, 2, 4, 8


@dataclass(frozen=True, slots=True)
class Worded:
    """A turn's text as plain words and markers."""

    words: list[str]
    places: list[int]  # the token that each word comes from
    titled: list[int]  # words written like a name: a capital, and small letters after it


def worded(text: str) -> Worded:
    """A turn's text as plain words and markers, and the token that each comes from.

    The tokens are those of the gist, whose shares the pieces are added to: cut as it is, then no longer
    than LONGEST_READ.
    """
    found: list[str] = []
    places: list[int] = []
    titled: list[int] = []
    shouting = False
    letters = 0
    for place, token in enumerate(common_form(tuple(tokens(text[:LONGEST_TEXT])))):
        letters += len(token) + 1
        if letters > LONGEST_READ:
            break
        word, odd = _of_token(token)
        if word in ARTICLES:  # who learned English late may leave them out
            continue
        if odd or shouting:
            if odd & CAPITALS and not shouting and not odd & DRAWN_OUT:
                found.append(_MARKERS["shouting"])
                places.append(place)
            if not odd & UNSPELLED:
                shouting = bool(odd & CAPITALS) or (shouting and len(token) < 3)
            if odd & DRAWN_OUT:
                found.append(_MARKERS["drawn_out"])
                places.append(place)
            if odd & TITLED:
                titled.append(len(found))
        found.append(word)
        places.append(place)
    return Worded(found, places, titled)


@lru_cache(maxsize=50_000)
def _of_token(token: str) -> tuple[str, int]:
    """A token's word or marker, and what is odd about how it is written; 0 for most."""
    word = plain(token)
    if word in _MARKERS:
        return _MARKERS[word], UNSPELLED
    if not token[0].isalpha():
        return _face(token, word) or word, UNSPELLED
    odd = 0
    if len(token) >= 3 and token.isupper():
        odd = CAPITALS
    elif len(token) >= 3 and token[0].isupper() and token.isalpha():
        odd = TITLED
    return word, odd | DRAWN_OUT * bool(marks(token, word)[_MARKED_DRAWN_OUT])


def prepared(text: str, *, customer: bool) -> str:
    """A turn's text as the encoder wants it: who speaks, then plain words and markers.

    >>> prepared("@Acme WHY NOT?? It is SOOO late :( 2041884", customer=True)
    'customer @user caps why not ?? it is long soo late :( number'
    """
    return " ".join((SPEAKERS[customer], *worded(text).words))


def _face(token: str, word: str) -> str | None:
    if token[0].isdigit() or (token.isascii() and len(token) == 1):
        return None
    told = marks(token, word)
    return next((_MARKERS[name] for name, place in _FACES if told[place]), None)
