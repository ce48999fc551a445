"""What a reply says that helps somebody in danger: told in `replies.toml` as lists of words, sentence by sentence."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

Help = Literal["danger", "self_harm", "wait"]

SCANNED = 4000
KEYS = {"name", "meets", "says", "beside", "unless", "asks", "hears", "ignores"}
_SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]*")


@dataclass(frozen=True, slots=True)
class Way:
    """One way to help: words that stand in one sentence, and those that must not."""

    name: str
    meets: frozenset[Help]
    needs: tuple[re.Pattern[str], ...]  # one of each stands in the sentence
    unless: re.Pattern[str] | None
    asks: bool  # only in a question
    hears: tuple[str, ...]
    ignores: tuple[str, ...]

    def found_in(self, sentence: str) -> bool:
        """Whether a sentence, in small letters, helps in this way."""
        if self.asks and "?" not in sentence:
            return False
        if not all(words.search(sentence) for words in self.needs):
            return False
        return self.unless is None or self.unless.search(sentence) is None


@lru_cache(maxsize=1)
def ways() -> tuple[Way, ...]:
    """The ways as they are shipped, read once."""
    text = files(__package__).joinpath("replies.toml").read_text(encoding="utf-8")
    return tuple(map(way_of, tomllib.loads(text)["way"]))


def way_of(entry: dict[str, Any]) -> Way:
    """A way as its file tells it; a key that no way has is named."""
    unknown = sorted(entry.keys() - KEYS)
    if unknown:
        raise ValueError(f"way {entry['name']!r}: unknown key {unknown[0]!r}")
    return Way(
        entry["name"],
        frozenset(entry["meets"]),
        tuple(_any_of(entry[part]) for part in ("says", "beside") if part in entry),
        _any_of(entry["unless"]) if "unless" in entry else None,
        entry.get("asks", False),
        tuple(entry["hears"]),
        tuple(entry.get("ignores", ())),
    )


def helps(text: str, need: Help) -> bool:
    """Whether a reply says something that helps where this is needed.

    >>> helps("Ambulance first, please.", "danger"), helps("What's the batch number?", "danger")
    (True, False)
    """
    plain = text[:SCANNED].replace("’", "'").lower()
    sentences = _SENTENCE.findall(plain)
    return any(
        way.found_in(sentence) for way in ways() if need in way.meets for sentence in sentences
    )


def _any_of(words: str) -> re.Pattern[str]:
    said = (re.escape(" ".join(one.split())) for one in words.split(",") if one.strip())
    return re.compile(rf"(?<!\w)(?:{'|'.join(said)})(?!\w)")
