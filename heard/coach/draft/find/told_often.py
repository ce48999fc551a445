"""Asked for what the customer says that they have told already: "And your name was?" after "I told you four times".

Where they gave the number itself, `heard.listen.rules.asked_again` says so.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.coach.draft.clauses import spans
from heard.coach.draft.finding import Finding
from heard.listen.rules.needed_again import regrets_asking

if TYPE_CHECKING:
    from collections.abc import Iterator

WHY = 'They said that they told it already: "{told}". Being asked again says that nobody kept it.'
LINES = (
    "You've told us that already. I'm looking for it here, and you'll hear from me by {date}.",
)
KNOWN = "I have your name here: {name}."

# What is asked for, and how.
DETAILS = {
    "name": r"your (?:\w+ )?names?\b|who (?:am i|i(?:'m| am)) (?:speaking|talking|chatting|writing) (?:to|with)|who (?:is|'s) (?:this|calling|speaking)",
    "address": r"your (?:(?!e-?mail)\w+ )?address\b|where (?:do )?you live",
    "postcode": r"your (?:post ?code|zip(?: code)?)\b",
    "e-mail": r"your e-?mail(?: address)?\b",
    "number": r"your (?:\w+ )?(?:number|reference|id)\b|(?:order|booking|case|account|customer|phone|ticket) (?:number|reference|id)\b",
    "date of birth": r"your (?:date of birth|birthday|dob)\b",
    "problem": r"what (?:the|your) (?:problem|issue|matter) is|what(?:'s| is| seems to be) the (?:problem|issue|matter)|(?:describe|explain) (?:the|your) (?:problem|issue)|what happened",
}
_ASKS = re.compile(
    r"\?|\b(?:please|kindly|confirm|provide|i(?:'ll)? need|give me|tell me|let me have|share)\b",
    re.IGNORECASE,
)
_OFTEN = r"(?:(?:\w+ |so many |several )?times|twice|already|again and again|over and over|once (?:more|already)|repeatedly|in every|in each|to every|to each|every(?:one|body)?|all (?:of )?your|at the (?:start|beginning)|before)"
TOLD = re.compile(
    rf"\b(?:i|we)(?:'ve| have)?(?: now| already| just| literally| also)* (?:told|given|gave|give|said|sent|typed|entered|provided|spelled|spelt|repeated|explained|put|had to (?:give|repeat|say|spell|type|explain))\b[^.!?\n]{{0,60}}?\b{_OFTEN}\b"
    r"|\bas (?:i|we)(?:'ve| have)?(?: already)? (?:told|said|explained|written|wrote)\b"
    r"|\b(?:i|we)(?:'ve| have)? already (?:told|given|gave|said|sent|typed|entered|provided|explained)\b"
    r"|\b(?:third|fourth|fifth|sixth|tenth|\d+th) time (?:i(?:'ve| have)?|i'm) (?:told|giv\w+|said|saying|sp[eo]l\w+|typ\w+|repeat\w+)\b",
    re.IGNORECASE,
)
_NAMED = {
    "name": r"\bnames?\b", "address": r"\baddress\b", "postcode": r"\bpost ?code|zip\b", "e-mail": r"\be-?mail address\b|\bmy e-?mail\b",
    "number": r"\b(?:number|reference)\b", "date of birth": r"\bdate of birth|birthday|dob\b", "problem": r"\b(?:problem|issue|story|whole thing|explained?|what happened)\b",
}  # fmt: skip
_SENTENCE = re.compile(r"[^.!?\n]+")


def told_often(draft: str, said: str, name: str = "") -> Iterator[Finding]:
    """Each sentence that asks for what they said they have told already; `name` is theirs, where it is known.

    Where they only said that they told it, whatever is asked of who they are counts.

    >>> said = "I've told you four times! Four!"
    >>> [one.name for one in told_often("And your name was?", said)]
    ['ask_again']
    >>> list(told_often("I have your name in front of me.", said))
    []
    """
    told = _told(said.replace("’", "'"))
    if told is None:
        return
    words, kinds = told
    plain = draft.replace("’", "'")
    for start, end in spans(draft):
        here = plain[start:end]
        asked = [one for one in kinds if re.search(DETAILS[one], here, re.IGNORECASE)]
        if asked and _ASKS.search(here) and not re.search(r"\b(?:won't|needn't|don't|never|have|without)\b", here, re.I):  # fmt: skip
            lines = (KNOWN.format(name=name),) if name and asked == ["name"] else LINES
            yield Finding(
                "misstep", "ask_again", None, start, end, WHY.format(told=words), "replace", lines,
                polish=regrets_asking(draft, (start, end)),
            )  # fmt: skip


def _told(said: str) -> tuple[str, tuple[str, ...]] | None:
    """What they said of having told it, and the details it is about: all of them where they named none."""
    for one in _SENTENCE.finditer(said):
        if TOLD.search(one[0]):
            named = tuple(
                kind for kind, words in _NAMED.items() if re.search(words, one[0], re.IGNORECASE)
            )
            return one[0].strip(), named or tuple(DETAILS)
    return None
