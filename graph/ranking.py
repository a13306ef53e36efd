"""Measures of a ranking against labels: areas under curves, precision among those that people can look at.

Equal scores are one step of every curve, as sklearn counts them; at a capacity that cuts through equal scores the figure
is what chance would give.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from graph.kernels.arrays import F64

NAN = float("nan")


@dataclass(frozen=True, slots=True)
class Curve:
    """Steps of a falling threshold, s of them: at each score how many are called and how many of these are true."""

    at: F64  # (s,) falling
    hits: F64  # (s,)
    called: F64  # (s,)
    true: int

    @property
    def n(self) -> int:
        return int(self.called[-1]) if len(self.called) else 0

    @property
    def precision(self) -> F64:
        return self.hits / self.called

    @property
    def recall(self) -> F64:
        return self.hits / max(1, self.true)


def curve(score: ArrayLike, true: ArrayLike) -> Curve:
    """Of scores (n,) and answers (n,) that are 0 or 1."""
    value, label = np.asarray(score, np.float64), np.asarray(true).astype(bool)
    if value.shape != label.shape or value.ndim != 1:
        raise ValueError(f"{value.shape} scores with {label.shape} labels")
    order = np.argsort(-value, kind="stable")
    value, label = value[order], label[order]
    last = np.flatnonzero(np.append(value[1:] != value[:-1], True)) if len(value) else np.zeros(0, np.int64)
    called = (last + 1).astype(np.float64)
    return Curve(value[last], np.cumsum(label)[last].astype(np.float64), called, int(label.sum()))


def average_precision(c: Curve) -> float:
    """The step-wise area under precision over recall. NaN where nothing is true."""
    return float(np.diff(c.recall, prepend=0.0) @ c.precision) if c.true else NAN


def auc(c: Curve) -> float:
    """The chance that a true one scores above a false one, equal scores half (Mann and Whitney 1947). NaN without both."""
    if not 0 < c.true < c.n:
        return NAN
    area = np.trapezoid(np.append(0.0, c.hits), np.append(0.0, c.called - c.hits))
    return float(area / (c.true * (c.n - c.true)))


def at_capacity(c: Curve, k: int) -> tuple[float, float]:
    """Precision and recall of the k highest, which is what people can look at; of equal scores at the border their share."""
    k = min(k, c.n)
    if k == 0:
        return NAN, NAN
    hits = float(np.interp(k, np.append(0.0, c.called), np.append(0.0, c.hits)))
    return hits / k, hits / c.true if c.true else NAN
