"""A draft mended: the agent's own words where they are fine, and no fact that nobody gave."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from heard.coach.draft.clauses import NO_NAME, Span, spans
from heard.coach.draft.finding import LOCAL
from heard.coach.draft.mend.clean_cut import SORRY, contacts, replaced, says_more
from heard.coach.draft.mend.contradiction import beside
from heard.coach.draft.mend.redirect import offered
from heard.playbook.lines import filled, sayable
from heard.playbook.matcher import clause_end

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from heard.coach.draft.finding import Finding

NO_CALL = "|".join(sorted(NO_NAME))  # with a capital and a comma they call nobody all the same
GREETING = re.compile(
    r"\s*(?:@\w+[ ,]*)*(?:\(?\d ?/ ?\d\)?\s*)?"
    r"(?:(?:hi|hello|hey|dear|good (?:morning|afternoon|evening))\b(?:,? (?:there|all|again|or|and|(?-i:[A-Z])[\w'’./-]*|[\[{<]+[\w ]+[\]}>]+)){0,3}\s*(?:[,.!]+|\s[-–])\s*"
    rf"|(?!(?:{NO_CALL})\b)(?-i:[A-Z][a-z]+)[,!]\s+(?=\w))?"
    r"(?:(?:oh (?:no|dear)|yikes|ouch|oops)\b[^.,!?\n]{0,20}[,.!]+\s*)?"
    r"(?:(?:many )?(?:thanks|thank you)\b[^.,!?\n–-]{0,40}[.!]+\s*)?",
    re.I,
)
ANY_DATE = filled("{date}", {})
SIGNATURE = re.compile(
    r"(?:(?:\s+|(?<=[.!?]))(?:\^\s?\w{1,12}|\*\w{2,20}|~\s?\w+|[-–/]\s?[A-Z][\w]{0,14})|(?<=[.!?])\s*[A-Z]{2,3}|\s+\(?[1-9]/[2-9]\)?)+\s*$"
)
BARE_NAME = re.compile(r"(?<=[.!?)])\s+([A-Z][a-z]{1,14})\s*$")
THANKS = re.compile(
    r"(?:many |kind |best )?(?:thanks?|thx|ty|regards|cheers|rgds|sincerely|have a|take care|hope this|we hope|wishes|for anything else|keep us posted)\b.{0,40}",
    re.I | re.S,
)
CONDOLENCE = re.compile(r"\bfor your loss\b|\bsorry about your \w+\.$", re.I)
THANKED = re.compile(r"thank(?:s| you)\b", re.I)
LINK = re.compile(r"https?://|www\.|(?:[\w-]+\.)+[a-z]{2,}/")
BY_LINK = re.compile(r"(?:https?://\S+|www\.\S+|<\w+>|(?:[\w-]+\.)+[a-z]{2,}/\S+)$")
REPLACED = ("replace", "instead")
BRACKETS = re.compile(r"\[(?!team\b|still)[\w ]+\]")
ADDED = ("add", *REPLACED)
OF_THE_REPLY = ("before", "after")
DANGLES = re.compile(r"[\s,;:]*\b(?:but|however)\b[\s,]*$", re.I)
HELPS = re.compile(r"(?:['’](?:ll|s|re|m)|\b(?:will|be|is|are|should|shall|to|can))$", re.I)
GOES_ON = re.compile(
    r"\s+(?!(?:to|and|but|so|or|if|when|once|with|about|via|through|in|for|on|at|by|from|as|because|while|after)\b)[a-z]",
    re.I,
)
TOLD = re.compile(r"\b(?:told|explained|said)$", re.I)
MARKS = re.compile(r"[\s,;:]*")
TOLD_YOU = re.compile(
    r"(?:(?: (?:to )?you\b)(?: (?:before|already|twice|yesterday))?(?: that)?(?=[\s,;:]+(?!(?:so|when|about|to|not|by|on|in|at)\b)\w+ \w))?[\s,;:]*",
    re.I,
)
THERE_WAS = re.compile(
    r"\bthere(?:['’]s| is| was| were| has been| have been| may have been) $", re.I
)
FROM_HERE = re.compile(r"(?: (?:from|on|at) (?:my|our|this) (?:end|side)\b| from here\b)*", re.I)
CITED = re.compile(r"(?:section|clause|paragraph|article|rule) [\d.]+\b", re.I)
WHEN_WE_KNOW = re.compile(r"\s*\b(?:as soon as|once|when) (?:we|i|they|it|the)\b", re.I)
REMAINS = 3  # words after a dropped wording; with fewer, nothing was said but that

Edit = tuple[int, int, str]


def mended(draft: str, found: Finding, every: Sequence[Finding], known: Mapping[str, str]) -> str:
    """The sentence as it would read mended, or the line to add to it; "" where there is none."""
    if found.place not in (*LOCAL, "end", "ahead", "beside"):
        return _line(found, known)
    sentence = next((one for one in spans(draft) if one.end > found.start), None)
    if sentence is None:
        return ""
    here = [one for one in _touching(every, sentence) if one.place not in REPLACED]
    return _applied(draft, Mending(draft, known).edits(sentence, here), *sentence)


def rewritten(draft: str, found: Sequence[Finding], known: Mapping[str, str]) -> str:
    """The whole draft mended; sentences that are fine stay to the letter, and so does its signature."""
    signed = SIGNATURE.search(draft, max(0, len(draft) - 80)) or _bare_name(draft)
    if signed is None:
        return _rewritten(draft, found, known)
    body = _rewritten(draft[: signed.start()], found, known)
    return f"{body} {signed[0].strip()}"


def _bare_name(draft: str) -> re.Match[str] | None:
    """A name that stands alone after the last sentence."""
    found = BARE_NAME.search(draft, max(0, len(draft) - 80))
    if found is None or found[1].lower() in NO_NAME or THANKS.fullmatch(found[1]):
        return None
    return found


def _rewritten(draft: str, found: Sequence[Finding], known: Mapping[str, str]) -> str:
    mending = Mending(draft, known)
    edits: list[Edit] = []
    for sentence in spans(draft):
        here = _touching(found, sentence)
        # what runs over several sentences is mended once, at its last one
        here = [one for one in here if one.end <= sentence.end or one.place != "add"]
        edits += mending.edits(sentence, here)
    closing = " ".join(line for one in found if (line := mending.closing(one)))
    if closing:
        at = _before_thanks(draft)
        stopped = any(edit[1] == at and edit[0] < at and edit[2].endswith(".") for edit in edits)
        bare = at and draft[at - 1].isalnum() and not BY_LINK.search(draft[:at])
        stop = "." if bare and not stopped else ""
        edits.append((at, at, f"{stop} {closing}" if at else f"{closing} "))
    text = _applied(draft, edits, 0, len(draft)).strip()
    opening = next((_line(one, known) for one in found if one.place == "before"), "")
    sorry_twice = SORRY.search(opening) and SORRY.search(text) and not CONDOLENCE.search(opening)
    if not opening or opening in text or sorry_twice:
        return text
    greeting = GREETING.match(text)
    at = greeting.end() if greeting else 0
    opens = text[at : at + 1] if LINK.match(text, at) else text[at : at + 1].upper()
    before = f"{text[:at].rstrip()} " if at else ""
    return f"{before}{opening} {opens}{text[at + 1 :]}".rstrip()


class Mending:
    """One draft being mended: what to change, and no line twice."""

    def __init__(self, draft: str, known: Mapping[str, str]) -> None:
        self.draft = draft
        self.known = known
        self._said: set[str] = set()
        self._asked: set[str] = set()  # the agent is asked for one day, not for three

    def edits(self, sentence: Span, here: Sequence[Finding]) -> list[Edit]:
        """What to change in one sentence: clauses replaced, words swapped, a line added."""
        edits: list[Edit] = []
        for one in _joined(here):
            if one.place in REPLACED and not self._stays(sentence, one):
                edit = self._replaced(sentence, one)
                if edit is not None and not _overlaps(edit, edits):
                    edits.append(edit)
        for one in here:
            if one.place in LOCAL:
                self._swap(sentence, one, edits)
        ending = next((one for one in here if one.place == "end"), None)
        if ending is not None and ending.lines and ANY_DATE not in self._asked:
            at = min(clause_end(self.draft, ending.end), sentence.end)
            waits = WHEN_WE_KNOW.search(self.draft, ending.end, at)
            since = waits.start() if waits else at
            edit = (since, at, filled(ending.lines[0], self.known))
            if not _overlaps(edit, edits):
                edits.append(edit)
                self._note(edit[2])
        added = self._added(here, edits)
        if added:
            text = self.draft[sentence.start : sentence.end]
            cut = any(edit[1] == sentence.end and edit[0] < edit[1] for edit in edits)
            stop = "" if cut or text[-1] in '.!?"”)' or BY_LINK.search(text) else "."
            edits.append((sentence.end, sentence.end, f"{stop} {added}"))
        self._open(sentence, here, edits)
        return edits

    def _open(self, sentence: Span, here: Sequence[Finding], edits: list[Edit]) -> None:
        """What the sentence now opens with: what we can see, or a step of our own before theirs."""
        for one in here:
            if one.place == "beside":
                self._put(beside(self.draft, sentence, one.start), edits)
        ahead = next((one for one in here if one.place == "ahead"), None)
        line = "" if ahead is None else self._new(ahead)
        if ahead is not None and line:
            lead = _first(ahead.then, self.known)
            self._put(offered(self.draft, sentence, line, lead), edits, first=True)

    def _put(self, edit: Edit | None, edits: list[Edit], *, first: bool = False) -> None:
        if edit is not None and not _overlaps(edit, edits):
            edits.insert(0 if first else len(edits), edit)

    def says_already(self, line: str) -> bool:
        """Whether a line stands in the rewrite already, or asks the agent for the same twice."""
        return line in self._said or bool(self._asked & set(BRACKETS.findall(line)))

    def closing(self, found: Finding) -> str:
        """The line that the whole reply ends with, where this finding calls for one."""
        lines = found.lines if found.place == "after" else ()
        if found.place == "before" or (found.place == "beside" and "?" not in self.draft):
            lines = found.then
        for line in lines:
            said = _first((line,), self.known)
            if said and not self.says_already(said):
                self._note(said)
                return said
        return ""

    def _stays(self, sentence: Span, found: Finding) -> bool:
        return found.place == "instead" and says_more(self.draft, sentence, found)

    def _replaced(self, sentence: Span, found: Finding) -> Edit | None:
        line = _line(found, self.known)
        if line in self._said or (found.place == "instead" and self.says_already(line)):
            line = ""
        if THANKED.match(line) and len(THANKED.findall(self.draft)) > len(
            THANKED.findall(self.draft[slice(*sentence)])
        ):
            line = ""  # once is enough
        if SORRY.search(self.draft[: found.start]) or SORRY.search(self.draft[found.end :]):
            line = _without_sorry(line)
        edit = replaced(
            self.draft, sentence, found, line, _then(found, self.draft[slice(*sentence)])
        )
        self._note(line)
        if edit is not None and edit[:2] == tuple(sentence) and not edit[2]:
            rest = self.draft[sentence.end :]
            if not rest.strip():
                return len(self.draft[: sentence.start].rstrip(" ")), edit[1], ""
            return edit[0], edit[1] + len(rest) - len(rest.lstrip(" ")), ""
        return edit

    def _swap(self, sentence: Span, found: Finding, edits: list[Edit]) -> None:
        made = self._word_edits(sentence, found)
        if not any(_overlaps(one, edits) for one in made):
            edits += made
            for edit in made:
                self._asked |= set(BRACKETS.findall(edit[2]))

    def _word_edits(self, sentence: Span, found: Finding) -> list[Edit]:
        draft, start, end = self.draft, found.start, found.end
        if found.place == "swap":
            return self._swapped(sentence, found)
        follows = (
            TOLD_YOU if found.place == "drop" and TOLD.search(draft, start, end) else MARKS
        ).match(draft[end:])
        end += follows.end() if follows else 0
        following = draft[end : end + 1]
        kept = "" if found.place == "drop" else DANGLES.sub("", draft[start : found.end]) + ". "
        if found.place == "drop" and len(draft[end : sentence.end].split()) < REMAINS:
            return [(*sentence, _line(found, self.known))]
        opens = found.place == "stop" or start == sentence.start
        if opens and CITED.match(draft, end):
            return [(start, end + 1, f"{kept}Under {following.lower()}")]
        if opens and following and end < sentence.end:
            return [(start, end + 1, f"{kept}{following.upper()}")]
        return [(start, end, kept)]

    def _swapped(self, sentence: Span, found: Finding) -> list[Edit]:
        draft, start, end = self.draft, found.start, found.end
        words = _spelled(filled(found.lines[0], self.known), draft)
        there_was = THERE_WAS.search(draft, sentence.start, start)
        if there_was is not None and words.startswith("the trouble"):
            start, words = there_was.start(), f"for {words}"
        if words.endswith("from here"):
            end = FROM_HERE.match(draft, end).end()  # type: ignore[union-attr]  # it may be empty
        if ANY_DATE in words and ANY_DATE in self._asked and draft[start - 1 : start] == " ":
            return [(start - 1, end, "")]
        if found.name == "slot_unfilled":
            return [(start, end, words)]  # a name keeps its capital
        if start > sentence.start and not draft[start].isupper():
            words = words[:1].lower() + words[1:] if not words.startswith(("I ", "I'")) else words
        elif start == sentence.start:
            words = words[:1].upper() + words[1:]
        early = HELPS.search(draft[sentence.start : start].rstrip()) and GOES_ON.match(draft, end)
        if ANY_DATE in words and early:  # "you'll soon see it" is "you'll see it by Friday"
            at = min(clause_end(draft, end), sentence.end)
            return [(start, end + 1, ""), (at, at, f" {words}")]
        return [(start, end, words)]

    def _added(self, here: Sequence[Finding], edits: Sequence[Edit]) -> str:
        """The line to go after the sentence, of what could not be mended inside it."""
        for one in here:
            replaced_already = one.place in REPLACED and _overlaps((one.start, one.end, ""), edits)
            if one.place in ADDED and not replaced_already:
                line = self._new(one)
            elif one.place in (*LOCAL, "end") and one.then:
                line = _first(one.then, self.known)
                line = "" if self.says_already(line) else line
                self._note(line)
            else:
                continue
            if line:
                return line
        return ""

    def _new(self, found: Finding) -> str:
        line = _line(found, self.known)
        if self.says_already(line):
            return ""
        self._note(line)
        return line

    def _note(self, line: str) -> None:
        if line:
            self._said.add(line.strip())
            self._asked |= set(BRACKETS.findall(line))


def _without_sorry(line: str) -> str:
    """A line without the apology that it opens with, where more follows."""
    first, stop, rest = line.partition(". ")
    return rest if stop and SORRY.search(first) else line


def _spelled(words: str, draft: str) -> str:
    """A line in the spelling of the draft: who writes "apologise" goes on so."""
    return words.replace("pologiz", "pologis") if "pologis" in draft else words


def _touching(found: Iterable[Finding], sentence: Span) -> list[Finding]:
    return [
        one
        for one in found
        if one.start < sentence.end and one.end > sentence.start and one.place not in OF_THE_REPLY
    ]


def _joined(found: Sequence[Finding]) -> list[Finding]:
    """What gives way in one sentence, with what was found there twice as one stretch."""
    joined: dict[str, Finding] = {}
    for one in found:
        same = joined.get(one.name) if one.place in REPLACED else None
        if same is None:
            joined.setdefault(one.name if one.place in REPLACED else f"{one.start}", one)
        else:
            joined[one.name] = replace(same, end=max(same.end, one.end))
    return list(joined.values())


def _before_thanks(draft: str) -> int:
    """Where a last line goes: before the thanks and regards that a reply closes with."""
    at = len(draft.rstrip())
    for sentence in reversed(spans(draft)):
        if not THANKS.fullmatch(draft[sentence.start : sentence.end]):
            break
        at = len(draft[: sentence.start].rstrip())
    return at


def _first(lines: Iterable[str], known: Mapping[str, str]) -> str:
    return next(iter(sayable(lines, known, most=1)), "")


def _line(found: Finding, known: Mapping[str, str]) -> str:
    return _first(found.lines, known)


def _then(found: Finding, words: str) -> str:
    """The line after a replaced clause; what the sentence says of how to reach somebody is in it."""
    contact = contacts(words)
    return _first(found.then, {"contact": contact} if contact else {})


def _overlaps(edit: Edit, others: Iterable[Edit]) -> bool:
    return any(
        edit[0] < other[1] and edit[1] > other[0] and other[0] < other[1] for other in others
    ) or any(other[0] < edit[0] < other[1] for other in others)


def _applied(draft: str, edits: Iterable[Edit], start: int, end: int) -> str:
    """The draft from start to end with its edits made; of two that overlap, the first."""
    parts: list[str] = []
    at = start
    for first, last, words in sorted(edits, key=lambda edit: edit[:2]):
        if first < at:
            continue
        parts += (draft[at:first], words)
        at = last
    return "".join([*parts, draft[at:end]])
