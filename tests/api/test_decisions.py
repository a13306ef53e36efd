"""What people decide by GraphQL: it is taken also while the graph is down, names who decided, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from api.system import System
from graph.entity import make_id
from graph.lake import Lake
from graph.ontology import ontology
from graph.ops import Ops
from graph.project import catch_up
from graph.settings import Settings
from graph.store import Store
from tests.api.test_cases import Down, account, as_, data, down, error, found, office  # noqa: F401
from tests.api.visiting import HUB, OTHER, Ask, actor, asking
from tests.lakes import PEOPLE

JUDGE = """mutation ($l: ID!, $r: ID!, $a: Answer!, $b: String) {
  judge(left: $l, right: $r, answer: $a, reason: "查档", basis: $b) { seq left { id kind caption } right { id } answer who reason basis force blind } }"""
BACK = 'mutation ($n: Int!) { takeBack(seq: $n, reason: "看错") { seq force } }'
LIST = "query ($e: ID, $g: Boolean!) { judgements(entity: $e, gone: $g) { total truncated nodes { seq answer force who } } }"
TRIAGE = 'mutation ($f: ID!, $v: Verdict!) { triage(id: $f, verdict: $v, reason: "核实") { act verdict who text } }'


def person(number: str) -> str:
    made = make_id(ontology().kinds["Person"], {"id_number": number})
    assert made is not None
    return made


def test_an_answer_is_given_and_taken_back_while_the_graph_is_down(as_: Callable[..., Ask], down: Down, office: Ops) -> None:  # noqa: F811 # fmt: skip
    li = as_("li")
    one, other = account(HUB), account(OTHER)
    said = data(li(JUDGE, l=one, r=other, a="same"))["judge"]
    assert said == {
        "seq": 1, "left": {"id": one, "kind": "Account", "caption": "*0001"}, "right": {"id": other}, "answer": "same", "who": "user:li",
        "reason": "查档", "basis": None, "force": "in_force", "blind": False,
    }  # fmt: skip
    assert office.judged().group(other) == [one, other]
    assert data(li(LIST, e=other, g=False))["judgements"] == {"total": 1, "truncated": False, "nodes": [{"seq": 1, "answer": "same", "force": "in_force", "who": "user:li"}]}  # fmt: skip
    assert data(li(BACK, n=1))["takeBack"] == {"seq": 1, "force": "taken_back"}
    assert office.judged().group(other) == [other]
    assert data(li(LIST, g=False))["judgements"]["total"] == 0
    assert data(li(LIST, g=True))["judgements"]["nodes"][0]["force"] == "taken_back"
    assert "taken back already" in error(li(BACK, n=1))
    assert "no judgement 9" in error(li(BACK, n=9))
    assert down.soon == 2, "each is shown in the graph as soon as that can be reached"
    assert [(e["who"], e["action"]) for e in office.audit() if e["action"] in ("judge", "take-back")] == [("user:li", "take-back"), ("user:li", "judge")]  # fmt: skip


def test_what_was_decided_while_the_graph_was_down_is_shown_once_it_is_up(as_: Callable[..., Ask], office: Ops, tmp_path: Path, embedded: Store) -> None:  # noqa: F811 # fmt: skip
    lake = Lake(tmp_path / "data")
    catch_up(lake, embedded)
    data(as_("li")(JUDGE, l=account(HUB), r=account(OTHER), a="same"))
    up = System(Settings(tmp_path / "data", lang="en"), office, embedded)
    up.project()
    told = data(asking(up, actor("investigator"))("query ($i: ID!) { entity(id: $i) { id } }", i=account(OTHER)))
    assert told["entity"]["id"] == account(HUB)


def test_two_id_numbers_are_two_people_unless_a_basis_is_stated(as_: Callable[..., Ask], down: Down) -> None:  # noqa: F811 # fmt: skip
    li, pair = as_("li"), {"l": person(PEOPLE[0]), "r": person(PEOPLE[1])}
    assert "different ID number" in error(li(JUDGE, **pair, a="same"))
    assert "needs its basis" in error(li(JUDGE, **pair, a="different"))
    assert down.soon == 0
    assert data(li(JUDGE, **pair, a="same", b="换证"))["judge"]["left"]["caption"] == "王**", "names are masked"
    data(as_("han")(JUDGE, **pair, a="different", b="户籍档案"))
    told = data(li(LIST, e=pair["l"], g=False))["judgements"]["nodes"]
    assert [(n["answer"], n["force"]) for n in told] == [("different", "disputed"), ("same", "disputed")]


@pytest.mark.parametrize(("left", "right"), [("x", HUB), ("", HUB), ("acc-" + "0" * 32, HUB), (HUB, HUB), ("finding-1", HUB), (PEOPLE[0], HUB)])  # fmt: skip
def test_a_pair_that_nobody_can_judge_is_refused(as_: Callable[..., Ask], office: Ops, left: str, right: str) -> None:  # noqa: F811 # fmt: skip
    ids = {HUB: account(HUB), PEOPLE[0]: person(PEOPLE[0])}
    answer = as_("li")(JUDGE, l=ids.get(left, left), r=ids.get(right, right), a="same")
    assert answer["errors"][0]["extensions"]["code"] != "FAULT"
    assert office.judgements() == []


def test_reasons_are_asked_for_and_kept_within_limits(as_: Callable[..., Ask], office: Ops) -> None:  # noqa: F811
    one, other = account(HUB), account(OTHER)
    for reason in ("", "  ", "x" * 501):
        text = "mutation ($l: ID!, $r: ID!, $w: String!) { judge(left: $l, right: $r, answer: unsure, reason: $w) { seq } }"
        assert error(as_("li")(text, l=one, r=other, w=reason))
        assert error(as_("li")("mutation ($f: ID!, $w: String!) { triage(id: $f, verdict: open, reason: $w) { seq } }", f=found().id, w=reason))  # fmt: skip
    assert (office.judgements(), office.findings()[0][1]) == ([], "open")


def test_a_finding_is_assigned_commented_and_decided_while_the_graph_is_down(as_: Callable[..., Ask], office: Ops) -> None:  # noqa: F811 # fmt: skip
    li, han, one = as_("li"), as_("han"), found().id
    step = data(
        li('mutation ($f: ID!) { assignFinding(id: $f, person: "han", reason: "熟悉") { act person text } }', f=one)
    )
    assert step["assignFinding"] == {"act": "assign", "person": "user:han", "text": "熟悉"}
    said = data(han('mutation ($f: ID!) { commentFinding(id: $f, text: "商户") { seq } }', f=one))["commentFinding"][
        "seq"
    ]
    data(
        han(
            'mutation ($f: ID!, $n: Int!) { commentFinding(id: $f, text: "非商户", corrects: $n) { seq } }',
            f=one,
            n=said,
        )
    )
    assert data(han(TRIAGE, f=one, v="confirmed"))["triage"] == {"act": "decide", "verdict": "confirmed", "who": "user:han", "text": "核实"}  # fmt: skip
    assert office.findings()[0][1] == "confirmed"
    told = data(li("query ($f: ID!) { findingHistory(id: $f) { total truncated nodes { act verdict person text corrects who } } }", f=one))["findingHistory"]  # fmt: skip
    assert [(n["act"], n["verdict"], n["person"], n["text"], n["corrects"], n["who"]) for n in told["nodes"]] == [
        ("assign", None, "user:han", "熟悉", None, "user:li"),
        ("comment", None, None, "商户", None, "user:han"),
        ("comment", None, None, "非商户", said, "user:han"),
        ("decide", "confirmed", None, "核实", None, "user:han"),
    ]
    assert (told["total"], told["truncated"]) == (4, False)
    assert data(han("{ assignedFindings { total nodes } }"))["assignedFindings"] == {"total": 1, "nodes": [one]}
    assert data(li("{ assignedFindings { total nodes } }"))["assignedFindings"] == {"total": 0, "nodes": []}
    for name in ("han", "user:han", " HAN "):
        assert data(li("query ($p: String) { assignedFindings(person: $p) { nodes } }", p=name))["assignedFindings"]["nodes"] == [one]  # fmt: skip
    assert data(li("query ($f: [ID!]!) { findingAssignees(ids: $f) { finding person } }", f=[one, "finding-x"]))["findingAssignees"] == [{"finding": one, "person": "user:han"}]  # fmt: skip


def test_who_may_not_decide_reads_what_was_decided(as_: Callable[..., Ask], office: Ops) -> None:  # noqa: F811
    su, one = as_("su"), found().id
    office.by("user:li").decide(one, "dismissed", "x")
    assert data(su("query ($f: ID!) { findingHistory(id: $f) { nodes { verdict } } }", f=one))["findingHistory"]["nodes"] == [{"verdict": "dismissed"}]  # fmt: skip
    for text, more in (
        (TRIAGE, {"v": "open"}),
        ('mutation ($f: ID!) { commentFinding(id: $f, text: "x") { seq } }', {}),
    ):
        assert su(text, f=one, **more)["errors"][0]["extensions"]["code"] == "REFUSED"
    assert error(su(JUDGE, l=account(HUB), r=account(OTHER), a="same")) == "your role may not judge who is who; ask an administrator"  # fmt: skip


def test_a_kind_that_is_not_ones_own_to_see_is_not_told_of(office: Ops, down: Down) -> None:  # noqa: F811
    office.judge(account(HUB), account(OTHER), "same", "x")
    clerk = asking(down, actor("intake"))
    assert data(clerk(LIST, g=True))["judgements"] == {"total": 0, "truncated": False, "nodes": []}
