"""The coach: hears a conversation turn by turn, and speaks only when it is called for."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from heard.coach.advice import Advice
from heard.coach.complaining import complains
from heard.coach.corroboration import STAKES, continued, grounded, unfinished
from heard.coach.cues import cues_of, pace, slipped
from heard.coach.evidence import GLANCE, borne_out, called_for, in_sentence
from heard.coach.policy import GLAD, WHOLE, Policy, Shown
from heard.coach.state import packed, unpacked
from heard.conversation import History
from heard.details import Details, to_say_back
from heard.details.own_words import in_quotes
from heard.listen import Reading, SoFar, load_listener
from heard.listen.rules.danger import in_danger
from heard.listen.rules.loss import tells_of_a_loss
from heard.listen.rules.self_harm import speaks_of_self_harm
from heard.playbook import Playbook
from heard.playbook.choosing import Lines, not_yet_said
from heard.signals import SIGNAL_NAMES
from heard.track import Evidence, Moment, Track
from heard.track.mood import HEATS_AT
from heard.track.quote import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from heard.coach.policy import Call
    from heard.conversation import Channel, Conversation, Turn
    from heard.listen import Listener
    from heard.playbook import Cue, Play

OWED = "overdue_promises"
FEELING, SOLVE, CLOSE = 2, 4, 5  # steps
FIX = "fix_first"
SAFETY = 9  # up to this rank a card is about safety or a death and says nothing else
BEFORE_ALL = ("cut in", "sent away")  # slips on the channel that go before any other repair


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
        owed = self.track.history.overdue_promises > 0
        plain = self._grounded(turn)
        call = self.policy.call(turn, plain, self.moment, self.shown, owed=owed)
        if call == "none":
            return None
        if call != "repair":
            return self._from_play(turn, plain, call, before)
        cues = slipped(self._cues, turn, plain, self.moment, before)
        first = tuple(cue for cue in cues if cue.when in BEFORE_ALL)
        return (
            self._from_cue(turn, first)
            or self._from_play(turn, plain, call, before)
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
            firm = self.policy.firm(turn, self.moment, self._grounded(turn), self.shown, before)
            self.shown = self.shown.after_customer(self.moment, firm=firm)
        elif turn.to_customer and turn.text.strip():
            self.shown = self.shown.after_company()
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
            said_by_customer=heard,
        )

    # which card, and what stands on it

    def _grounded(self, turn: Turn) -> Reading:
        """The reading without the signals that the turn's words don't bear out."""
        return grounded(turn, self.reading, self.moment.mood, self.said_by_customer)

    def _from_play(self, turn: Turn, plain: Reading, call: Call, before: SoFar) -> Advice | None:
        firm = plain.firm(self.policy.signal_at)
        moment = self.moment if call != "hot" else heated(self.moment)
        if moment.stakes and not self._tells_what_is_at_stake():
            moment = replace(moment, stakes=False)
        fitting = self.playbook.match(
            firm,
            moment,
            channel=self.channel,
            speaker=turn.speaker,
            before=before,
            history=self.track.history,
            danger=turn.from_customer and in_danger(turn.text) is not None,
            loss=turn.from_customer and tells_of_a_loss(turn.text) is not None,
            self_harm=turn.from_customer and speaks_of_self_harm(turn.text) is not None,
        )
        if call == "owed":
            fitting = tuple(play for play in self.playbook.plays if OWED in play.history)
        if call == "repair" and (unfinished(turn.text) or continued(turn.text)):
            fitting = tuple(play for play in fitting if not set(play.when) & set(WHOLE))
        allowed = [
            play
            for play in fitting
            if self.policy.allows(play, call, firm, self.moment, self.shown)
        ]
        if not allowed:
            return None
        lines = self._lines(turn)
        if call == "repair" and (told_nothing(lines.known) or answers_them(lines.known, firm)):
            allowed = [play for play in allowed if FIX not in play.when]
        for play in allowed:
            evidence = self._evidence(turn, play, plain)
            about = lines.about(in_quotes(called_for(turn, evidence, play)))
            say = about.of(play, self.channel) or self._helpful(play, lines)
            if say:  # a card that could say nothing of its own leaves the place to the next
                return self._card(turn, play, call, say, about, evidence)
        return None

    def _card(
        self,
        turn: Turn,
        play: Play,
        call: Call,
        say: list[tuple[str, str]],
        lines: Lines,
        evidence: Evidence | None,
    ) -> Advice:
        first = not self.shown.cards
        if first and call != "owed" and play.rank > SAFETY:
            say = (self._opening(lines) + say)[:2]
        early = first and self.shown.heard <= self.policy.early
        advice = Advice(
            turn=self.moment.turn,
            play=play.name,
            do=play.advice,
            say=tuple(said for _, said in say),
            avoid=play.avoid[:1],
            why=play.why,
            evidence=evidence,
            pace=pace(self._cues, turn, first=early) if turn.from_customer else "",
        )
        self.shown = self.shown.after_card(play.name, lines.marks(say), self.moment.heat)
        if call == "landing":
            self.shown = self.shown.after_landing()
        return advice

    def _tells_what_is_at_stake(self) -> bool:
        return any(
            heard.turn.from_customer and STAKES.search(heard.turn.text.replace("’", "'"))
            for heard in self.before.last
        )

    def _from_cue(self, turn: Turn, cues: Iterable[Cue]) -> Advice | None:
        for cue in cues:
            name = f"{self.channel}: {cue.when}"
            if name in self.shown.plays:
                continue
            lines = self._lines(turn)
            say = lines.unsaid(cue.say)[:1]
            self.shown = self.shown.after_card(name, lines.marks(say), self.moment.heat)
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

    @property
    def _cues(self) -> tuple[Cue, ...]:
        return cues_of(self.playbook, self.channel)

    def _lines(self, turn: Turn) -> Lines:
        """What a card can say now. What a reply passed over may be said back once more."""
        known = {"company": self.playbook.company.name} | to_say_back(self.before.last)
        if turn.from_customer:
            known = not_yet_said(known, self.shown.formulas)
        said = [
            " ".join(heard.turn.text.casefold().split())
            for heard in self.before.last
            if heard.turn.to_customer
        ]
        return Lines(known, self.shown.formulas, said, first=not self.shown.cards)

    def _helpful(self, play: Play, lines: Lines) -> list[tuple[str, str]]:
        """A sentence from the phrase bank for a card that can't wait and has none of its own left."""
        if play.rank > SAFETY:
            return []
        step = play.step or play.broken or self.moment.next_step
        bank = [
            helpful.say
            for helpful in self.playbook.helpful
            if helpful.step == step and (not helpful.channel or self.channel in helpful.channel)
        ]
        return [pair for pair in lines.unsaid(bank) if "[" not in pair[1]][:1]

    def _opening(self, lines: Lines) -> list[tuple[str, str]]:
        """The honest first line, where a promise of ours to this customer is overdue."""
        if self.track.history.overdue_promises <= 0:
            return []
        owing = next((play for play in self.playbook.plays if OWED in play.history), None)
        return [] if owing is None else lines.of(owing, self.channel)[:1]

    def _evidence(self, turn: Turn, play: Play, plain: Reading) -> Evidence | None:
        """The words that call for this play: its own signal's, else the plainest in the turn."""
        names = [name for name in play.when if plain.sure(name) > 0]
        if not names and turn.from_customer:
            firm = plain.firm(self.policy.signal_at)
            names = [one.name for one in firm.signals if one.name not in GLAD]
        lost = tells_of_a_loss(turn.text) if play.loss else None
        if lost is not None:
            return Evidence(self.moment.turn, *in_sentence(turn.text, *lost), "loss")
        signal = plain.signal(max(names, key=plain.sure)) if names else None
        if signal is not None:
            start, end = borne_out(turn.text, signal.start, signal.end, signal.name)
            return Evidence(self.moment.turn, start, end, signal.name)
        said = list(sentences(turn.text)) if turn.from_customer else []
        if not said:
            return None
        start, end = said[0][0], said[-1][1]
        if end - start > GLANCE:
            start, end = complains(turn.text) or (start, end)
        return Evidence(self.moment.turn, start, end, "heat")


def heated(moment: Moment) -> Moment:
    """The moment as a card for heat takes it.

    What is firm is heated, though the gauge is below it. Nobody who is heated is ready for the
    close, nor for a solution while nobody has answered the feeling: that comes first.
    """
    answered = any(step.number == FEELING and step.state == "done" for step in moment.steps)
    early = moment.next_step == CLOSE or (moment.next_step == SOLVE and not answered)
    step = FEELING if early else moment.next_step
    if moment.mood == "heated" and moment.heat >= HEATS_AT and not early:
        return moment
    heat = max(moment.heat, HEATS_AT)
    peak = max(moment.peak, heat)
    return replace(moment, mood="heated", heat=heat, peak=peak, next_step=step)


def told_nothing(known: Mapping[str, str]) -> bool:
    """Whether the customer only let off steam: asking what happened is then no skipped step."""
    return known.keys().isdisjoint(("words", "fact", "told", "issue", "asked"))


def answers_them(known: Mapping[str, str], reading: Reading) -> bool:
    """Whether the reply solves what the customer plainly asked: it did what the card advised."""
    return "asked" in known and reading.hears("solve")
