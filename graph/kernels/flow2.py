"""Two-hop flow: money that an account passes on within a window, about as much as it got."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.kernels.arrays import I32, I64, Transfers
from graph.kernels.bounds import at_least, least, millionths, most
from graph.kernels.jit import jit
from graph.kernels.succession import ends


@dataclass(frozen=True, slots=True)
class Flow2:
    """Transfer `second[k]` passes on what `first[k]` brought; `count[v]` such pairs go through account v."""

    count: I64  # (n,) complete, however many pairs are listed
    first: I32  # (k,)
    second: I32  # (k,)

    @property
    def truncated(self) -> bool:
        return len(self.first) < int(self.count.sum())


def flow2(t: Transfers, window: int, low: float, high: float, limit: int = 0) -> Flow2:
    """Pairs u -> v (i), v -> w (j): u, v, w differ, j comes after i and at most `window` seconds later, and
    low * amount[i] <= amount[j] <= high * amount[i].

    The first `limit` pairs are listed, by v, then i, then j; `limit` 0 only counts. O(n + m + pairs in the window);
    windows are told by transfer numbers alone, so that amounts are looked up only where one transfer can follow the
    other. ValueError: a negative window or limit, a share that is none.
    """
    at_least(0, limit=limit)
    shares = millionths(low=low), millionths(high=high)
    end = ends(t.at, window)
    # np.empty takes no memory before it is written to
    first, second = np.empty(limit, np.int32), np.empty(limit, np.int32)
    rows = t.out.start, t.out.item, t.into.start, t.into.item
    count, listed = _flow2(*rows, t.source, t.target, t.amount, end, shares, first, second)
    return Flow2(count, first[:listed].copy(), second[:listed].copy())


@jit
def _flow2(
    out_start: I64, out_item: I32, in_start: I64, in_item: I32, source: I32, target: I32, amount: I64, end: I32,
    shares: tuple[int, int], first: I32, second: I32,
) -> tuple[I64, int]:  # fmt: skip
    n = len(out_start) - 1
    low, high = shares
    count = np.zeros(n, np.int64)
    listed = 0
    for v in range(n):
        p, q = out_start[v], out_start[v + 1]
        if p == q:
            continue
        for k in range(in_start[v], in_start[v + 1]):
            i = in_item[k]
            while p < q and out_item[p] <= i:
                p += 1
            if p == q:
                break
            stop = end[i]
            if out_item[p] >= stop:
                continue
            fewest, utmost = least(amount[i], low), most(amount[i], high)
            for x in range(p, q):
                j = out_item[x]
                if j >= stop:
                    break
                if fewest <= amount[j] <= utmost and v != source[i] != target[j] != v:
                    count[v] += 1
                    if listed < len(first):
                        first[listed], second[listed] = i, j
                        listed += 1
    return count, listed
