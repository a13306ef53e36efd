"""Taint where an account is one mixture: pro rata (haircut), lowest intermediate balance, poison."""

from __future__ import annotations

import numpy as np

from graph.kernels.arrays import F64, I32, I64
from graph.kernels.jit import jit
from graph.kernels.running import Stream
from graph.kernels.seeds import Marks


@jit
def mixed(stream: Stream, payer: I64, haircut: bool, marks: Marks, tainted: I64, moved: I64) -> None:
    """Haircut or lowest intermediate balance, over accounts without taint and the payers' balances."""
    source, target, amount = stream
    place, account, fen, added = marks
    carry = np.zeros(len(tainted), np.float64)  # what an account's payments owe, -1/2 to 1/2 fen
    i, j, m = -1, 0, len(amount)
    while i < m:
        i = touched(source, source, tainted, i + 1, min(place[j], m))
        while place[j] == i and account[j] >= 0:
            added[j] = max(0, fen[j] - tainted[account[j]])
            tainted[account[j]] += added[j]
            j += 1
        if i == m:
            break
        u, a, x = source[i], amount[i], 0
        if tainted[u] > 0:
            balance = max(payer[i], a)
            x = _share(tainted, carry, u, a, balance) if haircut else max(0, a - (balance - tainted[u]))
            tainted[u] -= x
        while place[j] == i:
            added[j] = max(0, fen[j] - x)
            x += added[j]
            j += 1
        if x > 0:
            tainted[target[i]] += x
            moved[i] = x


@jit
def poisoned(stream: Stream, payer: I64, marks: Marks, tainted: I64, moved: I64) -> None:
    """Poison: `tainted` is 1 where an account has any, and left to be filled with its balance."""
    source, target, amount = stream
    place, account, fen, added = marks
    i, j, m = -1, 0, len(amount)
    while i < m:
        i = touched(source, source, tainted, i + 1, min(place[j], m))
        while place[j] == i and account[j] >= 0:
            added[j] = 0 if tainted[account[j]] else fen[j]
            tainted[account[j]] = 1
            j += 1
        if i == m:
            break
        u = source[i]
        hit = tainted[u] == 1
        if payer[i] <= amount[i]:
            tainted[u] = 0
        while place[j] == i:
            added[j] = 0 if hit else fen[j]
            hit = True
            j += 1
        if hit and amount[i] > 0:
            tainted[target[i]] = 1
            moved[i] = amount[i]


@jit
def touched(source: I32, target: I32, tainted: I64, begin: int, end: int) -> int:
    """The first transfer from `begin` on that has a tainted side, or `end`. Apart from what is then done, it is fast."""
    for i in range(begin, end):
        if tainted[source[i]] | tainted[target[i]]:
            return i
    return end


@jit
def _share(tainted: I64, carry: F64, u: int, a: int, balance: int) -> int:
    """How much of the `a` fen that u pays out of `balance` is tainted."""
    share, rest = _part(tainted[u], a, balance)
    owed = carry[u] + rest / balance
    share += int(owed + 0.5)
    carry[u] = owed - int(owed + 0.5) if share < tainted[u] else 0.0
    return share


@jit
def _part(tainted: int, a: int, balance: int) -> tuple[int, int]:
    """Quotient and remainder of tainted * a / balance, where tainted, a <= balance < 2**62."""
    if float(tainted) * float(a) < 9e18:
        share = tainted * a // balance
        return share, tainted * a - share * balance
    share, rest = 0, 0
    for bit in range(61, -1, -1):  # schoolbook, since the product has up to 124 bits
        share, rest = 2 * share, 2 * rest
        if rest >= balance:
            share, rest = share + 1, rest - balance
        if a >> bit & 1:
            rest += tainted
            if rest >= balance:
                share, rest = share + 1, rest - balance
    return share, rest
