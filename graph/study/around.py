"""What stands around an entity, before and while it is expanded: counts by link, and the chosen ones in order.

From the snapshot, so that a hub of a hundred thousand links is counted and paged as fast as anybody else. Parallel
links that the ontology sums (`project: FLOW`) can be one line a neighbour.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.freeze import money
from graph.kernels.arrays import I32, I64
from graph.ontology import Link, ontology
from graph.snapshot import Snapshot

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Count:
    """Links of one type and direction: how many, to how many others of one kind, and their sum in fen where they move money."""

    link: str
    outgoing: bool
    kind: str
    links: int
    others: int
    amount: int | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which links to show. Times in UTC seconds (since <= at < until), amounts in fen; `kinds` of the other end; `other`:
    only those with this node."""

    links: frozenset[str] | None = None
    outgoing: bool | None = None
    kinds: frozenset[str] | None = None
    since: int | None = None
    until: int | None = None
    least: int | None = None
    most: int | None = None
    order: str = "amount"
    summed: bool = True
    other: int | None = None


class Line(NamedTuple):
    """One line of an expansion: a link, or all those of a pair and direction summed. Fen, UTC milliseconds."""

    link: str
    id: str
    node: int
    other: int
    outgoing: bool
    count: int  # type: ignore[assignment]  # hides a method that nobody asks of a line
    amount: int | None
    first: int | None
    last: int | None

    @property
    def ends(self) -> tuple[int, int]:
        """Nodes from and to."""
        return (self.node, self.other) if self.outgoing else (self.other, self.node)


@dataclass(frozen=True)
class Around:
    """Lines in order, made when they are asked for; `left` says how many links each filter took away. `amount`: fen of all."""

    total: int
    links: int
    amount: int
    left: dict[str, int]
    lines: Callable[[int, int], list[Line]]


def counts(s: Snapshot, node: int, sees: frozenset[str]) -> list[Count]:
    """Links of a node by type, direction and kind of the other end, in the ontology's order; only kinds that are seen."""
    found = []
    for link, outgoing, edges, others in rows(s, node):
        codes = s.nodes.kind[others]
        for code in np.unique(codes):
            if (kind := s.kinds[code]) in sees:
                here = codes == code
                amount = int(s.edges(link.name).amount[edges[here]].sum()) if money(link) else None
                found.append(Count(link.name, outgoing, kind, int(here.sum()), len(np.unique(others[here])), amount))
    return found


def around(s: Snapshot, node: int, wanted: Wanted, sees: frozenset[str]) -> Around:
    """The links of a node that are wanted, most important first."""
    left: dict[str, int] = {}
    lots = [_lot(s, node, row, wanted, left, sees) for row in rows(s, node)]
    lots = [lot for lot in lots if len(lot.other)]
    if not lots:
        return Around(0, 0, 0, left, lambda start, stop: [])
    which = np.concatenate([np.full(len(lot.other), i, np.int32) for i, lot in enumerate(lots)])
    place = np.concatenate([np.arange(len(lot.other)) for lot in lots])
    order = np.argsort(np.concatenate([lot.rank(wanted.order) for lot in lots]), kind="stable")

    def lines(start: int, stop: int) -> list[Line]:
        shown = order[start:stop]
        made = {i: iter(lots[i].lines(s, node, place[shown[which[shown] == i]])) for i in np.unique(which[shown])}
        return [next(made[i]) for i in which[shown].tolist()]

    links, amount = (sum(int(getattr(lot, name).sum()) for lot in lots) for name in ("count", "amount"))
    return Around(len(order), links, amount, left, lines)


def near(s: Snapshot, nodes: I32, links: frozenset[str] | None = None) -> I32:
    """All that some nodes have a link of these types with, each once, in order of number; a sum stands for its links."""
    found = []
    for link in linked(s, links):
        edges = s.edges(link.name)
        for beside, other in zip(s.adjacency(link.name), (edges.target, edges.source), strict=True):
            found.append(other[beside.item[slots(beside.start[nodes], beside.start[nodes + 1])]])
    return np.unique(np.concatenate(found)) if found else np.zeros(0, np.int32)


def linked(s: Snapshot, links: frozenset[str] | None = None) -> list[Link]:
    """The types of link that there are, all or those named; the name of a sum is that of what it sums."""
    there = [link for name, link in ontology().links.items() if s.counts.get(name)]
    return there if links is None else [link for link in there if links & {link.name, link.flow}]


def slots(start: I64, end: I64) -> I64:
    """Every place of some ranges, one range after the other."""
    size = end - start
    ends = np.cumsum(size)
    found: I64 = np.arange(ends[-1] if len(ends) else 0) + np.repeat(start - ends + size, size)
    return found


def seen(s: Snapshot, nodes: I32 | slice, kinds: Iterable[str]) -> Bools:
    """Whether each of some nodes is of one of these kinds."""
    chosen = frozenset(kinds)
    of: Bools = np.array([kind in chosen for kind in s.kinds])[s.nodes.kind[nodes]]
    return of


def degree(s: Snapshot, node: int) -> int:
    """How many links a node has."""
    return degrees(s, [node])[0]


def degrees(s: Snapshot, nodes: Sequence[int]) -> list[int]:
    """How many links each of some nodes has."""
    here = np.asarray(nodes, np.int64)
    beside = (b.start for name in s.counts for b in s.adjacency(name))
    found: list[int] = sum((start[here + 1] - start[here] for start in beside), np.zeros(len(here), np.int64)).tolist()
    return found


def common(s: Snapshot, nodes: Iterable[int], links: frozenset[str] | None, sees: frozenset[str]) -> I32:
    """Nodes that every one of these has a link with, by number."""
    shared: I32 | None = None
    for node in nodes:
        met = near(s, np.array([node], np.int32), links)
        shared = met if shared is None else np.intersect1d(shared, met)
    found = np.zeros(0, np.int32) if shared is None else shared.astype(np.int32)
    return found[seen(s, found, sees)]


@dataclass(frozen=True)
class _Lot:
    """Lines of one type and direction; `edge`: one link of the line (the last)."""

    link: Link
    outgoing: bool
    summed: bool
    other: I32
    edge: I64
    count: I64
    amount: I64
    first: I64
    last: I64

    def rank(self, order: str) -> NDArray[np.float64]:
        """Lower comes first: money before ties, most first; by time where that is asked for."""
        keys = {"amount": -self.amount, "recent": -self.last, "earliest": np.where(self.first < 0, 2**40, self.first)}
        return keys[order].astype(np.float64)

    def lines(self, s: Snapshot, node: int, places: I64) -> list[Line]:
        """Some of them, in the order of their places."""
        name = str(self.link.flow) if self.summed else self.link.name
        if self.summed:
            own, others = s.ids([node])[0], s.ids(self.other[places])
            ids = [flow_id(name, own, other) if self.outgoing else flow_id(name, other, own) for other in others]
        else:
            ids = s.link_ids(name, self.edge[places])
        other, count, amount, first, last = (
            column[places].tolist() for column in (self.other, self.count, self.amount, self.first, self.last)
        )
        times = ([at * 1000 if at >= 0 else None for at in column] for column in (first, last))
        amounts = amount if money(self.link) else repeat(None)
        columns = (repeat(name), ids, repeat(node), other, repeat(self.outgoing), count, amounts, *times)
        return [*map(Line._make, zip(*columns, strict=False))]


Row = tuple[Link, bool, I64, I32]


def rows(s: Snapshot, node: int, links: frozenset[str] | None = None) -> Iterator[Row]:
    """Each link type and direction that a node has: edge numbers in order of time, and the other ends."""
    for link in linked(s, links):
        edges = s.edges(link.name)
        for outgoing, beside in zip((True, False), s.adjacency(link.name), strict=True):
            mine = beside.item[beside.start[node] : beside.start[node + 1]].astype(np.int64)
            if len(mine):
                yield link, outgoing, mine, (edges.target if outgoing else edges.source)[mine]


def _lot(s: Snapshot, node: int, row: Row, wanted: Wanted, left: dict[str, int], sees: frozenset[str]) -> _Lot:
    """The wanted links of a row, and in `left` how many of the others each filter took away."""
    link, outgoing, edges, others = row
    there = seen(s, others, sees)
    if wanted.other is not None:
        there &= others == wanted.other
    edges, others = edges[there], others[there]  # of what a role does not see not even a number is told
    e = s.edges(link.name)
    at = e.at[edges].astype(np.int64)
    amount = e.amount[edges] if money(link) else np.zeros(len(edges), np.int64)
    keep = np.ones(len(edges), np.bool_)
    for reason, test in _tests(s, link, outgoing, others, at, amount, wanted):
        gone = int((keep & ~test).sum())
        if gone:
            left[reason] = left.get(reason, 0) + gone
        keep &= test
    edges, others, at, amount = edges[keep], others[keep], at[keep], amount[keep]
    ones = np.ones(len(edges), np.int64)
    if wanted.summed and link.flow:
        return _Lot(link, outgoing, True, *sums(others, edges, amount, at))
    return _Lot(link, outgoing, False, others, edges, ones, amount, at, at)


def _tests(
    s: Snapshot, link: Link, outgoing: bool, others: I32, at: I64, amount: I64, wanted: Wanted
) -> Iterator[tuple[str, Bools]]:
    """Each filter that is set, by name, and which links pass it. A time or amount filter passes only what has one."""
    size = len(others)
    names = {link.name, link.flow}
    if wanted.links is not None:
        yield "links", np.full(size, bool(names & wanted.links))
    if wanted.outgoing is not None:
        yield "direction", np.full(size, outgoing == wanted.outgoing)
    if wanted.kinds is not None:
        yield "kinds", seen(s, others, wanted.kinds)
    if wanted.since is not None or wanted.until is not None:
        within = at >= (wanted.since or 0)
        yield "time", within & (at < wanted.until) if wanted.until is not None else within
    if wanted.least is not None or wanted.most is not None:
        enough = amount >= (wanted.least or 0)
        yield "amount", money(link) & enough & (amount <= wanted.most if wanted.most is not None else True)


def flow_id(flow: str, source: str, target: str) -> str:
    """The id of all links from one entity to another, summed."""
    return "-".join([flow.lower(), source.rpartition("-")[2], target.rpartition("-")[2]])


def sums(keys: I32 | I64, edges: I64, amount: I64, at: I64) -> tuple[Any, I64, I64, I64, I64, I64]:
    """Links in order of time summed by a key: the keys, one edge of each, count, sum, first and last second."""
    known, place = np.unique(keys, return_inverse=True)
    n = len(known)
    total, first, last, edge = (np.zeros(n, np.int64) for _ in range(4))
    np.add.at(total, place, amount)
    first[place[::-1]], last[place], edge[place] = at[::-1], at, edges
    return known, edge, np.bincount(place, minlength=n).astype(np.int64), total, first, last
