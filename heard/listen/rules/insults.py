"""Insults to somebody's face in so many words: a rule beside the learned score, as for threats.

An insulting noun is hung on "you" or on "your staff", and whoever is told to go back home is insulted, too. The same noun for a thing, for oneself or in
somebody else's mouth is none, and words that some say in fun ("clown", "muppet") are left to the score.
"""

from __future__ import annotations

import re

from heard.listen.any_case import AnyCase
from heard.listen.rules.plainly import said_in
from heard.listen.wordlists import stems

_STEMS = stems(
    """idiot moron imbecile cretin wit ass arsehole head bell wanker tosser twat tw*t prick pr*ck
    cunt c* bastard bitch b*tch scum vermin parasite retard buffoon pillock toerag weasel
    maggot loser lowlife cow mare parrot robot piece waste immigrant foreigner country where
    stupid dumb dozy brainless useless pathetic worthless"""
)
SURE = 0.8  # cautious: of the texts in training/data that the rule finds, all 36 carry the label

_NOUN = (
    r"(?:idiots?|morons?|imbeciles?|cretins?|half-?wits?|dim-?wits?|nitwits?|dumb\ ?ass(?:es)?|jackass(?:es)?|ass(?:hole|hat|wipe)s?"
    r"|arseholes?|dickheads?|shitheads?|fuckwits?|fuckheads?|bell-?ends?|wankers?|tossers?|twats?|tw[*]ts?|pricks?|pr[*]cks?|cunts?"
    r"|c[*]+nts?|bastards?|bitch(?:es)?|b[*]tch(?:es)?|scumbags?|scum|vermin|parasites?|retards?|buffoons?|pillocks?|toerags?|weasels?"
    r"|(?:stupid|dumb|dozy|brainless|useless|pathetic|worthless)\ (?:wom[ae]n|girls?|lady|boys?|man|person|people|creatures?)"
    r"|maggots?|losers?|lowlifes?|(?:(?:stupid|dozy|dumb|dopey|brainless|lazy|fat|useless|miserable|silly|old)\ )(?:cows?|mares?|parrots?|robots?)"
    r"|pieces?\ of\ (?:shit|crap|garbage|trash|filth)(?!\ (?:company|app|phone|service|product|website|site|shop|software|airline))"
    r"|wastes?\ of\ (?:space|oxygen|air|skin))(?![-\w])"
)
# Of those, what nobody finds under a sink: called out alone it is meant for whoever reads it.
_CALLED = (
    r"(?:idiots?|morons?|imbeciles?|cretins?|half-?wits?|dim-?wits?|dumb\ ?ass(?:es)?|jackass(?:es)?|ass(?:hole|hat|wipe)s?|arseholes?|dickheads?|shitheads?"
    r"|fuckwits?|fuckheads?|bell-?ends?|wankers?|tossers?|twats?|tw[*]ts?|pr[*]cks?|cunts?|c[*]+nts?|bastards?|bitch(?:es)?|b[*]tch(?:es)?|scumbags?|pillocks?)"
)
_CALLS = r"(?:oi|hey|listen|yo|look|hello|hi|well|so|ok|okay|right|thanks|thank\ you|thx|cheers|wake\ up|come\ on|read\ it|answer\ me|what\ now|bye)"
_ASKS = r"(?:where|what|when|why|how|who|are|do|can|will|is|you|fix|answer|give|read|send|get|sort|do|pay|refund|reply|hurry)"
_HARSH = (
    r"(?:stupid|dumb|thick|dozy|useless|worthless|pathetic|lazy|incompetent|miserable|ignorant|brain(?:less|[ -]?dead)|spineless"
    r"|gutless|heartless|clueless|lying|thieving|smug|snide|arrogant|pompous|patroni[sz]ing|sanctimonious|disgusting|inbred|rude|fat|old)"
)
_FILL = (
    r"(?:(?:all|both|just|such|really|truly|clearly|obviously|literally|only|still|nothing\ but|an?|one|some|(?:bunch|load|pack"
    r"|lot|team|shower|gang)\ of|total|complete|absolute|utter|proper|real|big|bigger|biggest|bloody|damn|damned|goddamn|fucking"
    rf"|f[*]+\w*ing|effing|freaking|little|{_HARSH}),?\ ){{0,6}}"
)
_STAFF = r"(?:agents?|staff|team|people|colleagues?|reps?|representatives?|drivers?|managers?|operators?|workers?|employees|lot)"
_INSULTS = AnyCase(
    rf"""(?<![\w'"“‘@])(?:
      (?:you|u|ya)(?:'re|\ are|\ r|r|(?:\ (?:lot|guys|people|all|two|both|folks))?(?:\ are|'re)?)\ {_FILL}{_NOUN}
    | (?:your|youre|ur)\ {_FILL}(?:an?|all|such|bunch\ of)\ {_FILL}{_NOUN}
    | your\ (?:\w+\ )?{_STAFF}\ (?:is|are)\ {_FILL}{_NOUN}
    | (?:you|u|ya)\ {_FILL}{_NOUN}
    | go\ back\ (?:to\ )?(?:where\ (?:you|u)\ (?:came|come)\ from|your\ (?:own\ )?country)\b
    | (?:dirty|filthy|stinking|smelly|bloody|fucking|f[*]+\w*ing)\ (?:immigrants?|foreigners?)\b
    | {_CALLS}[,!]?\ (?:you\ )?{_CALLED}(?=\s*(?:$|[.!?,;:\n]|{_ASKS}\b))
    | \A\W*(?!an?\b){_FILL}{_CALLED}(?:[,;.!]*\ (?:and\ )?{_FILL}{_CALLED})*\W*\Z
    | \A\W*(?:(?:pure|total|complete|absolute|utter|proper|bloody|you)\ )*(?:scum|scumbags|vermin)!+\W*\Z
    | {_NOUN},?\ (?:all|the\ lot|every\ (?:last\ |single\ )?one)\ of\ you
    )""",
    re.VERBOSE,
)
# "I'm not saying you're idiots", "he called me …", "unless you're an idiot"
_UNMEANT = AnyCase(
    r"(?:(?:\b(?:not|never)|n't) (?:\w+ ){0,2}|\b(?:if|unless|hope|thank|thanks|love) "
    r"|\b(?:call|told|tell)(?:ed|ing|s)? (?:me|us|her|him|them)[,:]? )(?:that )?$",
)


def insulting(text: str) -> tuple[int, int] | None:
    """Where a text insults whoever it is said to in so many words, or None.

    >>> text = "Honestly, you're all idiots."
    >>> start, end = insulting(text)
    >>> text[start:end]
    "you're all idiots"
    >>> insulting("I feel like an idiot for trusting this piece of shit phone.") is None
    True
    """
    return said_in(text, _INSULTS, _STEMS, _UNMEANT)
