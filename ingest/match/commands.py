"""`jinying match`: propose who is whom, explain a pair, train the scorer, evaluate it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from graph.context import Context
from graph.lake import table_of
from graph.mask import caption
from graph.ops import Ops
from graph.say import JinyingError, Say
from ingest.match import evaluate
from ingest.match.explain import explained
from ingest.match.proposal import RULES, Proposal, by_rule
from ingest.match.propose import proposals
from ingest.match.scorer import MERGED, REVIEW, Scorer, read, shipped
from ingest.match.train import SEED, train

BANDS = {MERGED: Say("合并", "merged"), REVIEW: Say("待复核", "review"), "apart": Say("不同", "apart")}


class Kind(StrEnum):
    """Whose proposals."""

    enterprise = "Enterprise"
    person = "Person"


Model = Annotated[
    Path | None,
    typer.Option("--model", help="模型文件 · a model file; none: the shipped one", exists=True, dir_okay=False),
]


def propose_command(
    ctx: typer.Context,
    since: Annotated[int, typer.Option(min=0, help="只比较此日志序号之后首次出现的 · only what log entries after this one first stated")] = 0,
    kind: Annotated[Kind | None, typer.Option(help="类别 · kind; none: both")] = None,
    apply: Annotated[bool, typer.Option("--apply", help="合并档记为规则判定，可撤销 · write the merged band as answers of a rule, which can be taken back")] = False,
    limit: Annotated[int, typer.Option(min=1, help="最多列出 · most rows shown")] = 50,
    model: Model = None,
) -> None:  # fmt: skip
    """提议 · Who may be whom: merged by a rule, or for a person to review. What was answered before is not asked again."""
    context: Context = ctx.obj
    kinds = tuple(k.value for k in Kind) if kind is None else (kind.value,)
    with context.ops() as ops:
        found = proposals(context.lake, ops.judgements(), since, _scorer(model), kinds)
        merged = [p for p in found if p.band == MERGED]
        if apply:
            merge(ops, merged)
    if apply:
        with context.graph():
            pass
    context.screen.note(
        f"合并 {len(merged)}，待复核 {len(found) - len(merged)}{'；已记为规则判定' if apply else ''}",
        f"{len(merged)} merged, {len(found) - len(merged)} to review{'; written as answers of a rule' if apply else ''}",
    )
    lang = context.settings.lang
    rows = [_row(p, lang) for p in found[:limit]]
    context.screen.rows(Say("提议", "Proposals"), COLUMNS, rows)


def merge(ops: Ops, sure: Iterable[Proposal]) -> None:
    """Write proposals of the merged band as answers of their rules."""
    found = list(sure)
    for rule in RULES:
        if said := [p.judgement() for p in found if p.rule == rule]:
            ops.judge_by(by_rule(rule).removeprefix("rule:"), said)


COLUMNS = [
    ("band", Say("档", "band")), ("score", Say("分", "score")), ("rule", Say("规则", "rule")), ("left", Say("保留", "stays")),
    ("left_name", Say("名称", "name")), ("right", Say("并入", "is it")), ("right_name", Say("名称", "name")), ("reasons", Say("理由", "reasons")),
]  # fmt: skip


def _row(p: Proposal, lang: str) -> dict[str, Any]:
    names = _names(p)
    return {
        "band": BANDS[p.band].to(lang), "score": round(p.score, 4), "rule": RULES[p.rule].to(lang), "left": p.left, "left_name": names[0],
        "right": p.right, "right_name": names[1], "reasons": ("；" if lang == "zh" else "; ").join(r.say.to(lang) for r in p.reasons),
    }  # fmt: skip


def _names(p: Proposal) -> list[str]:
    """Both names as compared, persons' masked."""
    return [caption(p.kind, name, one) for name, one in zip(p.names, (p.left, p.right), strict=True)]


def explain_command(
    ctx: typer.Context,
    left: Annotated[str, typer.Argument(help="编号 · an id")],
    right: Annotated[str, typer.Argument(help="编号 · an id")],
    model: Model = None,
) -> None:
    """解释 · Why two are held to be one, or not: every feature in words with the weight it gave."""
    context: Context = ctx.obj
    for one in (left, right):
        if table_of(one).name not in {k.value for k in Kind}:
            raise JinyingError(Say(f"{one} 不是企业或个人", f"{one} is no enterprise and no person"), Say("给出两个企业或两个个人的编号", "give the ids of two enterprises or of two persons"))  # fmt: skip
    if table_of(left) != table_of(right):
        raise JinyingError(
            Say("两者不是同一类", "they are of two kinds"),
            Say("只比较同类主体", "only entities of one kind are compared"),
        )
    lang, p = context.settings.lang, explained(context.lake, left, right, _scorer(model))
    rows = [{"what": r.what, "said": r.say.to(lang), "gave": r.gave} for r in p.reasons]
    one, other = _names(p)
    head = Say(
        f"{one} / {other}：{BANDS[p.band].zh}，{p.score:.4f}，{RULES[p.rule].zh}",
        f"{one} / {other}: {BANDS[p.band].en}, {p.score:.4f}, {RULES[p.rule].en}",
    )
    if context.screen.plain and not context.screen.csv:
        context.screen.data(
            {
                "band": p.band,
                "score": p.score,
                "rule": p.rule,
                "left": p.left,
                "right": p.right,
                "names": [one, other],
                "reasons": rows,
            }
        )
        return
    context.screen.rows(
        head, [("what", Say("项", "what")), ("said", Say("说明", "said")), ("gave", Say("权重", "weight"))], rows
    )


def train_command(
    ctx: typer.Context,
    out: Annotated[Path, typer.Argument(help="模型文件 · where the model is written", dir_okay=False)],
    seed: Annotated[int, typer.Option(help="种子 · seed")] = SEED,
    names: Annotated[int, typer.Option(min=1000, help="名称数 · names")] = 100_000,
    queries: Annotated[int, typer.Option(min=500, help="查询数 · queries")] = 20_000,
) -> None:
    """训练 · Train the scorer on generated names; the same seed and sizes give the same file."""
    made = train(seed, names, queries)
    out.write_text(made.to_json(), encoding="utf-8")
    context: Context = ctx.obj
    if context.screen.plain:
        context.screen.data({"model": str(out), MERGED: made.merged, REVIEW: made.review, "made": made.made})
        return
    context.screen.say(
        f"已写入 {out}：合并 ≥ {made.merged:.4f}，待复核 ≥ {made.review:.4f}",
        f"wrote {out}: merged from {made.merged:.4f}, review from {made.review:.4f}",
    )


def evaluate_command(
    ctx: typer.Context,
    seed: Annotated[int, typer.Option(help="种子 · seed of the generated set")] = evaluate.SEED,
    names: Annotated[int, typer.Option(min=1000)] = 100_000,
    queries: Annotated[int, typer.Option(min=500)] = 20_000,
    worlds: Annotated[
        int, typer.Option(min=0, max=20, help="样例省数 · sample worlds, of seeds that nobody looked at")
    ] = 2,
    scale: Annotated[float, typer.Option(min=0.01, max=100)] = 0.1,
    model: Model = None,
) -> None:
    """评估 · Generated names, a lake of them, and worlds that know who is who."""
    size, scorer = (names, queries), _scorer(model)
    body: dict[str, list[dict[str, Any]]] = {
        "lake": [asdict(evaluate.scaled(seed, scorer, size=size))],
        "names": [asdict(evaluate.names(seed, scorer, size=size, hard=hard)) for hard in (False, True)],
        "ways": [{"way": how, "recall": found} for how, found in evaluate.ways(seed, scorer, size=size).items()],
        "worlds": [asdict(w) for _ in range(worlds) for w in evaluate.world(secrets.randbelow(10**6), scale, scorer)],
    }
    context: Context = ctx.obj
    if context.screen.plain and not context.screen.csv:
        context.screen.data(body)
        return
    for what, rows in body.items():
        context.screen.rows(TITLES[what], [(key, Say(key, key)) for key in (rows[0] if rows else {"-": None})], rows)


TITLES = {
    "lake": Say(
        "一湖生成的名称：提议的用时与误并", "a lake of generated names: what proposing costs and merges wrongly"
    ),
    "names": Say("生成的名称：最佳候选", "generated names: best candidates"),
    "ways": Say("各种写法的召回", "recall by way of writing"),
    "worlds": Say("样例省：无编号者是谁", "worlds: who those without a number are"),
}


def _scorer(model: Path | None) -> Scorer:
    return shipped() if model is None else read(model)


MATCH = [
    ("propose", propose_command),
    ("train", train_command),
    ("explain", explain_command),
    ("evaluate", evaluate_command),
]
