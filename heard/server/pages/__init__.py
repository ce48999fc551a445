"""The pages: coach, board, promises, people and the door, made on the server and kept fresh by htmx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter

from heard.server.pages import boards, coaching, entrance, files, people, promising
from heard.server.pages.room import refusal

if TYPE_CHECKING:
    from heard.server.desk import Desk
    from heard.server.settings import Settings
    from heard.store import Store

__all__ = ["refusal", "router"]


def router(desk: Desk, store: Store, settings: Settings) -> APIRouter:
    """Every page's routes."""
    routes = APIRouter()
    routes.include_router(entrance.router(settings))
    routes.include_router(entrance.account(settings))
    routes.include_router(boards.mine(desk, store))
    routes.include_router(coaching.router(desk, store))
    routes.include_router(coaching.acts(desk))
    routes.include_router(boards.router(desk, store))
    routes.include_router(promising.router(desk))
    routes.include_router(people.router(store, settings))
    routes.include_router(files.router())
    return routes
