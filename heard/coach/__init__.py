"""Live: at most one card a turn, and a check of the reply before it is sent."""

from heard.coach.advice import Advice, Coach
from heard.coach.draft import Checked, Issue, check

__all__ = ["Advice", "Checked", "Coach", "Issue", "check"]
