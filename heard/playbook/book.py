"""The playbook itself: loaded from TOML, checked as a whole, asked what fits a moment."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from heard.errors import PlaybookError, did_you_mean
from heard.playbook.company import Company, Policy, Promises
from heard.playbook.entry import SLOT
from heard.playbook.matcher import Matcher
from heard.playbook.parts import read_parts
from heard.playbook.source import find

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from heard.conversation import Channel, History, Speaker
    from heard.listen import Reading, SoFar
    from heard.playbook.escalation import Criterion, Handoff, PacketField, Rung
    from heard.playbook.phrase import Helpful, Phrase, PhraseHit
    from heard.playbook.play import Play
    from heard.playbook.teaching import (
        ChannelRules,
        Chapter,
        Checklist,
        Decision,
        Example,
        Letter,
        Question,
        Skill,
        Step,
    )
    from heard.track.moment import Moment


@dataclass(frozen=True, slots=True)
class Playbook:
    """What one does in which moment: the one source for coach, review, guide and guardrail.

    >>> playbook = Playbook.load("default")
    >>> playbook.play("own-the-repeat").when
    ('repeat_contact',)
    """

    name: str
    version: int
    title: str
    languages: tuple[str, ...]
    company: Company
    promises: Promises
    policies: tuple[Policy, ...]
    plays: tuple[Play, ...]  # in the order they are preferred
    phrases: tuple[Phrase, ...]
    helpful: tuple[Helpful, ...]
    boundaries: tuple[Rung, ...]
    escalation: tuple[Criterion, ...]
    handoff: Handoff | None
    packet: tuple[PacketField, ...]
    steps: tuple[Step, ...]
    letters: tuple[Letter, ...]
    channels: tuple[ChannelRules, ...]
    skills: tuple[Skill, ...]
    faq: tuple[Question, ...]
    decisions: tuple[Decision, ...]
    chapters: tuple[Chapter, ...]
    examples: tuple[Example, ...]
    checklists: tuple[Checklist, ...]
    _matcher: Matcher = field(repr=False, compare=False)

    @staticmethod
    def load(name: str | Path = "default") -> Playbook:
        """A playbook: built in by name, or from a TOML file or a folder of them.

        Raises PlaybookError for the first fault; `check` finds them all. Read once, and again
        only when one of its files has changed.
        """
        kept = _LOADED.get(str(name))
        if kept is not None and kept[0] == _stamp(kept[1]) and set(find(name)) <= set(kept[1]):
            return kept[2]
        parts = read_parts(name)
        if parts.faults:
            raise parts.faults[0]
        playbook = _assembled(parts.values)
        _LOADED[str(name)] = (_stamp(parts.files), parts.files, playbook)
        return playbook

    def play(self, name: str) -> Play:
        """The play of this name. Raises PlaybookError where there is none."""
        found = next((play for play in self.plays if play.name == name), None)
        if found is None:
            known = did_you_mean(name, [play.name for play in self.plays])
            raise PlaybookError(f'there is no play "{name}". {known}')
        return found

    def match(
        self,
        reading: Reading,
        moment: Moment,
        *,
        channel: Channel | None = None,
        speaker: Speaker | None = None,
        before: SoFar | None = None,
        history: History | None = None,
        danger: bool = False,
        loss: bool = False,
        self_harm: bool = False,
        told: Collection[str] = (),
    ) -> tuple[Play, ...]:
        """The plays that fit after this turn, the most needed first.

        By `rank`; then the surer signal, the play with more conditions, and the playbook's order.
        `before` and `history` let `after`, `within`, `unless` and `history` see further back;
        `danger` says that the turn's words tell of danger to life or health, `loss` of a death,
        `self_harm` of ending their life or hurting themselves; `told` names what else was told.
        """
        heard = {signal.name for signal in reading.signals}
        fitting = [
            play
            for play in self.plays
            if not (play.when and heard.isdisjoint(play.when))  # most: no need to ask further
            and play.holds(
                reading,
                moment,
                channel=channel,
                speaker=speaker,
                before=before,
                history=history,
                danger=danger,
                loss=loss,
                self_harm=self_harm,
                told=told,
            )
        ]

        def need(play: Play) -> tuple[int, float, int]:
            sure = max((reading.sure(signal) for signal in play.when), default=0.0)
            return (play.rank, -sure, -len(play.conditions))

        return tuple(sorted(fitting, key=need))

    def phrase_hits(
        self, text: str, *, heard: Collection[str] = (), channel: Channel | None = None
    ) -> tuple[PhraseHit, ...]:
        """Wording to avoid in what the company says, with its span, in order.

        `heard` names the customer's signals so far: some wording is fine after them.
        """
        hits = self._matcher.find(text, heard=heard)
        if channel is None:
            return hits
        return tuple(hit for hit in hits if not hit.phrase.channel or channel in hit.phrase.channel)

    def fill(self, line: str, known: Mapping[str, str]) -> str:
        """A line with the slots filled that are known; the others stay for the agent to fill."""
        values = {"company": self.company.name, **known}
        return SLOT.sub(lambda slot: values.get(slot[1], slot[0]), line)

    def to_dict(self) -> dict[str, Any]:
        """The playbook as plain values, for JSON and for comparing two versions."""
        values = asdict(self, dict_factory=_given)
        return {key: value for key, value in values.items() if not key.startswith("_")}


def check(name: str | Path) -> tuple[PlaybookError, ...]:
    """Every fault of a playbook at once, in the order of its lines."""
    faults = read_parts(name).faults
    return tuple(sorted(faults, key=lambda fault: (fault.path or "", fault.line or 0)))


Stamp = tuple[tuple[int, int], ...]  # when files were last written, and how long they were then
_LOADED: dict[str, tuple[Stamp, tuple[Path, ...], Playbook]] = {}


def _stamp(files: tuple[Path, ...]) -> Stamp:
    stats = [path.stat() if path.exists() else None for path in files]
    return tuple((-1, -1) if stat is None else (stat.st_mtime_ns, stat.st_size) for stat in stats)


def _assembled(values: dict[str, tuple[Any, ...]]) -> Playbook:
    about = values["playbook"][0]
    return Playbook(
        name=about.name,
        version=about.version,
        title=about.title,
        languages=about.languages,
        company=next(iter(values["company"]), Company()),
        promises=next(iter(values["promises"]), Promises()),
        policies=values["policy"],
        plays=values["play"],
        phrases=values["phrase"],
        helpful=values["helpful"],
        boundaries=values["rung"],
        escalation=values["criterion"],
        handoff=next(iter(values["handoff"]), None),
        packet=values["packet"],
        steps=values["step"],
        letters=values["letter"],
        channels=values["channel"],
        skills=values["skill"],
        faq=values["question"],
        decisions=values["decision"],
        chapters=values["chapter"],
        examples=values["example"],
        checklists=values["checklist"],
        _matcher=Matcher(values["phrase"]),
    )


def _given(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    return {key: value for key, value in pairs if value not in (None, (), "")}
