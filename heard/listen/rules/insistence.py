"""Insistence: "Then find one!", right after somebody in charge was asked for and refused.

The wish stands, though its own words do not name whom they mean.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.listen.any_case import AnyCase

if TYPE_CHECKING:
    from heard.listen.reading import SoFar

SURE = 0.85
LATELY = 2  # messages of the customer before this one in which the wish was said
WISHED = 0.5  # how sure that wish must be
INSISTS = AnyCase(
    r"(?:^|[.!?\n]\s*)(?:(?:then|so|well|no|ok|okay|fine|and|just|please|you)\W+){0,3}(?:(?:can|could) you )?(?:(?:go|better)(?: and)? )?"
    r"(?:find|get|fetch|bring|call|wake|make|put)\b(?: me| us)? (?:one|somebody|someone|them|him|her)\b(?! (?:a|an|the|my|to (?:fix|mend|repair|deliver|collect)|fixed|back to)\b)[^.!?\n]*[.!?]?"
    # nothing but whom they want
    r"|(?:^|[.!?\n]\s*)(?:(?:no|i said|just|now|your|the|a|get(?: me)?|put(?: me through to)?)\W+){0,3}(?:manager|supervisor|boss|team ?lead(?:er)?|lead|superior|human|person)(?:\W+(?:now|please|then|today|immediately))*\s*(?:[.!?]+|$)"
)
_REFUSED = AnyCase(
    r"\b(?:supervisor|manager|lead|boss|senior|human|person|colleague|somebody|someone|nobody|no one|anyone)s?\b"
)


def insists_on_them(text: str, before: SoFar) -> tuple[int, int] | None:
    """Where a customer insists on somebody they asked for, who was denied them just now; or None.

    >>> from heard.conversation import Speaker, Turn
    >>> from heard.listen.reading import Reading, Signal, SoFar
    >>> wish = Reading(0.5, "angry", (Signal("supervisor_request", 1.0, 0, 22),))
    >>> before = SoFar().add(Turn(Speaker.CUSTOMER, "I want your supervisor."), wish)
    >>> before = before.add(Turn(Speaker.AGENT, "There's no supervisor here."), Reading())
    >>> insists_on_them("Then find one! I'll wait.", before)
    (0, 14)
    >>> insists_on_them("Then find one!", SoFar()) is None
    True
    """
    found = INSISTS.search(text[:400])
    if found is None or not before.last:
        return None
    answer = before.last[-1].turn
    if not answer.to_customer or _REFUSED.search(answer.text) is None:
        return None
    theirs = [heard.reading for heard in before.last if heard.turn.from_customer][-LATELY:]
    if not any(reading.sure("supervisor_request") >= WISHED for reading in theirs):
        return None
    start = found.start() + len(found[0]) - len(found[0].lstrip(" .!?\n"))
    return start, found.end()
