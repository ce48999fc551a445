"""What was said before the customer's latest words: told earlier, or thrown back at us."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.details.gist import gist
from heard.details.own_words import fact, in_quotes
from heard.details.whole_sentence import whole_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heard.listen import Heard

TROUBLED = 0.2  # heat from which a turn tells of trouble
SHORTEST = 4  # letters of a word that is thrown back
# Thrown back, these say that we put it so: "soon", "in due course", "processing".
_OPENS = re.compile(r"^\W*([\w' ]{4,24}?)\s*(?:\?|!|\.\.|…)")
_QUOTED = re.compile(
    r"[\"“]([^\"“”]{4,24}?)[.,!?]*[\"”]|(?:^|\s)['‘]([^'‘’]{4,24}?)[.,!?]*['’](?=\W|$)"
)
_EMPTY = re.compile(
    r"\b(?:sure|okay|what|really|help|yes|thanks?|sorry|hello|please|you|your|dear|name|order|number|dm|email|phone|address)\b|\d",
    re.I,
)


def told_earlier(last: Sequence[Heard]) -> Iterator[tuple[str, str]]:
    """What the customer told in earlier turns, the latest first: quoted, and the text it is from.

    What they said last is left out.
    """
    turns = list(last)
    while turns and not turns[-1].turn.from_customer:
        turns.pop()
    while turns and not turns[-1].turn.to_customer:
        turns.pop()
    for heard in reversed(turns):
        if heard.turn.from_customer and (heard.reading.heat or 0.0) >= TROUBLED:
            text = heard.turn.text.replace("’", "'")
            quoted = in_quotes(text) or whole_sentence(text)
            if quoted:
                yield quoted, text


def said_back_as(text: str) -> Iterator[str]:
    """The forms in which what a turn tells may have been said back."""
    yield from (told for find in (in_quotes, whole_sentence, fact, gist) if (told := find(text)))


def thrown_back(last: Sequence[Heard]) -> str:
    """A word or two of our own reply that the customer throws back at us, in quotation marks; else "".

    >>> from heard.conversation import Speaker, Turn
    >>> from heard.listen import Heard, Reading
    >>> turns = (Turn(Speaker.AGENT, "Somebody will ring you soon."), Turn(Speaker.CUSTOMER, '"Soon". Right.'))
    >>> thrown_back([Heard(turn, Reading()) for turn in turns])
    '“soon”'
    """
    if not last or not last[-1].turn.from_customer:
        return ""
    ours = next((heard.turn.text for heard in reversed(last[:-1]) if heard.turn.to_customer), "")
    text = re.sub(r"^\s*(?:@\w+\s+)+", "", last[-1].turn.text)
    found = [one[1] or one[2] for one in _QUOTED.finditer(text)]
    opens = _OPENS.match(text)
    found += [opens[1]] if opens else []
    plain = " ".join(re.findall(r"[\w']+", ours.casefold().replace("’", "'")))
    for words in found:
        word = " ".join(re.findall(r"[\w']+", words.casefold().replace("’", "'")))
        if len(word) < SHORTEST or len(word.split()) > 3 or _EMPTY.search(word):
            continue
        if re.search(rf"\b{re.escape(word)}\b", plain):
            return f"“{word}”"
    return ""
