"""What a promise hangs on: "if you send the form", "once it is here"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from heard.listen.wordlists import word_set
from heard.track.promises.times import REACH
from heard.track.promises.turn_words import WHAT_WORDS
from heard.track.promises.words import ASKED, ASKS, CALLS_US, CONDITION

if TYPE_CHECKING:
    from heard.track.promises.commitment import Commitment
    from heard.track.promises.turn_words import TurnWords

_HELP = word_set(
    "assist help try see take check reach respond reply review do look follow get work be"
)
_ANSWERS = word_set("answer pick sort fix handle find deal sit chase jump step stay")
_YOU = frozenset(("you", "your", "u"))


class Condition(NamedTuple):
    """What a promise hangs on, as spoken."""

    words: str
    customers: bool  # it is up to the customer
    passing: bool = False  # "once", "after": a time named beside it still counts
    after: bool = False  # it was said after the promise

    def only_helps(self, verb: str) -> bool:
        """Whether doing this is a mere offer of help: "call me on this number and I'll pick up"."""
        on_call = verb in _ANSWERS and CALLS_US.search(self.words) is not None
        return self.customers and (verb in _HELP or on_call)


def find_condition(words: TurnWords, found: Commitment, first: int, until: int) -> Condition | None:
    """What a commitment hangs on; its sentence begins at `first`, and it ends before `until`."""
    before = words.said(max(first, found.start - 2 * REACH), found.start)
    asked = ASKED.search(before)
    if said := CONDITION.search(before):
        passing = not said.group().lower().startswith(("if", "unless", "should"))
        customers = said.group(1).lower() in _YOU or asked is not None
        spoken = _trimmed(said.group())
        return Condition(spoken, customers=customers, passing=passing and not customers)
    joined = words[found.start - 1] in ("and", "so", ",", "then", "&")
    if joined and before and (asked or words[first] in ASKS):
        start = 0 if asked is None or words[first] in ASKS else asked.start()
        return Condition(_trimmed(before[start:]), customers=True)
    after = words.said(found.verb, min(until, found.verb + REACH))
    said = CONDITION.search(after)
    if said is None or said.group(1).lower() not in _YOU:
        return None
    if after[: said.start()].endswith(("and ", "but ", "so ")):
        return None  # "… by Friday, and if you don't, ring me" is another matter
    return Condition(said.group().strip(), customers=True, after=True)


def _trimmed(condition: str) -> str:
    words = condition.split()
    while words and words[-1].strip(",&").lower() in ("and", "so", "then", ""):
        words.pop()
    return " ".join(words[-WHAT_WORDS:]).rstrip(",")
