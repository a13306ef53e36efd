"""The command: composes the packages' commands, nothing else. `jinying --help` lists the verbs."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Annotated, Any

import typer

from graph import detect as detection
from graph.detect import DETECTORS, chosen
from graph.detect.detector import given
from graph.finding import Finding
from graph.history import diff
from graph.lake import Lake
from graph.merge import FLOW_SCHEMA
from graph.neo4j_import import import_files, run_import
from graph.ontology import Kind, Link, ontology
from graph.ops import Ops, open_ops
from graph.project import behind, catch_up, check, rebuild
from graph.queries import queries
from graph.say import JinyingError, Say, did_you_mean, of_system
from graph.screen import Screen, harmless, language
from graph.settings import Settings
from graph.store import Store, open_store
from graph.why import owner_of, reasons, shown
from ingest.load import Loaded, Progress, expand, load, unfinished
from ingest.mapping import find, shipped

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="金鹰 Jinying: graph investigations.",
)
imports = typer.Typer(invoke_without_command=True, help="导入清单；show、undo、diff · Imports; show, undo, diff.")
app.add_typer(imports, name="imports")


@dataclass(frozen=True, slots=True)
class Context:
    """What every command needs: where the data is and where to write."""

    settings: Settings
    screen: Screen

    @property
    def lake(self) -> Lake:
        return Lake(self.settings.data)

    def ops(self) -> AbstractContextManager[Ops]:
        """The ops database, opened."""
        return open_ops(self.settings.data, url=self.settings.ops_url)


@app.callback()
def door(
    ctx: typer.Context,
    data: Annotated[Path | None, typer.Option(help="数据目录 · data folder (JINYING_DATA, ./data)")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON · print JSON")] = False,
    lang: Annotated[str | None, typer.Option(help="zh | en")] = None,
) -> None:
    """Options of every command."""
    settings = Settings.from_env()
    if lang not in (None, "zh", "en"):
        raise typer.BadParameter("zh | en", param_hint="--lang")
    settings = replace(settings, data=data or settings.data, lang=language(lang))
    ctx.obj = Context(settings, Screen(settings.lang, as_json or not sys.stdout.isatty()))


@contextmanager
def graph(context: Context, *, current: bool = True) -> Iterator[Store]:
    """The graph, brought to the lake's last entry first unless told otherwise."""
    with open_store(context.settings) as store:
        if current:
            project(context, store)
        yield store


def project(context: Context, store: Store) -> int:
    """Show in the graph what the lake holds, with progress; the number of log entries applied."""
    lake = context.lake
    if not behind(lake, store):
        return 0
    with context.screen.progress() as bar, lake.lock():
        task = bar.add_task(Say("写入图", "graph").to(context.settings.lang), total=None, note="")

        def watch(table: str, done: int, total: int) -> None:
            bar.update(task, description=table, completed=done, total=total)

        return catch_up(lake, store, watch)


@app.command("load")
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
    lake = context.lake
    with lake.lock(), context.ops() as ops:
        if not resume and (left := unfinished(lake)):
            context.screen.note(
                f"有未完成的装载 {'、'.join(left)}；加 --resume 可接着做",
                f"unfinished: {', '.join(left)}; --resume goes on",
            )
        for path in expand(files):
            try:
                done.append(_loaded(load_one(context, path, chosen, resume=resume, dry_run=dry_run)))
                if done[-1]["status"] == "loaded":
                    ops.note(
                        "load", done[-1]["import"], **{k: done[-1][k] for k in ("file", "mapping", "rows", "rejected")}
                    )
            except JinyingError as error:
                failed.append({"file": str(path), "error": error.to(context.settings.lang)})
                context.screen.note(f"{path}：{error.to('zh')}", f"{path}: {error.to('en')}")
    if not dry_run and not no_graph:
        with open_store(context.settings) as store:
            project(context, store)
    show_loaded(context, done, failed)
    if len(failed) == len(done) + len(failed) and failed:
        raise typer.Exit(2)
    if failed or any(d["rejected"] for d in done):
        raise typer.Exit(1)


def load_one(context: Context, path: Path, mapping: Any, *, resume: bool, dry_run: bool) -> Loaded:
    """One file, with a bar of bytes and the rate in rows."""
    begun = time.monotonic()
    with context.screen.progress() as bar:
        task = bar.add_task(path.name, total=None, note="")

        def watch(state: Progress) -> None:
            rate = state.rows / max(time.monotonic() - begun, 1e-9)
            note = Say(f"{state.rows:,} 行，{rate:,.0f} 行/秒", f"{state.rows:,} rows, {rate:,.0f}/s").to(
                context.settings.lang
            )
            bar.update(task, completed=state.done, total=state.size, note=note)

        return load(context.lake, path, mapping, resume=resume, dry_run=dry_run, watch=watch)


def _loaded(result: Loaded) -> dict[str, Any]:
    m = result.manifest
    return {
        "status": result.status, "import": m.id, "file": m.file, "mapping": m.mapping, "rows": m.rows, "rejected": m.rejected,
        "cells": m.cells, "counts": m.counts, "changes": result.changes or None,
        "rejected_file": str(result.rejected_file) if result.rejected_file else None,
    }  # fmt: skip


def show_loaded(context: Context, done: list[dict[str, Any]], failed: list[dict[str, str]]) -> None:
    """The result of a load: one row a file."""
    if context.screen.plain:
        context.screen.data({"files": done, "failed": failed})
        return
    words = {
        "loaded": Say("已装载", "loaded"), "unchanged": Say("未变（同一文件）", "unchanged (same file)"), "dry-run": Say("试装", "dry run"),
    }  # fmt: skip
    columns = [
        ("status", Say("状态", "status")), ("import", Say("导入", "import")), ("file", Say("文件", "file")), ("mapping", Say("映射", "mapping")),
        ("rows", Say("行", "rows")), ("rejected", Say("拒收行", "rejected rows")), ("cells", Say("空出的格", "cells left out")),
        ("changes" if any(d["changes"] for d in done) else "counts", Say("记录", "records")),
    ]  # fmt: skip
    shown = [{**d, "status": words[d["status"]].to(context.settings.lang)} for d in done]
    context.screen.rows(Say("装载结果", "Loaded"), columns, shown)
    for item in done:
        if item["rejected_file"]:
            context.screen.say(f"拒收明细：{item['rejected_file']}", f"rejected: {item['rejected_file']}")
    for item in failed:
        context.screen.say(f"失败：{item['file']}：{item['error']}", f"failed: {item['file']}: {item['error']}")


@app.command("map")
def map_command(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="没有映射的文件 · a file without a mapping")],
    out: Annotated[Path | None, typer.Option("--out", "-o", help="写到文件 · write to a file")] = None,
) -> None:
    """为新文件草拟映射 · Propose a mapping for a file nobody has seen; look at it before loading."""
    from ingest.propose import propose

    text = propose(file)
    if out is None:
        sys.stdout.write(text)
        return
    out.write_text(text, "utf-8")
    ctx.obj.screen.say(
        f"已写入 {out}；核对后：jinying load {file} -m {out}",
        f"wrote {out}; look, then: jinying load {file} -m {out}",
    )


@imports.callback()
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
        ("rejected", Say("拒收", "rejected")), ("at", Say("时间 (UTC)", "at (UTC)")),
    ]  # fmt: skip
    context.screen.rows(Say("导入", "Imports"), columns, rows)


@imports.command("show")
def imports_show(ctx: typer.Context, import_id: str) -> None:
    """一次导入的详情 · Everything about one import."""
    context: Context = ctx.obj
    body = asdict(context.lake.manifest(context.lake.resolve(import_id)))
    if context.screen.plain:
        context.screen.data(body)
        return
    rows = [{"key": k, "value": v} for k, v in body.items() if k != "mapping_text"]
    context.screen.rows(Say("导入", "Import"), [("key", Say("项", "field")), ("value", Say("值", "value"))], rows)


@imports.command("undo")
def imports_undo(ctx: typer.Context, import_id: str) -> None:
    """撤销一次导入 · Take an import back; lake and graph are as if it had never been."""
    context: Context = ctx.obj
    lake = context.lake
    with lake.lock():
        event = lake.undo(lake.resolve(import_id))
    with context.ops() as ops:
        ops.note("undo", event.id, seq=event.seq)
    with graph(context):
        pass
    if context.screen.plain:
        context.screen.data(asdict(event))
    context.screen.say(f"已撤销 {event.id}", f"undone: {event.id}")


@imports.command("diff")
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


@app.command("why")
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
    rows = []
    for r in found:
        values = r.values if full else shown(r.values, owner_of(r))
        if prop is None or prop in values:
            rows.append({**asdict(r), "values": values if prop is None else {prop: values[prop]}})
    columns = [
        ("id", Say("编号", "id")), ("file", Say("文件", "file")), ("part", Say("部分", "part")), ("row", Say("行号", "row")), ("import_id", Say("导入", "import")),
        ("mapping", Say("映射", "mapping")), ("values", Say("该行所述", "what the row says")),
    ]  # fmt: skip
    context.screen.rows(Say(f"{record_id} 的来源", f"where {record_id} comes from"), columns, rows)
    if not rows:
        raise typer.Exit(1)


@app.command("rebuild")
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
        with graph(context, current=False) as store, context.lake.lock(), context.screen.progress() as bar:
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


@app.command("check")
def check_command(ctx: typer.Context) -> None:
    """核对 · Compare graph and lake, record by record. Exit 1 where they differ."""
    context: Context = ctx.obj
    with graph(context, current=False) as store:
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


@app.command("detect")
def detect_command(
    ctx: typer.Context,
    names: Annotated[list[str] | None, typer.Argument(help="检测器 · detectors; none: all")] = None,
    param: Annotated[list[str] | None, typer.Option("--param", "-p", help="名=值 · name=value")] = None,
) -> None:
    """检测 · Run detectors; findings are kept. Exit 1 where something was found."""
    context: Context = ctx.obj
    given(param or [], chosen(names or []))  # misuse is told before the graph is opened
    with graph(context) as store, context.ops() as ops:
        found = run_detectors(context, store, ops, names or [], param or [])
    if found:
        raise typer.Exit(1)


def run_detectors(context: Context, store: Store, ops: Ops, names: list[str], params: list[str]) -> int:
    """Run, keep, show; the number of findings."""
    seq = len(context.lake.events())
    results = detection.run(store.view(), ops, names, params, seq)
    found = [item for result in results for item in result.findings]
    show_findings(context, found)
    for result in results:
        if result.truncated:
            context.screen.note(
                f"{result.detector}：结果被截断，请收紧参数",
                f"{result.detector}: truncated, narrow its parameters",
            )
    return len(found)


def show_findings(context: Context, found: list[tuple[Finding, str]]) -> None:
    """Findings with their state."""
    lang = context.settings.lang
    rows = [
        {
            "id": f.id,
            "detector": f.detector,
            "score": round(f.score, 2),
            "status": status,
            "sentence": f.sentence.to(lang),
            "subjects": [asdict(s) for s in f.subjects],
            "links": list(f.links),
            "from": f.start,
            "to": f.end,
        }  # fmt: skip
        for f, status in found
    ]
    columns = [
        ("detector", Say("检测器", "detector")), ("score", Say("分", "score")), ("status", Say("状态", "status")),
        ("sentence", Say("说明", "finding")),
    ]  # fmt: skip
    if context.screen.plain:
        context.screen.data(rows)
    else:
        context.screen.rows(Say("发现", "Findings"), columns, rows[:50])
        if len(rows) > 50:
            context.screen.say(f"另有 {len(rows) - 50} 条，见 --json", f"{len(rows) - 50} more, see --json")


@app.command("world")
def world_command(
    ctx: typer.Context,
    out: Annotated[Path, typer.Option(help="写到哪里 · folder to write")],
    seed: Annotated[int, typer.Option(help="种子 · seed")] = 1,
    scale: Annotated[float, typer.Option(min=0.01, max=1000, help="规模 · scale")] = 1.0,
) -> None:
    """生成样例省 · Write a synthetic province as the files its agencies would send."""
    from ingest.world import write

    context: Context = ctx.obj
    summary = asdict(write(seed, scale, out))
    if context.screen.plain:
        context.screen.data(summary)
    context.screen.say(f"已写入 {out}：{summary}", f"wrote {out}: {summary}")


@app.command("ref")
def ref_command(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Argument(help="KIND | LINK | DETECTOR | QUERY | MAPPING | COMMAND")] = None,
) -> None:
    """参考 · What exists: kinds, links, detectors, queries, mappings, commands."""
    context: Context = ctx.obj
    known = reference()
    if name is None:
        columns = [("what", Say("类", "what")), ("name", Say("名", "name")), ("label", Say("说明", "about"))]
        rows = [{"what": w, "name": n, "label": about.to(context.settings.lang)} for n, (w, about, _) in known.items()]
        context.screen.rows(Say("参考", "Reference"), columns, rows)
        return
    if name not in known:
        raise JinyingError(Say(f"没有“{name}”", f"nothing is called '{name}'"), did_you_mean(name, known))
    what, about, rows = known[name]
    columns = [(key, Say(key, key)) for key in (rows[0] if rows else {"name": ""})]
    context.screen.rows(Say(f"{what} {name}：{about.zh}", f"{what} {name}: {about.en}"), columns, rows)


def reference() -> dict[str, tuple[str, Say, list[dict[str, Any]]]]:
    """Everything that has a name: what it is, a sentence, its details as rows."""
    known: dict[str, tuple[str, Say, list[dict[str, Any]]]] = {}
    for owner in ontology().owners:
        details = [
            {
                "property": p.name,
                "type": p.type,
                "zh": p.label.zh,
                "en": p.label.en,
                "merge": p.merge,
                "full for": ", ".join(p.mask) or "*",
            }
            for p in owner.props.values()
        ]
        known[owner.name] = ("kind" if isinstance(owner, Kind) else "link", owner.label, details)
        if isinstance(owner, Link) and owner.flow:
            about = Say(f"{owner.label.zh}，按双方汇总", f"{owner.label.en}s, summed by pair")
            known[owner.flow] = ("sum", about, [{"property": n, "type": str(t)} for n, t in FLOW_SCHEMA.items()])
    for d in DETECTORS:
        known[d.name] = ("detector", d.label, [{k: str(v) for k, v in asdict(p).items()} for p in d.params])
    for q in queries().values():
        known[q.name] = (
            "query",
            Say(q.about, q.about),
            [{"mode": q.mode, "params": ", ".join(q.params), "returns": ", ".join(q.returns)}],
        )
    for m in shipped():
        for t in m.tables:
            known.setdefault(
                t.name,
                ("mapping", t.label, [{"column": c, "may be missing": o} for c, o in t.columns().items()]),
            )
    return known | dict(_commands(typer.main.get_command(app), ""))


def _commands(command: Any, path: str) -> Iterator[tuple[str, tuple[str, Say, list[dict[str, Any]]]]]:
    """Every verb with its arguments and options; a group's own ones below it."""
    zh, _, en = (command.help or "").partition(" · ")
    if path:
        options = [
            {"argument": " ".join(p.opts), "default": str(p.default), "help": getattr(p, "help", "") or ""}
            for p in command.params
            if p.name != "help"
        ]
        yield path, ("command", Say(zh, en.split(". ")[0].rstrip(".") or zh), options)
    for name, inner in getattr(command, "commands", {}).items():
        yield from _commands(inner, f"{path} {name}".strip())


@app.command("serve")
def serve_command(
    ctx: typer.Context,
    host: Annotated[str, typer.Option(help="地址 · address")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="端口 · port")] = 8471,
) -> None:
    """启动服务 · Start the server."""
    from api.app import serve
    from api.overview import Overview

    context: Context = ctx.obj
    with graph(context) as store, context.ops() as ops:
        serve(Overview(context.lake, store, ops), context.settings, host, port, context.screen.address)


@app.command("demo")
def demo_command(
    ctx: typer.Context,
    scale: Annotated[float, typer.Option(min=0.01, max=10, help="规模 · scale")] = 1.0,
    seed: Annotated[int, typer.Option(help="种子 · seed")] = 1,
    port: Annotated[int, typer.Option(min=0, max=65535, help="端口 · port")] = 8471,
    serve: Annotated[bool, typer.Option(help="随后启动服务 · then start the server")] = True,
) -> None:
    """演示 · A sample world through the ordinary loader, first detectors, a summary, the server."""
    from ingest.world import write

    context: Context = ctx.obj
    lake = context.lake
    if not lake.active():
        folder = context.settings.data / "world"
        context.screen.note("生成样例省…", "writing a sample province…")
        write(seed, scale, folder)
        with lake.lock():
            for path in expand([folder]):
                load_one(context, path, None, resume=True, dry_run=False)
    with graph(context) as store, context.ops() as ops:
        if ops.ran() == {d.name: (len(lake.events()), d.values({})) for d in DETECTORS}:
            show_findings(context, ops.findings(limit=1_000))  # nothing has changed since they were found
        else:
            run_detectors(context, store, ops, [], [])
        rows = [{"table": t, "count": n} for t, n in store.counts().items()]
        context.screen.rows(
            Say("图中内容", "In the graph"),
            [("table", Say("表", "table")), ("count", Say("数量", "count"))],
            rows,
        )
        if serve:
            from api.app import serve as start
            from api.overview import Overview

            start(Overview(lake, store, ops), context.settings, "127.0.0.1", port, context.screen.address)


def main() -> None:
    """The console script: errors are one line with a cure."""
    try:
        app()
    except JinyingError as error:
        raise SystemExit(_told(error)) from None
    except BrokenPipeError:  # whoever read our output has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(141) from None
    except OSError as error:
        raise SystemExit(_told(of_system(error))) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None


def _told(error: JinyingError) -> int:
    """Say it in the language asked for; the exit code."""
    lang = language(sys.argv[sys.argv.index("--lang") + 1] if "--lang" in sys.argv[:-1] else None)
    sys.stderr.write(harmless(f"{Say('错误', 'error').to(lang)}: {error.to(lang)}") + "\n")
    return error.exit


if __name__ == "__main__":
    main()
