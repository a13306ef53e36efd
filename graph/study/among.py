"""What lies between entities that are chosen already: every link among them, parallel transfers as one line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from graph.freeze import money
from graph.kernels.arrays import I32, I64, Csr
from graph.lake import table_of
from graph.ontology import Link, ontology
from graph.snapshot import Snapshot
from graph.study.around import Line, flow_id, linked, slots, sums


@dataclass(frozen=True, slots=True)
class Among:
    """Lines, at most as many as were asked for; how many there are in all, and how many links those stand for."""

    lines: list[Line]
    total: int
    links: int


def among(s: Snapshot, nodes: I32, links: frozenset[str] | None, limit: int, *, summed: bool = True) -> Among:
    """Every link between two of these nodes: first those that move no money, then the most money first."""
    lots = [_lot(s, link, nodes, summed) for link in linked(s, links)]
    lots = [lot for lot in lots if len(lot.edge)]
    if not lots:
        return Among([], 0, 0)
    which = np.concatenate([np.full(len(lot.edge), i, np.int32) for i, lot in enumerate(lots)])
    place = np.concatenate([np.arange(len(lot.edge)) for lot in lots])
    rank = np.concatenate([-lot.amount if money(lot.link) else np.full(len(lot.edge), -(2**62)) for lot in lots])
    order = np.argsort(rank, kind="stable")[:limit]
    made: list[Line | None] = [None] * len(order)
    for i, lot in enumerate(lots):
        mine = np.flatnonzero(which[order] == i)
        for at, line in zip(mine.tolist(), lot.lines(s, place[order[mine]]), strict=True):
            made[at] = line
    return Among([line for line in made if line], len(rank), sum(int(lot.count.sum()) for lot in lots))


def named(s: Snapshot, ids: Iterable[str]) -> list[Line]:
    """Links by their ids, in that order; those that are not there are left out."""
    lines = []
    for one in ids:
        link = ontology().link(table_of(one).name)
        if (edge := s.link_number(link.name, one)) is not None:
            e = s.edges(link.name)
            amount = int(e.amount[edge]) if money(link) else None
            (at,) = _ms(e.at[edge : edge + 1].astype(np.int64))
            lines.append(Line(link.name, one, int(e.source[edge]), int(e.target[edge]), True, 1, amount, at, at))
    return lines


def inside(s: Snapshot, link: str, nodes: I32) -> I64:
    """Edge numbers of a link type between two of these nodes, in order of time."""
    member = np.zeros(s.n, np.bool_)
    member[nodes] = True
    out, into = s.adjacency(link)
    beside, far = (out, s.edges(link).target) if _links(out, nodes) <= _links(into, nodes) else (into, s.edges(link).source)  # fmt: skip
    mine = beside.item[slots(beside.start[nodes], beside.start[nodes + 1])]
    found: I64 = np.sort(mine[member[far[mine]]]).astype(np.int64)
    return found


def _links(beside: Csr, nodes: I32) -> int:
    return int((beside.start[nodes + 1] - beside.start[nodes]).sum())


@dataclass(frozen=True)
class _Lot:
    """Lines of one type; `edge`: one link of each (the last)."""

    link: Link
    summed: bool
    edge: I64
    count: I64
    amount: I64
    first: I64
    last: I64

    def lines(self, s: Snapshot, chosen: I64) -> list[Line]:
        """Those lines, their ids spelled at once."""
        e, edge = s.edges(self.link.name), self.edge[chosen]
        source, target = e.source[edge], e.target[edge]
        name = str(self.link.flow) if self.summed else self.link.name
        if self.summed:
            ids = [flow_id(name, a, b) for a, b in zip(s.ids(source), s.ids(target), strict=True)]
        else:
            ids = s.link_ids(name, edge)
        amounts: Sequence[int | None] = self.amount[chosen].tolist() if money(self.link) else [None] * len(edge)
        rows = zip(ids, source.tolist(), target.tolist(), self.count[chosen].tolist(), amounts, _ms(self.first[chosen]), _ms(self.last[chosen]), strict=True)  # fmt: skip
        return [Line(name, one, a, b, True, n, fen, first, last) for one, a, b, n, fen, first, last in rows]


def _ms(seconds: I64) -> list[int | None]:
    return [second * 1000 if second >= 0 else None for second in seconds.tolist()]


def _lot(s: Snapshot, link: Link, nodes: I32, summed: bool) -> _Lot:
    edges, e = inside(s, link.name, nodes), s.edges(link.name)
    at = e.at[edges].astype(np.int64)
    amount = e.amount[edges] if money(link) else np.zeros(len(edges), np.int64)
    if summed and link.flow:
        pairs = e.source[edges].astype(np.int64) * s.n + e.target[edges]
        return _Lot(link, True, *sums(pairs, edges, amount, at)[1:])
    return _Lot(link, False, edges, np.ones(len(edges), np.int64), amount, at, at)
