"""What the customer told us, in words that can be said back: name, wait, count, what happened."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from heard.details.asking import asked
from heard.details.at_stake import at_stake
from heard.details.clause import LOADED, turned_round
from heard.details.gist import gist, says_little
from heard.details.own_words import BARE, best_said, fact, in_quotes, told
from heard.details.said_before import thrown_back
from heard.details.signature import called, signed
from heard.details.trouble import issue, names_thing
from heard.details.waits import count, wait
from heard.details.whole_sentence import whole_sentence
from heard.listen.any_case import AnyCase
from heard.listen.remembered import Remembered
from heard.signals import TRIGGERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from heard.conversation import Turn
    from heard.listen import Heard, Reading

SCANNED = 3000  # characters of a turn looked at
THEIRS = "the problem with your"
SHORT, TELLS = 6, 8  # words: from the first a message tells something where it names or counts it
TO_TELL = "[what happened to them]"  # for the agent to say, who has it before their eyes
TROUBLED = 0.2  # heat from which "my order" is what the trouble is about

_SAYS_NAME = re.compile(
    r"\b(?:[Mm]y name is|[Mm]y name's|[Tt]his is) ([A-Z][a-z]+)\b(?= here| speaking| calling|[.,!]|$)"
)
_NAME = re.compile(r"[A-Z][a-zA-Z'’-]+(?: [A-Z][a-zA-Z'’-]+)?\.?")
_NO_NAME = frozenset(
    [
        "Customer",
        "Client",
        "User",
        "Guest",
        "Visitor",
        "Caller",
        "Member",
        "Anonymous",
        "Unknown",
        "Buyer",
        "Patient",
        "Speaker",
    ]
)
_TIME = r"(?:(?:\d+|two|three|four|five|six|seven|ten|twelve|a)(?: (?:to|or) (?:\d+|three|five))? (?:(?:working|business) )?(?:hours?|days?|weeks?|minutes?)|(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|today|tonight)"
_PROMISED = AnyCase(
    r"\b(?:promised|guaranteed)(?: me| us)? (an? [\w' -]{3,50}?)(?=[.,;!?\n]|$| and\b| but\b)"
    r"|\b(?:said|told me|told us|promised|promised me|assured me|was told|were told)(?: that)? "
    r"((?:it|they|someone|somebody|he|she|my [\w-]+|the [\w-]+)(?: would| will|'d|'ll) [\w':/ -]{3,60}?)"
    r"(?=[.,;!?\n]|$| and\b| but\b)"
    rf"|\b(?:you|u|they) (?:said|told me|told us|promised)(?: me| us)? ((?:by |within |in )?{_TIME})(?=[.,;!?\n]|$| and\b| but\b)"
    r"|\b(?:you|u|they|he|she|your \w+)(?: \w+)? promised(?: me| us)? to ([a-z][\w':/ -]{3,60}?)(?=[.,;!?\n]|$| and\b| but\b)"
)
_FEELINGS = {
    "frustrated": "frustrating",
    "angry": "frustrating",
    "disappointed": "disappointing",
    "anxious": "worrying",
    "confused": "confusing",
}


@dataclass(frozen=True, slots=True)
class Details:
    """The customer's details so far: each a few words, "" while it isn't known.

    >>> from heard.conversation import Speaker, Turn
    >>> from heard.listen import Reading
    >>> text = "My parcel is gone. I've been waiting three weeks, third time I'm calling."
    >>> details = Details().after(Turn(Speaker.CUSTOMER, text), Reading(0.6))
    >>> details.wait, details.count, details.issue
    ('three weeks', 'three', 'the problem with your parcel')
    """

    name: str = ""
    wait: str = ""
    count: str = ""
    issue: str = ""
    fact: str = ""  # what happened, turned round: "you paid twice"
    words: str = ""  # the same in their own words and quotation marks
    asked: str = ""  # their latest open question or plain request, in quotation marks
    told: str = ""  # how to name what they said last, where none of it can be quoted
    said: str = ""  # a whole sentence of theirs, quoted as it stands
    stake: str = ""  # what hangs on it: "your rent hangs on it"
    promised: str = ""
    feeling: str = ""

    @classmethod
    def of(cls, last: Iterable[Heard]) -> Details:
        """The details in the last turns of a conversation, with their readings."""
        details = cls()
        for heard, ours in _theirs(last):
            details = details.after(heard.turn, heard.reading, ours=ours)
        return details

    def after(self, turn: Turn, reading: Reading, *, ours: str = "") -> Details:
        """The details after one customer turn; the latest word counts, but the first issue stays.

        `ours` is what our side said before: a name in it signs no letter of theirs.
        """
        text = _looked_at(turn)
        new = _told_in_trouble(text) if _troubled(reading) else _told_calmly(text)
        latest = new if new.words or new.fact or new.told or new.said else self
        return Details(
            name=_name(turn, text, ours) or self.name,
            wait=new.wait or self.wait,
            count=new.count or self.count,
            issue=self.issue or new.issue,
            fact=latest.fact,  # "Hello?!" leaves what they said before
            words=latest.words,
            asked=new.asked,
            told=latest.told,
            said=latest.said,
            stake=new.stake or self.stake,
            promised=new.promised or self.promised,
            feeling=_FEELINGS.get(reading.emotion or "", ""),
        )

    def known(self) -> dict[str, str]:
        """The playbook's slots that can be filled."""
        slots = {
            "name": self.name,
            "wait": self.wait,
            "count": self.count,
            "issue": self.issue,
            "fact": self.fact,
            "words": self.words,
            "asked": self.asked,
            "told": self.told,
            "said": self.said,
            "stake": self.stake,
            "promised": self.promised,
            "feeling": self.feeling,
        }
        return {slot: words for slot, words in slots.items() if words}


@Remembered
def _told_calmly(text: str) -> Details:
    """The details that a turn tells by itself, whatever the mood: all but the name and the feeling."""
    return Details(
        wait=wait(text),
        count=count(text),
        asked=asked(text),
        stake=at_stake(text),
        promised=_promised(text),
    )


@Remembered
def _told_in_trouble(text: str) -> Details:
    """The same, and what went wrong."""
    happened = fact(text)
    if not happened and not best_said(text):  # a sentence of ours always fits
        happened = gist(text)
    said = whole_sentence(text)
    if said and says_little(happened):
        happened = ""
    return replace(
        _told_calmly(text),
        issue=issue(text),
        fact=happened,
        words=in_quotes(text),
        told=told(text),
        said=said,
    )


def to_say_back(last: Sequence[Heard]) -> dict[str, str]:
    """The slots that can be filled after these turns.

    What happened and what is asked come from the customer's latest messages alone: a reply
    answers those.
    """
    now = latest_words(last)
    latest = Details.of(now).known()
    if "asked" in latest and latest.get("told") == BARE:
        del latest["told"]  # an answer says more
    kept = _told_for_good(last)
    moved_on = latest.keys() & {"words", "fact"} or " about " in latest.get("told", "")
    if not moved_on:
        first = _first_issue(last)
        if first.startswith(THEIRS):  # "the site": where it was, as often as what
            kept["issue"] = first
    if echoed := thrown_back(last):
        latest["echoed"] = echoed
    if any(_tells(heard.turn.text) for heard in now):
        latest["happened"] = TO_TELL
    return kept | latest


def _told_for_good(last: Sequence[Heard]) -> dict[str, str]:
    """The slots that hold whatever is said after them, as they were told last."""
    texts = [_looked_at(heard.turn) for heard in reversed(last) if heard.turn.from_customer]
    kept = {slot: next(filter(None, map(find, texts)), "") for slot, find in _FOR_GOOD.items()}
    kept["name"] = name_of(last)
    return {slot: words for slot, words in kept.items() if words}


def _first_issue(last: Sequence[Heard]) -> str:
    """The first thing that trouble was told with; "" where none was named."""
    troubled = (heard for heard in last if heard.turn.from_customer and _troubled(heard.reading))
    return next(filter(None, (issue(_looked_at(heard.turn)) for heard in troubled)), "")


def _troubled(reading: Reading) -> bool:
    return (reading.heat or 0.0) >= TROUBLED or reading.hears(*TRIGGERS)


def _tells(text: str) -> bool:
    """Whether a message is more than an outburst, so that there is something to name."""
    told_in = (word for word in text.split() if not word.startswith(("@", "#", "http")))
    words = [word for word in told_in if any(one.isalnum() for one in word)]
    named = told(text) or names_thing(text) or any(word[0].isdigit() for word in words)
    return len(words) >= (SHORT if named else TELLS)


def name_of(last: Iterable[Heard]) -> str:
    """What the customer is called after these turns, the latest word counts; "" where nobody knows."""
    name = ""
    for heard, ours in _theirs(last):
        name = _name(heard.turn, _looked_at(heard.turn), ours) or name
    return name


def _theirs(last: Iterable[Heard]) -> Iterator[tuple[Heard, str]]:
    """The customer's turns, each with what our side had said by then."""
    ours: list[str] = []
    for heard in last:
        if heard.turn.from_customer:
            yield heard, "\n".join(ours)
        else:
            ours += (heard.turn.name or "", heard.turn.text[:SCANNED])


def _looked_at(turn: Turn) -> str:
    return turn.text[:SCANNED].replace("’", "'")


def latest_words(last: Sequence[Heard]) -> tuple[Heard, ...]:
    """The customer's latest messages in a row, the company's answers to them left out."""
    turns = list(last)
    while turns and not turns[-1].turn.from_customer:
        turns.pop()
    start = len(turns)
    while start and not turns[start - 1].turn.to_customer:
        start -= 1
    return tuple(turns[start:])


def _name(turn: Turn, text: str, ours: str) -> str:
    told = _SAYS_NAME.search(text)
    if told:
        return told[1]
    given = (turn.name or "").strip()
    if not _NAME.fullmatch(given) or given.split()[0] in _NO_NAME or given.isupper():
        return called(signed(turn.text, addressed=ours))
    return given.split()[0]


@Remembered
def _promised(text: str) -> str:
    found = _PROMISED.search(text)
    if found is None or LOADED.search(found[0]):
        return ""
    if found[1]:
        return turned_round(found[1].strip())
    if found[3]:
        return found[3]
    if found[4]:
        said = turned_round(found[4].strip())
        return f"that we would {said}" if said else ""
    said = turned_round(re.sub(r" will\b|'ll\b", " would", found[2].strip(), count=1))
    return f"that {said}" if said else ""


_FOR_GOOD = {"count": count, "stake": at_stake, "promised": _promised}
