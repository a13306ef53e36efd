"""Reads of one number over another: TCR7, TCR9, TCR10, TSR3."""

from __future__ import annotations

import numpy as np

from graph.finbench.book import Book
from graph.finbench.rows import ratio
from graph.finbench.sides import links


def tcr7(b: Book, account: str, threshold: float, start: int, end: int) -> list[tuple[int, int, float]]:
    """From how many an account took by transfers above a threshold, to how many it paid, and the one sum over the
    other (-1 where it paid nothing)."""
    node = b.node(account)
    taken, paid = (links(way, node, start, end, threshold) for way in (b.taken, b.paid))
    over = ratio(int(taken.amount.sum()), int(paid.amount.sum()))
    return [(len(np.unique(taken.other)), len(np.unique(paid.other)), over)]


def tcr9(b: Book, account: str, threshold: float, start: int, end: int) -> list[tuple[float, float, float]]:
    """What an account was lent over what it repaid and over what it paid, and what it took over what it paid; links
    above a threshold, -1 where there is nothing to divide by."""
    node = b.node(account)
    ways = (b.borrowed, b.repaid, b.taken, b.paid)
    lent, repaid, taken, paid = (int(links(way, node, start, end, threshold).amount.sum()) for way in ways)
    return [(ratio(lent, repaid), ratio(lent, paid), ratio(taken, paid))]


def tcr10(b: Book, one: str, two: str, start: int, end: int) -> list[tuple[float]]:
    """How alike two persons' holdings are: enterprises of both over those of either (Jaccard), 0 where there are none."""
    first, second = (np.unique(links(b.holds, b.node(who), start, end).other) for who in (one, two))
    both = len(np.intersect1d(first, second, assume_unique=True))
    return [(ratio(both, len(first) + len(second) - both, without=0.0),)]


def tsr3(b: Book, account: str, threshold: float, start: int, end: int) -> list[tuple[float]]:
    """The share of blocked accounts' transfers among those an account took above a threshold, -1 where it took none."""
    taken = links(b.taken, b.node(account), start, end, threshold)
    return [(ratio(int(b.blocked[taken.other].sum()), len(taken.other)),)]
