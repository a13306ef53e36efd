"""Communities by label propagation: each node takes the label that weighs most among its neighbours."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.kernels.arrays import F64, I32, I64, U32, U64, Graph, unsigned
from graph.kernels.components import by_smallest
from graph.kernels.jit import jit

Rows = tuple[U64, U32, F64]
ONE = np.uint64(1)
BLOCK = 64  # nodes that are next to each other in the order


@dataclass(frozen=True, slots=True)
class Labels:
    label: I32  # (n,), a community's smallest member
    sweeps: int
    moved: int  # nodes that changed label in the last sweep; 0: each has a label that weighs most around it


def propagate(of: Graph, *, sweeps: int = 20, seed: int = 0) -> Labels:
    """Label propagation (Raghavan, Albert and Kumara 2007) on weights both ways. O(m) a sweep.

    Nodes move one after the other in an order drawn by `seed`, each seeing what those before it have just done: unlike
    all at once, that does not swing for ever where payers and payees form two sides. A node keeps its label as long
    as none weighs more; of equals, the one whose first bearer comes first in the order wins. Edges to itself and of
    weight 0 do not count. It ends after `sweeps`, or when a sweep moves nobody. ValueError: a weight below 0 or NaN.
    """
    order = _order(of.n, seed)
    label = np.empty(of.n, np.int32)
    label[order] = np.arange(of.n, dtype=np.int32)
    there, back = _ways(of)
    heard, seen, calm, done, moved = np.zeros(of.n), np.empty(of.n + 1, np.uint32), np.zeros(of.n, np.bool_), 0, of.n
    while moved and done < sweeps:
        moved = _sweep(there, back, unsigned(order), unsigned(label), heard, seen, calm)
        done += 1
    return Labels(by_smallest(label), done, moved)


def propagate_by_turns(of: Graph, *, sweeps: int = 40, turn: U64 | None = None) -> Labels:
    """Label propagation in which nobody sees what others have just done, so that parts of a graph can be gone through apart.

    All look at once at the labels of the sweep before, and in sweep k (from 0) those that want another move if bit k
    modulo 64 of their `turn` (n,) is set. Payers and payees that would swap labels for ever, were all to move, are told apart by
    turns as good as random: the first half of an id, as Spark takes it, or, where none are given, a hash of the node's
    number. A node keeps its label as long as none weighs more; of equals the smallest wins. Edges to itself and of
    weight 0 do not count. It ends after `sweeps`, or with one in which nobody wants to move (`moved`: how many wanted to). O(m) a
    sweep. ValueError: as `propagate`, turns that are not n.
    """
    turn = _mixed(of.n) if turn is None else turn
    if len(turn) != of.n:
        raise ValueError(f"{len(turn)} turns for {of.n} nodes")
    there, back = _ways(of)
    nodes, label, wanted = np.arange(of.n, dtype=np.uint64), np.arange(of.n, dtype=np.uint32), np.empty(of.n, np.uint32)
    heard, seen, done, moved = np.zeros(of.n), np.empty(of.n + 1, np.uint32), 0, of.n
    while moved and done < sweeps:
        moved = _look(nodes, there, back, label, wanted, heard, seen)
        bit = turn >> np.uint64(done % 64) & ONE
        label, done = np.where(bit == ONE, wanted, label), done + 1
    return Labels(by_smallest(label.astype(np.int32)), done, moved)


def _ways(of: Graph) -> tuple[Rows, Rows]:
    if not (of.weight >= 0).all():
        raise ValueError("an edge's weight is below 0 or not a number")
    return (unsigned(of.start), unsigned(of.target), of.weight), (unsigned(of.back_start), unsigned(of.back_source), of.back_weight)  # fmt: skip


def _mixed(n: int) -> U64:
    """Node numbers as good as random: splitmix64 (Steele, Lea and Flood 2014)."""
    x = np.arange(1, n + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    x = (x ^ x >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ x >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
    return x ^ x >> np.uint64(31)


def _order(n: int, seed: int) -> I64:
    """Shuffled by blocks, whose rows lie side by side in memory."""
    blocks = np.random.default_rng(seed).permutation(-(-n // BLOCK))
    order = (blocks[:, None] * BLOCK + np.arange(BLOCK)).ravel()
    return order[order < n]


@jit
def _sweep(there: Rows, back: Rows, order: U64, label: U32, heard: F64, seen: U32, calm: NDArray[np.bool_]) -> int:
    """Move each node once; gives how many changed. `heard` is 0 before and after.

    A node is `calm` while nobody around it has moved since its turn: it would do nothing, and is passed over.
    """
    moved = 0
    for v in order:
        if calm[v]:
            continue
        labels = _hear(v, there, label, heard, seen, 0)
        labels = _hear(v, back, label, heard, seen, labels)
        own = best = label[v]
        most = heard[own]
        for i in range(labels):
            a = seen[i]
            loud, heard[a] = heard[a], 0.0
            if loud > most or (loud == most and best != own and a < best):
                best, most = a, loud
        if best != own:
            moved += 1
            label[v] = best
            _stir(v, there, calm)
            _stir(v, back, calm)
        calm[v] = True
    return moved


@jit
def _look(nodes: U64, there: Rows, back: Rows, label: U32, wanted: U32, heard: F64, seen: U32) -> int:
    """What each node would take; gives how many would take another than their own. `heard` is 0 before and after.

    How the loudest is found is written out here as in `_sweep`: in a function of its own it costs a third more.
    """
    moved = 0
    for v in nodes:
        labels = _hear(v, there, label, heard, seen, 0)
        labels = _hear(v, back, label, heard, seen, labels)
        own = best = label[v]
        most = heard[own]
        for i in range(labels):
            a = seen[i]
            loud, heard[a] = heard[a], 0.0
            if loud > most or (loud == most and best != own and a < best):
                best, most = a, loud
        moved += best != own
        wanted[v] = best
    return moved


@jit
def _hear(v: int, row: Rows, label: U32, heard: F64, seen: U32, labels: int) -> int:
    """Add what one row's neighbours say to `heard`, and labels not heard before to `seen`; gives how many are there."""
    start, near, weight = row
    e, end = start[v], start[v + ONE]
    while e < end:  # a range would cost as much as a neighbour
        u, more = near[e], weight[e]
        if u != v and more > 0:
            a = label[u]
            before = heard[a]
            seen[labels] = a  # stays there if it is new: no branch for the processor to guess
            labels += before == 0
            heard[a] = before + more
        e += ONE
    return labels


@jit
def _stir(v: int, row: Rows, calm: NDArray[np.bool_]) -> None:
    """A neighbour's turn will say something new."""
    start, near, _ = row
    e, end = start[v], start[v + ONE]
    while e < end:
        calm[near[e]] = False
        e += ONE
