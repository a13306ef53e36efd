"""Commands of the kernel: imports, why, rebuild, check, detect. Each is parsing and one call, then what is shown."""

from __future__ import annotations

import time
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import typer

from graph import detect as detection
from graph.asked import moment
from graph.context import Context
from graph.detect import chosen, described
from graph.detect.backtest import backtest
from graph.detect.detector import given
from graph.detect.scene import Scene
from graph.finding import STATES, Finding
from graph.history import diff
from graph.neo4j_import import import_files, run_import
from graph.ops import Ops
from graph.project import check, rebuild
from graph.say import JinyingError, Say, did_you_mean
from graph.snapshot import snapshot
from graph.spark.commands import scale_out
from graph.store import Store
from graph.study.named import nodes
from graph.why import owner_of, public, reasons, shown


def imports_command(ctx: typer.Context) -> None:
    """导入清单 · Imports in the order of the log."""
    if ctx.invoked_subcommand is not None:
        return
    context: Context = ctx.obj
    lake = context.lake
    active = lake.active()
    rows = []
    for event in lake.events():
        m = lake.manifest(event.id)
        rows.append(
            {
                "seq": event.seq,
                "op": event.op,
                "import": event.id,
                "active": active.get(event.id) == event.seq,
                "file": m.file,
                "mapping": m.mapping,
                "rows": m.rows,
                "rejected": m.rejected,
                "at": event.at,
            }  # fmt: skip
        )
    columns = [
        ("seq", Say("序", "seq")), ("op", Say("动作", "op")), ("import", Say("导入", "import")), ("active", Say("有效", "in force")),
        ("file", Say("文件", "file")), ("mapping", Say("映射", "mapping")), ("rows", Say("行", "rows")),
        ("rejected", Say("拒收", "rejected")), ("at", Say("时间 (北京时间)", "at (UTC+8)")),
    ]  # fmt: skip
    context.screen.rows(Say("导入", "Imports"), columns, rows)


def imports_show(ctx: typer.Context, import_id: str) -> None:
    """一次导入的详情 · Everything about one import."""
    context: Context = ctx.obj
    body = asdict(context.lake.manifest(context.lake.resolve(import_id)))
    if context.screen.plain:
        context.screen.data(body)
        return
    rows = [{"key": k, "value": v} for k, v in body.items() if k != "mapping_text"]
    context.screen.rows(Say("导入", "Import"), [("key", Say("项", "field")), ("value", Say("值", "value"))], rows)


def imports_undo(ctx: typer.Context, import_id: str, why: Annotated[str | None, typer.Option("--why", help="理由，记入审计链 · the reason, for the audit chain")] = None) -> None:  # fmt: skip
    """撤销一次导入 · Take an import back; lake and graph are as if it had never been."""
    context: Context = ctx.obj
    lake = context.lake
    with lake.lock():
        one = lake.resolve(import_id)
        beside = lake.read_from(one)
        event = lake.undo(one)
    with context.ops() as ops:
        ops.note("undo", event.id, seq=event.seq, read_from_it=beside, **({"why": why} if why else {}))
    with context.graph():
        pass
    if context.screen.plain:
        context.screen.data({**asdict(event), "read_from_it": beside})
    also = "、".join(beside)
    context.screen.say(f"已撤销 {event.id}{also and f'，及由其读出的 {also}'}", f"undone: {event.id}{also and f', and what was read from it: {also}'}")  # fmt: skip


def imports_diff(ctx: typer.Context, a: str, b: str) -> None:
    """两次导入的差别 · How two imports differ. Exit 1 where they do."""
    context: Context = ctx.obj
    lake = context.lake
    rows = [asdict(d) for d in diff(lake, lake.resolve(a), lake.resolve(b))]
    columns = [
        ("table", Say("表", "table")), ("only_a", Say("仅前者", "only first")), ("only_b", Say("仅后者", "only second")),
        ("equal", Say("相同", "equal")), ("changed", Say("不同", "changed")), ("examples", Say("例", "examples")),
    ]  # fmt: skip
    context.screen.rows(Say("差别", "Difference"), columns, rows)
    if any(r["only_a"] or r["only_b"] or r["changed"] for r in rows):
        raise typer.Exit(1)


def why_command(
    ctx: typer.Context,
    record_id: str,
    prop: Annotated[str | None, typer.Option(help="只看一个属性 · one property")] = None,
    full: Annotated[str | None, typer.Option(help="不脱敏，写明理由，留痕 · unmasked; say why, it is audited")] = None,
) -> None:
    """为什么 · Every source row that a node, link, flow, finding or property came from. Exit 1 where there is none."""
    context: Context = ctx.obj
    with context.ops() as ops:
        found = list(reasons(context.lake, ops, record_id))
        if full is not None:
            if not full.strip():
                raise JinyingError(Say("--full 需写明理由", "--full needs a reason"))
            ops.note("unmask", record_id, why=full, rows=len(found))
    props = {name for r in found for name in owner_of(r).props}
    if prop is not None and found and prop not in props:
        raise JinyingError(Say(f"没有属性“{prop}”", f"no property '{prop}'"), did_you_mean(prop, props))
    arrays = cache(lambda: snapshot(context.lake))
    rows = []
    for r in found:
        values = r.values if full else shown(r.values, owner_of(r), public(arrays, owner_of(r), r.id, r.values))
        if prop is None or prop in values:
            rows.append({**asdict(r), "values": values if prop is None else {prop: values[prop]}})
    columns = [
        ("id", Say("编号", "id")), ("file", Say("文件", "file")), ("part", Say("部分", "part")), ("row", Say("行号", "row")), ("import_id", Say("导入", "import")),
        ("mapping", Say("映射", "mapping")), ("values", Say("该行所述", "what the row says")),
    ]  # fmt: skip
    context.screen.rows(Say(f"{record_id} 的来源", f"where {record_id} comes from"), columns, rows)
    if not rows:
        raise typer.Exit(1)


def rebuild_command(
    ctx: typer.Context,
    bulk: Annotated[
        bool, typer.Option("--bulk", help="用 Neo4j 自带的离线导入 · by Neo4j's own offline import")
    ] = False,
    home: Annotated[
        Path | None, typer.Option("--neo4j-home", help="Neo4j 目录 (NEO4J_HOME)", envvar="NEO4J_HOME")
    ] = None,
    files_only: Annotated[bool, typer.Option("--files-only", help="只写文件 · write the files only")] = False,
) -> None:
    """重建图 · Make the graph anew from the lake. --bulk: into a stopped Neo4j on this machine, for big data."""
    context: Context = ctx.obj
    begun = time.monotonic()
    if bulk:
        body = rebuild_bulk(context, home, files_only)
    else:
        with context.graph(current=False) as store, context.lake.lock(), context.screen.progress() as bar:
            task = bar.add_task("", total=None, note="")
            rebuild(
                context.lake,
                store,
                lambda table, done, total: bar.update(task, description=table, completed=done, total=total),
            )
            body = {"counts": store.counts()}
    body["seconds"] = round(time.monotonic() - begun, 1)
    with context.ops() as ops:
        ops.note("rebuild", str(len(context.lake.events())), bulk=bulk)
    if context.screen.plain:
        context.screen.data(body)
    context.screen.say(f"已重建，用时 {body['seconds']} 秒：{body['counts']}", f"rebuilt in {body['seconds']} s: {body['counts']}")  # fmt: skip


def rebuild_bulk(context: Context, home: Path | None, files_only: bool) -> dict[str, Any]:
    """Files for Neo4j's import tool, and the tool run on them."""
    folder = context.settings.data / "bulk"
    with context.lake.lock():
        counts = import_files(context.lake, folder)
    if files_only:
        return {"counts": counts, "folder": str(folder)}
    if home is None:
        raise JinyingError(
            Say("不知道 Neo4j 装在哪里", "where Neo4j is installed is not known"),
            Say("给出 --neo4j-home，或只写文件 --files-only", "give --neo4j-home, or --files-only to write the files"),
        )
    run_import(home, folder, context.settings.neo4j_database)
    return {"counts": counts, "folder": str(folder)}


def check_command(ctx: typer.Context) -> None:
    """核对 · Compare graph and lake, record by record. Exit 1 where they differ."""
    context: Context = ctx.obj
    with context.graph(current=False) as store:
        result = check(context.lake, store)
    if context.screen.plain:
        context.screen.data({**asdict(result), "equal": result.equal})
    else:
        tables = dict.fromkeys([*result.lake, *result.graph])
        rows = [{"table": t, "lake": result.lake.get(t, 0), "graph": result.graph.get(t, 0)} for t in tables]
        columns = [
            ("table", Say("表", "table")),
            ("lake", Say("数据湖", "lake")),
            ("graph", Say("图", "graph")),
        ]
        context.screen.rows(Say("核对", "Check"), columns, rows)
        for d in result.differences:
            context.screen.say(f"{d.table} {d.id}：{d.how}", f"{d.table} {d.id}: {d.how}")
        verdict = (
            Say("一致", "equal")
            if result.equal
            else Say("不一致；可运行 jinying rebuild", "they differ; `jinying rebuild` mends it")
        )
        context.screen.say(*verdict)
    if not result.equal:
        raise typer.Exit(1)


def detect_command(
    ctx: typer.Context,
    names: Annotated[list[str] | None, typer.Argument(help="检测器 · detectors; none: all")] = None,
    param: Annotated[list[str] | None, typer.Option("--param", "-p", help="名=值 · name=value")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", help="只看此前的事实 · only what happened before (2024-06-30)")] = None,
    since: Annotated[str | None, typer.Option(help="只报此次导入以后涉及的 · only what a later import speaks of")] = None,
    months: Annotated[int | None, typer.Option("--backtest", min=1, max=240, help="按月回测最近 N 个月 · the last N months as they were")] = None,
    truth: Annotated[Path | None, typer.Option(help="回测对照：每行一个账号或编号 · for the back-test: who is true, an account number or id a line", exists=True, dir_okay=False)] = None,
    engine: Annotated[str, typer.Option(help="graph | spark · 检测器，或 Spark 上的算法 · detectors, or algorithms on Spark (docs/scale-out.md)")] = "graph",
    master: Annotated[str | None, typer.Option(envvar="JINYING_SPARK_MASTER", help="Spark 集群 · where Spark runs (local[*])")] = None,
    top: Annotated[int, typer.Option(min=1, max=100_000, help="Spark 列出的行数 · rows of each algorithm on Spark")] = 20,
) -> None:  # fmt: skip
    """检测 · Run detectors; findings are kept. Exit 1 where something was found. On Spark: figures of algorithms, kept nowhere."""
    context: Context = ctx.obj
    if engine != "graph":
        run_elsewhere(context, engine, names or [], param or [], master, top, as_of or since or months or truth)
        return
    given(param or [], chosen(names or []))  # misuse is told before the graph is opened
    until = None if as_of is None else moment(as_of)
    with context.graph() as store, context.ops() as ops:
        if months is not None:
            found = run_backtest(context, store, names or [], param or [], months, truth)
        else:
            scene = Scene(store.view(), context.lake, until)
            found = run_detectors(context, scene, ops, names or [], param or [], since)
    if found:
        raise typer.Exit(1)


def run_elsewhere(context: Context, engine: str, names: list[str], params: list[str], master: str | None, top: int, unfit: object) -> None:  # fmt: skip
    """Algorithms on another engine, of which there is one."""
    if engine != "spark":
        raise JinyingError(
            Say(f"没有引擎“{engine}”", f"no engine '{engine}'"), did_you_mean(engine, ("graph", "spark"))
        )
    if unfit:
        raise JinyingError(
            Say("--as-of、--since、--backtest、--truth 只用于检测器", "--as-of, --since, --backtest and --truth are for detectors"),
            Say("请去掉它们，或去掉 --engine spark", "leave them out, or leave out --engine spark"),
        )  # fmt: skip
    scale_out(context.lake, context.screen, names, params, master, top)
    with context.ops() as ops:
        ops.note(
            "study", ",".join(names), what="detect", engine=engine, params=params, entries=len(context.lake.events())
        )


def run_detectors(context: Context, scene: Scene, ops: Ops, names: list[str], params: list[str], since: str | None) -> int:  # fmt: skip
    """Run, keep, show; the number of findings."""
    with context.screen.progress() as bar:
        task = bar.add_task("", total=None, note="")

        def watch(label: Say, done: int, total: int) -> None:
            bar.update(task, description=label.to(context.settings.lang), completed=done, total=total)

        results = detection.run(scene, ops, names, params, since and context.lake.resolve(since), watch)
    found = [item for result in results for item in result.findings]
    show_findings(context, found)
    for result in results:
        if result.truncated:
            context.screen.note(
                f"{result.detector}：结果被截断，请收紧参数",
                f"{result.detector}: truncated, narrow its parameters",
            )
    return len(found)


def run_backtest(context: Context, store: Store, names: list[str], params: list[str], months: int, truth: Path | None) -> int:  # fmt: skip
    """Months as they were, and what a rule would have told in each; the number of hits."""
    detectors = chosen(names)
    ids = None if truth is None else true_ids(context, truth)
    rows = [asdict(m) for m in backtest(store.view(), context.lake, detectors, given(params, detectors), months, ids)]
    columns = [
        ("month", Say("月份", "month")), ("detector", Say("检测器", "detector")), ("found", Say("命中", "found")), ("fresh", Say("新增", "new")),
        ("true", Say("其中属实", "of them true")), ("reached", Say("已触及真实主体", "true entities reached")), ("truncated", Say("截断", "truncated")),
    ]  # fmt: skip
    context.screen.rows(Say("回测", "Back-test"), columns, rows)
    return sum(row["fresh"] for row in rows)


def true_ids(context: Context, truth: Path) -> frozenset[str]:
    """Ids of the entities in a list, one a line: ids, account numbers, credit codes, ID numbers."""
    s = snapshot(context.lake)
    with context.ops() as ops:
        return frozenset(s.ids(nodes(s, ops, truth.read_text("utf-8").split())))


def show_findings(context: Context, found: list[tuple[Finding, str]], most: int = 50) -> None:
    """Findings with their state: all as JSON, the first ones as a table."""
    lang = context.settings.lang
    if context.screen.plain:
        context.screen.data([_flat(f, state, lang) for f, state in found])
        return
    rows = [
        {"detector": _label(f.detector).to(lang), "score": f"{f.score:.2f}", "status": STATES[state].to(lang), "sentence": f.sentence.to(lang)}
        for f, state in found[:most]
    ]  # fmt: skip
    columns = [
        ("detector", Say("模式", "pattern")), ("score", Say("分", "score")), ("status", Say("状态", "status")),
        ("sentence", Say("说明", "finding")),
    ]  # fmt: skip
    context.screen.rows(Say("发现", "Findings"), columns, rows)
    if len(found) > most:
        context.screen.say(f"另有 {len(found) - most} 条，见 --json", f"{len(found) - most} more, see --json")


def _label(detector: str) -> Say:
    """What a detector is called; one that is no longer there by its name."""
    known = described(detector)
    return known.label if known else Say(detector, detector)


def _flat(f: Finding, state: str, lang: str) -> dict[str, Any]:
    return {
        "id": f.id, "detector": f.detector, "score": round(f.score, 2), "status": state, "sentence": f.sentence.to(lang),
        "subjects": [{"id": s.id, "kind": s.kind, "role": s.role.to(lang)} for s in f.subjects], "links": list(f.links),
        "from": f.start, "to": f.end,
    }  # fmt: skip


IMPORTS = [("show", imports_show), ("undo", imports_undo), ("diff", imports_diff)]
COMMANDS = [("why", why_command), ("rebuild", rebuild_command), ("check", check_command), ("detect", detect_command)]
