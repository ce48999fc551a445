"""Thanks in a greeting: "Thanks for calling WarmWell, this is Joe" is how the phone is answered, and thanks nobody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from heard.listen.reading import SoFar

SCANNED = 400
_THANKS = re.compile(r"\b(?:thanks?|thank you|thx)\b", re.IGNORECASE)
_FORMULA = re.compile(
    r"\b(?:thanks|thank you)(?: (?:so|very) much)? for (?:calling|phoning|ringing|dialling|dialing|choosing|contacting|chatting with|holding for|visiting)\b",
    re.IGNORECASE,
)
_ANSWERS = re.compile(
    r"\b(?:this is|my name is|my name's|you(?:'re| are) (?:through to|speaking (?:to|with)|chatting with)|speaking\b|how (?:can|may|could) (?:i|we)\b|what can (?:i|we) do|i(?:'ll| will) be (?:helping|assisting))",
    re.IGNORECASE,
)
_CALLS = re.compile(r"\bfor (?:calling|phoning|ringing|dialling|dialing|choosing)\b", re.IGNORECASE)


def only_greets(text: str, before: SoFar) -> bool:
    """Whether the thanks of a company's first words are the formula by which a call or a chat is opened.

    Where the customer has told something already, it is a greeting only if who answers says who they are.

    >>> from heard.listen.reading import SoFar
    >>> only_greets("Thank you for calling Orla, this is Kim.", SoFar())
    True
    >>> only_greets("Thank you for letting us know, this is Kim.", SoFar())
    False
    """
    if any(one.turn.to_customer for one in before.last):
        return False
    plain = text[:SCANNED].replace("’", "'")
    found = _FORMULA.search(plain)
    if found is None or len(_THANKS.findall(plain)) > 1:
        return False
    if not any(one.turn.from_customer for one in before.last):
        return True
    return _CALLS.search(found[0]) is not None and _ANSWERS.search(plain) is not None
