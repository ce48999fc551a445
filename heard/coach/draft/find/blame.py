"""Blame in a draft: plain accusations, and what they agreed to where it is held against them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.coach.draft.clauses import spans
from heard.coach.draft.find.accusations import accusations, held_against
from heard.coach.draft.find.walls import OPEN
from heard.coach.draft.finding import Finding, runs_into
from heard.signals import get

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.playbook import Playbook
    from heard.playbook.phrase import Place

AGAINST_THEM = ("policy_wall", "flat_no", "argue", "calm_down", "blame", "jab")
WALLS = ("policy_wall", "flat_no")


def with_accusations(
    draft: str, playbook: Playbook, found: Sequence[Finding], *, upset: bool = False
) -> list[Finding]:
    """The findings, with plain accusations in place of the wording of blame inside them.

    Of what stood on the label for them to read only the reproach goes; what it says may stay.
    """
    phrase = next((one for one in playbook.phrases if one.misstep == "blame" and one.whole), None)
    lines, why = ((), get("blame").why) if phrase is None else (phrase.whole, phrase.why)
    accused = []
    for one in accusations(draft, upset=upset):
        if one.aside is None:
            accused.append(
                Finding("misstep", "blame", None, one.start, one.end, why, "replace", lines)
            )
            continue
        goes_on = draft[one.aside.end : one.aside.end + 1].isalnum()
        place: Place = "drop" if goes_on else "swap"
        accused.append(Finding("misstep", "blame", None, *one.aside, why, place, ("",), then=OPEN))
    return [*(one for one in found if one.polish or not runs_into(one, accused)), *accused]


def with_what_is_held_against(
    draft: str, playbook: Playbook, found: Sequence[Finding]
) -> list[Finding]:
    """The findings, with what they agreed to where a reply that is against them anyway cites it.

    By itself it may be good news ("you accepted the new terms, so it's open"). The wall that it leads to
    in the same sentence goes with it.
    """
    if not any(one.name in AGAINST_THEM and not one.polish for one in found):
        return list(found)
    phrases = playbook.phrases
    why = next((one.why for one in phrases if one.misstep == "policy_wall"), "")
    held = []
    for start, end in held_against(draft):
        sentence = next(one for one in spans(draft) if one.end > start)
        walls = [
            one.end for one in found if one.name in WALLS and start <= one.start < sentence.end
        ]
        last = max((end, *walls))
        held.append(Finding("misstep", "policy_wall", None, start, last, why, "replace", OPEN))
    return [*(one for one in found if not _inside(one, held)), *held]


def _inside(one: Finding, held: Sequence[Finding]) -> bool:
    return one.name in WALLS and any(
        other.start < one.end and other.end > one.start for other in held
    )
