"""Praise with good news in so many words: whoever is glad that a parcel came early is not ironic.

Irony praises what went wrong. Where a message praises, tells what went right, and has nothing in it that
went wrong, the praise is meant.
"""

from __future__ import annotations

import re

from heard.listen.any_case import AnyCase

ADDRESSED = re.compile(r"[@#]\w+|https?://\S+")
SCANNED = 600  # characters; praise that goes on for longer tells more than good news
_PRAISES = AnyCase(
    r"\b(?:(?:what a|such a) (?:\w+ )?(?:surprise|treat|relief|delight)|(?:nice|lovely|pleasant|happy|good|great) surprise|great|brilliant|lovely|fantastic|amazing"
    r"|wonderful|awesome|excellent|superb|nice|wow|perfect|impress\w+|delighted|love (?:it|that|this|you)|well done|good job|bravo|top service|yay|hurray|hooray)\b",
)
_SPAN = r"(?:(?:a|an|one|two|three|four|five|\d+|a few|whole|full) )*(?:minutes?|mins?|hours?|hrs?|days?|weeks?|nights?)"
_WENT_RIGHT = AnyCase(
    rf"\b(?:{_SPAN} (?:early|earlier|ahead|sooner|before (?:it was )?(?:due|promised|expected))|(?:came|arrived|here|delivered|turned up|landed|got here|finished|done|boarded|left) (?:\w+ )?(?:early|ahead of (?:time|schedule))"
    r"|ahead of (?:time|schedule)|(?:sooner|earlier|faster|quicker|better) than (?:i|we|you|expected|promised|planned)"
    r"|(?:refund(?:ed)?|money|replacement|it|parcel|package|order|answer(?:ed)?|repl(?:y|ied)|fixed|sorted|here|arrived)\b[^.!?]{0,30}\b(?:the (?:very )?same day|(?:with)?in (?:under |less than )?(?:\w+ )?(?:minutes|mins|seconds)|in no time|overnight)"
    r"|free (?:of charge|upgrade)|upgraded (?:me|us)|even (?:carried|called|rang|helped|threw in|added|included|brought|gave (?:me|us)|found|offered|remembered)"
    r"|(?:works|working|runs|running) (?:perfectly|again|like new|now|better|beautifully)|(?:good as|like) new|arrived safe\w*|waived|knocked off)\b",
)
# Anything that went wrong, was not so, or is put in doubt: then praise may be irony.
_WENT_WRONG = AnyCase(
    r"\b(?:no|not|never|nobody|no-?one|nothing|none|nowhere|without|but|except|though|although|however|unless|if|too|late|later|wrong\w*|broke\w*|missing|miss(?:ed)?|lost"
    r"|damag\w*|crack\w*|cold|empty|charg\w*|cancel\w*|still|twice|wait\w*|hold|clos\w*|fail\w*|error\w*|crash\w*|refus\w*|reject\w*|delay\w*|another|sure|apparently|supposedly"
    r"|allegedly|of course|guess|bin|binned|neighbou?r\w*|rain\w*|wet|hedge|roof|stolen|left (?:it )?(?:in|on|out)|while (?:i|we|nobody)|when (?:i|we|nobody)|once again|yet again"
    r"|instead|leak\w*|dead|gone|out of|used to|should|would|could|what could|half|wish|hope|sarcasm|worse|worst|bad\w*|terrible|shame|sorry|unlike|old|someone else'?s?|somebody"
    r"|strange\w*|random|the day (?:after|before)|yesterday|months?|years?)\b|n['’]t\b|[🙄😒👏🙃🤡😑😤😡🤬💀]|[\"“”]|(?<!\w)'|\.\.\.|…|/s\b|\?",
)


def tells_good_news(text: str) -> tuple[int, int] | None:
    """Where a customer praises what went right and says nothing of anything that went wrong, or None.

    >>> tells_good_news("What a nice surprise, the parcel came a day early.")
    (0, 49)
    >>> tells_good_news("What a nice surprise, the parcel came a day late.") is None
    True
    >>> tells_good_news("Great, it came a day early while nobody was home.") is None
    True
    """
    if len(text) > SCANNED:
        return None
    plain = ADDRESSED.sub(lambda one: " " * len(one[0]), text)
    praise = _PRAISES.search(plain)
    went_right = None if praise is None else _WENT_RIGHT.search(plain)
    if praise is None or went_right is None or _WENT_WRONG.search(plain) is not None:
        return None
    return min(praise.start(), went_right.start()), max(praise.end(), went_right.end())
