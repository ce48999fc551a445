"""Words that were said, with the turn and the span they stand in: what every judgment quotes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from heard.track.ledger import SENTENCE
from heard.track.moment import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heard.conversation import Speaker, Turn
    from heard.track import Followed

LONGEST = 240  # characters of one quote: what can be read at a glance
SCANNED = 4000  # characters of a turn looked at, so that one turn never costs much
ADDRESS = re.compile(r"\s*(?:(?:\.?@\w+|#\w+)[\s,:]+)+")  # "@shop @help", said to nobody's ear


@dataclass(frozen=True, slots=True)
class Quote:
    """Some words of one turn: conversation.turns[turn].text[start:end] is `words`."""

    turn: int  # counted from 0
    start: int
    end: int
    words: str
    speaker: Speaker
    name: str | None = None  # of the speaker, where the file gives one
    about: str = ""  # the signal or rule that picked these words

    @property
    def line(self) -> str:
        """The words on one line, as they are shown."""
        return " ".join(self.words.split())


def quote(turns: Sequence[Turn], evidence: Evidence) -> Quote:
    """The words a piece of evidence points at, cut at a word where they run on.

    >>> from heard.conversation import Speaker, Turn
    >>> quote((Turn(Speaker.CUSTOMER, "No. Third time!"),), Evidence(0, 4, 15, "repeat")).words
    'Third time!'
    """
    turn = turns[evidence.turn]
    start, end = _trimmed(turn.text, *_addressed(turn.text, evidence.start, evidence.end))
    return Quote(
        evidence.turn, start, end, turn.text[start:end], turn.speaker, turn.name, evidence.signal
    )


def sentence(turns: Sequence[Turn], evidence: Evidence) -> Quote:
    """The whole sentences that hold the evidence; only the evidence where they are too long."""
    text = turns[evidence.turn].text
    inside = [
        (start, end)
        for start, end in sentences(text)
        if start < evidence.end and end > evidence.start
    ]
    if inside and inside[-1][1] - inside[0][0] <= LONGEST:
        start, end = inside[0][0], inside[-1][1]
        return quote(turns, Evidence(evidence.turn, start, end, evidence.signal))
    return quote(turns, evidence)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The spans of a text's sentences, without the handles that a public post begins with.

    >>> text = "@shop @help Where is it? I paid."
    >>> [text[start:end] for start, end in sentences(text)]
    ['Where is it?', 'I paid.']
    """
    for found in SENTENCE.finditer(text, 0, min(len(text), SCANNED)):
        start, end = found.span()
        addressed = ADDRESS.match(text, start, end)
        start = addressed.end() if addressed else start
        said = text[start:end]
        start += len(said) - len(said.lstrip())
        end = start + len(said.strip())
        if end > start and any(letter.isalnum() for letter in text[start:end]):
            yield start, end


def heard(one: Followed, number: int, *names: str, at: float = 0.5) -> Evidence | None:
    """The surest of these signals in a turn, where one is at least this sure."""
    found = [signal for signal in one.reading.signals if signal.name in names and signal.sure >= at]
    best = max(found, key=lambda signal: signal.sure, default=None)
    return None if best is None else Evidence(number, best.start, best.end, best.name)


def _addressed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the handles it begins with, where anything is left of it."""
    handles = ADDRESS.match(text, start, end)
    if handles is None or not any(letter.isalnum() for letter in text[handles.end() : end]):
        return start, end
    return handles.end(), end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    said = text[start:end]
    start += len(said) - len(said.lstrip())
    end = start + len(said.strip())
    if end - start <= LONGEST:
        return start, end
    cut = text.rfind(" ", start, start + LONGEST)
    return start, cut if cut > start else start + LONGEST
