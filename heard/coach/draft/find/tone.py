"""How a reply sounds to somebody who is upset: high spirits, capitals, a shrug, sums made small."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.coach.draft.find.capitals import capitals
from heard.coach.draft.find.good_cheer import good_cheer
from heard.coach.draft.find.stereotypes import taken_for_less
from heard.coach.draft.find.sums import sums_against
from heard.coach.draft.finding import Finding
from heard.coach.draft.warm import is_warm
from heard.signals import get

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heard.coach.coach import Coach


def tone(draft: str, coach: Coach, said: str) -> Iterator[Finding]:
    """What in a draft sounds wrong beside what the customer said."""
    yield from capitals(draft, upset=is_warm(coach))
    yield from good_cheer(draft, coach)
    yield from sums_against(draft, said)
    yield from taken_for_less(draft, said)


def wordless(draft: str, coach: Coach) -> Iterator[Finding]:
    """A reply without a word, a smiley or a few dots, for somebody who is upset."""
    if draft.strip() and is_warm(coach):
        phrases = coach.playbook.phrases
        lines = next((one.whole for one in phrases if one.misstep == "cold" and one.whole), ())
        yield Finding("misstep", "cold", None, 0, len(draft), get("cold").why, "replace", lines)
