"""Who is next to whom: distinct neighbours by direction as compressed rows, and what they have on average, most, apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gnn.data import F32, Data, Links
from graph.kernels.arrays import I32, I64, Csr, csr
from graph.kernels.jit import jit

ANY = "any"  # all relations as one
DIRECTED, EITHER = ("out", "in", "both"), ("both",)


@dataclass(frozen=True, slots=True)
class Around:
    """What a node's neighbours have, column by column; NaN where none of them has anything."""

    mean: F32  # (n, d)
    spread: F32  # (n, d) standard deviation
    most: F32  # (n, d)
    damped: F32  # (n, d) sum of what each neighbour has, divided by its number of neighbours the other way


def near(n: int, links: Links, way: str) -> Csr:
    """Distinct neighbours of each node, rising, itself left out: whom it points to, who points to it, or both."""
    source, target = links.source, links.target
    if way == "in":
        source, target = target, source
    elif way == "both":
        source, target = np.concatenate([source, target]), np.concatenate([target, source])
    return distinct(n, source, target)


def distinct(n: int, source: I32, target: I32) -> Csr:
    """Rows of distinct targets, rising, without the node itself. O(n + m): sorted by target, then, stably, by source."""
    apart = source != target
    if not apart.all():
        source, target = source[apart], target[apart]
    order = csr(n, target).item
    source, target = source[order].astype(np.int32), target[order].astype(np.int32)
    rows = csr(n, source)
    return Csr(*_distinct(rows.start, target[rows.item]))


@jit
def _distinct(start: I64, item: I32) -> tuple[I64, I32]:
    n = len(start) - 1
    kept, first = np.empty_like(item), np.zeros_like(start)
    place = 0
    for v in range(n):
        for k in range(start[v], start[v + 1]):
            if k == start[v] or item[k] != item[k - 1]:
                kept[place] = item[k]
                place += 1
        first[v + 1] = place
    return first, kept[:place].copy()


def ways(links: Links) -> tuple[str, ...]:
    """The directions that can be told apart."""
    return DIRECTED if links.directed else EITHER


def relations(data: Data, most: int = 4) -> dict[str, Links]:
    """Relations with links, by name; where there are more than `most`, all of them as one beside the largest."""
    held = {r: k for r, k in data.relations.items() if k.m}
    return held if len(held) <= most else {ANY: together(held), **largest(held, most - 1)}


def largest(held: dict[str, Links], most: int) -> dict[str, Links]:
    """Those with the most links."""
    chosen = sorted(held, key=lambda r: (-held[r].m, r))[:most]
    return {r: k for r, k in held.items() if r in chosen}


def together(held: dict[str, Links]) -> Links:
    """Links of several relations as one, their properties and times left out."""
    source = np.concatenate([k.source for k in held.values()])
    target = np.concatenate([k.target for k in held.values()])
    directed = all(k.directed for k in held.values())
    return Links(source, target, None, np.zeros((len(source), 0), np.float32), (), directed)


def around(rows: Csr, x: F32, other: Csr | None = None) -> Around:
    """What neighbours have. `other`: rows the other way, whose lengths damp (default: the same rows)."""
    back = rows if other is None else other
    return Around(*_around(rows.start, rows.item, np.ascontiguousarray(x, np.float32), np.diff(back.start)))


def mean(rows: Csr, x: F32) -> F32:
    """Mean of what neighbours have."""
    return _mean(rows.start, rows.item, np.ascontiguousarray(x, np.float32))


@jit
def _around(start: I64, item: I32, x: F32, degree: I64) -> tuple[F32, F32, F32, F32]:
    n, d = len(start) - 1, x.shape[1]
    mean, spread = np.full((n, d), np.nan, np.float32), np.full((n, d), np.nan, np.float32)
    most, damped = np.full((n, d), np.nan, np.float32), np.full((n, d), np.nan, np.float32)
    count, total, best, shared = np.zeros(d, np.int64), np.zeros(d), np.zeros(d), np.zeros(d)
    for v in range(n):
        count[:], total[:], best[:], shared[:] = 0, 0.0, -np.inf, 0.0
        for k in range(start[v], start[v + 1]):
            u = item[k]
            for c in range(d):
                value = x[u, c]
                if not np.isnan(value):
                    count[c] += 1
                    total[c] += value
                    shared[c] += value / max(degree[u], 1)
                    best[c] = max(best[c], value)
        for c in range(d):
            if count[c]:
                mean[v, c], most[v, c], damped[v, c] = total[c] / count[c], best[c], shared[c]
        total[:] = 0.0  # now squares around the mean: a difference of squares would lose digits
        for k in range(start[v], start[v + 1]):
            u = item[k]
            for c in range(d):
                if not np.isnan(x[u, c]):
                    total[c] += (np.float64(x[u, c]) - mean[v, c]) ** 2
        for c in range(d):
            if count[c]:
                spread[v, c] = np.sqrt(total[c] / count[c])
    return mean, spread, most, damped


@jit
def _mean(start: I64, item: I32, x: F32) -> F32:
    n, d = len(start) - 1, x.shape[1]
    out = np.full((n, d), np.nan, np.float32)
    count, total = np.zeros(d, np.int64), np.zeros(d)
    for v in range(n):
        count[:], total[:] = 0, 0.0
        for k in range(start[v], start[v + 1]):
            for c in range(d):
                if not np.isnan(x[item[k], c]):
                    count[c] += 1
                    total[c] += x[item[k], c]
        for c in range(d):
            if count[c]:
                out[v, c] = total[c] / count[c]
    return out


def by_node(n: int, node: I32, value: NDArray[np.floating]) -> tuple[I64, NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:  # fmt: skip
    """Of each node: how many values, their sum, the least (inf where none) and the most (-inf)."""
    return _by_node(n, node, value.astype(np.float64))


@jit
def _by_node(n: int, node: I32, value: NDArray[np.float64]) -> tuple[I64, NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:  # fmt: skip
    count, total = np.zeros(n, np.int64), np.zeros(n)
    least, most = np.full(n, np.inf), np.full(n, -np.inf)
    for i in range(len(node)):
        v = node[i]
        if not np.isnan(value[i]):
            count[v] += 1
            total[v] += value[i]
            least[v] = min(least[v], value[i])
            most[v] = max(most[v], value[i])
    return count, total, least, most
