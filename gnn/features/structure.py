"""Structure around nodes without regard to time: triangles, cores, neighbours weighed by how few others they have.

A hub tells little about each of its thousand neighbours: what is told by neighbours is therefore also given damped by
their degree (Adamic and Adar 2003 weigh so; resource allocation: Zhou, Lü and Zhang 2009).
"""

from __future__ import annotations

import numpy as np

from gnn.data import F32, Data
from gnn.features.adjacency import around, mean, relations, together
from gnn.model import Table
from graph.kernels.arrays import F64, I32, I64, Csr, graph
from graph.kernels.jit import jit
from graph.kernels.kcore import core_numbers, neighbours

WIDE = 400  # own columns up to which their place among neighbours is told


def undirected(data: Data) -> Csr:
    """Distinct neighbours over all relations, both ways."""
    held = relations(data, most=1_000_000)
    if not held:
        return Csr(np.zeros(data.n + 1, np.int64), np.zeros(0, np.int32))
    links = together(held)
    return neighbours(graph(data.n, links.source, links.target, np.ones(links.m)))


def table(data: Data, own: Table) -> Table:
    """(n, d) features of all nodes; `own`: what nodes have of themselves."""
    rows = undirected(data)
    degree = np.diff(rows.start)
    base = np.column_stack([own.x, np.log1p(degree)]).astype(np.float32)
    names = (*own.columns, "log neighbours")
    near = around(rows, base)
    weight = np.divide(1.0, degree, out=np.zeros(data.n), where=degree > 0)
    once = damped_mean(rows, weight, base)
    blocks: dict[str, F32] = {"damped mean {}": once, "damped mean at 2 hops {}": damped_mean(rows, weight, once)}
    blocks["mean at 3 hops {}"] = mean(rows, mean(rows, near.mean))
    if len(names) <= WIDE:
        blocks["share of neighbours below in {}"] = _place(rows.start, rows.item, base)
        blocks["beside neighbours {}"] = base - near.mean
    singles = _singles(data.n, rows, degree, weight)
    return Table(
        np.hstack([np.column_stack(list(singles.values())).astype(np.float32), *blocks.values()]),
        (*singles, *(how.format(c) for how in blocks for c in names)),
    )


def _singles(n: int, rows: Csr, degree: I64, weight: F64) -> dict[str, F64]:
    closed = triangles(rows)
    pairs = degree * (degree - 1) / 2
    source = np.repeat(np.arange(n, dtype=np.int32), degree)
    return {
        "log triangles": np.log1p(closed),
        "clustering": np.divide(closed, pairs, out=np.full(n, np.nan), where=pairs > 0),
        "core number": core_numbers(graph(n, source, rows.item, np.ones(len(source)))).astype(np.float64),
        "neighbours shared out": np.bincount(source, weight[rows.item], n),
    }


def triangles(rows: Csr) -> I64:
    """(n,) triangles through each node. Each is found once, from its node of least degree: O(m^1.5) (Schank and
    Wagner 2005)."""
    return _triangles(rows.start, rows.item)


def damped_mean(rows: Csr, weight: F64, x: F32) -> F32:
    """Mean of what neighbours have, each weighing `weight`; NaN where none has anything."""
    return _damped_mean(rows.start, rows.item, weight, np.ascontiguousarray(x, np.float32))


@jit
def _triangles(start: I64, item: I32) -> I64:
    n = len(start) - 1
    found, mark = np.zeros(n, np.int64), np.full(n, -1, np.int32)
    for v in range(n):
        dv = start[v + 1] - start[v]
        for k in range(start[v], start[v + 1]):
            u = item[k]
            du = start[u + 1] - start[u]
            if du > dv or (du == dv and u > v):
                mark[u] = v
        for k in range(start[v], start[v + 1]):
            u = item[k]
            du = start[u + 1] - start[u]
            if du < dv or (du == dv and u < v):
                continue
            for j in range(start[u], start[u + 1]):
                w = item[j]
                dw = start[w + 1] - start[w]
                if mark[w] == v and (dw > du or (dw == du and w > u)):
                    found[v] += 1
                    found[u] += 1
                    found[w] += 1
    return found


@jit
def _damped_mean(start: I64, item: I32, weight: F64, x: F32) -> F32:
    n, d = len(start) - 1, x.shape[1]
    out = np.full((n, d), np.nan, np.float32)
    share, total = np.zeros(d), np.zeros(d)
    for v in range(n):
        share[:], total[:] = 0.0, 0.0
        for k in range(start[v], start[v + 1]):
            u = item[k]
            for c in range(d):
                if not np.isnan(x[u, c]):
                    share[c] += weight[u]
                    total[c] += weight[u] * x[u, c]
        for c in range(d):
            if share[c] > 0:
                out[v, c] = total[c] / share[c]
    return out


@jit
def _place(start: I64, item: I32, x: F32) -> F32:
    """Share of neighbours that have less, those with as much counting half."""
    n, d = len(start) - 1, x.shape[1]
    out = np.full((n, d), np.nan, np.float32)
    for v in range(n):
        for c in range(d):
            below, count = 0.0, 0
            for k in range(start[v], start[v + 1]):
                value = x[item[k], c]
                if not np.isnan(value):
                    count += 1
                    below += 1.0 if value < x[v, c] else 0.5 if value == x[v, c] else 0.0
            if count and not np.isnan(x[v, c]):
                out[v, c] = below / count
    return out
