"""Going in circles: the bot says it again, the customer asks it again, the customer wants a person."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.listen import FIRM
from heard.listen.rules.who_answers import only_asks_who_answers
from heard.listen.wordlists import word_set
from heard.track import Evidence
from heard.track.quote import Quote, heard, quote, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from heard.conversation import Turn
    from heard.track import Followed

LOOKED_BACK = 40  # turns of each side compared, so that a long conversation costs no more
READ = 400  # words of a turn compared
SAME, ALIKE = 0.75, 0.6  # shared runs of three words; shared content words
FEW = 5  # below this many words a reply such as "One moment, please." may well be said twice
MANY = 7  # different words from which on two replies can be compared by their words alone
SCANNED = 4000
DAYS = word_set(
    "monday tuesday wednesday thursday friday saturday sunday today tomorrow tonight yesterday noon midnight morning evening not no never"
)
SMALL = word_set(
    "a an the and or but so to of in on at for from with by that this it is are was be i we you your our my me us please just now also then there here once more again"
)
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
AGAIN = re.compile(
    r"\b(?:can|could|would|will|please|pls) (?:you |please |pls )*(?:repeat|say|send|type|explain) (?:that|it|the \w+)\b"
    r"|\brepeat (?:that|it)\b|\bwhat was (?:that|it)\b|\bsay again\b|\bcome again\b"
    r"|\b(?:didn(?:'|’)?t|don(?:'|’)?t) (?:get|catch|understand)\b|\bpardon\b",
    re.IGNORECASE,
)
_SOMEBODY = (
    r"(?:(?:a|an|the|your|some|any|real|live|actual|human|another) )*(?:person|human(?: being)?|people|"
    r"(?:live |human |customer service |support )?(?:agent|representative|rep|advisor|adviser|operator)|"
    r"someone real|somebody real|supervisor|manager|(?:member|someone|somebody) (?:of|on|from|at|in) "
    r"(?:your |the )?(?:staff|team|support))"
)
PERSON = re.compile(
    rf"\b(?:talk|speak|chat|connect(?: me)?|transfer(?: me)?|put me|pass me|get me|give me|switch me|"
    rf"(?:i )?want|(?:i )?need|is there|let me (?:talk|speak)) (?:through |over |on )?(?:to |with |for )?"
    rf"{_SOMEBODY}\b"
    rf"|^\W*(?:{_SOMEBODY}[ ,.!…]*)+(?:please|pls|now)?\W*$"
    r"|\b(?:get|let|take) me (?:off|out of|away from|past) (?:this|the|your) (?:bot|robot|machine|chat ?bot)\b|\bno more (?:bots?|robots?|machines?)\b"
    r"|\b(?:can|could|will|would) (?:someone|somebody|anyone|anybody|one of you) (?:please |just |not )*(?:ring|call|phone|speak to|talk to) me\b"
    rf"|\b(?:have|get|ask|let) (?:{_SOMEBODY}|someone|somebody) (?:to )?(?:ring|call|phone|speak to|talk to) me\b"
    r"|\b(?:i want|i need|i'd like|i would like|can i (?:have|get)|could i (?:have|get)|give me|i'm asking for) a (?:phone )?call(?:[- ]?back)?\b(?! (?:log|list|record|plan))"
    r"|\bnot (?:talking|speaking|chatting) to a (?:bot|machine|robot|computer)\b"
    r"|\b(?:stop|enough|done) (?:with )?(?:this|the|your) (?:bot|robot|machine)\b",
    re.IGNORECASE,
)
UNWANTED = re.compile(
    r"\b(?:don(?:'|’)?t|didn(?:'|’)?t|do not|no|not|never|without|rather not|instead of)\b[^.!?,;]{0,25}$|"
    r"\b(?:already|did|had|have(?! to)|has|yesterday|was|do (?:i|we) have to)\b"
    r"(?![^.!?,;]*\b(?:ask\w*|request\w*|want|need|trying|tried)\b)[^.!?,;]{0,20}$|"
    r"\b(?<!can )(?<!could )(?<!would )(?<!will )(?:you|they|he|she|someone|somebody) just $",
    re.IGNORECASE,
)


def wants_person(one: Followed, number: int, turns: Sequence[Turn]) -> Quote | None:
    """The customer's words that ask for a person, if this turn has any.

    What the listener is sure of counts; so do plain words to a bot ("agent!", "a human, please").
    "I already spoke to a manager" and "no need for a person" ask for nobody.
    """
    if not one.turn.from_customer:
        return None
    sure = heard(one, number, "supervisor_request", at=FIRM)
    if sure is not None:
        return sentence(turns, sure)
    text = one.turn.text
    if only_asks_who_answers(text):
        return None
    for found in PERSON.finditer(text, 0, min(len(text), SCANNED)):
        if UNWANTED.search(text, max(0, found.start() - 60), found.start()):
            continue
        return sentence(turns, Evidence(number, *found.span(), "supervisor_request"))
    return None


def says_again(draft: str, turns: Sequence[Turn]) -> tuple[Quote, ...]:
    """The company's earlier turns that said the same as this draft, in order.

    Nothing where the draft is a few words, or where the customer has just asked to hear it again.
    """
    runs = _runs(draft)
    last = next((turn for turn in reversed(turns) if turn.from_customer), None)
    if len(_words(draft)) < FEW or (last is not None and AGAIN.search(last.text, 0, SCANNED)):
        return ()
    said = [n for n, turn in enumerate(turns) if turn.to_customer][-LOOKED_BACK:]
    return tuple(
        quote(turns, Evidence(number, 0, len(turns[number].text), "says_again"))
        for number in said
        if _shared(runs, _runs(turns[number].text)) >= SAME or _reworded(draft, turns[number].text)
    )


def _reworded(draft: str, other: str) -> bool:
    """Whether two replies say the same with a word or two changed: the same facts, and nearly the same words.

    >>> _reworded("Please check the spam folder once more, and your number.", "Check your spam folder and the number once more, please.")
    True
    >>> _reworded("Your parcel comes on Monday to the shop on Mill Lane.", "Your parcel comes on Friday to the shop on Mill Lane.")
    False
    """
    words, others = set(_words(draft)), set(_words(other))
    if min(len(words), len(others)) < MANY or _facts(words) != _facts(others):
        return False
    content, contents = words - SMALL, others - SMALL
    return _shared(content, contents) >= SAME


def _facts(words: set[str]) -> set[str]:
    return {word for word in words if word in DAYS or any(map(str.isdigit, word))}


def asks_again(turns: Sequence[Turn]) -> tuple[Quote, ...]:
    """The customer's earlier turns that asked the same as their last one, and that one, in order."""
    asked = [n for n, turn in enumerate(turns) if turn.from_customer and turn.text.strip()]
    if len(asked) < 2:
        return ()
    now = turns[asked[-1]].text
    same = [n for n in asked[:-1][-LOOKED_BACK:] if _alike(now, turns[n].text)]
    return (
        tuple(
            quote(turns, Evidence(n, 0, len(turns[n].text), "asks_again"))
            for n in (*same, asked[-1])
        )
        if same
        else ()
    )


def _words(text: str) -> list[str]:
    return [word.casefold().replace("’", "'") for word in WORD.findall(text[: READ * 12])][:READ]


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = _words(text)
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def _shared(first: Set[object], other: Set[object]) -> float:
    return len(first & other) / max(len(first | other), 1)


def _alike(first: str, other: str) -> bool:
    """Whether two turns ask the same: the same words, or mostly the same content words."""
    words, others = _words(first), _words(other)
    if words == others:
        return len(words) >= 2
    content = {word for word in words if len(word) >= 4}
    contents = {word for word in others if len(word) >= 4}
    return min(len(content), len(contents)) >= 3 and (
        len(content & contents) / len(content | contents) >= ALIKE
    )
