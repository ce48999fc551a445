"""Sums in a draft held against those that the customer named: mistyped, or made small."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.coach.draft.clauses import spans
from heard.coach.draft.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

_FIGURE = r"\d[\d,]*(?:\.\d\d)?"
SUM = re.compile(rf"(?P<mark>[$€£]) ?(?P<figure>{_FIGURE})")
ONLY = re.compile(
    rf"\b(?:it|that|this)(?:'s| is| was) (?:only|just|merely) (?:about )?[$€£] ?(?P<figure>{_FIGURE})",
    re.I,
)
MISTYPED = "They wrote {theirs}, and this says {ours}. If it's a slip, it looks as if nobody had read it; if not, say why."
SMALL = "It makes small what they have lost: to them it wasn't only that."
SMALL_LINES = ("I can see that it matters.",)


def sums_against(draft: str, said: str) -> Iterator[Finding]:
    """Sums with the digits of one that the customer named in another order, and "it's only £40".

    >>> [draft for draft in ("£26 goes back.", "£20 goes back.") if list(sums_against(draft, "You took £62."))]
    ['£26 goes back.']
    """
    theirs = {(one["mark"], one["figure"].rstrip(",.")) for one in SUM.finditer(said)}
    if not theirs:
        return
    plain = draft.replace("’", "'")
    figures = {figure for _, figure in theirs}
    for found in ONLY.finditer(plain):
        if found["figure"].rstrip(",.") in figures:
            _, end = next(one for one in spans(draft) if one.end > found.start())
            stop = plain.find(",", found.end(), end)
            yield Finding(
                "misstep", "jab", None, found.start(), found.end() if stop >= 0 else end, SMALL, "replace", SMALL_LINES
            )  # fmt: skip
    named = {one["figure"].rstrip(",.") for one in SUM.finditer(draft)}
    if named & figures:
        return
    for found in SUM.finditer(draft):
        ours = found["figure"].rstrip(",.")
        for mark, figure in theirs:
            if (
                mark == found["mark"]
                and len(ours) > 1
                and sorted(ours) == sorted(figure)
                and ours != figure
            ):
                why = MISTYPED.format(theirs=f"{mark}{figure}", ours=f"{mark}{ours}")
                yield Finding(
                    "wrong sum", "sum_mistyped", None, found.start(), found.end(), why, "swap", (f"{mark}{figure}",)
                )  # fmt: skip
