"""Running balances: what payer and payee had before each transfer, whatever of it is tainted."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from graph.kernels.arrays import I64, U32
from graph.kernels.jit import jit
from graph.kernels.seeds import Marks

Stream = tuple[U32, U32, I64]  # source, target, amount
Span = tuple[int, int, int]  # a stretch's begin and end, and the first mark that no earlier one had
STRETCH = 1 << 20  # transfers gone through at a time: after fewer, the balances of busy accounts have left the cache


class Running:
    """Fen. What an account paid, or a mark says that it held, beyond its known balance is made up and told.

    `payer`, `payee`: of the transfers of the present stretch, before each (the payee's where he is the payer: after
    having paid it); `marked` (k,): what a mark's account had; `balance` and `unexplained` (n,): up to the stretch's end.
    """

    def __init__(self, stream: Stream, opening: I64, marks: Marks) -> None:
        size = min(STRETCH, len(stream[2]))
        self.stream, self.marks = stream, marks
        self.payer, self.payee = np.empty(size, np.int64), np.empty(size, np.int64)
        self.marked = np.zeros(len(marks.place), np.int64)
        self.balance, self.unexplained = opening.copy(), np.zeros(len(opening), np.int64)
        self._all = opening.sum(dtype=np.float64)

    def stretches(self) -> Iterator[tuple[int, int]]:
        """Goes through the stream, O(n + m): begin and end of each stretch, one at least.

        ValueError: more than 2**61 fen in all, so that two balances can be added with room for rounding.
        """
        m, mark = len(self.stream[2]), 0
        for begin in range(0, max(m, 1), STRETCH):
            end = min(begin + STRETCH, m)
            first, mark = mark, _keep(self.stream, begin, end, self.balance, self.marks, mark, self.payer, self.payee, self.marked)  # fmt: skip
            made_up = _explain(self.stream, begin, end, self.marks, first, mark, self.payer, self.marked, self.unexplained)  # fmt: skip
            self._all += made_up
            if self._all > 2.0**61:
                raise ValueError("more than 2**61 fen in all")
            yield begin, end


@jit
def _keep(stream: Stream, begin: int, end: int, balance: I64, marks: Marks, mark: int, payer: I64, payee: I64,
          marked: I64) -> int:  # fmt: skip
    """A stretch and its marks from `mark` on (those behind the last transfer are the last stretch's); the next mark."""
    source, target, amount = stream
    at = begin
    while True:
        stop = min(marks.place[mark], end)
        here, there = slice(at, stop), slice(at - begin, stop - begin)
        _pay(source[here], target[here], amount[here], balance, payer[there], payee[there])
        if marks.place[mark] > end or (stop == end and end < len(amount)):
            return mark
        at = stop
        if marks.account[mark] >= 0:
            v = marks.account[mark]
            marked[mark] = balance[v]
            balance[v] = max(balance[v], marks.amount[mark])
        mark += 1


@jit
def _pay(source: U32, target: U32, amount: I64, balance: I64, payer: I64, payee: I64) -> None:
    """Transfers one after the other, from the first of these on: with a place to add to each number, it takes thrice as
    long. No branch asks whether a payer is short: it is hard to foretell, and a wrong guess waits for memory.
    """
    for i in range(len(amount)):
        u, v, a = source[i], target[i], amount[i]
        had = balance[u]
        payer[i] = had
        balance[u] = max(0, had - a)
        had = balance[v]
        payee[i] = had
        balance[v] = had + a


@jit
def _explain(stream: Stream, begin: int, end: int, marks: Marks, first: int, behind: int, payer: I64, marked: I64,
             unexplained: I64) -> float:  # fmt: skip
    source, amount = stream[0][begin:end], stream[2][begin:end]
    total = 0.0
    for i in range(len(amount)):
        missing = max(0, amount[i] - payer[i])
        unexplained[source[i]] += missing
        total += missing
    for j in range(first, behind):
        if marks.account[j] >= 0:
            missing = max(0, marks.amount[j] - marked[j])
            unexplained[marks.account[j]] += missing
            total += missing
    return total
