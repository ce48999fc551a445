"""What the server answers when it can't do what was asked: one named problem, one sentence.

Every problem has a name that programs can rely on, a status, and a sentence for people; over
HTTP it is an `application/problem+json` document (RFC 9457), on a socket a `problem` message.
"""

from __future__ import annotations

import logging
import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from heard.errors import ConflictError, HeardError, MissingError, StoreError, did_you_mean
from heard.quoting import counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fastapi import FastAPI, Request
    from fastapi.responses import Response

log = logging.getLogger("heard.server")
STATUS: dict[str, int] = {
    "invalid": 422,  # a value that cannot be what it says
    "not-json": 400,
    "not-signed-in": 401,
    "session-expired": 401,
    "wrong-password": 401,
    "not-allowed": 403,
    "forged-form": 403,  # the CSRF token is missing or not this session's
    "wrong-host": 421,  # addressed to a name that is not this server's
    "wrong-origin": 403,
    "unknown-conversation": 404,
    "unknown": 404,
    "wrong-method": 405,
    "out-of-order": 409,  # the turn was not the next one
    "exists": 409,
    "closed": 409,
    "too-large": 413,
    "too-fast": 429,
    "not-ready": 503,
    "failed": 500,
}
_TITLES = {"not-json": "Not JSON"}
_SAID = {  # what pydantic names a fault, and what it is called here
    "missing": "is missing",
    "extra_forbidden": "is not known here",
    "int_parsing": "has to be a whole number",
}
_WEIGHT = re.compile(r"[01](?:\.\d{0,3})?")  # of what is accepted
PREFIX = "urn:heard:problem:"
MEDIA_TYPE = "application/problem+json"
NAMES = {400: "not-json", 401: "not-signed-in", 403: "not-allowed", 404: "unknown",
         405: "wrong-method", 413: "too-large", 429: "too-fast", 503: "not-ready"}  # fmt: skip


class Problem(HeardError):  # noqa: N818 - it is what RFC 9457 calls it
    """A request that is refused: its name, a sentence, and what else helps to mend it."""

    def __init__(self, name: str, sentence: str, **more: object) -> None:
        super().__init__(sentence)
        self.name = name
        self.more = more

    @property
    def status(self) -> int:
        """The HTTP status that goes with it."""
        return STATUS[self.name]

    def document(self) -> dict[str, Any]:
        """The problem as RFC 9457 has it."""
        return {
            "type": PREFIX + self.name,
            "title": _TITLES.get(self.name, self.name.replace("-", " ").capitalize()),
            "status": self.status,
            "detail": str(self),
            **self.more,
        }

    def response(self) -> Response:
        """The answer to send."""
        headers = {"Cache-Control": "no-store"}
        if self.status == HTTPStatus.UNAUTHORIZED:
            headers["WWW-Authenticate"] = 'Bearer realm="heard"'
        if "retry_after_s" in self.more:
            headers["Retry-After"] = str(self.more["retry_after_s"])
        return JSONResponse(self.document(), self.status, headers, media_type=MEDIA_TYPE)


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problems a route may answer with, as its OpenAPI page lists them."""
    schema = {
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": {"type": "string", "description": f"{PREFIX} and the problem's name"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string", "description": "one sentence for people"},
        },
    }
    every = sorted({400, 413, 421, *statuses})
    return {
        status: {
            "description": ", ".join(name for name, its in STATUS.items() if its == status),
            "content": {MEDIA_TYPE: {"schema": schema}},
        }
        for status in every
    }


def unknown_conversation(given: str) -> Problem:
    """The same answer whether there is none or it is not yours to see."""
    return Problem("unknown-conversation", f'there is no conversation "{given[:80]}" for you')


def of_fault(fault: HeardError) -> Problem:
    """A fault of the library as the problem of whoever asked: the same sentence as elsewhere."""
    if isinstance(fault, Problem):
        return fault
    if isinstance(fault, MissingError):
        return Problem("unknown", str(fault))
    if isinstance(fault, ConflictError):
        return Problem("exists", str(fault))
    if isinstance(fault, StoreError):
        log.error("the store failed: %s", fault)
        return Problem("not-ready", "the store can't be reached; try again", retry_after_s=1)
    return Problem("invalid", str(fault))


def of_validation(errors: Sequence[Mapping[str, Any]]) -> Problem:
    """What pydantic found, in one sentence about the first fault; all of them beside it."""
    if any(error["type"] == "json_invalid" for error in errors):
        return Problem("not-json", "the body is no JSON")
    # A list whose items are refused is short for that alone.
    spoiled = {tuple(error["loc"][:-1]) for error in errors}
    told = [one for one in errors if one["type"] != "too_short" or tuple(one["loc"]) not in spoiled]
    faults = [f"{_place(error['loc'])}: {_said(error)}" for error in told[:10]]
    return Problem("invalid", faults[0] if faults else "the request is not valid", faults=faults)


def install(app: FastAPI) -> None:
    """Let every refusal leave the app as a problem document, or as a page: see `answer`."""

    async def known(request: Request, fault: Exception) -> Response:
        problem = of_fault(fault) if isinstance(fault, HeardError) else failed()
        note(request, problem)
        return problem.response()

    async def invalid(request: Request, fault: Exception) -> Response:
        errors = fault.errors() if isinstance(fault, RequestValidationError) else ()
        return await answer(request, of_validation(errors))

    async def refused(request: Request, fault: Exception) -> Response:
        status = getattr(fault, "status_code", 500)
        name = NAMES.get(
            status, "failed" if status >= HTTPStatus.INTERNAL_SERVER_ERROR else "invalid"
        )
        sentence = str(getattr(fault, "detail", "") or HTTPStatus(status).phrase)
        if status == HTTPStatus.NOT_FOUND and sentence == "Not Found":
            sentence = f"there is nothing at {request.url.path[:120]}"
        if status == HTTPStatus.BAD_REQUEST:  # it nests too deep, or is no text at all
            sentence = "the body is no JSON"
        if status == HTTPStatus.METHOD_NOT_ALLOWED:
            sentence = f"{request.method} is not possible at {request.url.path[:120]}"
        told = await answer(request, Problem(name, sentence))
        for key, value in (getattr(fault, "headers", None) or {}).items():
            told.headers[key] = value
        return told

    app.add_exception_handler(HeardError, known)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, refused)


async def answer(request: Request, problem: Problem) -> Response:
    """The problem as a document, or as a page where a browser asks for none of the API's."""
    note(request, problem)
    shown = getattr(request.app.state, "refusal", None)
    if shown is None or not wants_page(request):
        return problem.response()
    page: Response = await shown(request, problem)
    return page


def note(request: Request, problem: Problem) -> None:
    """Leave word of a refusal for the numbers that are kept of them."""
    request.state.problem = problem.name


def wants_page(request: Request) -> bool:
    """Whether a browser asks, for none of the API's routes."""
    if request.scope["path"].startswith("/v1/"):
        return False
    return prefers_page(request.headers.get("accept", ""))


def prefers_page(accept: str) -> bool:
    """Whether an Accept header asks for HTML by name, and for no JSON as much.

    >>> [prefers_page(accept) for accept in ("text/html,*/*;q=0.8", "*/*", "application/json, text/html;q=0.9")]
    [True, False, False]
    """
    wanted: dict[str, float] = {}
    for part in accept.casefold().split(","):
        media, *settings = (word.strip() for word in part.split(";"))
        weight = next((word[2:] for word in settings if word.startswith("q=")), "1")
        wanted[media] = float(weight) if _WEIGHT.fullmatch(weight) else 0.0
    json = max(wanted.get("application/json", 0.0), wanted.get(MEDIA_TYPE, 0.0))
    return wanted.get("text/html", 0.0) > json


def failed() -> Problem:
    """What is told where the fault is ours; what happened stands in the log, never in the answer."""
    return Problem("failed", "something went wrong here; the log says what")


def _place(location: Sequence[object]) -> str:
    parts = [str(part) for part in location if part not in ("body", "query", "path")]
    return ".".join(parts) or "the body"


def _tag(error: Mapping[str, Any]) -> str:
    context = error["ctx"]
    known = [word.strip(" '") for word in str(context["expected_tags"]).split(",")]
    given = str(context["tag"])[:60]
    return f'unknown type "{given}". {did_you_mean(given, known)}'


def _of(given: object) -> str:
    return "character" if isinstance(given, str) else "item"


def _said(error: Mapping[str, Any]) -> str:
    given, kind = error.get("input"), error["type"]
    if kind in _SAID:
        return _SAID[kind]
    if kind == "string_pattern_mismatch":
        return f"has to match {error['ctx']['pattern']}: letters, digits and some marks, no blanks"
    if kind in ("too_long", "string_too_long"):
        most = error["ctx"].get("max_length")
        return f"is too long: at most {counted(most, _of(given))}"
    if kind in ("too_short", "string_too_short"):
        return f"is too short: at least {counted(error['ctx']['min_length'], _of(given))}"
    if kind.startswith(("datetime", "date_")):
        return f'"{str(given)[:60]}" is no date and time such as 2026-03-01T09:30:00+01:00'
    if kind == "model_attributes_type":
        how = "; send the header Content-Type: application/json" if isinstance(given, bytes) else ""
        return f"has to be a JSON object, {{…}}{how}"
    if kind == "union_tag_invalid":
        return _tag(error)
    if kind in ("enum", "literal_error"):
        words = [
            word.strip(" '\"")
            for word in str(error["ctx"]["expected"]).replace(" or ", ",").split(",")
        ]
        if isinstance(given, str):
            return (
                f'unknown "{given[:60]}". {did_you_mean(given, [word for word in words if word])}'
            )
    return str(error["msg"]).replace("Input should be", "has to be", 1)
