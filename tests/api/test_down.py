"""The embedded engine is killed under a running server: who watches is told at once, who reads is told to come back, what
people decide is taken, and shown in the graph once there is an engine again."""

from __future__ import annotations

import fcntl
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import api.app
import api.system
from api.app import build
from api.graphql import PATH
from api.system import System, opened
from graph import embedded
from graph.entity import make_id
from graph.host import LOCK, NOTE
from graph.lake import Lake
from graph.ontology import ontology
from graph.settings import Settings
from tests.api.doors import browser, token
from tests.lakes import PEOPLE, holders, put

JUDGE = 'mutation ($l: ID!, $r: ID!) { judge(left: $l, right: $r, answer: same, basis: "户籍档案", reason: "查档") { seq } }'
READ = "query ($l: ID!) { entity(id: $l) { caption } }"


def until(what: Callable[[], Any], seconds: float = 60) -> Any:
    """What is waited for."""
    end = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < end
        time.sleep(0.05)
    return found


def test_a_judgement_is_taken_while_the_engine_is_dead_and_shown_when_it_lives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setattr(embedded, "PATIENCE", 0.3)
    monkeypatch.setattr(api.system, "LATER", 0.2)
    data = tmp_path / "data"
    put(Lake(data), holders(tmp_path / "h.csv", [f"622200000000000{i},王一,工行,{PEOPLE[i]}" for i in range(2)]))
    left, right = (str(make_id(ontology().kinds["Person"], {"id_number": number})) for number in PEOPLE[:2])
    with opened(Settings(data, engine_heap="512m", lang="en")) as system:
        system.project()
        app = build(system)
        app.state.gate.users.add("li", "four blue whales sing", ["investigator", "prosecutor"])
        page, head = browser(app), token(app, ["read", "judge"], "li")

        def asked(text: str, **given: str) -> Any:
            return page.post(PATH, json={"query": text, "variables": given}, headers=head)

        assert asked(READ, l=left).json()["data"]["entity"]
        assert system.store.counts()["Person"] == 2
        killed(system)
        with open(data / "graph" / LOCK, "a") as lock:  # and no other can be started
            fcntl.flock(lock, fcntl.LOCK_EX)
            (data / "graph" / NOTE).unlink()
            refused = asked(READ, l=left)
            assert (refused.status_code, refused.headers["retry-after"]) == (503, "5")
            assert refused.json()["errors"][0]["extensions"]["retryAfter"] == 5
            assert asked(JUDGE, l=left, r=right).json()["data"]["judge"] == {"seq": 1}
            ready = page.get("/ready")
            assert (ready.status_code, ready.json()["problems"], ready.headers["retry-after"]) == (503, ["graph"], "5")
        until(lambda: page.get("/ready").status_code == 200)  # nobody did anything: it is tried again by itself
        assert system.store.counts()["Person"] == 1


def test_who_watches_is_answered_while_an_engine_starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api.app, "PROMPT", 0.2)
    with opened(Settings(tmp_path / "data", engine_heap="512m", lang="en")) as system:
        page = browser(build(system))
        until(lambda: page.get("/ready").status_code == 200)
        killed(system)
        ready = page.get("/ready")
        assert (ready.status_code, ready.json()["problems"]) == (503, ["graph"])
        until(lambda: page.get("/ready").status_code == 200)  # whoever asked began it, and waits for nothing


def killed(system: System) -> None:
    """No engine is there any more."""
    engine = system.store._engine
    assert engine is not None
    os.kill(engine.door.pid, signal.SIGKILL)
    until(lambda: not embedded._held(engine.folder))
