"""A draft without what is rude in it: the words, the clause or the sentence goes, and the rest stays.

>>> text = "It's in Leeds, you moron. Whatever. It'll be with you on Friday, darling."
>>> purged(text, [(15, 24), (26, 34), (64, 73)])
"It's in Leeds. It'll be with you on Friday."
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.coach.draft.clauses import (  # fmt: skip
    COORDINATOR,
    DEPENDENT,
    FACT,
    HANDLES,
    Span,
    addresses,
    facts,
    pieces,
    says_something,
    spans,
)
from heard.coach.draft.find.beside_rudeness import goes_on_against
from heard.coach.draft.mend.redirect import TELLS
from heard.listen.rules.accusations import CONDITION, OUTCOME

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Stretch = tuple[int, int]  # draft[start:end]

FEW = 3  # words that may go by themselves where they end a clause that says something without them
NOWADAYS = re.compile(r"today|tonight|now", re.I)  # said in passing, and no fact by itself
HALF = 0.5  # of a clause: rudeness that runs over less of it and more of its neighbor is the neighbor's
ADVERB = re.compile(r"(?:obviously|clearly|honestly|seriously)\b,?\s*", re.I)
BELITTLES = re.compile(r"\b(?:precious|pathetic|silly|stupid|so-called|little)\s+", re.I)
YOURS = re.compile(r"your (?:precious|pathetic|silly|stupid|so-called|little)\b", re.I)
REPROACHES = re.compile(
    r"(?:(?<=[.!?]\s)|^)(?:as )?i(?:['’]ve| have)? (?:already )?told you(?: that)?[, ]+(?!(?:so|when|about|to|not|by|on|in|at)\b)(?P<opens>\w)(?=[\w'’]* \w+)",
    re.I | re.M,
)
HANDLE = re.compile(r"(?<!\w)@\w+")
DENIES = re.compile(r"\b(?:not|never|nobody|none|no)\b|n['’]t\b", re.I)  # that they did not say
MARKS = " \t,;:–—-"
STEM = 5
NEW = 2  # words that the customer has not said by which a sentence tells them something
ACTS = re.compile(
    r"\b(?:i|we)(?:['’](?:ll|ve|m|re)| will| have| am| are)\b|\byou(?:['’]ll| will| can| could| may)\b|\?",
    re.I,
)
COURTESY = re.compile(
    r"\b(?:thank\w*|sorry|apolog\w+|regards|cheers|hello|hi|hey|dear|welcome|please)\b", re.I
)


def purged(draft: str, rude: Iterable[Stretch], *, said: str = "") -> str:
    """The draft without these stretches. A fact that goes with them is left to the agent to say.

    `said` is what the customer said: what they told us themselves is no loss.
    """
    stretches = [_narrowed(draft, one) for one in rude]
    if not stretches:
        return draft
    parts: list[str] = []
    at = 0
    left_out = False
    for sentence in spans(draft):
        here = [one for one in stretches if one[0] < sentence.end and one[1] > sentence.start]
        if left_out and not here and goes_on_against(draft[slice(*sentence)]):
            here = [(sentence.start, sentence.end)]  # the rest of what was rude
        left_out = False
        if here:
            kept = _sentence(draft, sentence, here, said)
            left_out = not kept
            gap = draft[at : sentence.start]
            parts += (gap if kept else gap.rstrip(" "), kept)
            at = sentence.end
    text = "".join([*parts, draft[at:]]).strip()
    return REPROACHES.sub(lambda found: found["opens"].upper(), text)


def worth_keeping(draft: str, said: str, *, of: str = "") -> bool:
    """Whether a draft tells the customer anything that they have not said themselves.

    A sentence with a fact, or one that says something new and sends nobody away, is kept where it stood so in the draft that it is left `of`.
    """
    known = _stems(said)
    for sentence in spans(draft):
        words = draft[slice(*sentence)]
        new = _stems(COURTESY.sub(" ", words)) - known
        if words in of and new and len(words.split()) > 1 and not TELLS.match(words):
            return True
        if words in of and FACT.search(HANDLE.sub("", words)):
            return True
        told = [
            fact
            for fact in facts(words)
            if not fact.startswith("@")
            and fact.lower() not in said.lower()
            and (FACT.search(fact) or not words.startswith(fact))
        ]
        if told or len(new) >= NEW or (new and ACTS.search(words)):
            return True
        if DENIES.search(words) and len(words.split()) > FEW and _stems(words):
            return True
    return False


def _narrowed(draft: str, stretch: Stretch) -> Stretch:
    """Of "obviously you" and "your little parcel" only the word that belittles is to go."""
    start, end = stretch
    adverb = ADVERB.match(draft, start, end)
    if adverb is not None:
        return start, adverb.end()
    if YOURS.match(draft, start):
        belittles = BELITTLES.search(draft, start)
        if belittles is not None:
            return belittles.span()
    return stretch


def _sentence(draft: str, sentence: Span, rude: Sequence[Stretch], said: str) -> str:
    kept: list[Span] = []
    cuts: list[Stretch] = []
    gone: list[Span] = []
    parts = pieces(draft, sentence)
    most = {one: max(_share(one, part) for part in parts) for one in rude}
    for part in parts:
        here = [one for one in rude if _is_in(draft, one, part, most[one])]
        words = [one for one in here if _goes_alone(draft, one, part)]
        if len(words) == len(here):
            cuts += words
            kept.append(part)
        else:
            gone.append(part)
    against = [one for one in kept if goes_on_against(_without(draft, one, cuts))]
    gone += against
    kept = [one for one in kept if one not in against]
    if any(CONDITION.search(draft.replace("’", "'"), *one) for one in gone):
        kept = [one for one in kept if not OUTCOME.match(draft.replace("’", "'"), *one)]
    if gone:  # what hangs on a clause that went can't stand by itself
        kept = [one for one in kept if _stands(draft, one, cuts)]
    text = _joined(draft, kept, cuts, sentence)
    if not worth_keeping(text, said):
        text = ""
    rest = draft[: sentence.start] + draft[sentence.end :]
    own = facts(_without(draft, sentence, rude))
    lost = [
        fact
        for fact in dict.fromkeys(facts(draft[slice(*sentence)]))
        if ((fact in own and not draft.startswith(fact, sentence.start)) or FACT.search(fact))
        and not NOWADAYS.fullmatch(fact)
        and fact not in text
        and fact not in rest
        and fact.lower() not in said.lower()
    ]
    left = f"[still to say: {', '.join(lost)}]" if lost else ""
    return " ".join(one for one in (text, left) if one)


def _share(stretch: Stretch, part: Span) -> float:
    """How much of a clause these words run over, 0..1."""
    return max(0, min(stretch[1], part.end) - max(stretch[0], part.start)) / (part.end - part.start)


def _is_in(draft: str, stretch: Stretch, part: Span, most: float) -> bool:
    """Whether a clause is the one that these words make rude; `most` is their largest share of any."""
    if not draft[max(stretch[0], part.start) : min(stretch[1], part.end)].strip(MARKS):
        return False
    share = _share(stretch, part)
    return share >= HALF or share >= most


def _goes_alone(draft: str, stretch: Stretch, part: Span) -> bool:
    """Whether the words can go and leave the clause whole: an address, an adverb, an insult at its end."""
    start, end = max(stretch[0], part.start), min(stretch[1], part.end)
    words = draft[start:end]
    rest = f"{draft[part.start : start]} {draft[end : part.end]}".strip(" .!?,")
    if ADVERB.fullmatch(words) or BELITTLES.fullmatch(words):
        return True
    if len(words.split()) > FEW or not rest:
        return False
    at_end = not draft[end : part.end].strip(" .!?,;:")
    return at_end and (says_something(rest) or addresses(rest))


def _stands(draft: str, part: Span, cuts: Sequence[Stretch]) -> bool:
    words = _without(draft, part, cuts).strip(" .!?,")
    return (bool(facts(words)) and not DEPENDENT.match(words)) or says_something(words)


def _joined(draft: str, kept: Sequence[Span], cuts: Sequence[Stretch], sentence: Span) -> str:
    """The clauses that stay, with what stood between them where nothing between them went."""
    if not kept:
        return ""
    words = ""
    for place, part in enumerate(kept):
        own = _without(draft, part, cuts).strip(MARKS)
        if not own.strip(" .!?"):
            continue
        if not words:
            bare = COORDINATOR.match(own) if part.start > sentence.start else None
            words = own[bare.end() :] if bare else own
            continue
        between = draft[kept[place - 1].end : part.start]
        near = len(between) <= len("  – ") and not any(letter.isalnum() for letter in between)
        words += (between if near else ", ") + own
    words = re.sub(r"\s+([.,!?;:])", r"\1", words).strip(MARKS)
    handles = HANDLES.match(words)
    opens = handles.end() if handles else 0
    words = words[:opens] + words[opens : opens + 1].upper() + words[opens + 1 :]
    last = draft[sentence.end - 1]
    ends = kept[-1].end == sentence.end
    return words if ends or words[-1:] in ".!?" else words + (last if last in ".!" else ".")


def _without(draft: str, part: Span, cuts: Iterable[Stretch]) -> str:
    words, at = "", part.start
    for start, end in sorted(cuts):
        if end > at and start < part.end:
            words += draft[at : max(start, at)]
            at = min(end, part.end)
    return words + draft[at : part.end]


def _stems(text: str) -> set[str]:
    return {word[:STEM] for word in re.findall(r"[a-z]{4,}", text.lower())}
