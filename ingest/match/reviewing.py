"""`jinying match review | answer | agreement`: pairs judged by people who don't see the score, and how far they agree."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import polars as pl
import typer

from graph.context import Context
from graph.lake import Lake, table_of
from graph.merge import merged
from graph.ontology import Kind, ontology
from graph.ops import Ops
from graph.say import JinyingError, Say
from graph.why import shown

if TYPE_CHECKING:
    from ingest.match.proposal import Proposal

KEYS = {"s": "same", "d": "different", "u": "unsure"}
BLANK = ("conflicts", "sources", "id")
SAID = {"same": Say("同一", "same"), "different": Say("不同", "different"), "unsure": Say("存疑", "unsure")}


def review_command(
    ctx: typer.Context,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="最多几对 · most pairs")] = 20,
    since: Annotated[int, typer.Option(min=0, help="只比较此日志序号之后首次出现的 · only what log entries after this one first stated")] = 0,
) -> None:  # fmt: skip
    """盲评 · Pairs to judge with both sides' data and without the score; at a terminal each is asked, and the score shown after."""
    context: Context = ctx.obj
    with context.ops() as ops:
        pairs = _waiting(context, ops, since)[:limit]
        ops.note("review", "match", shown=len(pairs))
        if context.screen.plain:
            lake = context.lake
            context.screen.data([{"left": p.left, "right": p.right, "kind": p.kind, "sides": _sides(lake, p)} for p in pairs])  # fmt: skip
            return
        for number, p in enumerate(pairs, 1):
            if not _ask(context, ops, p, f"{number}/{len(pairs)}"):
                break
    with context.graph():
        pass


def answer_command(
    ctx: typer.Context,
    left: Annotated[str, typer.Argument(help="编号 · an id")],
    right: Annotated[str, typer.Argument(help="编号 · an id")],
    answer: Annotated[str, typer.Argument(help="same | different | unsure")],
    why: Annotated[str, typer.Option("--why", help="理由 · the reason")],
    basis: Annotated[str | None, typer.Option("--basis", help="判为不同的依据 · what a different rests on")] = None,
) -> None:
    """盲评作答 · Answer a pair of `match review`; the score that was hidden is told then, and kept with the answer."""
    from ingest.match.explain import explained

    context: Context = ctx.obj
    found = explained(context.lake, left, right)
    with context.ops() as ops:
        seq = _keep(ops, found, answer, why, basis)
    with context.graph():
        pass
    if context.screen.plain:
        context.screen.data({"seq": seq, "left": found.left, "right": found.right, "answer": answer, "score": found.score, "band": found.band})  # fmt: skip
    context.screen.say(
        f"第 {seq} 号判定；评分是 {found.score:.3f}", f"judgement {seq}; the score was {found.score:.3f}"
    )


def agreement_command(ctx: typer.Context) -> None:
    """评审一致性 · How far reviewers agree (Cohen's kappa), and the pairs on which they don't."""
    from ingest.match.review import agreements, split

    context: Context = ctx.obj
    with context.ops() as ops:
        known = ops.judgements()
    rows = [
        {"one": a.one, "other": a.other, "pairs": a.pairs, "agreed": a.agreed, "kappa": None if a.kappa is None else round(a.kappa, 3)}
        for a in agreements(known)
    ]  # fmt: skip
    lang = context.settings.lang
    apart = [
        {"left": pair[0], "right": pair[1], "said": [{"who": j.who, "answer": j.answer, "why": j.why} for j in said] if context.screen.plain else "；".join(f"{j.who}：{SAID[j.answer].to(lang)}" for j in said)}
        for pair, said in split(known)
    ]  # fmt: skip
    if context.screen.plain and not context.screen.csv:
        context.screen.data({"reviewers": rows, "disputed": apart})
        return
    context.screen.rows(Say("评审一致性", "Agreement"), [("one", Say("评审人", "reviewer")), ("other", Say("评审人", "reviewer")), ("pairs", Say("共评", "both answered")), ("agreed", Say("一致", "agreed")), ("kappa", Say("κ", "kappa"))], rows)  # fmt: skip
    if not context.screen.csv:
        context.screen.rows(Say("有分歧", "Disputed"), [("left", Say("主体", "entity")), ("right", Say("另一主体", "other")), ("said", Say("各人所述", "what each said"))], apart)  # fmt: skip


def calibrate_command(
    ctx: typer.Context,
    out: Annotated[Path, typer.Argument(help="模型文件 · where the model is written", dir_okay=False)],
    model: Annotated[Path | None, typer.Option("--model", help="由此模型出发 · the model to begin with; none: the shipped one")] = None,
) -> None:  # fmt: skip
    """按盲评校准 · Bend a scorer's shares to what people answered blind; `match propose --model` uses it."""
    from ingest.match.review import calibrated, labels
    from ingest.match.scorer import read, shipped

    context: Context = ctx.obj
    with context.ops() as ops:
        said = labels(ops.judgements())
    if len({one for _, one in said}) < 2:
        raise JinyingError(Say(f"盲评 {len(said)} 对，须既有同一也有不同", f"{len(said)} blind answers: some must be same and some different"), Say("先用 jinying match review 作答", "answer pairs by `jinying match review` first"))  # fmt: skip
    made = calibrated(shipped() if model is None else read(model), said)
    out.write_text(made.to_json(), "utf-8")
    context.screen.say(f"已写入 {out}：由 {len(said)} 对盲评校准 {made.made['bent']}", f"wrote {out}: bent by {len(said)} blind answers {made.made['bent']}")  # fmt: skip


def _waiting(context: Context, ops: Ops, since: int) -> list[Proposal]:
    from ingest.match.propose import proposals
    from ingest.match.review import waiting

    known = ops.judgements()
    others = [j for j in known if j.by_rule]  # what people answered is asked of others too
    return waiting(proposals(context.lake, others, since), known, ops.who)


def _ask(context: Context, ops: Ops, p: Proposal, place: str) -> bool:
    """Show a pair, take an answer, then tell the score; False where the reviewer stops."""
    lang, lake = context.settings.lang, context.lake
    sides = _sides(lake, p)
    kind = ontology().kinds[p.kind]
    rows = [{"what": _label(kind, name).to(lang), "left": sides[0].get(name), "right": sides[1].get(name)} for name in dict.fromkeys([*sides[0], *sides[1]])]  # fmt: skip
    context.screen.rows(Say(f"{place} 是否同一{kind.label.zh}", f"{place} one and the same {kind.label.en}?"), [("what", Say("项", "what")), ("left", Say("甲", "one")), ("right", Say("乙", "other"))], rows)  # fmt: skip
    key = typer.prompt(Say("s 同一　d 不同　u 存疑　q 结束", "s same, d different, u unsure, q stop").to(lang), default="u").strip().lower()[:1]  # fmt: skip
    if key not in KEYS:
        return False
    why = typer.prompt(Say("理由", "why").to(lang))
    basis = typer.prompt(Say("依据", "basis").to(lang)) if key == "d" else None
    seq = _keep(ops, p, KEYS[key], why, basis)
    context.screen.say(f"第 {seq} 号判定；评分是 {p.score:.3f}", f"judgement {seq}; the score was {p.score:.3f}")
    return True


def _keep(ops: Ops, p: Proposal, answer: str, why: str, basis: str | None) -> int:
    reasons = p.judgement()["reasons"]
    return ops.judge(p.left, p.right, answer, why, basis=basis, score=round(p.score, 6), reasons=reasons, blind=True)


def _sides(lake: Lake, p: Proposal) -> Sequence[dict[str, Any]]:
    """What is known of both, personal data masked."""
    found: dict[str, dict[str, Any]] = {p.left: {}, p.right: {}}
    for frame in merged(lake, p.kind, pl.Series("id", [p.left, p.right])):
        for row in frame.iter_rows(named=True):
            told = {k: v for k, v in row.items() if v is not None and k not in BLANK}
            found[row["id"]] = {k: str(v) for k, v in shown(told, table_of(row["id"])).items()}
    return found[p.left], found[p.right]


def _label(kind: Kind, name: str) -> Say:
    return kind.props[name].label if name in kind.props else Say(name, name)


REVIEW = [
    ("review", review_command),
    ("answer", answer_command),
    ("agreement", agreement_command),
    ("calibrate", calibrate_command),
]
