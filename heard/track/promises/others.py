"""Whose word it is: what a bank, an insurer or a landlord says they will do is no promise of ours."""

from __future__ import annotations

import re

# A courier, a warehouse or an engineer works for us in the customer's eyes, and is none of these.
OTHERS = (
    r"(?:bank|card (?:issuer|company|provider)|credit card company|issuer|insurer|insurance(?: company)?|building society|landlord|landlady|letting agent|council"
    r"|employer|payroll|doctor|gp|surgery|hospital|clinic|school|university|solicitor|lawyer|tax office|embassy|consulate|police|paypal|klarna|ombudsman"
    r"|(?:old|other|previous|new|former|current) (?:company|provider|supplier|shop|bank|insurer|landlord|employer)|other (?:company|shop|side))"
)
SUBJECT = re.compile(
    rf"\W*(?:(?:and|but|so|then|as|because|since|hopefully|normally|usually)\s+)?(?:your|the|their|his|her|my|our)\s+(?:own\s+)?{OTHERS}\b(?!['’]s\b)",
    re.IGNORECASE,
)


def is_others(words: str) -> bool:
    """Whether a promise opens with somebody else who makes it.

    >>> is_others("Your bank will release it by Friday"), is_others("Your bank's form is sent by Friday")
    (True, False)
    """
    return SUBJECT.match(words) is not None
