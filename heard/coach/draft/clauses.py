"""A draft's sentences and clauses, and the facts in them that must not get lost."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

ENDS = re.compile(r"[.!?]+[\"”)]*(?=\s|$|</?\w+ ?/?>)|\n")
SHORTENED = re.compile(
    r"\b(?:mr|mrs|ms|dr|st|art|no|nr|sec|para|ref|approx|vs|e\.g|i\.e|p|tel|ext)\.$", re.I
)
HANDLES = re.compile(r"\s*(?:@\w+[ ,]+)*")
LINK_ALONE = re.compile(r"\s*(?:https?://\S+|www\.\S+|<\w+>)\s*")
FEWEST = 3  # words of a clause that says something by itself

SEAM = re.compile(
    r"\s*[,;:](?=\s)\s*|\s+[-–—]+\s+"
    r"|\s+(?=(?:and|but|so|because|or|yet|though|although|unless|until|while|if|when|before|once)"
    r" (?:I|we|you|it|that|this|he|she|they|there|your|our|the|my|please|let)\b)",
    re.I,
)
COORDINATOR = re.compile(r"^(?:and|but|so|yet|plus|then|however)\b,?\s*", re.I)
DEPENDENT = re.compile(
    r"(?:if|unless|until|because|or|as|since|while|when|before|once|after|although|though|which|who|that['’]s why)\b",
    re.I,
)
LEADS_IN = re.compile(
    r"(?:I(?:['’]m| am) afraid|I (?:think|guess|must say|have to say|understand)|as you know|unfortunately|obviously|clearly"
    r"|well|look|listen|honestly|to be honest|frankly|with respect|I see|(?:yes|no|ok|okay|yeah|sure)|sir|madam|ma['’]am)[ ,]*",
    re.I,
)
ASIDE = re.compile(r"(?:for|in|to|with|by|at|on|from|per|due|regarding|about|meanwhile)\b", re.I)
SUBJECT = re.compile(r"\b(?:i|we|you|it|they|he|she|there)\b", re.I)
STANDS = re.compile(
    r"(?:(?:I['’]m|we['’]re|I am|we are)?\s*(?:so |very |really |truly )?sorry|(?:many )?(?:thanks|thank you)|oh (?:no|dear)"
    r"|(?:hi|hello|hey|dear|good (?:morning|afternoon|evening))\b.{0,30}|my apologies|apologies)",
    re.I,
)
TO_NOBODY = re.compile(r"dear sirs?(?:(?: or | and | ?/ ?)(?:madams?|ma['’]am))?", re.I)
VOCATIVE = re.compile(r"(?:(?:Mr|Mrs|Ms|Dr)\.? )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?")
FACT = re.compile(
    r"https?://\S+|www\.\S+|<\w+>|[\w.+-]+@[\w-]+\.\w[\w.]*|[@#]\w+|[\"“][^\"”]{2,80}[\"”]|\([^()]{3,80}\)"
    r"|(?:by |within |in |on |at )?[£$€]?\d[\w.,:/-]*(?: ?%| ?(?:euros?|pounds?|dollars?|(?:working |business )?days?|hours?|minutes?|weeks?"
    r"|months?|years?|am|pm|p\.m\.|a\.m\.)\b)?"
    r"|\b[A-Z]{1,4}[-\d][\w-]*\d[\w-]*"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:today|tomorrow|tonight|noon|midnight)\b"
    r"|\b(?:january|february|april|june|july|august|september|october|november|december)\b|\bMarch\b|\bMay\b(?= \d)",
    re.I,
)
CONTACT = re.compile(
    r"https?://\S+|www\.\S+|<\w+>|[\w.+-]+@[\w-]+\.\w[\w.]*|\+?\d[\d ()-]{6,}\d|\b\d-?8\d\d-[\w-]+"
)
NAME = re.compile(r"(?<![\w@#/.])[A-Z][a-z][\w'’-]*(?: [A-Z][a-z][\w'’-]*)*")
# Words that sentences begin with; any other capital is taken for a name.
_STARTERS = (
    "a an the this that these those i i'm i've i'll i'd we we're we've we'll you you're you've you'll "
    "your it it's he she they they're there there's here here's our my if when while once as since "
    "because before after until unless and but so or yet then for from to at in on of with by per "
    "please sorry thanks thank yes no ok okay well oh hi hello hey dear good sir madam look listen "
    "just now not don't do does did is are was were be been can can't could should would will won't "
    "what what's who which where why how let let's all any some most more very really unfortunately "
    "obviously clearly honestly actually however also still again already only even sure right relax "
    "calm stop noted dm pm am sms email phone call reach contact visit check see have has had having "
    "being get got give go rest kindly apologies apologize maybe perhaps nothing nobody everything "
    "something someone each every both either neither other that's absolutely totally completely definitely "
    "certainly ours their his her its us me them typically usually generally normally currently "
    "ideally additionally finally firstly secondly lastly sadly luckily thankfully hopefully regrettably "
    "regretfully occasionally sometimes often otherwise meanwhile instead therefore today tomorrow tonight "
    "yesterday others everyone everybody anyone tracking gps understood due read per according great perfect initially similarly first next presently glad happy pleased delighted thrilled "
)
NO_NAME = frozenset(_STARTERS.split())


class Span(NamedTuple):
    """Part of a draft, without the space around it: draft[start:end]."""

    start: int
    end: int


@lru_cache(maxsize=64)
def spans(draft: str) -> tuple[Span, ...]:
    """The sentences of a draft. A link that stands alone belongs to the sentence before it.

    >>> text = "It's on its way. It left at 4.30!\\nBye"
    >>> [text[one.start : one.end] for one in spans(text)]
    ["It's on its way.", 'It left at 4.30!', 'Bye']
    """
    found: list[Span] = []
    start = 0
    for end in _ends(draft):
        said = draft[start:end]
        handles = HANDLES.match(draft, start, end)
        first = handles.end() if handles else start
        last = start + len(said.rstrip())
        if last > first:
            alone = found and LINK_ALONE.fullmatch(draft, first, last)
            if alone and "\n" not in draft[found[-1].end : first]:
                first = found.pop().start
            found.append(Span(first, last))
        start = end
    return tuple(found)


def _ends(draft: str) -> Iterable[int]:
    for found in ENDS.finditer(draft):
        if not SHORTENED.search(draft, max(0, found.end() - 8), found.end()):
            yield found.end()
    yield len(draft)


def pieces(draft: str, sentence: Span) -> tuple[Span, ...]:
    """The clauses and asides of one sentence, in order, without what joins them.

    >>> text = "Ana, I've checked it, but that's our policy."
    >>> [text[one.start : one.end] for one in pieces(text, Span(0, len(text)))]
    ['Ana', "I've checked it", "but that's our policy."]
    """
    found: list[Span] = []
    at = sentence.start
    for seam in SEAM.finditer(draft, sentence.start, sentence.end):
        if seam.start() > at:
            found.append(Span(at, seam.start()))
        at = seam.end()
    if sentence.end > at:
        found.append(Span(at, sentence.end))
    return tuple(found)


def clause_of(draft: str, start: int, end: int) -> Span:
    """The clauses of one sentence that these words run through."""
    sentence = next((one for one in spans(draft) if one.end > start), Span(start, end))
    inside = [one for one in pieces(draft, sentence) if one.start < end and one.end > start]
    return Span(inside[0].start, inside[-1].end) if inside else Span(start, end)


def says_something(words: str) -> bool:
    """Whether a clause can stand as a sentence of its own: not "if you want", not "I'm afraid"."""
    bare = COORDINATOR.sub("", words.strip(" .!?"), count=1)
    if STANDS.fullmatch(bare):
        return True
    if DEPENDENT.match(bare) or LEADS_IN.fullmatch(bare):
        return False
    if ASIDE.match(bare) and not SUBJECT.search(bare):
        return False
    return len(bare.split()) >= FEWEST


def addresses(words: str) -> bool:
    """Whether these words only call somebody by name: "Ana", "Hi Ana"."""
    bare = words.strip(" ,.!?")
    if bare.lower() in NO_NAME:
        return False
    if TO_NOBODY.fullmatch(bare):
        return True
    greets = re.match(r"(?:hi|hello|hey|dear)\b", bare, re.I)
    return bool(VOCATIVE.fullmatch(bare)) or (greets is not None and len(bare.split()) <= FEWEST)


def facts(words: str) -> tuple[str, ...]:
    """What these words state that nobody could make up: numbers, days, links, quotes, names.

    Facts side by side are one.

    >>> facts("You should have told Ana by 5 March, on 0800 123.")
    ('Ana by 5 March', 'on 0800 123')
    """
    found = [(one.start(), one.end(), one[0].rstrip(".,;:")) for one in FACT.finditer(words)]
    for one in NAME.finditer(words):
        taken = any(start < one.end() and end > one.start() for start, end, _ in found)
        if not taken and one[0].split()[0].replace("’", "'").lower() not in NO_NAME:
            found.append((one.start(), one.end(), one[0]))
    runs: list[tuple[int, int]] = []
    for start, end, _ in sorted(found):
        if runs and not words[runs[-1][1] : start].strip():
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return tuple(words[start:end].rstrip(".,;:") for start, end in runs)
