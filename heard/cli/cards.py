"""How a card and a draft check look in a terminal: a bar, a label, and text in a column of its own."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from heard.cli.paint import GLANCE, MARGIN
from heard.quoting import quoted

if TYPE_CHECKING:
    from rich.console import Console

    from heard.coach import Advice, Checked
    from heard.conversation import Conversation

CONVERSATION_UNREAD = (
    "The conversation could not be read: it is in another language. Not checked: whether the draft answers what"
    " they asked, takes up how they feel before the fix, asks for what they gave already, or sends them away."
)
LONGEST = 400  # characters: more than any line to say


def paint_advice(console: Console, advice: Advice | None, conversation: Conversation) -> None:
    """The card, if there is one: what to do, how to say it, what to avoid, and why."""
    if advice is None:
        return
    rows = [("", advice.do, "bold cyan")]
    rows += [("say", quoted(line, LONGEST), "") for line in advice.say]
    rows += [("avoid", line, "dim") for line in advice.avoid]
    rows += [("pace", advice.pace, "dim")] if advice.pace else []
    rows.append(("why", advice.why, "dim"))
    quote = advice.quote(conversation)
    rows += [("heard", quoted(quote, LONGEST), "dim")] if quote else []
    for label, text, style in rows:
        _row(console, f"{label:<7}" if label else "", text, style, MARGIN, bar="┃ ")
    console.print()


def paint_checked(console: Console, checked: Checked, *, margin: int = MARGIN) -> None:
    """What a draft check found, and the rewrite."""
    for issue in checked.issues:
        sure = "" if issue.sure is None else f" {issue.sure:.2f}"
        words = quoted(checked.draft[issue.start : issue.end], GLANCE)
        _row(console, f"✗ {issue.name}{sure} ", words, "red", margin)
        _row(console, "  why      ", issue.why, "dim", margin)
        if issue.instead:
            _row(console, "  instead  ", issue.instead, "", margin)
    for issue in checked.polish:
        words = quoted(checked.draft[issue.start : issue.end], GLANCE)
        _row(console, f"~ {issue.name} ", words, "yellow", margin)
        if issue.instead:
            _row(console, "  better   ", issue.instead, "", margin)
    if checked.does_well:
        _row(console, "✓ does well: ", ", ".join(checked.does_well), "green", margin)
    if checked.unread is not None:
        _row(console, "", "Not checked: it is in another language.", "yellow", margin)
    if checked.conversation_unread is not None:
        _row(console, "", CONVERSATION_UNREAD, "yellow", margin)
    if checked.safe:
        known = "Nothing found in the draft itself." if checked.not_checked else "Safe to send."
        _row(console, "", known, "green", margin)
    if checked.rewrite != checked.draft:
        console.print()
        new = ": a new reply, as nothing of the draft was worth keeping" if checked.is_new else ""
        _row(console, "", f"Rewrite{new}", "bold", margin)
        console.print(Padding(Text(checked.rewrite), (0, 2, 0, margin)))


def _row(
    console: Console, label: str, text: str, style: str, margin: int, *, bar: str = ""
) -> None:
    """A label and its text; what runs over stays in the text's own column."""
    width = max(24, console.width - margin - len(bar) - len(label) - 2)
    for number, part in enumerate(wrap(text, width) or [""]):
        row = Text(" " * margin)
        row.append(bar, style="cyan")
        row.append(label if not number else " " * len(label), style=style or "dim")
        row.append(part, style=style)
        console.print(row)
