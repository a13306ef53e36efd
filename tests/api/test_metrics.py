"""Figures for whoever watches, and one line of JSON a request: neither tells anything about anybody."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI, Request
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from api import logs, metrics
from api.faults import answered
from api.logs import QUIET, Requests, install
from api.metrics import Metrics, standard
from api.system import System, opened
from graph.ops.jobs import Jobs
from graph.rights import Actor
from graph.say import JinyingError, Say
from graph.settings import Settings
from graph.store import Store, StoreError

SECRET = "440101199003070070"
AUDITOR = Actor("user:watch", frozenset({"auditor"}), scopes=frozenset({"audit"}))


@pytest.fixture
def system(tmp_path: Path, embedded: Store) -> Iterator[System]:
    with opened(Settings(tmp_path / "data")) as system:
        system._store = embedded
        yield system
        system._store = None


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What a server would write; the test process's logging is as before afterwards."""
    root, out = logging.getLogger(), io.StringIO()
    before = (root.handlers, root.level, {n: logging.getLogger(n).disabled for n in QUIET})
    try:
        install(out)
        yield out
    finally:
        root.handlers, root.level = before[0], before[1]
        for name, disabled in before[2].items():
            logging.getLogger(name).disabled = disabled


def client(system: System, who: Actor | None = AUDITOR) -> TestClient:
    app, figures = FastAPI(exception_handlers={JinyingError: answered}), standard(system)
    app.state.system = system

    async def one(id: str, request: Request) -> dict[str, int]:
        return {"n": len(await request.body())}

    def broken() -> None:
        raise KeyError(f"密码 {SECRET}")

    app.add_api_route("/api/things/{id}", one, methods=["GET", "POST"])
    app.add_api_route("/broken", broken)
    app.include_router(metrics.router(figures))

    class As:
        def __init__(self, app: Any) -> None:
            self._app = app

        async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
            scope.setdefault("state", {})["actor"] = who
            await self._app(scope, receive, send)

    app.add_middleware(As)
    app.add_middleware(Requests, routes=app.routes, metrics=figures)
    return TestClient(app, raise_server_exceptions=False)


def figures(text: str) -> dict[tuple[str, ...], float]:
    return {(s.name, *s.labels.values()): s.value for f in text_string_to_metric_families(text) for s in f.samples}


def test_requests_are_counted_by_their_route(system: System) -> None:
    web = client(system)
    for n in range(3):
        web.get(f"/api/things/{n}?q={SECRET}")
    web.get(f"/nothing/{SECRET}")
    web.get("/broken")
    web.request("BREW", "/broken")
    answer = web.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    found = figures(answer.text)
    assert found["jinying_requests_total", "GET", "/api/things/{id}", "200"] == 3
    assert found["jinying_requests_total", "GET", "(none)", "404"] == 1
    assert found["jinying_requests_total", "GET", "/broken", "500"] == 1
    assert found["jinying_requests_total", "other", "/broken", "405"] == 1
    assert found["jinying_request_seconds_count", "GET", "/api/things/{id}"] == 3
    assert found[("jinying_requests_running",)] == 1, "this one"
    assert SECRET not in answer.text


def test_parts_and_jobs_are_watched(system: System, monkeypatch: pytest.MonkeyPatch) -> None:
    Jobs(system.ops).add("detect", {}, writes=False)
    found = figures(client(system).get("/metrics").text)
    assert [found[f"jinying_{n}",] for n in ("graph_up", "ops_up", "jobs_waiting", "jobs_running")] == [1, 1, 1, 0]

    def down(*_: object, **__: object) -> None:
        raise StoreError(Say("坏", "down"))

    monkeypatch.setattr("graph.store.View.run", down)
    monkeypatch.setattr("graph.ops.jobs.Jobs.list", down)
    found = figures(client(system).get("/metrics").text)
    assert found["jinying_graph_up",] == 0
    assert ("jinying_jobs_waiting",) not in found


@pytest.mark.parametrize("roles", [{"analyst"}, {"investigator"}, {"intake"}, {"modeller"}])
def test_figures_are_for_who_may_read_the_audit(system: System, roles: set[str]) -> None:
    assert client(system, Actor("user:x", frozenset(roles))).get("/metrics").status_code == 403
    assert client(system, Actor("user:x", frozenset({"auditor"}), scopes=frozenset({"read"}))).get("/metrics").status_code == 403  # fmt: skip


def test_a_request_is_one_line_without_what_was_asked(system: System, lines: io.StringIO) -> None:
    web = client(system)
    headers = {"x-name": SECRET, "authorization": f"Bearer {SECRET}", "cookie": f"a={SECRET}", "user-agent": SECRET, "referer": f"http://x/{SECRET}", "x-request-id": SECRET}  # fmt: skip
    answer = web.post(f"/api/things/{SECRET}?id_number={SECRET}", content=f'{{"id_number": "{SECRET}"}}', headers=headers)  # fmt: skip
    web.get(f"/nowhere/{SECRET}")
    web.get("/broken")
    said = [json.loads(line) for line in lines.getvalue().splitlines()]
    assert SECRET not in lines.getvalue()
    first = said[0]
    assert {k: first[k] for k in ("method", "route", "status", "who", "level")} == {
        "method": "POST", "route": "/api/things/{id}", "status": 200, "who": "user:watch", "level": "info",
    }  # fmt: skip
    assert first["ms"] >= 0
    assert first["request"] == answer.headers["x-request-id"] != SECRET
    assert [s["route"] for s in said if "route" in s] == ["/api/things/{id}", "(none)", "/broken"]


def test_a_proxys_number_of_a_request_is_kept(system: System, lines: io.StringIO) -> None:
    assert client(system).get("/metrics", headers={"x-request-id": "proxy-1.a"}).headers["x-request-id"] == "proxy-1.a"
    assert json.loads(lines.getvalue().splitlines()[-1])["request"] == "proxy-1.a"


def test_a_fault_is_told_by_its_place_and_not_by_what_it_says(lines: io.StringIO) -> None:
    try:
        raise KeyError(f"密码 {SECRET}")
    except KeyError as error:
        logging.getLogger("jinying.server").error("fault %s", "KeyError", exc_info=error)
    logging.getLogger("asyncio").error("task %s", SECRET)
    ours, theirs = [json.loads(line) for line in lines.getvalue().splitlines()]
    assert (ours["says"], ours["fault"]["kind"]) == ("fault KeyError", "KeyError")
    assert ours["fault"]["through"][-1].startswith("tests/api/test_metrics.py:")
    assert theirs["says"] == "task %s"
    assert SECRET not in lines.getvalue()


def test_whoever_writes_what_was_asked_is_silent(lines: io.StringIO) -> None:
    for name in QUIET:
        logging.getLogger(name).error("GET /?id_number=%s", SECRET)
    assert lines.getvalue() == ""


def test_a_figure_that_nobody_registered_is_no_figure() -> None:
    made = Metrics()
    made.begun()
    made.ended("GET", "/x", 200, 0.5)
    assert b'jinying_requests_total{method="GET",route="/x",status="200"} 1.0' in made.page()
    assert logs.UNMATCHED not in made.page().decode()
