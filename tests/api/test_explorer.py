"""The page that people work with, as the server gives it: which addresses are it, what it may load, what is kept how long."""

from __future__ import annotations

import gzip
import os
import re
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from api.app import build
from api.explorer import NONCE
from api.guard import HEADERS
from api.limits import APART, PER_USER
from api.system import System
from graph.ops import Ops
from graph.settings import Settings
from tests.api.doors import GOOD, NOWHERE, OURS, PERSON, browser, signed_in

HTML = f'<html><script type="module" nonce="{NONCE}" src="/assets/index-a1.js"></script><style nonce="{NONCE}"></style></html>'
SCRIPT = "export const x = 1;\n" * 50


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A page as it lies when it is built."""
    folder = tmp_path / "page"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text(HTML, "utf-8")
    (folder / "assets/index-a1.js").write_text(SCRIPT, "utf-8")
    (folder / "assets/.hidden.js").write_text("0", "utf-8")
    (folder / "assets/odd.xyz").write_text("0", "utf-8")
    (folder / "mark.svg").write_text("<svg/>", "utf-8")
    (folder / ".source-hash").write_text("ab", "utf-8")
    (tmp_path / "outside.js").write_text("0", "utf-8")
    return folder


@pytest.fixture
def explored(people: Ops, tmp_path: Path, page: Path) -> FastAPI:
    """The application with that page, and a user."""
    app = build(System(Settings(tmp_path / "data", NOWHERE, lang="en"), people), hosts=["localhost"], page=page)
    app.state.gate.users.add("李雷", GOOD, ["investigator"])
    return app


@pytest.fixture
def client(explored: FastAPI) -> TestClient:
    return signed_in(explored)


@pytest.mark.parametrize(
    "path", ["/", "/board", "/cases/42", "/board?lang=en&view=v1.js", "/案件/1", "/board/", "/apiary"]
)
def test_whatever_a_browser_asks_as_a_page_is_the_page(client: TestClient, path: str) -> None:
    answer = client.get(path, headers=PERSON)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert answer.headers["cache-control"] == "no-cache"
    head = client.head(path, headers=PERSON)
    assert (head.status_code, head.text) == (200, "")


def test_its_policy_lets_run_what_this_answer_holds_and_nothing_else(client: TestClient) -> None:
    nonces = set()
    for _ in range(3):
        answer = client.get("/", headers=PERSON)
        policy = dict(rule.split(" ", 1) for rule in answer.headers["content-security-policy"].split("; "))
        (nonce,) = set(re.findall('nonce="([^"]+)"', answer.text))
        nonces.add(nonce)
        assert policy == {
            "default-src": "'none'", "script-src": f"'self' 'nonce-{nonce}'", "style-src": f"'self' 'nonce-{nonce}'",
            "img-src": "'self' data: blob:", "connect-src": "'self'", "worker-src": "'self'", "font-src": "'self'", "base-uri": "'none'",
            "form-action": "'self'", "frame-ancestors": "'none'",
        }  # fmt: skip
        assert {k: answer.headers[k] for k in HEADERS if k.startswith(("x-", "cross", "referrer"))} == {
            k: v for k, v in HEADERS.items() if k.startswith(("x-", "cross", "referrer"))
        }
    assert len(nonces) == 3, "a nonce is of one answer"
    assert NONCE not in answer.text


def test_parts_are_kept_for_a_year_and_packed_where_the_browser_takes_that(client: TestClient, page: Path) -> None:
    plain = client.get("/assets/index-a1.js", headers={"accept-encoding": "identity"})
    assert (plain.text, plain.headers["content-type"]) == (SCRIPT, "text/javascript; charset=utf-8")
    assert plain.headers["cache-control"] == "private, max-age=31536000, immutable"
    with client.stream("GET", "/assets/index-a1.js", headers={"accept-encoding": "gzip"}) as packed:
        raw = b"".join(packed.iter_raw())
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(raw).decode() == SCRIPT
    assert len(raw) < len(SCRIPT)
    (page / "assets/index-a1.js").write_text("new", "utf-8")
    os.utime(page / "assets/index-a1.js", (1, 1))
    assert client.get("/assets/index-a1.js").text == "new"
    assert client.head("/assets/index-a1.js").status_code == 200
    beside = client.get("/mark.svg")
    assert (beside.text, beside.headers["content-type"], beside.headers["cache-control"]) == ("<svg/>", "image/svg+xml", "no-cache")  # fmt: skip


@pytest.mark.parametrize("accept", ["*/*", PERSON["accept"]])
@pytest.mark.parametrize(
    "path",
    ["/assets/none.js", "/assets/", "/assets/.hidden.js", "/assets/odd.xyz", "/assets/../index.html", "/assets/..%2f..%2foutside.js",
     "/assets/%2e%2e/index.html", "/assets/a%00.js", "/api/nowhere", "/api/nowhere.html", "/api/"],
)  # fmt: skip
def test_what_is_not_there_is_not_there(client: TestClient, path: str, accept: str) -> None:
    answer = client.get(path, headers={"accept": accept})
    shown = path == "/assets/../index.html" and accept != "*/*"  # the client itself makes /index.html of it
    assert answer.status_code == (200 if shown else 404)


@pytest.mark.parametrize("path", ["/.source-hash", "/index.html", "/outside.js", "/board", "/robots.txt"])
def test_a_program_gets_no_page_it_did_not_ask_for(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_other_routes_stay_what_they_are(client: TestClient) -> None:
    assert client.get("/signout", headers=PERSON).status_code == 405
    assert client.get("/health", headers=PERSON).json() == {"status": "ok"}
    assert 'name="password"' in client.get("/signin", headers=PERSON).text
    assert client.get("/start", headers=PERSON).text.count("/start.css") == 1
    assert client.post("/board", headers=PERSON | OURS).status_code == 404


def test_who_has_not_signed_in_gets_neither_the_page_nor_its_parts(explored: FastAPI) -> None:
    client = browser(explored)
    answer = client.get("/cases/42?tab=2", headers=PERSON)
    assert (answer.status_code, answer.headers["location"]) == (303, "/signin?next=%2Fcases%2F42%3Ftab%3D2")
    assert client.get("/assets/index-a1.js").status_code == 401


def test_a_page_with_many_parts_takes_nothing_of_what_a_person_may_ask(client: TestClient) -> None:
    asked = int(PER_USER[0].partition("/")[0]) * 3
    assert {client.get("/assets/index-a1.js").status_code for _ in range(asked)} == {200}
    assert client.get("/api/me").status_code == 200
    assert int(APART["/assets/"][0].partition("/")[0]) > asked


def test_where_the_page_is_not_built_the_start_page_says_how(people: Ops, tmp_path: Path) -> None:
    app = build(System(Settings(tmp_path / "data", NOWHERE, lang="en"), people), hosts=["localhost"], page=tmp_path / "none")  # fmt: skip
    app.state.gate.users.add("李雷", GOOD, ["investigator"])
    client = signed_in(app)
    text = client.get("/", headers=PERSON).text
    assert "pip install -e ." in text
    assert "构建" in client.get("/?lang=zh", headers=PERSON).text
    assert "pip install -e ." not in client.get("/start", headers=PERSON).text
    assert client.get("/board", headers=PERSON).status_code == 404
    assert client.get("/assets/index-a1.js").status_code == 404
