"""What may be asked for although somebody gave it, or because nobody has given it yet.

A colleague who takes over checks who they speak to; a number that was never given can't be asked for again; and
whoever says sorry for asking twice does so with a better grace.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.listen.any_case import AnyCase

if TYPE_CHECKING:
    from heard.listen.reading import SoFar

SCANNED = 3000  # characters of a turn looked at
_TAKES_OVER = AnyCase(
    r"\b(?:pass|passing|transfer|transferring|connect|connecting|put|putting|hand|handing)\b[^.!?\n]{0,20}\b(?:to|through|over)\b"
    r"|\b(?:this is|i'm|i am|my name is|you're through to|you are through to|you've reached)\b[^.!?\n]{0,30}\b(?:from|in|at|with|of) (?:the |our )?\w+"
    r"|\btaking over\b",
)
_CHECKS = AnyCase(
    r"\b(?:confirm|verify|verif\w+|security|secure|safety|identity|identify|data protection|date of birth|who i(?:'m| am) speaking)\b",
)
_REGRETS = AnyCase(
    r"\b(?:sorry|apolog\w+|afraid|forgive)\b[^.!?\n]*\bagain\b|\bagain\b[^.!?\n]*\b(?:sorry|apolog\w+)\b"
    r"|\b(?:sorry|apolog\w+)\b[^.!?\n]{0,20}\b(?:ask|asking|have to ask|trouble you|bother you)\b|\b(?:i|we) (?:know|see) (?:that )?you(?:'ve| have)? (?:already )?(?:sent|given|gave|told)\b",
)
_REGRETS_BEFORE = AnyCase(
    r"\b(?:sorry|apolog\w+)\b[^.!?\n]*\b(?:ask|asking|find|lost|reach\w*|got|get|receiv\w+|see)\b|\b(?:find|lost|reach\w*|got|get|receiv\w+|see)\b[^.!?\n]*\b(?:sorry|apolog\w+)\b"
)
_ASKS_FOR_A_NUMBER = AnyCase(
    r"\b(?:number|no|id|ref|reference|code|e-?mail|address|postcode|zip|account|details?|phone|name)\b"
)
_GAVE = re.compile(r"\d{3,}|[\w.+-]+@[\w-]+\.\w|https?:|<\w+>")
_SAYS_SO = AnyCase(
    r"\b(?:already|again|twice|times|told|gave|given|sent|send|provided|mentioned|explained|dm(?:ed|'d)|emailed|e-mailed|submitted|filled|tried|did|done|wrote|posted|attached)\b",
)


def checks_who_they_are(reply: str, before: SoFar) -> bool:
    """Whether somebody who has just taken over checks who they speak to.

    >>> from heard.conversation import Speaker, Turn
    >>> from heard.listen.reading import Reading, SoFar
    >>> before = SoFar().add(Turn(Speaker.CUSTOMER, "My account number is 44712."), Reading())
    >>> asks = "To verify you, could you confirm your account number?"
    >>> checks_who_they_are(asks, before)
    False
    >>> checks_who_they_are(asks, before.add(Turn(Speaker.AGENT, "I'll pass you over to billing."), Reading()))
    True
    """
    plain = reply[:SCANNED].replace("’", "'")
    if not _CHECKS.search(plain):
        return False
    if _TAKES_OVER.search(plain):
        return True
    ours = [one.turn.text[:SCANNED] for one in before.last if one.turn.to_customer]
    return any(_TAKES_OVER.search(one.replace("’", "'")) for one in ours[-2:])


def regrets_asking(text: str, span: tuple[int, int]) -> bool:
    """Whether the words of a text that ask for something again, or those before them, say sorry for it.

    >>> text = "We lost it, I'm so sorry. Could you send it again?"
    >>> regrets_asking(text, (26, len(text))), regrets_asking("Please send it again.", (0, 21))
    (True, False)
    """
    plain = text.replace("’", "'")
    before = plain[: span[0]].rstrip(" .!?\n")
    before = before[max(before.rfind(mark) for mark in ".!?\n") + 1 :]
    return _REGRETS.search(plain, *span) is not None or _REGRETS_BEFORE.search(before) is not None


def asks_for_what_is_missing(reply: str, before: SoFar) -> bool:
    """Whether a reply asks for a number or a name, and nothing of the kind was given or told.

    >>> from heard.conversation import Speaker, Turn
    >>> from heard.listen.reading import Reading, SoFar
    >>> asks = "What's your order number?"
    >>> asks_for_what_is_missing(asks, SoFar().add(Turn(Speaker.CUSTOMER, "Where's my parcel?"), Reading()))
    True
    >>> asks_for_what_is_missing(asks, SoFar().add(Turn(Speaker.CUSTOMER, "I gave it already."), Reading()))
    False
    """
    if not _ASKS_FOR_A_NUMBER.search(reply[:SCANNED]):
        return False
    said = [one.turn.text[:SCANNED] for one in before.last if one.turn.from_customer]
    return not any(_GAVE.search(one) or _SAYS_SO.search(one.replace("’", "'")) for one in said)
