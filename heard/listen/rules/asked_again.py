"""Details that a draft asks for although the customer has given them already."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from heard.listen.any_case import AnyCase

if TYPE_CHECKING:
    from heard.listen.reading import SoFar

SURE = 0.9  # of the replies in training/data that the rules here and in `tried_already` find, 29 of 30 carry `ask_again`
REGRETTED_SURE = 0.55  # where they say sorry for asking twice
SCANNED = 3000  # characters of a turn looked at
CODE = r"#?(?:[A-Z]{1,5}[- ]?)?\d[\dA-Z]*(?:[-/ ]\d[\dA-Z]+)*"
LEAST = 4  # letters and digits of a number that tells an order from others
KINDS = {
    "order number": r"(?:order|purchase)",
    "booking number": r"(?:booking|reservation|confirmation|record locator|pnr)",
    "account number": r"(?:account|customer|member(?:ship)?|client)",
    "case number": r"(?:case|ticket|reference|incident)",
    "tracking number": r"(?:tracking|parcel|shipment|consignment)",
    "phone number": r"(?:phone|mobile|cell|contact|telephone)",
}
NUMBER = r"(?: (?:number|no\.?|id|code|ref(?:erence)?|#)){1,2}"
NAMED = {what: AnyCase(rf"\b{words}{NUMBER}\b") for what, words in KINDS.items()}
ASKS = AnyCase(
    r"(?:what(?:['’]s| is| was)|may i (?:have|take|get)|can (?:i|you|we)|could (?:i|you|we)|please|kindly|i(?:['’]ll)? need|send|give|provide|share"
    r"|tell me|confirm|let (?:me|us) (?:have|know))\b[^.!?\n]{0,40}$",
)
OTHER = AnyCase(
    r"\b(?:other|another|second|correct|new|different|alternate|alternative|dm|direct message|private|last (?:four|three|two|4|3|2)|ending|verify"
    r"|security|again so)\b",
)
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w[\w.]*|<email>")
ASKS_EMAIL = AnyCase(r"\byour e-?mail(?: address)?\b")


class Given(NamedTuple):
    """A question of the draft, draft[start:end], what it asks for and what was given."""

    start: int
    end: int
    what: str
    given: str
    also: str = ""  # what the same question asks besides


def asked_again(draft: str, before: SoFar) -> Given | None:
    """The first detail that the draft asks for and the customer gave; None where there is none."""
    texts = [one.turn.text[:SCANNED] for one in before.last if one.turn.from_customer]
    if not texts:
        return None
    for what, words in KINDS.items():
        for found in NAMED[what].finditer(draft):
            start, end = _clause(draft, found.start(), found.end())
            opens = draft[start : found.start()]
            if not ASKS.search(opens) or OTHER.search(draft[start:end]):
                continue
            given = _given(words, texts, before)
            if given:
                return Given(start, end, what, given, _besides(draft[found.end() : end]))
    found_email = ASKS_EMAIL.search(draft)
    if found_email:
        start, end = _clause(draft, found_email.start(), found_email.end())
        if ASKS.search(draft[start : found_email.start()]) and not OTHER.search(draft[start:end]):
            given = next((one[0] for text in reversed(texts) if (one := EMAIL.search(text))), "")
            if given:
                also = _besides(draft[found_email.end() : end])
                return Given(start, end, "e-mail address", given, also)
    return None


def _besides(rest: str) -> str:
    """The second half of a question that asks for two things, as a question of its own."""
    found = re.match(
        r"\s*,? and ((?:which|what|when|where|how|whether|who|your|the|a)\b.+)", rest, re.I
    )
    return f" Could you tell me {found[1].strip()}?" if found else ""


def _given(words: str, texts: list[str], before: SoFar) -> str:
    """The number of this kind that the customer gave, named as such or in answer to a question."""
    named = re.compile(
        rf"\b{words}\b(?: (?:number|no\.?|id|code|ref|reference|is|was|it['’]s|it is)|[:#,])*[ ]*({CODE})",
        re.I,
    )
    after = re.compile(rf"({CODE}) (?:is|was) (?:my|the|our) {words}\b", re.I)
    for text in reversed(texts):
        for pattern in (named, after):
            for found in pattern.finditer(text):
                if _long_enough(found[1]):
                    return found[1].strip()
    asked, other = False, False
    for heard in before.last:
        text = heard.turn.text[:SCANNED]
        if heard.turn.to_customer:
            asked = re.search(rf"\b{words}{NUMBER}\b", text, re.I) is not None
            other = not asked and re.search(rf"\b\w+{NUMBER}\b", text, re.I) is not None
        elif heard.turn.from_customer:
            told = re.search(r"\b(?:just|already) (?:told|gave|sent|said)\b", text, re.I)
            code = next((one[0] for one in re.finditer(CODE, text) if _long_enough(one[0])), "")
            if code and (asked or (told and not other)):
                return code.strip()
    return ""


def _long_enough(code: str) -> bool:
    return sum(letter.isalnum() for letter in code) >= LEAST and sum(c.isdigit() for c in code) >= 3


def _clause(draft: str, start: int, end: int) -> tuple[int, int]:
    """From the start of the sentence to its end, so that the whole question gives way."""
    opens = max(draft.rfind(mark, 0, start) for mark in (". ", "! ", "? ", "\n")) + 1
    closes = min((at for mark in ".!?\n" if (at := draft.find(mark, end)) >= 0), default=len(draft))
    opens += len(draft[opens:start]) - len(draft[opens:start].lstrip())
    return opens, closes
