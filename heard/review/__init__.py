"""Review: what happened in a conversation, and in a whole set of them, each judgment quoted."""

from heard.review.card import (
    Broke,
    Counted,
    Escalation,
    Instead,
    Quote,
    Resolution,
    Scorecard,
)
from heard.review.cohort import Cohort, Count, Group, Tally, cohort_json, summarize
from heard.review.interval import Rate, wilson
from heard.review.scoring import score, score_readings
from heard.review.wire import card_from_json, card_json

__all__ = [
    "Broke",
    "Cohort",
    "Count",
    "Counted",
    "Escalation",
    "Group",
    "Instead",
    "Quote",
    "Rate",
    "Resolution",
    "Scorecard",
    "Tally",
    "card_from_json",
    "card_json",
    "cohort_json",
    "score",
    "score_readings",
    "summarize",
    "wilson",
]
