"""Fans: the window in which an account deals with the most counterparties, on the paying or on the receiving side."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.kernels.arrays import I32, I64, Csr, Transfers
from graph.kernels.bounds import at_least
from graph.kernels.jit import jit
from graph.kernels.succession import ends


@dataclass(frozen=True, slots=True)
class Fan:
    """Row k: `account[k]` has `parties[k]` counterparties in `count[k]` transfers from `first[k]` to `last[k]`."""

    account: I32  # (k,) rising
    parties: I32  # (k,)
    count: I32  # (k,)
    sum: I64  # (k,) fen
    first: I32  # (k,) transfers
    last: I32  # (k,)


def fan_in(t: Transfers, window: int, parties: int) -> Fan:
    """Each account's widest window of payers, where it holds at least `parties` of them.

    A window is what the account receives from some transfer on for `window` seconds; among windows with as many
    payers the one that is complete first is kept, from its earliest transfer to the one that brings the last payer.
    Transfers to oneself do not count. O(n + m), whatever the degrees. ValueError: a negative window, no parties.
    """
    return _fan(t, t.into, t.source, window, parties)


def fan_out(t: Transfers, window: int, parties: int) -> Fan:
    """Each account's widest window of payees; otherwise as `fan_in`."""
    return _fan(t, t.out, t.target, window, parties)


def _fan(t: Transfers, side: Csr, other: I32, window: int, parties: int) -> Fan:
    at_least(1, parties=parties)
    widest, first, last = _widest(side.start, side.item, other, ends(t.at, window), parties)
    account = np.flatnonzero(widest).astype(np.int32)
    first, last = first[account], last[account]
    count, total = sums(side.item, other, t.amount, account, first, last)
    return Fan(account, widest[account], count, total, side.item[first], side.item[last])


@jit
def _widest(start: I64, item: I32, other: I32, end: I32, parties: int) -> tuple[I32, I64, I64]:
    """Of each account: counterparties in its widest window (0: too few), positions of its first and last transfer."""
    n = len(start) - 1
    widest, first, last = np.zeros(n, np.int32), np.empty(n, np.int64), np.empty(n, np.int64)
    seen = np.zeros(n, np.int32)  # transfers with each counterparty in the window
    for v in range(n):
        tail, b = start[v], start[v + 1]
        if b - tail < parties:
            continue
        distinct, best = 0, parties - 1
        stop = end[item[tail]]
        for head in range(tail, b):
            i = item[head]
            while i >= stop:
                u = other[item[tail]]
                if u != v:
                    seen[u] -= 1
                    distinct -= seen[u] == 0
                tail += 1
                stop = end[item[tail]]
            u = other[i]
            if u != v:
                distinct += seen[u] == 0
                seen[u] += 1
                if distinct > best:
                    best = distinct
                    widest[v], first[v], last[v] = best, tail, head
        for x in range(tail, b):
            seen[other[item[x]]] = 0
    return widest, first, last


@jit
def sums(item: I32, other: I32, amount: I64, account: I32, first: I64, last: I64) -> tuple[I32, I64]:
    """Transfers of each row's span, those to oneself left out, and their sum. Positions, `last` included."""
    count, total = np.zeros(len(account), np.int32), np.zeros(len(account), np.int64)
    for k in range(len(account)):
        for x in range(first[k], last[k] + 1):
            if other[item[x]] != account[k]:
                count[k] += 1
                total[k] += amount[item[x]]
    return count, total
