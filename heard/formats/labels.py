"""What stands before a colon: a speaker, or the "Note:" and "Total:" of ordinary writing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.conversation import Speaker
from heard.formats.roles import FIELDS, is_named, read_label, speaker_of

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_WORDS = 4  # in the name of a speaker
NAME_LIKE = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,3}(?: \d{1,3})?")


NO_SPEAKERS = frozenset(  # what else stands before a colon in letters, notes and forms
    """
    note|notes|total|subtotal|subject|re|fw|fwd|ps|p.s|date|time|from|to|cc|bcc|sent|order
    order number|order no|order id|ticket|ticket number|ticket id|case|case number|case id
    reference|ref|price|amount|address|phone|tel|telephone|fax|email|e-mail|mail|name|full name
    account|account number|website|web|url|link|http|https|ftp|status|duration|summary|topic
    warning|important|reminder|update|edit|example|e.g|i.e|step|error|question|answer|q
    attachment|attachments|tracking|tracking number|product|model|serial number|size|color
    quantity|tax|shipping|balance|today|tomorrow|yesterday|monday|tuesday|wednesday|thursday
    friday|saturday|sunday|transcript|chat transcript|call id|chat id|conversation id|start|end
    start time|end time|started|ended|language|channel|queue|call date
    """.strip()
    .replace("\n", "|")
    .replace("    ", "")
    .split("|")
)


def is_possible(label: str, *, most_words: int = MOST_WORDS) -> bool:
    """Whether this could name a speaker at all."""
    plain = label.casefold().strip(" .*")
    if plain in NO_SPEAKERS or len(plain.split()) > most_words:
        return False
    form = " " in plain and plain.rpartition(" ")[2] in FIELDS
    return not form or speaker_of(label) is not None


def believed(counts: Mapping[str, int], *, agent: str | None) -> frozenset[str]:
    """The labels that are speakers, out of everything that stands before a colon.

    Role words are. Where they name both sides, nothing else is; else a name is that
    comes twice, or, where only two names come at all, both of them. The letters "a" and "c"
    are agent and customer beside each other, and in small letters beside role words.

    >>> sorted(believed({"Agent": 2, "Customer": 2, "Model": 2}, agent=None))
    ['Agent', 'Customer']
    >>> sorted(believed({"Maria": 2, "Sam": 1, "Note": 2}, agent=None))
    ['Maria', 'Sam']
    """
    possible = {label: count for label, count in counts.items() if is_possible(label)}
    roles = {
        label
        for label in possible
        if (known := read_label(label)).speaker is not None
        or known.internal
        or (agent is not None and is_named(label, agent))
    }
    sides = {read_label(label).speaker for label in roles}
    letters = {label for label in possible if label.casefold() in {"a", "c"}}
    short = letters if len(letters) == 2 else {label for label in letters if label.islower()}
    if any(label.casefold() in {"b", "q"} for label in possible):
        short = set()  # a list of options, or questions and answers
    if Speaker.CUSTOMER in sides and any(side and side.for_company for side in sides):
        return frozenset(roles | short)
    if len(letters) == 2 or (short and sides):
        return frozenset(roles | letters)
    named = {read_label(label).name for label in roles}
    repeated = roles | {label for label in possible if label in named}
    repeated |= {
        label for label, count in possible.items() if count > 1 and NAME_LIKE.fullmatch(label)
    }
    names = {label for label in possible if NAME_LIKE.fullmatch(label) and not label[:1].islower()}
    if len(repeated) < 2 and len(repeated | names) == 2:
        return frozenset(repeated | names)
    return frozenset(repeated)


def clear_alone(label: str) -> bool:
    """Whether a label says who speaks although nobody else does: a role word, or "c" and "a".

    >>> clear_alone("Customer"), clear_alone("c"), clear_alone("Maria"), clear_alone("System")
    (True, True, False, False)
    """
    speaker = read_label(label).speaker
    if speaker is None:
        return label in {"a", "c"}
    return speaker is Speaker.CUSTOMER or speaker.for_company
