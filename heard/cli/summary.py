"""How a review looks in a terminal: each conversation in a few lines, then the whole set."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from heard.cli.page import Page
from heard.cli.paint import HEAT_STYLES
from heard.listen import heat_level, heat_word
from heard.listen.reading import HOT
from heard.quoting import quoted
from heard.review.quoting import TELLS
from heard.review.telling import LIVED, headline
from heard.track import STEP_NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from heard.review import Cohort, Rate, Scorecard
    from heard.track import Evidence

SPARK = "▁▃▅▆█"
WIDEST = 60  # blocks of a conversation's heat
QUOTED = 100  # characters
SUCCESS = (
    "A success is calm at the end, solved or with a dated next step, and without a supervisor; "
    "calmed alone is not enough."
)
MOST = 5  # rows of a list of signals
OUTCOME_STYLES = {"never": "dim", "calmed": "green", "hot": "red", "handed": "dark_orange"}
OUTCOME_WORDS = {
    "never": "never hot",
    "calmed": "calmed",
    "hot": "still hot",
    "handed": "handed on hot",
}
PARTED = (
    "not settled"  # their last words were cooler, but sarcasm, leaving or a call for a supervisor
)


def paint_cards(cards: Sequence[Scorecard], *, of: int = 0) -> None:
    """One row a conversation: how it ended, its heat, and the step that broke, in its words.

    `of` is how many there are in all; where that is more, these are the ones that went worst.
    """
    console = Page()
    if of > len(cards):
        console.print(Text(f"The {len(cards)} of {of:,} that went worst:", style="dim"))
    for card in cards:
        line = Text(card.conversation, style="bold")
        line.append("  ")
        if card.not_scored:
            line.append(f"not scored: {card.not_scored}", style="dim")
            console.print(line)
            continue
        outcome = str(card.outcome)
        parted = outcome == "hot" and bool(card.curve) and heat_level(card.curve[-1][1]) < HOT
        line.append(PARTED if parted else OUTCOME_WORDS[outcome], style=OUTCOME_STYLES[outcome])
        line.append("  ")
        for level in spark([heat_level(heat) for _, heat in card.curve]):
            line.append(SPARK[level], style=HEAT_STYLES[level])
        if card.curve:
            peak = max(heat for _, heat in card.curve)
            line.append(f"  peak {heat_word(peak)}", style="dim")
        console.print(line)
        if card.broke is not None:
            console.print(
                Padding(Text(f"✗ step {card.broke.step}: {headline(card)}"), (0, 0, 0, 2))
            )
        for about, words in _story(card):
            console.print(Padding(Text(f"{about}: {words}", style="dim"), (0, 0, 0, 2)))
        for one in card.instead[:1]:
            console.print(Padding(Text(f"try: {one.advice}", style="cyan"), (0, 0, 0, 2)))
    console.print()


def _story(card: Scorecard) -> list[tuple[str, str]]:
    """What a customer who got hot said happened, and what is under it; the same words once."""
    concern, told = card.story.concern, []
    if not card.got_hot:
        return []
    under = "" if concern is None else _quoted(card, concern)
    facts = [said for fact in card.story.facts if (said := _quoted(card, fact)) != under]
    if facts:
        more = f" and {len(facts) - 1} more" if len(facts) > 1 else ""
        plainest = next((said for said in facts if len(said.split()) >= TELLS), facts[0])
        told.append(("they said", f"{plainest}{more}"))
    if concern is not None:
        told.append(("under it", f"{LIVED.get(concern.signal, '')}, {under}"))
    return told


def _quoted(card: Scorecard, evidence: Evidence) -> str:
    return quoted(card.quote(evidence).words, QUOTED)


def spark(levels: Sequence[int], *, most: int = WIDEST) -> list[int]:
    """A conversation's heat levels, at most this many: of each stretch the highest.

    >>> spark([0, 1, 3, 0, 0, 2, 0, 0], most=4)
    [1, 3, 2, 0]
    """
    if len(levels) <= most:
        return list(levels)
    cuts = [place * len(levels) // most for place in range(most + 1)]
    return [max(levels[start:end]) for start, end in pairwise(cuts)]


def paint_cohort(cohort: Cohort, report: Path | None) -> None:
    """The set in numbers, each with its n, and where the report lies."""
    console = Page()
    numbers = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    numbers.add_column(style="bold", justify="right")
    numbers.add_column(overflow="fold")
    for value, what in _numbers(cohort):
        numbers.add_row(value, what)
    console.print(numbers)
    if cohort.success.of:
        console.print(Text(SUCCESS, style="dim"))
    lists = Table(box=None, padding=(0, 3, 0, 0), header_style="dim")
    columns = [
        (title, tallies[:MOST])
        for title, tallies in (
            ("Triggers", cohort.triggers),
            ("Missteps", cohort.missteps),
            ("Techniques", cohort.techniques),
        )
        if tallies
    ]
    for title, _ in columns:
        lists.add_column(f"{title} (conversations)")
    for row in range(max((len(tallies) for _, tallies in columns), default=0)):
        lists.add_row(
            *(
                f"{tallies[row].conversations:>4} {tallies[row].name}" if row < len(tallies) else ""
                for _, tallies in columns
            )
        )
    if columns:
        console.print()
        console.print(lists)
    if report is not None:
        console.print()
        console.print(Text(f"Report: {report}"), soft_wrap=True)


def _numbers(cohort: Cohort) -> list[tuple[str, str]]:
    many = "conversation" if cohort.conversations == 1 else "conversations"
    rows = [(f"{cohort.conversations:,}", many + _not_scored(cohort))]
    outcomes = dict(cohort.outcomes)
    rows.append(
        (
            f"{cohort.hot:,}",
            "got hot: "
            + ", ".join(f"{outcomes.get(name, 0):,} {name}" for name in ("calmed", "hot", "handed"))
            + (f"; {cohort.apart:,} of them reported apart" if cohort.apart else ""),
        )
    )
    rows += _success(cohort)
    if cohort.phase_1_skipped.of:
        rows.append(
            (_share(cohort.phase_1_skipped), f"phase 1 skipped{_between(cohort.phase_1_skipped)}")
        )
    if cohort.reignited.of:
        rows.append((_share(cohort.reignited), f"flared up again{_between(cohort.reignited)}"))
    if cohort.median_calm_turns is not None:
        turns = "turn" if cohort.median_calm_turns == 1 else "turns"
        calm = f"customer {turns} to calm (median of {cohort.calmed_count:,})"
        rows.append((str(cohort.median_calm_turns), calm))
    broke = cohort.broke_at_hot
    if sum(broke[1:]):
        step = max(range(1, 6), key=lambda number: (broke[number], -number))
        rows.append(
            (
                f"{broke[step]:,}",
                f"hot {'one' if broke[step] == 1 else 'ones'} broke at step {step}, {STEP_NAMES[step - 1]}, the most common break",
            )
        )
    return rows


def _success(cohort: Cohort) -> list[tuple[str, str]]:
    """The success rate; where most endings are unknown the known ones lead."""
    whole, known = cohort.success, cohort.heard_again
    if not whole.of:
        return []
    if not cohort.unknown:
        return [(_share(whole), f"de-escalation success rate{_between(whole)}")]
    silent = "the customer said nothing after their hottest turn"
    if not cohort.mostly_unknown:
        counted = f"de-escalation success rate{_between(whole)}, {cohort.unknown:,} unknown counted as not"
        again = (
            f"the same where the ending is known{_between(known)}; in {cohort.unknown:,} {silent}"
        )
        return [(_share(whole), counted), (_share(known), again)]
    rows = [(f"{cohort.unknown:,}", f"of {whole.of:,} have an unknown ending: {silent}")]
    if known.of:
        again = f"de-escalation success rate where the ending is known{_between(known)}"
        rows.append((_share(known), again))
    return [*rows, (_share(whole), f"the same with every unknown counted as not{_between(whole)}")]


def _not_scored(cohort: Cohort) -> str:
    return f" ({cohort.not_scored:,} not scored)" if cohort.not_scored else ""


def _share(rate: Rate) -> str:
    return (
        f"{rate.share:.0%}" if rate.enough and rate.share is not None else f"{rate.hits}/{rate.of}"
    )


def _between(rate: Rate) -> str:
    if rate.interval is None or not rate.enough:
        return f" (too few for a rate: {rate.of:,})"
    low, high = rate.interval
    return f" ({rate.hits:,} of {rate.of:,}; 95 % interval {low:.0%} to {high:.0%})"
