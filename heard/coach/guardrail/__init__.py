"""The guardrail for an AI agent: may this reply go out, or is it a person's turn, and by which rule.

Import `guard` and the values of a ruling from here, and a ruling's JSON from `wire`.
"""

from heard.coach.guardrail.ruling import Decision, Finding, Ruling, guard
from heard.coach.guardrail.sendable import Unread

__all__ = ["Decision", "Finding", "Ruling", "Unread", "guard"]
