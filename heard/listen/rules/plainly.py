"""What is said in so many words: the look that the rules beside the learned scores take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.listen.wordlists import mentions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from heard.listen.any_case import Pattern

JUST_BEFORE = 40  # letters before a finding in which it may be taken back


def said_in(
    text: str,
    pattern: Pattern,
    parts: Iterable[str],
    unmeant: Pattern | None = None,
) -> tuple[int, int] | None:
    """Where a text says what a pattern looks for, unless the words just before take it back.

    `parts` makes the look cheap: one of them stands in every text that the pattern can find.
    """
    plain = text.replace("’", "'")
    if not mentions(plain, parts):
        return None
    for found in pattern.finditer(plain):
        begin = found.start()
        if unmeant is None or not unmeant.search(plain, max(0, begin - JUST_BEFORE), begin):
            return found.span()
    return None
