"""A notebook borrows a part of the graph as py2neo objects and hands one back as an import, on real Neo4j 5.26."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from graph.lake import Lake
from graph.ontology import OntologyError
from graph.ops import Ops, open_ops
from graph.project import catch_up, check
from graph.store import Store
from ingest.mapping import MappingError
from tests.conftest import REQUIRED, Engines
from tests.graph.test_project import everything
from tests.lakes import PEOPLE, holders, moves, put

try:
    import py2neo

    from ingest.notebook import NotebookError, lend, take_back
except ImportError:
    if REQUIRED:
        raise
    pytest.skip("py2neo is not installed: pip install 'jinying[py2neo]'", allow_module_level=True)

NUMBER, OTHER = "6222000000000001", "6222000000000002"
AUTHOR = "tests"


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    """Two accounts with their owners, and thirty transfers among others."""
    lake = Lake(tmp_path / "data")
    rows = [f"{NUMBER},王一一,工行,{PEOPLE[0]}", f"{OTHER},李二,建行,{PEOPLE[1]}"]
    put(lake, holders(tmp_path / "holders.csv", rows), moves(tmp_path / "moves.csv", 30))
    return lake


@pytest.fixture
def neo(lake: Lake, engines: Engines) -> Store:
    """That lake in a real Neo4j."""
    store = engines.store("neo4j-5.26")
    store.writer().wipe()
    catch_up(lake, store)
    return store


@pytest.fixture
def ops(tmp_path: Path) -> Iterator[Ops]:
    with open_ops(tmp_path / "data", AUTHOR) as ops:
        yield ops


@pytest.fixture(scope="module")
def bolt(engines: Engines) -> Iterator[py2neo.Graph]:
    """The same Neo4j as py2neo itself sees it."""
    s = engines.settings("neo4j-5.26")
    graph = py2neo.Graph(s.neo4j_uri, auth=(s.neo4j_user, s.neo4j_password), name=s.neo4j_database)
    yield graph
    graph.service.connector.close()  # or its socket is left open, which is a warning, which is an error


def account(store: Store, number: str = NUMBER) -> str:
    return str(next(r["id"] for r in store.rows("Account") if r["number"] == number))


def node(part: py2neo.Subgraph, kind: str) -> py2neo.Node:
    """The only node of a kind."""
    (only,) = (n for n in part.nodes if kind in n.labels)
    return only


def taken(lake: Lake, neo: Store, ops: Ops, part: Any) -> str:
    """Hand back, project; the import's id."""
    done = take_back(lake, ops, part)
    assert (done.status, done.manifest.rejected, done.manifest.cells) == ("loaded", 0, 0), done
    catch_up(lake, neo)
    assert check(lake, neo).equal
    return done.manifest.id


def test_what_is_lent_is_a_live_subgraph_with_our_names_and_ids(neo: Store, ops: Ops, bolt: py2neo.Graph) -> None:
    part = lend(neo.view(), ops, [account(neo)])
    (owns,) = part.relationships
    assert {tuple(sorted(n.labels)) for n in part.nodes} == {("Account", "Entity"), ("Entity", "Person")}
    assert type(owns).__name__ == "OWNS"
    assert (owns.start_node["id"], owns.end_node["id"]) == (node(part, "Person")["id"], account(neo))
    before = everything(neo)
    bolt.merge(lend(neo.view(), ops, [account(neo)], full="for py2neo to write"), "Entity", "id")
    assert everything(neo) == before, "py2neo wrote what it was lent, and it was there already"
    found = bolt.nodes.match("Account", id=account(neo)).first()
    assert (found["number"], found["bank"]) == (NUMBER, "工行")
    scratch = py2neo.Node("Scratch", name="a notebook's own")
    bolt.create(py2neo.Relationship(scratch, "NEAR", found))
    assert bolt.evaluate("MATCH (:Scratch)-[:NEAR]->(a:Account) RETURN a.id") == account(neo)
    bolt.delete(scratch)


def test_personal_data_is_masked_unless_a_reason_is_given_that_is_audited(neo: Store, ops: Ops) -> None:
    masked = lend(neo.view(), ops, [account(neo)])
    assert node(masked, "Account")["number"] == "*0001"
    assert node(masked, "Account")["caption"] == "*0001"
    assert node(masked, "Person")["name"] == node(masked, "Person")["caption"] == "王**"
    for secret in (NUMBER, "王一一", PEOPLE[0]):
        assert secret not in repr(masked)
    assert ops.audit() == []
    with pytest.raises(NotebookError, match="needs a reason"):
        lend(neo.view(), ops, [account(neo)], full=" ")
    full = lend(neo.view(), ops, [account(neo)], full="case 7: who owns it")
    assert (node(full, "Account")["number"], node(full, "Person")["id_number"]) == (NUMBER, PEOPLE[0])
    (entry,) = ops.audit()
    assert (entry["who"], entry["action"], entry["subject"]) == (AUTHOR, "unmask", account(neo))
    assert entry["detail"] == {"why": "case 7: who owns it", "ids": [account(neo)], "nodes": 2, "links": 1}
    assert ops.audit_broken() is None


def test_a_part_never_stands_for_the_whole(neo: Store, ops: Ops) -> None:
    busy = account(neo, "62220000000" + "0001")
    links = lend(neo.view(), ops, [busy]).relationships
    assert {type(r).__name__ for r in links} == {"TRANSFER", "FLOW"}
    with pytest.raises(
        NotebookError, match=rf"{busy} has {len(links)} links, more than {len(links) - 1}; raise `limit`"
    ):
        lend(neo.view(), ops, [busy], limit=len(links) - 1)
    assert len(lend(neo.view(), ops, [busy], limit=len(links)).relationships) == len(links)
    with pytest.raises(NotebookError, match="the graph has no acc-x"):
        lend(neo.view(), ops, ["acc-x"])


def test_a_change_comes_back_as_an_import_with_rows_behind_it(lake: Lake, neo: Store, ops: Ops) -> None:
    before = everything(neo)
    part = lend(neo.view(), ops, [account(neo)])
    node(part, "Account")["bank"] = "中国工商银行"
    node(part, "Account")["balance"] = 1_234_56  # fen, as the graph holds it
    import_id = taken(lake, neo, ops, part)
    after = everything(neo)
    changed = after["Account"][account(neo)]
    assert (changed["number"], changed["bank"], changed["balance"]) == (NUMBER, "中国工商银行", 1_234_56)
    assert (changed["sources"], changed["conflicts"]) == (2, "bank")
    assert {t: set(rows) for t, rows in after.items()} == {t: set(rows) for t, rows in before.items()}, "nobody new"
    assert after["Person"] == before["Person"], "what was shown masked is not taken for a change"
    reason = lake.why(account(neo))[-1]
    assert (reason.import_id, reason.row, reason.mapping) == (import_id, 1, "notebook")
    assert reason.values == {"number": NUMBER, "bank": "中国工商银行", "balance": 1_234_56}
    kept = lake.root.parent / "notebooks" / reason.file
    assert kept.read_text("utf-8") == (
        f'{{"kind": "Account", "balance": "1234.56", "bank": "中国工商银行", "number": "{NUMBER}"}}\n'
    )
    assert lake.manifest(import_id).sha256 == sha256(kept.read_bytes()).hexdigest()
    assert (ops.audit()[0]["action"], ops.audit()[0]["subject"]) == ("load", import_id)
    with lake.lock():
        lake.undo(import_id)
    catch_up(lake, neo)
    assert everything(neo) == before


def test_new_nodes_and_links_meet_what_is_known(lake: Lake, neo: Store, ops: Ops, bolt: py2neo.Graph) -> None:
    before = everything(neo)
    known = node(lend(neo.view(), ops, [account(neo)]), "Account")  # masked, and known by its id all the same
    seen = bolt.nodes.match("Account", number=OTHER).first()  # py2neo's own read
    firm = py2neo.Node("Enterprise", name="云杉科技有限公司", abnormal=True, founded="2020-01-02")
    fresh = py2neo.Node("Account", number="6222 0000 0000 0099")
    paid = {"amount": 5_00, "at": 0, "serial": "N1"}
    part = (
        py2neo.Relationship(firm, "OWNS", fresh)
        | py2neo.Relationship(known, "TRANSFER", fresh, **paid)
        | py2neo.Relationship(known, "TRANSFER", fresh, **{**paid, "serial": "N2"})
        | py2neo.Relationship(fresh, "TRANSFER", seen, amount="1.2万元", at="2024-03-01 08:00:00")
    )
    import_id = taken(lake, neo, ops, part)
    new = {t: [r for i, r in rows.items() if i not in before.get(t, {})] for t, rows in everything(neo).items()}
    (made,) = new["Account"]
    assert made["number"] == "6222000000000099"
    assert [(e["name"], e["abnormal"], e["founded"]) for e in new["Enterprise"]] == [("云杉科技有限公司", True, "2020-01-02")]  # fmt: skip
    assert [(o["from"], o["to"]) for o in new["OWNS"]] == [(new["Enterprise"][0]["id"], made["id"])]
    assert sorted((t["from"], t["to"], t["amount"], t["at"]) for t in new["TRANSFER"]) == sorted(
        [(known["id"], made["id"], 500, 0)] * 2 + [(made["id"], seen["id"], 1_200_000, 1_709_251_200_000)]
    )
    assert "Person" not in new or not new["Person"]
    assert take_back(lake, ops, part).status == "unchanged", "the same part is the same file"
    with lake.lock():
        lake.undo(import_id)
    catch_up(lake, neo)
    assert everything(neo) == before


def test_a_link_is_changed_by_its_key_and_sums_are_passed_over(lake: Lake, neo: Store, ops: Ops) -> None:
    transfer = next(iter(neo.rows("TRANSFER")))
    part = lend(neo.view(), ops, [transfer["from"]])
    link = next(r for r in part.relationships if r["id"] == transfer["id"])
    link["memo"] = "服务费"
    next(r for r in part.relationships if type(r).__name__ == "FLOW")["sum"] = 0
    taken(lake, neo, ops, part)
    now = {r["id"]: r for r in neo.rows("TRANSFER")}
    assert len(now) == 30
    assert now[transfer["id"]] == {**transfer, "memo": "服务费", "sources": 2}


@pytest.mark.parametrize(
    ("kind", "props", "error", "says"),
    [
        ("Acount", {"number": "1"}, OntologyError, "no kind 'Acount'; did you mean Account"),
        ("Account", {"number": "1", "balanse": 1}, OntologyError, "no property of Account 'balanse'; did you mean balance"),
        ("Account", {"bank": "工行"}, MappingError, r"Account has no key \(number \| ref\)"),
        ("Account", {"number": "1", "balance": 1.5}, NotebookError, r"Account.balance can't be 1\.5"),
        ("Account", {"number": "1", "blocked": 1}, NotebookError, "Account.blocked can't be 1"),
        ("Account", {"number": "1", "id": f"acc-{'0' * 32}"}, NotebookError, "the lake has no acc-0"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named_before_row_one(
    lake: Lake, ops: Ops, kind: str, props: dict[str, Any], error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        take_back(lake, ops, py2neo.Node(kind, **props))
    assert len(lake.events()) == 2
    assert ops.audit() == []


def test_what_does_not_fit_between_nodes_is_named(lake: Lake, ops: Ops) -> None:
    a, p = py2neo.Node("Account", number="1"), py2neo.Node("Person", id_number=PEOPLE[0])
    with pytest.raises(OntologyError, match="no link 'OWN'; did you mean OWNS"):
        take_back(lake, ops, py2neo.Relationship(p, "OWN", a))
    with pytest.raises(MappingError, match="OWNS can't have Account as 'from'"):
        take_back(lake, ops, py2neo.Relationship(a, "OWNS", p))
    with pytest.raises(NotebookError, match="a node is of one kind, this one of none"):
        take_back(lake, ops, py2neo.Node(number="1"))


def test_a_row_that_can_not_be_read_is_counted_and_listed(lake: Lake, ops: Ops) -> None:
    part = py2neo.Subgraph([py2neo.Node("Person", id_number=PEOPLE[2]), py2neo.Node("Person", id_number="1101")])
    done = take_back(lake, ops, part)
    assert (done.manifest.rows, done.manifest.rejected) == (2, 1)
    assert done.rejected_file is not None
    assert "1101" in done.rejected_file.read_text("utf-8-sig")


def test_what_a_thing_is_known_by_can_not_be_changed(lake: Lake, neo: Store, ops: Ops) -> None:
    part = lend(neo.view(), ops, [account(neo)])
    with pytest.raises(NotebookError, match="nothing in it differs"):
        take_back(lake, ops, part)
    node(part, "Account")["number"] = "6222000000000077"
    with pytest.raises(NotebookError, match=r"'number' is what it is known by; .* make a new one"):
        take_back(lake, ops, part)


def test_a_link_known_only_by_its_row_is_changed_in_its_file(lake: Lake, neo: Store, ops: Ops) -> None:
    a, b = (py2neo.Node("Account", number=n) for n in (NUMBER, OTHER))
    taken(lake, neo, ops, py2neo.Relationship(a, "TRANSFER", b, amount=1, at=0))
    part = lend(neo.view(), ops, [account(neo)])
    link = next(r for r in part.relationships if type(r).__name__ == "TRANSFER")
    link["memo"] = "?"
    with pytest.raises(NotebookError, match="known only by its row in a file; mend the file"):
        take_back(lake, ops, part)


def test_nothing_else_needs_py2neo() -> None:
    """Everything of ours imports where py2neo is not installed, but for the adapter, which says what to do."""
    code = """
import sys, pkgutil, importlib
sys.modules["py2neo"] = None
names = [m.name for p in ("graph", "ingest", "gnn", "api") for m in pkgutil.walk_packages([p], p + ".")]
for name in ["jinying", *names]:
    if name != "ingest.notebook":
        importlib.import_module(name)
try:
    import ingest.notebook
except ImportError as error:
    print(error)
"""
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root, env=os.environ | {"PYTHONPATH": str(root)})  # fmt: skip
    assert done.stdout == "notebooks need py2neo: pip install 'jinying[py2neo]'\n", done.stderr
