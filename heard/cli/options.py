"""The arguments and options that several commands share."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from heard.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH…",
        help="Files or folders of conversations, or - for stdin.",
        show_default=False,
    ),
]
OnePath = Annotated[
    str | None,
    typer.Argument(
        metavar="PATH",
        help="A file or folder of conversations, or - for stdin.",
        show_default=False,
    ),
]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="Without the legend that a terminal gets.")
]
ConversationId = Annotated[
    str | None,
    typer.Option("--id", metavar="ID", help="Which conversation, where the file holds several."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
AgentName = Annotated[
    str | None,
    typer.Option("--agent", metavar="NAME", help="Which speaker is the agent, if unclear."),
]


def _use_adapted(path: Path | None) -> Path | None:
    if path is not None:  # every listener of this run, in every process of it
        os.environ["HEARD_ADAPTED"] = str(path)
    return path


AdaptedFile = Annotated[
    Path | None,
    typer.Option(
        "--adapted",
        metavar="FILE",
        callback=_use_adapted,
        help="Your own habits, from `heard adapt`; or name them in HEARD_ADAPTED.",
    ),
]


def _use_model(name: str | None) -> str | None:
    if name is not None:
        os.environ["HEARD_MODEL"] = name
    return name


ModelName = Annotated[
    str | None,
    typer.Option(
        "--model",
        metavar="NAME",
        callback=_use_model,
        help="The listener, keen or swift; or name it in HEARD_MODEL.",
    ),
]
PlaybookName = Annotated[
    str, typer.Option("--playbook", metavar="NAME", help="The playbook's name, file or folder.")
]


def named(command: str, paths: Sequence[str] | None) -> Sequence[str]:
    """The paths given. Raises InputError, with what to type, where there is none."""
    if paths:
        return paths
    how = f"heard {command} FILE, or heard {command} - for what is piped in"
    raise InputError(f"no conversation is named: {how}")
