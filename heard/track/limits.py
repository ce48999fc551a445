"""What the words of a limit are on the ladder: a limit named, a last warning, or the end.

The one judgment of it: the track, the record of the abuse and the guardrail all ask here. A limit is
about how somebody is spoken to, or about ending the conversation; the end of a shift, of a ticket or
of a subscription is none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.listen.any_case import AnyCase
from heard.listen.rules.limits import CONDUCT, LOOSE, sets_limit

if TYPE_CHECKING:
    from heard.track.moment import Rung

RUNGS: tuple[Rung, ...] = ("none", "named", "final", "ended")
SURE = 0.5  # below that, abuse is a guess, and nobody is warned on a guess
BEYOND_DOUBT = 0.85  # a limit this sure needs no words that we know
SCANNED = 4000  # characters of a reply looked at

_TALK = r"(?:call|chat|conversation|contact|line|thread|discussion|session|exchange|correspondence|mailbox|phone)"
_IT = r"(?:(?:it|this|that|things)(?=\W*(?:$|[.,;!?–-]|(?:here|now|there|at|for|today|as|and|if|unless|after|when|the next)\b)))"
_WHAT = rf"(?:(?:this|the|our|your|any|all) (?:\w+ ){{0,2}}?{_TALK}\b|{_IT}|{_TALK}\b)"
_WE = r"(?:i(?:'m| am)|we(?:'re| are)|i(?:'ll| will)|we(?:'ll| will)|i(?:'d| would)|(?:i|we) (?:have|need) to)"
ENDING = AnyCase(
    rf"\b{_WE} (?:now |then )?(?:have to |be |going to |gonna )?(?:(?:end|ending|close|closing|terminate|terminating) {_WHAT}|(?:leave|leaving) (?:this|the|our) {_TALK}"
    rf"|cut(?:ting)? {_WHAT}|hang(?:ing)? up|disconnect(?:ing)?|put the phone down|stop(?:ping)? (?:here|it here|this {_TALK}))"
    rf"|\b{_TALK} (?:ends|is (?:closed|over)|ends here)\b|\bmy last (?:reply|message|answer)\b|\bclosing here\b",
)
CONDITION = AnyCase(
    r"\b(?:if|unless|otherwise|or (?:i|we)(?:'ll| will| have| close| end)|should (?:you|it|this)|(?:one more|the next|another|a (?:second|third) one)\b"
    r"[^.!?]{0,40}\b(?:and|means|ends))\b",
)
# What is said to follow, and what alone can't go on: the first is a warning, the second a limit.
FOLLOWS = re.compile(
    rf"\b(?:end|close|stop|leave|terminate|disconnect|cut) {_WHAT}|\b(?:have|need|going) to (?:stop|end|leave|go)\b|\bhang(?:ing)? up\b"
    r"|\b(?:won't|will not) (?:be able to )?(?:go on|carry on|continue|answer|reply|help you)\b|\bending (?:this|the|our)\b|\bput the phone down\b",
    re.IGNORECASE,
)
UNABLE = re.compile(
    r"\b(?:can't|cannot|can not|am not able to|not going to) (?:go on|carry on|continue|keep (?:\w+ing|going)|answer|reply|help|work|do (?:this|that|it)|stay)\b",
    re.IGNORECASE,
)
LAST = AnyCase(
    r"\b(?:last|final) (?:warning|chance|notice)\b|\b(?:say|saying|ask|asking|tell|telling|warn|warning)\b[^.!?]{0,20}\b(?:last|final) time\b"
    r"|\bone more (?:word|insult|line|remark|message|time)(?: like that| like this)?,? and\b|\bone more (?:insult|line like|word like|time and)\b",
)
AGAIN = AnyCase(
    r"\b(?:next|another|again|one more|go(?:es)? on|keeps?|continues?|carr(?:y|ies) on|stops?|unless|otherwise)\b",
)


def limit_in(text: str, sure: float, *, said: Rung) -> Rung:
    """The rung that a reply after an attack is, or "none" where it sets no limit.

    `sure` is how sure the listener is that it sets one, `said` the highest rung said before.

    >>> limit_in("I can't continue if you speak to me like that.", 0.9, said="none")
    'named'
    >>> limit_in("I'm ending my shift now, Tom takes over.", 0.54, said="named")
    'none'
    """
    plain = text[:SCANNED].replace("’", "'")
    rung = rung_in(plain, said=said)
    if sure >= BEYOND_DOUBT:
        return rung
    about = CONDUCT.search(plain) is not None
    if sure >= SURE:
        return rung if about or rung != "named" or LOOSE.search(plain) else "none"
    if rung == "ended" or (rung == "final" and about):
        return rung
    return rung if UNABLE.search(plain) and sets_limit(plain) else "none"


def calls_for_somebody(said: Rung, *, threat: bool) -> bool:
    """Whether an attack calls for somebody else: it comes after the final warning, or is a threat.

    After a limit that was only named, the final warning is due first.

    >>> [calls_for_somebody(said, threat=False) for said in RUNGS]
    [False, False, True, True]
    """
    return threat or said in ("final", "ended")


def rung_in(text: str, *, said: Rung = "none") -> Rung:
    """Which rung a limit's words are: a limit, a last warning with its consequence, or the end.

    That one can't go on like that is a limit; said once more, it warns of what follows.

    >>> [rung_in(text) for text in (
    ...     "I want to help, and I can't do that while I'm being insulted.",
    ...     "If the insults go on, I'll end the call.",
    ...     "I'm ending this call now. Your case stays open.",
    ... )]
    ['named', 'final', 'ended']
    """
    plain = text[:SCANNED].replace("’", "'")
    condition = CONDITION.search(plain) is not None
    ends = ENDING.search(plain) is not None
    if ends and not condition:
        return "ended"
    if LAST.search(plain):
        return "final"
    if not condition:
        return "named"
    again = AGAIN.search(FOLLOWS.sub(" ", UNABLE.sub(" ", plain))) is not None
    if (FOLLOWS.search(plain) and again) or (ends and CONDUCT.search(plain)):
        return "final"
    return "final" if UNABLE.search(plain) and said != "none" else "named"


def consequence(text: str) -> tuple[int, int]:
    """Where a limit says what follows; the whole text where it says nothing of the kind."""
    plain = text[:SCANNED].replace("’", "'")
    found = ENDING.search(plain) or FOLLOWS.search(plain) or UNABLE.search(plain)
    return (0, len(text)) if found is None else found.span()
