"""How a turn, a moment and a card look in a terminal: one gauge with color and word, quoted words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from heard.listen import heat_level, heat_word

if TYPE_CHECKING:
    from heard.coach import Advice
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

    def title(self, conversation: Conversation) -> None:
        """The conversation's name and channel, as a rule across the terminal."""
        channel = f" · {conversation.channel.value}" if conversation.channel else ""
        self._console.rule(Text(f"{conversation.id}{channel}"), style="dim", align="left")

    def turn(self, number: int, turn: Turn, reading: Reading) -> None:
        """What was said, with the evidence underlined, and below it what was heard."""
        head = Text(f"{number:>4}  ", style="dim")
        head.append(turn.speaker.value + (" (note)" if turn.internal else ""), style="bold")
        if reading.heat is not None:
            head.append("  ")
            head.append_text(gauge(reading.heat))
            head.append(f" · {reading.emotion}", style="dim")
        if reading.unread is not None:
            head.append(f"  {reading.unread}: not scored", style="yellow")
        self._console.print(head)
        self._console.print(Padding(_underlined(turn, reading), (0, 2, 0, MARGIN)))
        for signal in reading.firm().signals:
            self._console.print(
                Padding(
                    _heard(turn, signal.name, signal.sure, signal.start, signal.end),
                    (0, 2, 0, MARGIN),
                )
            )

    def moment(self, moment: Moment, turn: Turn) -> None:
        """Where the conversation stands: mood, phase, the five steps, risk and its reasons."""
        if turn.internal:
            return
        marks = {"done": "●", "broken": "✗", "open": "○", "unneeded": "–"}
        steps = " ".join(f"{marks[step.state]}{step.number}" for step in moment.steps)
        line = Text(
            f"{moment.mood} {ARROWS[moment.trend]} · phase {moment.phase} · steps {steps}"
            f" · next {moment.next_step} · risk {moment.risk:.0%}",
            style="dim",
        )
        if moment.phase_1_skipped:
            line.append(" · phase 1 skipped", style="red")
        if moment.boundary_due not in ("none", moment.boundary):
            line.append(f" · boundary: {moment.boundary_due}", style="magenta")
        self._console.print(Padding(line, (0, 2, 0, MARGIN)))

    def advice(self, advice: Advice | None, conversation: Conversation) -> None:
        """The card, if there is one: what to do, how to say it, what to avoid, and why."""
        if advice is None:
            return
        card = Text()
        card.append(f"▶ {advice.do}\n", style="bold cyan")
        for line in advice.say:
            card.append(f"  say    “{line}”\n")
        for line in advice.avoid:
            card.append(f"  avoid  {line}\n", style="dim")
        if advice.pace:
            card.append(f"  pace   {advice.pace}\n", style="dim")
        card.append(f"  why    {advice.why}", style="dim")
        quote = advice.quote(conversation)
        if quote:
            card.append(f'\n  heard  "{quote}"', style="dim")
        self._console.print(Padding(card, (0, 2, 1, MARGIN)))


def _underlined(turn: Turn, reading: Reading) -> Text:
    text = Text(turn.text)
    for signal in reading.firm().signals:
        if signal.end - signal.start < len(turn.text):
            text.stylize("underline", signal.start, signal.end)
    return text


def _heard(turn: Turn, name: str, sure: float, start: int, end: int) -> Text:
    from heard.signals import get

    group = get(name).group
    words = " ".join(turn.text[start:end].split())
    if len(words) > 60:
        words = words[:59].rstrip() + "…"
    line = Text(f"{GROUP_MARKS[group]} {name} ", style=GROUP_STYLES[group])
    line.append(f'{sure:.2f} "{words}"', style="dim")
    return line
