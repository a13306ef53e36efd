"""Scatter-gather: one account pays many, and they pay one other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.kernels.arrays import I32, I64, Csr, Transfers
from graph.kernels.bounds import MILLION, at_least, least, millionths, most
from graph.kernels.fan import fan_in, fan_out
from graph.kernels.jit import jit
from graph.kernels.succession import after, ends


@dataclass(frozen=True, slots=True)
class Scattered:
    """Row k: `source[k]` paid `paid[k]` fen to `middles[k]` accounts, who after that paid `sink[k]` `received[k]`."""

    source: I32  # (k,) rising
    sink: I32  # (k,) rising with one source
    middles: I32  # (k,)
    paid: I64  # (k,) fen
    received: I64  # (k,) fen
    out: Csr  # transfers from the source to middles
    into: Csr  # transfers from middles to the sink
    truncated: bool


def scatter_gather(t: Transfers, window: int, middles: int, tolerance: float, cap: int) -> Scattered:
    """Of each source and sink the `window` seconds with the most middles, where there are at least `middles`.

    In a window count transfers from the source to a middle that a later one to the sink follows, and those to the
    sink that follow one to their middle; a middle is neither source nor sink. A window begins with the first of them.
    The sums of the two legs differ by at most `tolerance` (a share) of the first leg's; of windows with as many middles
    the earliest is kept. Of a middle only the next `cap` transfers after each receipt are looked at, which bounds the
    work at hubs to m * cap; `truncated` tells that there were more in the window.

    O(n + m + w) for the w wedges of accounts that fan out into accounts that fan in, and w^2 log w within one pair of
    source and sink that has enough of them. ValueError: a window, count, cap or tolerance out of range.
    """
    at_least(1, middles=middles, cap=cap)
    share = millionths(tolerance=tolerance)
    wide = np.zeros(t.n, np.bool_)
    wide[fan_in(t, window, middles).account] = True
    source = fan_out(t, window, middles).account
    follow, shares = (ends(t.at, window), after(t)), (max(0, MILLION - share), MILLION + share)
    row, sums, out, into, truncated = _scattered(
        source, wide, (t.out.start, t.out.item), t.target, t.amount, follow, middles, shares, cap
    )
    (source, sink, count), (paid, received) = row.astype(np.int32), sums
    return Scattered(source, sink, count, paid, received, _rows(out), _rows(into), truncated)


def _rows(lists: list[I32]) -> Csr:
    start = np.cumsum([0, *map(len, lists)], dtype=np.int64)
    return Csr(start, np.concatenate([np.empty(0, np.int32), *lists]))


@jit
def _scattered(
    sources: I32, wide: NDArray[np.bool_], out: tuple[I64, I32], target: I32, amount: I64, follow: tuple[I32, I64],
    middles: int, shares: tuple[int, int], cap: int,
) -> tuple[I64, I64, list[I32], list[I32], bool]:  # fmt: skip
    """Sources, sinks and middles (3, k), both sums (2, k), transfers of both legs by row, and whether cap cut any."""
    row: list[int] = []
    sums: list[int] = []
    legs = [(sources[:0], sources[:0]) for _ in range(0)]
    wedges = np.zeros(len(wide), np.int64)  # by sink
    truncated = False
    for s in sources:
        first, second, cut = _wedges(s, wide, out, target, follow, cap)
        truncated = truncated or cut
        sink = target[second]
        for w in sink:
            wedges[w] += 1
        many = wedges[sink] >= middles
        wedges[sink] = 0
        first, second, sink = first[many], second[many], sink[many]
        order = np.argsort(sink, kind="mergesort")
        first, second, sink = first[order], second[order], sink[order]
        a = 0
        while a < len(sink):
            z = np.searchsorted(sink, sink[a], "right")
            count, there, back = _widest(first[a:z], second[a:z], target, amount, follow[0], middles, shares)
            if count:
                row.extend([int(s), int(sink[a]), count])
                sums.extend([amount[there].sum(), amount[back].sum()])
                legs.append((there, back))
            a = z
    return (
        np.array(row, np.int64).reshape(-1, 3).T.copy(), np.array(sums, np.int64).reshape(-1, 2).T.copy(),
        [x for x, _ in legs], [y for _, y in legs], truncated,
    )  # fmt: skip


@jit
def _wedges(
    s: int, wide: NDArray[np.bool_], out: tuple[I64, I32], target: I32, follow: tuple[I32, I64], cap: int
) -> tuple[I32, I32, bool]:
    """Transfers of s, and of its payee to a wide account after that, in order of both."""
    start, item = out
    end, after = follow
    first: list[int] = []
    second: list[int] = []
    cut = False
    for i in item[start[s] : start[s + 1]]:
        v = target[i]
        x = after[i]
        stop = min(start[v + 1], x + cap)
        while v != s and x < stop and item[x] < end[i]:
            w = target[item[x]]
            if wide[w] and w != s and w != v:
                first.append(i)
                second.append(item[x])
            x += 1
        cut = cut or (x == after[i] + cap < start[v + 1] and item[x] < end[i])
    return np.array(first, np.int32), np.array(second, np.int32), cut


@jit
def _widest(
    first: I32, second: I32, target: I32, amount: I64, end: I32, middles: int, shares: tuple[int, int]
) -> tuple[int, I32, I32]:
    """The most middles among the windows of one source and sink, and both legs there; 0 where none counts."""
    best, there, back = 0, first[:0], first[:0]
    for a in range(len(first)):
        stop = end[first[a]]
        inside = second[a:] < stop
        if (a and first[a] == first[a - 1]) or inside.sum() < max(middles, best + 1):
            continue
        legs = np.unique(first[a:][inside]), np.unique(second[a:][inside])
        count = len(np.unique(target[legs[0]]))
        if count < middles or count <= best:
            continue
        paid, received = amount[legs[0]].sum(), amount[legs[1]].sum()
        if least(paid, shares[0]) <= received <= most(paid, shares[1]):
            best, there, back = count, legs[0], legs[1]
    return best, there, back
