"""Tasks of a case by GraphQL: what somebody is to do until when, and what became of it."""

from __future__ import annotations

import strawberry
from strawberry.types import Info

from api.schema.fields import done, visit_of, words
from api.schema.scalars import Time, epoch, iso
from api.visit import Visit
from graph.ops.tasks import ACTS, STATES, Tasks
from graph.ops.tasks import Task as Made

CaseTaskState = words("CaseTaskState", STATES, "任务状态 · where a task stands")


@strawberry.type(description="任务经过中的一步 · one thing that happened to a task")
class CaseTaskStep:
    at: Time
    who: str
    act: str
    label: str
    person: str | None
    due: Time | None
    text: str = strawberry.field(description="任务内容或理由 · what is to be done, or the reason")


@strawberry.type(description="案件任务 · a task of a case")
class CaseTask:
    id: strawberry.ID
    title: str
    person: str = strawberry.field(description="由谁办 · whose it is")
    due: Time = strawberry.field(description="期限 · until when")
    by: str
    at: Time
    state: CaseTaskState
    overdue: bool = strawberry.field(description="逾期未完成 · open, and its time is over")
    steps: list[CaseTaskStep]


@strawberry.type
class Tasked:
    """What a case has of tasks."""

    @strawberry.field(description="全部任务：未完成的按期限在前 · every task: what is open first, by its time")
    def tasks(self, info: Info) -> list[CaseTask]:
        visit = visit_of(info)
        return [_task(visit, one) for one in Tasks(visit.ops).of(str(self.id))]


@strawberry.type
class Tasking:
    @done("cases", "下达任务：交谁办、何时为限 · somebody of the case is to do something until then")
    def set_case_task(self, info: Info, id: strawberry.ID, title: str, person: str, due: Time) -> CaseTask:
        return _task(visit_of(info), _tasks(info).set(str(id), title, person, iso(due)))

    @done("cases", "转交他人办理 · somebody else is to do it")
    def assign_case_task(self, info: Info, id: strawberry.ID, person: str, reason: str) -> CaseTask:
        return _task(visit_of(info), _tasks(info).assign(str(id), person, reason))

    @done("cases", "延期或改期 · another time")
    def extend_case_task(self, info: Info, id: strawberry.ID, due: Time, reason: str) -> CaseTask:
        return _task(visit_of(info), _tasks(info).extend(str(id), iso(due), reason))

    @done("cases", "完成，写明结果 · it is done, and what came of it")
    def finish_case_task(self, info: Info, id: strawberry.ID, reason: str) -> CaseTask:
        return _task(visit_of(info), _tasks(info).done(str(id), reason))

    @done("cases", "撤销任务 · it need not be done")
    def drop_case_task(self, info: Info, id: strawberry.ID, reason: str) -> CaseTask:
        return _task(visit_of(info), _tasks(info).drop(str(id), reason))

    @done("cases", "重开任务，可另定期限 · it is not done after all; until when, where that is another time")
    def reopen_case_task(self, info: Info, id: strawberry.ID, reason: str, due: Time | None = None) -> CaseTask:
        return _task(visit_of(info), _tasks(info).reopen(str(id), reason, None if due is None else iso(due)))


def _tasks(info: Info) -> Tasks:
    return Tasks(visit_of(info).ops)


def _task(visit: Visit, made: Made) -> CaseTask:
    steps = [
        CaseTaskStep(at=Time(epoch(s.at)), who=s.who, act=s.act, label=visit.say(ACTS[s.act]), person=s.person, due=None if s.due is None else Time(epoch(s.due)), text=s.text)
        for s in made.steps
    ]  # fmt: skip
    return CaseTask(
        id=strawberry.ID(made.id), title=made.title, person=made.person, due=Time(epoch(made.due)), by=made.by, at=Time(epoch(made.at)),
        state=CaseTaskState[made.state], overdue=made.overdue, steps=steps,
    )  # fmt: skip
