"""Whether the company passes the customer on to somebody else, or only offers to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.conversation import Speaker
from heard.listen.any_case import AnyCase
from heard.track.ledger import SENTENCE
from heard.track.moment import Evidence

if TYPE_CHECKING:
    import re

    from heard.conversation import Turn
    from heard.listen.reading import Reading

SURE = 0.5
SCANNED = 4000
WAITS = AnyCase(r"\W*(?:if|when|once|unless|should you)\b")
# What could be done, and what is left to the customer: nobody has been passed on yet.
OFFERS = AnyCase(
    r"\b(?:i|we) (?:can|could|may|might) (?:also |always |certainly |of course |gladly |happily |just )?"
    r"(?:transfer|connect|pass|put|hand|escalate|get|bring|arrange|ask|switch)\b"
    r"|\b(?:i|we)(?:['’]d|['’]m|['’]re| am| are| would)? (?:be )?(?:happy|glad|willing) to\b"
    r"|\b(?:would|do) you (?:like|want|prefer|rather)\b|\bif you(?:['’]d)? (?:like|want|wish)\b",
)
# And yet it is done, or being done, whatever else is asked or could be.
DONE = AnyCase(
    r"\b(?:i|we)(?:['’](?:ve|m|re)| have| am| are) (?:now |just |already )?(?:pass|ask|transferr?|connect|escalat|hand|putt?|bring"
    r"|brought|gett?|sent|send|forward|rais)(?:ed|ing)?\b",
)
_I = r"(?:i(?:'|’)?m|i am|i(?:'|’)ll|i will|let me)"
_PERSON = (
    r"(?:manager|supervisor|(?:team |shift )?lead(?:er)?|colleague|specialist|boss|person|human(?: being)?|advis[eo]r|(?:live |human )?agent|representative|rep|team ?mate"
    r"|member of (?:the|our|my) (?:\w+ )?(?:team|staff)|somebody from (?:the|our|my) team|someone from (?:the|our|my) team)"
)
_ONE = rf"(?:(?:my|our|the|a|an|another|one of (?:my|our)) (?:(?:real|live|human|senior|duty|trained|\w+) )?{_PERSON}s?|one of (?:my|our|the) (?:\w+ )?(?:team|people|staff|desk)|someone|somebody)"
_TO_YOU = r"(?! to (?!you\b|speak|talk|join|help|take|look after|be with|sit with|stay with))"
# Plain words of a handover, whatever the listener makes of them.
PASSES_ON = AnyCase(
    r"\b(?:i(?:'|’)?m|i am|i(?:'|’)ll|i will|we(?:'|’)?re|we are|we(?:'|’)ll|we will|let me)"
    r"(?: now| just| going to)? (?:connect|transfer|pass|hand|put|switch)(?:ing|ting|ring)?"
    r" (?:you|this chat|the chat|your call) (?:over |through |on |across )?(?:to|with)\b"
    rf"|\b{_I}(?: now| just| going to)? (?:now |just |right away |straight away )?(?:get|bring|fetch|call|page|ask|add|loop|pull)(?:t?ing)? (?:in )?{_ONE}\b(?:(?: in| over| on(?:to)? (?:the )?(?:line|chat))\b)?{_TO_YOU}"
    rf"|\b(?:i(?:'|’)ve|i have|we(?:'|’)ve|we have) (?:now |just |already )?(?:asked|called|paged|alerted|brought|got|added|pulled) (?:in )?{_ONE}\b (?:in\b|over\b|now\b|to (?:join|take (?:this |it )?over|help you|speak (?:to|with) you|talk (?:to|with) you))"
    rf"|(?:^|[.!?,;:–—]\s*|\band )(?:now )?(?:connecting|transferring|handing|passing|putting|switching) you (?:now |over |through |on |across )*(?:to|with)\b"
    rf"|\b{_ONE} (?:is|(?:'|’)s|will|(?:'|’)ll|are) (?:now |already |be )*(?:tak(?:e|ing) (?:this |it |the chat )?over|join(?:ing)?(?: (?:us|you|this|the|here|now|chat)\b)|with you (?:in a (?:moment|minute|second)|right away|shortly|now|straight away)|be with you|on (?:his|her|their|the) way)\b"
    rf"|\byou(?:(?:'|’)re| are)(?: now)? being (?:connected|transferred|passed|handed|put through)\b"
    rf"|\b(?:{_I}|while i|until i) (?:bring|fetch|get)(?:t?ing)? (?:(?:him|her|them) (?:in|over|on the line|to join)|(?:him|her) for you)\b"
    r"|\bwhile i (?:fetch|get|bring in) (?:him|her|(?:my|our|the|a) (?:\w+ )?" + _PERSON + r")\b",
)


# What a desk notes when somebody else takes over: "Chat transferred to Billing".
MOVED = AnyCase(
    r"\b(?:chat|call|conversation|customer|contact|case|session|ticket|visitor|you(?:'ve| have| are|'re)?)\b[^.!?\n]{0,30}"
    r"\b(?:transferred|escalated|handed over|passed|routed|connected|reassigned|moved) (?:on )?(?:to|with)\b"
    r"|^\W*(?:transferred|escalated|handed over|routed|reassigned) to\b|\b(?:joined|took over|has taken over) the (?:chat|call|conversation)\b",
)
NOT_MOVED = AnyCase(r"\b(?:not|never|failed|could|cannot|unable|trying)\b|n['’]t\b")


def says_moved(turn: Turn) -> bool:
    """Whether a system line says that somebody else has taken over.

    >>> from heard.conversation import Speaker, Turn
    >>> said = ("Chat transferred to Billing", "The chat could not be transferred to Billing")
    >>> [says_moved(Turn(Speaker.SYSTEM, each)) for each in said]
    [True, False]
    """
    if turn.speaker is not Speaker.SYSTEM:
        return False
    return bool(MOVED.search(turn.text, 0, SCANNED)) and not NOT_MOVED.search(turn.text, 0, SCANNED)


def announces(turn: Turn, reading: Reading, number: int) -> Evidence | None:
    """The words in which the company passes the customer on; an offer to do so is not one.

    >>> from heard.conversation import Speaker, Turn
    >>> from heard.listen.reading import Reading
    >>> said = ("I'm passing you to my lead.", "Shall I pass you to my lead?")
    >>> [announces(Turn(Speaker.AGENT, each), Reading(), 0) is not None for each in said]
    [True, False]
    """
    if not turn.to_customer:
        return None
    words = _words(turn.text, reading, number)
    if words is None:
        return None
    said = [one.group() for one in SENTENCE.finditer(turn.text, 0, SCANNED) if _meets(one, words)]
    return None if said and all(map(_unsaid, said)) else words


def hands_on(turn: Turn, reading: Reading) -> bool:
    """Whether the customer is with somebody else from this turn on, or on the way there."""
    return turn.speaker is Speaker.SUPERVISOR or announces(turn, reading, 0) is not None


def _words(text: str, reading: Reading, number: int) -> Evidence | None:
    heard = reading.signal("hand_off")
    if heard is not None and heard.sure >= SURE:
        return Evidence(number, heard.start, heard.end, "hand_off")
    plain = PASSES_ON.search(text, 0, SCANNED)
    return None if plain is None else Evidence(number, *plain.span(), "hand_off")


def _unsaid(said: str) -> bool:
    """Whether a sentence asks, waits for something, or says only what could be done."""
    if WAITS.match(said):
        return True
    if DONE.search(said):
        return False
    return said.rstrip().endswith("?") or (
        OFFERS.search(said) is not None and PASSES_ON.search(said) is None
    )


def _meets(span: re.Match[str], words: Evidence) -> bool:
    return span.start() < words.end and span.end() > words.start
