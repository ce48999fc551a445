"""Thanks and delight that fit no complaint: "Thanks for the shoutout!", "Glad you like it!" and the like.

Said to whoever is upset, they show that nobody read what was written, so they count as stock wording and
thank nobody. Courtesies that go with any message ("Thank you for choosing us") are deaf only where a reply
has little else in it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from heard.listen.any_case import AnyCase
from heard.listen.rules.upset import is_upset

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heard.listen.reading import SoFar

SCANNED = 4000
SURE = (
    0.85  # of the turns in training/data that the rule finds, 19 of 20 carry `scripted` or `cold`
)
OWN = 3  # words besides courtesies that a reply of nothing but courtesies has at most

_THANKS = (
    r"(?:thanks?|thank you|thx|cheers|ty)(?: you)?(?: (?:so|very) much| a (?:lot|million|bunch))?"
)
_GLAD = r"(?:glad|happy|thrilled|delighted|pleased|chuffed|stoked|excited|over the moon|honou?red|flattered)"
_LIKE = r"(?:love|loved|loving|like|liked|liking|enjoy|enjoyed|enjoying|appreciate|chose|choose|picked|booked|bought|ordered|went for|had (?:a|such a) (?:great|good|lovely|wonderful|nice))"
PRAISE = AnyCase(
    rf"\b{_THANKS} for (?:the|your|all the|all your|such(?: an?)?|that) (?:\w+ )?(?:shout-?outs?|shout outs?|love|praise|compliments?|kind (?:words|feedback|message|review)|kindness|(?:nice|lovely|sweet) (?:words|note|message)|enthusiasm|(?:5|five|4|four)[- ]stars?\b)"
    rf"|\b{_THANKS} for being (?:an? |such an? |one of )?(?:\w+ ){{0,3}}?(?:fans?|supporters?|followers?)\b"
    rf"|\b{_GLAD} (?:(?:to (?:hear|see|read|know|learn)|that) )*(?:you|u|everyone)(?:'re| are|'ve)?(?: (?:all|both|really|so|also|finally|have|been))* (?:{_LIKE}|happy|pleased|satisfied|enjoying|a fan)\b(?! (?:to (?:tell|write|call|contact|let|raise|reach|report)|it to|bringing|telling|being able))"
    rf"|\b{_GLAD} (?:that )?(?:we|i) (?:could|was able to|were able to) (?:help|assist|be of (?:help|service|assistance))\b"
    rf"|\bwe (?:(?:just |really |all |always )?(?:love|adore)) (?:to (?:hear|see|read)|hearing|seeing|reading)\b"
    rf"|\b(?:i'm|i am|we're|we are) (?:so |super |very |really |all |just )*(?:excited|thrilled|stoked|delighted|pumped|over the moon) (?:to|about|that|by|for|you)\b"
    r"|(?:^|(?<=[.!?\n] ))(?:please )?enjoy (?:it|your (?:(?:brand )?new )?(?!weekend|day|evening|stay|week|rest|break|holidays?)\w+)\b(?=[^.!?\n]{0,12}(?:[.!?\n]|$))"
    r"|\b(?:this|that|your \w+|you) (?:really |truly |just |totally )*(?:made|makes?) (?:our|my) (?:day|week)\b"
    r"|\b(?:check out|discover|explore|don't miss|have a look at|take a look at|why not (?:try|check out)) our (?:\w+ ){0,2}?(?:new|latest|autumn|winter|spring|summer|holiday|amazing|exciting|great|best) (?:\w+ ){0,2}?(?:range|collection|line|offers?|deals?|menu|arrivals|sale|products?|styles?|lamps?|rooms?|app)\b",
)
COURTESY = re.compile(
    rf"\b{_THANKS} for (?:(?:choosing|ordering|booking|buying|being part of)\b[^.!?\n]{{0,40}}|\w+ing (?:with|at|from|by) (?:us|our)\b[^.!?\n]{{0,30}})"
    rf"|\b{_THANKS} for (?:reaching out|getting in touch|contacting us|writing(?: in| to us)?|your (?:message|e-?mail|time))(?: to us)?(?=\s*[.!?\n]|\s*$)"
    rf"|\b{_THANKS} for (?:sharing|posting|tagging(?: us)?)(?: (?:this|that|it|your (?:\w+ )?(?:experience|story|thoughts|opinion|photos?|post|news|feedback)))?(?: with (?:us|everyone))?(?=\s*[.!?\n]|\s*$)"
    r"|\b(?:we |i )?(?:really |very much )?(?:hope to|can't wait to|look forward to|would love to|'d love to) (?:see|welcom\w+|serv\w+|have|host\w*) you\b[^.!?\n]{0,30}\b(?:again|soon|next time)\b"
    r"|\b(?:we |i )?(?:really |truly |do )?(?:appreciate|value) (?:your|all) (?:\w+ )?(?:business|custom|feedback|loyalty|support|opinion|input)\b"
    rf"|\b{_THANKS} for (?:(?:reaching out|getting in touch|contacting us|writing) and for )?(?:your|the) (?:\w+ )?(?:feedback|input|comment|post|tweet|opinion|business|custom|patience|understanding|cooperation)(?: and (?:your )?(?:patience|understanding|cooperation|support))?(?: (?:in|with|on) (?:this|the) \w+)?(?=\s*[.!?\n]|\s*$)"
    r"|(?:^|(?<=[.!?\n] ))(?:have|enjoy) (?:an?|the rest of your|your) (?:\w+ )?(?:day|week|weekend|evening|stay|one)\b",
    re.IGNORECASE,
)
FEELS_FOR = AnyCase(
    r"\b(?:sorry|apolog\w+|regret|understand\w*|frustrat\w+|upset\w*|disappoint\w+|annoy\w+|awful|terribl[ey]|horribl[ey]|dreadful|frighten\w+|scary|unacceptable|not (?:good enough|ok(?:ay)?|right|what)|shouldn't|should not|right to|worr\w+|let you down)\b",
)
# What they do like, so that one may be glad of it.
LIKES = AnyCase(
    r"\b(?:i|we|my (?:\w+ )?\w+|they|(?:s)?he)(?: really| do| did| still| usually| always| have| had| all| both| used to|'ve| absolutely)* (?:love[ds]?|like[ds]?|enjoy(?:ed|s)?|adore[ds]?)\b",
)
PICTURE = re.compile("[\u2600-\u27bf\U0001f300-\U0001faff]")  # ends a sentence as a stop does
SIGNED = re.compile(r"@\w+|\^\w+|[-–]\s?[A-Z]\w*\s*$")
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?]*")
_WORD = re.compile(r"[^\W\d_][\w'-]*|\d[\d.,:]*")


class Deaf(NamedTuple):
    """One sentence that is deaf to what the customer feels: text[start:end]."""

    start: int
    end: int
    praised: bool  # it takes the complaint for praise, and is no mere courtesy


def tone_deaf(text: str, before: SoFar) -> tuple[Deaf, ...]:
    """The sentences of a reply to somebody upset that take the complaint for praise, or are mere courtesy.

    >>> from heard.conversation import Speaker, Turn
    >>> from heard.listen.reading import Reading, SoFar
    >>> said = Turn(Speaker.CUSTOMER, "Your lamp burned my desk.")
    >>> angry = SoFar().add(said, Reading(0.6, "angry"))
    >>> reply = "Thanks for the shoutout! Please unplug it."
    >>> [reply[one.start : one.end] for one in tone_deaf(reply, angry)]
    ['Thanks for the shoutout!']
    >>> tone_deaf(reply, SoFar().add(said, Reading(0.0, "pleased")))
    ()
    """
    if not is_upset(before):
        return ()
    plain = PICTURE.sub(".", text[:SCANNED].replace("’", "'"))
    praise: list[Deaf] = []
    courtesy: list[Deaf] = []
    for start, end in _sentences(plain):
        if FEELS_FOR.search(plain, start, end):
            continue
        if PRAISE.search(plain, start, end) and not _is_liked(plain[start:end], before):
            praise.append(Deaf(start, end, praised=True))
        elif COURTESY.search(plain, start, end):
            courtesy.append(Deaf(start, end, praised=False))
    if praise:
        return tuple(sorted((*praise, *courtesy)))
    if courtesy and not FEELS_FOR.search(plain) and _own_words(plain) <= OWN:
        return tuple(courtesy)
    return ()


def sounds_deaf(text: str, before: SoFar) -> tuple[int, int] | None:
    """The first sentence that is deaf to somebody upset, or None."""
    return next(((one.start, one.end) for one in tone_deaf(text, before)), None)


def takes_for_praise(text: str, before: SoFar) -> bool:
    """Whether a reply takes a complaint for praise: then its thanks thank nobody."""
    return any(one.praised for one in tone_deaf(text, before))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    for found in _SENTENCE.finditer(text):
        lead = len(found[0]) - len(found[0].lstrip())
        if found[0].strip():
            yield found.start() + lead, found.end()


def _own_words(text: str) -> int:
    """Words of a reply besides courtesies, its handles and its signature."""
    text = SIGNED.sub(" ", COURTESY.sub(" ", text))
    return len(_WORD.findall(text))


def _is_liked(sentence: str, before: SoFar) -> bool:
    """Whether it is glad of what they do say they like."""
    if not re.search(rf"\b{_LIKE}\b", sentence, re.IGNORECASE):
        return False
    theirs = [one.turn.text[:SCANNED] for one in before.last if one.turn.from_customer]
    return any(LIKES.search(one.replace("’", "'")) for one in theirs)
