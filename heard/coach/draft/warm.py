"""Whether the customer's last words had some heat in them, though the conversation may be calm."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from heard.coach.coach import Coach

WARM = (
    0.3  # heat of the customer's last words from which a reply owes them a word about the feeling
)


def is_warm(coach: Coach) -> bool:
    """Whether the customer is upset, or their last words were warm."""
    if coach.moment.mood == "heated":
        return True
    last = next((one for one in reversed(coach.before.last) if one.turn.from_customer), None)
    return last is not None and (last.reading.heat or 0.0) >= WARM
