"""One conversation as the coach page shows it, made from its row and its stored turns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from heard.conversation import Speaker
from heard.listen import heat_level, heat_word
from heard.server.pages.curve import Curve, curve
from heard.server.pages.gauge import Gauge
from heard.server.pages.marks import Heard, Piece, heard_in, pieces
from heard.track import STEP_NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.store import Row, StoredTurn

HEATED = 2  # the level from which silence of the coach is no praise
SIGNS = {"done": "✓", "broken": "✕", "unneeded": "–"}
SINCE = ("mended", "missed")  # what became of a step after it broke
STATES = {"open": "", "done": "done", "broken": "to mend", "unneeded": "not needed"}


@dataclass(frozen=True, slots=True)
class Line:
    """One turn of the transcript."""

    number: int
    speaker: str
    who: str
    pieces: tuple[Piece, ...]
    heard: tuple[Heard, ...] = ()
    level: int | None = None
    word: str = ""
    clock: str = ""
    note: bool = False
    card: str = ""  # what the coach said to do about it

    @property
    def side(self) -> str:
        """Whose side the turn is on."""
        if self.note:
            return "note"
        return self.speaker if self.speaker in ("customer", "system") else "company"


@dataclass(frozen=True, slots=True)
class Step:
    """One of the five steps and how far it has come."""

    number: int
    name: str
    state: str = "open"
    fresh: bool = False  # it changed with the latest turn: the tick may be seen to happen
    since: str = ""  # what became of it after it broke: "mended", or "missed" and needed no longer

    @property
    def sign(self) -> str:
        """What stands in the ring."""
        return SIGNS.get(self.state, str(self.number))

    @property
    def told(self) -> str:
        """The state in words."""
        return self.since or STATES[self.state]


@dataclass(frozen=True, slots=True)
class Card:
    """The one card: what to do now. `turn` names it, so that it is dismissed once."""

    turn: int
    do: str
    say: tuple[str, ...]
    avoid: tuple[str, ...]
    why: str
    quote: str
    pace: str


@dataclass(frozen=True, slots=True)
class Talk:
    """Everything the coach page says about one conversation."""

    row: Row
    lines: tuple[Line, ...]
    steps: tuple[Step, ...]
    gauge: Gauge
    curve: Curve
    card: Card | None
    step: int = 1  # the next one
    phase: int = 2
    skipped: bool = False
    boundary: str = "none"
    said: int = field(default=0)  # turns so far
    unread: bool = False  # the customer's latest words, since they are in another language

    @property
    def heated(self) -> bool:
        """Whether the customer is frustrated or worse: then nobody just goes on as they are."""
        return self.heard and self.gauge.level >= HEATED

    @property
    def mend(self) -> tuple[Step, ...]:
        """The steps that went wrong and can still be mended."""
        return tuple(step for step in self.steps if step.state == "broken" and not step.since)

    @property
    def next(self) -> Step:
        """The step that is next."""
        return self.steps[self.step - 1]

    @property
    def heard(self) -> bool:
        """Whether the customer has said something: before that, nothing is known of them."""
        return bool(self.curve.dots)

    def after(self, number: int) -> tuple[Line, ...]:
        """The lines that came after this turn."""
        return tuple(line for line in self.lines if line.number > number)


def talk(row: Row, turns: Sequence[StoredTurn], *, seen: int | None = None) -> Talk:
    """The page's values; `seen` is the last turn that was on the page before, if any."""
    tolds = [turn.told or {} for turn in turns]
    heard = [told for told in tolds if told.get("steps")]
    now = heard[-1] if heard else {}
    earlier = [
        told
        for turn, told in zip(turns, tolds, strict=True)
        if told.get("steps") and seen is not None and turn.seq <= seen
    ]
    heats = [
        (turn.seq, told["heat"])
        for turn, told in zip(turns, tolds, strict=True)
        if turn.speaker is Speaker.CUSTOMER and told.get("heat") is not None
    ]
    theirs = [
        told
        for turn, told in zip(turns, tolds, strict=True)
        if turn.speaker is Speaker.CUSTOMER and not turn.internal
    ]
    return Talk(
        row=row,
        lines=tuple(_line(row, turn, told) for turn, told in zip(turns, tolds, strict=True)),
        steps=_steps(now, earlier[-1] if earlier else None if seen is None else {}),
        gauge=Gauge(
            heats[-1][1] if heats else 0.0,
            now.get("trend", "steady"),
            now.get("risk", 0.0),
            tuple(now.get("reasons", ())),
        ),
        curve=curve(heats),
        card=_card(turns, tolds) if row.status == "open" else None,
        step=now.get("step", 1),
        phase=now.get("phase", 2),
        skipped=now.get("phase_1_skipped", False),
        boundary=now.get("boundary", "none"),
        said=len(turns),
        unread=bool(theirs) and "unread" in theirs[-1],
    )


def _line(row: Row, turn: StoredTurn, told: dict[str, Any]) -> Line:
    by_customer = turn.speaker is Speaker.CUSTOMER
    heard = () if turn.internal else heard_in(told.get("signals", ()), by_customer=by_customer)
    heat = told.get("heat") if by_customer else None
    advice = told.get("advice") or {}
    return Line(
        number=turn.seq,
        speaker=turn.speaker.value,
        who=_who(row, turn),
        pieces=pieces(turn.text, heard),
        heard=heard,
        level=None if heat is None else heat_level(heat),
        word="not read" if "unread" in told else "" if heat is None else heat_word(heat),
        clock="" if turn.at_s is None else _clock(turn.at_s),
        note=turn.internal,
        card=advice.get("do", ""),
    )


def _who(row: Row, turn: StoredTurn) -> str:
    if turn.speaker is Speaker.CUSTOMER:
        return row.customer or "Customer"
    if turn.speaker is Speaker.AGENT:
        return turn.name or row.agent or "Agent"
    return turn.speaker.value.capitalize()


def _steps(now: dict[str, Any], earlier: dict[str, Any] | None) -> tuple[Step, ...]:
    states, before = now.get("steps", {}), (earlier or {}).get("steps", {})
    made = []
    for number, name in enumerate(STEP_NAMES, 1):
        state = states.get(str(number), "open")
        fresh = earlier is not None and state != before.get(str(number), "open")
        since = next((word for word in SINCE if number in now.get(word, ())), "")
        made.append(Step(number, name, state, fresh, since))
    return tuple(made)


def _card(turns: Sequence[StoredTurn], tolds: Sequence[dict[str, Any]]) -> Card | None:
    """The latest card that nobody has answered yet: a reply from our side takes it away."""
    for turn, told in zip(reversed(turns), reversed(tolds), strict=True):
        advice = told.get("advice")
        if advice:
            return Card(
                turn.seq,
                advice["do"],
                tuple(advice["say"]),
                tuple(advice["avoid"]),
                advice["why"],
                advice["quote"],
                advice["pace"],
            )
        if turn.turn.to_customer:
            return None
    return None


def _clock(at_s: float) -> str:
    minutes, seconds = divmod(int(at_s), 60)
    return f"{minutes}:{seconds:02}"
