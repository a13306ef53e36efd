"""Tasks of a case: what somebody is to do until when. What happened to one stays; how it stands is told by its entries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, insert, select

from graph.entity import fresh, now, stamp
from graph.ops import Ops
from graph.ops.cases import ALL, LEADS, WORKERS, Clock, demand, role_of, workable
from graph.ops.docket_tables import TASK_ENTRY
from graph.ops.written import LINE, NOTE, WHY, called, seal, text
from graph.rights import Refused
from graph.say import JinyingError, Say

STATES = {"open": Say("待办", "to do"), "done": Say("已完成", "done"), "dropped": Say("已撤销", "dropped")}
ACTS = {
    "set": Say("下达", "set"), "assign": Say("转交", "handed on"), "extend": Say("延期", "extended"), "done": Say("完成", "done"),
    "reopen": Say("重开", "reopened"), "drop": Say("撤销", "dropped"),
}  # fmt: skip
BECOMES = {"set": "open", "done": "done", "reopen": "open", "drop": "dropped"}
MOST = 1_000  # tasks of one case
LONGEST = timedelta(days=3_660)  # from now until a task is due


class TaskError(JinyingError):
    """No such task, or it can't be done with it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened to a task. Times are ISO 8601 UTC."""

    seq: int
    at: str
    who: str
    act: str
    person: str | None
    due: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Task:
    """One task as it stands. `person`: whose it is; `by`: who set it; `overdue`: open, and its time is over."""

    id: str
    case: str
    title: str
    person: str
    due: str
    by: str
    at: str
    state: str
    overdue: bool
    steps: tuple[Step, ...]


class Tasks:
    """The tasks of one ops database as whoever acts may see and change them."""

    def __init__(self, ops: Ops, clock: Clock = now) -> None:
        self._ops, self._clock = ops, clock

    def of(self, case_id: str) -> Sequence[Task]:
        """Every task of a case: what is open first, by its time; then the others, the last changed first."""
        with self._ops.read() as c:
            demand(c, self._ops.who, case_id, ALL)
            found = self._told(c, case_id)
        live = sorted((one for one in found if one.state == "open"), key=lambda one: (one.due, one.steps[0].seq))
        rest = [one for one in found if one.state != "open"]
        return [*live, *sorted(rest, key=lambda one: -one.steps[-1].seq)]

    def set(self, case_id: str, title: str, person: str, due: str) -> Task:
        """Somebody is to do something until then: a lead or member of the case."""
        title, due = text(title, Say("任务", "the task"), LINE), self._due(due)
        with self._ops.change() as c:
            workable(c, self._ops.who, case_id)
            if c.execute(select(func.count(TASK_ENTRY.c.task.distinct())).where(TASK_ENTRY.c.case == case_id)).scalar_one() >= MOST:  # fmt: skip
                raise TaskError(Say(f"一个案件至多 {MOST:,} 项任务", f"a case has at most {MOST:,} tasks"))
            who, new = self._worker(c, case_id, person), fresh("task")
            self._add(c, case_id, new, "set", person=who, due=due, words=title)
            return self._one(c, new)

    def assign(self, task: str, person: str, why: str) -> Task:
        """Somebody else is to do it."""
        with self._change(task, why) as (c, held, why):
            who = self._worker(c, held.case, person)
            if who == held.person:
                raise TaskError(Say(f"已由 {who} 办理", f"{who} has it already"))
            self._add(c, held.case, task, "assign", person=who, words=why)
            return self._one(c, task)

    def extend(self, task: str, due: str, why: str) -> Task:
        """There is more time, or less; why is said. Its lead or who set it says so."""
        due = self._due(due)
        with self._change(task, why) as (c, held, why):
            self._theirs(c, held, held.by)
            self._add(c, held.case, task, "extend", due=due, words=why)
            return self._one(c, task)

    def done(self, task: str, said: str) -> Task:
        """It is done, and what came of it: said by whose task it is, or a lead."""
        with self._change(task, said) as (c, held, said):
            self._theirs(c, held, held.person)
            self._add(c, held.case, task, "done", words=said)
            return self._one(c, task)

    def drop(self, task: str, why: str) -> Task:
        """It need not be done. Its lead or who set it says so."""
        with self._change(task, why) as (c, held, why):
            self._theirs(c, held, held.by)
            self._add(c, held.case, task, "drop", words=why)
            return self._one(c, task)

    def reopen(self, task: str, why: str, due: str | None = None) -> Task:
        """It is not done after all; until when, where that is another time."""
        due = None if due is None else self._due(due)
        with self._change(task, why, over=True) as (c, held, why):
            self._add(c, held.case, task, "reopen", due=due, words=why)
            return self._one(c, task)

    # below

    @contextmanager
    def _change(self, task: str, words: str, *, over: bool = False) -> Iterator[tuple[Connection, Task, str]]:
        """A change of an open task (or of one that is over), with its reason."""
        words = text(words, WHY, NOTE)
        with self._ops.change() as c:
            held = self._one(c, task)
            workable(c, self._ops.who, held.case, WORKERS)
            if (held.state != "open") != over:
                now_ = STATES[held.state]
                raise TaskError(Say(f"任务{now_.zh}", f"the task is {now_.en}"))
            yield c, held, words

    def _one(self, c: Connection, task: str) -> Task:
        """A task of a case of the asker's; another's is not there for them."""
        case_id = c.execute(select(TASK_ENTRY.c.case).where(TASK_ENTRY.c.task == task[:100]).limit(1)).scalar()
        if case_id is None or role_of(c, self._ops.who, case_id) is None:
            raise TaskError(Say("没有此任务", "no such task"))
        return next(one for one in self._told(c, case_id) if one.id == task)

    def _theirs(self, c: Connection, held: Task, whose: str) -> None:
        if self._ops.who != whose and role_of(c, self._ops.who, held.case) not in LEADS:
            raise Refused(Say(f"须由 {whose} 或主办为之", f"only {whose} or a lead may do this"), Say("请联系主办", "ask its lead"))  # fmt: skip

    def _worker(self, c: Connection, case_id: str, person: str) -> str:
        who = called(person)
        if role_of(c, who, case_id) not in WORKERS:
            raise TaskError(
                Say(f"{who[:64]} 不是主办或协办", f"{who[:64]} is neither lead nor member"),
                Say("请先加入案件", "add them to the case first"),
            )
        return who

    def _due(self, due: str) -> str:
        """A time to come, in UTC."""
        try:
            at = datetime.fromisoformat(due).astimezone(UTC)
        except (ValueError, OverflowError):
            raise TaskError(Say("期限不是时刻", "that is no time"), Say("形如 2026-11-30T18:00+08:00", "like 2026-11-30T18:00+08:00")) from None  # fmt: skip
        if not self._clock() < at < self._clock() + LONGEST:
            raise TaskError(Say("期限须在今后十年之内", "it is due within the ten years to come"))
        return stamp(at)

    def _add(self, c: Connection, case_id: str, task: str, act: str, *, words: str, person: str | None = None, due: str | None = None) -> None:  # fmt: skip
        at = stamp(self._clock())
        row = {"task": task, "case": case_id, "at": at, "who": self._ops.who, "act": act, "person": person, "due": due}
        c.execute(insert(TASK_ENTRY).values(**row, text=words))
        self._ops.record(c, f"case-task-{act}", case_id, task=task, person=person, due=due, text=seal(words))

    def _told(self, c: Connection, case_id: str) -> list[Task]:
        """The tasks of a case in the order in which they were set, from their entries."""
        at = stamp(self._clock())
        told: dict[str, Task] = {}
        for row in c.execute(select(TASK_ENTRY).where(TASK_ENTRY.c.case == case_id).order_by(TASK_ENTRY.c.seq)).mappings():  # fmt: skip
            told[row["task"]] = _after(told.get(row["task"]), row)
        return [replace(one, overdue=one.state == "open" and one.due < at) for one in told.values()]


def _after(held: Task | None, row: Mapping[Any, Any]) -> Task:
    """A task after one more entry."""
    step = Step(**{name: row[name] for name in Step.__slots__})
    if held is None:
        return Task(row["task"], row["case"], step.text, str(step.person), str(step.due), step.who, step.at, "open", False, (step,))  # fmt: skip
    return replace(
        held, person=step.person or held.person, due=step.due or held.due, state=BECOMES.get(step.act, held.state), steps=(*held.steps, step)
    )  # fmt: skip
