"""Long work: what can be started, what runs and what came of it; files that were sent in; what happens now, as it happens."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import strawberry
from strawberry.types import Info

from api import uploads as sent
from api.jobs import board
from api.schema.fields import AskedError, asked, may, page, visit_of
from api.schema.findings import Finding, told
from api.schema.gathered import Gathered
from api.schema.pages import Connection, connection
from api.schema.scalars import Json, Long
from api.visit import Visit
from graph.finding import Finding as Made
from graph.ops.jobs import Job as Known
from graph.ops.jobs import Jobs
from graph.ops.uploads import Upload as Sent
from graph.say import Say

LOOK = 1.0  # seconds between looks for new findings
TOLD = 50  # new findings told one by one; of more only the best
ANY = ("submit", "jobs", "judge")  # rights of which one is enough to start some kind of job


@strawberry.type(description="任务的一个参数 · one thing that a kind of job asks for")
class JobParam:
    name: str
    label: str
    type: str
    required: bool
    choices: list[str]


@strawberry.type(description="可启动的任务 · a kind of job")
class JobKind:
    name: str
    label: str
    params: list[JobParam]


@strawberry.type(description="一项任务；done/total 为进度 · one job")
class Job:
    id: strawberry.ID
    kind: str
    label: str
    params: Json
    who: str
    at: str
    state: str = strawberry.field(description="waiting, running, done, failed, cancelled, lost")
    done: Long | None
    total: Long | None
    words: str | None
    started: str | None
    ended: str | None
    exit: int | None
    result: Json | None
    why: str | None


@strawberry.type(description="已上传、尚未装载的文件 · a file that was sent in; nothing is loaded by that")
class Upload:
    id: strawberry.ID
    name: str
    size: Long
    sha256: str
    at: str


@strawberry.type
class Work:
    @strawberry.field(description="当前身份可启动的任务 · kinds of job that the asker may start")
    def job_kinds(self, info: Info) -> list[JobKind]:
        say = visit_of(info).say
        return [
            JobKind(
                name=k.name, label=say(k.label),
                params=[JobParam(name=p.name, label=say(p.label), type=p.type, required=p.required, choices=list(p.choices)) for p in k.params],
            )
            for k in board.offered(visit_of(info))
        ]  # fmt: skip

    @asked("imports", "任务，新的在前 · jobs, the newest first")
    def jobs(self, info: Info, first: int | None = None, after: str | None = None) -> Connection[Job]:
        visit, (start, size) = visit_of(info), page(first, after)
        found, total = Jobs(visit.ops).list(size, start=start)
        return connection([_job(visit, j) for j in found], start, total)

    @asked("imports", "一项任务 · one job")
    def job(self, info: Info, id: strawberry.ID) -> Job:
        visit = visit_of(info)
        return _job(visit, board.one(visit, str(id)))

    @asked("imports", "任务日志 · what a job's command said: to who started it, or may start jobs")
    def job_log(self, info: Info, id: strawberry.ID) -> str:
        return board.log(visit_of(info), str(id))

    @asked("submit", "自己上传的文件 · files that the asker sent in by POST /api/uploads")
    def uploads(self, info: Info, first: int = 50, after: strawberry.ID | None = None) -> list[Upload]:
        found, _ = sent.uploads(visit_of(info), min(max(1, first), 500), None if after is None else str(after))
        return [told_upload(u) for u in found]


@strawberry.type
class Starting:
    @strawberry.mutation(
        description="启动任务；装载先用 dry-run 试装 · start a job; loads are tried by `dry-run` first"
    )
    def start_job(self, info: Info, kind: str, params: Json | None = None) -> Job:
        visit = visit_of(info)
        if not isinstance(params, dict | None):
            raise AskedError(Say("params 应为对象", "params is an object"))
        return _job(visit, board.start(visit, kind, params or {}))

    @strawberry.mutation(
        description="取消任务：自己的，或有任务权限 · cancel a job: one's own, or with the right to jobs"
    )
    def cancel_job(self, info: Info, id: strawberry.ID) -> Job:
        visit = visit_of(info)
        return _job(visit, board.cancel(visit, str(id)))

    @strawberry.mutation(description="删除自己的上传 · drop a file that one sent in")
    def drop_upload(self, info: Info, id: strawberry.ID) -> bool:
        sent.drop(visit_of(info), str(id))
        return True


@strawberry.type
class Subscription:
    @strawberry.subscription(
        permission_classes=[may("imports")],
        description="任务进度，直至结束 · a job each time it changes, until it has ended",
    )
    async def job_progress(self, info: Info, id: strawberry.ID) -> AsyncIterator[Job]:
        visit = visit_of(info)
        async for job in board.watch(visit, str(id)):
            yield _job(visit, job)

    @strawberry.subscription(
        permission_classes=[may("findings")], description="新发现 · findings that were not there before"
    )
    async def new_findings(self, info: Info) -> AsyncIterator[Finding]:
        visit = visit_of(info)
        known = {made.id for made, _ in (await asyncio.to_thread(visit.system.findings)).all}
        while True:
            await asyncio.sleep(LOOK)
            found = (await asyncio.to_thread(visit.system.findings)).all
            new = [one for one in found if one[0].id not in known]
            known.update(made.id for made, _ in new)
            for one in new[:TOLD]:
                yield (await asyncio.to_thread(_told, visit, one))[0]


def told_upload(u: Sent) -> Upload:
    """An upload as it is told."""
    return Upload(id=strawberry.ID(u.id), name=u.name, size=Long(u.size), sha256=u.sha256, at=u.at)


def _told(visit: Visit, one: tuple[Made, str]) -> list[Finding]:
    return told(Gathered(visit), [one])


def _job(visit: Visit, job: Known) -> Job:
    label = visit.say(board.label(job.kind))
    return Job(
        id=strawberry.ID(job.id), kind=job.kind, label=label, params=job.params, who=job.who, at=job.at, state=job.state, words=job.words,
        done=None if job.done is None else Long(job.done), total=None if job.total is None else Long(job.total), started=job.started, ended=job.ended,
        exit=job.exit, result=job.result, why=None if job.why is None else visit.say(job.why),
    )  # fmt: skip
