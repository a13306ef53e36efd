"""Gather-scatter: many pay one account, and it pays many."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.kernels.arrays import I32, I64, Transfers
from graph.kernels.bounds import at_least
from graph.kernels.fan import sums
from graph.kernels.jit import jit
from graph.kernels.succession import ends


@dataclass(frozen=True, slots=True)
class Gathered:
    """Row k: `payers[k]` paid `account[k]` from transfer `first[k]` to `turn[k]`; then it paid `payees[k]`, up to
    transfer `last[k]`."""

    account: I32  # (k,) rising
    payers: I32  # (k,)
    payees: I32  # (k,)
    received: I64  # (k,) fen
    paid: I64  # (k,) fen
    first: I32  # (k,)
    turn: I32  # (k,)
    last: I32  # (k,)


def gather_scatter(t: Transfers, window: int, parties: int) -> Gathered:
    """Each account's turn from gathering to scattering that has the most payers before and payees after it.

    Payers are counted in the `window` seconds up to a transfer received, the turn; payees in the `window` seconds from
    there on, so that the account receives before it pays and the whole takes two windows at most. Of all turns with
    at least `parties` on either side the one with the largest lesser side is kept, the first of equals. Transfers to
    oneself do not count. O(n + m), whatever the degrees. ValueError: a negative window, no parties.
    """
    at_least(1, parties=parties)
    end = ends(t.at, window)
    rows = t.out.start, t.out.item, t.into.start, t.into.item
    found = _turns(rows, (t.source, t.target), end, parties)
    account, payers, payees = found[:3].astype(np.int32)
    first, turn, start, last = found[3:]
    into, out = t.into.item, t.out.item
    received = sums(into, t.source, t.amount, account, first, turn)[1]
    paid = sums(out, t.target, t.amount, account, start, last)[1]
    return Gathered(account, payers, payees, received, paid, into[first], into[turn], out[last])


@jit
def _turns(rows: tuple[I64, I32, I64, I32], sides: tuple[I32, I32], end: I32, parties: int) -> I64:
    """(7, k) account, payers, payees; positions of the first and last receipt, of the first and last payment."""
    out_start, out_item, in_start, in_item = rows
    source, target = sides
    n = len(out_start) - 1
    found: list[int] = []
    paying, paid = np.zeros(n, np.int32), np.zeros(n, np.int32)  # transfers with each party in its window
    for v in range(n):
        a, b, p, q = in_start[v], in_start[v + 1], out_start[v], out_start[v + 1]
        if b - a < parties or q - p < parties:
            continue
        payers, payees, best = 0, 0, parties - 1
        kept = (0, 0, 0, a, a, p, p)
        tail, start, stop = a, p, p
        for k in range(a, b):
            i = in_item[k]
            if source[i] == v:
                continue
            payers += _enter(paying, source[i])
            while end[in_item[tail]] <= i:
                if source[in_item[tail]] != v:
                    payers -= _leave(paying, source[in_item[tail]])
                tail += 1
            while stop < q and out_item[stop] < end[i]:
                if target[out_item[stop]] != v:
                    payees += _enter(paid, target[out_item[stop]])
                stop += 1
            while start < stop and out_item[start] < i:
                if target[out_item[start]] != v:
                    payees -= _leave(paid, target[out_item[start]])
                start += 1
            if min(payers, payees) > best:
                best = min(payers, payees)
                kept = (v, payers, payees, tail, k, start, stop - 1)
        if best >= parties:
            for x in kept:
                found.append(x)
        for i in in_item[a:b]:
            paying[source[i]] = 0
        for j in out_item[p:q]:
            paid[target[j]] = 0
    return np.array(found, np.int64).reshape(-1, 7).T.copy()


@jit
def _enter(held: I32, u: int) -> int:
    """1 where u is new."""
    held[u] += 1
    return int(held[u] == 1)


@jit
def _leave(held: I32, u: int) -> int:
    """1 where u is gone."""
    held[u] -= 1
    return int(held[u] == 0)
