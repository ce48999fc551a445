"""Whether a customer complains in so many words, and of whom: what a card for a little heat rests on."""

from __future__ import annotations

import re

from heard.listen.any_case import AnyCase
from heard.listen.remembered import Remembered
from heard.track.quote import sentences

FEWEST = 4  # words

# Verdicts on what was done to them that nobody gives while content.
_VERDICTS = (
    r"worst(?! case)|useless|(?:un|not )acceptable|(?:act|it|(?:stuff|shit|crap)) together|fed up|(?:sick|tired) of"
    r"|(?:so|very|really|totally|extremely|more|deeply|beyond|am|i'?m|we'?re) disappoint\w*|my disappointment|disgust\w*"
    r"|what(?:'s| is) the point|what is wrong with (?:you|your|u)\b|pathetic\w*|appalling|shambles|disgrace\w*|abysmal"
    r"|(?<!not )(?<!not a )(?<!no )(?:awful|terribl[ey]|horribl[ey]|poor|bad|atrocious|dreadful|shocking|rude) (?:treatment|service|customer|support|experience|communication|attitude)"
    r"|(?:service|support|experience|communication|attitude) (?:is|was|has been) (?:so |really |very |truly |just )?(?:awful|terrible|horrible|poor|bad|shocking|rude)"
    r"|this is (?:just |so |absolutely |totally |actually |beyond )*(?:ridiculous|insane|a joke|crazy|outrageous|absurd|crap|nonsense|unreal)"
    r"|(?:bit of a|complete|absolute|total|what a|utter) (?:joke|mess|disaster|farce|nonsense)|major disaster|nightmare"
    r"|ripp?(?:ed|ing)?[ -]?off|never again|can(?:no|')?t believe (?:you|this|how)|incompeten\w*|unprofessional|infuriat\w*"
    r"|had enough|wast(?:e|ed|ing) (?:of )?(?:my |our )(?:time|money|day)s?|do(?:n't|es not|esn't| not)(?: even)? care about (?:us|me|your customers)"
)
_VERDICT = AnyCase(
    rf"\b(?:{_VERDICTS})\b|#\w*(?:unhappy|fail|worst|rant|sucks|angry|nothappy|joke|useless)\w*",
)
# The same, and words that are as often said of a thing: what such a turn is about.
_COMPLAINS = AnyCase(
    rf"\b(?:{_VERDICTS}|ridiculous\w*|jokes?|disappoint\w*|awful\w*|terribl[ey]|horribl[ey]|poor(?:ly)?|shocking"
    r"|unhappy|not (?:at all |very )?happy|annoy\w*|frustrat\w*|un(?:impressed|believable|fair)|smh"
    r"|fail(?:ing|s)? (?:again|me|us)|sucks?|rubbish|crap\w*|shame|(?:is|good) enough|seriously|wtf|ffs|mess"
    r"|rude\w*|lies|lying|nonsense|outrageous|insult\w*|absurd|farce|atrocious|dreadful|diabolical"
    r"|wast(?:e|ed|ing) (?:of )?(?:time|money|days?))\b"
    r"|#\w*(?:unhappy|fail|worst|bad|poor|rant|sucks|angry|nothappy|joke|useless)\w*",
)
# Hard words for what they got, which only a little heat must bear out. Mild ones ("annoying") stand in calm turns as often.
_HARSH = AnyCase(
    r"\b(?:horribl[ey]|terribl[ey]|awful\w*|crap\w*|rubbish|garbage|trash|sucks?|pathetic\w*|useless|ridiculous\w*|disgust\w*|bull ?sh[i1*]t\w*|sh[i1*]t\w*"
    r"|screwed|destroyed|ruined|unacceptable|shambles|appalling\w*|l(?:ie|iar|ying)s?|scam\w*|outrageous\w*|farce)\b",
)
_ADDRESSED = re.compile(r"[@#]\w+|https?://\S+")
# Words by which a customer takes the blame off the company, gives it to somebody else, or says it's over.
_SPARES = AnyCase(
    r"\b(?:not|isn't|wasn't|n't (?:think|say|believe) (?:it's|it is|that's|this is)) (?:really |even )?"
    r"(?:your|ur|yr|yours|\w+'?s) (?:own )?(?:fault|responsibility|doing)\b"
    r"|\b(?:no|not) (?:a )?(?:bad|terrible) (?:service|experience)|\bnothing (?:was )?wrong\b"
    r"|\b(?:i'?m|just|only) (?:just |only )?(?:kidding|joking)\b|\bdoing (?:your|their) best\b|\b(?:you|they|u) can(?:no|')?t (?:control|help) (?:it|that|this)\b"
    r"|\bno need to apologi[sz]e|\b(?:does|do) ?n[o']t (?:require|need) an apology|\bnot (?:blaming|complaining|a complaint|having a go|\w+ing (?:angry|to complain))\b"
    r"|\bfinally (?:been |got |have |had )?(?:reimbursed|refunded|resolved|fixed|sorted|working|arrived|listened|helped|got)\b"
    r"|\bnot (?:blaming|mad at|angry (?:at|with)) (?:you|u)\b|\b(?:i|we) (?:still )?love (?:you|your)\b",
)
_OTHERS = AnyCase(
    r"\b(?:the|a|my|some|this) (?:buyer|neighbou?rs?|landlord|ex|boss|hackers?|scammers?|stranger|kids|council|guy)\b"
    r"|\bsome(?:one|body) (?:from|is|has|keeps|in|who)\b|(?<!you )(?<!your )\bpeople (?:are|were|stole|who|keep|have|on|selling|to)\b",
)
_YOU = AnyCase(r"\b(?:you|your|yours|ur|u|y'all|guys)\b")


def complains(text: str) -> tuple[int, int] | None:
    """The first sentence that complains in so many words; None where none does.

    A word or two ("Ridiculous!") say too little of what it is about.

    >>> text = "Ridiculous! It's the blue one. What a nightmare it has been! Thanks"
    >>> start, end = complains(text)
    >>> text[start:end]
    'What a nightmare it has been!'
    >>> complains("Does the lamp come in blue?")
    """
    text = text.replace("’", "'")
    for start, end in sentences(text):
        if _COMPLAINS.search(text, start, end) and len(text[start:end].split()) >= FEWEST:
            return start, end
    return None


@Remembered
def condemns(text: str) -> bool:
    """Whether the customer passes a verdict on what was done to them: no one does that while content.

    >>> condemns("Get your act together, two letters and no lamp."), condemns("It's annoying me.")
    (True, False)
    """
    return _VERDICT.search(text.replace("’", "'")) is not None


def harsh(text: str) -> bool:
    """Whether a hard word is said of what they got; names and links are no words of theirs.

    >>> harsh("The picture is crap again"), harsh("It's a bit annoying"), harsh("@useless hi")
    (True, False, False)
    """
    found = _HARSH.search(text)
    return found is not None and _HARSH.search(_ADDRESSED.sub(" ", text)) is not None


@Remembered
def spares_us(text: str) -> bool:
    """Whether the customer's words take the blame off the company, or put it on somebody else.

    >>> spares_us("The road's blocked again, that's not your fault."), spares_us("It's not my fault!")
    (True, False)
    >>> spares_us("Some kids keep ringing the bell"), spares_us("You let some kids ring my bell")
    (True, False)
    """
    text = text.replace("’", "'")
    if _SPARES.search(text):
        return True
    return _OTHERS.search(text) is not None and _YOU.search(text) is None
