"""Being sent to somebody else in so many words: "Try the surgery.", "Maybe ask your neighbor." and the like.

Whoever is upset and gets only that is left alone with it. A reply that takes a part of it on sends nobody away.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.listen.rules.alternatives import Alternatives
from heard.listen.rules.upset import is_upset

if TYPE_CHECKING:
    from heard.listen.reading import SoFar

SCANNED = 4000
SURE = 0.8  # of the turns in training/data that the rule finds, 17 of 22 carry `deflect`
_OPENS = r"(?:^|[.!?\n,;:–—-]\s*|\b(?:and|but|so|then|sorry|afraid)\s+)(?:@\w+[\s,]+)?"
_SOFT = (
    r"(?:(?:maybe|perhaps|otherwise,?|just|please|kindly|simply|then|best|you(?:'ll|'d| will| would)?(?: (?:probably|just|better|also))* (?:have to|need to|must|could|can|should|may want to|might want to|want to|best)"
    r"|why (?:don't you|not)|i(?:'d| would) (?:just )?(?:suggest(?: you)?|recommend(?: you)?|advise you to)|how about|that(?:'s| is) (?:something|a (?:matter|question)) (?:for|you(?:'ll| will)? (?:have|need) to)|it(?:'s| is) best to)\s+)*"
)
_GO = r"(?:try(?: (?:asking|calling|ringing|contacting|with|at))?|ask|check with|call|ring|phone|contact|speak (?:to|with)|talk to|take (?:it|that|this) up with|turn to|go (?:to|through|back to)|write to|complain to|(?:report|address|direct|send|raise) (?:it|this|that|your complaint) (?:to|with)|get (?:in touch with|hold of)|see)"
_WHO = (
    r"(?:surger(?:y|ies)|gps?|doctors?|hospital|clinic|pharmac(?:y|ist)|chemists?|neighbou?rs?|landlord|landlady|letting agent|bank|card (?:issuer|company|provider)|couriers?|carrier|driver|depot|post office|sorting office"
    r"|manufacturers?|makers?|suppliers?|sellers?|vendor|retailer|dealer(?:ship)?|garage|(?:local )?(?:shop|store|branch)|restaurant|hotel|host|airline|airport|travel agent|tour operator|council|insurers?|insurance(?: company)?"
    r"|school|famil(?:y|ies)|friends?|relatives?|electricians?|plumbers?|vet|solicitor|lawyer|tax (?:office|advisor)|ombudsman|phone company|internet provider|provider|employer|previous (?:\w+ )?(?:owner|agent|colleague)|other (?:team|department|company|office)|(?:billing|sales|support|technical) (?:team|department)|department|internet|google|forum|website)"
)
SENDS_ON = Alternatives(
    rf"{_OPENS}{_SOFT}{_GO} (?:(?:the|your|a|an|one of your|another|their|our|any|local|whichever|somebody at|someone at|somebody at the|someone at the)\s+)+(?:\w+ ){{0,2}}?{_WHO}\b(?! (?:number|details|address|code|card|account)\b)",
    rf"{_OPENS}(?:that|this|it)(?:'s| is)(?: really| actually| something)* (?:(?:between you and|for|up to|a matter for|down to) (?:the|your) (?:\w+ ){{0,2}}?{_WHO}|(?:the|your) (?:\w+ ){{0,2}}?{_WHO}'?s? (?:job|problem|business|responsibility|matter|call))\b",
)
# A part that is taken on: "I'll ring them", "we've asked".
_TAKES_ON = re.compile(
    r"\b(?:i|we)(?:'ve|'ll| have| will|'m| am|'re| are)(?: (?:just|now|already|also|then|happily))* (?!(?:sorry|afraid|glad|happy|unable|not|no|only|sure|aware|told|here|been|be|had|seen|the|a|an|your|our|in|at|on|closed|busy|just)\b)\w{3,}"
    r"|\blet me\b|\b(?:i|we) (?:can|could) (?:call|ring|ask|send|book|check|find|get|help|do|give|offer|put|post|arrange|lend)\b|\bmy (?:colleague|lead|manager)\b",
    re.IGNORECASE,
)
# Said to whoever asked for it, or beside danger.
_ASKED = re.compile(
    r"\b(?:who (?:do|should|can|could|else)|where (?:do|can|should|could)|whom|how (?:do|can) i (?:contact|reach|get hold)|(?:number|address|contact) (?:of|for)|should i (?:call|ask|contact))\b",
    re.IGNORECASE,
)
_IF = re.compile(
    r"^\W*if\b|\b(?:if (?:it|you|that|this|things|anything|there|necessary|need\w*)|in case|unless|while|until|meanwhile|in the meantime)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?]*")


def sent_on(text: str, before: SoFar) -> tuple[int, int] | None:
    """The sentence that sends somebody upset to others, where nothing in the reply is taken on; or None.

    >>> from heard.conversation import Speaker, Turn
    >>> from heard.listen.reading import Reading, SoFar
    >>> said = Turn(Speaker.CUSTOMER, "She has two tablets left, and I've called three times!")
    >>> upset = SoFar().add(said, Reading(0.5, "frustrated"))
    >>> reply = "Sorry. Try the surgery, they should have it."
    >>> reply[slice(*sent_on(reply, upset))]
    'Try the surgery, they should have it.'
    >>> sent_on("Try the surgery while I ring them, too: I'll call you at 3.", upset) is None
    True
    """
    if not is_upset(before):
        return None
    plain = text[:SCANNED].replace("’", "'")
    if SENDS_ON.search(plain) is None or _TAKES_ON.search(plain) or _wants_to_know(before):
        return None
    for one in _SENTENCE.finditer(plain):
        words = one[0].lstrip()
        if SENDS_ON.search(words) and not _IF.search(words) and not words.endswith("?"):
            return one.end() - len(words), one.end()
    return None


def _wants_to_know(before: SoFar) -> bool:
    for one in reversed(before.last):
        if one.turn.from_customer:
            return _ASKED.search(one.turn.text[:SCANNED]) is not None
    return False
