"""The customer's own words for what went wrong, and what they ask: quoted, or turned round."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from heard.details.clause import ADVERSE, LOADED, UNCLEAN, said_back
from heard.details.standing import only_asks_in_form, stands_alone, stands_whole
from heard.details.trouble import names_thing, topic
from heard.listen.any_case import AnyCase
from heard.track.ledger import KINDS, SENTENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FEWEST, MOST = 3, 20  # words of a quote: enough to be theirs, few enough to be said
FEW = 5  # words; fewer need a verb, or a "no"
SHOUTED = 0.7  # share of capitals
TELLS = 10  # words from which a message tells more than that they are upset
LONG = 16  # words from which any message does
PLAIN, BEST = 3.0, 3.5  # worth of a clause that can be quoted alone, and before any words of ours
BARE = "this"  # what they told, where nothing names it
ASKED = 90  # characters of a question that is said back

QUESTION = re.compile(r"(?:[^.!?\n]|\.(?=\d))+\?")
RHETORICAL = AnyCase(
    r"\b(?:kidding|joking|serious|seriously|really|even|honestly|the (?:hell|heck|f(?:u?ck\w*)?)|wtf|how (?:can|could|dare|do|is it|hard)"
    r"|what (?:kind|sort|is wrong|the|on earth|more|else)|why (?:should|would|do I|is it|bother|on earth|don't|(?:is|are) (?:you|your)(?! so (?:delayed|late|slow)))"
    r"|do you (?:think|care|expect|people)|don't you|isn't|aren't|wouldn't|shouldn't|who (?:do|does|cares)|is this how|on purpose|deliberately|intentionally|out of spite|(?:the )?(?:improvements?|upside|benefits?) (?:here|anyway)?\??$|so what|(?<!the )right|huh|eh|any worse|be (?:any )?more|how much (?:more )?(?:can|must) (?:i|we|one|anyone) (?:take|bear|stand))\b",
)
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
_OPENERS = re.compile(
    r"^(?:(?:and|n|but|so|also|now|then|yea|nope|nah|sincerely|duh|um+|listen|really|actually|additionally|well|ok(?:ay)?|wow|hey|hi|hello|seriously|honestly|yes|yeah|no(?=,| (?:I|we|it|they|you)\b)|oh|ugh|omg|literally"
    r"|because|cos|since|while|yet|only to find|like|not to (?:add|mention)|(?:like|as) i said|i mean|basically|you know|once again|plus)\b[ ,]*)+",
    re.I,
)
_ASIDE = re.compile(r"\bI (?:think|guess|see|hope|mean|bet|suppose)\b", re.I)
_MINE = re.compile(r"\b(?:I|[Mm]y|[Ww]e|[Oo]ur|me|us|I'(?:m|ve|d))\b")
_GUESSES = AnyCase(
    r"\b(?:would|will|hope|think|guess|expect|maybe|perhaps|wish|wonder|wanna|if|would like|love|thank\w*|let's|imagine|fair enough|wouldn't|(?<!don't )understand"
    r"|i'll|may|might|suppose\w*|apparently|appreciate|y'all|ur|u|im|dont|cant|wont)\b",
)
_ENDS_OPEN = AnyCase(
    r"\b(?:and|but|or|the|a|an|to|of|for|in|on|with|at|(?<!gone )by|my|your|that|this|as|than|is|are|i|about|from|into|like|because|if|when|so|why|how|what|where|who|whether|said|says?|tell|know|asked?|think|see|understand|explain"
    r"|then|just|very|including|P\.O|such an? [\w'-]+|have an? (?:issue|problem))$|&$",
)
_REQUEST = AnyCase(
    r"(?!.*\byou(?: guys|'re| are)\b)(?:please |pls |just |can you |could you |will you |would you )*"
    r"(?:send|give|refund|call|ring|tell|fix|confirm|check|replace|cancel|explain|sort|get back to|respond to|answer|return"
    r"|unlock|put|let)\b(?=(?: [\w'-]+){0,4} (?:me|my|us|our)\b)",
)

_BROKEN_OFF = AnyCase(
    r"(?:the lot|the list goes on|you name it|in|on|at|for|with|due|to|of|from|by|as|than|that(?! (?:was|is|has))|which|who|where|or|about|into|don't|get|be|please|etc|not(?! once))\b|(?:like|as) I said\b|(?:this|that) is why\b|even th|i see my\b|(?:then|is|are)\b|&",
)
_VAGUE = AnyCase(r"\b(?:one|it|that|this|so|there|some|them|do|did|any)$")
_ANSWERS = AnyCase(
    r"(?:no|yes|yeah|nope|yep|okay|ok|correct|thanks|thank you)(?:[,.!]| (?:I|we|it|they|you|the|he|she|not|but)\b)",
)
_ANY_ONE = AnyCase(r"\b(?:one|some|any|so|do|did)$")
_TELLING = AnyCase(
    r"\b(?:frustrat\w+|disappoint\w*|unusable|avoid\w*|difficult|bogus|hidden|poor|unhappy|upset|annoy\w*|wast\w+|mess|nightmare"
    r"|inconvenien\w*|hassle|ruin\w*|dirty|unfair|extreme|noise|missing|expired|empty|closed|confus\w*|misleading|deceptive"
    r"|mou?ldy|rotten|leak\w*|smash\w*|burst|crack\w*|torn|bleed\w*|overheat\w*|unsafe|unprofessional|increas\w+|higher|double[ds]?|expensive|disappear\w*|out of order|not working|bug\w*|glitch\w*|pixelat\w+|buffer\w*"
    r"|lag\w*|fight|spam\w*|chas\w+|stranded|behind|rid of|run ?around|circles)\b",
)
_SAYS = AnyCase(
    r"^(?:no|still|nothing|nobody)\b|^(?:it|that|there)'s |\b(?:is|are|was|were|has|have|had|been|keeps?|crash(?:es)?|freezes?|drops?|lost|broke|never|\w{3,}ed|\w{3,}ing)\b"
    r"|n't\b",
)
# What follows is somebody else's: "this is the answer I got: we do not know".
_PASSED_ON = AnyCase(
    r"\b(?:response|reply|answer|message|e-?mail|text|quote|letter)\b[^:]{0,40}:\s"
)
_COUNTED = AnyCase(
    r"\b(?:\d+\+?|two|three|four|five|six|seven|eight|nine|ten|another) ?(?:min|hour|hr|day|week|month|year|time|item|order)(?!s?[ -]old)",
)
# Whose trouble it is or what is missing, though the thing isn't one that is known here.
_SAYS_OF_WHAT = AnyCase(
    r"(?:my|our|the|your|both|these|those|an?|every|another|everything|nothing|still no) (?!one\b|other\b)\w+|(?:you|nobody|no one)\b(?: \w+){0,2}?"
    r" (?:never|no|none|not|nothing|\w+n't)\b",
)
_NTH_TIME = re.compile(r"this is the \w+ time\b")  # says less than what happened each time
_MARKS = ('"', "“", "'", "‘")
_QUOTES = re.compile(r"[\"“”]|(?:^|\s)['‘]|'(?=\s|$)")
_PICTURES = re.compile(r"[^\x00-\x7f£€–—‘’“”éèüöäñçß]+|\*(?=\w)|(?<=\w)\*(?!\*)")
_SUBJECT_LINE = re.compile(r"^\s*(?:subject|re|fwd?):[^\n]*\n", re.I)
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
_ABOUT = re.compile(r"\s*\([^()]{0,40}\)")

# the same turns are read again for every card
_remembered = lru_cache(maxsize=2048)


@_remembered
def in_quotes(text: str) -> str:
    """The plainest clause about the trouble, in quotation marks; "" where none can be quoted.

    >>> in_quotes("@shop Wow. Both lifts are out of order again! Fix it")
    '“Both lifts are out of order again”'
    >>> in_quotes("You are the worst shop ever, you liars.")
    ''
    """
    return _best(text, _plain_worth)


@_remembered
def best_said(text: str) -> bool:
    """Whether the clause that `in_quotes` finds tells more than a sentence of ours would.

    >>> best_said("Both lifts are out of order again!"), best_said("I wasn't told about it.")
    (True, False)
    """
    return any(_worth(clause) >= BEST and _quotable(clause) for clause in _clauses(text))


def _best(text: str, worth_of: Callable[[str], float]) -> str:
    best, most = "", 0.0
    for clause in _clauses(text):
        worth = worth_of(clause)
        if worth > most and _quotable(clause):
            best, most = clause, worth
    return f"“{best}”" if best else ""


@_remembered
def told(text: str) -> str:
    """How to name what they told where none of it can be quoted; "this" where it names nothing, "" for an outburst.

    >>> told("Asked at the desk TWICE to move my seat, then again at the gate, what a way to run it")
    'what you said about your seat'
    >>> told("Worst shop ever, lies lies lies!")
    ''
    """
    plain = _ASIDE.sub(" ", _plain(text))
    length = len(plain.split())
    thing = names_thing(plain) and length >= FEW
    hints = _COUNTED.search(plain) or _MINE.search(plain) or length >= LONG
    if not (thing or (length >= TELLS and hints)):
        return ""
    about = topic(plain)
    return f"what you said about {about}" if about else BARE


def _plain_worth(clause: str) -> float:
    """The worth of a clause that is plain without the sentences around it; 0 of any other."""
    worth = _worth(clause)
    return worth if worth >= PLAIN else 0.0


@_remembered
def fact(text: str) -> str:
    """What happened, as it is said back: a clause with a date, a sum or a count before any other.

    >>> fact("My parcel never came. I paid 40 euros two weeks ago and nobody answers.")
    'you paid 40 euros two weeks ago and nobody answers'
    """
    dated, other, most = "", "", 0.0
    for sentence in SENTENCE.finditer(_plain(text)):
        said = sentence.group().strip()
        if said.endswith("?") or _ANSWERS.match(said):
            continue
        for part in _told(said):
            back = said_back(part)
            if not back or not ADVERSE.search(back):
                continue
            if any(pattern.search(part) for _, pattern in KINDS):
                dated = dated if _NTH_TIME.match(back) and dated else back
                break
            worth = _worth(_bare(part)) if _plain_fact(part, back) else 0.0
            if worth > most:
                other, most = back, worth
    return dated or other


@_remembered
def asked(text: str) -> str:
    """What the customer asks or plainly requests, in quotation marks; "" where nothing waits.

    >>> asked("It's late again. When will it arrive?")
    '“When will it arrive?”'
    >>> asked("Are you kidding me?")
    ''
    """
    plain = _plain(text)
    for found in reversed(list(QUESTION.finditer(plain))):
        question = _OPENERS.sub("", _quieter(" ".join(found[0].split())).strip(" ,-"), count=1)
        question = _STRESSED.sub(lambda word: word[0].lower(), question)
        plainly = re.match(r"how (?:do|can) (?:i|we)\b", question, re.I) or (
            re.match(r"why (?:is|are) (?:you|your)\b", question, re.I)
            and (names_thing(question) or re.search(r"\d", question))
        )
        if _can_be_asked(question) and (plainly or not RHETORICAL.search(question)):
            return f"“{question[:1].upper()}{question[1:]}”"
    for sentence in SENTENCE.finditer(plain):
        request = _OPENERS.sub("", _quieter(" ".join(sentence[0].split())).strip(" ,-"), count=1)
        if "?" not in request and _ASKS_UNMARKED.match(request) and not RHETORICAL.search(request):
            request = _STRESSED.sub(lambda word: word[0].lower(), request)
            question = f"{request[:1].upper()}{request[1:].rstrip('.! ')}?"
            if _can_be_asked(question):
                return f"“{question}”"
        if _REQUEST.match(request) and _can_be_asked(request):
            return f"“{request[:1].upper()}{request[1:].rstrip('.! ')}.”"
    return ""


_STRESSED = re.compile(
    r"\b(?:DELAYED|LATE|SLOW|STILL|NEVER|ALWAYS|FINALLY|EVER|AGAIN|WHEN|WHERE|WHAT|THIS|THAT|HAVE|WILL)\b"
)
# A question whose mark was left out: "then who can help me".
_ASKS_UNMARKED = AnyCase(
    r"(?:when|where|who|what|how|why) (?:is|are|am|was|were|will|can|could|does?|did|should|shall|has|have|much|many|long|soon)\b"
    r"(?! (?:people|some|sad|nice|great|bad)\b)",
)
_WHO_ASKS = AnyCase(
    r"(?:when (?:is|are|will|can|do|does|should)|why (?:is|are|am|do|does|did|was|were|has|have|can't)|where (?:is|are|do|can|should)|how (?:do|can|long|soon|much|many|am)|who (?:do|can|should|is|will)"
    r"|what (?:do|should|can) (?:i|we)|what (?:is|does|did|are) |what (?:time|happens)|(?:can|could|will) (?:you|i|we|someone|somebody|anyone|it)|is there|are there"
    r"|have you|did you|do you have|does (?:it|this|that|the)|is (?:it|this|my|the)|any (?:news|update|chance|idea))\b",
)


def _plain_fact(part: str, back: str) -> bool:
    """Whether a clause without date or count says by itself what went wrong."""
    if _GUESSES.search(part) or _VAGUE.search(back):
        return False
    if re.match(r"\W*(?:the|this|these|it)\b", part, re.I):
        return names_thing(" ".join(part.split()[:4]))
    return names_thing(part) or _MINE.search(part) is not None


def _can_be_asked(question: str) -> bool:
    words = question.split()
    bare = question.rstrip("?")
    if len(words) <= 3 or len(question) > ASKED or LOADED.search(re.sub(r"\bplease\b", "", bare)):
        return False
    if any(word.isupper() and len(word) > 3 for word in words) or UNCLEAN.search(bare):
        return False
    return not question.endswith("?") or _WHO_ASKS.match(question) is not None


def _plain(text: str) -> str:
    """The text without the handles and addresses around it, and without an e-mail's subject."""
    text = _SUBJECT_LINE.sub("", text)
    text = _PICTURES.sub(" ", text.replace("\ufe0f", ""))
    text = _quieter(text.replace("’", "'").replace(" / ", ". "))
    text = _SHORT.sub(lambda one: _LONG[one[0].lower()], _TAG.sub("", text))
    return "\n".join(_ABOUT.sub("", _ADDRESS.sub(" ", line)).strip() for line in text.split("\n"))


def _quieter(text: str) -> str:
    """A text that is shouted from end to end, in lower case."""
    letters = [letter for letter in text if letter.isalpha()]
    if sum(letter.isupper() for letter in letters) < SHOUTED * max(len(letters), 1):
        return text
    return re.sub(r"\bi\b", "I", text.lower())


@_remembered
def _clauses(text: str) -> tuple[str, ...]:
    """Whole sentences first, and their parts that say the same alone."""
    found: list[str] = []
    for sentence in SENTENCE.finditer(_plain(text)):
        said = " ".join(sentence[0].split())
        if _PASSED_ON.search(said):
            continue
        if said.endswith("?") and only_asks_in_form(_bare(said)):
            said = said.rstrip("? ")
        if said.endswith("?"):
            stops = list(_STOPS.finditer(said))
            found += _parts(said[: stops[-1].start()]) if stops else ()
            continue
        if _ANSWERS.match(said):
            said = _PARTS.split(said, maxsplit=1)[-1]
        if stands_whole(_bare(said)) and not said.startswith(_MARKS):
            found.append(_bare(said))
        if not _QUOTES.search(said):  # in their quotation marks somebody else speaks
            found += _parts(said)
    return tuple(found)


def _parts(said: str) -> Iterator[str]:
    """The parts of a sentence that can be said without the rest."""
    for seams in (_STOPS, _PARTS):
        at = 0
        for end in [*seams.finditer(said), None]:
            part = said[at : end.start() if end else len(said)]
            if stands_alone(part.strip(" ,;:.!-–"), said[:at]) and stands_whole(_bare(part)):
                yield _bare(part)
            at = end.end() if end else len(said)


def _told(said: str) -> Iterator[str]:
    """A sentence that tells something, and its clauses that tell it alone."""
    if stands_whole(_bare(said)):
        yield said
    at = 0
    for end in [*_CLAUSES.finditer(said), None]:
        part = said[at : end.start() if end else len(said)].strip(" ,;:.!-–")
        if stands_alone(part, said[:at]) and stands_whole(_bare(part)):
            yield part
        at = end.end() if end else len(said)


def _bare(clause: str) -> str:
    return _OPENERS.sub("", clause.strip(" ,;:.!-–…*\"'“”"), count=1).strip(" ,;:.!-–…")


def _quotable(clause: str) -> bool:
    words = clause.split()
    if not FEWEST <= len(words) <= MOST or LOADED.search(clause) or UNCLEAN.search(clause):
        return False
    if sum(any(letter.isalpha() for letter in word) for word in words) < FEWEST:
        return False
    if sum(word.isupper() and len(word) > 3 for word in words) > 1 or _ENDS_OPEN.search(clause):
        return False
    if _BROKEN_OFF.match(clause) or _ANY_ONE.search(clause):
        return False
    if len(re.findall(r"(?:^|\s)'|'(?=\s|$)", clause)) % 2 or clause.count("n't") > 2:
        return False
    if any(clause.count(one) % 2 for one in '"“”') or clause.count("(") != clause.count(")"):
        return False
    if len(words) < FEW and not _SAYS.search(clause):
        return False
    return not _GUESSES.search(clause)


def _worth(clause: str) -> float:
    """How much a clause tells of what went wrong; 0 where it tells nothing."""
    plain = ADVERSE.search(clause) is not None
    adverse = plain or _TELLING.search(clause) is not None
    thing = names_thing(clause)
    counted = _COUNTED.search(clause) or any(pattern.search(clause) for _, pattern in KINDS)
    mine = _MINE.search(clause) is not None
    length = len(clause.split())
    if not (adverse or counted) or not (thing or counted or mine or length >= FEW):
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
