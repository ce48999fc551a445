"""The five steps as a scorecard shows them: how each ended, and in whose words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from heard.signals import MISSTEPS
from heard.track import StepProgress
from heard.track.steps import WHY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.review.card import Broke
    from heard.track import Followed


def shown_steps(followed: Sequence[Followed], broke: Broke | None) -> tuple[StepProgress, ...]:
    """The steps as they ended, except that the one that broke stays broken though mended later.

    A step that ended well shows what it was done with, not what had gone wrong on the way, and one
    that ended broken the words that its reason is about, not what had been done well before.
    """
    shown = []
    for step in followed[-1].moment.steps:
        if broke is not None and step.number == broke.step:
            evidence = () if broke.evidence is None else (broke.evidence,)
            shown.append(StepProgress(step.number, "broken", evidence, broke.why))
        elif step.state == "done":
            good = tuple(one for one in step.evidence if one.signal not in MISSTEPS)
            shown.append(replace(step, evidence=good))
        else:
            bad = tuple(one for one in step.evidence if WHY.get(one.signal) == step.why)
            shown.append(replace(step, evidence=bad))
    return tuple(shown)
