"""Shapes of trees: how each grows, and what a booster says as probabilities. The one file that speaks to xgboost."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gnn.data import F32
from gnn.model import Table
from graph.kernels.arrays import F64, I64


@dataclass(frozen=True, slots=True)
class Shape:
    """`forest`: all trees at once on samples (Breiman 2001); else one after another until validation stops falling."""

    depth: int
    leaf: float  # least weight of a leaf
    columns: float  # share tried at each split
    forest: bool = False


SHAPES: dict[str, Shape] = {
    "shallow": Shape(3, 2, 0.5),
    "middle": Shape(5, 5, 0.3),
    "deep": Shape(8, 10, 0.3),
    "forest": Shape(16, 3, 0.3, forest=True),
}
Rows = tuple[F32, I64]
Stop = Rows | int  # validation, or how many rounds
FEW = 50  # of the rarest answer in validation, below which it can't be left to choose alone
LEAST, SURE = 1.0, 5.0  # by the rate: rounds that are kept at least, and where validation is small
QUICK, ROUNDS, ENOUGH = 0.3, 24, 8000  # of a booster that only tells which columns matter, on so many things
HELD = 128  # nodes of a tree whose histograms are kept: of thousands of columns those of a deep tree are gigabytes
PARTS = 20  # leaves that the rarest answer must be able to fill


def fitted(shape: str, train: Rows, stop: Stop, classes: int, settings: Mapping[str, Any], seed: int) -> Any:
    """A booster, cut back to its best round on validation, but never to so few rounds that chance chose them; or of as many
    rounds as are told."""
    import xgboost as xgb

    s = SHAPES[shape]
    known = xgb.DMatrix(train[0], train[1])
    params = {
        "tree_method": "hist", "max_bin": 128, "max_depth": s.depth, "min_child_weight": s.leaf if s.forest else _leaf(s, train[1]), "colsample_bynode": s.columns,
        "max_cached_hist_node": HELD, "nthread": settings["threads"], "seed": seed, "verbosity": 0, **_objective(s, classes),
    }  # fmt: skip
    if s.forest:
        params |= {"eta": 1.0, "subsample": 0.63, "num_parallel_tree": settings["trees"], "reg_lambda": 1e-3}
        if classes == 2:
            params["base_score"] = float(np.clip(np.mean(train[1] == 1), 1e-6, 1 - 1e-6))
        return xgb.train(params, known, 1)
    params |= {"eta": settings["rate"], "subsample": 0.7, "reg_lambda": 1.0}
    if isinstance(stop, int):
        return xgb.train(params, known, stop)
    held = xgb.DMatrix(*stop)
    least = min(settings["rounds"], math.ceil((SURE if few(stop[1], classes) else LEAST) / settings["rate"]))
    booster = xgb.train(
        params, known, settings["rounds"], evals=[(held, "valid")], early_stopping_rounds=max(least, settings["patience"]), verbose_eval=False
    )  # fmt: skip
    return booster[: max(least, booster.best_iteration + 1)]


def telling(train: Rows, most: int, classes: int, settings: Mapping[str, Any], seed: int) -> I64:
    """Numbers of the `most` columns that a first, quick booster gains by, rising: trees on thousands of columns spend their time
    on those that tell nothing. All of them where there are no more."""
    import xgboost as xgb

    width = train[0].shape[1]
    if not 0 < most < width:
        return np.arange(width)
    s, some = SHAPES["middle"], _sample(train[1], seed)
    params = {
        "tree_method": "hist", "max_bin": 32, "max_depth": s.depth, "min_child_weight": _leaf(s, train[1]), "colsample_bynode": s.columns, "subsample": 0.7,
        "max_cached_hist_node": HELD, "eta": QUICK, "nthread": settings["threads"], "seed": seed, "verbosity": 0, **_objective(s, classes),
    }  # fmt: skip
    gain = xgb.train(params, xgb.DMatrix(train[0][some], train[1][some]), ROUNDS).get_score(
        importance_type="total_gain"
    )
    told = np.zeros(width)
    for code, value in gain.items():
        told[int(code[1:])] = float(np.sum(value))
    return np.sort(np.argsort(-told, kind="stable")[:most]).astype(np.int64)


def _sample(y: I64, seed: int) -> I64:
    """Things enough to tell by, those of each class up to their share of `ENOUGH`."""
    classes, deal = np.unique(y), np.random.default_rng(seed).permutation(len(y))
    return np.sort(np.concatenate([deal[y[deal] == c][: ENOUGH // len(classes)] for c in classes]))


def few(y: I64, classes: int) -> bool:
    """Whether a validation has so few of some answer that its best round, or shape, is one of chance."""
    return int(np.bincount(y, minlength=classes).min()) < FEW


def _leaf(s: Shape, y: I64) -> float:
    """Least weight of a leaf, which for the logarithmic loss is a sum of p(1 - p): of a rare answer there is little in all."""
    share = np.unique(y, return_counts=True)[1].min() / len(y)
    return float(np.clip(len(y) * share * (1 - share) / PARTS, 0.1, s.leaf))


def _objective(s: Shape, classes: int) -> dict[str, Any]:
    """A forest for two classes averages shares of leaves, as Breiman's; others minimise the logarithmic loss."""
    if classes > 2:
        return {"objective": "multi:softprob", "num_class": classes}
    return {"objective": "reg:squarederror" if s.forest else "binary:logistic", "eval_metric": "rmse" if s.forest else "logloss"}  # fmt: skip


def said(shape: str, booster: Any, x: F32, classes: int) -> F64:
    """(k, classes) probabilities."""
    one: F64 = said_by((booster,), x, classes)[0]
    return one


def said_by(boosters: Sequence[Any], x: F32, classes: int) -> F64:
    """(boosters, k, classes) what several say of the same rows, which are laid out for them once."""
    import xgboost as xgb

    if not len(x):
        return np.zeros((len(boosters), 0, classes))
    rows = xgb.DMatrix(x)
    p = np.stack([np.asarray(b.predict(rows), np.float64) for b in boosters])
    if classes > 2:
        return p
    p = np.clip(p, 0.0, 1.0)
    return np.stack([1 - p, p], axis=-1)


def chosen_columns(table: Table, columns: tuple[str, ...]) -> F32:
    """(k, c) of some columns, NaN for one that is lacking; infinite values taken as none. Of no columns one that tells nothing."""
    place = {c: i for i, c in enumerate(table.columns)}
    x = np.full((len(table.x), max(len(columns), 1)), np.nan, np.float32)
    here = [(i, place[c]) for i, c in enumerate(columns) if c in place]
    x[:, [i for i, _ in here]] = table.x[:, [j for _, j in here]]
    x[~np.isfinite(x)] = np.nan
    return x


def raw(booster: Any) -> NDArray[np.uint8]:
    """A booster as xgboost's own UBJ bytes."""
    return np.frombuffer(bytes(booster.save_raw("ubj")), np.uint8)


def booster_of(data: NDArray[Any]) -> Any:
    """And back."""
    import xgboost as xgb

    booster = xgb.Booster({"nthread": 1})
    booster.load_model(bytearray(data.tobytes()))
    return booster
