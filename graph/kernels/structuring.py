"""Structuring: sums split into payments that each stay just under a limit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.kernels.arrays import I32, I64, Csr, Transfers
from graph.kernels.bounds import MILLION, at_least, least, millionths
from graph.kernels.jit import jit
from graph.kernels.spans import positions
from graph.kernels.succession import ends


@dataclass(frozen=True, slots=True)
class Band:
    """Amounts that shun a limit: from `below` (a share) under `limit` fen up to, but not at, the limit."""

    limit: int
    below: float

    def lowest(self) -> int:
        return least(self.limit, MILLION - millionths(below=self.below))


@dataclass(frozen=True, slots=True)
class Splits:
    """Row k: `payer[k]` split `sum[k]` fen into the transfers `transfers.item[start[k] : start[k + 1]]`."""

    payer: I32  # (k,)
    payee: I32  # (k,) -1 where payees are not told apart
    sum: I64  # (k,) fen
    transfers: Csr


def by_payer(t: Transfers, band: Band, window: int, count: int, total: int) -> Splits:
    """Each payer's largest sum in `window` seconds of payments in the band, if `count` of them and `total` fen.

    Among windows of the same sum the earliest is kept. Transfers to oneself do not count. O(m) to find the payments
    in the band, O(k log k) for the k there are. ValueError: a limit, count or window out of range, a share that is none.
    """
    return _splits(t, band, window, count, total, paired=False)


def by_pair(t: Transfers, band: Band, window: int, count: int, total: int) -> Splits:
    """Each payer's largest sum to one payee; otherwise as `by_payer`."""
    return _splits(t, band, window, count, total, paired=True)


def _splits(t: Transfers, band: Band, window: int, count: int, total: int, paired: bool) -> Splits:
    at_least(1, limit=band.limit, count=count)
    if band.below > 1:
        raise ValueError(f"below is {band.below}, must be at most 1")
    inside = (t.amount >= band.lowest()) & (t.amount < band.limit) & (t.source != t.target)
    item = np.flatnonzero(inside).astype(np.int32)
    source, target = t.source[item], t.target[item]
    order = np.lexsort((target, source)) if paired else np.argsort(source, kind="stable")
    item, source, target = item[order], source[order], target[order]
    fresh = source[1:] != source[:-1]
    if paired:
        fresh |= target[1:] != target[:-1]
    group = np.concatenate([[0], np.flatnonzero(fresh) + 1, [len(item)]]) if len(item) else np.zeros(1, np.int64)
    first, last, largest = _largest(group, item, ends(t.at, window), t.amount, count, total)
    start = np.concatenate([[0], np.cumsum(last - first)])
    payee = target[first] if paired else np.full(len(first), -1, np.int32)
    return Splits(source[first], payee, largest, Csr(start, item[positions(first, last)[1]]))


@jit
def _largest(group: I64, item: I32, end: I32, amount: I64, count: int, total: int) -> tuple[I64, I64, I64]:
    """Of each group with such a window: positions of its first transfer and behind its last, and its sum."""
    size = len(group) - 1
    first, last, largest = np.empty(size, np.int64), np.empty(size, np.int64), np.empty(size, np.int64)
    kept = 0
    for g in range(size):
        tail, held, best = group[g], 0, -1
        for head in range(group[g], group[g + 1]):
            while end[item[tail]] <= item[head]:
                held -= amount[item[tail]]
                tail += 1
            held += amount[item[head]]
            if held > best and held >= total and head + 1 - tail >= count:
                best = held
                first[kept], last[kept], largest[kept] = tail, head + 1, held
        kept += best >= 0
    return first[:kept], last[:kept], largest[:kept]
