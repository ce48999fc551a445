"""A clause taken out of a draft and another put in its place, with nothing else lost.

>>> from heard.coach.draft.finding import Finding
>>> draft = "Ana, you need to calm down, and I have passed your feedback on."
>>> found = Finding("misstep", "calm_down", None, 5, 26, "", "replace", ())
>>> start, end, words = replaced(draft, Span(0, len(draft)), found, "I'm here to help.")
>>> draft[:start] + words + draft[end:]
"Ana, I'm here to help. I have passed your feedback on."
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.coach.draft.clauses import (  # fmt: skip
    CONTACT,
    COORDINATOR,
    FACT,
    Span,
    addresses,
    facts,
    pieces,
    says_something,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.coach.draft.finding import Finding

MORE = 3  # words beside the wording that was found; beyond, the clause says something of its own
WORDING = 8  # words of a wording of the playbook; a capital in it is no name
OFFICE = re.compile(
    r"\b(?:support|team|help|sales|cent(?:er|re)|site|department|desk|service|phone|customer|chat|billing|care|relations|web|online|live)\b",
    re.I,
)
NOWADAYS = re.compile(r"today|tonight|now", re.I)  # said in passing, and no fact by itself
PROMISED = ("promise_not_allowed",)  # what it names is what must not be said
TOO_LATE = ("vague_promise",)  # a time that comes too late is not to be named again
WHEN = re.compile(r"(?:when|while|before|after|until)\b", re.I)
INTERJECTED = re.compile(r"(?:oh (?:no|dear)|hi|hello|hey)\b.{0,20}", re.I)
SORRY = re.compile(r"\b(?:sorry|apolog\w+)\b", re.I)
STANDS_WITH_I = ("I ", "I'", "I’")


def replaced(
    draft: str, sentence: Span, found: Finding, line: str, then: str = ""
) -> tuple[int, int, str] | None:
    """The edit that puts a line in place of the clause that was found, in one sentence.

    The other clauses stay, and facts of the clause that goes are left to the agent to say.
    """
    parts = pieces(draft, sentence)
    hit = [
        place for place, one in enumerate(parts) if one.start < found.end and one.end > found.start
    ]
    if not hit:
        return None
    left, right = parts[: hit[0]], parts[hit[-1] + 1 :]
    if found.name == "weak_apology" and SORRY.search(
        _without(draft, parts[hit[0]], parts[hit[-1]])
    ):
        line = ""  # once is enough
    before, called = _left(draft, left)
    after, name = _right(draft, right)
    kept = [draft[one.start : one.end] for one in (*before, *called, *after)]
    gone = _gone(draft, sentence, found, kept, f"{line} {then} {name}")
    words = " ".join(one for one in (line, then, gone) if one)
    if name and not called and line:
        words = f"{name}, {_lowered(words)}"
    if called:
        calls = draft[called[0].start : called[-1].end].rstrip(" ,;:-–")
        words = f"{calls}, {_lowered(words)}" if words else calls
    start, end = sentence.start, sentence.end
    mark = draft[end - 1] if draft[end - 1] in ".!?" else "."
    if before:
        start = before[-1].start + len(draft[before[-1].start : before[-1].end].rstrip(" ,;:-–"))
        words = f"{mark if not words and not after else '.'} {words}".rstrip()
    if after:
        bare = COORDINATOR.match(draft[after[0].start : after[0].end])
        opens = after[0].start + (bare.end() if bare else 0)
        words = f"{words} {draft[opens].upper()}".lstrip()
        end = opens + 1
    elif name:
        end = sentence.end
    return start, end, words


def says_more(draft: str, sentence: Span, found: Finding) -> bool:
    """Whether the clause that was found says something else that has to stay: a fact, a thought."""
    parts = [
        one for one in pieces(draft, sentence) if one.start < found.end and one.end > found.start
    ]
    if not parts:
        return False
    words = draft[parts[0].start : parts[-1].end]
    inside = draft[max(found.start, parts[0].start) : min(found.end, parts[-1].end)]
    if facts(words.replace(inside, " ", 1)):
        return True
    return len(words.split()) - len(inside.split()) > MORE


def contacts(words: str) -> str:
    """The numbers, addresses and links in some words, as one would say them."""
    found = [one[0].rstrip(".,;:!?)") for one in CONTACT.finditer(words)]
    return " or ".join(dict.fromkeys(found))


def _left(draft: str, parts: Sequence[Span]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The clauses before it that stay, and the words just before it that call somebody."""
    kept = list(parts)
    while kept and not (says_something(_of(draft, kept[-1])) or _calls(draft, kept[-1])):
        if (
            len(kept) > 1
            and WHEN.match(_of(draft, kept[-1]))
            and says_something(_of(draft, kept[-2]))
        ):
            break  # "It was cracked when he came at 9": that belongs to what stays
        kept.pop()
    called: list[Span] = []
    while kept and _calls(draft, kept[-1]):
        called.insert(0, kept.pop())
    while kept and not says_something(_of(draft, kept[0])) and len(kept) == 1:
        kept.pop()
    return tuple(kept), tuple(called)


def _right(draft: str, parts: Sequence[Span]) -> tuple[tuple[Span, ...], str]:
    """The clauses after it that stay, and the name that it ends with."""
    kept = list(parts)
    name = ""
    if kept and addresses(_of(draft, kept[-1])):
        name = _of(draft, kept.pop()).strip(" ,.!?")
    while kept and not says_something(_of(draft, kept[0])):
        kept.pop(0)
    return tuple(kept), name


def _gone(draft: str, sentence: Span, found: Finding, kept: Sequence[str], said: str) -> str:
    """The facts that go with the clause, in brackets for the agent; "" where none is lost."""
    lost = []
    short = len(draft[found.start : found.end].split()) <= WORDING
    for fact in facts(draft[sentence.start : sentence.end]):
        at = draft.find(fact, sentence.start)
        inside = at < found.end and at + len(fact) > found.start
        if any(fact in one for one in kept) or fact in said or fact.split()[-1] in said:
            continue
        if NOWADAYS.fullmatch(fact):
            continue
        if inside and found.unsafe:
            continue
        if inside and found.name in TOO_LATE and found.sure is None:
            continue
        if found.name in PROMISED and (inside or not CONTACT.search(fact)):
            continue
        if not FACT.search(fact) and ((inside and short) or OFFICE.search(fact)):
            continue
        lost.append(fact)
    return f"[still to say: {', '.join(dict.fromkeys(lost))}]" if lost else ""


def _lowered(words: str) -> str:
    return words if words.startswith((*STANDS_WITH_I, "[")) else words[:1].lower() + words[1:]


def _calls(draft: str, part: Span) -> bool:
    words = _of(draft, part)
    return addresses(words) or bool(INTERJECTED.fullmatch(words.strip(" ,.!")))


def _without(draft: str, first: Span, last: Span) -> str:
    return draft[: first.start] + " " + draft[last.end :]


def _of(draft: str, part: Span) -> str:
    return draft[part.start : part.end]
