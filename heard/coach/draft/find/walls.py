"""How far an excuse or a policy wall runs, so that all of it gives way, and nothing that it states is lost.

>>> from heard.coach.draft.finding import Finding
>>> draft = "Sorry, we're getting a high volume of calls. It ships on Monday."
>>> wide = widened(draft, Finding("misstep", "excuse", 0.9, 24, 36, "", "instead", ()))
>>> draft[wide.start : wide.end], wide.place
("we're getting a high volume of calls", 'instead')
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from heard.coach.draft.clauses import FACT, LEADS_IN, Span, pieces, spans

if TYPE_CHECKING:
    from heard.coach.draft.finding import Finding

WIDE = ("excuse", "policy_wall")
DOING = ("Here's what I'm doing about it: {step}.",)
OPEN = ("What I can do is {option_a}.",)
NOWADAYS = re.compile(r"\b(?:today|tonight|now)\b", re.I)
# A clause that says something of their matter stays: what it tells them is not the excuse.
THEIRS = re.compile(
    r"\b(?:you|your|yours|returns?|refunds?|orders?|exchanges?|items?|deliver\w*|parcels?|accept\w*|cancel\w*|replac\w+)\b",
    re.I,
)
_RULES = r"(?:polic(?:y|ies)|terms(?: (?:and|&) conditions)?|rules?|guidelines?|t&cs?)"
_OURS = rf"(?:our|the|company|store|shop)(?: (?!policy|terms|rules)[\w-]+){{0,2}} {_RULES}"
FORBIDS = re.compile(
    rf"(?:unfortunately,? )?{_OURS} (?:(?:does|do|will)(?:n['’]t| not)|never) (?P<verb>allow|permit|let)(?P<whom> me| us| you)?(?: for)?(?P<to> to)?\b",
    re.I,
)
STATES = re.compile(
    rf"(?:unfortunately,? )?{_OURS} (?:clearly |also )?(?:state|say|require|dictate|specif|mention|demand)\w*(?: clearly)?(?: that)? (?=(?:\w+ ){{0,4}}(?:must|can|may|are|is|need|have|has|should|will|cannot)\b)",
    re.I,
)
_WHICH = r"(?P<{}>(?:section|clause|article|art\.|paragraph|§) ?[\d.]*\d)"
SECTION = re.compile(
    rf"(?:(?:as (?:per|stated|outlined|written) in |as per |per |under ){_OURS}, {_WHICH.format('which')}[, ]+"
    rf"|(?:pursuant to|in accordance with|according to|as per|per|under) {_WHICH.format('of')} of (?:our|the|your) (?:agreement|contract|{_RULES})(?: (?:that )?you (?:accepted|signed|agreed to))?, )",
    re.I,
)
BECAUSE = re.compile(
    r",?\s*\b(?:due to|because of|owing to|as a result of|on account of)\s+(?:[^,.;!?]{2,40}? (?:beyond|outside) (?:our|my) control|[^,.;!?]+?)(?=,|[.;!?]|$|\s+(?:your|the (?:parcel|order|delivery|refund)|our|we|it|this|that|i|all|deliver\w+|orders|there|everything)\b)",
    re.I,
)


def widened(draft: str, found: Finding) -> Finding:
    """The finding over the whole excuse, or the wall as it is put in words of our own.

    Where the clause says something of the customer's matter, or holds a fact, only a reason that stands
    in it ("due to high demand") gives way; where there is none, the finding stays as it is.
    """
    if found.name not in WIDE or found.place not in ("instead", "add", "drop"):
        return found
    sentence = next((one for one in spans(draft) if one.end > found.start), None)
    if sentence is None:
        return found
    if found.name == "policy_wall":
        put = _in_own_words(draft, sentence, found)
        if put is not None:
            return put
    if found.place == "drop":
        return found
    reason = BECAUSE.search(draft, *sentence) if found.name == "excuse" else None
    clause = _clause(draft, sentence, found)
    if clause is not None and not _tells(draft[slice(*clause)]):
        return replace(found, start=clause.start, end=clause.end, place="instead")
    if reason is None or FACT.search(NOWADAYS.sub(" ", reason[0])):
        return found
    at_head = not draft[sentence.start : reason.start()].strip(" ,") or LEADS_IN.fullmatch(
        draft[sentence.start : reason.start()].strip(" ,") + " "
    )
    if at_head:
        return replace(found, start=sentence.start, end=reason.end(), place="drop", then=DOING)
    return replace(
        found, start=reason.start(), end=reason.end(), place="swap", lines=("",), then=DOING
    )


def _in_own_words(draft: str, sentence: Span, found: Finding) -> Finding | None:
    forbids = FORBIDS.search(draft, *sentence)
    if forbids is not None:
        whom = (forbids["whom"] or "").strip().lower()
        who = "You" if whom == "you" else "I"
        verb = "" if forbids["to"] or (forbids["verb"].lower() == "let" and whom) else " offer"
        return _swapped(found, forbids, f"{who} can't{verb}")
    section = SECTION.search(draft, *sentence)
    if section is not None:
        return _swapped(found, section, f"By {(section['which'] or section['of']).lower()}, ")
    states = STATES.search(draft, *sentence)
    if states is not None and states.start() == sentence.start:
        return replace(found, start=states.start(), end=states.end(), place="drop", then=OPEN)
    return None


def _swapped(found: Finding, words: re.Match[str], line: str) -> Finding:
    return replace(
        found, start=words.start(), end=words.end(), place="swap", lines=(line,), then=OPEN
    )


def _clause(draft: str, sentence: Span, found: Finding) -> Span | None:
    """The clause with the words that were found; of several, all of them if none tells anything."""
    inside = [
        one for one in pieces(draft, sentence) if one.start < found.end and one.end > found.start
    ]
    if not inside:
        return None
    words = draft[inside[0].start : inside[-1].end].rstrip(" .!?,;:")
    return Span(inside[0].start, inside[0].start + len(words))


def _tells(clause: str) -> bool:
    return THEIRS.search(clause) is not None or FACT.search(NOWADAYS.sub(" ", clause)) is not None
