"""What a board asks of entities that are on it already, against what expanding each of them tells."""

from __future__ import annotations

from typing import Any

import pytest

from api.schema import board
from api.system import System
from tests.api.visiting import Ask, asking, hub, told
from tests.api.visiting import actor as somebody

AMONG = """query ($ids: [ID!]!, $links: [LinkType!], $summed: Boolean!) { among(ids: $ids, links: $links, summed: $summed) {
  total totalLinks truncated leftOut { reason count } entities { id caption }
  links { id type fromId toId ... on FlowLink { count sum first last } ... on TransferLink { amount at } } } }"""
BETWEEN = """query ($a: ID!, $b: ID!, $since: Time, $until: Time, $first: Int, $after: String) {
  linksBetween(fromId: $a, toId: $b, links: [FLOW], since: $since, until: $until, first: $first, after: $after) {
    amount leftOut { reason count } links { total truncated pageInfo { endCursor hasNextPage } nodes { id type fromId toId ... on TransferLink { amount at serial } } } } }"""


@pytest.fixture
def ask(system: System) -> Ask:
    """An investigator."""
    return asking(system, somebody("investigator"))


def everybody(system: System) -> list[str]:
    s = system.snapshot()
    return s.ids(range(s.n))


def test_all_links_among_some_are_those_that_each_shows_when_it_is_expanded(ask: Ask, system: System) -> None:
    ids = everybody(system)
    expanded = {}
    for one in ids:
        found = told(ask("query ($id: ID!) { expand(id: $id, first: 500) { links { id type fromId toId ... on FlowLink { count sum first last } } } }", id=one), "expand")  # fmt: skip
        expanded.update({x["id"]: x for x in found["links"]})
    whole = told(ask(AMONG, ids=ids, summed=True), "among")
    assert {x["id"]: x for x in whole["links"]} == expanded
    assert (whole["total"], whole["totalLinks"], whole["truncated"], whole["leftOut"]) == (len(expanded), 15, False, [])
    assert {e["id"] for e in whole["entities"]} == set(ids)
    kinds = [x["type"] for x in whole["links"]]
    assert kinds == sorted(kinds, key=lambda name: name == "FLOW"), "what moves no money comes first"
    money = [x["sum"] for x in whole["links"] if x["type"] == "FLOW"]
    assert money == sorted(money, reverse=True)


def test_only_links_with_both_ends_among_them_and_of_the_types_asked(ask: Ask, system: System) -> None:
    one, s = hub(ask), system.snapshot()
    some = [one, *(x for x in s.ids(s.of_kind("Account")) if x != one)][:3]
    each = told(ask(AMONG, ids=[*some, some[0]], links=["TRANSFER"], summed=False), "among")
    summed = told(ask(AMONG, ids=some, links=["FLOW"], summed=True), "among")
    assert {x["type"] for x in each["links"]} == {"TRANSFER"}
    assert {e for x in each["links"] for e in (x["fromId"], x["toId"])} <= set(some)
    assert each["total"] == each["totalLinks"] == summed["totalLinks"] > summed["total"] > 0
    assert sum(x["amount"] for x in each["links"]) == sum(x["sum"] for x in summed["links"])
    assert told(ask(AMONG, ids=some, links=["OWNS"], summed=True), "among")["links"] == []


def test_what_is_left_out_of_a_board_is_counted(ask: Ask, system: System, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(board, "LINES", 2)
    nobody = "acc-" + "0" * 32
    found = told(ask(AMONG, ids=[*everybody(system), nobody], summed=False), "among")
    assert (len(found["links"]), found["total"], found["truncated"]) == (2, 15, True)
    assert {x["reason"]: x["count"] for x in found["leftOut"]} == {"absent": 1, "limit": 13}
    for ids in ([], ["acc-1"] * 2_001):
        assert ask(AMONG, ids=ids, summed=True)["errors"][0]["extensions"]["code"] == "ASKED_ERROR"


def test_the_links_behind_a_line_are_paged_in_order_of_time_and_add_up(ask: Ask) -> None:
    one = hub(ask)
    line = told(ask("query ($id: ID!) { expand(id: $id, links: [FLOW], first: 1) { links { fromId toId ... on FlowLink { count sum first last } } } }", id=one), "expand")["links"][0]  # fmt: skip
    rows: list[Any] = []
    after = None
    while True:
        page = told(ask(BETWEEN, a=line["fromId"], b=line["toId"], first=2, after=after), "linksBetween")
        rows += page["links"]["nodes"]
        assert (page["amount"], page["links"]["total"]) == (line["sum"], line["count"])
        if not page["links"]["pageInfo"]["hasNextPage"]:
            break
        after = page["links"]["pageInfo"]["endCursor"]
    assert (len(rows), sum(r["amount"] for r in rows)) == (line["count"], line["sum"])
    assert [r["at"] for r in rows] == sorted(r["at"] for r in rows)
    assert (rows[0]["at"], rows[-1]["at"]) == (line["first"], line["last"])
    late = told(ask(BETWEEN, a=line["fromId"], b=line["toId"], since=rows[1]["at"], until=rows[-1]["at"]), "linksBetween")  # fmt: skip
    assert [r["id"] for r in late["links"]["nodes"]] == [r["id"] for r in rows[1:-1]]
    assert late["amount"] == sum(r["amount"] for r in rows[1:-1])
    assert {x["reason"]: x["count"] for x in late["leftOut"]}["time"] == 2
    back = told(ask(BETWEEN, a=line["toId"], b=line["fromId"]), "linksBetween")
    assert (back["amount"], back["links"]["total"]) == (0, 0)
    assert {x["reason"]: x["count"] for x in back["leftOut"]} == {"direction": line["count"]}


def test_money_among_some_by_day_is_theirs_alone(ask: Ask, system: System) -> None:
    text = "query ($ids: [ID!]!, $link: LinkType!) { histogramAmong(ids: $ids, step: day, link: $link) { without bins { low high count amount } } }"
    s = system.snapshot()
    accounts = s.ids(s.of_kind("Account"))
    whole = told(ask(text, ids=accounts, link="FLOW"), "histogramAmong")
    assert sum(b["count"] for b in whole["bins"]) == 13
    assert whole["bins"][0]["low"] == "2023-12-31T16:00:00Z", "days are China's"
    pair = told(ask(AMONG, ids=accounts[:2], links=["TRANSFER"], summed=False), "among")
    two = told(ask(text, ids=accounts[:2], link="TRANSFER"), "histogramAmong")
    assert sum(b["count"] for b in two["bins"]) == pair["total"]
    assert sum(b["amount"] for b in two["bins"]) == sum(x["amount"] for x in pair["links"])
    assert told(ask(text, ids=accounts, link="GUARANTEES"), "histogramAmong")["bins"] == []


def test_a_role_without_accounts_learns_nothing_of_what_is_among_them(system: System) -> None:
    ids = everybody(system)
    intake = asking(system, somebody("intake"))
    found = told(intake(AMONG, ids=ids, summed=True), "among")
    assert (found["links"], found["entities"], found["total"]) == ([], [], 0)
    money = told(intake(BETWEEN, a=ids[0], b=ids[1]), "linksBetween")
    assert (money["amount"], money["links"]["total"], money["leftOut"]) == (0, 0, [])
    text = "query ($ids: [ID!]!) { histogramAmong(ids: $ids, step: day) { bins { count } } }"
    assert told(intake(text, ids=ids), "histogramAmong")["bins"] == []


def test_what_a_board_asks_is_recorded(ask: Ask, system: System) -> None:
    ids = everybody(system)
    ask(AMONG, ids=ids, summed=True)
    assert (system.ops.audit(1)[0]["action"], system.ops.audit(1)[0]["detail"]["total"]) == ("among", 8)
    ask(BETWEEN, a=ids[0], b=ids[1])
    assert system.ops.audit(1)[0]["action"] == "links-between"
