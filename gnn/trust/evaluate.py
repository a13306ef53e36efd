"""`jinying evaluate models`: what the models reach on the outside data and on worlds that nobody looked at, beside their floors.

Of several families the one that validation prefers is taken (`choosing`), before anything is known of the test; it is
measured there once with its floor and its ablations. Every study is kept like one that `train` made, so that a table that was
interrupted goes on, and each of its rows has a report behind it.
"""

from __future__ import annotations

import json
import os
import secrets
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer

from gnn import asked, extra, families
from gnn.commands import watching
from gnn.data import Data, Kind, Split
from gnn.model import Watch
from gnn.reading.split_columns import SplitError
from gnn.trust import choosing, metrics, registry, study, training
from gnn.trust.study import FLOOR, MODEL, Study
from graph.context import Context
from graph.say import JinyingError, Say, did_you_mean

WORLDS = 3
SCALE = 0.1


@dataclass(frozen=True, slots=True)
class Set:
    """A data set of the table: its folder and description, what is tried on it, the figure and how far it should reach."""

    name: str
    families: tuple[str, ...]
    figure: str
    reach: float
    was: str  # what was measured before, as the issue states it


SETS = (
    Set("tolokers", ("xgb-agg", "stack", "node", "gat-sep"), "auc", 0.86, "AUC .845"),
    Set("sichuan-telecom", ("xgb-agg", "stack", "node", "gat-sep"), "auc", 0.96, "AUC .954"),
    Set("amlsim-fanin", ("xgb-motif", "stack"), "ap", 0.90, "AP .784"),
    Set("covert-core", ("core", "core-trees"), "auc", float("nan"), "single centralities"),
    Set("amlworld-odd", ("layer",), "macro_f1", 0.90, "–"),
)  # fmt: skip
WORLD: dict[Kind, tuple[str, ...]] = {"edge": ("transaction",), "node": ("node",)}
NAMES = (*(s.name for s in SETS), "world")
Row = dict[str, Any]
GAP = ("difference", "low", "high", "things_low", "things_high")


@dataclass(frozen=True, slots=True)
class How:
    """How much is run, where it is kept, who watches."""

    root: Path
    lang: str
    watch: Watch
    preset: str = "base"
    seeds: int = 5
    ablations: bool = True
    families: tuple[str, ...] = ()  # none: the set's own
    k: int | None = None


# sets


def outside(one: Set, shared: Path, how: How) -> list[Row]:
    """The rows of a set of outside data."""
    from gnn.reading import folder

    data = folder.read((shared / one.name,), one.name, {})
    rows = [row(one.name, measured(one.name, data, how.families or one.families, one.figure, how), one)]
    more: dict[str, Callable[[Data, Set, How], list[Row]]] = {"core": _hindsight, "layer": _merged}
    task = data.labels.task if data.labels else "node"
    return rows + (more[task](data, one, how) if task in more else [])


def measured(name: str, data: Data, tried: Sequence[str], figure: str, how: How) -> Study:
    """The family that validation prefers, measured with its floor and its ablations."""
    return choosing.trained(data, tried, asked.plain_name(name), how.root, how.lang, how.watch, preset=how.preset, seeds=how.seeds, ablations=how.ablations, metric=figure, k=how.k)[0]  # fmt: skip


def row(name: str, made: Study, one: Set | None = None) -> Row:
    """A study as a row of the table."""
    m = made.metric
    gap = training.beside(made) if made.floor else None
    value = float(np.nanmean(made.per_seed(MODEL, m)))
    reach = one.reach if one is not None and np.isfinite(one.reach) else None
    return {
        "data": name, "model": made.model, "floor": made.floor, "figure": m, "value": metrics.rounded(value),
        "floor_value": metrics.rounded(np.nanmean(made.per_seed(FLOOR, m))) if gap else None, **({k: metrics.rounded(gap[k]) for k in GAP} if gap else dict.fromkeys(GAP)),
        "judged": gap and gap["judged"], "reach": reach, "reached": None if reach is None else value >= reach,
        **{f"minus_{v.replace(' ', '_')}": study.spread(made.minus(v)) for v in made.variants if v not in (MODEL, FLOOR)},
        "precision_at_k": metrics.rounded(_of(made, "precision_at_k")), "lookalikes_at_k": metrics.rounded(_of(made, "lookalikes_at_k")),
        "seeds": len(made.seeds), "seconds": round(sum(o.seconds for o in made.outcomes)), "peak_mb": round(max(o.peak_mb for o in made.outcomes)),
        "said": [list(v) for v in study.verdicts(made)],
    }  # fmt: skip


def _of(made: Study, figure: str) -> float:
    values = made.per_seed(MODEL, figure)
    return float(np.nanmean(values)) if np.isfinite(values).any() else float("nan")


# what two of the sets have beside


def _hindsight(data: Data, one: Set, how: How) -> list[Row]:
    """Each single centrality over all networks: the best of them is known only with hindsight, and stated as a bar."""
    from gnn.learning import members as core

    found = {m: (np.mean([t.auc for t in told]), np.mean([t.at_members for t in told])) for m, told in core.singles(data).items()}  # fmt: skip
    best = max(found, key=lambda m: found[m][0])
    return [{"data": one.name, "model": f"{best} (hindsight)", "floor": None, "figure": "auc", "value": metrics.rounded(found[best][0]), "precision_at_k": metrics.rounded(found[best][1])}]  # fmt: skip


def _merged(data: Data, one: Set, how: How) -> list[Row]:
    """The same labels where all parts are one graph and an account of several is one node."""
    made = measured(f"{one.name}-merged", merged(data, asked.splitter(data)), (how.families or one.families)[:1], one.figure, replace(how, ablations=False))  # fmt: skip
    return [row(f"{one.name} (merged)", made)]


def merged(data: Data, splits: Callable[[int], tuple[Split, ...]]) -> Data:
    """Parts as one graph: nodes of the same name and kind are one, which can be right in one of its parts alone where its
    answers differ. Splits are those of the parts; who is tested is in none of the things learned from."""
    assert data.labels is not None
    names = list(zip(data.ids, data.kind.tolist(), strict=True))
    number = {name: i for i, name in enumerate(dict.fromkeys(names))}
    of = np.asarray([number[n] for n in names], np.int32)
    first = np.unique(of, return_index=True)[1]
    relations = {r: replace(k, source=of[k.source], target=of[k.target]) for r, k in data.relations.items()}
    relations = {r: k.take(np.argsort(k.at, kind="stable")) if k.at is not None else k for r, k in relations.items()}
    index = of[data.labels.index].astype(np.int64)
    kept = tuple(_without(s, index) for s in splits(0))
    return replace(
        data, name=f"{data.name}-merged", ids=tuple(data.ids[i] for i in first), kind=data.kind[first], x=data.x[first], part=np.zeros(len(first), np.int32),
        parts=("merged",), relations=relations, labels=replace(data.labels, index=index, group=None), splits=kept,
    )  # fmt: skip


def _without(split: Split, node: np.ndarray[Any, np.dtype[np.int64]]) -> Split:
    """Who is tested is not learned from, whatever the part: all are tested, those of several parts too, which are the hard ones."""
    asked_of = node[split.test]
    valid = split.valid[~np.isin(node[split.valid], asked_of)]
    return replace(split, train=split.train[~np.isin(node[split.train], np.r_[asked_of, node[valid]])], valid=valid)


# worlds


def worlds_of(context: Context, how: How, seeds: Sequence[int], scale: float) -> Iterator[Row]:
    """Worlds made and loaded by the command line; models of transfers and of accounts, each as it ends, then over all worlds
    together."""
    made: dict[Kind, list[Study]] = {task: [] for task in WORLD}
    for seed in seeds:
        with tempfile.TemporaryDirectory(prefix="jinying-world-") as place:
            folder = Path(place)
            _command(folder, "world", "--seed", str(seed), "--scale", str(scale), "--out", str(folder / "world"))
            _command(folder, "load", str(folder / "world"), "--no-graph")
            own = replace(
                context, settings=replace(context.settings, data=folder / "data", neo4j_uri=None, ops_url=None)
            )
            for task in WORLD:
                data = asked.data(own, asked.Sources(labels=folder / "world/truth", task=task))
                tried = tuple(f for f in how.families if task in families.family(f).tasks) or WORLD[task]
                try:
                    found = measured(f"world-{seed}-{task}", replace(data, name=f"world {seed}"), tried, "ap", how)
                except SplitError as why:  # so small a world may have none of those looked for in one of its periods
                    yield {**dict.fromkeys(HEADS), "data": f"world {seed} {task}", "model": tried[0], "figure": "ap", "said": [[why.to("zh"), why.to("en")]]}  # fmt: skip
                    continue
                made[task].append(found)
                yield row(f"world {seed} {task}", found)
    yield from (together(task, some, how.root) for task, some in made.items() if len(some) > 1)


def together(task: str, some: Sequence[Study], root: Path) -> Row:
    """Several worlds as one row: every run of each world is a pair; over tested things it is the mean of the worlds'
    differences, each world drawn by itself."""
    model, floor = (np.concatenate([s.per_seed(v, s.metric) for s in some]) for v in (MODEL, FLOOR))
    gap, alike = metrics.paired(model, floor), [_of(s, "lookalikes_at_k") for s in some]
    things = study.over_things(some[0].metric, 2, *(study.beside(s.outcomes, FLOOR, root / s.name / s.version / "runs") for s in some))  # fmt: skip
    low, high = things or (float("nan"), float("nan"))
    learned = all(s.learned(FLOOR) for s in some)
    said = metrics.judged(gap, things) if learned else "no comparison"
    return {
        "data": f"worlds, {task}", "model": some[0].model, "floor": some[0].floor, "figure": some[0].metric, "value": metrics.rounded(np.nanmean(model)), "floor_value": metrics.rounded(np.nanmean(floor)),
        "difference": metrics.rounded(gap.mean) if learned else None, "low": metrics.rounded(gap.low) if learned else None, "high": metrics.rounded(gap.high) if learned else None,
        "things_low": metrics.rounded(low) if learned else None, "things_high": metrics.rounded(high) if learned else None, "judged": said, "precision_at_k": metrics.rounded(np.mean([_of(s, "precision_at_k") for s in some])),
        "lookalikes_at_k": metrics.rounded(np.nanmean(alike)) if np.isfinite(alike).any() else None, "reach": None, "reached": said == "above" if gap.n else None, "seeds": gap.n,
    }  # fmt: skip


def _command(folder: Path, *words: str) -> None:
    """`jinying` as anybody would run it, on a data folder of its own."""
    env = {**os.environ, "JINYING_DATA": str(folder / "data"), "JINYING_LANG": "en"}
    done = subprocess.run([sys.executable, "-m", "jinying", *words], capture_output=True, text=True, env=env, check=False)  # fmt: skip
    if done.returncode not in (0, 1):  # 1: rows were rejected, which worlds have on purpose
        raise JinyingError(Say(f"jinying {words[0]} 失败：{done.stderr.strip()[-400:]}", f"jinying {words[0]} failed: {done.stderr.strip()[-400:]}"))  # fmt: skip


# the command


def models_command(
    ctx: typer.Context,
    shared: Annotated[Path, typer.Option(help="外部数据目录 · folder of outside data", envvar="JINYING_SHARED")] = Path("../shared/data"),
    only: Annotated[list[str] | None, typer.Option(help="只评估：tolokers … world · these alone")] = None,
    model: Annotated[list[str] | None, typer.Option(help="只试这些模型 · families to try")] = None,
    preset: Annotated[str, typer.Option(help="tiny | base")] = "base",
    seeds: Annotated[int, typer.Option(min=1, max=100, help="种子数 · seeds")] = 5,
    worlds: Annotated[int, typer.Option(min=1, max=20, help="样例省数 · worlds that nobody looked at")] = WORLDS,
    world_seed: Annotated[list[int] | None, typer.Option(help="样例省种子；不给：无人见过的 · seeds of worlds; none: unseen ones")] = None,
    scale: Annotated[float, typer.Option(min=0.02, max=100, help="样例省大小 · size of a world")] = SCALE,
    ablations: Annotated[bool, typer.Option(help="同时做消融 · the ablations beside it")] = True,
    out: Annotated[Path | None, typer.Option(help="JSON 写到 · where the rows are written", dir_okay=False)] = None,
) -> None:  # fmt: skip
    """模型评估 · What models reach on outside data and unseen worlds, minus their floors, with intervals."""
    context: Context = ctx.obj
    extra.require("safetensors")
    wanted = _wanted(only or (), shared)
    for name in model or ():
        families.family(name)
    rows: list[Row] = []
    with watching(context) as watch:
        how = How(
            registry.place(context.settings.data),
            context.settings.lang,
            watch,
            preset,
            seeds,
            ablations,
            tuple(model or ()),
        )
        for one in (s for s in SETS if s.name in wanted):
            fit = tuple(f for f in how.families if f in _for(one))
            rows += outside(one, shared, replace(how, families=fit))
            _keep(out, rows)
        if "world" in wanted:
            for made in worlds_of(context, how, world_seed or [secrets.randbelow(10**6) for _ in range(worlds)], scale):
                rows.append(made)
                _keep(out, rows)
    show(context, rows)


def _for(one: Set) -> set[str]:
    """Families that can be asked for the task of a set."""
    tasks = {t for f in one.families for t in families.family(f).tasks}
    task: Kind = "core" if tasks == {"core"} else "layer" if tasks == {"layer"} else "node"
    return {n for n, f in families.FAMILIES.items() if task in f.tasks}


def _wanted(only: Iterable[str], shared: Path) -> set[str]:
    """What is asked for; of outside data that is not there nothing is made up."""
    for name in only:
        if name not in NAMES:
            raise JinyingError(Say(f"没有评估集“{name}”", f"there is no set '{name}'"), did_you_mean(name, NAMES))
    wanted = set(only) or set(NAMES)
    missing = [n for n in sorted(wanted - {"world"}) if not (shared / n).is_dir()]
    if missing:
        raise JinyingError(Say(f"没有外部数据目录 {shared / missing[0]}", f"there is no outside data at {shared / missing[0]}"), Say("用 --shared 指定，或只评估样例省：--only world", "name its folder by --shared, or evaluate worlds alone: --only world"))  # fmt: skip
    return wanted


def _keep(out: Path | None, rows: list[Row]) -> None:
    """The rows so far, with how and when they were made; for `python -m tests.bench.quality --models FILE`."""
    if out is not None:
        told = {
            "command": shlex.join(["jinying", *sys.argv[1:]]),
            "at": f"{datetime.now(UTC):%Y-%m-%d}",
            "rows": study.tidy(rows),
        }
        registry.write(out, json.dumps(told, ensure_ascii=False, indent=1).encode())


def show(context: Context, rows: list[Row]) -> None:
    """A row a study; what may be said of each below it."""
    if context.screen.plain and not context.screen.csv:
        context.screen.data({"models": study.tidy(rows)})
        return
    columns = [(key, Say(zh, key.replace("_", " "))) for key, zh in HEADS.items()]
    context.screen.rows(Say("模型评估", "Models"), columns, [{k: v for k, v in r.items() if k in HEADS} for r in rows])
    for r in rows:
        for zh, en in r.get("said", ()):
            context.screen.say(f"{r['data']}：{zh}", f"{r['data']}: {en}")


HEADS: Mapping[str, str] = {
    "data": "数据", "model": "模型", "floor": "基线", "figure": "指标", "value": "值", "floor_value": "基线值", "difference": "差", "low": "下", "high": "上",
    "reach": "目标", "reached": "达到", "precision_at_k": "前 K 精确率", "lookalikes_at_k": "前 K 相似物", "seeds": "次", "seconds": "秒", "peak_mb": "内存 MB",
}  # fmt: skip


EVALUATE = [("models", models_command)]
