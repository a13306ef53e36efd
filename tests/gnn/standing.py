"""What stands in for families and data in tests of studies, reports and the registry: small, quick, made up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from gnn.data import F32, Data, Labels, Links, Phase, Split
from gnn.model import Arrays, Fitted, Model, Run
from graph.kernels.arrays import I64
from graph.say import Say


def ring_data(n: int = 400, seed: int = 0, helps: bool = True) -> Data:
    """Accounts of which a fifth are sought: these are paid by each other, if links help; of their own features one tells a little."""
    rng = np.random.default_rng(seed)
    y = (rng.random(n) < 0.2).astype(np.int64)
    bad, good = np.flatnonzero(y), np.flatnonzero(y == 0)
    source = np.arange(n).repeat(4)
    target = np.where(y[source] == 1, rng.choice(bad, len(source)), rng.choice(good, len(source))) if helps else rng.integers(0, n, len(source))  # fmt: skip
    at = np.sort(rng.integers(0, 1000, len(source)))
    x = np.column_stack([y * 0.7 + rng.normal(size=n), rng.normal(size=n)]).astype(np.float32)
    links = Links(source.astype(np.int32), target.astype(np.int32), at, rng.random((len(source), 1)).astype(np.float32), ("amount",))  # fmt: skip
    labels = Labels("node", None, np.arange(n), y, ("ordinary", "sought"))
    return Data("rings", tuple(f"n{i}" for i in range(n)), np.arange(n, dtype=np.int32) % 2, ("Account", "Person"), x, ("a", "b"), {"PAID": links}, np.zeros(n, np.int32), ("all",), labels, note={"files": {"edges.csv": "made"}})  # fmt: skip


def shares(data: Data) -> Any:
    """A splitter of random shares."""
    assert data.labels is not None
    k = len(data.labels.index)

    def of(seed: int) -> tuple[Split, ...]:
        order = np.random.default_rng(seed).permutation(k)
        return (Split("random", np.sort(order[: k // 2]), np.sort(order[k // 2 : k * 3 // 4]), np.sort(order[k * 3 // 4 :])),)  # fmt: skip

    return of


@dataclass(frozen=True, slots=True)
class Logistic:
    """A line through own features and, where `graph`, the mean of those who pay."""

    weight: np.ndarray[Any, Any]
    graph: bool

    def scores(self, phase: Phase) -> F32:
        z = np.clip(table(phase, self.graph) @ self.weight, -30, 30)
        p = 1 / (1 + np.exp(-z))
        return np.column_stack([1 - p, p]).astype(np.float32)

    def state(self) -> tuple[Arrays, dict[str, Any]]:
        return {"weight": self.weight}, {"graph": self.graph}


def table(phase: Phase, graph: bool) -> np.ndarray[Any, Any]:
    """(k, 2 or 4) features and a column of ones."""
    d = phase.data
    x = np.nan_to_num(d.x)
    if graph:
        total, count = np.zeros_like(x), np.zeros(d.n)
        for links in d.relations.values():
            np.add.at(total, links.source, x[links.target])
            np.add.at(count, links.source, 1)
        x = np.hstack([x, total / np.maximum(count, 1)[:, None]])
    rows = x[phase.index]
    return np.column_stack([rows, np.ones(len(rows))])


def fit(graph: bool) -> Any:
    def fitted(train: Phase, valid: Phase, run: Run) -> Fitted:
        X, y = table(train, graph), train.y
        w = np.zeros(X.shape[1])
        draw = np.random.default_rng(run.seed).permutation(len(y))[: max(10, len(y) * 9 // 10)]
        for step in range(60):
            p = 1 / (1 + np.exp(-np.clip(X[draw] @ w, -30, 30)))
            w -= 0.5 * X[draw].T @ (p - y[draw]) / len(draw)
            if step % 20 == 0:
                run.watch(Say("轮", "epoch"), step, 60)
        return Logistic(w, graph)

    return fitted


def restore(arrays: Arrays, body: dict[str, Any]) -> Fitted:
    return Logistic(arrays["weight"], bool(body["graph"]))


STANDING = {
    "sage": Model("sage", Say("看图", "looks at the graph"), fit(True), restore),
    "xgb-agg": Model("xgb-agg", Say("不看图", "does not"), fit(False), restore),
}


def index(k: int) -> I64:
    return np.arange(k, dtype=np.int64)
