"""A temporal payment graph of any size for the kernels' bench: heavy-tailed degrees, communities, a year of transfers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.kernels.arrays import Csr, Graph, Transfers, graph, transfers
from graph.kernels.kcore import neighbours

BLOCK = 1_000  # nodes of a community
INSIDE = 0.7  # share of transfers that stay in the payer's community
SKEW = 2.0  # a node's rank is n * u ** SKEW: few nodes take many transfers
BEGIN, YEAR = 1_640_995_200, 365 * 86_400  # 2022-01-01 UTC, seconds


def made(n: int, m: int, seed: int = 7) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32], NDArray[np.int64]]:  # fmt: skip
    """`source`, `target`, `at` (UTC seconds, rising), `amount` (fen) of m transfers among n nodes; none to itself."""
    rng = np.random.default_rng(seed)
    number = rng.permutation(n).astype(np.int32)
    source = number[(n * rng.random(m) ** SKEW).astype(np.int64)]
    anywhere = number[(n * rng.random(m) ** SKEW).astype(np.int64)]
    home = source // BLOCK * BLOCK
    near = home + (np.minimum(BLOCK, n - home) * rng.random(m) ** SKEW).astype(np.int32)
    target = np.where(rng.random(m) < INSIDE, near, anywhere).astype(np.int32)
    target = np.where(target == source, (target + 1) % n, target).astype(np.int32)
    at = np.sort(rng.integers(BEGIN, BEGIN + YEAR, m)).astype(np.int32)
    amount = np.maximum(1, rng.lognormal(np.log(50_000), 1.5, m)).astype(np.int64)
    return source, target, at, amount


class Arrays:
    """A graph as a kernel or a peer finds it: arrays by name, of a folder or (where none is given) in memory.

    Transfers: `source`, `target`, `at`, `amount`. Pairs that any transfer goes between, each once: `payer`, `payee`,
    `weight` (transfers). The same without direction: `low` < `high`.
    """

    def __init__(self, folder: Path | None = None, there: dict[str, NDArray[Any]] | None = None) -> None:
        self.folder, self.there = folder, there or {}

    def __getitem__(self, name: str) -> NDArray[Any]:
        if self.folder and name not in self.there:
            self.there[name] = np.load(self.folder / f"{name}.npy")
        return self.there[name]

    @property
    def n(self) -> int:
        return len(self["start"]) - 1

    @property
    def transfers(self) -> Transfers:
        out, into = (Csr(self[f"{way}_start"], self[f"{way}_item"]) for way in ("out", "into"))
        return Transfers(self.n, self["source"], self["target"], self["at"], self["amount"], out, into)

    @property
    def graph(self) -> Graph:
        return Graph(*(self[name] for name in ("start", "payee", "weight", "back_start", "back_source", "back_weight")))

    def save(self, folder: Path) -> None:
        folder.mkdir()
        for name, values in self.there.items():
            np.save(folder / f"{name}.npy", values)


def arrays(n: int, m: int) -> Arrays:
    """Everything about the graph of `made(n, m)`."""
    source, target, at, amount = made(n, m)
    t = transfers(n, source, target, at, amount)
    g = graph(n, source, target, np.ones(m))
    near = neighbours(g)
    low = np.repeat(np.arange(n, dtype=np.int32), np.diff(near.start))
    once = low < near.item
    return Arrays(there={
        "source": t.source, "target": t.target, "at": t.at, "amount": t.amount, "out_start": t.out.start,
        "out_item": t.out.item, "into_start": t.into.start, "into_item": t.into.item, "start": g.start,
        "payer": np.repeat(np.arange(n, dtype=np.int32), np.diff(g.start)), "payee": g.target, "weight": g.weight,
        "back_start": g.back_start, "back_source": g.back_source, "back_weight": g.back_weight,
        "low": low[once], "high": near.item[once],
    })  # fmt: skip
