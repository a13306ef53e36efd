"""Reads of one account and those beside it: TSR1, TSR2, TSR4, TSR5, TSR6."""

from __future__ import annotations

import numpy as np

from graph.finbench.book import Book
from graph.finbench.rows import ranked
from graph.finbench.sides import Links, links, totals
from graph.kernels.arrays import I64


def tsr1(b: Book, account: str) -> list[tuple[int, bool, str | None]]:
    """When an account was opened (milliseconds), whether it is blocked, of what type it is."""
    node = int(b.node(account)[0])
    return [(int(b.opened[node]), bool(b.blocked[node]), b.channel[node])]


def tsr2(b: Book, account: str, start: int, end: int) -> list[tuple[int, int, int, int, int, int]]:
    """Sum, largest (-1 without any) and number of an account's transfers out, then of those in."""
    out, into = (links(way, b.node(account), start, end).amount for way in (b.paid, b.taken))
    return [(*_figures(out), *_figures(into))]


def _figures(amount: I64) -> tuple[int, int, int]:
    return int(amount.sum()), int(amount.max(initial=-1)), len(amount)


def tsr4(b: Book, account: str, threshold: float, start: int, end: int) -> list[tuple[str, int, int]]:
    """To whom an account transferred more than a threshold at a time, how often and how much; by amount."""
    return _parties(b, links(b.paid, b.node(account), start, end, threshold))


def tsr5(b: Book, account: str, threshold: float, start: int, end: int) -> list[tuple[str, int, int]]:
    """Who transferred more than a threshold at a time to an account, how often and how much; by amount."""
    return _parties(b, links(b.taken, b.node(account), start, end, threshold))


def _parties(b: Book, found: Links) -> list[tuple[str, int, int]]:
    by = totals(found.other, found.amount)
    return ranked(zip(b.names(by.node), by.count.tolist(), by.total.tolist(), strict=True), 2)


def tsr6(b: Book, account: str, start: int, end: int) -> list[tuple[str]]:
    """Blocked accounts that somebody paid who also paid this account; by id."""
    node = b.node(account)
    payers = np.unique(links(b.taken, node, start, end).other)
    others = np.unique(links(b.paid, payers, start, end).other)
    chosen = others[b.blocked[others] & (others != node)]
    return sorted((name,) for name in b.names(chosen))
