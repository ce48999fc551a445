"""How a turn, a moment and a card look in a terminal: one gauge with color and word, quoted words."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from heard.listen import heat_level, heat_word
from heard.track import STEPS

if TYPE_CHECKING:
    from heard.coach import Advice, Checked
    from heard.conversation import Conversation, Turn
    from heard.listen import Reading
    from heard.track import Moment

HEAT_STYLES = ("green", "yellow", "dark_orange", "red", "bold red")
ARROWS = {"rising": "↑", "steady": "→", "cooling": "↓"}
GROUP_STYLES = {
    "trigger": "dark_orange",
    "flag": "magenta",
    "technique": "green",
    "misstep": "red",
}
GROUP_MARKS = {"trigger": "!", "flag": "·", "technique": "✓", "misstep": "✗"}
STEP_MARKS = {
    "done": ("✓", "green"),
    "broken": ("✗", "red"),
    "open": ("○", "dim"),
    "unneeded": ("–", "dim"),
}
MARGIN = 6


def gauge(heat: float, arrow: str = "") -> Text:
    """Heat as five blocks, a word and an arrow; the color only repeats what the word says."""
    level = heat_level(heat)
    blocks = "▮" * (level + 1) + "▯" * (4 - level)
    return Text(f"{blocks} {heat_word(heat)} {heat:.2f}{arrow}", style=HEAT_STYLES[level])


class Painter:
    """Paints one conversation, a turn at a time."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(highlight=False)
        self._steps = Text()
        self._unread = False  # whether the turn last painted was read at all

    def title(self, conversation: Conversation) -> None:
        """The conversation's name and channel, as a rule across the terminal."""
        channel = f" · {conversation.channel.value}" if conversation.channel else ""
        self._console.rule(Text(f"{conversation.id}{channel}"), style="dim", align="left")

    def turn(self, number: int, turn: Turn, reading: Reading, *, echo: bool = True) -> None:
        """What was said, with the evidence underlined, and below it what was heard."""
        head = Text(f"{number:>4}  ", style="dim")
        head.append(turn.speaker.value + (" (note)" if turn.internal else ""), style="bold")
        if reading.heat is not None:
            head.append("  ")
            head.append_text(gauge(reading.heat))
            head.append(f" · feels {reading.emotion}", style="dim")
        self._console.print(head)
        if echo:
            self._console.print(Padding(_underlined(turn, reading), (0, 2, 0, MARGIN)))
        self._unread = reading.unread is not None
        if self._unread:
            unread = Text("not read: another language", style="yellow")
            self._console.print(Padding(unread, (0, 2, 0, MARGIN)))
        for signal in reading.firm().signals:
            self._console.print(
                Padding(
                    _heard(turn, signal.name, signal.sure, signal.start, signal.end),
                    (0, 2, 0, MARGIN),
                )
            )

    def moment(self, moment: Moment, turn: Turn) -> None:
        """Where the conversation stands: mood, phase, the five steps as ticks, and the risk."""
        if turn.internal or self._unread:
            return  # such a turn does not move where it stands
        line = Text(
            f"{moment.mood} {ARROWS[moment.trend]} · phase {moment.phase} · risk {moment.risk:.0%}",
            style="dim",
        )
        if moment.phase_1_skipped:
            line.append(" · phase 1 skipped", style="red")
        if moment.mood == "calm" and moment.early_signs:
            line.append(f" · early sign: {', '.join(moment.early_signs)}", style="yellow")
        if moment.boundary_due not in ("none", moment.boundary):
            line.append(f" · boundary: {moment.boundary_due}", style="magenta")
        self._console.print(Padding(line, (0, 2, 0, MARGIN)))
        steps = ticks(moment)
        if steps != self._steps:  # shown when one of them ticks
            self._steps = steps
            self._console.print(Padding(steps, (0, 2, 0, MARGIN)))

    def advice(self, advice: Advice | None, conversation: Conversation) -> None:
        """The card, if there is one: what to do, how to say it, what to avoid, and why."""
        if advice is None:
            return
        self._card("", advice.do, "bold cyan")
        for line in advice.say:
            self._card("say", f"“{line}”", "")
        for line in advice.avoid:
            self._card("avoid", line, "dim")
        if advice.pace:
            self._card("pace", advice.pace, "dim")
        self._card("why", advice.why, "dim")
        quote = advice.quote(conversation)
        if quote:
            self._card("heard", f'"{quote}"', "dim")
        self._console.print()

    def checked(self, checked: Checked, *, margin: int = MARGIN) -> None:
        """What a draft check found, and the rewrite."""
        for issue in checked.issues:
            sure = "" if issue.sure is None else f" {issue.sure:.2f}"
            words = _short(checked.draft[issue.start : issue.end])
            self._row(f"✗ {issue.name}{sure} ", f'"{words}"', "red", margin)
            self._row("  why      ", issue.why, "dim", margin)
            if issue.instead:
                self._row("  instead  ", issue.instead, "", margin)
        for issue in checked.polish:
            words = _short(checked.draft[issue.start : issue.end])
            self._row(f"~ {issue.name} ", f'"{words}"', "yellow", margin)
            if issue.instead:
                self._row("  better   ", issue.instead, "", margin)
        if checked.does_well:
            self._row("✓ does well: ", ", ".join(checked.does_well), "green", margin)
        if checked.unread is not None:
            self._row("", "Not checked: it is in another language.", "yellow", margin)
        if checked.safe:
            self._row("", "Safe to send.", "green", margin)
        if checked.rewrite != checked.draft:
            self._console.print()
            self._row("", "Rewrite", "bold", margin)
            self._console.print(Padding(Text(checked.rewrite), (0, 2, 0, margin)))

    def note(self, text: str) -> None:
        """Something about the session rather than the conversation."""
        self._console.print(Text(text, style="dim"))

    def ask(self, who: str) -> str:
        """The next line from the keyboard. Raises EOFError where there is none."""
        return self._console.input(Text(f"{who:>10} › ", style="bold"))

    def _card(self, label: str, text: str, style: str) -> None:
        """A row of the card, behind its bar."""
        self._row(f"{label:<7}" if label else "", text, style, MARGIN, bar="┃ ")

    def _row(self, label: str, text: str, style: str, margin: int, *, bar: str = "") -> None:
        """A label and its text; what runs over stays in the text's own column."""
        width = max(24, self._console.width - margin - len(bar) - len(label) - 2)
        for number, part in enumerate(wrap(text, width) or [""]):
            row = Text(" " * margin)
            row.append(bar, style="cyan")
            row.append(label if not number else " " * len(label), style=style or "dim")
            row.append(part, style=style)
            self._console.print(row)


def ticks(moment: Moment) -> Text:
    """The five steps by name: done, next, broken, still open, or not needed while all is calm."""
    line = Text()
    for step, name in zip(moment.steps, STEPS, strict=False):
        mark, style = STEP_MARKS[step.state]
        if step.number == moment.next_step and step.state == "open":
            mark, style = "▸", "bold"
        line.append(("" if step.number == 1 else " ") + f"{mark}{name}", style=style)
    return line


def _underlined(turn: Turn, reading: Reading) -> Text:
    text = Text(turn.text)
    for signal in reading.firm().signals:
        if signal.end - signal.start < len(turn.text):
            text.stylize("underline", signal.start, signal.end)
    return text


def _heard(turn: Turn, name: str, sure: float, start: int, end: int) -> Text:
    from heard.signals import get

    group = get(name).group
    words = _short(turn.text[start:end])
    line = Text(f"{GROUP_MARKS[group]} {name} ", style=GROUP_STYLES[group])
    line.append(f'{sure:.2f} "{words}"', style="dim")
    return line


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else words[:59].rstrip() + "…"
