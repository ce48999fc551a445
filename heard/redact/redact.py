"""Takes personal details out of a text and leaves a word for what kind of detail stood there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from heard.redact.numbers import accounts, cards, identities, phones, spoken, wrapped
from heard.redact.people import names as find_names
from heard.redact.places import addresses
from heard.redact.plain import Plain, readings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Kind = Literal["card", "email", "phone", "iban", "address", "name", "id", "birthdate"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+%'-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,24}(?![\w-])"
)
_SPOKEN_EMAIL = re.compile(
    r"\b[\w.+-]{1,40}(?: (?:dot|underscore|dash) [\w-]{1,40}){0,4} (?:at|\[at\]|\(at\)) [\w-]{1,40}"
    r"(?: (?:dot|\[dot\]|\(dot\)) [\w-]{1,20}){0,2} (?:dot|\[dot\]|\(dot\)) "
    r"(?:com|org|net|edu|gov|io|co|uk|de|fr|es|it|nl|ie|ca|au|in|eu|me|info)\b",
    re.I,
)
_BIRTH = ("born", "birth", "dob", "d.o", "do.b")  # where none of these is, `_BORN` finds nothing
_BORN = re.compile(
    r"\b(?:born(?: on)?|date of birth|birth ?date|birthday|d\.?o\.?b\.?)\b[^\w\n]{0,3}(?:(?:is|was|on|the|it'?s|my|:)[^\w\n]{1,3}){0,3}"
    r"(\d{1,4}[-./ ]\d{1,2}[-./ ]\d{1,4}|\d{1,2}(?:st|nd|rd|th)?(?: of)? [A-Z][a-z]{2,8},? \d{4}"
    r"|[A-Z][a-z]{2,8} \d{1,2}(?:st|nd|rd|th)?,? \d{4})\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Found:
    """One personal detail: text[start:end] of the text that was given."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text that is safe to keep, and what was taken out of it."""

    text: str
    found: tuple[Found, ...]


def redact(text: str, *, names: Iterable[str] = ()) -> Redacted:
    """The text with each personal detail replaced by its kind.

    `names` are those that are known to occur, such as the customer's. A company's toll-free
    numbers, order numbers, prices, dates and times are left as they are.

    >>> redact("Card 4111 1111 1111 1111, or write to kim@example.com about order 4512.").text
    'Card <card>, or write to <email> about order 4512.'
    >>> redact("Will you call Kim?", names=["Kim"]).text
    'Will you call <name>?'
    """
    known = tuple(Plain.of(name).text for name in names)
    found: list[Found] = []
    taken = bytearray(len(text))
    for plain in readings(text):
        details = [one for one in _details(plain.text, known) if one[1][0] < one[1][1]]
        spans = plain.written([span for _, span in details])
        for (kind, _), (start, end) in zip(details, spans, strict=True):
            if not any(taken[start:end]):
                found.append(Found(kind, start, end))
                taken[start:end] = b"\x01" * (end - start)
    found.sort(key=lambda one: one.start)
    pieces, at = [], 0
    for one in found:
        pieces += [text[at : one.start], f"<{one.kind}>"]
        at = one.end
    return Redacted("".join(pieces) + text[at:], tuple(found))


def _details(text: str, names: tuple[str, ...]) -> Iterator[tuple[Kind, tuple[int, int]]]:
    """Every detail; where two overlap, the first one told counts."""
    if "@" in text:
        for found in _EMAIL.finditer(text):
            yield "email", found.span()
    small = text.lower()
    if "dot" in small and (" at " in small or "at]" in small or "at)" in small):
        for found in _SPOKEN_EMAIL.finditer(text):
            yield "email", found.span()
    digits = sum(map(text.count, "0123456789"))
    if digits:
        yield from _numbered(text, small, digits=digits)
    yield from spoken(text)
    yield from (("name", span) for span in find_names(text, names))


def _numbered(text: str, small: str, *, digits: int) -> Iterator[tuple[Kind, tuple[int, int]]]:
    """Every detail with digits in it; a kind that needs more of them is not looked for."""
    yield from (("iban", span) for span in accounts(text, digits=digits))
    if any(map(small.__contains__, _BIRTH)):
        yield from (("birthdate", found.span(1)) for found in _BORN.finditer(text))
    if digits >= 12:
        yield from (("card", span) for span in wrapped(text))
    if digits >= 5:
        yield from (("id", span) for span in identities(text, digits=digits))
    if digits >= 3:
        yield from (("card", span) for span in cards(text, digits=digits))
    yield from (("address", span) for span in addresses(text))
    if digits >= 6:
        yield from (("phone", span) for span in phones(text))
