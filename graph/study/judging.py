"""Commands of judgements: whether two entities are one, by whom it was said and why, and taking it back."""

from __future__ import annotations

from typing import Annotated, Any

import polars as pl
import typer

from graph.context import Context
from graph.judged import Judged, Judgement, answers, disputed
from graph.lake import Lake, table_of
from graph.merge import merged
from graph.ontology import ontology
from graph.say import Say
from graph.snapshot import snapshot
from graph.study.named import NamedError, captions, node_id

Why = Annotated[str, typer.Option("--why", help="理由 · the reason")]
STATES = {
    "in force": Say("有效", "in force"), "taken back": Say("已撤销", "taken back"), "refused": Say("与“不同”冲突，未采用", "refused: speaks against a different"),
    "disputed": Say("有分歧", "disputed"), "overruled": Say("被他人判定取代", "overruled"),
}  # fmt: skip
ANSWERS = {"same": Say("同一", "same"), "different": Say("不同", "different"), "unsure": Say("存疑", "unsure")}
NUMBERS = {"Enterprise": "credit_code", "Person": "id_number"}  # two of which are two entities
Kept = Annotated[str, typer.Argument(help="保留其编号者 · the one whose id stays")]
Other = Annotated[str, typer.Argument(help="另一主体 · the other")]


def same_command(
    ctx: typer.Context,
    left: Kept,
    right: Other,
    why: Why,
    basis: Annotated[str | None, typer.Option("--basis", help="两个不同代码或证件仍判为同一的依据 · what it rests on where codes or ID numbers differ")] = None,
) -> None:  # fmt: skip
    """判为同一 · Say that two entities are one; lake, graph and findings follow, and it can be taken back."""
    _judge(ctx.obj, left, right, "same", why, basis=basis)


def different_command(
    ctx: typer.Context,
    left: Kept,
    right: Other,
    why: Why,
    basis: Annotated[str, typer.Option("--basis", help="依据：登记档案、证件、条文 · the document or law it rests on")],
) -> None:
    """判为不同 · Say that two entities are not one; no proposal and no chain of others makes them one again."""
    _judge(ctx.obj, left, right, "different", why, basis=basis)


def unsure_command(ctx: typer.Context, left: Kept, right: Other, why: Why) -> None:
    """存疑 · Say that it can't be told; a rule's answer on the pair no longer counts."""
    _judge(ctx.obj, left, right, "unsure", why)


def undo_command(ctx: typer.Context, seq: Annotated[int, typer.Argument(help="判定序号 · number of the judgement")], why: Why) -> None:  # fmt: skip
    """撤销判定 · Take a judgement back: everything is as if it had never been said, but for the record of it."""
    context: Context = ctx.obj
    with context.ops() as ops:
        entry = ops.take_back(seq, why)
    with context.graph():
        pass
    if context.screen.plain:
        context.screen.data({"seq": entry, "undoes": seq})
    context.screen.say(f"已撤销第 {seq} 号判定", f"judgement {seq} is taken back")


def list_command(
    ctx: typer.Context,
    of: Annotated[str | None, typer.Option("--of", help="只看涉及此主体的 · of this entity alone")] = None,
    every: Annotated[bool, typer.Option("--all", help="包括已撤销的 · those taken back too")] = False,
) -> None:
    """判定清单 · What was judged, by whom and why, and whether it counts."""
    context: Context = ctx.obj
    with context.ops() as ops:
        said, judged = ops.judgements(), ops.judged()
        plain = context.lake.plain()
        wanted = None if of is None else node_id(snapshot(plain), ops, of)
        chosen = [j for j in said if (every or not j.gone) and wanted in (None, j.left, j.right)]
        ops.note("judgements", of or "*", shown=len(chosen))
    found = states(said, judged)
    names = captions(plain, {i for j in chosen for i in j.pair})
    lang = context.settings.lang
    rows = [
        {"seq": j.seq, "answer": j.answer if context.screen.plain else ANSWERS[j.answer].to(lang), "left": names[j.left], "right": names[j.right], "who": j.who,
         "why": j.why, "basis": j.basis, "score": j.score, "at": j.at, "state": found[j.seq] if context.screen.plain else STATES[found[j.seq]].to(lang),
         **({"left_id": j.left, "right_id": j.right} if context.screen.plain else {})}
        for j in chosen
    ]  # fmt: skip
    columns = [
        ("seq", Say("序", "seq")), ("answer", Say("判定", "answer")), ("left", Say("主体", "entity")), ("right", Say("另一主体", "other")), ("who", Say("何人", "who")),
        ("why", Say("理由", "why")), ("basis", Say("依据", "basis")), ("score", Say("评分", "score")), ("at", Say("时间 (北京时间)", "at (UTC+8)")), ("state", Say("效力", "counts")),
    ]  # fmt: skip
    context.screen.rows(Say("判定", "Judgements"), columns, rows)


def apart(lake: Lake, left: str, right: str) -> None:
    """Raise where what either already stands for has another code or ID number than what the other stands for."""
    kind = ontology().kinds[table_of(left).name]
    if (name := NUMBERS.get(kind.name)) is None:
        return
    found: list[set[str]] = []
    for one in (left, right):
        wanted = pl.Series("id", lake.judged.group(one))
        frames = [f for f in merged(lake.plain(), kind.name, wanted, [name]) if name in f.columns]
        found.append({v for f in frames for v in f[name].drop_nulls()})
    if found[0] and found[1] and found[0] != found[1]:
        what = kind.props[name].label
        raise NamedError(
            Say(f"两者的{what.zh}不同", f"they have different {what.en}s"),
            Say("不同代码或证件默认不合并；确属同一（换证、换码）时用 --basis 写明依据", "two codes or ID numbers are two entities; where they are one all the same (a code or document was replaced), say by --basis what it rests on"),
        )  # fmt: skip


def _judge(context: Context, left: str, right: str, answer: str, why: str, **more: Any) -> None:
    s = snapshot(context.lake.plain())
    with context.ops() as ops:
        keep, other = (node_id(s, ops, text) for text in (left, right))
        if not why.strip():
            raise NamedError(Say("--why 需写明理由", "--why needs a reason"))
        if answer == "same" and not (more.get("basis") or "").strip():
            apart(context.lake, keep, other)
        seq = ops.judge(keep, other, answer, why, **more)
        judged = ops.judged()
    with context.graph():
        pass
    if context.screen.plain:
        context.screen.data({"seq": seq, "left": keep, "right": other, "answer": answer, "one": judged.group(keep)})
    names = captions(context.lake.plain(), [keep, other])
    said = ANSWERS[answer]
    context.screen.say(
        f"第 {seq} 号判定：{names[keep]} 与 {names[other]} {said.zh}；撤销用 jinying judge undo {seq} --why 理由",
        f"judgement {seq}: {names[keep]} and {names[other]}: {said.en}; `jinying judge undo {seq} --why REASON` takes it back",
    )
    if answer == "same" and seq in {j.seq for j in judged.refused}:
        context.screen.note("与“不同”的判定冲突，未采用", "not applied: another judgement says they differ")


def states(said: list[Judgement], judged: Judged) -> dict[int, str]:
    """What became of each answer."""
    by_pair = answers(said)
    counts = {j.seq for last in by_pair.values() for j in last}
    split = {j.seq for last in by_pair.values() if disputed(last) for j in last if not j.by_rule}
    refused = {j.seq for j in judged.refused}
    return {
        j.seq: "taken back" if j.gone else "overruled" if j.seq not in counts else "refused" if j.seq in refused else "disputed" if j.seq in split else "in force"
        for j in said
    }  # fmt: skip


JUDGE = [
    ("same", same_command),
    ("different", different_command),
    ("unsure", unsure_command),
    ("list", list_command),
    ("undo", undo_command),
]
