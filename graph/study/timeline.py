"""What is dated around an entity, newest first: its own dates, those of its links and papers, its money by the day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from graph.kernels.arrays import F64, I32, I64
from graph.ontology import Kind, Link, Prop, ontology
from graph.snapshot import NEVER, Snapshot
from graph.study.around import linked, near, rows, seen, slots
from graph.study.balance import CHINA

DAY = 86_400
LASTING = (
    "Enterprise",
    "Person",
    "Account",
    "Device",
)  # what is there before and after; of others the dates are events
PARTIES = ("Enterprise", "Person")


@dataclass(frozen=True, slots=True)
class Moment:
    """One dated thing; `at` in epoch ms. `owner`: whose property says so, a kind or a link; of a day's money there is none
    (`prop` is then empty), `count` links make `amount` fen, and `other` is who stands for most of it among `others`."""

    at: int
    owner: str
    prop: str
    link: str | None = None
    outgoing: bool | None = None
    edge: int | None = None
    other: int | None = None
    others: int = 0
    count: int = 1
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Which links, kinds at the other end and times (epoch ms, since <= at < until) are wanted."""

    links: frozenset[str] | None = None
    kinds: frozenset[str] | None = None
    since: int | None = None
    until: int | None = None

    def holds(self, m: Moment) -> bool:
        return (self.since is None or m.at >= self.since) and (self.until is None or m.at < self.until)


def timeline(s: Snapshot, node: int, sees: frozenset[str], span: Span = Span()) -> list[Moment]:
    """Everything dated around a node, newest first; only what is linked to kinds that are seen."""
    others = sees if span.kinds is None else sees & span.kinds
    kind = ontology().kinds[s.kinds[s.nodes.kind[node]]]
    found = [*_own(s, kind, node)] if span.links is None and span.kinds is None else []
    for link, outgoing, edges, far in rows(s, node, span.links):
        there = seen(s, far, others)
        if not link.flow:
            found += _linked(s, link, outgoing, edges[there], far[there])
    found += _money(s, _accounts(s, node, sees), span.links, others)
    return sorted((m for m in found if span.holds(m)), key=lambda m: (-m.at, m.owner, m.prop, m.edge or 0))


def _own(s: Snapshot, kind: Kind, node: int) -> Iterator[Moment]:
    for p in _dated(kind):
        if (at := int(s.column(kind.name, p.name)[node])) != NEVER:
            yield Moment(at, kind.name, p.name)


def _linked(s: Snapshot, link: Link, outgoing: bool, edges: I64, far: I32) -> Iterator[Moment]:
    """Dates of links, and of what they lead to where that is an event."""
    fen = s.column(link.name, "amount") if "amount" in link.props else None
    for p in _dated(link):
        at = s.column(link.name, p.name)[edges]
        for i in np.flatnonzero(at != NEVER).tolist():
            yield Moment(int(at[i]), link.name, p.name, link.name, outgoing, int(edges[i]), int(far[i]), 1, 1, _fen(fen, int(edges[i])))  # fmt: skip
    for code in np.unique(s.nodes.kind[far]):
        kind = ontology().kinds[s.kinds[code]]
        of = np.flatnonzero(s.nodes.kind[far] == code) if kind.name not in LASTING else ()
        yield from _papers(s, kind, link, outgoing, edges[of], far[of]) if len(of) else ()


def _papers(s: Snapshot, kind: Kind, link: Link, outgoing: bool, edges: I64, far: I32) -> Iterator[Moment]:
    fen = s.column(kind.name, "amount") if "amount" in kind.props else None
    for p in _dated(kind):
        at = s.column(kind.name, p.name)[far]
        for i in np.flatnonzero(at != NEVER).tolist():
            yield Moment(int(at[i]), kind.name, p.name, link.name, outgoing, int(edges[i]), int(far[i]), 1, 1, _fen(fen, int(far[i])))  # fmt: skip


def _accounts(s: Snapshot, node: int, sees: frozenset[str]) -> I32:
    """The account itself, or those that a party owns."""
    one = np.array([node], np.int32)
    if s.kinds[s.nodes.kind[node]] not in PARTIES:
        return one
    held = near(s, one, frozenset({"OWNS"}))
    return held[seen(s, held, sees & {"Account"})]


def _money(s: Snapshot, accounts: I32, links: frozenset[str] | None, others: frozenset[str]) -> Iterator[Moment]:
    """What went in and out of these accounts, by day in China; what moved among them is neither."""
    inside = np.zeros(s.n, np.bool_)
    inside[accounts] = True
    for link in (x for x in linked(s, links) if x.flow):
        e = s.edges(link.name)
        for outgoing, beside, far in ((True, s.adjacency(link.name)[0], e.target), (False, s.adjacency(link.name)[1], e.source)):  # fmt: skip
            mine = beside.item[slots(beside.start[accounts], beside.start[accounts + 1])]
            theirs: I64 = np.sort(mine[~inside[far[mine]] & seen(s, far[mine], others)]).astype(np.int64)
            yield from _days(s, link, outgoing, theirs, far)


def _days(s: Snapshot, link: Link, outgoing: bool, edges: I64, far: I32) -> Iterator[Moment]:
    e = s.edges(link.name)
    days, begun = np.unique((e.at[edges].astype(np.int64) + CHINA) // DAY, return_index=True)
    for i in range(len(days)):
        of = edges[begun[i] : begun[i + 1] if i + 1 < len(days) else None]
        who, place = np.unique(far[of], return_inverse=True)
        sums = np.zeros(len(who), np.int64)
        np.add.at(sums, place, e.amount[of])
        yield Moment(int(e.at[of[-1]]) * 1000, link.name, "", link.name, outgoing, None, int(who[sums.argmax()]), len(who), len(of), int(sums.sum()))  # fmt: skip


def _dated(owner: Kind | Link) -> list[Prop]:
    """Dates that everybody may read."""
    return [p for p in owner.props.values() if p.type in ("time", "date") and not p.mask]


def _fen(column: I64 | F64 | None, place: int) -> int | None:
    value = NEVER if column is None else int(column[place])
    return None if value == NEVER else value
