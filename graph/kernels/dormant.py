"""Dormant accounts that wake: nothing for long, then much money in a short time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.kernels.arrays import I32, I64, Transfers
from graph.kernels.bounds import at_least
from graph.kernels.jit import jit


@dataclass(frozen=True, slots=True)
class Woken:
    """Row k: `account[k]` slept from transfer `before[k]` to `waking[k]`, then received and paid this much."""

    account: I32  # (k,) rising
    before: I32  # (k,) last transfer before the sleep
    waking: I32  # (k,) first transfer after it
    received: I64  # (k,) fen within the window, the waking transfer included
    paid: I64  # (k,)


def dormant(t: Transfers, idle: int, window: int, least: int) -> Woken:
    """Accounts with no transfer for at least `idle` seconds that then receive `least` fen within `window` seconds.

    Any transfer, in or out or to itself, is a use; money an account pays itself is not received. An account's first
    transfer wakes nothing: before it nothing is known. O(n + m + transfers in windows). ValueError: negative seconds.
    """
    at_least(0, idle=idle, window=window)
    rows = t.out.start, t.out.item, t.into.start, t.into.item
    account, before, waking, *sums = _woken(*rows, t.source, t.target, t.at, t.amount, idle, window, least)
    return Woken(account.astype(np.int32), before.astype(np.int32), waking.astype(np.int32), *sums)


@jit
def _woken(
    out_start: I64, out_item: I32, in_start: I64, in_item: I32, source: I32, target: I32, at: I32, amount: I64,
    idle: int, window: int, least: int,
) -> tuple[I64, I64, I64, I64, I64]:  # fmt: skip
    account: list[int] = []
    before: list[int] = []
    waking: list[int] = []
    received: list[int] = []
    paid: list[int] = []
    for v in range(len(in_start) - 1):
        p, q, a, b = out_start[v], out_start[v + 1], in_start[v], in_start[v + 1]
        last = -1
        while p < q or a < b:
            i = in_item[a] if p == q or (a < b and in_item[a] <= out_item[p]) else out_item[p]
            if last >= 0 and int(at[i]) - at[last] >= idle:
                until = int(at[i]) + window
                got = _sum(in_item, a, b, source, v, at, amount, until)
                if got >= least:
                    account.append(v)
                    before.append(last)
                    waking.append(int(i))
                    received.append(got)
                    paid.append(_sum(out_item, p, q, target, v, at, amount, until))
            last = int(i)
            a += a < b and in_item[a] == i
            p += p < q and out_item[p] == i
    return (
        np.array(account, np.int64),
        np.array(before, np.int64),
        np.array(waking, np.int64),
        np.array(received, np.int64),
        np.array(paid, np.int64),
    )


@jit
def _sum(item: I32, k: int, stop: int, other: I32, v: int, at: I32, amount: I64, until: int) -> int:
    total = 0
    while k < stop and at[item[k]] <= until:
        if other[item[k]] != v:
            total += amount[item[k]]
        k += 1
    return total
