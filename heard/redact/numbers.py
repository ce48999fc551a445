"""Numbers that belong to one person: cards, accounts, phones, identity numbers.

A number is judged by its shape, by its check digits, and by the nearest word before or after it
that says what it is: "order 0045 123 456" is no phone, "call 0045 123 456" is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from heard.redact.digits import card_shaped, cpf, iban_length, luhn, mod_97, verhoeff

if TYPE_CHECKING:
    from collections.abc import Iterator

Span = tuple[int, int]
Said = Literal["phone", "thing", "card", "none"]

BEFORE, AFTER = 48, 24  # characters in which a word may say what a number is

_LONG = re.compile(r"\d(?<![\w*#•.,/-]\d)(?:[ \-–.]?\d){11,22}(?![\w*•]|[.,/-]\d)")
# A card over several lines, or with wide gaps; each of its groups might be the first.
_GAP = r"(?:[ \t]{0,3}(?:\r?\n[ \t]{0,3})?|[-.–]\n?)"
_WRAPPED = re.compile(
    rf"(?=(\d(?<![\w*#•.,/-]\d)\d{{3}}{_GAP}(?:\d{{4}}{_GAP}\d{{4}}{_GAP}\d{{4}}|\d{{6}}{_GAP}\d{{5}}))"
    r"(?![\w*•]|[.,/-]\d))"
)
_IBAN = re.compile(  # sought by its check digits, which are rarer than letters
    r"\d\d(?:(?<=\b[A-Za-z]{2}\d\d)|(?<=\b[A-Za-z]{2} \d\d))(?=((?:(?:[ -]|\r?\n)?[A-Za-z0-9]){11,30}))"
)
_IBAN_LOOSE = re.compile(
    r"(?i:\biban\b\W{0,3}(?:is|number|no)?\W{0,3})([A-Z]{2}\d{2}[A-Z0-9 ]{8,30}[A-Z0-9])\b"
)
_CODE = re.compile(
    r"\b(?:cvv2?|cvc2?|csc|security code|card verification(?: code| number)?)\b\W{0,3}"
    r"(?:is|was|number|code|on the back)?\W{0,3}(\d{3,4})\b",
    re.I,
)
_BANK = re.compile(
    r"\b(?:sort code|routing(?: number| no\.?)?|aba)\b\W{0,3}(?:is|was)?\W{0,3}"
    r"(\d{2}[- ]?\d{2}[- ]?\d{2}(?:\d{3})?)\b",
    re.I,
)
_TO_ACCOUNT = (
    r"[^\w\n]{0,3}(?:(?:is|was|it'?s|here|here's|at|my|the|for|with you|=)[^\w\n]{1,3}){0,3}"
    r"(\d(?:[ -]?\d){5,16})(?![\w*•]|[ .,:/-]?\d)"
)
_ACCOUNT = re.compile(
    r"\b(?:(?:account|acct|acc|a/c)\.? ?(?:(?:numbers?|num|no|nr)\b\.?|#)"
    rf"|(?:bank|checking|chequing|current|savings|giro) account\b){_TO_ACCOUNT}",
    re.I,
)
_ACCOUNT_TOO = re.compile(rf"\b(?:account|acct?)\b\.?{_TO_ACCOUNT}", re.I)
_NO_BANK = re.compile(r"\b(?:loyalty|rewards?|points|bonus|membership|meter|gift)\W*$", re.I)
_PHONE = re.compile(
    r"(?<![\w*#•.,/$€£@-])(?:\+|00(?=[1-9]))?\(?\d(?:[ \-–./()]{0,2}\d){5,15}(?![\w*•%]|[.,:/-]\d)"
)
_NORTH_AMERICAN = re.compile(r"(?:\+?1[ .\-–]?)?\(?[2-9]\d{2}\)?[ .\-–]{1,2}\d{3}[ .\-–]\d{4}")
_TOLL_FREE = re.compile(r"1?8(?:00|88|77|66|55|44|33)")
_FREEPHONE = re.compile(r"0800|(?:00)?4[49]0?800")
_NATIONAL = re.compile(r"\(?0\d[\d ()./\-–]*")
_FIVE_FIVE = re.compile(r"[6-9]\d{4}[ -]\d{5}")
_DATE = re.compile(
    r"(?:\d{4}[-./ ]\d{1,2}[-./ ]\d{1,2}|\d{1,2}[-./ ]\d{1,2}[-./ ]\d{4}|\d{1,2}[-./]\d{1,2}[-./]\d\d)"
    r"(?:[ T]+\d{1,2}(?:[:.]\d.*)?)?"
)
_LOCAL = re.compile(r"\d{3}[ .\-–]?\d{4}|\d{4}[ .\-–]?\d{4}")
_YEARS = re.compile(r"(?:19|20)\d\d ?[-–/] ?(?:19|20)\d\d")

_WORDS = re.compile(
    r"\b(?:(?P<phone>call(?:ed|ing|back)?|phone|telephone|tel|mobile|cell(?:phone)?|text(?:ed)?|sms|ring|rang"
    r"|reach(?:ed)?|whatsapp|dial(?:ed|led)?|landline|fax|contact|voicemail)"
    r"|(?P<thing>orders?|tracking|tracked|parcel|package|shipment|consignment|waybill|ref(?:erence)?|invoice"
    r"|ticket|case|booking|reservation|confirmation|model|serial|sku|part|item|product|article|policy"
    r"|contract|claim|version|firmware|batch|lot|coupon|voucher|promo|code|isbn|ean|upc|barcode|imei|flight"
    r"|receipt|transaction|return|rma|complaint|meter|membership|member|loyalty|account|customer"
    r"|subscription|license key|licence key|id|po|pin|gift)"
    r"|(?P<card>(?:credit |debit |bank |payment )?cards?(?! reader)|visa|mastercard|amex|maestro)"
    r"|(?P<weak>numbers?|nr|no))\b",
    re.I,
)
_SSN = re.compile(r"\d(?<![\w-]\d)(?<!9)\d\d(?<!000|666)([- ])(?!00)\d{2}\1(?!0000)\d{4}(?![\w-])")
_NINO = re.compile(
    r"\b(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b",
    re.I,
)
_DNI = re.compile(r"\b([XYZ]?)-?(\d{7,8})-?([A-Z])\b", re.I)
_DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"
_CPF = re.compile(r"\d(?<!\d\d)\d{2}\.\d{3}\.\d{3}-\d{2}(?!\d)")
_CODICE = re.compile(r"\b[A-Z]{6}\d{2}[ABCDEHLMPRST]\d{2}[A-Z]\d{3}[A-Z]\b", re.I)
_NIR = re.compile(r"([12](?<!\d\d) ?\d{2} ?(?:0[1-9]|1[0-2]) ?\d{2} ?\d{3} ?\d{3}) ?(\d{2})(?!\d)")
_AADHAAR = re.compile(r"[2-9](?<![\d ]\d)\d{3} \d{4} \d{4}(?![ ]?\d)")
_TOLD_ID = re.compile(
    r"\b(?:ssn|social(?: security)?(?: number| no\.?)?|national insurance(?: number| no\.?)?|nino|ni number"
    r"|aadhaar|aadhar|pan(?: card)?(?: number| no\.?)|sin(?: number)|bsn|burgerservicenummer"
    r"|steuer-?id(?:entifikationsnummer)?|tax (?:id|number|file number)|tfn|dni|nie|nif|passport(?: number| no\.?)?"
    r"|driv(?:er'?s|ing) licen[cs]e(?: number| no\.?)?|nhs number|medicare(?: number)?|national id(?: number)?"
    r"|id card(?: number| no\.?)?|personal(?:ausweis| number| id))\b"
    r"[^\w\n]{0,3}(?:(?:is|was|number|no|ends in|it'?s|:|=|and)[^\w\n]{0,3}){0,3}"
    r"((?=[A-Z0-9 .-]{0,14}\d)[A-Z0-9](?:[ .-]?[A-Z0-9]){4,17})(?![\w])",
    re.I,
)
# The digits of each, which are found sooner than what stands before them.
_SSN_HINT = re.compile(r"\d{3}[- ]\d\d[- ]\d{4}")
_NINO_HINT = re.compile(r"\d{2} ?\d{2} ?\d{2} ?[A-Da-d]")
_DNI_HINT = re.compile(r"\d{7}")
_CODICE_HINT = re.compile(r"\d{2}[A-Za-z]\d{2}[A-Za-z]\d{3}[A-Za-z]")
_PHONE_HINT = re.compile(r"\d(?:[ \-–./()]{0,2}\d){5}")
_ID_PARTS = (  # a part of each name of a number in `_TOLD_ID`
    *(
        "ssn",
        "social",
        "national insur",
        "nino",
        "ni num",
        "aadha",
        "pan n",
        "pan card",
        "sin number",
        "bsn",
        "burgerservice",
    ),
    *("steuer", "tax ", "tfn", "dni", "nie", "nif", "passport", "licen", "nhs", "medicare"),
    *("national id", "id card", "personal"),
)
_PIECES = re.compile(r"(?:(?:[\w.-]*\d[\w.-]*|[A-Z]{1,3}\b) ?)*")  # and not the words that follow
_DIGIT_WORDS = {
    **dict(
        zip(
            ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
            "0123456789",
            strict=True,
        )
    ),
    "oh": "0",
    "o": "0",
    "nought": "0",
}
_DIGIT_SOUNDS = (
    "zero",
    "oh",
    "nought",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
)
_SPOKEN = re.compile(
    r"\b(?:(?:double|triple|zero|oh|nought|one|two|three|four|five|six|seven|eight|nine)\b[ ,.\-]{1,3}){6,30}"
    r"(?:zero|oh|nought|one|two|three|four|five|six|seven|eight|nine)\b",
    re.I,
)


def accounts(text: str, *, digits: int) -> Iterator[Span]:
    """International account numbers, and account numbers and sort codes that are called so."""
    if digits >= 8:
        yield from _international(text)
    if digits >= 6:
        yield from _called_account(text, text.lower())


def _international(text: str) -> Iterator[Span]:
    for found in _IBAN.finditer(text):
        start = found.start() - (3 if text[found.start() - 1] == " " else 2)
        plain = "".join(filter(str.isalnum, text[start : found.end(1)].upper()))
        length = iban_length(plain[:2])
        if length is None or len(plain) < length or len(_digits(plain[:length])) < 8:
            continue  # "at 77 Massachusetts Av" has the right check digits, too
        if not mod_97(plain[:length]):
            continue
        end = _reach(text, start, length)
        if not text[end : end + 1].isalnum():
            yield start, end


def _called_account(text: str, small: str) -> Iterator[Span]:
    if "iban" in small:
        yield from (found.span(1) for found in _IBAN_LOOSE.finditer(text))
    bank = "sort code" in small or "routing" in small or "aba" in small
    if bank:
        yield from (found.span(1) for found in _BANK.finditer(text))
    if "acc" in small or "a/c" in small:
        for found in (_ACCOUNT_TOO if bank else _ACCOUNT).finditer(text):
            number = _digits(found[1])
            card = len(number) >= 13 and card_shaped(number) and luhn(number)
            if not card and not _NO_BANK.search(text, max(0, found.start() - 16), found.start()):
                yield found.span(1)


def wrapped(text: str) -> Iterator[Span]:
    """Payment cards that go on in the next line."""
    if "\n" not in text and "\t" not in text and "  " not in text:
        return
    for found in _WRAPPED.finditer(text):
        number = _digits(found[1])
        if card_shaped(number) and len(set(number)) > 1:
            about = says(text, *found.span(1))
            if about == "card" or (luhn(number) and about != "thing"):
                yield found.span(1)


def cards(text: str, *, digits: int) -> Iterator[Span]:
    """Payment cards: by issuer and check digit, or because they are called a card."""
    for found in _LONG.finditer(text) if digits >= 13 else ():
        number = _digits(found[0])
        if not 13 <= len(number) <= 19 or len(set(number)) == 1:
            continue
        about = says(text, *found.span())
        if about == "card" or (card_shaped(number) and luhn(number) and about != "thing"):
            yield found.span()
    small = text.lower()
    if any(map(small.__contains__, ("code", "cvv", "cvc", "csc", "verification"))):
        for found in _CODE.finditer(text):
            yield found.span(1)


def spoken(text: str) -> Iterator[tuple[Literal["card", "phone"], Span]]:
    """Cards and phones read out digit by digit, as a transcript writes them."""
    small = text.lower()
    if sum(map(small.count, _DIGIT_SOUNDS)) < 6:
        return
    for found in _SPOKEN.finditer(text):
        number, times = "", 1
        for word in re.findall(r"[a-z]+", found[0].casefold()):
            if word in ("double", "triple"):
                times = 2 if word == "double" else 3
                continue
            number, times = number + _DIGIT_WORDS[word] * times, 1
        about = says(text, *found.span())
        if 13 <= len(number) <= 19 and (about == "card" or (luhn(number) and card_shaped(number))):
            yield "card", found.span()
        elif about == "phone" or (9 <= len(number) <= 13 and number[0] == "0" and about != "thing"):
            yield "phone", found.span()


def identities(text: str, *, digits: int) -> Iterator[Span]:
    """Numbers a state gives to one person."""
    small = text.lower()
    called = any(map(small.__contains__, _ID_PARTS))
    for found in _TOLD_ID.finditer(text) if called else ():
        pieces = _PIECES.match(found[1])
        number = "" if pieces is None else pieces[0].rstrip()
        if len(_digits(number)) >= 5:
            yield found.start(1), found.start(1) + len(number)
    for pattern, hint in ((_SSN, _SSN_HINT), (_NINO, _NINO_HINT)):
        for found in pattern.finditer(text) if hint.search(text) else ():
            if says(text, *found.span()) not in ("thing", "phone"):
                yield found.span()
    if _DNI_HINT.search(text):
        yield from _lettered(text)
    if digits >= 11:
        yield from _summed(text)
    if _CODICE_HINT.search(text):
        yield from (found.span() for found in _CODICE.finditer(text))


def _lettered(text: str) -> Iterator[Span]:
    """Spanish numbers, whose letter is the remainder of the rest."""
    for found in _DNI.finditer(text):
        lead, number, letter = found.groups()
        whole = ("XYZ".index(lead.upper()) if lead else "", number)
        if len(number) == (7 if lead else 8):
            fits = _DNI_LETTERS[int(f"{whole[0]}{number}") % 23] == letter.upper()
            if fits and says(text, *found.span()) != "thing":
                yield found.span()


def _summed(text: str) -> Iterator[Span]:
    """Brazilian, Italian, French and Indian numbers."""
    for found in _CPF.finditer(text):
        if cpf(_digits(found[0])):
            yield found.span()
    for found in _NIR.finditer(text):
        if 97 - int(_digits(found[1])) % 97 == int(found[2]):
            yield found.span()
    for found in _AADHAAR.finditer(text):
        if verhoeff(_digits(found[0])) and says(text, *found.span()) not in ("thing", "card"):
            yield found.span()


def phones(text: str) -> Iterator[Span]:
    """Phone numbers, by their shape where that is plain and else by what is said about them."""
    for found in _PHONE.finditer(text) if _PHONE_HINT.search(text) else ():
        start, end = found.span()
        whole = found[0].rstrip(" (")
        end = start + len(whole)
        if whole.count("(") != whole.count(")") and not whole.startswith("("):
            continue
        if _phone_like(text, start, end, whole):
            yield start, end


def _phone_like(text: str, start: int, end: int, whole: str) -> bool:
    number = _digits(whole)
    if _DATE.fullmatch(whole) or _YEARS.fullmatch(whole) or len(set(number)) == 1:
        return False
    if _TOLL_FREE.match(number) and len(number) in (10, 11):
        return False  # a company's: nobody lives there
    if _FREEPHONE.match(number) and 9 <= len(number) <= 14:
        return False
    if whole.startswith(("+", "00")) and 8 <= len(number.lstrip("0")) <= 15:
        return whole.startswith("+") or says(text, start, end) != "thing"
    if _NORTH_AMERICAN.fullmatch(whole) or _FIVE_FIVE.fullmatch(whole):
        return says(text, start, end) != "thing"
    if 9 <= len(number) <= 12 and _NATIONAL.fullmatch(whole):
        return says(text, start, end) != "thing"
    may_be = 9 <= len(number) <= 13 or _LOCAL.fullmatch(whole) is not None
    return may_be and says(text, start, end) == "phone"


def says(text: str, start: int, end: int) -> Said:
    """What the nearest words call a number: those right after it, else the last before it."""
    after = text[end : end + AFTER]
    stop = re.search(r"[.!?;\n]", after)
    right = after[: stop.start()] if stop else after
    told = re.match(
        r"\W{0,3}(?:is|was|that'?s|as)\b(?: (?:my|the|our|a|his|her))?(?: \w+)? ", right + " "
    )
    if told:
        found = _WORDS.search(right)
        if found and found.lastgroup not in (None, "weak"):
            return found.lastgroup  # type: ignore[return-value]
    left = text[max(0, start - BEFORE) : start]
    words = list(_WORDS.finditer(left))
    strong = [word.lastgroup for word in words if word.lastgroup != "weak"]
    if strong:
        return strong[-1]  # type: ignore[return-value]
    if words and re.search(
        r"\b(?:my|our|his|her|your|the|new|old|this|on|at|is) +(?:\w+ +)?(?:number|nr)\b",
        left,
        re.I,
    ):
        return "phone"
    return "none"


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())


def _reach(text: str, start: int, length: int) -> int:
    """Where the given count of letters and digits, counted from `start`, ends."""
    at = start
    while length and at < len(text):
        length -= text[at].isalnum()
        at += 1
    return at
