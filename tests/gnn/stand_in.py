"""Models whose answers are known by construction, and small networks for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gnn.data import F32, Data, Labels, Links, Phase

COLUMNS = ("own", "other")


@dataclass(frozen=True, slots=True)
class Sums:
    """The logit is `own` plus, of the first hop, money from marked neighbours, and of the second hop their number by 10."""

    asked: list[int]  # how many were asked, call by call
    own: float = 1.0
    first: float = 1.0
    second: float = 0.1

    def scores(self, phase: Phase) -> F32:
        d = phase.data
        self.asked.append(phase.k)
        mark = np.nan_to_num(d.x[:, 1])
        one, two = np.zeros(d.n), np.zeros(d.n)
        for k in d.relations.values():
            np.add.at(one, k.target, mark[k.source] * k.amount())
        for k in d.relations.values():
            np.add.at(two, k.target, one[k.source])
        logit = self.own * np.nan_to_num(d.x[:, 0]) + self.first * one + self.second * two
        at = phase.index if phase.relation is None else d.relations[phase.relation].target[phase.index]
        more = 0.0 if phase.relation is None else np.nan_to_num(d.relations[phase.relation].x[phase.index, 0])
        p = 1 / (1 + np.exp(-(logit[at] + more - 2)))
        return np.column_stack([1 - p, p]).astype(np.float32)

    def state(self) -> tuple[Mapping[str, NDArray[Any]], dict[str, Any]]:
        return {}, {}


def network(n: int, source: list[int], target: list[int], amount: list[float], own: list[float], mark: list[float], at: list[int] | None = None) -> Data:  # fmt: skip
    """One relation `paid` with amounts; nodes with two features."""
    x = np.column_stack([own, mark]).astype(np.float32)
    when = None if at is None else np.asarray(at, np.int64)
    paid = Links(np.asarray(source, np.int32), np.asarray(target, np.int32), when, np.asarray(amount, np.float32)[:, None], ("amount",), ids=tuple(f"t{i}" for i in range(len(source))))  # fmt: skip
    if when is not None:
        paid = paid.take(np.argsort(when, kind="stable"))
    return Data("small", tuple(f"n{i}" for i in range(n)), np.zeros(n, np.int32), ("Account",), x, COLUMNS, {"paid": paid}, np.zeros(n, np.int32), ("small",))  # fmt: skip


def asking(data: Data, index: list[int], relation: str | None = None) -> Phase:
    """A phase that asks about these, answers not known."""
    at = np.asarray(index, np.int64)
    return Phase(data, "node" if relation is None else "edge", relation, at, np.full(len(at), -1), ("0", "1"), None)


def labels(y: list[int]) -> Labels:
    """Of all nodes."""
    return Labels("node", None, np.arange(len(y)), np.asarray(y, np.int64), ("0", "1"))
