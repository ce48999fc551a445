"""What a draft does well, and when nothing of it may be praised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.coach.draft.find.after_a_loss import owes_a_word
from heard.signals import TECHNIQUES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from heard.coach.draft.finding import Finding
    from heard.listen import Reading


def does_well(reading: Reading, found: Iterable[Finding]) -> tuple[str, ...]:
    """The techniques heard in a draft; none where it threatens whoever reads it, or says what nobody may.

    A question that comes before any word about the feeling is none.
    """
    issues = [one for one in found if not one.polish]
    if any(one.unsafe or (one.kind == "insult" and one.name == "threat") for one in found):
        return ()
    too_soon = any(one.name == "fix_first" or owes_a_word(one) for one in issues)
    return tuple(
        one for one in TECHNIQUES if reading.hears(one) and not (too_soon and one == "ask")
    )
