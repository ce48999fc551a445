"""Where what people read is printed: the terminal, or a pipe that gets the same words without padding."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

from rich.console import Console
from rich.segment import Segment

from heard.quoting import harmless

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import ConsoleOptions, RenderableType


class Page(Console):
    """Standard output for what people read: without blanks at a line's end where it is piped on."""

    def __init__(self) -> None:
        out = sys.stdout
        super().__init__(highlight=False, file=None if out.isatty() else _Trimmed(out))  # type: ignore[arg-type]

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterator[Segment]:
        """The same with what was said made harmless; the console's own control codes stay."""
        for segment in super().render(renderable, options):
            if segment.control or segment.text.isprintable():
                yield segment
            else:
                yield Segment(harmless(segment.text), segment.style)

    def on_broken_pipe(self) -> NoReturn:
        """Raises BrokenPipeError, as any other output does."""
        raise BrokenPipeError


class _Trimmed:
    """A stream that drops the blanks before each end of line; all else is the stream's own."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        lines = text.split("\n")
        return self._stream.write("\n".join([*map(str.rstrip, lines[:-1]), lines[-1]]))

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # whatever the stream has
        return getattr(self._stream, name)
