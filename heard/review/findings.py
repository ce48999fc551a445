"""What to do first: the few findings that a manager should not miss, in plain sentences."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from heard.review.telling import LIVED
from heard.track import STEP_NAMES
from heard.track.steps import BREAKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from heard.review.card import Instead, Scorecard
    from heard.review.cohort import Cohort, Tally

LEAST_TO_COMPARE = 10  # successes in all, before two rates are set side by side
LEAST = 2  # a thing seen once is an incident, not a finding


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to act on: what was seen, how often, where to look, and what to try."""

    title: str
    sentence: str
    shelf: str  # the list of conversations behind it
    count: int
    instead: Instead | None = None


def find_first(cohort: Cohort, cards: Iterable[Scorecard]) -> tuple[Finding, ...]:
    """At most three findings: the step that breaks, the misstep and the trigger heard most.

    They are looked for among the high-heat conversations; among all where fewer than two got hot.
    """
    kept = tuple(cards)
    hot = cohort.hot >= LEAST
    n, among = (cohort.hot, "high-heat ") if hot else (cohort.scored, "")
    prefix = "hot+" if hot else ""
    found: list[Finding] = []
    broke = cohort.broke_at_hot if hot else cohort.broke_at
    step = max(range(1, 6), key=lambda number: (broke[number], -number))
    if broke[step] >= LEAST:
        name = STEP_NAMES[step - 1]
        found.append(
            Finding(
                f"Coach step {step}: {name}",
                f"That is where it broke in {broke[step]:,} of {n:,} {among}conversations.",
                f"{prefix}step:{step}",
                broke[step],
                _commonest(kept, name),
            )
        )
    same_step = BREAKS[step - 1] if found else ()
    missteps = [tally for tally in cohort.missteps if tally.name not in same_step]
    if (misstep := _most(missteps, hot=hot)) is not None:
        words = misstep.name.replace("_", " ")
        count = misstep.hot if hot else misstep.conversations
        found.append(
            Finding(
                f"Then look at “{words}”",
                f"It was heard in {count:,} of {n:,} {among}conversations.{_goes_with(misstep)}",
                f"{prefix}misstep:{misstep.name}",
                count,
                _commonest(kept, misstep.name),
            )
        )
    if (trigger := _most(cohort.triggers, hot=hot)) is not None:
        count = trigger.hot if hot else trigger.conversations
        found.append(
            Finding(
                f"What heats customers most: {LIVED.get(trigger.name, trigger.name)}",
                f"They spoke of it in {count:,} of {n:,} {among}conversations.",
                f"{prefix}trigger:{trigger.name}",
                count,
            )
        )
    return tuple(found)


def _most(tallies: Sequence[Tally], *, hot: bool) -> Tally | None:
    def count(tally: Tally) -> int:
        return tally.hot if hot else tally.conversations

    best = max(tallies, key=count, default=None)
    return best if best is not None and count(best) >= LEAST else None


def _goes_with(tally: Tally) -> str:
    """How success goes with it, where both sides rest on enough conversations."""
    with_it, without = tally.success, tally.without
    if with_it.hits + without.hits < LEAST_TO_COMPARE:
        return ""
    if not (with_it.enough and without.enough) or with_it.share is None or without.share is None:
        return ""
    return (
        f" With it goes a success rate of {100 * with_it.share:.0f} % (n = {with_it.of:,}), without it "
        f"{100 * without.share:.0f} % (n = {without.of:,}). That is no proof of cause."
    )


def _commonest(cards: Sequence[Scorecard], about: str) -> Instead | None:
    """The play that the cards name most often for this, in words that go for any customer."""
    named = [one for card in cards for one in card.instead if one.about == about]
    counted = Counter((one.play, one.general) for one in named)
    if not counted:
        return None
    (play, general), _ = counted.most_common(1)[0]
    one = next(one for one in named if one.play == play)
    return replace(one, say=(general,))
