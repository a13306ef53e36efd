"""Command of a case's tasks: what somebody is to do until when, and every step of one."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from graph.asked import act_of, begun, moment
from graph.context import Context
from graph.entity import now, stamp
from graph.ops.cases import Cases
from graph.ops.tasks import ACTS as STEPS
from graph.ops.tasks import STATES, Task, Tasks
from graph.say import JinyingError, Say
from graph.screen import CHINA, local

ACTS = ("set", "assign", "extend", "done", "drop", "reopen")
EVENING = 18 * 3_600  # seconds of the day at which what is due on a day is due


def task_command(
    ctx: typer.Context,
    case: Annotated[str, typer.Argument(help="案号或编号 · number or id of the case")],
    act: Annotated[str | None, typer.Argument(help=f"{' | '.join(ACTS)}，不写则列出 · none: the tasks are listed")] = None,
    what: Annotated[str | None, typer.Argument(help="set：做什么；其余：任务编号 · what is to be done (set), or the id of a task")] = None,
    to: Annotated[str | None, typer.Option(help="set、assign：交谁办 · whose it is: a user, or cli:NAME")] = None,
    due: Annotated[str | None, typer.Option(help="set、extend、reopen：期限，只写日期即当日 18 时 · until when; a day alone is 18:00 of it")] = None,
    why: Annotated[str, typer.Option("--why", help="结果或理由 · what came of it, or the reason")] = "",
) -> None:  # fmt: skip
    """任务 · Tasks of a case with their clocks: set, handed on, given another time, done, dropped, reopened. Exit 1 where one is overdue."""
    context: Context = ctx.obj
    if act is not None:
        act_of(act, ACTS)
    with context.ops() as ops:
        case_id, tasks = Cases(ops).meant(case).id, Tasks(ops)
        if act is None:
            _shown(context, list(tasks.of(case_id)))
            return
        made = _step(tasks, case_id, act, what, to, due, why)
    if context.screen.plain:
        context.screen.data(asdict(made))
    said = STEPS[act]
    context.screen.say(
        f"{said.zh}：{made.title}（{made.person}，{local(made.due)}）",
        f"{said.en}: {made.title} ({made.person}, {local(made.due)})",
    )


def _step(tasks: Tasks, case_id: str, act: str, what: str | None, to: str | None, due: str | None, why: str) -> Task:
    if act == "set":
        return tasks.set(case_id, what or "", _given(to, "--to"), _until(_given(due, "--due")))
    task = _meant(tasks, case_id, what)
    match act:
        case "assign":
            return tasks.assign(task, _given(to, "--to"), why)
        case "extend":
            return tasks.extend(task, _until(_given(due, "--due")), why)
        case "done":
            return tasks.done(task, why)
        case "drop":
            return tasks.drop(task, why)
        case _:
            return tasks.reopen(task, why, None if due is None else _until(due))


def _meant(tasks: Tasks, case_id: str, what: str | None) -> str:
    """The task of the case whose id begins so."""
    ids = [one.id for one in tasks.of(case_id)]
    return begun(what, ids, "task-", Say("任务", "task"), Say("case task 案号 列出编号", "case task CASE lists their ids"))  # fmt: skip


def _given(value: str | None, name: str) -> str:
    if not value:
        raise JinyingError(Say(f"缺少 {name}", f"{name} is missing"))
    return value


def _until(text: str) -> str:
    """A time as people write it, in UTC; a day alone is its evening."""
    at = moment(text)
    alone = datetime.fromtimestamp(at, CHINA).time() == datetime.min.time() and ":" not in text
    return stamp(datetime.fromtimestamp(at + EVENING * alone, UTC))


def _left(task: Task) -> Say:
    """How long there is, in days of China."""
    if task.state != "open":
        return Say("", "")
    days = (datetime.fromisoformat(task.due).astimezone(CHINA).date() - now().astimezone(CHINA).date()).days
    if task.overdue:
        return Say(f"逾期 {-days} 天", f"{-days} days overdue") if days else Say("已逾期", "overdue")
    return Say(f"还有 {days} 天", f"{days} days left") if days else Say("今天到期", "due today")


def _shown(context: Context, held: list[Task]) -> None:
    lang = context.settings.lang
    if context.screen.plain and not context.screen.csv:
        context.screen.data([asdict(one) for one in held])
    else:
        rows: list[dict[str, Any]] = [
            {**asdict(one), "left": _left(one).to(lang), "state": STATES[one.state].to(lang), "last": one.steps[-1].text if len(one.steps) > 1 else ""}
            for one in held
        ]  # fmt: skip
        columns = [
            ("title", Say("任务", "task")), ("person", Say("办理人", "whose")), ("due", Say("期限 (北京时间)", "due (UTC+8)")), ("left", Say("时钟", "clock")), ("state", Say("状态", "state")),
            ("by", Say("下达", "set by")), ("last", Say("最近所记", "last said")), ("id", Say("编号", "id")),
        ]  # fmt: skip
        context.screen.rows(Say("任务", "Tasks"), columns, rows)
    if any(one.overdue for one in held):
        raise typer.Exit(1)


TASKS = [("task", task_command)]
