"""Reads of accounts that money goes through: TCR4, TCR6."""

from __future__ import annotations

import numpy as np

from graph.finbench.book import Book
from graph.finbench.rows import ranked
from graph.finbench.sides import links, totals

TRANSFERS = 3  # of which an account of TCR6 took more


def tcr4(b: Book, source: str, target: str, start: int, end: int) -> list[tuple[str, int, int, int, int, int, int]]:
    """Third accounts through which what one account paid to another came back: account, then number, sum and largest of
    what it paid the first and of what the second paid it; by the sums."""
    one, two = b.node(source), b.node(target)
    if not (links(b.paid, one, start, end).other == two).any():
        return []
    out, into = links(b.paid, two, start, end), links(b.taken, one, start, end)
    onward, back = totals(out.other, out.amount), totals(into.other, into.amount)
    both, i, j = np.intersect1d(back.node, onward.node, assume_unique=True, return_indices=True)
    third = (both != one) & (both != two)
    figures = [f[third].tolist() for of, k in ((back, i), (onward, j)) for f in (of.count[k], of.total[k], of.most[k])]
    rows = list(zip(b.names(both[third]), *figures, strict=True))
    return ranked(rows, 2, 5)


def tcr6(b: Book, card: str, threshold1: float, threshold2: float, start: int, end: int) -> list[tuple[str, int, int]]:
    """Accounts that withdrew to a card what more than three transfers had brought them: account, sum of those transfers
    above the first threshold and of those withdrawals above the second; by the latter."""
    found = links(b.drawn, b.node(card), start, end, threshold2)
    drawn = totals(found.other, found.amount)
    found = links(b.taken, drawn.node, start, end, threshold1)
    foreign = found.other != drawn.node[found.which]
    taken = totals(found.which[foreign], found.amount[foreign])
    many = taken.count > TRANSFERS
    which = taken.node[many]
    rows = zip(b.names(drawn.node[which]), taken.total[many].tolist(), drawn.total[which].tolist(), strict=True)
    return ranked(rows, 2)
