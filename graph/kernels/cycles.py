"""Cycles: money that returns to the account it left, transfer after transfer, within a window."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.kernels.arrays import I32, I64, Csr, Transfers
from graph.kernels.bounds import at_least, least, millionths, most
from graph.kernels.jit import jit
from graph.kernels.succession import after, ends


@dataclass(frozen=True, slots=True)
class Loop:
    """Which cycles count: 2 to `hops` transfers within `window` seconds, each of an amount within `tolerance` (a
    share) of the first, the last at least `keep` (a share) of it."""

    hops: int
    window: int
    tolerance: float
    keep: float = 0.0


@dataclass(frozen=True, slots=True)
class Cycles:
    """Cycle k is `transfers.item[start[k] : start[k + 1]]`, in the order in which the money went."""

    transfers: Csr
    truncated: bool


def cycles(t: Transfers, loop: Loop, limit: int) -> Cycles:
    """All simple cycles of transfers in rising order (array order, so equal seconds follow one another too).

    No account comes twice but the first, which is also the last. Amounts are held against the first transfer's and
    not the one before, so that many small fees cannot add up to a cycle that returns little. Each cycle is found once,
    from its first transfer; in order of account, then first transfer. The first `limit` are kept.

    From each first transfer that anything returns from, accounts which can still reach its payer are labelled
    backwards over half the hops with the last transfer that does so; the search forwards enters the second half by
    labels only. O(n + m + transfers in the windows searched), exponential only in half the hops. After 2SCENT (Kumar
    and Calders, PVLDB 2018): roots first, then time-respecting reachability. ValueError: hops, limit, window or
    shares out of range.
    """
    at_least(2, hops=loop.hops)
    at_least(0, limit=limit, tolerance=loop.tolerance)
    shares = (
        millionths(lowest=max(0.0, 1 - loop.tolerance)),
        millionths(highest=1 + loop.tolerance),
        millionths(keep=loop.keep),
    )
    item = np.empty((limit, loop.hops), np.int32)  # takes no memory before it is written to
    size = np.zeros(limit, np.int64)
    rows = t.out.start, t.out.item, t.into.start, t.into.item
    found = _cycles(rows, (t.source, t.target), t.amount, ends(t.at, loop.window), after(t), shares, item, size)
    kept = min(found, limit)
    start = np.concatenate([[0], np.cumsum(size[:kept])])
    return Cycles(Csr(start, item[:kept][np.arange(loop.hops) < size[:kept, None]]), found > limit)


@jit
def _cycles(
    rows: tuple[I64, I32, I64, I32], sides: tuple[I32, I32], amount: I64, end: I32, follow: I64,
    shares: tuple[int, int, int], item: NDArray[np.int32], size: I64,
) -> int:  # fmt: skip
    """Cycles found, at most one more than there is room for."""
    out_start, out_item, in_start, in_item = rows
    target = sides[1]
    n, hops = len(out_start) - 1, item.shape[1]
    found = 0
    late, stamp = np.zeros(n, np.int32), np.full(n, -1, np.int32)
    for s in range(n):
        p, q = in_start[s], in_start[s + 1]
        for k in range(out_start[s], out_start[s + 1]):
            root = out_item[k]
            while p < q and in_item[p] <= root:
                p += 1
            if p == q:
                break
            stop = end[root]
            if in_item[p] >= stop or target[root] == s:
                continue
            lowest, highest = least(amount[root], shares[0]), most(amount[root], shares[1])
            band = lowest, highest, max(lowest, least(amount[root], shares[2]))
            if _returns(in_item[p:q], amount, stop, band):
                _label(root, rows, sides, amount, stop, band, hops // 2, late, stamp)
                found = _search(root, rows, sides, amount, stop, band, follow, late, stamp, item, size, found)
                if found > len(size):
                    return found
    return found


@jit
def _returns(item: I32, amount: I64, end: int, band: tuple[int, int, int]) -> bool:
    """Whether one of these transfers could be the last of a cycle."""
    for j in item:
        if j >= end:
            return False
        if band[2] <= amount[j] <= band[1]:
            return True
    return False


@jit
def _label(
    root: int, rows: tuple[I64, I32, I64, I32], sides: tuple[I32, I32], amount: I64, end: int,
    band: tuple[int, int, int], depth: int, late: I32, stamp: I32,
) -> None:  # fmt: skip
    """Label accounts at most `depth` transfers before root's payer with the last transfer that leads there.

    `stamp` tells labels of this root from older ones.
    """
    in_start, in_item = rows[2], rows[3]
    source = sides[0]
    payer = source[root]
    near = [(payer, np.int32(end))]
    for level in range(depth):
        reached = [near[0] for _ in range(0)]
        for v, before in near:
            if level > 0 and late[v] != before:
                continue  # a later transfer took its place
            row = in_item[in_start[v] : in_start[v + 1]]
            for x in range(np.searchsorted(row, root, "right"), len(row)):
                j = row[x]
                if j >= before:
                    break
                u = source[j]
                if u != payer and band[0 if level else 2] <= amount[j] <= band[1] and (stamp[u] != root or late[u] < j):
                    stamp[u], late[u] = root, j
                    reached.append((u, j))
        near = reached


@jit
def _search(
    root: int, rows: tuple[I64, I32, I64, I32], sides: tuple[I32, I32], amount: I64, end: int,
    band: tuple[int, int, int], follow: I64, late: I32, stamp: I32, item: NDArray[np.int32], size: I64, found: int,
) -> int:  # fmt: skip
    """Walk forwards from root in depth-first order and keep the cycles; the number found so far."""
    out_start, out_item = rows[0], rows[1]
    target = sides[1]
    hops = item.shape[1]
    payer = sides[0][root]
    chain, way, cursor = np.empty(hops, np.int32), np.empty(hops, np.int32), np.empty(hops, np.int64)
    chain[0], way[0], cursor[0] = root, target[root], follow[root]
    d = 0
    while d >= 0:
        x = cursor[d]
        if x == out_start[way[d] + 1] or out_item[x] >= end:
            d -= 1
            continue
        cursor[d] = x + 1
        j = out_item[x]
        if not band[0] <= amount[j] <= band[1]:
            continue
        w = target[j]
        if w == payer:
            if amount[j] >= band[2]:
                if found == len(size):
                    return found + 1
                item[found, : d + 1], item[found, d + 1], size[found] = chain[: d + 1], j, d + 2
                found += 1
            continue
        left = hops - d - 2  # transfers that may follow j
        if left <= 0 or (left <= hops // 2 and (stamp[w] != root or late[w] <= j)) or w in way[: d + 1]:
            continue
        d += 1
        chain[d], way[d], cursor[d] = j, w, follow[j]
    return found
