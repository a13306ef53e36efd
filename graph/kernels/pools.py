"""Taint where an account is one mixture: pro rata (haircut), lowest intermediate balance, poison."""

from __future__ import annotations

import numpy as np

from graph.kernels.arrays import F64, I32, I64
from graph.kernels.jit import jit
from graph.kernels.seeds import Marks

HAIRCUT, LIBR, POISON = range(3)
BALANCE, TAINTED = range(2)  # columns of a pool
MOST = 2**62  # fen in all: two balances can be added


@jit
def pooled(stream: tuple[I32, I32, I64], rule: int, pool: I64, marks: Marks, moved: I64, unexplained: I64) -> None:
    """Runs the stream over `pool` (n, 2), which comes as opening balances without taint; see `taint` for the rules."""
    source, target, amount = stream
    place, account, fen, added = marks
    carry = np.zeros(len(pool), np.float64)  # haircut: what the account's payments owe, -1/2 to 1/2 fen
    total = pool[:, BALANCE].sum()
    j, m = 0, len(amount)
    for i in range(m + 1):
        while place[j] == i and account[j] >= 0:
            v = account[j]
            total = _explain(pool, unexplained, v, fen[j], total)
            added[j] = max(0, fen[j] - pool[v, TAINTED])
            pool[v, TAINTED] = pool[v, BALANCE] if rule == POISON else pool[v, TAINTED] + added[j]
            j += 1
        if i == m:
            break
        u, v, a = source[i], target[i], amount[i]
        if a > pool[u, BALANCE]:
            total = _explain(pool, unexplained, u, a, total)
        x = 0
        if pool[u, TAINTED] > 0:
            x = _share(rule, pool, carry, u, a)
            pool[u, TAINTED] = max(0, pool[u, TAINTED] - x)
        pool[u, BALANCE] -= a
        while place[j] == i:
            added[j] = max(0, fen[j] - x)
            x = a if rule == POISON else x + added[j]
            j += 1
        pool[v, BALANCE] += a
        if x > 0:
            pool[v, TAINTED] += x
            moved[i] = x
        if rule == POISON and pool[v, TAINTED] > 0:
            pool[v, TAINTED] = pool[v, BALANCE]


@jit
def _explain(pool: I64, unexplained: I64, v: int, needed: int, total: int) -> int:
    """Gives v the clean money that it must have had to hold `needed`; the money there is in all, then."""
    missing = max(0, needed - pool[v, BALANCE])
    unexplained[v] += missing
    pool[v, BALANCE] += missing
    return added_up(total, missing)


@jit
def added_up(total: int, missing: int) -> int:
    """All the money there is, so that no sum of balances can overflow."""
    if missing > MOST - total:
        raise ValueError("more than 2**62 fen in all")
    return total + missing


@jit
def _share(rule: int, pool: I64, carry: F64, u: int, a: int) -> int:
    """How much of the `a` fen that u pays is tainted."""
    balance, tainted = pool[u, BALANCE], pool[u, TAINTED]
    if rule == POISON:
        return a
    if rule == LIBR:
        return max(0, a - int(balance - tainted))
    share, rest = _part(tainted, a, balance)
    owed = carry[u] + rest / balance
    whole = int(owed + 0.5)
    carry[u] = owed - whole if share + whole < tainted else 0.0
    return share + whole


@jit
def _part(tainted: int, a: int, balance: int) -> tuple[int, int]:
    """Quotient and remainder of tainted * a / balance, where tainted, a <= balance <= MOST."""
    if float(tainted) * float(a) < 9e18:
        share = tainted * a // balance
        return share, tainted * a - share * balance
    share, rest = 0, 0
    for bit in range(62, -1, -1):  # schoolbook, since the product has up to 124 bits
        share, rest = 2 * share, 2 * rest
        if rest >= balance:
            share, rest = share + 1, rest - balance
        if a >> bit & 1:
            rest += tainted
            if rest >= balance:
                share, rest = share + 1, rest - balance
    return share, rest
