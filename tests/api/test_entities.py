"""Reading the graph by GraphQL, against what was loaded."""

from __future__ import annotations

from typing import Any

import pytest

from api.graphql import PATH, router
from api.system import System
from tests.api.visiting import Ask, actor, asking, client, hub


@pytest.fixture
def ask(system: System) -> Ask:
    """An investigator."""
    return asking(system, actor("investigator"))


def test_an_entity_is_typed_by_its_kind_and_masked(ask: Ask) -> None:
    one = ask(
        "query ($id: ID!) { entity(id: $id) { id kind caption sources __typename ... on Account { number bank holder } } }",
        id=hub(ask),
    )
    told = one["data"]["entity"]
    assert told["__typename"] == told["kind"] == "Account"
    assert (told["number"], told["holder"], told["bank"], told["caption"]) == ("*0001", "王***", "工行", "*0001")


def test_lists_filter_sort_and_page_to_the_end(ask: Ask) -> None:
    query = """query ($after: String) { entities(kind: Account, where: [{prop: "bank", op: STATED, value: true}], sort: "bank", first: 1, after: $after)
               { total truncated pageInfo { hasNextPage endCursor } nodes { ... on Account { bank } } } }"""
    first = ask(query)["data"]["entities"]
    second = ask(query, after=first["pageInfo"]["endCursor"])["data"]["entities"]
    assert (first["total"], first["truncated"], first["pageInfo"]["hasNextPage"]) == (2, True, True)
    assert second["pageInfo"]["hasNextPage"] is False
    assert [first["nodes"][0]["bank"], second["nodes"][0]["bank"]] == sorted(["工行", "建行"])


def test_what_is_masked_can_be_asked_for_but_not_sorted_or_compared(ask: Ask) -> None:
    for where in (
        'sort: "number"',
        'where: [{prop: "number", op: GT, value: "6"}]',
        'where: [{prop: "number", op: STARTS, value: "6"}]',
    ):
        told = ask(f"{{ entities(kind: Account, {where}) {{ total }} }}")
        assert "已脱敏" in told["errors"][0]["message"] or "is masked" in told["errors"][0]["message"]


def test_counts_before_and_an_expansion_that_adds_up(ask: Ask) -> None:
    one = hub(ask)
    counts = ask("query ($id: ID!) { neighbourCounts(id: $id) { link outgoing kind links others amount } }", id=one)[
        "data"
    ]["neighbourCounts"]
    money = next(c for c in counts if c["link"] == "TRANSFER")
    assert (money["links"], money["others"], money["amount"]) == (12, 5, sum(100 + i for i in range(12)) * 100)
    expand = """query ($id: ID!, $summed: Boolean!, $after: String) { expand(id: $id, links: [TRANSFER], summed: $summed, first: 5, after: $after) {
      total totalLinks truncated leftOut { reason count words } pageInfo { endCursor hasNextPage } entities { id caption }
      links { id type from { id } to { id } ... on TransferLink { amount at serial } ... on FlowLink { count sum first last } } } }"""
    summed = ask(expand, id=one, summed=True)["data"]["expand"]
    assert (summed["total"], summed["totalLinks"], summed["truncated"]) == (5, 12, False)
    assert sum(x["sum"] for x in summed["links"]) == money["amount"]
    assert summed["leftOut"] == [{"reason": "links", "count": 1, "words": "关系类型不在所选之内"}], "who owns it"
    each, after = [], None
    while True:
        part = ask(expand, id=one, summed=False, after=after)["data"]["expand"]
        each += part["links"]
        if not part["pageInfo"]["hasNextPage"]:
            break
        after = part["pageInfo"]["endCursor"]
    assert (len(each), sum(x["amount"] for x in each)) == (12, money["amount"])
    assert [x["amount"] for x in each] == sorted((x["amount"] for x in each), reverse=True)
    assert each[0]["at"].endswith("Z")
    assert {x["from"]["id"] for x in each} == {one}


def test_ways_and_common_neighbours(ask: Ask, system: System) -> None:
    s = system.snapshot()
    a, b = s.ids([s.of_kind("Person")[0], s.of_kind("Account")[-1]])
    found = ask(
        "query ($a: ID!, $b: ID!) { paths(fromId: $a, toId: $b, hops: 6) { total truncated leftOut { reason } ways { entities { id } steps { total links { id type } } } } }",
        a=a,
        b=b,
    )
    way = found["data"]["paths"]["ways"][0]
    assert (way["entities"][0]["id"], way["entities"][-1]["id"]) == (a, b)
    assert all(step["total"] >= 1 and len(step["links"]) == step["total"] for step in way["steps"])


def test_a_role_without_accounts_is_told_nothing_of_them(ask: Ask, system: System) -> None:
    one = hub(ask)
    intake = asking(system, actor("intake"))
    assert intake(
        "query ($id: ID!) { entity(id: $id) { id } neighbourCounts(id: $id) { links } expand(id: $id) { total } }",
        id=one,
    )["data"] == {"entity": None, "neighbourCounts": [], "expand": None}
    assert intake("{ entities(kind: Account) { total } }")["data"]["entities"]["total"] == 0
    auditor = asking(system, actor("auditor"))
    refused = auditor("query ($id: ID!) { entity(id: $id) { id } }", id=one)
    assert (refused["data"], len(refused["errors"])) == ({"entity": None}, 1)


def test_the_number_of_queries_does_not_grow_with_a_list(
    ask: Ask, system: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    view = type(system.view)
    real = view.run
    monkeypatch.setattr(view, "run", lambda self, name, *a, **k: calls.append(name) or real(self, name, *a, **k))
    text = "{ entities(kind: Account, first: %d) { nodes { id risk { score } neighbourCounts { links } } } }"
    ask(text % 2)
    few, calls[:] = list(calls), []
    ask(text % 7)
    assert few == calls == ["read/records"]
    calls.clear()
    ask(
        "query ($id: ID!) { expand(id: $id, summed: false) { links { id from { risk { score } } to { neighbourCounts { links } } } } }",
        id=hub(ask),
    )
    assert sorted(calls) == ["read/lines", "read/records", "read/records"]


def test_a_get_is_no_intention_and_a_request_without_a_query_is_the_askers_mistake(system: System) -> None:
    browser = client(router(), system, actor("investigator"))
    assert browser.get(PATH, params={"query": "mutation { revokeToken(id: 1) }"}).status_code in (404, 405)
    assert browser.get(PATH, params={"query": "{ me { who } }"}).status_code in (404, 405)
    for body in (
        {},
        {"query": None},
        {"query": "query A { me { who } }", "operationName": "B"},
        {"query": "subscription { newFindings { id } }"},
    ):
        assert browser.post(PATH, json=body).status_code == 400, body


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"null", b"5", b'"{ me { who } }"', b"[]", b'[{"query": "{ me { who } }"}]', b'{"query": 5}', b'{"query": "{ me { who } }", "variables": []}',
     b'{"query": "{ me { who } }", "operationName": ["A"]}', b"\xff\xfe", b'{"query": "{ me { who } }"'],
)  # fmt: skip
def test_what_is_no_operation_is_the_askers_mistake(body: bytes, system: System) -> None:
    browser = client(router(), system, actor("investigator"))
    answer = browser.post(PATH, content=body, headers={"content-type": "application/json"})
    assert (answer.status_code, set(answer.json())) == (400, {"error", "错误", "cure"}), answer.text
    good = b'{"query": "{ me { who } }"}'
    assert browser.post(PATH, content=good, headers={"content-type": "text/plain"}).status_code == 400, "a form can't"
    told = browser.post(PATH, content=good, headers={"content-type": "application/json; charset=utf-8"})
    assert told.json() == {"data": {"me": {"who": "user:tester"}}}


@pytest.mark.parametrize(
    "text",
    [
        '{ search(text: "公司", after: "p99999999") { hits { total } } }',
        '{ search(text: "公司", after: "p9999999") { hits { total } } }',
        '{ entities(kind: Enterprise, where: [{prop: "founded", op: EQ, value: "not a date"}]) { total } }',
        '{ countsBy(kind: Enterprise, prop: "founded") { total } }',
        '{ trace(group: ["6222000000000001"], at: "1900-01-01T00:00:00Z") { total } }',
        '{ trace(group: ["6222000000000001"], at: "9999-12-31T23:59:59Z") { total } }',
        '{ layers(group: ["6222000000000001"], holdDays: 1e18) { snapshot } }',
        '{ layers(group: ["6222000000000001"], holdDays: -3) { snapshot } }',
    ],
)
def test_what_can_not_be_answered_is_the_askers_mistake_and_not_a_fault(ask: Ask, text: str) -> None:
    (error,) = ask(text)["errors"]
    assert error["extensions"]["code"] not in ("FAULT", None), error


def test_a_page_stands_for_its_places_also_where_the_graph_lacks_some(ask: Ask, system: System) -> None:
    s = system.snapshot()
    gone = s.ids(s.of_kind("Account")[:2])
    system.store.writer().delete_entities(gone)
    query = "query ($after: String) { entities(kind: Account, first: 2, after: $after) { total missing pageInfo { hasNextPage endCursor } nodes { id } } }"
    seen, missing, after = [], 0, None
    while True:
        page = ask(query, after=after)["data"]["entities"]
        seen += [n["id"] for n in page["nodes"]]
        missing += page["missing"]
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
    assert (len(seen) + missing, len(set(seen)), missing) == (page["total"], len(seen), 2)


def test_asking_by_a_masked_value_is_recorded_as_a_search_is(ask: Ask, system: System) -> None:
    ask('{ entities(kind: Person, where: [{prop: "idNumber", op: EQ, value: "110101199003070070"}]) { total } }')
    entry = system.ops.audit(1)[0]
    assert (entry["action"], entry["detail"]["sort"], "110101" in str(entry)) == ("search", "id_number", False)


def test_a_role_learns_nothing_of_links_to_what_it_does_not_see(visited: Any, system: System) -> None:
    told = visited("intake")("{ counts { kinds { name } links { name count } } me { kinds } }")["data"]["counts"]
    assert told["links"] == []
    assert (
        visited("intake")("{ entities(kind: Enterprise) { nodes { risk { score } } } }")["data"]["entities"]["nodes"]
        == []
    )
