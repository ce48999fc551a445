"""How a turn and a moment look in a terminal: one gauge with color and word, quoted words, five ticks."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.text import Text

from heard.cli.page import Page
from heard.listen import heat_level, heat_word
from heard.quoting import quoted
from heard.signals import get
from heard.track import STEPS
from heard.track.mood import STEP
from heard.track.steps import WHY, shares

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from rich.console import Console

    from heard.conversation import Conversation, Turn
    from heard.listen import Reading, Signal
    from heard.track import Moment, Promise
    from heard.track.promises import PromiseNews

HEAT_STYLES = ("green", "yellow", "dark_orange", "red", "bold red")
GROUP_STYLES = {
    "trigger": "dark_orange",
    "flag": "magenta",
    "technique": "green",
    "misstep": "red",
}
GROUP_MARKS = {"trigger": "!", "flag": "•", "technique": "✓", "misstep": "✗"}
STEP_MARKS = {
    "done": ("✓", "green"),
    "broken": ("✗", "red"),
    "open": ("○", "dim"),
    "unneeded": ("–", "dim"),
}
PHASES = ("", "phase 1, the feeling first", "phase 2, the fix")
DUE = {"named": "name the limit", "final": "the last warning", "ended": "end it, as announced"}
# Feelings that the five words of the heat do not tell.
BESIDE_HEAT = ("confused", "anxious", "disappointed")
MARGIN = 6
GLANCE = 60  # characters of a quote
IRONIC = "taken for irony: they were sarcastic, and thanks like these settle nothing"
NO_DAY = "no day named"
UNREAD = "not read: another language"
READ_LEGEND = (
    "Heat from 0 to 1: calm, irritated, frustrated, angry, hostile; ↑ ↓ since their last turn. Marks: ! what heats them, • what else "
    "they show, ✓ done well, ✗ a misstep; 0.90 is right nine times in ten."
)
FOLLOW_LEGEND = (
    f"{READ_LEGEND} Risk: how likely their next three turns bring a frustrated turn, abuse or a call for a "
    "supervisor. Steps: ✓ done (mended: after it broke), ✗ broken (missed: they are calm again without it), "
    "▸ next, ○ open, – not needed."
)
WIDEST = 110  # columns; longer lines are hard to read


def gauge(heat: float, arrow: str = "") -> Text:
    """Heat as five blocks, a word and an arrow; the color only repeats what the word says."""
    level = heat_level(heat)
    blocks = "▮" * (level + 1) + "▯" * (4 - level)
    return Text(f"{blocks} {heat_word(heat)} {heat:.2f}{arrow}", style=HEAT_STYLES[level])


class Painter:
    """Paints conversations, a turn at a time, below a legend that is said once at a terminal."""

    def __init__(self, console: Console | None = None, *, legend: str = "") -> None:
        self.console = console or Page()
        self.console.width = min(self.console.width, WIDEST)
        self._legend = legend if self.console.is_terminal else ""
        self._begun = False
        self.forget()

    def forget(self) -> None:
        """Say again what is otherwise said only where it changes."""
        self._phase = 2  # where one begins; no news
        self._skipped = False
        self._due = ""
        self._heat: float | None = None  # the customer's, in their last turn
        self._ticks = Text()
        self._turns = 0
        self._unread = 0  # turns that were not read at all

    def title(self, conversation: Conversation) -> None:
        """The conversation's name and channel, as a rule across the terminal."""
        self.forget()
        if self._legend:
            self.note(self._legend)
            self._legend = ""
        if self._begun:
            self.console.print()
        self._begun = True
        channel = f" · {conversation.channel.value}" if conversation.channel else ""
        self.console.rule(Text(f"{conversation.id}{channel}"), style="dim", align="left")

    def turn(
        self,
        number: int,
        turn: Turn,
        reading: Reading,
        moment: Moment | None = None,
        *,
        echo: bool = True,
    ) -> None:
        """What was said, with the evidence underlined, what was heard, and where that leaves it."""
        self._turns += 1
        head = Text().append(f"{number:>4}  ", style="dim")
        head.append(turn.speaker.value + (" (note)" if turn.internal else ""), style="bold")
        if turn.name and turn.name != turn.speaker.value:
            head.append(f" {turn.name}", style="dim")
        if reading.heat is not None:
            head.append("  ").append_text(gauge(reading.heat, self._arrow(reading.heat)))
            head.append(_beside(reading, moment), style="dim")
        self.console.print(head)
        if echo:
            self._indented(_underlined(turn, reading))
        if reading.unread is not None:
            self._unread += 1
            if self._unread == 1:  # said once; the end counts the others
                self._indented(Text(UNREAD, style="yellow"))
        for row in _rows(turn, reading):
            self._indented(row, hang=2)
        if moment is not None and turn.from_customer and moment.ironic_thanks:
            self._indented(Text(f"  {IRONIC}", style="dim"), hang=2)
        moves = (turn.from_customer or turn.to_customer) and turn.text.strip()
        if moment is not None and moves and reading.unread is None:
            self._moment(moment, turn)  # other turns do not move where it stands

    def promises(self, news: PromiseNews) -> None:
        """A quiet line for each promise that was noted, and one for each whose time is over."""
        for promise in news.made:
            self._indented(Text(f"  {noted(promise)}", style="dim"), hang=2)
        for promise in news.overdue:
            self._indented(Text(f"  {overdue(promise)}", style="yellow"), hang=2)

    def end(self) -> None:
        """What is to be said once about the whole of it."""
        if self._unread > 1:
            what = f"{self._unread} of {self._turns} turns were {UNREAD}"
            self._indented(Text(what, style="yellow"))

    def note(self, text: str) -> None:
        """Something about the session rather than the conversation."""
        self.console.print(Text(text, style="dim"))

    def ask(self, who: str) -> str:
        """The next line from the keyboard. Raises EOFError where there is none."""
        return self.console.input(Text(f"{who:>10} › ", style="bold"))

    def _arrow(self, heat: float) -> str:
        """Which way the heat turned since their last turn; nothing where it hardly moved."""
        before, self._heat = self._heat, heat
        if before is None or abs(heat - before) < STEP:
            return ""
        return " ↑" if heat > before else " ↓"

    def _moment(self, moment: Moment, turn: Turn) -> None:
        """The risk, what has changed, and the five steps where one of them ticked."""
        line = Text(style="dim")
        if moment.phase != self._phase:
            line.append(f"{PHASES[moment.phase]} · ")
        line.append(f"risk {moment.risk:.0%}")
        if moment.phase_1_skipped and not self._skipped:
            line.append(" · phase 1 skipped: the feeling was not answered first", style="red")
        if turn.from_customer and moment.mood == "calm" and moment.early_signs:
            line.append(f" · early sign: {', '.join(moment.early_signs)}", style="yellow")
        due = "" if moment.boundary_due == moment.boundary else DUE.get(moment.boundary_due, "")
        if due and due != self._due:
            line.append(f" · due: {due}", style="magenta")
        self._phase, self._skipped, self._due = moment.phase, moment.phase_1_skipped, due
        self._indented(line)
        steps = ticks(moment)
        if steps != self._ticks:  # shown when one of them ticks
            self._ticks = steps
            self._indented(steps)

    def _indented(self, text: Text, *, hang: int = 0) -> None:
        """A text at the margin, with nothing behind its lines; what runs over hangs below them."""
        width = max(24, self.console.width - MARGIN - hang - 2)
        for number, line in enumerate(text.wrap(self.console, width)):
            line.rstrip()
            inset = MARGIN + hang * (number > 0)
            self.console.print(Text(" " * inset).append_text(line), soft_wrap=True)


def noted(promise: Promise) -> str:
    """A promise in a line: whose it is, what, and by when."""
    who = "" if promise.ours else f" by the {promise.owner}"
    if promise.due_by is not None:
        due = f"{promise.due_words} = {_clock(promise.due_by)}"
    elif promise.kind == "dated":
        due = promise.due_words
    else:
        due = NO_DAY if promise.kind == "vague" else promise.due_words or NO_DAY
    return f"promised{who}: {quoted(promise.what, GLANCE)} · {due}"


def overdue(promise: Promise) -> str:
    """A promise of ours whose time is over, in a line."""
    since = "" if promise.due_by is None else f" since {_clock(promise.due_by)}"
    return f"overdue{since}: {quoted(promise.what, GLANCE)}, promised in turn {promise.turn + 1}"


def _clock(at: datetime) -> str:
    return f"{at:%a %d %b, %H:%M}"


def ticks(moment: Moment) -> Text:
    """The five steps by name: done, next, broken, still open, or not needed while all is calm.

    What broke says whether it was mended, or missed and is needed no longer.
    """
    coming, told = moment.coming_step, dict.fromkeys(moment.mended, " (mended)")
    told |= dict.fromkeys(moment.missed, " (missed)")
    line = Text()
    for step, name in zip(moment.steps, STEPS, strict=False):
        mark, style = STEP_MARKS[step.state]
        if step.number == coming and step.state == "open":
            mark, style = "▸", "bold"
        style = "dim" if step.number in moment.missed else style
        said = f"{mark} {name}{told.get(step.number, '')}"
        line.append(("" if step.number == 1 else "  ") + said, style=style)
    return line


def _beside(reading: Reading, moment: Moment | None) -> str:
    """The feeling, where it adds to the word for the heat and nothing contradicts it."""
    if reading.heat is None or reading.emotion is None:
        return ""
    if reading.emotion == "pleased":
        shown = heat_level(reading.heat) == 0 and not (moment and moment.ironic_thanks)
    else:
        shown = reading.emotion in BESIDE_HEAT
    return f" · {reading.emotion}" if shown else ""


def _underlined(turn: Turn, reading: Reading) -> Text:
    text = Text(turn.text)
    for signal in reading.firm().signals:
        if signal.end - signal.start < len(turn.text):
            text.stylize("underline", signal.start, signal.end)
    return text


def _rows(turn: Turn, reading: Reading) -> Iterator[Text]:
    """A row for each signal, one for several in the same words.

    What would be done well but is a misstep in the same words stands below the misstep, with the reason.
    """
    signals = reading.firm().signals
    faults = [one for one in signals if get(one.name).group == "misstep"]
    spoiled: dict[Signal, Signal] = {}
    for one in signals:
        if get(one.name).group == "technique":
            bad = [fault for fault in faults if shares(one, fault)]
            if bad:
                spoiled[one] = max(bad, key=lambda fault: fault.sure)
    shown = [one for one in signals if one not in spoiled]
    for (group, start, end), same in groupby(
        shown, key=lambda one: (get(one.name).group, one.start, one.end)
    ):
        heard = list(same)
        names = ", ".join(f"{one.name} {one.sure:.2f}" for one in heard)
        row = Text(f"{GROUP_MARKS[group]} {names} ", style=GROUP_STYLES[group])
        row.append(quoted(turn.text[start:end], GLANCE), style="dim")
        yield row
        for fault in heard:
            if fault in spoiled.values():
                good = [one for one, bad in spoiled.items() if bad == fault]
                yield _why(fault, good)


def _why(fault: Signal, good: list[Signal]) -> Text:
    """Why words that would be praise are a fault here."""
    names = " and ".join(f"{one.name} {one.sure:.2f}" for one in good)
    reason = WHY[fault.name].rstrip(".")
    return Text(f"  {names} doesn't count here: {reason[:1].lower()}{reason[1:]}", style="dim")
