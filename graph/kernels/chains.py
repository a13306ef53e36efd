"""Chains: the heaviest path of each part of a graph without cycles."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graph.kernels.arrays import I32, I64, Csr, csr, graph
from graph.kernels.bounds import at_least
from graph.kernels.components import components
from graph.kernels.jit import jit


def heaviest_chains(n: int, source: I32, target: I32, weight: I64, links: int = 1) -> Csr:
    """The path of at least `links` edges and the largest sum in each weak component that has one, by its edges in order.

    Weights are fen, 0 or more; sums stay below 2**63. Of equal sums it is the path that ends at the lowest node; into a
    node the lowest edge. Components come in order of their smallest node. Longest paths in topological order, one state
    for each number of edges up to `links`: O((n + m) links). ValueError: a negative weight, no links, a cycle.
    """
    at_least(1, links=links)
    if len(weight) and weight.min() < 0:
        raise ValueError(f"weight of edge {int(weight.argmin())} is {weight.min()}")
    into, out = csr(n, target), csr(n, source)
    order = _sorted(n, target, out.start, out.item)
    if len(order) < n:
        raise ValueError("the edges have a cycle")
    sums, by, goes_on = _sums(order, into.start, into.item, source, weight, links)
    ends = np.flatnonzero(sums[:, links] >= 0)
    part = components(graph(n, source, target, np.ones(len(source))))[ends]
    best = np.lexsort((ends, -sums[ends, links], part))
    best = best[np.unique(part[best], return_index=True)[1]]
    chains = [_walk(int(v), source, by, goes_on) for v in ends[best]]
    start = np.cumsum([0, *map(len, chains)], dtype=np.int64)
    return Csr(start, np.array([e for chain in chains for e in chain], np.int32))


def _walk(node: int, source: I32, by: NDArray[np.int32], goes_on: NDArray[np.bool_]) -> list[int]:
    """Edges of the path that ends in a node."""
    links = state = by.shape[1] - 1
    chain: list[int] = []
    while state:
        chain.append(int(by[node, state]))
        state -= not (state == links and goes_on[node])
        node = int(source[chain[-1]])
    return chain[::-1]


@jit
def _sorted(n: int, target: I32, start: I64, item: I32) -> I32:
    """Nodes, each after all that point at it; those on cycles and behind them are left out."""
    waits = np.zeros(n, np.int32)
    for v in target:
        waits[v] += 1
    order, tail = np.empty(n, np.int32), 0
    for v in range(n):
        if waits[v] == 0:
            order[tail] = v
            tail += 1
    for i in range(n):
        if i < tail:
            for e in item[start[order[i]] : start[order[i] + 1]]:
                waits[target[e]] -= 1
                if waits[target[e]] == 0:
                    order[tail] = target[e]
                    tail += 1
    return order[:tail]


@jit
def _sums(
    order: I32, start: I64, item: I32, source: I32, weight: I64, links: int
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.bool_]]:
    """Of paths into each node with j edges, and with `links` or more: the largest sum (-1: none), the last edge, and
    whether what comes before it has `links` edges already."""
    n = len(order)
    sums, by = np.full((n, links + 1), -1, np.int64), np.full((n, links + 1), -1, np.int32)
    goes_on = np.zeros(n, np.bool_)
    for v in order:
        sums[v, 0] = 0
        for e in item[start[v] : start[v + 1]]:
            u = source[e]
            for j in range(1, links + 1):
                if sums[u, j - 1] >= 0 and sums[u, j - 1] + weight[e] > sums[v, j]:
                    sums[v, j], by[v, j] = sums[u, j - 1] + weight[e], e
                    if j == links:
                        goes_on[v] = False
            if sums[u, links] >= 0 and sums[u, links] + weight[e] > sums[v, links]:
                sums[v, links], by[v, links], goes_on[v] = sums[u, links] + weight[e], e, True
    return sums, by, goes_on
