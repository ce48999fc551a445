"""Live: at most one card a turn, and a check of the reply before it is sent.

The modules of this folder are the live coach, and its rooms what else is decided while people talk:
`draft` checks and mends a reply, `handover` says when somebody else takes over, `handoff` what they
must know, and `guardrail` whether a bot's reply may go out.
"""

from heard.coach.advice import Advice
from heard.coach.coach import Coach
from heard.coach.draft import Checked, Issue, check
from heard.coach.policy import Policy

__all__ = ["Advice", "Checked", "Coach", "Issue", "Policy", "check"]
