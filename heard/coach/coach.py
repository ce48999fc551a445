"""The coach: hears a conversation turn by turn, and speaks only when it is called for."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from heard.coach.advice import Advice
from heard.coach.corroboration import STAKES, asks_for_a_way, continued, grounded, unfinished
from heard.coach.cues import cues_of, pace, slipped
from heard.coach.evidence import called_for, words_behind
from heard.coach.policy import AS_OFTEN, WHOLE, WISH, Policy
from heard.coach.shown import Shown
from heard.coach.situation import (
    answers_them,
    consoled,
    endangered,
    grieves,
    heated,
    passes_on_warm,
    says_to_stay,
    stays,
    told_by,
    told_nothing,
)
from heard.coach.state import packed, unpacked
from heard.conversation import History
from heard.details import Details, to_say_back
from heard.details.gist import says_little
from heard.details.own_words import in_quotes
from heard.details.said_before import said_back_as, told_earlier
from heard.details.whole_sentence import whole_sentence
from heard.listen import Reading, SoFar, load_listener
from heard.listen.rules.aim import only_told_of
from heard.listen.rules.danger import in_danger
from heard.listen.rules.loss import tells_of_a_death
from heard.listen.rules.self_harm import speaks_of_self_harm
from heard.playbook import Playbook
from heard.playbook.choosing import Lines, mark, not_yet_said
from heard.signals import SIGNAL_NAMES
from heard.track import Evidence, Moment, Track

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime

    from heard.coach.policy import Call
    from heard.conversation import Channel, Conversation, Turn
    from heard.listen import Listener
    from heard.playbook import Cue, Play

OWED = "overdue_promises"
FIX = "fix_first"
SAFETY = 9  # up to this rank a card is about safety or a death and says nothing else
JUST_SHOWN = 2  # how often the customer has spoken since a card that still binds
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
    plain: Reading = field(default_factory=Reading, compare=False)  # their last, borne out by words

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
        before, shown = self.before, self.shown
        self.listen(turn, reading)
        owed = self.track.history.overdue_promises > 0
        plain = self.plain if turn.from_customer else self._grounded(turn)
        told = told_by(turn, self.reading, self.moment, shown, before)
        call = self.policy.call(turn, plain, self.moment, self.shown, owed=owed, told=told)
        if call == "none":
            return None
        if call != "repair":
            return self._from_play(turn, plain, call, before, told)
        cues = slipped(self._cues, turn, plain, self.moment, before)
        first = tuple(cue for cue in cues if cue.when in BEFORE_ALL)
        return (
            self._from_cue(turn, first)
            or self._from_play(turn, plain, call, before, told)
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
            self.plain = self._grounded(turn)
            firm = self.policy.firm(turn, self.moment, self.plain, self.shown, before)
            self.shown = self.shown.after_customer(
                self.moment,
                firm=firm,
                grief=grieves(turn.text),
                danger=in_danger(turn.text) is not None,
                harm=speaks_of_self_harm(turn.text) is not None,
            )
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

    def _from_play(
        self, turn: Turn, plain: Reading, call: Call, before: SoFar, told: Collection[str]
    ) -> Advice | None:
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
            danger=turn.from_customer and endangered(turn.text),
            loss=turn.from_customer and tells_of_a_death(turn.text) is not None,
            self_harm=turn.from_customer and speaks_of_self_harm(turn.text) is not None,
            told=told,
        )
        fitting = tuple(play for play in fitting if self._becomes(play, turn, firm, before))
        if call == "owed":
            fitting = tuple(play for play in self.playbook.plays if OWED in play.history)
        if call == "repair" and (unfinished(turn.text) or continued(turn.text)):
            fitting = tuple(play for play in fitting if not set(play.when) & set(WHOLE))
        allowed = [
            play
            for play in fitting
            if self.policy.allows(play, call, firm, self.moment, self.shown)
        ]
        if "danger_unmet" in told:  # nothing else is said until somebody has taken it up
            allowed = [play for play in allowed if play.rank <= SAFETY] or allowed
        if not allowed:
            return None
        allowed.sort(key=self.shown.latest)
        lines = self._lines(turn)
        if call == "repair" and (told_nothing(lines.known) or answers_them(lines.known, firm)):
            allowed = [play for play in allowed if FIX not in play.when]
        for play in allowed:
            evidence = words_behind(turn, self.moment.turn, play, plain, sure=self.policy.signal_at)
            called = called_for(turn, evidence, play)
            about = lines.about(in_quotes(called) or whole_sentence(called))
            say = about.of(play, self.channel)
            if not say and not AS_OFTEN.isdisjoint(play.told):
                say = about.anew().of(play, self.channel)
            say = say or self._helpful(play, lines)
            if say:  # a card that could say nothing of its own leaves the place to the next
                return self._card(turn, play, call, say, about, evidence)
        return None

    def _becomes(self, play: Play, turn: Turn, firm: Reading, before: SoFar) -> bool:
        """Whether a play goes with what the company has just said: nothing twice, nothing taken back."""
        if play.loss and consoled(before):
            return False
        if play.boundary == "named" and not firm.hears("threat") and only_told_of(turn.text):
            return False  # nobody spoke to us like that
        if "hand_off" in play.when and passes_on_warm(turn.text):
            return False
        if FIX in play.when and "ask" in play.without and "?" in turn.text:
            return False  # it asked, though the ear heard no question
        if WISH in play.after and WISH in play.when and asks_for_a_way(turn.text):
            return False  # they asked for a way to complain, and twice for nobody
        if not play.passes_on or firm.hears(WISH):
            return True
        latest = self.shown.plays[-1:] if self.shown.heard - self.shown.last <= JUST_SHOWN else ()
        return not (
            stays(before)
            or any(one.name in latest and says_to_stay(one) for one in self.playbook.plays)
        )

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
        used = self.shown.formulas
        if turn.from_customer:
            known = not_yet_said(known, used)
        for quoted, text in told_earlier(self.before.last):
            if not used or not any(mark(form) in used for form in said_back_as(text)):
                known["earlier"] = quoted
                if says_little(known.get("fact", "")):
                    del known["fact"]
                break
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
