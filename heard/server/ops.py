"""For those who run it: is it well, and what are its numbers."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response

from heard import __version__
from heard.errors import HeardError
from heard.server import auth, metrics
from heard.server.permit import Caller
from heard.server.problems import Problem, responses

routes = APIRouter(tags=["operations"])
Asking = Annotated[Caller, Depends(auth.caller)]


@routes.get("/healthz", responses=responses(503))
def healthz(request: Request) -> dict[str, Any]:
    """Whether the store answers. No account is needed, and nothing is told."""
    try:
        request.app.state.store.ready()
    except HeardError:
        raise Problem("not-ready", "the store does not answer") from None
    return {"status": "ok", "version": __version__}


@routes.get("/metrics", responses=responses(401, 403), response_class=Response)
def numbers(request: Request, caller: Asking) -> Response:
    """Prometheus text: counts and durations, never words or ids."""
    caller.must("metrics")
    return Response(request.app.state.metrics.page(), media_type=metrics.MEDIA_TYPE)
