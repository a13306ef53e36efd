"""Features of nodes and links, by named parts, computed from a phase's data alone: nothing after its cut is read.

`xgb-agg`, the floor, reads `own`, `degree` and `aggregates` (GADBench: Tang and others, NeurIPS 2023: trees on
neighbourhood aggregates are the bar). A reader keeps what was learned from the first phase (lengths of windows, answers
known to neighbours), so that the same column means the same in a later one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cache

import numpy as np

from gnn.data import F32, Data, Links, Phase
from gnn.features import links as link_features
from gnn.features import motifs, structure
from gnn.features.adjacency import ANY, Around, around, by_node, mean, near, relations, together, ways
from gnn.features.central import central
from gnn.features.cross import Cross
from gnn.features.neighbour_labels import Known
from gnn.model import Table
from graph.kernels.arrays import F64, I32, I64
from graph.say import JinyingError, Say, did_you_mean

PARTS = ("own", "degree", "aggregates", "structure", "motifs", "motifs-near", "labels", "scores", "central")
SOURCE, TARGET = "source", "target"  # what a column of a link's end begins with
BLOCK = 50_000  # links whose features are held at once where all of a relation are judged
CELLS = 120_000_000  # of a table of aggregates; wider ones keep to means


@dataclass(slots=True)
class Reader:
    """Reads the parts `what` of phases, always in the same columns."""

    what: tuple[str, ...]
    windows: tuple[int, ...] = ()  # of motifs, in ticks of the data's clock
    known: Known | None = None  # answers that neighbours may tell of
    columns: tuple[str, ...] = ()  # those of the first phase; a later one is brought into them
    kept: tuple[str, ...] = ()  # relations told apart, where there are too many
    cross: Cross | None = None  # scores that neighbours are told by
    made: dict[str, tuple[str, ...]] = field(default_factory=dict)  # columns by part, of the data read first
    held: list[tuple[Data, list[tuple[str, Table]]]] = field(default_factory=list, repr=False)  # the data read last

    @classmethod
    def of(cls, what: Iterable[str], phase: Phase, known: Known | None = None) -> Reader:
        """A reader for phases like this one."""
        chosen = tuple(what)
        for part in chosen:
            if part not in PARTS:
                raise JinyingError(Say(f"没有特征组“{part}”", f"no part of features is called '{part}'"), did_you_mean(part, PARTS))  # fmt: skip
        kept = tuple(relations(phase.data)) if len(phase.data.relations) > len(relations(phase.data)) else ()
        data = narrowed(phase.data, kept)
        return cls(
            chosen, motifs.windows(data) if any(p.startswith("motifs") for p in chosen) else (), known, kept=kept
        )

    def read(self, phase: Phase) -> Table:
        """(k, d) of what is asked about, in the columns of the first phase that was read."""
        if phase.relation is None:
            none = Table(np.zeros((phase.k, 0), np.float32), ())
            table = none.beside(*(part.rows(phase.index) for _, part in self._tables(phase.data)))
        else:
            nodes = self.nodes(phase.data)
            table = self._linked(phase, nodes)
            if self.cross is not None and "scores" in self.what:
                table = table.beside(self._company(phase, nodes))
        if "labels" in self.what and self.known is not None:
            table = table.beside(self.known.table(replace(phase, data=self.narrow(phase.data))))
        self.columns = self.columns or table.columns
        return table if table.columns == self.columns else spread(table, self.columns)

    def _linked(self, phase: Phase, nodes: Table) -> Table:
        """(k, d) of links: their own, and of both ends."""
        assert phase.relation is not None
        of = phase.data.relations[phase.relation]
        ends = of.source[phase.index], of.target[phase.index]
        both = (named(nodes.rows(end), f"{name}: {{}}") for end, name in zip(ends, (SOURCE, TARGET), strict=True))
        return link_features.table(phase).beside(*both)

    def _company(self, phase: Phase, nodes: Table) -> Table:
        """(k, d) of the links asked about: their scores and those of the links around them, block by block; no others are judged."""
        assert self.cross is not None
        assert phase.relation is not None
        of, p = phase.data.relations[phase.relation], []
        ends = np.zeros(phase.data.n, np.bool_)
        ends[of.source[phase.index]] = ends[of.target[phase.index]] = True
        around = np.flatnonzero(ends[of.source] | ends[of.target])
        fold = self.cross.folds.dealt(phase.data, around)
        for first in range(0, max(len(around), 1), BLOCK):
            index = around[first : first + BLOCK]
            some = self._linked(replace(phase, index=index, y=np.full(len(index), -1)), nodes)
            p.append(self.cross.scores(phase.data, some, fold[first : first + BLOCK]))
        made = self.cross.company(phase.data.n, of.take(around), np.concatenate(p))
        self.made = {**self.made, "scores": made.columns}
        return made.rows(np.searchsorted(around, phase.index))

    def among(self, phase: Phase, parts: Iterable[str]) -> tuple[str, ...]:
        """The columns, of those first read, that some parts make; what is told of a link itself is in each."""
        wanted = set(parts)
        names = [c for part, columns in self.made.items() if part in wanted for c in columns]
        if phase.relation is not None:
            judged = () if "scores" in wanted else self.made.get("scores", ())
            own = [c for c in self.columns if not c.startswith((f"{SOURCE}: ", f"{TARGET}: ")) and c not in judged]
            names = [*own, *(f"{end}: {c}" for end in (SOURCE, TARGET) for c in names)]
        elif "labels" in wanted and self.known is not None:
            names += self.known.columns(replace(phase, data=self.narrow(phase.data)))
        held = set(self.columns)
        return tuple(c for c in dict.fromkeys(names) if c in held)

    def nodes(self, data: Data) -> Table:
        """(n, d) of all nodes, labels aside."""
        made = [table for _, table in self._tables(data)]
        return Table(np.zeros((data.n, 0), np.float32), ()).beside(*made)

    def narrow(self, data: Data) -> Data:
        """The data with the relations that are told apart."""
        return narrowed(data, self.kept)

    def _tables(self, data: Data) -> list[tuple[str, Table]]:
        """Parts of all nodes; those of the two data read last are kept, and what neighbours score, which is told later, is put beside."""
        made = next((parts for one, parts in self.held if one is data), None)
        if made is None:
            made = tables(narrowed(data, self.kept), self.what, self.windows)
            self.held = [*self.held[-1:], (data, made)]
        of_nodes = self.cross is not None and self.cross.folds.relation is None and "scores" in self.what
        if self.cross is not None and of_nodes and made[-1][0] != "scores":
            none = Table(np.zeros((data.n, 0), np.float32), ())
            made.append(("scores", self.cross.table(narrowed(data, self.kept), none.beside(*(t for _, t in made)))))
        self.made = {**{part: table.columns for part, table in made}, **self.made}
        return made


def narrowed(data: Data, kept: tuple[str, ...]) -> Data:
    """The data with `kept` relations; `any` of them is all as one. Nothing kept: as it is."""
    if not kept or set(kept) == set(data.relations):
        return data
    held = {r: k for r, k in data.relations.items() if k.m}
    apart = {r: k for r, k in held.items() if r in kept}
    return replace(data, relations={ANY: together(held), **apart} if held and ANY in kept else apart)


def of(phase: Phase, what: Iterable[str], known: Known | None = None) -> Table:
    """Features of what a phase asks about."""
    return Reader.of(what, phase, known).read(phase)


def spread(table: Table, columns: tuple[str, ...]) -> Table:
    """A table brought into given columns: NaN where it lacks one, what is not among them dropped."""
    place = {c: i for i, c in enumerate(table.columns)}
    out = np.full((len(table.x), len(columns)), np.nan, np.float32)
    for i, c in enumerate(columns):
        if c in place:
            out[:, i] = table.x[:, place[c]]
    return Table(out, columns)


def named(table: Table, how: str) -> Table:
    """The same under other names; `{}` stands for the one it has."""
    return Table(table.x, tuple(how.format(c) for c in table.columns))


# nodes


def tables(data: Data, what: Iterable[str], windows: tuple[int, ...] = ()) -> list[tuple[str, Table]]:
    """Parts of all nodes, by name; those that are of no node alone are left out."""
    seen = cache(lambda: motifs.table(data, windows or motifs.windows(data)))
    makers: dict[str, Callable[[], Table]] = {
        "own": lambda: own(data),
        "degree": lambda: degree(data),
        "aggregates": lambda: aggregates(data),
        "structure": lambda: structure.table(data, own(data)),
        "motifs": seen,
        "motifs-near": lambda: motifs.table_near(data, seen()),
        "central": lambda: central(data, directed=any(k.directed for k in data.relations.values())),
    }
    return [(part, makers[part]()) for part in dict.fromkeys(what) if part in makers]


def node_features(data: Data, what: Iterable[str] = ("own", "degree")) -> Table:
    """(n, d) features of every node."""
    none = Table(np.zeros((data.n, 0), np.float32), ())
    return none.beside(*(table for _, table in tables(data, what)))


def own(data: Data) -> Table:
    """What nodes have of themselves; their kind, where there are several."""
    if len(data.kinds) < 2:
        return Table(data.x, data.columns)
    kinds = (data.kind[:, None] == np.arange(len(data.kinds))).astype(np.float32)
    return Table(np.hstack([data.x, kinds]), (*data.columns, *(f"kind {k}" for k in data.kinds)))


def degree(data: Data) -> Table:
    """How many links and neighbours, how much money, since when: of each relation and direction."""
    none = Table(np.zeros((data.n, 0), np.float32), ())
    end = max((int(k.at.max()) for k in data.relations.values() if k.at is not None and k.m), default=0)
    return none.beside(*(named(_degree(data.n, k, end), "{} " + r) for r, k in relations(data).items()))


def _degree(n: int, links: Links, end: int) -> Table:
    columns: dict[str, F64] = {}
    for way in ways(links):
        neighbours = np.diff(near(n, links, way).start)
        columns[f"log neighbours {way}"] = np.log1p(neighbours)
        ends = {"out": links.source, "in": links.target}.get(way)
        if ends is None:
            ends = np.concatenate([links.source, links.target])
        columns[f"log links {way}"] = np.log1p(np.bincount(ends, minlength=n))
        if way != "both" or not links.directed:
            columns |= _properties(n, links, ends, way)
    if links.directed and "amount" in links.columns:
        paid, got = (np.bincount(e, links.amount(), n) for e in (links.source, links.target))
        columns["balance of amounts"] = (got - paid) / np.maximum(got + paid, 1e-9)
    if links.at is not None:
        columns |= _times(n, links, links.at.astype(np.int64), end)
    return Table(np.column_stack(list(columns.values())).astype(np.float32), tuple(columns))


def _properties(n: int, links: Links, ends: I32, way: str) -> dict[str, F64]:
    """Sum, mean, least and most of money; means of other properties."""
    out: dict[str, F64] = {}
    for i, name in enumerate(links.columns):
        x = np.tile(links.x[:, i], len(ends) // max(links.m, 1))
        if np.nanmin(x, initial=np.inf) == np.nanmax(x, initial=-np.inf):
            continue  # the same everywhere: its sum is the degree again
        count, total, least, most = by_node(n, ends, x)
        out[f"mean {name} {way}"] = np.where(count, total / np.maximum(count, 1), np.nan)
        if name == "amount":
            out[f"log sum {name} {way}"] = np.log1p(np.maximum(total, 0))
            out[f"most {name} {way}"] = np.where(count, most, np.nan)
            out[f"least {name} {way}"] = np.where(count, least, np.nan)
    return out


def _times(n: int, links: Links, at: I64, end: int) -> dict[str, F64]:
    ends = np.concatenate([links.source, links.target])
    count, _, first, last = by_node(n, ends, np.concatenate([at, at]).astype(np.float64))
    none = np.where(count, 0.0, np.nan)
    return {
        "log time active": np.log1p(np.where(count, last - first, 0.0)) + none,
        "log time since first": np.log1p(np.where(count, end - first, 0.0)) + none,
        "log time since last": np.log1p(np.where(count, end - last, 0.0)) + none,
    }


def aggregates(data: Data) -> Table:
    """What neighbours have of their own and of degree: mean, spread and most over one hop, the mean over two."""
    base = own(data).beside(degree(data))
    none = Table(np.zeros((data.n, 0), np.float32), ())
    held = relations(data)
    wide = sum(len(ways(k)) for k in held.values()) * 4 * len(base.columns) * data.n > CELLS
    return none.beside(
        *(named(_around(data.n, k, base, way, wide), f"{{}} of {way} {r}") for r, k in held.items() for way in ways(k))
    )


def _around(n: int, links: Links, base: Table, way: str, wide: bool) -> Table:
    rows = near(n, links, way)
    one: Around | None = None if wide else around(rows, base.x)
    first = mean(rows, base.x) if one is None else one.mean
    told: dict[str, F32] = {"mean {}": first, "mean at 2 hops {}": mean(rows, first)}
    if one is not None:
        told |= {"spread {}": one.spread, "most {}": one.most}
    return Table(np.hstack(list(told.values())), tuple(how.format(c) for how in told for c in base.columns))
