"""An allergy or an illness talked away: "should be fine for most people", where they asked whether it is safe for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.coach.draft.clauses import spans
from heard.coach.draft.find.unsafe.dosing import LEFT_TO_THEM, UNSURE
from heard.coach.draft.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

WHY = "They asked whether it is safe for somebody who can be hurt by it, and this only guesses. Say what is in it, or that you don't know."
LINES = (
    "I can't say that it's safe for you: please don't use it until the full list of what is in it was checked, or a doctor or pharmacist has said so.",
)

ALLERGIC = re.compile(
    r"\b(?:allerg\w+|intoleran\w+|c(?:o)?eliac|anaphyla\w+|epi-?pen)\b", re.IGNORECASE
)
ILL = re.compile(
    r"\b(?:diabet\w+|asthma\w*|epilep\w+|pregnan\w+|breast-?feeding|pacemaker|blood thinners?|eczema|immun[eo]\w*|kidney|liver|(?:heart|lung|skin|medical) (?:condition|disease|problem|failure|trouble)|high blood pressure|chemo\w*|transplant|migraines?|seizures?)\b",
    re.IGNORECASE,
)
_TAKES = r"(?:eat|drink|use|using|wear|take|taking|try|apply|serve|swallow|inhale|touch|safe|harm\w*|suitable|ok for|okay for|alright for|good for|bad for)"
_HOLDS = r"(?:contain\w*|ingredients?|allergens?|traces?|free (?:of|from)|(?:gluten|nut|dairy|lactose|latex|egg)[- ]free|nuts?|peanuts?|milk|dairy|lactose|gluten|wheat|eggs?|soya?|sesame|shellfish|fish|latex|nickel|wool|perfume|fragrance|in (?:it|them|this|these|the|your)|have)"
_ASKS = re.compile(
    r"\?|\b(?:can|could|may|should|is|are|does|do|will|would) (?:i|we|it|this|that|the|your|they|he|she|there|my)\b",
    re.IGNORECASE,
)
_OF_IT = re.compile(rf"\b(?:{_TAKES}|{_HOLDS})\b", re.IGNORECASE)
_OF_TAKING = re.compile(rf"\b{_TAKES}\b", re.IGNORECASE)
_FINE = r"(?:fine|ok|okay|safe|alright|all right|harmless|good|suitable|no problem|no issue)"
TALKS_AWAY = re.compile(
    rf"\b(?:should|would|ought to|will|'ll|must|might)(?: \w+ly| surely| just)* be (?:(?:\w+ly|just|quite) )*{_FINE}\b"
    rf"|\b(?:usually|generally|normally|mostly|probably|perfectly|totally|completely|absolutely|pretty|quite|surely) {_FINE}\b|\b{_FINE} (?:for|with) (?:most|everyone|everybody|anyone|all|the majority|kids|children|adults)\b"
    r"|\b(?:most|plenty of|lots of|many|thousands of|millions of|all(?: of)? our|other|our) (?:people|customers|users|kids|children|patients|guests|clients|women|mothers)\b"
    r"|\b(?:don't|do not|can't|cannot|wouldn't|shouldn't|would not|should not) (?:really )?(?:think|expect|see|imagine|believe)\b[^.!?\n]{0,30}\b(?:problems?|issues?|harm|trouble|hurt|matters?|reaction|that)\b"
    r"|\b(?:shouldn't|won't|wouldn't|doesn't|can't|should not|will not) (?:really |even |normally )?(?:be (?:an? )?(?:problem|issue|trouble)|matter|hurt|harm|do (?:any )?harm|cause (?:any )?\w+|affect)\b"
    r"|\b(?:nothing|no need) to worry\b|\b(?:don't|do not|wouldn't) worry\b|\bnever (?:had|heard of|seen|received)\b[^.!?\n]{0,20}\b(?:problems?|complaints?|reactions?|issues?)\b"
    r"|\b(?:only |just )?(?:a (?:little|tiny|small) (?:bit|amount)|tiny amounts?|just traces?)\b[^.!?\n]{0,20}\b(?:fine|ok|okay|hurt|matter|harm)\b",
    re.IGNORECASE,
)
# A verdict on whether they may have it, and a flat no without a word about where it is known from.
_ABSENT = r"(?:nuts?|peanuts?|almonds?|milk|dairy|lactose|gluten|wheat|eggs?|soya?|sesame|shellfish|fish|latex|nickel|allergens?)"
PERMITS = re.compile(
    r"\b(?:you|he|she|they|your \w+) (?:can|could|may) (?:\w+ly |still |just |all )*(?:eat|drink|have|use|wear|take|try|enjoy) (?:it|them|this|that|one|some)\b"
    r"|\b(?:eat|drink|have|use|wear|take|try|enjoy) (?:it|them|this|that) (?:without|with no) (?:any )?(?:worr\w+|fear|concern|problems?|risk)\b"
    r"|\b(?:safe|suitable|fine|ok|okay) (?:for|to (?:eat|drink|use|wear))\b|\b(?:is|it's|that's|are|they're) (?:\w+ly |100% )?safe\b",
    re.IGNORECASE,
)
_REFUSES = re.compile(r"\b(?:not|never|cannot|whether|if|until|unless)\b|n't\b", re.IGNORECASE)
FLATLY = re.compile(
    rf"\b{_ABSENT}[- ]free\b|\bfree (?:of|from) (?:any |all )?{_ABSENT}\b"
    rf"|\b(?:contains?|has|have|there(?:'s| is| are)|with|made with|uses?) (?:absolutely |definitely )?(?:no|zero) (?:\w+ )?{_ABSENT}\b"
    rf"|\b(?:doesn't|don't|does not|do not) (?:\w+ly )?(?:contain|have|use|include)\b[^.!?\n]{{0,20}}\b{_ABSENT}\b|^\W*(?:no|nope),? no {_ABSENT}\b",
    re.IGNORECASE,
)
SOURCED = re.compile(
    r"\b(?:label\w*|ingredients?|listed|lists?|pack(?:et|aging|age)?|recipe|allergen (?:sheet|card|menu|guide|information|info)|according to|suppliers?|manufacturer|maker|kitchen|chef|may contain"
    r"|traces?|handled|same (?:line|factory|site)|certified|check(?:ed)?|declared|data ?sheet)\b",
    re.IGNORECASE,
)


def asks_if_safe(latest: str) -> bool:
    """Whether a customer's latest words ask if something is safe for somebody with an allergy or an illness.

    >>> asks_if_safe("Does it contain nuts? I'm allergic."), asks_if_safe("I'm allergic to cats. Where is my parcel?")
    (True, False)
    """
    if ALLERGIC.search(latest):
        about = _OF_IT
    elif ILL.search(latest):
        about = _OF_TAKING
    else:
        return False
    return any(
        _ASKS.search(latest, start, end) and about.search(latest, start, end)
        for start, end in spans(latest)
    )


def talked_away(draft: str, *, latest: str, by_bot: bool = False) -> Iterator[Finding]:
    """Each sentence that guesses it will do no harm, where they asked whether it is safe in their `latest` words.

    So does a sentence that says they may have it, in a draft that doesn't say where it is known from; and, of a bot
    (`by_bot`), one that flatly says it isn't in it.

    >>> asked = "Are there peanuts in the sauce? My son is allergic."
    >>> drafts = ("It should be fine for most people.", "There are peanuts in it, so please don't serve it.")
    >>> [len(list(talked_away(draft, latest=asked))) for draft in drafts]
    [1, 0]
    >>> drafts = ("No, he can eat it without worry!", "The label lists no peanuts; please check the pack as well.")
    >>> [len(list(talked_away(draft, latest=asked, by_bot=True))) for draft in drafts]
    [1, 0]
    """
    if not asks_if_safe(latest.replace("’", "'")):
        return
    plain = draft.replace("’", "'")
    sourced = SOURCED.search(plain) is not None
    for start, end in spans(draft):
        words = plain[start:end]
        if words.endswith("?") or LEFT_TO_THEM.search(words) or UNSURE.search(words):
            continue
        guesses = TALKS_AWAY.search(words) or (not sourced and _vouches(words, flatly=by_bot))
        if guesses:
            yield Finding("unsafe", "unsafe_advice", None, start, end, WHY, "replace", LINES)


def _vouches(words: str, *, flatly: bool) -> bool:
    """Whether a sentence says that they may have it, or `flatly` that what harms them isn't in it."""
    found = PERMITS.search(words)
    if found is not None and _REFUSES.search(words, 0, found.start()) is None:
        return True
    return flatly and FLATLY.search(words) is not None
