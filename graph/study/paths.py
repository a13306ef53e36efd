"""Ways between two entities over any links: the shortest ones, or all up to a length, each a list of nodes.

Breadth-first from the far end, then depth-first from the near end along nodes that can still arrive in time, so that no
dead end is walked. Directions aside: a way of investigation may go against one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from graph.kernels.arrays import I32
from graph.snapshot import Snapshot
from graph.study.around import Bools, Line, Wanted, around, degree, linked, near, seen

FAR = np.int32(2**30)
WIDEST = 2_000_000  # links that one step may look at; a hub of hubs is no clue


@dataclass(frozen=True, slots=True)
class Ways:
    """Nodes of each way, shortest first; `more`: others were there beyond the limit; `wide`: a step had too many links."""

    ways: list[tuple[int, ...]]
    more: bool
    wide: bool


def ways(s: Snapshot, start: int, end: int, hops: int, limit: int, *, links: frozenset[str] | None = None,
         sees: frozenset[str], shortest: bool = True) -> Ways:  # fmt: skip
    """Ways of at most `hops` links from one node to another: only the shortest, or all without a node twice."""
    there = seen(s, slice(None), sees)
    far, wide = _distances(s, links, end, hops, there)
    if far[start] > hops or not (there[start] and there[end]):
        return Ways([], False, wide)
    most = int(far[start]) if shortest else hops
    found: list[tuple[int, ...]] = []
    for length in range(int(far[start]), most + 1):
        for way in _walk(s, links, far, [start], end, length):
            if len(found) == limit:
                return Ways(found, True, wide)
            found.append(way)
    return Ways(found, False, wide)


def lines(s: Snapshot, way: tuple[int, ...], sees: frozenset[str], links: frozenset[str] | None = None) -> list[list[Line]]:  # fmt: skip
    """The links of each step of a way, parallel transfers as one line, most money first."""
    wanted = Wanted(links=links)
    steps = []
    for here, there in zip(way, way[1:], strict=False):
        few, many = (here, there) if degree(s, here) <= degree(s, there) else (there, here)
        found = around(s, few, wanted, sees)
        steps.append([x for x in found.lines(0, found.total) if x.other == many])
    return steps


def _distances(s: Snapshot, links: frozenset[str] | None, end: int, hops: int, there: Bools) -> tuple[I32, bool]:
    """(n,) steps to `end`, FAR beyond `hops`; whether a step was left out for its width."""
    far = np.full(s.n, FAR, np.int32)
    far[end] = 0
    front = np.array([end], np.int32)
    for step in range(1, hops + 1):
        width = sum(
            int((b.start[front + 1] - b.start[front]).sum()) for x in linked(s, links) for b in s.adjacency(x.name)
        )
        if width > WIDEST:
            return far, True
        around_it = near(s, front, links)
        front = around_it[(far[around_it] == FAR) & there[around_it]]
        far[front] = step
        if not len(front):
            break
    return far, False


def _walk(
    s: Snapshot, links: frozenset[str] | None, far: I32, way: list[int], end: int, left: int
) -> Iterator[tuple[int, ...]]:
    """Ways of exactly `left` more links that no node is on twice."""
    if left == 0:
        if way[-1] == end:
            yield tuple(way)
        return
    next_to = near(s, np.array(way[-1:], np.int32), links)
    for node in next_to[far[next_to] <= left - 1].tolist():
        if node not in way and (node != end or left == 1):
            yield from _walk(s, links, far, [*way, node], end, left - 1)
