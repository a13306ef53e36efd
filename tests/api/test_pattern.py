"""Searching by a shape: what is found is what the Cypher beside it finds, nothing else is, and nobody's text is pasted."""

from __future__ import annotations

from typing import Any

import pytest

from api.system import System
from graph.queries import queries
from graph.study import pattern
from tests.api.province import A1, B1, P1, P2, account, firm, person
from tests.api.visiting import Ask, asking, told
from tests.api.visiting import actor as somebody
from tests.lakes import PEOPLE

SEARCH = """query ($steps: [PatternStepInput!]!, $first: Int!) { patternSearch(steps: $steps, first: $first) {
  total truncated matched leftOut { reason count } cypher { name text values }
  ways { entities { id } steps { total links { id type fromId toId ... on TransferLink { amount at } ... on FlowLink { count sum } } } } } }"""
PAID = [  # firm -> its account <- transfer <- account <- person
    {"kind": "Enterprise"},
    {"kind": "Account", "link": "OWNS"},
    {"kind": "Account", "link": "TRANSFER", "outgoing": False},
    {"kind": "Person", "link": "OWNS", "outgoing": False},
]
ALICE, BOB = person(PEOPLE[0]), person(PEOPLE[1])
BY_ALICE, BY_BOB = ((firm("甲"), account(A1), account(p), who) for p, who in ((P1, ALICE), (P2, BOB)))


@pytest.fixture
def ask(province: System) -> Ask:
    """An investigator."""
    return asking(province, somebody("investigator"))


def searched(ask: Ask, *steps: Any, first: int = 20) -> Any:
    return told(ask(SEARCH, steps=list(steps), first=first), "patternSearch")


def ways(found: Any) -> list[tuple[str, ...]]:
    return [tuple(e["id"] for e in w["entities"]) for w in found["ways"]]


def by_cypher(system: System, found: Any) -> set[tuple[str, ...]]:
    """What the Cypher beside an answer finds on the engine."""
    asked = system.view.ask(found["cypher"]["text"], found["cypher"]["values"])
    return {tuple(row[0]) for row in asked.rows}


def step(i: int, **more: Any) -> list[Any]:
    """The usual shape with one step changed."""
    return [{**x, **(more if n == i else {})} for n, x in enumerate(PAID)]


def test_who_paid_a_firm_is_found_with_the_transfers(ask: Ask, province: System) -> None:
    found = searched(ask, *PAID)
    assert (ways(found), found["total"], found["truncated"], found["leftOut"]) == ([BY_BOB, BY_ALICE], 2, False, []), "most money first"  # fmt: skip
    assert found["matched"] == [1, 1, 2, 2]
    owns, paid, _ = found["ways"][1]["steps"]
    assert [x["type"] for x in owns["links"]] == ["OWNS"]
    assert (paid["total"], [(x["amount"], x["fromId"], x["toId"]) for x in paid["links"]]) == (2, [(2_000_000, account(P1), account(A1)), (1_000_000, account(P1), account(A1))])  # fmt: skip
    assert province.ops.audit(1)[0]["action"] == "pattern"


CASES: list[tuple[list[Any], list[tuple[str, ...]]]] = [
    (PAID, [BY_BOB, BY_ALICE]),
    (step(2, least=2_000_000), [BY_BOB, BY_ALICE]),
    (step(2, least=2_000_001), [BY_BOB]),
    (step(2, link="FLOW", least=3_000_000), [BY_BOB, BY_ALICE]),
    (step(2, link="FLOW", least=3_000_001), [BY_BOB]),
    (step(2, link="FLOW", until="2024-05-01T03:00:00Z"), [BY_ALICE]),
    (step(2, since="2024-05-01T03:00:00Z", until="2024-05-03T01:00:00Z"), [BY_ALICE]),
    (step(2, since="2024-05-01T03:00:01Z"), [BY_BOB]),
    (step(0, where={"prop": "region", "op": "EQ", "value": "广东省深圳市"}), []),
    (step(0, where={"prop": "region", "op": "STARTS", "value": "广东省"}), [BY_BOB, BY_ALICE]),
    (step(0, where={"prop": "name", "op": "IN", "values": ["甲财富管理有限公司", "丁商行"]}), [BY_BOB, BY_ALICE]),
    (step(0, where={"prop": "founded", "op": "GE", "value": "2021-03-02"}), []),
    (step(0, where={"prop": "founded", "op": "EQ", "value": "2021-03-01"}), [BY_BOB, BY_ALICE]),
    (step(3, where={"prop": "idNumber", "op": "EQ", "value": PEOPLE[1]}), [BY_BOB]),
    ([{"kind": "Person"}, {"kind": "Enterprise", "link": "HOLDS_OFFICE"}], [(person(PEOPLE[2]), firm("甲"))]),
    ([PAID[0], PAID[1], {"kind": "Account", "link": "TRANSFER"}, {"kind": "Account", "link": "TRANSFER"}, PAID[3]],
     [(firm("甲"), account(A1), account(B1), account(P1), ALICE)]),
    ([PAID[0], PAID[1], {"kind": "Account", "link": "TRANSFER"}, {"kind": "Account", "link": "TRANSFER", "outgoing": False}], []),
]  # fmt: skip


@pytest.mark.parametrize(("steps", "expected"), CASES)
def test_each_condition_leaves_what_the_cypher_beside_it_leaves(ask: Ask, province: System, steps: list[Any], expected: list[tuple[str, ...]]) -> None:  # fmt: skip
    found = searched(ask, *steps)
    assert ways(found) == expected
    assert by_cypher(province, found) == set(expected)


def test_limits_are_said(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    found = searched(ask, *PAID, first=1)
    assert (ways(found), found["truncated"], found["leftOut"]) == ([BY_BOB], True, [{"reason": "limit", "count": 1}])
    monkeypatch.setattr(pattern, "TRIED", 2)
    found = searched(ask, *PAID)
    assert (found["truncated"], {x["reason"] for x in found["leftOut"]}) == (True, {"wide"})


@pytest.mark.parametrize(
    ("steps", "says"),
    [
        ([PAID[0]], "2 至 5 个类别"),
        ([*PAID, PAID[2], PAID[2]], "2 至 5 个类别"),
        ([PAID[1], PAID[2]], "第一步没有 link"),
        ([PAID[0], {"kind": "Account"}], "第一步没有 link"),
        (step(1, outgoing=False), "不从 Account 到 Enterprise"),
        (step(1, least=1), "没有金额"),
        (step(1, since="2024-01-01"), "没有时间"),
        (step(0, where={"prop": "nome", "op": "EQ", "value": "x"}), "没有属性"),
        (step(0, where={"prop": "name", "op": "EQ"}), "缺少值"),
        (step(0, where={"prop": "name", "op": "STATED", "value": True}), "不能用 STATED"),
        (step(0, where={"prop": "founded", "op": "EQ", "value": 10**15}), "日期无法读取"),
        (step(3, where={"prop": "idNumber", "op": "STARTS", "value": "1"}), "已脱敏"),
    ],
)
def test_a_shape_that_nothing_can_have_is_refused(ask: Ask, steps: list[Any], says: str) -> None:
    (error,) = ask(SEARCH, steps=steps, first=5)["errors"]
    assert says in error["message"]
    assert error["extensions"]["code"] != "FAULT"


def test_values_stay_parameters_and_asking_by_a_masked_one_is_recorded(ask: Ask, province: System) -> None:
    evil = "') DETACH DELETE n1 //"
    found = searched(ask, *step(0, where={"prop": "name", "op": "EQ", "value": evil}))
    assert (found["total"], "DETACH" in found["cypher"]["text"], "DETACH" in str(found["cypher"]["values"])) == (0, False, True)  # fmt: skip
    searched(ask, *step(3, where={"prop": "idNumber", "op": "EQ", "value": PEOPLE[1]}))
    entry = province.ops.audit(1)[0]
    assert (entry["action"], entry["detail"]["sort"], PEOPLE[1] in str(entry)) == ("search", "id_number", False)


def test_a_role_without_accounts_finds_no_way_over_them(province: System) -> None:
    found = searched(asking(province, somebody("intake")), *PAID)
    assert (found["ways"], found["matched"]) == ([], [0, 0, 0, 0])
    assert asking(province, somebody("auditor"))(SEARCH, steps=PAID, first=5)["errors"][0]["extensions"]["code"] == "REFUSED"  # fmt: skip


def test_the_library_shows_its_cypher(ask: Ask) -> None:
    known = {q["name"] for q in told(ask("{ cypherLibrary { name about text } }"), "cypherLibrary")}
    assert known == {n for n in queries() if n.startswith(("read/", "detect/"))}
    one = told(ask('{ cypherOf(name: "detect/ring") { text params returns values } }'), "cypherOf")
    assert (one["text"], one["params"], one["values"]) == (queries()["detect/ring"].text, list(queries()["detect/ring"].params), None)  # fmt: skip
    for name in ("write/wipe", "detect/rink"):
        (error,) = ask("query ($n: String!) { cypherOf(name: $n) { text } }", n=name)["errors"]
        assert "没有查询" in error["message"]
