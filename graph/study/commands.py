"""Commands of money: trace, layers, ledger, core, whatif. Each resolves what was named, asks once, and shows rows.

They need no graph engine: everything comes from the snapshot. What was asked is in the audit chain; personal data is
masked unless a reason is given for reading it in full.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated, Any

import numpy as np
import typer

from graph.asked import act_of, fen, moment, span
from graph.context import Context
from graph.finding import duration, yuan
from graph.kernels.arrays import I32
from graph.kernels.layers import LayerRule
from graph.kernels.ledger import INTEREST, Counting, LedgerRule
from graph.kernels.seeds import Seeds
from graph.kernels.trace import Bounds
from graph.ops import Ops
from graph.say import JinyingError, Say, did_you_mean
from graph.snapshot import Snapshot, snapshot
from graph.study.balance import PERIODS, sheets
from graph.study.layers import ROLES, placed
from graph.study.ledger import book, totals
from graph.study.members import members
from graph.study.named import Names, accounts, named, nodes, transfers
from graph.study.people import IN_FEN, MEASURES, people
from graph.study.taint import ALONE, Answer, came_from, chosen, lacking, now_at, passed, seeds_of
from graph.study.trace import Reached, Step, reached, steps
from graph.study.trace import ways as ways_to
from graph.study.whatif import ACTIONS, what_if

Full = Annotated[str | None, typer.Option("--full", help="不脱敏，写明理由，留痕 · unmasked; say why, it is audited")]
WORDS = {
    "fifo": Say("先进先出", "FIFO"), "lifo": Say("后进先出", "LIFO"), "haircut": Say("按比例", "haircut"), "libr": Say("最低中间余额", "LIBR"),
    "poison": Say("全部沾染", "poison"),
}  # fmt: skip
SHEET = {
    "opening": Say("期初", "opening"), "came_in": Say("转入", "in"), "paid_out": Say("转出", "out"), "fees": Say("手续费", "fees"),
    "residue": Say("不明差额", "residue"), "closing": Say("期末", "closing"),
}  # fmt: skip
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
    """Fen for a program, yuan as people write it for a person, who reads a table the sooner for nothing where there is nothing."""
    return amount if context.screen.plain else yuan(amount).to(context.settings.lang) if amount else "-"


def shown(context: Context, title: Say, columns: list[tuple[str, Say]], rows: list[dict[str, Any]], total: dict[str, Any] | None = None, more: Iterable[dict[str, Any]] = ()) -> None:  # fmt: skip
    """All rows for a program, the first ones for a person, with what was left out; `more` and the total below them in any case."""
    last = [*more, *([] if total is None else [total])]
    context.screen.rows(title, columns, [*(rows if context.screen.plain else rows[:SHOWN]), *last])
    if not context.screen.plain and len(rows) > SHOWN:
        left = len(rows) - SHOWN
        context.screen.say(
            f"另有 {left:,} 行，用 --json 或 --csv 取全部", f"{left:,} more rows; --json or --csv gives all"
        )


def trace_command(
    ctx: typer.Context,
    account: Annotated[str, typer.Argument(help="账号、编号或一笔转账 · account number, id, or a transfer")],
    at: Annotated[str | None, typer.Option("--at", help="起点时间 · when the money is there (2024-03-01 10:00)")] = None,
    amount: Annotated[str | None, typer.Option(help="追踪的金额（元） · the sum to follow (CNY)")] = None,
    rule: Annotated[str | None, typer.Option(help="fifo（默认） | lifo | haircut | libr | poison | all · 追踪规则 the rule of tracing --amount; fifo where none is given")] = None,
    hold: Annotated[str | None, typer.Option(help="每户最长停留 · longest stay at an account (3d, 48h)")] = "3d",
    hops: Annotated[int, typer.Option(min=1, max=50, help="最多几手 · most transfers on a way")] = 6,
    least: Annotated[str, typer.Option(help="忽略小于此额的转账（元） · ignore smaller transfers (CNY)")] = "0",
    back: Annotated[bool, typer.Option("--back", help="倒查来源 · where it came from")] = False,
    to: Annotated[str | None, typer.Option(help="只看到此账户的路径 · the way to this account alone")] = None,
    moves: Annotated[bool, typer.Option("--transfers", help="逐笔列出该款经过的转账 · the transfers that the sum came through, in place of accounts")] = False,
    full: Full = None,
) -> None:  # fmt: skip
    """资金追踪 · Where an account's money may have gone, by dated transfers; with --amount, where that sum is by a rule of tracing. Exit 1 where it reached somebody."""
    context: Context = ctx.obj
    sum_ = None if amount is None else fen(amount)
    begin = None if at is None else moment(at)
    one = account.strip().startswith("transfer-")
    bounds = Bounds(hold=span(hold) if hold else None, hops=hops, least=fen(least))
    if one and begin is not None:
        raise JinyingError(
            Say("一笔转账自有其时间", "a transfer has a time of its own"), Say("去掉 --at", "leave out --at")
        )
    if moves and (to is not None or (sum_ is None and not one)):
        raise JinyingError(
            Say("--transfers 须有 --amount，且不与 --to 并用", "--transfers needs --amount, and goes without --to"),
        )
    if moves:
        found = trace_transfers(context, account.strip(), one, begin, sum_, chosen(rule or "fifo"), back, full)
    elif sum_ is not None or one:
        found = trace_sum(context, account.strip(), one, begin, sum_, chosen(rule or "fifo"), bounds, back, to, full)
    elif begin is None:
        raise JinyingError(Say("缺少 --at", "--at is missing"), Say("如 --at 2024-03-01", "as in --at 2024-03-01"))
    elif rule is not None:
        raise JinyingError(
            Say("追踪规则须有金额", "a rule of tracing needs an amount"), Say("加上 --amount", "add --amount")
        )
    else:
        found = trace_reach(context, account, begin, bounds, back, to, full)
    if found:
        raise typer.Exit(1)


def trace_reach(context: Context, account: str, begin: int, bounds: Bounds, back: bool, to: str | None, full: str | None) -> int:  # fmt: skip
    """Accounts in reach, or the way to one of them; how many."""
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
        return len(found)
    rows = [
        {"account": names[r.account], "id": names.ids[r.account], "amount": money(context, r.way[0 if back else -1].amount), **way_of(context, names, r)}
        for r in found
    ]  # fmt: skip
    columns = [
        ("hops", Say("手数", "hops")), ("account", Say("账户", "account")), ("at", Say("最早到达" if not back else "最晚转出", "first there" if not back else "last left")),
        ("amount", Say("末笔金额", "last amount")), ("way", Say("路径", "way")), ("id", Say("编号", "id")),
    ]  # fmt: skip
    shown(context, Say(f"自 {names[start[0]]} 可及的账户", f"accounts in reach of {names[start[0]]}"), columns, rows)
    if not found:
        say_idle(context, s, start, begin, back)
    return len(found)


def say_idle(context: Context, s: Snapshot, accounts_: I32, at: int, back: bool) -> None:
    """Why nobody is in reach: when the accounts next pay anybody (backwards: when they were last paid)."""
    t = s.transfers()
    moved = t.at[np.isin(t.target if back else t.source, accounts_)]
    near = moved[moved <= at][-1:] if back else moved[moved >= at][:1]
    when = clock(int(near[0])) if len(near) else ""
    context.screen.say(
        f"无人可及：{'此前最近一笔转入在' if back else '此后首笔转出在'} {when}，改换 --at 或放宽 --hold" if when else f"无人可及：此{'前没有转入' if back else '后没有转出'}",
        f"nobody is in reach: {'the last transfer in before is' if back else 'the first transfer out after is'} at {when}; change --at or ask for a longer --hold" if when
        else f"nobody is in reach: there is no transfer {'in before' if back else 'out after'}",
    )  # fmt: skip


def trace_sum(context: Context, what: str, one: bool, begin: int | None, sum_: int | None, rules: tuple[str, ...], bounds: Bounds, back: bool, to: str | None, full: str | None) -> int:  # fmt: skip
    """Accounts that hold some of a sum (backwards: where it began), the rules side by side, and the way to each; how many."""
    s = opened(context)
    with context.ops() as ops:
        seeds = asked_sum(s, ops, what, one, begin, sum_)
        ends = None if to is None else nodes(s, ops, [to])
        found = (came_from if back else now_at)(s, seeds, rules, ends)
        ways = ways_to(s, seeds, bounds, [x.account for x in found.shares], back=back)
        shown_too = [v for r in ways.values() for step in r.way for v in (step.source, step.target)]
        names = told(context, ops, s, [*(x.account for x in found.shares), *shown_too], full, what, what="trace", at=begin, amount=sum_, rules=list(rules), back=back)  # fmt: skip
    rows = [
        {"account": names[x.account], **{r: money(context, x.by_rule[r]) for r in rules}, **way_of(context, names, ways.get(x.account)), "id": names.ids[x.account]}
        for x in found.shares
    ]  # fmt: skip
    columns = [
        ("account", Say("账户", "account")), *((r, WORDS[r]) for r in rules), ("hops", Say("手数", "hops")),
        ("at", Say("最晚转出", "last left") if back else Say("最早到达", "first there")), ("way", Say("路径", "way")), ("id", Say("编号", "id")),
    ]  # fmt: skip
    title = Say("该款来源", "where the sum came from") if back else Say("该款去向", "where the sum is")
    shown(context, title, columns, rows, {"account": Say("合计", "total").to(context.settings.lang), **summed(context, found, rules, back)}, left_out(context, "account", found, rules))  # fmt: skip
    if not back and (less := lacking(s, seeds)):
        context.screen.say(
            f"其中 {yuan(less).zh} 不见于该户此前的流水，视为当时已在账上",
            f"{yuan(less).en} of it no earlier transfer had brought: taken to have been on the account",
        )
    say_alone(context, found, rules, back)
    return len(found.shares)


def trace_transfers(context: Context, what: str, one: bool, begin: int | None, sum_: int | None, rules: tuple[str, ...], back: bool, full: str | None) -> int:  # fmt: skip
    """Transfers that a sum came through, in order of time, with how much of it by each rule; how many."""
    s = opened(context)
    with context.ops() as ops:
        seeds = asked_sum(s, ops, what, one, begin, sum_)
        found = passed(s, seeds, rules, back=back)
        by_rule = {x.account: x.by_rule for x in found.shares}
        numbers = np.array(sorted(by_rule), np.int32)
        moves = steps(s, s.transfers(), numbers)
        names = told(context, ops, s, [v for step in moves for v in (step.source, step.target)], full, what, what="trace", at=begin, amount=sum_, rules=list(rules), back=back)  # fmt: skip
    rows = [
        {"at": clock(step.at), "from": names[step.source], "to": names[step.target], "amount": money(context, step.amount),
         **{r: money(context, by_rule[i][r]) for r in rules}, "link": step.link}
        for i, step in zip(numbers.tolist(), moves, strict=True)
    ]  # fmt: skip
    columns = [
        ("at", Say("时间", "at")), ("from", Say("转出", "from")), ("to", Say("转入", "to")), ("amount", Say("金额", "amount")), *((r, WORDS[r]) for r in rules),
        ("link", Say("编号", "id")),
    ]  # fmt: skip
    title = Say("该款经过的转账", "transfers that the sum came through")
    shown(context, title, columns, rows, more=left_out(context, "from", found, rules))
    say_alone(context, found, rules, back)
    return len(rows)


def asked_sum(s: Snapshot, ops: Ops, what: str, one: bool, begin: int | None, sum_: int | None) -> Seeds:
    """The sum asked about: of one transfer, or of what an account holds at a time."""
    start = s.of_kind("Account")[:0] if one else accounts(s, ops, [what])
    return seeds_of(s, start, transfers(s, [what] if one else []), begin, sum_)


def summed(context: Context, found: Answer, rules: tuple[str, ...], back: bool) -> dict[str, Any]:
    """What each rule's shares come to; sources taken alone come to nothing that could be said."""
    sums = {r: sum(x.by_rule[r] for x in found.shares) for r in rules}
    apart = None if context.screen.plain else Say("不可相加", "no sum").to(context.settings.lang)
    return {r: apart if back and r in ALONE else money(context, fen) for r, fen in sums.items()}


def left_out(context: Context, column: str, found: Answer, rules: tuple[str, ...]) -> list[dict[str, Any]]:
    """A row for the sources that LIBR was not asked about, with the most that one of them can be; none where there are none."""
    if not found.left:
        return []
    said = Say(
        f"另有 {found.left:,} 个来源未逐一推算，每个至多", f"{found.left:,} more sources not gone through, each at most"
    )
    return [{column: said.to(context.settings.lang), **{r: money(context, found.most) for r in rules if r == "libr"}}]


def say_alone(context: Context, found: Answer, rules: tuple[str, ...], back: bool) -> None:
    """What the shares of rules that can't be undone mean."""
    if back and not found.shares:
        context.screen.say("没有任何来源可单独追至该款", "no source, taken alone, can be traced into it")
    elif back and set(rules) & set(ALONE):
        context.screen.say(
            "最低中间余额与全部沾染无法逐分倒推：每个来源单独计算，其余资金视为干净，故各行不可相加，合计可多于或少于该款；全部沾染是上限",
            "LIBR and poison can't be undone fen by fen: each source is taken alone, all other money being clean, so rows don't add up: they may come to more than the sum or to less; poison is an upper bound",
        )  # fmt: skip


def way_of(context: Context, names: Names, r: Reached | None) -> dict[str, Any]:
    """The shortest way to an account within the hold and the hops asked for; nothing where there is none."""
    if r is None:
        return {}
    plain = [step.link for step in r.way]
    return {
        "hops": r.hops, "at": clock(r.at),
        "way": plain if context.screen.plain else " → ".join(names[v] for v in (r.way[0].source, *(step.target for step in r.way))),
    }  # fmt: skip


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
         **{k: money(context, getattr(p, k)) for k in ("received", "from_below", "passed", "returned", "circled", "resting")},
         "held": p.held if context.screen.plain or p.held is None else duration(p.held * 1000).to(lang), "confidence": p.confidence, "id": names.ids[p.account]}
        for p in found
    ]  # fmt: skip
    columns = [
        ("layer", Say("层", "layer")), ("role", Say("角色", "role")), ("account", Say("账户", "account")), ("owner", Say("持有人", "owner")),
        ("received", Say("收到参与人资金", "participants' money in")), ("from_below", Say("其中来自下层", "from lower layers")), ("passed", Say("转出", "passed on")),
        ("returned", Say("其中返还参与人", "back to participants")), ("circled", Say("其中转回同层或下层", "round to its own or a lower layer")), ("resting", Say("沉淀", "resting")), ("held", Say("平均停留", "mean hold")),
        ("confidence", Say("把握", "confidence")), ("id", Say("编号", "id")),
    ]  # fmt: skip
    shown(context, Say("资金分层", "account layers"), columns, [r for r in rows if context.screen.plain or r["layer"]])
    payers = sum(p.layer == 0 for p in found)
    context.screen.say(f"参与人账户 {payers:,} 户（第 0 层）", f"{payers:,} accounts of participants (layer 0)")


def core_command(
    ctx: typer.Context,
    group: Annotated[list[str], typer.Argument(help="团伙的账户、企业、个人或发现 · the group's accounts, firms, people or a finding")],
    persons: Annotated[bool, typer.Option("--people", help="按人：谁得钱、返款、发展下线、操控账户、控制企业 · persons instead, by all that is known of them")] = False,
    since: Since = None,
    until: Until = None,
    full: Full = None,
) -> None:  # fmt: skip
    """核心成员 · Who stands where a group's money crosses: betweenness, core number, and who cuts participants off."""
    context: Context = ctx.obj
    s = opened(context)
    with context.ops() as ops:
        chosen = accounts(s, ops, group)
        if persons:
            core_people(context, ops, s, chosen, during(s, since, until), full)
            return
        found = members(s, chosen, span=during(s, since, until))
        names = told(context, ops, s, [v for m in found for v in (m.account, m.owner) if v >= 0], full, ",".join(s.ids(chosen)), what="core")  # fmt: skip
    rows = [
        {"score": m.score, "account": names[m.account], "owner": names[m.owner] if m.owner >= 0 else None, "handled": money(context, m.handled),
         "betweenness": round(m.betweenness, 5), "error": round(m.error, 5), "core": m.core, "degree": m.degree, "cut_off": m.cut_off, "id": names.ids[m.account]}
        for m in found
    ]  # fmt: skip
    columns = [
        ("score", Say("核心度", "core score")), ("account", Say("账户", "account")), ("owner", Say("持有人", "owner")), ("handled", Say("经手资金", "money handled")),
        ("betweenness", Say("中介中心度", "betweenness")), *((("error", Say("误差", "error")),) if context.screen.plain else ()), ("core", Say("核数", "k-core")), ("degree", Say("往来户数", "degree")),
        ("cut_off", Say("缺之则断的参与人", "participants cut off without it")), ("id", Say("编号", "id")),
    ]  # fmt: skip
    shown(context, Say("核心成员", "core members"), columns, rows)
    if error := max((m.error for m in found), default=0.0):
        context.screen.say(f"中介中心度由抽样得出，各户误差不超过 {error:.3f}（95% 把握）", f"betweenness is sampled: no account is off by more than {error:.3f} (95 % confidence)")  # fmt: skip


def core_people(context: Context, ops: Ops, s: Snapshot, chosen: I32, during_: slice, full: str | None) -> None:
    """A group's persons, with what each comes first by and the figures behind it."""
    found = people(s, chosen, during_)
    names = told(context, ops, s, [p.person for p in found], full, ",".join(s.ids(chosen)), what="core")
    lang = context.settings.lang
    rows = [
        {"score": p.score, "person": names[p.person], "role": MEASURES[p.role].to(lang),
         **{m: money(context, v) if m in IN_FEN else v for m, v in p.measures.items()}, "id": names.ids[p.person]}
        for p in found
    ]  # fmt: skip
    columns = [
        ("score", Say("核心度", "core score")), ("person", Say("人员", "person")), ("role", Say("居首的方面", "comes first as")),
        ("kept", Say("所得资金", "money kept")), ("paid", Say("经手返款", "paid back to participants")), ("earned", Say("领取佣金", "commission")),
        ("brought", Say("发展的付款人", "payers brought")), ("shared", Say("同机操作的他人账户", "others on one device")), ("firms", Say("团伙企业任职", "firms held")),
        ("id", Say("编号", "id")),
    ]  # fmt: skip
    shown(context, Say("核心人员", "core members, as persons"), columns, rows)


def ledger_command(
    ctx: typer.Context,
    group: Annotated[list[str], typer.Argument(help="团伙的账户、企业、个人或发现 · the group's accounts, firms, people or a finding")],
    twice: Annotated[bool, typer.Option("--count-again", help="复投重复计入吸收 · count reinvestment as paid in again")] = False,
    offset: Annotated[bool, typer.Option("--offset-interest", help="返息抵扣未兑付 · interest paid lowers what is unpaid")] = False,
    pairs: Annotated[bool, typer.Option("--pairs", help="列出复投 · list what was paid in again")] = False,
    since: Since = None,
    until: Until = None,
    full: Full = None,
) -> None:  # fmt: skip
    """参与人账 · What each participant paid in, got back and as what, paid in again, and is still owed. Every sum to the fen."""
    context: Context = ctx.obj
    counting = Counting(twice=twice, offset=(*Counting().offset, *((INTEREST,) if offset else ())))
    s = opened(context)
    with context.ops() as ops:
        chosen = accounts(s, ops, group)
        parties, again, _ = book(s, chosen, LedgerRule(counting=counting), during(s, since, until))
        names = told(context, ops, s, [p.party for p in parties], full, ",".join(s.ids(chosen)), what="ledger", count_again=twice, offset_interest=offset)  # fmt: skip
    if pairs:
        rows = [
            {"party": names[p.party], "returned": s.link_ids("TRANSFER", [p.returned])[0], "paid": s.link_ids("TRANSFER", [p.paid])[0], "amount": money(context, p.amount)}
            for p in again
        ]  # fmt: skip
        columns = [("party", Say("参与人", "party")), ("amount", Say("金额", "amount")), ("returned", Say("返还", "returned by")), ("paid", Say("再次投入", "paid in by"))]  # fmt: skip
        shown(context, Say("复投", "paid in again"), columns, rows)
        return
    labels = {
        "paid_in": Say("投入", "paid in"), "principal": Say("返还本金", "principal returned"), "refund": Say("退款", "refunded"), "interest": Say("返息", "interest"),
        "commission": Say("佣金", "commission"), "fee_in": Say("收费", "fees in"), "fee_out": Say("付费", "fees out"), "other_in": Say("其他收入", "other in"),
        "unexplained": Say("无法解释", "unexplained"), "reinvested": Say("复投", "paid in again"), "absorbed": Say("吸收", "absorbed"), "unpaid": Say("未兑付", "unpaid"),
    }  # fmt: skip
    total = totals(parties)
    own = [p for p in parties if p.participant]

    def line(who: str, one: str | None, transfers_: int, sums: dict[str, int]) -> dict[str, Any]:
        return {"party": who, "transfers": transfers_, **{n: money(context, sums[n]) for n in labels}, "id": one}

    rows = [
        line(names[p.party], names.ids[p.party], p.transfers, p.sums | {"reinvested": p.reinvested, "absorbed": p.absorbed, "unpaid": p.unpaid})
        for p in own
    ]  # fmt: skip
    all_of_it = line(Say("合计", "total").to(context.settings.lang), None, sum(p.transfers for p in own), total)
    columns = [("party", Say("参与人", "party")), *labels.items(), ("transfers", Say("笔数", "transfers")), ("id", Say("编号", "id"))]  # fmt: skip
    shown(context, Say("参与人账", "ledger"), columns, rows, all_of_it)
    others = [p for p in parties if not p.participant]
    out = sum(
        p.sums[name]
        for p in others
        for name in ("principal", "refund", "interest", "commission", "fee_out", "unexplained")
    )
    context.screen.say(
        f"口径：复投{'重复计入' if twice else '不重复计入'}，返息{'抵扣' if offset else '不抵扣'}。另付给 {len(others):,} 个非参与人 {yuan(out).zh}",
        f"counted: paid in again {'twice' if twice else 'once'}, interest {'offset' if offset else 'not offset'}. Beside: {yuan(out).en} to {len(others):,} who are no participants",
    )


def sheets_command(
    ctx: typer.Context,
    group: Annotated[list[str], typer.Argument(help="账户、企业、个人或发现 · accounts, firms, people or a finding")],
    by: Annotated[str, typer.Option(help="year | quarter | month · 期间")] = "month",
    full: Full = None,
) -> None:  # fmt: skip
    """账户平衡表 · Per account and period: opening + in - out - fees + residue = closing. Exit 1 where a residue is left."""
    context: Context = ctx.obj
    if by not in PERIODS:
        raise JinyingError(Say(f"没有期间“{by}”", f"no period '{by}'"), did_you_mean(by, PERIODS))
    s = opened(context)
    with context.ops() as ops:
        asked = accounts(s, ops, group)
        bounds, found = sheets(s, asked, by)
        names = told(context, ops, s, asked, full, ",".join(s.ids(asked)), what="sheets", by=by)
    rows = [
        {"account": names[v], "period": clock(int(bounds[j]))[:7], **{name: money(context, int(getattr(found, name)[k, j])) for name in SHEET},
         "seen": int(found.seen[k, j]), "assumed": bool(found.assumed[k]), "id": names.ids[v]}
        for k, v in enumerate(found.account.tolist()) for j in range(len(bounds) - 1)
        if found.came_in[k, j] or found.paid_out[k, j] or found.fees[k, j] or found.residue[k, j]
    ]  # fmt: skip
    columns = [("account", Say("账户", "account")), ("period", Say("期间", "period")), *SHEET.items(), ("seen", Say("对账单余额数", "balances seen")),
               ("assumed", Say("期初为推定", "opening assumed")), ("id", Say("编号", "id"))]  # fmt: skip
    shown(context, Say("账户平衡表", "balance sheets"), columns, rows)
    if found.residue.any():
        raise typer.Exit(1)


def whatif_command(
    ctx: typer.Context,
    action: Annotated[str, typer.Argument(help="freeze | takeover | removal · 冻结、接管、剔除")],
    group: Annotated[list[str], typer.Argument(help="账户、企业或个人 · accounts, firms or people")],
    at: Annotated[str, typer.Option("--at", help="何时 · when (2024-03-01 10:00)")],
    payee: Annotated[list[str] | None, typer.Option(help="接管后仍可付给 · whom an administrator still pays")] = None,
    missing: Annotated[float, typer.Option(min=0, max=0.9, help="区间：缺失对账单的账户比例 · for the intervals: share of accounts without a statement")] = 0.1,
    full: Full = None,
) -> None:  # fmt: skip
    """假设推演 · What if accounts had been frozen, taken over or removed: who goes unpaid, and what waiting costs."""
    context: Context = ctx.obj
    act_of(action, ACTIONS)
    moment_ = moment(at)
    s = opened(context)
    with context.ops() as ops:
        chosen = accounts(s, ops, group)
        payees = accounts(s, ops, payee) if payee else chosen[:0]
        found = what_if(s, action, chosen, moment_, payees, missing)
        names = told(context, ops, s, [v for h in found.hits for v in (h.account, h.owner) if v >= 0], full, ",".join(s.ids(chosen)), what=action, at=moment_)  # fmt: skip
    if context.screen.plain and not context.screen.csv:
        context.screen.data({
            "held": found.held, "kept": found.kept, "later": [asdict(x) for x in found.later],
            "hits": [{**asdict(h), "account": names[h.account], "owner": names[h.owner] if h.owner >= 0 else None, "id": names.ids[h.account]} for h in found.hits],
        })  # fmt: skip
        return
    rows = [
        {"account": names[h.account], "owner": names[h.owner] if h.owner >= 0 else None, "ours": h.ours, "firm": h.firm, "direct": money(context, h.direct), "onward": money(context, h.onward),
         "low": money(context, h.low), "high": money(context, h.high), "arrears": money(context, h.arrears), "id": names.ids[h.account]}
        for h in found.hits
    ]  # fmt: skip
    columns = [
        ("account", Say("账户", "account")), ("owner", Say("持有人", "owner")), ("ours", Say("同一持有人", "same owner")), ("firm", Say("企业", "firm")), ("direct", Say("少收（直接）", "not received, direct")),
        ("onward", Say("少收（传导）", "not received, onward")),
        ("low", Say("区间下限", "interval from")), ("high", Say("区间上限", "to")), ("arrears", Say("付不出", "could not pay")), ("id", Say("编号", "id")),
    ]  # fmt: skip
    shown(context, Say("受影响的账户", "accounts that are hit"), columns, rows)
    context.screen.say(
        f"{clock(moment_)} 账上 {yuan(found.held).zh}；此令至最后一笔可留住 {yuan(found.kept).zh}",
        f"{yuan(found.held).en} on the accounts at {clock(moment_)}; the order keeps {yuan(found.kept).en} by the last transfer",
    )
    merchants = [h for h in found.hits if h.firm and not h.ours]
    lost = sum(h.direct + h.onward for h in merchants)
    context.screen.say(
        f"其中他人企业 {len(merchants):,} 户，共少收 {yuan(lost).zh}：与此无关的商户也在其中",
        f"of them {len(merchants):,} accounts of other firms, {yuan(lost).en} not received in all: merchants with no part in it are among them",
    )
    later = [
        {"days": x.days, "left": money(context, x.left), "balance": money(context, x.balance)} for x in found.later
    ]
    if not context.screen.csv:
        context.screen.rows(Say("若再等", "if one waits"), [("days", Say("天", "days")), ("left", Say("原款尚余", "of it left")), ("balance", Say("账户余额", "balance"))], later)  # fmt: skip


COMMANDS = [
    ("trace", trace_command),
    ("layers", layers_command),
    ("core", core_command),
    ("ledger", ledger_command),
    ("sheets", sheets_command),
    ("whatif", whatif_command),
]
