"""Bursts: a period in which an account receives far more, or from far more new payers, than it used to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.kernels.arrays import F64, I32, I64, Transfers
from graph.kernels.bounds import at_least
from graph.kernels.jit import jit


@dataclass(frozen=True, slots=True)
class Periods:
    """Account v's periods with receipts are places `start[v]` to `start[v + 1]` of the columns, rising."""

    start: I64  # (n + 1,)
    period: I32  # (k,) number of the period, 0 from `origin`
    received: I64  # (k,) fen
    payers: I32  # (k,)
    fresh: I32  # (k,) payers who never paid the account before


@dataclass(frozen=True, slots=True)
class Bursts:
    """Row k: place `place[k]` of the periods, its value against the median and the MAD of the periods before."""

    account: I32  # (k,) rising, periods in order
    place: I64  # (k,)
    value: I64  # (k,)
    median: F64  # (k,)
    mad: F64  # (k,) median absolute deviation


def periods(t: Transfers, length: int, origin: int) -> Periods:
    """What each account receives per period of `length` seconds, counted from `origin` (UTC seconds).

    Transfers to oneself are left out. O(n + m). ValueError: a length below one second.
    """
    at_least(1, length=length)
    number = _numbers(t.at, length, origin)
    return Periods(*_periods(t.into.start, t.into.item, t.source, number, t.amount))


def bursts(p: Periods, value: I64 | I32, history: int, times: float, floor: int) -> Bursts:
    """Periods whose value (a column of `p`) is at least `times` its baseline and at least `floor`.

    The baseline is median + MAD of the `history` periods before, those without receipts counting as 0: what was usual
    and its usual spread, neither of which a few odd periods can move (Hampel 1974). Nothing is read from later
    periods, so that a finding stands whatever follows. An account whose first receipt is less than `history` periods
    old has no baseline and no burst. O(k history log history) for the k periods at or above the floor.
    ValueError: no history, a number of times below 0.
    """
    at_least(1, history=history)
    at_least(0, times=times)
    account, place, middle, spread = _bursts(p.start, p.period, value.astype(np.int64), history, times, floor)
    return Bursts(account.astype(np.int32), place, value.astype(np.int64)[place], middle, spread)


@jit
def _numbers(at: I32, length: int, origin: int) -> I32:
    """Each transfer's period; at never falls, so that a division is due only where a period begins."""
    number = np.empty(len(at), np.int32)
    current, until = 0, -(2**62)
    for i in range(len(at)):
        if at[i] >= until:
            current = (at[i] - origin) // length
            until = origin + (current + 1) * length
        number[i] = current
    return number


@jit
def _periods(start: I64, item: I32, source: I32, number: I32, amount: I64) -> tuple[I64, I32, I64, I32, I32]:
    n, m = len(start) - 1, len(item)
    begin = np.zeros(n + 1, np.int64)
    period, received = np.empty(m, np.int32), np.zeros(m, np.int64)
    payers, fresh = np.zeros(m, np.int32), np.zeros(m, np.int32)
    # one more than the place in which a payer was last seen: below the account's own places, by no one yet
    seen = np.zeros(n, np.int64)
    size = 0
    for v in range(n):
        for k in range(start[v], start[v + 1]):
            i = item[k]
            u = source[i]
            if u == v:
                continue
            if size == begin[v] or period[size - 1] != number[i]:
                period[size] = number[i]
                size += 1
            received[size - 1] += amount[i]
            payers[size - 1] += seen[u] != size
            fresh[size - 1] += seen[u] <= begin[v]
            seen[u] = size
        begin[v + 1] = size
    return begin, period[:size].copy(), received[:size].copy(), payers[:size].copy(), fresh[:size].copy()


@jit
def _bursts(
    start: I64, period: I32, value: I64, history: int, times: float, floor: int
) -> tuple[I64, I64, F64, F64]:  # fmt: skip
    account: list[int] = []
    place: list[int] = []
    middle: list[float] = []
    spread: list[float] = []
    for v in range(len(start) - 1):
        for k in range(start[v], start[v + 1]):
            if value[k] < floor or period[k] - period[start[v]] < history:
                continue
            before = np.zeros(history, np.float64)
            x = k - 1
            while x >= start[v] and period[k] - period[x] <= history:
                before[k - 1 - x] = value[x]
                x -= 1
            median = np.median(before)
            mad = np.median(np.abs(before - median))
            if value[k] >= times * (median + mad):
                account.append(v)
                place.append(k)
                middle.append(median)
                spread.append(mad)
    return (
        np.array(account, np.int64),
        np.array(place, np.int64),
        np.array(middle, np.float64),
        np.array(spread, np.float64),
    )
