"""Command of the evidence matrix: its cells, a piece of one's own, and an answer to what the program proposes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from graph.asked import act_of, begun
from graph.case.assemble import Asked, assembled
from graph.case.dossier import ELEMENTS, SIDES, Lead, Point
from graph.case.frozen import frozen
from graph.case.matrix import held, key, matrix, proposed, taken, unanswered
from graph.case.redact import hiding
from graph.context import Context
from graph.lake import table_of
from graph.ops import Ops
from graph.ops.cases import Cases
from graph.ops.evidence import Evidence, Piece, Words
from graph.ops.freezes import FreezeError
from graph.say import JinyingError, Say

SHORT = 8  # signs of a key that are shown to a person
ACTS = {
    "add": Say("放入一条", "put a piece in"), "take": Say("采纳线索", "take a proposal over"), "dismiss": Say("不采纳线索", "dismiss a proposal"),
    "remove": Say("撤回", "take back"),
}  # fmt: skip
UNNAMED = Say(
    "不带 add 等字样运行一次，可列出编号；案件须先冻结", "the matrix lists their keys; the case must be frozen first"
)
STATES = {"held": Say("在案", "held"), "proposed": Say("线索，待答复", "proposed"), "to do": Say("待取证", "to do")}


def evidence_command(
    ctx: typer.Context,
    case: Annotated[str, typer.Argument(help="案件编号 · id or number of the case")],
    act: Annotated[str | None, typer.Argument(help="add | take | dismiss | remove，不写则列出 · none: the matrix is shown")] = None,
    what: Annotated[str | None, typer.Argument(help="线索编号或证据序号 · key of a proposal (take, dismiss) or number of a piece (remove)")] = None,
    element: Annotated[str | None, typer.Option(help=f"add：要件 · {' | '.join(ELEMENTS)}")] = None,
    side: Annotated[str, typer.Option(help="add：for | against，证明或反证")] = "for",
    text: Annotated[str, typer.Option(help="add、take：说明 · what it shows")] = "",
    subject: Annotated[str | None, typer.Option(help="add：所据主体、关系或发现 · id of what shows it")] = None,
    said: Annotated[str, typer.Option(help="add：材料原句 · the sentence of a text")] = "",
    why: Annotated[str, typer.Option(help="dismiss、remove：理由 · the reason")] = "",
) -> None:  # fmt: skip
    """证据矩阵 · Each element for and against: what people hold, what the program proposes, what is lacking."""
    context: Context = ctx.obj
    if act is not None:
        act_of(act, ACTS)
    with context.ops() as ops:
        case_id, evidence = Cases(ops).meant(case).id, Evidence(ops)
        if act is None:
            _shown(context, ops, case_id)
            return
        if act == "add":
            made = evidence.add(case_id, Words(element or "", side, text, subject, said))
        elif act == "remove":
            made = evidence.remove(case_id, _number(what), why)
        else:
            point = _meant(_open(context, ops, case_id)[0], what)
            made = evidence.add(case_id, taken(point, text or None)) if act == "take" else evidence.dismiss(case_id, taken(point), why)  # fmt: skip
    _done(context, made, act)


def _open(context: Context, ops: Ops, case_id: str) -> tuple[list[Point], Sequence[Lead]]:
    """Proposals of the last frozen state that wait for an answer, as everybody may read them, and its findings; none where it
    is not frozen yet."""
    evidence = Evidence(ops)
    answered = [*evidence.of(case_id), *evidence.dismissed(case_id)]
    try:
        state = frozen(context.settings.data, ops, case_id)
    except FreezeError:
        return [], []
    dossier = hiding(ops, case_id)(assembled(state, Asked(ops.who, lang=context.settings.lang)))
    return unanswered(proposed(dossier), answered), dossier.leads


def _shown(context: Context, ops: Ops, case_id: str) -> None:
    points, leads = _open(context, ops, case_id)
    cells = matrix(held(Evidence(ops).of(case_id)), points, leads)
    lang, rows = context.settings.lang, list[dict[str, Any]]()
    for cell in cells:
        about = {
            "element": ELEMENTS[cell.element].to(lang),
            "side": SIDES[cell.side].to(lang),
            "law": cell.law.to(lang),
        }
        if context.screen.plain:
            about |= {"element": cell.element, "side": cell.side}
        lines: list[dict[str, Any]] = [{"state": "held", "which": str(p.seq), "text": p.text, "said": p.said, "subject": p.subject, "prop": p.prop, "who": p.who} for p in cell.held]  # fmt: skip
        lines += [{"state": "proposed", "which": key(p) if context.screen.plain else key(p)[:SHORT], "text": p.text, "said": p.said, "subject": p.subject, "prop": p.prop, "who": p.who} for p in cell.proposed]  # fmt: skip
        if cell.ask:
            lines.append({"state": "to do", "which": None, "text": cell.ask.to(lang), "said": "", "subject": None, "prop": None, "who": None})  # fmt: skip
        rows += [{**about, **line} if context.screen.plain else {**about, **line, "state": STATES[line["state"]].to(lang), "prop": _prop(line["subject"], line["prop"], lang)} for line in lines]  # fmt: skip
    columns = [
        ("element", Say("要件", "element")), ("side", Say("方向", "side")), ("state", Say("状态", "state")), ("which", Say("编号", "which")), ("text", Say("内容", "what it shows")),
        ("said", Say("原句", "said")), ("subject", Say("所据", "shown by")), ("prop", Say("所据属性", "by its")), *([("who", Say("何人", "who")), ("law", Say("依据", "law"))] if context.screen.plain else []),
    ]  # fmt: skip
    context.screen.rows(Say("证据矩阵", "evidence matrix"), columns, rows)


def _prop(subject: str | None, name: str | None, lang: str) -> str | None:
    """What a property is called."""
    known = table_of(subject).props.get(name) if subject and name else None
    return known.label.to(lang) if known else name


def _meant(points: Sequence[Point], what: str | None) -> Point:
    """The proposal whose key begins so."""
    known = {key(p): p for p in points}
    return known[begun(what, known, "", Say("待答复的线索", "open proposal"), UNNAMED)]


def _number(what: str | None) -> int:
    if what is None or not what.isdecimal() or len(what) > 18:
        raise JinyingError(Say("缺少证据序号", "the number of a piece is missing"), Say("矩阵中列有序号", "the matrix lists it"))  # fmt: skip
    return int(what)


def _done(context: Context, made: Piece, act: str) -> None:
    if context.screen.plain:
        context.screen.data({"seq": made.seq, "act": act, "element": made.element, "side": made.side, "subject": made.subject, "proposal": made.proposal})  # fmt: skip
    label = ACTS[act]
    cell = Say(f"{ELEMENTS[made.element].zh}·{SIDES[made.side].zh}", f"{ELEMENTS[made.element].en}, {SIDES[made.side].en}")  # fmt: skip
    context.screen.say(f"{label.zh}：{cell.zh}（第 {made.seq} 号）", f"{label.en}: {cell.en} (number {made.seq})")


EVIDENCE = [("evidence", evidence_command)]
