"""A contradiction mended: what can be seen from here, put beside what the customer saw.

>>> text = "That's not true, we called you on Monday."
>>> start, end, words = beside(text, Span(0, len(text)), 0)
>>> words + text[end:]
'From what I can see here, we called you on Monday.'
"""

from __future__ import annotations

import re

from heard.coach.draft.clauses import (
    COORDINATOR,
    DEPENDENT,
    FACT,
    NO_NAME,
    Span,
    pieces,
    says_something,
)
from heard.listen.rules.contradictions import DENIES, DOUBTS

SEEN = "From what I can see here, "
PUZZLED = "Something doesn't match, and I want to find out what."
_OPENER = (
    r"(?:no|nope|actually|well|look|listen|honestly|to be honest|in fact|frankly|again|sorry,?(?: but)?"
    r"|i(?:'m| am) (?:sorry|afraid),?(?: but)?|as (?:i|we)(?:'ve)? (?:already )?(?:said|told you|explained)|with all due respect)\b[,:]?\s+"
)
_RECORDS = (
    r"(?:according to (?:our|my|the) (?:records|system|notes|files),?"
    r"|(?:our|my|the) (?:records|system|notes|files) (?:clearly )?(?:shows?|says?|states?|confirms?|indicates?)(?: that)?)\s+"
)
_DENIES = (
    r"(?:(?:that|this|it)(?:'s| is| was)?(?: simply| just| really)?(?: not|n't)? (?:true|correct|right|accurate|incorrect|wrong|false|impossible"
    r"|what happened|how it (?:was|went|happened))"
    r"|(?:that|this|it) (?:isn't|wasn't) (?:true|correct|right|accurate|possible|what happened|how it (?:was|went|happened))"
    r"|(?:that|this|it) (?:can't|cannot|can not) be(?: right| true| correct)?|i (?:strongly )?disagree|you(?:'re| are) (?:wrong|mistaken|incorrect)"
    r"|(?:i|we) never (?:said|told (?:you|them)|promised(?: you)?)(?: (?:that|this|it|so))?"
    rf"|{'|'.join(DENIES)}"
    r"|i (?:don't|do not) (?:think|believe) (?:so|that's|that is|this is)(?: (?:true|correct|right|what happened|how it (?:was|went|happened)))?)"
)
_STRIPPED = re.compile(
    rf"(?:{_OPENER})*(?:{_DENIES}(?P<alone>\s*[.!]*$)|{_DENIES}\s*(?:[,;:–—-]|\bas\b|\bbecause\b|\bsince\b)\s*)?(?:{_OPENER})*(?:{_RECORDS})?",
    re.I,
)
_DOUBTS = re.compile(r"are you sure(?: that)? (?=you\b)", re.I)
_DENIAL = re.compile(_DENIES, re.I)
_OF_THEM = re.compile(
    r"\b(?:did(?:n't| not)|yourself|were(?:n't| not))\b", re.I
)  # not to be checked, but doubted
_DOUBTS_IT = re.compile(rf"(?:(?:and|but|so|well),? )?{DOUBTS}", re.I)
_WANTS = re.compile(
    r"are you sure(?: that)? you (?:do not|don't|wouldn't|would not) (?:want|like|prefer) ", re.I
)

# What no record can show.
_UNSEEN = tuple(
    re.compile(one, re.I)
    for one in (
        # a rule about our own side: "our cleaners don't break things"
        r"(?:(?:our|my|the) (?:[\w'-]+ ){0,2}?[\w'-]+|we|they|he|she) (?:don't|doesn't|do not|does not|never|always|would never|wouldn't)\b",
        r"(?:he|she|they)(?:'ll| will| must| may| might) have\b",
        r"(?:we|i)(?:'ve| have) never\b|.*\b(?:anyone|anybody|nobody|no[- ]one) else\b",
        # whose doing it was: "your phone did that, not our app"
        r".*\b(?:and|,) ?not (?:us|me|ours?|mine|our (?:[\w-]+ )?[\w-]+)\s*[.!]*$",
        r"(?:it|that|this)(?:'s| is| was|'s not| is not| was not| isn't| wasn't) (?:not )?(?:us|you|me|him|her|them|your \w+) (?:who|that)\b",
        r"it (?:wasn't|isn't|was not|is not) (?:us|me|our \w+)\b",
        # what they heard, or should have: "nobody promised you that"
        r"(?:that|this|it)(?:'s| is| was)(?: simply| just| really)?(?:n't| not) (?:what|how|like that)\b",
        r"(?:nobody|no[- ]one|none of us|if)\b",
    )
)


def beside(draft: str, sentence: Span, at: int) -> tuple[int, int, str] | None:
    """The edit that turns the clause at this place from a verdict on them into what we can see.

    What it states stays; only the contradiction in front of it gives way. None for a question
    that doubts nobody.
    """
    before = _told_before(draft, sentence, at)
    if before is not None:
        return before
    start = _clause_start(draft, sentence, at)
    words = draft[start : sentence.end].replace("’", "'")
    wants = _WANTS.match(words)
    if wants is not None:
        offers = "Would you like " if start == sentence.start else "would you like "
        return start, start + wants.end(), offers
    doubt = _DOUBTS.match(words)
    if doubt is not None and _OF_THEM.search(words):
        return start, sentence.end, PUZZLED
    if doubt is not None:
        asks = "Could you check whether " if start == sentence.start else "could you check whether "
        return start, start + doubt.end(), asks
    if words.endswith("?"):
        return (start, sentence.end, PUZZLED) if _DOUBTS_IT.match(words) else None
    found = _STRIPPED.match(words)
    if found is None or found["alone"] is not None:
        return _puzzled(draft, sentence, start)
    opens = start + found.end()
    rest = draft[opens : sentence.end]
    told = rest.replace("’", "'")
    if FACT.search(rest) is None and any(one.match(told) for one in _UNSEEN):
        return _puzzled(draft, sentence, start)
    lead = SEEN if start == sentence.start else SEEN[:1].lower() + SEEN[1:]
    first = draft[opens : sentence.end].split()[:1]
    lowers = bool(first) and _may_be_small(first[0])
    return start, opens + 1, lead + (draft[opens].lower() if lowers else draft[opens])


def _may_be_small(word: str) -> bool:
    """Whether a word that began a sentence is no name, no "I" and no short form like GPS."""
    bare = word.strip(",.").replace("’", "'")
    short = len(bare) > 1 and bare.isupper()
    return bare.lower() in NO_NAME and not short and bare != "I" and not bare.startswith("I'")


def _puzzled(draft: str, sentence: Span, start: int) -> tuple[int, int, str]:
    """The edit for a clause that only contradicts: a sentence of its own, where others stand before it."""
    clause = next((one for one in pieces(draft, sentence) if one.end > start), sentence)
    before = draft[sentence.start : clause.start].rstrip(" ,;:–—-")
    if not before:
        return start, sentence.end, PUZZLED
    return sentence.start + len(before), sentence.end, f". {PUZZLED}"


def _told_before(draft: str, sentence: Span, at: int) -> tuple[int, int, str] | None:
    """The edit for a denial that ends a sentence: what is told before it stays, as what we can see."""
    parts = pieces(draft, sentence)
    if len(parts) < 2 or parts[-1].start > at or not says_something(draft[slice(*parts[0])]):
        return None
    last = COORDINATOR.sub("", draft[slice(*parts[-1])].replace("’", "'").strip(" .!"), count=1)
    if _DENIAL.fullmatch(last) is None:
        return None
    words = draft[sentence.start : parts[-1].start].rstrip(" ,;:–—-")
    if _may_be_small(words.split()[0]):
        words = words[0].lower() + words[1:]
    return sentence.start, sentence.end, f"{SEEN}{words}."


def _clause_start(draft: str, sentence: Span, at: int) -> int:
    """Where the clause with this place begins that can be opened anew: the sentence, or after a "but"."""
    start = sentence.start
    for one in pieces(draft, sentence):
        if one.start > at:
            break
        words = draft[one.start : one.end]
        joined = COORDINATOR.match(words)
        if joined is not None and not DEPENDENT.match(words[joined.end() :]):
            start = one.start + joined.end()
    return start
