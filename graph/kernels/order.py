"""Links put in order of time by stretches of it: each is gathered, then sorted within the processor's cache.

A column at a time would miss the cache for each link and column, and touch fresh memory for each; memory that is
touched for the first time costs more than the sort.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from graph.kernels.arrays import I16, I32, I64, U64
from graph.kernels.jit import jit

STRETCH = 8_192  # links of one, more or less: 40 bytes each
MARK = np.uint64(22)  # bits of an id that order links of one millisecond
RECORD = np.dtype(
    [
        ("high", "u8"),
        ("low", "u8"),
        ("amount", "i8"),
        ("source", "i4"),
        ("target", "i4"),
        ("at", "i4"),
        ("milli", "i2"),
    ],
    align=True,
)
Columns = tuple[U64, U64, I32, I32, I32, I16, I64]  # high, low, source, target, at, milli, amount (or none)


def in_order(parts: Sequence[Columns]) -> Iterator[Columns]:
    """All links of the parts by second and millisecond, then by id, a stretch at a time. O(m log STRETCH) where times
    are spread; no column of amounts where the parts have none.
    """
    parts = [p for p in parts if len(p[0])]
    if not parts:
        return
    first, last = min(int(p[4].min()) for p in parts), max(int(p[4].max()) for p in parts)
    width = (last - first) // max(1, sum(len(p[0]) for p in parts) // STRETCH) + 1
    start = np.zeros((last - first) // width + 2, np.int64)
    for p in parts:
        _count(p[4], first, width, start[1:])
    start = np.cumsum(start)
    record, place = np.empty(start[-1], RECORD), start[:-1].copy()
    for p in parts:
        _gather(p, first, width, place, record)
    for a, b in pairwise(start):
        if a < b:
            yield _sorted(record[a:b], bool(len(parts[0][6])))


def _sorted(record: NDArray[np.void], amounts: bool) -> Columns:
    key = _keys(record)
    order = np.argsort(key)
    key = key[order]
    equal = np.flatnonzero(key[1:] == key[:-1])
    if len(equal):  # so close in time and id that the whole id decides
        runs = np.union1d(equal, equal + 1)
        some = order[runs]
        order[runs] = some[np.lexsort((record["low"][some], record["high"][some], key[runs]))]
    return _columns(record, order, amounts)


@jit
def _count(at: I32, first: int, width: int, found: I64) -> None:
    for t in at:
        found[(t - first) // width] += 1


@jit
def _gather(columns: Columns, first: int, width: int, place: I64, record: NDArray[np.void]) -> None:
    high, low, source, target, at, milli, amount = columns
    for i in range(len(high)):
        k = (at[i] - first) // width
        r = record[place[k]]
        place[k] += 1
        r.high, r.low, r.source, r.target, r.at, r.milli = high[i], low[i], source[i], target[i], at[i], milli[i]
        r.amount = amount[i] if len(amount) else 0


@jit
def _keys(record: NDArray[np.void]) -> U64:
    key = np.empty(len(record), np.uint64)
    for i in range(len(record)):
        r = record[i]
        time = np.uint64(np.int64(r.at) + 1) << np.uint64(10) | np.uint64(r.milli)
        key[i] = time << MARK | r.high >> (np.uint64(64) - MARK)
    return key


@jit
def _columns(record: NDArray[np.void], order: I64, amounts: bool) -> Columns:
    m = len(order)
    high, low, amount = np.empty(m, np.uint64), np.empty(m, np.uint64), np.empty(m if amounts else 0, np.int64)
    source, target, at, milli = (
        np.empty(m, np.int32),
        np.empty(m, np.int32),
        np.empty(m, np.int32),
        np.empty(m, np.int16),
    )
    for i in range(m):
        r = record[order[i]]
        high[i], low[i], source[i], target[i], at[i], milli[i] = r.high, r.low, r.source, r.target, r.at, r.milli
        if amounts:
            amount[i] = r.amount
    return high, low, source, target, at, milli, amount
