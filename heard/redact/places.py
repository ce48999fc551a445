"""Addresses: streets with a number, boxes, and codes that only a post office gives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

Span = tuple[int, int]

# Words that are hardly ever anything but a street, and those that are when they are capitalized.
_PLAIN = (
    "street|avenue|ave|road|rd|lane|boulevard|blvd|crescent|terrace|parkway|pkwy|highway|hwy|mews"
)
_CAPITAL = (
    "St|Ln|Drive|Dr|Court|Ct|Way|Close|Place|Pl|Square|Sq|Row|Gardens|Grove|Hill|Circle|Cir|Trail"
    "|Quay|Walk|Rise|View|Green|Park|Loop|Alley|Wharf"
)
_NOT_A_NAME = frozenset(
    [
        "days",
        "day",
        "hours",
        "hour",
        "minutes",
        "minute",
        "mins",
        "weeks",
        "week",
        "months",
        "month",
        "years",
        "year",
        "times",
        "time",
        "people",
        "items",
        "item",
        "orders",
        "calls",
        "emails",
        "on",
        "in",
        "at",
        "of",
        "the",
        "to",
        "from",
        "for",
        "and",
        "or",
        "a",
        "an",
        "is",
        "was",
        "were",
        "my",
        "your",
        "our",
        "miles",
        "mile",
        "km",
        "blocks",
        "feet",
        "percent",
        "more",
        "other",
        "different",
        "new",
        "boxes",
        "parcels",
        "pounds",
        "dollars",
        "euros",
        "off",
        "per",
        "down",
        "along",
        "busy",
        "lane",
        "lanes",
        "car",
        "way",
    ]
)
_COMPASS = r"(?:[NSEW]{1,2}\.?|North|South|East|West)"
_HOUSE = r"\d(?<![\w$€£#.,:/-]\d)\d{0,4}(?:[ ]?[A-Ha-h]|[-/]\d{1,4})?"
_UNIT = r"(?:,? ?(?:Apt|Apartment|Flat|Unit|Suite|Ste|Room|Floor|#)\.? ?#?\w{1,6}\b)?"
_PLACE = r"(?:,? (?:in )?[A-Z][\w'’.-]+(?: (?:upon|on|under|de|la|le) [A-Z][\w'’-]+| [A-Z][\w'’-]+){0,2})?"
_UK_AREAS = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX "
    "FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE "
    "NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ "
    "TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE"
)
_UK = rf"(?:{'|'.join(sorted(_UK_AREAS.split(), key=len, reverse=True))})\d[A-Z\d]? ?\d(?!GB|TB)[ABD-HJLNP-UW-Z]{{2}}"
_STATES = (
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK "
    "OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC"
)
_US = rf"(?:{'|'.join(_STATES.split())}),? \d{{5}}(?:-\d{{4}})?"
_CANADA = r"[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z] ?\d[ABCEGHJ-NPRSTV-Z]\d"
_POSTCODE = rf"(?:,? (?:{_UK}|{_US}|{_CANADA}|\d{{5}}(?:-\d{{4}})?(?! (?:times|people|units))|\d{{4}} [A-Z]{{2}}))"
_TAIL = rf"{_UNIT}(?:{_PLACE}(?:,? [A-Z][\w'’-]+)?{_POSTCODE}|,{_PLACE})?(?:,? (?:UK|USA|England|Scotland|Wales|Ireland))?"

_STREET = re.compile(
    rf"{_HOUSE},? (?:{_COMPASS} )?(?P<name>(?:(?:[A-Z][\w'’.-]*|\d{{1,3}}(?:st|nd|rd|th)) ){{1,4}}(?:(?i:{_PLAIN})|{_CAPITAL})\b\.?"
    rf"(?: {_COMPASS}\b)?)(?-i:{_TAIL})"
)
_STREET_SMALL = re.compile(
    rf"{_HOUSE},? (?P<name>(?:[\w'’.-]+ ){{1,3}}(?:{_PLAIN})\b)(?:,? (?:apt|flat|unit) ?\w{{1,4}}\b)?",
    re.I,
)
_NAMED_AFTER = re.compile(
    r"\b(?:[A-ZÄÖÜ][\wäöüß.-]*(?:straße|strasse|str\.|gasse|weg|platz|allee|ring|damm|ufer|straat|laan|plein|gracht|kade|vägen|gatan|vej|gade)"
    r"|[A-ZÄÖÜ][\wäöüß-]+ (?:Straße|Strasse|Str\.|Allee|Platz|Weg|Straat|Laan))"
    r" \d{1,4} ?[a-hA-H]?\b(?:,? (?:[A-Z]-)?\d{4,5}(?: ?[A-Z]{2}\b)?(?: [A-ZÄÖÜ][\wäöüß-]+){1,2})?"
)
_NAMED_BEFORE = re.compile(
    r"\b(?:\d{1,4} ?(?:bis|ter)?,? (?:rue|avenue|boulevard|place|chemin|impasse|allée|quai|cours) (?:de |du |des |la |le |l'|d')*[A-ZÉ][\wéèêçà'-]+(?: [A-ZÉ][\wéèê-]+){0,2}"
    r"|(?:Calle|Avenida|Avda\.?|Plaza|Paseo|Via|Viale|Piazza|Corso|Rua|Travessa) (?:de |del |de la |della |dei |dos |das |do |da )?[A-ZÁÉÍÓÚ][\wáéíóúñ']+(?: [A-ZÁÉÍÓÚ][\wáéíóúñ]+){0,2},? (?:n\.?º? ?)?\d{1,4}\b)"
    r"(?:,? \d{4,5} [A-ZÉ][\wéèáíóú-]+)?"
)
_BOX = re.compile(r"\b(?:P\.? ?O\.? ?Box|Postfach|Apartado|GPO Box) ?#?\d{1,6}\b", re.I)
# Each with parts of words: where none of them is, the pattern finds nothing.
_PATTERNS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (
        _NAMED_AFTER,
        (
            *("stra", "str.", "gasse", "weg", "platz", "allee", "ring", "damm", "ufer", "laan"),
            *("plein", "gracht", "kade", "vägen", "gatan", "vej", "gade"),
        ),
    ),
    (
        _NAMED_BEFORE,
        (
            *(
                "rue ",
                "avenue",
                "boulevard",
                "place",
                "chemin",
                "impasse",
                "allée",
                "quai",
                "cours",
            ),
            *(
                "calle",
                "avenida",
                "avda",
                "plaza",
                "paseo",
                "via",
                "piazza",
                "corso",
                "rua ",
                "travessa",
            ),
        ),
    ),
    (_BOX, ("box", "postfach", "apartado")),
)
_HINT = re.compile(r"[A-Z]\d|[A-Z],? \d{5}")  # where it is not, `_ALONE` finds nothing
_ALONE = re.compile(
    rf"(?<![\w-])(?:{_UK.replace(' ?', ' ')}|{_US}|{_CANADA.replace(' ?', ' ')})(?![\w-])"
)
_CALLED = re.compile(
    r"\b(?:post ?code|zip(?: ?code)?|postal code|plz)\b\W{0,3}(?:(?:is|was|to|it'?s|my|the|here|=|now)\W{1,3}){0,3}"
    r"((?=\w{0,4} ?\w{0,4}\d)[A-Z0-9]{2,5}(?:[ -]?[A-Z0-9]{2,4})?)\b",
    re.I,
)


def addresses(text: str) -> Iterator[Span]:
    """Where somebody lives, or wants a parcel sent."""
    small = text.lower()
    for pattern in (_STREET, _STREET_SMALL):
        for found in pattern.finditer(text):
            if not _ordinary(found["name"]):
                yield found.span()
    for pattern, parts in _PATTERNS:
        if any(map(small.__contains__, parts)):
            yield from (found.span() for found in pattern.finditer(text))
    if _HINT.search(text):
        yield from (found.span() for found in _ALONE.finditer(text))
    if "code" in small or "zip" in small or "plz" in small:
        for found in _CALLED.finditer(text):
            if any(letter.isdigit() for letter in found[1]):
                yield found.span(1)


def _ordinary(name: str) -> bool:
    """Whether what looks like a street's name is only words: "5 days on the road"."""
    return any(word.casefold().strip(".,") in _NOT_A_NAME for word in name.split()[:-1])
