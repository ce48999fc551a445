"""Money that a bot gives away: it can't see whether anybody granted it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from heard.coach.draft.clauses import spans
from heard.coach.draft.find.pledges import may_promise
from heard.coach.draft.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heard.playbook.company import Promises

_WE = (
    r"\b(?:i|we)(?:'ve|'m|'re|'ll| have| am| are| will| shall| can)?"
    r"(?: (?:be|been|going to|happy to|glad to|able to|now|just|already|gladly|happily|also|personally|fully|completely|then|today))* "
)
_SUM = r"(?:[$€£] ?\d[\d.,]*|\d[\d.,]* ?(?:[$€£]|(?:euros?|pounds?|dollars?|eur|usd|gbp|quid|bucks)\b))"
_MONEY = (
    r"(?:(?:full|partial|complete|total) )?(?:refund|compensation|reimbursement|money|cash)\b"
    r"(?! (?:request|form|policy|claim|team|status|link|label|confirmation|details|reference|number|steps|update|receipt|department)s?\b)"
)
_TO_THEM = r"(?: (?:you|your|him|her|them|the|a|an|all|back|of|another|over|this|that|one|two|three|four|six))*"
_SHARE = r"\d{1,3} ?(?:%|percent\b|per cent\b)"
_GOODWILL = (
    rf"(?:(?:{_SUM}|{_SHARE}|full|partial|extra|bonus|goodwill|store|account|bill|generous|small|little|special|free|gift) )*"
    r"(?:credits?|discount|voucher|gift card|coupon|rebate)\b(?! (?:card|check|code|note|terms|score|rating|team|department)s?\b)"
)
# a label, a trial or a call costs nobody anything
_FREE = r"free (?!(?:of|to|from|time|returns?|prepaid|shipping|delivery|label|trial|calls?|phone|numbers?|app|guides?|account|spots?|slots?|appointments?)\b)[a-z]+"
_VALUE = rf"(?:(?:{_SHARE} )?{_MONEY}|{_GOODWILL}|{_SUM}|{_FREE}|{_SHARE} off\b)"
_FEES = r"(?:fees?|charges?|costs?|penalt(?:y|ies)|deposit|postage|bill|balance|excess|payment)\b"
GIVES = re.compile(
    rf"{_WE}(?:refund(?:ed|ing)?|reimburs(?:e|ed|ing)|compensat(?:e|ed|ing))\b"
    r"(?! (?:requests?|forms?|claims?|customers|people|orders|only|within|all orders)\b)"
    rf"|{_WE}(?:giv(?:e|en|ing)|gave|sen[dt]|sending|issu(?:e|ed|ing)|process(?:ed|ing)?|transfer(?:red|ring)?|credit(?:ed|ing)?"
    r"|pay|paid|paying|return(?:ed|ing)?|grant(?:ed|ing)?|put(?:ting)?|add(?:ed|ing)?|appl(?:y|ied|ying)|offer(?:ed|ing)?|arrang(?:e|ed|ing)|throw(?:n|ing)?(?: in)?)"
    rf"{_TO_THEM} {_VALUE}"
    rf"|{_WE}credit(?:ed|ing)? (?:your|the|his|her) (?:account|bill|card|balance)\b"
    rf"|{_WE}(?:tak(?:e|en|ing)|took|knock(?:ed|ing)?|deduct(?:ed|ing)?){_TO_THEM} (?:{_SUM}|{_SHARE}|(?:\d[\d.,]*|half|something|a bit|some) off (?:the|your|this|that|it)\b)"
    rf"|{_WE}waiv(?:e|ed|ing)(?: \w+){{1,4}}? {_FEES}"
    rf"|{_WE}(?:pay(?:ing)?|paid|cover(?:ed|ing)?)(?: for)? (?:everything|it all|all of it|the lot|(?:(?:the|your|all|any|full) )+(?:\w+ )?(?:damages?|repairs?|costs?|loss(?:es)?|taxi|hotel|expenses|{_FEES}))"
    rf"|\byou(?:'ll| will|'re going to| are going to)(?: now| also)? (?:be (?:\w+ )?(?:refunded|reimbursed|compensated)\b"
    rf"|(?:get|have|receive|see){_TO_THEM} (?:{_MONEY}|{_GOODWILL}|{_SUM} (?:back|off|refund|compensation)|{_SHARE} off))"
    rf"|\ban? {_VALUE} (?:has|have|was|were|will) (?:now |just |already )?(?:been |be )?(?:added|applied|credited|issued|sent|paid|refunded|transferred)\b"
    rf"|\b{_FEES} (?:has been|have been|is|are|was|will be) (?:now )?waived\b"
    r"|\b(?:is|are|it's|that's|this one's)(?: all)? on (?:us|the house)\b",
    re.IGNORECASE,
)
_BACK = r"(?:paid|refunded|reimbursed|compensated|credited|covered|waived|written off|taken off|not charged|your money(?: back)?|the money|a refund|compensation)"
# What they are owed, that it will come, and what can be spent at once: a code.
ASSURES = re.compile(
    rf"\byou(?:'re| are|'ll be| will be) (?:(?:legally|also|fully|certainly|definitely|absolutely|therefore|of course|clearly) )*(?:entitled to|owed|due|eligible (?:for|to (?:get|receive|claim)))(?: (?:get|receive|claim|have))?(?: (?:a|an|the|your|up to|at least|about|around|exactly|back|another))* {_VALUE}"
    rf"|(?:\byou(?:'ll| will)?(?: now| also| just| of course)* (?:get|have|receive)|{_WE}(?:giv(?:e|en|ing)|pay|paid|put(?:ting)?|return(?:ed|ing)?|refund|send(?:ing)?|sent|hand(?:ed|ing)?|let you have))(?: (?:you|him|her|them|all|half|part|most|the|your|of|full|whole|entire|\w+))* (?:price|fare|cost|amount|fee|payment|ticket|money|deposit|sum|difference|postage|it all|half of it) back\b"
    rf"|{_WE}(?:do|make|let|sell|give|offer|get|book)\b[^.!?\n]{{0,30}}\b(?:for|at) (?:half (?:the |of the )?price|half|(?:a |the )?(?:lower|better|special|reduced|cheaper|discounted) (?:price|rate)|cost price|{_SHARE} (?:less|off))\b"
    rf"|{_WE}(?:sort|treat|fix|set|help)(?:ed|ing)? you (?:out |up )?(?:with|to)(?: (?:a|an|the|some))* {_VALUE}"
    rf"|\byou qualify for(?: (?:a|an|the|up to))* {_VALUE}|\bthe law (?:gives|grants) you(?: (?:a|an|up to))* {_VALUE}"
    rf"|\b(?:i|we)(?:'ll| will|'m going to| can)?(?: (?:personally|also|now|just))* (?:make sure|see to it|ensure|guarantee|promise|assure you|see)(?: (?:that|you|it|this|it's|it'll|he|she|they|your \w+|the \w+|get|gets|have|be|are|'re|'ll|will|is|back|all|you're|you'll))* {_BACK}\b"
    r"|\bconsider (?:it|this|that|yourself|the \w+|your \w+) (?:refunded|paid|waived|covered|credited|reimbursed|written off|cancelled off)\b"
    r"|\b(?:i|we)(?:'ll| will|'ve|'m|'re| can)(?: (?:now|just|also|gladly|happily))* (?:upgrad\w+|re-?book\w*|replac\w+|repair\w*|fix\w*|fly|put)\b[^.!?\n]{0,40}\b(?:free of charge|for free|at no (?:extra |additional )?(?:cost|charge)|for nothing)\b"
    rf"|\bhere(?:'s| is| are)(?: (?:your|an?|the|some|also))* (?:[\w£€$%]+ ){{0,2}}(?:{_GOODWILL}|(?:promo(?:tional)?|discount|voucher|coupon) codes?\b|{_FREE} (?:voucher|code|ticket|night|month|flight)\b)(?! (?:balance|status))(?![^.!?\n]*\b(?:again|you (?:bought|paid|ordered|purchased)))"
    rf"|\b(?:use|enter|apply|with)(?: the| this)? (?:\w+ )?(?:code|voucher) \W?(?=\w*[A-Za-z])[\w-]{{4,}}\W?[^.!?\n]{{0,40}}\b(?:{_SHARE}|free|discount|off)",
    re.IGNORECASE,
)
OPEN = re.compile(
    r"\b(?:not|never|cannot|unable|if|once|when|whether|unless)\b|n't\b|\?", re.IGNORECASE
)
DECIDED = re.compile(
    r"\b(?:(?:has|have|was|is|are|were)(?: been)? (?:approved|granted|confirmed)"
    r"|(?:manager|team|billing|finance)(?: has| have)? (?:approved|agreed|confirmed|authori[sz]ed|signed off))\b",
    re.IGNORECASE,
)
MONEY = re.compile(r"refund|compensat|reimburs|money|credit|voucher|discount|[$€£]", re.IGNORECASE)
MONEY_BACK = frozenset(("refund", "refunds", "money", "compensation", "reimbursement", "credit"))
WHY = "A bot has no money to give, and a day makes it no more its own. Say who decides, and by when they'll hear."
# No slot in it: a program sends a bot's words as they are.
ASKS = ("I can't decide on money myself. Shall I bring in a colleague who can?",)


def given_away(draft: str, rules: Promises) -> Iterator[Finding]:
    """Each sentence that gives money, or says it was given, with nobody named who granted it.

    >>> from heard.playbook.company import Promises
    >>> draft = "We'll refund you in full by Friday. We can't refund postage."
    >>> [draft[one.start : one.end] for one in given_away(draft, Promises())]
    ["We'll refund you in full by Friday."]
    """
    plain = draft.replace("’", "'")
    if DECIDED.search(plain):
        return
    for start, end in spans(draft):
        words = plain[start:end]
        gives = GIVES.search(words) or ASSURES.search(words)
        if gives and not OPEN.search(words) and not _allowed(words, rules):
            yield Finding(
                "promise not allowed", "promise_not_allowed", None, start, end, WHY, "replace", ASKS
            )  # fmt: skip


def not_its_own(found: Finding, draft: str) -> Finding:
    """A promise of money as a bot is to put it: it can ask nobody by itself."""
    words = draft[found.start : found.end]
    if found.polish or found.name != "promise_not_allowed" or not MONEY.search(words):
        return found
    return replace(found, place="replace", lines=ASKS, then=())


def _allowed(words: str, rules: Promises) -> bool:
    """Whether the playbook lets money be promised: this one, or any where only a sum is named."""
    named = may_promise(words, rules)
    bare = not any(one in words.lower() for one in ("refund", "compensat", "reimburs"))
    return named or (bare and any(MONEY_BACK & set(one.lower().split()) for one in rules.allowed))
