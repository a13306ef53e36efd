"""How good scores are: areas, F1, precision at the review capacity, calibration, intervals. numpy and scipy alone.

Curves and areas are graph/ranking.py's. Thresholds and calibrations are chosen on validation and only applied to the test.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from graph.kernels.arrays import F64
from graph.ranking import NAN, Curve, at_capacity, auc, average_precision, curve

BINS = 10  # of calibration, each with as many things
MANY = 100  # of either answer in validation, from which calibration may be a free monotone curve
DRAWS = 10_000  # of the bootstrap
ENOUGH = 5  # runs from which the bootstrap alone decides
MARGIN = 0.01  # a difference that is none
Figure = Callable[[F64, NDArray[Any]], float]  # of scores and answers
Span = tuple[float, float]
Run = tuple[F64, F64, NDArray[Any], NDArray[np.int64]]  # what both models said of tested things, answers, units
Judged = Literal["above", "below", "level", "open", "few", "once"]


def best_threshold(c: Curve) -> float:
    """From which score on to call for the highest F1; of equal ones the strictest."""
    if not c.n:
        return 0.5
    return float(c.at[np.argmax(2 * c.hits / (c.called + c.true))]) if c.true else float(c.at[0])


def f1(called: ArrayLike, true: ArrayLike) -> float:
    """Harmonic mean of precision and recall; 0 where nothing is right."""
    a, b = np.asarray(called, bool), np.asarray(true, bool)
    return float(2 * (a & b).sum() / max(1, a.sum() + b.sum()))


def f1_by_class(said: ArrayLike, true: ArrayLike, classes: int) -> F64:
    """(classes,) F1 of each; NaN for one that is neither said nor true."""
    a, b = np.asarray(said), np.asarray(true)
    return np.asarray([f1(a == c, b == c) if ((a == c) | (b == c)).any() else NAN for c in range(classes)])


def macro_f1(said: ArrayLike, true: ArrayLike, classes: int) -> float:
    """Mean of the classes' F1, over those that are said or true."""
    found = f1_by_class(said, true, classes)
    return float(np.nanmean(found)) if np.isfinite(found).any() else NAN


def rounded(value: Any) -> float | None:
    """A figure as people read it; None where there is none."""
    return round(float(value), 4) if value is not None and np.isfinite(value) else None


# calibration


@dataclass(frozen=True, slots=True)
class Calibration:
    """From a score to how often such a one is true. `isotonic`: between points; `platt`: a sigmoid of the score's logit."""

    kind: str  # isotonic | platt | none
    x: tuple[float, ...] = ()  # isotonic: scores, rising; platt: slope and intercept
    y: tuple[float, ...] = ()

    def of(self, score: ArrayLike) -> F64:
        """(n,) probabilities."""
        value = np.asarray(score, np.float64)
        if self.kind == "isotonic":
            return np.interp(value, self.x, self.y)
        if self.kind == "platt":
            return _sigmoid(self.x[0] * _logit(value) + self.x[1])
        return value

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> Calibration:
        return cls(str(body["kind"]), tuple(map(float, body["x"])), tuple(map(float, body["y"])))


def calibration(score: ArrayLike, true: ArrayLike) -> Calibration:
    """Fitted on validation: free and monotone where there is enough of both answers, else a sigmoid, else none."""
    value, label = np.asarray(score, np.float64), np.asarray(true).astype(bool)
    fewer = min(label.sum(), (~label).sum())
    if fewer < 2:
        return Calibration("none")
    return isotonic(value, label) if fewer >= MANY else platt(value, label)


def isotonic(score: F64, true: NDArray[np.bool_]) -> Calibration:
    """The monotone curve nearest to the answers (Zadrozny and Elkan 2002, pool adjacent violators)."""
    from scipy.optimize import isotonic_regression

    at, inverse, count = np.unique(score, return_inverse=True, return_counts=True)
    share = np.bincount(inverse, true.astype(np.float64)) / count
    level = np.asarray(isotonic_regression(share, weights=count.astype(np.float64)).x)
    bend = np.ones(len(at), bool)  # inside a level no point is needed
    bend[1:-1] = (level[1:-1] != level[:-2]) | (level[1:-1] != level[2:])
    return Calibration("isotonic", tuple(at[bend].tolist()), tuple(level[bend].tolist()))


def platt(score: F64, true: NDArray[np.bool_]) -> Calibration:
    """A sigmoid of the logit, by Newton's method, targets drawn in from 0 and 1 (Platt 1999; Lin, Lin and Weng 2007)."""
    z, positive, negative = _logit(score), int(true.sum()), int((~true).sum())
    target = np.where(true, (positive + 1) / (positive + 2), 1 / (negative + 2))
    X = np.column_stack([z, np.ones_like(z)])  # (n, 2)
    w = np.asarray([0.0, float(np.log((positive + 1) / (negative + 1)))])
    loss = _cross(X @ w, target)
    for _ in range(100):
        p = _sigmoid(X @ w)
        step = np.linalg.solve((X * (p * (1 - p))[:, None]).T @ X + 1e-9 * np.eye(2), X.T @ (p - target))
        size = 1.0
        while size > 1e-6 and _cross(X @ (w - size * step), target) > loss + 1e-12:
            size /= 2
        w, before = w - size * step, loss
        loss = _cross(X @ w, target)
        if before - loss < 1e-10:
            break
    return Calibration("platt", (max(0.0, float(w[0])), float(w[1])))


def brier(p: ArrayLike, true: ArrayLike) -> float:
    """Mean squared difference between probability and answer (Brier 1950)."""
    return float(np.mean((np.asarray(p, np.float64) - np.asarray(true, np.float64)) ** 2))


def reliability(p: ArrayLike, true: ArrayLike, bins: int = BINS) -> tuple[F64, F64, F64]:
    """Probability said, share found and count of each of `bins` parts with as many things; equal ones stay together."""
    value, label = np.asarray(p, np.float64), np.asarray(true, np.float64)
    edges = np.unique(np.quantile(value, np.linspace(0, 1, bins + 1)[1:-1]))
    of = np.searchsorted(edges, value, side="left")
    count = np.bincount(of, minlength=len(edges) + 1).astype(np.float64)
    kept = count > 0
    said, found = (np.bincount(of, v, len(edges) + 1)[kept] / count[kept] for v in (value, label))
    return said, found, count[kept]


def ece(p: ArrayLike, true: ArrayLike, bins: int = BINS) -> float:
    """Expected calibration error over parts of equal size (Nguyen and O'Connor 2015)."""
    said, found, count = reliability(p, true, bins)
    return float(np.abs(said - found) @ count / count.sum())


def _logit(p: F64) -> F64:
    inside = np.clip(p, 1e-6, 1 - 1e-6)
    return np.log(inside / (1 - inside))


def _sigmoid(z: F64) -> F64:
    return 1 / (1 + np.exp(-np.clip(z, -60, 60)))


def _cross(z: F64, target: F64) -> float:
    return float((np.logaddexp(0, z) - target * z).sum())


# intervals


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean over `n` runs with where it may lie: by the bootstrap's percentiles, and by Student's t, which is wider."""

    mean: float
    low: float  # NaN from a single run
    high: float
    t_low: float
    t_high: float
    n: int

    @property
    def above(self) -> bool:
        """Whether all of it lies above 0; of few runs, for which the bootstrap is too sure, by Student's t as well."""
        return self.low > 0 and (self.n >= ENOUGH or self.t_low > 0)

    @property
    def unsure(self) -> bool:
        """Whether so few runs are there that the bootstrap sees a difference where Student's t does not."""
        return self.n < ENOUGH and (self.low > 0 >= self.t_low or self.high < 0 <= self.t_high)

    @property
    def below(self) -> bool:
        return self.high < 0 and (self.n >= ENOUGH or self.t_high < 0)


def interval(values: ArrayLike, level: float = 0.95, draws: int = DRAWS) -> Interval:
    """Of a figure over runs: runs drawn with replacement (Efron 1979). The same values give the same interval."""
    from scipy.stats import t

    v = np.asarray(values, np.float64)
    v = v[np.isfinite(v)]
    n = len(v)
    if n < 2:
        return Interval(float(v[0]) if n else NAN, NAN, NAN, NAN, NAN, n)
    means = v[np.random.default_rng(n).integers(0, n, (draws, n))].mean(1)
    low, high = np.quantile(means, [(1 - level) / 2, (1 + level) / 2])
    half = float(t.ppf((1 + level) / 2, n - 1) * v.std(ddof=1) / np.sqrt(n))
    mean = float(v.mean())
    return Interval(mean, float(low), float(high), mean - half, mean + half, n)


def paired(model: ArrayLike, floor: ArrayLike) -> Interval:
    """Of the differences of two on the same splits and seeds."""
    return interval(np.asarray(model, np.float64) - np.asarray(floor, np.float64))


def judged(gap: Interval, things: Span | None) -> Judged:
    """What a difference allows to be said, everywhere: `above` or `below` where the intervals over runs and over tested
    things both exclude 0, `level` where both lie within the margin, `open` where neither is so, or where that over things
    was not measured; of fewer than five runs `few`, of one `once`."""
    if gap.n < 2:
        return "once"
    if gap.n < ENOUGH:
        return "few"
    low, high = things if things is not None else (-np.inf, np.inf)
    if gap.above and low > 0:
        return "above"
    if gap.below and high < 0:
        return "below"
    return "level" if min(gap.low, low) >= -MARGIN and max(gap.high, high) <= MARGIN else "open"


def over_things(figure: Figure, *several: Sequence[Run], draws: int = 400) -> Span:
    """Where the difference of two models may lie on other things of the same sort: a run is drawn, then its tested units
    (groups whole) with replacement, and both are measured on them (Davison and Hinkley 1997, two-stage bootstrap). Of several
    data sets the mean of their differences, each drawn by itself."""
    draw = np.random.default_rng(sum(map(len, several)))
    longest = max(len(true) for runs in several for _, _, true, _ in runs)
    drawn = [[_units(unit) for *_, unit in runs] for runs in several]
    gaps = []
    for _ in range(draws if longest < 20_000 else draws // 4):
        each = []
        for runs, units in zip(several, drawn, strict=True):
            i = int(draw.integers(len(runs)))
            (a, b, true, _), (order, first, count) = runs[i], units[i]
            chosen = draw.integers(0, len(first), len(first))
            some = order[_ranges(first[chosen], count[chosen])]
            each.append(figure(a[some], true[some]) - figure(b[some], true[some]))
        gaps.append(float(np.mean(each)))
    good = np.asarray(gaps)[np.isfinite(gaps)]
    low, high = np.quantile(good, [0.025, 0.975]) if len(good) else (NAN, NAN)
    return float(low), float(high)


def _units(unit: NDArray[np.int64]) -> tuple[NDArray[np.int64], ...]:
    """The order in which units lie together, where each begins in it, and how many it has."""
    order = np.argsort(unit, kind="stable")
    return order, *np.unique(unit[order], return_index=True, return_counts=True)[1:]


def _ranges(first: NDArray[np.int64], count: NDArray[np.int64]) -> NDArray[np.int64]:
    """Each first with the `count` places from it on, one after another."""
    total = np.cumsum(count)
    return np.arange(total[-1]) - np.repeat(total - count, count) + np.repeat(first, count)


# all of it at once


def binary(valid: tuple[F64, NDArray[Any]], test: tuple[F64, NDArray[Any]], k: int) -> tuple[dict[str, float], Calibration]:  # fmt: skip
    """Figures of scores and answers on the test; threshold and calibration from validation."""
    chosen, found = curve(*valid), curve(*test)
    bent = calibration(*valid)
    score, true = np.asarray(test[0], np.float64), np.asarray(test[1]).astype(bool)
    threshold, p = best_threshold(chosen), bent.of(score)
    called = score >= threshold
    precision, recall = at_capacity(found, k)
    return {
        "ap": average_precision(found), "auc": auc(found), "f1": f1(called, true), "macro_f1": macro_f1(called, true, 2),
        "precision_at_k": precision, "recall_at_k": recall, "k": float(k), "ece": ece(p, true), "ece_raw": ece(score, true), "brier": brier(p, true),
        "threshold": threshold, "called": float(called.mean()), "base_rate": float(true.mean()),
    }, bent  # fmt: skip


def resampled(name: str, classes: int, k: int) -> Figure | None:
    """A figure as it is drawn anew: of areas and of the first `k` the scores themselves, of F1 and accuracy what is
    called (probabilities of several classes; of two 1.0 for what is called); None for what is no such figure."""
    if classes > 2:
        return {
            "macro_f1": lambda p, y: macro_f1(p.argmax(1), y, classes), "accuracy": lambda p, y: float((p.argmax(1) == y).mean()),
            "auc": lambda p, y: _mean_auc(p, y),
        }.get(name)  # fmt: skip
    return {
        "ap": lambda p, y: average_precision(curve(p, y)), "auc": lambda p, y: auc(curve(p, y)), "f1": f1,
        "macro_f1": lambda p, y: macro_f1(p > 0.5, y, 2),
        "precision_at_k": lambda p, y: at_capacity(curve(p, y), k)[0], "recall_at_k": lambda p, y: at_capacity(curve(p, y), k)[1],
    }.get(name)  # fmt: skip


def _mean_auc(p: F64, true: NDArray[Any]) -> float:
    areas = [a for c in range(p.shape[1]) if np.isfinite(a := auc(curve(p[:, c], true == c)))]
    return float(np.mean(areas)) if areas else NAN


def several(p: F64, true: NDArray[Any], classes: tuple[str, ...]) -> dict[str, float]:
    """Figures of probabilities (n, classes) where there are more than two."""
    said = p.argmax(1)
    each = f1_by_class(said, true, len(classes))
    confident = p.max(1)
    return {
        "macro_f1": macro_f1(said, true, len(classes)), "accuracy": float((said == true).mean()),
        "auc": _mean_auc(p, true),
        "ece": ece(confident, said == true), "brier": float(((p - np.eye(len(classes))[true]) ** 2).sum(1).mean()),
        **{f"f1 {name}": float(each[i]) for i, name in enumerate(classes)},
    }  # fmt: skip


def periods(at: NDArray[np.int64], most: int = 4) -> list[tuple[str, NDArray[np.bool_]]]:
    """Things by time: up to `most` spans with as many of them; days where it is UTC seconds, else the clock's counts."""
    edges = np.unique(np.quantile(at, np.linspace(0, 1, most + 1)).astype(np.int64))
    if len(edges) < 2:
        return [(_moment(int(at[0])), np.ones(len(at), bool))] if len(at) else []
    of = np.clip(np.searchsorted(edges, at, side="right") - 1, 0, len(edges) - 2)
    return [(f"{_moment(int(edges[i]))} – {_moment(int(edges[i + 1]))}", of == i) for i in range(len(edges) - 1) if (of == i).any()]  # fmt: skip


def _moment(at: int) -> str:
    return str(np.datetime64(at, "s").astype("datetime64[D]")) if at > 10**8 else str(at)
