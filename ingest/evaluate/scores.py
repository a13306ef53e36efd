"""Measures of a ranking against labels."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray


def average_precision(score: ArrayLike, true: ArrayLike) -> float:
    """The step-wise area under precision over recall; equal scores count as one step. NaN where nothing is true."""
    value, label = _pair(score, true)
    order = np.argsort(-value, kind="stable")
    value, hits = value[order], np.cumsum(label[order])
    last = np.append(np.flatnonzero(value[1:] != value[:-1]), len(value) - 1)
    found = hits[last] / max(1, label.sum())
    precision = hits[last] / (last + 1)
    return float((np.diff(found, prepend=0) * precision).sum()) if label.any() else float("nan")


def auc(score: ArrayLike, true: ArrayLike) -> float:
    """The chance that a true one scores above a false one, ties half (Mann and Whitney 1947). NaN without both."""
    from scipy.stats import rankdata

    value, label = _pair(score, true)
    positive, negative = int(label.sum()), int((~label).sum())
    if not positive or not negative:
        return float("nan")
    return float((rankdata(value)[label].sum() - positive * (positive + 1) / 2) / (positive * negative))


def precision_at(score: ArrayLike, true: ArrayLike, k: int) -> float:
    """The share of true ones among the k highest; where equal scores straddle the border, what chance would give."""
    value, label = _pair(score, true)
    k = min(k, len(value))
    border = np.sort(value)[-k]
    above, level = value > border, value == border
    chance = (k - above.sum()) * label[level].mean()
    return float((label[above].sum() + chance) / k)


def _pair(score: ArrayLike, true: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    value, label = np.asarray(score, np.float64), np.asarray(true, np.bool_)
    if value.shape != label.shape or value.ndim != 1:
        raise ValueError(f"{value.shape} scores with {label.shape} labels")
    return value, label
