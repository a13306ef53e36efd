"""Neighbours' scores: how those around a node look to trees that never learned from it, so that it can be judged twice.

Trees are fitted on all folds but one, each in turn; a node's score is the mean of those that did not learn from it, in
training and later alike. A ring's quiet member is found by the company it keeps. After stacked graphical learning (Kou
and Cohen, SDM 2007); cross-fitting as in stacking (Wolpert 1992). No answer is read where scores are told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from gnn.data import F32, Data
from gnn.features.adjacency import Around, around, mean, near, relations, ways
from gnn.features.neighbour_labels import Known
from gnn.learning.shapes import Stop, booster_of, chosen_columns, fitted, raw, said
from gnn.model import Arrays, Table
from graph.kernels.arrays import F64

FOLDS = 4
BACK = {"in": "out", "out": "in", "both": "both"}


@dataclass(frozen=True, slots=True)
class Cross:
    """Boosters by the fold that each did not learn from."""

    folds: Known  # which fold a node of training is of
    shape: str
    columns: tuple[str, ...]
    boosters: tuple[Any, ...]
    classes: tuple[str, ...]

    @classmethod
    def fitted(cls, folds: Known, table: Table, how: tuple[str, tuple[str, ...], tuple[str, ...]], stops: Sequence[Stop], settings: Mapping[str, Any], seed: int) -> Cross:  # fmt: skip
        """`how`: the shape, its columns, the classes. `stops`: of each fold what stops its trees."""
        shape, columns, classes = how
        x, boosters = chosen_columns(table, columns), []
        for fold, stop in enumerate(stops):
            kept = folds.fold != fold
            boosters.append(fitted(shape, (x[kept], folds.y[kept]), stop, len(classes), settings, seed + fold))
        return cls(folds, shape, columns, tuple(boosters), classes)

    def scores(self, data: Data, nodes: Table) -> F64:
        """(n, classes) of all nodes, each by those that did not learn from it."""
        x = chosen_columns(nodes, self.columns)
        each = np.stack([said(self.shape, b, x, len(self.classes)) for b in self.boosters])  # (folds, n, classes)
        use = np.ones((len(self.boosters), data.n))
        held, place = self.folds.placed(data)
        use[:, held] = self.folds.fold[place] == np.arange(len(self.boosters))[:, None]
        told: F64 = (each * use[:, :, None]).sum(axis=0) / use.sum(axis=0)[:, None]
        return told

    def table(self, data: Data, nodes: Table) -> Table:
        """(n, d) a node's own score and its neighbours', by relation and way."""
        p = self.scores(data, nodes)[:, 1:]
        x = np.hstack([p, np.log(np.maximum(p, 1e-6))]).astype(np.float32)
        names = tuple(f"{what} {c}" for what in ("score as", "log score as") for c in self.classes[1:])
        out = Table(x, names)
        for r, k in relations(data).items():
            rows = {way: near(data.n, k, way) for way in ways(k)}
            told = {way: around(rows[way], x, rows[BACK[way]]) for way in rows}
            for way, one in told.items():
                blocks = _blocks(one, {w: rows[w] for w in rows}, way)
                out = out.beside(*(Table(b, tuple(f"{what} {c} of {way} {r}" for c in names)) for what, b in blocks.items()))  # fmt: skip
        return out

    def state(self) -> tuple[Arrays, dict[str, Any]]:
        """Arrays and what JSON holds."""
        arrays, said_ = self.folds.state()
        kept: dict[str, Any] = {f"cross.{name}": a for name, a in arrays.items()}
        kept |= {f"cross.booster.{i}": raw(b) for i, b in enumerate(self.boosters)}
        return kept, {"folds": said_, "shape": self.shape, "columns": list(self.columns), "classes": list(self.classes)}

    @classmethod
    def restore(cls, arrays: Arrays, told: dict[str, Any]) -> Cross:
        """What `state` gave."""
        folds = Known.restore({k.removeprefix("cross."): a for k, a in arrays.items() if k.startswith("cross.")}, told["folds"])  # fmt: skip
        boosters = tuple(booster_of(arrays[f"cross.booster.{i}"]) for i in range(FOLDS))
        return cls(folds, told["shape"], tuple(told["columns"]), boosters, tuple(told["classes"]))


def _blocks(one: Around, rows: Mapping[str, Any], way: str) -> dict[str, F32]:
    """Over one hop, and over two by the same way and back by the other: who shares a payee with whom."""
    blocks = {"mean": one.mean, "most": one.most, "spread": one.spread, "damped": one.damped}
    blocks["mean at 2 hops"] = mean(rows[way], one.mean)
    if way != "both":
        back = around(rows[BACK[way]], np.hstack([one.mean, one.damped]))
        half = one.mean.shape[1]
        blocks["mean back of mean"], blocks["most back of damped"] = back.mean[:, :half], back.most[:, half:]
    return blocks
