"""What a draft tells the customer to do, turned into their choice after a step of one's own.

>>> text = "Ana, please call our billing team on 0800 123."
>>> start, end, words = offered(text, Span(0, len(text)), "I'll start that.", "If you'd rather,")
>>> text[:start] + words + text[end:]
"Ana, I'll start that. If you'd rather, please call our billing team on 0800 123."
"""

from __future__ import annotations

import re

from heard.coach.draft.clauses import COORDINATOR, DEPENDENT, Span, addresses, pieces

# How a sentence or a clause begins that sends somebody to do something.
TELLS = re.compile(
    r"(?:(?:please|kindly|just|feel free to)\b|(?:contact|call|ring|phone|e-?mail|write|text|visit|fill|reach|refer|check|see|use|speak|talk"
    r"|report|submit|send|go|click|get|try|request|raise|apply|log|follow|ask|chat)\b(?! (?:is|was|will|has)\b))",
    re.I,
)
YOU = re.compile(
    r"you(?:['’]ll| will)? (?:(?:can|may|could)\b|(?P<must>(?:need|have) to\b|must\b|should\b|want to\b))",
    re.I,
)
GREETS = re.compile(
    r"(?:@\w+[ ,]*)*(?:hi|hello|hey|dear)\b(?: there)?(?: (?-i:[A-Z])[\w'’-]*)?", re.I
)


def offered(draft: str, sentence: Span, line: str, lead: str) -> tuple[int, int, str]:
    """The edit that puts a line before a sentence, and what it tells them to do after a lead-in.

    Every word of where to turn stays. Where the sentence tells them nothing, or opens with an
    "if", the line is only put in front of it.
    """
    dependent = False
    for part in pieces(draft, sentence):
        joined = COORDINATOR.match(draft[part.start : part.end])
        start = part.start + (joined.end() if joined is not None else 0)
        words = draft[start : part.end]
        told = TELLS.match(words) or YOU.match(words)
        if told is not None and lead and not dependent:
            before = draft[sentence.start : part.start].rstrip(" ,;:-–—")
            return _edit(
                draft, (sentence.start + len(before), start), told, before, f"{line} {lead}"
            )
        dependent = dependent or DEPENDENT.match(words) is not None
    first, *rest = pieces(draft, sentence)
    if rest and GREETS.fullmatch(draft[first.start : first.end]):
        return first.end, rest[0].start + 1, f", {line} {draft[rest[0].start].upper()}"
    return sentence.start, sentence.start, f"{line} "


def _edit(
    draft: str, seam: tuple[int, int], told: re.Match[str], before: str, said: str
) -> tuple[int, int, str]:
    start, opens = seam
    join = ""
    if before:
        join = ", " if addresses(before) else ". "
    if told.re is YOU and told["must"]:
        return start, opens + told.end(), f"{join}{said} you can"
    return start, opens + 1, f"{join}{said} {draft[opens].lower()}"
