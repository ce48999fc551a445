"""What a draft tells somebody to do, or to look for, though they have said that they can't, or that it never came.

The stairs for a wheelchair, a call for the deaf, an app for whoever has no phone, a code that never arrived.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from heard.coach.draft.clauses import spans
from heard.coach.draft.finding import Finding
from heard.listen.any_case import AnyCase

if TYPE_CHECKING:
    from collections.abc import Iterator

WHY = "They said that they can't do that, or that it never came. Told to do it all the same, they hear that nobody read it."
LINES = ("You told us that this won't work for you. What I can do instead is {option_a}.",)

_OTHERS = (
    r"\b(?:ask|get|have|find|let) (?:someone|somebody|anyone|anybody|a (?:friend|neighbou?r|relative|family member)|your \w+)"
    r"(?: else)? (?:to\b|with you|who can)"
)
_LACKS = r"(?:(?:have|had|own|with|use)? ?(?:no|not got)|(?:don't|do not|doesn't|does not) (?:have|own|use)|(?:haven't|hasn't)(?: got)?|without|never (?:had|owned))(?: an?| any| my)?"
_MAIL = r"(?:text|sms|code|pin|e-?mail|mail|link|message|letter|passcode)s?"
_BY_TEXT = rf"(?:{_MAIL}|confirmation)"


class Bar(NamedTuple):
    """One thing that somebody can't do: how they say so, and what then is out of reach."""

    told: AnyCase
    offers: AnyCase
    ours: bool = False  # what we do ourselves is out of their reach, too: a call to the deaf


def _bar(told: str, offers: str, *, ours: bool = False) -> Bar:
    return Bar(AnyCase(told), AnyCase(offers), ours)


NEVER_CAME = _bar(
    rf"\b(?:{_MAIL} (?:has |have |did |'s )?(?:never|hasn't|haven't|didn't|not|still (?:hasn't|not))(?: yet| even| actually)? (?:arriv\w+|c[ao]me|shown?|show up|reach\w*|been|got|turn\w*|appear\w*)"
    rf"|(?:no|never (?:got|received|had)|(?:didn't|did not|don't|haven't|have not|hasn't) (?:get|got|receive\w*|had)|still no|not (?:received|had|got))(?: an?| any| the| your| that| one| single){{0,2}} (?:\w+ )?{_MAIL})\b",
    rf"\b(?:(?:an?|the|your) (?:\w+ )?{_BY_TEXT}(?: was| has been| is| were| have been)(?: already| successfully)? (?:sent|e-?mailed|texted|delivered|on its way)"
    rf"|(?:i|we)(?:'ve| have)?(?: already)? (?:sent|e-?mailed|texted|messaged)(?: you)?(?: an?| the| your)? ?(?:\w+ )?{_BY_TEXT}|(?:i|we)(?:'ve| have)?(?: already)? (?:e-?mailed|texted) you"
    rf"|(?:check|look (?:at|in)) your (?:phone|mobile|in-?box|e-?mails?|messages|texts)|(?:enter|use|follow|click|type in) (?:the|your) (?:\w+ )?(?:code|link|pin))\b",
    ours=True,
)
BARS = (
    NEVER_CAME,
    _bar(
        r"\b(?:wheel ?chair|crutches|walking (?:stick|frame|aid)|with (?:a|my) walker|zimmer|mobility (?:scooter|aid|issues?|problems?)|amput\w+|arthritis|pushchair|pram|stroller"
        r"|(?:can't|cannot|can not|can barely|unable to|struggle to|hard to) (?:walk|climb|stand|manage stairs|(?:use|do|take|manage) (?:the )?(?:stairs|steps))"
        r"|(?:broken|broke|sprained|bad|new|replaced) (?:my )?(?:leg|foot|hip|ankle|knee)s?|heavily pregnant)\b",
        rf"\b(?:stairs?|staircase|steps (?:at|by|to|up|down|outside|are|were)|flights?(?: of stairs)? up|(?:one|two|three|four|a|few|couple of) flights?\b(?! to)|climb|escalator"
        rf"|(?:just |only )?(?:a )?(?:short|quick|little|\w+[- ]minutes?'?) walk|walk (?:up|down|over|there|round|around|across))\b|{_OTHERS}",
    ),
    _bar(
        r"\b(?:(?:i'm|i am|we're|we are|as an?|being|i was born)(?: \w+ly)? (?:deaf|hard of hearing)|i (?:have|wear|use)(?: two)? hearing aids?|i (?:can't|cannot) (?:hear|speak|talk|do it) (?:on|over|by) the phone)\b",
        rf"\b(?:(?:call|phone|ring) (?:you|us|me|our|the)|(?:by|over the|on the|pick up the|answer the) phone|take (?:the|our|my) call|give (?:us|me|you) an? (?:\w+ )?(?:call|ring|bell|buzz)|listen to)\b|{_OTHERS}",
        ours=True,
    ),
    _bar(
        r"\b(?:(?:i'm|i am|is|he's|she's|born|legally) blind|(?:partially|visually) (?:sighted|impaired)|sight impaired|(?:can't|cannot) see (?:the|your|it|well|anything)|screen ?reader|low vision)\b",
        rf"\b(?:(?:read|look at|see) (?:it|the (?:\w+ )?(?:screen|picture|image|photo|print|leaflet|letter|label|text))|type in what you see|the captcha)\b|{_OTHERS}",
    ),
    _bar(  # what they tell of didn't work with what they read with
        r"\b(?:screen[- ]?reader|voice ?over|braille display|magnifier|blind|keyboard only)\b[^\n]{0,160}?\b(?:(?:does|is|ca|could|wo|do|did|are|has)n'?t|cannot|can not|not|never|broken|unlabell?ed|fails?|stuck|skips|nothing)\b"
        r"|\b(?:(?:does|is|ca|could|wo|do|did|are|has)n'?t|cannot|not|never|broken|unlabell?ed|fails?)\b[^\n]{0,80}?\b(?:screen[- ]?reader|voice ?over|braille display|magnifier)\b",
        r"\b(?:(?:fill|complete|use|submit|visit|go to|log in(?:to)?|click|press|try|do it|find it)\b[^.!?\n]{0,30}\b(?:form|website|web ?site|site|web ?page|page|app|portal|online|button|link|chat ?bot))\b",
    ),
    _bar(
        rf"\b(?:{_LACKS} (?:mobile|smart ?phone|cell(?: ?phone)?|phone)\b(?! (?:number|signal|call|support|line|contact|answer|service|credit))|(?:mobile|phone) (?:was|is|got|has been) (?:stolen|broken|lost|dead))",
        r"\b(?:(?:the|our|an?|your) (?:\w+ )?app|app store|by (?:text|sms)|(?:an?|the) (?:text(?: message)?|sms|qr code)|qr|(?:on|with|from|check) your (?:mobile|phone)|text (?:us|me|you)|scan)\b",
    ),
    _bar(
        rf"\b(?:{_LACKS} (?:computer|laptop|online (?:account|banking))\b|{_LACKS} internet (?:at home|at all|here at)\b|(?:don't|do not|can't|never) use (?:the |a )?(?:internet|computers?|web))",
        r"\b(?:online|website|web ?page|download)\b",
    ),
    _bar(
        r"\b(?:(?:can't|cannot|unable to|not able to) (?:drive|travel|leave (?:the|my) (?:house|home|bed)|get (?:there|out)|come (?:in|there|to you))|house ?bound|bed ?ridden|(?:don't|do not) (?:drive|have a car)|no car)\b",
        r"\b(?:(?:come|pop|drop|drive|go|call) (?:in|into|by|over|down|to)\b[^.!?\n]{0,12}\b(?:store|branch|shop|office|depot|desk|cent(?:er|re))|visit (?:us|our|the|your) (?:\w+ )?(?:store|branch|shop|office|depot|desk|cent(?:er|re))|(?:collect|pick up|fetch|pick|bring|drop|take|return) (?:it|them|the \w+)[^.!?\n]{0,12} (?:from|to|at|into) (?:the|our|your|a) (?:\w+ ){0,2}(?:store|branch|shop|office|depot|desk|cent(?:er|re)))\b",
    ),
)
# A way round it, a word that it won't do, or what they told said back.
_SPARED = re.compile(
    r"\byou(?:'re| are| were|'ve| have(?! to)| said| told| asked)\b(?! (?:welcome|free|able)\b)|\b(?:no|not|never|without|instead of|rather than|needn't|sorry|apolog\w+|lift|elevator|ramp|step[- ]free|ground floor|level access|relay|interpreter|captions?|braille|large print)\b|n't\b",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"\b(?:(?:i|we|he|she|they|somebody|someone|our [\w-]+|the (?:driver|courier|porter|engineer|team))(?:'ll|'ve|'m|'re| will| can| have| am| are| is)\b|let me\b)",
    re.IGNORECASE,
)
_ANEW = re.compile(
    r"\b(?:again|another|new|different|other|instead|re-?(?:sent|send|sending)|once more)\b",
    re.IGNORECASE,
)
_SPAM = re.compile(r"\b(?:spam|junk)\b", re.IGNORECASE)
_WHY_NOT = re.compile(r"\b(?:(?:can't|couldn't|won't) you|why (?:don't you|not))\b", re.IGNORECASE)
_NOT_SO = re.compile(r"\b(?:not|isn't|nobody|if|unless|is there)\b[^.!?\n]{0,15}$", re.IGNORECASE)


def out_of_reach(draft: str, said: str, latest: str = "") -> Iterator[Finding]:
    """Each sentence of a draft that tells the customer to do what they `said` that they can't.

    What never came they must have told since we last spoke, in their `latest` words: it may have come since.

    >>> said = "I'm in a wheelchair and the lift is out."
    >>> [one.name for one in out_of_reach("You could use the stairs.", said)]
    ['cold']
    >>> list(out_of_reach("Our porter will carry it down the stairs for you.", said))
    []
    """
    said, latest = said.replace("’", "'"), latest.replace("’", "'")
    bars = [bar for bar in BARS if _is_told(bar, latest if bar is NEVER_CAME else said)]
    if not bars:
        return
    plain = draft.replace("’", "'")
    looked = _SPAM.search(said) is not None
    for start, end in spans(draft):
        words = plain[start:end]
        if any(_sends(words, bar, looked=looked) for bar in bars):
            yield Finding("misstep", "cold", None, start, end, WHY, "replace", LINES)


def barred(said: str) -> bool:
    """Whether they told of anything that is out of their reach."""
    plain = said.replace("’", "'")
    return any(bar is not NEVER_CAME and _is_told(bar, plain) for bar in BARS)


def _is_told(bar: Bar, said: str) -> bool:
    return any(
        _NOT_SO.search(said, max(0, found.start() - 30), found.start()) is None
        for found in bar.told.finditer(said)
    )


def _sends(words: str, bar: Bar, *, looked: bool) -> bool:
    """Whether a sentence sends them to what is out of reach, and is no way round it."""
    words = _WHY_NOT.sub("you", words)
    found = bar.offers.search(words)
    if found is None or _SPARED.search(words):
        return False
    if bar is NEVER_CAME and (_ANEW.search(words) or (_SPAM.search(words) and not looked)):
        return False
    return bar.ours or _OURS.search(words[: found.start()]) is None
