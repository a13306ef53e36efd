"""Reads that follow transfers from account to account: TCR1, TCR3, TCR5, TCR12."""

from __future__ import annotations

from itertools import repeat

import numpy as np

from graph.finbench.book import Book
from graph.finbench.rows import ranked
from graph.finbench.sides import links, totals, walk

STEPS = 3


def tcr1(b: Book, account: str, start: int, end: int) -> list[tuple[str, int, str, str | None]]:
    """Accounts at most three ever later transfers away that a blocked device signed in to: account, distance, device,
    its type; by distance."""
    rows = set[tuple[int, str, str, str | None]]()
    for distance, reached in enumerate(walk(b.paid, b.node(account), start, end, STEPS), start=1):
        found = links(b.signed, reached, start, end)
        bad = b.blocked[found.other]
        nodes, devices = reached[found.which[bad]], found.other[bad]
        types = (b.device[device] for device in devices)
        rows.update(zip(repeat(distance), b.names(nodes), b.names(devices), types, strict=False))
    return [(name, distance, device, what) for distance, name, device, what in sorted(rows)]


def tcr3(b: Book, source: str, target: str, start: int, end: int) -> list[tuple[int]]:
    """How many transfers the shortest way takes, in whatever order of time; -1 where there is none.

    A search in breadth from both ends, always of the smaller edge: before a step the two have no node in common, so the
    first that they then have lies on a shortest way.
    """
    ways, edges = (b.paid, b.taken), [b.node(source), b.node(target)]
    seen = np.zeros((2, b.n), np.bool_)
    seen[0, edges[0]] = seen[1, edges[1]] = True
    steps = 0
    if edges[0] == edges[1]:
        return [(steps,)]
    while len(edges[0]) and len(edges[1]):
        one = int(len(edges[1]) < len(edges[0]))
        found = links(ways[one], edges[one], start, end).other
        steps += 1
        if seen[1 - one, found].any():
            return [(steps,)]
        edges[one] = np.unique(found[~seen[one, found]])
        seen[one, edges[one]] = True
    return [(-1,)]


def tcr5(b: Book, person: str, start: int, end: int) -> list[tuple[list[str]]]:
    """The ways of money from a person's accounts in at most three ever later transfers, no account twice: long ones
    first, then by ids. Of parallel transfers the earliest that is late enough stands for all."""
    way = b.owned(person)[:, None]
    at = np.full(len(way), start)
    rows: list[tuple[list[str]]] = []
    for _ in range(STEPS):
        found = links(b.paid, way[:, -1], at, end)
        _, first = np.unique(found.which * b.n + found.other, return_index=True)
        before, other = way[found.which[first]], found.other[first]
        new = (before != other[:, None]).all(1)
        way, at = np.column_stack([before[new], other[new]]), found.at[first[new]]
        order = np.lexsort(b.snapshot.nodes.high[way].T[::-1])
        names = iter(b.names(way[order].ravel()))
        rows[:0] = [(list(path),) for path in zip(*[names] * way.shape[1], strict=True)]
    return rows


def tcr12(b: Book, person: str, start: int, end: int) -> list[tuple[str, int]]:
    """Accounts of enterprises to which a person's accounts transferred, with how much; by amount."""
    found = links(b.paid, b.owned(person), start, end)
    there = b.corporate[found.other]
    paid = totals(found.other[there], found.amount[there])
    return ranked(zip(b.names(paid.node), paid.total.tolist(), strict=True), 1)
