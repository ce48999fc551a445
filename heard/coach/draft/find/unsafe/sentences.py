"""The sentence that words of a draft stand in, and whether it takes them back."""

from __future__ import annotations

import re

from heard.coach.draft.clauses import Span, pieces, spans

# Said before the words, it makes them a warning or a refusal.
DENIES = re.compile(
    r"\b(?:never|not|no|nobody|no[- ]one|none|without|cannot|unable|neither|nor|refuse)\b|n't\b",
    re.IGNORECASE,
)
# A yes to what they asked whether they may do.
AGREES = re.compile(
    r"(?:(?:hi|hello|hey)\b[^.!?]{0,20}[,.!] *)?(?:yes|yep|yeah|sure|of course|no problem|absolutely|definitely|certainly|go ahead|why not)\b(?!,? but\b)"
    r"|(?:that|it|this|they)(?:'s| is|'re| are|'ll be| will be| should be)(?: \w+)? (?:fine|safe|ok|okay|alright|no problem|harmless)\b|\b(?:works?|cleans?|burns?|holds?|runs?) (?:just |even )?(?:as well|better|fine)\b",
    re.IGNORECASE,
)
GOES_ON = re.compile(r"(?:and|then|after that|afterwards)\b[ ,]*(?:i|we)\b", re.IGNORECASE)


def sentence_of(draft: str, at: int) -> Span:
    """The sentence of a draft with this place in it."""
    return next((one for one in spans(draft) if one.end > at), Span(at, len(draft)))


def denied(draft: str, at: int) -> bool:
    """Whether the sentence says no before this place.

    >>> denied("We'll never ask for your password.", 20)
    True
    """
    return DENIES.search(draft, sentence_of(draft, at).start, at) is not None


def up_to_what_we_do(draft: str, start: int, end: int) -> Span:
    """The sentence with these words, up to where it says what we do then.

    >>> draft = "Tell me your PIN so I can look, and I'll mend it."
    >>> draft[slice(*up_to_what_we_do(draft, 0, 16))]
    'Tell me your PIN so I can look'
    """
    sentence = sentence_of(draft, start)
    parts = pieces(draft, sentence)
    touched = [one for one in parts if one.start < end and one.end > start]
    if not touched:
        return sentence
    last = touched[-1]
    for one in parts[parts.index(last) + 1 :]:
        if GOES_ON.match(draft, one.start):
            break
        last = one
    return Span(touched[0].start, last.end)
