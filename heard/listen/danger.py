"""Bodily danger in so many words, and the safety instruction that comes before feelings.

Few in any training set, so rules stand beside the learned score. Danger to life is a stake as high as
any; whoever answers it with "get out" or "call an ambulance" has not put a fix before the feeling.
"""

from __future__ import annotations

import re
from functools import lru_cache

from heard.listen.emergencies import WAYS, WORDS
from heard.listen.peril import HINTS, in_peril
from heard.listen.plainly import JUST_BEFORE

SCANNED = 4000
SURE = 0.9  # cautious: of the texts in training/data that the rule finds, 6 of 6 carry the label
REMEMBERED = 32  # texts: the same turn is asked about by reader, coach and packet
JUST_AFTER = 60  # letters after a finding in which it may be a way of speaking, or long ago

# Taken back just before, in the same clause: "no", "if", "in the film".
_UNMEANT = re.compile(
    r"(?:\b(?:no|not|never|nearly|almost|without|if|unless|when|in case|what happens|film|game|movie|test|drill|dogs?|cat|puppy|last (?:week|month|year))\b|n't|practi[cs]e)\b"
    r"(?:(?!\b(?:and|but|because|so|since|please|help|now)\b)[^.!?,;]){0,25}$",
    re.IGNORECASE,
)
# Taken back after: a bill that gave somebody a fit, laughter, something of years ago.
_PASSES = re.compile(
    r"^[^.!?;]{0,40}?(?:\b(?:last (?:month|year)|(?:years?|months?) ago|back in|in (?:19|20)\d\d|as a (?:child|kid|baby)|when (?:i|we|he|she|they) (?:\w+ )?(?:saw|read|opened|looked|got (?:the|your|my) (?:bill|e?mail|letter|invoice))"
    r"|(?:saw|seeing|opened|reading|at) (?:the|my|your|that|this) (?:\w+ )?(?:bill|price|invoice|cost|total|statement|reply|email|quote)s?|(?:with|of|from|laughing) (?:laugh\w*|laughter|boredom|rage|joy|excitement|envy)"
    r"|in the (?:film|movie|game|book|ad|advert|show))\b)",
    re.IGNORECASE,
)
_JOKES = re.compile(
    r"\b(?:lol|lmao|haha\w*|rofl|jk|just kidding|figuratively|metaphorically)\b|[😂🤣]",
    re.IGNORECASE,
)
_WORD = re.compile("[a-z]+")
_SAFETY = re.compile(
    r"""\b(?:
      (?:call|ring|dial|phone|contact)\ (?:\w+\ ){0,2}(?:999|911|112|000|105|emergency\ (?:services|number|line)|an?\ ambulance|the\ (?:ambulance|fire\ brigade
        |fire\ department|fire\ service|paramedics|poison\ (?:line|control|cent(?:er|re))|gas\ emergency(?:\ (?:line|number|service))?))
    | (?:999|911|112)\ (?:now|first|at\ once|right\ away|immediately|if)
    | (?:are|is)\ (?:you|he|she|they|everyone|everybody|anyone|your\ \w+(?:\ \w+)?)\ (?:all\ )?(?:safe|hurt|injured|breathing|in\ danger|out\ of\ (?:the|there|danger))
    | (?:please\ |and\ |,\ |^)(?:get|go|move)\ (?:\w+\ ){0,3}(?:out(?!\ (?:of\ (?:my|our|the\ (?:app|account|menu|settings))|your|the|more))|outside)
    | (?:get|go|move)\ (?:\w+\ ){0,3}(?:to\ safety|outside\ (?:now|first)|out\ (?:now|first|of\ (?:the\ (?:house|room|building|kitchen|flat|car)|there)))
    | (?:get|seek|needs?)\ (?:him\ |her\ |them\ )?(?:medical|emergency|urgent)\ (?:help|care|attention|advice)
    | (?:go|get\ (?:him|her|them|yourself)|take\ (?:him|her|them|yourself))\ (?:straight\ |right\ away\ )?to\ (?:the\ |your\ nearest\ |a\ )?(?:nearest\ )?(?:a&e|er\b|emergency\ (?:room|department)|hospital)
    | (?:start|begin|give)\ (?:\w+\ )?cpr | use\ (?:the|his|her|your)\ epi-?pen | unplug\ it\ (?:now|at|first)
    | leave\ the\ (?:house|building|room|flat|kitchen)
    | (?:turn|switch|shut)\ (?:off\ the\ gas|the\ gas\ off|it\ off\ at\ the\ (?:mains|wall|socket))
    | (?:turn|switch|shut)\ off\ the\ (?:power|electricity|mains)\ (?:at\ the|now|first)
    | (?:don't|do\ not|don't\ anyone)\ (?:touch\ any\ switch\w*|light\ anything|go\ back\ in)
    )""",
    re.VERBOSE | re.IGNORECASE,
)


@lru_cache(maxsize=REMEMBERED)
def in_danger(text: str) -> tuple[int, int] | None:
    """Where a customer says that somebody's life or health is in danger, or None.

    >>> text = "I can smell gas in my kitchen!"
    >>> start, end = in_danger(text)
    >>> text[start:end]
    'smell gas'
    >>> in_danger("Our old gas boiler smells of paint.") is None
    True
    """
    plain = text[:SCANNED].replace("’", "'")
    words_in_it = _WORD.findall(plain.casefold())
    said = WORDS.intersection(words_in_it)
    first: tuple[int, int] | None = None
    for words, pattern in WAYS if said else ():
        found = None if said.isdisjoint(words) else _meant(pattern, plain)
        if found is not None:
            first = min(first or found, found)
    if first is None and not HINTS.isdisjoint(words_in_it):
        first = in_peril(plain)
    return None if first is None or _JOKES.search(plain) else first


def _meant(pattern: re.Pattern[str], plain: str) -> tuple[int, int] | None:
    """Where it is said first, unless the words just before or after make it no danger."""
    for found in pattern.finditer(plain):
        begin, end = found.span()
        taken_back = _UNMEANT.search(plain, max(0, begin - JUST_BEFORE), begin)
        if not taken_back and not _PASSES.search(plain[end : end + JUST_AFTER]):
            return begin, end
    return None


def safety_first(text: str) -> tuple[int, int] | None:
    """Where a reply tells somebody how to get to safety, or asks whether they are safe.

    >>> safety_first("Please call 999 if he has trouble breathing.") is not None
    True
    >>> safety_first("Please call us on Monday.") is None
    True
    """
    found = _SAFETY.search(text[:SCANNED].replace("’", "'"))
    return None if found is None else found.span()
