"""Reads the promises of one turn, sentence by sentence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from heard.track.moment import Promise
from heard.track.promises.arriving import find_arriving
from heard.track.promises.commitment import (
    IDLE_EVER,
    Commitment,
    find_commitments,
    joined,
)
from heard.track.promises.condition import find_condition
from heard.track.promises.times import REACH, due_of, is_wait, second_due
from heard.track.promises.titles import BARE, shortened, unsigned
from heard.track.promises.words import AT_ONCE, CONDITION, EVENT, ends_talk
from heard.track.vague import VAGUE_TIME

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heard.track.due import Due
    from heard.track.promises.turn_words import TurnWords

LEAVE_IT = 4  # words: "leave it with me"
EMPTY = frozenset(("be", "have", "get", "see", "do", "go", "receive"))
_TRAILING = frozenset(",;:–—-(") | {"and", "so", "but", "then"}


class PromiseReader:
    """Reads the promises of one turn; without a clock their times stay None."""

    def __init__(self, words: TurnWords, *, turn: int, clock: bool) -> None:
        self.words = words
        self.turn = turn
        self.clock = clock

    def read(self, dues: Sequence[Due]) -> Iterator[Promise]:
        """The promises of the whole turn; `dues` are all its times, in order."""
        next_due = 0
        for first, last in self.words.sentences():
            while next_due < len(dues) and dues[next_due].start < first:
                next_due += 1
            past_due = next_due
            while past_due < len(dues) and dues[past_due].start < last:
                past_due += 1
            yield from self._sentence(first, last, dues[next_due:past_due])
            next_due = past_due

    def _sentence(self, first: int, last: int, dues: Sequence[Due]) -> Iterator[Promise]:
        asked = self.words[last] == "?"
        if asked and not self.words.has_tag(first, last):
            return
        made = []
        told = set()  # where a clause begins that has promised what it says
        left = list(dues)
        commitments = self._commitments(first, last, dues)
        if not commitments and not dues:
            return
        for number, found in enumerate(commitments):
            until = commitments[number + 1].start if number + 1 < len(commitments) else last
            due = due_of(self.words, found, until, left, first)
            promise = self._promise(found, first, until, due)
            if promise is not None:
                made.append(promise)
                told.add(found.start)
                if due is not None:
                    second = second_due(self.words, due, left)
                    if second is not None:
                        made.append(self._moved(promise, second))
                    until_due = (second or due).end
                    left = [other for other in left if not found.start <= other.start < until_due]
        if left and not asked:
            for found, due in find_arriving(self.words, first, left):
                if found.start not in told:
                    made.append(self._dated(found, due.end, due))
        yield from sorted(made, key=lambda promise: promise.start)

    def _commitments(self, first: int, last: int, dues: Sequence[Due]) -> list[Commitment]:
        """What one sentence commits to; acts that are joined count apart where each has a time of its own."""
        words = self.words.plain
        found = list(find_commitments(words, first, last))
        if not found or len(dues) < 2:
            return found
        every: list[Commitment] = []
        for number, one in enumerate(found):
            until = found[number + 1].start if number + 1 < len(found) else last
            every.append(one)
            for act in joined(words, one, until):
                before = any(every[-1].verb < due.start < act.start for due in dues)
                if before and any(act.verb < due.start < until for due in dues):
                    every.append(act)
        return every

    def _promise(
        self, found: Commitment, first: int, until: int, due: Due | None
    ) -> Promise | None:
        verb = self.words[found.verb]
        if verb in IDLE_EVER or ends_talk(self.words.plain, found.verb):
            return None
        condition = find_condition(self.words, found, first, until)
        if condition and not (due and condition.passing and not is_wait(self.words, due)):
            told = found.owner == "agent" or self.words[found.start].startswith("w")
            if not (found.firm or due) or not (told or condition.after):
                return None
            if condition.only_helps(verb):
                return None
            what = f"{self.words.act(found.verb, until, condition.words)} ({condition.words})"
            return self._made(found, until, what, "event", words=condition.words)
        if due is not None:
            return self._dated(found, until, due)
        return self._undated(found, until)

    def _undated(self, found: Commitment, until: int) -> Promise | None:
        """A promise whose time is vague, an event, or not said."""
        said = self.words.said(found.verb, min(until, found.verb + REACH))
        if vague := VAGUE_TIME.search(said):
            what = self.words.act(found.verb, until, vague.group())
            return self._made(found, until, what, "vague", words=vague.group())
        event = EVENT.search(said)
        later = found.firm or event is not None
        if event or (event := CONDITION.search(said)):
            what = self.words.act(found.verb, until, event.group())
            return self._made(found, until, what, "event", words=event.group()) if later else None
        if self.words[found.verb] == "leave":  # speech runs on without a stop after "with me"
            until = min(until, found.verb + LEAVE_IT)
        if not found.firm or AT_ONCE.search(said):
            return None
        return self._made(found, until, self.words.act(found.verb, until), "vague", words="")

    def _dated(self, found: Commitment, until: int, due: Due) -> Promise:
        words = self.words
        if due.start >= found.verb:
            what = words.act(found.verb, due.start)
            if words[found.verb] == "give" or words[due.start] in ("right", "straight"):
                what = words.said(found.verb, due.end)
            if words[due.end] in ("with", "to", "about", "on") and due.end < until:
                what = f"{what} {words.act(due.end, until)}"
        else:
            what = words.act(found.verb, until)
            found = found._replace(start=due.start)
        when = words.said(due.start, due.end)
        return self._made(found, max(until, due.end), what, "dated", words=when, due=due)

    def _moved(self, promise: Promise, due: Due) -> Promise:
        """The same promise for another time."""
        return replace(
            promise,
            end=max(promise.end, self.words.spots[due.end - 1].end),
            due_from=due.earliest if self.clock else None,
            due_by=due.latest if self.clock else None,
            due_words=self.words.said(due.start, due.end),
        )

    def _made(
        self,
        found: Commitment,
        until: int,
        what: str,
        kind: Literal["dated", "event", "vague"],
        *,
        words: str,
        due: Due | None = None,
    ) -> Promise:
        while until > found.verb + 1 and self.words[until - 1] in _TRAILING:
            until -= 1
        what = unsigned(what)
        if (
            what.lower() in EMPTY
        ):  # "a fee will be on your next bill": all of it, or nothing is told
            what = self.words.said(found.start, until)
        if what.lower() in BARE:  # who comes, or what: the verb alone tells nothing
            first = due.end if due and found.start <= due.start < found.verb else found.start
            what = self.words.said(first, found.verb + len(what.split())).lstrip(", ")
        return Promise(
            turn=self.turn,
            start=self.words.spots[found.start].start,
            end=self.words.spots[until - 1].end,
            what=what if kind == "event" else shortened(what),
            owner=found.owner,
            kind=kind,
            due_from=due.earliest if due and self.clock else None,
            due_by=due.latest if due and self.clock else None,
            due_words=words,
        )
