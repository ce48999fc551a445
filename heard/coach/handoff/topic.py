"""What a matter is about, in words that can be said back: "your parcel" or "the outage"."""

from __future__ import annotations

import re

from heard.details.trouble import without_what_it_keeps_from

SCANNED = 4000
# What a matter is about, as it can be said back: "your parcel", "the outage".
YOURS = (
    "refund|parcel|package|delivery|order|flight|booking|reservation|luggage|baggage|bag|suitcase|"
    "account|bill|invoice|payment|subscription|appointment|claim|card|router|internet|broadband|"
    "wi-?fi|phone|laptop|contract|policy|ticket|seat|password|repair|prescription|deposit|transfer|"
    "membership|points|warranty|replacement|meter|mortgage|loan|tickets|trip|room|train|voucher"
)
OURS = "line(?=(?:'|’)s (?:been|dead|down)| is (?:dead|down)| has been)|outage|app|website|charge|fee|price|engineer|driver|stream|streaming|signal"
TOPIC = re.compile(rf"\b(?:(?P<yours>{YOURS})|(?P<ours>{OURS}))s?\b", re.IGNORECASE)


def topic(*texts: str) -> str:
    """What it is about in two words that can be said to the customer; "" where nothing tells.

    >>> topic("My parcel never came!"), topic("This is a joke.")
    ('your parcel', '')
    """
    for text in texts:
        found = TOPIC.search(without_what_it_keeps_from(text), 0, SCANNED) or TOPIC.search(
            text, 0, SCANNED
        )
        if found is not None:
            yours = found["yours"]
            return f"your {yours.lower()}" if yours else f"the {found['ours'].lower()}"
    return ""
