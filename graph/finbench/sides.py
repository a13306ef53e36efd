"""Links by one of their ends, in order of time, and the steps that all reads are made of.

Not `kernels.trace`: it counts in seconds and lets money leave in the second that it came; FinBench counts in
milliseconds and wants a later one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from graph.kernels.arrays import F64, I32, I64, csr
from graph.kernels.jit import jit

ANY = np.iinfo(np.int64).min  # below every time and every amount


@dataclass(frozen=True, slots=True)
class Side:
    """Node v's links are those at `start[v] : start[v + 1]`, in order of time."""

    start: I64  # (n + 1,)
    other: I32  # (m,) the node at the other end
    at: I64  # (m,) milliseconds, ANY where not stated
    amount: I64  # (m,) fen, 0 where the links move no money


@dataclass(frozen=True, slots=True)
class Links:
    """Links of several nodes, node after node, each node's in order of time."""

    which: I64  # (k,) the place of its node among those asked after
    other: I32  # (k,)
    at: I64  # (k,)
    amount: I64  # (k,)


@dataclass(frozen=True, slots=True)
class Totals:
    """What was counted by node."""

    node: I64  # (k,) rising
    count: I64  # (k,)
    total: I64  # (k,)
    most: I64  # (k,)


def side(n: int, near: I32, far: I32, at: I64, amount: I64) -> Side:
    """Links as those at `near` see them. O(n + m log m)."""
    order = np.argsort(at, kind="stable")
    rows = csr(n, near[order])
    order = order[rows.item]
    return Side(rows.start, far[order], at[order], amount[order])


def links(of: Side, nodes: I32 | I64, low: int | I64, high: int | I64, above: float | F64 = ANY) -> Links:
    """These nodes' links later than `low`, earlier than `high` and of more than `above`: bounds of all, or of each."""
    bounds = (np.full(len(nodes), bound, np.int64) for bound in (low, high, np.floor(above)))  # amounts are whole fen
    which, place = _links(of.start, of.at, of.amount, nodes, *bounds)
    return Links(which, of.other[place], of.at[place], of.amount[place])


def walk(of: Side, nodes: I32 | I64, start: int, end: int, steps: int, *, back: bool = False) -> Iterator[I32]:
    """The nodes 1, 2, .. `steps` links away, each link later (`back`: earlier) than the one before.

    A node at several distances comes at each of them. Of the ways to a node only the one that leaves most time for
    what follows is gone on from, so the work of a step is bounded by the links of its nodes.
    """
    at = np.full(len(nodes), end if back else start)
    for _ in range(steps):
        found = links(of, nodes, start, at) if back else links(of, nodes, at, end)
        order = np.lexsort((-found.at if back else found.at, found.other))
        order = order[_heads(found.other[order])]
        nodes, at = found.other[order], found.at[order]
        yield nodes


def totals(node: I32 | I64, amount: I64) -> Totals:
    """Amounts by node: how many, their sum and the largest. O(k log k)."""
    order = np.argsort(node, kind="stable")
    node, amount = node[order], amount[order]
    head = np.flatnonzero(_heads(node))
    if not len(head):
        return Totals(head, head, head, head)
    count = np.diff(np.append(head, len(node)))
    return Totals(node[head].astype(np.int64), count, np.add.reduceat(amount, head), np.maximum.reduceat(amount, head))


def _heads(values: I32 | I64) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Whether a value differs from the one before it."""
    heads = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=heads[1:])
    return heads


@jit
def _links(start: I64, at: I64, amount: I64, nodes: I32 | I64, low: I64, high: I64, above: I64) -> tuple[I64, I64]:
    """Which node, and where the link stands."""
    first, last, size = np.empty(len(nodes), np.int64), np.empty(len(nodes), np.int64), 0
    for i in range(len(nodes)):
        row, stop = start[nodes[i]], start[nodes[i] + 1]
        first[i] = row + np.searchsorted(at[row:stop], low[i], side="right")
        last[i] = row + np.searchsorted(at[row:stop], high[i])
        size += max(last[i] - first[i], 0)
    which, place, k = np.empty(size, np.int64), np.empty(size, np.int64), 0
    for i in range(len(nodes)):
        for p in range(first[i], last[i]):
            if amount[p] > above[i]:
                which[k], place[k] = i, p
                k += 1
    return which[:k], place[:k]
