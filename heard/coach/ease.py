"""Small signs that nobody is angry: a laugh, a plea for help, a bare order."""

from __future__ import annotations

import re

from heard.listen.any_case import AnyCase
from heard.listen.remembered import Remembered

# A smile is none: irony wears one.
_LAUGHS = AnyCase(
    r"[😂🤣😅]|:-?d\b|\b(?:lol|ha ?ha\w*|lmao)\b|\bno (?:drama|rush|worries|hurry)\b|\bdad joke\b|\bx{1,2}\s*$",
)
_CRIES = re.compile(r"[😭😢😞😔😩😫💔]|:'?\(")
_PLEADS = AnyCase(
    r"\b(?:please|pls|plz) (?:can|could) (?:you|u|someone)\b|\b(?:please|pls|plz) (?:\w+ )?help\b|\bhelp (?:me )?(?:please|pls|plz)\b",
)
_ORDERS = AnyCase(r"\W*(?:(?:just|please|pls) )*cancel(?: (?:it|that|this))?(?: please)?\W*")


@Remembered
def at_ease(text: str) -> bool:
    """Whether the words laugh, or are sad rather than angry: then only anger beyond doubt counts.

    >>> at_ease("The lamp came as a vase 😂"), at_ease("The lamp came as a vase!")
    (True, False)
    """
    return _LAUGHS.search(text) is not None or _CRIES.search(text) is not None


def pleads(text: str) -> bool:
    """Whether the words beg for help, as somebody does who still hopes for it.

    >>> pleads("It's gone again, please help"), pleads("Nobody helps, please!")
    (True, False)
    """
    return _PLEADS.search(text) is not None


def only_orders(text: str) -> bool:
    """Whether a message is an order to cancel and nothing else: that is an answer, and leaves nobody.

    >>> only_orders("Cancel it please"), only_orders("Cancel my account, I'm done")
    (True, False)
    """
    return _ORDERS.fullmatch(text) is not None
