"""What a coach will ask of a turn's words: asked beforehand, by whoever reads the turn in a process of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.coach.complaining import condemns, spares_us
from heard.coach.ease import at_ease
from heard.coach.situation import endangered, grieves
from heard.details import Details
from heard.details.customer import TROUBLED
from heard.signals import TRIGGERS
from heard.track.ledger import find_facts

if TYPE_CHECKING:
    from heard.conversation import Turn
    from heard.listen import Reading


def ask_beforehand(turn: Turn, reading: Reading) -> None:
    """Ask what the coach who hears this turn will ask, so that it is remembered; a calm turn has no details.

    >>> from heard.conversation import Speaker, Turn
    >>> from heard.listen import Reading
    >>> from heard.listen.remembered import noting
    >>> with noting() as notes:
    ...     ask_beforehand(Turn(Speaker.CUSTOMER, "My lamp came broken twice!"), Reading(0.7))
    >>> [found for name, _, found in notes if name.endswith(".in_quotes")]
    ['“My lamp came broken twice”']
    """
    if not turn.from_customer:
        return
    for asks in (endangered, grieves, condemns, spares_us, at_ease):
        asks(turn.text)
    find_facts(0, turn.text)
    if (reading.heat or 0.0) >= TROUBLED or reading.hears(*TRIGGERS):
        Details().after(turn, reading)
