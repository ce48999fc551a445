"""Limits in so many words: what an agent says of the way they are spoken to, and how.

A limit is about conduct: the language, the insults, how they are spoken to. Said politely right after
an insult it is what a coach would ask for, so it is neither a curt answer nor an order to calm down.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.listen.danger import in_danger, safety_first
from heard.listen.self_harm import speaks_of_self_harm
from heard.listen.slights import comforts, slights

if TYPE_CHECKING:
    from heard.listen.reading import SoFar

SCANNED = 4000
FIRM = 0.5
CONDUCT = re.compile(
    r"\b(?:respect(?:ful(?:ly)?)?|polite(?:ly)?|civil(?:ly)?|courte(?:ous|sy)|professional manner|language like|(?:that|this|such|your|the|bad|foul"
    r"|offensive|keep(?:ing)? (?:the|your)) language|insult(?:s|ed|ing)?|abus(?:e|ive)|name[- ]?calling|call(?:ed|ing)? (?:me )?(?:names|that)"
    r"|the names|swear(?:ing)?|curs(?:e|ing)|curse words|such words|threat(?:s|en|ens|ened|ening)?|personal(?:ly)? (?:attacks?|remarks?|comments?)"
    r"|(?:speak|speaking|spoken|talk|talking|talked|shout|shouting|yell|yelling|write|writing) (?:to|at|with) (?:me|us|my|our|any|anyone|people|staff)"
    r"|spoken to|your tone|this tone|(?:that|this|your) behaviou?r|remarks? about|code of conduct)\b",
    re.IGNORECASE,
)
ASKS = re.compile(
    r"\b(?:please|i(?:'d| would| have to| must)? (?:\w+ )?ask|i need you to|i need us to|let(?:'s| us)|request you|i can(?:'t|not)|i won't|i will not|we (?:can(?:'t|not)|won't)"
    r"|if|unless|while|as long as|when|but not|not with|without|out of (?:it|this))\b",
    re.IGNORECASE,
)
KIND = re.compile(
    r"\b(?:please|i(?:'d| would) (?:\w+ )?ask|i need us to|let's|request you|so (?:that )?(?:i|we) can|(?:want|like|glad|happy|willing) to (?:\w+ )?"
    r"(?:help|get|sort|solve|fix|go on|carry on|work|look|finish|keep)|i can do that)\b",
    re.IGNORECASE,
)
COMMANDS = re.compile(r"\b(?:calm|simmer|settle|relax|chill|cool (?:it|off|down))\b", re.IGNORECASE)
GOES_ON = re.compile(
    r"\b(?:let(?:'s| us) (?:just |now )?(?:keep|stay|stick|get|go|work|look|sort|leave|concentrate|focus|talk about)\b"
    r"|(?:want|like|glad|happy|willing|here) to (?:\w+ )?(?:help|get|sort|solve|fix|find|trace|track|go on|carry on|work|look|finish|keep)"
    r"|like us to|i(?:'ll| will)(?: still| gladly| happily)? (?:carry on|go on|keep (?:to|on|working|going)|stay (?:with|on)|work on|help)\b"
    r"|i(?:'m| am) (?:still )?(?:here|going) to (?:help|sort|solve|fix|get))",
    re.IGNORECASE,
)
PURPOSE = re.compile(
    r"\b(?:i(?:'d| would) (?:\w+ )?ask|so (?:that )?(?:i|we) can|(?:want|like|glad|happy|willing) to|i can do that)\b",
    re.IGNORECASE,
)


def sets_limit(text: str) -> tuple[int, int] | None:
    """Where a text says in so many words how its speaker will not be spoken to, or None.

    >>> text = "Please keep this respectful so I can help you."
    >>> start, end = sets_limit(text)
    >>> text[start:end]
    'respectful'
    >>> sets_limit("I'm ending my shift now, Tom takes over.") is None
    True
    """
    plain = text[:SCANNED].replace("’", "'")
    found = CONDUCT.search(plain)
    return found.span() if found is not None and ASKS.search(plain) else None


def no_missteps(text: str, before: SoFar) -> tuple[str, ...]:
    """The missteps that a reply is not: safety comes before feelings, and a polite limit is no curtness.

    To whoever is in danger, the number to call is no way of sending them elsewhere either. In a limit,
    words of what it is for make it no order to calm down. Who is attacked and says that they go on
    with the problem does what the playbook asks: neither is that the fix before the feeling. Who
    takes the blame off a customer mocks nobody, and "please don't be sorry" silences nobody.
    """
    comfort = ("jab", "calm_down") if comforts(text) and not slights(text) else ()
    return (*comfort, *_excused(text, before))


def sets_none(text: str, before: SoFar) -> bool:
    """Whether a reply can set no limit: nobody was attacked, and no word of it is about conduct.

    "I'm going to stop the card this second" stops a card, and nobody who speaks.
    """
    names = ("abuse", "threat", "profanity")
    attacked = any(heard.reading.hears(name) for heard in before.last for name in names)
    return not attacked and CONDUCT.search(text[:SCANNED].replace("’", "'")) is None


def _excused(text: str, before: SoFar) -> tuple[str, ...]:
    if safety_first(text) is not None:
        return ("fix_first", "cold", "deflect") if _endangered(before) else ("fix_first", "cold")
    if not _attacked(before):
        return ()
    plain = text[:SCANNED].replace("’", "'")
    if COMMANDS.search(plain):
        return ()
    goes_on = ("fix_first", "cold") if GOES_ON.search(plain) else ()
    if sets_limit(plain) is None or not KIND.search(plain):
        return goes_on
    return (*goes_on, "cold", "calm_down") if PURPOSE.search(plain) else (*goes_on, "cold")


def _attacked(before: SoFar) -> bool:
    """Whether the customer has insulted or threatened somebody since the company's last answer."""
    for heard in reversed(before.last):
        if heard.turn.to_customer:
            return False
        if max(heard.reading.sure("abuse"), heard.reading.sure("threat")) >= FIRM:
            return True
    return False


def _endangered(before: SoFar) -> bool:
    """Whether the customer spoke of danger to life or health in their latest messages."""
    customers = [heard.turn.text for heard in before.last if heard.turn.from_customer]
    return any(in_danger(text) or speaks_of_self_harm(text) for text in customers[-2:])
