"""Whether a draft sends the customer away, or gives them what they asked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.coach.draft.clauses import Span, spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heard.listen import Heard, SoFar

SCANNED = 3000  # characters of a turn looked at
AWAY = re.compile(
    r"\b(?:contact(?:ing)?|call(?:ing)?|e-?mail(?:ing)?|write to|reach(?:ing)? out|reach (?:them|us|our|the)|get in touch|speak (?:to|with)|talk to|chat with"
    r"|visit|tickets?|report (?:it|this|that)|submit|fill (?:in|out)|form|website|our site|phone (?:line|team|support)|live chat|upvote"
    r"|send(?:ing)? (?:a |us |your )?(?:an? )?(?:e-?mail|feedback|feeback|message|request)|support team|faqs?|refer to|link)\b",
    re.I,
)
PLACE = re.compile(r"https?:|www\.|<\w+>|\b(?:here|link|page|site|website|number)\b|\d{3}", re.I)
ASKS_WHO = re.compile(
    r"\b(?:how|where|who)(?: (?:would|do|can|should|could|might|else|to)){1,2} ?(?:i|we)?\b[^.!?\n]{0,20}"
    r"\b(?:contact|reach|e-?mail|call|speak|talk|get hold|get in touch|write|complain|report|ask|go for help|get help|send)\b"
    r"|\b(?:what(?:['’]s| is)|is there|do you have|can i (?:get|have)|give me|need|send me)\b[^.!?\n]{0,30}"
    r"\b(?:phone number|number (?:to|for|i)|contact|e-?mail address|support line|link|web ?page|form|someone to (?:talk|speak))\b",
    re.I,
)
ASKS_HOW = re.compile(
    r"\b(?:how (?:do|can|to|would|should|does|did|can)|where (?:do|can|is|are|should)|is there (?:any|a|an|some)|any (?:way|fix|idea|help)"
    r"|what (?:do i|is the|are the|can i|should)|which|can i|do i|am i able|how come)\b",
    re.I,
)
INFORMS = re.compile(
    r"\b(?:steps?|here['’]?s how|how to|articles?|guide|details?|info(?:rmation)?|lists?|instructions?|learn|tips|options?|see|find|options|check)\b",
    re.I,
)
ACTS = re.compile(
    r"\b(?:i|we)(?:['’]ve| have|['’]ll| will|['’]m| am|['’]re| are)?(?: just| now| already| also| happily)* "
    r"(?:pass(?:ed|ing)? (?!by)|rais(?:e|ed|ing)|sent|reported|forward(?:ed|ing)?|escalat(?:ed|ing|e)|book(?:ed|ing)?|refund(?:ed|ing)?"
    r"|asked|open(?:ed|ing)?|logged|flagg?(?:ed|ing)?|updated|fixed|checked|looped|cancell?ed|added|reset|credited|processed|resent|re-sent"
    r"|(?:will |['’]ll )?(?:tell|ring|call|let them know))\b",
    re.I,
)

LANGUAGE = re.compile(r"\b(?:your|preferred|native|another|other|local) languages?\b", re.I)


def points_away(draft: str, before: SoFar) -> bool:
    """Whether sending them there takes the place of help.

    It doesn't where the place is what they asked for, where the agent acts as well, or where
    another language is spoken there.
    """
    if ACTS.search(draft) or LANGUAGE.search(draft):
        return False
    asked = " ".join(
        one.turn.text[:SCANNED] for one in _since_our_last(before) if one.turn.from_customer
    )
    if not PLACE.search(draft):
        return True
    if ASKS_WHO.search(asked):
        return False
    return not (ASKS_HOW.search(asked) and INFORMS.search(draft) and not AWAY.search(draft))


def pointing_sentence(draft: str, found: Span) -> Span:
    """The sentence in which a draft points elsewhere: among the words found, or else the likeliest."""
    every = spans(draft)
    inside = [one for one in every if one.start < found.end and one.end > found.start]
    for sentences in (inside, every):
        for one in sentences:
            if AWAY.search(draft, *one):
                return one
    return next((one for one in reversed(every) if PLACE.search(draft, *one)), found)


def _since_our_last(before: SoFar) -> Iterator[Heard]:
    for heard in reversed(before.last):
        if heard.turn.to_customer:
            return
        yield heard
