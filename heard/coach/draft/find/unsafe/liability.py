"""The law in a draft: liability admitted, a court's verdict foretold, or the customer dared to sue."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.coach.draft.find.unsafe.sentences import denied, sentence_of
from heard.coach.draft.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

_WE = (
    r"(?:we|i|our company|the company|our (?:team|driver|staff|engineer|technician|shop|warehouse))"
)
_SUE = r"(?:sue (?:us|me|the company)|take (?:us|me|this|it) to (?:a )?court|file a (?:law)?suit|start a lawsuit|go (?:to court|legal)|get (?:yourself )?a lawyer|call (?:your|a) (?:lawyer|solicitor|attorney))"
_LAWYERS = r"(?:our|my|the company's) (?:lawyers?|legal (?:team|department)|solicitors?|attorneys?)"
ADMITS = re.compile(
    r"\b(?:accept|admit|acknowledg(?:e|ing)|conced(?:e|ing)|tak(?:e|ing)|assum(?:e|ing)|bear)(?:ing)? (?:(?:to|full|all|complete|total|legal|sole|any|our|the|criminal|civil|entire|of|and) ?)*(?:liability|negligence|guilt)\b"
    rf"|\b{_WE}(?:'re|'ve been|'ve| are| were| was| is| have been| had been) (?:(?:fully|legally|solely|entirely|completely|clearly|definitely|also|grossly|all|of course) )*(?:negligent|guilty|(?<=legally )responsible|(?<=legally )at fault|in breach of (?:contract|the law|our (?:contract|obligations|duty)))\b"
    rf"|\b{_WE}(?:'re| are| were| is) (?:(?:fully|legally|solely|entirely|completely|clearly|definitely) )+liable\b|\b{_WE}(?:'re| are| were| is) liable for (?:your|the|this|all|any|everything)\b"
    r"|\bour (?:own |gross |clear )*(?:negligence|gross neglect)\b"
    rf"|\b{_WE}(?:'ve| have| had)? (?:(?:clearly|definitely|also|knowingly) )*(?:broke|broken|breached|violated|infringed) (?:the law|(?:our|the|your) (?:contract|rights|legal (?:duty|rights)|consumer (?:law|rights)|duty of care|privacy rights|data protection)|data protection|gdpr)"
    rf"|\b{_WE} acted (?:illegally|unlawfully|negligently)\b",
    re.IGNORECASE,
)
FORETELLS = re.compile(
    r"\byou(?:'d| would|'ll| will| could| can|'re going to)(?: (?:easily|probably|surely|definitely|certainly|most likely|likely))? win (?:(?:this|that|the|your|a|any) (?:case|claim|lawsuit|suit)|(?:it )?in court|(?:this|that|it) in court|against us)\b"
    r"|\byou(?:'ve| have)(?: got)? (?:a |an )?(?:very |really |pretty |quite )?(?:strong|good|solid|clear|watertight|winning) (?:legal )?(?:case|claim) (?:against us|in court)\b"
    r"|\b(?:any|the|every|a) (?:court|judge) (?:would|will) (?:agree with you|side with you|rule (?:in your favou?r|for you)|award you|find (?:us|for you))"
    r"|\byou (?:can|could|should|may|might want to|have every right to)(?: (?:always|well|just|now|actually|probably|easily))? (?:sue (?:us|me|the company)|take (?:us|me) to court)\b",
    re.IGNORECASE,
)
DARES = re.compile(
    rf"\b(?:go (?:ahead|on|right ahead)|feel free|be (?:my|our) guest|please do|by all means|you(?:'re| are) (?:welcome|free)|you can (?:always|try)|why don't you|i dare you|try)(?:,| and| then| to| -)*(?: (?:and|to|then|just))* {_SUE}"
    r"|(?:^|[.!?,;\n]\s*)(?:so|then|fine,?(?: then)?|ok,?|okay,?|well,?|go ahead:?|just)? ?sue (?:us|me)(?:,? (?:then|if you (?:want|like|dare|can)))?(?=\s*(?:[.!?;,\n]|$))"
    r"|\bgood luck (?:suing|(?:in|with (?:that|it) in) court|with (?:the|your|a) (?:lawyer|lawsuit|court|legal|solicitor))"
    rf"|\b{_LAWYERS} (?:(?:will|would|can|are going to|would love to|love to|always) )*(?:deal with (?:this|you|people|that|it|these|threats)(?: \w+){{0,3}} (?:every day|all (?:day|the time)|daily|for breakfast)|eat (?:you|people)|crush|destroy|bury|laugh|tear|(?:have|'ll have) (?:a field day|fun)|wipe|enjoy|(?:are|is) (?:better|bigger) than)"
    r"|\b(?:we|i)(?:'ve| have)(?: got)? (?:better|good|very good|more|expensive|the best) lawyers\b|\byou (?:don't|do not|won't|wouldn't)(?: even)? (?:have|stand) (?:a |any )?(?:case|leg to stand on|chance in court|hope in court)(?: in court| against us)?"
    r"|\byou(?:'d| would|'ll| will)(?: only| just| never| certainly| definitely| surely)? (?:lose|be laughed out of|get nowhere)(?: (?:it|this|that|badly|your case|the case|the lawsuit))? (?:in |out of )?(?:court|against our lawyers)|\byou can't afford (?:a lawyer|to sue|the lawyers|a court)"
    r"|\b(?:no|not a|not one) (?:court|judge)(?: \w+)? (?:would|will) (?:ever )?(?:believe|side with|listen to|agree with) you\b",
    re.IGNORECASE,
)
OPEN = re.compile(
    r"\b(?:if|whether|alleg\w+|claim(?:s|ed|ing)? that|investigat\w+|you (?:say|said|feel|believe|think|wrote|mention\w*)|decide whether)\b",
    re.IGNORECASE,
)
ADMITS_WHY = "It decides the law: who is liable is for those to say who know the case and may speak for the company. You can own what went wrong without it."
ADMITS_LINES = (
    "I'm sorry this happened, and I'll see that it's looked at properly: {team} will answer you by {date}.",
)
DARES_WHY = "It dares them to go to court, whatever they said. Whoever is dared goes further."
DARES_LINES = ("I'm here to help. Which part shall I take on first?",)


def liability_admitted(draft: str) -> Iterator[Finding]:
    """Each sentence that admits liability, or says what a court would decide.

    >>> drafts = ("It was our negligence, and I'm sorry.", "We take full responsibility for the delay.")
    >>> [len(list(liability_admitted(draft))) for draft in drafts]
    [1, 0]
    """
    plain = draft.replace("’", "'")
    for pattern in (ADMITS, FORETELLS):
        for found in pattern.finditer(plain):
            start, end = sentence_of(draft, found.start())
            if denied(plain, found.start()) or OPEN.search(plain, start, found.start()):
                continue
            yield Finding(
                "unsafe", "liability_admitted", None, start, end, ADMITS_WHY, "replace", ADMITS_LINES,
            )  # fmt: skip


def legal_dares(draft: str) -> Iterator[Finding]:
    """Each sentence that dares the customer to sue, or tells them that they'd lose.

    >>> [len(list(legal_dares(draft))) for draft in ("Sue us, then.", "You may take it to the ombudsman.")]
    [1, 0]
    """
    plain = draft.replace("’", "'")
    for found in DARES.finditer(plain):
        opens = found.end() - len(found[0].lstrip(" .!?,;\n"))
        start, end = sentence_of(draft, opens)
        yield Finding("insult", "threat", None, start, end, DARES_WHY, "instead", DARES_LINES)
