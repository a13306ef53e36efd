"""Commands of ingest: load, map, world. Each is parsing and one call, then what is shown."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.context import Context
from graph.lake import Lake
from graph.ops import Ops
from graph.say import JinyingError, Say
from ingest.load import Loaded, Progress, expand, load, unfinished
from ingest.mapping import Mapping_, find
from ingest.packed import Left

if TYPE_CHECKING:
    from ingest.world import Summary


class Stopped(JinyingError):
    """Ctrl+C: what is kept, and how to go on."""

    exit = 130


def load_command(
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="文件或文件夹 · files or folders")],
    mapping: Annotated[str | None, typer.Option("--mapping", "-m", help="映射名或文件 · mapping name or file")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看结果，不写入 · show what would change")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="接着上次中断处 · go on where a load stopped")] = False,
    no_graph: Annotated[
        bool, typer.Option("--no-graph", help="只入数据湖 · lake only; the graph follows later")
    ] = False,
) -> None:
    """装载文件 · Load files into the lake and the graph. Exit 1 where rows were rejected or a file failed."""
    context: Context = ctx.obj
    chosen = find(mapping) if mapping else None
    done: list[dict[str, Any]] = []
    failed: list[dict[str, str]] = []
    left: list[Left] = []
    lake = context.lake
    before = len(lake.active())
    try:
        with lake.lock(), context.ops() as ops:
            if not resume and (begun := unfinished(lake)):
                context.screen.note(
                    f"有未完成的装载 {'、'.join(begun)}；加 --resume 可接着做",
                    f"unfinished: {', '.join(begun)}; --resume goes on",
                )
            for path in expand(files, left):
                try:
                    result = load_one(context, ops, path, chosen, resume=resume, dry_run=dry_run)
                    done.append(_loaded(result))
                    left += result.left
                except JinyingError as error:
                    failed.append({"file": str(path), "error": error.to(context.settings.lang)})
                    context.screen.note(f"{path}：{error.to('zh')}", f"{path}: {error.to('en')}")
        for name, why in left:
            context.screen.note(f"未装载 {name}：{why.zh}", f"left out {name}: {why.en}")
        if not dry_run and not no_graph:
            with context.graph():
                pass
    except KeyboardInterrupt:
        raise _stopped(lake, before) from None
    show_loaded(context, done, failed, left)
    if failed and not done:
        raise typer.Exit(2)
    if failed or any(d["rejected"] for d in done):
        raise typer.Exit(1)


def _stopped(lake: Lake, before: int) -> Stopped:
    done, rows = len(lake.active()) - before, sum(unfinished(lake).values())
    return Stopped(
        Say(
            f"已停止：{done} 个文件已装载，未完成的保留了 {rows:,} 行",
            f"stopped: {done} files are loaded, {rows:,} rows of what is not finished are kept",
        ),
        Say("jinying load … --resume 可接着做", "`jinying load … --resume` goes on"),
    )


def load_one(
    context: Context, ops: Ops, path: Path, mapping: Mapping_ | None, *, resume: bool = False, dry_run: bool = False
) -> Loaded:
    """One file, with a bar of bytes and the rate in rows; what was loaded is in the audit chain."""
    begun = time.monotonic()
    with _gently() as asked, context.screen.progress() as bar:
        task = bar.add_task(path.name, total=None, note="")

        def watch(state: Progress) -> None:
            rate = state.rows / max(time.monotonic() - begun, 1e-9)
            note = Say(f"{state.rows:,} 行，{rate:,.0f} 行/秒", f"{state.rows:,} rows, {rate:,.0f}/s")
            bar.update(task, completed=state.done, total=state.size, note=note.to(context.settings.lang))
            if asked:
                raise KeyboardInterrupt

        result = load(context.lake, path, mapping, resume=resume, dry_run=dry_run, watch=watch)
    if result.status == "loaded":
        m = result.manifest
        ops.note("load", m.id, file=m.file, mapping=m.mapping, rows=m.rows, rejected=m.rejected)
    if asked:
        raise KeyboardInterrupt
    return result


@contextmanager
def _gently() -> Iterator[list[int]]:
    """Ctrl+C is noted, so that a load stops where a block is on disk; a second one stops it at once."""
    asked: list[int] = []

    def note(number: int, _: object) -> None:
        if asked:
            raise KeyboardInterrupt
        asked.append(number)

    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:  # else somebody wants it ignored
        signal.signal(signal.SIGINT, note)
    try:
        yield asked
    finally:
        signal.signal(signal.SIGINT, before)


def _loaded(result: Loaded) -> dict[str, Any]:
    m = result.manifest
    return {
        "status": result.status, "import": m.id, "file": m.file, "mapping": m.mapping, "rows": m.rows, "rejected": m.rejected, "ignored": m.ignored,
        "cells": m.cells, "counts": m.counts, "changes": result.changes or None,
        "rejected_file": str(result.rejected_file) if result.rejected_file else None,
    }  # fmt: skip


def show_loaded(context: Context, done: list[dict[str, Any]], failed: list[dict[str, str]], left: list[Left]) -> None:
    """The result of a load: one row a file."""
    if context.screen.plain:
        beside = [{"file": name, "why": why.to(context.settings.lang)} for name, why in left]
        context.screen.data({"files": done, "failed": failed, "left": beside})
        return
    words = {
        "loaded": Say("已装载", "loaded"), "unchanged": Say("未变（同一文件）", "unchanged (same file)"), "dry-run": Say("试装", "dry run"),
    }  # fmt: skip
    columns = [
        ("status", Say("状态", "status")), ("import", Say("导入", "import")), ("file", Say("文件", "file")), ("mapping", Say("映射", "mapping")),
        ("rows", Say("行", "rows")), ("rejected", Say("拒收行", "rejected rows")), ("ignored", Say("略过行", "ignored rows")), ("cells", Say("空出的格", "cells left out")),
        ("changes" if any(d["changes"] for d in done) else "counts", Say("记录", "records")),
    ]  # fmt: skip
    shown = [{**d, "status": words[d["status"]].to(context.settings.lang)} for d in done]
    context.screen.rows(Say("装载结果", "Loaded"), columns, shown)
    for item in done:
        if item["rejected_file"]:
            context.screen.say(f"拒收明细：{item['rejected_file']}", f"rejected: {item['rejected_file']}")
    for item in failed:
        context.screen.say(f"失败：{item['file']}：{item['error']}", f"failed: {item['file']}: {item['error']}")


def map_command(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="没有映射的文件 · a file without a mapping")],
    out: Annotated[Path | None, typer.Option("--out", "-o", help="写到文件 · write to a file")] = None,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有文件 · overwrite a file that is there")] = False,
) -> None:
    """为新文件草拟映射 · Propose a mapping for a file nobody has seen; look at it before loading."""
    from ingest.propose import propose

    if out is not None and out.exists() and not force:
        raise JinyingError(
            Say(f"{out} 已存在", f"{out} is there already"), Say("加 --force 覆盖它", "--force overwrites it")
        )
    text = propose(file)
    if out is None:
        sys.stdout.write(text)
        return
    out.write_text(text, "utf-8")
    ctx.obj.screen.say(
        f"已写入 {out}；核对后：jinying load {file} -m {out}",
        f"wrote {out}; look, then: jinying load {file} -m {out}",
    )


def world_command(
    ctx: typer.Context,
    out: Annotated[Path, typer.Option(help="写到哪里 · folder to write")],
    seed: Annotated[int, typer.Option(help="种子 · seed")] = 1,
    scale: Annotated[float, typer.Option(min=0.01, max=1000, help="规模 · scale")] = 1.0,
) -> None:
    """生成样例省 · Write a synthetic province as the files its agencies would send."""
    context: Context = ctx.obj
    made = write_world(context, out, seed, scale)
    if context.screen.plain:
        context.screen.data(asdict(made))
        return
    counts = [
        ("企业", "enterprises", made.enterprises), ("个人", "persons", made.persons), ("账户", "accounts", made.accounts),
        ("转账", "transfers", made.transfers), ("其中两家银行都有记录", "of them in two banks' statements", made.both_sides),
        ("违法模式", "schemes", made.schemes), ("合法的相似模式", "legal look-alikes", made.lookalikes),
    ]  # fmt: skip
    rows = [{"what": Say(zh, en).to(context.settings.lang), "n": n} for zh, en, n in counts]
    title = Say(f"已写入 {out}（真相见 {out}/truth）", f"Wrote {out} (the truth is in {out}/truth)")
    context.screen.rows(title, [("what", Say("内容", "what")), ("n", Say("数量", "count"))], rows)


def write_world(context: Context, out: Path, seed: int, scale: float) -> Summary:
    """A world's files, with progress."""
    from ingest.world import write

    with context.screen.progress() as bar:
        task = bar.add_task(Say("生成样例省", "a sample province").to(context.settings.lang), total=None, note="")

        def watch(what: str, done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, note=what)

        return write(seed, scale, out, watch)


COMMANDS = [("load", load_command), ("map", map_command), ("world", world_command)]
