"""k-cores: how deep each node sits among nodes that all have many neighbours within."""

from __future__ import annotations

import numpy as np

from graph.kernels.arrays import I32, I64, U32, U64, Csr, Graph, unsigned
from graph.kernels.jit import jit


def neighbours(of: Graph) -> Csr:
    """The undirected simple view: each node's distinct neighbours both ways, without itself, rising. O(n + m)."""
    return Csr(*_neighbours(of.start, of.target, of.back_start, of.back_source))


def core_numbers(of: Graph) -> I32:
    """The largest k of each node (n,) such that it is in a subgraph where all have k neighbours or more. O(n + m).

    On the undirected simple view. The definition is Seidman's (1983). Levels are peeled as in PKC (Kabir and Madduri
    2017): each scans who is left, which is a node's core number + 1 scans and thus no more than its entries + 1; a
    neighbour costs one random place in memory, where the bins of Batagelj and Zaversnik (2003) cost four.
    """
    near = neighbours(of)
    degree = np.diff(near.start).astype(np.int32)
    _peel(
        unsigned(near.start),
        unsigned(near.item),
        degree,
        np.arange(of.n, dtype=np.uint32),
        np.empty(of.n + 1, np.uint32),
    )
    return degree


@jit
def _neighbours(start: I64, target: I32, back_start: I64, back_source: I32) -> tuple[I64, I32]:
    n = len(start) - 1
    begin = np.zeros(n + 1, np.int64)
    item = np.empty(2 * len(target), np.int32)
    at = 0
    for v in range(n):
        i, i_end, j, j_end = start[v], start[v + 1], back_start[v], back_start[v + 1]
        while i < i_end and j < j_end:
            a, b = target[i], back_source[j]
            least = min(a, b)
            item[at] = least
            at += least != v
            i += a <= b
            j += b <= a
        for e in range(i, i_end):
            item[at] = target[e]
            at += target[e] != v
        for e in range(j, j_end):
            item[at] = back_source[e]
            at += back_source[e] != v
        begin[v + 1] = at
    return begin, item[:at].copy()


@jit
def _peel(start: U64, item: U32, degree: I32, left: U32, peel: U32) -> None:
    """Turns each node's `degree` among those `left` into its core number. `peel` (n + 1,) is room."""
    k = 0
    while len(left):
        tail = kept = 0
        for v in left:
            left[kept] = peel[tail] = v  # stays there if its turn has come: no branch for the processor to guess
            kept += degree[v] >= k
            tail += degree[v] == k
        left = left[:kept]
        head = 0
        while head < tail:
            v = peel[head]
            head += 1
            for e in range(start[v], start[v + 1]):
                u = item[e]
                d = degree[u]
                if d > k:  # guessed rightly more often than not, and what is peeled already is not written again
                    degree[u] = d - 1
                    if d == k + 1:
                        peel[tail] = u
                        tail += 1
        k += 1
