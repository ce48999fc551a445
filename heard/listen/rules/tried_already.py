"""Steps that a reply asks for although the customer has said that they took them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.listen.any_case import AnyCase

if TYPE_CHECKING:
    from heard.listen.reading import SoFar

SCANNED = 3000  # characters of a turn looked at
# What is asked for, and how somebody says that they did it.
STEPS: dict[str, tuple[str, str]] = {
    "restart": (
        r"re-?start(?:ing)?|re-?boot(?:ing)?|power[- ]cycl(?:e|ing)|unplug(?:ging)?|(?:turn|switch)(?:ing)? (?:it|the \w+|your \w+) off",
        r"re-?start(?:ed)?|re-?boot(?:ed)?|power[- ]cycled?|unplugged|(?:turned|switched) (?:\w+ ){0,2}off(?: and on)?|off and on",
    ),
    "reinstall": (r"(?:un|re-?)install(?:ing)?", r"(?:un|re-?)install(?:ed)?"),
    "cache": (
        r"clear(?:ing)? (?:\w+ ){0,3}(?:cache|cookies|data)",
        r"clear(?:ed)? (?:\w+ ){0,3}(?:cache|cookies|data)|(?<=tried: )cache",
    ),
    "reset": (r"(?:factory |hard |soft )?reset(?:ting)?", r"(?:factory |hard |soft )?reset"),
    "log": (
        r"(?:log|sign)(?:ging|ing)? (?:out|off)(?: and| then)?",
        r"(?:logged|signed|log|sign) (?:out|off)",
    ),
    "browser": (
        r"(?:another|different|other) browser|incognito|private window",
        r"(?:another|different|other|two|three|every) browsers?|incognito|private window",
    ),
    "airplane": (r"air-?plane mode", r"air-?plane(?: mode)?"),
    "send": (
        r"re-?send|(?:send|upload|post|e-?mail|submit)\b[^.!?]*\bagain",
        r"sent|uploaded|posted|e-?mailed|submitted",
    ),
    "descale": (r"descal(?:e|ing)", r"descaled?"),
    "cable": (
        r"(?:another|different|other|new) (?:cable|charger)",
        r"(?:another|different|other|new|two|three) (?:cables?|chargers?)",
    ),
}
_STEPS = tuple(
    (
        AnyCase(rf"\b(?:{asks})\b"),
        AnyCase(rf"\b(?:{did}|(?:tried|after|been|kept) (?:\w+ )?(?:{asks}))\b"),
    )
    for asks, did in STEPS.values()
)
_ASKS = AnyCase(
    r"^\W*(?:(?:\w+[,!.]? ){0,6}?(?:please|pls|kindly|try|can you|could you|have you|did you|let['’]?s|do you mind|would you"
    r"|you (?:can|could|may|might|should|need to|will need to)|i(?:['’]d| would) (?:suggest|recommend)|we (?:suggest|recommend))"
    r"|(?:(?:ok|okay|hi|hello|then|now|first|simply|just),? )*(?:un|re-?)(?:plug|install|start|boot))\b",
)
# It is known that they did it, or another one is meant.
_KNOWN = AnyCase(
    r"\b(?:since you|as you|although you|you(?:['’]ve| have) (?:already|tried|done)|besides|instead|other than|apart from|again after|once (?:more|again))\b"
    r"|\b(?:link|email|password)\b",
)
_DONE = AnyCase(
    r"\b(?:already|tried|did|done|i(?:['’]?ve| have)|we(?:['’]?ve| have)|was|been|twice|(?:\w+ )?times|yesterday|no (?:luck|change|difference)|nothing|still|yes|every)\b",
)
_NOT_DONE = AnyCase(
    r"\b(?:should|how|can(?:['’]?t|not)?|could|won['’]?t|will|would|shall|haven['’]?t|didn['’]?t|don['’]?t|not|never|without|if|do i|to|want|needs?|let me|i['’]ll|going|before)\b"
    r"[^.!?,;\n]{0,25}$|\bit(?:self)? (?:just |keeps |randomly |always )*$|\b(?:keeps?|randomly|just|your|the|who|you|they|he|she) (?:\w+ )?$",
)
_PAPERS = r"(?:\w+ ){0,3}?(photo|picture|screenshot|certificate|receipt|invoice|contract|form|passport|document|proof|statement|video)s?\b"
_SEND_PAPERS = re.compile(rf"\b(?:send|upload|attach|share|submit|e-?mail) {_PAPERS}", re.I)
_SENT_PAPERS = re.compile(
    rf"\b(?:i|we)(?: (?:have|already|just)|'ve)* (?:sent|uploaded|attached|shared|submitted|e-?mailed) {_PAPERS}",
    re.I,
)
_OTHERS = AnyCase(
    r"\b(?:another|other|new|clearer|better|sharper|more|different|rest|back|both sides|last|missing)\b"
)
_I_SENT = AnyCase(r"\b(?:i|we)(?: \w+)? sent$")
_THING = re.compile(r"[^\W\d_]{5,}")
_NO_THINGS = frozenset(("again", "please", "could", "would", "there", "these", "those", "about"))
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")


def tried_already(reply: str, before: SoFar) -> tuple[int, int] | None:
    """The sentence of a reply that asks for a step which the customer said they took; None where none does.

    >>> from heard.conversation import Speaker, Turn
    >>> from heard.listen.reading import Reading, SoFar
    >>> said = SoFar().add(Turn(Speaker.CUSTOMER, "No picture. I've restarted it twice."), Reading())
    >>> reply = "Sorry! Please restart the box."
    >>> reply[slice(*tried_already(reply, said))]
    'Please restart the box.'
    """
    texts = [one.turn.text[:SCANNED] for one in before.last if one.turn.from_customer]
    if not texts:
        return None
    for found in _SENTENCE.finditer(reply, 0, SCANNED):
        said = found[0]
        if _KNOWN.search(said) or not _ASKS.match(said):
            continue
        for asks, took in _STEPS:
            if asks.search(said) and any(_took(took, text, said) for text in texts):
                return _bare(found)
        if any(_sent_papers(said, text) for text in texts):
            return _bare(found)
    return None


def _bare(sentence: re.Match[str]) -> tuple[int, int]:
    lead = len(sentence[0]) - len(sentence[0].lstrip())
    return sentence.start() + lead, sentence.end()


def _sent_papers(asked: str, text: str) -> bool:
    """Whether papers are asked for that the customer has sent; others may be meant by "another", "clearer"."""
    if _OTHERS.search(asked):
        return False
    wanted = {one[1].lower() for one in _SEND_PAPERS.finditer(asked)}
    return bool(wanted) and any(one[1].lower() in wanted for one in _SENT_PAPERS.finditer(text))


def _took(took: AnyCase, text: str, asked: str) -> bool:
    """Whether a message says that a step was taken; what was sent must be what is `asked` for, or sent often."""
    for found in took.finditer(text):
        first = max(text.rfind(mark, 0, found.start()) for mark in ".!?\n") + 1
        ends = [at for mark in ".!?\n" if (at := text.find(mark, found.end())) >= 0]
        clause = text[first : min(ends, default=len(text))]
        if _NOT_DONE.search(text, first, found.start()):
            continue
        if _DONE.search(clause) or found[0].lower().endswith("ed"):
            return True
        if _I_SENT.search(text, first, found.end()) and _things(clause) & _things(asked):
            return True
    return False


def _things(words: str) -> set[str]:
    return {one.lower() for one in _THING.findall(words)} - _NO_THINGS
