"""Communities by the Leiden method: groups that hold more weight within than chance would put there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.kernels.arrays import I32, Graph
from graph.kernels.components import by_smallest


@dataclass(frozen=True, slots=True)
class Communities:
    label: I32  # (n,), a community's smallest member
    modularity: float  # at the resolution asked for; 0 where there is no edge


def leiden(of: Graph, *, resolution: float = 1.0, seed: int = 0, rounds: int = 2) -> Communities:
    """Communities of high modularity, each connected (Traag, Waltman and van Eck 2019), by graspologic's native library.

    On weights both ways; an edge to itself says nothing about company and is left out. A higher `resolution` gives
    more and smaller communities; `rounds` run the whole method, each from the one before. The same seed gives the
    same communities. ValueError: a weight or the resolution is not a finite number above 0, no
    rounds, or a seed below 0.
    """
    from graspologic_native import leiden_csr
    from scipy.sparse import coo_array

    if not (0 < resolution < np.inf and rounds > 0 and seed >= 0):  # the library would panic, or do nothing
        raise ValueError(f"resolution {resolution}, rounds {rounds} or seed {seed} is out of its range")
    if not ((of.weight > 0) & np.isfinite(of.weight)).all():
        raise ValueError("an edge's weight is not a finite number above 0")
    source = np.repeat(np.arange(of.n, dtype=np.int32), np.diff(of.start))
    company = source != of.target
    there = coo_array((of.weight[company], (source[company], of.target[company])), shape=(of.n, of.n))
    both = (there + there.T).tocsr()
    if not both.nnz:
        return Communities(np.arange(of.n, dtype=np.int32), 0.0)
    quality, label = leiden_csr(
        both.indptr.astype(np.int64), both.indices.astype(np.int32), both.data, of.n,
        resolution=resolution, iterations=rounds, seed=seed,
    )  # fmt: skip
    return Communities(by_smallest(np.array([label[v] for v in range(of.n)])), quality)
