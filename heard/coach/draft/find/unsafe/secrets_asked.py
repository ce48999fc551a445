"""Secrets that a draft asks for: a password, a PIN, a whole card number, a code of their bank."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.coach.draft.clauses import spans
from heard.coach.draft.find.unsafe.sentences import denied, sentence_of, up_to_what_we_do
from heard.coach.draft.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

_ASKS = (
    r"(?:^|[.!?,;:\n–—-]\s*|\b(?:please|kindly|pls|plz|just|simply|now|also|and|then|so|mind|can you|could you|would you|will you|you(?:'ll)? (?:can|could|may|need to|have to|must|should)"
    r"|(?:need|want|ask|like|require) you to|if you(?:'d| could| can| would)?)\s+(?:(?:please|kindly|just|also|quickly)\s+)*)"
    r"(?:send|giv(?:e|ing)|tell|shar(?:e|ing)|provid(?:e|ing)|text|e-?mail|dm|pm|message|confirm(?:ing)?|verify|read|post|reply|write|type|supply|forward|submit|state|dictate|let (?:me|us) (?:have|know|see))"
)
_WANTS = (
    r"\b(?:(?:i|we)(?:'ll| will|'d| would)?(?: just| also| only| first| now| still| really| then)*(?: be)? (?:need(?:ing)?|require|want|like|have to (?:ask for|have|take))"
    r"|(?:may|can|could|might) (?:i|we)(?: please| just| also)* (?:have|get|take|grab|ask for|see|know)|what(?:'s| is| was| are)|whats|go ahead with)"
)
_STOP = (
    r"(?:you|i|we|it|that|this|what|which|why|when|where|whether|how|who|if|is|was|are|were|has|have|had|last|ending|ends|end|first|letters?|characters?|new|temporary|default|wi-?fi|network|router|guest"
    r"|reset|forgot\w*|chang\w+|link|after|before|without|not|never|no|gift|loyalty|membership|members?|library|sim|rewards?|points|club|travel|boarding|flyer|business|insurance|health|bonus|store|prepaid"
    r"|telephone|phone|support|customer|postal|area|error|problem)"
)
_LIST = rf"(?: (?!{_STOP}\b)[\w'&/()-]+,?){{0,9}}?"
_LOGIN = (
    r"(?:pass ?words?|passcodes?|passphrase|log-?in (?:details|credentials|data)|login and pass\w*|credentials)\b"
    r"(?!'?s? (?:reset|link|change|manager|policy|requirements?|hint|error|page|field|screen|prompt|e-?mail|protected|problem|issue|box)\b)"
)
_PIN = r"(?:(?:card|bank|debit|credit|atm|secret|banking|(?:four|4)[- ]digit)(?:'s)? (?-i:PIN|Pin|pin)\b|(?<=your )(?-i:PIN)\b(?! ?-?code)|(?<=the )(?-i:PIN)\b(?= (?:and|of|for|on|to) (?:the |your |its )?(?:card|cvv|cvc|bank|account|expiry)))(?! (?:location|on the map))"
_BANK_CODE = (
    r"(?:(?:one[- ]time |security |verification |6-digit |six-digit |sms |text )*(?:codes?|otps?|passcodes?|pins?|tans?)(?: that| which)?(?: you)?"
    r" (?:(?:from|in|on|by|of|sent|get|got|see|have|comes?) )*(?:(?:your|the) bank(?:ing)?\b|(?:your|the) (?:authenticator|authentication)\b)"
    r"|(?:2fa|two[- ]factor|authenticator)(?: app)?(?:'s)? codes?)"
)
_CARD = (
    r"(?:card(?:'s)? (?:number|no\b|details|data|info\w*)|(?:long|16[- ]digit|full) number (?:on|across|from) (?:the (?:front|back)|your|the|it)|card and (?:its )?(?:pin|cvv|security)|cvv2?\b|cvc2?\b|(?:card|(?:three|3)[- ]digit) security code|security code (?:on|from|of) (?:the back|your card|the card)"
    r"|(?:three|3|four|4) (?:digits?|numbers?)(?: code)? (?:that are |which are |printed )?on the (?:back|reverse|front|signature)|(?:three|3)[- ]digit (?:code|number)"
    r"|(?:photo|picture|scan|image)s? of (?:both sides of )?(?:your|the) (?:credit |debit |bank )?card)(?!'?s? (?:last|ending|ends|reader|machine|issuer)\b)"
)
_NUMBER = r"(?:social security (?:number|no)|ssn)\b"
_SECRET = rf"(?:(?P<always>{_LOGIN}|{_PIN}|{_BANK_CODE})|(?P<written>{_CARD}|{_NUMBER}))"
SECRETS = re.compile(rf"(?:{_ASKS}|{_WANTS}){_LIST} {_SECRET}", re.IGNORECASE)
NEVER_SAID = re.compile(rf"{_LOGIN}|{_PIN}|{_BANK_CODE}", re.IGNORECASE)
MORE = re.compile(rf"(?:{_LOGIN}|{_PIN}|{_CARD}|{_NUMBER}|\bexpir\w+(?: date)?)", re.IGNORECASE)
# Where a secret may be typed in, or only a part of one is asked for, or somebody else asks.
ELSEWHERE = re.compile(
    r"\b(?:on|in|at|into|via|through|using|with|by) (?:the|our|your|this|a)(?: (?:\w+|log-in|sign-in|next)){0,2} (?:page|screen|site|website|app|form|portal|log-?in|sign-?in|checkout|link|keypad|window|account settings|settings|vault|browser)\b"
    r"|\b(?:last|final|first|ending|only|just the) (?:in |with )?(?:four|4|three|3|six|6|few|two|2|one|letter|digits?)\b|\b(?:to|you|when|when you|you can|and then) (?:log|sign) (?:in|on)\b|\b(?:letter|character)s? of\b"
    r"|\b(?:anyone|anybody|someone|somebody|scam\w*|fraud\w*|phish\w*|caller|they|stranger)\b",
    re.IGNORECASE,
)
OTHER_CARDS = re.compile(
    r"\b(?:gift|loyalty|member(?:ship)?|library|sim|rewards?|points|store|travel|prepaid|id|club|bonus|phone|e-?)[- ]?(?:cards?|vouchers?)\b",
    re.IGNORECASE,
)
# What is done with it then: without the secret nobody of us can.
_WITH_IT = re.compile(
    r"\b(?:i|we)(?:'ll| will|'m going to| can| could)(?: then| just| also| quickly| go in and)* (?:log|sign|get|go) (?:in|on|into)\b|\b(?:i|we)(?:'ll| will| can)(?: then| just)* (?:access|open|enter|unlock|use) (?:it|them|that|your (?:account|card|profile|app))\b",
    re.IGNORECASE,
)
WHY = "Nobody who helps needs it: asked for here, it can be read by others, and they learn to hand it to whoever asks."
LINES = ("Please don't send passwords, PINs, codes or card details: I can help without them.",)


def secrets_asked(draft: str, *, spoken: bool = False, said: str = "") -> Iterator[Finding]:
    """Each time a draft asks for a secret. A card may be taken where it is spoken, and not written down.

    `said` is what the customer said before: they may speak of a card with nothing to pay with on it.

    >>> drafts = ("Tell me your password and I'll look.", "Tell me the last four digits of your card number.")
    >>> [[draft[one.start : one.end] for one in secrets_asked(draft)] for draft in drafts]
    [['Tell me your password'], []]
    """
    plain = draft.replace("’", "'")
    spoken = spoken or OTHER_CARDS.search(said) is not None
    asked = False
    for found in SECRETS.finditer(plain):
        asks = found.end() - len(found[0].lstrip(" .!?,;:\n–—-"))
        sentence = sentence_of(draft, asks)
        if spoken and not (found["always"] or NEVER_SAID.search(plain, *sentence)):
            continue
        if denied(plain, asks) or ELSEWHERE.search(plain, *sentence):
            continue
        last = max((one.end() for one in MORE.finditer(plain, *sentence)), default=found.end())
        start, end = up_to_what_we_do(plain, asks, max(last, found.end()))
        yield Finding("unsafe", "secret_asked", None, start, end, WHY, "replace", LINES)
        asked = True
    for start, end in spans(draft) if asked else ():
        with_it = _WITH_IT.search(plain, start, end)
        if with_it is not None and not denied(plain, with_it.start()):
            yield Finding("unsafe", "secret_asked", None, start, end, WHY, "replace", LINES)
