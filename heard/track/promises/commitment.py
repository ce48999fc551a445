"""Where somebody commits themselves: "I'll", "we're going to", "you'll have", "she will ring".

Only the shape of the words is judged here; when it is due is read elsewhere.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from heard.listen.wordlists import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Owner = Literal["agent", "company", "customer"]

CLAUSE = frozenset(',;:–—()\n"') | {"and", "but", "so", "then", "because", "or"}
DONE = word_set(
    "called contacted notified informed updated emailed refunded credited reimbursed sent shipped "
    "dispatched delivered processed resolved fixed replaced reviewed investigated restored paid "
    "corrected issued released booked escalated transferred returned posted collected forwarded "
    "removed reversed arranged assessed checked looked finished completed sorted back"
)
_FILLERS = word_set("also then just certainly gladly happily personally now still all both")
# these commit to nothing whatever follows
IDLE_EVER = word_set(
    "bet admit say survive assume need want wait hold explain assist help try love like guess "
    "suppose agree think know accept pretend believe imagine hope remember understand stay carry "
    "miss forget never not only respect bear able"
)
# these are done while the customer waits, unless a time is named
_IDLE = IDLE_EVER | word_set(
    "have stop let ask start begin see check look pull open read take go give put transfer connect "
    "pass show walk be do keep note mention type stick pop bring find pick switch leave search"
)
_IDLE_DOING = word_set(
    "trying hoping looking asking wondering working waiting being having thinking reading talking "
    "sitting standing going telling saying seeing keeping"
)
_OFFERS = word_set("able here happy glad honest around with more pleased unable delighted open")
_TO_YOU = word_set(
    "call ring phone email e-mail contact write text message dm reach reply respond update notify "
    "inform send refund credit replace reimburse deliver ship process review investigate follow "
    "collect visit attend confirm resolve handle arrange return issue escalate"
)
_TEAM = word_set(
    "someone somebody colleague colleagues team manager supervisor specialist specialists engineer "
    "technician driver courier department agent agents advisor adviser they he she claims "
    "representative crew assessor warehouse accounts director nurse"
)
_NOBODY = word_set("that there what which who how where it this these those")
_TOLD = word_set(
    "call email mail text message refund reply answer response update confirmation letter credit "
    "replacement ticket visit"
)
_FIRM_PAIRS = frozenset(
    {
        ("look", "into"), ("have", "someone"), ("have", "somebody"), ("have", "them"),
        ("get", "back"), ("keep", "you"), ("let", "you"), ("pass", "on"), ("pass", "this"),
        ("pass", "that"), ("pass", "it"), ("pass", "your"), ("pass", "along"), ("be", "sure"),
        ("be", "back"), ("be", "right"), ("be", "straight"), ("check", "further"), ("check", "with"), ("give", "them"),
    }
)  # fmt: skip
_UNSURE = word_set("hopefully hope fingers maybe perhaps")
_DOUBTS = word_set("if than what how where think hope whether when something anything")
_NONE = word_set("no none nobody nothing neither people customers")
_LOOKS = word_set("look word think check read go quick peek chat")
_ENDING = re.compile(r"[^\W\d_]+'ll$")


class Commitment(NamedTuple):
    """Where a commitment begins, where its verb stands, and whose it is."""

    start: int
    verb: int
    owner: Owner
    firm: bool  # a promise even where no time is named
    booked: bool = False  # "I've booked him for Friday": its "for" names a time


def find_commitments(words: Sequence[str], first: int, last: int) -> Iterator[Commitment]:
    """The commitments among words[first:last], one sentence, in the order said.

    >>> from heard.listen.wordlists import word_set
    >>> from heard.track.due.words import padded, read_words
    >>> words = padded(read_words("let me get this expedited and I'll update you"))
    >>> [words[each.verb] for each in find_commitments(words, 0, 9)]
    ['update']
    """
    at = first
    while at < last:
        found = _commitment(words, at, first)
        if found is not None and found.verb < last and not _taken_back(words, found, first):
            yield found
            at = max(found.verb, at)
        at += 1


def joined(words: Sequence[str], found: Commitment, last: int) -> Iterator[Commitment]:
    """The further acts of one commitment: "I'll book it for Friday *and call you Thursday*".

    >>> from heard.track.due.words import padded, read_words
    >>> words = padded(read_words("I'll book it for Friday and call you Thursday"))
    >>> [first] = find_commitments(words, 0, 8)
    >>> [words[each.verb] for each in joined(words, first, 8)]
    ['call']
    """
    for at in range(found.verb + 1, last - 1):
        verb = _past_fillers(words, at + 1)
        if words[at] in ("and", ",", "then") and words[verb] in _TO_YOU:
            yield Commitment(verb, verb, found.owner, firm=True)


def clause_start(words: Sequence[str], at: int, first: int) -> int:
    """The first word of the clause this word stands in, at most ten words back."""
    start = at
    while start > first and at - start < 10 and words[start - 1] not in CLAUSE:
        start -= 1
    while start < at and not words[start][:1].isalnum():
        start += 1
    return start


def _commitment(words: Sequence[str], at: int, first: int) -> Commitment | None:
    word = words[at]
    if word in _READERS:
        return _READERS[word](words, at, first)
    if word in ("will", "gonna") or (word.endswith("'ll") and _ENDING.match(word)):
        return _theirs(words, at, first, at + 1)
    if word == "going" and words[at + 1] == "to":
        return _theirs(words, at - 1, first, at + 2)
    return None


def _taken_back(words: Sequence[str], found: Commitment, first: int) -> bool:
    """Whether the words next to a commitment undo it."""
    if any(words[at] in ("not", "never", "hardly") for at in range(found.start, found.verb + 2)):
        return True
    before = words[found.start - 1] if found.start > first else ""
    if before == "or":
        return words[found.verb] in ("have", "close", "end", "stop")
    if before in _DOUBTS:
        return True
    start = clause_start(words, found.start, first)
    if any(word in _NONE or word.endswith("n't") for word in words[start : found.verb]):
        return True
    if (words[start], words[start + 1]) == ("that's", "the") and found.start > start:
        return True  # "that's the best report I'll get today"
    return words[start] in _UNSURE or (
        words[start] == "i" and words[start + 1] in ("hope", "think", "wish")
    )


def _past_fillers(words: Sequence[str], at: int) -> int:
    for _ in range(2):
        at += words[at] in _FILLERS
    return at


def _mine(words: Sequence[str], at: int, verb: int) -> Commitment | None:
    """Such as "I'll …", "we will …" with the verb at or after `verb`."""
    verb = _past_fillers(words, verb)
    word, after = words[verb], words[verb + 1]
    owner: Owner = "agent" if words[at].startswith("i") else "company"
    if (after == "to" and word in ("have", "need")) or (word == "be" and after in _OFFERS):
        return None
    if (word == "be" and after == "able") or not word[:1].isalnum():
        return None
    firm = word not in _IDLE or (word, after) in _FIRM_PAIRS
    sends = word == "have" and after in ("a", "an", "our", "the", "my")
    return Commitment(
        at,
        verb,
        owner,
        firm or (sends and words[verb + 2] not in _LOOKS),
        booked=word in ("book", "rebook", "schedule", "arrange"),
    )


def _will(words: Sequence[str], at: int, _: int) -> Commitment | None:
    """Such as "I'll" and "we'll"."""
    return _mine(words, at, at + 1)


def _i_or_we(words: Sequence[str], at: int, _: int) -> Commitment | None:
    after = words[at + 1]
    if after in ("will", "shall"):
        return _mine(words, at, at + 2)
    if after in ("am", "are"):
        return _doing(words, at, at + 2)
    if after in ("promise", "guarantee") and words[at + 2] == "to":
        return Commitment(at, at + 3, "agent" if words[at] == "i" else "company", firm=True)
    return _booked(words, at, at + 2) if after == "have" else None


def _doing(words: Sequence[str], at: int, verb: int) -> Commitment | None:
    """Such as "I'm sending it tomorrow", "we're going to refund you"."""
    verb = _past_fillers(words, verb)
    if words[verb] == "going" and words[verb + 1] == "to":
        return _mine(words, at, verb + 2)
    if words[verb] == "gonna":
        return _mine(words, at, verb + 1)
    if not words[verb].endswith("ing") or words[verb] in _IDLE_DOING:
        return None
    return Commitment(at, verb, "agent" if words[at].startswith("i") else "company", firm=False)


def _am(words: Sequence[str], at: int, _: int) -> Commitment | None:
    """Such as "I'm" and "we're"."""
    return _doing(words, at, at + 1)


def _booked(words: Sequence[str], at: int, verb: int) -> Commitment | None:
    if words[verb] not in ("booked", "arranged", "scheduled", "rebooked"):
        return None
    owner: Owner = "agent" if words[at].startswith("i") else "company"
    return Commitment(at, verb, owner, firm=False, booked=True)


def _have(words: Sequence[str], at: int, _: int) -> Commitment | None:
    """Such as "I've booked her for Thursday"."""
    return _booked(words, at, at + 1)


def _yours(words: Sequence[str], at: int, first: int) -> Commitment | None:
    """Such as "You'll hear from us", "you can expect a call", "you should get it by Friday"."""
    modal = "will" if words[at] == "you'll" else words[at + 1]
    if modal not in ("will", "can", "should", "are"):
        return None
    verb = _past_fillers(words, at + 1 if words[at] == "you'll" else at + 2)
    word, after = words[verb], words[verb + 1]
    if modal == "are":
        if word != "going" or after != "to":
            return None
        verb, word, after = verb + 2, words[verb + 2], words[verb + 3]
    if word == "expect":
        return Commitment(at, verb, "company", firm=True)
    heard = word in ("hear", "receive", "get", "see") or (
        modal != "should" and word in ("have", "be", "find")
    )
    if (
        modal == "can"
        or not heard
        or (after.endswith("ed") and word == "have")
        or (clause_start(words, at, first) < at and words[clause_start(words, at, first)] == "if")
    ):
        return None
    told = word in ("hear", "receive") or (word == "be" and after in DONE)
    article = after in ("a", "an", "your", "our")
    return Commitment(at, verb, "company", firm=told or (article and words[verb + 2] in _TOLD))


def _theirs(words: Sequence[str], at: int, first: int, verb: int) -> Commitment | None:
    """Such as "A colleague will ring you", "your refund will be processed"."""
    contracted = words[at].endswith("'ll")
    who = words[at][:-3] if contracted else words[at - 1] if at > first else ""
    verb = _past_fillers(words, verb)
    word, after = words[verb], words[verb + 1]
    if who in ("you", "i", "we") or word in ("you", "i", "we", "they", "he", "she", "it"):
        return None
    if (after == "to" and word in ("need", "have", "want")) or (
        word == "be" and after in ("able", "unable", "needed", "required", "you")
    ):
        return None
    start = clause_start(words, at, first)
    subject = {*words[start:at], who}
    if not subject - {""} or who in CLAUSE:
        return Commitment(start, verb, "company", firm=word in _TO_YOU | {"come", "get"})
    with_you = after in ("with", "out") or words[verb + 2] in ("touch", "contact")
    firm = word == "be" and (after in DONE or (with_you and bool(subject & _TEAM)))
    to_you = "you" in words[verb : verb + 4] or "your" in words[verb : verb + 4]
    if who == "they" and (word, after) == ("be", "in"):
        firm = firm or words[verb + 2] in ("your", "her", "his", "their")
    if who not in _NOBODY:
        firm = firm or (word in _TO_YOU and (to_you or bool(subject & _TEAM)))
        looks = (word, after) in _FIRM_PAIRS or words[verb + 2] == "look"
        firm = firm or (looks and bool(subject & _TEAM))
    return Commitment(start, verb, "company", firm)


def _is_booked(words: Sequence[str], at: int, first: int) -> Commitment | None:
    """Such as "Booked for Thursday", said without a subject."""
    opens = at == first or words[at - 1] in CLAUSE
    return Commitment(at, at, "company", firm=False, booked=True) if opens else None


def _leave_it(words: Sequence[str], at: int, _: int) -> Commitment | None:
    """Such as "Leave it with me"."""
    if words[at + 2] != "with" or words[at + 3] not in ("me", "us"):
        return None
    return Commitment(at, at, "agent" if words[at + 3] == "me" else "company", firm=True)


def _expect(words: Sequence[str], at: int, first: int) -> Commitment | None:
    """Such as "Expect a call", "please allow 5 days"."""
    if at > first and words[at - 1] not in ("please", "and", ",", "then"):
        return None
    told = words[at] == "expect" and words[at + 1] in ("a", "an", "your", "it", "the")
    return Commitment(at, at, "company", firm=told)


def _give_me(words: Sequence[str], at: int, first: int) -> Commitment | None:
    """Such as "Give me two minutes"; "give me a minute" is a way of speaking."""
    opens = at == first or words[at - 1] in ("please", "and", ",", "then", "just", "so")
    idle = words[at + 2] in ("a", "one") and words[at + 3] in ("minute", "min", "moment", "second")
    if not opens or idle or words[at + 1] not in ("me", "us"):
        return None
    return Commitment(at, at, "agent" if words[at + 1] == "me" else "company", firm=False)


_READERS = {
    "i'll": _will,
    "we'll": _will,
    "i": _i_or_we,
    "we": _i_or_we,
    "i'm": _am,
    "we're": _am,
    "i've": _have,
    "we've": _have,
    "you": _yours,
    "you'll": _yours,
    "leave": _leave_it,
    "give": _give_me,
    "expect": _expect,
    "allow": _expect,
    "booked": _is_booked,
    "rebooked": _is_booked,
    "scheduled": _is_booked,
}
