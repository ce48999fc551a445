"""What the customer told us, in words that can be said back: name, wait, count, what happened."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from heard.signals import TRIGGERS
from heard.track.ledger import KINDS, SENTENCE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from heard.conversation import Turn
    from heard.listen import Heard, Reading

SCANNED = 3000  # characters of a turn looked at
TROUBLED = 0.2  # heat from which "my order" is what the trouble is about
FEWEST, MOST = 4, 18  # words of a clause that is said back

_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBER = rf"(?:\d{{1,3}}|an?|one|{'|'.join(_NUMBERS)}|eleven|twelve)"
_UNIT = r"(?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?)"
_LONG = rf"(?:(?:over|more than|nearly|almost) )?{_NUMBER} (?:(?:whole|full|business|working) )?{_UNIT}\b"
_WAIT = re.compile(
    rf"\b(?:waited|waiting|had to wait|made me wait|on hold|held|queue[ds]?)(?: (?:for|now|here|already|about|around|nearly|almost|on hold|literally|the (?:best|better) part of|to hear back))* ({_LONG})"
    rf"|\b(?:it'?s|has|have|it has|already) been ({_LONG})"
    rf"|\b({_LONG})(?: (?:now|later))?(?: of (?:waiting|silence)| on hold| waiting"
    r"|,? (?:and|with|without)(?: (?:still|I|any|an?))* (?:no|not|nothing|reply|answer|response|news|update)\b)",
    re.I,
)
_NOT_A_WAIT = re.compile(r"\b(?:customer|loyal|member|with you|warranty|trial|contract)\b", re.I)
_CONTACT = r"(?:call|contact|tweet|e-?mail|writ|wrote|ask|messag|chat|report|ring|rang|phon|speak|spoke|complain)"
_ORDINALS = dict(zip(("second", "third", "fourth", "fifth", "sixth"), _NUMBERS, strict=False))
_ORDINALS |= dict(zip(("2nd", "3rd", "4th", "5th", "6th"), _NUMBERS, strict=False))
_COUNT = re.compile(
    rf"\b(?P<nth>{'|'.join(_ORDINALS)}) time (?:that )?(?:(?:I|we)(?:'ve|'m| have| am|'re)?|(?:of )?)? ?(?:had to |been )?{_CONTACT}"
    rf"|\b{_CONTACT}\w*(?: (?:you|them|in|up|back|customer (?:service|care|support)|support))?(?: already)? (?P<times>\d|{'|'.join(_NUMBERS)}) times\b"
    rf"|\b{_CONTACT}\w*(?: (?:you|them|in|up|back|customer (?:service|care|support)|support))?(?: already)? (?P<twice>twice)\b"
    rf"|\b(?P<calls>[2-9]|{'|'.join(_NUMBERS)}) (?:phone )?(?:calls|e-?mails|messages|chats)\b",
    re.I,
)
_THINGS = (
    r"orders?|parcels?|packages?|deliver(?:y|ies)|refund|account|bill|invoice|flights?|booking|reservation|tickets?"
    r"|bags?|baggage|luggage|suitcase|seats?|internet|wi-?fi|broadband|connection|signal|phone|router|modem"
    r"|landline|subscription|membership|payment|card|app|appointment|train|bus|device|laptop|computer|tablet"
    r"|iphone|ipad|tv|console|boiler|heating|meter|insurance|claim|loan|contract|sim|password|login|voucher"
    r"|gift card|points|meal|pizza|room|printer|camera|headphones|playlist|replacement|repair|engineer"
    r"|installation|prescription|deposit|transfer|mortgage|statement|upgrade|washing machine|fridge|dishwasher|oven"
)
_ISSUE = re.compile(
    rf"\b(?:my|our) (?:(home|mobile|new|online|return|second|last|replacement) )?({_THINGS})\b(?!['’]s)",
    re.I,
)
_SAYS_NAME = re.compile(
    r"\b(?:[Mm]y name is|[Mm]y name's|[Tt]his is) ([A-Z][a-z]+)\b(?= here| speaking| calling|[.,!]|$)"
)
_NAME = re.compile(r"[A-Z][a-zA-Z'’-]+(?: [A-Z][a-zA-Z'’-]+)?\.?")
_NO_NAME = frozenset(
    [
        "Customer",
        "Client",
        "User",
        "Guest",
        "Visitor",
        "Caller",
        "Member",
        "Anonymous",
        "Unknown",
        "Buyer",
        "Patient",
        "Speaker",
    ]
)
_PROMISED = re.compile(
    r"\b(?:promised|guaranteed)(?: me| us)? (an? [\w' -]{3,50}?)(?=[.,;!?\n]|$| and\b| but\b)"
    r"|\b(?:said|told me|told us|promised|promised me|assured me|was told|were told)(?: that)? "
    r"((?:it|they|someone|somebody|he|she|my [\w-]+|the [\w-]+) (?:would|will|'d|'ll) [\w':/ -]{3,60}?)"
    r"(?=[.,;!?\n]|$| and\b| but\b)",
    re.I,
)
# What a trigger says, where the customer's own words can't be said back.
_FELT = {
    "repeat_contact": "you've had to come back to us about this",
    "broken_promise": "what you were told didn't happen",
    "dismissed": "you didn't get an answer to what you said",
    "long_wait": "you've been waiting for this too long",
}
SURE = 0.7  # how sure a trigger must be to be said back
_FEELINGS = {
    "frustrated": "frustrating",
    "angry": "frustrating",
    "disappointed": "disappointing",
    "anxious": "worrying",
    "confused": "confusing",
}

# Saying back: the customer's "I" is our "you", and the company they call "you" is "we".
_TURNED = {
    "i": "you", "i'm": "you're", "im": "you're", "i've": "you've", "ive": "you've", "i'd": "you'd",
    "i'll": "you'll", "me": "you", "my": "your", "mine": "yours", "myself": "yourself",
    "we": "you", "we're": "you're", "we've": "you've", "us": "you", "our": "your", "ours": "yours",
}  # fmt: skip
_WE_DID = frozenset(
    [
        "told",
        "said",
        "promised",
        "sent",
        "charged",
        "delivered",
        "have",
        "'ve",
        "keep",
        "kept",
        "cancelled",
        "canceled",
        "never",
        "did",
        "didn't",
        "gave",
        "took",
        "were",
        "had",
    ]
)
_STARTS = re.compile(
    r"(?:I|I['’]?m|I['’]?ve|I['’]d|My|We|We['’]ve|We['’]re|Our|It['’]?s been|They|You|Your \w+|Nobody|No one|Someone|It"
    r"|The \w+)\b",
    re.I,
)
_OPENERS = {
    "been": "you've been",
    "still waiting": "you're still waiting",
    "waiting": "you're waiting",
    "still no": "there's still no",
    "waited": "you waited",
    "paid": "you paid",
    "ordered": "you ordered",
    "called": "you called",
    "spent": "you spent",
}
_WISHES = re.compile(
    r"(?:I|we)(?:['’]d| would)?(?: do not| don['’]t| just| also| really)* (?:would|thought|want|need|like|hope|think|wonder|guess|wish|know|love|hate|bet|believe|suppose|will|can|could|just want)\b"
    r"|(?:I|we)['’](?:ll|d)\b",
    re.I,
)
_HAPPENED = re.compile(
    r"\b(?:\w{2,}ed|was|were|have|has|had|been|told|said|got|came|went|paid|sent|took|still|never|no|not|keeps?"
    r"|spent|bought|lost|left|gave|made)\b|n['’]t\b|['’](?:ve|s been)\b",
    re.I,
)
_ADVERSE = re.compile(
    r"\b(?:no|not|never|nothing|nobody|none|without|still|again|told|promised|wait\w*|charged?|charging|cost|lost|los[ei]\w*|miss\w*"
    r"|wrong|broke\w*|fault\w*|fail\w*|crash\w*|freez\w*|froze|stop\w*|stuck|late|delay\w*|cancel\w*|twice|times|third|ignor\w*"
    r"|down|damag\w*|stolen|gone|refus\w*|lock\w*|blocked|dead|slow\w*|problems?|issues?|errors?|trouble|paid|worse)\b"
    r"|n['’]?t\b|cannot|overcharg\w*",
    re.I,
)
_LOADED = re.compile(
    r"https?:|www\.|[@#]\w|\?|[*]{2}|\b(?:damn|hell|f+u+c+k\w*|sh[i1]t\w*|bloody|crap\w*|wtf|ass|a\*+|idiots?|stupid|jokes?"
    r"|useless|ridiculous|disgust\w+|pathetic|terrible|horrible|awful|worst|liars?|lie[ds]?|lying|scam\w*|rubbish"
    r"|lol|smh|please|pls|thanks?|guys|rude|incompetent|disgrace\w*|unacceptable|shame\w*|f\w*ing|love|great|lovely|sure)\b",
    re.I,
)
_UNCLEAN = re.compile(
    r"\d/\d\b|, (?:I|we|they|you|it|he|she)\b|[^\x00-\x7f£€–—‘’éèüöäñç]|\b(\w+) \1\b|\.\.|\bu\b|\d{7}",
    re.I,
)
_WORD = re.compile(r"[\w'’]+")


# the same turns are read again for every card
_remembered = lru_cache(maxsize=2048)


@dataclass(frozen=True, slots=True)
class Details:
    """The customer's details so far: each a few words, "" while it isn't known.

    >>> from heard.conversation import Speaker, Turn
    >>> from heard.listen import Reading
    >>> text = "My parcel is gone. I've been waiting three weeks, third time I'm calling."
    >>> details = Details().after(Turn(Speaker.CUSTOMER, text), Reading(0.6))
    >>> details.wait, details.count, details.issue
    ('three weeks', 'three', 'the problem with your parcel')
    """

    name: str = ""
    wait: str = ""
    count: str = ""
    issue: str = ""
    fact: str = ""
    promised: str = ""
    feeling: str = ""

    @classmethod
    def of(cls, last: Iterable[Heard]) -> Details:
        """The details in the last turns of a conversation, with their readings."""
        details = cls()
        for heard in last:
            if heard.turn.from_customer:
                details = details.after(heard.turn, heard.reading)
        return details

    def after(self, turn: Turn, reading: Reading) -> Details:
        """The details after one customer turn; the latest word counts, but the first issue stays."""
        text = turn.text[:SCANNED].replace("’", "'")
        troubled = (reading.heat or 0.0) >= TROUBLED or reading.hears(*TRIGGERS)
        return replace(
            self,
            name=_name(turn, text) or self.name,
            wait=_wait(text) or self.wait,
            count=_count(text) or self.count,
            issue=self.issue or (_issue(text) if troubled else ""),
            fact=_fact(text) or self.fact or _felt(reading),
            promised=_promised(text) or self.promised,
            feeling=_FEELINGS.get(reading.emotion or "", ""),
        )

    def known(self) -> dict[str, str]:
        """The playbook's slots that can be filled."""
        slots = {
            "name": self.name,
            "wait": self.wait,
            "count": self.count,
            "issue": self.issue,
            "fact": self.fact,
            "promised": self.promised,
            "feeling": self.feeling,
        }
        return {slot: words for slot, words in slots.items() if words}


def said_back(clause: str) -> str:
    """A customer's clause as we say it back to them; "" where it cannot be done cleanly.

    >>> said_back("I called on Monday and they told me Friday")
    'you called on Monday and they told you Friday'
    >>> said_back("You promised me a refund two weeks ago")
    'we promised you a refund two weeks ago'
    >>> said_back("Are you even reading this")
    ''
    """
    clause = " ".join(clause.replace("’", "'").split()).strip(" ,;:.!-–")
    clause = re.sub(
        r"^(?:and|but|so|also|now|well|ok|okay|hi|hello|yes|no),? ", "", clause, flags=re.I
    )
    opener = next((one for one in _OPENERS if clause.lower().startswith(f"{one} ")), None)
    words = clause.split()
    if not FEWEST <= len(words) <= MOST or _LOADED.search(clause) or _WISHES.match(clause):
        return ""
    if not (opener or _STARTS.match(clause)) or not _HAPPENED.search(clause):
        return ""
    if any(word.isupper() and len(word) > 3 for word in words) or _UNCLEAN.search(clause):
        return ""
    if any(clause.count(one) % 2 for one in '"“”') or clause.count("(") != clause.count(")"):
        return ""
    if opener:
        clause = f"{_OPENERS[opener]}{clause[len(opener) :]}"
        return _turned(clause, after=len(_OPENERS[opener].split()))
    return _turned(clause)


def _turned(clause: str, *, after: int = 0) -> str:
    """The clause with its persons turned round; "" where a "you" could be either."""
    words = clause.split(" ")
    turned = words[:after]
    for place, word in enumerate(words[after:], after):
        bare = _WORD.search(word)
        plain = bare[0].lower() if bare else ""
        following = words[place + 1].lower().strip(",") if place + 1 < len(words) else ""
        if plain in ("you", "u", "you've", "you're", "yours", "yourself", "ur"):
            if plain == "you" and following in _WE_DID:
                new = "we"
            elif plain == "you've":
                new = "we've"
            else:
                return ""
        elif plain == "your":
            new = "our"
        elif plain in ("am", "was", "wasn't"):
            mine = bool(turned) and turned[-1] == "you"
            new = {"am": "are", "was": "were", "wasn't": "weren't"}[plain] if mine else word
        elif plain in _TURNED:
            new = _TURNED[plain]
        elif place == 0:
            new = word[:1].lower() + word[1:] if not word[1:2].isupper() else word
        else:
            new = word
        turned.append(word.replace(bare[0], new) if bare and new != word else new)
    said = " ".join(turned)
    return "" if "you you" in said else said


def _felt(reading: Reading) -> str:
    sure = {name: reading.sure(name) for name in _FELT}
    best = max(sure, key=lambda name: sure[name])
    return _FELT[best] if sure[best] >= SURE else ""


def _name(turn: Turn, text: str) -> str:
    told = _SAYS_NAME.search(text)
    if told:
        return told[1]
    given = (turn.name or "").strip()
    if not _NAME.fullmatch(given) or given.split()[0] in _NO_NAME or given.isupper():
        return ""
    return given.split()[0]


@_remembered
def _wait(text: str) -> str:
    for found in _WAIT.finditer(text):
        around = text[max(0, found.start() - 30) : found.end() + 30]
        if _NOT_A_WAIT.search(around):
            continue
        words = next(part for part in found.groups() if part).lower()
        words = re.sub(r"\bmin(s?)\b", r"minute\1", words)
        return re.sub(r"\bhr(s?)\b", r"hour\1", words)
    return ""


@_remembered
def _count(text: str) -> str:
    found = _COUNT.search(text)
    if found is None:
        return ""
    if found["nth"]:
        return _ORDINALS[found["nth"].lower()]
    if found["twice"]:
        return "two"
    number = (found["times"] or found["calls"]).lower()
    if number.isdigit():
        return _NUMBERS[int(number) - 2] if int(number) >= 2 else ""
    return number


@_remembered
def _issue(text: str) -> str:
    found = next((one for one in _ISSUE.finditer(text) if _troubled(text, one.start())), None)
    if found is None:
        return ""
    thing = found[2] if found[2].lower() not in ("tv", "sim") else found[2].upper()
    thing = thing if thing.isupper() and len(thing) <= 3 else thing.lower()
    return f"the problem with your {found[1].lower() + ' ' if found[1] else ''}{thing}"


def _troubled(text: str, at: int) -> bool:
    """Whether the sentence around a place says that something is amiss."""
    sentence = next((one for one in SENTENCE.finditer(text) if one.end() > at), None)
    return sentence is not None and _ADVERSE.search(sentence[0]) is not None


@_remembered
def _promised(text: str) -> str:
    found = _PROMISED.search(text)
    if found is None or _LOADED.search(found[0]):
        return ""
    if found[1]:
        return _turned(found[1].strip())
    said = _turned(re.sub(r" will\b|'ll\b", " would", found[2].strip(), count=1))
    return f"that {said}" if said else ""


@_remembered
def _fact(text: str) -> str:
    """The latest clause with a date, a count or what they were told that can be said back."""
    best = ""
    for sentence in SENTENCE.finditer(text):
        said = sentence.group().strip()
        if said.endswith("?") or not any(pattern.search(said) for _, pattern in KINDS):
            continue
        for part in (said, *re.split(r"[,;:–]| - | but | so ", said)):
            if any(pattern.search(part) for _, pattern in KINDS):
                back = said_back(part)
                if back and _ADVERSE.search(back):
                    best = back
                    break
    return best
