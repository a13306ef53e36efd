"""A finding's score without a line and over time, links by id, decisions on several findings, why an account stands in its layer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from api.schema import decisions, weighing
from api.system import System
from graph.finding import Finding, Subject
from graph.ops.users import Users
from graph.say import Say
from tests.api.province import firm
from tests.api.visiting import Ask, actor, asking, hub, told

WITHOUT = """query ($f: ID!, $a: ID!, $b: ID!, $l: LinkType!) {
  scoreWithout(finding: $f, fromId: $a, toId: $b, link: $l) { score taken left gone whyNot } }"""
MANY = 'mutation ($i: [ID!]!) { triageMany(ids: $i, verdict: dismissed, reason: "同一商户") { act verdict text } }'
GIVE = "mutation ($i: [ID!]!, $p: String!) { assignMany(ids: $i, person: $p) { act person } }"
Visited = Callable[..., Ask]


def ends(system: System) -> tuple[str, str]:
    """The hub and one that it pays."""
    s = system.snapshot()
    e = s.edges("TRANSFER")
    source, target = s.ids([int(e.source[0]), int(e.target[0])])
    return source, target


def made(system: System, detector: str, n: int = 1) -> list[Finding]:
    """Findings about the two, as if that detector had just found them."""
    one, other = (Subject(x, "Account", Say("户", "account")) for x in ends(system))
    found = [Finding(detector, (one, other), (), k, k, 0.75, Say(f"第{k}", f"no {k}")) for k in range(n)]
    system.ops.keep(detector, {}, len(system.lake.events()), found)
    return found


def test_what_is_found_no_more_without_a_line_is_gone(system: System, visited: Visited) -> None:
    (f,) = made(system, "round-trip")
    a, b = ends(system)
    answer = told(visited("investigator")(WITHOUT, f=f.id, a=a, b=b, l="FLOW"), "scoreWithout")
    assert answer == {"score": 0.75, "taken": 3, "left": None, "gone": True, "whyNot": None}


def test_a_score_that_cant_be_computed_says_why(system: System, visited: Visited) -> None:
    ask, (a, b) = visited("investigator"), ends(system)

    def why(f: Finding, one: str, other: str, link: str = "FLOW") -> str:
        answer = told(ask(WITHOUT, f=f.id, a=one, b=other, l=link), "scoreWithout")
        assert (answer["left"], answer["gone"], answer["taken"]) == (None, False, 0)
        return str(answer["whyNot"])

    (f,), (drawn,), (model,) = made(system, "round-trip"), made(system, "ring"), made(system, "model:x")
    assert "没有这种关系" in why(f, b, a)
    assert "没有这种关系" in why(f, a, b, "OWNS")
    assert "图库中直接查询" in why(drawn, a, b)
    assert "模型" in why(model, a, b)
    system.ops.keep("round-trip", {}, 1, [f])
    assert "重新检测" in why(f, a, b)


def test_where_too_many_are_computed_one_is_told_to_come_again(system: System, visited: Visited, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setattr(weighing, "WAIT", 0.01)
    (f,), (a, b), ask = made(system, "round-trip"), ends(system), visited("investigator")
    with weighing.AT_WORK, weighing.AT_WORK:
        assert "稍后再试" in told(ask(WITHOUT, f=f.id, a=a, b=b, l="FLOW"), "scoreWithout")["whyNot"]
    assert told(ask(WITHOUT, f=f.id, a=a, b=b, l="FLOW"), "scoreWithout")["gone"]


def test_scores_are_told_run_by_run_and_only_to_whoever_reads_findings(system: System, visited: Visited) -> None:
    (f,) = made(system, "round-trip")
    system.ops.keep("round-trip", {}, 2, [replace(f, score=0.5)])
    ask = "query ($f: ID!) { scoreHistory(id: $f) { at score seq } }"
    assert [s["score"] for s in told(visited("investigator")(ask, f=f.id), "scoreHistory")] == [0.75, 0.5]
    assert visited("investigator")(ask, f="finding-" + "0" * 32)["errors"]
    assert visited("intake")(ask, f=f.id)["errors"]
    assert visited("intake")(WITHOUT, f=f.id, a="x", b="y", l="FLOW")["errors"]


def test_links_by_their_ids_are_those_that_an_expansion_shows(system: System, visited: Visited) -> None:
    ask = visited("investigator")
    one = hub(ask)
    shown = told(ask("query ($i: ID!) { expand(id: $i, summed: false) { links { id type fromId toId ... on TransferLink { amount at } } } }", i=one), "expand")["links"]  # fmt: skip
    wanted = [x["id"] for x in reversed(shown)]
    by_ids = "query ($i: [ID!]!) { linksByIds(ids: $i) { id type fromId toId ... on TransferLink { amount at } } }"
    assert told(ask(by_ids, i=[*wanted, wanted[0], "transfer-" + "0" * 32, one]), "linksByIds") == shown[::-1]
    for ids in ([], ["transfer-" + "0" * 32] * 501 + [f"transfer-{n:032x}" for n in range(501)]):
        assert ask(by_ids, i=ids)["errors"]
    assert visited("administrator")(by_ids, i=wanted).get("errors")


def test_several_findings_are_decided_at_once_each_as_its_own_step(system: System, visited: Visited) -> None:
    ids = [f.id for f in made(system, "round-trip", 3)]
    ask = visited("investigator", who="user:li")
    assert ask(MANY, i=[*ids, "finding-" + "0" * 32])["errors"], "one that is not there"
    assert {state for _, state in system.ops.findings()} <= {"new", "open"}, "nothing was done with the others"
    steps = told(ask(MANY, i=[*ids, ids[0]]), "triageMany")
    assert steps == [{"act": "decide", "verdict": "dismissed", "text": "同一商户"}] * 3
    assert {f.id for f, state in system.ops.findings() if state == "dismissed"} == set(ids)
    assert [e["subject"] for e in system.ops.audit() if e["action"] == "decide"] == ids[::-1]
    assert ask(MANY, i=[])["errors"]
    assert ask(MANY, i=[f"finding-{n:032x}" for n in range(decisions.MANY + 1)])["errors"]
    assert visited("prosecutor")(MANY, i=ids)["errors"]


def test_several_findings_go_to_one_of_those_who_may_decide(system: System, visited: Visited) -> None:
    for name, role in (("li", "investigator"), ("han", "investigator"), ("su", "prosecutor")):
        Users(system.ops).add(name, None, [role])
    ids = [f.id for f in made(system, "round-trip", 3)]
    ask = visited("investigator", who="user:li")
    assert told(ask("{ triagePeople }"), "triagePeople") == ["user:han", "user:li"]
    assert len(told(ask(GIVE, i=ids[:1], p="han"), "assignMany")) == 1
    assert told(ask(GIVE, i=ids, p="han"), "assignMany") == [{"act": "assign", "person": "user:han"}] * 2
    assert ask(GIVE, i=ids, p="su")["errors"]
    assert visited("prosecutor")("{ triagePeople }")["errors"]


def test_an_account_says_why_it_stands_in_its_layer(province: System) -> None:
    ask = asking(province, actor("investigator"))
    q = """query ($g: [ID!]!, $a: [ID!]) { layers(group: $g, accounts: $a) {
      accounts { total nodes { account { id } layer role why received } } totals { accounts } } }"""
    whole = told(ask(q, g=[firm("甲")]), "layers")
    nodes = whole["accounts"]["nodes"]
    assert len(nodes) == whole["accounts"]["total"] > 1
    for node in nodes:
        assert node["role"] in node["why"], "the sentence names the role that it explains"
    one = nodes[-1]
    asked = told(ask(q, g=[firm("甲")], a=[one["account"]["id"], "acc-" + "0" * 32]), "layers")
    assert asked["accounts"]["nodes"] == [one]
    assert asked["totals"] == whole["totals"], "totals are of all"
    assert told(ask(q, g=[firm("甲")], a=[]), "layers")["accounts"]["total"] == 0
