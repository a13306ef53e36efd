"""The peers of the kernels' rows: public libraries asked the same of the same arrays, on one thread. None is shipped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from tests.bench import libraries as lib
from tests.bench import streams
from tests.bench.graphs import Arrays
from tests.bench.own import ROUNDS, Work, exposures, grouped, ranked

Prepare = Callable[[Arrays], Work]


def _scipy_matrix(g: Arrays, back: bool) -> Any:
    from scipy.sparse import csr_array

    start, item = (g["back_start"], g["back_source"]) if back else (g["start"], g["payee"])
    return csr_array((np.ones(len(item)), item, start), shape=(g.n, g.n))


def _scipy_pagerank(g: Arrays) -> Work:
    back, leaves = _scipy_matrix(g, back=True), np.diff(g["start"])
    share = np.divide(lib.DAMPING, leaves, out=np.zeros(g.n), where=leaves > 0)

    def work() -> Any:
        score = np.full(g.n, 1 / g.n)
        for _ in range(ROUNDS):
            anew = 1 - lib.DAMPING + lib.DAMPING * score[leaves == 0].sum()
            score = back @ (share * score) + anew / g.n
        return score

    return work, ranked


def _scipy_components(g: Arrays) -> Work:
    from scipy.sparse.csgraph import connected_components

    there = _scipy_matrix(g, back=False)
    return lambda: connected_components(there, connection="weak")[1], grouped


def _scipy_contagion(g: Arrays) -> Work:
    from scipy.sparse import csr_array

    _, capacity, shock = exposures(g)
    there = csr_array((g["weight"], g["payee"], g["start"]), shape=(g.n, g.n))

    def work() -> Any:
        level, passed = shock.copy(), np.zeros(g.n)
        for _ in range(ROUNDS):
            give, passed = level - passed, level
            level = np.minimum(1.0, level + (there @ give) / capacity)
        return level

    return work, lambda level: {"sum of levels": float(f"{level.sum():.6e}")}


PEERS: dict[str, dict[str, Prepare]] = {
    "pagerank": {"scipy": _scipy_pagerank, "networkit": lib.networkit_pagerank, "raphtory": streams.raphtory_pagerank},
    "converged": {
        "igraph": lib.igraph_pagerank,
        "networkit": lib.networkit_converged,
        "rustworkx": lib.rustworkx_pagerank,
        "networkx": lib.networkx_pagerank,
    },
    "components": {
        "scipy": _scipy_components,
        "igraph": lib.igraph_components,
        "networkit": lib.networkit_components,
        "rustworkx": lib.rustworkx_components,
        "raphtory": streams.raphtory_components,
        "networkx": lib.networkx_components,
    },
    "cores": {
        "igraph": lib.igraph_cores,
        "networkit": lib.networkit_cores,
        "rustworkx": lib.rustworkx_cores,
        "networkx": lib.networkx_cores,
    },
    "labels": {
        "igraph": lib.igraph_labels,
        "networkit": lib.networkit_labels,
        "raphtory": streams.raphtory_labels,
        "networkx": lib.networkx_labels,
    },
    "betweenness": {
        "igraph": lib.igraph_betweenness,
        "networkit": lib.networkit_betweenness,
        "networkx": lib.networkx_betweenness,
    },
    "contagion": {"scipy": _scipy_contagion},
    "reach": {"raphtory": streams.raphtory_reach},
    "flow2": {"duckdb": streams.duckdb_flow2, "polars": streams.polars_flow2},
    "fan": {"snapml": streams.snapml_fan},
    "cycles": {"snapml": streams.snapml_cycles},
}
