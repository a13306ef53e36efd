"""Entity resolution by GraphQL: pairs without scores until they are answered, both sides masked, what a verdict moves."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from api.system import System, opened
from graph.entity import make_id
from graph.finding import Finding, Subject
from graph.ontology import ontology
from graph.say import Say
from graph.settings import Settings
from ingest.load import load
from ingest.mapping import find
from tests.api.doors import NOWHERE
from tests.api.visiting import Ask, actor, asking
from tests.lakes import PEOPLE

FIRMS = """
name: firms
entities:
  firm: {kind: Enterprise, props: {name: 名称, credit_code: "代码?"}}
  phone: {kind: Phone, optional: true, props: {number: "电话?"}}
  boss: {kind: Person, optional: true, props: {name: "法人?", id_number: "证件?"}}
links:
  calls: {type: HAS_PHONE, from: firm, to: phone}
  rep: {type: LEGAL_REP_OF, from: boss, to: firm}
"""
PHONE = "13800138000"
ROWS = [
    "名称,代码,电话,法人,证件",
    f"云澜稳健财富管理有限公司,91350100M000100Y43,{PHONE},王一一,{PEOPLE[0]}",
    f"云澜稳健财富,,{PHONE},,",
    "云澜稳健财富管理公司,,,,",
    "全然无关的餐饮店,,,,",
]
QUEUE = """query ($first: Int, $after: String, $kind: KindName) { pairsToJudge(first: $first, after: $after, kind: $kind) {
  total nodes { left { id caption } right { id caption } alike differ } pageInfo { endCursor } } }"""
PAIR = """query ($l: ID!, $r: ID!) { pairToJudge(left: $l, right: $r) {
  left { id caption rows files { file rows } } right { caption rows } properties { property left right state }
  neighbours { link kind left right shared names } moves { links rows findings cases needs refused }
  verdict { score band agrees reasons { what words gave } } } }"""
ANSWER = """mutation ($l: ID!, $r: ID!, $a: Answer!, $b: String) { judgePair(left: $l, right: $r, answer: $a, reason: "查档", basis: $b) {
  score band agrees reasons { words } judgement { seq answer blind score who } } }"""
LIST = "query { judgements { nodes { seq who score blind } } }"
STATE = "query { reviewing { waiting today agreement { other pairs agreed kappa } } }"


@pytest.fixture
def system(tmp_path: Path) -> Iterator[System]:
    """Firms in the lake; the graph is down: judging needs none."""
    (tmp_path / "firms.yaml").write_text(FIRMS, "utf-8")
    (tmp_path / "f.csv").write_text("\n".join(ROWS), "utf-8")
    with opened(Settings(tmp_path / "data", NOWHERE, lang="zh")) as system:
        lake = system.lake.plain()
        lake.root.parent.mkdir(parents=True, exist_ok=True)
        with lake.lock():
            load(lake, tmp_path / "f.csv", find(str(tmp_path / "firms.yaml")))
        yield system
        system.settle()


@pytest.fixture
def by(system: System) -> Callable[[str], Ask]:
    return lambda who: asking(system, actor("investigator", who=f"user:{who}"))


def data(answer: Any) -> Any:
    assert "errors" not in answer, answer["errors"]
    return next(iter(answer["data"].values()))


def queue(ask: Ask, **more: Any) -> list[tuple[str, str]]:
    return [(n["left"]["id"], n["right"]["id"]) for n in data(ask(QUEUE, **more))["nodes"]]


def test_a_pair_is_told_without_its_score_until_it_is_answered(system: System, by: Callable[[str], Ask]) -> None:
    li = by("li")
    told = li(QUEUE)
    pairs = queue(li)
    assert data(told)["total"] == len(pairs) > 0
    left, right = pairs[0]
    before = li(PAIR, l=left, r=right)
    assert data(before)["verdict"] is None
    for answer in (told, before):
        assert "score" not in json.dumps(answer).replace('"score": null', "")
    done = data(li(ANSWER, l=left, r=right, a="same"))
    assert 0 < done["score"] <= 1
    assert done["reasons"]
    assert done["judgement"] == {"seq": 1, "answer": "same", "blind": True, "score": done["score"], "who": "user:li"}
    after = data(li(PAIR, l=left, r=right))
    assert (after["verdict"]["score"], after["verdict"]["agrees"]) == (done["score"], done["agrees"])
    assert after["moves"] is None, "they are one now"
    assert after["left"]["caption"] != after["right"]["caption"], "and are told apart as their files have them"
    assert (left, right) not in queue(li)
    assert system.lake.judged.group(right) == [left, right]


def test_what_one_answered_is_another_s_to_answer_blind(by: Callable[[str], Ask]) -> None:
    li, wang = by("li"), by("wang")
    left, right = queue(li)[0]
    data(li(ANSWER, l=left, r=right, a="unsure"))
    assert data(li(LIST))["nodes"][0]["score"] is not None
    assert data(wang(LIST))["nodes"][0]["score"] is None, "a score that another's answer keeps would tell it"
    assert data(wang(PAIR, l=left, r=right))["verdict"] is None
    assert (left, right) in queue(wang)
    data(wang(ANSWER, l=left, r=right, a="unsure"))
    state = data(wang(STATE))
    assert (state["today"], state["agreement"]) == (1, [{"other": "user:li", "pairs": 1, "agreed": 1, "kappa": None}])
    assert state["waiting"] == len(queue(wang))


def test_a_second_answer_is_not_blind_for_what_was_seen_stays_seen(by: Callable[[str], Ask]) -> None:
    li = by("li")
    left, right = queue(li)[0]
    first = data(li(ANSWER, l=left, r=right, a="unsure"))["judgement"]["seq"]
    data(li('mutation ($n: Int!) { takeBack(seq: $n, reason: "看错") { seq } }', n=first))
    assert (left, right) in queue(li), "taken back, it is to be answered again"
    again = data(li(ANSWER, l=left, r=right, a="same"))
    assert again["judgement"]["blind"] is False


def firm(name: str = "", code: str = "") -> str:
    made = make_id(ontology().kinds["Enterprise"], {"credit_code": code} if code else {"name": name})
    assert made is not None
    return made


def test_both_sides_are_compared_in_full_and_shown_masked(system: System, by: Callable[[str], Ask]) -> None:
    one, other = firm(code="91350100M000100Y43"), firm("云澜稳健财富")
    ops = system.ops.by("cli:test")
    ops.keep("ring", {}, 1, [Finding("ring", (Subject(other, "Enterprise", Say("云", "y")),), ("t",), 1, 1, 0.9, Say("说", "said"))])  # fmt: skip
    answer = by("li")(PAIR, l=one, r=other)
    made = data(answer)
    assert made["left"]["files"] == [{"file": "f.csv", "rows": 1}]
    states = {p["property"]: p["state"] for p in made["properties"]}
    assert (states["name"], states["credit_code"]) == ("approx", "blank")
    near = {(n["link"], n["kind"]): (n["left"], n["right"], n["shared"], n["names"]) for n in made["neighbours"]}
    assert near["HAS_PHONE", "Phone"] == (1, 1, 1, ["138****8000"])
    assert near["LEGAL_REP_OF", "Person"] == (1, 0, 0, [])
    assert made["moves"] == {"links": 1, "rows": 1, "findings": 1, "cases": 0, "needs": None, "refused": False}
    for secret in (PHONE, "王一一", PEOPLE[0]):
        assert secret not in json.dumps(answer, ensure_ascii=False)
    assert ("compare", one) in [(e["action"], e["subject"]) for e in system.ops.audit()]


def test_what_speaks_against_it_is_told_before(system: System, by: Callable[[str], Ask]) -> None:
    li, one, other = by("li"), firm(code="91350100M000100Y43"), firm("云澜稳健财富")
    system.ops.by("user:zhao").judge(one, other, "different", "两家", basis="登记档案")
    assert data(li(PAIR, l=one, r=other))["moves"]["refused"] is True


def test_only_two_of_a_kind_that_is_matched_are_compared(by: Callable[[str], Ask]) -> None:
    li = by("li")
    one, phone = firm("云澜稳健财富"), make_id(ontology().kinds["Phone"], {"number": PHONE})
    for left, right, says in ((one, one, "只比较"), (one, phone, "只比较"), (one, firm("没有的店"), "没有")):
        for text in (PAIR, ANSWER):
            assert says in li(text, l=left, r=right, a="same")["errors"][0]["message"]


def test_pages_and_kinds_and_who_may_judge(system: System, by: Callable[[str], Ask]) -> None:
    li = by("li")
    every = queue(li)
    first = data(li(QUEUE, first=1))
    assert queue(li, first=50, after=first["pageInfo"]["endCursor"]) == every[1:]
    assert queue(li, kind="Person") == []
    assert queue(li, kind="Enterprise") == every
    for role in ("analyst", "prosecutor", "auditor"):
        answer = asking(system, actor(role))(QUEUE)
        assert answer["errors"][0]["extensions"]["code"] == "REFUSED"
