"""A ruling as the JSON object that `heard guard --json` prints; a quote may be the draft's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from heard.coach.wire import quote_json

if TYPE_CHECKING:
    from heard.coach.guardrail.ruling import Finding, Ruling


def ruling_json(ruling: Ruling, *, turns: int) -> dict[str, Any]:
    """One ruling. `turns` is how many were said before the draft: a quote of the next is its own."""
    return {
        "decision": ruling.decision,
        **_finding(ruling.finding, turns),
        "may_go": ruling.may_go,
        "say": ruling.say,
        "rewrite": ruling.rewrite,
        "also": [{"decision": one.decision, **_finding(one, turns)} for one in ruling.also],
    }


def _finding(one: Finding, turns: int) -> dict[str, Any]:
    return {
        "rule": one.rule,
        "says": one.says,
        "why": one.why,
        "quotes": [quote_json(each) | {"draft": each.turn >= turns} for each in one.quotes],
    }
