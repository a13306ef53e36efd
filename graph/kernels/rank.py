"""Rank by who points at whom: PageRank from everywhere or from chosen nodes, and HITS."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from graph.kernels.arrays import F64, I32, I64, U32, U64, Graph, unsigned
from graph.kernels.jit import jit

STRETCH = 256  # rows that change places with each other: their results stay within the processor's cache
ONE = np.uint64(1)
LONG = 64  # neighbours; rows of as many and more are not told apart


@dataclass(frozen=True, slots=True)
class Rank:
    """How often a walker who follows edges, and now and then begins anew, stands on each node."""

    score: F64  # (n,), sums to 1
    rounds: int
    error: float  # the scores' distance from the fixed point is at most this, all nodes' together


@dataclass(frozen=True, slots=True)
class Hits:
    """A hub points at authorities, an authority is pointed at by hubs."""

    hub: F64  # (n,), sums to 1, or all 0 where there is no edge
    authority: F64  # (n,), the same
    rounds: int
    change: float  # of the hubs in the last round, all nodes' together


class Rows(NamedTuple):
    """Row i is `node[i]`'s. In each stretch of nodes the shorter rows come first: the processor, which guesses where a row
    ends and waits long for each wrong guess, guesses right, and a round takes half the time.
    """

    node: U32  # (n,)
    start: U64  # (n + 1,)
    neighbour: U32  # (m,)
    weight: F64  # (m,) or (0,)


def pagerank(
    of: Graph,
    *,
    restart: F64 | None = None,
    damping: float = 0.85,
    tolerance: float = 1e-9,
    rounds: int = 200,
    weighted: bool = False,
) -> Rank:
    """PageRank; personalised where `restart` (n,) weighs the nodes at which the walker begins anew. O(m) a round.

    He follows an edge with probability `damping`, each alike or by its weight, and begins anew otherwise, and always
    where nothing (of weight) leads on. It ends after `rounds`, or once the error is no more than `tolerance`; 0 asks
    for all rounds. A round shrinks the distance between any two score vectors by `damping`, which bounds the error.
    The method is Brin and Page's (1998). ValueError: a weight below 0 or not finite, damping outside [0, 1).
    """
    if not 0 <= damping < 1:
        raise ValueError(f"damping is {damping}, not in [0, 1)")
    begin = _shares("restart", np.ones(of.n) if restart is None else restart, of.n)
    leaves = _leaving(of, weighted)
    back = rows_of(of.back_start, of.back_source, of.back_weight if weighted else of.back_weight[:0])
    score, sent, got, done, error = begin.copy(), np.zeros(of.n), np.zeros(of.n), 0, np.inf
    stuck, _ = _receive(leaves, damping, begin, 1.0, got, score, sent)
    while done < rounds and (tolerance == 0 or error > tolerance):
        _pull(back, sent, got)
        stuck, change = _receive(leaves, damping, begin, 1 - damping + damping * stuck, got, score, sent)
        error = change * damping / (1 - damping)
        done += 1
    return Rank(score, done, error)


def hits(of: Graph, *, tolerance: float = 1e-9, rounds: int = 1000, weighted: bool = False) -> Hits:
    """Hubs and authorities (Kleinberg 1999), by power iteration from hubs that are all alike. O(m) a round.

    It ends after `rounds`, or once a round changes the hubs by no more than `tolerance`; 0 asks for all rounds.
    Where the graph falls apart, the part with the largest singular value takes all. ValueError: a weight below 0 or
    not finite.
    """
    _leaving(of, weighted)
    hub, authority, done, change = np.full(of.n, 1 / max(of.n, 1)), np.zeros(of.n), 0, np.inf
    weights = (of.weight, of.back_weight) if weighted else (of.weight[:0], of.back_weight[:0])
    there, back = rows_of(of.start, of.target, weights[0]), rows_of(of.back_start, of.back_source, weights[1])
    got = np.zeros(of.n)
    while done < rounds and (tolerance == 0 or change > tolerance):
        was = hub
        _pull(back, hub, got)
        authority = _normal(got)
        _pull(there, authority, got)
        hub = _normal(got)
        change = float(np.abs(hub - was).sum())
        done += 1
    return Hits(hub, authority, done, change)


def _normal(of: F64) -> F64:
    return np.asarray(of / (of.sum() or 1.0))


def _shares(name: str, of: F64, n: int) -> F64:
    """Numbers from 0 on, as shares of their sum."""
    total = of.sum()
    if of.shape != (n,) or (of < 0).any() or not np.isfinite(total) or (n and total == 0):
        raise ValueError(f"{name} is not {n} finite numbers from 0 on with a sum above 0")
    return np.asarray(of / total if n else of, np.float64)


def _leaving(of: Graph, weighted: bool) -> F64:
    """What leaves each node (n,): its edges' number, or their weight."""
    if not weighted:
        return np.diff(of.start).astype(np.float64)
    leaves = _row_sums(of.start, of.weight)
    if not (np.isfinite(leaves).all() and (of.weight >= 0).all()):
        raise ValueError("an edge's weight is below 0, or a node's sum of weights not finite")
    return leaves


@jit
def _row_sums(start: I64, weight: F64) -> F64:
    total = np.zeros(len(start) - 1)
    for v in range(len(total)):
        for e in range(start[v], start[v + 1]):
            total[v] += weight[e]
    return total


def rows_of(start: I64, neighbour: I32, weight: F64) -> Rows:
    """The rows of an adjacency laid out anew, each as it was. O(n + m)."""
    return Rows(*_laid(start, unsigned(neighbour), weight))


@jit
def _laid(start: I64, neighbour: U32, weight: F64) -> tuple[U32, U64, U32, F64]:
    n = len(start) - 1
    node, begin, near, weighs = (
        np.empty(n, np.uint32),
        np.empty(n + 1, np.uint64),
        np.empty_like(neighbour),
        np.empty_like(weight),
    )
    place, at = np.zeros(LONG + 2, np.int64), 0
    for first in range(0, n, STRETCH):
        behind = min(first + STRETCH, n)
        place[:] = 0
        for v in range(first, behind):
            place[min(int(start[v + 1] - start[v]), LONG) + 1] += 1
        for length in range(LONG):
            place[length + 1] += place[length]
        for v in range(first, behind):
            length = min(int(start[v + 1] - start[v]), LONG)
            node[first + place[length]] = v
            place[length] += 1
        for i in range(first, behind):
            begin[i] = at
            for e in range(start[node[i]], start[node[i] + 1]):
                near[at] = neighbour[e]
                if len(weight):
                    weighs[at] = weight[e]
                at += 1
    begin[n] = at
    return node, begin, near, weighs


@jit
def _pull(rows: Rows, sent: F64, got: F64) -> None:
    """Set what each node gets of what its neighbours send, by weight where there are weights. A row begins where the one
    before ends; a range of its own for each would take as long again.
    """
    node, start, neighbour, weight = rows
    e = np.uint64(0)
    for i in range(len(node)):
        end, total = start[i + 1], 0.0
        if len(weight):
            while e < end:
                total += sent[neighbour[e]] * weight[e]
                e += ONE
        else:
            while e < end:
                total += sent[neighbour[e]]
                e += ONE
        got[node[i]] = total


@jit
def _receive(
    leaves: F64, damping: float, begin: F64, began: float, got: F64, score: F64, sent: F64
) -> tuple[float, float]:
    """Set the new scores, and what each node sends to a neighbour (or a unit of weight).

    Gives the share that stands where nothing leads on, and how much the scores changed.
    """
    stuck = change = 0.0
    for v in range(len(score)):
        new = began * begin[v] + got[v]
        change += abs(new - score[v])
        score[v] = new
        sent[v] = damping * new / leaves[v] if leaves[v] > 0 else 0.0
        stuck += 0.0 if leaves[v] > 0 else new
    return stuck, change
