"""What is said around a promise: conditions, events, requests, rules, what customers say they will send."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.listen.any_case import AnyCase
from heard.listen.wordlists import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

CONDITION = AnyCase(
    r"\b(?:if|once|when|whenever|as soon as|should (?=you|it|they|he|she|any)|unless|the moment|the minute|after)"
    r" (?!possible|now\b)(\w+)[^,.!?;:\n]{0,80}",
)
EVENT = AnyCase(
    r"\b(?:on|with|in) (?:your|the|his|her|their) (?:next|following|coming) \w+"
    r"|\bon (?:your|the) (?:\w+ )?(?:bill|statement|invoice)\b"
    r"|\bbefore (?:it|they|he|she|we|you|the \w+ (?:is|are))\b[^,.!?;:\n]{3,60}"
    r"|\b(?:on|before) the day(?: before| after)?\b(?! after)"
    r"|\bthe (?:day|week|hour)(?: before| after)? [^,.!?;:\n]{3,60}",
)
ASKED = AnyCase(
    r"\b(?:please|pls|plz|dm (?:us|me)|(?:send|drop|give|tag|call|message|tell|email) (?:us|me)|let (?:us|me) know"
    r"|you can (?:reach|call|contact|send)|shout|post here|reply)\b",
)
AT_ONCE = AnyCase(r"\b(?:now|right away|straight (?:away|back)|immediately|one (?:moment|sec))\b")
RULE = AnyCase(
    r"\b(?:you (?:can|could|may|need|must|have to|should|would|might)|if|policy|terms|usually|"
    r"normally|typically|always|please|must|has to|i can|we can|can come|either|would|could|or)\b",
)
CUSTOMERS = AnyCase(
    r"(?:send|upload|provide|forward|attach|scan|fill|sign|e-?mail (?:you|it|them|the)|dm\b|let you know|"
    r"get back to you|post it|bring it)\b",
)
ELSEWHERE = re.compile(  # sent to others, or somebody is: a threat more often than a promise
    r"\b(?:lawyers?|solicitors?|attorneys?|ombudsman|regulator|trading standards|court|police|cops|press|papers?$|newspapers?|media"
    r"|journalists?|reporters?|ceo|boss|landlord|neighbou?rs?|(?:my|our) (?:bank|husband|wife|partner|mum|mom|dad|son|daughter|brother"
    r"|sister|mate|mates|friends?|boys|lads)|some(?:one|body)|everyone|everybody|everywhere|online|twitter|facebook|instagram|tiktok"
    r"|reddit|youtube|trustpilot|linkedin|reviews?|send you to|send for"
    r"|(?:bill|invoice) for my)\b(?! (?:statement|report|card|details|order|number|account|letter|clipping)s?\b)",
    re.I,
)
CALLS_US = AnyCase(
    r"\b(?:call|ring|phone|text|message|e-?mail|write(?: to)?|dm|reach|contact) (?:me|us)\b"
)
ASKS = word_set(  # what the customer is asked to do
    "please send dm reply share email give type submit fill message follow contact call drop visit "
    "pop open post put tell have keep allow take use try choose write reach respond log pick renew "
    "provide click tap forward return bring upload just show note enter make set go"
)
HAPPENS = word_set(  # what somebody or something else does
    "lands arrives arriving reaches returns comes goes walks drives rings calls phones writes messages emails "
    "texts brings delivers collects leaves ships answers shows picks joins visits joining coming "
    "sending leaving ringing calling phoning"
)
OTHER_TIME = word_set("was were had went should've would've could've been since until till")
AHEAD = word_set("tomorrow tonight later next coming this")  # times that nothing past can have
_RELATES = word_set("what who why where how which that")
_SOMEBODY = word_set("you we i they he she it nobody somebody someone")
_TO_SOMEBODY = word_set(
    "to for with at of from and about let give tell get have keep see make show send help on"
)
_BEFORE_VERB = word_set("just already had have has first also once")
_DID = word_set(
    "said told made sent wrote rang came left paid bought took gave spoke broke lost saw heard held "
    "got spent sold chose waited began"
)
_PASSIVE = word_set("be is are get gets getting been being")
_NO_PAST = word_set("need feed speed indeed proceed exceed red bed shed")
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


def looks_back(words: Sequence[str]) -> bool:
    """Whether the words before a time end in a clause about what was, whose time it is.

    >>> looks_back("find out why nobody called you".split()), looks_back("get you booked in".split())
    (True, False)
    """
    opens = max(
        (at + 1 for at, word in enumerate(words) if word in ("and", ",", "then")), default=0
    )
    for at in range(opens, len(words)):
        if words[at] in _RELATES and at > 0:
            if any(_did(words, after) for after in range(at + 1, min(at + 5, len(words)))):
                return True
        elif words[at] in _SOMEBODY and at > 1 and words[at - 1] not in _TO_SOMEBODY:
            verb = next((n for n in range(at + 1, len(words)) if words[n] not in _BEFORE_VERB), at)
            if _did(words, verb):
                return True
    return False


def _did(words: Sequence[str], at: int) -> bool:
    """Whether the word at this place tells of the past: "arrived", not "gets delivered"."""
    if at >= len(words) or words[at - 1] in _PASSIVE:
        return False
    word = words[at]
    return word in _DID or (len(word) > 4 and word.endswith("ed") and word not in _NO_PAST)
