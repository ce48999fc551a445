"""The pages' own files: style, script, htmx. They come from the package, never from elsewhere."""

from __future__ import annotations

from fastapi import APIRouter, Response

from heard.server.pages.room import FILES
from heard.server.problems import Problem

KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
KEPT = "public, max-age=31536000, immutable"  # their addresses carry a stamp of what is in them


def router() -> APIRouter:
    """One route over the files that are there when the server starts.

    The stamp stands before the name, so that a script which asks for another asks for one of the same version.
    """
    routes = APIRouter(include_in_schema=False)
    files = {
        path.name: (path.read_bytes(), KINDS[path.suffix])
        for path in FILES.iterdir()
        if path.suffix in KINDS
    }

    @routes.get("/static/{stamp}/{name}")
    def file(stamp: str, name: str) -> Response:  # noqa: ARG001 - whatever it was, these are the files
        if name not in files:
            raise Problem("unknown", f'there is no file "{name[:80]}"')
        content, kind = files[name]
        return Response(content, media_type=kind, headers={"Cache-Control": KEPT})

    return routes
