"""Dares, threats and warnings by whoever answers for the company, in so many words.

A warning says what we will stop doing if they go on, and may be a limit; a dare invites them to go on, and
a threat says what will happen to them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from heard.listen.rules.alternatives import Alternatives

if TYPE_CHECKING:
    from collections.abc import Iterator

SCANNED = 4000
REMEMBERED = 32  # texts: one turn is asked about twice
_OPENS = r"(?:^|[.!?,;:\n–—]\s*|\b(?:and|so|then|but|please|just|now|oh|well|yeah|ok|okay|fine)\s+)"
_ENDS = r"(?=\s*(?:$|[.!?,;:…\n–—]))"
COME = r"(?:(?:go on|do)(?:,| and) )?(?:come|pop|swing) (?:on |right )?(?:down|here|over|round|around|by|in|at me|to (?:the|our|my) \w+)(?: here)?(?: then)?"
_SHOW = r"(?:(?:we(?:'ll| will| can)|i(?:'ll| will)|you(?:'ll| will)|let's) )?(?:all )?(?:see|find out|show you)"
_OUTCOME = (
    r"(?:what happens(?: to you| then| next)?|what (?:we|i)(?:'ll)? do(?: to you)?|what you get|what(?:'s| is) coming(?: to you)?"
    r"|who (?:gets (?:hurt|it|the worst of it)|comes off worse|wins|ends up (?:hurt|sorry|worse)|(?:'s|is) (?:laughing|sorry|tough|scared|boss)(?: then| now)?)"
    r"|how (?:tough|brave|hard|big) you (?:really )?are|what you(?:'re| are) made of)"
)
DARES = Alternatives(
    rf"{_OPENS}{COME}[,.!; –—]+(?:and |then )?(?:{_SHOW} {_OUTCOME}|(?:i(?:'ll| will)|we(?:'ll| will))(?: all)? be (?:right here|waiting|ready)(?: for you)?){_ENDS}"
    rf"|\b(?:{_SHOW}|see|find out) who (?:gets hurt|comes off worse|ends up (?:hurt|sorry)|(?:is|'s) (?:sorry|tough|scared|laughing)(?: then| now)?)\b"
    rf"|{_OPENS}(?:(?:just )?(?:try|touch|test|push) (?:me|us)|(?:you (?:just )?)?(?:try|do) (?:it|that|anything)|(?:go (?:ahead|on)|do it)(?: then)?),? (?:and|then) {_SHOW} (?:what happens to you|what (?:we|i)(?:'ll)? do|what you get|what(?:'s| is) coming|where (?:it|that) gets you|how far (?:it gets you|you get))"
    rf"|\b(?:i|we)(?:'d| would) (?:really |just )?(?:love|like|pay) to (?:see|watch) (?:you|that|someone|anyone|anybody) (?:try|dare)(?: (?:that|it))?{_ENDS}"
    rf"|\b(?:i|we) (?:dare|double[- ]dare) (?:you|ya)\b|{_OPENS}you (?:wouldn't|would not|don't|won't|do not) dare{_ENDS}"
    rf"|{_OPENS}(?:bring it on|make my day|do your worst|try me|(?:give it|take) your best shot|come at me(?: bro)?|come and (?:get|find|try) (?:me|us|it)|(?:you and )(?:whose|what) army|anytime, anywhere){_ENDS}"
    rf"|\bis (?:that|this) (?:supposed to be |meant to be |meant as )?a threat\b|\bare you (?:seriously |really )?threatening (?:me|us)\b|{_OPENS}(?:oh,? )?(?:i'm|we're|i am|we are) (?:so |really |very )?(?:scared|terrified|shaking|trembling){_ENDS}"
    r"|\bsay (?:that|it|this) to my face\b|\b(?:let's )?(?:take (?:this|it)|step) outside(?= and\b|\s*[.!?]|\s*$)"
    r"|\b(?:i|we) know (?:exactly )?where you (?:live|work|park|sleep)\b|\b(?:i|we)(?:'ll| will) (?:find out|know) where you (?:live|work)\b"
    r"|\byou (?:don't|do not|have no idea|no idea) (?:know )?who you(?:'re| are) (?:dealing|messing|talking) (?:with|to)\b|\byou (?:don't|do not) want to (?:mess with|cross|test|try) (?:me|us)\b"
    r"|\b(?:i|we)(?:'d| would) (?:be (?:very |really )?careful|watch (?:my|your) (?:back|step|mouth|tone)|think twice) if (?:i|we) (?:was|were) you\b"
    r"|\b(?:i|we)(?:'ll| will) (?:personally )?make (?:sure )?you (?:pay(?: for)?|regret|sorry|suffer)\b|\byou(?:'ll| will) (?:wish you (?:hadn't|had never|never)|find out the hard way)\b"
    rf"|\bsee how (?:it|that|this) (?:ends|turns out|works out) for you{_ENDS}|\bcareful what you wish for\b"
    r"|\b(?:supposed|meant|trying) to (?:scare|frighten|intimidate) (?:me|us)\b|\b(?:you|that|this|it) (?:don't|doesn't|do not|does not) (?:scare|frighten|intimidate) (?:me|us)\b"
    r"|\b(?:i'm|we're|i am|we are|nobody(?: here)? is) not (?:scared|afraid|frightened) of you\b|\bi hope you (?:do|really do) (?:come|try)\b"
    r"|\byou(?:'ll| will) (?:be the one|end up|leave|go home) (?:\w+ )?(?:bleeding|hurt|crying|in (?:a |the )?(?:hospital|ambulance|jail|cell|ditch)|on the floor|limping)\b"
    r"|\b(?:they|we|he|i) hit (?:back|hard|harder)\b|\b(?:bigger|stronger|tougher) than you\b"
    rf"|{_OPENS}(?:go (?:ahead|on)|come on|do it|please do|be my guest|bring it)(?: then)?[,.!:; –—-]+(?:and |then )?(?:(?:let's|let me|let us|we'll|i'll|i want to|i'd (?:love|like) to) see|show (?:me|us)) (?:what you(?:'ve| have)? (?:got|can do)|what you(?:'re| are) made of|how far (?:that|it) gets you|where (?:that|it) gets you|you (?:try|do it)(?: (?:it|that))?|if (?:anyone|anybody|it|that) (?:cares|helps|listens)){_ENDS}"
    rf"|{_OPENS}show (?:me|us) what you(?:'ve| have) got{_ENDS}|{_OPENS}(?:so |and |well,? )?what (?:exactly )?(?:are you (?:going to|gonna)|will you) do about it{_ENDS}"
    rf"|{_OPENS}(?:(?:go (?:ahead|on)|feel free)(?: then)?(?:,? (?:and|to))?,? )?(?:sue|report) (?:me|us)(?: then)?{_ENDS}"
    rf"|\b(?:go (?:ahead|on)(?: then)?(?:,? and)?|feel free to),? (?:complain(?: to (?:my (?:boss|manager|supervisor)|who(?:m)?ever(?: you (?:like|want))?|anyone|everyone)| all you (?:like|want))?|(?:call|tell|get|ring) (?:your (?:lawyer|solicitor|friends|mum|mom)|the (?:police|cops|press|media|papers?|ombudsman|world|internet)|everyone|everybody|who(?:m)?ever(?: you (?:like|want))?|anyone(?: you (?:like|want))?|my (?:boss|manager))|take us to court|tweet (?:it|that|about it)|post (?:it|that)(?: everywhere| online)?|leave (?:us )?(?:a|your) (?:bad|one[- ]star|1[- ]star|negative) \w+){_ENDS}"
    rf"|\byou(?:'d| had)? better (?:watch (?:your|yourself|it)|be careful|sleep with)\b|\b(?:two|2) can play (?:at )?(?:that|this) game{_ENDS}",
)
_CLOSES = r"(?:cancel|close|block|ban|terminate|suspend|blacklist|report|sue|hang up|end (?:this|the) (?:chat|call|conversation)|delete|ignore|call the police|take (?:this )?(?:legal|further)|put you (?:at|to) the (?:back|bottom|end)|make sure you|see to it|charge you (?:extra|more|double))"
# How they go on, and what is done to them then: "Take that tone once more and this ticket gets closed".
_GOING_ON = (
    r"(?:speak|talk|write|shout|swear)(?:ing)?(?: (?:to|at) (?:me|us))? like (?:this|that)(?: (?:to|at|with) (?:me|us))?(?: again| once more| one more time)?|(?:use|take|keep up|try) (?:that|this|the|such a) (?:tone|language|attitude)"
    r"|(?:carry|keep|go) on like (?:this|that)|if you (?:keep|carry on|go on|don't stop) (?:complain|moan|shout|insist|argu|ask|call|writ|messag|push|be|talk|speak|bother|whin)\w*|one more (?:remark|complaint|rude \w+|insult|outburst|question|comment|word|message|call)|(?:any more|another) (?:of (?:this|that)|remarks?|complaints?|insults?|comments?)"
)
_ENDS_IT = r"(?:cancel|clos|block|ban|terminat|suspend|blacklist|report|su|hang|end|delet|ignor)(?:e|l)?(?:ing)?"
_WE_CLOSE = rf"(?:i|we)(?:'ll|'m| am| will|'re| are| can| could| may| might)(?: going to| just| simply| gladly)* (?:{_ENDS_IT}|put(?:ting)? the phone down|walk(?:ing)? away)\b"
_IS_CLOSED = r"(?:this|the|your|that) (?:chat|call|ticket|account|case|order|contract|conversation|request|booking)(?:'s| is| gets?| will be|'ll be| is going to be| goes) (?:closed|cancel+ed|over|blocked|ended|terminated|suspended|deleted|to the (?:back|bottom)\b[^.!?,\n]*)"
_WARNINGS = Alternatives(
    r"\b(?:(?:if you (?:keep|carry on|continue (?:to (?:write|call|complain|bother|insult|shout|post|be|behave|act|argue|ask|insist)|like|with this|this|your)|don't stop|won't stop|do (?:this|that|it) again"
    r"|(?:write|call|contact|message|bother|complain|email|ask)(?: (?:me|us|here))? (?:again|one more time|once more)|dispute|complain|post (?:this|that|about|a)|leave (?:us )?a (?:bad|negative|one[- ]star)|go to (?:the press|twitter|social media))"
    r"|keep (?:bothering|pestering|writing|calling|messaging|complaining|pushing|this up|it up|that up|going|asking|on)\b|one more (?:word|message|call|complaint|email|time|remark)|another (?:word|message|remark) (?:like|from)"
    r"|(?:call|write|contact|message|bother|email|say that|try that)(?: (?:me|us|here))? (?:again|one more time))"
    rf"[^.!?\n]{{0,60}}\b(?:i|we)(?:'ll| will|'re going to| are going to| am going to|'m going to)(?: (?:just|simply|have to|personally))* {_CLOSES}\b[^.!?,\n]{{0,50}}"
    rf"|(?:i|we)(?:'ll| will) (?:just |simply )?{_CLOSES}\b[^.!?,\n]{{0,40}} if you (?:keep|carry on|don't stop|do (?:this|that) again|complain|dispute|(?:write|call|contact|message|bother)(?: us| me)? again)\b[^.!?,\n]{{0,40}})"
    rf"|\b(?:{_GOING_ON})[^.!?;\n]{{0,40}}?(?:, |,? and |\b)(?:then )?(?:{_WE_CLOSE}|{_IS_CLOSED})[^.!?,\n]{{0,40}}",
)
_THREATS = Alternatives(
    r"\b(?:i'll|we'll|i will|we will) see you in court\b",
    rf"\b(?:you(?:'ll| will) (?:regret (?:it|this|that)|be sorry|pay for (?:this|it|that))|watch (?:yourself|your back|it)|(?:don't|do not) (?:make me|test me|push (?:me|it|your luck))|mark my words|or else){_ENDS}",
)


@lru_cache(maxsize=REMEMBERED)
def daring(text: str) -> tuple[int, int] | None:
    """Where a reply dares or threatens whoever reads it, or None.

    >>> text = "Right. I'd love to see you try."
    >>> text[slice(*daring(text))]
    "I'd love to see you try"
    >>> daring("We'd love to see you try the new menu!") is None
    True
    """
    plain = text[:SCANNED].replace("’", "'")
    found = DARES.search(plain)
    if found is None:
        return None
    words = found[0].lstrip(" .!?,;:\n–—")
    return found.end() - len(words), found.end()


def threats(draft: str) -> Iterator[tuple[int, int, Literal["warning", "threat"]]]:
    """Where a draft says what will happen to whoever reads it, draft[start:end], and whether only if they go on.

    >>> for draft in ("Watch yourself!", "One more word and we'll hang up.", "Watch the video first."):
    ...     print(*((draft[start:end], kind) for start, end, kind in threats(draft)))
    ('Watch yourself', 'threat')
    ("One more word and we'll hang up", 'warning')
    <BLANKLINE>
    """
    plain = draft.replace("’", "'")
    for found in _WARNINGS.finditer(plain):
        yield *found.span(), "warning"
    for found in _THREATS.finditer(plain):
        yield *found.span(), "threat"
