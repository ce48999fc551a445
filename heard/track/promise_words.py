"""What is said around a promise: conditions, events, requests, rules, what customers say they will send."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.listen.wordlists import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

CONDITION = re.compile(
    r"\b(?:if|once|when|whenever|as soon as|should (?=you|it|they|he|she|any)|unless|the moment|the minute|after)"
    r" (?!possible|now\b)(\w+)[^,.!?;:\n]{0,80}",
    re.I,
)
EVENT = re.compile(
    r"\b(?:on|with|in) (?:your|the|his|her|their) (?:next|following|coming) \w+"
    r"|\bon (?:your|the) (?:\w+ )?(?:bill|statement|invoice)\b"
    r"|\bbefore (?:it|they|he|she|we|you|the \w+ (?:is|are))\b[^,.!?;:\n]{3,60}"
    r"|\b(?:on|before) the day(?: before| after)?\b(?! after)"
    r"|\bthe (?:day|week|hour)(?: before| after)? [^,.!?;:\n]{3,60}",
    re.I,
)
ASKED = re.compile(
    r"\b(?:please|pls|plz|dm (?:us|me)|(?:send|drop|give|tag|call|message|tell|email) (?:us|me)|let (?:us|me) know"
    r"|you can (?:reach|call|contact|send)|shout|post here|reply)\b",
    re.I,
)
AT_ONCE = re.compile(
    r"\b(?:now|right away|straight (?:away|back)|immediately|one (?:moment|sec))\b", re.I
)
RULE = re.compile(
    r"\b(?:you (?:can|could|may|need|must|have to|should|would|might)|if|policy|terms|usually|"
    r"normally|typically|always|please|must|has to|i can|we can|can come|either|would|could|or)\b",
    re.I,
)
CUSTOMERS = re.compile(
    r"(?:send|upload|forward|attach|scan|fill|sign|e-?mail (?:you|it|them|the)|dm\b|let you know|"
    r"get back to you|post it|bring it)\b",
    re.I,
)
_ENDS = word_set("end ending close closing terminate terminating cut cutting")
_TALK = word_set("call chat conversation discussion")
_THIS = word_set("this the our your that it")


def ends_talk(words: Sequence[str], verb: int) -> bool:
    """Whether this ends the conversation: what follows from somebody's conduct is owed to nobody.

    >>> ends_talk(("end", "this", "call", ""), 0), ends_talk(("close", "the", "ticket", ""), 0)
    (True, False)
    """
    if words[verb] in ("hang", "hanging"):
        return words[verb + 1] == "up"
    if words[verb] not in _ENDS:
        return False
    talk = verb + 1 + (words[verb + 1] in _THIS)
    return words[talk] in _TALK or (words[talk - 1] == "it" and words[talk] == "here")
