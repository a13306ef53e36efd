"""Components: which nodes hang together, and the one way here to name a group, by its smallest member."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graph.kernels.arrays import I32, I64, Graph
from graph.kernels.jit import jit


def components(of: Graph) -> I32:
    """The weak component of each node (n,), as its smallest member. O(m α(n)).

    Union-find with path halving (Tarjan and van Leeuwen 1984). A root is only ever hooked to a smaller one, so that
    the root that is left is the name.
    """
    return _components(of.start, of.target)


def strong_components(of: Graph) -> I32:
    """The strong component of each node (n,), as its smallest member: scipy's (Pearce 2005). O(n + m)."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    there = csr_array((np.ones(len(of.target)), of.target, of.start), shape=(of.n, of.n))
    return by_smallest(connected_components(there, connection="strong")[1])


def by_smallest(group: NDArray[np.integer]) -> I32:
    """Groups numbered anyhow (n,), from 0 on, named by their smallest members. O(n + highest number)."""
    return _by_smallest(group, int(group.max(initial=-1)) + 1)


@jit
def _components(start: I64, target: I32) -> I32:
    above = np.arange(len(start) - 1).astype(np.int32)
    for v in range(len(above)):
        mine = _root(above, np.int32(v))
        for e in range(start[v], start[v + 1]):
            theirs = _root(above, target[e])
            if theirs < mine:
                above[mine] = theirs
                mine = theirs
            elif mine < theirs:
                above[theirs] = mine
    for v in range(len(above)):  # what is above v is smaller, hence already at its root
        above[v] = above[above[v]]
    return above


@jit
def _root(above: I32, v: np.int32) -> np.int32:
    while above[v] != v:
        above[v] = above[above[v]]
        v = above[v]
    return v


@jit
def _by_smallest(group: NDArray[np.integer], groups: int) -> I32:
    first = np.full(groups, -1, np.int32)
    named = np.empty(len(group), np.int32)
    for v in range(len(group)):
        if first[group[v]] < 0:
            first[group[v]] = v
        named[v] = first[group[v]]
    return named
