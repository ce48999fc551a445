"""Promises: what the company, or the customer, said they would do, who does it, and by when.

A promise is first heard as a commitment ("I'll", "we're going to", "you'll have it", "she
rings you") and only then is its time read. What counts:

- A question or an offer, a refusal, a report of what was done, a rule for everybody and an
  action of this very moment ("I'll check that now") are no promises.
- What hangs on something else ("if you send the form, we'll refund you") is kept as an `event`:
  the condition stands in `due_words` and after `what`, and there is no date even where one is
  named, for its clock has not begun. A mere offer of help on such a condition is no promise.
- `owner` is the agent for "I", the company for "we", a team, a colleague or the passive, and
  the customer for what customers say they will send or tell us; what they will send to others
  is none.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

from heard.conversation import Speaker
from heard.listen.wordlists import word_set
from heard.track.commitment import (
    DONE,
    IDLE_EVER,
    Commitment,
    clause_start,
    find_commitments,
    joined,
)
from heard.track.due import Due, Word, find_dues, read_words
from heard.track.due.almanac import UNITS
from heard.track.due.words import padded
from heard.track.moment import Promise
from heard.track.promise_titles import BARE, DANGLES, shortened, unsigned
from heard.track.promise_words import (
    AHEAD,
    ASKED,
    AT_ONCE,
    CALLS_US,
    CONDITION,
    CUSTOMERS,
    ELSEWHERE,
    EVENT,
    RULE,
    ends_talk,
    looks_back,
)
from heard.track.vague import VAGUE_TIME

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

Status = Literal["pending", "approaching", "overdue", "undated"]

_NO_CLOCK = datetime(2026, 3, 10, 10, 15, tzinfo=UTC)  # times are read with it, then dropped
_ENDS = frozenset(".!?\n")
_WHAT_WORDS = 14  # a promise is quoted in about a line
_REACH = 20  # words after a commitment in which its time is looked for
_STOPS = frozenset(',;:–—-()\n"') | {"so", "but", "because", "which", "whichever"}
_TRAILING = frozenset(",;:–—-(") | {"and", "so", "but", "then"}
_TAGS = word_set("ok okay yes right alright deal fine")
_HELP = word_set(
    "assist help try see take check reach respond reply review do look follow get work be"
)
_ASKS = word_set(
    "please send dm reply share email give type submit fill message follow contact call drop visit "
    "pop open post put tell have keep allow take use try choose write reach respond log pick renew "
    "provide click tap forward return bring upload just show note enter make set go"
)
_HAPPENS = word_set(
    "lands arrives arriving reaches returns comes goes walks drives rings calls phones writes messages emails "
    "texts brings delivers collects leaves ships answers shows picks joins visits joining coming "
    "sending leaving ringing calling phoning"
)
_ANSWERS = word_set("answer pick sort fix handle find deal sit chase jump step stay")
_LENGTHS = frozenset(UNITS)
_DEADLINES = frozenset(("by", "within", "before", "after"))
_COMING = word_set("next coming following end close first")
_OURSELVES = word_set("i i'll i'm we we'll we're i've we've")
_TAKES = word_set("take takes allow")
_NAMED = word_set("this next later coming end first the")
_OTHER_TIME = word_set("was were had went should've would've could've been since until till")
_UNSURE = _OTHER_TIME | word_set(
    "not never no can may might got did would could happy glad we'd i'd"
)
_ONTO = word_set("on in to at onto into")
_ARRIVES = word_set("card account balance inbox mailbox door statement bill")
_PLACES = frozenset(("home", "here", "there", "back"))
_NO_SUBJECT = word_set("you i the a your no was to of")
_WAIT_MAY_FOLLOW = frozenset(",:-–(") | word_set("takes take allow up to about them it me us")
_YOU = frozenset(("you", "your", "u"))


def find_promises(
    text: str,
    *,
    speaker: Speaker = Speaker.AGENT,
    spoken_at: datetime | None = None,
    turn: int = 0,
    day_first: bool = False,
    holidays: Collection[date] = (),
) -> tuple[Promise, ...]:
    """What was promised in these words, in the order said.

    Without `spoken_at` a dated promise is still dated, but its times are None.

    >>> [promise] = find_promises("I'll call you by Friday, Ana.")
    >>> promise.what, promise.owner, promise.kind, promise.due_words
    ('call you', 'agent', 'dated', 'by Friday')
    >>> find_promises("Shall I call you tomorrow?")
    ()
    """
    words = read_words(text)
    if speaker is Speaker.SYSTEM or not words:
        return ()
    if speaker is Speaker.CUSTOMER and not CUSTOMERS.search(text):
        return ()
    dues = find_dues(words, spoken_at or _NO_CLOCK, day_first=day_first, holidays=holidays)
    reader = _PromiseReader(text, words, turn=turn, clock=spoken_at is not None)
    found = reader.read(dues)
    if speaker is Speaker.CUSTOMER:
        return tuple(
            replace(promise, owner="customer")
            for promise in found
            if promise.owner == "agent"
            and CUSTOMERS.match(promise.what)
            and not ELSEWHERE.search(promise.what)
        )
    return tuple(found)


def status(
    promise: Promise, now: datetime, *, approaching: timedelta = timedelta(hours=4)
) -> Status:
    """Where a promise stands at this moment; in its last four hours it is approaching.

    >>> spoken_at = datetime.fromisoformat("2026-03-10 10:15")
    >>> [promise] = find_promises("I'll ring by 5 pm", spoken_at=spoken_at)
    >>> [status(promise, spoken_at + timedelta(hours=hours)) for hours in (1, 5, 9)]
    ['pending', 'approaching', 'overdue']
    """
    if promise.due_by is None:
        return "undated"
    if now > promise.due_by:
        return "overdue"
    return "approaching" if promise.due_by - now <= approaching else "pending"


class _Condition(NamedTuple):
    """What a promise hangs on, as spoken."""

    words: str
    customers: bool  # it is up to the customer
    passing: bool = False  # "once", "after": a time named beside it still counts
    after: bool = False  # it was said after the promise


class _PromiseReader:
    """Reads the promises of one turn, sentence by sentence."""

    def __init__(self, text: str, spots: list[Word], *, turn: int, clock: bool) -> None:
        self.text = text
        self.spots = spots
        self.words = padded(spots)
        self.turn = turn
        self.clock = clock

    def read(self, dues: Sequence[Due]) -> Iterator[Promise]:
        """The promises of the whole turn; `dues` are all its times, in order."""
        next_due = 0
        for first, last in self._sentences():
            while next_due < len(dues) and dues[next_due].start < first:
                next_due += 1
            past_due = next_due
            while past_due < len(dues) and dues[past_due].start < last:
                past_due += 1
            yield from self._sentence(first, last, dues[next_due:past_due])
            next_due = past_due

    def _sentences(self) -> Iterator[tuple[int, int]]:
        first = 0
        for at in range(len(self.spots) + 1):
            if at == len(self.spots) or self.words[at] in _ENDS:
                if at > first:
                    yield first, at
                first = at + 1

    def _said(self, first: int, last: int) -> str:
        """The words from first up to last, as spoken."""
        last = min(last, len(self.spots))
        return self.text[self.spots[first].start : self.spots[last - 1].end] if last > first else ""

    def _sentence(self, first: int, last: int, dues: Sequence[Due]) -> Iterator[Promise]:
        asked = self.words[last] == "?"
        if asked and not self._has_tag(first, last):
            return
        made = []
        left = list(dues)
        commitments = self._commitments(first, last, dues)
        if not commitments and not dues:
            return
        for number, found in enumerate(commitments):
            until = commitments[number + 1].start if number + 1 < len(commitments) else last
            due = self._due(found, until, left, first)
            promise = self._promise(found, first, until, due)
            if promise is not None:
                made.append(promise)
                if due is not None:
                    second = self._second(due, left)
                    if second is not None:
                        made.append(self._moved(promise, second))
                    until_due = (second or due).end
                    left = [other for other in left if not found.start <= other.start < until_due]
        if left and not asked:
            made += self._happening(first, left)
        yield from sorted(made, key=lambda promise: promise.start)

    def _has_tag(self, first: int, last: int) -> bool:
        """Such as "I'll call you at five, ok?" asks nothing."""
        return any(
            self.words[at] == "," and self.words[at + 1] in _TAGS
            for at in range(max(first, last - 4), last)
        )

    def _commitments(self, first: int, last: int, dues: Sequence[Due]) -> list[Commitment]:
        """What one sentence commits to; acts that are joined count apart where each has a time of its own."""
        found = list(find_commitments(self.words, first, last))
        if not found or len(dues) < 2:
            return found
        every: list[Commitment] = []
        for number, one in enumerate(found):
            until = found[number + 1].start if number + 1 < len(found) else last
            every.append(one)
            for act in joined(self.words, one, until):
                before = any(every[-1].verb < due.start < act.start for due in dues)
                if before and any(act.verb < due.start < until for due in dues):
                    every.append(act)
        return every

    # a commitment and its time

    def _due(self, found: Commitment, until: int, dues: Sequence[Due], first: int) -> Due | None:
        """The time that belongs to a commitment: the first after it, or one just before it."""
        for due in dues:
            if found.verb <= due.start < min(until, found.verb + _REACH):
                if self._belongs(due, found):
                    return due
            elif due.end <= found.start <= due.end + 1 and (
                due.start == first or not self.words[due.start - 1].isalnum()
            ):
                return due
        return None

    def _belongs(self, due: Due, found: Commitment) -> bool:
        if self._is_known_stretch(due):
            takes = self.words[due.start - 1] in _TAKES
            return takes and self.words[found.start] not in _OURSELVES
        if due.lead == "for" or found.booked:
            return found.booked
        between = self.words[found.verb : due.start]
        if any(word in _OTHER_TIME or word.endswith("n't") for word in between):
            return False
        if (
            due.lead not in _DEADLINES
            and self.words[due.start] not in AHEAD
            and looks_back(between)
        ):
            return False
        if not due.lead and self._is_wait(due):
            return self.words[due.start - 1] in _WAIT_MAY_FOLLOW
        for at, word in enumerate(between[:-1]):
            if word in (":", ";") or (
                word in (",", "and") and any(after in _HAPPENS for after in between[at + 2 :])
            ):
                return False  # "…, an investigator rings within 4 hours" is another's promise
        return True

    def _is_wait(self, due: Due) -> bool:
        """Whether a time is a bare length: "three days" rather than "Friday"."""
        words = self.words[due.start : due.end]
        return words[0] not in _NAMED and any(word in _LENGTHS for word in words)

    def _is_known_stretch(self, due: Due) -> bool:
        """Whether a time is a length both know of, such as "the nine days" that they waited."""
        words = self.words[due.start : due.end]
        if words[0] != "the" or words[-1] not in _LENGTHS or words[1] in _COMING:
            return False
        return len(words) > 2 or words[1].endswith("s")

    def _promise(
        self, found: Commitment, first: int, until: int, due: Due | None
    ) -> Promise | None:
        verb = self.words[found.verb]
        if verb in IDLE_EVER or ends_talk(self.words, found.verb):
            return None
        condition = self._condition(found, first, until)
        if condition and not (due and condition.passing and not self._is_wait(due)):
            told = found.owner == "agent" or self.words[found.start].startswith("w")
            if not (found.firm or due) or not (told or condition.after):
                return None
            if condition.customers and (verb in _HELP or self._on_call(condition, verb)):
                return None
            what = f"{self._what(found.verb, until, condition.words)} ({condition.words})"
            return self._made(found, until, what, "event", words=condition.words)
        if due is not None:
            return self._dated(found, until, due)
        said = self._said(found.verb, min(until, found.verb + _REACH))
        if vague := VAGUE_TIME.search(said):
            what = self._what(found.verb, until, vague.group())
            return self._made(found, until, what, "vague", words=vague.group())
        if event := EVENT.search(said) or CONDITION.search(said):
            what = self._what(found.verb, until, event.group())
            later = found.firm or event.re is EVENT
            return self._made(found, until, what, "event", words=event.group()) if later else None
        if not found.firm or AT_ONCE.search(said):
            return None
        return self._made(found, until, self._what(found.verb, until), "vague", words="")

    @staticmethod
    def _on_call(condition: _Condition, verb: str) -> bool:
        """Whether it only says that somebody answers: "call me on this number and I'll pick up"."""
        return verb in _ANSWERS and CALLS_US.search(condition.words) is not None

    def _condition(self, found: Commitment, first: int, until: int) -> _Condition | None:
        """What the promise hangs on."""
        before = self._said(max(first, found.start - 2 * _REACH), found.start)
        asked = ASKED.search(before)
        if said := CONDITION.search(before):
            passing = not said.group().lower().startswith(("if", "unless", "should"))
            customers = said.group(1).lower() in _YOU or asked is not None
            words = self._trimmed(said.group())
            return _Condition(words, customers=customers, passing=passing and not customers)
        joined = self.words[found.start - 1] in ("and", "so", ",", "then", "&")
        if joined and before and (asked or self.words[first] in _ASKS):
            start = 0 if asked is None or self.words[first] in _ASKS else asked.start()
            return _Condition(self._trimmed(before[start:]), customers=True)
        after = self._said(found.verb, min(until, found.verb + _REACH))
        said = CONDITION.search(after)
        if said is None or said.group(1).lower() not in _YOU:
            return None
        if after[: said.start()].endswith(("and ", "but ", "so ")):
            return None  # "… by Friday, and if you don't, ring me" is another matter
        return _Condition(said.group().strip(), customers=True, after=True)

    @staticmethod
    def _trimmed(condition: str) -> str:
        words = condition.split()
        while words and words[-1].strip(",&").lower() in ("and", "so", "then", ""):
            words.pop()
        return " ".join(words[-_WHAT_WORDS:]).rstrip(",")

    def _second(self, due: Due, dues: Sequence[Due]) -> Due | None:
        """The second time of "on the 6th and again the 10th": the same is promised for both."""
        begins = due.end + 1 + (self.words[due.end + 1] in ("again", "then"))
        other = next((one for one in dues if one.start == begins), None)
        if other is None or self.words[due.end] not in ("and", "&"):
            return None
        return None if self.words[other.end].isalnum() or self._is_wait(other) else other

    def _moved(self, promise: Promise, due: Due) -> Promise:
        """The same promise for another time."""
        return replace(
            promise,
            end=max(promise.end, self.spots[due.end - 1].end),
            due_from=due.earliest if self.clock else None,
            due_by=due.latest if self.clock else None,
            due_words=self._said(due.start, due.end),
        )

    # what happens by itself

    def _happening(self, first: int, dues: Sequence[Due]) -> Iterator[Promise]:
        """Promises in the present: "it lands by Friday", "on your card within 3 days"."""
        last = -1  # where the clause of the promise before began: one clause, one promise
        for due in dues:
            comma = self.words[due.start - 1] == "," and due.start - 1 > first
            start = clause_start(self.words, due.start - comma, first)
            clause = self.words[start : due.start - comma]
            if not clause or clause[0] in _ASKS or (not due.lead and self._is_wait(due)):
                continue
            if self._is_known_stretch(due):
                continue
            if any(word in _UNSURE or word.endswith("n't") for word in clause):
                continue
            if RULE.search(self._said(max(first, due.start - 2 * _REACH), due.start)):
                return
            if start > last and self._comes(clause, due):
                last = start
                yield self._dated(Commitment(start, start, "company", firm=True), due.end, due)

    def _comes(self, clause: Sequence[str], due: Due) -> bool:
        """Whether the words before a time bring something by then."""
        deadline = due.lead in ("by", "within", "before", "in")
        for at, word in enumerate(clause):
            before = clause[at - 1] if at else ""
            after = clause[at + 1] if at + 1 < len(clause) else ""
            if word == "leaving" and not before:
                continue  # "leaving Saturday" may be the customer
            if word in _HAPPENS and before not in _NO_SUBJECT and after not in ("are", "is"):
                return True
            if (word == "you" and before == "with") or (word in _PLACES and before in ("is", "")):
                return deadline or due.lead in ("on", "") or before == "with"
            there = at > 1 and clause[at - 2] in _ONTO
            if word in _ARRIVES and before in ("your", "the") and there and deadline:
                return True
            if word in DONE and deadline and before in ("are", "is", "be", "get", "gets"):
                return True
        return clause[-1] in ("you", "delivered", "reissued", "back") and deadline

    # the promise itself

    def _dated(self, found: Commitment, until: int, due: Due) -> Promise:
        if due.start >= found.verb:
            what = self._what(found.verb, due.start)
            if self.words[found.verb] == "give" or self.words[due.start] in ("right", "straight"):
                what = self._said(found.verb, due.end)
            if self.words[due.end] in ("with", "to", "about", "on") and due.end < until:
                what = f"{what} {self._what(due.end, until)}"
        else:
            what = self._what(found.verb, until)
            found = found._replace(start=due.start)
        words = self._said(due.start, due.end)
        return self._made(found, max(until, due.end), what, "dated", words=words, due=due)

    def _what(self, first: int, until: int, when: str = "") -> str:
        """The agent's words for what will be done, about a line of them."""
        last = first
        while last < min(until, first + _WHAT_WORDS) and not self._stops(last):
            last += 1
        if last == first + _WHAT_WORDS and last < until:
            while last > first + 1 and self.words[last - 1] in DANGLES:
                last -= 1
        said = self._said(first, last)
        if when and said.find(when) > 0:
            said = said[: said.find(when)] + said[said.find(when) + len(when) :]
        return " ".join(said.split()) or self._said(first, first + 1)

    def _stops(self, at: int) -> bool:
        """Whether the words of a promise stop here: a hyphen within a word is no dash."""
        if self.words[at] != "-" or not 0 < at < len(self.spots) - 1:
            return self.words[at] in _STOPS
        here = self.spots[at]
        return not (self.spots[at - 1].end == here.start and here.end == self.spots[at + 1].start)

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
        if what.lower() in BARE:  # who comes, or what: the verb alone tells nothing
            first = due.end if due and found.start <= due.start < found.verb else found.start
            what = self._said(first, found.verb + len(what.split())).lstrip(", ")
        return Promise(
            turn=self.turn,
            start=self.spots[found.start].start,
            end=self.spots[until - 1].end,
            what=what if kind == "event" else shortened(what),
            owner=found.owner,
            kind=kind,
            due_from=due.earliest if due and self.clock else None,
            due_by=due.latest if due and self.clock else None,
            due_words=words,
        )
