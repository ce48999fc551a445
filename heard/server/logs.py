"""Logs as one JSON object a line: what happened and how long it took, never what was said."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any, Literal

STANDARD = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "color_message"}
QUIET = ("uvicorn.access", "httpx", "httpcore", "alembic", "websockets", "sqlalchemy.engine")


class JsonLines(logging.Formatter):
    """A log record as one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        """One line; what was passed as `extra` stands beside the message."""
        told: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "message": record.getMessage(),
        }
        told |= {key: value for key, value in record.__dict__.items() if key not in STANDARD}
        if record.exc_info:
            told["fault"] = self._fault(record)
        return json.dumps(told, ensure_ascii=False, default=str)

    def _fault(self, record: logging.LogRecord) -> str:
        """Where it broke and of what kind; the message is left out: it may quote what was sent."""
        kind, _, trace = record.exc_info or (None, None, None)
        places = []
        while trace is not None:
            places.append(f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}")
            trace = trace.tb_next
        return " ".join([kind.__name__ if kind else "?", *places[-8:]])


class TextLines(logging.Formatter):
    """A log record for a person at a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        """The time, the message and its details."""
        at = datetime.fromtimestamp(record.created, UTC).astimezone().strftime("%H:%M:%S")
        more = " ".join(
            f"{key}={value}" for key, value in record.__dict__.items() if key not in STANDARD
        )
        fault = f" {JsonLines()._fault(record)}" if record.exc_info else ""  # noqa: SLF001
        return f"{at} {record.levelname.lower()} {record.getMessage()} {more}{fault}".rstrip()


def begin(form: Literal["json", "text"]) -> None:
    """Send every log to standard error in this form; chatty libraries only when they warn."""
    out = logging.StreamHandler(sys.stderr)
    out.setFormatter(JsonLines() if form == "json" else TextLines())
    root = logging.getLogger()
    root.handlers[:] = [out]
    root.setLevel(logging.INFO)
    for name in ("uvicorn", "uvicorn.error"):
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = True
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
