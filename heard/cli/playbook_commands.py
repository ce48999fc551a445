"""`heard playbook`: check, show or start a playbook."""

from pathlib import Path
from typing import Annotated

import typer

playbook_app = typer.Typer(
    help="Check, show or start a playbook.", no_args_is_help=True, rich_markup_mode=None
)


@playbook_app.command("check")
def check_playbook(
    path: Annotated[str, typer.Argument(metavar="PATH", help="A playbook file or folder.")],
) -> None:
    """Explain every fault of a playbook, with file and line."""
    from heard.cli import playbooks

    raise typer.Exit(playbooks.check(path))


@playbook_app.command("show")
def show_playbook(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name, file or folder.")] = "default",
    *,
    play: Annotated[
        str | None, typer.Option(metavar="PLAY", help="Show this one play in full.")
    ] = None,
) -> None:
    """Show what a playbook says, overlays applied."""
    from heard.cli import playbooks

    raise typer.Exit(playbooks.show(name, play=play))


@playbook_app.command("new")
def new_playbook(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="The overlay to write.")],
    *,
    name: Annotated[
        str | None, typer.Option(metavar="NAME", help="Its name; the file's stem if left out.")
    ] = None,
) -> None:
    """Start a playbook of your own that extends the default."""
    from heard.cli import playbooks

    raise typer.Exit(playbooks.new(path, name=name))
