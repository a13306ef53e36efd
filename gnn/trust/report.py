"""The report of a study: JSON, a page that stands alone, a model card. Both languages, Chinese first; no script."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
import numpy as np

from gnn import families
from gnn.trust import metrics, plots, registry
from gnn.trust.study import FLOOR, MODEL, RECALL, VARIANTS, Study, record, summary, tidy, verdicts
from graph.say import Say

PAGE, BODY, CARD = "report.html", "report.json", "card.md"
FIGURES = {
    "ap": Say("平均精确率 AP", "average precision"), "auc": Say("AUC", "AUC"), "f1": Say("F1（阈值由验证集定）", "F1 (threshold from validation)"),
    "macro_f1": Say("宏 F1", "macro-F1"), "accuracy": Say("准确率", "accuracy"), "precision_at_k": Say("前 K 精确率", "precision at K"),
    "recall_at_k": Say("前 K 召回率", "recall at K"), "k": Say("可复核数量 K", "review capacity K"),
    "ece": Say("校准误差 ECE", "calibration error (ECE)"), "ece_raw": Say("校准前 ECE", "ECE before calibration"),
    "brier": Say("Brier 分", "Brier score"), "threshold": Say("阈值", "threshold"), "called": Say("判为正的比例", "share called"), "base_rate": Say("实际比例", "base rate"),
    "n": Say("对象数", "things"), "true": Say("其中为正", "positive"),
    "lookalikes_at_k": Say("前 K 中合法相似物的比例", "lawful look-alikes among the first K"), "lookalikes": Say("合法相似物的比例", "share of lawful look-alikes"),
}  # fmt: skip
PARTS = {"period": Say("按时间段", "By period"), "kind": Say("按类别", "By kind"), "part": Say("按网络", "By network")}
PLAIN = ("k", "threshold", "called", "base_rate", "lookalikes")  # neither more nor less of it is better


def label(figure: str) -> Say:
    """What a figure is called."""
    return FIGURES.get(figure, Say(figure, figure))


def body(study: Study) -> dict[str, Any]:
    """All of it for a program."""
    return record({
        "name": study.name, "version": study.version, "task": study.task, "family": study.model, "floor": study.floor, "metric": study.metric, "k": study.k,
        "seeds": study.seeds, "over_things": study.things, "judged": {v: study.judged(v) if v != FLOOR or study.learned(v) else "no comparison" for v in study.variants if v != MODEL},
        "floor_learned": study.learned(FLOOR) if study.floor else None, "settings": study.settings, "words": study.words, "data": study.about, **summary(study),
        "verdicts": [{"zh": v.zh, "en": v.en} for v in verdicts(study)], "parts": {what: by_part(study, what) for what in PARTS},
        "seconds": sum(o.seconds for o in study.outcomes), "peak_mb": max(o.peak_mb for o in study.outcomes), "packages": registry.packages(),
        "runs": [{"variant": o.variant, "family": o.family, "seed": o.seed, "split": o.split, "sizes": o.sizes, "valid": o.valid, "seconds": o.seconds, "figures": o.figures} for o in study.outcomes],
    })  # fmt: skip


def table(study: Study) -> list[dict[str, Any]]:
    """A row a figure: each variant's mean ± spread over seeds, and the model minus its floor."""
    rows, learned = [], not study.floor or study.learned(FLOOR)
    for figure in study.figures:
        row: dict[str, Any] = {"figure": figure}
        for v in study.variants:
            row[v] = mean_and_spread(study.per_seed(v, figure), 0 if figure == "k" else 3)
        if study.floor:
            row["minus_floor"] = (
                "" if figure in PLAIN else "–" if not learned else _interval(study.minus(FLOOR, figure))
            )
        rows.append(row)
    return rows


def mean_and_spread(values: Any, places: int = 3) -> str:
    """0.862 ± 0.004."""
    v = np.asarray(values)[np.isfinite(values)]
    if not len(v):
        return "–"
    same = len(v) < 2 or (not places and not np.ptp(v))
    return f"{v.mean():,.{places}f}" if same else f"{v.mean():,.{places}f} ± {v.std(ddof=1):,.{places}f}"


def _interval(one: metrics.Interval) -> str:
    if not math.isfinite(one.mean):
        return "–"
    return f"{one.mean:+.3f}" + (f" [{one.low:+.3f}, {one.high:+.3f}]" if math.isfinite(one.low) else "")


def by_part(study: Study, what: str) -> dict[str, dict[str, dict[str, float]]]:
    """Per variant and part (a period, a kind, a network) the figures, as means over the runs that met it."""
    out: dict[str, dict[str, dict[str, float]]] = {}
    for v in (MODEL, FLOOR):
        met: dict[str, list[Mapping[str, float]]] = {}
        for o in study.of(v):
            for name, figures in o.slices.get(what, {}).items():
                met.setdefault(name, []).append(figures)
        out[v] = {name: {f: _mean([m.get(f, math.nan) for m in some]) for f in some[0]} for name, some in met.items()}
    return out


def _mean(values: list[float]) -> float:
    good = [v for v in values if math.isfinite(v)]
    return float(np.mean(good)) if good else math.nan


# page


def write(study: Study, folder: Path, lang: str) -> Path:
    """report.json, report.html and card.md; the page's place."""
    registry.write(folder / BODY, json.dumps(body(study), ensure_ascii=False, indent=1).encode())
    registry.write(folder / PAGE, page(study, lang).encode())
    registry.write(folder / CARD, card(study).encode())
    return folder / PAGE


def page(study: Study, lang: str = "zh") -> str:
    """HTML that needs nothing beside itself; `lang` is shown first, the other is a click away."""
    one = study.of(MODEL)[0]
    return _templates().get_template("report.html").render(
        study=study, lang=lang, about=families.family(study.model).about, verdicts=verdicts(study), pictures=_pictures(study), rows=table(study), heads=[VARIANTS[v] for v in study.variants],
        label=label, parts=[(PARTS[w], _part_rows(study, w)) for w in PARTS if _part_rows(study, w)], facts=facts(study), sources=sources(study), sizes=one.sizes, task=TASKS[study.task],
    )  # fmt: skip


TASKS = {"node": Say("节点", "nodes"), "edge": Say("交易", "links"), "core": Say("核心成员", "core members"), "layer": Say("账户分层", "layers of accounts")}  # fmt: skip


def _pictures(study: Study) -> list[tuple[Say, Say, str]]:
    """Title, what to look for, SVG."""
    m = label(study.metric)
    shown = [v for v in study.variants if v != MODEL and (v != FLOOR or study.learned(v))]
    out = []
    if shown:
        rows = [(Say(f"减 {VARIANTS[v].zh}", f"minus {VARIANTS[v].en}"), study.minus(v)) for v in shown]
        out.append((Say(f"{m.zh}：模型减去其他", f"{m.en}: the model minus others"), Say("深条为种子间，浅条为测试对象间，均为配对自助法 95% 区间；两者都不含 0 才算有差别", "dark over seeds, pale over tested things, both paired bootstrap, 95 %; a difference is one where both exclude 0"), plots.differences(rows, [study.things.get(v) for v in shown])))  # fmt: skip
    out.append((Say(f"{m.zh}：各种子", f"{m.en}: each seed"), Say("一点一个种子，竖线为均值", "a dot a seed, the bar their mean"), plots.seeds([(VARIANTS[v], study.per_seed(v, study.metric).tolist()) for v in study.variants])))  # fmt: skip
    both = [v for v in (MODEL, FLOOR) if study.of(v) and study.of(v)[0].curve]
    if both:
        base = _mean([o.figures.get("base_rate", math.nan) for o in study.of(MODEL)])
        out.append((Say("精确率与召回率", "Precision over recall"), Say("细线为各次运行，粗线为均值", "thin lines are runs, thick ones their mean"), plots.precision_recall(RECALL.tolist(), [(VARIANTS[v], [o.curve for o in study.of(v) if o.curve]) for v in both], base)))  # fmt: skip
        out.append((Say("校准", "Calibration"), Say("每点为同样多的对象；落在对角线上即说多少是多少", "a dot is a part of equal size; on the diagonal what is said is what is found"), plots.calibration([(VARIANTS[v], [o.bins for o in study.of(v)]) for v in both])))  # fmt: skip
    for what, title in PARTS.items():
        found = by_part(study, what)
        names = list(found[MODEL])
        if 0 < len(names) <= 40:
            key = study.metric if any(study.metric in f for f in found[MODEL].values()) else "macro_f1"
            series = [(VARIANTS[v], {n: f.get(key, math.nan) for n, f in found[v].items()}) for v in (MODEL, FLOOR) if found[v]]  # fmt: skip
            out.append((Say(f"{title.zh}：{label(key).zh}", f"{title.en}: {label(key).en}"), Say("各段均值", "means over runs"), plots.parts(names, series)))  # fmt: skip
    return out


def _part_rows(study: Study, what: str) -> list[dict[str, Any]]:
    found = by_part(study, what)
    return [{"name": name, **figures} for name, figures in found[MODEL].items()][:60]


def facts(study: Study) -> list[tuple[Say, str]]:
    """What somebody needs who would do it again: data and its hashes, split, seeds, settings, cost, packages."""
    d, own = study.about, study.of(MODEL)
    return [
        (Say("数据", "data"), str(d["name"])), (Say("数据 SHA-256", "data SHA-256"), str(d["hash"])),
        (Say("节点与连边", "nodes and links"), f"{d['nodes']:,} · " + ", ".join(f"{r} {n:,}" for r, n in d["links"].items())),
        (Say("标签", "labels"), " · ".join(f"{c}: {n:,}" for c, n in d["labels"].items())),
        (Say("划分（训练/验证/测试）", "split (train / valid / test)"), "; ".join(dict.fromkeys(f"{o.split}: {' / '.join(f'{n:,}' for n in o.sizes)}" for o in own))[:600]),
        *([(Say("按验证集选自", "chosen on validation from"), ", ".join(f"{f} {v:.3f}" for f, v in chosen.items()))] if (chosen := study.words.get("chosen_from")) else []),
        *([(Say("选定后学自", "once chosen, learned from"), "train + valid")] if study.settings.get("refit") else []),
        (Say("种子", "seeds"), ", ".join(map(str, study.seeds))), (Say("设置", "settings"), ", ".join(f"{k} {_plain(v)}" for k, v in study.settings.items()) or "–"),
        (Say("每次运行秒数", "seconds a run"), f"{np.mean([o.seconds for o in own]):.1f}"), (Say("全部秒数", "seconds in all"), f"{sum(o.seconds for o in study.outcomes):.0f}"),
        (Say("内存峰值", "peak memory"), f"{max(o.peak_mb for o in study.outcomes):,.0f} MB"),
        (Say("软件包", "packages"), ", ".join(f"{k} {v}" for k, v in registry.packages().items())),
    ]  # fmt: skip


def sources(study: Study) -> list[tuple[str, str]]:
    """Where the data came from and how it was read, a line each: `edges.time` and its column. What was not said is not told."""
    note = {k: v for k, v in (study.about.get("note") or {}).items() if k not in ("said", "lookalikes")}
    return [(name, value[:300]) for name, value in _lines(tidy(note)) if value][:80]


def _lines(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, one in value.items():
            yield from _lines(one, f"{name} · {key}" if name else str(key))
    elif value not in (None, [], ""):
        yield name, _plain(value)


def _plain(value: Any) -> str:
    """A setting as people write it."""
    if isinstance(value, (list, tuple)):
        return " / ".join(map(_plain, value)) or "–"
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else f"{value:g}" if isinstance(value, float) else str(value) or "–"  # fmt: skip


@cache
def _templates() -> jinja2.Environment:
    return jinja2.Environment(loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined)  # fmt: skip


# card


def card(study: Study) -> str:
    """The model card (Mitchell et al. 2019), in both languages, as Markdown."""
    said = verdicts(study)
    rows = table(study)
    heads = ["figure", *study.variants, *(["minus floor"] if study.floor else [])]
    lines = [
        f"# {study.name} / {study.version}", "", "模型卡 · Model card. **线索，非证据 · a lead, not evidence.**", "",
        f"- 族 · family: `{study.model}` — {families.family(study.model).about.zh} · {families.family(study.model).about.en}",
        f"- 任务 · task: {TASKS[study.task].zh} · {TASKS[study.task].en}; classes {', '.join(study.classes)}",
        f"- 基线 · floor: `{study.floor or '–'}`", *(f"- {zh.zh} · {zh.en}: {value}" for zh, value in facts(study)), "",
        "## 结论 · What may be said", "", *(f"- {v.zh} · {v.en}" for v in said), "", "## 数字 · Figures", "",
        "| " + " | ".join(heads) + " |", "|" + "---|" * len(heads), *("| " + " | ".join(str(v) for v in row.values()) + " |" for row in rows), "",
        "均值 ± 种子间标准差；差为配对自助法 95% 区间 · mean ± deviation over seeds; differences with paired 95 % bootstrap intervals.", "",
        "## 用途与限制 · Use and limits", "", *(f"- {v.zh} · {v.en}" for v in LIMITS), "",
    ]  # fmt: skip
    return "\n".join(lines)


LIMITS = (
    Say("用于排定人工复核的先后，不作处罚或定性的依据", "for ordering what people review, never the ground of a sanction"),
    Say("只对与训练数据同样来源、同样各列的数据有效；时间越远越须重测漂移", "holds for data of the same source and columns; the further in time, the more drift must be measured"),
    Say("阈值与校准来自验证期，测试期只测一次", "threshold and calibration come from the validation period; the test was measured once"),
    Say("区间只反映种子与划分的起伏，不反映别处的数据", "intervals show the spread over seeds and splits, not over other data"),
)  # fmt: skip
