"""The coach: hears a conversation turn by turn, and speaks only when it is called for."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from heard.coach.advice import Advice
from heard.coach.cues import cues_of, pace, slipped
from heard.coach.details import Details
from heard.coach.policy import GLAD, Policy, Shown
from heard.coach.quote import sentences
from heard.coach.state import packed, unpacked
from heard.conversation import History
from heard.listen import Reading, SoFar, load_listener
from heard.playbook import Playbook
from heard.playbook.lines import sayable_pairs
from heard.signals import SIGNAL_NAMES
from heard.track import Evidence, Moment, Track

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from heard.coach.policy import Call
    from heard.conversation import Channel, Conversation, Turn
    from heard.listen import Listener
    from heard.playbook import Cue, Play

OWED = "overdue_promises"
GLANCE = 120  # characters of a sentence quoted whole
CLAUSE = re.compile(r"[,;:–]\s+| (?=(?:and|but|because|so|then) )")
SAFETY = 9  # up to this rank a card is about safety and says nothing else


@dataclass
class Coach:
    """Hears a conversation turn by turn and gives advice only when it is called for.

    Belief (the moment) and decision (the card) stay apart: the track says where the
    conversation stands, the policy whether that calls for a card, the playbook which one.
    """

    playbook: Playbook
    listener: Listener
    track: Track
    policy: Policy = field(default_factory=Policy)
    reading: Reading = field(default_factory=Reading)
    moment: Moment = field(default_factory=lambda: Moment(turn=-1))
    before: SoFar = field(default_factory=SoFar)
    shown: Shown = field(default_factory=Shown)
    said_by_customer: frozenset[str] = frozenset()  # every trigger and flag heard so far

    @classmethod
    def of(
        cls,
        conversation: Conversation,
        *,
        playbook: Playbook | None = None,
        listener: Listener | None = None,
        policy: Policy | None = None,
    ) -> Coach:
        """A coach who knows what the file says about the conversation, but none of its turns."""
        return cls.start(
            channel=conversation.channel,
            history=conversation.history,
            started_at=conversation.started_at,
            playbook=playbook,
            listener=listener,
            policy=policy,
        )

    @classmethod
    def start(
        cls,
        *,
        channel: Channel | None = None,
        history: History | None = None,
        started_at: datetime | None = None,
        playbook: Playbook | None = None,
        listener: Listener | None = None,
        policy: Policy | None = None,
    ) -> Coach:
        """A coach for a conversation that begins now."""
        track = Track(channel, history or History(), started_at)
        return cls(
            playbook=playbook or Playbook.load(),
            listener=listener or load_listener(),
            track=track,
            policy=policy or Policy(),
            moment=track.moment,
        )

    @property
    def channel(self) -> Channel | None:
        """Where the conversation takes place; None where that isn't known."""
        return self.track.channel

    def hear(self, turn: Turn, reading: Reading | None = None) -> Advice | None:
        """What to do about this turn, or None: silence is the normal answer.

        `reading` is what the listener made of it after `self.before`, where that was asked elsewhere.
        """
        before = self.before
        self.listen(turn, reading)
        history = self.track.history
        owed = history.overdue_promises > 0
        call = self.policy.call(turn, self.reading, self.moment, self.shown, owed=owed)
        if call == "none":
            return None
        if call != "repair":
            return self._from_play(turn, call, before)
        cues = slipped(self._cues, turn, self.reading, self.moment, before)
        first = tuple(cue for cue in cues if cue.when == "cut in")  # let them end, before all else
        return (
            self._from_cue(turn, first)
            or self._from_play(turn, call, before)
            or self._from_cue(turn, cues)
        )

    def listen(self, turn: Turn, reading: Reading | None = None) -> Moment:
        """Take in a turn without asking for advice: what a reply that is checked later answers."""
        before = self.before
        self.reading = self.listener.read(turn, before) if reading is None else reading
        self.before = before.add(turn, self.reading)
        self.moment = self.track.follow(turn, self.reading)
        if turn.from_customer:
            self.said_by_customer |= {signal.name for signal in self.reading.firm().signals}
            firm = self.policy.firm(self.moment, self.reading, self.shown)
            self.shown = self.shown.after_customer(self.moment, firm=firm)
        return self.moment

    def details(self) -> Details:
        """What the customer told us lately, in words that can be said back."""
        return Details.of(self.before.last)

    def save(self) -> bytes:
        """The state, at most 8 KiB however long the conversation; it holds no turn's text."""
        heard = [SIGNAL_NAMES.index(name) for name in sorted(self.said_by_customer)]
        return packed(self.track, self.shown, self.before, heard)

    @classmethod
    def resume(
        cls,
        saved: bytes,
        turns: Sequence[Turn],
        *,
        playbook: Playbook | None = None,
        listener: Listener | None = None,
        policy: Policy | None = None,
    ) -> Coach:
        """The coach that `save` wrote, as if it had never stopped.

        `turns` are those of the conversation so far; only the latest sixteen are looked at.
        Raises InputError where `saved` is no state, or not one of these turns.
        """
        track, shown, before, heard = unpacked(saved, turns)
        return cls(
            playbook=playbook or Playbook.load(),
            listener=listener or load_listener(),
            track=track,
            policy=policy or Policy(),
            reading=before.last[-1].reading if before.last else Reading(),
            moment=track.moment,
            before=before,
            shown=shown,
            said_by_customer=frozenset(SIGNAL_NAMES[number] for number in heard),
        )

    # which card, and what stands on it

    def _from_play(self, turn: Turn, call: Call, before: SoFar) -> Advice | None:
        firm = self.reading.firm(self.policy.signal_at)
        fitting = self.playbook.match(
            firm,
            self.moment,
            channel=self.channel,
            speaker=turn.speaker,
            before=before,
            history=self.track.history,
        )
        if call == "owed":
            fitting = tuple(play for play in self.playbook.plays if OWED in play.history)
        for play in fitting:
            if self.policy.allows(play, call, firm, self.moment, self.shown):
                return self._card(turn, play, call)
        return None

    def _card(self, turn: Turn, play: Play, call: Call) -> Advice:
        first = not self.shown.cards
        say = self._lines(play)
        if first and call != "owed" and play.rank > SAFETY:
            say = (self._opening() + say)[:2]
        evidence = self._evidence(turn, play)
        advice = Advice(
            turn=self.moment.turn,
            play=play.name,
            do=play.advice,
            say=tuple(said for _, said in say),
            avoid=play.avoid[:1],
            why=play.why,
            evidence=evidence,
            pace=pace(self._cues, turn, first=first) if turn.from_customer else "",
        )
        self._note(play.name, say, landed=call == "landing")
        return advice

    def _from_cue(self, turn: Turn, cues: Iterable[Cue]) -> Advice | None:
        for cue in cues:
            name = f"{self.channel}: {cue.when}"
            if name in self.shown.plays:
                continue
            say = self._fresh(sayable_pairs(cue.say, self._known()))
            self._note(name, say)
            evidence = Evidence(self.moment.turn, 0, len(turn.text), cue.when)
            return Advice(
                turn=self.moment.turn,
                play=name,
                do=cue.advice,
                say=tuple(said for _, said in say),
                avoid=cue.avoid[:1],
                why=cue.why,
                evidence=evidence,
            )
        return None

    def _note(self, name: str, say: Iterable[tuple[str, str]], *, landed: bool = False) -> None:
        marks = tuple(mark(template) for template, _ in say)
        self.shown = self.shown.after_card(name, marks, self.moment.heat)
        if landed:
            self.shown = self.shown.after_landing()

    @property
    def _cues(self) -> tuple[Cue, ...]:
        return cues_of(self.playbook, self.channel)

    def _known(self) -> dict[str, str]:
        return {"company": self.playbook.company.name} | self.details().known()

    def _lines(self, play: Play) -> list[tuple[str, str]]:
        """One or two ways to say it: personal where we know enough, never one used before."""
        known = self._known()
        say = self._fresh(sayable_pairs(play.lines(self.channel), known, most=4))
        lacks_first = play.lines(self.channel) == play.say and play.say[0] not in dict(say)
        if lacks_first or all("[" in said for _, said in say):
            say = self._fresh(sayable_pairs(play.plain, known))[:1] + say
        if not say and play.lines(self.channel) != play.say:
            say = self._fresh(sayable_pairs(play.say, known, most=4))
        return say[:2] or self._helpful(play, known)

    def _helpful(self, play: Play, known: dict[str, str]) -> list[tuple[str, str]]:
        """A sentence from the phrase bank for the step at hand, where the play has none left."""
        step = play.step or play.broken or self.moment.next_step
        lines = [
            helpful.say
            for helpful in self.playbook.helpful
            if helpful.step == step and (not helpful.channel or self.channel in helpful.channel)
        ]
        return [
            pair for pair in self._fresh(sayable_pairs(lines, known, most=9)) if "[" not in pair[1]
        ][:1]

    def _opening(self) -> list[tuple[str, str]]:
        """The honest first line, where a promise of ours to this customer is overdue."""
        if self.track.history.overdue_promises <= 0:
            return []
        owing = next((play for play in self.playbook.plays if OWED in play.history), None)
        return [] if owing is None else self._lines(owing)[:1]

    def _fresh(self, lines: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """The lines that were neither suggested before nor said by the company already."""
        said = [
            " ".join(heard.turn.text.casefold().split())
            for heard in self.before.last
            if heard.turn.to_customer
        ]
        return [
            (template, line)
            for template, line in lines
            if mark(template) not in self.shown.formulas
            and not any(line.casefold().rstrip(".!?") in text for text in said)
        ]

    def _evidence(self, turn: Turn, play: Play) -> Evidence | None:
        """The words that call for this play: its own signal's, else the plainest in the turn."""
        names = [name for name in play.when if self.reading.sure(name) > 0]
        if not names and turn.from_customer:
            firm = self.reading.firm(self.policy.signal_at)
            names = [one.name for one in firm.signals if one.name not in GLAD]
        signal = self.reading.signal(max(names, key=self.reading.sure)) if names else None
        if signal is not None:
            start, end = in_sentence(turn.text, signal.start, signal.end)
            return Evidence(self.moment.turn, start, end, signal.name)
        said = list(sentences(turn.text)) if turn.from_customer else []
        return Evidence(self.moment.turn, said[0][0], said[-1][1], "heat") if said else None


def in_sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence that holds a few words, where it can be read at a glance; else the words.

    >>> text = "@shop Hi. This is the third time I call! Bye."
    >>> start, end = in_sentence(text, 22, 32)
    >>> text[start:end]
    'This is the third time I call!'
    """
    inside = [span for span in sentences(text) if span[0] < end and span[1] > start]
    if not inside:
        return start, end
    first, last = min(start, inside[0][0]), max(end, inside[-1][1])
    if last - first <= GLANCE:
        return first, last
    breaks = [found.end() for found in CLAUSE.finditer(text, first, start)]
    return (breaks[-1] if breaks else max(first, start - GLANCE // 2)), last


def mark(template: str) -> int:
    """A small number that stands for a sentence, so that none is suggested twice."""
    return zlib.crc32(template.encode()) & 0xFFFFFF
