"""A promise that somebody else broke: "The bank said it would be there yesterday" is told to us, and not of us."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from heard.listen.reading import SoFar

LONGEST = 600  # letters; in a long letter of complaint "the bank" is mostly whom it is about
# A courier, a driver or an engineer works for us in the customer's eyes, and is none of these.
_OTHERS = (
    r"(?:bank|card (?:issuer|company|provider)|credit card company|insurer|insurance company|building society|landlord|landlady|letting agent|council|employer|boss|doctor|gp|surgery|hospital|school|university"
    r"|solicitor|lawyer|tax office|embassy|police|(?:old|other|previous|former|last) (?:company|provider|supplier|shop|bank|insurer|landlord))"
)
_SAID = r"(?:said|says|told|tells|promised|promises|assured|swore|guaranteed|confirmed|reckoned|claimed|would|were (?:supposed|meant|going) to|was (?:supposed|meant|going) to)"
THEIRS = re.compile(
    rf"\b(?:the|my|our|his|her|their|mum's|dad's) (?:own )?{_OTHERS},? (?:(?:also|then|even|just|has|had|have|on the phone|in writing|yesterday|today|there) ){{0,2}}{_SAID}\b",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"\b(?:you(?: (?:guys|people|lot|all))?|your (?:[\w'-]+ ){0,3}?[\w'-]+|(?:an?|the|one|another|some|last|first|previous) (?:\w+ )?(?:agent|rep|colleague|lady|guy|man|woman|advisor|adviser|operator|engineer|driver|courier|supervisor|manager|one)) (?:(?:had|have|has|also|then|even|just|all|both|clearly) ){0,2}"
    r"(?:said|told|promised|assured|swore|guaranteed|confirmed|were (?:supposed|meant|going) to|was (?:supposed|meant|going) to)\b"
    r"|\bi (?:was|'ve been|have been|got) (?:told|promised|assured)\b|\b(?:was|were) (?:supposed|meant|due) to (?:arrive|come|be (?:here|there|delivered|fixed|refunded))\b|\bpromised (?:me|us) by you\b",
    re.IGNORECASE,
)


def broken_by_others(text: str, _before: SoFar) -> bool:
    """Whether all that a customer says was promised was promised by somebody else.

    >>> from heard.listen.reading import SoFar
    >>> broken_by_others("The bank said it would be there yesterday, and it isn't.", SoFar())
    True
    >>> broken_by_others("The bank said Monday, and you said Tuesday.", SoFar())
    False
    """
    plain = text.replace("’", "'")
    if len(plain) > LONGEST or THEIRS.search(plain) is None:
        return False
    return _OURS.search(THEIRS.sub(" ", plain)) is None
