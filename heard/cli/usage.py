"""What a wrong call is told: one sentence with what is wrong, what is allowed, and where all is listed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from typer.core import TyperGroup

if TYPE_CHECKING:
    from typer._click import Context
    from typer.exceptions import TyperException

_OURS = "Input should be "  # how typer's own validator begins, in words that are no one's here


class PipeClosedError(Exception):
    """Whoever reads what is printed has stopped reading. Raised so that typer leaves it to us."""


class Commands(TyperGroup):
    """The commands. A closed pipe passes through: typer would end with 1, which means "mend" here."""

    def invoke(self, ctx: Context) -> Any:  # noqa: ANN401  # as typer has it
        """Run the command that was named. Raises PipeClosedError where nobody reads on."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as fault:
            raise PipeClosedError from fault


def tell(fault: TyperException) -> None:
    """Write the sentence on standard error; the help where nothing was asked for."""
    if type(fault).__name__ == "NoArgsIsHelpError":
        sys.stderr.write(f"{fault.format_message()}\n")
        return
    ctx = getattr(fault, "ctx", None)
    command = "heard" if ctx is None else ctx.command_path
    problem = _problem(fault)
    joined = problem if problem.endswith("?") else f"{problem};"
    sys.stderr.write(f"heard: {joined} {command} --help says what is allowed\n")


def _problem(fault: TyperException) -> str:
    param = getattr(fault, "param", None)
    if param is None:
        told = fault.message
        if near := getattr(fault, "possibilities", None):
            told = f"{told}. Did you mean {' or '.join(near)}?"
    elif type(fault).__name__ == "MissingParameter":
        told = f"{_name(param)} is missing: {param.help[:1].lower()}{param.help[1:]}"
    elif fault.message.startswith(_OURS):
        told = f"{_name(param)} must be {_allowed(param, fault.message)}"
    else:
        told = f"{_name(param)}: {fault.message}"
    first, rest = told[:1], told[1:].rstrip(".")
    return first + rest if rest[:1].isupper() else first.lower() + rest


def _name(param: Any) -> str:  # noqa: ANN401  # typer's own class, which it does not show
    if param.param_type_name == "argument":
        return str(param.metavar or param.name.upper())
    return str(param.opts[0])


def _allowed(param: Any, message: str) -> str:  # noqa: ANN401
    """The range where there is one, else what kind of value it is."""
    least, most = getattr(param, "min", None), getattr(param, "max", None)
    if least is not None and most is not None:
        return f"a number from {least} to {most}"
    if least is not None:
        return f"a number, {least} or more"
    return message.removeprefix(_OURS).partition(",")[0].replace("a valid ", "a ")
