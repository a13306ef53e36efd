"""Contagion: whether the state of neighbours tells more of a node than what it has of its own, or than any neighbours would.

Two logistic regressions answer for the same nodes, both out of fold: on own features, and on these with the share and number
of neighbours that were in the state before. The lift is the difference of average precision (and area under ROC). Beside it
the same with **permuted links**: ends are dealt anew, each node keeps as many as it had (configuration model: Molloy and Reed
1995), so what is left is what the number of neighbours tells. The interval is a bootstrap over the nodes. "No lift" is an
answer, and printed as one.

A neighbour's state counts only where it was known before the node's own was: from then on it can have been the cause;
and a node's own state never comes back by way of itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gnn.data import Bool, Data, Links
from gnn.lake import ALWAYS
from gnn.metrics import auc, average_precision, curve
from graph.kernels.arrays import F64, I32, I64
from graph.say import JinyingError, Say

DRAWS = 200  # of the bootstrap
FOLDS = 5
RIDGE = 1.0


class ContagionError(JinyingError):
    """Data of which no lift can be told."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Average precision and area under ROC."""

    ap: float
    auc: float


@dataclass(frozen=True, slots=True)
class Lift:
    """`own`: own features alone; `real`, `permuted`: with neighbours' states, over real and over dealt links (the mean of
    several deals). `low`, `high`: of `lift`, 95 %; `over_control`: real less permuted, with its own interval."""

    n: int
    positive: int
    own: Figure
    real: Figure
    permuted: Figure
    lift: float
    low: float
    high: float
    over_control: float
    control_low: float
    control_high: float

    @property
    def found(self) -> bool:
        """Whether neighbours' states lift, above own features and above dealt links, both by more than chance."""
        return self.low > 0 and self.control_low > 0

    @property
    def sentence(self) -> Say:
        """The answer in one line."""
        zh = f"（平均精度 {self.own.ap:.3f} → {self.real.ap:.3f}，差 {self.lift:+.3f}，区间 {self.low:+.3f} 至 {self.high:+.3f}；打乱连边 {self.permuted.ap:.3f}）"
        en = f" (average precision {self.own.ap:.3f} to {self.real.ap:.3f}, lift {self.lift:+.3f}, {self.low:+.3f} to {self.high:+.3f}; permuted links {self.permuted.ap:.3f})"
        if self.found:
            return Say(f"邻居状态有增益{zh}", f"Neighbours' states lift{en}")
        if self.low > 0:
            return Say(f"无增益：打乱连边后同样如此{zh}", f"No lift: permuted links do as well{en}")
        return Say(
            f"无增益：邻居状态不优于自身特征{zh}", f"No lift: neighbours' states tell no more than own features{en}"
        )

    def to_json(self) -> dict[str, Any]:
        """All figures, and the answer."""
        figures = {k: {"ap": f.ap, "auc": f.auc} for k, f in (("own", self.own), ("real", self.real), ("permuted", self.permuted))}  # fmt: skip
        return {
            "n": self.n, "positive": self.positive, **figures, "lift": self.lift, "low": self.low, "high": self.high,
            "over_control": self.over_control, "control_low": self.control_low, "control_high": self.control_high,
            "found": self.found, "sentence": self.sentence._asdict(),
        }  # fmt: skip


def lift(data: Data, relations: Sequence[str] | None = None, *, deals: int = 5, seed: int = 0) -> Lift:
    """The lift of neighbours' states over the labelled nodes' own features, along these relations (None: all)."""
    labels = data.labels
    if labels is None or labels.relation is not None:
        raise ContagionError(Say("需要节点标签", "labels of nodes are needed"))
    y = (labels.y == 1).astype(np.int64)
    if min(y.sum(), (1 - y).sum()) < 2 * FOLDS:
        raise ContagionError(Say("标签过少，无法判断传染", "too few labels to tell of contagion"), Say(f"两类各须 {2 * FOLDS} 个以上", f"there must be {2 * FOLDS} of each answer at least"))  # fmt: skip
    names = tuple(relations or data.relations)
    at = np.full(len(y), ALWAYS) if labels.at is None else labels.at
    fold = np.random.default_rng(seed).permutation(np.arange(len(y)) % FOLDS)
    ends = {name: _ends(data.relations[name], at, labels.index) for name in names}
    own = _standard(np.hstack([_filled(data.x[labels.index]), degrees(data, ends)[labels.index]]))
    real = neighbours(data.n, ends, labels.index, y, at)
    said = [_out_of_fold(own, y, fold), _out_of_fold(np.hstack([own, _standard(real)]), y, fold)]
    draw = np.random.default_rng(seed + 1)
    dealt = [_dealt(data, ends, labels.index, y, at, draw) for _ in range(deals)]
    control = [_out_of_fold(np.hstack([own, _standard(x)]), y, fold) for x in dealt]
    return _told(y, said[0], said[1], control, seed)


Ends = Mapping[str, tuple[I32, I32, I64]]


def _ends(k: Links, at: I64, index: I64) -> tuple[I32, I32, I64]:
    """Both ways along links that are of two nodes, and when each was."""
    when = np.full(k.m, ALWAYS) if k.at is None else k.at
    keep = k.source != k.target
    a, b, when = k.source[keep], k.target[keep], when[keep]
    return np.concatenate([a, b]), np.concatenate([b, a]), np.concatenate([when, when])


def degrees(data: Data, ends: Ends) -> F64:
    """(n, relations) how many links a node has: what any links would tell belongs to the node's own."""
    return np.column_stack([np.log1p(np.bincount(to, minlength=data.n)) for _, to, _ in ends.values()])


def neighbours(n: int, ends: Ends, index: I64, y: NDArray[np.int64], at: I64) -> F64:
    """(k, 2 x relations) of each labelled node, by relation: the share of its labelled neighbours that were in the state
    when it was asked about, and the logarithm of their number. Only answers known by then, along links of by then."""
    state = np.full(n, -1, np.int64)
    known = np.full(n, np.iinfo(np.int64).max)
    asked = np.full(n, np.iinfo(np.int64).min)
    state[index], known[index], asked[index] = y, at, at
    timed = bool((at != ALWAYS).all())
    made = []
    for source, to, when in ends.values():
        able = state[source] >= 0
        if timed:
            able &= (known[source] < asked[to]) & (when < asked[to])
        pair = np.unique(to[able].astype(np.int64) * n + source[able])
        node, other = pair // n, pair % n
        seen, hit = np.bincount(node, minlength=n), np.bincount(node, state[other] == 1, n)
        made += [hit / np.maximum(1, seen), np.log1p(hit)]
    return np.column_stack(made)[index]


def _dealt(data: Data, ends: Ends, index: I64, y: NDArray[np.int64], at: I64, draw: np.random.Generator) -> F64:
    """The same over links whose far ends are dealt anew among those of their relation, kind and network."""
    made: dict[str, tuple[I32, I32, I64]] = {}
    for name, (source, _, when) in ends.items():
        half = len(source) // 2
        a, b, dates = source[:half], source[half:].copy(), when[:half].copy()
        sort = data.part[b].astype(np.int64) * len(data.kinds) + data.kind[b]
        for one in np.unique(sort):
            place = np.flatnonzero(sort == one)
            order = draw.permutation(len(place))
            b[place], dates[place] = b[place[order]], dates[place[order]]
        keep: Bool = a != b
        a, b, dates = a[keep], b[keep], dates[keep]
        made[name] = np.concatenate([a, b]), np.concatenate([b, a]), np.concatenate([dates, dates])
    return neighbours(data.n, made, index, y, at)


# regression


def _filled(x: NDArray[np.float32]) -> F64:
    """Values and, where some lack, whether they do."""
    gone = ~np.isfinite(x)
    middle = np.array([np.median(c[~g]) if (~g).any() else 0.0 for c, g in zip(x.T, gone.T, strict=True)])
    values = np.where(gone, middle[None, :], x).astype(np.float64)
    values = np.sign(values) * np.log1p(np.abs(values))  # money spans orders of magnitude
    return np.hstack([values, gone[:, gone.any(0)].astype(np.float64)])


def _standard(x: F64) -> F64:
    spread = x.std(0)
    return np.asarray((x - x.mean(0)) / np.where(spread > 0, spread, 1.0), np.float64)


def _out_of_fold(x: F64, y: NDArray[np.int64], fold: NDArray[np.int64]) -> F64:
    """(k,) scores, each by a regression that did not see it."""
    made = np.zeros(len(y))
    for f in range(FOLDS):
        out = fold == f
        made[out] = _with_one(x[out]) @ logistic(_with_one(x[~out]), y[~out])
    return made


def _with_one(x: F64) -> F64:
    return np.hstack([np.ones((len(x), 1)), x])


def logistic(x: F64, y: NDArray[np.int64], rounds: int = 30) -> F64:
    """(d,) weights of ridge logistic regression by Newton's method; the first column is not held small."""
    held = np.full(x.shape[1], RIDGE)
    held[0] = 1e-9
    w = np.zeros(x.shape[1])
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        step = np.linalg.solve((x * (p * (1 - p) + 1e-9)[:, None]).T @ x + np.diag(held), x.T @ (y - p) - held * w)
        w += step
        if np.abs(step).max() < 1e-8:
            break
    return w


def _told(y: NDArray[np.int64], own: F64, real: F64, control: Sequence[F64], seed: int) -> Lift:
    """Figures with intervals: things drawn anew, each kind of score on the same draw."""
    draw = np.random.default_rng(seed + 2)
    gain, above = [], []
    for _ in range(DRAWS):
        some = draw.integers(len(y), size=len(y))
        if 0 < y[some].sum() < len(y):
            a, b, c = (_ap(s[some], y[some]) for s in (own, real, control[int(draw.integers(len(control)))]))
            gain.append(b - a)
            above.append(b - c)
    figures = [_figure(s, y) for s in (own, real, *control)]
    dealt = Figure(float(np.mean([f.ap for f in figures[2:]])), float(np.mean([f.auc for f in figures[2:]])))
    (low, high), (control_low, control_high) = (np.quantile(v, [0.025, 0.975]).tolist() for v in (gain, above))
    return Lift(
        len(y), int(y.sum()), figures[0], figures[1], dealt, figures[1].ap - figures[0].ap, low, high, figures[1].ap - dealt.ap, control_low, control_high
    )  # fmt: skip


def _ap(score: F64, y: NDArray[np.int64]) -> float:
    return average_precision(curve(score, y == 1))


def _figure(score: F64, y: NDArray[np.int64]) -> Figure:
    made = curve(score, y == 1)
    return Figure(average_precision(made), auc(made))
