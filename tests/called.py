"""The command line, called where the listener is loaded already; what needs a process starts one itself."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from unittest import mock

from heard.cli import main

WIDTH = "100"


def heard(*words: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    """What the command prints and exits with, as from a shell."""
    done = called(*words, stdin=(stdin or "").encode())
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
    )


def called(
    *words: str, encoding: str = "utf-8", stdin: bytes = b"", width: str = WIDTH
) -> subprocess.CompletedProcess[bytes]:
    """The same in bytes, on an output of this encoding."""
    out, errors = (io.TextIOWrapper(io.BytesIO(), encoding) for _ in range(2))
    coming = io.TextIOWrapper(io.BytesIO(stdin), encoding)
    around = {"COLUMNS": width, "NO_COLOR": "1"}
    with (
        mock.patch.dict(os.environ, around),  # an option sets variables, for all that follows
        mock.patch.multiple(sys, argv=["heard", *words], stdin=coming, stdout=out, stderr=errors),
    ):
        code = _exit_code()
    for stream in (out, errors):
        stream.flush()
    return subprocess.CompletedProcess(
        ["heard", *words], code, out.buffer.getvalue(), errors.buffer.getvalue()
    )


def _exit_code() -> int:
    try:
        main()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    return 0
