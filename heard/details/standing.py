"""Whether some words of a customer can stand alone in quotation marks, as true as they were said."""

from __future__ import annotations

import re

from heard.details.beside_the_point import excepted, goes_with_the_one
from heard.details.clause import INTENDS
from heard.listen.any_case import AnyCase

# A clause that was cut out of a sentence needs a subject and a verb of its own.
_SUBJECT = AnyCase(
    r"(?:I|I'(?:m|ve|d)|my|we|we'(?:re|ve)|our|you|you'(?:re|ve)|your|they|they're|they've|nobody|no one|nothing|everyone|everything"
    r"|it(?! (?:seems|looks|appears|sounds|would|could|may|might))|it's|it'?s been|there|there's|the|this|these|those|an?"
    r"|both|all|every|each|another|one of|\d+)\b"
    r"|(?:still|never|not once)\b(?= (?:no|not|nothing|waiting|\w+n't|\w+ed|got|had|been|have|has|did|was)\b)"
    r"|(?!(?:if|when|which|who|that|what|where|why|how|while|whilst|than|then|just|only|not|in|on|at|for|with|to|of|from|by|as|and|or|so"
    r"|because|since|after|before|until|unless|like|due|he|she|him|her|them|us|me|seems?|looks?|sounds?|maybe|yes|no|way)\b)"
    r"[a-z][\w'-]*(?: (?!(?:if|when|that|which|who|and|or)\b)[\w'-]+){0,4}? (?:is|are|was|were|has|have|had|keeps?|\w+n't|cannot|meant|went|came)\b"
)
# What a sentence may begin with where nobody is named: "Was told to wait", "After a week they rang".
_LEADS = AnyCase(
    r"(?:was|were|been|told|paid|booked|bought|spent|waited|sent|got|had|asked|phoned|called|rang|wrote|went|came|\w{3,}ed"
    r"|after|every time|each time|twice|once again|yesterday|today|last \w+|again)\b"
)
VERB = AnyCase(
    r"\b(?:am|is|are|was|were|been|has|have|had|do|does|did|can|cannot|could|won't|went|goes?|got|gets?|came|comes?|took|takes?"
    r"|told|tells?|said|says?|sent|sends?|paid|pays?|lost|lose|loose|broke|left|made|makes?|gave|gives?|kept|keeps?|spent|bought"
    r"|put|cost|costs|need|needs|charges?|refuses?|stops?|works?|drops?|crash(?:es)?|freezes?|fails?|shows?|turns?|waits?|waiting"
    r"|hang|hung|ran|runs?|felt|feels?|saw|heard|found|meant|rang|wrote|\w{3,}ed)\b|n't\b|'(?:s|ve|re|m)\b"
)
_SOMEBODY_DOES = AnyCase(r"(?:I|you|we|they)(?: guys| people| all)?(?: [\w'-]+){2,}")
_AFTER_A_STOP = re.compile(r"[,;:.…–!-]$")
# What these words open or govern is a condition, a wish or a guess, and so is what follows.
_DEPENDS = AnyCase(
    r"(?:if|when(?:ever)?|unless|until|whether|should|imagine|suppose|assuming|not sure|since|as|although|even|because|hope\w*|wish"
    r"|so (?:you|that)|which|who|whoever|what|where|why|how|whilst|while|than|before|after|once|every ?time|each time)\b"
)
# A whole sentence may begin with a time or a reason; with these it only supposes or asks.
_SUPPOSES = AnyCase(
    r"(?:if|unless|whether|should|imagine|suppose|assuming|not sure|hope\w*|wish\w*|so (?:you|that)|which|who|what|where|why|how|that'?s? (?:would|could)"
    r"|seems?|looks?|sounds?|way to|used to|want|wanna|need|maybe|perhaps|even if|as if|when you|or|no matter|(?:it's |it is )?not (?:as if|like)"
    r"|(?:even )?(?:more|less)\b|you(?:'re| are)? (?:saying|telling|mean)\b|(?:it|this|that)(?:'s| is| was)(?: really| so| just| still| not| simply| completely)* (?:good enough|acceptable|fair"
    r"|helpful|right|on|funny|wrong|enough|bad|all)$"
    r"|(?:(?:I|we) )?(?:was|were) (?:just )?(?:trying|hoping|planning|looking|going)|my question|the fact (?:that )?|the (?:funny|sad|best|only) (?:thing|part)"
    r"|(?:I|we) (?:know|understand|get (?:it|that)|reali[sz]e|appreciate|guess)\b(?! (?:nothing|no))|(?:like |as )?I (?:said|mean)|(?:that|this) (?:was|is) (?:the|my) (?:whole |main )?(?:point|question|thing))\b"
)
_WONDERS = AnyCase(
    r"(?:I|we) (?:do not|don't) (?:understand|know|get) (?:why|how|what|where|when)\b"
)
_JOINED = re.compile(r"^\W*(?:but|yet|and|n|&|so|then)\b", re.I)
_GOVERNS = AnyCase(
    r"\b(?:if|if not|whether|unless|when|why|how|that|like|as if|as though|than|hope|wish|not sure|or|of|by|for|saying|says|said|mean)$"
)
_ORDERS = AnyCase(
    r"(?:(?:until then|till then|meanwhile|in the meantime|for now),? )?(?:please|pls|just|order (?:again|it|one|another)|keep|remind|explain|check|put|make|do|don't|stop|be|go|get|give|send|tell|fix|bring|replace|refund|return"
    r"|let|look|call|try|follow|add|read|answer|improve|start|learn|change|take|have|come|cancel|forgive|consider|help|show|use"
    r"|respond|reply|sort|wait|believe|note|see|ask|watch|welcome|find|leave|train|hire|work|treat|pay|hold|turn|wake|grow)\b"
    r"(?! (?:is|are|was|were|has|have|had|times?|centres?|centers?|hours?|still|never|for (?:an? |my |the |this )?(?:order|return|item|parcel|booking))\b)"
)
# Praise that nobody denies: meant, and then no trouble; or not meant, and then no fact.
_PRAISE = AnyCase(
    r"\b(?:nice\w*|great|lovely|amazing\w*|wonderful\w*|brilliant\w*|excellent|fantastic|awesome|perfect(?:ly)?|superb|glad\w*"
    r"|congrat\w*|well done|(?:really|so|very|pretty) good|good (?:job|to see|going)|rock solid|cool|bravo|kudos|thank\w*|cheers|helpful|understanding|award\w*|impressive|delight\w*"
    r"|genius|classy|five stars|\d+ stars|(?:10|ten) ?(?:/|out of) ?(?:10|ten)|full marks|top marks|gold star|applause|slow clap|round of applause|happy|pleased|appreciat\w*|s/o|shout-? ?out|haha\w*|yay|joy|pleasure|apparently|obviously|surely|surpass\w*)\b"
)
_DENIED = AnyCase(
    r"\b(?:not|no|never|nothing|isn't|wasn't|aren't|weren't|don't|didn't|doesn't|un)\b[^,;.]{0,24}$"
)
_SHOULD = AnyCase(
    r"\b(?:should|shouldn't|must|ought|had better|need to|needs to|have to be|has to be|gotta|used to|my (?:own )?(?:fault|mistake|bad|responsibility)|full responsibility|i (?:do |will )?(?:take|accept) (?:\w+ )?(?:responsibility|blame)|you (?:could|can|may|might|would))\b"
)
# A question that is only asked with a question mark: "you charge me for that now?"
_TELLS = AnyCase(
    r"(?:I|I'(?:m|ve)|my|we|we'(?:re|ve)|our|you|you've|they|the|no|still|not|money)\b"
)
_TAKEN_AS = AnyCase(
    r"\b(?:ok|okay|fine|right|normal|acceptable|supposed|meant|expect\w*|want|saying|mean|agree|admit|claim|believe|think|know|guess|kidding|joking"
    r"|call (?:this|that|it)|really|can|could|will|would|sure)\b"
)


def stands_whole(sentence: str) -> bool:
    """Whether a sentence, as the customer wrote it, says what happened.

    >>> stands_whole("No reply to two letters, no refund")
    True
    >>> stands_whole("Remind me why I pay for this"), stands_whole("Really lovely of you to leave it broken")
    (False, False)
    """
    return not (
        _ORDERS.match(sentence)
        or _SUPPOSES.match(sentence)
        or _SHOULD.search(sentence)
        or (INTENDS.match(sentence) and not _WONDERS.match(sentence))
        or praises(sentence)
    )


def stands_alone(part: str, before: str) -> bool:
    """Whether a part of a sentence says by itself what it said there, after what stood before it.

    >>> stands_alone("it's a waste of time", "If not,"), stands_alone("and no shoes", "one boot")
    (False, False)
    >>> stands_alone("my lamp is broken", "Well,")
    True
    """
    said = _JOINED.sub("", part, count=1).strip()
    added = part.lower().startswith(("and ", "n ", "& "))  # "my aunt and I twice the price"
    if not (VERB.search(said) or (not added and _SOMEBODY_DOES.match(said))):
        return False
    leads = _LEADS.match(said) and (not before.strip() or _AFTER_A_STOP.search(before.rstrip()))
    if not before.strip():
        return bool(_SUBJECT.match(said) or leads)
    if goes_with_the_one(before) or (part.lower().startswith("but ") and excepted(before)):
        return False
    if not (_SUBJECT.match(said) or leads) or _DEPENDS.match(said):
        return False
    if _DEPENDS.match(before.lstrip()) or _PRAISE.match(before.lstrip()):
        return False
    return _JOINED.match(part) is not None or not _GOVERNS.search(before.rstrip(" ,;:-–"))


def praises(words: str) -> bool:
    """Whether words praise without denying it, in earnest or in irony.

    >>> praises("great service"), praises("that is not very helpful")
    (True, False)
    """
    return any(not _DENIED.search(words[: one.start()]) for one in _PRAISE.finditer(words))


def only_asks_in_form(question: str) -> bool:
    """Whether a question tells something and only ends as one.

    >>> only_asks_in_form("you charge me twice for one lamp now?")
    True
    >>> only_asks_in_form("so it's fine to cheat us?"), only_asks_in_form("Where is it?")
    (False, False)
    """
    return _TELLS.match(question) is not None and _TAKEN_AS.search(question) is None
