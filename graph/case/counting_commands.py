"""Command of counting: what participants paid in and are owed by every way that a court may count, side by side."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

import typer

from graph.case.counting import CHOICES, Way
from graph.case.figures import CHOSEN, figures, own
from graph.case.frozen import frozen
from graph.case.replay import leads
from graph.context import Context
from graph.ops.cases import Cases
from graph.say import Say
from graph.study.commands import money
from graph.study.named import nodes

SUMS = {
    "absorbed": Say("吸收", "absorbed"),
    "unpaid": Say("未兑付", "unpaid"),
    "owed": Say("其中尚欠", "of it still owed"),
}


def counting_command(
    ctx: typer.Context,
    case: Annotated[str, typer.Argument(help="案号或编号 · number or id of the case")],
    group: Annotated[list[str] | None, typer.Option(help="团伙的账户、企业或个人，缺省由发现得出 · accounts, firms or people of the group; none: by the findings")] = None,
    version: Annotated[int | None, typer.Option(help="冻结版本，缺省为最近一次 · the frozen version; none: the last one")] = None,
) -> None:  # fmt: skip
    """数额按口径 · Participants' totals of a frozen case by every way of counting, and what speaks for each."""
    context: Context = ctx.obj
    with context.ops() as ops:
        state = frozen(context.settings.data, ops, Cases(ops).meant(case).id, version)
        s = state.snapshot()
        chosen = own(s, s.ids(nodes(s, ops, group or ())), leads(state))
        made = figures(s, chosen)
    lang, plain = context.settings.lang, context.screen.plain
    rows = [{**r, **{name: money(context, r[name]) for name in SUMS}} for r in made.variants.iter_rows(named=True)]
    choices = [
        {"choice": name, "option": option, "label": f"{choice.label.to(lang)}：{o.label.to(lang)}", "law": o.law.to(lang)}
        for name, choice in CHOICES.items() for option, o in choice.options.items()
    ]  # fmt: skip
    if plain and not context.screen.csv:
        context.screen.data({"frozen": state.id, "group": {"by": chosen.by, "accounts": len(chosen.accounts)}, "totals": rows, "choices": choices})  # fmt: skip
        return
    columns = [*((name, CHOICES[name].label) for name in asdict(Way())), *SUMS.items()]
    context.screen.rows(Say("参与人合计", "participants' totals"), columns, [_told(r, lang) for r in rows])
    if not plain:
        context.screen.rows(Say("口径依据", "what speaks for each"), [("label", Say("口径", "counted")), ("law", Say("依据", "basis"))], choices)  # fmt: skip
    by = CHOSEN[chosen.by]
    context.screen.say(
        f"团伙账户 {len(chosen.accounts):,} 户：{by.zh}",
        f"{len(chosen.accounts):,} accounts of the group: {by.en}",
    )


def _told(row: dict[str, Any], lang: str) -> dict[str, Any]:
    return {**row, **{name: CHOICES[name].options[row[name]].label.to(lang) for name in asdict(Way())}}


COUNTING = [("counting", counting_command)]
