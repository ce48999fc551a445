"""Words: a turn's text cut into tokens, each in a plain form that does not care who wrote it.

Handles, links, signatures and long numbers become placeholders, so that what is learned on one
channel holds on another; what the plain form forgets (capitals, runs of marks, drawn-out letters)
is counted as a mark.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from unicodedata import normalize

from heard.listen.variants import common

LONGEST = 4000  # tokens of one turn that are looked at; nobody says more in one breath
LONGEST_TEXT = 40_000  # letters of one turn that are looked at
LONG = 40  # tokens from which on a turn may be an echo of itself
ECHOES = 3  # times that the same word is news

_TOKEN = re.compile(
    r"""(?:https?://|www\.)\S+ | <\w{2,10}> | \b[\w.+-]{1,64}@[\w-]+\.[\w.-]+ # links, e-mail addresses
    | @\w+                                                             # handles
    | \^[A-Za-z]{1,12}\b                                               # signatures
    | \#\w+
    | [^\W\d_]{2,}[iI][nN]['’](?![^\W\d_])                            # waitin'
    | [^\W\d_]+(?:['’`][^\W\d_]+)*(?:\*+[^\W\d_]*)*                    # words, f***
    | \d+(?:[.,:/-]\d+)*
    | (?:[:;=]['’]?[-o^]?[)(\]\[DPp/|\\]+ | <3+)                       # emoticons
    | [!?]+ | \.{2,}
    | [^\s\w] | \w+""",
    re.VERBOSE,
)
# Whom a story is about must not change how heated it sounds.
_THEY = dict.fromkeys(
    [
        "he",
        "him",
        "his",
        "himself",
        "she",
        "her",
        "hers",
        "herself",
        "they",
        "them",
        "their",
        "theirs",
        "themself",
        "themselves",
    ],
    "they",
) | {
    "he's": "they're",
    "she's": "they're",
    "he'll": "they'll",
    "she'll": "they'll",
    "he'd": "they'd",
    "she'd": "they'd",
}
# full-width letters, and those of mathematics that people style their words with
_STYLED = re.compile("[\uff01-\uff5e\U0001d400-\U0001d7ff]")
_CLAUSE_END = frozenset(".!?;:…\n")
_DROPPED = re.compile(r"(?<=[^\W\d_][^\W\d_])in['’](?![^\W\d_])")
DRAWN_OUT = re.compile(r"(.)\1{2,}")
_MASKED = re.compile(r"x{2,}\Z")


def tokens(text: str) -> list[str]:
    """The tokens of a turn, as they were written.

    >>> tokens("@Acme WHY can't I log in?? ^JK")
    ['@Acme', 'WHY', "can't", 'I', 'log', 'in', '??', '^JK']
    """
    return list(_tokens(text))


@lru_cache(maxsize=512)
def _tokens(text: str) -> tuple[str, ...]:
    """The tokens of a turn, asked for by each that reads it."""
    found: list[str] = _TOKEN.findall(unstyled(text))[:LONGEST]
    return tuple(found if len(found) < LONG else _without_echo(found))


def unstyled(text: str) -> str:
    """A text with letters of another width or style as plain ones, letter for letter.

    >>> unstyled("Ｗｈｙ？ 𝗪𝗵𝘆")
    'Why? Why'
    """
    if text.isascii() or not _STYLED.search(text):
        return text
    return _STYLED.sub(lambda found: _plainest(found[0]), text)


def _plainest(letter: str) -> str:
    plainer = normalize("NFKC", letter)
    return plainer if len(plainer) == 1 else letter


def _without_echo(found: list[str]) -> list[str]:
    """The tokens up to where a long turn only says the same again, if that is half of it or more."""
    counts: Counter[str] = Counter()
    told = 0
    for place, token in enumerate(found, 1):
        counts[token] += 1
        if counts[token] <= ECHOES:
            told = place
    return found[:told] if 2 * told <= len(found) else found


def spans(text: str) -> list[tuple[int, int]]:
    """Where each of the same tokens stands in the text."""
    text = unstyled(text)
    found, end = [], 0
    for token in _tokens(text):
        start = text.find(token, end)  # only blanks lie between two tokens
        end = start + len(token)
        found.append((start, end))
    return found


def clauses(text: str, where: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The clauses of a turn as ranges of tokens: each ends with its mark or before a new line.

    >>> text = "Third call. Still nothing!"
    >>> clauses(text, spans(text))
    [(0, 3), (3, 6)]
    """
    found, begin = [], 0
    for place, (start, end) in enumerate(where):
        gap = text[where[place - 1][1] : start] if place else ""
        if "\n" in gap and place > begin:
            found.append((begin, place))
            begin = place
        if text[end - 1] in _CLAUSE_END and not text[start].isalnum():
            found.append((begin, place + 1))
            begin = place + 1
    if begin < len(where):
        found.append((begin, len(where)))
    return found


def spelled_out(text: str) -> str:
    """A text with its dropped g's written, letter for letter, so that what is found in it can be quoted.

    >>> spelled_out("thanks for nothin', again")
    'thanks for nothing, again'
    """
    if "n'" not in text and "n’" not in text:
        return text
    return _DROPPED.sub("ing", text)


@lru_cache(maxsize=50_000)
def plain(word: str) -> str:
    """A word without what does not matter: case, who was addressed, which link, which number.

    >>> [plain(word) for word in ("@Acme", "SOOOO", "Can’t", "20418843", "48", "!!!!", "^JK")]
    ['<user>', 'soo', "can't", '<number>', '48', '!!', '<sign>']
    >>> [plain(word) for word in ("She", "him", "waitin'", "login")]
    ['they', 'they', 'waiting', 'login']
    """
    first = word[0]
    if first.isalpha():
        return _plain_word(word)
    if first.isdigit():
        return _plain_number(word)
    if first == "@" and len(word) > 1:
        return "<user>"
    if first == "^" and len(word) > 1:
        return "<sign>"
    if first == "#" and len(word) > 1:
        return "#" + _plain_word(word[1:])
    return _plain_mark(word)


def _plain_mark(word: str) -> str:
    first = word[0]
    if first in "!?":
        if len(word) == 1:
            return word
        return "?!" if "?" in word and "!" in word else first * 2
    if word.startswith("..") or first == "…":
        return "..."
    if first == "<" and word[-1] == ">":
        return "<mail>" if word == "<email>" else word.lower()
    if first in ":;=" and len(word) > 1:
        return ":(" if word[-1] in "([/|\\" else ":)"
    return word.lower()


def _plain_word(token: str) -> str:
    if token.startswith(("http://", "https://", "www.")):
        return "<url>"
    if "@" in token:
        return "<mail>"
    word = DRAWN_OUT.sub(r"\1\1", token.lower().replace("’", "'").replace("`", "'"))
    if word.endswith("in'"):
        return word[:-1] + "g"
    word = common(word)
    if word in _THEY:
        return _THEY[word]
    return "<masked>" if _MASKED.match(word) else word


def _plain_number(token: str) -> str:
    if "@" in token:
        return "<mail>"
    if len(token) <= 2:
        return token
    if ":" in token:
        return "<time>"
    if "/" in token:
        return "<part>" if len(token) == 3 else "<date>"
    return "<number>" if len(token) > 4 else "<count>"
