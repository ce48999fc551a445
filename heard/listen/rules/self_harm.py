"""Where a customer speaks of ending their life or of harming themselves: taken seriously, however it is put.

A false alarm costs one kind question; a miss can cost a life. So what is only a figure of speech is left out
where that is plain, and everything else counts.
"""

from __future__ import annotations

import re

from heard.listen.any_case import AnyCase
from heard.listen.rules.danger.told import tells_of

SCANNED = 4000
SURE = 0.9  # cautious, as for danger to others
_STAYS = AnyCase(
    r"""\b(?:
      (?:call|ring|dial|text|phone|contact|reach|speak\ to|talk\ to)\ (?:\w+\ ){0,3}(?:999|911|112|988|116\ ?123|000|13\ ?11\ ?14|emergency|samaritans|lifeline|crisis|suicide|helpline|hotline|doctor|ambulance)
    | (?:crisis|suicide|emergency)\ (?:line|lifeline|services|number|helpline|hotline) | samaritans\b | (?:are|is)\ (?:you|anyone|somebody)\ (?:\w+\ )?safe\b | in\ danger\ (?:right\ )?now
    | (?:glad|grateful|thank\ you\ for)\ (?:that\ )?(?:you\ )?(?:told|telling|said|saying|shared|sharing)\ (?:me|us|that|this) | (?:you're|you\ are)\ not\ alone | (?:worried|concerned)\ (?:about|for)\ you
    | (?:i'm|i\ am|we're)\ (?:staying|here)\ with\ you | take\ (?:that|this|what\ you\ said)\ (?:very\ )?seriously
    )""",
    re.VERBOSE,
)


def speaks_of_self_harm(text: str) -> tuple[int, int] | None:
    """Where a customer speaks of ending their life or of hurting themselves, or None.

    >>> text = "Honestly, I want to kill myself because of this debt."
    >>> start, end = speaks_of_self_harm(text)
    >>> text[start:end]
    'I want to kill myself'
    >>> speaks_of_self_harm("My phone died and this queue is killing me.") is None
    True
    """
    return tells_of(text).get("self_harm")


def stays_with_them(text: str) -> bool:
    """Whether a reply takes it up: asks whether they are safe, names help, or says that it was heard.

    >>> stays_with_them("Thank you for telling me. Are you safe right now?"), stays_with_them("It is due on Friday.")
    (True, False)
    """
    return _STAYS.search(text[:SCANNED].replace("’", "'")) is not None
