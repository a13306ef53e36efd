"""Commands of the list of cases: which there are, a new one, who belongs to it, all of one, two made one. Each is parsing and one
call; whoever types is the system user, and sees the cases that they are a member of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Annotated, Any

import typer

from graph.context import Context
from graph.ops.cases import CLASSES, FACTS, ROLES, STATUSES, Cases, Opening
from graph.ops.exports import Exports
from graph.ops.freezes import Freezes
from graph.ops.joins import WHAT as CONFLICTS
from graph.ops.joins import Joins
from graph.ops.rules import Applied, Rules
from graph.say import Say

CaseName = Annotated[str, typer.Argument(help="案号或编号 · number or id of the case")]
Why = Annotated[str, typer.Option("--why", help="理由 · the reason")]
CAUSE, AGENCY = typer.Option(help="案由 · the cause"), typer.Option(help="办案单位 · the agency whose case it is")
SUSPECTED = typer.Option(help=f"涉嫌类别 · the class suspected: {' | '.join(CLASSES)}")
REGION, NUMBER = typer.Option(help="地区 · the region"), typer.Option(help="办案单位的案号 · the number that the agency gives it")  # fmt: skip
FEW = 2  # ids of a long list that a person is told


STATES = [
    ("version", Say("版本", "version")), ("at", Say("时间 (北京时间)", "at (UTC+8)")), ("who", Say("何人", "who")), ("entities", Say("主体", "entities")),
    ("links", Say("关系", "links")), ("findings", Say("发现", "findings")), ("content", Say("内容哈希", "hash of the content")), ("why", Say("理由", "why")),
]  # fmt: skip


def list_command(
    ctx: typer.Context,
    words: Annotated[str, typer.Argument(help="案号、案名或案由中的词 · words of number, title or cause")] = "",
    mine: Annotated[bool, typer.Option("--mine", help="只列本人主办或承办的 · only those that I lead or am in charge of")] = False,
) -> None:  # fmt: skip
    """案件清单 · Cases that whoever asks is a member of, the newest first."""
    context: Context = ctx.obj
    with context.ops() as ops:
        held = Cases(ops).list(0, 500, mine=mine, words=words)[0]
    lang = context.settings.lang
    said = {} if context.screen.plain else {"status": STATUSES, "role": ROLES}
    rows = [{**asdict(c), **{name: words_[getattr(c, name)].to(lang) for name, words_ in said.items()}} for c in held]
    columns = [
        ("number", Say("案号", "number")), ("title", Say("案件名称", "title")), ("cause", Say("案由", "cause")), ("status", Say("状态", "status")),
        ("role", Say("本人角色", "role")), ("things", Say("入案项", "things")), ("changed", Say("最近变动", "changed")), ("id", Say("编号", "id")),
    ]  # fmt: skip
    context.screen.rows(Say("案件", "Cases"), columns, rows)


def open_command(
    ctx: typer.Context,
    title: Annotated[str, typer.Argument(help="案件名称 · the title")],
    cause: Annotated[str, CAUSE],
    suspected: Annotated[str, SUSPECTED],
    region: Annotated[str, REGION] = "",
    agency: Annotated[str, AGENCY] = "",
    docket: Annotated[str, NUMBER] = "",
) -> None:
    """立案 · A new case, led by whoever opens it."""
    context: Context = ctx.obj
    with context.ops() as ops:
        case = Cases(ops).open(Opening(title, cause, suspected, region, agency, docket))
    if context.screen.plain:
        context.screen.data(asdict(case))
    context.screen.say(f"已立案 {case.number}（{case.id}）", f"opened {case.number} ({case.id})")


def member_command(
    ctx: typer.Context,
    case: CaseName,
    name: Annotated[str, typer.Argument(help="用户，或命令行上的系统用户 cli:NAME · a user, or cli:NAME of the command line")],
    role: Annotated[str, typer.Argument(help=" | ".join(ROLES))] = "member",
    leave: Annotated[bool, typer.Option("--leave", help="移出成员，须写明 --why · they no longer belong to it; --why says why")] = False,
    why: Why = "",
) -> None:  # fmt: skip
    """加入成员 · Somebody joins a case, has another role from now on, or leaves; what they did stays."""
    context: Context = ctx.obj
    with context.ops() as ops:
        cases = Cases(ops)
        case_id = cases.meant(case).id
        if leave:
            cases.remove_member(case_id, name, why)
        else:
            cases.add_member(case_id, name, role)
        members = [] if leave and name == ops.who else [{"who": e.subject, "role": e.word if context.screen.plain else ROLES[str(e.word)].to(context.settings.lang), "since": e.at} for e in cases.members(case_id)]  # fmt: skip
    context.screen.rows(Say("成员", "Members"), [("who", Say("成员", "who")), ("role", Say("角色", "role")), ("since", Say("自", "since"))], members)  # fmt: skip


def show_command(ctx: typer.Context, case: CaseName) -> None:
    """案件详情 · Everything about one case: facts, members, what is in it by which rule, frozen states, what was taken out."""
    context: Context = ctx.obj
    with context.ops() as ops:
        cases = Cases(ops)
        one = cases.meant(case)
        members = [{"who": e.subject, "role": e.word, "since": e.at} for e in cases.members(one.id)]
        sorts = {sort: cases.things(one.id, 0, 1, sort=sort)[1] for sort in ("entity", "link", "finding")}
        rules, states, taken = Rules(ops).list(one.id), Freezes(ops).list(one.id), Exports(ops).list(one.id, 0, 200)[0]
    if context.screen.plain:
        context.screen.data({
            **asdict(one), "members": members, "sorts": sorts, "rules": [rule_row(r) for r in rules], "frozen": [asdict(f) for f in states],
            "exports": [asdict(e) for e in taken],
        })  # fmt: skip
        return
    lang = context.settings.lang
    facts = {
        "案号 number": one.number, "案件名称 title": one.title, "案由 cause": one.cause, "办案单位 agency": one.agency, "办案单位案号 docket": one.docket, "涉嫌类别 class": CLASSES[one.suspected].to(lang),
        "状态 status": STATUSES[one.status].to(lang), "编号 id": one.id, "主体 entities": sorts["entity"], "关系 links": sorts["link"], "发现 findings": sorts["finding"],
        **{f"{ROLES[str(m['role'])].to(lang)}": m["who"] for m in members},
    }  # fmt: skip
    context.screen.rows(Say("案件", "Case"), [("key", Say("项", "field")), ("value", Say("值", "value"))], [{"key": k, "value": v} for k, v in facts.items()])  # fmt: skip
    rules_shown(context, rules)
    context.screen.rows(Say("冻结版本", "Frozen states"), STATES, [{**asdict(f), **f.counts} for f in states])
    exports_shown(context, [asdict(e) for e in taken])


def rules_shown(context: Context, held: Sequence[Applied]) -> None:
    """Rules that were applied, in order."""
    columns = [
        ("seq", Say("序", "seq")), ("name", Say("规则", "rule")), ("params", Say("参数", "params")), ("things", Say("选中", "gave")), ("added", Say("新入案", "new")),
        ("snapshot", Say("图的状态", "state of the graph")), ("who", Say("何人", "who")), ("at", Say("时间 (北京时间)", "at (UTC+8)")), ("why", Say("理由", "why")),
    ]  # fmt: skip
    context.screen.rows(Say("入案规则", "Rules"), columns, [rule_row(r) if context.screen.plain else _rule_told(r, context.settings.lang) for r in held])  # fmt: skip


def _rule_told(r: Applied, lang: str) -> dict[str, Any]:
    """The same in words: what a long list holds is counted, and stands whole in JSON."""
    from graph.case.rules import RULES  # the kernels behind them take a second to import

    rule = RULES[r.name]
    told = ((rule.params[name].to(lang) if name in rule.params else name, value) for name, value in r.params.items())
    said = [f"{label}：{_counted(value, lang)}" if lang == "zh" else f"{label}: {_counted(value, lang)}" for label, value in told if value is not None]  # fmt: skip
    return {**rule_row(r), "name": rule.label.to(lang), "params": "\n".join(said)}


def _counted(value: Any, lang: str) -> str:
    if isinstance(value, bool):
        return Say("是", "yes").to(lang) if value else Say("否", "no").to(lang)
    if isinstance(value, (list, tuple)):
        rest = Say(f" 等 {len(value):,} 项", f" and {len(value) - FEW:,} more").to(lang) if len(value) > FEW else ""
        return ", ".join(map(str, value[:FEW])) + rest
    return str(value)


def exports_shown(context: Context, held: Sequence[Mapping[str, Any]]) -> None:
    """What was taken out, file by file."""
    rows = [{**e, **f} for e in held for f in e["files"]]
    columns = [
        ("at", Say("时间 (北京时间)", "at (UTC+8)")), ("who", Say("何人", "who")), ("file", Say("文件", "file")), ("bytes", Say("字节", "bytes")), ("sha256", Say("SHA-256", "SHA-256")),
        ("sm3", Say("SM3", "SM3")), ("scope", Say("范围", "scope")), ("redactions", Say("脱敏处", "cells hidden")), ("open", Say("未脱敏", "in the clear")), ("id", Say("编号", "id")),
    ]  # fmt: skip
    context.screen.rows(Say("导出记录", "Exports"), columns, rows)


def rule_row(r: Applied) -> dict[str, Any]:
    """An application of a rule as it is told: of what it found only how many."""
    return {**{name: value for name, value in asdict(r).items() if name not in ("found", "case")}, "things": len(r.found)}  # fmt: skip


def join_command(
    ctx: typer.Context,
    case: CaseName,
    other: Annotated[str, typer.Argument(help="并入之案的案号或编号 · number or id of the case that is taken in")],
    why: Why = "",
    apply: Annotated[bool, typer.Option("--apply", help="并案，不写则只列出冲突 · do it; without it conflicts are listed")] = False,
) -> None:  # fmt: skip
    """并案 · Take another case into one, and what the two say differently. Exit 1 where that is something and nothing was done yet."""
    context: Context = ctx.obj
    with context.ops() as ops:
        here, there = (Cases(ops).meant(one).id for one in (case, other))
        joins = Joins(ops)
        done = joins.join(here, there, why) if apply else None
        found = joins.conflicts(here, there) if done is None else done.conflicts
    lang = context.settings.lang
    rows = [
        asdict(f)
        if context.screen.plain
        else {
            **asdict(f),
            "what": CONFLICTS[f.what].to(lang),
            "subject": FACTS[f.subject].to(lang) if f.subject in FACTS else f.subject,
        }
        for f in found
    ]
    if context.screen.plain and not context.screen.csv:
        counts = ("things", "rules", "notes", "evidence", "redactions", "members")
        context.screen.data({"conflicts": rows, "joined": None if done is None else {name: getattr(done, name) for name in counts}})  # fmt: skip
    else:
        context.screen.rows(Say("冲突", "Conflicts"), [("what", Say("冲突", "what")), ("subject", Say("对象", "of what")), ("here", Say("本案", "here")), ("there", Say("他案", "there"))], rows)  # fmt: skip
    if done is not None:
        context.screen.say(f"已并入 {done.case.number}：{done.things:,} 项、规则 {done.rules} 条；{done.other.number} 已结", f"joined into {done.case.number}: {done.things:,} things, {done.rules} rules; {done.other.number} is closed")  # fmt: skip
    elif found:
        raise typer.Exit(1)


DOCKET = [
    ("list", list_command),
    ("open", open_command),
    ("member", member_command),
    ("show", show_command),
    ("join", join_command),
]
