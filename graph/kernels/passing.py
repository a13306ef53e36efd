"""How fast each account hands on what it gets: first in, first out, over its whole life."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.kernels.arrays import I32, I64, Transfers
from graph.kernels.bounds import at_least
from graph.kernels.jit import jit


@dataclass(frozen=True, slots=True)
class Passing:
    """Of each account: fen received and paid, of what it received what left within the lag, its first and last second."""

    received: I64  # (n,)
    paid: I64  # (n,)
    passed: I64  # (n,)
    first: I32  # (n,) -1 where nothing moved
    last: I32  # (n,)


def passing(t: Transfers, lag: int, *, rests: bool = False) -> Passing:
    """What each account received and what of it was paid on within `lag` seconds.

    Money leaves in the order it came (Clayton's Case 1816); what an account pays beyond what it received comes from an
    older balance, which is spent last. An account that keeps a tenth of each day's receipts falls ever further behind so:
    where what lay longer than the lag `rests`, it stays, newer money leaves first, and `passed` is the most that can have
    left in time. Transfers to oneself do not count. O(n + m). ValueError: a negative lag.
    """
    at_least(0, lag=lag)
    return Passing(*_passing(t.out.start, t.out.item, t.into.start, t.into.item, t.source, t.target, t.at, t.amount, lag, rests))  # fmt: skip


@jit
def _passing(
    out_start: I64,
    out_item: I32,
    in_start: I64,
    in_item: I32,
    source: I32,
    target: I32,
    at: I32,
    amount: I64,
    lag: int,
    rests: bool,
) -> tuple[I64, I64, I64, I32, I32]:
    n = len(out_start) - 1
    received, paid, passed = np.zeros(n, np.int64), np.zeros(n, np.int64), np.zeros(n, np.int64)
    first, last = np.full(n, -1, np.int32), np.full(n, -1, np.int32)
    for v in range(n):
        lot, left = in_start[v], np.int64(0)  # the oldest money not yet paid on, and what is left of it
        if lot < in_start[v + 1]:
            left = amount[in_item[lot]] if source[in_item[lot]] != v else np.int64(0)
        for k in range(in_start[v], in_start[v + 1]):
            i = in_item[k]
            if source[i] != v:
                received[v] += amount[i]
                first[v] = at[i] if first[v] < 0 else min(first[v], at[i])
                last[v] = max(last[v], at[i])
        for k in range(out_start[v], out_start[v + 1]):
            i = out_item[k]
            if target[i] == v:
                continue
            paid[v] += amount[i]
            first[v] = at[i] if first[v] < 0 else min(first[v], at[i])
            last[v] = max(last[v], at[i])
            due = amount[i]
            while due > 0 and lot < in_start[v + 1] and in_item[lot] < i:
                old = rests and np.int64(at[i]) - at[in_item[lot]] > lag
                piece = left if old else min(due, left)
                due -= np.int64(0) if old else piece
                left -= piece
                if np.int64(at[i]) - at[in_item[lot]] <= lag:
                    passed[v] += piece
                if left == 0:
                    lot += 1
                    if lot < in_start[v + 1]:
                        left = amount[in_item[lot]] if source[in_item[lot]] != v else np.int64(0)
    return received, paid, passed, first, last
