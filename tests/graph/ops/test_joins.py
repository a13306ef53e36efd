"""Two cases made one: what comes over, what is told, and that it is all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.ops import Ops
from graph.ops.cases import Case, CaseError, Cases, Opening
from graph.ops.evidence import Evidence, Words
from graph.ops.joins import Conflict, Joins
from graph.ops.redactions import Redactions
from graph.ops.rules import Rules
from graph.ops.tasks import Tasks
from graph.ops.users import Users
from graph.ops.written import WrittenError
from graph.rights import Refused
from tests.graph.test_ops import Open, ops_at, postgresql  # noqa: F401

ACC, PER, ENT, LINK = (f"{p}-{1:032x}" for p in ("acc", "per", "ent", "transfer"))
LI, HAN = "user:li", "user:han"


@pytest.fixture
def ops(ops_at: Open) -> Iterator[Ops]:  # noqa: F811
    with ops_at("cli:root") as opened:
        for name in ("li", "han", "wei"):
            Users(opened).add(name, None, ["investigator"])
        yield opened.by(LI)


@pytest.fixture
def two(ops: Ops) -> tuple[Case, Case]:
    """Two cases that li leads, with much in both."""
    cases = Cases(ops)
    here = cases.open(Opening("甲案", "非法吸收公众存款", "非法集资", "广州市"))
    there = cases.open(Opening("乙案", "集资诈骗", "非法集资", "佛山市", "佛山市公安局"))
    cases.add(here.id, [ACC, PER], "归集户")
    cases.add(there.id, [ACC], "收款户")
    cases.add(there.id, [PER], "归集户")
    Rules(ops).apply(there.id, "around", {"things": [PER]}, "ab12", [PER, ENT, LINK], "法人")
    cases.add_member(here.id, "han", "reader")
    cases.add_member(there.id, "han", "member")
    cases.add_member(there.id, "wei", "member")
    cases.comment(there.id, "已询问王某")
    Evidence(ops).add(here.id, Words("inducement", "for", "承诺保本", ENT))
    Evidence(ops).add(there.id, Words("inducement", "against", "合同载明不保本", ENT))
    Evidence(ops).add(there.id, Words("inducement", "for", "承诺保本", ENT))
    Redactions(ops).by_text(there.id, "王某", "举报人")
    return here, there


def test_what_two_cases_say_differently_is_a_list(ops: Ops, two: tuple[Case, Case]) -> None:
    here, there = two
    task = Tasks(ops).set(there.id, "调取流水", "han", "2030-01-01")
    assert Joins(ops).conflicts(here.id, there.id) == [
        Conflict("fact", "cause", "非法吸收公众存款", "集资诈骗"),
        Conflict("fact", "region", "广州市", "佛山市"),
        Conflict("fact", "agency", "", "佛山市公安局"),
        Conflict("thing", ACC, "归集户", "收款户"),
        Conflict("member", HAN, "reader", "member"),
        Conflict("evidence", ENT, "inducement for", "inducement against"),
        Conflict("task", task.id, "", f"调取流水（{HAN}，{task.due}）"),
    ]
    assert Cases(ops).one(there.id).status == "open"  # nothing was done yet


def test_what_is_in_the_other_comes_over_and_it_is_closed(ops: Ops, two: tuple[Case, Case]) -> None:
    here, there = two
    done = Joins(ops).join(here.id, there.id, "同一团伙")
    assert (done.things, done.rules, done.notes, done.evidence, done.redactions, done.members) == (2, 1, 1, 1, 1, 1)
    assert (done.other.status, done.other.outcome, done.case.things) == ("closed", "joined", 4)
    cases = Cases(ops)
    held = {e.subject: e.text for e in cases.things(here.id)[0]}
    assert held == {ACC: "归集户", PER: "归集户", ENT: f"法人（自 {there.number}）", LINK: f"法人（自 {there.number}）"}
    assert {m.subject: m.word for m in cases.members(here.id)} == {LI: "lead", HAN: "reader", "user:wei": "member"}
    notes = [e.text for e in cases.timeline(here.id, acts=["comment"])[0]]
    assert notes[0] == f"并入 {there.number}（乙案）：同一团伙"
    assert notes[1].startswith("已询问王某（user:li，")
    (rule,) = Rules(ops).list(here.id)
    assert (rule.name, rule.snapshot, list(rule.found), rule.added) == ("around", "ab12", [PER, ENT, LINK], 2)
    assert [(p.side, p.text[:8]) for p in Evidence(ops).of(here.id)] == [
        ("for", "承诺保本"),
        ("against", "合同载明不保本（"),
    ]
    assert [r.said for r in Redactions(ops).of(here.id)] == ["王某"]
    assert cases.things(there.id)[1] == 4  # the other stays as it was
    (entry,) = [e for e in ops.audit(1000) if e["action"] == "case-merge"]
    assert (entry["subject"], entry["detail"]["other"], entry["detail"]["conflicts"]) == (here.id, there.id, 6)
    assert ops.audit_broken() is None


def test_what_was_answered_of_the_program_s_proposals_stays_so(ops: Ops, two: tuple[Case, Case]) -> None:
    here, there = two
    evidence = Evidence(ops)
    evidence.dismiss(here.id, Words("public", "for", "广告", ENT, proposal="k1"), "内部张贴")
    evidence.add(there.id, Words("public", "for", "对外发布广告", ENT, proposal="k1"))
    evidence.dismiss(there.id, Words("social", "for", "人数", ENT, proposal="k2"), "亲友")
    Joins(ops).join(here.id, there.id, "同一团伙")
    assert [p.proposal for p in evidence.of(here.id)] == [None, None, None]
    assert [p.proposal for p in evidence.dismissed(here.id)] == ["k1", "k2"]


def test_only_who_leads_both_joins_them(ops: Ops, two: tuple[Case, Case]) -> None:
    here, there = two
    with pytest.raises(Refused):
        Joins(ops.by(HAN)).join(here.id, there.id, "同一团伙")
    with pytest.raises(CaseError, match="no such case"):
        Joins(ops.by("user:wei")).conflicts(here.id, there.id)
    with pytest.raises(CaseError, match="with itself"):
        Joins(ops).join(here.id, here.id, "同一团伙")
    with pytest.raises(WrittenError):
        Joins(ops).join(here.id, there.id, " ")
    Cases(ops).close(there.id, "dismissed", "不成立")
    with pytest.raises(CaseError, match="closed"):
        Joins(ops).join(here.id, there.id, "同一团伙")
    assert Cases(ops).one(here.id).things == 2


def test_a_change_meanwhile_stops_it(ops: Ops, two: tuple[Case, Case], monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = two
    real = Joins._conflicts

    def beside(self: Joins, *cases: object) -> Iterator[Conflict]:
        Cases(ops).comment(there.id, "补充")
        return real(self, *cases)  # type: ignore[arg-type]

    monkeypatch.setattr(Joins, "_conflicts", beside)
    with pytest.raises(CaseError, match="try again"):
        Joins(ops).join(here.id, there.id, "同一团伙")
    assert Cases(ops).one(there.id).status == "open"


@pytest.mark.parametrize("limit", ["HELD", "PARTY", "PIECES"])
def test_a_case_holds_no_more_than_it_may(ops: Ops, two: tuple[Case, Case], monkeypatch: pytest.MonkeyPatch, limit: str) -> None:  # fmt: skip
    from graph.ops import joins

    monkeypatch.setattr(joins, limit, 2)
    with pytest.raises(CaseError, match="at most 2"):
        Joins(ops).join(two[0].id, two[1].id, "同一团伙")
    assert Cases(ops).one(two[1].id).status == "open"
