"""Whether a wish has been met since, or something else was agreed in its place: nobody goes back to it then."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.track.tries import FAILED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.conversation import Turn

SCANNED = 4000
_DID = r"\b(?:i|we)(?:(?:'|’)ve| have)(?: just| now| already| also){0,2}"
_IS = r"(?:has been|have been|was|were|is|are)(?: now| just| already)*"
_BOOKED = (
    rf"{_DID} (?:booked|arranged|scheduled|put you down)\b|\b(?:booked|arranged|scheduled|confirmed) (?:you )?(?:in )?for\b|\bit(?:(?:'|’)s| is) (?:all )?(?:booked|arranged|settled|confirmed)\b"
    r"|\b(?:engineer|technician|colleague|driver|courier|somebody|someone|plumber|electrician)(?:(?:'|’)s| is|(?:'|’)ll| will)(?: be)? (?:visit\w*|com(?:e|ing)|with you|there|round)\b"
)
CAME_TO_NOTHING = re.compile(
    r"\b(?:still|has(?:n['’]t| not)|not (?:here|there|arrived|come)|never (?:came|arrived))\b",
    re.IGNORECASE,
)
# What is asked for, and the company's words after which nobody need ask for it any more.
SETTLES: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(asked, re.IGNORECASE), re.compile(done, re.IGNORECASE))
    for asked, done in (
        (
            r"\b(?:refund\w*|money(?: back)?|reimburse\w*|pay (?:me|it) back)\b",
            rf"{_DID} (?:refunded|reimbursed|returned|paid|sent|transferred|credited)\b|\b(?:refund|money|payment|amount|sum|[£$€]?\d[\d.,]*) {_IS} (?:sent|issued|paid|refunded|returned|transferred|on (?:its|the) way)\b",
        ),
        (r"\b(?:call|ring|phone)(?: me)?(?: back)?\b", _BOOKED),
        (
            r"\b(?:engineer|technician|somebody|someone|visit|appointment|come (?:out|round))\b",
            _BOOKED,
        ),
        (
            r"\b(?:replac\w+|new one|another one|resend|reship|send)\b",
            rf"{_DID} (?:sent|posted|ordered|shipped|dispatched)\b|\b(?:replacement|new one|it) {_IS} (?:on (?:its|the) way|sent|shipped|dispatched)\b",
        ),
        (
            r"\bcancel\w*|\bclose\b",
            rf"{_DID} (?:cancell?ed|closed)\b|\b{_IS} (?:cancell?ed|closed)\b",
        ),
    )
)


def is_settled(wish: str, after: Sequence[Turn]) -> bool:
    """Whether the turns after a wish settle it, and the customer does not say that it came to nothing.

    >>> from heard.conversation import Speaker, Turn
    >>> sent = Turn(Speaker.AGENT, "I've refunded the 40 pounds just now.")
    >>> is_settled("I need the money back.", (sent,))
    True
    >>> is_settled("I need the money back.", (sent, Turn(Speaker.CUSTOMER, "It still hasn't come.")))
    False
    """
    for asked, done in SETTLES:
        if asked.search(wish, 0, SCANNED) is None:
            continue
        for place, turn in enumerate(after):
            if turn.to_customer and done.search(turn.text, 0, SCANNED):
                later = (one.text for one in after[place + 1 :] if one.from_customer)
                return not any(
                    CAME_TO_NOTHING.search(text, 0, SCANNED) or FAILED.search(text, 0, SCANNED)
                    for text in later
                )
    return False
