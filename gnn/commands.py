"""`jinying gnn`: data, train, score, report, explain, compare, contagion, models. Each is parsing and one call, then what is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any

import numpy as np
import typer

from gnn import asked, extra, families
from gnn.data import Data, Kind, Phase
from gnn.model import Watch
from gnn.trust import metrics, registry
from graph.context import Context
from graph.finding import PREFIX, STATES
from graph.say import JinyingError, Say, did_you_mean
from graph.snapshot import snapshot
from graph.study.named import captions, node_id

SOURCES = Annotated[list[Path] | None, typer.Argument(help="目录，含 nodes.csv、edges.csv；不给：数据湖 · folders with nodes.csv and edges.csv; none: the lake")]  # fmt: skip
DESCRIBE = Annotated[str | None, typer.Option(help="YAML，说明各列，或已有描述之名 · a YAML that names the columns, or a description that comes along")]  # fmt: skip
LABELS = Annotated[Path | None, typer.Option(help="CSV：id、label、time、split，或样例省的 truth 目录；数据湖不给则用研判结果 · CSV of labels, or a world's folder truth; of the lake none: what people decided", exists=True)]  # fmt: skip
ID = Annotated[str | None, typer.Option("--id", help="节点编号列 · column of a node's id")]
SOURCE = Annotated[str | None, typer.Option(help="起点列 · column of a link's source")]
TARGET = Annotated[str | None, typer.Option(help="终点列 · column of a link's target")]
TIME = Annotated[str | None, typer.Option(help="时间列 · column of a link's time")]
AMOUNT = Annotated[str | None, typer.Option(help="金额列 · column of a link's amount")]
LABEL = Annotated[str | None, typer.Option(help="标签列 · column of the answer")]
RELATION = Annotated[str | None, typer.Option(help="关系列 · column of a link's relation")]
KNOWN = Annotated[str | None, typer.Option(help="节点标签何时知道的列 · column of when a node's answer was known")]  # fmt: skip
SPLIT = Annotated[str | None, typer.Option(help="划分列，或 random、time、part · a column of the split, or how: random, time, part")]  # fmt: skip
FEATURES = Annotated[str | None, typer.Option(help="特征列，逗号分隔 · columns of features, comma-separated")]
AS_OF = Annotated[str | None, typer.Option(help="只看此刻之前 · only what was known before this time")]
MOST = 100_000  # findings that are looked through for those decided on
METRICS = ("ap", "auc", "f1", "macro_f1", "precision_at_k", "recall_at_k", "accuracy")
FLAGS = ("id", "source", "target", "time", "amount", "label", "relation", "split", "features", "known")
MANY = {"id", "source", "target", "features"}  # flags that may name several columns
TASK = Annotated[str | None, typer.Option(help="node | edge | core | layer")]


def data_command(
    ctx: typer.Context, sources: SOURCES = None,
    out: Annotated[Path | None, typer.Option(help="写到目录：safetensors 与 JSON · folder to write it to", file_okay=False)] = None,
    task: TASK = None, describe: DESCRIBE = None, labels: LABELS = None, id_: ID = None, source: SOURCE = None, target: TARGET = None, time: TIME = None,
    amount: AMOUNT = None, label: LABEL = None, known: KNOWN = None, relation: RELATION = None, split: SPLIT = None, features: FEATURES = None, as_of: AS_OF = None,
) -> None:  # fmt: skip
    """数据 · The data as models read it, as of a time, and a check that nothing from after the cut leaked."""
    context: Context = ctx.obj
    if out is not None:
        extra.require("torch", "torch_geometric", "safetensors")
    usual: Kind | None = None if sources or labels is None else "node"  # of the lake, as `train` does
    if usual and task is None:
        context.screen.note("未给 --task：按 node 读标签", "no --task: labels are read as those of nodes")
    wanted = _sources(ctx, _task(task) or usual)
    found = asked.data(context, wanted)
    checked = asked.check(found)
    told = asked.told(found, checked)
    _doubt(context, found, checked)
    if out is not None:
        asked.write(found, checked, out)
        context.screen.note(f"已写入 {out}", f"wrote {out}")
    if context.screen.plain and not context.screen.csv:
        context.screen.data({**told, "out": out and str(out)})
        return
    rows = [{"what": k, "is": asked.shown(v)} for k, v in told.items() if v is not None]
    context.screen.rows(Say("数据", "Data"), [("what", Say("项", "what")), ("is", Say("值", "is"))], rows)


def train_command(
    ctx: typer.Context, sources: SOURCES = None, task: TASK = None,
    model: Annotated[str | None, typer.Option(help="模型；models --families 列出 · family; models --families lists them; none: of the task's usual ones the best on validation")] = None,
    preset: Annotated[str, typer.Option(help="tiny | base")] = "base",
    set_: Annotated[list[str] | None, typer.Option("--set", help="名=值 · a setting, NAME=VALUE")] = None,
    seeds: Annotated[int | None, typer.Option(min=1, max=100, help="种子数 · how many seeds; none: 5, of tiny 2")] = None,
    name: Annotated[str | None, typer.Option(help="模型名 · what it is called; none: by family and data")] = None,
    capacity: Annotated[int | None, typer.Option(min=1, help="可复核数量 K · how many people can review")] = None,
    metric: Annotated[str | None, typer.Option(help="据以选择的指标：ap、auc、f1、macro_f1 · the figure that is chosen by")] = None,
    floor: Annotated[bool, typer.Option(help="同时训练基线 · the floor beside it")] = True,
    ablations: Annotated[bool, typer.Option(help="同时做消融 · the ablations beside it")] = True,
    describe: DESCRIBE = None, labels: LABELS = None, id_: ID = None, source: SOURCE = None, target: TARGET = None, time: TIME = None,
    amount: AMOUNT = None, label: LABEL = None, known: KNOWN = None, relation: RELATION = None, split: SPLIT = None, features: FEATURES = None, as_of: AS_OF = None,
) -> None:  # fmt: skip
    """训练 · Train a model beside its floor and its ablations, over seeds; killed and run again it goes on."""
    from gnn.trust import choosing, study, training

    context: Context = ctx.obj
    kind = _task(task)
    if metric is not None and metric not in METRICS:
        raise JinyingError(Say(f"没有指标“{metric}”", f"there is no figure '{metric}'"), did_you_mean(metric, METRICS))
    if model is not None:
        families.able(model, kind)
        extra.require(*families.family(model).needs, "safetensors")
    if name is not None:
        registry.named(name)
    asked.settings(
        preset, model or "xgb-agg", () if model is None else tuple(set_ or ())
    )  # a slip is told before anything is read
    found = asked.data(context, _sources(ctx, kind if sources else kind or "node"))
    if found.labels is None:
        raise study.StudyError(*study.NO_LABELS)
    tried = (model,) if model else families.USUAL[found.labels.task][: 1 if set_ else None]  # a setting is one family's
    wanted: dict[str, Any] = {"preset": preset, "sets": tuple(set_ or ()), "seeds": seeds, "floor": floor, "ablations": ablations, "metric": metric, "k": capacity}  # fmt: skip
    training.planned(found, tried[0], **wanted)  # a slip is told before anything is trained
    extra.require(*families.family(tried[0]).needs, "safetensors")
    _doubt(context, found, asked.check(found))
    with watching(context) as watch:
        made, kept = choosing.trained(found, tried, name, registry.place(context.settings.data), context.settings.lang, watch, **wanted)  # fmt: skip
    _show_study(context, made, kept)


def score_command(
    ctx: typer.Context,
    model: Annotated[str, typer.Argument(help="模型：NAME 或 NAME/VERSION · a model of the registry")],
    sources: SOURCES = None,
    out: Annotated[Path | None, typer.Option(help="CSV：id、part、class、score、calibrated、rank", dir_okay=False)] = None,
    describe: DESCRIBE = None, id_: ID = None, source: SOURCE = None, target: TARGET = None, time: TIME = None,
    amount: AMOUNT = None, relation: RELATION = None, features: FEATURES = None, as_of: AS_OF = None,
    limit: Annotated[int, typer.Option(min=1, help="最多列出 · most rows shown")] = 50,
    capacity: Annotated[int, typer.Option(min=1, max=100_000, help="数据湖：写入前 K 个发现 · of the lake: how many findings")] = 100,
    explained: Annotated[int, typer.Option(min=0, max=1000, help="数据湖：为前几个附解释 · of the lake: how many of them are explained")] = 10,
) -> None:  # fmt: skip
    """评分 · Scores of a model: of folders, read as those it learned from, as CSV; of the lake as findings."""
    from gnn.answering import ranked

    context: Context = ctx.obj
    one = registry.find(registry.place(context.settings.data), model)
    wanted = _sources(ctx, None, one.part("data")["note"])
    found = asked.to_score(context, one, wanted)
    _doubt(context, found, asked.Checked())
    if not sources and (out is None or len(one.part("classes")) == 2):  # layers are written, and are nobody's finding
        _findings(context, one, found, asked.lake_until(found), capacity, explained, limit)
        if out is None:
            return
    phase, p = ranked.scored(one, found)
    rows = ranked.rows(one, phase, p)
    if out is not None:
        sealed = ranked.write(out, rows)
        if not sources:
            with context.ops() as ops, ops.change() as c:
                ops.record(c, "scores-export", one.ref, rows=len(rows), sha256=sealed, snapshot=found.note.get("snapshot"))  # fmt: skip
        context.screen.note(f"已写入 {out}：{len(rows)} 行", f"wrote {out}: {len(rows)} rows")
    if not sources:
        return
    _drifted(context, one, phase, p[:, 1])
    columns = [(key, Say(zh, key)) for key, zh in (("rank", "名次"), ("id", "编号"), ("part", "网络"), ("class", "类"), ("score", "分"), ("calibrated", "校准"))]  # fmt: skip
    context.screen.rows(Say(f"{one.ref} 的评分", f"Scores of {one.ref}"), columns, rows[:limit])


def explain_command(
    ctx: typer.Context,
    model: Annotated[str, typer.Argument(help="模型 · a model of the registry")],
    thing: Annotated[str, typer.Argument(help="编号，或 网络/编号；数据湖也可用账号、发现 · an id, or NETWORK/ID; of the lake an account's number or a finding too")],
    sources: SOURCES = None,
    describe: DESCRIBE = None, id_: ID = None, source: SOURCE = None, target: TARGET = None, time: TIME = None,
    amount: AMOUNT = None, relation: RELATION = None, features: FEATURES = None, as_of: AS_OF = None,
) -> None:  # fmt: skip
    """解释 · Which links and features moved a score, with a measured faithfulness; a lead, not evidence."""
    from gnn.answering import explain, ranked

    context: Context = ctx.obj
    one = registry.find(registry.place(context.settings.data), model)
    wanted = _sources(ctx, None, one.part("data")["note"])
    phase = ranked.everything(one, asked.to_score(context, one, wanted))
    meant = thing if sources else _meant(context, phase, thing)
    told = explain.explain(registry.fitted(one), phase, ranked.place(phase, meant), typical=_typical(one))
    body = told.subgraph()
    if context.screen.plain and not context.screen.csv:
        context.screen.data({"model": one.ref, **body})
        return
    lang, nodes = context.settings.lang, {x[key] for x in body["links"] for key in ("from", "to")}
    called = (
        {} if sources else captions(context.lake, {*nodes, *(x["of"] for x in body["features"])} & set(phase.data.ids))
    )
    rows = [{"what": " → ".join(called.get(x[key], x[key]) for key in ("from", "to")), "of": x["label"][lang], "n": x["n"], "change": x["change"]} for x in body["links"]]  # fmt: skip
    rows += [{"what": f"{x['label'][lang]}: {x['reads'][lang]}", "of": called.get(x["of"], x["of"]), "n": None, "change": x["change"]} for x in body["features"]]  # fmt: skip
    columns = [("what", Say("往来或特征", "links or feature")), ("of", Say("属于", "of")), ("n", Say("笔", "n")), ("change", Say("分数变化", "change of the score"))]  # fmt: skip
    context.screen.rows(
        Say(f"{thing}：{told.score:.4f}，{one.ref}", f"{thing}: {told.score:.4f}, {one.ref}"), columns, rows
    )
    context.screen.say(*told.sentence)
    context.screen.say(*told.terms)


def report_command(
    ctx: typer.Context,
    model: Annotated[str, typer.Argument(help="模型 · a model of the registry")],
    out: Annotated[Path | None, typer.Option(help="HTML 写到 · where the HTML is written", dir_okay=False)] = None,
) -> None:
    """报告 · The model minus its floor with intervals, ablations, calibration, by period and kind; HTML and a model card."""
    from gnn.trust import keeping, report

    context: Context = ctx.obj
    one = registry.find(registry.place(context.settings.data), model)
    made = keeping.read(one)
    page = report.write(made, one.folder, context.settings.lang)
    if out is not None:
        registry.write(out, page.read_bytes())
    _show_study(context, made, one, out or page)


def compare_command(
    ctx: typer.Context,
    a: Annotated[str, typer.Argument(help="模型 · a model")],
    b: Annotated[str, typer.Argument(help="模型 · another")],
) -> None:
    """比较 · Two models on the same splits and seeds: the first minus the second, with paired intervals."""
    from gnn.trust import comparison, keeping

    context: Context = ctx.obj
    root = registry.place(context.settings.data)
    first, second = registry.find(root, a), registry.find(root, b)
    names = (first.ref, second.ref)
    one, other = keeping.read(first), keeping.read(second)
    rows = comparison.rows(one, other, names)
    columns = [(key, Say(zh, key)) for key, zh in (("figure", "指标"), ("first", "前者"), ("second", "后者"), ("difference", "差"), ("low", "下"), ("high", "上"), ("runs", "次"))]  # fmt: skip
    context.screen.rows(Say(f"{first.ref} 减 {second.ref}", f"{first.ref} minus {second.ref}"), columns, rows)
    said = comparison.verdict((one, first.folder), (other, second.folder), names)
    (context.screen.note if context.screen.plain else context.screen.say)(*said)


def contagion_command(
    ctx: typer.Context, sources: SOURCES = None,
    seeds: Annotated[int, typer.Option(min=1, max=100, help="种子数 · how many seeds")] = 5,
    metric: Annotated[str, typer.Option(help="ap | auc")] = "ap",
    describe: DESCRIBE = None, labels: LABELS = None, id_: ID = None, source: SOURCE = None, target: TARGET = None, time: TIME = None,
    amount: AMOUNT = None, label: LABEL = None, known: KNOWN = None, relation: RELATION = None, split: SPLIT = None, features: FEATURES = None, as_of: AS_OF = None,
) -> None:  # fmt: skip
    """传染 · Whether trouble comes by way of links: what neighbours' past answers add, beside neighbours dealt anew."""
    from gnn.trust import contagion

    context: Context = ctx.obj
    if metric not in contagion.FIGURES:
        raise JinyingError(Say(f"没有指标“{metric}”", f"there is no figure '{metric}'"), did_you_mean(metric, contagion.FIGURES))  # fmt: skip
    found = asked.data(context, _sources(ctx, "node"))
    _doubt(context, found, asked.check(found))
    with watching(context) as watch:
        told = contagion.contagion(found, asked.splitter(found), seeds=range(seeds), figure=metric, watch=watch)
    if context.screen.plain and not context.screen.csv:
        context.screen.data(told.to_json())
        return
    arms = {Say("自身特征", "own features"): (told.own, None), Say("加邻居既往结果", "with neighbours' past answers"): (told.neighbours, told.lift), Say("加随机重连的邻居", "with neighbours dealt anew"): (told.dealt, told.control)}  # fmt: skip
    rows = [{"arm": arm.to(context.settings.lang), "value": metrics.rounded(np.mean(each)), "more": gap and metrics.rounded(gap.mean), "low": gap and metrics.rounded(gap.low), "high": gap and metrics.rounded(gap.high)} for arm, (each, gap) in arms.items()]  # fmt: skip
    columns = [("arm", Say("所见", "what is seen")), ("value", Say(metric.upper(), metric.upper())), ("more", Say("较自身特征", "beyond own features")), ("low", Say("下", "low")), ("high", Say("上", "high"))]  # fmt: skip
    context.screen.rows(Say("传染", "Contagion"), columns, rows)
    context.screen.say(*told.told())
    if not told.exposed or not told.apart:
        return
    context.screen.say(
        f"邻居先出险者 {told.exposed:,} 个，出险为其余的 {told.ratio:.2f} 倍；随机重连 {told.ratio_dealt:.2f} 倍",
        f"{told.exposed:,} had a neighbour in trouble before: {told.ratio:.2f} times as often in trouble as the others; with neighbours dealt anew {told.ratio_dealt:.2f} times",
    )


def models_command(
    ctx: typer.Context,
    known: Annotated[bool, typer.Option("--families", help="列出可训练的模型 · what can be trained")] = False,
    full: Annotated[bool, typer.Option("--full", help="连同所需各列 · with the columns that each needs")] = False,
    remove: Annotated[str | None, typer.Option("--remove", help="删除 NAME/VERSION · take a model away")] = None,
) -> None:
    """模型 · What the registry holds; --families: what can be trained."""
    context: Context = ctx.obj
    lang, root = context.settings.lang, registry.place(context.settings.data)
    if known:
        rows = [{"model": n, "tasks": ", ".join(f.tasks), "about": f.about.to(lang)} for n, f in families.FAMILIES.items()]  # fmt: skip
        context.screen.rows(Say("可训练的模型", "What can be trained"), [("model", Say("模型", "model")), ("tasks", Say("任务", "tasks")), ("about", Say("说明", "about"))], rows)  # fmt: skip
        return
    if remove is not None:
        ref = remove
        if not registry.clear(root, remove):
            one = registry.find(root, remove)
            registry.remove(one)
            ref = one.ref
        context.screen.note(f"已删除 {ref}", f"removed {ref}")
    rows = [_row(m, full) for m in registry.models(root)]
    columns = [("model", Say("模型", "model")), ("family", Say("族", "family")), ("task", Say("任务", "task")), ("data", Say("数据", "data")), ("metric", Say("指标", "figure")), ("value", Say("值", "value")), ("minus_floor", Say("减基线", "minus floor")), ("made", Say("时间", "made"))]  # fmt: skip
    if full:
        columns += [("needs", Say("所需", "needs"))]
    context.screen.rows(Say("模型", "Models"), columns, rows)
    for ref, why in registry.unsound(root):
        context.screen.note(f"{ref}：{'未完成，再运行 train 会接着做' if why == 'unfinished' else '文件损坏'}；不要则 --remove {ref}", f"{ref}: {'unfinished, train goes on with it' if why == 'unfinished' else 'broken'}; or --remove {ref}")  # fmt: skip


# what is shown


def _show_study(context: Context, made: Any, kept: registry.Kept, page: Path | None = None) -> None:
    """Figures a row, the model beside its floor and what was taken away, and what may be said."""
    from gnn.trust import report, study

    said = study.verdicts(made)
    if context.screen.plain and not context.screen.csv:
        context.screen.data({"model": kept.ref, "folder": str(kept.folder), "report": str(page or kept.folder / report.PAGE), **report.body(made)})  # fmt: skip
        return
    rows = report.table(made)
    heads = [("figure", Say("指标", "figure")), *((v, study.VARIANTS[v]) for v in made.variants)]
    if made.floor:
        heads.append(("minus_floor", Say("模型减基线", "model minus floor")))
    context.screen.rows(Say(f"{kept.ref}：{made.model}", f"{kept.ref}: {made.model}"), heads, rows)
    for one in said:
        context.screen.say(*one)
    context.screen.say(f"报告 {page or kept.folder / report.PAGE}", f"report {page or kept.folder / report.PAGE}")


def _findings(context: Context, one: registry.Kept, found: Data, cut: int | None, capacity: int, explained: int, limit: int) -> None:  # fmt: skip
    """What a model puts first in the lake, written where detectors write theirs; as of the past only told, for a finding
    is of today."""
    from gnn.answering import explain, score

    of, lake = score.of_kept(one), context.lake
    made = score.scores(of, found, cut, one.folder / "scored")
    with context.ops() as ops:
        decided = {f.key for f, state in ops.findings(MOST) if f.detector == of.detector and state in ("confirmed", "dismissed", "risen")}  # fmt: skip
    made = replace(made, aside=score.repeats(of, made, decided))
    typical = _typical(one)

    def why(phase: Phase, place: int) -> explain.Explanation:
        p = float(made.score[place])
        return explain.explain(of.fitted, phase, place, said=(1 - p, p), typical=typical)

    said = score.findings(of, made, lake, capacity, why, explained)
    states = dict.fromkeys((f.id for f in said), Say("未写入", "not written"))
    if cut is None:
        with context.ops() as ops:
            states = {i: STATES[state] for i, state in score.keep(of, ops, lake, said, capacity=capacity).items()}
    if made.drift is not None:
        context.screen.note(*made.drift)
    if known := int((made.aside & (made.score >= of.threshold)).sum()):  # type: ignore[operator]
        context.screen.note(f"另有 {known:,} 个高于阈值，但训练标签已指明，不再列为发现", f"{known:,} more are above the threshold, but the training labels name them already: no finding is made of them")  # fmt: skip
    lang = context.settings.lang
    rows = [{"id": f.id, "score": round(f.score, 4), "state": states[f.id].to(lang), "sentence": f.sentence.to(lang)} for f in sorted(said, key=lambda f: f.facts["rank"])[:limit]]  # fmt: skip
    told = (
        Say("写入", "findings")
        if cut is None
        else Say("列出（截至过去，不写入）", "told as of the past and not written,")
    )
    context.screen.note(f"{made.phase.k:,} 个中{told.zh} {len(said)} 条发现，重新计算 {made.anew:,} 个；线索，非证据", f"{len(said)} {told.en} of {made.phase.k:,}, {made.anew:,} asked anew; leads, not evidence")  # fmt: skip
    context.screen.rows(Say(f"{one.ref} 的发现", f"Findings of {one.ref}"), [("id", Say("编号", "id")), ("score", Say("概率", "probability")), ("state", Say("状态", "state")), ("sentence", Say("说明", "what"))], rows)  # fmt: skip


def _meant(context: Context, phase: Phase, thing: str) -> str:
    """The id in the lake of what a person names: an account by its number, what a finding is about, or an id as it is."""
    if phase.relation is not None and not thing.startswith(PREFIX):
        return thing
    with context.ops() as ops:
        if (found := ops.finding(thing)) is not None:
            return str((found.facts.get("asked") or [found.subjects[0].id])[0])
        return thing if thing.startswith(PREFIX) else node_id(snapshot(context.lake), ops, thing)


def _drifted(context: Context, one: registry.Kept, phase: Phase, score: Any) -> None:
    """How far what is scored is from what the model was chosen by."""
    from gnn.trust import drift

    if "drift" in one.body:
        context.screen.note(*drift.said(drift.told(one.body["drift"], phase, score), phase.relation))


def _typical(one: registry.Kept) -> Any:
    """Typical values of what it learned from; None: those of today are taken."""
    from gnn.answering import explain

    return explain.kept_medians(one.body["typical"]) if "typical" in one.body else None


def _doubt(context: Context, found: Data, checked: asked.Checked) -> None:
    """What was guessed when the data was read, and what looks like a leak."""
    for zh, en in found.note.get("said") or ():  # type: ignore[attr-defined]
        context.screen.note(zh, en)
    for one in checked.warned:
        context.screen.note(f"注意：{one.zh}", f"beware: {one.en}")
    for one in checked.doubts:
        context.screen.note(f"疑似泄漏：{one.zh}", f"this looks like a leak: {one.en}")


def _row(m: registry.Kept, full: bool) -> dict[str, Any]:
    figures, metric = m.part("figures"), str(m.part("metric"))
    gain = figures["minus"].get("floor", {}).get(metric)
    row = {
        "model": m.ref, "family": m.part("family"), "task": m.part("task"), "data": m.part("data")["name"], "metric": metric,
        "value": metrics.rounded(figures["variants"]["model"][metric]["mean"]), "minus_floor": gain and metrics.rounded(gain["mean"]), "made": m.part("made"),
    }  # fmt: skip
    return row | ({"needs": m.part("shape")} if full else {})


@contextmanager
def watching(context: Context) -> Iterator[Watch]:
    """Progress of a study on the error stream."""
    with context.screen.progress() as bar:
        task = bar.add_task(Say("训练", "training").to(context.settings.lang), total=None, note="")

        def watch(what: Say, done: int, of: int) -> None:
            bar.update(task, completed=done, total=of, note=what.to(context.settings.lang))

        yield watch


def _sources(ctx: typer.Context, task: Kind | None, like: Mapping[str, Any] = MappingProxyType({})) -> asked.Sources:
    """What a command was told of its data: all commands that read some take the same options."""
    given: dict[str, Any] = {k.removesuffix("_"): v for k, v in ctx.params.items() if v is not None}
    told = {k: given[k] for k in FLAGS if k in given}
    for many in MANY.intersection(told):
        told[many] = [c.strip() for c in str(told[many]).split(",") if c.strip()]
    labels = Path(given["labels"]) if "labels" in given else None
    return asked.Sources(tuple(map(Path, given.get("sources", ()))), given.get("describe"), labels, told, given.get("as_of"), like, task)  # fmt: skip


def _task(word: str | None) -> Kind | None:
    if word is None:
        return None
    for one in families.TASKS:
        if one == word:
            return one
    raise JinyingError(Say(f"没有任务“{word}”", f"there is no task '{word}'"), did_you_mean(word, families.TASKS))


GNN = [
    ("data", data_command),
    ("train", train_command),
    ("score", score_command),
    ("explain", explain_command),
    ("report", report_command),
    ("compare", compare_command),
    ("contagion", contagion_command),
    ("models", models_command),
]
