"""Having to tell it all from the start: whoever takes over asks what it is about, and whoever is asked says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.listen.any_case import AnyCase

if TYPE_CHECKING:
    from heard.listen.reading import SoFar

SCANNED = 3000  # characters of a turn looked at
SURE = 0.85
MADE_TO_SURE = 0.96  # all 3 of the turns in training/data that it finds carry `repeat_contact`
HEATED = (0.95, 0.75)  # how sure we are then of being irritated, and of being frustrated
TELLS = (
    3  # words that tell something, from which a trouble was told; twice as many where none is named
)
_MATTER = r"(?:problem|issue|query|question|trouble|matter|concern|enquiry|inquiry|reason for (?:your|the|this) (?:call|contact|message|chat)|request)"
_TODAY = r"(?: (?:for )?(?:you|with))?(?: (?:today|now|this (?:morning|afternoon|evening)|here))?\s*(?=[?.!]|$)"
_OPENING = AnyCase(
    rf"\b(?:(?:so,? )?what(?:'s| is| was| seems to be| appears to be) (?:your|the) {_MATTER}"
    rf"|(?:so,? )?what(?:'s| is) (?:this|it|your (?:call|message|contact)) (?:all )?(?:about|regarding){_TODAY}"
    rf"|(?:how|what) (?:can|may|could) (?:i|we) (?:be of )?(?:help|assist|do|assistance)(?: you)?(?: for you)?(?: with)?{_TODAY}"
    r"|(?:please |kindly |can you |could you |would you )(?:please )?(?:tell|explain|describe|let)(?: (?:to )?(?:me|us))?(?: know)? (?:what (?:happened|has happened|is going on|it is about|the (?:problem|issue|matter) is)|(?:your|the) (?:problem|issue|query|situation|matter))\b"
    r"|what brings you (?:here|in|to us)\b|how can (?:i|we) (?:make your day|brighten))"
)
_TAKES_OVER = AnyCase(
    r"\b(?:(?:pass|transfer|connect|put|hand|switch)(?:ing|ring|ting)?\b[^.!?\n]{0,30}\b(?:colleague|agent|person|human|team|department|specialist|adviser|advisor|somebody|someone|through|over)\b"
    r"|(?:a |my |another )?(?:colleague|agent|specialist|adviser|advisor|team ?mate)\b[^.!?\n]{0,30}\b(?:takes? over|will (?:take|help|join|be with)|joins?))\b"
)
_TROUBLE = AnyCase(
    r"\b(?:\w+n't|\w{2,}nt|not|never|no|nobody|nothing|still|again|twice|charged|billed|overcharged|broke|broken|cancel+ed|late|missing|wrong|dead|down|lost|stuck|crash\w*|stopped|fail\w*|refus\w+|damaged|cracked|leak\w*|overdrawn|refund\w*)\b"
)
_WORD = re.compile(r"[^\W_]{4,}|\d[\d.,]*")
# What only says that there is something, and to whom it should go.
_SAYS_NOTHING = frozenset(
    [
        "hello",
        "need",
        "want",
        "have",
        "with",
        "from",
        "about",
        "that",
        "this",
        "there",
        "please",
        "thanks",
        "thank",
        "help",
        "problem",
        "problems",
        "question",
        "questions",
        "issue",
        "trouble",
        "account",
        "order",
        "agent",
        "agents",
        "human",
        "person",
        "people",
        "somebody",
        "someone",
        "anybody",
        "anyone",
        "anything",
        "something",
        "speak",
        "talk",
        "real",
        "your",
        "yours",
        "they",
        "just",
        "like",
        "would",
        "could",
        "can't",
    ]
)
_AGAIN = r"(?:(?:it|this|that|everything|the (?:whole|entire|same) (?:thing|story|lot)|my (?:whole )?(?:story|problem|issue|case|self)|myself|the story|all (?:of )?(?:it|this|that))\b)"
_TELL = r"(?:explain|repeat|tell (?:you|them|someone|somebody)|say|go (?:through|over)|type|write|start)"
_MADE_TO = AnyCase(
    rf"\b(?:(?:do|must|will|am|should|why do|why must|why should) i (?:really |seriously |honestly |actually |going |supposed |expected |meant )*(?:now )?(?:have |need )?(?:got )?(?:to )?{_TELL}(?: {_AGAIN})?(?: all)?(?: (?:over|yet|once))?(?: (?:again|more|over|from (?:the )?(?:start|beginning|scratch)|a (?:second|third|fourth) time))+"
    rf"|how (?:many times|often) (?:do|must|will|am) i (?:have |need |going |supposed )*(?:to )?{_TELL}\b"
    rf"|(?:i(?:'m| am)|i(?:'ll| will)) not (?:going (?:to )?)?(?:explain\w*|repeat\w*|go(?:ing)? through|say\w*|tell\w*|typ\w+)(?: (?:you|to you))?(?: {_AGAIN})?(?: all)?(?: over)? again"
    rf"|(?:i have|i've got|i had|having|have) to {_TELL}(?: {_AGAIN})?(?: all)?(?: over)? again (?:to|for|with) (?:you|every|each|another|somebody|someone|yet|a (?:new|different))\b"
    r"|i(?:'ve| have)? (?:just|already|literally just) (?:told|explained|typed|wrote|written|said|went through|gone through)(?: (?:all|it|this|that|everything|the \w+))* (?:to )?(?:the|your) (?:bot|robot|machine|colleague|last (?:person|one|agent)|other (?:person|one|agent|guy|lady)|assistant))\b"
)
_UNMEANT = AnyCase(r"\b(?:glad|nice|good|no longer|didn't|don't|not|never|won't)\b[^.!?\n]{0,20}$")


def asks_from_the_start(text: str, before: SoFar) -> tuple[int, int] | None:
    """Where whoever has just taken over asks what it is about, though it was told to the one before; or None.

    >>> from heard.conversation import Speaker, Turn
    >>> from heard.listen.reading import Reading, SoFar
    >>> told = SoFar().add(Turn(Speaker.CUSTOMER, "I was billed 49.99 for a plan I cancelled."), Reading())
    >>> over = told.add(Turn(Speaker.BOT, "I'll connect you with a colleague."), Reading())
    >>> text = "Hi, this is Lou. What's your query today?"
    >>> text[slice(*asks_from_the_start(text, over))]
    "What's your query"
    >>> asks_from_the_start(text, told) is None
    True
    """
    found = _OPENING.search(text[:SCANNED].replace("’", "'"))
    if found is None:
        return None
    told: list[str] = []
    over = False
    company = [one.turn for one in before.last if one.turn.to_customer]
    for heard in before.last:
        turn = heard.turn
        if turn.from_customer and not over:
            told.append(turn.text[:SCANNED].replace("’", "'"))
        elif turn is company[-1] and _TAKES_OVER.search(turn.text[:SCANNED].replace("’", "'")):
            over = True
    return found.span() if over and _tell(" ".join(told)) else None


def _tell(said: str) -> bool:
    """Whether the customer has told what it is about, and not only that there is something."""
    words = {one.lower() for one in _WORD.findall(said)} - _SAYS_NOTHING
    return len(words) >= (TELLS if _TROUBLE.search(said) else 2 * TELLS)


def made_to_start_over(text: str) -> tuple[int, int] | None:
    """Where a customer says that they must tell it all again, or told it to somebody else just now; or None.

    >>> text = "omg. Do I really have to explain it all again"
    >>> text[slice(*made_to_start_over(text))]
    'Do I really have to explain it all again'
    >>> made_to_start_over("Do I have to enter the code again?") is None
    True
    """
    plain = text[:SCANNED].replace("’", "'")
    found = _MADE_TO.search(plain)
    if found is None or _UNMEANT.search(plain, 0, found.start()):
        return None
    return found.span()
