"""Ways of a given shape: kinds in a row, a link of a given type and direction from each to the next, conditions on all.

On the snapshot: entities that no whole way goes through are dropped first, from both ends, so that what is walked then
leads somewhere; those with the most money (else links) come first, and those it begins with take turns. The same question as
Cypher is one of cypher/read/pattern-*.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np

from graph.freeze import money
from graph.kernels.arrays import I32, I64, csr
from graph.ontology import Link, Prop, ontology, prop
from graph.queries import query
from graph.say import JinyingError, Say
from graph.snapshot import Snapshot
from graph.study.around import Bools, Line, Wanted, around, degree, sums
from graph.study.listing import Filter, chosen, value_of

QUERIES = {2: "read/pattern-2", 3: "read/pattern-3", 4: "read/pattern-4", 5: "read/pattern-5"}
OPERATORS = {
    "EQ": "=", "NE": "<>", "LT": "<", "LE": "<=", "GT": ">", "GE": ">=", "IN": "IN", "CONTAINS": "CONTAINS", "STARTS": "STARTS WITH",
}  # fmt: skip
WIDEST = 5_000_000  # pairs of one step
TRIED = 300_000  # steps walked
EVER = 2**53


class PatternError(JinyingError):
    """A shape that nothing can have."""


@dataclass(frozen=True, slots=True)
class Place:
    """An entity of the way: its kind, and one condition on it."""

    kind: str
    filter: Filter | None = None

    @property
    def stated(self) -> Any:
        """The condition's value as the graph holds it: a day as text, a flag as truth, a text in its normal form."""
        if self.filter is None:
            return ""
        values = [_in_graph(prop(ontology().kinds[self.kind], self.filter.prop), v) for v in self.filter.values]
        return values if self.filter.op == "IN" else values[0]


@dataclass(frozen=True, slots=True)
class Stride:
    """The links from one place to the next. A single link must reach `least` fen within since <= at < until (UTC seconds); a
    sum of links (FLOW) reaches it in all, and overlaps that time."""

    link: str
    outgoing: bool
    least: int | None = None
    since: int | None = None
    until: int | None = None

    @property
    def declared(self) -> Link:
        return next(x for x in ontology().links.values() if self.link in (x.name, x.flow))

    @property
    def summed(self) -> bool:
        return self.link not in ontology().links


@dataclass(frozen=True, slots=True)
class Matched:
    """Nodes of each way; how many entities each place has in whole ways (before the same entity twice is ruled out); `more`:
    there are others; `tired`: the walk was ended before it had tried everything."""

    ways: list[tuple[int, ...]]
    counts: list[int]
    more: bool
    tired: bool


def match(s: Snapshot, places: Sequence[Place], strides: Sequence[Stride], limit: int) -> Matched:
    """Ways of a shape, at most so many, no entity twice on one."""
    check(places, strides)
    alive = [_marked(s.n, chosen(s, p.kind, [p.filter] if p.filter else [])) for p in places]
    pairs = [_pairs(s, stride, alive[i], alive[i + 1]) for i, stride in enumerate(strides)]
    for i, (a, b, _) in enumerate(pairs):
        alive[i + 1] &= _marked(s.n, b[alive[i][a]])
    for i, (a, b, _) in reversed(list(enumerate(pairs))):
        alive[i] &= _marked(s.n, a[alive[i + 1][b] & alive[i][a]])
    counts = [int(mark.sum()) for mark in alive]
    walk = _Walk(s.n, [_kept(pair, alive[i], alive[i + 1]) for i, pair in enumerate(pairs)])
    ways, more = walk.ways(limit)
    return Matched(ways, counts, more, walk.left <= 0)


def check(places: Sequence[Place], strides: Sequence[Stride]) -> None:
    """Refuse what no way can be."""
    if len(places) not in QUERIES or len(strides) != len(places) - 1:
        raise PatternError(Say("模板含 2 至 5 个类别，相邻两个之间各一种关系", "a pattern has 2 to 5 kinds with a link between each two"))  # fmt: skip
    for place in places:
        if place.filter and not place.filter.values:
            raise PatternError(
                Say(f"条件 {place.filter.prop} 缺少值", f"the condition on {place.filter.prop} lacks its value")
            )
        if place.filter and place.filter.op not in OPERATORS:
            raise PatternError(Say(f"模板条件不能用 {place.filter.op}", f"{place.filter.op} is not for patterns"), Say("、".join(OPERATORS), ", ".join(OPERATORS)))  # fmt: skip
    for stride, here, there in zip(strides, places, places[1:], strict=False):
        link, (near, far) = stride.declared, (here.kind, there.kind) if stride.outgoing else (there.kind, here.kind)
        if near not in link.source or far not in link.target:
            raise PatternError(
                Say(f"“{link.label.zh}”（{link.name}）不从 {near} 到 {far}", f"{link.name} does not lead from {near} to {far}"),
                Say(f"它从 {'、'.join(link.source)} 到 {'、'.join(link.target)}", f"it leads from {' or '.join(link.source)} to {' or '.join(link.target)}"),
            )  # fmt: skip
        if stride.least is not None and not money(link):
            raise PatternError(Say(f"“{link.label.zh}”没有金额", f"{link.name} has no amounts"))
        if (stride.since, stride.until) != (None, None) and "at" not in link.props:
            raise PatternError(Say(f"“{link.label.zh}”没有时间", f"{link.name} states no time"))


def steps(s: Snapshot, way: Sequence[int], strides: Sequence[Stride], sees: frozenset[str]) -> list[list[Line]]:
    """The links that each step of a way stands on, most money first."""
    return [_lines(s, a, b, stride, sees) for a, b, stride in zip(way, way[1:], strides, strict=False)]


def as_query(places: Sequence[Place], strides: Sequence[Stride], limit: int) -> tuple[str, str, dict[str, Any]]:
    """The same question as one of our queries: its name, its text with names filled in, its values."""
    chosen_query, slots, values = query(QUERIES[len(places)]), {"KIND1": places[0].kind}, dict[str, Any](limit=limit)
    for i, place in enumerate(places, 1):
        op = OPERATORS[place.filter.op] if place.filter else "<>"
        slots |= {f"PROP{i}": place.filter.prop if place.filter else "id", f"OP{i}": op}
        values[f"value{i}"] = place.stated
        if i > 1:
            values[f"kind{i}"] = place.kind
    for i, stride in enumerate(strides, 1):
        ends = (f"n{i}", f"n{i + 1}") if stride.outgoing else (f"n{i + 1}", f"n{i}")
        slots |= {f"LINK{i}": stride.link, f"FROM{i}": ends[0], f"TO{i}": ends[1]}
        timed = (stride.since, stride.until) != (None, None)
        values |= {
            f"least{i}": -EVER if stride.least is None else stride.least, f"since{i}": (stride.since or 0) * 1000 if timed else -1,
            f"until{i}": EVER if stride.until is None else stride.until * 1000,
        }  # fmt: skip
    return chosen_query.name, chosen_query.fill(**slots), values


Pairs = tuple[I32, I32, I64]  # ends in the order of the way, and a weight: fen, else how many links


class _Walk:
    """Depth first along pairs that lead somewhere, the heaviest first."""

    def __init__(self, n: int, pairs: Sequence[Pairs]) -> None:
        self.left = TRIED
        self._beside = [csr(n, a) for a, _, _ in pairs]
        self._pairs = pairs

    def ways(self, limit: int) -> tuple[list[tuple[int, ...]], bool]:
        """Ways by turns of those they begin with; whether there are more."""
        begins = list(dict.fromkeys(self._pairs[0][0].tolist()))
        waiting = deque(self._on((begin,)) for begin in begins)
        found: list[tuple[int, ...]] = []
        while waiting and len(found) < limit:
            one = waiting.popleft()
            if (way := next(one, None)) is not None:
                found.append(way)
                waiting.append(one)
        return found, any(next(one, None) is not None for one in waiting)

    def _on(self, way: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        if len(way) > len(self._pairs):
            yield way
            return
        beside, far = self._beside[len(way) - 1], self._pairs[len(way) - 1][1]
        for node in far[beside.item[beside.start[way[-1]] : beside.start[way[-1] + 1]]].tolist():
            self.left -= 1
            if self.left <= 0:
                return
            if node not in way:
                yield from self._on((*way, node))


def _pairs(s: Snapshot, stride: Stride, near: Bools, far: Bools) -> Pairs:
    """Pairs of nodes that links of a step join, heaviest first."""
    link, e = stride.declared, s.edges(stride.declared.name)
    a, b = (e.source, e.target) if stride.outgoing else (e.target, e.source)
    fen = e.amount if money(link) else np.ones(len(a), np.int64)
    joined = near[a] & far[b] & (a != b)  # what leads back to itself is on no way
    keep = np.flatnonzero(joined if stride.summed else joined & _passes(stride, e.at.astype(np.int64), fen))
    keys, _, _, total, first, last = sums(a[keep].astype(np.int64) * s.n + b[keep], keep, fen[keep], e.at[keep].astype(np.int64))  # fmt: skip
    if stride.summed:
        right = (
            (total >= (-EVER if stride.least is None else stride.least))
            & (last >= (stride.since or 0))
            & (first < (EVER if stride.until is None else stride.until))
        )
        keys, total = keys[right], total[right]
    if len(keys) > WIDEST:
        raise PatternError(Say("符合的关系过多", "too many links fit"), Say("请加上金额、时间或条件", "give a least amount, a time or a condition"))  # fmt: skip
    order = np.argsort(-total, kind="stable")
    return (keys[order] // s.n).astype(np.int32), (keys[order] % s.n).astype(np.int32), total[order]


def _passes(stride: Stride, at: I64, fen: I64) -> Bools:
    good = np.ones(len(at), np.bool_)
    if stride.least is not None:
        good &= fen >= stride.least
    if (stride.since, stride.until) != (None, None):
        good &= (at >= (stride.since or 0)) & (at < (EVER if stride.until is None else stride.until))
    return good


def _kept(pair: Pairs, near: Bools, far: Bools) -> Pairs:
    keep = near[pair[0]] & far[pair[1]]
    return pair[0][keep], pair[1][keep], pair[2][keep]


def _in_graph(p: Prop, value: Any) -> Any:
    known = value_of(p, value)
    if p.type != "date":
        return bool(known) if p.type == "flag" else known
    try:
        return datetime.fromtimestamp(known / 1000, UTC).date().isoformat()
    except (OverflowError, ValueError, OSError):
        raise PatternError(
            Say("日期无法读取", "a date can't be read"), Say("如 2024-06-30", "as in 2024-06-30")
        ) from None


def _marked(n: int, nodes: I32 | I64) -> Bools:
    mark = np.zeros(n, np.bool_)
    mark[nodes] = True
    return mark


def _lines(s: Snapshot, a: int, b: int, stride: Stride, sees: frozenset[str]) -> list[Line]:
    outgoing = stride.outgoing if degree(s, a) <= degree(s, b) else not stride.outgoing
    near, far = (a, b) if outgoing == stride.outgoing else (b, a)
    own = Stride(stride.link, stride.outgoing) if stride.summed else stride  # a sum is shown whole
    wanted = Wanted(links=frozenset({stride.link}), outgoing=outgoing, since=own.since, until=own.until, least=own.least, other=far, summed=stride.summed)  # fmt: skip
    found = around(s, near, wanted, sees)
    return found.lines(0, found.total)
