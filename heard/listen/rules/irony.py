"""Ironic thanks in so many words: "thanks for nothing" thanks nobody, and no score may take it for praise."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.listen.any_case import AnyCase
from heard.listen.rules.plainly import said_in

if TYPE_CHECKING:
    from heard.listen.reading import SoFar

SCANNED = 4000
_STEMS = ("thank", "thx", "cheers", "ta ", "ta,", "props", "kudos")
SURE = 0.85  # of the texts in training/data that the rule finds, 2 of 2 carry `sarcasm`
HEATED = (0.9, 0.6)  # how sure we are then of being irritated, and of being frustrated

_THANKS = r"(?:thanks|thank\ (?:you|u)|thx|cheers|ta|props|kudos)(?:\ (?:you\ lot|guys|everyone|again))?,?(?:\ (?:so(?:o*)(?:\ very)?\ much|very\ much|a\ (?:lot|bunch|million|heap)|loads|heaps|again|@?\w+))?"
_HARM = (
    r"(?:wast(?:e|ing)\ (?!your)|(?:ruin|destroy|los|break|cancel+)ing\ (?:my|our)\ (?!order\b)|ignoring\ (?:me|us|my|our|every)|hanging\ up|overcharging|stealing|robbing|lying\ to|screwing|messing\ (?:up|me|us)"
    r"|making\ (?:me|us)\ (?:wait|late|miss|lose|repeat)|(?:keeping|leaving)\ (?:me|us)\ (?:waiting|on\ hold|in\ the\ dark|stranded|hanging)|charging\ (?:me|us)\ (?:twice|double|for\ nothing)"
    r"|not\ (?:helping|replying|turning\ up|delivering|bothering|listening|caring|coming|showing\ up|reading)|cutting\ (?:me|us)\ off|stranding|doing\ (?:absolutely\ )?nothing)"
)
_IRONY = AnyCase(
    rf"""(?<![\w'"“])(?:
      {_THANKS}\ for\ (?:(?:absolutely|literally|basically)\ )?(?:nothing|f[*u]+[ck]*\ all|sod\ all|zero|bugger\ all)(?!\ (?:but|less|more|to))
    | {_THANKS}\ for\ (?:(?:all|totally|completely|absolutely|just|once\ again|yet\ again)\ )?{_HARM}
    | you(?:'ve|\ have|\ (?:lot|guys|people|all)(?:\ have|'ve)?)\ (?:already\ |all\ )?done\ (?:quite\ enough|(?:more\ than\ |quite\ )?enough\ (?:damage|harm))(?:\ (?:already|now|for\ (?:one\ day|today)))?,?\ (?:thanks|thank\ you|cheers|ta)\b(?!\ (?:so|very|again|for))
    | no,?\ (?:thanks|thank\ you|cheers)[,.;]?\ you(?:'ve|\ have|\ (?:lot|guys|people|all)(?:\ have|'ve)?)\ (?:already\ )?done\ (?:quite\ |more\ than\ )?enough(?:\ (?:damage|harm|already))?(?=\W*(?:$|[.!]))
    | {_THANKS}\ for\ (?:the|your|my|another|an?)\ (?:\w+\ ){{0,2}}(?:non-?(?:help|answer|service)|wasted|useless|pointless|ruined|broken\ promises?|lies|runaround|run-around|headache)\b
    )(?:[\w']+\ ?){{0,4}}""",
    re.VERBOSE,
)
# "no thanks for …" and what somebody else is thanked for
_UNMEANT = AnyCase(r"\b(?:no|not|never|without|said|say|says)\s+(?:\w+ )?$")
BITTER = 0.6  # how sure glowing thanks for a plain no are irony
BITTER_HEATED = (0.8, 0.45)
FIRM = 0.5
# Glowing thanks and not a word more: "Wow, thanks.", "Thanks a lot."
_GLOWING = AnyCase(
    r"\W*(?:@\w+\s+)*(?:(?:(?:oh|well|and|so|ok|okay|ah|yeah),?\s+)*"
    r"(?:wow|gee|great|brilliant|fantastic|lovely|wonderful|amazing|super|excellent|marvell?ous|terrific|awesome)\W+)+"
    r"(?:thanks|thank\ you|thx|cheers)(?:\ (?:so\ much|very\ much|a\ (?:lot|bunch|million|heap)|loads|heaps|then|guys))*[\s.!]*"
    r"|\W*(?:@\w+\s+)*(?:(?:oh|well|so|ok|okay),?\s+)?(?:thanks|thank\ you|thx|cheers)\ (?:a\ (?:lot|bunch|million|heap)|loads|heaps)"
    r"(?:,?\ (?:guys|then|for\ that|everyone|all))?[\s.!]*",
    re.VERBOSE,
)
_BAD_NEWS = AnyCase(
    r"\b(?:unfortunately|declined|rejected|refused|lost|cancell?ed|out of stock|sold out|no longer|not (?:possible|eligible|covered|available)|cannot|can['’]?t|unable|won['’]?t)\b",
)
_REFUSES = ("flat_no", "policy_wall")
_HELPS = ("own", "solve", "offer_choice", "hand_off", "set_expectation")


def bitter_thanks(text: str, before: SoFar) -> tuple[int, int] | None:
    """Where a customer thanks glowingly for a plain no, or None. A plain "Okay, thanks" is courtesy.

    >>> from heard.conversation import Speaker, Turn
    >>> from heard.listen.reading import Reading, SoFar
    >>> no = SoFar().add(Turn(Speaker.AGENT, "Unfortunately your claim was declined."), Reading())
    >>> bitter_thanks("Wow, thanks a lot.", no), bitter_thanks("Okay, thank you.", no)
    ((0, 18), None)
    """
    if _GLOWING.fullmatch(text.rstrip()) is None:
        return None
    refused = False
    for heard in reversed(before.last):
        if heard.turn.from_customer:
            break
        if heard.turn.to_customer:
            if any(heard.reading.sure(name) >= FIRM for name in _HELPS):
                return None
            refused = refused or any(heard.reading.sure(name) >= FIRM for name in _REFUSES)
            refused = refused or _BAD_NEWS.search(heard.turn.text, 0, SCANNED) is not None
    return (0, len(text.rstrip())) if refused else None


def ironic_thanks(text: str) -> tuple[int, int] | None:
    """Where a text thanks for what nobody would thank for, or None.

    >>> text = "Wow, thanks a lot for wasting my whole day."
    >>> start, end = ironic_thanks(text)
    >>> text[start:end]
    'thanks a lot for wasting my whole day'
    >>> ironic_thanks("Thanks for nothing but kindness.") is None
    True
    """
    found = said_in(text[:SCANNED], _IRONY, _STEMS, _UNMEANT)
    return found and (found[0], found[0] + len(text[slice(*found)].rstrip()))
