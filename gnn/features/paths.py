"""How far the others are from each node, who falls away without it, and whom the two ends of a link both know."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.kernels.arrays import F64, I32, I64, Csr
from graph.kernels.jit import jit


@dataclass(frozen=True, slots=True)
class Distances:
    """Of each node (n,) to the nodes that were drawn, itself left out: all of them, or `sources` of n."""

    total: F64  # sum of steps to those that are reached
    inverse: F64  # sum of 1 / steps
    farthest: I32
    reached: I64  # how many
    near: I64  # how many within two steps
    sources: int


def distances(near: Csr, *, sources: int | None = None, seed: int = 0) -> Distances:
    """Breadth first from `sources` nodes drawn without return (Eppstein and Wang 2004), from all where None. O(m) each."""
    n = len(near.start) - 1
    k = n if sources is None else min(sources, n)
    drawn = np.sort(np.random.default_rng(seed).permutation(n)[:k])
    return Distances(*_distances(near.start, near.item, drawn), k)


def cut_off(near: Csr) -> I32:
    """How many nodes each one (n,) alone holds to the largest rest of its component: 0 where it is no cut vertex. O(m).

    Low points of a depth-first tree (Hopcroft and Tarjan 1973): a branch whose low point is not above the node falls
    away without it.
    """
    return _cut_off(near.start, near.item)


def common(near: Csr) -> tuple[I64, F64]:
    """Of each entry of `near` (e,), a link seen from one end: neighbours that both ends have, and the sum of 1 / degree
    of these. O(sum over links of the smaller degree, times a logarithm), whatever hubs there are.
    """
    return _common(near.start, near.item)


@jit
def _common(start: I64, item: I32) -> tuple[I64, F64]:
    count, inverse = np.zeros(len(item), np.int64), np.zeros(len(item))
    for v in range(len(start) - 1):
        for e in range(start[v], start[v + 1]):
            u = item[e]
            if u < v:
                continue
            few, many = (v, u) if start[v + 1] - start[v] <= start[u + 1] - start[u] else (u, v)
            theirs = item[start[many] : start[many + 1]]
            for q in item[start[few] : start[few + 1]]:
                place = np.searchsorted(theirs, q)
                if place < len(theirs) and theirs[place] == q:
                    count[e] += 1
                    inverse[e] += 1 / (start[q + 1] - start[q])
            back = start[u] + np.searchsorted(item[start[u] : start[u + 1]], v)
            count[back], inverse[back] = count[e], inverse[e]
    return count, inverse


@jit
def _distances(start: I64, item: I32, drawn: I64) -> tuple[F64, F64, I32, I64, I64]:
    n = len(start) - 1
    total, inverse, farthest = np.zeros(n), np.zeros(n), np.zeros(n, np.int32)
    reached, close = np.zeros(n, np.int64), np.zeros(n, np.int64)
    steps, queue = np.full(n, -1, np.int32), np.empty(n, np.int32)
    for s in drawn:
        steps[s], queue[0], head, tail = 0, s, 0, 1
        while head < tail:
            v = queue[head]
            head += 1
            d = steps[v]
            if d > 0:
                total[v] += d
                inverse[v] += 1 / d
                farthest[v] = max(farthest[v], d)
                reached[v] += 1
                close[v] += d <= 2
            for e in range(start[v], start[v + 1]):
                if steps[item[e]] < 0:
                    steps[item[e]] = d + 1
                    queue[tail] = item[e]
                    tail += 1
        for v in queue[:tail]:
            steps[v] = -1
    return total, inverse, farthest, reached, close


@jit
def _cut_off(start: I64, item: I32) -> I32:
    n = len(start) - 1
    number, low, above = np.full(n, -1, np.int32), np.zeros(n, np.int32), np.full(n, -1, np.int32)
    below, fallen, largest = np.ones(n, np.int32), np.zeros(n, np.int32), np.zeros(n, np.int32)
    edge, order, lose = start[:-1].copy(), np.empty(n, np.int32), np.zeros(n, np.int32)
    for root in range(n):
        if number[root] >= 0:
            continue
        count, v = 0, root
        while v >= 0:
            if number[v] < 0:
                number[v] = low[v] = count
                order[count] = v
                count += 1
            if edge[v] < start[v + 1]:
                u = item[edge[v]]
                edge[v] += 1
                if number[u] < 0:
                    above[u] = v
                    v = u
                elif u != above[v]:
                    low[v] = min(low[v], number[u])
                continue
            p = above[v]
            if p >= 0:
                low[p] = min(low[p], low[v])
                below[p] += below[v]
                if low[v] >= number[p]:  # nothing of v's branch leads past p
                    fallen[p] += below[v]
                    largest[p] = max(largest[p], below[v])
            v = p
        for v in order[:count]:
            rest = count - 1 - fallen[v]  # what stays with the root's side
            lose[v] = count - 1 - max(largest[v], rest)
    return lose
