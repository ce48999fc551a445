"""A day or an hour that "came and went": what was promised for it did not come, in so many words."""

from __future__ import annotations

from heard.listen.any_case import AnyCase
from heard.listen.rules.plainly import said_in

SCANNED = 4000
SURE = 0.8  # cautious: one text in training/data says it, of a promise
_TIME = (
    r"(?:\d{1,2}(?:[:.]\d\d)?(?: ?(?:am|pm|o'clock))?|noon|midday|midnight|tonight|today|yesterday|last (?:night|week|month)"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:the |your |my |that |its |our )?(?:\w+ )?(?:deadline|date|day|hour|week|month|morning|afternoon|evening|weekend|slot|window|appointment|delivery date|\d{1,2}(?:st|nd|rd|th)))"
)
_LAPSED = AnyCase(
    rf"\b{_TIME}(?: (?:morning|afternoon|evening|night))? (?:has |have |had |just )*(?:came|come|come's)(?: around)?,? and (?:then )?(?:it )?(?:went|gone)\b"
    rf"|\b{_TIME}(?: (?:morning|afternoon|evening|night))? (?:passed|came),? and (?:still )?(?:nobody|no[- ]?one|nothing)\b"
)


def came_and_went(text: str) -> tuple[int, int] | None:
    """Where a customer says that the time of a promise passed without it, or None.

    >>> text = "9:30 came and went. Nobody rang."
    >>> text[slice(*came_and_went(text))]
    '9:30 came and went'
    >>> came_and_went("The pain came and went all day.") is None
    True
    """
    return said_in(text[:SCANNED], _LAPSED, ("came", "come", "passed"))
