"""A draft mended: the agent's own words where they are fine, and no fact that nobody gave."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from heard.playbook.lines import filled, sayable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from heard.coach.findings import Finding

LONGEST = 20_000  # characters of a draft that are looked at
ENDS = re.compile(r"[.!?]+[\"”)]*(?=\s|$)|\n")
GREETING = re.compile(
    r"\s*(?:@\w+[ ,]*)*(?:(?:hi|hello|hey|dear|good (?:morning|afternoon|evening))\b[^.,!?\n]{0,30}[,.!]+\s*)?",
    re.I,
)
FACT = re.compile(
    r"\d|https?:|www\.|[@#£$€]\w|[\"“]|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b(?:today|tomorrow|tonight|noon)\b"
    r"|\b(?:january|february|march|april|june|july|august|september|october|november|december)\b",
    re.I,
)
NAMED = re.compile(r"(?<=[a-z,] )(?!I\b|I['’]|DM|OK)[A-Z][\w’']+")
MORE = 3  # words beside the wording that was found; beyond, they say something of their own
DATED = filled("{date}", {})
SIGNATURE = re.compile(
    r"(?:(?:\s+|(?<=[.!?]))(?:\^\s?\w{1,12}|\*\w{2,20}|~\s?\w+|[-–/]\s?[A-Z][\w]{0,14}))+\s*$"
)
HANDLES = re.compile(r"\s*(?:@\w+[ ,]+)*")
LINK = re.compile(r"(?:https?://|www\.)\S+$")
REPLACED = ("replace", "instead")
DANGLES = re.compile(r"[\s,;:]*\b(?:but|however)\b[\s,]*$", re.I)


class Span(NamedTuple):
    """One sentence of the draft, without the space around it."""

    start: int
    end: int


def mended(draft: str, found: Finding, every: Sequence[Finding], known: Mapping[str, str]) -> str:
    """The sentence as it would read mended, or the line to add to it; "" where there is none."""
    if found.place in ("add", "ahead", "before", "after", *REPLACED):
        return _line(found, known)
    sentence = next((one for one in spans(draft) if one.end > found.start), None)
    if sentence is None:
        return ""
    here = [one for one in every if one.start < sentence.end and one.end > sentence.start]
    here = [one for one in here if one.place not in ("before", "after")]
    return _applied(draft, _edits(draft, sentence, here, known), *sentence)


def rewritten(draft: str, found: Sequence[Finding], known: Mapping[str, str]) -> str:
    """The whole draft mended; sentences that are fine stay to the letter, and so does its signature."""
    signed = SIGNATURE.search(draft, max(0, len(draft) - 80))
    if signed is None:
        return _rewritten(draft, found, known)
    body = _rewritten(draft[: signed.start()], found, known)
    return f"{body} {signed[0].strip()}"


def _rewritten(draft: str, found: Sequence[Finding], known: Mapping[str, str]) -> str:
    edits: list[tuple[int, int, str]] = []
    said: set[str] = set()
    for sentence in spans(draft):
        here = [one for one in found if one.start < sentence.end and one.end > sentence.start]
        here = [one for one in here if one.place not in ("before", "after")]
        # what runs over several sentences is mended once, at its last one
        here = [one for one in here if one.end <= sentence.end or one.place != "add"]
        for edit in _edits(draft, sentence, here, known):
            line = edit[2].strip()
            if edit[0] == edit[1] and line in said:
                continue
            said.add(line)
            edits.append(edit)
    closing = next((_line(one, known) for one in found if one.place == "after"), "")
    if closing:
        at = len(draft.rstrip())
        edits.append((at, at, f" {closing}"))
    text = _applied(draft, edits, 0, len(draft)).strip()
    opening = next((_line(one, known) for one in found if one.place == "before"), "")
    if not opening or opening in text:
        return text
    greeting = GREETING.match(text)
    at = greeting.end() if greeting else 0
    return f"{text[:at]}{opening} {text[at : at + 1].upper()}{text[at + 1 :]}"


def spans(draft: str) -> list[Span]:
    """The sentences of a draft.

    >>> text = "It's on its way. It left at 4.30!\\nBye"
    >>> [text[one.start : one.end] for one in spans(text)]
    ["It's on its way.", 'It left at 4.30!', 'Bye']
    """
    found: list[Span] = []
    start = 0
    for end in _ends(draft):
        said = draft[start:end]
        handles = HANDLES.match(draft, start, end)
        first = handles.end() if handles else start
        last = start + len(said.rstrip())
        if last > first:
            found.append(Span(first, last))
        start = end
    return found


def _ends(draft: str) -> Iterable[int]:
    yield from (found.end() for found in ENDS.finditer(draft))
    yield len(draft)


def _line(found: Finding, known: Mapping[str, str]) -> str:
    return next(iter(sayable(found.lines, known, most=1)), "")


def _edits(
    draft: str, sentence: Span, here: Sequence[Finding], known: Mapping[str, str]
) -> list[tuple[int, int, str]]:
    """What to change in one sentence: replaced whole, or word by word."""
    for one in here:
        if one.place in REPLACED and not _tells(draft, sentence, one):
            return [(*sentence, _line(one, known))]
    edits: list[tuple[int, int, str]] = []
    at = sentence.start
    for one in here:
        if one.place in ("swap", "stop", "drop") and one.start >= at:
            edit = _word_edit(draft, sentence, one, known)
            edits.append(edit)
            at = edit[1]
    dated = any(DATED in edit[2] for edit in edits)
    ending = next((one for one in here if one.place == "end"), None)
    if ending is not None and not dated and ending.lines:
        at = sentence.start + len(draft[sentence.start : sentence.end].rstrip('.!?"”) '))
        edits.append((at, at, filled(ending.lines[0], known)))
        dated = True
    for one in here:
        line = _line(one, known)
        if not line or (dated and DATED in line):
            continue
        if one.place == "ahead":
            edits.insert(0, (sentence.start, sentence.start, f"{line} "))
            break
        if one.place in ("add", *REPLACED):
            full_stop = "" if draft[sentence.end - 1] in '.!?"”)' else "."
            edits.append((sentence.end, sentence.end, f"{full_stop} {line}"))
            break
    return edits


def _tells(draft: str, sentence: Span, found: Finding) -> bool:
    """Whether the sentence says something else that has to stay: a number, a name, a whole thought."""
    words = draft[sentence.start : sentence.end]
    if FACT.search(words) or NAMED.search(words):
        return True
    inside = len(draft[max(found.start, sentence.start) : found.end].split())
    return found.place != "replace" and len(words.split()) - inside > MORE


def _word_edit(
    draft: str, sentence: Span, found: Finding, known: Mapping[str, str]
) -> tuple[int, int, str]:
    start, end = found.start, found.end
    if found.place == "swap":
        return start, end, filled(found.lines[0], known)
    follows = re.match(r"[\s,;:]*", draft[end:])
    end += follows.end() if follows else 0
    following = draft[end : end + 1]
    kept = "" if found.place == "drop" else DANGLES.sub("", draft[start : found.end]) + ". "
    rest = draft[end : sentence.end].split()
    if found.place == "drop" and len(rest) < MORE:
        return (*sentence, _line(found, known))
    opens = found.place == "stop" or start == sentence.start
    if opens and following and end < sentence.end:
        return start, end + 1, f"{kept}{following.upper()}"
    return start, end, kept


def _applied(draft: str, edits: Iterable[tuple[int, int, str]], start: int, end: int) -> str:
    """The draft from start to end with its edits made; of two that overlap, the first."""
    parts: list[str] = []
    at = start
    for first, last, words in sorted(edits, key=lambda edit: edit[:2]):
        if first < at:
            continue
        parts += (draft[at:first], words)
        at = last
    return "".join([*parts, draft[at:end]])
