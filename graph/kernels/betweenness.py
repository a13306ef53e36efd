"""Betweenness: the share of shortest paths that lead through a node, from all sources or from some, with a bound."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from math import log, sqrt

import numpy as np

from graph.kernels.arrays import F64, I64, U32, U64, Csr, Graph, unsigned
from graph.kernels.jit import jit
from graph.kernels.kcore import neighbours


@dataclass(frozen=True, slots=True)
class Betweenness:
    """Of all ordered pairs of other nodes, the share joined through a node; a pair's paths count equal parts of it."""

    score: F64  # (n,), 0 to 1
    sources: int
    error: float  # all scores at once are within this of the exact ones, with the confidence asked for


def betweenness(
    of: Graph, *, sources: int | None = None, directed: bool = True, confidence: float = 0.95, seed: int = 0
) -> Betweenness:
    """Betweenness by counting edges, from `sources` nodes drawn without return, from all where None. O(m) a source.

    Brandes' accumulation (2001), sources drawn as by Brandes and Pich (2007), the error as in `bound`. Undirected is
    the simple view of `kcore.neighbours`. ValueError: no source, more than there are nodes, or shortest paths that
    are more than a float can count.
    """
    k = of.n if sources is None else sources
    if not min(of.n, 1) <= k <= of.n:
        raise ValueError(f"{k} sources of {of.n} nodes")
    error = bound(of.n, k, confidence)
    drawn = np.sort(np.random.default_rng(seed).permutation(of.n)[:k])
    near = Csr(of.start, of.target) if directed else neighbours(of)
    total = np.zeros(of.n)
    uncounted = _through(unsigned(near.start), unsigned(near.item), drawn, total, np.zeros(of.n), np.zeros(of.n))
    if uncounted >= 0:
        raise ValueError(f"from node {uncounted} there are more shortest paths than a float can count")
    pairs = max(of.n - 1, 1) * max(of.n - 2, 1)
    return Betweenness(total * (of.n / max(k, 1) / pairs), k, error)


def bound(n: int, sources: int, confidence: float = 0.95) -> float:
    """How far any of n scores may be off, with this confidence, when `sources` of the n nodes were drawn.

    A source adds between 0 and n / (n - 1) to a score's mean. The Hoeffding-Serfling inequality for draws without
    return (Bardenet and Maillard 2015, corollary 2.5) holds for a score's either side, and the union bound for all;
    it falls to 0 as the sources come to be all nodes.
    """
    if not 0 < confidence < 1:
        raise ValueError(f"confidence is {confidence}, not between 0 and 1")
    if n < 3:
        return 0.0
    k = sources
    left = 1 - (k - 1) / n if 2 * k <= n else (1 - k / n) * (1 + 1 / k)
    return n / (n - 1) * sqrt(left * log(2 * n / (1 - confidence)) / (2 * k))


def sources_for(n: int, error: float, confidence: float = 0.95) -> int:
    """The fewest sources of n whose bound is no more than `error`."""
    return min(n, 1 + bisect_left(range(1, n + 1), -error, key=lambda k: -bound(n, k, confidence)))


@jit
def _through(start: U64, item: U32, sources: I64, total: F64, arriving: F64, coming: F64) -> int:
    """Adds the sources' dependencies on each node to `total`; a source whose paths a float can't count (-1: none).

    `arriving` and `coming` (n,) are 0.
    """
    n = len(total)
    reached, paths, level = np.empty(n + 1, np.uint32), np.empty(n), np.empty(n + 2, np.int64)
    for s in sources:
        levels = _forward(start, item, s, arriving, reached, paths, level)
        if not np.isfinite(paths[: level[levels]].max()):
            return int(s)
        _backward(start, item, levels, reached, paths, level, coming, total)
        for v in reached[: level[levels]]:
            arriving[v] = 0.0
    return -1


@jit
def _forward(start: U64, item: U32, s: int, arriving: F64, reached: U32, paths: F64, level: I64) -> int:
    """Breadth-first: nodes `reached` by level, their numbers of `paths`, where each level begins; gives the levels.

    `arriving` holds the paths that the level under way brings, 0 for a node not yet seen and minus infinity for one
    that is done: one place in memory an edge, which is written only where paths arrive.
    """
    reached[0], paths[0], arriving[s] = s, 1.0, -np.inf
    level[0], level[1] = 0, 1
    levels, tail = 1, 1
    while level[levels] > level[levels - 1]:
        for i in range(level[levels - 1], level[levels]):
            v, more = reached[i], paths[i]
            for e in range(start[v], start[v + 1]):
                w = item[e]
                there = arriving[w]
                if there >= 0:
                    if there == 0:
                        reached[tail] = w
                        tail += 1
                    arriving[w] = there + more
        for i in range(level[levels], tail):
            w = reached[i]
            paths[i] = arriving[w]
            arriving[w] = -np.inf
        levels += 1
        level[levels] = tail
    return levels - 1


@jit
def _backward(
    start: U64, item: U32, levels: int, reached: U32, paths: F64, level: I64, coming: F64, total: F64
) -> None:
    """Add each node's dependency to `total`, the last level first. `coming` is 0 but for the level behind."""
    for at in range(levels - 1, 0, -1):
        for i in range(level[at], level[at + 1]):
            v, ratio = reached[i], 0.0
            for e in range(start[v], start[v + 1]):
                ratio += coming[item[e]]
            total[v] += ratio * paths[i]
            paths[i] = ratio + 1 / paths[i]  # what a path through v hands back to the level before
        if at + 1 < levels:
            for v in reached[level[at + 1] : level[at + 2]]:
                coming[v] = 0.0
        for i in range(level[at], level[at + 1]):
            coming[reached[i]] = paths[i]
    if levels > 1:
        for v in reached[level[1] : level[2]]:
            coming[v] = 0.0
