"""The store on real servers and faults: what goes wrong is one line with a cure, and going on afterwards is whole."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from neo4j import exceptions as bolt

from graph import project
from graph.lake import Lake
from graph.project import catch_up, check
from graph.queries import Query
from graph.store import EMBEDDED, Store, StoreError, Writer, errors, open_store
from tests.conftest import Engines
from tests.lakes import moves, put
from tests.neo4j_server import LTS, Missing, Server

SLOW = Query("read/slow", "slow", "read", (), ("n",), {}, "MATCH (a:Account), (b:Account), (c:Account), (d:Account) WHERE a.id < b.id AND b.id < c.id AND c.id < d.id RETURN count(*) AS n")  # fmt: skip


def account(name: str, **props: Any) -> dict[str, Any]:
    return {"id": name, "kind": "Account", "caption": name, "sources": 1, **props}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"neo4j_password": "wrong"}, r"bolt://.* refused user or password; check NEO4J_USER and NEO4J_PASSWORD"),
        ({"neo4j_database": "nothere"}, "has no such database; check NEO4J_DATABASE"),
        ({"neo4j_uri": "bolt://127.0.0.1:1"}, r"no graph at bolt://127.0.0.1:1 .*; start it \(or check NEO4J_URI\)"),
        ({"neo4j_uri": "bolt://h?policy=eu"}, r"bolt://h\?policy=eu can't be used: .*; NEO4J_URI looks like bolt"),
    ],
)
def test_what_keeps_a_store_from_opening_is_one_line_with_a_cure(
    engines: Engines, change: dict[str, str], message: str
) -> None:
    settings = replace(engines.settings("neo4j-5.26"), **change)
    with pytest.raises(StoreError, match=message) as caught, open_store(settings) as store:
        store.view().run("read/any")
    for lang in ("zh", "en"):
        assert "\n" not in caught.value.to(lang)
    assert caught.value.exit == 2


def test_the_driver_errors_that_no_test_can_stage_are_one_line_too(monkeypatch: pytest.MonkeyPatch) -> None:
    staged = {
        "Neo.ClientError.Security.CredentialsExpired": "wants its first password changed; change it",
        "Neo.ClientError.Security.AuthenticationRateLimit": "refuses sign-ins for a while",
        "Neo.TransientError.General.OutOfMemoryError": "the graph refused: Neo.TransientError.General.OutOfMemoryError",
    }
    for code, message in staged.items():
        monkeypatch.setattr(bolt.ClientError, "code", code)
        with pytest.raises(StoreError, match=message), errors(EMBEDDED):
            raise bolt.ClientError("two\nlines")
    with pytest.raises(StoreError, match="the graph refused: ResultError"), errors(EMBEDDED):
        raise bolt.ResultError(None, "consumed")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "engine", ["neo4j-5.26", "neo4j-2026"]
)  # the embedded one's is set at its start: test_embedded.py
def test_a_query_past_its_limit_is_stopped(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.writer().entities("Account", [account(f"acc-{n}") for n in range(300)])
    monkeypatch.setattr("graph.store.query", lambda _: SLOW)
    begun = time.monotonic()
    with pytest.raises(StoreError, match="ran past its time limit and was stopped"):
        store.view().run("read/slow", limit_s=1)
    assert time.monotonic() - begun < 20


def test_a_batch_of_long_texts_goes_through(store: Store) -> None:
    """More than 16 MiB in one message, which the embedded engine refuses unless told otherwise."""
    text = "投诉" * 1000
    rows = [{"id": f"com-{n}", "kind": "Complaint", "caption": str(n), "sources": 1, "text": text} for n in range(3000)]
    store.writer().entities("Complaint", rows)
    assert store.counts() == {"Complaint": 3000}
    assert store.view().run("read/entity", id="com-7") == [{"entity": rows[7]}]


def test_values_come_back_as_they_went(store: Store) -> None:
    """Large integers after small ones, floats after integers, text beyond ASCII: no index pins a type."""
    rows = [
        account("a", balance=1, opened=1),
        account("b", balance=9_007_199_254_740_993, opened=1_709_287_200_000),
        account("c", balance=-5, holder='云杉"科技\\\n\U0001f4b0', blocked=True),
    ]
    contract = {"id": "con-1", "kind": "Contract", "caption": "1", "sources": 1, "rate": 1.0}
    writer = store.writer()
    writer.entities("Account", rows)
    writer.entities("Contract", [contract, {**contract, "id": "con-2", "rate": 0.188}])
    assert sorted(store.rows("Account"), key=lambda r: str(r["id"])) == rows
    rates = {r["id"]: r["rate"] for r in store.rows("Contract")}
    assert rates == {"con-1": 1.0, "con-2": 0.188}
    assert {type(r) for r in rates.values()} == {float}


def test_writers_of_the_same_entities_lose_nothing(store: Store) -> None:
    """Four writers put the same keys at once: conflicts are tried again, every entity is there once."""
    failures: list[BaseException] = []

    def work(n: int) -> None:
        try:
            for start in range(0, 60, 20):
                store.writer().entities("Account", [account(f"acc-{i}", balance=n) for i in range(start, start + 20)])
        except BaseException as error:
            failures.append(error)

    store.setup()
    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert store.counts() == {"Account": 60}


@pytest.fixture
def mortal(tmp_path: Path) -> Iterator[Server]:
    """A Neo4j of its own, to be killed."""
    server = Server(LTS, tmp_path / "neo4j", heap="512m")
    try:
        server.prepare()
    except Missing as why:
        from tests.conftest import missing

        missing(str(why))
    server.start()
    yield server
    if server.process:
        server.kill()


def test_a_server_that_dies_in_mid_batch_and_comes_back(
    tmp_path: Path, mortal: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake = Lake(tmp_path / "d")
    put(lake, moves(tmp_path / "m.csv", 90))
    monkeypatch.setattr(project, "BATCH", 20)
    settings = replace(mortal.settings(tmp_path / "d"), patience=1.0)
    once, batches = Writer._once, [0]

    def fatal(self: Writer, steps: Any) -> Any:
        batches[0] += 1
        if batches[0] == 4:
            mortal.kill()
        return once(self, steps)

    with monkeypatch.context() as patch, open_store(settings) as store:
        patch.setattr(Writer, "_once", fatal)
        with pytest.raises(StoreError, match=r"no graph at bolt://.*; start it .* goes on where it was"):
            catch_up(lake, store)
    with pytest.raises(StoreError, match="no graph at"):
        open_store(settings)
    mortal.start()
    with open_store(settings) as store:
        mark = store.view().progress()
        assert mark is not None
        assert mark["batch"] > 0, "three batches were kept"
        assert catch_up(lake, store) == 1
        assert check(lake, store).equal
