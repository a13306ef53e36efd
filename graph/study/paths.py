"""Ways between two entities over any links: the shortest ones, or all up to a length, each a list of nodes.

Breadth-first from the far end, then depth-first from the near end along nodes that can still arrive in time, so that no
dead end is walked. Directions aside: a way of investigation may go against one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from graph.kernels.arrays import I32, I64
from graph.ontology import Link, ontology
from graph.snapshot import Snapshot
from graph.study.around import ORDERS, Line, Wanted, around, degree

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
    chosen = [link for name, link in ontology().links.items() if s.counts.get(name) and _named(link, links)]
    seen = np.isin(s.nodes.kind, [i for i, kind in enumerate(s.kinds) if kind in sees])
    far, wide = _distances(s, chosen, end, hops, seen)
    if far[start] > hops or not (seen[start] and seen[end]):
        return Ways([], False, wide)
    most = int(far[start]) if shortest else hops
    found: list[tuple[int, ...]] = []
    for length in range(int(far[start]), most + 1):
        for way in _walk(s, chosen, far, [start], end, length):
            if len(found) == limit:
                return Ways(found, True, wide)
            found.append(way)
    return Ways(found, False, wide)


def lines(s: Snapshot, way: tuple[int, ...], sees: frozenset[str], links: frozenset[str] | None = None) -> list[list[Line]]:  # fmt: skip
    """The links of each step of a way, parallel transfers as one line, most money first."""
    wanted = Wanted(links=links, order=ORDERS[0])
    steps = []
    for here, there in zip(way, way[1:], strict=False):
        few, many = (here, there) if degree(s, here) <= degree(s, there) else (there, here)
        found = around(s, few, wanted, sees)
        steps.append([x for x in found.lines(0, found.total) if x.other == many])
    return steps


def _named(link: Link, links: frozenset[str] | None) -> bool:
    return links is None or link.name in links or link.flow in links


def _near(s: Snapshot, links: list[Link], nodes: I32) -> I32:
    """All neighbours of some nodes, each once, in order of number."""
    found = []
    for link in links:
        edges = s.edges(link.name)
        for beside, other in zip(s.adjacency(link.name), (edges.target, edges.source), strict=True):
            found.append(other[beside.item[_slots(beside.start[nodes], beside.start[nodes + 1])]])
    return np.unique(np.concatenate(found)) if found else np.zeros(0, np.int32)


def _slots(start: I64, end: I64) -> I64:
    """Every place of some ranges, one range after the other."""
    size = end - start
    ends = np.cumsum(size)
    found: I64 = np.arange(ends[-1] if len(ends) else 0) + np.repeat(start - ends + size, size)
    return found


def _distances(s: Snapshot, links: list[Link], end: int, hops: int, seen: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> tuple[I32, bool]:  # fmt: skip
    """(n,) steps to `end`, FAR beyond `hops`; whether a step was left out for its width."""
    far = np.full(s.n, FAR, np.int32)
    far[end] = 0
    front = np.array([end], np.int32)
    for step in range(1, hops + 1):
        width = sum(int((b.start[front + 1] - b.start[front]).sum()) for x in links for b in s.adjacency(x.name))
        if width > WIDEST:
            return far, True
        near = _near(s, links, front)
        front = near[(far[near] == FAR) & seen[near]]
        far[front] = step
        if not len(front):
            break
    return far, False


def _walk(s: Snapshot, links: list[Link], far: I32, way: list[int], end: int, left: int) -> Iterator[tuple[int, ...]]:
    """Ways of exactly `left` more links that no node is on twice."""
    if left == 0:
        if way[-1] == end:
            yield tuple(way)
        return
    near = _near(s, links, np.array(way[-1:], np.int32))
    for node in near[far[near] <= left - 1].tolist():
        if node not in way and (node != end or left == 1):
            yield from _walk(s, links, far, [*way, node], end, left - 1)
