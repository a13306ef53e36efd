"""The lake as frozen arrays for kernels: nodes numbered, links of each type in order of time, adjacency, fen, UTC.

`.npy` files under `DATA/snapshots/<hash>/`, opened as memory maps: what nobody reads takes no memory. The hash is of
what went in (imports in force, judgements), so two runs on one hash saw the same. An import loaded later extends the
nearest earlier snapshot, and gives the arrays that a build from nothing would. Other properties are read from the
lake when somebody first asks for them, and kept beside.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import fields
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from graph.freeze import (  # fmt: skip
    NEVER,
    NOBODY,
    NOTHING,
    Edges,
    Nodes,
    SnapshotError,
    freeze,
    half,
    link_ids,
    money,
    number,
    places,
    spelled,
    texts,
    unite,
)
from graph.kernels.arrays import F64, I32, I64, Csr, Graph, Transfers, csr, graph
from graph.kernels.ids import Index, find, index
from graph.lake import Lake, table_of, write_json
from graph.merge import merged
from graph.ontology import Link, ontology, prop
from graph.say import Say
from graph.settings import private
from graph.values import KINDS

FORMAT = 2  # of the files; another one is another hash
KEPT = 4  # snapshots that stay when a new one is made
NOTE = "manifest.json"
Watch = Callable[[str], None]

__all__ = ["NEVER", "Snapshot", "SnapshotError", "snapshot"]


class Snapshot:
    """Arrays of a lake as of one import. Times are UTC seconds, amounts fen, nodes numbers below `n`."""

    def __init__(self, lake: Lake, folder: Path) -> None:
        self.folder = folder
        self.lake = lake
        note = json.loads((folder / NOTE).read_text("utf-8"))
        self.imports: list[str] = note["imports"]
        self.counts: dict[str, int] = note["links"]
        self.nodes = Nodes(*(self._array(f"nodes.{f.name}") for f in fields(Nodes)))
        self.where = Index(*(self._array(f"where.{f.name}") for f in fields(Index)))
        self._edges: dict[str, Edges] = {}
        self._beside: dict[str, tuple[Csr, Csr]] = {}
        self._words: dict[tuple[str, str], tuple[I32, list[str]]] = {}

    @property
    def hash(self) -> str:
        """What the arrays are made of, as 32 hex digits."""
        return self.folder.name

    @property
    def n(self) -> int:
        """How many nodes there are."""
        return len(self.nodes.high)

    @cached_property
    def kinds(self) -> list[str]:
        """Names of the codes in `nodes.kind`."""
        return list(ontology().kinds)

    def of_kind(self, kind: str) -> I32:
        """Numbers of the nodes of a kind."""
        return np.flatnonzero(self.is_kind(kind)).astype(np.int32)

    def edges(self, link: str) -> Edges:
        """Links of a type, by time, then by id."""
        if link not in self._edges:
            here = ontology().link(link).name in self.counts
            self._edges[link] = Edges(*(self._array(f"{link}.{f.name}") for f in fields(Edges))) if here else NOTHING
        return self._edges[link]

    def adjacency(self, link: str) -> tuple[Csr, Csr]:
        """Edge numbers by source and by target, each row in time order."""
        if link not in self._beside:
            if (self.folder / f"{link}.out.start.npy").exists():
                out, into = (Csr(self._array(f"{link}.{way}.start"), self._array(f"{link}.{way}.item")) for way in ("out", "into"))  # fmt: skip
            else:
                edges = self.edges(link)
                out, into = csr(self.n, edges.source), csr(self.n, edges.target)
            self._beside[link] = out, into
        return self._beside[link]

    def span(self, start: int | None = None, end: int | None = None, link: str = "TRANSFER") -> slice:
        """Edge numbers with start <= at < end."""
        at = self.edges(link).at
        ends = (0 if start is None else np.searchsorted(at, start), len(at) if end is None else np.searchsorted(at, end))  # fmt: skip
        return slice(int(ends[0]), max(int(ends[0]), int(ends[1])))

    def transfers(self, span: slice | None = None, link: str = "TRANSFER") -> Transfers:
        """Links that move money, whole or those of a span: transfer i is edge `span.start + i`."""
        e = self.edges(link)
        if not money(ontology().link(link)):
            raise ValueError(f"{link} moves no money")
        if span is None or (span.start, span.stop) == (0, len(e.at)):
            return Transfers(self.n, e.source, e.target, e.at, e.amount, *self.adjacency(link))
        e = e.take(span)
        return Transfers(self.n, e.source, e.target, e.at, e.amount, csr(self.n, e.source), csr(self.n, e.target))

    def pairs(self, *links: str) -> Graph:
        """Links of these types as one directed graph; an edge's weight is how many links it stands for."""
        source, target = (np.concatenate([getattr(self.edges(link), end) for link in links]) for end in ("source", "target"))  # fmt: skip
        return graph(self.n, source, target, np.ones(len(source)))

    @cached_property
    def owner(self) -> I32:
        """(n,) of each account the node that owns it (of several the lowest), -1 where nobody is known; of others themselves."""
        owns = self.edges("OWNS")
        owner = np.arange(self.n, dtype=np.int32)
        owner[self.of_kind("Account")] = -1
        order = np.argsort(-owns.source, kind="stable")
        owner[owns.target[order]] = owns.source[order]
        return owner

    def is_kind(self, kind: str) -> NDArray[np.bool_]:
        """(n,) whether each node is of a kind."""
        return np.asarray(self.nodes.kind == self.kinds.index(ontology().kind(kind).name))

    # names

    def ids(self, numbers: I32 | I64 | Sequence[int]) -> list[str]:
        """Ids of nodes."""
        chosen = np.asarray(numbers, np.int64)
        prefixes = map(self._prefixes.__getitem__, self.nodes.kind[chosen].tolist())
        return spelled(prefixes, self.nodes.high[chosen], self.nodes.low[chosen])

    @cached_property
    def _prefixes(self) -> list[str]:
        return [ontology().kinds[kind].prefix for kind in self.kinds]

    def find(self, entity: str) -> int | None:
        """The node of an id (that of its canonical one where it was judged to be another); None where there is none."""
        found = int(find(self.where, half(entity))[0])
        right = found >= 0 and self.kinds[self.nodes.kind[found]] == table_of(entity).name
        return found if right else None

    def numbers(self, entities: Sequence[str]) -> I32:
        """The nodes of many ids at once, as `find` has them, -1 where there is none."""
        found = find(self.where, texts(pl.Series(entities, dtype=pl.String))[0])
        meant = np.array([self.kinds.index(table_of(one).name) for one in entities], np.int8)
        right = (found >= 0) & (self.nodes.kind[found] == meant)
        return np.where(right, found, -1).astype(np.int32)

    def number(self, entity: str) -> int:
        """The node of an id that is there."""
        if (found := self.find(entity)) is None:
            raise SnapshotError(Say(f"快照中没有 {entity}", f"the snapshot has no {entity}"))
        return found

    def link_ids(self, link: str, numbers: I32 | I64 | Sequence[int]) -> list[str]:
        """Ids of links."""
        return link_ids(ontology().link(link), self.edges(link).take(np.asarray(numbers, np.int64)))

    def link_number(self, link: str, one: str) -> int | None:
        """The edge of a link's id; None where there is none."""
        found = int(find(self._link_index(link), half(one))[0])
        return found if found >= 0 else None

    # properties

    def column(self, table: str, name: str) -> I64 | F64:
        """A property of all nodes (by number), or of all links of a type (by edge).

        Amounts in fen, times and dates in epoch milliseconds, flags 0 or 1, as int64 with NEVER where not stated;
        numbers and rates as float64 with NaN.
        """
        path = self.folder / f"{table}.{name}.column.npy"
        if not path.exists():
            self._keep(path, self._read(table, name))
        values: I64 | F64 = self._array(path.name.removesuffix(".npy"))
        return values

    def words(self, table: str, name: str) -> tuple[I32, list[str]]:
        """A text property as codes (-1 where not stated) into a list of the distinct texts."""
        if (table, name) not in self._words:
            self._words[table, name] = self._kept_words(table, name)
        return self._words[table, name]

    def _kept_words(self, table: str, name: str) -> tuple[I32, list[str]]:
        path = self.folder / f"{table}.{name}.words.npy"
        names = path.with_suffix(".json")
        if not (path.exists() and names.exists()):
            codes, distinct = self._read_words(table, name)
            write_json(names, distinct)
            self._keep(path, codes)
        return self._array(path.name.removesuffix(".npy")), json.loads(names.read_text("utf-8"))

    def _read(self, table: str, name: str) -> I64 | F64:
        decimal = KINDS[prop(ontology().table(table), name).type].dtype == pl.Float64
        size = self._length(table)
        values: I64 | F64 = np.full(size, np.nan) if decimal else np.full(size, NEVER)
        for place, column in self._stated(table, name):
            column = column.dt.epoch("ms") if column.dtype.is_temporal() else column
            values[place] = column.cast(pl.Float64 if decimal else pl.Int64).to_numpy()
        return values

    def _read_words(self, table: str, name: str) -> tuple[I32, list[str]]:
        codes, known = np.full(self._length(table), -1, np.int32), dict[str, int]()
        for place, column in self._stated(table, name):
            for text in column.unique().sort():
                known.setdefault(text, len(known))
            codes[place] = column.replace_strict(known, return_dtype=pl.Int32).to_numpy()
        return codes, list(known)

    def _length(self, table: str) -> int:
        return len(self.edges(table).high) if table in ontology().links else self.n

    def _stated(self, table: str, name: str) -> Any:
        """Where a property is stated and what it is there."""
        where = self._link_index(table) if table in ontology().links else self.where
        for frame in merged(self.lake, table, props=[prop(ontology().table(table), name).name]):
            if name in frame.columns:
                frame = frame.select("id", name).drop_nulls()
                yield find(where, texts(frame["id"])[0]), frame[name]

    def _link_index(self, link: str) -> Index:
        return index(self.edges(link).high, np.arange(len(self.edges(link).high), dtype=np.int32))

    def _keep(self, path: Path, values: NDArray[Any]) -> None:
        part = path.with_suffix(f".{os.getpid()}.part")
        _save(part, values)
        part.replace(path)

    def _array(self, name: str) -> Any:
        """Copy on write: a kernel takes it as an array of its own, the file stays as it is."""
        return np.asarray(np.load(self.folder / f"{name}.npy", mmap_mode="c"))


def snapshot(lake: Lake, watch: Watch = lambda step: None) -> Snapshot:
    """The snapshot of a lake (`Lake(data, until=n)`: as of log entry n; `judged`: who was found to be one): the one
    that is there, or the nearest earlier one extended, or all made anew.

    Judgements are applied to the snapshot without them, which stays: one more or one less reads no fact again.
    """
    root = private(lake.root.parent / "snapshots")
    imports = list(lake.active())
    folder = root / _hash(imports, [])
    if not _whole(folder):
        before = _nearest(lake.plain(), root, imports)
        _make(folder, lambda staged: _build(staged, lake.plain(), imports, before, watch))
    plain = Snapshot(lake.plain(), folder)
    if not lake.judged.canonical:
        return plain
    folder = root / _hash(imports, lake.judged.pairs.rows())
    if not _whole(folder):
        _make(folder, lambda staged: _unite(staged, lake, plain, watch))
    return Snapshot(lake, folder)


def _hash(imports: list[str], judged: list[Any]) -> str:
    return sha256(json.dumps([FORMAT, imports, judged]).encode()).hexdigest()[:32]


def _whole(folder: Path) -> bool:
    """Whether every file is there as it was written: a machine that stopped may have left some short."""
    try:
        sizes = json.loads((folder / NOTE).read_text("utf-8"))["sizes"]
        return all((folder / name).stat().st_size == size for name, size in sizes.items())
    except (OSError, ValueError, KeyError):
        return False


def _nearest(lake: Lake, root: Path, imports: list[str]) -> Snapshot | None:
    """The snapshot of the most imports that these go on from."""
    for count in range(len(imports) - 1, 0, -1):
        if _whole(folder := root / _hash(imports[:count], [])):
            return Snapshot(lake, folder)
    return None


def _make(folder: Path, fill: Callable[[Path], dict[str, Any]]) -> None:
    """A snapshot's folder, there when it is whole."""
    shutil.rmtree(folder, ignore_errors=True)
    staged = folder.with_name(f".{folder.name}-{os.getpid()}")
    shutil.rmtree(staged, ignore_errors=True)
    staged.mkdir()
    try:
        note = fill(staged)
        write_json(staged / NOTE, {**note, "sizes": {p.name: p.stat().st_size for p in staged.iterdir()}})
        if not folder.exists():
            staged.rename(folder)
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    _prune(folder.parent, folder)


def _build(staged: Path, lake: Lake, imports: list[str], before: Snapshot | None, watch: Watch) -> dict[str, Any]:
    """Arrays of the lake's facts as they are, going on from an earlier snapshot where there is one."""
    old = before.imports if before else []
    new = imports[len(old) :]
    nodes = number(lake, new, before.nodes if before else NOBODY)
    where = places(nodes)
    _save_names(staged, nodes, where)
    pairs = lake.same()
    known = lake.couples(old).filter(pl.col("of").is_in(["", *old])).unique("id", keep="first", maintain_order=True)
    fresh = pairs.join(known.select("id", "canonical"), on=["id", "canonical"], how="anti")
    counts = {}
    for link in (o for t in lake.tables() if isinstance(o := ontology().table(t), Link)):
        watch(link.name)
        both = (p.filter(pl.col("id").str.starts_with(f"{link.name.lower()}-")) for p in (pairs, fresh))
        count, edges = freeze(lake, link, new, where, before.edges(link.name) if before else NOTHING, *both)
        counts[link.name] = count
        _write(staged, link, count, edges, len(nodes.high))
    return {"imports": imports, "links": counts}


def _unite(staged: Path, lake: Lake, plain: Snapshot, watch: Watch) -> dict[str, Any]:
    """The same arrays with judgements applied: fewer nodes, ends renumbered, links that met made one."""
    nodes, where, new = unite(plain.nodes, lake.judged.members.values())
    _save_names(staged, nodes, where)
    counts = {}
    for name in plain.counts:
        watch(name)
        link, e = ontology().link(name), plain.edges(name)
        moved = Edges(e.high, e.low, new[e.source], new[e.target], e.at, e.milli, e.amount)
        counts[name], edges = freeze(lake, link, [], where, moved, lake.met(name), lake.met(name))
        _write(staged, link, counts[name], edges, len(nodes.high))
    return {"imports": plain.imports, "links": counts}


def _save_names(folder: Path, nodes: Nodes, where: Index) -> None:
    for record, of in ((nodes, "nodes"), (where, "where")):
        for f in fields(record):
            _save(folder / f"{of}.{f.name}.npy", getattr(record, f.name))


def _write(folder: Path, link: Link, count: int, edges: Iterable[Edges], n: int) -> None:
    """A stretch of edges at a time: arrays of them all are never in memory."""
    with ExitStack() as stack:
        handles = {f.name: stack.enter_context(open(folder / f"{link.name}.{f.name}.npy", "wb")) for f in fields(Edges)}
        for name, handle in handles.items():
            size = 0 if name == "amount" and not money(link) else count
            header = {"descr": getattr(NOTHING, name).dtype.str, "fortran_order": False, "shape": (size,)}
            np.lib.format.write_array_header_1_0(handle, header)
        for stretch in edges:
            for name, handle in handles.items():
                handle.write(getattr(stretch, name))
    for way, end in (("out", "source"), ("into", "target")) if money(link) else ():
        rows = csr(n, np.asarray(np.load(folder / f"{link.name}.{end}.npy", mmap_mode="c")))
        _save(folder / f"{link.name}.{way}.start.npy", rows.start)
        _save(folder / f"{link.name}.{way}.item.npy", rows.item)


def _save(path: Path, values: NDArray[Any]) -> None:
    with open(path, "wb") as handle:  # so that a full disk is the system's own error
        np.save(handle, values)


def _prune(root: Path, newest: Path) -> None:
    """Let go of all but the newest few."""
    others = sorted((p for p in root.iterdir() if p.is_dir() and p != newest and p.name[0] != "."), key=lambda p: -p.stat().st_mtime)  # fmt: skip
    for folder in others[KEPT - 1 :]:
        shutil.rmtree(folder, ignore_errors=True)
