"""Text is packed for whoever takes that; what holds a form's token and what is a file never is."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from fastapi import APIRouter
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from api.app import build
from api.packing import FILES, LEAST, TOKENS
from api.system import System
from graph.ops.users import Users

PASSWORD = "four blue whales sing"
INTROSPECTION = "{ __schema { types { name description fields { name description } } } }"


@pytest.fixture
def browser(system: System, tmp_path: Path) -> TestClient:
    """Somebody signed in, with a page of one small part and a router that answers anything at length."""
    page = tmp_path / "page"
    (page / "assets").mkdir(parents=True)
    (page / "index.html").write_text("<!doctype html>" + "<p>页</p>" * LEAST)
    routes = APIRouter()
    routes.add_api_route("/api/cases/long.txt", lambda: PlainTextResponse("长" * LEAST), methods=["GET"])
    client = TestClient(build(system, hosts=["localhost"], more=[routes], page=page), base_url="http://localhost")
    Users(system.ops).add("packer", PASSWORD, ["analyst"])
    told = client.post("/api/signin", json={"name": "packer", "password": PASSWORD})
    assert told.status_code == 200
    client.headers["x-csrf-token"] = told.json()["csrf"]
    return client


def raw(client: TestClient, method: str, path: str, accepts: str = "gzip", **more: object) -> tuple[str | None, bytes]:
    """The encoding that an answer names, and its bytes as they came."""
    with client.stream(method, path, headers={"accept-encoding": accepts}, **more) as answer:  # type: ignore[arg-type]
        assert answer.status_code == 200, path
        return answer.headers.get("content-encoding"), b"".join(answer.iter_raw())


def test_answers_of_graphql_are_packed_for_whoever_takes_that(browser: TestClient) -> None:
    plain = raw(browser, "POST", "/api/graphql", "identity", json={"query": INTROSPECTION})
    packed = raw(browser, "POST", "/api/graphql", json={"query": INTROSPECTION})
    assert (plain[0], packed[0]) == (None, "gzip")
    assert gzip.decompress(packed[1]) == plain[1]
    assert len(packed[1]) * 4 < len(plain[1])


def test_the_page_is_packed_and_what_is_short_is_not(browser: TestClient) -> None:
    with browser.stream("GET", "/findings", headers={"accept": "text/html", "accept-encoding": "gzip"}) as answer:
        assert answer.headers["content-encoding"] == "gzip"
        assert "accept-encoding" in answer.headers["vary"].lower()
        body = gzip.decompress(b"".join(answer.iter_raw()))
    assert body.count("<p>页</p>".encode()) == LEAST
    assert raw(browser, "GET", "/health")[0] is None


def test_what_holds_a_token_or_is_a_file_is_never_packed(browser: TestClient) -> None:
    for path in sorted(TOKENS - {"/signout", "/api/signin", "/api/password"}):
        encoding, body = raw(browser, "GET", path)
        assert (encoding, bool(body)) == (None, True), path
    encoding, body = raw(browser, "GET", "/api/cases/long.txt")
    assert (encoding, len(body) > LEAST) == (None, True)
    assert "/api/cases/long.txt".startswith(FILES)


def test_every_page_that_holds_the_token_is_spared(browser: TestClient) -> None:
    token = browser.headers["x-csrf-token"].encode()
    pages = ("/", "/api/me", "/findings", "/password", "/playground", "/signin", "/api/uploads", "/metrics", "/ready")
    holding = {path for path in pages if token in browser.get(path, headers={"accept": "text/html"}).content}
    assert {"/api/me", "/password"} <= holding <= TOKENS
