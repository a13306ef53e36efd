"""Lake tables into arrays: ids as 128-bit numbers, ends as node numbers, one edge a link, in order of time.

Whatever comes from earlier is kept as it is; only imports that are new are read, and of the earlier links those that
a new row speaks of again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
from polars import selectors as cs

from graph.block import Block, opened
from graph.kernels.arrays import I8, I16, I32, I64, U64
from graph.kernels.ids import Index, find, halves, index
from graph.kernels.order import in_order
from graph.lake import Lake
from graph.merge import merge
from graph.ontology import Kind, Link, ontology
from graph.say import JinyingError, Say

UNKNOWN = -1  # the second of a link that states no time
NEVER = np.iinfo(np.int64).min  # the same in milliseconds
LAST = (2**31 - 1) * 1000 + 999  # 2038-01-19: seconds are 32 bits
BATCH = 1 << 16  # records decoded at a time; with more, what is decoded leaves the processor's cache
MOST = 2**31 - 1  # nodes, and links of one type


class SnapshotError(JinyingError):
    """Something in the lake has no place in arrays."""


@dataclass(frozen=True, slots=True)
class Nodes:
    """Entities, numbered as imports come to speak of them: both halves of the id, kind in the ontology's order."""

    high: U64  # (n,)
    low: U64  # (n,)
    kind: I8  # (n,)


@dataclass(frozen=True, slots=True)
class Edges:
    """Links of one type by time, then id. `at`: UTC seconds (-1: not stated), `milli` the rest of that second.

    `amount`: fen; empty where the type moves no money.
    """

    high: U64  # (m,)
    low: U64  # (m,)
    source: I32  # (m,)
    target: I32  # (m,)
    at: I32  # (m,)
    milli: I16  # (m,)
    amount: I64  # (m,) or (0,)

    def take(self, chosen: Any) -> Edges:
        """Those edges, by number or by mask."""
        return Edges(*(v[chosen] if len(v) or not len(self.high) else v for v in self.arrays))

    @property
    def arrays(self) -> tuple[Any, ...]:
        return tuple(getattr(self, f.name) for f in fields(Edges))


@dataclass(frozen=True, slots=True)
class _Batch:
    """Some records of a table as Arrow columns, and their ids as numbers where the lake keeps those."""

    m: int
    columns: dict[str, Any]
    keys: list[U64] | None

    def ids(self) -> tuple[U64, U64, int]:
        """Both halves, and the place of the first that is no id (-1: none)."""
        return numbered(self.columns["id"]) if self.keys is None else (self.keys[0], self.keys[1], -1)

    def ends(self, end: str) -> tuple[U64, int]:
        """The first halves of an end's ids, and the place of the first that is no id (-1: none)."""
        if self.keys is not None:
            return self.keys[2 if end == "from" else 3], -1
        high, _, bad = numbered(self.columns[end])
        return high, bad

    def numbers(self, name: str) -> I64:
        """A column of integers (times as milliseconds); all absent where there is none."""
        if name not in self.columns:
            return np.full(self.m, NEVER)
        column = self.columns[name]
        column = column.cast(pa.timestamp("ms", column.type.tz)).cast(pa.int64()) if pa.types.is_timestamp(column.type) else column  # fmt: skip
        filled = (pc.fill_null(column, NEVER) if column.null_count else column).to_numpy(zero_copy_only=False)
        return np.array(filled, np.int64)  # its own, not the decoder's memory


NOBODY = Nodes(np.empty(0, np.uint64), np.empty(0, np.uint64), np.empty(0, np.int8))
NOTHING = Edges(
    np.empty(0, np.uint64), np.empty(0, np.uint64), np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0, np.int32),
    np.empty(0, np.int16), np.empty(0, np.int64),
)  # fmt: skip


def money(link: Link) -> bool:
    """Whether every link of the type says how much was moved, and when."""
    return all(name in link.props and link.props[name].need for name in ("amount", "at"))


def _stated(link: Link) -> list[str]:
    """What is read of a link beside its ends."""
    return ["at", "amount"] if money(link) else [name for name in ("at",) if name in link.props]


def number(lake: Lake, imports: Sequence[str], before: Nodes) -> Nodes:
    """Earlier nodes and those of these imports."""
    known = places(before)
    parts = [(before.high[:0], before.low[:0], before.kind[:0])]
    for one in imports:
        for code, kind in enumerate(ontology().kinds.values()):
            for high, low in _entities(lake, kind, one):
                new = find(known, high) < 0
                parts.append((high[new], low[new], np.full(int(new.sum()), code, np.int8)))
    high, low, kinds = (np.concatenate(column) for column in zip(*parts, strict=True))
    _, first, which = np.unique(high, return_index=True, return_inverse=True)
    if (low != low[first][which]).any():  # by chance in one of 30 million lakes of a million entities
        raise SnapshotError(Say("两个编号的前半相同", "two ids have the same first half"))
    first = np.sort(first)
    _few(len(before.high) + len(first), "entities")
    return Nodes(
        np.concatenate([before.high, high[first]]), np.concatenate([before.low, low[first]]),
        np.concatenate([before.kind, kinds[first]]),
    )  # fmt: skip


def places(nodes: Nodes) -> Index:
    """Where each id stands by its first half."""
    return index(nodes.high, np.arange(len(nodes.high), dtype=np.int32))


def unite(nodes: Nodes, groups: Iterable[Sequence[str]]) -> tuple[Nodes, Index, I32]:
    """Nodes of which each group is one, under its first id; where every id stands then; (n,) each node's new number.

    A group whose first id no import describes takes the place of the earliest of its others.
    """
    known, stand = places(nodes), np.arange(len(nodes.high), dtype=np.int32)
    high, low = nodes.high.copy(), nodes.low.copy()
    beside: list[tuple[int, int]] = []  # ids that are no node's, and where they stand
    for ids in groups:
        halves_, lows = texts(pl.Series(ids, dtype=pl.String))
        found = find(known, halves_)
        if not (found >= 0).any():
            continue
        keeper = int(found[0] if found[0] >= 0 else found[found >= 0].min())
        stand[found[found >= 0]] = keeper
        if found[0] < 0:
            high[keeper], low[keeper] = halves_[0], lows[0]
            beside.append((int(halves_[0]), keeper))
    kept = stand == np.arange(len(stand))
    new = (np.cumsum(kept, dtype=np.int32) - 1)[stand]
    keys = np.append(nodes.high, np.array([key for key, _ in beside], np.uint64))
    where = index(keys, np.append(new, new[[place for _, place in beside]]).astype(np.int32))
    return Nodes(high[kept], low[kept], nodes.kind[kept]), where, new


def freeze(lake: Lake, link: Link, imports: Sequence[str], where: Index, before: Edges, pairs: pl.DataFrame,
           new_pairs: pl.DataFrame) -> tuple[int, Iterator[Edges]]:  # fmt: skip
    """Earlier edges and those of these imports: how many, and themselves by time, then id, a stretch at a time.

    `pairs`: id and canonical id of links that two sides state, all in force; `new_pairs`: those that were not before.
    """
    fresh = list(_canonical((part for one in imports for part in _links(lake, link, one, where)), pairs))
    if not fresh and not new_pairs.height:
        return len(before.high), iter([before])
    couples = np.unique(np.concatenate([texts(new_pairs[c])[0] for c in ("id", "canonical")]))
    twice = _spoken_twice(before.high, np.concatenate([before.high[:0], *(part.high for part in fresh)]))
    parts = [before, *fresh]
    if len(again := np.union1d(twice, couples)):
        among = index(again, np.zeros(len(again), np.int32))
        masks = [find(among, part.high) >= 0 for part in parts]
        ids = {i for part, mask in zip(parts, masks, strict=True) for i in link_ids(link, part.take(mask))}
        once = _merged(lake, link, pl.Series("id", sorted({*ids, *new_pairs["canonical"]}), pl.String), pairs, where)
        parts = [*(part.take(~mask) for part, mask in zip(parts, masks, strict=True)), once]
    count = sum(len(part.high) for part in parts)
    _few(count, "links")
    return count, (Edges(*columns) for columns in in_order([part.arrays for part in parts]))


def link_ids(link: Link, edges: Edges) -> list[str]:
    """The edges' ids as text."""
    return spelled([link.name.lower()] * len(edges.high), edges.high, edges.low)


def spelled(prefixes: Iterable[str], high: U64, low: U64) -> list[str]:
    """Ids as text."""
    return [f"{p}-{a:016x}{b:016x}" for p, a, b in zip(prefixes, high.tolist(), low.tolist(), strict=True)]


def texts(ids: pl.Series) -> tuple[U64, U64]:
    """Both halves of ids that are well formed."""
    high, low, bad = numbered(ids.to_arrow())
    if bad >= 0:
        raise SnapshotError(
            Say(f"“{ids[bad]}”不是编号", f"'{ids[bad]}' is no id"),
            Say(
                "编号在横线后有 32 位十六进制数，如 acc-0f…", "an id has 32 hex digits behind its dash, as in acc-0f..."
            ),
        )
    return high, low


def half(one: str) -> U64:
    """The first half of one id, as `texts` has it, without a series around it."""
    raw = np.frombuffer(one.encode(), np.uint8)
    high, _, bad = halves(raw, np.array([0, len(raw)], np.int64))
    if bad >= 0:
        raise SnapshotError(Say(f"“{one}”不是编号", f"'{one}' is no id"))
    return high


def numbered(ids: Any) -> tuple[U64, U64, int]:
    """Both halves of the ids of an Arrow array of texts, and the place of the first that is no id (-1: none)."""
    ids = ids.cast(pa.large_string()) if ids.type != pa.large_string() else ids
    _, offsets, text = ids.buffers()
    start = np.frombuffer(offsets, np.int64)[ids.offset : ids.offset + len(ids) + 1] if len(ids) else np.zeros(1, np.int64)  # fmt: skip
    return halves(np.frombuffer(text or b"", np.uint8), start)


def _entities(lake: Lake, kind: Kind, one: str) -> Iterator[tuple[U64, U64]]:
    for path, first, batch in _batches(lake, kind.name, one, []):
        high, low, bad = batch.ids()
        if bad >= 0:
            raise _at_row(lake, one, path, first + bad, "编号不合规格", "its id is not of the form prefix-<32 hex digits>")  # fmt: skip
        yield high, low


def _links(lake: Lake, link: Link, one: str, where: Index) -> Iterator[Edges]:
    for path, first, batch in _batches(lake, link.name, one, _stated(link)):
        edges, bad, zh, en = _edges(batch, where)
        if bad >= 0:
            raise _at_row(lake, one, path, first + bad, zh, en)
        yield edges


def _edges(batch: _Batch, where: Index) -> tuple[Edges, int, str, str]:
    """A batch's links, and the first that has no place here (-1: none) with the reason."""
    high, low, bad = batch.ids()
    ends = [batch.ends(end) for end in ("from", "to")]
    numbers = [find(where, end) for end, _ in ends]
    ms = batch.numbers("at")
    stated = ms != NEVER
    for at, zh, en in (
        (bad, "编号不合规格", "its id is not of the form prefix-<32 hex digits>"),
        *(
            (wrong, "一端的编号不合规格", "the id of an end is not of the form prefix-<32 hex digits>")
            for _, wrong in ends
        ),
        *((_first(n < 0), "一端没有任何导入说明", "no import describes one of its ends") for n in numbers),
        (_first(stated & (ms < 0)), "时间早于 1970 年", "its time is before 1970"),
        (_first(ms > LAST), "时间晚于 2038-01-19", "its time is after 2038-01-19"),
    ):
        if at >= 0:
            return NOTHING, at, zh, en
    seconds = np.where(stated, ms // 1000, UNKNOWN).astype(np.int32)
    milli = np.where(stated, ms % 1000, 0).astype(np.int16)
    amount = batch.numbers("amount") if "amount" in batch.columns else np.empty(0, np.int64)
    return Edges(high, low, numbers[0], numbers[1], seconds, milli, amount), -1, "", ""


def _first(mask: Any) -> int:
    return int(mask.argmax()) if mask.any() else -1


def _batches(lake: Lake, table: str, one: str, columns: list[str]) -> Iterator[tuple[Path, int, _Batch]]:
    """Records of an import's table, so many at a time: their file, and the position of the first in it."""
    ids = ["id", *(("from", "to") if table in ontology().links else ())]
    for _, _, path in lake.parts(table, [one]):
        block = opened(path)
        known = block.keys is not None and len(block.keys) > 1  # as numbers: no text needs to be decoded
        present = [c for c in (*(() if known else ids), *columns) if c in block.handle.schema_arrow.names]
        first = 0
        for m, frame in _frames(block, present):
            keys = block.read_keys(first, m) if known else None
            yield path, first, _Batch(m, {name: frame.column(name) for name in present}, keys)
            first += m


def _frames(block: Block, columns: list[str]) -> Iterator[tuple[int, Any]]:
    """So many records at a time: how many, and these columns of them."""
    if not columns:
        yield from ((min(BATCH, block.height - first), None) for first in range(0, block.height, BATCH))
        return
    for frame in block.handle.iter_batches(BATCH, columns=columns, use_threads=False):
        yield len(frame), frame


def _joined(parts: Sequence[Edges]) -> Edges:
    return Edges(*(np.concatenate(columns) for columns in zip(*(p.arrays for p in parts), strict=True)))


def _canonical(parts: Iterator[Edges], pairs: pl.DataFrame) -> Iterator[Edges]:
    """Both sides' rows under one id."""
    if not pairs.height:
        yield from parts
        return
    among = index(texts(pairs["id"])[0], np.arange(pairs.height, dtype=np.int32))
    high, low = texts(pairs["canonical"])
    for part in parts:
        place = find(among, part.high)
        other = place >= 0
        if other.any():
            part = replace(
                part, high=np.where(other, high[place], part.high), low=np.where(other, low[place], part.low)
            )
        yield part


def _spoken_twice(before: U64, fresh: U64) -> U64:
    """Ids that more than one of the new records has, or that an earlier one has too."""
    if not len(fresh):
        return fresh
    ids = np.sort(fresh)
    twice = ids[1:][ids[1:] == ids[:-1]]
    if not len(before):
        return np.unique(twice)
    ids = np.unique(ids)
    return np.union1d(twice, before[find(index(ids, np.zeros(len(ids), np.int32)), before) >= 0])


def _merged(lake: Lake, link: Link, ids: pl.Series, pairs: pl.DataFrame, where: Index) -> Edges:
    """Links that several rows speak of, by the ontology's rules."""
    stated = _stated(link)
    wanted = ("id", "from", "to", *stated, "seq", "part", "row")  # a mapping need not state them all
    rows = lake.scan(link.name).select(cs.by_name(*wanted, require_all=False))
    rows = rows.join(pairs.lazy(), on="id", how="left").with_columns(id=pl.coalesce("canonical", "id"))
    frame = merge(rows.join(ids.to_frame().lazy(), on="id", how="semi").drop("canonical").collect(), link)
    parts = [NOTHING]
    columns = ["id", "from", "to", *(n for n in stated if n in frame.columns)]
    for batch in frame.select(columns).to_arrow().to_batches():
        read = dict(zip(columns, batch.columns, strict=True))
        edges, bad, zh, en = _edges(_Batch(len(batch), read, None), where)
        if bad >= 0:
            raise SnapshotError(Say(f"{frame['id'][bad]}：{zh}", f"{frame['id'][bad]}: {en}"))
        parts.append(edges)
    return _joined(parts)


def _few(count: int, what: str) -> None:
    if count > MOST:
        raise SnapshotError(
            Say(f"{count} 超出快照可容的 {MOST} 个", f"{count} {what} are more than the {MOST} a snapshot holds"),
            Say("请按地区或时段分库", "keep regions or periods in lakes of their own"),
        )


def _at_row(lake: Lake, one: str, path: Path, position: int, zh: str, en: str) -> SnapshotError:
    """The error that names file and row."""
    record = opened(path).take([position]).to_dicts()[0]
    row = record["row"] if "row" in record else (record["rows"] or [0])[0]
    file = lake.manifest(one).file
    return SnapshotError(
        Say(f"{file} 第 {row} 行（{record['id']}）：{zh}", f"{file} row {row} ({record['id']}): {en}"),
        Say(f"改正该行，或撤销导入 {one}", f"mend the row, or undo import {one}"),
    )
