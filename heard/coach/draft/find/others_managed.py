"""Other people held up to somebody who couldn't: "Other guests managed fine", "What did you expect us to do?"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.coach.draft.clauses import spans
from heard.coach.draft.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

WHY = "It says that others could, or that there was nothing to expect: what they went through is told off instead of taken on."
LINES = ("That should have worked for you as well, and I'm sorry that it didn't. {step}.",)

_OTHERS = r"(?:(?:all |most of |all of |the |our |many |plenty of |lots of |most |any )*(?:other|rest of (?:the|our)|most|many|plenty of|lots of|all (?:the|our)|every other) (?:of (?:the|our) )?(?:guests?|customers?|people|passengers?|travell?ers|patients|clients|users|families|members|visitors|folks|tenants|residents)|(?:everyone|everybody) else|nobody else|no[- ]one else)"
_MANAGED = re.compile(
    rf"\b{_OTHERS} (?:has |have |had |just |all |always |usually |normally |simply |seem(?:s|ed)? to |can |could )*(?:(?:manag|cop)(?:e[sd]?|ing)|got (?:by|on|up|there|in|over)|get (?:by|on|there)|(?:don't|didn't|never|doesn't|haven't|hasn't|do not|did not) (?:have|had|seem|find|found|mind|need|needed|complain\w*)\b|had no|have no|has no|complain\w*|had a problem|has a problem|(?:is|are|was|were) (?:fine|happy|ok|okay)\b|found? it (?:easy|fine|ok|okay)|us(?:e[sd]?) (?:it|them|the \w+) (?:fine|without))",
    re.IGNORECASE,
)
_EXPECTED = re.compile(
    r"\b(?:not (?:really |quite |entirely )?sure|don't (?:really )?(?:know|see)|do not (?:know|see)|no idea|fail to see|can't see|unsure|unclear|wonder) (?:of )?(?:what|how) (?:else |exactly |more )*you(?:'d| had| were|'re| are| have)? (?:expect\w*|want\w*|think|thought|wish\w*)(?: (?:of )?(?:us|me|we|to happen|from (?:us|me)|that we)\b|\s*[.!?]|$)"
    r"|\bwhat (?:else |exactly |more )*(?:did|do|were|are) you (?:expect\w*|want|think)(?: (?:us|me|we)\b)(?! to (?:look|help|do first|start|check|focus|know|note))(?=[^?]*\?? ?$)",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"\b(?:sorry|apolog\w+|shouldn't|should not|our (?:fault|mistake)|you(?:'re| are) right|no excuse|that doesn't|doesn't mean)\b",
    re.IGNORECASE,
)


def others_managed(draft: str, *, upset: bool) -> Iterator[Finding]:
    """Each sentence that holds others up to somebody `upset`, or wonders what they expected.

    >>> draft = "Other guests managed fine, so I'm not sure what you expected us to do."
    >>> [len(list(others_managed(draft, upset=upset))) for upset in (True, False)]
    [1, 0]
    """
    if not upset:
        return
    plain = draft.replace("’", "'")
    for start, end in spans(draft):
        words = plain[start:end]
        if _OURS.search(words):
            continue
        if _MANAGED.search(words) or _EXPECTED.search(words):
            yield Finding("misstep", "cold", None, start, end, WHY, "replace", LINES)
