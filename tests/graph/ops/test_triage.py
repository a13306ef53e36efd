"""Triage on SQLite and PostgreSQL: whose a finding is, what was said and decided of it, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from graph.ops import Ops
from graph.ops.triage import Triage, TriageError
from graph.ops.users import Users
from graph.ops.written import LONG, WrittenError
from tests.graph.ops.test_cases import FOUND, HAN, LI, both
from tests.graph.test_ops import Open, ops_at, postgresql  # noqa: F401

OTHER = replace(FOUND, start=1)


@pytest.fixture
def ops(ops_at: Open) -> Iterator[Ops]:  # noqa: F811
    """Two findings, two who may decide on them and one who may not."""
    with ops_at(LI) as opened:
        for name, role in (("li", "investigator"), ("han", "investigator"), ("su", "prosecutor")):
            Users(opened).add(name, None, [role])
        opened.keep("ring", {}, 1, [FOUND, OTHER])
        yield opened


def test_the_history_of_a_finding_is_all_that_was_done_with_it(ops: Ops) -> None:
    mine, his = Triage(ops), Triage(ops.by(HAN))
    mine.assign(FOUND.id, "han", "熟悉该户")
    said = his.comment(FOUND.id, "商户已备案")
    ops.by(HAN).decide(FOUND.id, "dismissed", "正常经营")
    his.comment(FOUND.id, "商户未备案", corrects=said.seq)
    last = his.decide(FOUND.id, "confirmed", "核对登记后更正")
    steps, total = mine.history(FOUND.id)
    assert [(s.act, s.who, s.status, s.person, s.text, s.about) for s in steps] == [
        ("assign", LI, None, HAN, "熟悉该户", None),
        ("comment", HAN, None, None, "商户已备案", None),
        ("decide", HAN, "dismissed", None, "正常经营", None),
        ("comment", HAN, None, None, "商户未备案", said.seq),
        ("decide", HAN, "confirmed", None, "核对登记后更正", None),
    ]
    assert (steps[4], total) == (last, 5)
    assert mine.history(FOUND.id, 3, 1) == ([steps[3]], 5)
    assert mine.history(OTHER.id) == ([], 0)
    assert [e["action"] for e in reversed(ops.audit(5))] == ["finding-assign", "finding-comment", "decide", "finding-comment", "decide"]  # fmt: skip
    assert ops.audit_broken() is None


def test_a_finding_is_with_whom_it_was_assigned_to_last(ops: Ops) -> None:
    made = Triage(ops)
    made.assign(FOUND.id, "han")
    made.assign(OTHER.id, "han")
    assert made.of(HAN) == ([OTHER.id, FOUND.id], 2)
    made.assign(FOUND.id, "li")
    assert made.assignees([FOUND.id, OTHER.id, "finding-none"]) == {FOUND.id: LI, OTHER.id: HAN}
    assert (made.of(HAN), made.of(LI)) == (([OTHER.id], 1), ([FOUND.id], 1))
    assert made.of(HAN, 1, 5) == ([], 1)


def test_a_finding_goes_to_who_may_decide_on_it(ops: Ops) -> None:
    made = Triage(ops)
    for name in ("su", "nobody"):
        with pytest.raises(WrittenError, match="who may decide on findings"):
            made.assign(FOUND.id, name)
    made.assign(FOUND.id, "han")
    with pytest.raises(TriageError, match="is with user:han already"):
        made.assign(FOUND.id, "han")


def test_a_comment_is_put_right_by_its_writer_alone(ops: Ops) -> None:
    said = Triage(ops).comment(FOUND.id, "x")
    for who, finding, seq in ((HAN, FOUND.id, said.seq), (LI, OTHER.id, said.seq), (LI, FOUND.id, 999)):
        with pytest.raises(TriageError, match="of yours to correct"):
            Triage(ops.by(who)).comment(finding, "y", corrects=seq)
    for words in ("", "x" * (LONG + 1), "a\0"):
        with pytest.raises(WrittenError):
            Triage(ops).comment(FOUND.id, words)
    assert Triage(ops).history(FOUND.id)[1] == 1


def test_a_finding_that_is_not_there_is_said_so(ops: Ops) -> None:
    made = Triage(ops)
    for finding in ("finding-none", "", "x\0"):
        for ask in (lambda f: made.assign(f, "han"), lambda f: made.comment(f, "x"), made.history):
            with pytest.raises(TriageError, match="no such finding"):
                ask(finding)


def test_a_finding_is_assigned_once(ops: Ops) -> None:
    assert both(*(lambda: Triage(ops).assign(FOUND.id, "han") for _ in range(2))) == ["done", "it is with user:han already"]  # fmt: skip
    assert Triage(ops).history(FOUND.id)[1] == 1


def test_a_verdict_is_the_last_decision_before_a_moment_on_those_in_the_first_role(ops: Ops) -> None:
    made = Triage(ops)
    first = made.decide(FOUND.id, "confirmed", "属实")
    made.decide(OTHER.id, "dismissed", "正常")
    last = made.decide(FOUND.id, "dismissed", "更正")
    now = made.verdicts()
    assert [(v.finding, v.detector, v.status) for v in now] == [(OTHER.id, "ring", "dismissed"), (FOUND.id, "ring", "dismissed")]  # fmt: skip
    role = FOUND.subjects[0].role
    assert now[1].accused == tuple(s.id for s in FOUND.subjects if s.role == role)
    assert {v.finding: v.status for v in made.verdicts(last.at)} == {FOUND.id: "confirmed", OTHER.id: "dismissed"}
    assert made.verdicts(first.at) == []


def test_a_score_is_noted_where_it_differs_from_the_run_before(ops: Ops) -> None:
    for seq, score in ((2, FOUND.score), (3, 0.25), (4, 0.25), (5, FOUND.score)):
        ops.keep("ring", {}, seq, [replace(FOUND, score=score), OTHER])
    steps = Triage(ops).scores(FOUND.id)
    assert [(s.seq, s.score) for s in steps] == [(1, FOUND.score), (3, 0.25), (5, FOUND.score)]
    assert [s.at for s in steps] == sorted(s.at for s in steps)
    assert [s.seq for s in Triage(ops).scores(OTHER.id)] == [1]
    with pytest.raises(TriageError, match="no such finding"):
        Triage(ops).scores("finding-none")


def test_a_finding_may_go_to_whoever_may_decide_and_come_in(ops: Ops) -> None:
    assert Triage(ops).people() == [HAN, LI]
    Users(ops).lock("han")
    assert Triage(ops).people() == [LI]
