"""Whether a customer asks who answers them, a person or a machine: a question, and no request for a person."""

from __future__ import annotations

import re
from typing import Literal

SCANNED = 4000
MOST_AFTER = (
    6  # words after it; with more, something else is asked: "are you a person who can decide this"
)
_PERSON = r"(?:an? |any |some |the )?(?:(?:real|actual|live|living|genuine|proper|human) )*(?:person|human(?: being)?|(?<=l )people|someone real|somebody real|man|woman|agent)"
_MACHINE = r"(?:an? |any |some |the )?(?:(?:chat ?|ro)?bot|machine|computer|ai|a\.i\.|automated (?:\w+)|automatic (?:\w+)|program(?:me)?|recording)"
_TALKING = r"(?:talk|speak|chatt?|writ|text|typ|deal|messag)ing (?:to|with)"
ASKS = re.compile(
    rf"\b(?:am i|are we|is this|are you|is it|so i'm|i'm|(?:do|did) i have|was i|have i been|is that|r u|are u)(?: (?:really|actually|even|now|just|still|currently|here))*(?: {_TALKING})? (?:to |with )?"
    rf"(?:(?P<person>{_PERSON})|(?P<machine>{_MACHINE}))\b(?P<rest>[^.!?\n]*)(?P<end>[?]|$)"
    rf"|\b(?:is|are) there (?:really |actually |even )?{_PERSON} (?:reading|behind|typing|writing|answering|responding)\b",
    re.IGNORECASE,
)
# Said so, nobody is wanted: "no need for a human", "don't transfer me to a person again, you do it".
MOST_TOLD = 20  # words; who tells more tells of a grievance
_NO = r"(?:no need (?:for|to (?:get|speak to|talk to|bring in|involve|call))|(?:don't|do not|didn't|never|please don't) (?:\w+ ){0,3}?(?:transfer|pass|connect|put|hand|want|need|get|bring|send|speak|talk|escalate)\b[^.!?,;]{0,25}?|without (?:a |an |any |speaking to |talking to |having to \w+ (?:to )?)|rather not (?:speak|talk|deal) (?:to|with)|instead of)"
DECLINES = re.compile(
    rf"\b{_NO} ?(?:to |with )?(?:a |an |any |another |the |your )?(?:(?:real|live|human|actual) )*(?:person|human(?: being)?|people|agent|manager|supervisor|colleague|representative|rep|adviser|advisor|somebody else|someone else)\b",
    re.IGNORECASE,
)
CONFIRMS = re.compile(r"\b(?:right|or (?:not|no)|yes or no|correct)\b", re.IGNORECASE)
NOT_ASKED = re.compile(r"\b(?:i'm|so i'm)\b", re.IGNORECASE)
WANTS = re.compile(
    r"\b(?:i (?:want|need|would like|'d like|wish|demand|insist)|i'd (?:like|rather|prefer)|let me|get me|give me|put me|connect|transfer|please\b[^.!?]{0,20}\b(?:person|human)|(?:can|could|may) i (?:speak|talk|chat|have)"
    r"|(?:person|human|agent)[ ,]*(?:please|pls|plz|now)|there (?:i can|to)|available|free|who can|i can (?:speak|talk)|instead)\b",
    re.IGNORECASE,
)

SOMEBODY = re.compile(
    r"\b(?:person|human|people|agents?|managers?|supervisors?|someone|somebody|anyone|colleagues?|rep(?:resentative)?s?|advis[eo]rs?|one|call)\b",
    re.IGNORECASE,
)
SPOKE = re.compile(
    r"\b(?:i|we)(?:'ve| have|'d| had)?(?: (?:already|just|only|also))? (?:spoke|spoken|talked|chatted)(?: already)? (?:to|with) (?:a|an|the|your|my|one of your|another) (?:\w+ )?(?:managers?|supervisors?|team leaders?|person|human)\b",
    re.IGNORECASE,
)
# Somebody in charge whose name is asked, or who they say they are themselves: not the one who answers them here.
_ROLE = r"(?:manager|supervisor|team leader|director|head)"
_WHOSE = r"(?:my|our|his|her|their|the)"
_KIND = r"(?:(?:account|relationship|case|store|branch|shop|property|line|project|area|regional|territory|(?:customer )?success|key account|site|service|sales|new|current|general|duty|building|hotel) )"
NAMED = re.compile(
    rf"^\W*(?:(?:hi|hello|hey|quick question|and|so|also)\b\W*)*(?:(?:can|could) you tell me |do you know |i(?:'d| would) like to know |please tell me )?"
    rf"(?:who(?:'s| is| are|(?= (?:my|our|the)\b))|what(?:'s| is) the (?:name|email|number) of|which \w+ is) {_WHOSE} {_KIND}*{_ROLE}s?\b(?! (?:of|over|above) (?:you|this|that|them)\b| here\b)(?P<rest>[^.!?\n]*)"
    rf"|\b(?:i'm|i am|we're|we are) (?:the|a|an|their|his|her) {_KIND}*{_ROLE}s?\b(?P<self>[^.!?\n]*)",
    re.IGNORECASE,
)
CROSS = re.compile(
    r"!|\b(?:complain\w*|complaints?|ridiculous|outrageous|disgrace\w*|unacceptable|useless|rude|nobody|fed up|had enough|above you|in charge of you)\b",
    re.IGNORECASE,
)

About = Literal["person", "machine"]


def asks_who_answers(text: str) -> About | None:
    """Whether a text asks if a "person" or a "machine" answers, by which of the two it names first.

    >>> [asks_who_answers(text) for text in ("Am I talking to a person?", "are you a bot", "Is there a person free?")]
    ['person', 'machine', None]
    """
    found = where_asked(text)
    if found is None:
        return None
    return "machine" if found["machine"] else "person"


def only_asks_who_answers(text: str) -> bool:
    """Whether a text asks who answers, and for nobody.

    >>> only_asks_who_answers("Am I talking to a person?"), only_asks_who_answers("Is this a bot? I want a person.")
    (True, False)
    """
    return where_asked(text) is not None and not WANTS.search(text[:SCANNED].replace("’", "'"))


def declines_a_person(text: str) -> bool:
    """Whether a text says that no person is wanted, and asks for none beside it.

    >>> declines_a_person("No need for a human, just tell me the opening times."), declines_a_person("I need a human.")
    (True, False)
    >>> declines_a_person("I don't want a person, I want an answer."), declines_a_person("Don't pass me to a bot, I want a person.")
    (True, False)
    """
    plain = text[:SCANNED].replace("’", "'")
    found = DECLINES.search(plain)
    if found is None:
        return False
    beside = plain[: found.start()] + plain[found.end() :]
    return not (WANTS.search(beside) and SOMEBODY.search(beside))


def spoke_to_one(text: str) -> bool:
    """Whether a text tells of somebody in charge whom they have spoken to, and asks for nobody.

    >>> spoke_to_one("I already spoke to a manager yesterday."), spoke_to_one("I spoke to a manager. Get me another one!")
    (True, False)
    """
    plain = text[:SCANNED].replace("’", "'")
    found = SPOKE.search(plain)
    if found is None or len(plain.split()) > MOST_TOLD or CROSS.search(plain):
        return False
    return not WANTS.search(plain[: found.start()] + " " + plain[found.end() :])


def asks_who_it_is(text: str) -> bool:
    """Whether a text only asks who somebody in charge is, or says that its writer is one: a request for nobody.

    >>> asks_who_it_is("Who's my account manager?"), asks_who_it_is("I'm the supervisor here, can I add a user?")
    (True, True)
    >>> asks_who_it_is("Who's your manager?"), asks_who_it_is("Who's my account manager? Put me through.")
    (False, False)
    """
    plain = text[:SCANNED].replace("’", "'")
    found = NAMED.search(plain)
    if found is None or CROSS.search(plain):
        return False
    return not WANTS.search(
        plain[: found.start()] + " " + plain[found.end() :]
    ) and not _REACHES.search(plain)


_REACHES = re.compile(
    r"\b(?:speak|talk|put me|transfer|connect|escalat\w+|get me|call me|ring me|hand (?:me|this))\b",
    re.IGNORECASE,
)


def where_asked(text: str) -> re.Match[str] | None:
    """The words that ask who answers."""
    for found in ASKS.finditer(text[:SCANNED].replace("’", "'")):
        told = (
            NOT_ASKED.match(found[0])
            and found["end"] != "?"
            and not CONFIRMS.search(found["rest"] or "")
        )
        if not told and len((found["rest"] or "").split()) <= MOST_AFTER:
            return found
    return None
