"""Order, case and account numbers, as they were given or asked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.track import Evidence
from heard.track.quote import Quote, quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.conversation import Turn

KEPT = 8  # references
SCANNED = 4000
_NUMBERED = (
    r"\b(?:order|case|ticket|ref(?:erence)?|booking|claim|invoice|account|tracking|confirmation|"
    r"complaint|incident|service request|flight|pnr|parcel|customer)"
)
REFERENCE = re.compile(
    rf"{_NUMBERED}\s*(?:no\.?|number|num|id|code)?"
    r"\s*(?:is|was|:|#|=)*\s*(?P<code>#?(?=[a-z0-9-]*\d)[a-z0-9][a-z0-9-]{3,})|(?P<hash>#\d{4,})"
    rf"|{_NUMBERED}(?: \w+){{0,3}}? end(?:s|ing)?(?: in| with)? (?P<last>\d{{3,8}})\b",
    re.IGNORECASE,
)
# What the company asks for, and the answer: "4711-B", "tango seven papa nine kilo two".
ASKED_NUMBER = re.compile(
    r"\b(?:order|case|ticket|reference|booking|claim|invoice|account|tracking|confirmation|customer|"
    r"policy|serial|membership|parcel)(?: \w+){0,3}? ?(?:no\.?|number|reference|id|code)\b|\breference\b",
    re.IGNORECASE,
)
REQUESTS = re.compile(
    r"\b(?:please|could|can|may|would|what|which|need|provide|share|give|confirm|send|have you)\b",
    re.IGNORECASE,
)
NO_CODE = re.compile(r"(?:19|20)\d\d|\d{4}-\d\d?-\d\d?|\d\d?-\d\d?(?:-\d{2,4})?|\d{1,3}-\d{1,3}")
UNIT = re.compile(
    r"\s?(?:euros?|dollars?|pounds?|usd|eur|gbp|bucks|days?|weeks?|months?|years?|hours?|minutes?|times|%|[€£$])",
    re.IGNORECASE,
)
DIGIT_WORD = re.compile(
    r"\b(?:zero|one|two|three|four|five|six|seven|eight|nine|double)\b", re.IGNORECASE
)
SPELLED = (
    "alpha|bravo|charlie|delta|echo|foxtrot|golf|hotel|india|juliet|kilo|lima|mike|november|oscar|papa|"
    "quebec|romeo|sierra|tango|uniform|victor|whiskey|x-?ray|yankee|zulu|zero|one|two|three|four|five|"
    "six|seven|eight|nine|double|[a-z]|\\d"
)
ANSWERED = re.compile(
    rf"(?<![\w£$€.,])(?P<code>#?(?=[a-z0-9-]*\d)[a-z0-9][a-z0-9-]{{3,}}|(?:(?:{SPELLED})[ ,-]+){{3,}}(?:{SPELLED}))"
    r"(?![\w.,]*\d)(?!\w)",
    re.IGNORECASE,
)


def references(turns: Sequence[Turn]) -> tuple[Quote, ...]:
    """Order, case and account numbers as they were given, also in answer to a question; each once."""
    found: dict[str, Quote] = {}
    asked = False
    for number, turn in enumerate(turns):
        if not (turn.from_customer or turn.to_customer or turn.internal):
            continue
        for code in REFERENCE.finditer(turn.text, 0, min(len(turn.text), SCANNED)):
            key = (code["code"] or code["hash"] or code["last"]).lstrip("#").casefold()
            words = quote(turns, Evidence(number, *code.span(), "reference"))
            found.setdefault(key, words)
        if asked and turn.from_customer:
            answer = next(
                (
                    one
                    for one in ANSWERED.finditer(turn.text, 0, min(len(turn.text), SCANNED))
                    if _is_code(one["code"], turn.text, one.end())
                ),
                None,
            )
            if answer is not None:
                words = quote(turns, Evidence(number, *answer.span("code"), "reference"))
                found.setdefault(answer["code"].lstrip("#").casefold(), words)
            asked = False
        elif turn.to_customer:
            asked = _asks_number(turn.text)
    return tuple(found.values())[:KEPT]


def _asks_number(text: str) -> bool:
    """Whether a turn asks for a number, and does not only mention one."""
    for found in ASKED_NUMBER.finditer(text, 0, SCANNED):
        ends = re.search(r"[.!?\n]", text[found.end() :])
        sentence = text[
            max(text.rfind(mark, 0, found.start()) for mark in ".!?\n") + 1 : found.end()
        ]
        if (ends is not None and ends[0] == "?") or REQUESTS.search(sentence):
            return True
    return False


def _is_code(code: str, text: str, end: int) -> bool:
    """Whether an answer is a number that was asked for: no year, date, range or amount, no letters alone.

    >>> [_is_code(code, code, 9) for code in ("4711-B", "2025", "2024-11-03", "10-15", "I a m n")]
    [True, False, False, False, False]
    """
    if NO_CODE.fullmatch(code) or UNIT.match(text, end):
        return False
    return any(letter.isdigit() for letter in code) or DIGIT_WORD.search(code) is not None
