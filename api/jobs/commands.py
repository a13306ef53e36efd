"""Commands of long work: a worker, and the jobs that there are."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

import typer

from graph.context import Context
from graph.ops.jobs import STATES, Job, Jobs
from graph.say import Say
from graph.screen import harmless


def worker_command(
    ctx: typer.Context,
    at_once: Annotated[int, typer.Option("--at-once", min=1, max=16, help="同时进行的任务数 · jobs at a time")] = 2,
    silent: Annotated[float, typer.Option("--silent", min=2, max=3600, help="其他工作进程多少秒无心跳即接手其任务 · seconds without a heartbeat after which another worker's jobs are taken up")] = 30.0,
    leashed: Annotated[bool, typer.Option("--leashed", help="标准输入关闭时停止 · stop when standard input closes")] = False,
) -> None:  # fmt: skip
    """运行任务 · Run jobs until stopped; `serve` has a worker of its own."""
    import logging

    from api.jobs.leash import leash
    from api.jobs.queue import Brief
    from api.jobs.worker import Crew

    context: Context = ctx.obj
    lines = logging.StreamHandler()
    lines.addFilter(Brief())
    logging.basicConfig(format="%(asctime)s %(message)s", level=logging.WARNING, handlers=[lines])
    logging.getLogger("jinying.jobs").setLevel(logging.INFO)
    if leashed:
        leash()
    with context.ops() as ops:
        Crew(context.settings, ops, silent).work(at_once)


def jobs_command(
    ctx: typer.Context,
    first: Annotated[int, typer.Option(min=1, max=200, help="最多列出 · most rows shown")] = 50,
) -> None:
    """任务清单；show、cancel、log · Jobs, newest first; show, cancel, log."""
    if ctx.invoked_subcommand is not None:
        return
    context: Context = ctx.obj
    with context.ops() as ops:
        found, total = Jobs(ops).list(first)
    lang = context.settings.lang
    columns = [
        ("id", Say("任务", "job")), ("kind", Say("种类", "kind")), ("state", Say("状态", "state")), ("done", Say("进度", "done")),
        ("total", Say("共", "of")), ("words", Say("说明", "what")), ("who", Say("发起人", "who")), ("at", Say("时间 (北京时间)", "at (UTC+8)")),
    ]  # fmt: skip
    rows = [_row(job) for job in found]
    if not context.screen.plain:
        rows = [{**row, "state": STATES[row["state"]].to(lang)} for row in rows]
    context.screen.rows(Say("任务", "Jobs"), columns, rows)
    if total > len(found):
        context.screen.note(f"共 {total} 个，列出 {len(found)} 个", f"{len(found)} of {total}")


def jobs_show(ctx: typer.Context, job: str) -> None:
    """一个任务的详情 · Everything about one job."""
    context: Context = ctx.obj
    with context.ops() as ops:
        body = _row(Jobs(ops).one(job))
    if context.screen.plain:
        context.screen.data(body)
        return
    rows = [{"key": k, "value": v} for k, v in body.items() if v is not None]
    context.screen.rows(Say("任务", "Job"), [("key", Say("项", "field")), ("value", Say("值", "value"))], rows)


def jobs_cancel(ctx: typer.Context, job: str) -> None:
    """取消任务 · End a job; what a load has read stays, and the next one goes on from there."""
    context: Context = ctx.obj
    with context.ops() as ops:
        asked = Jobs(ops).cancel(job)
    if context.screen.plain:
        context.screen.data(_row(asked))
    context.screen.say(f"任务 {job}：{STATES[asked.state].zh}，已要求停止", f"job {job}: {STATES[asked.state].en}, its end was asked for")  # fmt: skip


def jobs_log(ctx: typer.Context, job: str) -> None:
    """任务日志 · What a job's command said beside its result."""
    from api.jobs.child import Log, folder_of

    context: Context = ctx.obj
    with context.ops() as ops:
        one = Jobs(ops).one(job)
    text = Log(folder_of(context.settings, one.id) / "log").read()
    if context.screen.plain:
        context.screen.data({"id": one.id, "log": text})
    context.screen.say(harmless(text), harmless(text))


def _row(job: Job) -> dict[str, Any]:
    """A job flat, its reason in both languages."""
    return {**asdict(job), "why": None if job.why is None else {"zh": job.why.zh, "en": job.why.en}}


JOBS = [("show", jobs_show), ("cancel", jobs_cancel), ("log", jobs_log)]
COMMANDS = [("worker", worker_command)]
