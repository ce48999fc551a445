"""Stock courtesy in a draft ("Your call is important to us"): no reason to hold it back, but no rewrite keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.coach.draft.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heard.coach.coach import Coach


def stock(draft: str, coach: Coach) -> Iterator[Finding]:
    """The playbook's soft, scripted wording that can go as a whole, in whatever mood they are."""
    for hit in coach.playbook.phrase_hits(
        draft, heard=coach.said_by_customer, channel=coach.channel
    ):
        phrase = hit.phrase
        if phrase.misstep == "scripted" and phrase.soft and phrase.place == "instead":
            yield Finding(
                "misstep",
                "scripted",
                None,
                hit.start,
                hit.end,
                phrase.why,
                "instead",
                phrase.mend or phrase.say_instead,
                polish=True,
            )
