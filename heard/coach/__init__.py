"""Live: at most one card a turn, and a check of the reply before it is sent."""

from heard.coach.advice import Advice
from heard.coach.coach import Coach
from heard.coach.draft import Checked, Issue, check
from heard.coach.policy import Policy

__all__ = ["Advice", "Checked", "Coach", "Issue", "Policy", "check"]
