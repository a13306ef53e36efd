"""Command of exports: a frozen case as files of chosen formats, and what was taken before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from graph.case.assemble import Asked, board
from graph.case.counting import CHOICES, way
from graph.case.docket_commands import exports_shown
from graph.case.export import FORMATS
from graph.case.frozen import frozen, place
from graph.case.handing import handed
from graph.case.produce import Order, produce
from graph.case.redact import hiding
from graph.context import Context
from graph.ontology import ROLES
from graph.ops import Ops
from graph.ops.cases import Cases
from graph.ops.exports import Export, Exports
from graph.ops.users import Users
from graph.ops.views import Views
from graph.rights import Actor, Refused
from graph.say import JinyingError, Say
from graph.snapshot import Snapshot
from graph.study.named import nodes


def export_command(
    ctx: typer.Context,
    case: Annotated[str, typer.Argument(help="案号或编号 · number or id of the case")],
    formats: Annotated[list[str] | None, typer.Argument(help="格式，all 为全部；不写则列出已导出的文件 · formats, or all; none: what was taken is listed")] = None,
    version: Annotated[int | None, typer.Option(help="冻结版本，缺省为最近一次 · the frozen version; none: the last one")] = None,
    view: Annotated[str | None, typer.Option(help="已存视图的编号，取其布局 · id of a saved view, whose layout is taken")] = None,
    seen: Annotated[bool, typer.Option("--seen", help="只导出视图所见 · only what the view shows")] = False,
    group: Annotated[list[str] | None, typer.Option(help="团伙的账户、企业或个人，缺省由发现得出 · accounts, firms or people of the group; none: by the findings")] = None,
    count: Annotated[list[str] | None, typer.Option(help=f"计算口径，如 reinvested=again · how figures are counted: {', '.join(CHOICES)}")] = None,
    full: Annotated[str | None, typer.Option("--full", help="不脱敏，写明理由，留痕 · unmasked; say why, it is audited")] = None,
    to: Annotated[Path | None, typer.Option(help="另复制到此目录 · a folder to copy the files to", file_okay=False)] = None,
) -> None:  # fmt: skip
    """导出案件 · A frozen case as files, each registered with its hashes. Personal data is masked unless a reason is given."""
    context: Context = ctx.obj
    with context.ops() as ops:
        case_id = Cases(ops).meant(case).id
        if not formats:
            _listed(context, [asdict(e) for e in Exports(ops).list(case_id, 0, 200)[0]])
            return
        state = frozen(context.settings.data, ops, case_id, version)
        asked = asked_for(context, ops, state.snapshot(), view, seen=seen, group=group or (), count=count or ())
        reader = None if full is None else reader_of(ops, full)
        order = Order(asked, formats, hiding(ops, case_id, reader), open=reader is not None, why=full or "")
        with context.screen.progress() as bar:
            task = bar.add_task(Say("导出", "export").to(context.settings.lang), total=None, note="")
            made = produce(state, ops, context.settings.data, order, lambda name, done, total: bar.update(task, description=FORMATS[name].label.to(context.settings.lang), completed=done, total=total))  # fmt: skip
    folder = place(context.settings.data, case_id) / "exports" / made.id
    _done(context, made, folder if to is None else handed(folder, to))


def asked_for(context: Context, ops: Ops, s: Snapshot, view: str | None, *, seen: bool, group: Sequence[str], count: Sequence[str]) -> Asked:  # fmt: skip
    """What is to go out, as it was typed."""
    if seen and view is None:
        raise JinyingError(Say("--seen 须与 --view 同用", "--seen needs a --view"))
    drawn, places = ([], {}) if view is None else board(Views(ops).body(view))
    if odd := next((one for one in count if "=" not in one), None):
        raise JinyingError(Say(f"“{odd}”不是口径", f"'{odd}' is no way of counting"), Say("如 reinvested=again", "as in reinvested=again"))  # fmt: skip
    return Asked(
        ops.who, "seen" if seen else "whole", drawn, s.ids(nodes(s, ops, group)), way(dict(one.split("=", 1) for one in count)), places,
        context.settings.lang,
    )  # fmt: skip


def reader_of(ops: Ops, why: str) -> Actor:
    """Who takes it in full: a user as far as their roles and regions go; at the command line, whoever has the data folder."""
    if not why.strip():
        raise JinyingError(Say("--full 需写明理由", "--full needs a reason"))
    if not ops.who.startswith("user:"):
        return Actor(ops.who, frozenset(ROLES))
    user = Users(ops).find(ops.who.removeprefix("user:"))
    if user is None or not user.active:
        raise Refused(Say("没有此用户", "no such user"))
    actor = user.actor()
    actor.demand("unmask")
    return actor


def _done(context: Context, made: Export, folder: Path) -> None:
    if context.screen.plain:
        context.screen.data({**asdict(made), "folder": str(folder)})
        return
    context.screen.say(f"已导出 {len(made.files)} 个文件至 {folder}，脱敏 {made.redactions:,} 处", f"{len(made.files)} files in {folder}, {made.redactions:,} cells hidden")  # fmt: skip
    exports_shown(context, [asdict(made)])


def _listed(context: Context, held: Sequence[Mapping[str, Any]]) -> None:
    """What was taken, and the formats that there are."""
    if context.screen.plain:
        context.screen.data(held)
        return
    exports_shown(context, held)
    lang = context.settings.lang
    known = [{"name": f.name, "label": f.label.to(lang), "about": f.about.to(lang)} for f in FORMATS.values()]
    context.screen.rows(Say("可用格式", "Formats"), [("name", Say("格式", "format")), ("label", Say("名称", "name")), ("about", Say("说明", "about"))], known)  # fmt: skip


EXPORTS = [("export", export_command)]
