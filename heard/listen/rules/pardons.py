"""Why a reply is not the misstep that its words sound like: what was said before, or what else it says.

Safety comes before feelings, and a polite limit right after an insult is what a coach would ask for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.listen.any_case import AnyCase
from heard.listen.reading import FIRM
from heard.listen.rules.danger import in_danger, safety_first
from heard.listen.rules.limits import CONDUCT, may_set_limit, sets_limit
from heard.listen.rules.self_harm import speaks_of_self_harm

if TYPE_CHECKING:
    from heard.listen.reading import SoFar

SCANNED = 4000
LATEST = 2  # messages of the customer in which danger counts
KIND = AnyCase(
    r"\b(?:please|i(?:'d| would) (?:\w+ )?ask|i need us to|let's|request you|so (?:that )?(?:i|we) can|(?:want|like|glad|happy|willing) to (?:\w+ )?"
    r"(?:help|get|sort|solve|fix|go on|carry on|work|look|finish|keep)|i can do that)\b",
)
COMMANDS = AnyCase(r"\b(?:calm|simmer|settle|relax|chill|cool (?:it|off|down))\b")
GOES_ON = AnyCase(
    r"\b(?:let(?:'s| us) (?:just |now )?(?:keep|stay|stick|get|go|work|look|sort|leave|concentrate|focus|talk about)\b"
    r"|(?:want|like|glad|happy|willing|here) to (?:\w+ )?(?:help|get|sort|solve|fix|find|trace|track|go on|carry on|work|look|finish|keep)"
    r"|like us to|i(?:'ll| will)(?: still| gladly| happily)? (?:carry on|go on|keep (?:to|on|working|going)|stay (?:with|on)|work on|help)\b"
    r"|i(?:'m| am) (?:still )?(?:here|going) to (?:help|sort|solve|fix|get))",
)
PURPOSE = AnyCase(
    r"\b(?:i(?:'d| would) (?:\w+ )?ask|so (?:that )?(?:i|we) can|(?:want|like|glad|happy|willing) to|i can do that)\b",
)
# Whoever says this sends nobody away by naming who knows.
NOT_OURS = AnyCase(
    r"\b(?:can't|cannot|can not|not able to|unable to|mustn't|not allowed to|am not qualified to) (?:give (?:you )?)?(?:medical |legal )?(?:advi[sc]e)(?: you)? (?:on|about) (?:\w+ ){0,3}(?:medicines?|medication|doses?|tablets|health|the law|law|legal \w+)\b"
    r"|\b(?:can't|cannot|not able to|unable to) (?:give|offer) (?:you )?(?:medical|legal) advice\b|\b(?:can't|cannot|not able to) advise on (?:how|whether|which) (?:to|you)\b",
)


def puts_safety_first(text: str, _before: SoFar) -> bool:
    """Whether a reply tells somebody how to get to safety: no fix before the feeling, and not cold."""
    return safety_first(text) is not None


def names_help_in_danger(text: str, before: SoFar) -> bool:
    """Whether it does so to somebody in danger: the number to call sends them nowhere else."""
    if safety_first(text) is None:
        return False
    said = [heard.turn.text for heard in before.last if heard.turn.from_customer][-LATEST:]
    return any(in_danger(one) or speaks_of_self_harm(one) for one in said)


def may_not_advise(text: str, _before: SoFar) -> bool:
    """Whether it says that advice on medicines or on the law is not ours to give: who may is then the help."""
    return NOT_OURS.search(text[:SCANNED].replace("’", "'")) is not None


def goes_on_with_the_problem(text: str, before: SoFar) -> bool:
    """Whether somebody who was attacked says that they go on with the problem."""
    plain = _answer_to_an_attack(text, before)
    return plain is not None and GOES_ON.search(plain) is not None


def limits_kindly(text: str, before: SoFar) -> bool:
    """Whether somebody who was attacked sets a limit in polite words."""
    plain = _answer_to_an_attack(text, before)
    return plain is not None and sets_limit(plain) is not None and KIND.search(plain) is not None


def limits_with_a_purpose(text: str, before: SoFar) -> bool:
    """Whether a polite limit says what it is for: then it is no order to calm down."""
    return limits_kindly(text, before) and PURPOSE.search(_plain(text)) is not None


def limits_nothing(text: str, before: SoFar) -> bool:
    """Whether a reply can set no limit: no word of it forbids or ends anything or is about conduct.

    Where nobody was attacked it must be about conduct: "I'm going to stop the card this second" stops a
    card, and nobody who speaks.
    """
    names = ("abuse", "threat", "profanity")
    attacked = any(heard.reading.hears(name) for heard in before.last for name in names)
    return not may_set_limit(text) if attacked else CONDUCT.search(_plain(text)) is None


def _answer_to_an_attack(text: str, before: SoFar) -> str | None:
    """The plain words of a reply to somebody who insulted or threatened; None for any other, or one that commands."""
    if not _attacked(before):
        return None
    plain = _plain(text)
    return None if COMMANDS.search(plain) else plain


def _attacked(before: SoFar) -> bool:
    """Whether the customer has insulted or threatened somebody since the company's last answer."""
    for heard in reversed(before.last):
        if heard.turn.to_customer:
            return False
        if max(heard.reading.sure("abuse"), heard.reading.sure("threat")) >= FIRM:
            return True
    return False


def _plain(text: str) -> str:
    return text[:SCANNED].replace("’", "'")
