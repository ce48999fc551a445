"""The command line: each command parses its arguments, then calls one importable function."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import TyperException

from heard import __version__
from heard.cli.desk_commands import desk_app
from heard.cli.options import (
    AdaptedFile,
    AgentName,
    AsJson,
    ConversationId,
    ModelName,
    OnePath,
    Paths,
    PlaybookName,
    Quiet,
    named,
)
from heard.cli.playbook_commands import playbook_app
from heard.cli.printed import print_plainly
from heard.cli.usage import Commands, PipeClosedError, tell
from heard.errors import HeardError

app = typer.Typer(
    name="heard",
    cls=Commands,
    help="Reads support conversations, says how heated they are and why, and what cools them.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(playbook_app, name="playbook")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"heard {__version__}")
        raise typer.Exit


@app.callback()
def _heard(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    del version


@app.command(short_help="Say what each turn says, and the words it rests on.")
def read(
    paths: Paths = None,
    *,
    agent: AgentName = None,
    model: ModelName = None,
    adapted: AdaptedFile = None,
    quiet: Quiet = False,
    json: AsJson = False,
) -> None:
    """Say what each turn says: heat, emotion, signals, and the words they rest on."""
    del adapted, model  # set for the whole run as they are parsed
    from heard.cli import following

    found = named("read", paths)
    raise typer.Exit(following.read(found, agent=agent, as_json=json, quiet=quiet))


@app.command(short_help="Follow a conversation turn by turn: mood, steps, risk, advice.")
def follow(
    path: OnePath = None,
    *,
    agent: AgentName = None,
    playbook: PlaybookName = "default",
    live: Annotated[
        bool, typer.Option("--live", help="Answer standard input line by line, as it comes.")
    ] = False,
    channel: Annotated[
        str | None,
        typer.Option("--channel", metavar="NAME", help="With --live: where it takes place."),
    ] = None,
    model: ModelName = None,
    adapted: AdaptedFile = None,
    quiet: Quiet = False,
    json: AsJson = False,
) -> None:
    """Follow a conversation turn by turn: mood, phase, steps, risk and advice."""
    del adapted, model  # set for the whole run as they are parsed
    from heard.cli import following

    raise typer.Exit(
        following.follow(
            named("follow", [path] if path else None),
            agent=agent,
            playbook=playbook,
            as_json=json,
            quiet=quiet,
            live=live,
            channel=channel,
        )
    )


@app.command(short_help="Say whether a reply is safe to send, and how to put it better.")
def check(
    reply: Annotated[str, typer.Argument(help="The reply to check, or - to read it from stdin.")],
    *,
    after: Annotated[
        str | None,
        typer.Option(metavar="PATH", help="The conversation that this reply answers."),
    ] = None,
    called: ConversationId = None,
    agent: AgentName = None,
    playbook: PlaybookName = "default",
    model: ModelName = None,
    adapted: AdaptedFile = None,
    json: AsJson = False,
) -> None:
    """Say whether a reply is safe to send: what is wrong, why, and how to put it instead.

    Exits with 1 when there is something to mend.
    """
    del adapted, model  # set for the whole run as they are parsed
    from heard.cli import checking

    raise typer.Exit(
        checking.check_reply(
            reply, after=after, called=called, agent=agent, playbook=playbook, as_json=json
        )
    )


@app.command(short_help="Pack a conversation for the person who takes it over.")
def handoff(
    path: OnePath = None,
    *,
    agent: AgentName = None,
    playbook: PlaybookName = "default",
    now: Annotated[
        str | None,
        typer.Option(metavar="TIME", help="When it is read: promises are overdue by it."),
    ] = None,
    model: ModelName = None,
    adapted: AdaptedFile = None,
    json: AsJson = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print a page of Markdown.")] = False,
) -> None:
    """Pack a conversation for the person who takes it over: the story, what is owed, what to say first."""
    del adapted, model  # set for the whole run as they are parsed
    from heard.cli import handing

    form = "json" if json else "markdown" if markdown else "text"
    (one,) = named("handoff", [path] if path else None)
    raise typer.Exit(handing.hand_over(one, agent=agent, playbook=playbook, now=now, form=form))


@app.command(short_help="Rule on a bot's draft: send, revise, offer a person, hand over.")
def guard(
    draft: Annotated[str, typer.Argument(help="The bot's draft, or - to read it from stdin.")],
    *,
    after: Annotated[
        str | None,
        typer.Option(metavar="PATH", help="The conversation that this draft answers."),
    ] = None,
    called: ConversationId = None,
    agent: AgentName = None,
    playbook: PlaybookName = "default",
    model: ModelName = None,
    adapted: AdaptedFile = None,
    let_unread: Annotated[
        bool,
        typer.Option(
            "--let-unread", help="Let drafts and customers in languages that are not read pass."
        ),
    ] = False,
    json: AsJson = False,
) -> None:
    """Rule on a bot's draft: continue, revise, offer a person or hand over, and by which rule.

    Exits with 0, 1, 3 or 4, in this order.
    """
    del adapted, model  # set for the whole run as they are parsed
    from heard.cli import guarding

    raise typer.Exit(
        guarding.guard_reply(
            draft,
            after=after,
            called=called,
            agent=agent,
            playbook=playbook,
            as_json=json,
            let_unread=let_unread,
        )
    )


@app.command(short_help="Review conversations: a scorecard each, and how all went.")
def review(
    paths: Paths = None,
    *,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write the HTML report here.")
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, max=64, help="Worker processes.")] = 1,
    agent: AgentName = None,
    playbook: PlaybookName = "default",
    model: ModelName = None,
    adapted: AdaptedFile = None,
    json: AsJson = False,
) -> None:
    """Review conversations: a scorecard each, and how the whole set fares."""
    del adapted, model  # set for the whole run as they are parsed
    from heard.cli import reviewing

    found = named("review", paths)
    raise typer.Exit(
        reviewing.review(found, out=out, jobs=jobs, agent=agent, playbook=playbook, as_json=json)
    )


@app.command(short_help="Write the playbook out as a guide to read.")
def guide(
    out: Annotated[
        Path,
        typer.Option("--out", "-o", metavar="FILE", help="guide.html or guide.md."),
    ] = Path("guide.html"),
    *,
    playbook: PlaybookName = "default",
) -> None:
    """Write the playbook out as a guide to read."""
    from heard.guide import write
    from heard.playbook import Playbook

    write(Playbook.load(playbook), out)
    typer.echo(f"Wrote {out}")


@app.command(short_help="Measure agreement with labelled conversations.")
def measure(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="One file of labelled JSON Lines.")],
    *,
    last: Annotated[int | None, typer.Option(min=1, help="Only the last N conversations.")] = None,
    first: Annotated[
        int | None, typer.Option(min=1, help="Only the first N conversations.")
    ] = None,
    model: ModelName = None,
    adapted: AdaptedFile = None,
) -> None:
    """Measure how far Heard agrees with labelled conversations."""
    del adapted, model  # set for the whole run as they are parsed
    from heard.cli import measuring

    raise typer.Exit(measuring.measure(path, first=first, last=last))


@app.command(short_help="Teach the listener your own habits from labels.")
def adapt(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH…", help="Labelled or corrected conversations, JSON Lines."),
    ],
    *,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="Where to write the habits.")
    ] = None,
    model: Annotated[
        str | None, typer.Option("--model", metavar="NAME", help="The listener to start from.")
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Write the file even where it is not better.")
    ] = False,
) -> None:
    """Teach the listener your own habits, from conversations your team labelled or corrected.

    A fifth of them is held out to show the gain. Nothing leaves this machine.
    """
    from heard.cli import adapting

    raise typer.Exit(adapting.run(paths, out=out, model=model, force=force))


app.add_typer(desk_app)


def main() -> None:
    """Run the command line; a fault is one sentence on stderr and exit code 2."""
    if sys.stdout is None:  # closed by whoever started it
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    print_plainly()
    try:
        try:
            code = app(prog_name="heard", standalone_mode=False)
        finally:
            sys.stdout.flush()  # a full disk shows here, not when Python has already gone
    except TyperException as fault:
        tell(fault)
        sys.exit(2)
    except HeardError as fault:
        sys.stderr.write(f"heard: {fault}\n")
        sys.exit(2)
    except (BrokenPipeError, PipeClosedError):
        _drop_output()
        sys.exit(141)
    except OSError as fault:
        place = "the output cannot be written" if fault.filename is None else fault.filename
        sys.stderr.write(f"heard: {place}: {(fault.strerror or str(fault)).lower()}\n")
        _drop_output()
        sys.exit(2)
    sys.exit(code)


def _drop_output() -> None:
    """Send what is still to be printed nowhere, since nobody can take it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
