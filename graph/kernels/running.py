"""Running balances: what payer and payee had before each transfer, whatever of it is tainted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.kernels.arrays import I32, I64
from graph.kernels.jit import jit
from graph.kernels.seeds import Marks

Stream = tuple[I32, I32, I64]  # source, target, amount


@dataclass(frozen=True, slots=True)
class Running:
    """Fen. What an account paid, or a mark says that it held, beyond its known balance is made up and told."""

    payer: I64  # (m,) before the transfer
    payee: I64  # (m,) before it, but after having paid it where he is the payer
    marked: I64  # (k,) what a mark's account had
    balance: I64  # (n,) at the end
    unexplained: I64  # (n,)


def running(stream: Stream, opening: I64, marks: Marks) -> Running:
    """O(n + m). ValueError: more than 2**61 fen in all, so that two balances can be added with room for rounding."""
    n, m, k = len(opening), len(stream[2]), len(marks.place)
    kept = Running(
        np.empty(m, np.int64), np.empty(m, np.int64), np.zeros(k, np.int64), opening.copy(), np.zeros(n, np.int64)
    )
    _keep(stream, kept.balance, marks, kept.payer, kept.payee, kept.marked)
    made_up = _explain(stream, marks, kept.payer, kept.marked, kept.unexplained)
    if opening.sum(dtype=np.float64) + made_up > 2.0**61:
        raise ValueError("more than 2**61 fen in all")
    return kept


@jit
def _keep(stream: Stream, balance: I64, marks: Marks, payer: I64, payee: I64, marked: I64) -> None:
    """No branch asks whether a payer is short: it is hard to foretell, and a wrong guess waits for memory."""
    source, target, amount = stream
    begin = 0
    for j in range(len(marks.place)):
        end = min(marks.place[j], len(amount))
        for i in range(begin, end):
            u, v, a = source[i], target[i], amount[i]
            had = balance[u]
            payer[i] = had
            balance[u] = max(0, had - a)
            had = balance[v]
            payee[i] = had
            balance[v] = had + a
        begin = end
        if marks.account[j] >= 0:
            v = marks.account[j]
            marked[j] = balance[v]
            balance[v] = max(balance[v], marks.amount[j])


@jit
def _explain(stream: Stream, marks: Marks, payer: I64, marked: I64, unexplained: I64) -> float:
    source, _, amount = stream
    total = 0.0
    for i in range(len(amount)):
        missing = max(0, amount[i] - payer[i])
        unexplained[source[i]] += missing
        total += missing
    for j in range(len(marked)):
        if marks.account[j] >= 0:
            missing = max(0, marks.amount[j] - marked[j])
            unexplained[marks.account[j]] += missing
            total += missing
    return total
