"""Taint where an account is one mixture: pro rata (haircut), lowest intermediate balance, poison.

A kernel goes through a stretch of the stream, `payer` having what payers had there, and gives the next mark. `dirty`
says which accounts have any taint: a byte each, so that looking at all of them stays in the processor's cache.
"""

from __future__ import annotations

from graph.kernels.arrays import F64, I64, U8, U32
from graph.kernels.jit import jit
from graph.kernels.running import Span, Stream
from graph.kernels.seeds import Marks


@jit
def mixed(stream: Stream, span: Span, payer: I64, marks: Marks, haircut: bool, carry: F64, tainted: I64, dirty: U8,
          moved: I64) -> int:  # fmt: skip
    """Haircut or lowest intermediate balance, by the payers' balances; `carry`: what payments owe, -1/2 to 1/2 fen."""
    source, target, amount = stream
    place, account, fen, added = marks
    begin, end, j = span
    i, m = begin - 1, len(amount)
    while True:
        i = touched(source, source, dirty, i + 1, min(place[j], end))
        if i == end and end < m:
            return j
        while place[j] == i and account[j] >= 0:
            v = account[j]
            added[j] = max(0, fen[j] - tainted[v])
            tainted[v] += added[j]
            dirty[v] = tainted[v] > 0
            j += 1
        if i == m:
            return j
        u, v, a, x = source[i], target[i], amount[i], 0
        if tainted[u] > 0:
            balance = max(payer[i - begin], a)
            x = _share(tainted, carry, u, a, balance) if haircut else max(0, a - (balance - tainted[u]))
            tainted[u] -= x
            dirty[u] = tainted[u] > 0
        while place[j] == i:
            added[j] = max(0, fen[j] - x)
            x += added[j]
            j += 1
        if x > 0:
            tainted[v] += x
            dirty[v] = True
            moved[i] = x


@jit
def poisoned(stream: Stream, span: Span, payer: I64, marks: Marks, dirty: U8, moved: I64) -> int:
    """Poison: an account is dirty or it is not."""
    source, target, amount = stream
    place, account, fen, added = marks
    begin, end, j = span
    i, m = begin - 1, len(amount)
    while True:
        i = touched(source, source, dirty, i + 1, min(place[j], end))
        if i == end and end < m:
            return j
        while place[j] == i and account[j] >= 0:
            added[j] = 0 if dirty[account[j]] else fen[j]
            dirty[account[j]] = True
            j += 1
        if i == m:
            return j
        u = source[i]
        hit = dirty[u] == 1
        if payer[i - begin] <= amount[i]:
            dirty[u] = False
        while place[j] == i:
            added[j] = 0 if hit else fen[j]
            hit = True
            j += 1
        if hit and amount[i] > 0:
            dirty[target[i]] = True
            moved[i] = amount[i]


@jit
def touched(source: U32, target: U32, dirty: U8, begin: int, end: int) -> int:
    """The first transfer from `begin` on that has a dirty side, or `end`. Apart from what is then done, it is fast."""
    payer, payee = source[begin:end], target[begin:end]
    for i in range(len(payer)):
        if dirty[payer[i]] | dirty[payee[i]]:
            return begin + i
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
