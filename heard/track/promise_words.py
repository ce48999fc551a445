"""What is said around a promise: conditions, events, requests, rules, what customers say they will send."""

from __future__ import annotations

import re

CONDITION = re.compile(
    r"\b(?:if|once|when|whenever|as soon as|should (?=you|it|they|he|she|any)|unless|the moment|the minute|after)"
    r" (?!possible|now\b)(\w+)[^,.!?;:\n]{0,80}",
    re.I,
)
EVENT = re.compile(
    r"\b(?:on|with|in) (?:your|the|his|her|their) (?:next|following|coming) \w+"
    r"|\bon (?:your|the) (?:\w+ )?(?:bill|statement|invoice)\b"
    r"|\bbefore (?:it|they|he|she|we|you|the \w+ (?:is|are))\b[^,.!?;:\n]{3,60}"
    r"|\b(?:on|before) the day(?: before| after)?\b(?! after)"
    r"|\bthe (?:day|week|hour)(?: before| after)? [^,.!?;:\n]{3,60}",
    re.I,
)
ASKED = re.compile(
    r"\b(?:please|pls|plz|dm (?:us|me)|(?:send|drop|give|tag|call|message|tell|email) (?:us|me)|let (?:us|me) know"
    r"|you can (?:reach|call|contact|send)|shout|post here|reply)\b",
    re.I,
)
AT_ONCE = re.compile(
    r"\b(?:now|right away|straight (?:away|back)|immediately|one (?:moment|sec))\b", re.I
)
RULE = re.compile(
    r"\b(?:you (?:can|could|may|need|must|have to|should|would|might)|if|policy|terms|usually|"
    r"normally|typically|always|please|must|has to|i can|we can|can come|either|would|could|or)\b",
    re.I,
)
CUSTOMERS = re.compile(
    r"(?:send|upload|forward|attach|scan|fill|sign|e-?mail (?:you|it|them|the)|dm\b|let you know|"
    r"get back to you|post it|bring it)\b",
    re.I,
)
