"""The customer against themself: heat, trend and the small signs before overt anger."""

from __future__ import annotations

import math
import re
import zlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from heard.conversation import Turn
    from heard.listen.reading import Emotion, Reading
    from heard.track.moment import Mood, Trend

HEATS_AT = 0.375  # level 2, "frustrated", begins here
COOLS_AT = 0.30  # a little lower, so that a mood does not flicker
STEP = 0.12  # half a level away from one's own usual heat is a trend,
MOVES = 0.04  # where the latest turn went that way, too
PACE = 0.4  # how quickly the usual follows the latest turn
SCANNED = 4000  # characters of a turn looked at, so that one turn never costs much
REMEMBERED = 24  # words kept of each of the customer's last two turns

GLAD = ("thanks", "resolved")
WORD = re.compile(r"[^\W\d_]{2,}")
# Who says goodbye or thanks is brief, which is no sign of anger.
FAREWELL = re.compile(
    r"\b(?:bye|goodbye|good ?night|cheerio|farewell|so long|see (?:you|ya)|take care|cheers|ta|thanks|thank you|thx|ty|have a (?:good|nice|great|lovely)"
    r"|that(?:'s| is|'ll be| will be) (?:all|it|everything)|talk (?:soon|tomorrow|later)|speak (?:soon|tomorrow|later))\b",
    re.I,
)
UNPLEASANT: tuple[Emotion, ...] = ("anxious", "disappointed", "frustrated", "angry")


@dataclass(frozen=True, slots=True)
class CustomerMood:
    """How the customer is now and how they usually are in this conversation.

    Bounded: two averages, two short word lists, whatever the length of the conversation.
    """

    heat: float = 0.0
    peak: float = 0.0
    mood: Mood = "calm"
    trend: Trend = "steady"
    early_signs: tuple[str, ...] = ()
    spoken: int = 0  # customer turns heard
    usual_heat: float = 0.0  # moving averages over their own turns, the latest left out
    usual_length: float = 0.0  # log of words a reply
    usual_capitals: float = 0.0
    was_unpleasant: bool = False
    last_words: tuple[int, ...] = ()
    words_before: tuple[int, ...] = ()

    def after(
        self, turn: Turn, reading: Reading, *, heats_at: float, cools_at: float
    ) -> CustomerMood:
        """The mood one customer turn later."""
        text = turn.text[:SCANNED]
        words = WORD.findall(text)
        heat = self.heat if reading.heat is None else reading.heat
        if not words and reading.heat is None:
            return self
        capitals = _capitals(words)
        length = math.log1p(len(words))
        first = self.spoken == 0
        mood = _mood(self.mood, heat, heats_at=heats_at, cools_at=cools_at)
        marks = _marks(words)
        signs = (
            ()
            if first or mood == "heated"
            else self._signs(text, words, marks, reading, heat=heat, capitals=capitals)
        )
        pace = 1.0 if first else PACE
        return replace(
            self,
            heat=heat,
            peak=max(self.peak, heat),
            mood=mood,
            trend="steady" if first else self._trend(heat),
            early_signs=signs,
            spoken=self.spoken + 1,
            usual_heat=_towards(self.usual_heat, heat, pace),
            usual_length=_towards(self.usual_length, length, pace),
            usual_capitals=_towards(self.usual_capitals, capitals, pace),
            was_unpleasant=reading.emotion in UNPLEASANT,
            last_words=marks,
            words_before=self.last_words,
        )

    def _trend(self, heat: float) -> Trend:
        """Whether this heat is a real change: away from their usual, and from their last turn."""
        if heat - self.usual_heat >= STEP and heat - self.heat >= MOVES:
            return "rising"
        if self.usual_heat - heat >= STEP and self.heat - heat >= MOVES:
            return "cooling"
        return "steady"

    def _signs(
        self,
        text: str,
        words: list[str],
        marks: tuple[int, ...],
        reading: Reading,
        *,
        heat: float,
        capitals: float,
    ) -> tuple[str, ...]:
        """What changed against the customer's own earlier turns, while nobody is angry yet."""
        glad = reading.hears(*GLAD) or reading.emotion == "pleased"
        if glad or self.usual_heat - heat >= STEP:
            return ()
        signs = []
        usual_words = math.expm1(self.usual_length)
        brief = self.spoken >= 2 and usual_words >= 8 and len(words) <= usual_words * 0.4
        if brief and not FAREWELL.search(text.replace("’", "'")):
            signs.append("shorter replies")
        soured = reading.emotion in UNPLEASANT and not self.was_unpleasant
        if heat - self.usual_heat >= STEP or (soured and self.spoken >= 2):
            signs.append("tone change")
        if capitals >= 0.3 and capitals - self.usual_capitals >= 0.25 and _shouts(words):
            signs.append("capitals")
        if re.search(r"[!?]{3,}", text):
            signs.append("piled-up punctuation")
        if _repeats(marks, self.last_words) or _repeats(marks, self.words_before):
            signs.append("repeats themself")
        return tuple(signs)


def _mood(before: Mood, heat: float, *, heats_at: float, cools_at: float) -> Mood:
    if heat >= heats_at:
        return "heated"
    return "calm" if heat <= cools_at else before


def _towards(usual: float, latest: float, pace: float) -> float:
    return usual + pace * (latest - usual)


def _capitals(words: list[str]) -> float:
    """Share of the longer words that are written in capitals."""
    longer = [word for word in words if len(word) >= 3]
    return sum(word.isupper() for word in longer) / len(longer) if longer else 0.0


def _shouts(words: list[str]) -> bool:
    return sum(word.isupper() and len(word) >= 3 for word in words) >= 2


def _marks(words: list[str]) -> tuple[int, ...]:
    """Small numbers that stand for the longer words, so that no text is kept."""
    longer = {word.casefold() for word in words if len(word) >= 4}
    return tuple(sorted({zlib.crc32(word.encode()) & 0xFFFF for word in longer})[:REMEMBERED])


def _repeats(now: tuple[int, ...], then: tuple[int, ...]) -> bool:
    return len(now) >= 4 and len(set(now) & set(then)) >= 0.6 * len(now)
