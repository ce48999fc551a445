"""Signing in and out, and who one is."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from heard.server import auth, schemas
from heard.server.permit import Caller
from heard.server.problems import Problem, responses
from heard.server.schemas import Answer

routes = APIRouter(prefix="/v1", tags=["session"], responses=responses(401, 403, 422, 429))
Asking = Annotated[Caller, Depends(auth.caller)]
NEEDS_PERSON = "this needs a person who is signed in"


@routes.post("/session", status_code=201)
def sign_in(body: schemas.SigningIn, request: Request, response: Response) -> Answer:
    """Sign in with a name and a password: sets the session's cookie."""
    auth.same_site(request)
    door: auth.Door = request.app.state.door
    caller, token = door.sign_in(body.name, body.password, address=auth.address(request))
    auth.set_cookie(response, token, request.app.state.settings)
    return shown(caller)


@routes.get("/session")
def who(caller: Asking) -> Answer:
    """Who you are; a person also gets the token that unsafe requests send along."""
    return shown(caller)


@routes.delete("/session", status_code=204)
def sign_out(caller: Asking, request: Request, response: Response) -> None:
    """End the session."""
    if caller.by_key:
        raise Problem("not-allowed", "a key has no session; revoke it instead")
    request.app.state.door.sign_out(caller)
    auth.clear_cookie(response, request.app.state.settings)


@routes.put("/session/password", status_code=204)
def new_password(
    body: schemas.NewPassword, caller: Asking, request: Request, response: Response
) -> None:
    """Set your password. Every session of yours ends, and this one is opened anew."""
    if caller.by_key:
        raise Problem("not-allowed", NEEDS_PERSON)
    token = request.app.state.door.new_password(caller, body.password)
    auth.set_cookie(response, token, request.app.state.settings)


def shown(caller: Caller) -> Answer:
    """Who somebody is, as they are told it."""
    told: Answer = {"name": caller.name, "role": caller.role, "scopes": sorted(caller.scopes)}
    return told if caller.by_key else told | {"csrf": caller.csrf}
