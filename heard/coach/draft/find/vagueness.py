"""Whether "soon" promises something of ours, or only wishes it, or passes a word on.

>>> draft = "We hope you'll be back soon."
>>> ours(draft, 23, 27)
False
>>> draft = "You'll hear from us soon."
>>> ours(draft, 20, 24)
True
"""

from __future__ import annotations

import re

from heard.coach.draft.clauses import Span, spans
from heard.playbook.matcher import clause_end

SCANNED = 300  # characters before the words that are looked at
SOON = re.compile(
    r"\b(?:(?:very |pretty |quite |super |real |really )?(?:soon(?! as)|shortly)|asap|as soon as possible|in due course)\b",
    re.I,
)
# Something of ours that is announced or promised, in the same clause as "soon".
OURS = re.compile(
    r"\b(?:we|i|they|someone|somebody|he|she|it|that|this|our \w+|(?:the|an?|your|my)(?: \w+){1,2}?)(?: \w+ly| all)?"
    r"(?:['’](?:ll|re|m|s)| will| are| am| is| should| shall| hope to have| plan to| aim to| can| may)\b"
    r"|\byou(?:['’]ll| will| should|['’]re going to| are going to) (?:\w+ )?(?:hear|have|get|receive|see|be|find)\b"
    r"|\b(?:to|will|should|and|be|let me) (?:\w+ )?(?:get|have|be|reply|respond|reach|update|contact|call|fix|resolve|sort|ship|send|loop)\w*\b"
    r"|\b(?:resolved|fixed|sorted|sent|shipped|answered|delivered|processed|updated|out to you|back to you|in touch|reply|respond)\b",
    re.I,
)
WISHED = re.compile(
    r"\b(?:hope|hoping|wish(?! to (?:inform|advise|assure|confirm|affirm|tell|let|update))|wishing|fingers crossed|look(?:ing)? forward|see you|talk to you|hear(?:ing)? (?:back )?from you"
    r"|welcom\w+|get well|feel better|on the mend|until|how|too|please|pls|make sure to|avoid|your reply|tell us|let us know"
    r"|(?:we|i) (?:try|aim|strive) to)\b",
    re.I,
)
HOPES = re.compile(
    r"\b(?:fingers crossed|hopefully|(?:i|we)(?:['’](?:m|re)| am| are)? hop(?:e|ing))\b[^.!?;:]{0,40}$",
    re.I,
)
COMMITS = re.compile(r"\b(?:we|i|they|someone|team)(?:['’]ll| will)\b", re.I)
PASSES_ON = re.compile(
    r"\b(?:pass|share|feed|forward|relay|send)(?:ing)? (?:(?:this|that|it|these|your|the|all) )*(?:\w+ )?"
    r"(?:feedback|comments?|suggestions?|thoughts|ideas?|back|along|on|(?:to|with) (?:the|our|my))\b"
    r"|\blet(?:ting)? (?:the|our|my) (?:\w+ )?(?:teams?|folks|people|manager|developers?|colleagues?|store|staff) know\b|\bkeep an eye (?:out|on)\b",
    re.I,
)


def ours(draft: str, start: int, end: int) -> bool:
    """Whether the clause of these words promises or announces something of ours, and doesn't just wish it."""
    before = draft[max(sentence_start(draft, start), start - SCANNED) : start]
    if WISHED.search(before):
        return False
    clause = re.split(r"[;:]\s", before)[-1] + draft[start : clause_end(draft, end)]
    return OURS.search(clause) is not None or not before.strip()


def wishes(draft: str, start: int) -> bool:
    """Whether the sentence of this place wishes or hopes for something, and commits nobody to it."""
    sentence = next((one for one in spans(draft) if one.end > start), Span(0, len(draft)))
    if WISHED.search(draft, *sentence) is None:
        return False
    commits = COMMITS.search(draft, *sentence)
    return commits is None or HOPES.search(draft[sentence.start : commits.start()]) is not None


def passes_on(draft: str) -> bool:
    """Whether a draft says that their words are passed on, or that an eye is kept on it."""
    return PASSES_ON.search(draft) is not None


def sentence_start(draft: str, at: int) -> int:
    """Where the sentence of this place begins."""
    return next((one.start for one in spans(draft) if one.end > at), 0)
