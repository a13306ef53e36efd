"""Succession: which transfers can follow which, as positions, so that no kernel searches for a window's end."""

from __future__ import annotations

import numpy as np

from graph.kernels.arrays import I32, I64, Transfers
from graph.kernels.bounds import at_least
from graph.kernels.jit import jit


def ends(at: I32, window: int) -> I32:
    """(m,) The first transfer more than `window` seconds after transfer i (m where none is). O(m)."""
    at_least(0, window=window)
    return _ends(at, window)


def after(t: Transfers) -> I64:
    """(m,) Position in `t.out.item` of the first transfer that the payee of i makes after i. O(n + m)."""
    return _after(t.out.start, t.out.item, t.into.start, t.into.item)


@jit
def _ends(at: I32, window: int) -> I32:
    m = len(at)
    end = np.empty(m, np.int32)
    stop = 0
    for i in range(m):
        while stop < m and at[stop] - at[i] <= window:
            stop += 1
        end[i] = stop
    return end


@jit
def _after(out_start: I64, out_item: I32, in_start: I64, in_item: I32) -> I64:
    position = np.empty(len(in_item), np.int64)
    for v in range(len(in_start) - 1):
        p, q = out_start[v], out_start[v + 1]
        for k in range(in_start[v], in_start[v + 1]):
            i = in_item[k]
            while p < q and out_item[p] <= i:
                p += 1
            position[i] = p
    return position
