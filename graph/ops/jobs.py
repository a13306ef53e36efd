"""Jobs as the ops database has them: who wants what, how far it is, how it ended. What runs them is in api/jobs.

A worker shows that it lives by `beat`, which grows. Only the worker that took a job may speak for it: one that was held
to be dead and comes back finds that the job is another's. No clock is compared between machines.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, func, insert, select, update

from graph.entity import fresh, now, stamp
from graph.ops import Ops, OpsError
from graph.ops.job_tables import JOB
from graph.say import JinyingError, Say

STATES = {
    "waiting": Say("等待", "waiting"), "running": Say("进行中", "running"), "done": Say("完成", "done"),
    "failed": Say("失败", "failed"), "cancelled": Say("已取消", "cancelled"), "lost": Say("中断丢失", "lost"),
}  # fmt: skip
ENDED = frozenset({"done", "failed", "cancelled", "lost"})
MOST = 200  # jobs of a page
GO, STOP, GONE, LATER = "go", "stop", "gone", "later"  # what a beat answers


class JobError(JinyingError):
    """No such job, or it can't be done with it."""


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of long work. `done` of `total` in whatever it counts; `exit` and `result` are the command's."""

    id: str
    kind: str
    params: dict[str, Any]
    who: str
    lang: str
    at: str
    state: str
    worker: str | None
    beat: int
    tries: int
    stop: str | None
    done: int | None
    total: int | None
    words: str | None
    started: str | None
    ended: str | None
    exit: int | None
    result: Any
    why: Say | None

    @property
    def over(self) -> bool:
        """Whether it has ended, one way or another."""
        return self.state in ENDED


@dataclass(frozen=True, slots=True)
class End:
    """How a job ended."""

    state: str
    exit: int | None = None
    result: Any = None
    why: Say | None = None


class Jobs:
    """The jobs of one ops database."""

    def __init__(self, ops: Ops) -> None:
        self._ops = ops

    def add(self, kind: str, params: Mapping[str, Any], *, writes: bool, lang: str = "zh") -> Job:
        """A job that waits for a worker."""
        new = fresh("job")
        row = {
            "id": new, "kind": kind, "params": dict(params), "writes": int(writes), "who": self._ops.who, "lang": lang, "at": stamp(now()),
            "state": "waiting", "beat": 0, "tries": 0,
        }  # fmt: skip
        with self._ops.change() as c:
            c.execute(insert(JOB).values(**row))
            self._ops.record(c, "job-start", new, kind=kind, params=dict(params))
        return self.one(new)

    def one(self, job_id: str) -> Job:
        """A job by id, or an error."""
        with self._ops.read() as c:
            row = c.execute(select(JOB).where(JOB.c.id == job_id)).mappings().first()
        if row is None:
            raise JobError(Say(f"没有任务 {job_id}", f"no job {job_id}"), Say("用 jinying jobs 查看", "`jinying jobs` lists them"))  # fmt: skip
        return _job(row)

    def list(
        self, first: int = 50, after: str | None = None, states: Collection[str] = (), start: int = 0
    ) -> tuple[Sequence[Job], int]:
        """The newest jobs first, those after the one named or from place `start`, and how many there are in all."""
        these: list[ColumnElement[bool]] = [JOB.c.state.in_(states)] if states else []
        page = select(JOB).where(*these).order_by(JOB.c.seq.desc()).limit(max(0, min(first, MOST))).offset(start)
        if after is not None:
            page = page.where(JOB.c.seq < select(JOB.c.seq).where(JOB.c.id == after).scalar_subquery())
        with self._ops.read() as c:
            total = c.execute(select(func.count()).select_from(JOB).where(*these)).scalar_one()
            return [_job(row) for row in c.execute(page).mappings()], total

    def cancel(self, job_id: str) -> Job:
        """Ask for the end of a job: one that waits ends at once, of one that runs the worker sees to it."""
        job = self.one(job_id)
        with self._ops.change() as c:
            asked = c.execute(update(JOB).where(JOB.c.id == job_id, JOB.c.state == "running", JOB.c.stop.is_(None)).values(stop=self._ops.who))  # fmt: skip
            ended = c.execute(
                update(JOB)
                .where(JOB.c.id == job_id, JOB.c.state == "waiting")
                .values(state="cancelled", stop=self._ops.who, ended=stamp(now()))
            )
            if asked.rowcount or ended.rowcount:
                self._ops.record(c, "job-cancel", job_id, kind=job.kind)
            if ended.rowcount:
                self._ops.record(c, "job-end", job_id, state="cancelled", exit=None)
        if job.over:
            what = STATES[job.state]
            raise JobError(Say(f"任务 {job_id} 已结束（{what.zh}）", f"job {job_id} has ended ({what.en})"))
        return self.one(job_id)

    def acting(self, job_id: str) -> Ops:
        """The database in the name of who started a job; nobody's name is taken but while it runs."""
        job = self.one(job_id)
        if job.state != "running":
            raise JobError(Say(f"任务 {job_id} 没有在运行", f"job {job_id} is not running"))
        return self._ops.by(job.who)

    # for workers

    def take(self, worker: str, resting: Iterable[str] = ()) -> Job | None:
        """The oldest job that may run now, taken by this worker; of those that change the lake one runs at a time."""
        writing = JOB.alias()
        busy = exists().where(and_(writing.c.state == "running", writing.c.writes == 1))
        may = [JOB.c.state == "waiting", JOB.c.id.not_in(list(resting)), (JOB.c.writes == 0) | ~busy]
        with self._ops.read() as c:
            if c.execute(select(JOB.c.id).where(*may).limit(1)).first() is None:
                return None
        with self._ops.change() as c:  # which one transaction has at a time: nobody else takes the same
            found = c.execute(select(JOB.c.id).where(*may).order_by(JOB.c.seq).limit(1)).scalar()
            if found is None:
                return None
            c.execute(
                update(JOB)
                .where(JOB.c.id == found)
                .values(state="running", worker=worker, started=stamp(now()), tries=JOB.c.tries + 1, beat=JOB.c.beat + 1, done=None, total=None, words=None)
            )  # fmt: skip
        return self.one(found)

    def beat(self, job: Job, done: int | None, total: int | None, words: str | None) -> str:
        """Say that the worker lives and how far the job is; GO, STOP (somebody asked for its end), GONE (it is another's
        by now), or LATER where the database can't be reached just now."""
        mine = and_(JOB.c.id == job.id, JOB.c.worker == job.worker, JOB.c.state == "running", JOB.c.tries == job.tries)
        try:
            with self._ops.change() as c:
                c.execute(update(JOB).where(mine).values(beat=JOB.c.beat + 1, done=done, total=total, words=words))
                row = c.execute(select(JOB.c.stop).where(mine)).first()
        except OpsError:
            return LATER
        return GONE if row is None else STOP if row.stop else GO

    def end(self, job: Job, end: End) -> bool:
        """A job's end, said by the worker that took it; False where it is another's by now."""
        why = end.why or Say("", "")
        with self._ops.change() as c:
            mine = self._mine(c, job)
            if mine:
                c.execute(
                    update(JOB)
                    .where(JOB.c.id == job.id)
                    .values(state=end.state, exit=end.exit, result=end.result, zh=why.zh or None, en=why.en or None, ended=stamp(now()))
                )  # fmt: skip
                self._ops.record(c, "job-end", job.id, state=end.state, exit=end.exit)
        return mine

    def again(self, job: Job, *, counted: bool = True) -> bool:
        """Put a job back to wait; not `counted`: it has not really begun."""
        with self._ops.change() as c:
            mine = self._mine(c, job)
            if mine:
                tries = job.tries if counted else job.tries - 1
                c.execute(update(JOB).where(JOB.c.id == job.id).values(state="waiting", tries=tries, beat=JOB.c.beat + 1))  # fmt: skip
                if counted:
                    self._ops.record(c, "job-again", job.id, tries=tries)
        return mine

    def _mine(self, c: Connection, job: Job) -> bool:
        row = c.execute(select(JOB.c.worker, JOB.c.state, JOB.c.tries).where(JOB.c.id == job.id)).one()
        return (row.worker, row.state, row.tries) == (job.worker, "running", job.tries)


def _job(row: Mapping[Any, Any]) -> Job:
    body = {name: row[name] for name in Job.__slots__ if name != "why"}
    return Job(**body, why=Say(row["zh"], row["en"]) if row["zh"] else None)
