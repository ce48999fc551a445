"""Danger to life or health: where it is told, and where a reply puts safety first.

Whoever answers danger with "get out" or "call an ambulance" has not put a fix before the feeling.
"""

from heard.listen.rules.danger.business import Business, business_in
from heard.listen.rules.danger.replies import helps
from heard.listen.rules.danger.safety import asks_after, in_care, safety_first, sends_help
from heard.listen.rules.danger.told import SURE, grown, in_danger, manner_of

__all__ = [
    "SURE",
    "Business",
    "asks_after",
    "business_in",
    "grown",
    "helps",
    "in_care",
    "in_danger",
    "manner_of",
    "safety_first",
    "sends_help",
]
