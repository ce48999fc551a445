"""Taking the customer for less because of who they are: their sex, their age, where they come from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.coach.draft.clauses import spans
from heard.coach.draft.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

_KIN = r"(?P<kin>husband|wife|boyfriend|girlfriend|partner|son|daughter|grandson|granddaughter|grandchild|grandkids|kids?|dad|father|brother|boss)"
_DOES = r"(?:check|look|have a look|take a look|fix|plug|try|explain|help|read|handle|do it|do that|do this|set (?:it|this|that)|install|sort|deal|show|figure|restart|reboot|turn|lift|drive|write|call us instead|understand)"
TAKES_FOR_LESS = re.compile(
    rf"\b(?:ask|get|have|let|tell) (?:your |a |the ){_KIN} (?:to )?{_DOES}\b"
    rf"|\b(?:let me|can i|could i|may i|put me on to|i'd rather) (?:speak|talk|explain (?:it|this)) (?:to|with) your {_KIN.replace('kin', 'other', 1)}\b"
    r"|\b(?:ask|get|have|find|let) (?:a|some|the) (?:man|bloke|guy|woman|younger person|young person|grown-?up|adult|native speaker)(?: in the house| at home| there)? (?:to )?(?:check|look|fix|help|explain|do|read|try|plug|handle|translate|show)\b|\bis there (?:a|any) (?:man|grown-?up|adult|younger person)\b[^.!?\n]{0,20}\b(?:house|home|there|around|talk|speak)\b"
    r"|\b(?:for|as) (?:a|an) (?:woman|lady|girl|man|old person|older person|foreigner|immigrant|pensioner)(?: (?:like you|of your age|your age))?(?=\s*[,.!?]|\s+you\b)|\b(?:at|people|someone|somebody|customers?|women|men|ladies) (?:of )?your age\b(?=\s*[,.!?]|\s+(?:it|this|that|often|always|usually|can|don't|struggle|find|tend|have)\b)"
    r"|\b(?:people|customers|folks|women|men) (?:from|in) your (?:country|culture|part of the world)\b|\bwhere you (?:come|are) from\b[^.!?\n]{0,30}\b(?:maybe|perhaps|things|that's|different)\b"
    r"|\byour english (?:is|isn't|was)(?: not)?(?: very| so| too| really)? (?:good|bad|poor|hard|broken|the problem)\b|\b(?:typical|just like a) (?:woman|man|women|men|boomer|millennial|foreigner)\b",
    re.IGNORECASE,
)
WHY = (
    "It takes them for less because of who they are. They can do what anybody can; say it to them."
)
LINES = ("Let's do it together: {step}.",)


def taken_for_less(draft: str, said: str) -> Iterator[Finding]:
    """Each sentence that leaves it to somebody whom the customer never mentioned, or judges by what they are.

    >>> [len(list(taken_for_less("Ask your husband to check the plug.", said))) for said in ("", "My husband tried.")]
    [1, 0]
    """
    plain = draft.replace("’", "'")
    for found in TAKES_FOR_LESS.finditer(plain):
        kin = found["kin"] or found["other"]
        if kin is not None and re.search(rf"\b{kin}\b", said, re.IGNORECASE):
            continue
        sentence = next(one for one in spans(draft) if one.end > found.start())
        yield Finding("misstep", "jab", None, *sentence, WHY, "replace", LINES)
