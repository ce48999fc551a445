"""The one or two lines on a card: about what this customer said, and none said before."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from heard.details.customer import TO_TELL
from heard.details.own_words import BARE
from heard.playbook.entry import SLOT
from heard.playbook.lines import TO_FILL, sayable_pairs

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from heard.conversation import Channel
    from heard.playbook import Play

ONCE = (
    "fact",
    "words",
    "said",
    "earlier",
    "asked",
    "stake",
)  # said back once, unless it was passed over

Pair = tuple[str, str]  # a template and the line made from it


@dataclass(frozen=True, slots=True)
class Lines:
    """What is known of this customer, and what was said or suggested already."""

    known: Mapping[str, str]
    used: Collection[int]  # marks of the sentences suggested so far
    said: Sequence[str]  # what the company said lately, in lower case
    first: bool = True  # no card was shown yet

    def of(self, play: Play, channel: Channel | None) -> list[Pair]:
        """One or two ways to say what this play asks for; none where its first line can't be said.

        The first line does what the card advises. Where its facts aren't known, the play's general
        one or a plain one stands in for it; another line never does.
        """
        own = play.lines(channel)
        plain = play.plain
        if play.step is not None and not self.first:
            plain = tuple(one for one in plain if _facts(one))  # the next step again, in general
        firsts = dict.fromkeys((own[0], play.say[0], *plain))
        leads = self.unsaid(firsts)
        lead = next((pair for pair in leads if _is_whole(pair[1])), next(iter(leads), None))
        if lead is None:
            return []
        told = _facts(lead[0])
        rest = [one for one in own[1:] if not told & _facts(one)]
        follows = [pair for pair in self.unsaid(rest) if pair[1] != lead[1]]
        return [lead, *_whole_first(follows)[:1]]

    def anew(self) -> Lines:
        """The same, as if nothing had been said or suggested: what can only be said again."""
        return replace(self, used=(), said=())

    def about(self, words: str) -> Lines:
        """The same lines about these words of the customer, where they weren't said back yet."""
        if not words or mark(words) in self.used:
            return self
        return replace(self, known={**self.known, "words": words})

    def unsaid(self, templates: Iterable[str]) -> list[Pair]:
        """The lines that can be said now, in their order, and were neither suggested nor said."""
        known = {slot: told for slot, told in self.known.items() if told != BARE}
        return [
            (template, line)
            for one in templates
            for template, line in sayable_pairs((one,), known)
            if mark(template) not in self.used
            and not any(line.casefold().rstrip(".!?") in text for text in self.said)
        ]

    def marks(self, pairs: Iterable[Pair]) -> tuple[int, ...]:
        """The marks of these sentences and of the customer's words that they say back."""
        marks = []
        for template, _ in pairs:
            marks.append(mark(template))
            marks += [mark(self.known[slot]) for slot in ONCE if slot in _facts(template)]
        return tuple(marks)


def not_yet_said(known: Mapping[str, str], used: Collection[int]) -> dict[str, str]:
    """What is known, without the customer's words that were said back already."""
    return {
        slot: words for slot, words in known.items() if slot not in ONCE or mark(words) not in used
    }


def mark(template: str) -> int:
    """A small number that stands for a sentence, so that none is suggested twice."""
    return zlib.crc32(template.encode()) & 0xFFFFFF


def _facts(template: str) -> set[str]:
    """The slots of a line that hold what the customer told us."""
    return {slot for slot in SLOT.findall(template) if slot not in TO_FILL and slot != "feeling"}


def _is_whole(line: str) -> bool:
    """Whether the agent needs to add nothing, or only what the customer told, before their eyes."""
    return "[" not in line.replace(TO_TELL, "")


def _whole_first(pairs: list[Pair]) -> list[Pair]:
    return sorted(pairs, key=lambda pair: "[" in pair[1])
