"""Whether a draft grants what was refused before: then the refusal stands no longer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.listen import FIRM
from heard.listen.wordlists import word_set
from heard.track.ledger import SENTENCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heard.conversation import Turn
    from heard.track import Followed
    from heard.track.quote import Quote

SCANNED = 4000
LEAST = 4  # letters of a word that can tell one matter from another
STEM = 5  # letters by which "cancel" and "cancelled" are one word
REFUSES = ("flat_no", "policy_wall", "deflect")
_GIVES = (
    r"(?:refund|credit|reimburs|waiv|replac|exchang|cancel|revers|return|extend|approv|lift|unlock|reopen|re-?book|book"
    r"|remov|pay|send|sent|ship|cover|honou?r|restor|match|upgrad|switch|correct|tak(?:e|en|ing) (?:it|that|the|this)|made an exception"
    r"|make an exception|making an exception|mov|chang|giv(?:e|en|ing) you|put(?:ting)? (?:it|that|the))\w*"
)
GRANTS = re.compile(
    rf"\b(?:i|we)(?:'ve|'m|'re|'ll| have| am| are| will| can)(?: (?:now|just|already|gladly|happily|also|personally|do|instead))* {_GIVES}"
    rf"|\b(?:i|we) (?:just |now |already )?(?:refunded|credited|waived|replaced|cancell?ed|reversed|approved|sent|removed|lifted|unlocked)\b"
    r"|\byou(?:'ll| will)(?: now| still)? (?:get|have|receive|see) (?:your|the|a|it|that|both|all)\b"
    r"|\b(?:has been|is being|was just|will be|is now|is) (?:refunded|credited|reimbursed|waived|replaced|cancell?ed|reversed|approved|granted|removed|lifted|unlocked)\b"
    r"|\b(?:is|are) (?:on (?:its|their) way|back on your|going back to your)\b",
    re.IGNORECASE,
)
APPROVED = re.compile(
    r"\b(?:approved|agreed to|signed off|authori[sz]ed|(?:said|says) yes|given (?:me|us) (?:the go-ahead|permission)|green light)\b",
    re.IGNORECASE,
)
DENIES = re.compile(
    r"\b(?:not|never|cannot|unable|nor|no longer)\b|n't\b|\b(?:if|unless|would|could|might)\b|\?",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\b(?:refund|money|credit|reimburs|charg|fee|payment|paid|pay|deposit|cost|price|dollar|euro|pound)\w*|[$€£]",
    re.IGNORECASE,
)
_COMMON = word_set(
    "that this have with your from they them then what when where which will would could should been were "
    "there their about just like only some sorry very please thank thanks hello know want need here more than "
    "over into also because still today policy order account customer send sent give back "
)


def grants(draft: Followed, refused: Quote, turns: Sequence[Turn]) -> bool:
    """Whether the draft gives what the company's earlier words refused, in plain words.

    `turns` are those before the draft. What was refused is told by the refusing turn and by what
    the customer said before and since.
    """
    if max(map(draft.reading.sure, REFUSES)) >= FIRM:
        return False
    matter = _matter(refused, turns)
    wanted = _stems(matter)
    return any(
        (_MONEY.search(clause) and _MONEY.search(matter)) or _stems(clause) & wanted
        for clause in _granting(draft.turn.text)
    )


def approved(draft: Followed) -> bool:
    """Whether the draft says that somebody who may decide has said yes."""
    return any(
        APPROVED.search(one[0]) and not DENIES.search(one[0])
        for one in SENTENCE.finditer(draft.turn.text.replace("’", "'"), 0, SCANNED)
    )


def _granting(text: str) -> Iterator[str]:
    """The sentences that give something, without those that only might."""
    for one in SENTENCE.finditer(text.replace("’", "'"), 0, SCANNED):
        if GRANTS.search(one[0]) and not DENIES.search(one[0]):
            yield one[0]


def _matter(refused: Quote, turns: Sequence[Turn]) -> str:
    asked = [turn.text for turn in turns[: refused.turn] if turn.from_customer][-1:]
    since = [turn.text for turn in turns[refused.turn :] if turn.from_customer]
    return " ".join((*asked, turns[refused.turn].text, *since))[:SCANNED]


def _stems(text: str) -> set[str]:
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return {word[:STEM] for word in words if len(word) >= LEAST and word not in _COMMON}
