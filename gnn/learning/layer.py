"""Layers of accounts, such as source, middle and sink: boosted trees on where each stands in the flow.

`layer` reads `flow`'s measures and the nodes' own features; `layer-degree`, its floor, how often a node is paid and pays.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from gnn.data import F32, Data, Phase
from gnn.features.flow import flow
from gnn.learning.shapes import LEAST
from gnn.model import Arrays, Fitted, Model, Run, Settings, Table
from gnn.trust.metrics import macro_f1
from graph.say import JinyingError, Say, did_you_mean

SETTINGS: dict[str, Any] = {
    "shapes": ["shallow", "middle", "deep"],  # tried; the validation chooses
    "eta": 0.1, "subsample": 0.8, "colsample_bytree": 0.5, "lambda": 1.0,
    "rounds": 400, "patience": 30, "threads": 1,
    "balanced": True,  # classes weigh alike, as macro-F1 counts them
    "own": True,  # with the nodes' own features
}  # fmt: skip
SHAPES = {  # the last for what is told exactly
    "shallow": {"max_depth": 2, "min_child_weight": 5.0},
    "middle": {"max_depth": 3, "min_child_weight": 5.0},
    "deep": {"max_depth": 5, "min_child_weight": 1.0},
}
TREES = ("eta", "subsample", "colsample_bytree", "lambda")
ALONE = 100  # rounds where there is no validation
DEGREES = ("in_times", "out_times")
Read = Callable[[Data, bool], Table]


@dataclass(frozen=True, slots=True)
class Layered:
    """Trees that xgboost made, in its own format, and the columns that they read."""

    booster: bytes
    columns: tuple[str, ...]
    read: Read
    own: bool
    note: dict[str, Any]

    def scores(self, phase: Phase) -> F32:
        """(k, classes) probabilities."""
        import xgboost

        booster = xgboost.Booster({"nthread": 1})
        booster.load_model(bytearray(self.booster))
        x = _columns(self.read(phase.data, self.own), self.columns).rows(phase.index)
        p = np.asarray(booster.predict(xgboost.DMatrix(x.x)), np.float32)
        return p.reshape(phase.k, -1)

    def state(self) -> tuple[Arrays, dict[str, Any]]:
        return {"booster": np.frombuffer(self.booster, np.uint8)}, {"columns": list(self.columns), "own": self.own, "note": self.note}  # fmt: skip


def measures(data: Data, own: bool) -> Table:
    """Every node's measures in the flow, and its own features where these are wanted."""
    table = flow(data)
    return table.beside(Table(data.x, tuple(f"own.{name}" for name in data.columns))) if own else table


def degrees(data: Data, own: bool) -> Table:
    """How often each node is paid, and pays."""
    return _columns(flow(data), DEGREES)


def _columns(of: Table, wanted: tuple[str, ...]) -> Table:
    """The columns that are asked for; those that there are not are unknown."""
    x = np.full((len(of.x), len(wanted)), np.nan, np.float32)
    for i, name in enumerate(wanted):
        if name in of.columns:
            x[:, i] = of.x[:, of.columns.index(name)]
    return Table(x, wanted)


def fit(read: Read, train: Phase, valid: Phase, run: Run) -> Fitted:
    """Boosts trees of each depth until the validation's loss has not fallen for a while; keeps what names it best.

    Without a validation the shallowest are taken, for `ALONE` rounds.
    """
    import xgboost

    settings = {**SETTINGS, **{k: v for k, v in run.settings.items() if k in SETTINGS}}
    own = bool(settings["own"])
    table = read(train.data, own)
    learned = _matrix(table, train, settings)
    there = table if valid.data is train.data else _columns(read(valid.data, own), table.columns)
    told = [(_matrix(there, valid, settings), "valid")] if valid.k else []
    asked = {"objective": "multi:softprob", "num_class": len(train.classes), "nthread": settings["threads"], "seed": run.seed, **{k: settings[k] for k in TREES}}  # fmt: skip
    kept: Any = None
    note: dict[str, Any] = {}
    shapes = settings["shapes"] if told else settings["shapes"][:1]
    least = math.ceil(LEAST / settings["eta"])  # rounds, so that no first round that chance liked is the last
    for done, shape in enumerate(shapes):
        run.watch(Say(f"提升树：{shape}", f"trees: {shape}"), done, len(shapes))
        booster = xgboost.train(
            {**asked, **_shape(shape)}, learned, int(settings["rounds"]) if told else ALONE,
            evals=told, early_stopping_rounds=max(least, int(settings["patience"])) if told else None, verbose_eval=False,
        )  # fmt: skip
        found = {"shape": shape, "rounds": ALONE, "macro_f1": 0.0, "loss": 0.0}
        if told:
            rounds = min(booster.num_boosted_rounds(), max(booster.best_iteration + 1, least))
            said = booster.predict(told[0][0], iteration_range=(0, rounds)).argmax(axis=1)
            found |= {"rounds": rounds, "macro_f1": round(macro_f1(said, valid.y, len(valid.classes)), 6), "loss": float(booster.best_score)}  # fmt: skip
        if kept is None or (found["macro_f1"], -found["loss"]) > (note["macro_f1"], -note["loss"]):
            kept, note = booster[: found["rounds"]], found
    return Layered(bytes(kept.save_raw("ubj")), table.columns, read, own, note)


def _shape(name: str) -> dict[str, float]:
    if name not in SHAPES:
        raise JinyingError(
            Say(f"没有树形“{name}”", f"no shape of trees is called '{name}'"), did_you_mean(name, SHAPES)
        )
    return SHAPES[name]


def _matrix(table: Table, of: Phase, settings: Settings) -> Any:
    """What xgboost reads of the things that a phase asks about."""
    import xgboost

    times = np.bincount(of.y, minlength=len(of.classes))
    weight = of.k / np.maximum(times, 1) / len(of.classes) if settings["balanced"] else np.ones(len(times))
    return xgboost.DMatrix(table.rows(of.index).x, of.y, weight=weight[of.y])


def restore(read: Read, arrays: Arrays, body: dict[str, Any]) -> Layered:
    """What `Layered.state` gave."""
    return Layered(np.asarray(arrays["booster"], np.uint8).tobytes(), tuple(body["columns"]), read, bool(body["own"]), dict(body["note"]))  # fmt: skip


LAYER: tuple[Model, ...] = (
    Model("layer", Say("账户分层：资金流中的位置", "layers of accounts by their place in the flow"), partial(fit, measures), partial(restore, measures), trees=True),
    Model("layer-degree", Say("分层基线：收付次数", "the floor of layers: how often an account is paid and pays"), partial(fit, degrees), partial(restore, degrees), trees=True),
)  # fmt: skip
