"""A small app around one router, whose every visitor is who the test says: for tests of a router alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from fastapi import APIRouter, FastAPI
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Receive, Scope, Send

from api.graphql import PATH, router
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


HUB, OTHER = "6222000000000001", "6222000000000002"
Ask = Callable[..., Any]


def asking(system: System, who: Actor) -> Ask:
    """Asks GraphQL as somebody; the whole answer."""
    browser = client(router(), system, who)

    def ask(text: str, **variables: Any) -> Any:
        answer = browser.post(PATH, json={"query": text, "variables": variables})
        assert answer.status_code in (200, 503), answer.text
        return answer.json()

    return ask


def told(answer: Any, field: str) -> Any:
    """What one field answered; a refusal fails the test with its words."""
    assert "errors" not in answer, answer["errors"]
    return answer["data"][field]


def hub(ask: Ask) -> str:
    """The id of the account that pays the others."""
    found = ask(
        """query ($n: JSON) { entities(kind: Account, where: [{prop: "number", op: EQ, value: $n}]) { nodes { id } } }""",
        n=HUB,
    )
    return str(found["data"]["entities"]["nodes"][0]["id"])
