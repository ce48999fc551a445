"""Danger that nobody has answered yet: a life comes before the case, whatever else a reply does well."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from heard.listen.rules.danger import (
    asks_after,
    business_in,
    helps,
    in_care,
    in_danger,
    manner_of,
    safety_first,
    sends_help,
)
from heard.listen.rules.self_harm import speaks_of_self_harm, stays_with_them

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heard.conversation import Turn
    from heard.playbook import Play, Playbook

LATEST = 8  # messages of the customer that are looked at
IN_CARE, SWALLOWED = "in_care", "swallowed"

# Somebody on the way is not enough: until they come, whoever stays there may die of it.
_AT_ONCE = re.compile(
    r"\b(?:gas|eggs?|smok\w+|fire|flames?|alight|burning|monoxide|co alarm|spark\w*|fumes|breath\w*|unconscious|unresponsive"
    r"|collaps\w+|bleed\w*|knife|gun|chok\w+|seizure|allerg\w+|swell\w*|overdos\w+|poison\w*)\b",
    re.IGNORECASE,
)
_OVER = re.compile(
    r"\b(?:false alarm|(?:it|everyone|everybody|we|he|she|they|all|i)(?:'s| is|'re| are|'m| am)? (?:all )?(?:\w+ )?(?<!not )(?<!n't )(?:safe|fine|ok|okay|better)"
    r"|(?:they|he|she|ambulance|paramedics|police|engineer|fire brigade)(?:'re| are| is|'s| have| has)? (?:\w+ )?(?:here now|arrived)|all (?:safe|fine|clear|good))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Danger:
    """Where a customer told of danger or of self-harm: turns[turn].text[start:end].

    `in_care` says that whoever it is about is with doctors already: then to ask after them is what is left to do.
    """

    turn: int
    start: int
    end: int
    self_harm: bool
    in_care: bool = False
    at_once: bool = True  # out of it first: to send somebody is not enough
    manner: str = ""  # what it is told as, where it wants an answer of its own

    def met_by(self, reply: str) -> bool:
        """Whether a reply says what helps now."""
        if self.self_harm:
            return stays_with_them(reply) or helps(reply, "self_harm")
        if safety_first(reply) is not None or helps(reply, "danger"):
            return True
        if self.in_care and asks_after(reply):
            return True
        return not self.at_once and (sends_help(reply) or helps(reply, "wait"))

    def play(self, playbook: Playbook) -> Play | None:
        """The playbook's play for it."""
        fitting = [
            one for one in playbook.plays if (one.self_harm if self.self_harm else one.danger)
        ]
        manner = IN_CARE if self.in_care else self.manner
        own = [one for one in fitting if manner and manner in one.told]
        usual = [one for one in fitting if not one.told]
        return next(iter(own or usual or fitting), None)


def told_danger(number: int, text: str) -> Danger | None:
    """The danger that a customer's message tells of, self-harm before any other."""
    harm = speaks_of_self_harm(text)
    span = harm or in_danger(text)
    if span is None:
        return None
    manner = "" if harm else manner_of(text)
    return Danger(
        number,
        *span,
        self_harm=harm is not None,
        in_care=not harm and in_care(text),
        at_once=harm is not None or manner == SWALLOWED or _AT_ONCE.search(text) is not None,
        manner=manner,
    )


def is_over(text: str) -> bool:
    """Whether a customer says that a danger has passed.

    >>> is_over("False alarm, it was the bins."), is_over("Is everyone this slow?")
    (True, False)
    """
    return _OVER.search(text.replace("’", "'")) is not None


def latest_danger(turns: Sequence[Turn], *, latest: int = LATEST) -> Danger | None:
    """The danger told of in the customer's latest messages, unless they said since that it is over."""
    said = [number for number, turn in enumerate(turns) if turn.from_customer][-latest:]
    told = (told_danger(number, turns[number].text) for number in reversed(said))
    danger = next(filter(None, told), None)
    if danger is None or any(is_over(turns[one].text) for one in said if one > danger.turn):
        return None
    return danger


def unmet_danger(turns: Sequence[Turn]) -> Danger | None:
    """The danger told of in the customer's latest messages, where no answer since has met it."""
    danger = latest_danger(turns)
    if danger is None:
        return None
    answers = (one.text for one in turns[danger.turn + 1 :] if one.to_customer)
    return None if any(map(danger.met_by, answers)) else danger


def passed_over(turns: Sequence[Turn]) -> tuple[Danger, int] | None:
    """The first danger that the company's next words passed over, and which turn of ours that was.

    Words of self-harm are passed over by whatever doesn't meet them; any other danger by a reply that goes about
    business instead, for a person may help in more ways than are known here.
    """
    for number, turn in enumerate(turns):
        danger = told_danger(number, turn.text) if turn.from_customer else None
        if danger is None:
            continue
        replies = list(_next_words(turns, number))
        earlier = (one.text for one in turns[:number] if one.to_customer)
        met = any(map(danger.met_by, (*earlier, *(turns[one].text for one in replies))))
        if met:
            continue
        passed = (one for one in replies if danger.self_harm or business_in(turns[one].text))
        reply = next(passed, None)
        if reply is not None:
            return danger, reply
    return None


def _next_words(turns: Sequence[Turn], number: int) -> Iterator[int]:
    """Our messages after this turn, until the customer speaks again."""
    spoken = False
    for place in range(number + 1, len(turns)):
        if turns[place].to_customer and turns[place].text.strip():
            spoken = True
            yield place
        elif turns[place].from_customer and spoken:
            return
