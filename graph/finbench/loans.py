"""Reads that begin at a loan or end at loans: TCR2, TCR8, TCR11."""

from __future__ import annotations

import numpy as np

from graph.finbench.book import Book
from graph.finbench.rows import ranked, ratio
from graph.finbench.sides import links, totals, walk
from graph.kernels.arrays import F64, I32, I64

STEPS = 3  # transfers


def tcr2(b: Book, person: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """Accounts that loans were paid into and from which money reached the person's in at most three ever later
    transfers: account, amount and balance of those loans; by amount."""
    reached = np.unique(np.concatenate([*walk(b.taken, b.owned(person), start, end, STEPS, back=True)]))
    found = links(b.borrowed, reached, start, end)
    pairs = np.unique(found.which * b.n + found.other)  # a loan may be paid out in parts
    node, loan = reached[pairs // b.n], pairs % b.n
    amount, balance = totals(node, b.loan[loan]), totals(node, b.balance[loan])
    return ranked(zip(b.names(amount.node), amount.total.tolist(), balance.total.tolist(), strict=True), 1)


def tcr8(b: Book, loan: str, threshold: float, start: int, end: int) -> list[tuple[str, float, int]]:
    """Where a loan's money went in at most three transfers or withdrawals, each of more than `threshold` times what its
    account took: account, what came there over the loan's amount, how far; the farthest first, then by ratio."""
    node = b.node(loan)
    edge = np.unique(links(b.lent, node, start, end).other)
    seen, parts = edge, list[tuple[I32, I64, I64]]()
    for distance in range(2, STEPS + 2):
        found = links(b.spent, edge, start, end, threshold * _taken(b, edge, start, end))
        parts.append((found.other, found.amount, np.full(len(found.other), distance)))
        edge = np.setdiff1d(found.other, seen)
        seen = np.union1d(seen, edge)
    other, amount, far = (np.concatenate(column) for column in zip(*parts, strict=True))
    flow, near = totals(other, amount), -totals(other, -far).most
    lent = int(b.loan[node[0]])
    shares = [ratio(total, lent) for total in flow.total.tolist()]
    return ranked(zip(b.names(flow.node), shares, near.tolist(), strict=True), 2, 1)


def _taken(b: Book, nodes: I32, start: int, end: int) -> F64:
    """(k,) what each account took by transfers."""
    found = links(b.taken, nodes, start, end)
    sums, taken = totals(found.which, found.amount), np.zeros(len(nodes))
    taken[sums.node] = sums.total
    return taken


def tcr11(b: Book, person: str, start: int, end: int) -> list[tuple[int, int]]:
    """Sum and number of the loans of the persons that a chain of guarantees leads to, however long."""
    edge, seen = b.node(person), np.empty(0, np.int32)
    while len(edge):
        edge = np.setdiff1d(links(b.backs, edge, start, end).other, seen)
        seen = np.union1d(seen, edge)
    loans = np.unique(b.loans(seen[b.person[seen]]))
    return [(int(b.loan[loans].sum()), len(loans))]
