"""`heard check`: a reply in, what to mend and a rewrite out; exit code 1 where it is not safe."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from heard.coach import Checked, check
from heard.coach.wire import checked_json
from heard.errors import InputError
from heard.formats import load_all
from heard.playbook import Playbook

if TYPE_CHECKING:
    from heard.conversation import Conversation

SAFE, TO_MEND = 0, 1


def check_reply(
    reply: str, *, after: str | None, agent: str | None, playbook: str, as_json: bool
) -> int:
    """Print what the check found; 0 where the reply is safe to send, 1 where it is not."""
    if reply == "-":
        if after == "-":
            raise InputError("the reply and the conversation cannot both come from stdin")
        reply = sys.stdin.read()
    if not reply.strip():
        raise InputError(
            "the reply is empty: give the words to check, or - to read them from stdin"
        )
    checked = check(
        reply,
        after=None if after is None else _conversation(after, agent),
        playbook=Playbook.load(playbook),
    )
    if as_json:
        sys.stdout.write(json.dumps(checked_json(checked), ensure_ascii=False) + "\n")
    else:
        _paint(checked)
    return SAFE if checked.safe else TO_MEND


def _conversation(path: str, agent: str | None) -> Conversation:
    for loaded in load_all([path], agent=agent):
        if isinstance(loaded, InputError):
            raise loaded
        for warning in loaded.warnings:
            sys.stderr.write(f"heard: warning: {warning}\n")
        return loaded.conversation
    raise InputError("no conversation found", path=path)


def _paint(checked: Checked) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    text = Text(checked.draft)
    for issue in checked.issues:
        text.stylize("underline red", issue.start, issue.end)
    console.print(text)
    console.print()
    for issue in checked.issues:
        sure = "" if issue.sure is None else f" {issue.sure:.2f}"
        quote = " ".join(checked.draft[issue.start : issue.end].split())
        console.print(Text(f'✗ {issue.name}{sure} "{quote}"', style="red"))
        console.print(Text(f"  why      {issue.why}", style="dim"))
        if issue.instead:
            console.print(Text(f"  instead  {issue.instead}"))
    if checked.does_well:
        console.print(Text(f"✓ does well: {', '.join(checked.does_well)}", style="green"))
    if checked.safe:
        console.print(Text("Safe to send.", style="green"))
    else:
        console.print()
        console.print(Text("Rewrite", style="bold"))
        console.print(Text(checked.rewrite))
