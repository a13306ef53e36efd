"""Subscriptions over WebSocket (graphql-transport-ws): a job until it has ended, findings as they are made."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.graphql import PATH, router
from api.jobs import board
from api.schema import work
from api.system import System
from api.visit import Visit
from graph.finding import Finding, Subject
from graph.say import Say
from tests.api.visiting import actor, client


@pytest.fixture(autouse=True)
def _often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(board, "LOOK", 0.01)
    monkeypatch.setattr(work, "LOOK", 0.01)


@contextmanager
def begun(browser: TestClient, text: str, **variables: Any) -> Iterator[Any]:
    """A socket that has subscribed."""
    with browser.websocket_connect(PATH, subprotocols=["graphql-transport-ws"]) as socket:
        socket.send_json({"type": "connection_init"})
        assert socket.receive_json()["type"] == "connection_ack"
        socket.send_json({"id": "1", "type": "subscribe", "payload": {"query": text, "variables": variables}})
        yield socket


def test_a_job_is_told_until_it_has_ended(system: System) -> None:
    who = actor("investigator")
    visit = Visit(system, who)
    job = board.start(visit, "detect", {"detectors": ["ring"]})
    with (
        client(router(), system, who) as browser,
        begun(browser, "subscription ($id: ID!) { jobProgress(id: $id) { state } }", id=job.id) as socket,
    ):
        states = [socket.receive_json()["payload"]["data"]["jobProgress"]["state"]]
        board.cancel(visit, job.id)
        while (message := socket.receive_json())["type"] == "next":
            states.append(message["payload"]["data"]["jobProgress"]["state"])
        assert (states[0], states[-1], message["type"]) == ("waiting", "cancelled", "complete")


def test_new_findings_are_told_and_old_ones_are_not(system: System) -> None:
    one = system.snapshot().ids(system.snapshot().of_kind("Account")[:1])[0]

    def made(n: int) -> Finding:
        return Finding(
            "ring", (Subject(one, "Account", Say("户", "account")),), (), n, n, 0.5, Say(f"第{n}", f"no {n}")
        )

    system.ops.keep("ring", {}, 1, [made(1)])
    with (
        client(router(), system, actor("analyst")) as browser,
        begun(browser, "subscription { newFindings { sentence subjects { entity { caption } } } }") as socket,
    ):
        time.sleep(0.5)  # until it has looked at what is there
        system.ops.keep("ring", {}, 1, [made(1), made(2)])
        told = socket.receive_json()["payload"]["data"]["newFindings"]
        assert told["sentence"] == "第2"
        assert told["subjects"][0]["entity"]["caption"].startswith("*")


def test_whoever_lacks_the_right_is_told_nothing(system: System) -> None:
    with (
        client(router(), system, actor("intake")) as browser,
        begun(browser, "subscription { newFindings { sentence } }") as socket,
    ):
        message = socket.receive_json()
        assert message["type"] == "error" or message["payload"]["errors"]
        assert "sentence" not in str(
            message.get("payload", {}).get("data") if isinstance(message.get("payload"), dict) else ""
        )


def test_a_socket_runs_no_queries_and_no_mutations(system: System) -> None:
    for text in ("{ me { who } }", 'mutation { createToken(label: "x", scopes: ["read"]) { id } }'):
        with client(router(), system, actor("analyst")) as browser, begun(browser, text) as socket:
            assert "只用于订阅" in str(socket.receive_json())
