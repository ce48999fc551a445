"""Phrases as data: what is said in so many words, told line by line in a table beside the rule.

A table has lists of words under `[words]` and, for each thing that is heard, entries with `lines`. A line is what is
said, word for word, in this order; capitals are small letters. It means a little more than it says where it has one of

    KIN                a list of that name stands here; WORD is any word, NAME one with a capital, NUMBER digits, # a digit
    my/our             either of them
    (just)             may be said or not; (JUST)*3 up to three of them, (JUST)* any number, as few as will do
    day(s), gran*      a word that may go on so, or in any way; *teen may begin in any way
    !your/the          at its head: neither of these stands before it; further on: neither follows
    {PET}              what the rule asks for by itself
    certificate-       at its end: the last word may go on, and what it goes on with is not quoted

Words end where they end: "died" is not found in "diedre". What no line can say (a name in brackets, the end of a
sentence) is given by the rule, as a pattern with a name of its own.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from heard.errors import HeardError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

KEYS = ("name", "lines", "hears", "ignores")
EVERYWHERE = {"WORD": r"\w+", "NAME": r"(?-i:[A-Z][\w'-]+)", "NUMBER": r"\d+"}
_PIECE = re.compile(
    r"(?P<list>[A-Z][A-Z_]+)|\((?P<ending>[^()\s]+)\)|(?P<star>\*)|(?P<digit>\#)|(?P<letters>[^\W_A-Z]+|I|[',.&?-])"
)
_GROUP = re.compile(r"\((?P<inner>.*)\)(?:(?P<many>\*)(?P<most>\d*))?")
_PLAIN = re.compile(r"[\w' ]+")


class _Said(NamedTuple):
    """Patterns of which one is said: after a space, or right behind the word before it, as "'s" is."""

    spaced: tuple[str, ...]
    glued: tuple[str, ...] = ()

    def alone(self) -> str:
        """Any of them where nothing stands before."""
        return _any(self.spaced + self.glued)

    def behind(self) -> str:
        """Any of them behind another word."""
        spaced = (" " + _any(self.spaced),) if self.spaced else ()
        return _any(spaced + self.glued)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is heard, and sentences for it and against it."""

    name: str
    lines: tuple[str, ...]
    hears: tuple[str, ...]
    ignores: tuple[str, ...]


class Phrases:
    r"""The lists and lines of one table, and the patterns that they stand for.

    >>> text = '''
    ... [words]
    ... KIN = "mother(-in-law), (twin) brother"
    ... [[loss]]
    ... name = "somebody of theirs"
    ... lines = "my/our KIN (has) died !laughing"
    ... hears = ["My mother died."]
    ... '''
    >>> phrases = Phrases(text, "loss.toml")
    >>> phrases.pattern("loss")
    '\\b(?:(?:my|our) (?:mother(?:\\-in\\-law)?|(?:twin )?brother)(?: has)? died\\b(?! laughing\\b)\\b)'
    """

    def __init__(self, text: str, file: str, given: Mapping[str, str] | None = None) -> None:
        read = tomllib.loads(text)
        self.file = file
        self._text = text
        self._words: dict[str, str] = read.pop("words", {})
        self._given = given or {}
        self._lists: dict[str, _Said] = {name: _Said((one,)) for name, one in EVERYWHERE.items()}
        self._lists |= {name: _Said((), (one,)) for name, one in self._given.items()}
        self._open: list[str] = []  # lists that are being read
        self.entries = {of: tuple(map(self._entry, entries)) for of, entries in read.items()}

    def pattern(self, of: str) -> str:
        """What finds any line of the entries of this name, for `re.IGNORECASE`."""
        return self.pattern_of(*self.entries[of])

    def pattern_of(self, *entries: Entry) -> str:
        """What finds any line of these entries."""
        lines = [self._whole(line) for entry in entries for line in entry.lines]
        return rf"\b(?:{'|'.join(lines)})"

    def any_of(self, name: str) -> str:
        """What finds any word of a list."""
        return self._list(name, name).alone()

    def _entry(self, entry: dict[str, str | list[str]]) -> Entry:
        lines = tuple(filter(None, map(str.strip, str(entry.get("lines", "")).splitlines())))
        unknown = sorted(entry.keys() - set(KEYS))
        if unknown:
            raise self._fault(
                unknown[0], f'unknown key "{unknown[0]}". {did_you_mean(unknown[0], KEYS)}'
            )
        name = str(entry.get("name", ""))
        if not (name and lines and entry.get("hears")):
            raise self._fault(name, f'entry "{name}" needs a name, lines and what it hears')
        return Entry(name, lines, tuple(entry["hears"]), tuple(entry.get("ignores", ())))

    def _whole(self, line: str) -> str:
        """A line, its last word whole unless it may go on."""
        said, _ = self._line(line.removesuffix("-"), line)
        return said if line.endswith("-") else said + r"\b"

    def _line(self, line: str, at: str) -> tuple[str, bool]:
        """The pattern of some words, and whether it stands right behind the word before it."""
        parts: list[str] = []
        begun = glued = bare = False  # bare: no space stands before the next word
        for token in self._tokens(line, at):
            if token.startswith("!"):
                spared = self._word(token[1:], at, whole=True)
                behind = parts or begun
                parts += [rf"\b(?!{spared.behind()})"] if behind else self._never_before(spared, at)
                continue
            group = _GROUP.fullmatch(token)
            if group is not None and _closes_last(token):
                said = self._sequence(group["inner"], at)
                many = (
                    (rf"{{0,{group['most']}}}?" if group["most"] else "*?")
                    if group["many"]
                    else "?"
                )
                parts.append(
                    f"(?:{said.behind()}){many}" if begun else f"(?:{said.alone()} ){many}"
                )
                continue
            caught = token.startswith("{") and token.endswith("}")
            said = self._word(token[1:-1] if caught else token, at)
            if begun and caught:
                parts.append(f" ({said.alone()})")
            elif begun and not bare:
                parts.append(said.behind())
            else:
                parts.append(f"({said.alone()})" if caught else said.alone())
            glued = glued or (not begun and not said.spaced)
            bare = not begun and token in self._given
            begun = True
        if not begun:
            raise self._fault(at, f'line "{at}" says no word that must be said')
        return "".join(parts), glued

    def _sequence(self, line: str, at: str) -> _Said:
        """Words in a row as one choice; a choice of single words as it is."""
        if " " not in line:
            return self._word(line, at)
        said, glued = self._line(line, at)
        return _Said((), (said,)) if glued else _Said((said,))

    def _word(self, token: str, at: str, *, whole: bool = False) -> _Said:
        """One word or a choice of them; `whole` ones end where they end."""
        spaced: list[str] = []
        glued: list[str] = []
        for one in _choices(token):
            if one in self._words or one in self._lists:
                said = self._list(one, at)
            else:
                pieces = "".join(self._pieces(one, at))
                leads = _PIECE.match(one)
                joins = one[0] in "'," or (leads is not None and leads["list"] in self._given)
                said = _Said((), (pieces,)) if joins else _Said((pieces,))
            spaced += said.spaced
            glued += said.glued
        end = r"\b" if whole else ""
        return _Said(tuple(one + end for one in spaced), tuple(one + end for one in glued))

    def _pieces(self, word: str, at: str) -> Iterator[str]:
        place = 0
        while place < len(word):
            piece = _PIECE.match(word, place)
            if piece is None:
                raise self._fault(
                    at, f'line "{at}" has "{word}", and "{word[place]}" means nothing there'
                )
            if piece["list"]:
                yield self._list(piece["list"], at).alone()
            elif piece["ending"]:
                endings = tuple(
                    "".join(self._pieces(one, at)) for one in piece["ending"].split("/")
                )
                yield f"{endings[0]}?" if len(piece["ending"]) == 1 else f"(?:{'|'.join(endings)})?"
            elif piece["star"]:
                yield r"\w*" if place else r"\w+"
            else:
                yield r"\d" if piece["digit"] else re.escape(piece["letters"].lower())
            place = piece.end()

    def _list(self, name: str, at: str) -> _Said:
        """What a list of words stands for, read when it is first named."""
        if name in self._lists:
            return self._lists[name]
        if name not in self._words:
            near = did_you_mean(name, (*self._words, *self._lists))
            raise self._fault(at, f'line "{at}" names an unknown list "{name}". {near}')
        if name in self._open:
            raise self._fault(f"{name} =", f'list "{name}" stands in itself')
        self._open.append(name)
        spaced: list[str] = []
        glued: list[str] = []
        for item in filter(None, (" ".join(one.split()) for one in self._words[name].split(","))):
            said = self._sequence(item, item)
            spaced += said.spaced
            glued += said.glued
        self._open.pop()
        self._lists[name] = _Said(tuple(spaced), tuple(glued))
        return self._lists[name]

    def _never_before(self, spared: _Said, at: str) -> list[str]:
        words = [one.removesuffix(r"\b") for one in spared.spaced]
        if spared.glued or not all(map(_PLAIN.fullmatch, words)):
            raise self._fault(at, f'line "{at}" may begin with "!" and plain words only')
        return [rf"(?<!\b{one} )" for one in words]

    def _tokens(self, line: str, at: str) -> Iterator[str]:
        """The words of a line, what stands in brackets as one."""
        depth = start = 0
        for place, sign in enumerate(line + " "):
            depth += (sign in "({") - (sign in ")}")
            if depth < 0 or (depth and place == len(line)):
                raise self._fault(at, f'line "{at}" has a bracket too many or too few')
            if sign == " " and not depth:
                if place > start:
                    yield line[start:place]
                start = place + 1

    def _fault(self, at: str, problem: str) -> HeardError:
        lines = enumerate(self._text.splitlines(), 1)
        line = next((number for number, one in lines if at and at in one), 1)
        return HeardError(problem, path=self.file, line=line)


def phrases(name: str, **given: str) -> Phrases:
    """The table of this name beside this module; `given` are patterns that its lines may name.

    Raises HeardError with file and line where a line, a list or a key is none.
    """
    text = files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return Phrases(text, f"{name}.toml", given)


def _choices(token: str) -> Iterable[str]:
    """What stands between the slashes that are in no bracket."""
    return (one for one in re.split(r"/(?![^()]*\))", token) if one)


def _closes_last(token: str) -> bool:
    """Whether the bracket at its head is the one at its end: "(the late)", not "(be)come(s)"."""
    depth = 0
    for place, sign in enumerate(token):
        depth += (sign == "(") - (sign == ")")
        if not depth:
            return token[place + 1 :] == "" or token[place + 1] == "*"
    return False


def _any(patterns: tuple[str, ...]) -> str:
    return patterns[0] if len(patterns) == 1 else f"(?:{'|'.join(patterns)})"
