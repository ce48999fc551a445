"""Whether the customer's words settle the matter: thanks that are meant, and no parting shot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.listen.any_case import AnyCase

if TYPE_CHECKING:
    from heard.listen.reading import Reading

SURE = 0.5
DOUBT = 0.2  # enough, where they were sarcastic just before
SCANNED = 4000  # characters of a turn looked at
GLAD = ("thanks", "resolved")
PARTING = ("sarcasm", "churn_threat", "public_threat")
# Such as "cancel it", "don't bother", "you've done enough": words that break off.
BREAKS_OFF = AnyCase(
    r"\bcancel(?:l?ing)? (?:it|this|that|my|the|everything|all)\b|\b(?:forget|scrap|leave) (?:it|this)\b"
    r"|\bdon[’']?t (?:bother|trouble)|\bnever ?mind\b|\bdone (?:\w+ )?(?:\w+ )?enough\b"
    r"|\b(?:closing|close) (?:my|the) account\b|\bi(?:[’']?ll| will) (?:go|take my) \w+ elsewhere\b",
)


def glad(reading: Reading) -> bool:
    """Whether the customer gave thanks or accepted the outcome, by the words alone."""
    return max(map(reading.sure, GLAD)) >= SURE


def meant(text: str, reading: Reading, *, ironic: bool) -> bool:
    """Whether the thanks or the acceptance in this turn are meant as they are said.

    They are not where the turn is more surely sarcastic, and hardly where the customer was
    sarcastic in the heat just before (`ironic`) and now breaks off.

    >>> from heard.listen.reading import Reading, Signal
    >>> text = "You've done quite enough, thanks. Cancel it."
    >>> reading = Reading(0.1, "pleased", (Signal("thanks", 0.9, 26, 33),))
    >>> meant(text, reading, ironic=True), meant("Got it, thanks.", reading, ironic=True)
    (False, True)
    """
    if not glad(reading) or reading.sure("sarcasm") > max(map(reading.sure, GLAD)):
        return False
    if not ironic:
        return True
    doubtful = max(map(reading.sure, PARTING)) >= DOUBT
    return not (doubtful or BREAKS_OFF.search(text, 0, SCANNED))


def turns_ironic(reading: Reading) -> bool:
    """Whether this turn is sarcastic in the heat, so that thanks in the next one are in doubt."""
    return reading.hot and reading.sure("sarcasm") >= SURE


def parts_in_anger(reading: Reading) -> bool:
    """Whether the turn has sarcasm, leaving or going public in it."""
    return max(map(reading.sure, PARTING)) >= SURE
