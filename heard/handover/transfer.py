"""A handover as the turns show it: announced, by whom, delivered or not, stayed with, received."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from heard.conversation import Speaker
from heard.quoting import counted
from heard.track import Evidence
from heard.track.announced import announces
from heard.track.quote import Quote, heard, quote, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.conversation import Turn
    from heard.track import Followed

Delivered = Literal["delivered", "announced only", "open"]
Stayed = Literal["stayed", "left", "unclear", "not connected"]
Receipt = Literal["received", "asked again", "unclear", "nobody came"]
Receiver = Literal["supervisor", "specialist", "team"]

GAP_S = 120  # who is connected within two minutes was not left alone
FIRST_WORDS = 2  # the receiver's turns in which they show what they know
SCANNED = 4000
SUPERVISOR = re.compile(
    r"\b(?:supervisor|manager|(?:team|shift|duty) lead(?:er)?|senior|superior|boss|head of)\b"
    r"|\b(?:my|our|the) lead(?:er)?(?=\W*$|[^\w\s-]|\s+(?:(?-i:[A-Z])|(?:who|now|to|and|or|will|is|has|on|for|here"
    r"|instead|right|straight|so|in|at|as|with|this|that|can|directly|today|immediately)\b))",
    re.IGNORECASE,
)
SPECIALIST = re.compile(
    r"\b(?:specialist|expert|engineer|technician|technical|tier (?:2|two)|second[- ]line"
    r"|(?:fraud|billing|claims|legal|security|retention|network|baggage|returns|safety)"
    r" (?:team|desk|department|dept))\b",
    re.IGNORECASE,
)
INTRODUCES = re.compile(
    r"\b(?:[Tt]his is|[Mm]y name(?: is|'s|’s)|I(?:'|’)?m|I am|it's|it’s) ([A-Z][a-z]+)\b"
)
NOT_A_NAME = frozenset(
    ("Sorry", "Afraid", "Glad", "Happy", "Here", "Not", "So", "Just", "Going", "Sure", "Very")
)
# The case was passed on and somebody will come back later: these turns cannot show whether they did.
LATER = re.compile(
    r"\b(?:get|getting|come|coming|be|circle) back\b|\bbe in (?:touch|contact)\b|\bfollow(?:ing)? up\b"
    r"|\b(?:will|(?:'|’)ll|to|shall) (?:then |also )?(?:contact|call|ring|phone|email|e-mail|write|message|reach|"
    r"reply|respond|review|investigate|look|answer|text)\b|\bwithin \d|\b(?:passed|forwarded|sent|shared|"
    r"escalated|raised) (?:this|that|it|your|the)\b",
    re.IGNORECASE,
)
KNOWS = re.compile(
    r"\b(?:i(?:'|’)ve|i have|i) (?:just )?(?:read|seen|got|had|looked (?:at|through|over)|been through|heard)"
    r" (?:the |your |all |everything|what |through )|\bmy colleague (?:has )?(?:told|briefed|passed|filled|explained)"
    r"|\b(?:has|have) (?:told|briefed|filled) me\b|\bi (?:can see|see|understand|know) (?:that |from |what )?(?:you|the notes|your|it)"
    r"|\bwon(?:'|’)?t (?:need|have) to (?:repeat|tell|explain|go through)\b|\b(?:the|your) notes\b",
    re.IGNORECASE,
)
ASKS_AGAIN = re.compile(
    r"\bhow (?:can|may) i (?:help|assist)\b|\bwhat(?:'s|’s| is| seems to be) the (?:problem|issue|matter|trouble)\b"
    r"|\bwhat (?:happened|can i do for you|can i help)\b|\b(?:can|could) you (?:please )?(?:explain|tell me what|describe"
    r"|tell me again|start from)\b|\bfrom the (?:beginning|start|top)\b"
    r"|\b(?:can|could|may) (?:i|you) (?:please )?(?:have|get|take|give me|confirm|provide)[^.?!]{0,30}"
    r"(?:name|number|reference|address|postcode|e-?mail)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Handover:
    """One handover: the words that announced it, and what became of it in the turns after."""

    announced: Quote | None  # None: somebody new simply spoke
    by: str  # who handed over, as far as the turns say
    to: str  # who received it; empty where nobody came
    delivered: Delivered
    stayed: Stayed
    receipt: Receipt
    why: str  # the two judgments in plain sentences
    receiver: Quote | None = None  # the receiver's first words
    stays: Quote | None = None  # the words that show that the first one stayed
    shows: Quote | None = None  # the words that show, or belie, that the receiver knew
    later: bool = False  # the case was passed on for a later answer, the customer was not

    @property
    def turn(self) -> int:
        """The turn that handed over, counted from 0."""
        return -1 if self.words is None else self.words.turn

    @property
    def words(self) -> Quote | None:
        """The words that show it: those that announced it, or the receiver's first."""
        return self.announced or self.receiver


def find_handovers(followed: Sequence[Followed]) -> tuple[Handover, ...]:
    """Every handover, in order: announced ones, and people who came without an announcement."""
    turns = tuple(one.turn for one in followed)
    found: list[Handover] = []
    taken = -1  # the turn in which the last receiver came
    for number, one in enumerate(followed):
        if number <= taken or not one.turn.to_customer:
            continue
        words = announces(one.turn, one.reading, number)
        came = _receiver(turns, number) if words is not None else None
        comes = came is None and _comes_unannounced(turns, number)  # whatever they say of it
        if words is None and not comes:
            continue
        if words is not None and not comes:
            handover = _judged(followed, turns, sentence(turns, words), number, came)
            if found and found[-1].delivered == "announced only" and came is None:
                continue  # announced once more; the first announcement is the one not kept
            found.append(handover)
            taken = number if came is None else came
        else:
            found.append(_judged(followed, turns, None, number - 1, number))
            taken = number
    return tuple(found)


def brought_in(handover: Handover, turns: Sequence[Turn]) -> Receiver:
    """Whom a handover brought in: a supervisor, a specialist, or just somebody else on the team."""
    if handover.receiver is not None and handover.receiver.speaker is Speaker.SUPERVISOR:
        return "supervisor"
    if handover.announced is None:
        return "team"
    for text in (handover.announced.words, turns[handover.turn].text[:SCANNED]):
        if SUPERVISOR.search(text):
            return "supervisor"
        if SPECIALIST.search(text):
            return "specialist"
    return "team"


def _comes_unannounced(turns: Sequence[Turn], number: int) -> bool:
    before = next((turn for turn in reversed(turns[:number]) if turn.to_customer), None)
    if before is None:
        return False
    now = turns[number].speaker
    if now is Speaker.SUPERVISOR:
        return before.speaker is not Speaker.SUPERVISOR
    return now is Speaker.AGENT and before.speaker is Speaker.BOT


def _who(turn: Turn) -> str:
    return turn.name or turn.speaker.value


def _receiver(turns: Sequence[Turn], at: int) -> int | None:
    """The first turn in which somebody else answers for the company after a handover."""
    first = turns[at]
    names = set(_introduced(turns[: at + 1]))
    for number in range(at + 1, len(turns)):
        turn = turns[number]
        if not turn.to_customer or not turn.text.strip():
            continue
        if turn.speaker is not first.speaker or (
            turn.name and first.name and turn.name != first.name
        ):
            return number
        new = [name for name in _introduced((turn,)) if name not in names]
        if new and not (turn.name and first.name):
            return number
    return None


def _introduced(turns: Sequence[Turn]) -> list[str]:
    return [
        name
        for turn in turns
        if turn.to_customer
        for name in INTRODUCES.findall(turn.text[:SCANNED])
        if name not in NOT_A_NAME
    ]


def _judged(
    followed: Sequence[Followed],
    turns: Sequence[Turn],
    announced: Quote | None,
    at: int,
    came: int | None,
) -> Handover:
    by = announced.turn if announced else _last_company(turns, at)
    who = "" if by is None else _who(turns[by])
    if came is None:
        spoke = any(turn.from_customer and turn.text.strip() for turn in turns[at + 1 :])
        if announced is not None and LATER.search(turns[at].text, 0, SCANNED):
            why = "The case was passed on for a later answer; these turns cannot show whether it came."
            return Handover(
                announced, who, "", "open", "not connected", "nobody came", why, later=True
            )
        delivered: Delivered = "announced only" if spoke else "open"
        why = (
            "Nobody else had come by the end of these turns."
            if spoke
            else "These turns end there and do not show what followed."
        )
        return Handover(announced, who, "", delivered, "not connected", "nobody came", why)
    stayed, stays, stayed_why = _stayed(turns, by, at, came)
    receipt, shows, receipt_why = _receipt(followed, turns, came)
    words = quote(turns, Evidence(came, 0, len(turns[came].text), "receiver"))
    return Handover(
        announced, who, _receiver_name(turns, came), "delivered", stayed, receipt,
        f"{stayed_why} {receipt_why}", words, stays, shows,
    )  # fmt: skip


def _last_company(turns: Sequence[Turn], at: int) -> int | None:
    return next((n for n in range(at, -1, -1) if turns[n].to_customer), None)


def _receiver_name(turns: Sequence[Turn], came: int) -> str:
    if turns[came].name:
        return turns[came].name or ""
    introduced = _introduced((turns[came],))
    return introduced[0] if introduced else turns[came].speaker.value


def _same(first: Turn, other: Turn) -> bool:
    return other.to_customer and (other.speaker, other.name) == (first.speaker, first.name)


def _stayed(
    turns: Sequence[Turn], by: int | None, at: int, came: int
) -> tuple[Stayed, Quote | None, str]:
    """Whether the first one stayed until the receiver had really started."""
    first = None if by is None else turns[by]
    distinct = first is not None and not _same(first, turns[came])
    if first is not None and distinct:
        for number in range(came + 1, len(turns)):
            if _same(first, turns[number]):
                words = quote(turns, Evidence(number, 0, len(turns[number].text), "stayed"))
                return "stayed", words, "They spoke again after the next person had started."
    alone = [n for n in range(at + 1, came) if turns[n].from_customer]
    if alone and distinct and first is not None:
        answers = [n for n in range(alone[0] + 1, came) if _same(first, turns[n])]
        if answers:
            words = quote(turns, Evidence(answers[-1], 0, len(turns[answers[-1]].text), "stayed"))
            return "stayed", words, "They answered the customer while they waited."
        words = quote(turns, Evidence(alone[0], 0, len(turns[alone[0]].text), "left"))
        return "left", words, "The customer wrote while waiting, and nobody answered."
    gap = _gap(turns[at], turns[came])
    if gap is None:
        return "unclear", None, "The next person spoke next; without times nobody can say how soon."
    if gap <= GAP_S:
        return "stayed", None, f"The next person spoke {counted(round(gap), 'second')} later."
    return (
        "left",
        None,
        f"The customer waited {counted(round(gap / 60), 'minute')} before anybody spoke.",
    )


def _gap(before: Turn, after: Turn) -> float | None:
    if before.at_s is not None and after.at_s is not None:
        return max(0.0, after.at_s - (before.end_s or before.at_s))
    if before.at is not None and after.at is not None:
        try:
            return max(0.0, (after.at - before.at).total_seconds())
        except TypeError:  # one of the two clocks says where it stands, the other does not
            return None
    return None


def _receipt(
    followed: Sequence[Followed], turns: Sequence[Turn], came: int
) -> tuple[Receipt, Quote | None, str]:
    """Whether the receiver's first words show that they knew the story."""
    receiver = turns[came]
    mine = [n for n in range(came, len(turns)) if _same(receiver, turns[n])][:FIRST_WORDS]
    for number in mine:
        text = turns[number].text
        knows = KNOWS.search(text, 0, SCANNED)
        if knows is not None:
            words = sentence(turns, Evidence(number, *knows.span(), "receipt"))
            return "received", words, "The next person showed that they had the story."
        again = ASKS_AGAIN.search(text, 0, SCANNED)
        asked = heard(followed[number], number, "ask_again")
        if again is not None:
            asked = Evidence(number, *again.span(), "ask_again")
        if asked is not None:
            words = sentence(turns, asked)
            return "asked again", words, "The next person asked for what had been told."
        told = heard(followed[number], number, "restate", "personalize")
        if told is not None:
            words = sentence(turns, told)
            return "received", words, "The next person said back what it is about."
    return "unclear", None, "Nothing the next person said shows whether they knew the story."
