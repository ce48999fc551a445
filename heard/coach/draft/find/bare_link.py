"""A link and nothing else, sent to somebody who is upset."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.coach.draft.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WHY = "They are upset, and all they get is an address: nobody read what they wrote."
LINK = re.compile(
    r"https?://\S+|www\.\S+|<(?:url|link)>|(?<![\w@.])(?:[a-z0-9-]+\.)+[a-z]{2,}/\S*", re.IGNORECASE
)
FILLS = re.compile(
    r"@\w+|\b(?:hi|hello|hey|see|here|please|kindly|read|check|visit|click|go|to|faqs?|link|info|this|more|look|at|the|our|page|help|for|details|it|all|is|on|and|refer|follow|use|out)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_WANTS = re.compile(r"\b(?:links?|url|web ?(?:site|page)|address|page)\b", re.IGNORECASE)
MOST = 1  # words of its own beside the link


def bare_link(draft: str, latest: str, lines: Sequence[str], *, upset: bool) -> Iterator[Finding]:
    """The draft where it is an address alone; nothing where they asked for one in their `latest` words.

    `lines` say a word about what went wrong.

    >>> found = list(bare_link("https://example.com/faq", "Nobody answers!", ("I'm sorry.",), upset=True))
    >>> found[0].name, found[0].place
    ('cold', 'before')
    >>> list(bare_link("https://example.com/faq", "Send me the link!", (), upset=True))
    []
    """
    if not upset or LINK.search(draft) is None or _WANTS.search(latest):
        return
    if len(_WORD.findall(FILLS.sub(" ", LINK.sub(" ", draft)))) <= MOST:
        yield Finding(
            "misstep", "cold", None, 0, len(draft), WHY, "before", tuple(lines),
            then=("Here's what I'm doing about it: {step}.",),
        )  # fmt: skip
