"""Medical advice in a draft: how much of a medicine to take, skip or mix."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.coach.draft.find.unsafe.sentences import sentence_of
from heard.coach.draft.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

_MEDICINE = (
    r"(?:doses?|dosage|insulin|medications?|medicines?|meds|tablets?|pills?|capsules?|inhalers?|antibiotics?|puffs?|paracetamol|acetaminophen|ibuprofen|aspirin|antidepressants?|blood thinners?|warfarin"
    r"|beta[- ]?blockers?|steroids?|painkillers?|statins?|sedatives?|sleeping pills?|anti-?histamines?|antacids?|laxatives?|cough (?:syrup|medicine)|epi-?pen|chemo(?:therapy)?|contraceptives?|hormones?|metformin|codeine|morphine)"
)
_AMOUNT = r"(?:an? (?:extra|additional|second|double|half|higher|lower|smaller|bigger)|one|two|three|four|five|six|\d+(?:\.\d+)?|half|double|twice|more|less|fewer|another|extra|some(?: more)?|both|all)"
_UNIT = r"(?:mg|milligrams?|ml|millilit\w+|mcg|units?|grams?|drops?|puffs?|doses?|tablets?|pills?|capsules?|injections?)"
_YOU = r"(?:\byou (?:should|can|could|may|must|need to|have to|ought to|might(?: want to)?|don't (?:need|have) to|won't need to|'d better)(?: (?:just|safely|simply|always|also|easily|probably|then|now|even))?|\b(?:safe|fine|ok|okay|harmless|no problem|best|better|alright|all right)(?: for you)? to|(?:^|[.!?,;:\n]\s*|\b(?:please|just|simply|then|and|so|or|try|instead|tonight|i'd|i would|to)\s+))\s*"
ADVISES = re.compile(
    rf"{_YOU}(?:double|triple|halve|increase|raise|up|reduce|lower|decrease|cut(?: down| back)?(?: on)?|skip|stop|pause|adjust|split|change|miss|leave out|go without|omit|quit|delay)(?: (?:taking|using|injecting))?"
    rf" (?:(?:your|the|his|her|their|a|that|this|next|evening|morning|daily|tonight's|today's|one|last|two|to|of) )*{_MEDICINE}\b"
    rf"|{_YOU}(?:(?:try )?tak(?:e|ing)|inject|use|give (?:him|her|them|yourself|your \w+)|swallow|have|try)(?: just| up to| about| only| at least)? {_AMOUNT}(?: (?:of|more|extra|an?|the|your|his|her|those|these|(?-i:[a-z]+))){{0,2}} (?:{_UNIT}|{_MEDICINE})(?: of)?\b"
    rf"|{_YOU}(?:take|try|give (?:him|her|them|it|(?:the|your|his|her) (?-i:[a-z]+))) (?:an?|some) (?:(?-i:[a-z]+) )?{_MEDICINE}\b"
    rf"|{_YOU}(?:take|mix|combine|drink|drive)\b[^.!?\n]{{0,30}}\b(?:with|after|on|while (?:on|taking)|together with) (?:your |the |that |this |his |her )*{_MEDICINE}\b"
    rf"|\byou (?:don't|do not|won't|will not) (?:really )?need (?:your|the|that|any)(?: \w+)? {_MEDICINE}\b|\byou can (?:manage|do|cope|go) (?:fine )?without (?:your |the |any )?(?:\w+ )?{_MEDICINE}\b",
    re.IGNORECASE,
)
MEDICAL = re.compile(
    rf"\b(?:insulin|medic\w+|meds|antibiotic\w*|prescri\w+|pharma\w+|patient|dos(?:e|es|age|ing)|inhaler\w*|paracetamol|ibuprofen|aspirin|acetaminophen|blood|pain\w*|pills?|{_MEDICINE[3:-1]})\b",
    re.IGNORECASE,
)
# Whoever may advise is named, or nothing is to be changed.
LEFT_TO_THEM = re.compile(
    r"\b(?:doctors?|gp|pharmacists?|nurses?|clinic|surgery|hospital|physician|specialist|consultant|111|112|911|999|poison|as prescribed|prescribed by|your prescription says)\b"
    r"|\b(?:don't|do not|never|please don't|shouldn't|should not|mustn't) (?:change|adjust|stop|skip|double|take|increase|reduce|alter|miss)\b|\bwithout (?:asking|speaking|talking|checking|consulting)",
    re.IGNORECASE,
)
HOUSEHOLD = re.compile(
    r"\b(?:dishwasher|detergent|descal\w+|chlorine|pool|washing|laundry|cleaning|plant|fertili[sz]er|aquarium|bleach|toilet|fish|effervescent cleaner|kettle|coffee)\b",
    re.IGNORECASE,
)
WHY = "It gives medical advice. A wrong dose can kill, and nobody here knows their case: a pharmacist or a doctor does."
LINES = (
    "I can't advise on medicines: please ask a pharmacist or a doctor before you take or change anything.",
)


def medical_advice(draft: str) -> Iterator[Finding]:
    """Each sentence that tells the customer what to take, and how much.

    >>> drafts = ("Just skip your insulin tonight.", "Please don't change your dose before you ask a doctor.")
    >>> [len(list(medical_advice(draft))) for draft in drafts]
    [1, 0]
    """
    plain = draft.replace("’", "'")
    for found in ADVISES.finditer(plain):
        opens = found.end() - len(found[0].lstrip(" .!?,;:\n"))
        start, end = sentence_of(draft, opens)
        if LEFT_TO_THEM.search(plain, start, end) or HOUSEHOLD.search(plain):
            continue
        if plain[start:end].endswith("?") or not MEDICAL.search(plain):
            continue
        yield Finding("unsafe", "medical_advice", None, start, end, WHY, "replace", LINES)
