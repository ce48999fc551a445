"""Promises: what the company said it would do, who does it, and by when.

A promise is first heard as a commitment ("I'll", "we're going to", "you'll have it", "a
colleague will ring") and only then is its time read. Decided here:

- A question or an offer, a refusal, a report of what was done, a rule for everybody and an
  action of this very moment ("I'll check that now") are no promises.
- What hangs on the customer ("if you send the form, we'll refund you") is kept as an `event`:
  the condition stands in `due_words`, also where a time is named, for its clock has not begun.
  A mere offer of help on such a condition is none.
- `owner` is the agent for "I", the company for "we", a team, a colleague or the passive, and
  the customer for what customers say they will send.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

from heard.conversation import Speaker
from heard.track.due import Due, Word, find_dues, read_words
from heard.track.moment import Promise

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

Owner = Literal["agent", "company", "customer"]
Status = Literal["pending", "approaching", "overdue", "undated"]

_NO_CLOCK = datetime(2026, 3, 10, 10, 15, tzinfo=UTC)  # times are read with it, then dropped
_ENDS = frozenset(".!?\n")
_WHAT_WORDS = 14  # a promise is quoted in about a line
_REACH = 40  # words after a commitment in which its time is looked for

_I = frozenset(("i", "i'll", "i'm", "me"))
_WE = frozenset(("we", "we'll", "we're", "us"))
_CONTRACTED = re.compile(r"[^\W\d_]+'ll$")
_BETWEEN = frozenset("also then just certainly gladly happily personally now still be".split())
_NOT = frozenset("not never n't hardly".split())
# verbs that commit to nothing, or to something done while the customer waits
_IDLE = frozenset(
    "bet admit say survive assume need want wait hold stay explain assist help try love like have "
    "guess suppose agree think know accept pretend believe imagine hope remember stop let ask "
    "start begin understand see check look pull open read take go give put transfer connect pass "
    "show walk be do keep note mention type stick pop bring find leave pick".split()
)
_IDLE_EVER = frozenset(
    "bet admit survive assume need want wait hold explain assist help try love like guess suppose "
    "agree think know accept pretend believe imagine hope remember understand stay".split()
)
_HELP = frozenset("assist help try love like look see take check reach respond reply review do".split())
_TO_YOU = frozenset(
    "call ring phone email e-mail contact write text message dm reach get reply respond update "
    "notify inform send refund credit replace reimburse deliver ship process review investigate "
    "follow collect visit attend come confirm resolve handle raise arrange sort return issue "
    "escalate chase bring forward".split()
)
_DONE_TO = frozenset(
    "called contacted notified informed updated emailed refunded credited reimbursed sent shipped "
    "dispatched delivered processed resolved fixed replaced reviewed investigated restored "
    "corrected issued paid released booked escalated transferred returned posted collected "
    "forwarded removed reversed back".split()
)
_THEM = frozenset(
    "someone somebody colleague colleagues team manager supervisor specialist specialists engineer "
    "technician driver courier department agent agents advisor adviser office desk they he she "
    "rep representative crew assessor handler warehouse accounts".split()
)
_GOT = frozenset("hear receive get see have find be".split())
_TOLD = frozenset("call email text message refund reply answer response update confirmation letter "
                  "credit replacement link ticket reference visit".split())  # fmt: skip
_HAPPENS = frozenset(
    "lands land arrives arrive shows show reaches reach returns comes goes rings calls phones "
    "writes messages emails texts brings delivers collects leaves ships answers posts is are gets "
    "starts begins becomes hits clears follows".split()
)
_PLACES = frozenset("you there here back home card account balance inbox door mailbox delivered "
                    "return returned refunded credited".split())  # fmt: skip
_ASKS = frozenset(
    "please send dm reply share email give type submit fill message follow contact call drop visit "
    "pop open post put tell have keep allow take use check try choose write reach respond log pick "
    "provide click tap forward return bring upload just".split()
)
_CLAUSE = frozenset(",;:–—()") | {"and", "but", "so", "then", "because", "or"}
_WAITS = frozenset("that there what which who how where it".split())

_VAGUE = re.compile(
    r"\b(?:as soon as (?:possible|(?:we|i|they|he|she) (?:possibly )?can|we are able)|a\.?s\.?a\.?p\b"
    r"|at the earliest|at our earliest|in due course|in the near future|before (?:too )?long|in no time"
    r"|(?:pretty |very |really |fairly )?(?:soon|shortly)(?! as)|presently|momentarily|eventually"
    r"|at some (?:point|stage)|some ?time(?: today| soon| this week)?|when(?:ever)? (?:we|i|they) can"
    r"|in (?:a|one) (?:bit|while|moment|second|sec)|as (?:fast|quickly) as (?:possible|(?:we|i) can))",
    re.I,
)
_EVENT = re.compile(
    r"\b(?:on|with|in) (?:your|the|his|her|their) (?:next|following|coming) \w+"
    r"|\b(?:once|as soon as|the (?:moment|minute|second)|whenever|when|after|if|unless|depending on)"
    r" (?!possible|now\b)[^,.!?;:\n]{3,80}",
    re.I,
)
_ON_CUSTOMER = re.compile(
    r"\b(?:if|once|when|whenever|as soon as|after|should|unless|until|the moment|the minute)"
    r" (?:you|your|you're|you've|you'd|u)\b[^,.!?;:\n]{0,80}",
    re.I,
)


class _Head(NamedTuple):
    """Where a commitment begins, its verb, whose it is, and whether it needs a time to count."""

    start: int
    verb: int
    owner: Owner
    firm: bool


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
    dues = find_dues(words, spoken_at or _NO_CLOCK, day_first=day_first, holidays=holidays)
    reader = _PromiseReader(text, words, dues, turn=turn, clock=spoken_at is not None)
    if speaker is Speaker.CUSTOMER:
        return tuple(reader.customers())
    return tuple(reader.companys())


class _PromiseReader:
    """Reads the promises of one turn, sentence by sentence."""

    def __init__(
        self, text: str, words: list[Word], dues: list[Due], *, turn: int, clock: bool
    ) -> None:
        self.text = text
        self.words = words
        self.dues = dues
        self.turn = turn
        self.clock = clock

    def companys(self) -> Iterator[Promise]:
        """What somebody answering for the company promises."""
        at_due = 0
        for first, last in self._sentences():
            while at_due < len(self.dues) and self.dues[at_due].start < first:
                at_due += 1
            after = at_due
            while after < len(self.dues) and self.dues[after].start < last:
                after += 1
            yield from self._sentence(first, last, self.dues[at_due:after])
            at_due = after

    def customers(self) -> Iterator[Promise]:
        """What a customer says they will send or tell."""
        for promise in self.companys():
            if promise.owner == "agent" and _CUSTOMERS.match(promise.what):
                yield _owned_by_customer(promise)

    def _sentences(self) -> Iterator[tuple[int, int]]:
        first = 0
        for at, word in enumerate(self.words):
            if word.text in _ENDS:
                if at > first:
                    yield first, at
                first = at + 1
        if first < len(self.words):
            yield first, len(self.words)

    def _word(self, at: int) -> str:
        return self.words[at].text if 0 <= at < len(self.words) else ""

    def _slice(self, first: int, last: int) -> str:
        """The words from first up to last, as spoken."""
        if last <= first:
            return ""
        return self.text[self.words[first].start : self.words[last - 1].end]

    # one sentence

    def _sentence(self, first: int, last: int, dues: Sequence[Due]) -> Iterator[Promise]:
        asked = self._word(last) == "?"
        if asked and not self._has_tag(first, last):
            return
        heads = [head for head in self._heads(first, last) if self._commits(head, first, last)]
        told = False
        for number, head in enumerate(heads):
            until = heads[number + 1].start if number + 1 < len(heads) else last
            promise = self._promise(head, first if number == 0 else head.start, until, dues)
            if promise is not None:
                told = True
                yield promise
        if not told and dues and not asked:
            yield from self._happening(first, last, dues)

    def _has_tag(self, first: int, last: int) -> bool:
        """ "I'll call you at five, ok?" asks nothing."""
        tail = [at for at in range(max(first, last - 4), last) if self._word(at) == ","]
        return bool(tail) and self._word(tail[-1] + 1) in _TAGS

    def _heads(self, first: int, last: int) -> Iterator[_Head]:
        at = first
        while at < last:
            head = self._head(at, first, last)
            if head is None:
                at += 1
            else:
                yield head
                at = max(head.verb, at + 1)

    def _head(self, at: int, first: int, last: int) -> _Head | None:
        word, after = self._word(at), self._word(at + 1)
        if word in ("i'll", "we'll"):
            return self._own(at, at + 1, word[0])
        if word in ("i", "we") and after in ("will", "shall"):
            return self._own(at, at + 2, word)
        if word in ("i'm", "we're") or (word in ("i", "we") and after in ("am", "are")):
            return self._doing(at, at + 1 + (word in ("i", "we")), word[0])
        if word in ("you'll", "you") and (word == "you'll" or after in ("will", "should", "can")):
            return self._yours(at, at + 1 if word == "you'll" else at + 2)
        if word == "leave" and self._word(at + 2) == "with" and self._word(at + 3) in ("me", "us"):
            return _Head(at, at, "agent" if self._word(at + 3) == "me" else "company", firm=True)
        if word in ("promise", "guarantee") and self._word(at - 1) in ("i", "we"):
            return self._promised(at)
        if word in ("will", "gonna") or _CONTRACTED.match(word):
            return self._theirs(at, at + 1, first)
        if word == "going" and after == "to":
            return self._theirs(at - 1, at + 2, first)
        if word in ("expect", "allow") and at < last - 1:
            return self._expected(at, first)
        return None

    def _verb(self, at: int) -> int:
        for _ in range(2):
            if self._word(at) in _BETWEEN and self._word(at) != "be":
                at += 1
        return at

    def _own(self, at: int, verb: int, who: str) -> _Head | None:
        """ "I'll …", "we will …"."""
        verb = self._verb(verb)
        word, after = self._word(verb), self._word(verb + 1)
        owner: Owner = "agent" if who == "i" else "company"
        if word in ("have", "need") and after == "to":
            return None
        if word == "be" and after in ("able", "here", "happy", "glad", "honest", "sure", "around"):
            after_sure = self._word(verb + 2) == "to" and after == "sure"
            return _Head(at, verb, owner, firm=True) if after_sure else None
        if word == "look" and after == "into":
            return _Head(at, verb, owner, firm=True)
        if word == "have" and after in ("someone", "somebody", "a", "them", "it", "the", "your"):
            return _Head(at, verb, owner, firm=after in ("someone", "somebody", "them"))
        if word == "get" and after == "back":
            return _Head(at, verb, owner, firm=True)
        if word in ("keep", "let") and after == "you":
            return _Head(at, verb, owner, firm=True)
        if word == "pass" and after in ("on", "this", "that", "it", "your", "along"):
            return _Head(at, verb, owner, firm=True)
        return _Head(at, verb, owner, firm=word not in _IDLE)

    def _doing(self, at: int, verb: int, who: str) -> _Head | None:
        """ "I'm sending it tomorrow", "we're going to refund you"."""
        verb = self._verb(verb)
        word = self._word(verb)
        if word == "going" and self._word(verb + 1) == "to":
            return self._own(at, verb + 2, who)
        if word == "gonna":
            return self._own(at, verb + 1, who)
        owner: Owner = "agent" if who == "i" else "company"
        if word.endswith("ing") and word not in _IDLE_DOING:
            return _Head(at, verb, owner, firm=False)
        return None

    def _yours(self, at: int, verb: int) -> _Head | None:
        """ "You'll hear from us", "you can expect a call"."""
        verb = self._verb(verb)
        word, after = self._word(verb), self._word(verb + 1)
        if self._word(at + 1) == "can" and word != "expect":
            return None
        if word == "expect":
            return _Head(at, verb, "company", firm=True)
        if word not in _GOT:
            return None
        told = word in ("hear", "receive") or (word == "be" and after in _DONE_TO)
        told = told or (word in ("get", "have") and after in ("a", "an", "your", "our")
                        and self._word(verb + 2) in _TOLD)  # fmt: skip
        return _Head(at, verb, "company", firm=told)

    def _theirs(self, at: int, verb: int, first: int) -> _Head | None:
        """ "A colleague will ring you", "your refund will be processed"."""
        contracted = self._word(at).endswith("'ll")
        who = self._word(at)[:-3] if contracted else self._word(at - 1)
        verb = self._verb(verb)
        word, after = self._word(verb), self._word(verb + 1)
        start = self._clause_start(at, first)
        if who in ("you", "i", "we", "") or word in ("need", "have", "want") and after == "to":
            return None
        if word == "be" and after in ("able", "unable", "needed", "required"):
            return None
        if who in _WAITS and self._word(start) not in ("it", "that"):
            firm = False
        else:
            team = any(self._word(spot) in _THEM for spot in range(start, at + 1)) or who in _THEM
            to_you = self._word(verb + 1) in ("you", "your") or "you" in self._near(verb)
            firm = word in _TO_YOU and (team or to_you)
            firm = firm or (word == "be" and after in _DONE_TO) or word in ("look",) and team
            firm = firm or (team and word == "be" and after in ("in", "with"))
        return _Head(start, verb, "company", firm=firm)

    def _near(self, at: int) -> list[str]:
        return [word.text for word in self.words[at : at + 5]]

    def _promised(self, at: int) -> _Head | None:
        verb = at + 1 + (self._word(at + 1) in ("you", "to", "that"))
        verb += self._word(verb) == "that"
        if self._word(at + 1) != "to" or verb >= len(self.words):
            return None  # "I promise you'll have it": the words after it commit
        return _Head(at - 1, verb, "agent" if self._word(at - 1) == "i" else "company", firm=True)

    def _expected(self, at: int, first: int) -> _Head | None:
        """ "Expect a call", "please allow 5 days"."""
        opens = at == first or self._word(at - 1) in ("please", "and", ",", "then")
        if not opens:
            return None
        told = self._word(at) == "expect" and self._word(at + 1) in ("a", "an", "your", "it", "the")
        return _Head(at, at, "company", firm=told)

    def _clause_start(self, at: int, first: int) -> int:
        start = at
        while start > first and at - start < 8 and self._word(start - 1) not in _CLAUSE:
            start -= 1
        return start

    def _commits(self, head: _Head, first: int, last: int) -> bool:
        """Whether nothing next to the commitment takes it back."""
        if any(self._word(at) in _NOT for at in range(head.start, min(head.verb + 2, last))):
            return False
        before = self._word(head.start - 1) if head.start > first else ""
        if before in ("if", "or", "than", "what", "how", "where", "think", "hope", "whether"):
            return before == "or" and self._word(head.verb) not in ("have", "close", "end", "stop")
        return self._word(head.verb) not in _ENDS and head.verb < last

    # one promise

    def _promise(
        self, head: _Head, first: int, until: int, dues: Sequence[Due]
    ) -> Promise | None:
        condition = self._condition(head, first, until)
        if condition is not None:
            verb = self._word(head.verb)
            if verb in _HELP or verb in _IDLE or not (head.firm or self._due(head, first, until, dues)):
                return None
            what = f"{self._what(head.verb, until, None)} ({condition})"
            return self._made(head, until, what, "event", words=condition)
        due = self._due(head, first, until, dues)
        if due is not None:
            if self._word(head.verb) in _IDLE_EVER:
                return None
            return self._dated(head, until, due)
        said = self._slice(head.verb, min(until, head.verb + _REACH))
        if self._word(head.verb) in _IDLE_EVER:
            return None
        if found := _VAGUE.search(said):
            return self._made(head, until, self._what(head.verb, until, found.group()), "vague",
                              words=found.group())  # fmt: skip
        if not head.firm:
            return None
        if found := _EVENT.search(said):
            return self._made(head, until, self._what(head.verb, until, found.group()), "event",
                              words=found.group().strip())  # fmt: skip
        if _AT_ONCE.search(said):
            return None
        return self._made(head, until, self._what(head.verb, until, None), "vague")

    def _condition(self, head: _Head, first: int, until: int) -> str | None:
        """The customer's part that the promise hangs on, as spoken."""
        before = self._slice(max(first, head.start - _REACH), head.start)
        if found := _ON_CUSTOMER.search(before):
            return found.group().strip()
        joined = self._word(head.start - 1) in ("and", "so", ",", "then", "&")
        opening = self._word(first) if self._word(first) not in ("@", "<") else ""
        if joined and before and (opening in _ASKS or _ASKED.search(before)):
            return before.strip().rstrip(",").removesuffix(" and").removesuffix(" so").rstrip(", ")
        after = self._slice(head.verb, min(until, head.verb + _REACH))
        if found := _ON_CUSTOMER.search(after):
            return found.group().strip()
        return None

    def _due(self, head: _Head, first: int, until: int, dues: Sequence[Due]) -> Due | None:
        """The time that belongs to a commitment: the first said after it, else one before it."""
        for due in dues:
            if head.verb <= due.start < min(until, head.verb + _REACH):
                return due
        for due in dues:
            if first <= due.start < head.start and (due.lead or due.start == first):
                return due
        return None

    def _dated(self, head: _Head, until: int, due: Due) -> Promise:
        words = self._slice(due.start, due.end)
        if due.start >= head.verb:
            what = self._what(head.verb, due.start, None) or self._word(head.verb)
            if self._word(due.end) in ("with", "to", "about", "for", "on") and due.end < until:
                what += " " + self._what(due.end, until, None)
        else:
            what = self._what(head.verb, until, None)
        last = max(until, due.end)
        head = head if due.start >= head.start else head._replace(start=due.start)
        return self._made(head, last, what, "dated", words=words, due=due)

    def _what(self, first: int, until: int, when: str | None) -> str:
        """The agent's words for what will be done, about a line of them."""
        last = first
        while last < min(until, first + _WHAT_WORDS) and self._word(last) not in _STOPS:
            last += 1
        said = self._slice(first, last)
        if when and when in said:
            said = " ".join(said.replace(when, " ").split())
        return said.strip()

    def _made(
        self,
        head: _Head,
        until: int,
        what: str,
        kind: Literal["dated", "event", "vague"],
        *,
        words: str = "",
        due: Due | None = None,
    ) -> Promise:
        while until > head.verb + 1 and self._word(until - 1) in _TRAILING:
            until -= 1
        return Promise(
            turn=self.turn,
            start=self.words[head.start].start,
            end=self.words[until - 1].end,
            what=what or self._slice(head.verb, head.verb + 1),
            owner=head.owner,
            kind=kind,
            due_from=due.earliest if due and self.clock else None,
            due_by=due.latest if due and self.clock else None,
            due_words=words,
        )

    def _happening(self, first: int, last: int, dues: Sequence[Due]) -> Iterator[Promise]:
        """Promises in the present: "it lands by Friday", "on your card within 3 days"."""
        for due in dues:
            start = self._clause_start(due.start, first)
            clause = [self._word(at) for at in range(start, due.start)]
            if self._word(first) in _ASKS or _RULE.search(self._slice(first, last)):
                return
            firm = due.lead in ("by", "within", "before", "in") or (
                due.lead in ("on", "at") or not self._slice(due.start, due.end)[0].isdigit()
            )
            happens = any(word in _HAPPENS or word in _PLACES for word in clause)
            if firm and happens and not any(word in _NOT or word in _UNSURE for word in clause):
                verb = start
                head = _Head(start, verb, "company", firm=True)
                yield self._dated(head, max(due.end, verb + 1), due)
                return


_STOPS = frozenset(",;:–—()\n") | frozenset(("so", "but", "because", "which", "whichever", "-"))
_TRAILING = frozenset(",;:–—-(") | frozenset(("and", "so", "but", "then"))
_TAGS = frozenset("ok okay yes right alright deal fine".split())
_IDLE_DOING = frozenset(
    "trying hoping looking asking wondering working waiting being having thinking reading talking "
    "sitting standing going telling saying seeing".split()
)
_UNSURE = frozenset("if may might could can would was were had did".split())
_ASKED = re.compile(r"\b(?:please|pls|plz|dm|send us|send me|drop us)\b", re.I)
_AT_ONCE = re.compile(r"\b(?:now|right away|straight away|immediately|one (?:moment|sec))\b", re.I)
_RULE = re.compile(
    r"\b(?:you (?:can|could|may|need|must|have to|should|would)|if|policy|terms|returns|usually|"
    r"normally|typically|always|please|must|has to|i can|we can|was|were|would)\b",
    re.I,
)
_CUSTOMERS = re.compile(
    r"(?:send|upload|forward|attach|scan|fill|sign|e-?mail (?:you|it|them|the)|dm\b|let you know|"
    r"get back to you|post it|bring it)\b",
    re.I,
)


def _owned_by_customer(promise: Promise) -> Promise:
    return replace(promise, owner="customer")


def status(
    promise: Promise, now: datetime, *, approaching: timedelta = timedelta(hours=4)
) -> Status:
    """Where a promise stands at this moment; within four hours of its end it is approaching.

    >>> [promise] = find_promises("I'll ring by 5 pm", spoken_at=datetime(2026, 3, 10, 10, 15))
    >>> status(promise, datetime(2026, 3, 10, 15, 0)), status(promise, datetime(2026, 3, 11))
    ('approaching', 'overdue')
    """
    if promise.due_by is None:
        return "undated"
    if now > promise.due_by:
        return "overdue"
    return "approaching" if promise.due_by - now <= approaching else "pending"
