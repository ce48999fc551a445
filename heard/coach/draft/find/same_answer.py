"""A wish for a supervisor turned down sideways: "She'll only tell you the same thing"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.coach.draft.clauses import spans
from heard.coach.draft.finding import Finding
from heard.listen.any_case import AnyCase

if TYPE_CHECKING:
    from collections.abc import Iterator

WHY = "They asked for somebody else. Told that it won't help, they hear a no, and that nobody here can be moved."
LINES = (
    "You asked for somebody else, so I'm asking {team} who can take this over. You'll hear from me by {time}.",
)

_IN_CHARGE = r"(?:supervisors?|managers?|bosse?s?|team[- ]?lead(?:er)?s?|leads?|superiors?|head office|management|higher[- ]ups?|directors?)"
_SOMEBODY = rf"(?:(?:my|a|the|our|any|your|no|another) (?:\w+ )?{_IN_CHARGE}|{_IN_CHARGE}|nobody(?: else)?|no[- ]one(?: else)?|any(?:one|body)(?: else)?|some(?:one|body) else|everyone|everybody|she|he|they(?: all)?)"
_MAY = r"(?:'ll|'d| will| would| can| could| is (?:just |only )?going to| are (?:just |only )?going to)?(?: (?:just|only|probably|still|simply|also|all|certainly|merely))*"
_TALKING = rf"(?:(?:speaking|talking|going|passing (?:you|it|this)|handing (?:you|it|this)|putting you through|escalating(?: (?:it|this))?)(?: on)?(?: (?:to|with) {_SOMEBODY})?|{_SOMEBODY}|an? escalation|that)"
SAME = AnyCase(
    rf"\b{_SOMEBODY}{_MAY} (?:say|says|tell|tells|give|gives|read|reads|repeat|repeats|answer|quote)(?: you)?(?: (?:exactly|just|only|back|out))* (?:the (?:very |exact )?same|(?:just |exactly )?what i(?:'m|'ve| am| have| just| said| told)?|no\b|nothing (?:else|different|new|more))"
    rf"|\b{_SOMEBODY} (?:won't|wouldn't|can't|couldn't|will not|would not|cannot|isn't going to|doesn't|don't) (?:be able to )?(?:say|tell|give|offer|do|know|help|have)(?: you)? (?:(?:another|an? (?:different|better|other)) (?:answer|story|reply|solution)|(?:any(?:thing)?|a thing|much) ?(?:else|different|more|new|other|either|further|better)?)\b"
    rf"|\b{_TALKING} (?:won't|wouldn't|will not|isn't going to|doesn't|is not going to) (?:really )?(?:change (?:that|this|it|the|a|any)\w*|help\b(?! you with)|make (?:a|any|much) difference|get you (?:any|further|more)\w*|speed|alter|fix)"
    rf"|\bthere(?:'s| is) nothing(?: (?:more|else))? (?:that )?{_SOMEBODY} (?:can|could|will|would) (?:do|say|add)"
    r"|\byou(?:'ll| will|'d| would)?(?: (?:just|only|simply))* (?:get|hear|be told|receive) (?:exactly )?the (?:very |exact )?same\b"
    r"|\byou(?:'ll| will|'d| would|'re| are)(?: (?:just|only))* (?:be )?wasting your time\b",
)
_NAMES = AnyCase(
    rf"\b{_IN_CHARGE}\b|\bescalat\w+",
)
# They get somebody all the same.
GIVES = AnyCase(
    r"\b(?:put(?:ting)? you through|(?:i'm|i'll|i am|i will|let me) (?:now )?(?:get|getting|ask|asking|connect|connecting|transfer|transferring|pass|passing|fetch|fetching|bring|bringing|find|finding)|i've (?:asked|passed|told|escalated|booked)"
    r"|(?:will|'ll|can) (?:call|ring|phone|write to|e-?mail|join) (?:you|us|this))\b",
)


def same_answer(draft: str, *, asked: bool) -> Iterator[Finding]:
    """Each sentence that says somebody else would not help either; `asked` says that they wish for one.

    >>> [one.name for one in same_answer("She'll only tell you the same thing.", asked=True)]
    ['flat_no']
    >>> list(same_answer("I'm getting her now, so that you needn't tell the same twice.", asked=True))
    []
    """
    plain = draft.replace("’", "'")
    if GIVES.search(plain):
        return
    for start, end in spans(draft):
        words = plain[start:end]
        if SAME.search(words) and (asked or _NAMES.search(words)):
            yield Finding("misstep", "flat_no", None, start, end, WHY, "replace", LINES)


def turns_it_down(draft: str, found: Finding) -> bool:
    """Whether what was found rude is only that somebody else would say the same: then it is told as that."""
    words = draft[found.start : found.end].replace("’", "'")
    return found.name == "jab" and SAME.search(words) is not None
