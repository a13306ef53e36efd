"""Spans: all positions of several ranges at once, which is how rows are read and windows are joined without a loop."""

from __future__ import annotations

import numpy as np

from graph.kernels.arrays import I32, I64, Csr


def positions(start: I64, stop: I64) -> tuple[I64, I64]:
    """(k,) ranges `start[i] .. stop[i] - 1` -> of each position, range after range: its range's number, and itself.

    O(k + positions). ValueError: a range that ends before it begins.
    """
    length = np.asarray(stop, np.int64) - start
    if (length < 0).any():
        raise ValueError(f"range {(length < 0).argmax()} ends before it begins")
    which = np.repeat(np.arange(len(length)), length)
    return which, np.arange(len(which)) + np.repeat(start - (np.cumsum(length) - length), length)


def rows(of: Csr, nodes: I32 | I64) -> tuple[I64, I32]:
    """Items of these nodes' rows, node after node: the place of its node in `nodes`, and the item."""
    which, place = positions(of.start[nodes], of.start[np.asarray(nodes, np.int64) + 1])
    return which, of.item[place]


def within(key: I32 | I64, at: I32 | I64, sorted_key: I32 | I64, sorted_at: I32 | I64, window: int) -> tuple[I64, I64]:
    """Pairs (i, j) of equal key with at[i] < sorted_at[j] <= at[i] + window, by i, then j.

    The second side comes sorted by key, then time. Keys and times are below 2**31. O(k log l + pairs).
    """
    told = (np.asarray(sorted_key, np.int64) << 32) + sorted_at
    asked = (np.asarray(key, np.int64) << 32) + np.asarray(at, np.int64)
    return positions(*(np.searchsorted(told, asked + late, side="right") for late in (0, window)))
