"""What a network sees of a phase: numbers of nodes and links, and for each relation who hears from whom, both ways.

Links between the same two stand together (a pair), so that a network can gather them first and the neighbours second
(Bilgi et al., MEGA-GNN, arXiv 2412.00241). A link's own clock adds what a person would look at: how long after the money
came in it went out, the how-many-th counterpart this is (port numbers, Sato et al., NeurIPS 2019).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from gnn.data import F32, Links, Phase
from gnn.learning.segments import Rows
from gnn.model import Table
from graph.kernels.arrays import I32, I64
from graph.kernels.jit import jit

DAY = 86_400
CLOCK = ("age", "hour", "weekday")
SINCE = ("since_in", "since_out", "since_pair", "since_taken", "port_in", "port_out", "times")


@dataclass(frozen=True, slots=True)
class Shape:
    """What the phase that was learned from looked like; later phases are brought into the same columns."""

    columns: tuple[str, ...]  # of nodes
    kinds: tuple[str, ...]
    relations: tuple[str, ...]
    directed: tuple[bool, ...]
    links: tuple[tuple[str, ...], ...]  # columns of each relation's links
    classes: tuple[str, ...]
    relation: str | None  # whose links are asked about

    def body(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {name: getattr(self, name) for name in self.__slots__}

    @staticmethod
    def of(body: dict[str, Any]) -> Shape:
        """From JSON."""
        tuples = {k: tuple(v) for k, v in body.items() if k not in ("relation", "links")}
        return Shape(**tuples, links=tuple(tuple(c) for c in body["links"]), relation=body["relation"])


@dataclass(frozen=True, slots=True)
class Way:
    """One direction of a relation: who hears anything, from which distinct neighbours, over which links of each pair."""

    who: Tensor  # (r,) nodes that hear of anybody; the others cost nothing
    near: Rows  # (r) rows of p pairs: `item` is the neighbour heard from
    pair: Rows  # (p) rows of m links: `item` is the link's number in its relation
    relation: int

    def to(self, device: str) -> Way:
        return Way(self.who.to(device), self.near.to(device), self.pair.to(device), self.relation)


@dataclass(frozen=True, slots=True)
class Sight:
    """A phase as tensors; also a sampled part of one."""

    x: Tensor  # (n, d) NaN where there is none
    kind: Tensor  # (n,) codes of the shape's kinds; one more for a kind it did not know
    links: tuple[Tensor, ...]  # (m, e) a relation
    source: tuple[Tensor, ...]  # (m,) a relation
    target: tuple[Tensor, ...]
    ways: tuple[Way, ...]
    asked: Tensor  # (k,) nodes, or links of the asked relation
    shown: Tensor  # (n,) the class that is known and may be heard of, -1: none
    ego: Tensor  # (n,) 1.0 where the sample grew from
    codes: Tensor | None = None  # (n, bins) its numbers through their bins, where reckoned once for all epochs
    told: tuple[Tensor, ...] = ()  # (r, .) a way: what its links are like, where reckoned once for all epochs

    @property
    def n(self) -> int:
        return len(self.kind)

    def to(self, device: str) -> Sight:
        """On another device."""
        return Sight(
            self.x.to(device), self.kind.to(device), tuple(x.to(device) for x in self.links),
            tuple(x.to(device) for x in self.source), tuple(x.to(device) for x in self.target),
            tuple(w.to(device) for w in self.ways), self.asked.to(device), self.shown.to(device), self.ego.to(device),
            None if self.codes is None else self.codes.to(device), tuple(x.to(device) for x in self.told),
        )  # fmt: skip

    def asking(self, asked: I64) -> Sight:
        """The same with other questions."""
        return replace(self, asked=torch.from_numpy(asked))

    def showing(self, shown: I64) -> Sight:
        """The same with other answers told."""
        return replace(self, shown=torch.from_numpy(shown))


def shape(phase: Phase, table: Table) -> Shape:
    """What later phases are brought into."""
    data = phase.data
    return Shape(
        table.columns, data.kinds, tuple(data.relations), tuple(k.directed for k in data.relations.values()),
        tuple(link_columns(k, age=phase.relation is None) for k in data.relations.values()), phase.classes, phase.relation,
    )  # fmt: skip


def sight(phase: Phase, table: Table, known: Shape) -> Sight:
    """A phase, with the features of its nodes, in the columns of the shape that was learned from."""
    data = phase.data
    codes = np.asarray([known.kinds.index(k) if k in known.kinds else len(known.kinds) for k in data.kinds], np.int64)
    links = [data.relations.get(r, none(c)) for r, c in zip(known.relations, known.links, strict=True)]
    ways = [
        way
        for number, (k, directed) in enumerate(zip(links, known.directed, strict=True))
        for way in ways_of(k.source, k.target, directed, data.n, number)
    ]
    return Sight(
        _tensor(columns(table, known.columns)), torch.from_numpy(codes[data.kind]),
        tuple(_tensor(columns(link_table(k, data.n, phase.cut), c)) for k, c in zip(links, known.links, strict=True)),
        tuple(torch.from_numpy(k.source.astype(np.int64)) for k in links),
        tuple(torch.from_numpy(k.target.astype(np.int64)) for k in links), tuple(ways),
        torch.from_numpy(phase.index.astype(np.int64)), torch.full((data.n,), -1), torch.zeros(data.n),
    )  # fmt: skip


def columns(table: Table, wanted: tuple[str, ...]) -> F32:
    """Those columns of it, NaN for one that it lacks."""
    place = {name: i for i, name in enumerate(table.columns)}
    out = np.full((len(table.x), len(wanted)), np.nan, np.float32)
    here = [(to, place[name]) for to, name in enumerate(wanted) if name in place]
    out[:, [to for to, _ in here]] = table.x[:, [at for _, at in here]]
    return out


def _tensor(x: F32) -> Tensor:
    return torch.from_numpy(np.where(np.isfinite(x), x, np.nan).astype(np.float32))


def none(names: tuple[str, ...]) -> Links:
    """No links of a relation that this phase does not have."""
    own = tuple(c for c in names if c not in (*CLOCK, *SINCE))
    return Links(np.zeros(0, np.int32), np.zeros(0, np.int32), None, np.zeros((0, len(own)), np.float32), own)


def ways_of(source: NDArray[Any], target: NDArray[Any], directed: bool, n: int, relation: int) -> tuple[Way, ...]:
    """Forward and reverse; of links without direction one way that holds both."""
    number = np.arange(len(source), dtype=np.int32)
    if directed:
        return one_way(source, target, number, n, relation), one_way(target, source, number, n, relation)
    ends = np.concatenate([source, target]), np.concatenate([target, source])
    return (one_way(*ends, np.tile(number, 2), n, relation),)


def one_way(source: NDArray[Any], target: NDArray[Any], number: I32, n: int, relation: int) -> Way:
    """Those who are targets hear from sources; `number` of each link."""
    m = len(source)
    order = np.lexsort((source, target))
    s, t = source[order], target[order]
    new = np.ones(m, np.bool_)
    new[1:] = (s[1:] != s[:-1]) | (t[1:] != t[:-1])
    first = np.flatnonzero(new)
    count = np.bincount(t[first], minlength=n)
    who = np.flatnonzero(count)
    rows = np.zeros(len(who) + 1, np.int64)
    rows[1:] = np.cumsum(count[who])
    return Way(
        torch.from_numpy(who), Rows(torch.from_numpy(rows), torch.from_numpy(s[first].astype(np.int32))),
        Rows(torch.from_numpy(np.append(first, m).astype(np.int64)), torch.from_numpy(number[order])), relation,
    )  # fmt: skip


# features of links


def link_columns(links: Links, *, age: bool) -> tuple[str, ...]:
    """The names of what `link_table` tells. `age` is left out where links are asked about: it would date the question."""
    if links.at is None:
        return links.columns
    clock = CLOCK if _seconds(links.at) else CLOCK[:1]
    return (*links.columns, *(clock if age else clock[1:]), *SINCE)


def link_table(links: Links, n: int, cut: int | None) -> Table:
    """Own properties of links and what their order tells; each only of what was before it."""
    if links.at is None:
        return Table(links.x, links.columns)
    end = cut if cut is not None else int(links.at.max(initial=0)) + 1
    clock = [end - links.at, links.at % DAY // 3600, links.at // DAY % 7]
    since = _since(links.source, links.target, links.at.astype(np.int64), n)
    times, out_port, in_port = _ports(links.source, links.target)
    order = np.column_stack([*clock, since, in_port, out_port, times]).astype(np.float32)
    return Table(np.hstack([links.x, order]), (*links.columns, *CLOCK, *SINCE))


def _seconds(at: I64) -> bool:
    """Whether the clock counts seconds of days, not steps: it spans days and does not tick at midnight alone."""
    return len(at) > 0 and int(at.max() - at.min()) > 3 * DAY and bool((at % DAY != at[0] % DAY).any())


def _ports(source: I32, target: I32) -> tuple[F32, F32, F32]:
    """(m,) how often this pair was before; the how-many-th counterpart of its source, of its target, this one is."""
    m = len(source)
    order = np.lexsort((target, source))  # stable: within a pair by time
    new = np.ones(m, np.bool_)
    new[1:] = (source[order][1:] != source[order][:-1]) | (target[order][1:] != target[order][:-1])
    group = np.cumsum(new) - 1
    begin = np.flatnonzero(new)
    times = np.empty(m, np.float32)
    times[order] = np.arange(m) - begin[group] if m else 0
    first = order[begin]  # the first link of each pair
    ports = []
    for ends in (source, target):
        by = np.lexsort((first, ends[first]))
        owner = ends[first][by]
        fresh = np.ones(len(by), np.bool_)
        fresh[1:] = owner[1:] != owner[:-1]
        start = np.flatnonzero(fresh)
        rank = np.empty(len(by), np.float32)
        rank[by] = np.arange(len(by)) - start[np.cumsum(fresh) - 1] if len(by) else 0
        out = np.empty(m, np.float32)
        out[order] = rank[group]
        ports.append(out)
    return times, ports[0], ports[1]


def _since(source: I32, target: I32, at: I64, n: int) -> F32:
    """(m, 4) how long before a link its source was last paid, its source last paid, the pair met, its target was paid."""
    out = np.full((len(source), 4), np.nan, np.float32)
    _waits(source, target, at, np.full((n, 2), -1, np.int64), out)
    order = np.lexsort((target, source))
    same = (source[order][1:] == source[order][:-1]) & (target[order][1:] == target[order][:-1])
    later, before = order[1:][same], order[:-1][same]
    out[later, 2] = at[later] - at[before]
    return out


@jit
def _waits(source: I32, target: I32, at: I64, last: I64, out: F32) -> None:
    for k in range(len(source)):
        s, t = source[k], target[k]
        if last[s, 0] >= 0:
            out[k, 0] = at[k] - at[last[s, 0]]
        if last[s, 1] >= 0:
            out[k, 1] = at[k] - at[last[s, 1]]
        if last[t, 0] >= 0:
            out[k, 3] = at[k] - at[last[t, 0]]
        last[t, 0], last[s, 1] = k, k
