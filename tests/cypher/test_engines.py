"""Every query file plans and behaves on every engine; the table in cypher/README.md says where it passed."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from neo4j.exceptions import Neo4jError

from graph.detect.scene import EVER
from graph.queries import queries, query
from graph.store import AskError, Row, Store, StoreError
from tests.finbench import small

README = Path(__file__).parents[2] / "cypher/README.md"
SAMPLE = {"kind": "Account", "link": "TRANSFER", "prop": "amount", "type": "LONG", "op": "="}
WAY = {
    f"{end}{i}": f"n{i + (end == 'TO')}" for i in range(1, 5) for end in ("FROM", "TO")
}  # of a pattern, step by step
HOUR = 3_600_000


def raw(store: Store, text: str, **params: Any) -> list[Row]:
    """Rows of a text, as the user who may write."""
    with store._drivers[0].session(database=store.database) as session:
        return [r.data() for r in session.run(text, params)]


def entity(kind: str, name: str, **props: Any) -> Row:
    return {"id": name, "kind": kind, "caption": name, "sources": 1, **props}


def link(source: str, target: str, name: str, **props: Any) -> Row:
    return {"from": source, "to": target, "id": name, "sources": 1, **props}


def put(store: Store, *, accounts: str = "", people: str = "", transfers: list[Row] | None = None, **links: list[Row]) -> None:  # fmt: skip
    """A small graph: accounts and people by name, transfers and other links."""
    writer = store.writer()
    writer.entities("Account", [entity("Account", a) for a in accounts.split()])
    writer.entities("Person", [entity("Person", p) for p in people.split()])
    writer.links("TRANSFER", transfers or [])
    for name, rows in links.items():
        writer.links(name, rows)


def move(source: str, target: str, name: str, amount: int, at: int) -> Row:
    return link(source, target, name, amount=amount, at=at)


def flow(source: str, target: str, total: int, first: int, last: int) -> Row:
    return link(source, target, f"flow-{source}-{target}", count=1, sum=total, first=first, last=last)


def case_any(store: Store) -> None:
    assert store.view().run("read/any") == []
    put(store, accounts="a")
    assert store.view().run("read/any") == [{"id": "a"}]


def case_counts(store: Store) -> None:
    put(store, accounts="a b", people="p", transfers=[move("a", "b", "t", 1, 1)], OWNS=[link("p", "a", "o")])
    view = store.view()
    assert sorted((r["name"], r["n"]) for r in view.run("read/count-entities")) == [("Account", 2), ("Person", 1)]
    assert sorted((r["name"], r["n"]) for r in view.run("read/count-links")) == [("OWNS", 1), ("TRANSFER", 1)]


def case_entities(store: Store) -> None:
    put(store, accounts="a", people="p")
    assert store.view().run("read/entities", {"KIND": "Account"}) == [{"row": entity("Account", "a")}]


def case_entity(store: Store) -> None:
    put(store, accounts="a b")
    assert store.view().run("read/entity", id="b") == [{"entity": entity("Account", "b")}]
    assert store.view().run("read/entity", id="nobody") == []


def case_captions(store: Store) -> None:
    put(store, accounts="a b", people="p", OWNS=[link("p", "a", "o")])
    rows = sorted(store.view().run("read/captions", ids=["a", "b", "nobody"]), key=lambda r: str(r["id"]))
    assert rows == [
        {"id": "a", "kind": "Account", "caption": "a", "owners": ["p"]},
        {"id": "b", "kind": "Account", "caption": "b", "owners": []},
    ]


def case_links(store: Store) -> None:
    put(store, accounts="a b", transfers=[move("a", "b", "t", 7, 9)])
    assert store.view().run("read/links", {"TYPE": "TRANSFER"}) == [
        {"source": "a", "target": "b", "row": {"id": "t", "sources": 1, "amount": 7, "at": 9}}
    ]


def case_mark(store: Store) -> None:
    assert store.view().progress() is None
    store.writer().mark({"seq": 3})
    store.writer().mark({"seq": 4, "to": 5})
    assert store.view().progress() == {"seq": 4, "to": 5}


def case_neighbour_counts(store: Store) -> None:
    put(store, accounts="a b", people="p", transfers=[move("a", "b", "t", 1, 1), move("a", "b", "u", 1, 2), move("b", "a", "v", 1, 3)],
        OWNS=[link("p", "a", "o")])  # fmt: skip
    rows = {(r["type"], r["outgoing"]): r["n"] for r in store.view().run("read/neighbour-counts", id="a")}
    assert rows == {("TRANSFER", True): 2, ("TRANSFER", False): 1, ("OWNS", False): 1}


def case_neighbours(store: Store) -> None:
    put(store, accounts="a b", people="p", transfers=[move("a", "b", "t", 1, 1)], OWNS=[link("p", "a", "o")])
    rows = store.view().run("read/neighbours", id="a", limit=10)
    assert {(r["type"], r["outgoing"], r["link"]["id"], r["other"]["id"]) for r in rows} == {
        ("TRANSFER", True, "t", "b"),
        ("OWNS", False, "o", "p"),
    }
    assert len(store.view().run("read/neighbours", id="a", limit=1)) == 1


def case_lines(store: Store) -> None:
    put(store, accounts="a b c", people="p", transfers=[move("a", "b", "t", 1, 1), move("c", "a", "u", 2, 2), move("a", "b", "v", 3, 3)], OWNS=[link("p", "a", "o")])  # fmt: skip
    groups = [{"near": "b", "ids": ["t"]}, {"near": "a", "ids": ["u", "o", "not-here"]}]
    rows = store.view().run("read/lines", groups=groups)[0]["rows"]
    assert {(r["id"], r.get("amount"), r.get("at"), r["sources"]) for r in rows} == {("t", 1, 1, 1), ("u", 2, 2, 1), ("o", None, None, 1)}  # fmt: skip
    assert store.view().run("read/lines", groups=[]) in ([], [{"rows": []}])


def case_records(store: Store) -> None:
    put(store, accounts="a b", people="p")
    rows = store.view().run("read/records", ids=["b", "p", "nobody"])[0]["rows"]
    assert sorted(rows, key=lambda r: str(r["id"])) == [entity("Account", "b"), entity("Person", "p")]
    assert store.view().run("read/records", ids=["nobody"]) == [{"rows": []}]


def case_write_entity(store: Store) -> None:
    writer = store.writer()
    writer.entities("Account", [entity("Account", "a", bank="x", balance=5)])
    writer.entities("Account", [entity("Account", "a", bank="y")])
    assert list(store.rows("Account")) == [entity("Account", "a", bank="y")], "what is not given any more is gone"


def operators(plan: Any) -> list[str]:
    """All of a plan of Neo4j's."""
    return [
        plan["operatorType"].partition("@")[0],
        *(o for child in plan.get("children", []) for o in operators(child)),
    ]


def case_write_link(store: Store) -> None:
    put(store, accounts="a b", transfers=[move("a", "b", "t", 1, 1), move("a", "b", "u", 2, 2)])
    store.writer().links("TRANSFER", [move("a", "b", "t", 3, 1)])
    assert sorted((r["id"], r["amount"]) for r in store.rows("TRANSFER")) == [("t", 3), ("u", 2)], "parallel, and once"
    store.writer().links("GUARANTEES", [link("a", "b", f"g{i}") for i in range(900)])
    if store._engine is None:
        with store._drivers[0].session(database=store.database) as session:
            plan = session.run("EXPLAIN " + query("write/link").fill(TYPE="GUARANTEES"), rows=[]).consume().plan
        assert not [o for o in operators(plan) if o.endswith("Scan")], "what its statistics call empty may not be"


def case_delete_entities(store: Store) -> None:
    put(store, accounts="a b", transfers=[move("a", "b", "t", 1, 1)])
    store.writer().delete_entities(["a", "nobody"])
    assert store.counts() == {"Account": 1}


def case_delete_links(store: Store) -> None:
    put(store, accounts="a b", transfers=[move("a", "b", "t", 1, 1), move("a", "b", "u", 1, 1)])
    store.writer().delete_links("TRANSFER", ["t"])
    assert [r["id"] for r in store.rows("TRANSFER")] == ["u"]


def case_wipe(store: Store) -> None:
    put(store, accounts="a b c", transfers=[move("a", "b", "t", 1, 1)])
    store.writer().wipe(batch=2)
    assert store.counts() == {}


def case_setup(store: Store) -> None:
    store.setup()
    store.setup()  # twice is once
    names = {r["name"] for r in raw(store, "SHOW INDEXES YIELD name, labelsOrTypes RETURN name")}
    assert {"entity_id", "projection_id"} <= names
    with pytest.raises(Exception, match="already exists"):
        raw(store, "UNWIND [1, 2] AS x CREATE (:Entity {id: 'twice'})")
    with pytest.raises(Exception, match="already exists"):
        raw(store, "CREATE (a:Entity {id: 'a'})-[:OWNS {id: 'twice'}]->(:Entity {id: 'b'})-[:OWNS {id: 'twice'}]->(a)")


def case_setup_of_before(store: Store) -> None:
    constraint = "SHOW CONSTRAINTS YIELD name, labelsOrTypes WHERE labelsOrTypes = ['OWNS'] RETURN name"
    raw(store, f"DROP CONSTRAINT {raw(store, constraint)[0]['name']}")
    for prop in ("id", "share"):
        raw(store, f"CREATE INDEX of_before_{prop} FOR ()-[r:OWNS]-() ON (r.{prop})")
    raw(store, "CREATE INDEX of_others FOR ()-[r:OF_OTHERS]-() ON (r.id)")
    store._set_up = False
    store.setup()
    names = {r["name"] for r in raw(store, "SHOW INDEXES YIELD name RETURN name")}
    assert names & {"of_before_id", "of_before_share", "of_others"} == {"of_before_share", "of_others"}
    assert raw(store, constraint)
    for index in ("of_before_share", "of_others"):
        raw(store, f"DROP INDEX {index}")


def case_stop(store: Store) -> None:
    text, mark = query("setup/running").fill(), "CONTAINS $mark"
    assert len(raw(store, text, mark=mark)) == 1, "the one that asks"
    assert raw(store, text, mark="of nobody") == []
    ended: list[str] = []

    def slow() -> None:
        with pytest.raises(AskError) as caught:
            store.view().ask("UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b UNWIND range(1, 100000) AS c WITH a, b, c WHERE a * b = c * 7 - 1 RETURN count(*) AS n /* days */", {})  # fmt: skip
        ended.append(str(caught.value))

    thread = threading.Thread(target=slow)
    thread.start()
    while not (found := raw(store, text, mark="days */")):
        assert thread.is_alive()
    raw(store, query("setup/stop").fill(), id=found[0]["id"])
    thread.join()
    assert ended[0].startswith("the query ran past its time limit and was stopped")


RING = ("detect/ring", {"window": 10 * HOUR, "keep": 0.9, "least": 100, "until": EVER, "limit": 10})


def case_ring(store: Store) -> None:
    ring = [move("a", "b", "t1", 1000, HOUR), move("b", "c", "t2", 990, 2 * HOUR), move("c", "a", "t3", 980, 3 * HOUR)]
    flows = [flow("a", "b", 1000, HOUR, HOUR), flow("b", "c", 990, 2 * HOUR, 2 * HOUR), flow("c", "a", 980, 3 * HOUR, 3 * HOUR)]  # fmt: skip
    put(store, accounts="a b c", transfers=ring, FLOW=flows)
    name, params = RING
    rows = store.view().run(name, **params)
    assert rows == [
        {"accounts": ["a", "b", "c"], "links": ["t1", "t2", "t3"], "amounts": [1000, 990, 980], "at": [HOUR, 2 * HOUR, 3 * HOUR]}
    ]  # fmt: skip
    for change in ({"window": HOUR}, {"keep": 0.985}, {"least": 985}, {"limit": 0}):
        assert store.view().run(name, **{**params, **change}) == [], change
    store.writer().links("TRANSFER", [move("c", "a", "t3", 980, HOUR // 2)])
    assert store.view().run(name, **params) == [], "money can't come back before it left"
    store.writer().links(
        "TRANSFER", [move(*ends, 1000, HOUR) for ends in (("a", "b", "t1"), ("b", "c", "t2"), ("c", "a", "t3"))]
    )
    assert [r["links"] for r in store.view().run(name, **params)] == [["t1", "t2", "t3"]], (
        "at one moment it is told once"
    )


def case_shared_identity(store: Store) -> None:
    writer = store.writer()
    put(store, people="p")
    writer.entities("Enterprise", [entity("Enterprise", e, founded="2020-01-01") for e in "efgh"])
    writer.entities("Phone", [entity("Phone", "x")])
    writer.links("HAS_PHONE", [link(e, "x", f"h{e}") for e in "efg"] + [link("p", "x", "hp")])
    writer.links("LEGAL_REP_OF", [link("p", e, f"l{e}") for e in "gh"])
    rows = store.view().run("detect/shared-identity", least=2, most=10, until="9", limit=10)
    assert [(r["shared"], r["kind"], r["enterprises"], r["links"]) for r in rows] == [
        ("x", "Phone", ["e", "f", "g"], ["he", "hf", "hg"]),
        ("p", "Person", ["g", "h"], ["lg", "lh"]),
    ]
    assert rows[0]["founded"] == ["2020-01-01"] * 3
    assert [r["shared"] for r in store.view().run("detect/shared-identity", least=3, most=10, until="9", limit=10)] == [
        "x"
    ]
    assert [r["shared"] for r in store.view().run("detect/shared-identity", least=2, most=2, until="9", limit=10)] == [
        "p"
    ]


def case_paid_between(store: Store) -> None:
    put(store, accounts="a b c d", people="p q r", OWNS=[link("p", "a", "1"), link("q", "b", "2"), link("r", "c", "3"), link("p", "d", "4")],
        FLOW=[flow("a", "b", 5, 1, 2), flow("b", "c", 7, 1, 2), flow("a", "d", 9, 1, 2)])  # fmt: skip
    assert store.view().run("detect/paid-between", owners=["p", "q"]) == [
        {"payer": "p", "payee": "q", "count": 1, "sum": 5, "link": "flow-a-b"}
    ]


def case_pass_through(store: Store) -> None:
    inward = [move(p, "hub", f"i{p}", 100, 100 * HOUR + n) for n, p in enumerate("abc")]
    put(store, accounts="hub a b c z", transfers=[*inward, move("hub", "z", "o", 290, 101 * HOUR)])
    params = {"window": 10 * HOUR, "payers": 3, "keep": 0.9, "lag": 2 * HOUR, "least": 300, "until": EVER, "limit": 10}
    rows = store.view().run("detect/pass-through", **params)
    assert [{**r, "lag": round(r["lag"])} for r in rows] == [
        {"account": "hub", "start": 100 * HOUR, "payers": 3, "taken": 300, "payees": 1, "given": 290, "lag": HOUR - 1}
    ]
    for change in ({"payers": 4}, {"keep": 0.97}, {"lag": HOUR // 2}, {"least": 301}):
        assert store.view().run("detect/pass-through", **{**params, **change}) == [], change


def case_transfers_within(store: Store) -> None:
    put(store, accounts="a b c", transfers=[move("a", "b", "t", 5, 10), move("c", "a", "u", 7, 11), move("a", "c", "v", 9, 20)])  # fmt: skip
    assert store.view().run("detect/transfers-within", account="a", start=10, end=20, limit=10) == [
        {"link": "u", "outgoing": False, "amount": 7, "at": 11, "other": "c"},
        {"link": "t", "outgoing": True, "amount": 5, "at": 10, "other": "b"},
    ]


def case_blocked_device(store: Store) -> None:
    put(store, accounts="a b c", people="p q", OWNS=[link("p", "a", "1"), link("q", "b", "2")])
    store.writer().entities("Device", [entity("Device", "d", blocked=True), entity("Device", "e", blocked=False), entity("Device", "f")])  # fmt: skip
    signs = [link(d, a, f"{d}{a}{n}", at=n) for d, a, n in [("d", "a", 1), ("d", "a", 4), ("d", "b", 2), ("e", "a", 1), ("e", "c", 1), ("f", "a", 1), ("f", "b", 1)]]  # fmt: skip
    store.writer().links("SIGNS_IN", signs)
    rows = store.view().run("detect/blocked-device", accounts=2, until=EVER, limit=10)
    assert [{k: sorted(v) if isinstance(v, list) else v for k, v in r.items()} for r in rows] == [
        {"device": "d", "caption": "d", "accounts": ["a", "b"], "owners": ["p", "q"], "links": ["da1", "da4", "db2"], "first": 1, "last": 4}
    ]  # fmt: skip
    assert store.view().run("detect/blocked-device", accounts=3, until=EVER, limit=10) == []


def case_structuring(store: Store) -> None:
    parts = [move("a", p, f"t{n}", 90 + n, n * HOUR) for n, p in enumerate("bcdb")]
    aside = [move("a", "b", "full", 100, HOUR), move("a", "b", "small", 80, HOUR), move("a", "a", "own", 95, HOUR)]
    once = [move("b", "c", "u1", 99, HOUR), move("b", "c", "u2", 99, 9 * HOUR)]
    put(store, accounts="a b c d", transfers=[*parts, *aside, *once])
    params = {"lowest": 90, "under": 100, "window": 2 * HOUR, "count": 3, "total": 270, "until": EVER, "limit": 10}
    rows = store.view().run("detect/structuring", **params)
    assert rows == [{"payer": "a", "sum": 91 + 92 + 93, "start": HOUR, "links": ["t1", "t2", "t3"]}]
    assert store.view().run("detect/structuring", **{**params, "until": 3 * HOUR}) == [
        {"payer": "a", "sum": 90 + 91 + 92, "start": 0, "links": ["t0", "t1", "t2"]}
    ]
    for change in ({"window": HOUR}, {"count": 4}, {"total": 277}, {"lowest": 92}, {"under": 92}):
        assert store.view().run("detect/structuring", **{**params, **change}) == [], change


def case_scatter_gather(store: Store) -> None:
    there = [move("s", m, f"x{m}", 100, n) for n, m in enumerate("abc")]
    back = [move(m, "z", f"y{m}", 99, HOUR + n) for n, m in enumerate("abc")]
    again = [move("s", "a", "xa2", 50, 9 * HOUR), move("a", "z", "ya2", 50, 10 * HOUR), move("z", "a", "round", 9, 2)]
    put(store, accounts="s a b c z", transfers=[*there, *back, *again])
    params = {"window": 2 * HOUR, "middles": 3, "tolerance": 0.02, "until": EVER, "limit": 10}
    rows = store.view().run("detect/scatter-gather", **params)
    assert [{**r, "middles": sorted(r["middles"])} for r in rows] == [
        {"source": "s", "sink": "z", "middles": ["a", "b", "c"], "start": 0, "paid": 300, "received": 297}
    ]
    for change in ({"window": HOUR}, {"middles": 4}, {"tolerance": 0.009}, {"until": HOUR + 2}):
        assert store.view().run("detect/scatter-gather", **{**params, **change}) == [], change


def case_self_dealing(store: Store) -> None:
    writer = store.writer()
    put(store, people="p q")
    writer.entities("Enterprise", [entity("Enterprise", e) for e in "efghi"])
    writer.entities("Loan", [entity("Loan", loan, paid_out=n) for n, loan in enumerate("klmn", 1)])
    writer.entities("Phone", [entity("Phone", "x")])
    writer.links("FILED", [link("e", loan, f"e{loan}") for loan in "klmn"])
    writer.links("APPLIES_FOR", [link(b, loan, f"{b}{loan}") for b, loan in ("fk", "gl", "hm", "in")])
    writer.links("HOLDS_SHARE", [link("e", "f", "ef"), link("p", "g", "pg"), link("q", "h", "qh")])
    writer.links("LEGAL_REP_OF", [link("p", "e", "pe")])
    writer.links("HAS_PHONE", [link("g", "x", "gx"), link("h", "x", "hx"), link("f", "x", "fx")])
    rows = store.view().run("detect/self-dealing", until=EVER, limit=10)
    assert [tuple(r.values()) for r in rows] == [("e", "k", "f", 1), ("e", "l", "g", 2), ("e", "m", "h", 3)]
    assert [r["loan"] for r in store.view().run("detect/self-dealing", until=2, limit=10)] == ["k"]


def case_guarantee_ring(store: Store) -> None:
    writer = store.writer()
    put(store, people="p")
    writer.entities("Enterprise", [entity("Enterprise", e) for e in "efgh"])
    ring = [
        link("p", "e", "1", amount=5, valid_from=10, valid_to=90),
        link("e", "f", "2", amount=6, valid_from=20),
        link("f", "p", "3", amount=7),
    ]
    apart = [link("g", "h", "4", valid_from=1, valid_to=5), link("h", "g", "5", valid_from=5), link("f", "g", "6")]
    writer.links("GUARANTEES", [*ring, *apart])
    rows = store.view().run("detect/guarantee-ring", until=EVER, limit=10)
    assert rows == [{"members": ["f", "p", "e"], "links": ["2", "3", "1"], "sum": 18, "since": 20}]
    assert store.view().run("detect/guarantee-ring", until=20, limit=10) == []


def case_pattern(n: int, store: Store) -> None:
    """Firm, its account, the accounts it paid, on and on; a way back, a loop, too small, too late, another kind."""
    names = "a b c d"
    put(store, accounts=f"{names} e", people="p", OWNS=[link("p", "a", "o")], transfers=[
        move("a", "b", "t1", 60, 5), move("a", "b", "t2", 70, 6), move("b", "c", "t3", 50, 7), move("c", "d", "t4", 50, 8), move("b", "a", "t5", 99, 9),
        move("a", "e", "small", 1, 5), move("a", "e", "late", 99, 100), move("b", "b", "own", 99, 5), move("e", "c", "aside", 99, 5),
    ])  # fmt: skip
    kinds, whole = ["Person", *["Account"] * (n - 1)], ["p", *names.split()][:n]
    slots = {"KIND1": "Person", "LINK1": "OWNS", **{f"LINK{i}": "TRANSFER" for i in range(2, n)}}
    slots |= {slot: WAY[slot] for i in range(1, n) for slot in (f"FROM{i}", f"TO{i}")}
    slots |= {slot: name for i in range(1, n + 1) for slot, name in ((f"PROP{i}", "id"), (f"OP{i}", "<>"))}
    params: dict[str, Any] = {f"value{i}": "" for i in range(1, n + 1)} | {
        f"kind{i + 1}": kind for i, kind in enumerate(kinds) if i
    }
    params |= {"least1": -EVER, "since1": -1, "until1": EVER, "limit": 10}
    params |= {k: v for i in range(2, n) for k, v in ((f"least{i}", 50), (f"since{i}", 0), (f"until{i}", 50))}
    ask = partial(store.view().run, f"read/pattern-{n}")
    assert ask(slots, **params) == [{"nodes": whole}]
    assert ask(slots, **params | {f"value{n}": whole[-1]}) == [], "the condition says: any other"
    assert ask(slots | {f"OP{n}": "="}, **params | {f"value{n}": whole[-1]}) == [{"nodes": whole}]
    assert ask(slots | {f"OP{n}": "STARTS WITH"}, **params | {f"value{n}": "zz"}) == []
    assert ask(slots | {"FROM1": "n2", "TO1": "n1"}, **params) == [], "nobody's account owns a person"
    assert ask(slots, **params | {f"kind{n}": "Person"}) == []


CASES: dict[str, Callable[[Store], None]] = {
    **{f"read/pattern-{n}": partial(case_pattern, n) for n in (2, 3, 4, 5)},
    "detect/blocked-device": case_blocked_device,
    "detect/guarantee-ring": case_guarantee_ring,
    "detect/paid-between": case_paid_between,
    "detect/pass-through": case_pass_through,
    "detect/ring": case_ring,
    "detect/scatter-gather": case_scatter_gather,
    "detect/self-dealing": case_self_dealing,
    "detect/shared-identity": case_shared_identity,
    "detect/structuring": case_structuring,
    "detect/transfers-within": case_transfers_within,
    **{f"finbench/{name}": partial(small.check, name=name) for name in small.ANSWERS},
    "read/any": case_any,
    "read/captions": case_captions,
    "read/count-entities": case_counts,
    "read/count-links": case_counts,
    "read/entities": case_entities,
    "read/entity": case_entity,
    "read/lines": case_lines,
    "read/links": case_links,
    "read/mark": case_mark,
    "read/neighbour-counts": case_neighbour_counts,
    "read/neighbours": case_neighbours,
    "read/records": case_records,
    "setup/neo4j/drop": case_setup_of_before,
    "setup/neo4j/earlier": case_setup_of_before,
    "setup/neo4j/entity": case_setup,
    "setup/neo4j/kind": case_setup,
    "setup/neo4j/link": case_setup,
    "setup/neo4j/mark": case_setup,
    "setup/running": case_stop,
    "setup/stop": case_stop,
    "write/delete-entities": case_delete_entities,
    "write/delete-links": case_delete_links,
    "write/entity": case_write_entity,
    "write/link": case_write_link,
    "write/mark": case_mark,
    "write/wipe": case_wipe,
}
PASSED: dict[str, set[str]] = {}  # query -> engines on which it planned and behaved in this run


def runs_on(name: str, engine: str) -> bool:
    """Neo4j's schema is not for the embedded engine, which has its own in SQL."""
    return not (engine == "embedded" and name.startswith("setup/neo4j/"))


def test_every_query_has_a_case() -> None:
    assert set(CASES) == set(queries())


@pytest.mark.parametrize("name", sorted(CASES))
def test_plans_and_behaves(name: str, engine: str, store: Store) -> None:
    if not runs_on(name, engine):
        assert store.counts() == {}
        return
    chosen = query(name)
    params = {p: [] if p in ("rows", "ids", "owners", "groups", "types") else 1 for p in chosen.params}
    if chosen.mode != "schema":
        raw(
            store,
            "EXPLAIN " + chosen.fill(**{slot: WAY.get(slot) or SAMPLE[what] for slot, what in chosen.slots.items()}),
            **params,
        )
    CASES[name](store)
    PASSED.setdefault(name, set()).add(engine)


def test_the_view_can_not_write(store: Store) -> None:
    put(store, accounts="a")
    view = store.view()
    with pytest.raises(StoreError, match="no read query"):
        view.run("write/wipe", limit=1)
    session = view._driver().session(database=store.database, default_access_mode="READ")
    with session, pytest.raises(Neo4jError, match=r"(?i)forbidden|access mode|not allowed|read"):
        session.run("CREATE (x:Account {id: 'x'})").consume()
    assert store.counts() == {"Account": 1}


def test_the_table_in_the_readme_is_this_run(engines: object) -> None:
    """Rewritten with JINYING_WRITE_TABLES=1; otherwise compared, for the engines that ran."""
    if not PASSED:
        pytest.skip("run with the whole file")
    ran = {e for engines_ in PASSED.values() for e in engines_}
    columns = ("neo4j-5.26", "neo4j-2026", "embedded")
    lines = ["| query | about | Neo4j 5.26 | Neo4j 2026.08 | embedded |", "|---|---|---|---|---|"]
    for name in sorted(queries()):
        marks = [("✓" if e in PASSED.get(name, ()) else "✗") if runs_on(name, e) else "—" for e in columns]
        lines.append(f"| `{name}` | {queries()[name].about} | {' | '.join(marks)} |")
    text = README.read_text("utf-8")
    head, _, rest = text.partition("<!-- table -->\n")
    _, _, tail = rest.partition("<!-- end -->")
    table = "\n".join(lines)
    if os.environ.get("JINYING_WRITE_TABLES") == "1":
        README.write_text(f"{head}<!-- table -->\n{table}\n<!-- end -->{tail}", "utf-8")
    elif ran == set(columns):
        assert table in text, "cypher/README.md is not what passed; JINYING_WRITE_TABLES=1 make test rewrites it"
    else:
        assert all(f"`{name}`" in text for name in queries())
