"""Linear threshold: a node gives way once those that gave way before it weigh enough, and it is said which they were."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.kernels.arrays import F64, I32, I64, Csr, Graph
from graph.kernels.jit import jit

ROUNDING = 1e-12  # ten tenths add up to less than one in binary: a sum this close to its threshold has reached it


@dataclass(frozen=True, slots=True)
class Cascade:
    """In which round each node gave way, and by whose weight."""

    round: I32  # (n,) 0 for a seed, -1 for who held out
    carriers: Csr  # of v: places in `back_source` and `back_weight` of the links that had reached v in its round


def threshold(influence: Graph, thresholds: F64, seeds: I32) -> Cascade:
    """Let `seeds` give way, then in rounds every node v whose links u -> v from nodes that have weigh thresholds[v].

    thresholds: (n,) above 0, in the unit of the weights; infinity for who never gives way. Weights of 1 make it
    Granovetter's count, a share of v's incoming weight Watts' fraction, weights that add up to 1 at most the model of
    Kempe, Kleinberg and Tardos. Rounds are synchronous: who gives way in one is felt in the next. O(n + m).

    ValueError: lengths that differ, a threshold not above 0 (make that node a seed), a negative weight, a seed that is
    no node.

    Granovetter, Am. J. Sociol. 83(6) (1978); Watts, PNAS 99(9) (2002); Kempe, Kleinberg, Tardos, KDD 2003.
    """
    n = influence.n
    if len(thresholds) != n:
        raise ValueError(f"thresholds has {len(thresholds)} entries for {n} nodes")
    if (bad := ~(thresholds > 0)).any():
        raise ValueError(f"threshold of node {bad.argmax()} is {thresholds[bad.argmax()]}, not above 0")
    if (bad := (seeds < 0) | (seeds >= n)).any():
        raise ValueError(f"seed {seeds[bad.argmax()]} is not one of {n} nodes")
    if influence.weight.size and not influence.weight.min() >= 0:
        raise ValueError(f"weight {(~(influence.weight >= 0)).argmax()} is negative or no number")
    enough = thresholds.astype(np.float64) * (1 - ROUNDING)
    when = _give_way(influence.start, influence.target, influence.weight, enough, seeds.astype(np.int32))
    return Cascade(when, Csr(*_carriers(influence.back_start, influence.back_source, influence.back_weight, when)))


@jit
def _give_way(start: I64, target: I32, weight: F64, enough: F64, seeds: I32) -> I32:
    n = len(enough)
    when, felt = np.full(n, -1, np.int32), np.zeros(n)
    queue, filled = np.empty(n, np.int32), 0  # in the order of giving way
    for v in seeds:
        if when[v] < 0:
            when[v] = 0
            queue[filled] = v
            filled += 1
    done = 0
    while done < filled:
        u = queue[done]
        done += 1
        for e in range(start[u], start[u + 1]):
            v = target[e]
            if when[v] < 0:
                felt[v] += weight[e]
                if felt[v] >= enough[v]:
                    when[v] = when[u] + 1
                    queue[filled] = v
                    filled += 1
    return when


@jit
def _carriers(back_start: I64, back_source: I32, back_weight: F64, when: I32) -> tuple[I64, I32]:
    n = len(when)
    start = np.zeros(n + 1, np.int64)
    for v in range(n):
        start[v + 1] = start[v]
        for e in range(back_start[v], back_start[v + 1]):
            start[v + 1] += _carries(when[back_source[e]], when[v], back_weight[e])
    item = np.empty(start[n], np.int32)
    for v in range(n):
        place = start[v]
        for e in range(back_start[v], back_start[v + 1]):
            if _carries(when[back_source[e]], when[v], back_weight[e]):
                item[place] = e
                place += 1
    return start, item


@jit
def _carries(by: int, at: int, weight: float) -> bool:
    return 0 <= by < at and weight > 0.0
