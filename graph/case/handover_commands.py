"""Command of handing a case over: what the receiver needs, what is lacking, what went, their receipt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path
from typing import Annotated, Any

import typer

from graph.asked import act_of, begun, moment
from graph.case.handover import Need, checklist, hand_over, receiver, receivers, state
from graph.context import Context
from graph.entity import now, stamp
from graph.ops import Ops
from graph.ops.cases import Cases
from graph.ops.handovers import STATES, Handover, Handovers, Receipt
from graph.say import Say
from graph.screen import local

ACTS = {
    "check": Say("核对清单", "check-list"), "send": Say("已移送", "sent"), "receive": Say("已登记回执", "receipt noted"), "return": Say("已登记退回", "return noted"),
    "withdraw": Say("已撤回", "taken back"),
}  # fmt: skip


def handover_command(
    ctx: typer.Context,
    case: Annotated[str, typer.Argument(help="案号或编号 · number or id of the case")],
    act: Annotated[str | None, typer.Argument(help=f"{' | '.join(ACTS)}，不写则列出 · none: the handovers are listed")] = None,
    what: Annotated[str | None, typer.Argument(help=f"check、send：接收单位类别 · the kind of receiver: {' | '.join(receivers())}；其余：移送编号 · id of a handover")] = None,
    agency: Annotated[str, typer.Option(help="send：接收单位 · the receiver")] = "",
    file: Annotated[str, typer.Option(help="send：随案移送的导出文件，写路径或 SHA-256 · the exported file that goes: path or SHA-256")] = "",
    person: Annotated[str, typer.Option(help="receive：接收人 · who received it")] = "",
    number: Annotated[str, typer.Option(help="receive：回执编号 · number of the receipt")] = "",
    at: Annotated[str | None, typer.Option(help="receive：接收时间，缺省为现在 · when; none: now")] = None,
    sha256: Annotated[str, typer.Option(help="receive：对方读出的 SHA-256 · the hash that they read")] = "",
    why: Annotated[str, typer.Option("--why", help="缺项仍移送、退回、撤回的理由 · why it goes with gaps, comes back, is taken back")] = "",
) -> None:  # fmt: skip
    """移送 · Hand a case over: what the receiver needs and what is lacking (check), send, receipt, return. Exit 1 where something is lacking, or the hash that was read is another."""
    context: Context = ctx.obj
    if act is not None:
        act_of(act, ACTS)
    with context.ops() as ops:
        case_id, made = Cases(ops).meant(case).id, Handovers(ops)
        if act is None:
            _listed(context, [asdict(one) for one in made.of(case_id)])
            return
        if act == "check":
            _checked(context, ops, case_id, what or "")
            return
        if act == "send":
            done = hand_over(context.settings.data, ops, case_id, what or "", agency, _hash(file), why)
        else:
            one = _meant(made, case_id, what)
            match act:
                case "receive":
                    when = now() if at is None else datetime.fromtimestamp(moment(at), UTC)
                    done = made.received(one, Receipt(person, stamp(when), number, sha256))
                case "return":
                    done = made.returned(one, why)
                case _:
                    done = made.withdrawn(one, why)
    _done(context, act, done)


def _checked(context: Context, ops: Ops, case_id: str, kind: str) -> None:
    to = receiver(kind)
    needs = checklist(to, state(context.settings.data, ops, case_id))
    lang, due = context.settings.lang, stamp(to.due(now()))
    rows = [
        {"sort": n.sort, "name": n.name, "label": n.label.to(lang), "gap": n.gap.to(lang) if n.gap else None}
        for n in needs
    ]
    if context.screen.plain and not context.screen.csv:
        context.screen.data(
            {
                "receiver": to.name,
                "due": due,
                "needs": rows,
                "papers": [p.to(lang) for p in to.papers],
                "basis": to.basis.to(lang),
            }
        )
    else:
        columns = [("state", Say("", "")), ("label", Say("所需", "needed")), ("gap", Say("所缺", "lacking"))]
        context.screen.rows(
            Say(f"移送{to.label.zh}清单", f"what the {to.label.en} needs"),
            columns,
            [{**r, "state": "✗" if r["gap"] else "✓"} for r in rows],
        )
    _papers(context, needs, to.papers, to.basis)
    if any(n.gap for n in needs):
        raise typer.Exit(1)


def _papers(context: Context, needs: Sequence[Need], papers: tuple[Say, ...], basis: Say) -> None:
    lacking = sum(n.gap is not None for n in needs)
    context.screen.say(f"{len(needs)} 项中缺 {lacking} 项", f"{lacking} of {len(needs)} are lacking")
    if papers:
        context.screen.say(
            "另附文书：" + "、".join(p.zh for p in papers), "papers that go with it: " + ", ".join(p.en for p in papers)
        )
    context.screen.say(f"时限：{basis.zh}", f"time: {basis.en}")


def _meant(made: Handovers, case_id: str, what: str | None) -> str:
    """The handover of the case whose id begins so."""
    ids = [one.id for one in made.of(case_id)]
    return begun(what, ids, "handover-", Say("移送", "handover"), Say("case handover 案号 列出编号", "case handover CASE lists their ids"))  # fmt: skip


def _hash(file: str) -> str:
    """The SHA-256 of a file on disk, or what was typed."""
    path = Path(file)
    if file and path.is_file():
        with path.open("rb") as body:
            return file_digest(body, "sha256").hexdigest()
    return file


def _done(context: Context, act: str, made: Handover) -> None:
    if context.screen.plain:
        context.screen.data(asdict(made))
    said = ACTS[act]
    context.screen.say(
        f"{said.zh}：{made.agency}（{made.id}），答复期限 {local(made.due)}",
        f"{said.en}: {made.agency} ({made.id}), to be answered until {local(made.due)} (UTC+8)",
    )
    if act == "receive" and made.same is False:
        context.screen.note("对方读出的 SHA-256 与所送文件不同", "the hash that they read is not the one that was sent")
        raise typer.Exit(1)


def _listed(context: Context, held: list[dict[str, Any]]) -> None:
    if context.screen.plain and not context.screen.csv:
        context.screen.data(held)
        return
    lang, known = context.settings.lang, receivers()
    rows = [
        {**one, "kind": known[one["kind"]].label.to(lang) if one["kind"] in known else one["kind"], "state": STATES[one["state"]].to(lang), "gaps": len(one["gaps"]), "number": (one["receipt"] or {}).get("number", "")}
        for one in held
    ]  # fmt: skip
    columns = [
        ("at", Say("时间 (北京时间)", "at (UTC+8)")), ("kind", Say("类别", "kind")), ("agency", Say("接收单位", "receiver")), ("state", Say("状态", "state")), ("due", Say("答复期限 (北京时间)", "due (UTC+8)")),
        ("gaps", Say("移送时缺项", "lacking when sent")), ("number", Say("回执", "receipt")), ("sha256", Say("SHA-256", "SHA-256")), ("id", Say("编号", "id")),
    ]  # fmt: skip
    context.screen.rows(Say("移送", "Handovers"), columns, rows)


HANDOVER = [("handover", handover_command)]
