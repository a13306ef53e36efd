"""What kernels are given: transfers in time order, and adjacency as compressed sparse rows (CSR)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

from graph.kernels.jit import jit

I8 = NDArray[np.int8]
I16 = NDArray[np.int16]
I32 = NDArray[np.int32]
I64 = NDArray[np.int64]
U8 = NDArray[np.uint8]
U32 = NDArray[np.uint32]
U64 = NDArray[np.uint64]
F64 = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Csr:
    """Node v's row is `item[start[v] : start[v + 1]]`: numbers of edges, or of neighbours."""

    start: I64  # (n + 1,)
    item: I32  # (m,)


@dataclass(frozen=True, slots=True)
class Transfers:
    """Transfer i moves `amount[i]` fen from `source[i]` to `target[i]` at `at[i]` (UTC seconds), `at` never falling."""

    n: int  # nodes
    source: I32  # (m,)
    target: I32  # (m,)
    at: I32  # (m,)
    amount: I64  # (m,)
    out: Csr  # of transfers by source, each row in time order
    into: Csr  # of transfers by target, each row in time order


@dataclass(frozen=True, slots=True)
class Graph:
    """A directed graph of pairs, one edge each: v's neighbours and the edges' weights, both ways."""

    start: I64  # (n + 1,)
    target: I32  # (m,)
    weight: F64  # (m,)
    back_start: I64  # (n + 1,)
    back_source: I32  # (m,)
    back_weight: F64  # (m,)

    @property
    def n(self) -> int:
        return len(self.start) - 1


@overload
def unsigned(indices: I32) -> U32: ...
@overload
def unsigned(indices: I64) -> U64: ...
def unsigned(indices: I32 | I64) -> U32 | U64:
    """The same memory as numbers from 0 on, for loops over edges: asked each time whether an index counts from the
    end, as one below 0 would, a loop takes twice as long.
    """
    return indices.view(np.uint32) if indices.dtype.itemsize == 4 else indices.view(np.uint64)


def places(times: I32, at: ArrayLike, *, after: bool = False) -> I64:
    """Where seconds `at` would stand in rising times, before equals or `after` them. O(log m) each.

    numpy would turn all the times into 64 bits first, to look up seconds of 64 bits.
    """
    second, of = np.asarray(at, np.int64), np.iinfo(times.dtype)
    found = np.searchsorted(times, np.clip(second, of.min, of.max).astype(times.dtype), "right" if after else "left")
    return np.where(second > of.max, len(times), np.where(second < of.min, 0, found))


def csr(n: int, key: I32) -> Csr:
    """Edge numbers grouped by `key` (node of each edge), in order within a row. O(n + m)."""
    return Csr(*_group(n, key))


def transfers(n: int, source: I32, target: I32, at: I32, amount: I64) -> Transfers:
    """Transfers sorted by time (stable), with both adjacencies."""
    if len(at) and (at[1:] < at[:-1]).any():
        order = np.argsort(at, kind="stable")
        source, target, at, amount = source[order], target[order], at[order], amount[order]
    return Transfers(n, source, target, at, amount, csr(n, source), csr(n, target))


def graph(n: int, source: I32, target: I32, weight: F64) -> Graph:
    """A graph of pairs; parallel edges are added up, each row is sorted by neighbour."""
    from scipy.sparse import csr_array

    there = csr_array((weight, (source, target)), shape=(n, n))
    there.sum_duplicates()
    back = there.T.tocsr()
    return Graph(
        there.indptr.astype(np.int64), there.indices.astype(np.int32), there.data.astype(np.float64),
        back.indptr.astype(np.int64), back.indices.astype(np.int32), back.data.astype(np.float64),
    )  # fmt: skip


@jit
def _group(n: int, key: I32) -> tuple[I64, I32]:
    start = np.zeros(n + 1, np.int64)
    for k in key:
        start[k + 1] += 1
    for v in range(n):
        start[v + 1] += start[v]
    place = start[:-1].copy()
    item = np.empty(len(key), np.int32)
    for i in range(len(key)):
        item[place[key[i]]] = i
        place[key[i]] += 1
    return start, item
