"""`jinying text collect`: the texts of the lake's documents read, and what they say put into the graph as candidates."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.context import Context
from graph.say import Say

if TYPE_CHECKING:
    from ingest.text.collect import Collected


def collect_command(ctx: typer.Context) -> None:
    """读取材料文本 · Read the texts of adverts, complaints, contracts, reports and posts and documents; what they say is a candidate beside them."""
    context: Context = ctx.obj
    rows = [asdict(c) for c in read_waiting(context)]
    with context.graph():
        pass
    if not rows:
        context.screen.note("没有待读的材料：先用 jinying load 装载广告、投诉、合同、举报、舆情或文书", "nothing to read: load adverts, complaints, contracts, reports, posts or documents first")  # fmt: skip
    columns = [
        ("source", Say("导入", "import")), ("reading", Say("读取结果", "reading")), ("documents", Say("材料", "documents")), ("mentions", Say("提及", "mentions")),
        ("relations", Say("关系", "relations")),
    ]  # fmt: skip
    context.screen.rows(Say("读取的文本", "Texts read"), columns, rows)


def confirm_command(
    ctx: typer.Context,
    mentions: Annotated[list[str], typer.Argument(help="候选编号 · ids of candidates (men-...)")],
    why: Annotated[str, typer.Option("--why", help="理由 · the reason")],
    reject: Annotated[bool, typer.Option("--reject", help="排除 · it is not so")] = False,
) -> None:
    """确认候选 · What was read is so: it becomes a fact of its document; --reject: it is not, and weighs nothing any more."""
    from ingest.text.confirm import confirm

    context: Context = ctx.obj
    lake, answer = context.lake, "rejected" if reject else "confirmed"
    with lake.lock(), context.ops() as ops:
        made = confirm(lake, mentions, answer, ops.who, why)
        for one in made:
            ops.note("confirm", one, mentions=mentions, answer=answer, why=why)
    with context.graph():
        pass
    if context.screen.plain:
        context.screen.data({"imports": made, "answer": answer})
    undo = "、".join(f"jinying imports undo {one}" for one in made)
    context.screen.say(f"已记录 {len(mentions)} 条；撤销用 {undo}", f"{len(mentions)} answered; `{undo}` takes it back")


def read_waiting(context: Context) -> list[Collected]:
    """Read what this version has not, and let go of readings that no longer stand; each is in the audit chain."""
    from ingest.text import collect  # which takes spaCy's seconds to import

    lake, made = context.lake, []
    with lake.lock(), context.ops() as ops, context.screen.progress() as bar:
        old = collect.stale(lake, collect.VERSION)
        for source, m in list(collect.waiting(lake, collect.VERSION)):
            task: Any = bar.add_task(m.file, total=None, note="")
            made.append(collect.collect(lake, source, collect.VERSION, lambda done, of, task=task: bar.update(task, completed=done, total=of)))  # fmt: skip
            ops.note("read", made[-1].reading or source, source=source, documents=made[-1].documents, mentions=made[-1].mentions)  # fmt: skip
        for one in old:
            lake.undo(one)
            ops.note("undo", one, why="reading no longer stands")
    return made


COLLECT = [("collect", collect_command), ("confirm", confirm_command)]
