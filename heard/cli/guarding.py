"""`heard guard`: a bot's draft in, whether it may go out, by which rule; the exit code for scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.cli.answered import answered
from heard.cli.piped import given
from heard.cli.printed import print_json
from heard.coach.guardrail import guard
from heard.coach.guardrail.wire import ruling_json
from heard.conversation import Conversation
from heard.errors import InputError
from heard.playbook import Playbook
from heard.quoting import unquoted

if TYPE_CHECKING:
    from heard.coach.guardrail import Decision, Ruling

EXIT_CODES: dict[Decision, int] = {
    "continue": 0, "revise": 1, "offer a person": 3, "hand over": 4,
}  # fmt: skip
STYLES: dict[Decision, str] = {
    "continue": "green", "revise": "yellow", "offer a person": "dark_orange", "hand over": "red",
}  # fmt: skip


def guard_reply(
    draft: str,
    *,
    after: str | None,
    called: str | None = None,
    agent: str | None,
    playbook: str,
    as_json: bool,
    let_unread: bool = False,
) -> int:
    """Print the ruling: 0 continue, 1 revise, 3 offer a person, 4 hand over."""
    if draft == "-" and after == "-":
        raise InputError("the draft and the conversation cannot both come from stdin")
    if called is not None and after is None:
        raise InputError("--id chooses a conversation of the file that --after names; give both")
    draft = given(draft)
    so_far = Conversation("", ()) if after is None else answered(after, agent=agent, called=called)
    ruling = guard(
        so_far,
        draft,
        playbook=Playbook.load(playbook),
        let_pass=("draft:unread", "conversation:unread") if let_unread else (),
    )
    if as_json:
        shape = ruling_json(ruling, turns=len(so_far.turns))
        print_json(shape)
    else:
        _paint(ruling, len(so_far.turns))
    return EXIT_CODES[ruling.decision]


def _paint(ruling: Ruling, turns: int) -> None:
    from rich.text import Text

    from heard.cli.page import Page

    console = Page()
    style = STYLES[ruling.decision]
    console.print(Text(ruling.decision.capitalize(), style=f"bold {style}"))
    for place, one in enumerate((ruling.finding, *ruling.also)):
        console.print(Text(f"{one.rule}: {one.says}", style="" if place == 0 else "dim"))
        for quote in one.quotes[-3:]:
            where = "draft" if quote.turn >= turns else f"turn {quote.turn + 1}"
            console.print(Text(f"  {where}  “{unquoted(quote.line)}”", style="dim"))
        if place == 0 and one.why:
            console.print(Text(f"  why  {one.why}", style="dim"))
    if ruling.decision != "continue" and ruling.say:
        console.print(Text("Say", style="bold"))
        console.print(Text(f"  {ruling.say}"))
    if ruling.decision == "hand over" and ruling.may_go:
        console.print(Text("The draft announces it; now really hand over.", style="dim"))
