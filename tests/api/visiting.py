"""A small app around one router, whose every visitor is who the test says: for tests of a router alone."""

from __future__ import annotations

from collections.abc import Iterable

from fastapi import APIRouter, FastAPI
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Receive, Scope, Send

from api.system import System
from graph.rights import Actor


class _As:
    def __init__(self, app: ASGIApp, actor: Actor) -> None:
        self._app, self._actor = app, actor

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope.setdefault("state", {})["actor"] = self._actor
        await self._app(scope, receive, send)


def actor(*roles: str, who: str = "user:tester", **more: object) -> Actor:
    """Somebody with these roles."""
    return Actor(who, frozenset(roles), **more)  # type: ignore[arg-type]


def client(router: APIRouter, system: System, who: Actor, *, middleware: Iterable[object] = ()) -> TestClient:
    """A browser whose requests are `who`'s."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url="/openapi.json")
    app.state.system = system
    app.include_router(router)
    app.add_middleware(_As, actor=who)
    return TestClient(app, base_url="http://localhost")
