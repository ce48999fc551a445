"""Where a customer says that somebody close to them has died: told calmly, and never to be met with cheer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.listen.any_case import AnyCase
from heard.listen.names import NAMES
from heard.listen.remembered import Remembered
from heard.listen.rules.phrases import phrases
from heard.listen.rules.plainly import said_in

if TYPE_CHECKING:
    from heard.listen.reading import SoFar

SCANNED = 4000
NEAR = 60  # letters around a loss that is told
SURE = 0.8  # 6 of the 7 replies in training/data that pass over a death are poor ones, whatever they are labelled
_STEMS = ("passed", "died", "dead", "killed", "lost", "buried", "late", "death", "decease", "bereave", "funeral", "estate", "executor", "widow", "miscarr", "stillb", "longer", "make it", "life", "suicide", "ashes", "remains", "burial", "cremation", "memorial", "body of", "grave", "himself", "herself")  # fmt: skip
_NAMED = rf"(?:,?\ \(?(?:(?-i:[A-Z][\w'-]+(?:\ [A-Z][\w'-]+)?(?<!'s))|(?:{'|'.join(sorted(NAMES))})\b)\)?)?,?"
# "My son passed." may be an exam and "she didn't make it" a train: said of the old, and where nothing follows.
_END = r"(?=\s*(?:[.;!]|$))"
_PAUSE = r"(?=\s*(?:[.,;:!?)—–-]|$|(?:and|so|because)\b))"
_TABLE = phrases("loss", NAMED=_NAMED, END=_END, PAUSE=_PAUSE)
_LOSS = re.compile(_TABLE.pattern("loss"), re.IGNORECASE)
_UNMEANT = re.compile(
    r"\b(?:nearly|almost|imagine|as if|like|thought|felt like|if)\s+(?:\w+ )?$", re.I
)


def tells_of_a_loss(text: str) -> tuple[int, int] | None:
    """Where a customer says that somebody close to them has died, or None.

    >>> text = "I need to close an account, my husband passed away in May."
    >>> start, end = tells_of_a_loss(text)
    >>> text[start:end]
    'my husband passed away'
    >>> tells_of_a_loss("My friend's phone died and I lost my dad's number.") is None
    True
    """
    return said_in(text[:SCANNED], _LOSS, _STEMS, _UNMEANT)


_WIDOW_OF = re.compile(r"(?i:widow(?:er)? of (?:the late )?)([A-Z][\w'-]+)")
_SOMEBODY = f"{_TABLE.any_of('KIN')}|{_TABLE.any_of('CLOSE')}"
_OWN_KIN = re.compile(rf"\b(?:{_SOMEBODY})\b", re.IGNORECASE)
_CALLED = re.compile(
    rf"\b(?:(?i:{_SOMEBODY})),?\s\(?([A-Z][\w'-]+|(?i:{'|'.join(sorted(NAMES))})\b)"
)


def who_died(text: str) -> tuple[str, ...]:
    """What the one who died is called where a loss is told, small letters: "husband", "peter".

    >>> who_died("Hello, my husband Peter passed away in May.")
    ('husband', 'peter')
    """
    span = tells_of_a_loss(text)
    if span is None:
        return ()
    words = text[slice(*span)]
    widowed = _WIDOW_OF.match(words)
    if widowed is not None:
        return (widowed[1].lower(),)
    kin = _OWN_KIN.search(words)
    if kin is None:
        return ()
    called = _CALLED.search(words) or re.search(
        rf"\b(?:my|our)\ (?:late\ )?{kin[0]},?\ \(?([A-Z][\w'-]+)", text
    )
    return (kin[0].lower(), called[1].lower()) if called else (kin[0].lower(),)


def greets_the_dead(text: str, before: SoFar) -> bool:
    """Whether a reply calls by name the one whose death the customer has told of: that names nobody who reads it.

    >>> from heard.conversation import Speaker, Turn
    >>> from heard.listen.reading import Reading, SoFar
    >>> told = SoFar().add(Turn(Speaker.CUSTOMER, "My husband Peter passed away in May."), Reading())
    >>> greets_the_dead("Hi Peter, thanks for reaching out!", told), greets_the_dead("Hello Ana, I'm sorry.", told)
    (True, False)
    """
    called = _GREETS.match(text)
    return called is not None and any(
        called[1].lower() in who_died(one.turn.text)
        for one in before.last
        if one.turn.from_customer
    )


_GREETS = re.compile(
    r"\W*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening))(?: there)?,? (?:(?:mr|mrs|ms|dr)\.? )?([^\W\d_][\w'’-]*)",
    re.IGNORECASE,
)


_LONG_AGO = re.compile(_TABLE.pattern("long_ago"), re.IGNORECASE)
# What has to be wound up after somebody died: then it is not only named in passing.
_WOUND_UP = re.compile(_TABLE.pattern("wound_up"), re.IGNORECASE)
_YEAR = re.compile(r" (?:back )?in (?:\w+ )?(?:19|20)\d\d\b", re.IGNORECASE)
_IN_PASSING = re.compile(r"(?:my|our) late |.*\bwidow(?!(?:er)? of )", re.IGNORECASE)


def long_ago(text: str) -> bool:
    """Whether a loss that is told lies years back, or is only named in passing: "my late father's drill".

    >>> [long_ago(text) for text in ("My wife died ten years ago.", "My late father's drill broke.", "My wife died in May.")]
    [True, True, False]
    """
    span = tells_of_a_loss(text)
    if span is None:
        return False
    around = text[max(0, span[0] - NEAR) : span[1] + NEAR]
    if _LONG_AGO.search(around) is not None:
        return True
    in_passing = _IN_PASSING.match(text[slice(*span)]) is not None
    if not in_passing or _WOUND_UP.search(text[span[1] : span[1] + NEAR]):
        return False
    rest = text[span[1] :]
    again = said_in(rest[:SCANNED], _LOSS, _STEMS, _UNMEANT)
    return (
        again is None
        or _IN_PASSING.match(rest[slice(*again)]) is not None
        or _YEAR.match(rest, again[1]) is not None
    )


_PET_DIED = re.compile(_TABLE.pattern("pet"), re.IGNORECASE)
# Who "had to put him down" says of a pet only where one is named.
_PUT_DOWN = re.compile(r"\bput (?:him|her) (?:down|to sleep)\b(?! (?:gently|for (?:a|his|her) nap))", re.IGNORECASE)  # fmt: skip
_SOME_PET = re.compile(rf"\b(?:my|our) (?:\w+ ){{0,2}}?({_TABLE.any_of('PET')})\b", re.IGNORECASE)
_PET_STEMS = ("died", "dead", "passed", "put", "make it", "killed", "lost", "buried")


def _pet_lost(text: str) -> tuple[tuple[int, int], str] | None:
    """Where a pet's death is told, and what the pet is called."""
    text = text[:SCANNED]
    span = said_in(text, _PET_DIED, _PET_STEMS, _UNMEANT)
    if span is not None:
        found = _PET_DIED.search(text, *span)
        return None if found is None else (span, next(filter(None, found.groups())).lower())
    pet = _SOME_PET.search(text)
    down = said_in(text, _PUT_DOWN, ("put ",)) if pet is not None else None
    return None if pet is None or down is None else (down, pet[1].lower())


def pet_that_died(text: str) -> str:
    """What the pet is called of whose death a customer tells, "dog"; "" where none is told of.

    >>> [pet_that_died(text) for text in ("Our old dog Rex died on Friday.", "My dog's collar died.")]
    ['dog', '']
    >>> pet_that_died("You lost my cat's sample. We had to put her down on Friday.")
    'cat'
    """
    lost = _pet_lost(text)
    return "" if lost is None else lost[1]


@Remembered
def tells_of_a_death(text: str) -> tuple[int, int] | None:
    """Where a customer says that somebody close to them, or a pet, has died; None where neither has.

    >>> text = "We had our dog's sample lost, and we had to put him down."
    >>> text[slice(*tells_of_a_death(text))]
    'put him down'
    """
    lost = _pet_lost(text)
    return tells_of_a_loss(text) or (None if lost is None else lost[0])


CONDOLES = re.compile(_TABLE.pattern("condoles"), re.IGNORECASE)
SAD = re.compile(r"\b(?:sorry|sad|condol\w+|loss|heart\w*|sympath\w+)\b", re.IGNORECASE)
# How a reply goes for the matter: it asks, tells to do, or says what is done.
_GOES_AHEAD = re.compile(
    r"\?|\b(?:please|kindly|could you|can you|you(?:'ll| will)? (?:need|have|must|can)|send|fill|provide|call|contact|visit|upload|attach|submit|i(?:'ve| have|'ll| will)|we(?:'ve| have|'ll| will| need| require)"
    r"|is (?:closed|cancel+ed|done|noted)|has been)\b|https?:|www\.",
    re.IGNORECASE,
)


def passes_over(text: str, before: SoFar) -> tuple[int, int] | None:
    """The words of a reply that go straight for the matter, where a death was just told and nobody has said a word about it.

    >>> from heard.conversation import Speaker, Turn
    >>> from heard.listen.reading import Reading, SoFar
    >>> told = SoFar().add(Turn(Speaker.CUSTOMER, "My father died on Monday. Please close his account."), Reading())
    >>> passes_over("Please send us form 12.", told)
    (0, 23)
    >>> passes_over("I'm sorry about your father. Please send us form 12.", told) is None
    True
    """
    told = _just_told(before)
    if told is None or long_ago(told):
        return None
    words = CONDOLES if tells_of_a_loss(told) else SAD
    answers = [one.turn.text for one in before.last if one.turn.to_customer]
    if any(words.search(one[:SCANNED].replace("’", "'")) for one in (text, *answers)):
        return None
    said = text[:SCANNED].replace("’", "'")
    return (0, len(text)) if _GOES_AHEAD.search(said) else None


def _just_told(before: SoFar) -> str | None:
    """The customer's message since the company's last answer in which somebody, or a pet, has died."""
    for one in reversed(before.last):
        if one.turn.to_customer:
            return None
        if one.turn.from_customer and tells_of_a_death(one.turn.text):
            return one.turn.text
    return None


_GLAD = AnyCase(
    r"\b(?:happy|glad|delighted|wonderful|brilliant|amazing|fantastic|great|excellent|perfect|awesome|lovely|(?:so|very|really) (?:kind|good|helpful|pleased)|made my|love)\b|\U0001f60a|\U0001f600|:\)",
)


_THANKS = AnyCase(
    r"\b(?:thank\w*|cheers|appreciate|that(?:'s| is|'s all| is all|, yeah, that's all)? (?:all|what) (?:i|we) (?:wanted|needed|asked)|all (?:i|we) (?:wanted|needed))\b",
)
# The death itself, and not the certificate, the estate or the funeral.
_DEATH_ITSELF = re.compile(
    r"\b(?:died|dead|deceased|passed|killed|buried|lost|no longer|make it|(?:own|his|her) life|himself|herself|suicide|stillborn|miscarr\w+)\b",
    re.IGNORECASE,
)


def is_of_the_death(clause: str) -> bool:
    """Whether a clause tells of the death itself: it is never said back as what went wrong.

    >>> is_of_the_death("I just said he's dead"), is_of_the_death("I've sent the death certificate twice")
    (True, False)
    """
    found = tells_of_a_death(clause)
    return found is not None and _DEATH_ITSELF.search(clause, *found) is not None


def quietly_thankful(text: str, before: SoFar) -> tuple[int, int] | None:
    """The whole of a turn by somebody who told of a death, and says nothing that is glad; else None.

    That what they asked is done pleases nobody in grief, however polite their thanks are.

    >>> from heard.conversation import Speaker, Turn
    >>> from heard.listen.reading import Reading, SoFar
    >>> told = SoFar().add(Turn(Speaker.CUSTOMER, "My dad died in May."), Reading())
    >>> quietly_thankful("Thank you. That's all I wanted.", told)
    (0, 31)
    >>> quietly_thankful("Thank you. That's all I wanted.", SoFar()) is None
    True
    """
    theirs = (one.turn.text for one in before.last if one.turn.from_customer)
    if not any(tells_of_a_loss(one) for one in theirs):
        return None
    plain = text[:SCANNED].replace("’", "'")
    if _GLAD.search(plain) or not _THANKS.search(plain):
        return None
    return 0, len(text)
