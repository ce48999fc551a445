"""How a whole set of conversations fares: rates with their n, and which conversations are behind."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from heard.review.interval import Rate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from heard.review.card import Scorecard

GroupKind = Literal["agent", "team", "channel"]
GROUPS: tuple[GroupKind, ...] = ("team", "channel", "agent")
NOTHING = Rate(0, 0)
OUTCOMES = ("never", "calmed", "hot", "handed")


@dataclass(frozen=True, slots=True)
class Tally:
    """In how many conversations a signal was heard, in how many hot ones, and how those fared."""

    name: str
    conversations: int
    turns: int
    hot: int  # high-heat conversations it was heard in
    success: Rate  # of those that count toward the success rate and whose ending is known
    without: Rate  # the same where it was not heard


@dataclass(frozen=True, slots=True)
class Group:
    """How the conversations of one agent, team or channel fare. Sorted by name, never ranked."""

    kind: GroupKind
    name: str
    conversations: int
    hot: int
    success: Rate
    heard_again: Rate  # the same where the ending is known
    phase_1_skipped: Rate


@dataclass(frozen=True, slots=True)
class Cohort:
    """A set of conversations in numbers; docs/metrics.md defines each of them."""

    conversations: int = 0
    not_scored: int = 0
    hot: int = 0  # high-heat conversations
    outcomes: tuple[tuple[str, int], ...] = ()
    success: Rate = NOTHING  # the de-escalation success rate
    heard_again: Rate = NOTHING  # the same where the ending is known
    strict: Rate = NOTHING  # solved without a supervisor, nothing set apart
    silent: int = 0  # high-heat ones in which the customer said nothing after the peak
    apart: int = 0  # warranted escalations and endings by the abuse policy
    broke_at: tuple[int, ...] = (0, 0, 0, 0, 0, 0)  # of the scored: none, then steps 1..5
    broke_at_hot: tuple[int, ...] = (0, 0, 0, 0, 0, 0)  # the same of the high-heat ones
    phase_1_skipped: Rate = NOTHING  # of the high-heat ones
    reignited: Rate = NOTHING  # of the high-heat ones that cooled at least once
    repeat_contact: Rate = NOTHING  # of all scored
    calm_turns: tuple[tuple[int, int], ...] = ()  # (customer turns to lasting calm, how many)
    calm_s: tuple[tuple[int, int], ...] = ()  # the same in whole seconds, where known
    escalations: tuple[tuple[str, int], ...] = ()  # handovers by verdict
    handed_on: int = 0  # all handovers: those with a verdict and the plain transfers
    elsewhere: int = 0  # ended hot with the customer sent to another channel, by nobody's hand
    promises: tuple[tuple[str, int], ...] = ()  # promises by kind
    vague_conversations: int = 0  # in which a vague one was made
    triggers: tuple[Tally, ...] = ()
    flags: tuple[Tally, ...] = ()
    techniques: tuple[Tally, ...] = ()
    missteps: tuple[Tally, ...] = ()
    groups: tuple[Group, ...] = ()

    @property
    def scored(self) -> int:
        """How many conversations could be judged."""
        return self.conversations - self.not_scored

    @property
    def unknown(self) -> int:
        """Failures in which nothing was heard after the customer's hottest turn."""
        return self.success.of - self.heard_again.of

    @property
    def mostly_unknown(self) -> bool:
        """Whether how it ended is unknown for more than half of those that count."""
        return self.unknown * 2 > self.success.of

    @property
    def transfers(self) -> int:
        """Handovers to another team without any ground, which get no verdict."""
        return self.handed_on - sum(count for _, count in self.escalations)

    @property
    def calmed_count(self) -> int:
        """High-heat conversations that calmed for good."""
        return sum(count for _, count in self.calm_turns)

    @property
    def median_calm_turns(self) -> int | None:
        """Customer turns to lasting calm in the middle conversation of those that calmed."""
        return _median(self.calm_turns)

    @property
    def median_calm_s(self) -> int | None:
        """The same in seconds, of those whose turns carry times."""
        return _median(self.calm_s)


@dataclass
class Count:
    """The sums behind a cohort: add cards one at a time, merge with other counts, keep no card."""

    sums: Counter[tuple[str, ...]] = field(default_factory=Counter)

    def add(self, card: Scorecard) -> None:
        """Count one more conversation."""
        add = self._add
        add("conversations")
        if card.not_scored:
            add("not scored")
            return
        counts = card.counts
        add("outcome", str(card.outcome))
        add("broke", str(card.broke_at))
        if any(one.name == "repeat_contact" for one in card.triggers):
            add("repeat contact")
        self._add_promises(card)
        self._add_handover(card)
        facts: list[str] = [counts] + ["unknown"] * card.ending_unknown
        if card.got_hot:
            facts += ["hot"] + ["skipped"] * card.phase_1_skipped
            self._add_hot(card)
        for fact in facts:
            add("all", fact)
        for kind, name in _belongs(card):
            for fact in ("scored", *facts):
                add(kind, name, fact)
        self._add_signals(card, facts)

    def merge(self, other: Count) -> None:
        """Count everything that `other` counted, as if its cards had been added here."""
        self.sums.update(other.sums)

    def cohort(self) -> Cohort:
        """What has been counted so far, as numbers to show."""
        of = self._of
        hot, scored = of("all", "hot"), of("conversations") - of("not scored")
        success = self._success("all")
        known = self._known("all")
        return Cohort(
            conversations=of("conversations"),
            not_scored=of("not scored"),
            hot=hot,
            outcomes=tuple((name, of("outcome", name)) for name in OUTCOMES),
            success=success,
            heard_again=known,
            strict=Rate(of("strict"), hot),
            silent=of("silent"),
            apart=of("all", "apart"),
            broke_at=tuple(of("broke", str(step)) for step in range(6)),
            broke_at_hot=tuple(of("broke hot", str(step)) for step in range(6)),
            phase_1_skipped=Rate(of("all", "skipped"), hot),
            reignited=Rate(of("reignited"), of("cooled")),
            repeat_contact=Rate(of("repeat contact"), scored),
            calm_turns=self._spread("calm turns"),
            calm_s=self._spread("calm seconds"),
            escalations=tuple(
                (name, of("escalation", name)) for name in ("warranted", "late", "unnecessary")
            ),
            handed_on=of("handed on"),
            elsewhere=of("elsewhere"),
            promises=tuple((kind, of("promise", kind)) for kind in ("dated", "event", "vague")),
            vague_conversations=of("vague"),
            triggers=self._tallies("triggers", known),
            flags=self._tallies("flags", known),
            techniques=self._tallies("techniques", known),
            missteps=self._tallies("missteps", known),
            groups=self._groups(),
        )

    def _add_signals(self, card: Scorecard, facts: Iterable[str]) -> None:
        groups = {
            "triggers": card.triggers,
            "flags": card.flags,
            "techniques": card.techniques,
            "missteps": card.missteps,
        }
        for group, signals in groups.items():
            for one in signals:
                self.sums[group, one.name, "turns"] += one.count
                for fact in ("conversations", *facts):
                    self._add(group, one.name, fact)

    def _add(self, *key: str) -> None:
        self.sums[key] += 1

    def _of(self, *key: str) -> int:
        return self.sums.get(key, 0)

    def _add_promises(self, card: Scorecard) -> None:
        kinds = [promise.kind for promise in card.promises if promise.ours]
        for kind in kinds:
            self._add("promise", kind)
        if "vague" in kinds:
            self._add("vague")

    def _add_handover(self, card: Scorecard) -> None:
        self._add("escalation", card.escalation.verdict)
        if card.handed_on:
            self._add("handed on")
        elif card.sent_elsewhere:
            self._add("elsewhere")

    def _success(self, *group: str) -> Rate:
        hits = self._of(*group, "success")
        return Rate(hits, hits + self._of(*group, "failure"))

    def _known(self, *group: str) -> Rate:
        counted = self._success(*group)
        return Rate(counted.hits, counted.of - self._of(*group, "unknown"))

    def _add_hot(self, card: Scorecard) -> None:
        self._add("broke hot", str(card.broke_at))
        if card.strict_success:
            self._add("strict")
        if card.silent_after_peak:
            self._add("silent")
        if card.reignited or card.calm_turns is not None:
            self._add("cooled")
        if card.reignited:
            self._add("reignited")
        if card.calm_turns is not None:
            self._add("calm turns", str(card.calm_turns))
        if card.calm_s is not None:
            self._add("calm seconds", str(round(card.calm_s)))

    def _spread(self, what: str) -> tuple[tuple[int, int], ...]:
        found = [(int(key[1]), count) for key, count in self.sums.items() if key[0] == what]
        return tuple(sorted(found))

    def _tallies(self, group: str, overall: Rate) -> tuple[Tally, ...]:
        names = {key[1] for key in self.sums if key[0] == group}
        tallies = []
        for name in names:
            known = self._known(group, name)
            tallies.append(
                Tally(
                    name,
                    conversations=self._of(group, name, "conversations"),
                    turns=self._of(group, name, "turns"),
                    hot=self._of(group, name, "hot"),
                    success=known,
                    without=Rate(overall.hits - known.hits, overall.of - known.of),
                )
            )
        return tuple(sorted(tallies, key=lambda tally: (-tally.conversations, tally.name)))

    def _groups(self) -> tuple[Group, ...]:
        found = []
        for kind in GROUPS:
            for name in sorted({key[1] for key in self.sums if key[0] == kind}):
                hot = self._of(kind, name, "hot")
                found.append(
                    Group(
                        kind,
                        name,
                        conversations=self._of(kind, name, "scored"),
                        hot=hot,
                        success=self._success(kind, name),
                        heard_again=self._known(kind, name),
                        phase_1_skipped=Rate(self._of(kind, name, "skipped"), hot),
                    )
                )
        return tuple(found)


def summarize(cards: Iterable[Scorecard]) -> Cohort:
    """A set of conversations in numbers. Takes the cards one by one and keeps none of them."""
    count = Count()
    for card in cards:
        count.add(card)
    return count.cohort()


def cohort_json(cohort: Cohort) -> Mapping[str, object]:
    """The cohort's object, the last line of `heard review --json`; every rate with its n."""
    return {
        "conversations": cohort.conversations,
        "scored": cohort.scored,
        "not_scored": cohort.not_scored,
        "high_heat": cohort.hot,
        "outcomes": dict(cohort.outcomes),
        "success_rate": rate_json(cohort.success),
        "success_rate_heard_again": rate_json(cohort.heard_again),
        "strict_success_rate": rate_json(cohort.strict),
        "reported_apart": cohort.apart,
        "silent_after_peak": cohort.silent,
        "ending_unknown": cohort.unknown,
        "broke_at": {str(step): count for step, count in enumerate(cohort.broke_at)},
        "broke_at_high_heat": {str(step): count for step, count in enumerate(cohort.broke_at_hot)},
        "phase_1_skipped": rate_json(cohort.phase_1_skipped),
        "reignited": rate_json(cohort.reignited),
        "repeat_contact": rate_json(cohort.repeat_contact),
        "calm_turns": {
            "median": cohort.median_calm_turns,
            "n": cohort.calmed_count,
        },
        "calm_s": {"median": cohort.median_calm_s, "n": sum(count for _, count in cohort.calm_s)},
        "escalations": dict(cohort.escalations),
        "handed_on": cohort.handed_on,
        "sent_elsewhere": cohort.elsewhere,
        "promises": dict(cohort.promises),
        "triggers": _tallies_json(cohort.triggers),
        "flags": _tallies_json(cohort.flags),
        "techniques": _tallies_json(cohort.techniques),
        "missteps": _tallies_json(cohort.missteps),
        **{
            f"by_{kind}": {
                group.name: {
                    "conversations": group.conversations,
                    "high_heat": group.hot,
                    "success_rate": rate_json(group.success),
                    "success_rate_heard_again": rate_json(group.heard_again),
                    "phase_1_skipped": rate_json(group.phase_1_skipped),
                }
                for group in cohort.groups
                if group.kind == kind
            }
            for kind in GROUPS
        },
    }


def rate_json(rate: Rate) -> Mapping[str, object]:
    """A rate with what it rests on; the share is null where too few conversations are behind it."""
    interval = rate.interval if rate.enough else None
    share = rate.share if rate.enough else None
    return {
        "rate": None if share is None else round(share, 4),
        "low": None if interval is None else round(interval[0], 4),
        "high": None if interval is None else round(interval[1], 4),
        "hits": rate.hits,
        "n": rate.of,
        "small": rate.small,
    }


def _tallies_json(tallies: Iterable[Tally]) -> Mapping[str, object]:
    return {
        tally.name: {
            "conversations": tally.conversations,
            "turns": tally.turns,
            "high_heat": tally.hot,
            "success_with": rate_json(tally.success),
            "success_without": rate_json(tally.without),
        }
        for tally in tallies
    }


def _belongs(card: Scorecard) -> list[tuple[GroupKind, str]]:
    """The groups a card belongs to, where the file says so."""
    named: list[tuple[GroupKind, str | None]] = [
        ("agent", card.agent),
        ("team", card.team),
        ("channel", card.channel and card.channel.value),
    ]
    return [(kind, name) for kind, name in named if name]


def _median(spread: tuple[tuple[int, int], ...]) -> int | None:
    """The middle value, the lower of two, of (value, how many)."""
    middle = (sum(count for _, count in spread) + 1) // 2
    for value, count in spread:
        middle -= count
        if middle <= 0:
            return value
    return None
