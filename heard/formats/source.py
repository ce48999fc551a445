"""The bytes of one file as text: encodings, limits, line by line.

Encodings: UTF-8 with or without a byte-order mark, UTF-16, UTF-32, and, for lines
that are not UTF-8, Windows-1252. Limits keep a hostile file from filling memory.
"""

from __future__ import annotations

import codecs
from contextlib import suppress
from typing import IO, TYPE_CHECKING

from heard.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from heard.formats.notes import Notes

LINE_LIMIT = 16_000_000  # bytes in one line; a 10,000-turn conversation takes about 2 million
TEXT_LIMIT = 16_000_000  # bytes in a transcript or a caption file
DOCUMENT_LIMIT = 64_000_000  # bytes in one JSON document, which may hold many conversations
TABLE_LIMIT = 128_000_000  # bytes in a table, which is read whole to gather its conversations
HEAD = 65_536
CHUNK = 1_048_576

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_PACKED: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b", "a gzip file: unpack it first"),
    (b"PK\x03\x04", "a zip file or a spreadsheet: unpack it, or save it as CSV"),
    (b"%PDF", "a PDF document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document: save it as CSV or text"),
    (b"RIFF", "a recording: transcribe it first"),
    (b"ID3", "a recording: transcribe it first"),
    (b"OggS", "a recording: transcribe it first"),
    (b"fLaC", "a recording: transcribe it first"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)
_FEW_CONTROLS = 3  # so many control bytes can stray into a text, or
_MOST_CONTROLS = 0.01  # this share of it; with more a file is binary
_CONTROLS = bytes(sorted({*range(32)} - {7, 8, 9, 10, 11, 12, 13, 27})) + b"\x7f"


class Source:
    """One opened file. Its head can be looked at before it is read once, from the start."""

    def __init__(self, name: str, stream: IO[bytes], *, notes: Notes, path: Path | None) -> None:
        self.name = name
        self.path = path
        self.notes = notes
        self._stream = stream
        self._start = _read_up_to(stream, HEAD)
        self.encoding, mark = _encoding(self._start)
        self._start = self._start[mark:]

    @property
    def stem(self) -> str:
        """What conversations are called that the file gives no id."""
        return self.path.stem if self.path else "stdin"

    @property
    def suffix(self) -> str:
        """The ending of the file's name, in small letters."""
        return self.path.suffix.lower() if self.path else ""

    @property
    def empty(self) -> bool:
        """Whether there is nothing but white space at the head of the file."""
        return not self._start.strip(b" \t\r\n\f\v\0") or (
            self.encoding != "utf-8" and not self.head.strip()
        )

    @property
    def head(self) -> str:
        """The first few thousand characters, to tell the format by."""
        return self._start.decode(self.encoding, "ignore").replace("\0", "")

    def check_text(self) -> None:
        """Raise InputError, saying what the file is instead, where it is not text."""
        for magic, what in _PACKED:
            if self._start.startswith(magic):
                raise InputError(f"not text but {what}", path=self.name)
        if self.encoding == "utf-8" and self._start:
            if not self.head.strip():
                raise InputError("a binary file, not text", path=self.name)
            odd = len(self._start) - len(self._start.translate(None, _CONTROLS))
            if odd > _FEW_CONTROLS and odd / len(self._start) > _MOST_CONTROLS:
                raise InputError("a binary file, not text", path=self.name)

    def lines(self, *, limit: int = LINE_LIMIT) -> Iterator[str | InputError]:
        """Every line, without its end; an InputError stands for a line longer than the limit."""
        for number, raw in enumerate(self._raw_lines(limit), 1):
            if raw is None:
                yield InputError(
                    f"a line longer than {limit // 1_000_000} MB, the most that is read",
                    path=self.name,
                    line=number,
                )
                continue
            line = self._decode(raw, number)
            if "\0" in line:
                self.notes.warn("NUL bytes were left out", line=number, once=True)
                line = line.replace("\0", "")
            yield line.removesuffix("\r")

    def text(self, *, limit: int = TEXT_LIMIT) -> str:
        """The whole file, every line end a newline. Raises InputError past the limit."""
        raw = self._start + _read_up_to(self._stream, limit + 1 - len(self._start))
        if len(raw) > limit:
            raise InputError(
                f"longer than {limit // 1_000_000} MB, the most that is read of such a file",
                path=self.name,
            )
        self._start = raw
        newline = "\n".encode(self.encoding)
        if newline not in raw and "\r".encode(self.encoding) in raw:
            return "\n".join(self._decode(raw, 1).replace("\0", "").split("\r"))
        lines = []
        for line in self.lines():
            if isinstance(line, InputError):
                raise line
            lines.append(line)
        self._start = b""  # read once; what is held twice is memory lost
        return "\n".join(lines).replace("\r", "\n")

    def _decode(self, raw: bytes, number: int) -> str:
        try:
            return raw.decode(self.encoding)
        except UnicodeDecodeError:
            if self.encoding != "utf-8":
                self.notes.warn(f"not all of it is {self.encoding.upper()}", once=True)
                return raw.decode(self.encoding, "replace")
        self.notes.warn("not UTF-8; read as Windows-1252", line=number, once=True)
        with suppress(UnicodeDecodeError):
            return raw.decode("cp1252")
        return raw.decode("latin-1")

    def _raw_lines(self, limit: int) -> Iterator[bytes | None]:
        newline = "\n".encode(self.encoding)
        width = len(newline)
        held = bytearray(self._start)
        searched = 0
        too_long = False
        while True:
            end = _find(held, newline, searched, width)
            start = 0
            while end >= 0:
                yield None if too_long or end - start > limit else bytes(held[start:end])
                too_long = False
                start = end + width
                end = _find(held, newline, start, width)
            del held[:start]
            if len(held) > limit:
                too_long = True
                del held[: len(held) - len(held) % width]
            searched = len(held) - len(held) % width
            more = self._stream.read(CHUNK)
            if not more:
                break
            held += more
        if held or too_long:
            yield None if too_long else bytes(held)


def _find(held: bytearray, newline: bytes, start: int, width: int) -> int:
    """Where the next newline stands that begins on a whole character."""
    end = held.find(newline, start)
    while end % width and end >= 0:
        end = held.find(newline, end + 1)
    return end


def _read_up_to(stream: IO[bytes], size: int) -> bytes:
    parts = []
    while size > 0 and (part := stream.read(min(size, CHUNK))):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _encoding(start: bytes) -> tuple[str, int]:
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return encoding, len(mark)
    sample = start[:4096]
    if len(sample) >= 4:
        even, odd = sample[0::2], sample[1::2]
        if odd.count(0) > len(odd) * 0.4 and even.count(0) < len(even) * 0.05:
            return "utf-16-le", 0
        if even.count(0) > len(even) * 0.4 and odd.count(0) < len(odd) * 0.05:
            return "utf-16-be", 0
    return "utf-8", 0
