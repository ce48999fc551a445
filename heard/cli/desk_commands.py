"""`heard serve|demo|doctor|key|account`: the live desk and who may use it."""

from __future__ import annotations

from typing import Annotated

import typer

from heard.errors import InputError

desk_app = typer.Typer(rich_markup_mode=None)

Database = Annotated[
    str | None,
    typer.Option(
        "--db", metavar="DB", help="A file for SQLite, or postgresql://…; heard.db if left out."
    ),
]


@desk_app.command(short_help="Run the live desk: pages, REST and a WebSocket.")
def serve(
    *,
    db: Database = None,
    host: Annotated[
        str | None,
        typer.Option(metavar="HOST", help="Where to listen; this machine alone if left out."),
    ] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="8088 if left out.")] = None,
    public_url: Annotated[
        str | None, typer.Option(metavar="URL", help="How people reach it, behind a proxy.")
    ] = None,
    playbook: Annotated[
        str | None, typer.Option("--playbook", metavar="NAME", help="The playbook's name or path.")
    ] = None,
    workers: Annotated[
        int, typer.Option(min=1, max=64, help="Processes; several need PostgreSQL.")
    ] = 1,
    retention_days: Annotated[
        int | None, typer.Option(min=0, help="Delete after so many days; 0 keeps.")
    ] = None,
    private_webhooks: Annotated[
        bool, typer.Option("--private-webhooks", help="Let webhooks go to addresses inside.")
    ] = False,
    logs: Annotated[str | None, typer.Option(metavar="FORM", help="json or text.")] = None,
) -> None:
    """Run the live desk: pages for agents and leads, REST and a socket for programs."""
    from heard.cli import serving

    settings = serving.settings_of(
        db=db,
        host=host,
        port=port,
        public_url=public_url,
        playbook=playbook,
        retention_days=retention_days,
        private_webhooks=private_webhooks or None,
        logs=logs,
    )
    raise typer.Exit(serving.serve(settings, workers=workers))


@desk_app.command(short_help="Show the live desk in your browser, with sample conversations.")
def demo(
    *,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open it in the browser.")
    ] = True,
    speed: Annotated[
        float, typer.Option(metavar="TIMES", help="How much faster than people talk.")
    ] = 1.0,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="8088 if left out.")] = None,
) -> None:
    """Show the live desk with invented conversations, on this machine alone. Nothing is kept."""
    from heard.cli import demo as shown

    raise typer.Exit(shown.demo(browser=browser, speed=speed, port=port))


@desk_app.command(short_help="Look whether the live desk can run here; say what to mend.")
def doctor(
    *,
    db: Database = None,
    host: Annotated[str | None, typer.Option(metavar="HOST", help="Where it would listen.")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="And on which port.")] = None,
) -> None:
    """Look whether the live desk can run here, and say what to mend. Exits with 2 where it can't."""
    from heard.cli import doctoring

    raise typer.Exit(doctoring.examine(db=db, host=host, port=port))


@desk_app.command(short_help="Make, list or revoke API keys for programs.")
def key(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="What to know it by.", show_default=False)
    ] = None,
    *,
    scope: Annotated[
        list[str] | None,
        typer.Option(metavar="SCOPE", help="read, write or admin; may be repeated."),
    ] = None,
    list_: Annotated[
        bool, typer.Option("--list", help="Print every key, none of its secret.")
    ] = False,
    revoke: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Let a key open nothing any more; a name or an id."),
    ] = None,
    db: Database = None,
) -> None:
    """Make an API key for a program and print it, this once; or list keys, or revoke one."""
    from heard.cli import peopling

    if sum((name is not None, list_, revoke is not None)) != 1:
        raise InputError("give one of: the NAME of a new key, --list, or --revoke NAME")
    if scope and name is None:
        raise InputError("--scope is for a new key: heard key NAME --scope write")
    if list_:
        raise typer.Exit(peopling.list_keys(db=db))
    if revoke is not None:
        raise typer.Exit(peopling.revoke_key(revoke, db=db))
    if name is not None:
        raise typer.Exit(peopling.make_key(name, scopes=scope or ["read"], db=db))


@desk_app.command(short_help="List the desk's accounts, or change somebody's.")
def account(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Whose account.", show_default=False)
    ] = None,
    *,
    team: Annotated[
        str | None, typer.Option(metavar="TEAM", help='Their team from now on; "" for none.')
    ] = None,
    role: Annotated[
        str | None,
        typer.Option(metavar="ROLE", help="agent, lead, qa or admin; they sign in again."),
    ] = None,
    list_: Annotated[
        bool, typer.Option("--list", help="Print every account with its role and team.")
    ] = False,
    db: Database = None,
) -> None:
    """List the accounts of the live desk, or change somebody's team or role."""
    from heard.cli import peopling

    if list_ == (name is not None):
        raise InputError("give one of: a NAME with what changes, or --list")
    if name is None and (team is not None or role is not None):
        raise InputError("--team and --role are for one account: heard account NAME --team TEAM")
    if name is None:
        raise typer.Exit(peopling.show_accounts(db=db))
    if team is None and role is None:
        raise InputError(
            f"say what changes for {name}: --team TEAM, --role ROLE or both; heard account --list lists all"
        )
    raise typer.Exit(peopling.change_account(name, team=team, role=role, db=db))
