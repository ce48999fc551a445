"""What a reply to somebody in danger must not say: a demand, a question for a number, comfort that plays it down, small talk."""

from __future__ import annotations

from typing import Literal

from heard.listen.any_case import AnyCase

Business = Literal["payment", "number", "played down", "small talk"]

SCANNED = 4000
_ASKS = r"\b(?:could|can|may|please|what(?:'s|\ is|\ are)|which|give|send|need|take|read|confirm|have|provide|tell)\b[^.!?]{0,40}?"
_SAID: dict[Business, AnyCase] = {
    "payment": AnyCase(
        r"\b(?:pay|settle|clear|transfer)\b[^.!?]{0,30}(?:[£$€]|\d|\b(?:balance|bill|amount|arrears|invoice|debt|overdue|outstanding|instal\w+|today|now)\b)"
        r"|\b(?:payment|balance|bill|amount|invoice|arrears|instal\w+)\b[^.!?]{0,30}\b(?:due|owed|owing|outstanding|overdue|required|needed)\b"
        r"|\b(?:make|made|take|arrange|set up)\ (?:a|the|your)\ (?:\w+\ )?payment\b|\bonce\ (?:you've|you\ have)\ paid\b"
    ),
    "number": AnyCase(
        _ASKS
        + r"\b(?:(?:account|customer|order|booking|reference|meter|policy|card|serial|case|invoice|tracking|model|ticket|batch)\b[^.!?]{0,12}\b(?:numbers?|no|id|references?|readings?|codes?|details)"
        r"|meter\ reading|the\ meter|date\ of\ birth|proof\ of\ purchase|receipt|photos?\b|security\ questions?|which\ (?:order|store|branch))\b"
        r"|\b(?:which\ order|is\ it\ (?:still\ )?(?:in|under|within)\ (?:the\ )?warranty)\b"
    ),
    "played down": AnyCase(
        r"\b(?:probably|likely|usually|possibly|maybe)\ (?:be\ )?(?:just|only|nothing|the|a|an|fine|nerves|normal)\b|\b(?:nothing|no\ need)\ to\ (?:worry|panic)\b"
        r"|\b(?:i'm|i\ am)\ (?:\w+\ )?sure\ (?:it|that|they|she|he|everything|you)(?:'s|'re|'ll|\ is|\ are|\ will)?\b|\b(?:it|that|she|he|you)(?:'ll|\ will)\ (?:all\ )?be\ (?:fine|ok|okay|alright|all\ right)\b"
        r"|\b(?:don't|do\ not)\ (?:panic|worry(?!\ about))\b|\bno\ (?:big\ deal|worries|cause\ for\ (?:alarm|concern))\b|\bit(?:'s|\ is)\ (?:quite\ |perfectly\ |completely\ )?normal\b|\bcheer\ up\b|\bother\ people\ have\ it\ worse\b"
    ),
    "small talk": AnyCase(
        r"\bhow(?:'s|\ is|\ has)\ your\ (?:day|week|evening|morning)\b|\bhow\ are\ you\ (?:doing\ |feeling\ )?today\b|\bhope\ (?:you're|you\ are|your|all\ is|this)\b[^.!?]*\b(?:well|day|weekend|great)\b"
        r"|\bhave\ a\ (?:great|nice|lovely|good|wonderful)\b|\b(?:is\ there\ )?anything\ else\ (?:i|we|you)\b|\bthank(?:s|\ you)\ for\ (?:reaching\ out|contacting|your\ patience|choosing|being)\b|\bhappy\ to\ help\b|\bsurvey\b"
    ),
}  # fmt: skip


def business_in(text: str) -> Business | None:
    """What kind of business a sentence goes about, or None.

    >>> business_in("Could you read me the meter number?"), business_in("To restore service, please pay £12.40.")
    ('number', 'payment')
    >>> business_in("Please get everyone outside now. What's your address?") is None
    True
    """
    plain = text[:SCANNED].replace("’", "'")
    return next((kind for kind, said in _SAID.items() if said.search(plain)), None)
