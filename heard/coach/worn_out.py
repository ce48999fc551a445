"""Being at the end of one's strength, told in so many words: whoever grieves needs an answer to it at once."""

from __future__ import annotations

import re

SCANNED = 3000  # characters of a turn looked at
_WORN_OUT = re.compile(
    r"\b(?:i|we) (?:really |just |honestly |simply )*(?:can't|cannot|can not) (?:keep (?:doing|going (?:on|through)|on|explaining|ringing|calling|saying|repeating)|do (?:this|it) (?:any ?more|again|any longer)|go (?:on|through (?:this|it))|take (?:any ?more|this any|much more)|cope|face)\b"
    r"|\b(?:i|we)(?:'ve| have)? (?:got )?(?:no|nothing) (?:strength|energy|more tears|left)\b|\bat the end of (?:my|our) (?:tether|strength|rope)\b|\b(?:i'm|i am|we're|we are) (?:just |so |completely |utterly )*(?:worn out|exhausted|drained|broken)\b|\bit(?:'s| is) too much\b",
    re.IGNORECASE,
)


def worn_out(text: str) -> bool:
    """Whether somebody says that they can't go on with it.

    >>> worn_out("I've sent it twice. I can't keep doing this."), worn_out("I can't keep the old number.")
    (True, False)
    """
    return _WORN_OUT.search(text[:SCANNED].replace("’", "'")) is not None
