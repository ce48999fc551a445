"""Contradictions in so many words: "Nobody is lying to you", "He would never say that", "Are you sure?" and the like.

To whoever is upset they doubt the account that was given, whatever is right about them. A fact said
beside what the customer saw contradicts nobody.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.listen.rules.alternatives import Alternatives
from heard.listen.rules.upset import is_upset

if TYPE_CHECKING:
    from heard.listen.reading import SoFar

SCANNED = 4000
SURE = 0.85  # of the turns in training/data that the rule finds, 11 of 11 carry `argue`
_OPENS = r"(?:^|[.!?\n,;:–—-]\s*|\b(?:and|but|so|well|sorry|afraid|no|because|as)\s+)"
_OURS = r"(?:he|she|they|it|(?:our|my|the) (?:[\w'-]+ ){0,2}[\w'-]+)"
_SAYS = r"(?:say|do|laugh|lie|treat|call|behave|speak|talk|leave|forget|charge|lose|damage|break|throw|make|drive|act|take|send|promise|tell|shout|swear|ignore|refuse|hang|deliver|open|touch|steal)"
# Each runs as far as what is denied does; what follows a comma is told beside it.
DENIES = (
    r"(?:nobody|no[- ]one)(?: here)?(?:'s| is| was| has been) lying\b(?: (?:to you|about (?:it|this|that|anything)))*",
    r"(?:i|we)(?:'m|'re| am| are) not lying\b(?: (?:to you|about (?:it|this|that)))*",
    rf"{_OURS}(?: would|'d)(?:n't| not| never)(?: ever)? (?:have )?{_SAYS}\b(?: (?!and\b|but\b|because\b)[\w'-]+){{0,8}}",
    r"(?:our|the) (?:[\w-]+ ){0,2}(?:system|portal|computer|machine|meter|records|app|scanner|software|till|website|scan|logs?|tracking|gps) (?:doesn't|does not|don't|do not|never|can't|cannot) (?:make (?:any )?(?:mistakes|errors)|lie|get (?:it|things) wrong|err|be wrong)(?: like that)?",
    rf"(?:you|{_OURS}) (?:can't|cannot|couldn't) (?:possibly )?have (?!(?:to|had|been|felt|found)\b)[\w'-]+(?: (?!and\b|but\b|because\b)[\w'-]+){{0,8}}",
    r"our [\w'-]+(?: [\w'-]+)? (?:never|always) (?!(?:striv|aim|tr[yi]|work|welcom|appreciat|lov|clos|open|answer|repl|happy|glad)\w*)[\w'-]+(?: (?!and\b|but\b|because\b)[\w'-]+){0,8}",
    r"(?:nobody|no[- ]one|none of our (?:other )?\w+)(?: else)?(?: (?:in|on|at|here|of)(?: \w+){0,3}?)? (?:has |have )?(?:ever )?(?:complained|reported|mentioned|had (?:this|that|any) (?:problem|issue|trouble)s?)\b(?: (?:about|of) \w+(?: \w+)?)?",
    r"there(?:'s| is| was) no way (?:that )?(?:it|that|this|he|she|they|the|your|our|you)\b(?! (?:should|have to|need|can|could|would)\b| [\w-]+ (?:should|can|could|will|would|has to)\b)(?: (?!and\b|but\b|because\b)[\w'-]+){1,8}",
    r"(?:it|that|this|they|the [\w-]+) (?:can't|cannot|can not|couldn't) (?:possibly |really )?be (?:broken|faulty|defective|wrong|damaged|missing|lost|empty|dirty|cold|late|our(?:s| \w+))\b",
    r"(?:he|she|they|it|our [\w-]+) (?:said|did|did say|has done|have done) (?:nothing|no such thing)(?: (?:of the (?:sort|kind)|like that|wrong))?",
)
DOUBTS = r"are you (?:quite |really |absolutely |completely |100% )?(?:sure|certain)(?: that)? (?:he|she|it|they|you(?:'re|'ve| are| have| did| were| sent| paid| entered| ordered| got| didn't| aren't)|that|this|our|the)\b"
CONTRADICTS = Alternatives(*(rf"{_OPENS}{one}" for one in (*DENIES, DOUBTS)))
# Asked, supposed, or said of what they did well.
_SPARED = re.compile(
    r"\b(?:if|unless|whether|wish|hope|sorry|apolog\w+|nothing wrong|your fault|i know|you(?:'re| are) right|understand|must be)\b|\bshouldn't\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?]*")


def contradicting(text: str, before: SoFar) -> tuple[int, int] | None:
    """Where a reply contradicts or doubts what somebody upset has told, or None.

    >>> from heard.conversation import Speaker, Turn
    >>> from heard.listen.reading import Reading, SoFar
    >>> said = Turn(Speaker.CUSTOMER, "Your man called me a liar!")
    >>> upset = SoFar().add(said, Reading(0.6, "angry"))
    >>> reply = "He would never say that. He's on leave today."
    >>> reply[slice(*contradicting(reply, upset))]
    'He would never say that'
    >>> contradicting(reply, SoFar()) is None
    True
    """
    plain = text[:SCANNED].replace("’", "'")
    if not is_upset(before) or CONTRADICTS.search(plain) is None:
        return None
    for one in _SENTENCE.finditer(plain):
        words = one[0].lstrip()
        found = CONTRADICTS.search(words)
        if found is None or _SPARED.search(words):
            continue
        start = found.start() + len(found[0]) - len(found[0].lstrip(" .,!?:;–—-\n"))
        opens = one.end() - len(words)
        return opens + start, opens + found.end()
    return None
