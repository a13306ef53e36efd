"""Tasks on SQLite and PostgreSQL: whose they are, until when, and that what was said of them stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from graph.ops import Ops
from graph.ops.cases import Case, CaseError, Cases
from graph.ops.tasks import Task, TaskError, Tasks
from graph.ops.written import WrittenError
from graph.rights import Refused
from tests.graph.ops.test_cases import AN, HAN, LI, WEI, both, case, cases, chain, ops  # noqa: F401
from tests.graph.test_ops import ops_at, postgresql  # noqa: F401

START = datetime(2026, 11, 26, 1, tzinfo=UTC)
DUE = "2026-11-28T18:00+08:00"
By = Callable[..., Tasks]


@pytest.fixture
def tasks(ops: Ops) -> By:  # noqa: F811
    """The tasks as somebody sees them, so many days after the start."""
    return lambda who, days=0: Tasks(ops.by(who), lambda: START + timedelta(days=days))


def acts(task: Task) -> list[tuple[str, str, str]]:
    return [(s.who, s.act, s.text) for s in task.steps]


def test_a_task_is_set_extended_done_and_reopened_and_keeps_every_reason(tasks: By, case: Case) -> None:  # noqa: F811
    made = tasks(LI).set(case.id, "调取开户资料", "han", DUE)
    assert (made.person, made.due, made.state, made.overdue) == (HAN, "2026-11-28T10:00:00.000+00:00", "open", False)
    (late,) = tasks(WEI, 3).of(case.id)
    assert late.overdue
    longer = tasks(LI, 3).extend(made.id, "2026-12-05T18:00+08:00", "银行未回函")
    assert (longer.due, longer.overdue) == ("2026-12-05T10:00:00.000+00:00", False)
    assert tasks(HAN, 4).done(made.id, "已入卷").state == "done"
    again = tasks(LI, 5).reopen(made.id, "缺一户", "2026-12-06T18:00+08:00")
    assert (again.state, again.due) == ("open", "2026-12-06T10:00:00.000+00:00")
    assert acts(again) == [(LI, "set", "调取开户资料"), (LI, "extend", "银行未回函"), (HAN, "done", "已入卷"), (LI, "reopen", "缺一户")]  # fmt: skip
    assert tasks(LI, 12).of(case.id)[0].overdue


def test_what_is_open_comes_first_by_its_time(tasks: By, case: Case) -> None:  # noqa: F811
    far = tasks(LI).set(case.id, "远", "han", "2026-12-30T18:00+08:00")
    near = tasks(LI).set(case.id, "近", "li", DUE)
    over = tasks(LI).set(case.id, "毕", "li", DUE)
    tasks(LI).done(over.id, "毕")
    assert [one.id for one in tasks(HAN).of(case.id)] == [near.id, far.id, over.id]


def test_who_may_what(tasks: By, case: Case, cases: Callable[[str], Cases]) -> None:  # noqa: F811
    made = tasks(LI).set(case.id, "调取", "li", DUE)
    with pytest.raises(Refused, match="only user:li or a lead"):
        tasks(HAN).done(made.id, "x")
    with pytest.raises(Refused, match="only user:li or a lead"):
        tasks(HAN).extend(made.id, DUE, "x")
    with pytest.raises(Refused):
        tasks(WEI).set(case.id, "x", "han", DUE)
    with pytest.raises(TaskError, match="neither lead nor member"):
        tasks(LI).set(case.id, "x", "wei", DUE)
    for act in (lambda: tasks(AN).of(case.id), lambda: tasks(AN).done(made.id, "x"), lambda: tasks(LI).done("task-none", "x")):  # fmt: skip
        with pytest.raises((CaseError, TaskError), match="no such"):
            act()
    assert tasks(HAN).assign(made.id, "han", "我来").person == HAN
    assert tasks(HAN).done(made.id, "好").state == "done"
    with pytest.raises(TaskError, match="the task is done"):
        tasks(HAN).done(made.id, "再")
    with pytest.raises(TaskError, match="the task is to do"):
        tasks(HAN).reopen(tasks(LI).set(case.id, "y", "li", DUE).id, "x")
    cases(LI).close(case.id, "other", "毕")
    with pytest.raises(CaseError, match="closed"):
        tasks(LI).reopen(made.id, "x")
    assert len(tasks(WEI).of(case.id)) == 2


@pytest.mark.parametrize(
    "due", ["", "明天", "2026-11-25T18:00+08:00", "2099-01-01T00:00+08:00", "9999-12-31T23:59-14:00"]
)
def test_a_time_that_is_none_or_over_or_too_far_is_refused(tasks: By, case: Case, due: str) -> None:  # noqa: F811
    with pytest.raises(TaskError):
        tasks(LI).set(case.id, "x", "li", due)
    assert tasks(LI).of(case.id) == []


def test_the_chain_says_what_was_done_and_nothing_of_its_words(tasks: By, case: Case, ops: Ops) -> None:  # noqa: F811
    made = tasks(LI).set(case.id, "找张三", "li", DUE)
    tasks(LI).drop(made.id, "张三已到案")
    assert chain(ops)[-2:] == [(LI, "case-task-set"), (LI, "case-task-drop")]
    with ops.read() as c:
        assert "张三" not in str(c.exec_driver_sql("SELECT * FROM audit").all())
    with pytest.raises(WrittenError):
        tasks(LI).set(case.id, " ", "li", DUE)
