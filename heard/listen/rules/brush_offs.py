"""Brush-offs in so many words: terms held up as a shield, one's own newness, stock phrases in a row.

They are rare in any training set, so rules stand beside the learned scores of the company's words.
"""

from __future__ import annotations

import re

from heard.listen.any_case import AnyCase
from heard.listen.rules.plainly import said_in
from heard.listen.wordlists import stems

SCANNED = 4000
SURE = 0.8
STOCK = 2  # stock phrases that make a reply one
OWN = 12  # words of its own that a reply made of stock phrases has at most

_TERMS = r"(?:terms?|conditions?|t(?:&|\s*and\s*)cs?|contracts?|agreements?|small\ print|fine\ print|polic(?:y|ies)|fees?\ schedule)"
_AGREED = r"(?:sign|accept|agree\ to|agreed\ to|consented\ to|accepted|signed(?:\ up\ to)?|ticked|clicked\ (?:on\ )?(?:accept|agree)(?:\ to)?|acknowledged)"
_SIGNED = AnyCase(
    rf"""(?:
      (?<!if\ )\byou(?:'ve|'d|\ have|\ had|\ did|\ clearly|\ already)*(?:(?<=did)|(?!\ (?:sign|accept|agree)\b))\ {_AGREED}\ (?:all\ )?(?:of\ )?(?:to\ )?(?:(?:the|our|these|those|all|a|that|this|your)\ )*(?:\w+\ )?{_TERMS}\b(?!\ (?:number|renewal)\b)(?:\ (?:when|on|before|by|and)\ [^.!?,;\n]{{2,50}})?
    | \b(?:it|that|this)(?:'s|\ is|\ was)?\ (?:all\ |clearly\ |written\ |stated\ |right\ there\ )*in\ (?:the|our|your)\ (?:\w+\ (?:and\ )?)?{_TERMS}\ (?:that\ |which\ )?you(?:'ve|\ have)?\ {_AGREED}
    | \bby\ (?:using|signing|ordering|buying|booking|joining|subscribing|creating|clicking|continuing|placing)[^.!?,;\n]{{0,40}}?,?\ you\ (?:have\ )?(?:also\ |automatically\ )?(?:agreed?|accept(?:ed)?|consent(?:ed)?)\ (?:to\ )?(?:(?:the|our|these|all)\ )*(?:\w+\ )?{_TERMS}\b
    | \byou\ (?:did\ )?sign(?:ed)?\ (?:it|that|this),?\ (?:so|didn't\ you|remember)\b
    )""",
    re.VERBOSE,
)
_SIGNED_STEMS = stems(
    "agreed consented accept accepted sign signed tick ticked click clicked agree consent acknowledged"
)
_NEW = AnyCase(
    r"""(?:
      \bi(?:'ve|\ have)?\ (?:only\ |just\ |literally\ )+(?:started|joined|began)(?:\ (?:working|work))?\ (?:here|this\ (?:week|job|morning|month)|today|yesterday|last\ week|the\ job|on\ monday)\b(?!\ (?:on|with)\ your)
    | \bi(?:'m|\ am)\ (?:only\ |just\ |still\ |very\ |quite\ |rather\ |fairly\ |pretty\ )*(?:new\ (?:here|at\ this|to\ (?:this|the)\ (?:job|team|company|role|position))|(?:a|the)\ (?:new\ )?(?:trainee|temp|intern|newbie|new\ (?:guy|girl|person|hire))|in\ training)\b
    | \bit(?:'s|\ is)\ (?:only\ |just\ )?my\ (?:first|second|third)\ (?:day|week)\b(?!\ (?:off|of\ (?:leave|vacation)))
    | \bi\ (?:only|just)\ work\ here\b
    )""",
    re.VERBOSE,
)
_NEW_STEMS = stems(
    "started joined began new trainee temp intern newbie training first second third work"
)
_MESSENGER = AnyCase(
    r"\bi(?:'m| am) (?:just|only) (?:the|a) messenger\b|\bdon't shoot the messenger\b"
)
# What a customer tells of somebody is made small before anybody has looked.
_EXPLAINS_AWAY = AnyCase(
    r"\bi(?:'m| am) (?:quite |pretty |very )?sure (?:there was|there's been|there has been|it was|it's|it is|this is|this was|that was) (?:just |only |simply |merely |all )?(?:a |some )?misunderstanding\b"
    r"|\bi(?:'m| am) (?:quite |pretty |very )?sure (?:(?:he|she|they|nobody|no one)|(?:our|the|my) \w+(?: \w+)?) (?:didn't|did not|never|doesn't|don't) (?:really )?mean\b"
)
# A condition, a question or a denial before it: nothing is held up as a shield.
_OPEN = AnyCase(
    r"\b(?:if|once|when|whether|unless|after|have|has|did|do|not|never)\b[^.!?,;]{0,20}$|n't\b[^.!?,;]{0,20}$",
)
# Whoever says so and then asks somebody, excuses nothing: they say whom they bring in.
_TAKES_ON = AnyCase(
    r"\b(?:i'll|i will|i'm (?:asking|getting|bringing|checking|calling)|i am (?:asking|getting|bringing|checking)|i've (?:asked|got|brought|checked)"
    r"|let me (?:ask|get|bring|find|check)|i can (?:ask|get|bring))\b",
)
_CLAIMS = r"""
      your\ (?:call|order|case|custom|time|business|feedback|satisfaction|opinion|experience|message|concern|comfort)\ (?:is|are)\ (?:very\ |extremely\ |really\ |so\ )?(?:important|valuable)\ to\ us
    | your\ (?:satisfaction|experience|comfort|safety)\ is\ our\ (?:top\ |first\ |number\ one\ |highest\ )?(?:priority|goal|concern)
    | (?:we|and)\ (?:really\ |truly\ |greatly\ |highly\ )?(?:value|appreciate)\ (?:you|your)\ (?:as\ a\ customer|business|feedback|custom|loyalty|patience|understanding|opinion)
    | (?:for\ )?(?:any|the)\ inconveniences?(?:\ (?:this|that|it|you|we)?\ ?(?:may|might|has|have|could)?\ ?(?:have\ )?(?:been\ )?(?:caused|experienced|cause))?(?:\ (?:to\ )?you)?
    | rest\ assured | please\ be\ (?:advised|assured|informed|patient) | kindly\ be\ patient | kindly\ bear\ with\ us | we\ (?:always\ )?strive\ to
    | we\ (?:aim|try|endeavou?r|always\ aim)\ to\ (?:respond|reply|answer|get\ back)[^.!?\n]{0,30}\ within\ [^.!?\n]{1,30}
    | we\ (?:take|treat)\ (?:all|every|your|this|these)\ (?:\w+\ )?(?:very\ |extremely\ )?(?:complaints?|feedback|concerns?|matters?)?\ ?(?:very\ |extremely\ )?seriously"""
_COURTESY = r"""
      (?:thank\ you|thanks)\ for\ (?:your\ (?:patience|understanding|cooperation|feedback|business|continued\ \w+|patronage)|(?:choosing|contacting|reaching\ out\ to)\ [\w\ ]{2,25})
    | (?:have|enjoy)\ a\ (?:great|nice|good|wonderful|lovely)\ (?:day|one|evening)"""
_HOLLOW = AnyCase(rf"\b(?:{_CLAIMS})\b", re.VERBOSE)
_STOCK = re.compile(rf"\b(?:{_CLAIMS} | {_COURTESY})\b", re.VERBOSE | re.IGNORECASE)
_SOFTENS = re.compile(
    r"\b(?:we|i|our|us|you|are|is|was|be|and|for|to|the|so|very|sincerely|deeply|truly|do|really|apologize|apologise|apologies|regret|sorry|please|dear|valued|customer|hello|hi|sir|madam|know|want|would|like|that)\b",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W\d_]+(?:'[a-z]+)?|\d+")


def holds_up_terms(text: str) -> tuple[int, int] | None:
    """Where a reply holds up what a customer once signed, or None.

    >>> holds_up_terms("You agreed to the terms when you signed up.")
    (0, 42)
    >>> holds_up_terms("Did you sign the agreement?") is None
    True
    """
    return said_in(text[:SCANNED], _SIGNED, _SIGNED_STEMS, _OPEN)


def pleads_newness(text: str) -> tuple[int, int] | None:
    """Where whoever answers excuses themselves with being new, and brings nobody in; or None.

    >>> pleads_newness("I just started here, I don't know.")
    (0, 19)
    >>> pleads_newness("I'm new here, so I'm asking my lead now.") is None
    True
    """
    text = text[:SCANNED]
    found = said_in(text, _NEW, _NEW_STEMS, _OPEN)
    return None if found is None or _TAKES_ON.search(text.replace("’", "'")) else found


def shrugs_it_off(text: str) -> tuple[int, int] | None:
    """Where whoever answers is only "the messenger", or None.

    >>> shrugs_it_off("I'm just the messenger here.")
    (0, 22)
    """
    return said_in(text[:SCANNED], _MESSENGER, ("messenger",))


def explains_away(text: str) -> tuple[int, int] | None:
    """Where a reply is sure, unasked, that what a customer tells of was a misunderstanding or not meant, or None.

    >>> explains_away("I'm sure there was a misunderstanding.")
    (0, 37)
    >>> explains_away("I'm sorry for the misunderstanding.") is None
    True
    """
    return said_in(text[:SCANNED], _EXPLAINS_AWAY, ("misunderstanding", "mean"))


def stock_phrases(text: str) -> tuple[int, int] | None:
    """From the first to the last stock phrase, where a reply is hardly more than these; or None.

    >>> stock_phrases("Rest assured. Your call is important to us.")
    (0, 42)
    """
    plain = text[:SCANNED].replace("’", "'")
    if _HOLLOW.search(plain) is None:
        return None
    spans = [one.span() for one in _STOCK.finditer(plain)]
    if len(spans) < STOCK:
        return None
    own = _WORDS.findall(_SOFTENS.sub(" ", _STOCK.sub(" ", plain)))
    return (spans[0][0], spans[-1][1]) if len(own) <= OWN else None
