"""Courts, lawyers and regulators in so many words: a threat to go public is plain, and needs no learned score."""

from __future__ import annotations

import re

from heard.listen.any_case import AnyCase
from heard.listen.rules.plainly import said_in
from heard.listen.wordlists import stems

SCANNED = 4000
_STEMS = stems("""sue suing court tribunal lawyer solicitor legal ombuds press paper media bbc journalist regulator ofcom ofgem ofwat fca fos fcc ftc cfpb bbb bureau
    standards attorney""")
SURE = 0.85  # few say it so plainly: 1 of 1 in training/data, and 3 of 3 outside it that are said to a company

_WILL = r"(?:'ll|\ will|'m\ going\ to|\ am\ going\ to|'m\ gonna|\ am\ gonna|\ gonna|\ shall|'re\ going\ to|\ are\ going\ to|'m\ about\ to|\ can\ and\ will|\ intend\ to)"
_SOON = r"(?:(?:now|also|therefore|be|just|simply|straight|immediately|definitely|certainly|then|have\ to|formally)\ ){0,3}"
_BODY = (
    r"(?:(?:the|your|our|an?)\ )?(?:(?:financial|energy|legal|housing|pensions?|rail|travel|parcel|insurance|banking|telecoms?|communications|national|state|industry|postal)\ ){0,2}"
    r"(?:ombuds(?:man|person|men)?(?:'s\ (?:office|service))?(?:\ service)?|regulators?|ofcom|ofgem|ofwat|fca|fos|fcc|ftc|cfpb|bbb|better\ business\ bureau|trading\ standards"
    r"|attorney\ general|(?:local\ |national\ )?(?:press|(?:news)?papers?|media|bbc)|a\ journalist)\b(?!'s\ (?:decision|website|letter|report|answer)|\ (?:manufacturer|valve|maker|supplier|shop|store|office|conference|round|mill|bin|recycling|cup|studies|player|box|room|button))"
)
_CASE = r"(?:(?:the|this|that|my|our)\ (?:whole\ |entire\ )?(?:\w+\ )?(?:matter|case|complaint|issue|dispute|file|thing|claim|problem)|it|this|that|you(?:\ (?:all|lot|guys|people))?|your\ \w+|(?:the|this)\ company|everything)"
_HERE = r"(?:\ (?:all|straight|directly|on|now|up|further|over)){0,2}"
_COURTS = AnyCase(
    rf"""(?<![\w'"“])(?:
      (?:i|we){_WILL}\ (?:\w+\ )?(?:sue(?!\ (?:him|her|my))|take\ (?:you|this|it|your\ \w+|the\ company)\ (?:all\ )?to\ (?:\w+\ )?(?:court|tribunal))
    | (?:i'm|we're|i\ am|we\ are)\ (?:\w+\ )?(?:suing|taking\ (?:you|this|it)\ to\ (?:\w+\ )?court)
    | (?:i'll\ |we'll\ |i\ will\ |we\ will\ )?see\ (?:you|u|ya|y'all)\ (?:all\ |lot\ |guys\ )?in\ (?:\w+\ )?court(?!yard)
    | you(?:'ll|\ will|'re\ going\ to)\ (?:be\ hearing|hear)\ from\ (?:my|our)\ (?:lawyers?|solicitors?|attorneys?|legal)
    | (?:i|we)(?:{_WILL}|\ have\ no\ (?:choice|option|alternative)\ but\ to|'ll\ have\ to|\ plan\ to)\ {_SOON}(?:refer|report|take|escalate|bring|send|forward|pass)(?:ring|ing)?\ {_CASE}{_HERE}\ (?:to|before|with)\ {_BODY}
    | (?:i|we)(?:{_WILL}|\ have\ no\ (?:choice|option|alternative)\ but\ to)\ {_SOON}(?:go(?:ing)?|complain(?:ing)?|writ(?:e|ing)|turn(?:ing)?|appeal(?:ing)?){_HERE}\ to\ {_BODY}
    | (?:i|we)(?:{_WILL}|\ have\ no\ (?:choice|option|alternative)\ but\ to)\ {_SOON}(?:contact(?:ing)?|involv(?:e|ing)|call(?:ing)?|inform(?:ing)?|notify(?:ing)?|get(?:ting)?)\ {_BODY}
    | (?:i'm|we're|i\ am|we\ are|im)\ {_SOON}(?:(?:referring|reporting|taking|escalating|sending|bringing)\ {_CASE}{_HERE}\ to|(?:going|complaining|writing|off){_HERE}\ to|contacting|notifying|informing|involving)\ {_BODY}
    | (?:the\ (?:matter|case)|this|it|my\ complaint)\ (?:goes|is\ going|will\ go|will\ be\ (?:going|referred|reported|passed|sent|escalated|taken)|is\ being\ (?:referred|reported)){_HERE}\ to\ {_BODY}
    | (?:^|(?<=[.!?,;\n]\ )|(?<=\n))(?:(?:otherwise|then|so|now|and)\ )?(?:referring|reporting|taking|escalating)\ {_CASE}{_HERE}\ to\ {_BODY}
    | (?:my\ )?next\ (?:stop|step|call|e-?mail|letter|message)(?:\ (?:is|will\ be)|:)\ (?:to\ |with\ )?{_BODY}
    | or\ (?:i|we)\ (?:go|complain)\ to\ {_BODY}
    )""",
    re.VERBOSE,
)
_UNMEANT = AnyCase(
    r"(?:\b(?:not|never|said|says)|n't)\b[^.!?,;]{0,20}$",
)


def threatens_court(text: str) -> tuple[int, int] | None:
    """Where a customer announces a court, a lawyer or a regulator to us, or None.

    >>> threatens_court("I will sue you.")
    (0, 10)
    >>> threatens_court("See you on the tennis court!") is None
    True
    """
    return said_in(text[:SCANNED], _COURTS, _STEMS, _UNMEANT)
