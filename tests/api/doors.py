"""A server's application whose graph is down, with users: for tests of who gets in."""

from __future__ import annotations

from collections.abc import Iterable

from fastapi import APIRouter, FastAPI
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.testclient import TestClient
from starlette.websockets import WebSocket

from api.app import build
from api.system import System
from graph.ops import Ops
from graph.settings import Settings

GOOD, OTHER = "four blue whales sing", "nine red herons wade"
NOWHERE = "bolt://127.0.0.1:1"  # no graph is there
OURS = {"origin": "http://localhost"}
PERSON = {"accept": "text/html,*/*;q=0.8"}


def made(ops: Ops, settings: Settings) -> FastAPI:
    """The application of these settings."""
    app = build(System(settings, ops), hosts=["localhost", "jinying.example"], more=[probe()])
    users = app.state.gate.users
    if not users.all():
        users.add("李雷", GOOD, ["investigator"])
    return app


def probe() -> APIRouter:
    """What a router of somebody else's sees: who asks."""
    routes = APIRouter()

    async def who(request: Request) -> Response:
        return JSONResponse({"who": request.state.actor.who, "scopes": sorted(request.state.actor.scopes or ())})

    async def echo(socket: WebSocket) -> None:
        await socket.accept()
        async for text in socket.iter_text():
            await socket.send_text(f"{socket.state.actor.who} {text}")

    routes.add_api_route("/api/probe", who, methods=["GET", "POST", "PUT", "DELETE"], operation_id="probe")
    routes.add_api_websocket_route("/socket", echo)
    return routes


def browser(app: FastAPI, base: str = "http://localhost") -> TestClient:
    """One that has not signed in and does not follow."""
    return TestClient(app, base_url=base, follow_redirects=False)


def signed_in(app: FastAPI, name: str = "李雷", password: str = GOOD) -> TestClient:
    """One that has."""
    client = browser(app)
    assert client.post("/signin", data={"name": name, "password": password}, headers=OURS).status_code == 303
    return client


def token(app: FastAPI, scopes: Iterable[str] = ("read",), name: str = "李雷") -> dict[str, str]:
    """The header of a program with a token."""
    return {"authorization": f"Bearer {app.state.gate.tokens.make(name, 'test', scopes)[1]}"}
