"""Long work: jobs that people start, see, cancel and read the log of. Who may what is decided here, for every door."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from typing import Any

from api.jobs.child import Log, folder_of
from api.jobs.kinds import INNER, KINDS, OF_CASES, JobKind, ParamError, kind
from api.jobs.queue import Queue
from api.visit import Visit
from graph.ops.jobs import Job, Jobs
from graph.rights import Refused
from graph.say import Say

__all__ = ["KINDS", "JobKind", "ParamError", "cancel", "jobs", "label", "log", "offered", "one", "start", "watch"]

LOOK = 0.5  # seconds between looks at a job that somebody watches


def offered(visit: Visit) -> list[JobKind]:
    """The kinds of job that this person may start."""
    return [one for one in KINDS if visit.actor.may(one.right)]


def label(name: str) -> Say:
    """What a kind is called, whoever starts it."""
    return next((k.label for k in (*KINDS, *OF_CASES, *INNER) if k.name == name), Say(name, name))


def start(visit: Visit, name: str, params: Mapping[str, Any]) -> Job:
    """A job of a kind, its parameters checked, that waits for a worker; it will act in the asker's name."""
    chosen = offered_kind(name)
    visit.demand(chosen.right)
    return queued(visit, name, chosen.checked(params, visit))


def offered_kind(name: str) -> JobKind:
    """A kind that people start themselves."""
    return kind(name, (*KINDS, *OF_CASES))


def queued(visit: Visit, name: str, params: Mapping[str, Any]) -> Job:
    """A job with parameters that are checked already."""
    job = Jobs(visit.ops).add(name, params, writes=kind(name).writes, lang=visit.lang)
    wake(visit)
    return job


def wake(visit: Visit) -> None:
    """Tell the workers; where the queue is down they find the job by themselves."""
    queue = Queue(visit.system.settings)
    queue.wake()
    queue.close()


def cancel(visit: Visit, job_id: str) -> Job:
    """End a job: one's own, or anybody's for who may start jobs."""
    job = Jobs(visit.ops).one(job_id)
    if job.who != visit.actor.who:
        visit.demand("jobs")
    return Jobs(visit.ops).cancel(job_id)


def jobs(visit: Visit, first: int = 50, after: str | None = None) -> tuple[list[Job], int]:
    """The newest jobs, and how many there are in all."""
    _demand_sight(visit)
    found, total = Jobs(visit.ops).list(first, after)
    return list(found), total


def one(visit: Visit, job_id: str) -> Job:
    """One job."""
    _demand_sight(visit)
    return Jobs(visit.ops).one(job_id)


def log(visit: Visit, job_id: str) -> str:
    """What a job's command said beside its result, the newest megabyte of it: to who started it, or may start jobs."""
    job = one(visit, job_id)
    if job.who != visit.actor.who:
        visit.demand("jobs")
    return Log(folder_of(visit.system.settings, job.id) / "log").read()


async def watch(visit: Visit, job_id: str) -> AsyncIterator[Job]:
    """A job each time it has changed, until it has ended."""
    last = None
    while True:
        job = await asyncio.to_thread(one, visit, job_id)
        if job != last:
            yield job
        if job.over:
            return
        last = job
        await asyncio.sleep(LOOK)


def _demand_sight(visit: Visit) -> None:
    if not (visit.actor.may("imports") or visit.actor.may("jobs")):
        raise Refused(
            Say("当前身份无权查看任务", "your role may not see jobs"), Say("请向管理员申请", "ask an administrator")
        )
