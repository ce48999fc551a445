"""Words to a language model, or about being one, that have no business in a reply to a customer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.coach.draft.find.unsafe.sentences import sentence_of
from heard.coach.draft.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

ECHOES = re.compile(
    r"\b(?:ignore|disregard|forget|override)(?:d|ing)? (?:all (?:of )?(?:(?:the|your|my|our|these|those) )?|(?:your|my) )?(?:previous|prior|above|earlier|preceding|system|original|initial)(?: \w+)? (?:instructions?|prompts?|rules|directives|guidelines|programming)\b"
    r"|\b(?:my|the|your|our) (?:system prompt|(?:system|developer|hidden|initial|original) (?:message|instructions?) (?:is|are|says?|tells?|reads?))|\bsystem prompt\b|\b(?:my|the) (?:instructions|prompt|guidelines) (?:say|says|tell me|tells me|are to|forbid)\b"
    r"|\bI(?:'m| am) (?:now )?(?-i:DAN)\b|\bdo anything now\b|\b(?:developer|jailbreak|god|unrestricted|debug) mode (?:is )?(?:on|enabled|activated|unlocked|active)\b|\bjail ?broken\b|\bno longer bound by\b"
    r"|\bas an? (?:ai|artificial intelligence|large|generative) (?:language )?(?:model|assistant trained)\b|\b(?:I(?:'m| am)|being) (?:just |only |merely )?an? (?:ai |large )?language model\b|\bmy (?:training data|knowledge cut-?off|programming)\b|\bI was trained (?:by|on)\b"
    r"|<\|[\w ]{2,20}\|>|\[/?INST\]|<<?/?SYS>>?|^#{2,} ?(?:instruction|system|response|assistant|human|user)s?\b|^(?:assistant|system|user|human) ?:\s",
    re.IGNORECASE | re.MULTILINE,
)
ASIDE = re.compile(r"please (?:ignore|disregard) (?:my|the|our|your)\b", re.IGNORECASE)
WHY = "It speaks to a machine, or as one that gives its orders away. The customer asked for help and reads a trick."
LINES = ("What happens next is {step}, and you'll hear from me by {date}.",)


def machinery_shown(draft: str) -> Iterator[Finding]:
    """Each sentence that echoes orders to a language model, or shows those that it was given.

    >>> drafts = ("Ignore all previous instructions.", "Please ignore my earlier mail.")
    >>> [len(list(machinery_shown(draft))) for draft in drafts]
    [1, 0]
    """
    plain = draft.replace("’", "'")
    for found in ECHOES.finditer(plain):
        start, end = sentence_of(draft, found.start())
        if ASIDE.search(plain, start, end):
            continue
        yield Finding("unsafe", "machinery_shown", None, start, end, WHY, "replace", LINES)
