"""k-cores: how deep each node sits among nodes that all have many neighbours within."""

from __future__ import annotations

import numpy as np

from graph.kernels.arrays import I32, I64, Csr, Graph
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
    return _core_numbers(near.start, near.item)


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
def _core_numbers(start: I64, item: I32) -> I32:
    n = len(start) - 1
    degree = np.diff(start).astype(np.int32)  # among those left; once a node is peeled, its core number
    left = np.arange(n).astype(np.int32)
    peel = np.empty(n + 1, np.int32)
    k = 0
    while len(left):
        tail = kept = 0
        for v in left:
            left[kept] = peel[tail] = v
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
                degree[u] = d - (d > k)
                peel[tail] = u  # stays there if it has just come down to k: no branch for the processor to guess
                tail += d == k + 1
        k += 1
    return degree
