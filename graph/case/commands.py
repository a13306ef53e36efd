"""Commands of what is in a case: rules, frozen states and how they differ. Each is parsing and one call; whoever types is the
system user, and sees the cases that they are a member of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from functools import cache
from typing import Annotated, Any

import typer

from graph.asked import moment, span
from graph.case import rules as ruling
from graph.case.difference import Difference, between, difference, said, shown, sourced, state
from graph.case.docket_commands import CaseName, Why, rule_row, rules_shown
from graph.case.freezing import freeze
from graph.case.frozen import frozen
from graph.case.paper.plain import yuan
from graph.context import Context
from graph.ontology import ontology
from graph.ops import Ops
from graph.ops.cases import Cases
from graph.ops.rules import Applied, Rules
from graph.ops.written import sort_of
from graph.say import JinyingError, Say, did_you_mean
from graph.snapshot import Snapshot, snapshot
from graph.study.named import nodes

SHOWN = 200  # rows of a table for a person; a program gets all
WHAT = {
    "added": Say("新增", "added"),
    "gone": Say("消失", "gone"),
    "changed": Say("变更", "changed"),
    "moved": Say("主体变更", "judged anew"),
}


def rule_command(
    ctx: typer.Context,
    case: CaseName,
    name: Annotated[str | None, typer.Argument(help=f"{' | '.join(ruling.RULES)}，不写则列出已用的规则 · none: those applied are listed")] = None,
    what: Annotated[list[str] | None, typer.Argument(help="编号、账号、代码或发现 · ids, account numbers, codes or findings")] = None,
    to: Annotated[list[str] | None, typer.Option(help="path：终点 · where the way ends")] = None,
    hops: Annotated[int, typer.Option(help="path：最多几手 · most transfers")] = 6,
    since: Annotated[str | None, typer.Option(help="path：此后的转账 · transfers from here on")] = None,
    hold: Annotated[str | None, typer.Option(help="path：每户最长停留；layer：停留超过此时即视为沉淀 · longest stay at an account; held longer it has rested (3d)")] = None,
    layer: Annotated[int, typer.Option(help="layer：最高层 · the highest layer")] = 2,
    owners: Annotated[bool, typer.Option(help="layer：含持有人 · with the owners")] = True,
    link: Annotated[list[str] | None, typer.Option(help="around：只循这些关系 · only by links of these types")] = None,
    steps: Annotated[int, typer.Option(help="around：一步或两步 · one step or two")] = 1,
    why: Why = "",
    replay: Annotated[bool, typer.Option("--replay", help="按今日的图重放，列出差别；有差别时退出码 1 · apply those of the case again to today's graph; exit 1 where they give something else")] = False,
) -> None:  # fmt: skip
    """入案规则 · Put things into a case by a rule, which is recorded and can be replayed; or list the rules."""
    context: Context = ctx.obj
    with context.ops() as ops:
        case_id = Cases(ops).meant(case).id
        if name is None:
            held = Rules(ops).list(case_id)
            if replay:
                replayed(context, ops, held)
            else:
                rules_shown(context, held)
            return
        if name not in ruling.RULES:
            raise JinyingError(Say(f"没有规则“{name}”", f"no rule '{name}'"), did_you_mean(name, ruling.RULES))
        s = snapshot(context.lake)
        things = _meant(s, ops, what or (), plain=name in ("hand", "finding"))
        by_rule: dict[str, dict[str, Any]] = {
            "hand": {"things": things},
            "finding": {"finding": things},
            "path": {"from": things, "to": _meant(s, ops, to or ()), "hops": hops, **({} if since is None else {"since": moment(since)})},
            "layer": {"group": things, "layer": layer, "owners": owners},
            "around": {"things": things, "links": link, "steps": steps},
        }  # fmt: skip
        params = by_rule[name]
        if hold is not None and name in ("path", "layer"):
            params["hold"] = span(hold)
        made = ruling.apply(s, ops, case_id, name, params, why)
    if context.screen.plain:
        context.screen.data({**rule_row(made), "found": list(made.found)})
    context.screen.say(f"规则 {name} 选中 {len(made.found):,} 项，其中 {made.added:,} 项新入案", f"rule {name} gives {len(made.found):,} things, {made.added:,} of them new to the case")  # fmt: skip


def replayed(context: Context, ops: Ops, held: Sequence[Applied]) -> None:
    """Each rule once more, on the graph as it is. Exit 1 where one gives something else."""
    s, known = snapshot(context.lake), {r.seq: r for r in held}
    found = [ruling.replay(asdict(r), s, ruling.shown(ops)) for r in held]
    rows: list[dict[str, Any]] = [{"seq": r.rule, "name": r.name, "snapshot": r.snapshot, "then": len(known[r.rule].found), "gone": list(r.gone), "new": list(r.new)} for r in found]  # fmt: skip
    if not context.screen.plain:
        rows = [{**row, "gone": len(row["gone"]), "new": len(row["new"])} for row in rows]
    columns = [
        ("seq", Say("序", "seq")), ("name", Say("规则", "rule")), ("then", Say("当时选中", "gave then")), ("gone", Say("今已无", "no longer")), ("new", Say("今新增", "new now")),
        ("snapshot", Say("图的状态", "state of the graph")),
    ]  # fmt: skip
    context.screen.rows(Say("规则重放", "Rules replayed"), columns, rows)
    if any(not r.same for r in found):
        raise typer.Exit(1)


def freeze_command(ctx: typer.Context, case: CaseName, why: Why = "") -> None:
    """冻结案件 · Keep what is in a case as it is now: facts with their rows, findings, evidence, who was judged to be whom."""
    context: Context = ctx.obj
    with context.ops() as ops, context.screen.progress() as bar:
        task = bar.add_task(Say("冻结", "freeze").to(context.settings.lang), total=None, note="")
        made = freeze(context.lake, ops, Cases(ops).meant(case).id, context.settings.data, why, lambda done, total: bar.update(task, completed=done, total=total))  # fmt: skip
    counts = made.note["counts"]
    if context.screen.plain:
        context.screen.data({name: made.note[name] for name in ("id", "case", "version", "at", "who", "why", "content", "counts")} | {"sha256": made.sha256, "folder": str(made.folder)})  # fmt: skip
    context.screen.say(
        f"已冻结为版本 {made.version}：主体 {counts['entities']:,}，关系 {counts['links']:,}，发现 {counts['findings']:,}，内容哈希 {made.note['content']}",
        f"frozen as version {made.version}: {counts['entities']:,} entities, {counts['links']:,} links, {counts['findings']:,} findings, content {made.note['content']}",
    )
    if counts["lacking"]:
        context.screen.note(f"{counts['lacking']:,} 项入案而图中已无", f"{counts['lacking']:,} things of the case are no longer in the graph")  # fmt: skip


def diff_command(
    ctx: typer.Context,
    case: CaseName,
    version: Annotated[int | None, typer.Option(help="冻结版本，缺省为最近一次 · the frozen version; none: the last one")] = None,
    than: Annotated[int | None, typer.Option("--with", help="与另一冻结版本比较，缺省为今日 · compare with another frozen version; none: with today")] = None,
    full: Annotated[str | None, typer.Option("--full", help="不脱敏，写明理由，留痕 · unmasked; say why, it is audited")] = None,
) -> None:  # fmt: skip
    """与冻结时的差别 · What was added, has gone or changed since a case was frozen. Exit 1 where something has."""
    context: Context = ctx.obj
    if full is not None and not full.strip():
        raise JinyingError(Say("--full 需写明理由", "--full needs a reason"))
    with context.ops() as ops:
        case_id, data = Cases(ops).meant(case).id, context.settings.data
        then = frozen(data, ops, case_id, version)
        found = difference(then, context.lake, ops) if than is None else between(state(then), state(frozen(data, ops, case_id, than)))  # fmt: skip
        ops.note("unmask" if full else "case-diff", case_id, version=then.version, **({} if than is None else {"than": than}), **({"why": full} if full else {}))  # fmt: skip
    lang = context.settings.lang
    rows = list(_lines(found, None if full is not None else cache(lambda: snapshot(context.lake))))
    totals: list[dict[str, Any]] = [
        {"table": t, "what": what, "count": n, "amount": fen} for t, what, n, fen in found.totals
    ]
    if context.screen.plain and not context.screen.csv:
        context.screen.data({"totals": totals, "version": then.version, "with": than, "same": found.empty, "changes": rows, "imports": {"added": found.imports[0], "gone": found.imports[1]}})  # fmt: skip
    else:
        told = rows if context.screen.plain else [{**r, "what": WHAT[r["what"]].to(lang)} for r in rows[:SHOWN]]
        columns = [
            ("table", Say("表", "table")), ("id", Say("编号", "id")), ("what", Say("差别", "what")), ("prop", Say("属性", "property")), ("then", Say("冻结时", "then")),
            ("now", Say("今", "now")), ("rows", Say("来源行", "rows")),
        ]  # fmt: skip
        context.screen.rows(Say(f"与冻结版本 {then.version} 的差别", f"difference from frozen version {then.version}"), columns, told)  # fmt: skip
        for one in totals if not context.screen.plain else ():
            label, sums = ontology().table(one["table"]).label, "" if one["amount"] is None else yuan(one["amount"])
            context.screen.say(f"{WHAT[one['what']].zh}{label.zh} {one['count']:,} {'笔' if sums else '项'}{f'，合计 {sums} 元' if sums else ''}", f"{WHAT[one['what']].en}: {one['count']:,} × {label.en}{f', CNY {sums} in all' if sums else ''}")  # fmt: skip
        if len(rows) > SHOWN:
            context.screen.say(f"另有 {len(rows) - SHOWN:,} 处，用 --json 或 --csv 取全部", f"{len(rows) - SHOWN:,} more; --json or --csv gives all")  # fmt: skip
    if not found.empty:
        raise typer.Exit(1)


def _lines(found: Difference, arrays: Callable[[], Snapshot] | None) -> Iterable[dict[str, Any]]:
    """Every difference as a row: what was put in and taken out, who is who, findings, then records: of a link that came or went
    what it says, and of each the first source rows that came or went with it."""
    blank = {"prop": None, "then": None, "now": None, "rows": ""}
    for what, ids in zip(("added", "gone"), found.things, strict=True):
        yield from ({"table": "thing", "id": i, "what": what, **blank} for i in ids)
    yield from ({"table": "judged", "id": i, "what": "moved", **blank, "then": a, "now": b} for i, a, b in found.judged)  # fmt: skip
    for i, what, a, b in found.findings:
        known = what in ("added", "gone")
        yield {"table": "finding", "id": i, "what": what if known else "changed", **blank, "prop": None if known else what, "then": a, "now": b}  # fmt: skip
    says, behind = said(found, full=arrays is None), sourced(found)
    for row in (found.records if arrays is None else shown(found.records, arrays)).iter_rows(named=True):
        came = {"now" if row["what"] == "added" else "then": says[row["id"]]} if row["prop"] is None and row["id"] in says else {}  # fmt: skip
        yield {**row, **came, "rows": behind.get(row["id"], "") if row["prop"] in (None, "sources") else ""}


def _meant(s: Snapshot, ops: Ops, texts: Iterable[str], *, plain: bool = False) -> list[str]:
    """Ids of what was typed: an account number and a code for an entity, ids as they are; `plain`: also links and findings."""
    found: list[str] = []
    for text in texts:
        other = plain and _sort(text) in ("link", "finding")
        found += [text.strip()] if other else s.ids(nodes(s, ops, [text]))
    return found


def _sort(text: str) -> str | None:
    try:
        return sort_of(text.strip())
    except JinyingError:
        return None


CASE = [("rule", rule_command), ("freeze", freeze_command), ("diff", diff_command)]
