"""The customer's own words for what went wrong, and what they ask: quoted, or turned round."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.details.beside_the_point import beside_the_point
from heard.details.clause import ADVERSE, LOADED, UNCLEAN, said_back
from heard.details.standing import only_asks_in_form, stands_alone, stands_whole
from heard.details.trouble import names_thing, topic
from heard.listen.any_case import AnyCase
from heard.listen.remembered import Remembered
from heard.listen.rules.loss import is_of_the_death
from heard.track.ledger import KINDS, SENTENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

FEWEST, MOST = 3, 20  # words of a quote: enough to be theirs, few enough to be said
FEW = 5  # words; fewer need a verb, or a "no"
SHOUTED = 0.7  # share of capitals
TELLS = 10  # words from which a message tells more than that they are upset
LONG = 16  # words from which any message does
PLAIN, BEST = 3.0, 3.5  # worth of a clause that can be quoted alone, and before any words of ours
BARE = "this"  # what they told, where nothing names it

_ADDRESS = re.compile(
    r"https?://\S*[\w/]|www\.\S+|^\s*(?:\d[.)/]? )?\.?(?:[@#]\w+[\s,:]+)+|(?:\s+[@#]\w+)+\s*$"
)
_STOP = r"[,;:–—!\"]+\s+(?!(?:very|really|extremely|so) \w+ )|[,;](?=[A-Za-z])|\.{2,}\s*"
_PARTS = re.compile(
    rf"{_STOP}|\s+[-/&]\s+| \(|\)"
    r"| (?=(?:but|yet|because|while|making|which|when|only to find|as (?:they|I|we|it)"
    r"|(?:and|n) (?:I|my|we|it|they|the|an?|our|now|then|still|no|not|nobody|you|u|your|will|have|can)"
    r"|I (?:don't|can't|didn't|never|expect|still))\b)",
    re.I,
)
_STOPS = re.compile(rf"{_STOP}|\s+[-&]\s+")
_CLAUSES = re.compile(r"[,;:–!]| - | (?=but )| (?=so )|\.{2,}")
OPENERS = re.compile(
    r"^(?:(?:and|n|but|so|also|now|then|yea|nope|nah|sincerely|duh|um+|listen|really|actually|additionally|well|ok(?:ay)?|wow|hey|hi|hello|seriously|honestly|yes|yeah|no(?=,| (?:I|we|it|they|you)\b)|oh|ugh|omg|literally"
    r"|because|cos|since|while|yet|only to find|like|not to (?:add|mention)|(?:like|as) i said|i mean|basically|you know|once again|plus)\b[ ,]*)+",
    re.I,
)
_ASIDE = re.compile(r"\bI (?:think|guess|see|hope|mean|bet|suppose)\b", re.I)
_MINE = re.compile(r"\b(?:I|[Mm]y|[Ww]e|[Oo]ur|me|us|I'(?:m|ve|d))\b")
_GUESSES = AnyCase(
    r"\b(?:would|will|hope|think|guess|expect|maybe|perhaps|wish|wonder|wanna|if|would like|love|thank\w*|let's|imagine|fair enough|wouldn't|(?<!don't )understand"
    r"|i'll|may|might|suppose\w*|apparently|appreciate|y'all|ur|u|im|dont|cant|wont)\b"
)
_ENDS_OPEN = AnyCase(
    r"\b(?:and|but|or|the|a|an|to|of|for|in|on|with|at|(?<!gone )by|my|your|that|this|as|than|is|are|i|about|from|into|like|because|if|when|so|why|how|what|where|who|whether|said|says?|tell|know|asked?|think|see|understand|explain"
    r"|then|just|very|cause|cuz|coz|bc|including|P\.O|such an? [\w'-]+|have an? (?:issue|problem))$|&$"
)

_BROKEN_OFF = AnyCase(
    r"(?:the lot|the list goes on|you name it|in|on|at|for|with|due|to|of|from|by|as|than|that(?! (?:was|is|has))|which|who|where|or|about|into|don't|get|be|please|etc|not(?! once))\b|(?:like|as) I said\b|(?:this|that) is why\b|even th|i see my\b|(?:then|is|are)\b|&"
)
_VAGUE = AnyCase(r"\b(?:one|it|that|this|so|there|some|them|do|did|any)$")
_ANSWERS = AnyCase(
    r"(?:no|yes|yeah|nope|yep|okay|ok|correct|thanks|thank you)(?:[,.!]| (?:I|we|it|they|you|the|he|she|not|but)\b)"
)
_ANY_ONE = AnyCase(r"\b(?:one|some|any|so|do|did)$")
TELLING = AnyCase(
    r"\b(?:frustrat\w+|disappoint\w*|unusable|avoid\w*|difficult|bogus|hidden|poor|unhappy|upset|annoy\w*|wast\w+|mess|nightmare"
    r"|inconvenien\w*|hassle|ruin\w*|dirty|unfair|extreme|noise|missing|expired|empty|closed|confus\w*|misleading|deceptive"
    r"|mou?ldy|rotten|leak\w*|smash\w*|burst|crack\w*|torn|bleed\w*|overheat\w*|unsafe|unprofessional|increas\w+|higher|double[ds]?|expensive|disappear\w*|out of order|not working|bug\w*|glitch\w*|pixelat\w+|buffer\w*"
    r"|lag\w*|fight|spam\w*|chas\w+|stranded|behind|rid of|run ?around|circles)\b"
)
_SAYS = AnyCase(
    r"^(?:no|still|nothing|nobody)\b|^(?:it|that|there)'s |\b(?:is|are|was|were|has|have|had|been|keeps?|crash(?:es)?|freezes?|drops?|lost|broke|never|\w{3,}ed|\w{3,}ing)\b"
    r"|n't\b"
)
# What follows is somebody else's: "this is the answer I got: we do not know".
PASSED_ON = AnyCase(r"\b(?:response|reply|answer|message|e-?mail|text|quote|letter)\b[^:]{0,40}:\s")
_COUNTED = AnyCase(
    r"\b(?:\d+\+?|two|three|four|five|six|seven|eight|nine|ten|another) ?(?:min|hour|hr|day|week|month|year|time|item|order)(?!s?[ -]old)"
)
# Whose trouble it is or what is missing, though the thing isn't one that is known here.
_SAYS_OF_WHAT = AnyCase(
    r"(?:my|our|the|your|both|these|those|an?|every|another|everything|nothing|still no) (?!one\b|other\b)\w+|(?:you|nobody|no one)\b(?: \w+){0,2}?"
    r" (?:never|no|none|not|nothing|\w+n't)\b"
)
_NTH_TIME = re.compile(r"this is the \w+ time\b")  # says less than what happened each time
_MARKS = ('"', "“", "'", "‘")
_QUOTES = re.compile(r"[\"“”]|(?:^|\s)['‘]|'(?=\s|$)")
_PICTURES = re.compile(r"[^\x00-\x7f£€–—‘’“”éèüöäñçß]+|\*(?=\w)|(?<=\w)\*(?!\*)")
_SUBJECT_LINE = re.compile(r"^\s*(?:subject|re|fwd?):[^\n]*\n", re.I)
_FEELS = AnyCase(
    r"(?:I|we|this|it)(?: am| are|'m|'re| is|'s)(?: \w+ly| still| so| very| more| just| deeply| beyond| quite| not| too| now)* (?:frustrat|disappoint|annoy|upset|unhappy|angry|happy|furious|livid)\w*\b(?!.*\b(?:when|because|since|after|that)\b)"
)
_SAID_SO = AnyCase(
    r"(?:I|we)(?:'ve| have)?(?: already| just)? (?:said|told|explained) (?:(?:you|u|them|him|her)(?: all)? )?(?:already )?(?:it|that|this|so|all|why)\b"
)
_RUN_ON = re.compile(r"(?<=[a-z]{2})\.(?=[A-Z][a-z]+ )")  # "the lamp.It went"
_TAG = re.compile(r"(?<=\w )#(?=[A-Z][a-z]+ )")  # "because of #Monday ..." names it in the sentence
_LONG = {
    "u": "you",
    "ur": "your",
    "n": "and",
    "cuz": "because",
    "coz": "because",
    "y'all": "you all",
}
_SHORT = re.compile(
    rf"(?<![\w'@#/.])(?:{'|'.join(sorted(_LONG, key=len, reverse=True))})(?![\w'])", re.I
)
# Typed in a hurry: put right in a quote, so that the reply it stands in doesn't look careless.
_TYPED = {
    "i": "I", "im": "I'm", "ive": "I've", "dont": "don't", "cant": "can't", "wont": "won't", "didnt": "didn't", "doesnt": "doesn't",
    "isnt": "isn't", "wasnt": "wasn't", "arent": "aren't", "werent": "weren't", "havent": "haven't", "hasnt": "hasn't", "hadnt": "hadn't",
    "couldnt": "couldn't", "wouldnt": "wouldn't", "shouldnt": "shouldn't", "thats": "that's", "theres": "there's", "whats": "what's",
    "youre": "you're", "youve": "you've", "theyre": "they're", "theyve": "they've", "weve": "we've", "shes": "she's", "hes": "he's",
    "i'm": "I'm", "i've": "I've", "i'd": "I'd", "i'll": "I'll",
}  # fmt: skip
_MISTYPED = re.compile(rf"(?<![\w'])(?:{'|'.join(_TYPED)})(?![\w'])")
_ABOUT = re.compile(r"\s*\([^()]{0,40}\)")


def in_quotes(text: str) -> str:
    """The plainest clause about the trouble, in quotation marks; "" where none can be quoted.

    >>> in_quotes("@shop Wow. Both lifts are out of order again! Fix it")
    '“Both lifts are out of order again”'
    >>> in_quotes("You are the worst shop ever, you liars.")
    ''
    """
    best, _ = _plainest(text)
    return f"“{spelled_out(best)}”" if best else ""


def best_said(text: str) -> bool:
    """Whether the clause that `in_quotes` finds tells more than a sentence of ours would.

    >>> best_said("Both lifts are out of order again!"), best_said("I wasn't told about it.")
    (True, False)
    """
    _, worth = _plainest(text)
    return worth >= BEST


@Remembered
def _plainest(text: str) -> tuple[str, float]:
    """The clause that tells most among those that are plain without the sentences around them, and its worth."""
    best, most = "", 0.0
    for clause in _clauses(text):
        worth = _worth(clause)
        if worth >= PLAIN and worth > most and _quotable(clause):
            best, most = clause, worth
    return best, most


def spelled_out(clause: str) -> str:
    """A clause with what was typed in a hurry put right: "i dont" becomes "I don't"."""
    return _MISTYPED.sub(lambda one: _TYPED[one[0]], clause)


@Remembered
def told(text: str) -> str:
    """How to name what they told where none of it can be quoted; "this" where it names nothing, "" for an outburst.

    >>> told("Asked at the desk TWICE to move my seat, then again at the gate, what a way to run it")
    'what you said about your seat'
    >>> told("Worst shop ever, lies lies lies!")
    ''
    """
    plain = _ASIDE.sub(" ", plain_text(text))
    length = len(plain.split())
    thing = names_thing(plain) and length >= FEW
    hints = _COUNTED.search(plain) or _MINE.search(plain) or length >= LONG
    if not (thing or (length >= TELLS and hints)):
        return ""
    about = topic(plain)
    return f"what you said about {about}" if about else BARE


@Remembered
def fact(text: str) -> str:
    """What happened, as it is said back: a clause with a date, a sum or a count before any other.

    >>> fact("My parcel never came. I paid 40 euros two weeks ago and nobody answers.")
    'you paid 40 euros two weeks ago and nobody answers'
    """
    dated, other, most = "", "", 0.0
    for sentence in SENTENCE.finditer(plain_text(text)):
        said = sentence.group().strip()
        if said.endswith("?") or _ANSWERS.match(said):
            continue
        for part in _told(said):
            back = said_back(part)
            if not back or not ADVERSE.search(back) or beside_the_point(back):
                continue
            if is_of_the_death(part):
                continue  # cruel to say back
            if any(pattern.search(part) for _, pattern in KINDS):
                dated = dated if _NTH_TIME.match(back) and dated else back
                break
            worth = _worth(bare(part)) if _plain_fact(part, back) else 0.0
            if worth > most:
                other, most = back, worth
    return dated or other


def _plain_fact(part: str, back: str) -> bool:
    """Whether a clause without date or count says by itself what went wrong."""
    if _GUESSES.search(part) or _VAGUE.search(back):
        return False
    if re.match(r"\W*(?:the|this|these|it)\b", part, re.I):
        return names_thing(" ".join(part.split()[:4]))
    return names_thing(part) or _MINE.search(part) is not None


@Remembered
def plain_text(text: str) -> str:
    """The text without the handles and addresses around it, and without an e-mail's subject."""
    text = _RUN_ON.sub(". ", _SUBJECT_LINE.sub("", text))
    text = _PICTURES.sub(" ", text.replace("\ufe0f", ""))
    text = quieter(text.replace("’", "'").replace(" / ", ". "))
    text = _SHORT.sub(lambda one: _LONG[one[0].lower()], _TAG.sub("", text))
    return "\n".join(_ABOUT.sub("", _ADDRESS.sub(" ", line)).strip() for line in text.split("\n"))


def quieter(text: str) -> str:
    """A text that is shouted from end to end, in lower case."""
    letters = list(filter(str.isalpha, text))
    if sum(map(str.isupper, letters)) < SHOUTED * max(len(letters), 1):
        return text
    return re.sub(r"\bi\b", "I", text.lower())


def _clauses(text: str) -> Iterator[str]:
    """Whole sentences first, and their parts that say the same alone."""
    for sentence in SENTENCE.finditer(plain_text(text)):
        said = " ".join(sentence[0].split())
        if PASSED_ON.search(said):
            continue
        if said.endswith("?") and only_asks_in_form(bare(said)):
            said = said.rstrip("? ")
        if said.endswith("?"):
            stops = list(_STOPS.finditer(said))
            yield from parts(said[: stops[-1].start()]) if stops else ()
            continue
        if _ANSWERS.match(said):
            said = _PARTS.split(said, maxsplit=1)[-1]
        if stands_whole(bare(said)) and not said.startswith(_MARKS):
            yield bare(said)
        if not _QUOTES.search(said):  # in their quotation marks somebody else speaks
            yield from parts(said)


def parts(said: str) -> Iterator[str]:
    """The parts of a sentence that can be said without the rest."""
    for seams in (_STOPS, _PARTS):
        at = 0
        for end in [*seams.finditer(said), None]:
            part = said[at : end.start() if end else len(said)]
            clause = bare(part)
            if stands_alone(part.strip(" ,;:.!-–"), said[:at]) and stands_whole(clause):
                yield clause
            at = end.end() if end else len(said)


def _told(said: str) -> Iterator[str]:
    """A sentence that tells something, and its clauses that tell it alone."""
    if stands_whole(bare(said)):
        yield said
    at = 0
    for end in [*_CLAUSES.finditer(said), None]:
        part = said[at : end.start() if end else len(said)].strip(" ,;:.!-–")
        if stands_alone(part, said[:at]) and stands_whole(bare(part)):
            yield part
        at = end.end() if end else len(said)


def bare(clause: str) -> str:
    """A clause without the marks around it and the words that only open it."""
    return OPENERS.sub("", clause.strip(" ,;:.!-–…*\"'“”"), count=1).strip(" ,;:.!-–…")


def unsure(clause: str) -> bool:
    """Whether a clause only guesses, wishes or asks: said back, it would be no fact."""
    return _GUESSES.search(clause) is not None


def breaks_off(clause: str) -> bool:
    """Whether a clause stops where something must still come: "the parcel you sent to"."""
    return _ENDS_OPEN.search(clause) is not None


def tells_nothing(clause: str) -> bool:
    """Whether a clause says only how they feel, or that they have said it: said back, it would be no fact.

    >>> tells_nothing("I am still very disappointed in all this"), tells_nothing("I told you that already")
    (True, True)
    >>> tells_nothing("I was upset when the lamp broke"), tells_nothing("I told you on Monday")
    (False, False)
    """
    said_so = _FEELS.match(clause) is not None or _SAID_SO.match(clause) is not None
    return said_so or beside_the_point(clause)


def _quotable(clause: str) -> bool:
    words = clause.split()
    if tells_nothing(clause):
        return False
    if not FEWEST <= len(words) <= MOST or LOADED.search(clause) or UNCLEAN.search(clause):
        return False
    if sum(any(letter.isalpha() for letter in word) for word in words) < FEWEST:
        return False
    if sum(word.isupper() and len(word) > 3 for word in words) > 1 or breaks_off(clause):
        return False
    if _BROKEN_OFF.match(clause) or _ANY_ONE.search(clause):
        return False
    if len(re.findall(r"(?:^|\s)'|'(?=\s|$)", clause)) % 2 or clause.count("n't") > 2:
        return False
    if any(clause.count(one) % 2 for one in '"“”') or clause.count("(") != clause.count(")"):
        return False
    if len(words) < FEW and not _SAYS.search(clause):
        return False
    return not unsure(clause) and not is_of_the_death(clause)


def _worth(clause: str) -> float:
    """How much a clause tells of what went wrong; 0 where it tells nothing."""
    plain = ADVERSE.search(clause) is not None
    adverse = plain or TELLING.search(clause) is not None
    counted = _COUNTED.search(clause) or any(pattern.search(clause) for _, pattern in KINDS)
    if not (adverse or counted):
        return 0.0
    thing = names_thing(clause)
    mine = _MINE.search(clause) is not None
    length = len(clause.split())
    if not (thing or counted or mine or length >= FEW):
        return 0.0
    return (
        1.5 * adverse
        + 0.5 * plain
        + 1.5 * thing
        + 1.5 * bool(counted)
        + 0.5 * mine
        + 0.5 * (6 <= length <= 14)
        + 1.5 * (adverse and not thing and _SAYS_OF_WHAT.match(clause) is not None)
        - 1.5 * clause.lower().startswith("when ")
        - 0.5 * bool(re.search(r"\byou(?:'\w+)?\b", clause, re.I))
    )
