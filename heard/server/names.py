"""The names that customers are known by while a conversation goes on."""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

from heard.redact import introduced

if TYPE_CHECKING:
    from heard.conversation import Turn

MOST = 12  # names of one conversation; more are no longer one customer
SHORTEST = 3  # letters of a part that is looked for by itself
_NAME = re.compile(r"[^\W\d_][^\W\d_.'’-]*(?:[ .'’-]+[^\W\d_]+)*\.?")
ROLES = frozenset(  # what chat programs call somebody whose name they do not know
    ["agent", "anonymous", "bot", "buyer", "caller", "chat", "client", "contact", "customer", "guest",
     "member", "patient", "person", "shopper", "speaker", "student", "subscriber", "tenant", "unknown",
     "user", "visitor", "website"]
)  # fmt: skip


COMMON = frozenset(  # words that stand where a name would, and are none
    ["account", "address", "bill", "booking", "business", "card", "company", "complaint", "delivery", "email",
     "invoice", "number", "order", "parcel", "password", "payment", "phone", "product", "refund", "ticket"]
)  # fmt: skip
PARTICLES = frozenset(
    ["van", "von", "der", "den", "ter", "del", "dos", "das", "della", "bin", "ibn", "abu"]
)


class Names:
    """What is known of customers' names, conversation by conversation, the longest unused forgotten.

    >>> names = Names(kept=2)
    >>> names.learn("c1", "Priya van Shah")
    >>> names.of("c1"), names.of("c2")
    (('Priya', 'Shah'), ())
    """

    def __init__(self, *, kept: int) -> None:
        self.kept = kept
        self._known: OrderedDict[str, tuple[str, ...]] = OrderedDict()
        self._lock = threading.Lock()

    def learn(self, conversation: str, name: str) -> None:
        """Remember a name that came with a turn."""
        with self._lock:
            known = self._known.pop(conversation, ())
            new = tuple(one for one in parts(name) if one not in known)
            if known or new:
                self._known[conversation] = (*known, *new)[:MOST]
            while len(self._known) > self.kept:
                self._known.popitem(last=False)

    def hear(self, conversation: str, turn: Turn) -> None:
        """Remember the names that a customer's turn came with, or by which they introduce themselves."""
        for name in named(turn):
            self.learn(conversation, name)

    def of(self, conversation: str, customer: str | None = None) -> tuple[str, ...]:
        """What to look for in its turns; `customer` is what it was opened with, often no name."""
        known = self.known(conversation)
        if customer is None or not customer[:1].isupper():
            return known
        return tuple(dict.fromkeys((*known, *parts(customer))))

    def known(self, conversation: str) -> tuple[str, ...]:
        """Those that came with its turns or were told in them."""
        return self._known.get(conversation, ())

    def forget(self, conversation: str) -> None:
        """It is over, or gone."""
        with self._lock:
            self._known.pop(conversation, None)


def named(turn: Turn) -> tuple[str, ...]:
    """The names that a customer's turn brings with it and tells; of anybody else's, none."""
    if not turn.from_customer:
        return ()
    told = (name for name in introduced(turn.text) if COMMON.isdisjoint(name.casefold().split()))
    return (*((turn.name,) if turn.name else ()), *told)


def parts(name: str) -> tuple[str, ...]:
    """A name and the words of it that are worth looking for; nothing, where it is no name.

    >>> [parts(name) for name in ("Kim Lee", "Ana de la Cruz", "cust-17", "Visitor", "Caller 4")]
    [('Kim Lee', 'Kim', 'Lee'), ('Ana', 'Cruz'), (), (), ()]
    >>> [parts(label) for label in ("The priory", "Late insulin", "Trench in the drive")]
    [(), (), ()]
    """
    if not _NAME.fullmatch(name.strip()):
        return ()
    words = [word.strip(".,'’-") for word in name.split()]
    long = [word for word in words if len(word) >= SHORTEST and word.casefold() not in ROLES]
    capital = [word for word in long if word[0].isupper()]
    if capital and any(word not in capital and word not in PARTICLES for word in long):
        return ()  # words that describe somebody
    found = capital or long
    whole = (
        (" ".join(words),) if len(found) == len(words) else ()
    )  # it is looked for word by word too
    return tuple(dict.fromkeys((*whole, *found)))
