"""What the trouble is about, in a few words that can be said to the customer."""

from __future__ import annotations

import re

from heard.details.clause import ADVERSE
from heard.listen.any_case import AnyCase
from heard.listen.remembered import Remembered
from heard.track.ledger import SENTENCE

# Theirs, or said of the company's own: "my router", "the app", "your website".
_THINGS = (
    r"orders?|parcels?|packages?|deliver(?:y|ies)|refund|account|bill|invoice|flights?|booking|reservation|tickets?"
    r"|bags?|baggage|luggage|suitcase|seats?|internet|wi-?fi|broadband|connection|signal|phone|router|modem"
    r"|landline|subscription|membership|payment|card|apps?|appointment|train|bus|device|laptop|computer|tablet"
    r"|iphone|ipad|tv|console|boiler|heating|meter|insurance|claim|loan|contract|sim|password|login|voucher"
    r"|gift card|points|meal|pizza|room|printer|camera|headphones|playlist|replacement|repair|engineer"
    r"|installation|prescription|deposit|transfer|mortgage|statement|upgrade|washing machine|fridge|dishwasher|oven"
    r"|bike|car"
)
_GOODS = (  # theirs, once bought, whoever is said to own them
    r"cheese|milk|food|bread|chicken|meat|salad|sandwich(?:es)?|items?|products?|battery|screen|charger|table|sofa|bed|toys?"
    r"|dress|shoes|coat|fridge|freezer|oven|dishwasher|washing machine|boiler"
)
_OURS = (
    r"mobile app|app|web ?site|site|streaming|stream|update|software|channels?"
    r"|network|coverage|signal|reception|internet|wi-?fi|broadband|trains?|buses|flights?|lifts?|toilets?(?! paper)|seats?"
    r"|carriage|queues?|checkout|delivery|deliveries|driver|courier|technician|engineer|offer|prices?|fees?|charges?"
    r"|refund|booking|live tv|quality"
)
_SORTS = r"home|mobile|new|latest|online|return|second|last|replacement|quiet|seat|live|wedding"
_THEIRS = AnyCase(rf"\b(?:my|our) (?:({_SORTS}) )?({_THINGS}|{_GOODS})\b(?!['’]s)")
_OF_OURS = AnyCase(
    rf"\b(your|the|this|these|those) (?!customer )(?:({_SORTS}) )?(?:@?\w+ )?({_OURS}|{_GOODS})\b(?!['’]s)",
)
_BARE = AnyCase(
    r"\b(streaming|internet|wi-?fi|broadband|network|coverage)\b"
    r"|\b(?:no|without|still no) (service)\b|(?<!customer )\b(service)(?= (?:is|was|has been|keeps|goes|went|in|at|so)\b)",
)
_THING = AnyCase(rf"\b(?:{_THINGS}|{_OURS}|{_GOODS})\b")
_NAMED = AnyCase(
    rf"\b(?<!up )(?<!on )(?<!answer )(?<!over )(?:the|this|that|an?(?! (?:items?|products?)\b)|any|no|working|new|old)(?: [\w'-]+)? ({_THINGS}|{_OURS}|{_GOODS})\b(?! (?:to|me|us)\b)"
    r"|\b(internet|wi-?fi|broadband|milk|food|bread|luggage|baggage|booking|subscription|refund|coverage|network|insurance|reservation"
    r"|website|delivery)\b"
    r"|(?:^|[.!?] +)(delivery|technician|engineer|driver|courier|refund|flight|train|parcel|package|offer|update)\b",
)
_BAD = AnyCase(
    r"\b(?:suck\w*|useless|terribl\w+|horribl\w+|awful|worst|poor\w*|bad|badly|rubbish|crap\w*|garbage|joke|ridiculous|disgrac\w+"
    r"|unusable|broken|out of order|appalling|shocking|disgust\w+|pathetic|shambles|mess|nightmare|frustrat\w+|mou?ldy"
    r"|rotten|(?:gone|went|is|was|tastes?|smells?|smelled|smelt) off|expired|unacceptable|unprofessional|unreliable|incompetent|annoying|unhappy|disappoint\w+|fed up|\w*sh[i1]t\w*|f[u*]c?k\w*|wtf|damn\w*|messed up|spotty)\b",
)
_OUR_PEOPLE = AnyCase(
    r"\b(staff|agents?|reps?|representatives?|customer (?:service|care|support)|call cent(?:er|re)s?|supervisors?|managers?|crew"
    r"|flight attendants?|policy|policies|prices|fees|advertising|ads|stores?)\b",
)
_ALWAYS_CAPITAL = ("tv", "sim")
# What it isn't about, and what is granted before a "but".
_RULED_OUT = re.compile(
    r"\b(?:not|isn't|n't) (?:on|about|via|over|through|using) (?:(?:the|my|your|an?|this) )?[\w-]+",
    re.I,
)
_GRANTED = re.compile(
    r"\b(?:I|we) (?:get|understand|know|love|like|appreciate)\b[^.!?;\n]{1,80}?(?=,? but\b)", re.I
)

# What the trouble keeps them from: "I couldn't even track my parcel" is about what is down.
_KEPT_FROM = AnyCase(
    r"\b(?:can(?:['’]?t|not)|could(?:n['’]?t| not)|unable to|not able to) (?:even |now |properly |still )*(?:track|see|check|find|pay|book|order|follow|watch|collect|look up|reach|print)\b[^,.;!?\n]*?(?=,| (?:because|since|as|all because|while)\b|[.;!?\n]|$)"
    r"|\b(?:so|and) (?:i|we)(?:['’]ve| have)? (?:nearly |almost |even |just |also )*(?:missed|lost)\b[^.;!?\n]*"
    r"|(?:^|(?<=[.!?\n] ))(?:i |we |i've |we've )?missed\b[^,.;!?\n]*?(?=,| (?:because|since|as)\b|[.;!?\n]|$)",
)

# What is named beside the trouble: a number of theirs, the place they bought it at, how large a home is.
_BESIDE = (
    re.compile(
        r"\b(?:(?:my|our|the|your) )?(?:gift card|card|phone|account|sim|bank) (?:numbers?|no\.|details|digits|holder)"
        r"|\b(?:gave|given|giv(?:e|ing)|told|sent) (?:you|u|him|her|them) (?:my|our) (?:card|phone|account)\b",
        re.I,
    ),
    re.compile(
        r"(?<!n't )(?<!cannot )\b(?:check|look (?:at|into|in|up)|open|pull up) (?:(?:in|at|on) )?(?:my|our) (?:account|profile|file)\b",
        re.I,
    ),
    re.compile(r"\b(?:\w+[ -])?bed(?:room)? (?:flat|apartment|house|home|place|ward)s?\b", re.I),
)
_BOUGHT_AT = re.compile(
    r"\b((?:order|bought|book|paid|purchas)\w*\b[^.!?;,\n]{0,40}?) (?:on|from|via|through|over|using) (?:your|the) (?:\w+ )?(?:web ?site|site|app)\b",
    re.I,
)
_NOT_BOUGHT = re.compile(r"(?:n['’]t|cannot|unable|trying|tried|to) (?:\w+ )?$", re.I)
_COOLS = re.compile(r"\b(?:fridge|freezer)s?\b", re.I)
_FOOD = re.compile(
    r"\b(?:(?:all|half) )?(?:of )?(?:the|my|our) (?:cheese|milk|food|bread|chicken|meat|salad)\b",
    re.I,
)


@Remembered
def issue(text: str) -> str:
    """The thing that the trouble is with; "" where nothing is named beside a word of trouble.

    >>> issue("My modem is down again.")
    'the problem with your modem'
    >>> issue("The internet goes out every evening, I can't work.")
    'the problem with the internet'
    >>> issue("Your new app is lovely.")
    ''
    """
    text = _RULED_OUT.sub(" ", text)
    text = _itself(text)
    theirs = next((one for one in _THEIRS.finditer(text) if _troubled(text, one.start())), None)
    if theirs is not None:
        return f"the problem with your {_named(theirs[1], theirs[2])}"
    ours = next((one for one in _OF_OURS.finditer(text) if _troubled(text, one.start())), None)
    if ours is not None:
        whose = "our" if ours[1].lower() == "your" else "the"
        return f"the problem with {whose} {_named(ours[2], ours[3])}"
    bare = next((one for one in _BARE.finditer(text) if _troubled(text, one.start())), None)
    return "" if bare is None else f"the problem with the {bare[bare.lastindex or 0].lower()}"


def topic(text: str) -> str:
    """What they speak of, with or without a word of trouble: a thing, or somebody of ours.

    >>> topic("Well, maybe you could ask my bank about the fees"), topic("Two reps hung up on me")
    ('the fees', 'our reps')
    >>> topic("What a mess")
    ''
    """
    text = _GRANTED.sub(" ", _RULED_OUT.sub(" ", text))
    text = _itself(text)
    theirs = _THEIRS.search(text)
    if theirs is not None:
        return f"your {_named(theirs[1], theirs[2])}"
    ours = _OF_OURS.search(text)
    if ours is not None:
        whose = "our" if ours[1].lower() == "your" else "the"
        return f"{whose} {_named(ours[2], ours[3])}"
    people = _OUR_PEOPLE.search(text)
    if people is not None:
        return f"our {people[1].lower()}"
    thing = _NAMED.search(text)
    if thing is None:
        return ""
    return f"the {_named(None, thing[thing.lastindex or 0])}"


def without_what_it_keeps_from(text: str) -> str:
    """A text without what the trouble keeps them from.

    >>> without_what_it_keeps_from("No broadband since Monday, I couldn't even track my parcel.")
    'No broadband since Monday, I .'
    """
    at, kept = 0, ""
    for found in _KEPT_FROM.finditer(text):
        kept += text[at : found.start()]
        at = found.end()
    return kept + text[at:]


def _itself(text: str) -> str:
    """The same, where something is named in what is left of it."""
    for beside in _BESIDE:
        text = beside.sub(" ", text)
    text = _BOUGHT_AT.sub(_bought, text)
    if _COOLS.search(text):
        text = _FOOD.sub(" ", text)
    left = without_what_it_keeps_from(text)
    return left if names_thing(left) else text


def _bought(found: re.Match[str]) -> str:
    return found[0] if _NOT_BOUGHT.search(found.string[: found.start()]) else found[1]


def names_thing(clause: str) -> bool:
    """Whether a clause names something that can give trouble."""
    return _THING.search(clause) is not None


def _named(sort: str | None, thing: str) -> str:
    thing = thing.upper() if thing.lower() in _ALWAYS_CAPITAL else thing.lower()
    return f"{sort.lower()} {thing}" if sort else thing


def _troubled(text: str, at: int) -> bool:
    """Whether the sentence around a place says that something is amiss."""
    sentence = next((one for one in SENTENCE.finditer(text) if one.end() > at), None)
    return sentence is not None and any(find.search(sentence[0]) for find in (ADVERSE, _BAD))
