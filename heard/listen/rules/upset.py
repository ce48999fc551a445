"""Whether the customer was upset when they last spoke: in what they felt, however few words they made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heard.listen.reading import Reading, SoFar

WARM = 0.2  # heat from which somebody is upset, whatever they feel
FEELS = ("frustrated", "angry", "disappointed", "anxious")
FIRM = 0.5


def is_upset(before: SoFar) -> bool:
    """Whether the customer's messages since the company last spoke, or else their last one, show that they are upset.

    >>> from heard.conversation import Speaker, Turn
    >>> from heard.listen.reading import Reading, SoFar
    >>> said = Turn(Speaker.CUSTOMER, "It broke on day one.")
    >>> is_upset(SoFar().add(said, Reading(0.1, "disappointed")))
    True
    >>> is_upset(SoFar().add(said, Reading(0.1, "neutral")))
    False
    """
    return any(_feels_it(one) for one in _latest(before))


def _latest(before: SoFar) -> Iterator[Reading]:
    spoke = False
    for one in reversed(before.last):
        if one.turn.to_customer and spoke:
            return
        if one.turn.from_customer:
            spoke = True
            yield one.reading


def _feels_it(reading: Reading) -> bool:
    if max(reading.sure("thanks"), reading.sure("resolved")) >= FIRM:
        return False
    if reading.emotion == "pleased" and not (reading.hot or reading.hears("sarcasm")):
        return False  # loud with delight
    return (reading.heat or 0.0) >= WARM or reading.emotion in FEELS
