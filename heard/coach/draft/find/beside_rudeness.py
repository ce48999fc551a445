"""Whether a clause goes on against the customer: read alone it may pass, beside what was rude it doesn't."""

from __future__ import annotations

import re

from heard.coach.draft.clauses import COORDINATOR, FACT, LEADS_IN

_ADVERBS = r"(?: (?:\w+ly|just|also|even|still|yourself|already|really))*"
FAULTS = re.compile(
    rf"\b(?:you|u)(?:'ve| have|'d| had)?{_ADVERBS} (?:did(?:n't| not)|never|forgot|failed|neglected|ignored|missed|misread|misunderstood|messed|screwed|broke|lost"
    rf"|(?:should|could|must|might|would)(?:n't| not)? have|ought to have|have(?:n't| not)|had(?:n't| not)|were(?:n't| not)|got (?:it|that|this|the \w+) wrong|made (?:a|the|that) (?:mistake|error|mess)|do(?:n't| not) (?:even |really )?(?:know|read|understand|listen|get))\b"
    r"|\b(?:did|didn't|have|haven't|can't|couldn't|don't|do) you (?:even|ever|not|know|read|bother|think|listen|check|notice)\b"
    r"|\b(?:your (?:own )?(?:fault|mistake|doing|choice))\b"
    r"|\byou(?:'ve| have| did)? (?:agreed? to|accept(?:ed)?|signed) (?:\w+ ){0,3}?(?:terms|conditions|contract|agreement|rules|policy)\b",
    re.I,
)
NO_ONE = re.compile(r"no[- ]one\b", re.I)
# What they did, and general truths that make it small; a number or a day in it is news all the same.
PUTS_DOWN = re.compile(
    rf"\b(?:you|u)(?:'ve| have|'d| had)?{_ADVERBS} (?!(?:asked|mentioned|reported|received|ordered|wanted|called|emailed|messaged|need|need(?:ed)|signed|contacted|requested)\b)(?:\w{{2,}}[^aeiou]ed|\w+(?:ied|sed|ied|used|aved|oved)|were(?! \w+(?:ed|en|id|old)\b)|clicked|typed|chose|gave|put|took)\b"
    r"|\byou(?:'re| are) (?:an? (?!priority|valued|member|loyal|customer)|so |too |just |being |the (?:one|only))"
    r"|^(?:you|she|he|they|your \w+)(?:'ll| will) (?:(?:just|all|both|surely) )?(?:be (?:just |perfectly )?(?:fine|ok|okay|alright|all right)|live|survive|cope|manage)\b"
    r"|^(?:and |but |so )?(?:nobody|no[- ]one(?! (?:from|here|of|in|on))|everybody|everyone|anybody|anyone|(?:other|some|most|old|normal|many) (?:people|customers|folks)|people|(?:it|that)(?:'s| is) (?:not(?! (?:here|in|due|yet|ready|out))|only|just)|(?:it|that) isn't|there(?:'s| is) no (?:need|reason)|worse things|(?:it|that|this) works (?:\w+ )?for (?:every|all)|(?:it's|it is) not the end)\b",
    re.I,
)


def goes_on_against(clause: str) -> bool:
    """Whether a clause that stands beside rudeness accuses or belittles, too.

    >>> [goes_on_against(one) for one in ("you obviously didn't cancel properly", "nobody's going to die")]
    [True, True]
    >>> [goes_on_against(one) for one in ("you were charged twice", "nobody is in before 9")]
    [False, False]
    """
    words = clause.replace("’", "'").strip(" ,.;:!?")
    lead = None if NO_ONE.match(words) else LEADS_IN.match(words)
    if lead is not None and not words[lead.end() - 1 : lead.end() + 1].isalpha():
        words = words[lead.end() :]
    words = COORDINATOR.sub("", words, count=1)
    if FAULTS.search(words):
        return True
    return PUTS_DOWN.search(words) is not None and FACT.search(words) is None
