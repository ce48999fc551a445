"""Limits in so many words: what an agent says of the way they are spoken to, and how.

A limit is about conduct: the language, the insults, how they are spoken to.
"""

from __future__ import annotations

from heard.listen.any_case import AnyCase

SCANNED = 4000
CONDUCT = AnyCase(
    r"\b(?:respect(?:ful(?:ly)?)?|polite(?:ly)?|civil(?:ly)?|courte(?:ous|sy)|professional manner|language like|(?:that|this|such|your|the|bad|foul"
    r"|offensive|keep(?:ing)? (?:the|your)) language|insult(?:s|ed|ing)?|abus(?:e|ive)|name[- ]?calling|call(?:ed|ing)? (?:me |us )?(?:names|that)"
    r"|the names|swear(?:ing)?|curs(?:e|ing)|curse words|such words|threat(?:s|en|ens|ened|ening)?|personal(?:ly)? (?:attacks?|remarks?|comments?)"
    r"|(?:speak|speaking|spoken|talk|talking|talked|shout|shouting|yell|yelling|write|writing) (?:to|at|with) (?:me|us|my|our|any|anyone|people|staff)"
    r"|spoken to|your tone|this tone|(?:that|this|your) behaviou?r|remarks? about|code of conduct)\b",
)
ASKS = AnyCase(
    r"\b(?:please|i(?:'d| would| have to| must)? (?:\w+ )?ask|i need you to|i need us to|let(?:'s| us)|request you|i can(?:'t|not)|i won't|i will not|we (?:can(?:'t|not)|won't)"
    r"|if|unless|while|as long as|when|but not|not with|without|out of (?:it|this))\b",
)

# What else a limit that was heard can be about: looser words than those that make one by themselves.
LOOSE = AnyCase(
    r"\b(?:(?:one more|another|a (?:second|third)|further|no more)\b|leave (?:\w+ ){1,6}out\b|names?\b|(?:like|of) (?:that|this)\b|with that\b"
    r"|(?:be|being) called\b|(?:have|let|say) that\b|that (?:sentence|line|remark|message|word|tone|sort)|words?\b|tone\b|attitude\b|manners?\b|rude\b"
    r"|(?:that|it|this|those|threats?|names) (?:has to|have to|must|needs? to) stop\b|(?:that|it|this|threats) stops?\b|stop (?:that|it|this)\b|hurt(?:ing)?\b|police\b|security\b|shout|yell)",
)
# What a limit asks for or does without a word of those: it forbids, goes no further, ends it or passes it on.
FORBIDS = AnyCase(
    r"\b(?:please (?:not|do not|don't|refrain|calm)|please keep\b[^.!?]{0,20}\b(?:kind|civil|clean|calm|nice)|(?:ask|urge) you\b[^.!?]{0,40}\b(?:not|to (?:drop|be|stop|keep|leave))|refrain"
    r"|drop (?:it|that|the|this)|out of (?:it|this|that)|not (?:here|do (?:this|that|it)|twice)|don't (?:appreciate|accept|think)|i need that from you"
    r"|say no to|no laying|nobody gets|or i'm (?:gone|off|out)|slurs?|wording|denigrat\w*|less \w+ in public|step back|banned|block(?:ed)?"
    r"|can(?:'t|not)|am not able to|not going to|won't|will not|wouldn't|promise|safe(?:ty)?|end(?:s|ing)?|clos(?:e|es|ed|ing)|leav(?:e|ing)|hang(?:ing)? up|terminat\w+|disconnect\w*|cut(?:ting)?|put the phone down"
    r"|(?:last|final) (?:warning|chance|notice|time|reply|message|answer))\b",
)
# An insult or a shout that is to stop: no number, letter or card is called, sworn at or shouted at.
STOP = AnyCase(
    r"\b(?:stop|without|not|no more|quit) (?:insulting|swearing at|cursing at|shouting at|yelling at|abusing|threatening|name-?calling|calling (?:me|us|him|her|them|people|anyone|(?:my|our) \w+) (?:names|that|those|an? \w+|(?:\w+ ){0,1}"
    r"(?:idiots?|liars?|thieves|thief|clowns?|morons?|fools?|crooks?|cheats?|scum|useless|stupid|dumb)))\b"
    r"|\b(?:insults|swearing|shouting|name-?calling|abuse) (?:to|has to|have to|needs? to|must) (?:stop|end)\b",
)
STOP_SURE = 0.9


def asks_to_stop(text: str) -> tuple[int, int] | None:
    """Where a text asks somebody in so many words to stop insulting people, or None.

    >>> text = "I need you to stop calling us idiots."
    >>> start, end = asks_to_stop(text)
    >>> text[start:end]
    'stop calling us idiots'
    >>> asks_to_stop("Please stop calling us on this number.") is None
    True
    """
    found = STOP.search(text[:SCANNED].replace("’", "'"))
    return None if found is None else found.span()


def sets_limit(text: str) -> tuple[int, int] | None:
    """Where a text says in so many words how its speaker will not be spoken to, or None.

    >>> text = "Please keep this respectful so I can help you."
    >>> start, end = sets_limit(text)
    >>> text[start:end]
    'respectful'
    >>> sets_limit("I'm ending my shift now, Tom takes over.") is None
    True
    """
    plain = text[:SCANNED].replace("’", "'")
    found = CONDUCT.search(plain)
    return found.span() if found is not None and ASKS.search(plain) else asks_to_stop(text)


def may_set_limit(text: str) -> bool:
    """Whether any word of a text could set a limit, to somebody who insulted or threatened.

    >>> may_set_limit("Please drop the clown talk."), may_set_limit("I do want to get the 400 looked at.")
    (True, False)
    """
    plain = text[:SCANNED].replace("’", "'")
    return any(find.search(plain) for find in (CONDUCT, LOOSE, FORBIDS, STOP))
