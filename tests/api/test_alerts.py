"""What matters today: whom findings speak of and why, what has changed, and what nobody can know is said to be unknown."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from api.system import System
from graph.entity import now
from tests.api.province import P1, account, finding, firm
from tests.api.visiting import Ask, asking, told
from tests.api.visiting import actor as somebody

JUNE = 1_718_000_000_000
ALERTS = """query ($kind: KindName!, $grades: [Grade!], $regions: [String!], $first: Int) { alerts(kind: $kind, grades: $grades, regions: $regions, first: $first) {
  grades { grade count } alerts { total truncated nodes { score grade region suspected new risen findings detectors entity { id caption risk { score grade } }
  reasons { finding detector label sentence score } } } } }"""


@pytest.fixture
def ask(province: System) -> Ask:
    """An investigator where detectors have run."""
    ops = province.ops
    ops.keep(
        "fund-pool", {}, 1, [finding("fund-pool", 0.62, firm("甲"), end=JUNE), finding("fund-pool", 0.35, firm("丁"))]
    )
    ops.keep("illegal-fundraising", {}, 1, [finding("illegal-fundraising", 0.91, firm("甲"), end=JUNE)])
    ops.keep("burst", {}, 1, [finding("burst", 0.55, firm("丙")), finding("burst", 0.5, account(P1), kind="Account")])
    return asking(province, somebody("investigator"))


def listed(ask: Ask, **given: Any) -> tuple[Any, Any]:
    found = told(ask(ALERTS, **{"kind": "Enterprise", **given}), "alerts")
    return found["alerts"], {g["grade"]: g["count"] for g in found["grades"]}


def test_the_gravest_come_first_with_their_reasons(ask: Ask) -> None:
    page, grades = listed(ask)
    first, second = page["nodes"]
    assert (page["total"], page["truncated"], grades) == (2, False, {"RED": 1, "AMBER": 0, "YELLOW": 1, "NONE": 1})
    assert (first["entity"]["id"], first["score"], first["grade"], first["suspected"], first["region"]) == (firm("甲"), 91, "RED", "非法集资", "广东省广州市")  # fmt: skip
    assert [(r["detector"], r["score"], r["sentence"]) for r in first["reasons"]] == [
        ("illegal-fundraising", 0.91, "illegal-fundraising 说"),
        ("fund-pool", 0.62, "fund-pool 说"),
    ]
    assert first["reasons"][0]["label"] != first["reasons"][0]["detector"]
    assert (second["entity"]["id"], second["suspected"], second["region"]) == (firm("丙"), None, "广东省深圳市")
    for one in page["nodes"]:
        assert one["entity"]["risk"] == {"score": one["score"], "grade": one["grade"]}, "as the entity itself is told"


def test_grades_regions_and_kinds_are_chosen(ask: Ask) -> None:
    assert [n["entity"]["id"] for n in listed(ask, grades=["NONE"])[0]["nodes"]] == [firm("丁")]
    page, grades = listed(ask, regions=["广东省深圳"])
    assert ([n["entity"]["id"] for n in page["nodes"]], grades["RED"]) == ([firm("丙")], 0)
    assert listed(ask, regions=["浙江"])[0]["total"] == 0
    assert [n["entity"]["id"] for n in listed(ask, kind="Account")[0]["nodes"]] == [account(P1)]
    assert listed(ask, kind="Account", regions=["广东"])[0]["total"] == 0, "accounts state no region"
    assert listed(ask, first=1)[0]["truncated"] is True


def test_new_is_told_only_where_something_ran_before(ask: Ask, province: System) -> None:
    assert {n["new"] for n in listed(ask)[0]["nodes"]} == {None}
    province.ops.keep("burst", {}, 1, [finding("burst", 0.55, firm("丙")), finding("burst", 0.85, firm("乙"))])
    assert {n["entity"]["id"]: n["new"] for n in listed(ask)[0]["nodes"]} == {firm("甲"): None, firm("乙"): True, firm("丙"): False}  # fmt: skip


def test_what_was_dismissed_is_no_alert_and_what_rose_again_says_so(ask: Ask, province: System) -> None:
    province.ops.decide(finding("burst", 0.55, firm("丙")).id, "dismissed", "促销")
    assert [n["entity"]["id"] for n in listed(ask)[0]["nodes"]] == [firm("甲")]
    province.ops.keep("burst", {}, 1, [finding("burst", 0.95, firm("丙"))])
    assert [(n["entity"]["id"], n["risen"]) for n in listed(ask)[0]["nodes"]] == [(firm("丙"), True), (firm("甲"), False)]  # fmt: skip


def test_findings_of_all_that_was_judged_to_be_one_are_its(ask: Ask, province: System) -> None:
    province.ops.judge(firm("丙"), firm("甲"), "same", "一家")
    province.project()
    (one,) = listed(ask)[0]["nodes"]
    assert (one["entity"]["id"], one["score"], one["findings"]) == (firm("丙"), 91, 3)
    assert one["entity"]["risk"]["score"] == 91
    for asked in (firm("丙"), firm("甲")):
        assert told(ask("query ($e: ID!) { findings(entity: $e) { total } }", e=asked), "findings")["total"] == 3


def test_today_tells_what_has_changed_and_what_it_can_not_know(ask: Ask, province: System) -> None:
    text = """{ today { at asOf open risen day { since found new decided imports rows rejected undone complaints complaintsBefore reports reportsBefore }
      week { found new decided imports rows complaints complaintsBefore } } }"""
    today = told(ask(text), "today")
    assert (today["asOf"], today["open"], today["risen"]) == ("2024-06-30T01:00:00Z", 5, 0)
    assert today["day"] | {"since": ""} == {
        "since": "", "found": 5, "new": None, "decided": 0, "imports": 7, "rows": 21, "rejected": 0, "undone": 0, "complaints": 2, "complaintsBefore": 0,
        "reports": 0, "reportsBefore": 0,
    }  # fmt: skip
    assert (today["week"]["complaints"], today["week"]["complaintsBefore"]) == (2, 1)
    narrow = asking(province, somebody("intake"))
    theirs = told(narrow(text), "today")
    assert (theirs["open"], theirs["day"]["found"], theirs["day"]["complaints"], theirs["day"]["rows"]) == (None, None, 2, 21)  # fmt: skip
    assert narrow(ALERTS, kind="Enterprise")["errors"][0]["extensions"]["code"] == "REFUSED"


def test_decisions_and_later_runs_count_since_when_they_were(ask: Ask, province: System, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    province.ops.decide(finding("fund-pool", 0.62, firm("甲"), end=JUNE).id, "confirmed", "属实")
    monkeypatch.setattr("graph.ops.now", lambda: now() + timedelta(days=3))
    monkeypatch.setattr("api.schema.alerts.now", lambda: now() + timedelta(days=3))
    province.ops.keep("burst", {}, 1, [finding("burst", 0.55, firm("丙")), finding("burst", 0.4, firm("乙"))])
    today = told(ask("{ today { day { found new decided } week { found new decided } } }"), "today")
    assert today["day"] == {"found": 1, "new": 1, "decided": 0}
    assert today["week"] == {"found": 5, "new": None, "decided": 1}


def test_risk_by_region_class_and_month_adds_up_to_the_alerts(ask: Ask) -> None:
    rows = told(ask("{ riskByRegion { region code province entities red amber yellow } }"), "riskByRegion")
    assert rows == [
        {"region": "广东省广州市", "code": "440101", "province": "广东", "entities": 2, "red": 1, "amber": 0, "yellow": 0},
        {"region": "广东省深圳市", "code": "440301", "province": "广东", "entities": 1, "red": 0, "amber": 0, "yellow": 1},
        {"region": None, "code": None, "province": None, "entities": 1, "red": 0, "amber": 0, "yellow": 0},
    ]  # fmt: skip
    classes = {c["suspected"]: c for c in told(ask("{ riskByClass { suspected entities red } }"), "riskByClass")}
    assert (len(classes), classes["非法集资"], classes["非法黄金"]["entities"]) == (7, {"suspected": "非法集资", "entities": 1, "red": 1}, 0)  # fmt: skip
    assert told(ask("{ findingsByMonth { month findings classes score } }"), "findingsByMonth") == [{"month": "2024-06", "findings": 2, "classes": 1, "score": 0.91}]  # fmt: skip
    assert told(ask("{ riskByRegion(kind: Account) { region } }"), "riskByRegion") == []


def test_who_sees_no_findings_is_told_none(province: System, ask: Ask) -> None:
    for field in ("riskByRegion { region }", "riskByClass { suspected }", "findingsByMonth { month }"):
        refused = asking(province, somebody("intake"))(f"{{ {field} }}")
        assert refused["errors"][0]["extensions"]["code"] == "REFUSED"
