"""Neighbours' scores: how those around a thing look to trees that never learned from it, so that it can be judged twice.

Trees are fitted on all folds but one, each in turn; the score of a node, or of a link, is the mean of those that did not learn
from it, in training and later alike. A ring's quiet member is found by the company it keeps, and so is a transfer: by the others
of its payer, its payee and their pair. After stacked graphical learning (Kou and Cohen, SDM 2007); cross-fitting as in stacking
(Wolpert 1992). No answer is read where scores are told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from gnn.data import F32, Data, Links
from gnn.features.adjacency import Around, around, mean, near, relations, ways
from gnn.features.links import pairs
from gnn.features.neighbour_labels import Known
from gnn.learning.shapes import Stop, booster_of, chosen_columns, fitted, raw, said_by
from gnn.model import Arrays, Table
from graph.kernels.arrays import F64, I32, I64
from graph.kernels.jit import jit

FOLDS = 4
COMPANY = (
    "others out of source",
    "into source",
    "out of target",
    "others into target",
    "others of pair",
    "of reverse pair",
)
BACK = {"in": "out", "out": "in", "both": "both"}


@dataclass(frozen=True, slots=True)
class Cross:
    """Boosters by the fold that each did not learn from."""

    folds: Known  # which fold a thing of training is of
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

    def scores(self, data: Data, things: Table, fold: I32 | None = None) -> F64:
        """(n, classes) of all nodes, each by those that did not learn from it. `fold`: of some links that are told instead, the fold
        that each is of, -1: of none (`Known.dealt`)."""
        mine = self.folds.dealt(data) if fold is None else fold
        x = chosen_columns(things, self.columns)
        each = said_by(self.boosters, x, len(self.classes))  # (folds, n, classes)
        use = (mine < 0) | (mine == np.arange(len(self.boosters))[:, None])
        told: F64 = (each * use[:, :, None]).sum(axis=0) / use.sum(axis=0)[:, None]
        return told

    def table(self, data: Data, nodes: Table) -> Table:
        """(n, d) a node's own score and its neighbours', by relation and way."""
        x, names = self._told(self.scores(data, nodes))
        out = Table(x, names)
        for r, k in relations(data).items():
            rows = {way: near(data.n, k, way) for way in ways(k)}
            told = {way: around(rows[way], x, rows[BACK[way]]) for way in rows}
            for way, one in told.items():
                blocks = _blocks(one, {w: rows[w] for w in rows}, way)
                out = out.beside(*(Table(b, tuple(f"{what} {c} of {way} {r}" for c in names)) for what, b in blocks.items()))  # fmt: skip
        return out

    def company(self, n: int, links: Links, p: F64) -> Table:
        """(m, d) a link's own score (`p`: of all these links) and, mean and most, those of the others around it."""
        x, names = self._told(p)
        pair, back, count = pairs(n, links)
        out = Table(x, names)
        for c, name in enumerate(names):
            told = _company(n, links.source, links.target, pair, back, count, np.ascontiguousarray(x[:, c]))
            out = out.beside(
                Table(told, tuple(f"{what} {name}, {who}" for who in COMPANY for what in ("mean", "most")))
            )
        return out

    def _told(self, p: F64) -> tuple[F32, tuple[str, ...]]:
        x = np.hstack([p[:, 1:], np.log(np.maximum(p[:, 1:], 1e-6))]).astype(np.float32)
        return x, tuple(f"{what} {c}" for what in ("score as", "log score as") for c in self.classes[1:])

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
        boosters = tuple(booster_of(arrays[name]) for i in range(FOLDS) if (name := f"cross.booster.{i}") in arrays)
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


@jit
def _company(n: int, source: I32, target: I32, pair: I64, back: I64, pairs_: int, z: F32) -> F32:
    """(m, 12) mean and most of `COMPANY`, a link itself left out; NaN where there is nobody else."""
    m = len(source)
    out = np.full((m, 12), np.nan, np.float32)
    size = 2 * n + pairs_  # payers, payees, pairs
    total, count = np.zeros(size), np.zeros(size, np.int64)
    most, next_, first = np.full(size, -np.inf), np.full(size, -np.inf), np.full(size, -1, np.int64)
    for i in range(m):
        for v in (np.int64(source[i]), np.int64(n + target[i]), np.int64(2 * n + pair[i])):
            total[v] += z[i]
            count[v] += 1
            if first[v] < 0 or z[i] > most[v]:
                next_[v], most[v], first[v] = most[v], z[i], i
            elif z[i] > next_[v]:
                next_[v] = z[i]
    for i in range(m):
        s, t = np.int64(source[i]), np.int64(target[i])
        loop = s == t
        rows = (s, n + s, t, n + t, np.int64(2 * n + pair[i]), np.int64(2 * n + back[i] if back[i] >= 0 else -1))
        mine = (True, loop, loop, True, True, loop)
        for c in range(6):
            v, own = rows[c], mine[c]
            if v < 0 or count[v] - own <= 0:
                continue
            out[i, 2 * c] = (total[v] - (z[i] if own else 0.0)) / (count[v] - own)
            out[i, 2 * c + 1] = next_[v] if own and first[v] == i else most[v]
    return out
