"""Names: those that are known beforehand, and those by which people introduce themselves."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

Span = tuple[int, int]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Names, and parts that join them, that are also ordinary words: a name only where it is capitalized inside a sentence.
_ALSO_WORDS = _words(
    """
    will may mark rose grace hope bill art pat sue faith joy summer dawn april june august max rich jack
    frank grant chance miles price young long short brown white black green gray grey king best day week
    case page wood hill park stone field church love good cook baker carter hunter penny ray rob drew
    chase ivy olive violet daisy lily amber ruby jade pearl iris autumn star sky don dean bell banks
    bush cash cross fox gold hall lane law little major moon noble small swift sharp strong waters way
    west wise ward rush read reading sales store bank ring van von de der den del di da do dos la le al
    el bin an as at be by go he hi if in is it me my no of on or so the to up us we bay bee low man new
    old pay say see son sun via war
    """
)
# A capital and a small letter somewhere after it; taken as a whole, so that no long word is tried in all its parts.
_PART = r"[A-ZÀ-ÖØ-Þ](?=[\w'’-]*[a-zà-öø-ÿ])[\w'’-]*+"
_SHORT = r"(?:(?<=\b[A-Z][a-z])\.)"  # "St. Clair"; after a longer word it ends the sentence
_FULL = rf"{_PART}(?: [A-Z]\.)?(?:{_SHORT}? (?:van |von |de |der |den |la |al |bin |O'|Mc)*{_PART}){{0,2}}"
_TOLD = re.compile(
    rf"\b(?i:my name is|my name'?s|name is|the name'?s|my full name is|surname is|last name is|first name is"
    rf"|registered (?:to|under)|in the name of|under the name(?: of)?|account holder(?: is)?|cardholder(?: is)?"
    rf"|name on the (?:card|account|order) is|speaking (?:with|to))[: ]+({_FULL})"
)
_TITLE = re.compile(
    rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Herr|Frau|Señora?|Madame|Monsieur)\.? ({_FULL})"
)
_SIGNED = re.compile(
    rf"(?i:\b(?:(?:kind |best |warm )?regards|sincerely(?: yours)?|yours (?:truly|faithfully|sincerely)|cheers|many thanks|thanks)),?\s*\n+\s*({_FULL})\s*$"
)
_INTRODUCED = re.compile(
    rf"\b(?i:this is|it'?s) ({_PART}(?: {_PART})?)(?= (?:speaking|calling|here|from)\b)"
)
_HI = r"(?i:(?:hi|hiya|hello|hey|good (?:morning|afternoon|evening|day)|yes|yeah|ok)(?: there| again| all)?[,.! ]+)"
_OVER = r"(?=\s*(?:[.,!;\n]|$| and (?i:i|my|we)\b))"
_I_AM = re.compile(  # at the beginning of what is said; one name alone only after a greeting
    rf"(?:^|\n)\s*(?:{_HI}?(?i:this is|it'?s|i'?m|i am) ({_PART}(?: {_PART}){{1,2}}){_OVER}"
    rf"|{_HI}(?i:this is|it'?s) ({_PART}){_OVER}"
    rf"|{_HI}?({_PART}(?: {_PART}){{1,2}}) here(?=\s*(?:[.,!;\n-]|$))|{_HI}({_PART}) here(?=\s*(?:[.,!;\n-]|$)))"
)
_SPOKEN_TO = re.compile(r"(?i)\bspeaking (?:with|to)[: ]+$")
_FIRMS = frozenset(  # of names, but of companies
    ["Airlines", "Airways", "Bank", "Corp", "Energy", "Express", "Group", "Hotel", "Inc", "Insurance",
     "Ltd", "Mail", "Mobile", "Post", "Prime", "Shop", "Store"]
)  # fmt: skip
# Each with parts of words: where none of them is, the pattern finds nothing.
_PATTERNS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (_TOLD, ("name", "registered", "holder", "speaking")),
    (_TITLE, ("mr", "ms", "miss", "mx", "dr", "prof", "herr", "frau", "señor", "mada", "monsieur")),
    (_SIGNED, ("\n",)),
    (_INTRODUCED, ("speaking", "calling", " here", " from")),
    (_I_AM, ("this is ", "it's ", "its ", "i'm ", "im ", "i am ", " here")),
)
_WORD = r"[^\W\d_][\w'.-]*"
_LABEL = re.compile(
    rf"(?:^|[\n,;] ?)\s{{0,4}}(?:(?:my|full|first|last|family|given|customer|contact|legal) ){{0,2}}(?:sur)?name ?[:=] ?"
    rf"({_WORD}(?: {_WORD}){{0,2}})(?=\s*(?:$|[\n,;]))",
    re.I,
)
_SMALL = re.compile(
    rf"\bmy (?:full |first |last )?name(?: is|'s|s) ({_WORD}(?: {_WORD}){{0,2}}?)"
    r"(?= and (?:i|my|we|this|you)\b|\.?\s*$|[,;!\n]|\. )",
    re.I,
)
_NO_NAME = _words(
    """
    a an the not no in on at of off it is be this that there here to for with by from as still never
    nowhere missing wrong misspelled misspelt spelled spelt written printed changed listed private
    secret important correct incorrect right fine different already only just also what who nobody none
    unknown anonymous nothing mud irrelevant taken known same below above attached withheld required n/a
    cut gone too so very really clear blank empty invalid enough
    """
)
_NEVER = _words(
    """
    Customer Service Support Sir Madam Madame Not Still Never Just Now Very So Too Really Nobody Someone
    Billing Sales Returns Team Manager Monday Tuesday Wednesday Thursday Friday Saturday Sunday The A An
    """
)


def introduced(text: str) -> tuple[str, ...]:
    """The names themselves that are told in a text, those of people who were only spoken to left out.

    >>> introduced("Hi, this is Maria Lopez. I was speaking to Tom, my name is Mary by the way.")
    ('Mary', 'Maria Lopez')
    """
    return tuple(
        dict.fromkeys(
            text[start:end].rstrip(".")
            for start, end in told(text)
            if not _SPOKEN_TO.search(text, max(0, start - 20), start)
        )
    )


def told(text: str) -> Iterator[Span]:
    """Names by which people introduce themselves, or somebody else, in a text."""
    small = text.lower()
    for pattern, parts in _PATTERNS:
        if any(map(small.__contains__, parts)):
            for found in pattern.finditer(text):
                group = found.lastindex or 1
                words = found[group].split()
                if words[0] not in _NEVER and _FIRMS.isdisjoint(words):
                    yield found.span(group)
    if "name" in small:
        yield from _lowercase(text)


def names(text: str, known: tuple[str, ...]) -> Iterator[Span]:
    """Names in a text: those that are told in it, and those that are known."""
    yield from told(text)
    if known:
        anyone, parts = _known(known)
        small = text.lower()
        if text.isascii() and not any(map(small.__contains__, parts)):
            return
        for found in anyone.finditer(text):
            if not _ordinary(text, *found.span()):
                yield found.span()


def _lowercase(text: str) -> Iterator[Span]:
    """Names that are told with no word after them: "name: kim lee", "my name is kim and i"."""
    for pattern in (_LABEL, _SMALL):
        for found in pattern.finditer(text):
            if _NO_NAME.isdisjoint(found[1].lower().rstrip(".").split()):
                yield found.span(1)


@lru_cache(maxsize=4096)
def _known(names_: tuple[str, ...]) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """Any of the names, whole or in part, and the parts in small letters."""
    parts = set()
    for name in names_:
        whole = " ".join(name.split())
        parts |= {whole, *(part.strip(".,") for part in whole.split() if not _links(part, whole))}
    kept = sorted((part for part in parts if len(part) > 1), key=len, reverse=True)
    either = "|".join(re.escape(part) for part in kept) or "(?!)"
    return (
        re.compile(rf"(?<![\w@])(?:{either})(?!\w)", re.I),
        tuple({part.lower() for part in kept}),
    )


def _links(part: str, whole: str) -> bool:
    """Whether a part only joins a name: the "van" of "Kees van Dam" is no name alone."""
    return part.islower() and not whole.islower() and part in _ALSO_WORDS


def _ordinary(text: str, start: int, end: int) -> bool:
    """Whether a known name stands here as the word that it also is: "that will do"."""
    word = text[start:end]
    if word.casefold() not in _ALSO_WORDS:
        return False
    if not word[0].isupper():
        return True
    if word.isupper() and text.isupper():
        return True
    before = text[:start].rstrip()
    opens = not before or before[-1] in ".!?\n"
    follows = text[end : end + 1]
    return opens and follows not in {",", "!", ""}
