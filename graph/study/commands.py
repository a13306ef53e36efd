"""Commands of money: trace, layers, ledger, core, whatif. Each resolves what was named, asks once, and shows rows.

They need no graph engine: everything comes from the snapshot. What was asked is in the audit chain; personal data is
masked unless a reason is given for reading it in full.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from graph.asked import fen, moment, span
from graph.context import Context
from graph.finding import duration, yuan
from graph.kernels.layers import LayerRule
from graph.kernels.trace import Bounds
from graph.ops import Ops
from graph.say import JinyingError, Say
from graph.snapshot import Snapshot, snapshot
from graph.study.core import members
from graph.study.layers import ROLES, placed
from graph.study.named import Names, accounts, named, nodes
from graph.study.trace import Step, reached

Full = Annotated[str | None, typer.Option("--full", help="不脱敏，写明理由，留痕 · unmasked; say why, it is audited")]
SHOWN = 200  # rows of a table for a person; a program gets all


def opened(context: Context) -> Snapshot:
    """The lake as arrays, with a word while they are made."""
    with context.screen.progress() as bar:
        task = bar.add_task(Say("快照", "snapshot").to(context.settings.lang), total=None, note="")
        return snapshot(context.lake, watch=lambda step: bar.update(task, note=step))


def told(context: Context, ops: Ops, s: Snapshot, numbers: Iterable[int], full: str | None, asked: str, **detail: Any) -> Names:  # fmt: skip
    """Captions for a reply, and the reply's entry in the audit chain."""
    if full is not None and not full.strip():
        raise JinyingError(Say("--full 需写明理由", "--full needs a reason"))
    chosen = sorted({int(v) for v in numbers})
    ops.note(
        "unmask" if full else "study",
        asked,
        snapshot=s.hash,
        entities=len(chosen),
        **detail,
        **({"why": full} if full else {}),
    )
    return named(s, chosen, full=full is not None)


def clock(seconds: int) -> str:
    """A moment as China reads it."""
    return f"{datetime.fromtimestamp(seconds + 8 * 3600, UTC):%Y-%m-%d %H:%M:%S}"


def money(context: Context, amount: int) -> Any:
    """Fen for a program, yuan as people write it for a person."""
    return amount if context.screen.plain else yuan(amount).to(context.settings.lang)


def shown(context: Context, title: Say, columns: list[tuple[str, Say]], rows: list[dict[str, Any]]) -> None:
    """All rows for a program, the first ones for a person, with what was left out."""
    context.screen.rows(title, columns, rows if context.screen.plain else rows[:SHOWN])
    if not context.screen.plain and len(rows) > SHOWN:
        left = len(rows) - SHOWN
        context.screen.say(
            f"另有 {left:,} 行，用 --json 或 --csv 取全部", f"{left:,} more rows; --json or --csv gives all"
        )


def trace_command(
    ctx: typer.Context,
    account: Annotated[str, typer.Argument(help="账号或编号 · account number or id")],
    at: Annotated[str, typer.Option("--at", help="起点时间 · when the money is there (2024-03-01 10:00)")],
    hold: Annotated[str | None, typer.Option(help="每户最长停留 · longest stay at an account (3d, 48h)")] = "3d",
    hops: Annotated[int, typer.Option(min=1, max=50, help="最多几手 · most transfers on a way")] = 6,
    least: Annotated[str, typer.Option(help="忽略小于此额的转账（元） · ignore smaller transfers (CNY)")] = "0",
    back: Annotated[bool, typer.Option("--back", help="倒查来源 · where it came from")] = False,
    to: Annotated[str | None, typer.Option(help="只看到此账户的路径 · the way to this account alone")] = None,
    full: Full = None,
) -> None:  # fmt: skip
    """资金追踪 · Where an account's money may have gone, each account with the dated transfers that lead there. Exit 1 where it reached somebody."""
    context: Context = ctx.obj
    bounds = Bounds(hold=span(hold) if hold else None, hops=hops, least=fen(least))
    begin = moment(at)
    s = opened(context)
    with context.ops() as ops:
        start = accounts(s, ops, [account])
        found = reached(s, start, begin, bounds, back=back)
        if to is not None:
            (end,) = nodes(s, ops, [to])
            found = [r for r in found if r.account == end]
        names = told(context, ops, s, [*start, *(v for r in found for step in r.way for v in (step.source, step.target))], full, ",".join(s.ids(start)), what="trace", at=begin, back=back)  # fmt: skip
    if to is not None:
        show_way(context, names, found[0].way if found else ())
    else:
        rows = [
            {"hops": r.hops, "account": names[r.account], "id": names.ids[r.account], "at": clock(r.at), "amount": money(context, r.way[0 if back else -1].amount),
             "way": [step.link for step in r.way] if context.screen.plain else " → ".join(names[v] for v in (r.way[0].source, *(step.target for step in r.way)))}
            for r in found
        ]  # fmt: skip
        columns = [
            ("hops", Say("手数", "hops")), ("account", Say("账户", "account")), ("at", Say("最早到达" if not back else "最晚转出", "first there" if not back else "last left")),
            ("amount", Say("末笔金额", "last amount")), ("way", Say("路径", "way")), ("id", Say("编号", "id")),
        ]  # fmt: skip
        shown(
            context, Say(f"自 {names[start[0]]} 可及的账户", f"accounts in reach of {names[start[0]]}"), columns, rows
        )
    if found:
        raise typer.Exit(1)


def show_way(context: Context, names: Names, way: tuple[Step, ...]) -> None:
    """One way, transfer by transfer."""
    rows = [
        {"at": clock(step.at), "from": names[step.source], "to": names[step.target], "amount": money(context, step.amount), "link": step.link}
        for step in way
    ]  # fmt: skip
    columns = [
        ("at", Say("时间", "at")), ("from", Say("付款户", "from")), ("to", Say("收款户", "to")), ("amount", Say("金额", "amount")),
        ("link", Say("转账编号", "transfer")),
    ]  # fmt: skip
    shown(context, Say("路径", "way"), columns, rows)


Since = Annotated[str | None, typer.Option("--from", help="只看此后的转账 · transfers from here on")]
Until = Annotated[str | None, typer.Option("--until", help="只看此前的转账 · transfers before")]


def during(s: Snapshot, since: str | None, until: str | None) -> slice:
    """The transfers of a window as people write it."""
    return s.span(None if since is None else moment(since), None if until is None else moment(until))


def layers_command(
    ctx: typer.Context,
    group: Annotated[list[str], typer.Argument(help="团伙的账户、企业、个人或发现 · the group's accounts, firms, people or a finding")],
    hold: Annotated[str, typer.Option(help="停留超过此时即视为沉淀 · held longer it has rested")] = "30d",
    since: Since = None,
    until: Until = None,
    full: Full = None,
) -> None:  # fmt: skip
    """资金分层 · Account layers: from participants through collection and transfer accounts to where the money rests."""
    context: Context = ctx.obj
    rule = LayerRule(hold=span(hold))
    s = opened(context)
    with context.ops() as ops:
        chosen = accounts(s, ops, group)
        found = placed(s, chosen, rule, during(s, since, until))
        names = told(context, ops, s, [v for p in found for v in (p.account, p.owner) if v >= 0], full, ",".join(s.ids(chosen)), what="layers", hold=rule.hold)  # fmt: skip
    lang = context.settings.lang
    rows = [
        {"layer": p.layer, "role": ROLES[p.role].to(lang), "account": names[p.account], "owner": names[p.owner] if p.owner >= 0 else None,
         **{k: money(context, getattr(p, k)) for k in ("received", "from_below", "passed", "returned", "resting")},
         "held": p.held if context.screen.plain or p.held is None else duration(p.held * 1000).to(lang), "confidence": p.confidence, "id": names.ids[p.account]}
        for p in found
    ]  # fmt: skip
    columns = [
        ("layer", Say("层", "layer")), ("role", Say("角色", "role")), ("account", Say("账户", "account")), ("owner", Say("持有人", "owner")),
        ("received", Say("收到参与人资金", "participants' money in")), ("from_below", Say("其中来自下层", "from lower layers")), ("passed", Say("转出", "passed on")),
        ("returned", Say("其中返还参与人", "back to participants")), ("resting", Say("沉淀", "resting")), ("held", Say("平均停留", "mean hold")),
        ("confidence", Say("把握", "confidence")), ("id", Say("编号", "id")),
    ]  # fmt: skip
    shown(context, Say("资金分层", "account layers"), columns, [r for r in rows if context.screen.plain or r["layer"]])
    people = sum(p.layer == 0 for p in found)
    context.screen.say(f"参与人账户 {people:,} 户（第 0 层）", f"{people:,} accounts of participants (layer 0)")


def core_command(
    ctx: typer.Context,
    group: Annotated[list[str], typer.Argument(help="团伙的账户、企业、个人或发现 · the group's accounts, firms, people or a finding")],
    since: Since = None,
    until: Until = None,
    full: Full = None,
) -> None:  # fmt: skip
    """核心成员 · Who stands where a group's money crosses: betweenness, core number, and who cuts participants off."""
    context: Context = ctx.obj
    s = opened(context)
    with context.ops() as ops:
        chosen = accounts(s, ops, group)
        found = members(s, chosen, span=during(s, since, until))
        names = told(context, ops, s, [v for m in found for v in (m.account, m.owner) if v >= 0], full, ",".join(s.ids(chosen)), what="core")  # fmt: skip
    rows = [
        {"score": m.score, "account": names[m.account], "owner": names[m.owner] if m.owner >= 0 else None, "handled": money(context, m.handled),
         "betweenness": round(m.betweenness, 5), "core": m.core, "degree": m.degree, "cut_off": m.cut_off, "id": names.ids[m.account]}
        for m in found
    ]  # fmt: skip
    columns = [
        ("score", Say("核心度", "core score")), ("account", Say("账户", "account")), ("owner", Say("持有人", "owner")), ("handled", Say("经手资金", "money handled")),
        ("betweenness", Say("中介中心度", "betweenness")), ("core", Say("核数", "k-core")), ("degree", Say("往来户数", "degree")),
        ("cut_off", Say("缺之则断的参与人", "participants cut off without it")), ("id", Say("编号", "id")),
    ]  # fmt: skip
    shown(context, Say("核心成员", "core members"), columns, rows)


COMMANDS = [("trace", trace_command), ("layers", layers_command), ("core", core_command)]
