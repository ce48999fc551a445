"""Ironic thanks in so many words: "thanks for nothing" thanks nobody, and no score may take it for praise."""

from __future__ import annotations

import re

from heard.listen.plainly import said_in

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
_IRONY = re.compile(
    rf"""(?<![\w'"“])(?:
      {_THANKS}\ for\ (?:(?:absolutely|literally|basically)\ )?(?:nothing|f[*u]+[ck]*\ all|sod\ all|zero|bugger\ all)(?!\ (?:but|less|more|to))
    | {_THANKS}\ for\ (?:(?:all|totally|completely|absolutely|just|once\ again|yet\ again)\ )?{_HARM}
    | you(?:'ve|\ have|\ (?:lot|guys|people|all)(?:\ have|'ve)?)\ (?:already\ |all\ )?done\ (?:quite\ enough|(?:more\ than\ |quite\ )?enough\ (?:damage|harm))(?:\ (?:already|now|for\ (?:one\ day|today)))?,?\ (?:thanks|thank\ you|cheers|ta)\b(?!\ (?:so|very|again|for))
    | no,?\ (?:thanks|thank\ you|cheers)[,.;]?\ you(?:'ve|\ have|\ (?:lot|guys|people|all)(?:\ have|'ve)?)\ (?:already\ )?done\ (?:quite\ |more\ than\ )?enough(?:\ (?:damage|harm|already))?(?=\W*(?:$|[.!]))
    | {_THANKS}\ for\ (?:the|your|my|another|an?)\ (?:\w+\ ){{0,2}}(?:non-?(?:help|answer|service)|wasted|useless|pointless|ruined|broken\ promises?|lies|runaround|run-around|headache)\b
    )(?:[\w']+\ ?){{0,4}}""",
    re.VERBOSE | re.IGNORECASE,
)
# "no thanks for …" and what somebody else is thanked for
_UNMEANT = re.compile(r"\b(?:no|not|never|without|said|say|says)\s+(?:\w+ )?$", re.IGNORECASE)


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
