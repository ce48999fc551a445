"""What comes by itself, in the present: "it lands by Friday", "on your card within 3 days"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.listen.wordlists import word_set
from heard.track.promises.commitment import DONE, Commitment, clause_start
from heard.track.promises.times import REACH, is_known_stretch, is_wait
from heard.track.promises.words import ASKS, HAPPENS, OTHER_TIME, RULE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heard.track.due import Due
    from heard.track.promises.turn_words import TurnWords

_UNSURE = OTHER_TIME | word_set(
    "not never no can may might got did would could happy glad we'd i'd"
)
_ONTO = word_set("on in to at onto into")
_ARRIVES = word_set("card account balance inbox mailbox door statement bill")
_PLACES = frozenset(("home", "here", "there", "back"))
_NO_SUBJECT = word_set("you i the a your no was to of")


def find_arriving(
    words: TurnWords, first: int, dues: Sequence[Due]
) -> Iterator[tuple[Commitment, Due]]:
    """What arrives, and by which of these times, in the sentence that begins at `first`."""
    last = -1  # where the clause of the one before began: one clause, one promise
    for due in dues:
        comma = words[due.start - 1] == "," and due.start - 1 > first
        start = clause_start(words.plain, due.start - comma, first)
        clause = words.between(start, due.start - comma)
        if not clause or clause[0] in ASKS or (not due.lead and is_wait(words, due)):
            continue
        if is_known_stretch(words, due):
            continue
        if any(word in _UNSURE or word.endswith("n't") for word in clause):
            continue
        if RULE.search(words.said(max(first, due.start - 2 * REACH), due.start)):
            return
        if start > last and _comes(clause, due):
            last = start
            own = clause[0] == "i'll"  # "I'll be with you at 3"
            yield Commitment(start, start + own, "agent" if own else "company", firm=True), due


def _comes(clause: Sequence[str], due: Due) -> bool:
    """Whether the words before a time bring something by then."""
    deadline = due.lead in ("by", "within", "before", "in")
    for at, word in enumerate(clause):
        before = clause[at - 1] if at else ""
        after = clause[at + 1] if at + 1 < len(clause) else ""
        if word == "leaving" and not before:
            continue  # "leaving Saturday" may be the customer
        if word in HAPPENS and before not in _NO_SUBJECT and after not in ("are", "is"):
            return True
        if (word == "you" and before == "with") or (word in _PLACES and before in ("is", "")):
            return deadline or due.lead in ("on", "") or before == "with"
        there = at > 1 and clause[at - 2] in _ONTO
        if word in _ARRIVES and before in ("your", "the") and there and deadline:
            return True
        if word in DONE and deadline and before in ("are", "is", "be", "get", "gets"):
            return True
    return clause[-1] in ("you", "delivered", "reissued", "back") and deadline
