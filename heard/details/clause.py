"""A customer's clause turned round, so that it can be said back to them: "your parcel never came"."""

from __future__ import annotations

import re

from heard.listen.any_case import AnyCase

FEWEST, MOST = 4, 18  # words of a clause that is said back

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
_STARTS = AnyCase(
    r"(?:I|I['’]?m|I['’]?ve|I['’]d|My|We|We['’]ve|We['’]re|Our|It['’]?s been|They|You|Your \w+|Nobody|No one|Someone|It"
    r"|The \w+|This is the \w+ time)\b"
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
_WISHES = AnyCase(
    r"(?:I|we)(?:['’]d| would)?(?: do not| don['’]t| just| also| really)* (?:would(?:n['’]t)?|couldn['’]t care|care\b|thought|want|need|like|hope|think|wonder|guess|wish|know|love|hate|see|bet|believe|suppose|will|can|could|just want)\b"
    r"|(?:I|we)['’](?:ll|d)\b"
)
# What somebody sets out to do is no fact: "I'm not paying twice", "I am going to switch".
INTENDS = AnyCase(
    r"(?:I|we)(?:['’](?:m|re)| am| are)?(?: not| never| just| now| all)*"
    r" (?!waiting|getting|having|being|still|missing|losing|paying for|stuck|left|sitting|seeing)\w+ing\b"
    r"|(?:I|we)(?:['’](?:m|re)| am| are|(?: are)?n['’]t)(?: not)? (?:sure|glad|happy|sorry|afraid|done|so|very|really|just|an?|your|angry|upset"
    r"|mad|disappointed|deeply|asking|talking)\b"
    r"|(?:you(?:['’]re| are)|nobody(?:['’]s| is)) (?:not |never )?(?:getting (?:off|away|out|rid)|leaving|hanging up|going (?:anywhere|nowhere))\b"
    r"|(?:I|we) (?:simply |just |really |honestly )?(?:do not|don['’]t|did not|didn['’]t) (?:have (?:your|any (?:other|more|idea)|a c)|understand|care|know|believe|think|mean|want|get (?:it|why|how))\b"
)
# Said back, "they" would be our own people, and what they cared for is no fact.
_OUR_OWN = AnyCase(
    r"they\b|.*\bone of (?:these|those)$|you(?:'ve| have)? not (?:understood|got|heard) (?:me|it|us)\b|you (?:did not|didn't|do not|don't|never) (?:get|understand|hear|see|read|listen) ?(?:to )?(?:me|it|that|this|us)?$|you (?:did not|didn't|do not|don't) get (?:me|it)\b|(?:it's|it is|it isn't|that's|this is) (?:not )?(?:my|our)\b|(?:it's|it is) not (?:as if|like)\b|.*\b(?:they|who) (?:can|could|do|did|will|would|wo|are|cannot)\b|.*\b(?:bother\w*|cares?|dare\w*)\b|.*\bnever (?:had|have) (?:this|that|these|any|such|a) (?:problem|issue|trouble)"
)
_HAPPENED = AnyCase(
    r"\b(?:\w{2,}ed|was|were|have|has|had|been|told|said|got|came|went|paid|sent|took|still|never|no|not|keeps?"
    r"|spent|bought|lost|left|gave|made|cannot|is|are|does|keeps|crash(?:es)?|freezes|drops|fails|stops|goes|takes|took|says|shows)\b"
    r"|n['’]t\b|['’](?:ve|s been)\b"
)
ADVERSE = AnyCase(
    r"\b(?:no|not|never|nothing|nobody|none|without|still|again|told|promised|wait\w*|charged?|charging|cost|lost|lo+s[ei]\w*|miss\w*"
    r"|wrong|broke\w*|fault\w*|fail\w*|crash\w*|freez\w*|froze|stop\w*|stuck|late|delay\w*|cancel\w*|twice|times|third|ignor\w*"
    r"|down|damag\w*|stolen|gone|refus\w*|lock\w*|blocked|dead|slow\w*|switched off|cut off|problems?|issues?|errors?|trouble|paid|worse|rarely|hardly|barely|closed|defective|refused|unable|impossible)\b"
    r"|n['’]t\b|\b(?:cannot|dont|cant|wont|didnt|isnt|doesnt|hasnt|havent|wasnt|couldnt)\b|\bovercharg\w*"
)
LOADED = AnyCase(
    r"<|https?:|www\.|[@#]\w|\?|[*]{2}|\b(?:damn|hell|\w*f+u+c+k\w*|\w*sh[i1]t\w*|scum\w*|bloody|crap\w*|wtf|ass|a\*+|idiots?|stupid|jokes?"
    r"|useless|dude|total bull\w*|ridiculous|disgust\w+|pathetic|terrible|horrible|awful|worst|liars?|lie[ds]?|lying|scam\w*|rubbish"
    r"|lol|lmf?ao|rofl|lmk|omg|ha(?:ha)+|smh|please|pls|thanks?|rude|incompetent|disgrace\w*|unacceptable|shame\w*|f[*k]+\w*ing|effing|fr[ei]+[ac]king|abysmal|appalling|shambles|flippant|atrocious|shoddy|clueless|dreadful|c'mon|ignoran\w*|fuming|garbage|trash|bust|madness|deserves?|cheat\w*|let me (?:say|repeat)|shocking|fraud\w*|thie(?:f|ves)|harr?ass\w*|rip(?:s|ped|ping)? off|hate|love|great|lovely|sure|bogus|buggiest|(?:poor|bad) (?:customer )?service)\b"
)
UNCLEAN = AnyCase(
    r"\d/\d\b|&[a-z]|, (?:I|we|they|you|it|he|she|this is|that is)\b|[^\x00-\x7f£€–—‘’éèüöäñç]|\b(\w+) \1\b|\.\.|[a-z]\.[a-z]|[=*`]|\d(?:minutes?|hours?|days?|weeks?|months?|years?)\b|\b(?:u|ur|n|hv|thn|coz)\b|\d{7}"
    # a learner's English, that would sound mocked in a quote
    r"|\b(?:I|we) (?:say|tell|write|call|ask|send|explain|wait|pay|buy|order)\b[^.!?]{0,30}\b(?:already|(?:two|three|four|five|\d+) times|since|yesterday|ago)\b"
    r"|\bhave (?:problem|issue)\b|(?:^|(?<=[,;:] )|(?<=\band )|(?<=\bstill ))(?:is )?not (?:work|come|arrive|answer|function)\b"
)
_WORD = re.compile(r"[\w'’]+")


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
    fewest = FEWEST - (words[:1] in (["my"], ["My"], ["our"], ["Our"]))
    if not fewest <= len(words) <= MOST or LOADED.search(clause):
        return ""
    if _WISHES.match(clause) or INTENDS.match(clause) or _OUR_OWN.match(clause):
        return ""
    if not (opener or _STARTS.match(clause)) or not _HAPPENED.search(clause):
        return ""
    if any(word.isupper() and len(word) > 3 for word in words) or UNCLEAN.search(clause):
        return ""
    if re.search(r"\bsuch an? [\w'-]+$", clause):  # "such a rigid, faceless process"
        return ""
    if clause.lower().endswith((" not", " and", " the", " to", " of", " a", " my", " your")):
        return ""
    if any(clause.count(one) % 2 for one in '"“”') or clause.count("(") != clause.count(")"):
        return ""
    if opener:
        clause = f"{_OPENERS[opener]}{clause[len(opener) :]}"
        return turned_round(clause, after=len(_OPENERS[opener].split()))
    return turned_round(clause)


def turned_round(clause: str, *, after: int = 0) -> str:
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
    return "" if "you you" in said or re.search(r"(?<!I) am\b", said) else said
