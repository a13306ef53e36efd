"""Two studies on the same splits: the first minus the second, paired run by run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from gnn.trust import metrics, study
from gnn.trust.report import PLAIN
from gnn.trust.study import MODEL, Outcome, Study
from graph.kernels.arrays import F64
from graph.say import JinyingError, Say


def rows(a: Study, b: Study, names: tuple[str, str]) -> list[dict[str, Any]]:
    """Each figure that both have and of which more or less is better; only runs that tested the same things with the same seed are compared."""
    pairs = _pairs(a, b, names)
    seeds = sorted({one.seed for one, _ in pairs})
    shared = [f for f in a.figures if f in set(b.figures) and f not in PLAIN]
    out = []
    for figure in shared:
        first, second = _per_seed(pairs, seeds, figure)
        gap = metrics.paired(first, second)
        out.append({
            "figure": figure, "first": metrics.rounded(np.nanmean(first)), "second": metrics.rounded(np.nanmean(second)), "difference": metrics.rounded(gap.mean),
            "low": metrics.rounded(gap.low), "high": metrics.rounded(gap.high), "runs": gap.n,
        })  # fmt: skip
    return out


def verdict(a: tuple[Study, Path], b: tuple[Study, Path], names: tuple[str, str]) -> Say:
    """What the first's chief figure allows to be said of the two; each with the folder of its study."""
    pairs, figure = _pairs(a[0], b[0], names), a[0].metric
    gap = metrics.paired(*_per_seed(pairs, sorted({one.seed for one, _ in pairs}), figure))
    runs = [((one, a[1] / "runs"), (other, b[1] / "runs")) for one, other in pairs]
    things = study.over_things(figure, len(a[0].classes), runs)
    told = study.both(figure.upper().replace("_", " "), gap, things)
    return study.compared(metrics.judged(gap, things), Say(names[0], names[0]), Say(names[1], names[1]), told)


def _per_seed(pairs: list[tuple[Outcome, Outcome]], seeds: list[int], figure: str) -> tuple[F64, F64]:
    """(seeds,) of each of the two: of every seed the mean over its splits."""
    first, second = (np.asarray([_mean([p[i] for p in pairs if p[i].seed == s], figure) for s in seeds]) for i in (0, 1))  # fmt: skip
    return first, second


def _pairs(a: Study, b: Study, names: tuple[str, str]) -> list[tuple[Outcome, Outcome]]:
    if a.about["hash"] != b.about["hash"]:
        raise JinyingError(Say(f"{names[0]} 与 {names[1]} 不是在同一份数据上训练的", f"{names[0]} and {names[1]} were not trained on the same data"), Say("在同一份数据上各训练一次", "train both on the same data"))  # fmt: skip
    other = {(o.seed, o.tested): o for o in b.of(MODEL)}
    found = [(o, other[o.seed, o.tested]) for o in a.of(MODEL) if (o.seed, o.tested) in other]
    if not found:
        raise JinyingError(Say(f"{names[0]} 与 {names[1]} 没有在同一划分上测过", f"{names[0]} and {names[1]} share no split"), Say("用同样的 --split 与 --seeds 各训练一次", "train both with the same --split and --seeds"))  # fmt: skip
    return found


def _mean(runs: list[Outcome], figure: str) -> float:
    values = [r.figures[figure] for r in runs if np.isfinite(r.figures.get(figure, np.nan))]
    return float(np.mean(values)) if values else float("nan")
