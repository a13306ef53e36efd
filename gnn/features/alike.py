"""What is alike among a node's links: amounts of many parties, also at one time; gaps between moments, links with one party."""

from __future__ import annotations

import numpy as np

from graph.kernels.arrays import F64, I32, I64
from graph.kernels.jit import jit


@jit
def alike(start: I64, item: I32, other: I32, amount: I64, ratio: float) -> tuple[I64, I64]:
    """(n,) the most distinct parties, and the most links, whose amounts lie within `ratio` of one another."""
    n = len(start) - 1
    parties, links = np.zeros(n, np.int64), np.zeros(n, np.int64)
    seen = np.zeros(n, np.int32)
    for v in range(n):
        a, b = start[v], start[v + 1]
        if b == a:
            continue
        value = amount[item[a:b]]
        order = np.argsort(value, kind="mergesort")
        tail, distinct = 0, 0
        for head in range(b - a):
            u = other[item[a + order[head]]]
            distinct += seen[u] == 0
            seen[u] += 1
            while value[order[head]] > ratio * value[order[tail]]:
                w = other[item[a + order[tail]]]
                seen[w] -= 1
                distinct -= seen[w] == 0
                tail += 1
            parties[v] = max(parties[v], distinct)
            links[v] = max(links[v], head - tail + 1)
        for k in range(a, b):
            seen[other[item[k]]] = 0
    return parties, links


@jit
def companions(start: I64, item: I32, other: I32, amount: I64, at: I32, window: int, ratio: float, most: int) -> I64:
    """(m,) of each link how many other parties have one with the same node, not further off than `window` and in amount
    within `ratio`; of a busy node the `most` links before and after it are looked at. Rows in order of time."""
    found = np.zeros(len(item), np.int64)
    seen = np.full(len(start) - 1, -1, np.int64)
    for v in range(len(start) - 1):
        first = start[v]
        for k in range(start[v], start[v + 1]):
            link = item[k]
            while at[item[first]] < at[link] - window:
                first += 1
            seen[other[link]] = link
            for j in range(max(first, k - most), min(start[v + 1], k + most + 1)):
                near = item[j]
                if at[near] > at[link] + window:
                    break
                close = amount[near] <= ratio * amount[link] and amount[link] <= ratio * amount[near]
                if close and seen[other[near]] != link:
                    seen[other[near]] = link
                    found[link] += 1
    return found


@jit
def regular(start: I64, item: I32, at: I32) -> tuple[F64, F64]:
    """(n,) of the gaps between a node's moments: the largest share within a tenth of one another, and their variation
    (deviation by mean). NaN below two gaps."""
    n = len(start) - 1
    share, variation = np.full(n, np.nan), np.full(n, np.nan)
    for v in range(n):
        moments = np.unique(at[item[start[v] : start[v + 1]]])
        if len(moments) < 3:
            continue
        gap = np.sort(np.diff(moments).astype(np.float64))
        tail, best = 0, 0
        for head in range(len(gap)):
            while gap[head] > 1.1 * gap[tail]:
                tail += 1
            best = max(best, head - tail + 1)
        share[v] = best / len(gap)
        variation[v] = gap.std() / gap.mean()
    return share, variation


@jit
def repeats(start: I64, item: I32, other: I32, at: I32) -> tuple[I64, I64]:
    """(n,) the most links with one party, and with one party in one moment; rows in order of time."""
    n = len(start) - 1
    most, moment = np.zeros(n, np.int64), np.zeros(n, np.int64)
    seen, here = np.zeros(n, np.int32), np.zeros(n, np.int32)
    for v in range(n):
        begin = start[v]
        for k in range(start[v], start[v + 1]):
            while at[item[begin]] != at[item[k]]:
                here[other[item[begin]]] = 0
                begin += 1
            u = other[item[k]]
            seen[u] += 1
            here[u] += 1
            most[v], moment[v] = max(most[v], seen[u]), max(moment[v], here[u])
        for k in range(start[v], start[v + 1]):
            seen[other[item[k]]] = 0
            here[other[item[k]]] = 0
    return most, moment
