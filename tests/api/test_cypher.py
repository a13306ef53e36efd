"""Own Cypher over HTTP: who may, what comes back, what is audited, and how it is saved as a file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import networkx
import pyarrow.parquet as pq
import pytest
from starlette.testclient import TestClient

from api.cypher import AT_ONCE, OF_ONE, Desk, router
from api.downloads import FORMATS, Sheet, disposition, inert, safe_name, written
from api.faults import answered
from api.system import System, opened
from graph.rights import Actor
from graph.say import JinyingError
from graph.settings import Settings
from graph.store import Store, StoreError
from tests.api.visiting import actor, client

NAME, NUMBER = "欧阳密秘", "6222020200112233445"
HOSTILE = '=HYPERLINK("http://x")<&>\'\x01'


@pytest.fixture
def system(tmp_path: Path, embedded: Store) -> Iterator[System]:
    w = embedded.writer()
    w.entities("Person", [{"id": "per-1", "kind": "Person", "caption": NAME, "name": NAME, "region": HOSTILE, "sources": 1}])  # fmt: skip
    w.entities("Account", [{"id": f"acc-{n}", "kind": "Account", "caption": NUMBER, "number": NUMBER, "bank": "工行", "balance": n * 100, "sources": 1} for n in (1, 2)])  # fmt: skip
    w.links("OWNS", [{"from": "per-1", "to": "acc-1", "id": "owns-1", "sources": 1}])
    w.links("TRANSFER", [{"from": "acc-1", "to": "acc-2", "id": f"t-{n}", "amount": n * 100, "at": 1_700_000_000_000 + n, "ip": "10.9.8.7", "sources": 1} for n in (1, 2)])  # fmt: skip
    with opened(Settings(tmp_path / "data")) as system:
        system._store = embedded
        yield system
        system._store = None


def visitor(system: System, *roles: str, **more: Any) -> TestClient:
    made = client(router(), system, actor(*(roles or ("analyst",)), **more))
    made.app.add_exception_handler(JinyingError, answered)  # type: ignore[attr-defined]
    return made


def audit(system: System) -> list[tuple[str, dict[str, Any]]]:
    return [(e["action"], e["detail"]) for e in reversed(system.ops.audit())]


def test_an_analyst_gets_rows_masked_and_audited(system: System) -> None:
    body = {"query": "MATCH (p:Person)-[:OWNS]->(a) WHERE a.bank = $bank RETURN p, a.balance AS b", "parameters": {"bank": "工行"}}  # fmt: skip
    answer = visitor(system).post("/api/cypher", json=body)
    assert answer.status_code == 200, answer.text
    said = answer.json()
    assert (said["columns"], said["truncated"], said["hidden"], said["limit"]) == (["p", "b"], False, 0, 1000)
    assert said["rows"][0][0]["properties"]["name"] == "欧**"
    assert said["rows"][0][1] == 100
    assert NAME not in answer.text
    [(action, detail)] = audit(system)
    assert (action, detail["rows"], detail["parameters"]) == ("cypher", 1, ["bank"])
    assert "工行" not in json.dumps(detail, ensure_ascii=False)


def test_rows_end_at_the_limit_and_say_so(system: System) -> None:
    said = visitor(system).post("/api/cypher", json={"query": "UNWIND [1, 2, 3] AS i RETURN i", "limit": 2}).json()
    assert (said["rows"], said["truncated"]) == ([[1], [2]], True)


@pytest.mark.parametrize("role", ["investigator", "prosecutor", "auditor", "administrator", "intake"])
def test_others_may_not(system: System, role: str) -> None:
    body = {"query": "RETURN 1 AS one"}
    assert visitor(system, role).post("/api/cypher", json=body).status_code == 403
    assert visitor(system, "analyst", scopes=frozenset({"read"})).post("/api/cypher", json=body).status_code == 403
    assert audit(system) == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"query": "MATCH (n) DELETE n"}, 400),
        ({"query": "MATCH (n:Person) RETURN n.name"}, 403),
        ({"query": "MATCH (n:Person) RETURN n.name", "reason": "x"}, 403),
        ({"query": "MATCH RETURN 1"}, 400),
        ({"query": "RETURN $x", "parameters": {"x": {"name": 1}}}, 422),
        ({"query": "RETURN $x", "parameters": {"x": 2**63}}, 400),
        ({"query": "x" * 10_001}, 422),
        ({"query": "RETURN 1", "limit": 10**9}, 422),
        ({"query": "RETURN 1", "limit": "5"}, 422),
        ({"query": "RETURN 1", "more": 1}, 422),
        ({"query": "RETURN 1", "reason": "r" * 501}, 422),
        ({}, 422),
    ],
)
def test_what_can_not_be_answered_is_said(system: System, body: dict[str, Any], status: int) -> None:
    answer = visitor(system).post("/api/cypher", json=body)
    assert answer.status_code == status, answer.text
    assert "Traceback" not in answer.text


def test_the_graph_down_is_said_with_a_retry(tmp_path: Path) -> None:
    with opened(Settings(tmp_path / "d", neo4j_uri="bolt://127.0.0.1:1", patience=0.1)) as system:
        answer = visitor(system).post("/api/cypher", json={"query": "RETURN 1 AS one"})
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")


def test_places_are_few_and_given_back() -> None:
    desk = Desk()
    with desk.place("a"), desk.place("a"), pytest.raises(StoreError, match="too many queries"), desk.place("a"):
        pass
    places = [desk.place(f"p{n}") for n in range(AT_ONCE)]
    for place in places:
        place.__enter__()
    with pytest.raises(StoreError, match="too many queries"), desk.place("one more"):
        pass
    for place in places:
        place.__exit__(None, None, None)
    with desk.place("one more"):
        assert OF_ONE < AT_ONCE


# files

ASKED = {"query": "MATCH (p:Person)-[r:OWNS]->(a)-[t:TRANSFER]->(b) RETURN p, r, a, t, b, t.amount AS amount, [1, 2] AS l ORDER BY amount"}  # fmt: skip


def saved(system: System, **more: Any) -> Any:
    answer = visitor(system).post("/api/cypher/download?lang=zh", json={**ASKED, **more})
    assert answer.status_code == 200, answer.text
    return answer


def test_csv_is_read_by_csv_and_runs_nothing(system: System) -> None:
    answer = saved(system, format="csv", name="资金 流水/../x")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(r["p.name"], r["p.region"][:2], r["a.balance"], r["t.amount"], r["amount"], r["l"]) for r in rows] == [
        ("欧**", "'=", "100", "100", "100", "[1, 2]"), ("欧**", "'=", "100", "200", "200", "[1, 2]"),
    ]  # fmt: skip
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    kind, plain, full = answer.headers["content-disposition"].split("; ")
    assert (kind, unquote(full.removeprefix("filename*=UTF-8''"))) == ("attachment", "资金 流水..x.csv")
    assert plain.isascii()
    assert (answer.headers["x-jinying-truncated"], answer.headers["x-jinying-rows"]) == ("false", "2")
    bare = saved(system, format="csv", bom=False, labels=True).content.decode()
    assert bare.split("\r\n")[0].split(",")[:3] == ["p.kind 类别", "p.id 编号", "p.caption 名称"]
    assert "t.amount 金额（分）" in bare.split("\r\n")[0]
    actions = [(a, d.get("sha256")) for a, d in audit(system)]
    assert actions[1] == ("export", sha256(answer.content).hexdigest())
    assert NAME not in answer.text
    assert NUMBER not in answer.text


def test_parquet_is_read_by_pyarrow(system: System) -> None:
    answer = saved(system, format="parquet", limit=1)
    table = pq.read_table(io.BytesIO(answer.content))
    assert table.column("amount").to_pylist() == [100]
    assert [str(table.schema.field(n).type) for n in ("amount", "p.name", "l")] == ["int64", "string", "string"]
    assert table.column("p.region").to_pylist() == [HOSTILE], "a cell is a value, not a formula"
    assert table.schema.metadata[b"truncated"] == b"true"
    assert table.schema.field("t.amount").metadata == {b"zh": "金额（分）".encode(), b"en": b"amount (fen)"}
    assert answer.headers["x-jinying-truncated"] == "true"


def test_graphml_is_read_by_networkx(system: System) -> None:
    answer = saved(system, format="graphml")
    graph = networkx.read_graphml(io.BytesIO(answer.content))
    assert set(graph.nodes) == {"per-1", "acc-1", "acc-2"}
    assert graph.nodes["per-1"]["name"] == "欧**"
    assert graph.nodes["per-1"]["region"] == HOSTILE.replace("\x01", "�")
    assert (graph.nodes["acc-1"]["balance"], graph.nodes["acc-1"]["kind"]) == (100, "Account")
    edges = {(a, b, d["type"], d.get("amount")) for a, b, d in graph.edges(data=True)}
    assert edges == {("per-1", "acc-1", "OWNS", None), ("acc-1", "acc-2", "TRANSFER", 100), ("acc-1", "acc-2", "TRANSFER", 200)}  # fmt: skip
    assert graph.graph["truncated"] is False
    assert graph.graph["links_left_out"] == 0


def test_links_without_their_ends_are_counted_in_graphml(system: System) -> None:
    body = {"query": "MATCH ()-[t:TRANSFER]->() RETURN t", "format": "graphml"}
    answer = visitor(system).post("/api/cypher/download", json=body)
    graph = networkx.read_graphml(io.BytesIO(answer.content))
    assert (len(graph), graph.graph["links_left_out"]) == (0, 2)


def test_saving_needs_its_own_right(system: System) -> None:
    assert visitor(system, "modeller").post("/api/cypher", json=ASKED).status_code == 200
    assert visitor(system, "modeller").post("/api/cypher/download", json={**ASKED, "format": "csv"}).status_code == 403
    assert visitor(system).post("/api/cypher/download", json={**ASKED, "format": "xls"}).status_code == 422


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", "＝1", '=cmd|" /C calc"!A0'])
def test_no_text_is_a_formula(value: str) -> None:
    assert inert(value) == f"'{value}"
    body = written("csv", [value], [[value], [-5], [None]], {}, {}).decode("utf-8-sig")
    assert [row[0] for row in csv.reader(io.StringIO(body, newline=""))] == [f"'{value}", f"'{value}", "-5", ""]


def test_odd_values_go_into_every_format() -> None:
    rows = [[True, 1, "a", None, 2**70], [None, 2.5, [1], {"x": 1}, 1], [False, None, "\ud800", 3, 0]]
    for name in FORMATS:
        node = {"id": "n\x01", "kind": "K", "caption": "c", "properties": {"a": 1, "b": [1], "c": "\ud800"}}
        assert written(name, list("abcde"), rows, {"n\x01": node}, {})
    table = pq.read_table(io.BytesIO(FORMATS["parquet"].written(Sheet(list("abcde"), rows))))
    assert [str(f.type) for f in table.schema] == ["bool", "double", "string", "string", "string"]
    assert pq.read_table(io.BytesIO(written("parquet", ["a"], [], {}, {}))).num_rows == 0


@pytest.mark.parametrize(
    ("given", "kept"),
    [("../../etc/passwd", "etcpasswd"), ("", "jinying"), ("CON", "jinying"), ("nul.x", "jinying"), ("a\r\nX: y", "aX y"), ("资金", "资金"), ('a"b', "ab"), ("..", "jinying")],
)  # fmt: skip
def test_a_files_name_leads_nowhere(given: str, kept: str) -> None:
    assert safe_name(given) == kept
    header = disposition(f"{kept}.csv")
    assert header.isascii()
    assert "\n" not in header


def test_the_actor_is_who_asks(system: System) -> None:
    who = Actor("user:someone", frozenset({"analyst"}))
    made = client(router(), system, who)
    made.post("/api/cypher", json={"query": "RETURN 1 AS one"})
    assert [e["who"] for e in system.ops.audit()] == ["user:someone"]
