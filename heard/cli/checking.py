"""`heard check`: a reply in, what to mend and a rewrite out; exit code 1 where it is not safe."""

from __future__ import annotations

from heard.cli.answered import answered
from heard.cli.piped import given
from heard.cli.printed import print_json
from heard.coach import Checked, check
from heard.coach.draft.wire import checked_json
from heard.errors import InputError
from heard.playbook import Playbook

SAFE, TO_MEND = 0, 1


def check_reply(
    reply: str,
    *,
    after: str | None,
    called: str | None = None,
    agent: str | None,
    playbook: str,
    as_json: bool,
) -> int:
    """Print what the check found; 0 where the reply is safe to send, 1 where it is not."""
    if reply == "-" and after == "-":
        raise InputError("the reply and the conversation cannot both come from stdin")
    if called is not None and after is None:
        raise InputError("--id chooses a conversation of the file that --after names; give both")
    reply = given(reply)
    if not reply.strip():
        raise InputError(
            "the reply is empty: give the words to check, or - to read them from stdin"
        )
    checked = check(
        reply,
        after=None if after is None else answered(after, agent=agent, called=called),
        playbook=Playbook.load(playbook),
    )
    if as_json:
        print_json(checked_json(checked))
    else:
        _paint(checked)
    return SAFE if checked.safe else TO_MEND


def _paint(checked: Checked) -> None:
    from rich.text import Text

    from heard.cli.cards import paint_checked
    from heard.cli.page import Page

    console = Page()
    text = Text(checked.draft.rstrip("\n"))
    for issue in checked.polish:
        text.stylize("underline yellow", issue.start, issue.end)
    for issue in checked.issues:
        text.stylize("underline red", issue.start, issue.end)
    console.print(text)
    console.print()
    paint_checked(console, checked, margin=0)
    if checked.looked_at < len(checked.draft):
        console.print(
            f"Only the first {checked.looked_at:,} of {len(checked.draft):,} characters were checked.",
            style="yellow",
        )
