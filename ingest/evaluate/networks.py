"""Core members of networks whose leaders are known: the core score beside each single centrality."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from graph.kernels.arrays import graph
from graph.ranking import at_capacity, auc, curve
from graph.study.members import Standing, standing


@dataclass(frozen=True, slots=True)
class Network:
    """`k` leaders among `n` nodes; AUC and precision among the first k of the core score and of the best single one."""

    name: str
    n: int
    edges: int
    k: int
    auc: float
    precision: float
    best: str
    best_auc: float
    best_precision: float


def networks(folders: list[Path]) -> Iterator[Network]:
    """Folders with nodes.csv (id, core) and edges.csv (src, dst); those of which nobody is marked are left out."""
    for folder in folders:
        nodes = pl.read_csv(folder / "nodes.csv", infer_schema=False)
        edges = pl.read_csv(folder / "edges.csv", infer_schema=False)
        number = {one: k for k, one in enumerate(nodes["id"])}
        ends = [edges[name].replace_strict(number, return_dtype=pl.Int32).to_numpy() for name in ("src", "dst")]
        g = graph(len(number), ends[0], ends[1], np.ones(edges.height))
        true = (nodes["core"].cast(pl.Float64) > 0).to_numpy()
        if true.any() and not true.all():
            yield _scored(folder.name, g.n, edges.height, standing(g), true)


def _scored(name: str, n: int, edges: int, found: Standing, true: NDArray[np.bool_]) -> Network:
    k = int(true.sum())
    single = {"betweenness": found.betweenness, "pagerank": found.pagerank, "core": found.core, "degree": found.degree}
    ranked, alone = curve(found.score, true), {measure: curve(values, true) for measure, values in single.items()}
    reached = {measure: auc(c) for measure, c in alone.items()}
    best = max(reached, key=lambda measure: reached[measure])
    return Network(
        name, n, edges, k, round(auc(ranked), 4), round(at_capacity(ranked, k)[0], 4), best,
        round(reached[best], 4), round(at_capacity(alone[best], k)[0], 4),
    )  # fmt: skip
