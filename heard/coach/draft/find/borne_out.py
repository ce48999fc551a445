"""Whether a misstep that the listener hears in a draft is borne out by the words, and by what was said before.

A score alone can be mistaken, the more so in conversations of a kind that nobody has labelled.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.coach.corroboration import unfinished
from heard.coach.draft.clauses import HANDLES
from heard.coach.draft.find.part import is_part
from heard.coach.draft.find.pointing import points_away
from heard.coach.draft.find.vagueness import ours, passes_on, sentence_start, wishes
from heard.coach.draft.find.wording import ADDRESS, WHOLE_REPLY
from heard.coach.draft.warm import is_hot, is_pleased, is_warm
from heard.listen.reading import FIRM
from heard.listen.rules.needed_again import asks_for_what_is_missing
from heard.listen.rules.rudeness import calms_somebody_else

if TYPE_CHECKING:
    from heard.coach.coach import Coach
    from heard.listen import Reading
    from heard.listen.reading import Signal

PLAIN_AT = 0.65  # a contradiction this sure needs no word that contradicts
MEANT_AT = 0.9  # a jab at somebody who is pleased, and jokes with us, must be this sure
DONE_AT = 0.6  # what a short reply does for them, so that it isn't curt

FIXES = re.compile(
    r"\?|\b(?:please|kindly|pls|plz|can you|could you|you can|you may|you(?:['’]ll| will)? need|you have to|try|dm|send|share|follow"
    r"|visit|go to|check|check out|click|press|hold|restart|contact|call us|here(?:['’]s| is| are|:)|we['’]d (?:like|love|be)"
    r"|happy to|glad to|love to|let['’]?s|let us|look into|suggest|recommend|help(?: is|['’]s)?|these (?:steps|tips))\b|https?:|<\w+>",
    re.I,
)
EXPLAINS = re.compile(
    r"\b(?:we(?:['’]ve| have| are|['’]re) (?:\w+ly )?(?:passed|raised|reported|sent|prohibited|removed|review\w+|working|refunded|fixed"
    r"|committed|made|taken|asked|escalated)|our team is)\b",
    re.I,
)
# A fact told beside what they said has none of these.
CONTRADICTS = re.compile(
    r"\b(?:no,|not|never|nobody|actually|technically|definitely|clearly|as (?:stated|i said)|but|though|however|correct|only covers|(?:our|the) (?:system|records?|notes?|logs?|cameras?|report|tracking|listing)"
    r"|maybe you|if you(?:'d| had)|you(?:'d| would) have)\b|n't\b",
    re.I,
)
YOU_CAN = re.compile(
    r"\byou (?:can|could|may)(?: also)? (?:try|use|find|see|watch|check|do|get)\b", re.I
)
SERVES = ("acknowledge", "apologize", "own", "set_expectation", "solve", "set_boundary")


def is_borne_out(name: str, draft: str, heard: Reading, coach: Coach) -> bool:
    """Whether what the listener heard is borne out by what it can be about."""
    signal = heard.signal(name)
    if signal is not None and not any(c.isalpha() for c in draft[signal.start : signal.end]):
        return False
    if name in WHOLE_REPLY and is_part(draft, coach.before):
        return False
    if name == "ask_again":
        return not asks_for_what_is_missing(draft, coach.before)
    if name == "cold":
        return is_warm(coach) and not any(heard.sure(one) >= DONE_AT for one in SERVES)
    if name == "deflect":
        return points_away(draft, coach.before) and not _answers_calmly(draft, heard, coach)
    if name == "excuse":  # what comes after it may be the help
        return not unfinished(HANDLES.sub("", draft, count=1))
    if name == "fix_first":
        return _skips_the_feeling(draft, coach)
    return signal is None or _is_meant(signal, draft, heard, coach)


def _answers_calmly(draft: str, heard: Reading, coach: Coach) -> bool:
    """Whether somebody who isn't upset is told where they can do it themselves: that is an answer."""
    return not is_warm(coach) and heard.sure("solve") >= FIRM and YOU_CAN.search(draft) is not None


def _is_meant(signal: Signal, draft: str, heard: Reading, coach: Coach) -> bool:
    """Whether the words that were heard mean what they sound like."""
    start, end = signal.start, signal.end
    if signal.name == "argue":
        return signal.sure >= PLAIN_AT or CONTRADICTS.search(draft, start, end) is not None
    if signal.name == "calm_down":
        return not calms_somebody_else(draft, start, end)
    if signal.name == "jab":
        if signal.sure < FIRM and heard.sure("argue") > signal.sure:
            return False  # it contradicts them, and says no more than that
        return signal.sure >= MEANT_AT or not is_pleased(coach)
    if signal.name == "vague_promise":
        promised = ours(draft, sentence_start(draft, start), end)
        return promised and not wishes(draft, start) and not _in_passing(draft, coach)
    return True


def _in_passing(draft: str, coach: Coach) -> bool:
    """Whether somebody who isn't hot is only told that their words are passed on, or an eye is kept on it."""
    return not is_hot(coach) and passes_on(draft)


def _skips_the_feeling(draft: str, coach: Coach) -> bool:
    """Whether a draft goes for the fix while the customer is upset: an explanation is no fix."""
    if not is_warm(coach):
        return False
    plain = ADDRESS.sub(lambda found: " link " if "/" in found[0] else " ", draft)
    if EXPLAINS.search(plain) and "?" not in plain:
        return False
    return FIXES.search(plain) is not None or " link " in plain
