"""The missteps that the listener hears in a draft, borne out by what they can be about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.coach.draft.clauses import Span, clause_of, facts, spans
from heard.coach.draft.find.irony import WHY as TAKEN
from heard.coach.draft.find.part import is_part
from heard.coach.draft.find.pointing import pointing_sentence, points_away
from heard.coach.draft.find.vagueness import SOON, WISHED, ours, passes_on, sentence_start, wishes
from heard.coach.draft.find.wording import ADDRESS, KINDS, WHOLE_REPLY
from heard.coach.draft.finding import LOCAL, Finding
from heard.coach.draft.warm import is_warm
from heard.listen.rules.rudeness import calms_somebody_else
from heard.signals import MISSTEPS, get

if TYPE_CHECKING:
    from collections.abc import Iterable

    from heard.coach.coach import Coach
    from heard.listen import Reading
    from heard.playbook import Playbook
    from heard.playbook.phrase import Place

MODEL_AT = 0.7  # how sure a misstep must be where no wording of the playbook stands for it
# Rudeness and stock wording are so rare that the listener seldom is surer; of the replies in the first part of
# the development set hardly any reaches these by mistake.
LESS_AT = {"jab": 0.28, "argue": 0.4, "scripted": 0.5, "vague_promise": 0.55, "fix_first": 0.65}
HARMFUL = ("calm_down", "blame", "jab")  # here the words found are the harm: they give way
BARE = 3  # words of a reply that says nothing: "Okay. Thank you."
WORD = re.compile(r"[^\W\d_]+")
SAYS_THEN = ("deflect", "argue", "cold")  # here the playbook's `then` goes with other words, too
SHORTEST = 3  # a sigh, "oh god", runs nobody down
LONG = 16  # words of a clause that only runs our own side down


def with_missteps(draft: str, heard: Reading, coach: Coach, found: list[Finding]) -> list[Finding]:
    """The findings, with the missteps that the listener is sure of in any words."""
    named = {one.name for one in found if not one.polish}
    if "weak_apology" in named:
        named.add("excuse")
    if "promise_not_allowed" in named:
        named.add("vague_promise")
    if any(one.why == TAKEN for one in found):
        named.add("scripted")
    for name in MISSTEPS:
        if name in named or heard.sure(name) < LESS_AT.get(name, MODEL_AT):
            continue
        if not _stands(name, draft, heard, coach) or _goes_with_blame(name, heard, found):
            continue
        found = [one for one in found if one.name != name or mends_wording(one)]
        found.append(_misstep(name, heard, coach.playbook, draft))
    return found


def _goes_with_blame(name: str, heard: Reading, found: Iterable[Finding]) -> bool:
    """Whether what contradicts them is an accusation that gives way already."""
    signal = heard.signal(name)
    return (
        name == "argue"
        and signal is not None
        and any(
            one.name == "blame"
            and one.sure is None
            and one.start < signal.end
            and one.end > signal.start
            for one in found
        )
    )


def mends_wording(found: Finding) -> bool:
    """Whether this is stock wording that gives way in its place, whatever the whole reply lacks."""
    return found.polish and found.name in WHOLE_REPLY and found.place in LOCAL


def _stands(name: str, draft: str, heard: Reading, coach: Coach) -> bool:
    """Whether what the listener heard is borne out by what it can be about."""
    signal = heard.signal(name)
    if signal is not None and not any(c.isalpha() for c in draft[signal.start : signal.end]):
        return False
    if name in WHOLE_REPLY and is_part(draft, coach.before):
        return False
    if name == "deflect":
        return points_away(draft, coach.before)
    if name == "calm_down" and signal is not None:
        return not calms_somebody_else(draft, signal.start, signal.end)
    if name == "vague_promise" and signal is not None:
        promised = ours(draft, sentence_start(draft, signal.start), signal.end)
        return promised and not wishes(draft, signal.start) and not _in_passing(draft, coach)
    if name == "fix_first":
        return _skips_the_feeling(draft, coach)
    return True


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


def _in_passing(draft: str, coach: Coach) -> bool:
    """Whether a calm customer is only told that their words are passed on, or an eye is kept on it."""
    return not is_warm(coach) and passes_on(draft)


def _skips_the_feeling(draft: str, coach: Coach) -> bool:
    """Whether a draft goes for the fix while the customer is upset: an explanation is no fix."""
    if not is_warm(coach):
        return False
    plain = ADDRESS.sub(lambda found: " link " if "/" in found[0] else " ", draft)
    if EXPLAINS.search(plain) and "?" not in plain:
        return False
    return FIXES.search(plain) is not None or " link " in plain


def _misstep(name: str, reading: Reading, playbook: Playbook, draft: str) -> Finding:
    signal = reading.signal(name)
    start, end = (0, len(draft)) if signal is None else (signal.start, signal.end)
    phrase = next((one for one in playbook.phrases if one.misstep == name and one.whole), None)
    repair = next((play for play in playbook.plays if play.is_for(name)), None)
    why = repair.why if repair is not None else get(name).why
    place: Place = "add"
    if name == "deflect":
        start, end = pointing_sentence(draft, Span(start, end))
        place = "ahead"
    elif name == "cold" and len(WORD.findall(ADDRESS.sub(" ", draft))) <= BARE:
        start, end, place = 0, len(draft), "replace"
    elif name in WHOLE_REPLY:
        place = "before"
        why = get(name).why if name == "cold" else why
    elif name == "vague_promise":
        place = "after"
        sentence = next((one for one in spans(draft) if one.end > start), Span(start, end))
        soon = SOON.search(draft, *sentence)
        if soon is not None and not WISHED.search(draft, *sentence):
            start, end, place = soon.start(), soon.end(), "swap"
            return Finding(
                KINDS[name], name, reading.sure(name), start, end, why, place, ("by {date}",)
            )
    elif name in HARMFUL:
        place = "replace"
    elif name == "argue":
        place = "beside"
    elif name == "over_agree":
        clause = clause_of(draft, start, end)
        if _gives_way(draft[slice(*clause)]):
            (start, end), place = clause, "replace"
    return Finding(
        KINDS.get(name, "misstep"),
        name,
        reading.sure(name),
        start,
        end,
        why,
        place,
        () if phrase is None else phrase.whole,
        then=() if phrase is None or name not in SAYS_THEN else phrase.then,
    )


def _gives_way(clause: str) -> bool:
    """Whether a clause only condemns our own side: nothing is lost with it."""
    return not facts(clause) and SHORTEST <= len(clause.split()) <= LONG
