"""One card: what to do now, how to say it, what to avoid, and the words that say why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from heard.quoting import shortened

if TYPE_CHECKING:
    from heard.conversation import Conversation
    from heard.track import Evidence

SHOWN = 120  # characters of a quote on a card
# What stands around the words without saying anything: handles, signs of a new line.
_SURROUNDING = re.compile(
    r"^(?:[\s/|>,;:.–—-]+|[@#]\w+(?=\s)\s*)+|(?:\s+[/|>]|\s+https?://\S+)+\s*$"
)


@dataclass(frozen=True, slots=True)
class Advice:
    """One card: one thing to do, one or two ways to say it, what to avoid, and why."""

    turn: int  # the turn it answers, counted from 0
    play: str  # the play, or the channel's cue, behind it
    do: str
    say: tuple[str, ...]
    avoid: tuple[str, ...]
    why: str
    evidence: Evidence | None = None
    pace: str = ""  # how to go about it on this channel, now; "" where that was said before

    def quote(self, conversation: Conversation) -> str:
        """The words behind the card; empty where a pattern, not a phrase, says so."""
        if self.evidence is None:
            return ""
        text = conversation.turns[self.evidence.turn].text
        words = text[self.evidence.start : self.evidence.end]
        return shortened(_SURROUNDING.sub("", words) or words.strip(), SHOWN)
