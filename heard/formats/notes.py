"""What the reader of one file should know: each remark once, with its place."""

from __future__ import annotations

_LONGEST = 400


def one_line(sentence: str) -> str:
    """A sentence that may quote a file, fit to be shown: one line, no control characters.

    >>> one_line('the speaker is "Jane\\n\\x1b[31m"')
    'the speaker is "Jane [31m"'
    """
    shown = "".join(one for one in " ".join(sentence.split()) if one.isprintable())
    half = _LONGEST // 2
    return shown if len(shown) <= _LONGEST else f"{shown[:half]} … {shown[-half:]}"


class Notes:
    """The warnings of one file, handed out with the conversation they came up in.

    >>> notes = Notes("day.jsonl")
    >>> notes.warn('unknown key "mood" was ignored', line=3, once=True)
    >>> notes.warn('unknown key "mood" was ignored', line=4, once=True)
    >>> notes.take()
    ('day.jsonl:3: unknown key "mood" was ignored',)
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self._said: set[str] = set()
        self._waiting: list[str] = []
        self.speakers: dict[str, None] = {}  # as the file names them, in the order met

    def warn(self, remark: str, *, line: int | None = None, once: bool = False) -> None:
        """Keep a remark; one marked `once` is made a single time in a file."""
        remark = one_line(remark)
        if once and remark in self._said:
            return
        self._said.add(remark)
        place = self.source if line is None else f"{self.source}:{line}"
        self._waiting.append(f"{place}: {remark}")

    def take(self) -> tuple[str, ...]:
        """The remarks made since they were last taken."""
        taken = tuple(self._waiting)
        self._waiting.clear()
        return taken
