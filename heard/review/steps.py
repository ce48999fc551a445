"""The five steps as a scorecard shows them: how each ended, and in whose words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from heard.listen import FIRM
from heard.review.quoting import first_sentence
from heard.signals import MISSTEPS
from heard.track import Evidence, StepProgress
from heard.track.steps import BREAKS, MENDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.review.card import Broke
    from heard.track import Followed

CALM_REPLY = "calm_reply"  # the rule behind step 1: a reply without any of its missteps
UNSPOKEN = "Nothing that was said to the customer broke it."


def shown_steps(followed: Sequence[Followed], broke: Broke | None) -> tuple[StepProgress, ...]:
    """The steps as they ended, except that the one that broke stays broken though mended later.

    A step that ended well shows what it was done with, not what had gone wrong on the way. Step 1
    is done by what is not said, so it shows the first calm reply.
    """
    shown = []
    for step in followed[-1].moment.steps:
        if broke is not None and step.number == broke.step:
            evidence = () if broke.evidence is None else (broke.evidence,)
            shown.append(StepProgress(step.number, "broken", evidence, broke.why))
        elif step.state == "done":
            good = tuple(one for one in step.evidence if one.signal not in MISSTEPS)
            if step.number == 1 and not good:
                good = _calm_reply(followed)
            shown.append(replace(step, evidence=good, why="" if good else UNSPOKEN))
        else:
            shown.append(step)
    return tuple(shown)


def _calm_reply(followed: Sequence[Followed]) -> tuple[Evidence, ...]:
    """The words of the first reply that kept it calm; where step 1 broke, of the one that mended it."""
    replies = [
        number
        for number, one in enumerate(followed)
        if one.turn.to_customer and one.turn.text.strip()
    ]
    faults = [number for number in replies if _firm(followed[number], BREAKS[0])]
    if not faults:
        first = ((one, first_sentence(followed[one].turn.text)) for one in replies[:1])
        return tuple(Evidence(number, *words, CALM_REPLY) for number, words in first)
    for number in replies[replies.index(faults[-1]) :]:
        for name in MENDS:
            signal = followed[number].reading.signal(name)
            if signal is not None and signal.sure >= FIRM:
                return (Evidence(number, signal.start, signal.end, name),)
    return ()


def _firm(one: Followed, names: Sequence[str]) -> bool:
    return any(one.reading.sure(name) >= FIRM for name in names)
