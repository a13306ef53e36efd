"""One Parquet file of the lake: written sorted by id, and read record by record without decoding the rest.

Files never change, so what is learnt about one (footer, order) is kept while it is in use.
"""

from __future__ import annotations

import io
import os
import re
from binascii import unhexlify
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
import polars as pl
import pyarrow.parquet as pq
from numpy.typing import NDArray

ROW_GROUP = 16_384  # records; small, so that looking up one id decodes little
ENDS = ("from", "to")
DIGITS = 32  # hex digits that an id ends in
U64 = NDArray[np.uint64]
SMALL = 32  # the bit that digits and small letters have and capitals lack
NEAR = 8_192  # ids turned into numbers at a time: they stay in the processor's cache
HEADS = ".heads"
NOTE = (
    "jinying.numbers"  # in the footer: how many columns of numbers stand beside; whoever writes the file anew drops it
)


def write_block(folder: Path, table: str, block: int, frame: pl.DataFrame) -> None:
    """Write one block of a table, sorted by id, and beside it the ids as numbers, both synced to disk.

    The numbers are columns of 64 bits: the first half of each id, by which of a hundred blocks one is decoded to find
    an id, the second half, and of links the first halves of both ends, so that a snapshot decodes no text.
    """
    path = folder / table / f"{block:05d}.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    done, keys = _sorted(frame)
    body = io.BytesIO()  # so that a full disk is the system's own error, not one of Polars
    note = {NOTE: str(len(keys))} if keys is not None else None
    done.write_parquet(body, compression="zstd", compression_level=1, row_group_size=ROW_GROUP, metadata=note)
    if keys is not None:
        _write(path.with_suffix(HEADS), keys.tobytes())
    _write(path, body.getbuffer())


def _write(path: Path, body: bytes | memoryview) -> None:
    with open(path, "wb") as handle:
        handle.write(body)
        handle.flush()
        os.fsync(handle.fileno())


def _sorted(frame: pl.DataFrame) -> tuple[pl.DataFrame, U64 | None]:
    """By id, with the ids as numbers: they differ in hex digits only, and numbers sort seven times faster than texts.
    No numbers where some id is of another form."""
    frame = frame.rechunk()  # to pick texts out of two chunks costs ten times as much
    keys = _keys(frame)
    if keys is None:
        return frame.sort("id"), None
    order = np.argsort(keys[0])
    done = np.take(keys, order, axis=1)
    alike = done[0, 1:] == done[0, :-1]
    if alike.any():  # several records of one id, in an order that is the same on every machine
        order = pl.Series(keys[0]).arg_sort().to_numpy()
        done = np.take(keys, order, axis=1)
    if (done[1, 1:] < done[1, :-1])[alike].any():  # ids that differ and begin alike
        order = np.lexsort((keys[1], keys[0]))
        done = np.take(keys, order, axis=1)
    return frame[order], done


def _keys(frame: pl.DataFrame) -> U64 | None:
    """(2, n) or, of links, (4, n): see `write_block`."""
    ids, *ends = (frame[name] for name in ("id", *ENDS) if name in frame.columns)
    if not frame.height or any(column.has_nulls() for column in (ids, *ends)):
        return None
    if not (ids.str.starts_with(ids[0][:-DIGITS]) & (ids.str.len_bytes() == len(ids[0]))).all():
        return None
    found = [_numbers(column) for column in (ids, *ends)]
    numbers = [one for one in found if one is not None]
    return np.vstack([numbers[0], *(n[:1] for n in numbers[1:])]) if len(numbers) == len(found) else None


def _numbers(ids: pl.Series) -> U64 | None:
    """(2, n) both halves of ids, None where one does not end in hex digits (small ones: capitals sort otherwise). Not by
    numba: a short load is over before a compiler is loaded."""
    sizes = ids.str.len_bytes()
    tails = ids if sizes.min() == sizes.max() else ids.str.tail(DIGITS)
    text = tails.to_arrow()
    start = np.frombuffer(text.buffers()[1], np.int64)[text.offset : text.offset + len(ids) + 1]
    width = int(start[1] - start[0])
    if width < DIGITS or (np.diff(start) != width).any():
        return None
    table = np.frombuffer(text.buffers()[2], np.uint8)[start[0] : start[-1]].reshape(-1, width)[:, width - DIGITS :]
    octets = []
    for first in range(0, len(ids), NEAR):
        digits = np.ascontiguousarray(table[first : first + NEAR])
        if not (digits & SMALL).all():
            return None
        try:
            octets.append(unhexlify(digits.data))
        except ValueError:
            return None
    return np.frombuffer(b"".join(octets), ">u8").reshape(-1, 2).T.astype(np.uint64)


@dataclass(frozen=True, slots=True)
class Block:
    """An open file: where its row groups start, and the smallest and largest id of each."""

    handle: pq.ParquetFile
    starts: list[int]
    lows: list[str]
    highs: list[str]
    keys: Any  # (1, 2 or 4, n) a memory map of the ids as numbers, or None
    # pyarrow's reader keeps state while it reads: two threads at one handle end the process
    turn: Lock = field(default_factory=Lock, repr=False, compare=False)

    @property
    def height(self) -> int:
        return int(self.handle.metadata.num_rows)

    def find(self, ids: Iterable[str]) -> list[int]:
        """Positions of the records with these ids."""
        wanted: dict[int, list[str]] = {}
        for one in self._possible(ids):
            for group in range(bisect_left(self.highs, one), bisect_right(self.lows, one)):
                wanted.setdefault(group, []).append(one)
        return sorted(p for group, some in wanted.items() for p in self._within(group, some))

    def _possible(self, ids: Iterable[str]) -> list[str]:
        """Those ids whose head is here."""
        ids = list(ids)
        if self.keys is None or not all(re.fullmatch("[0-9a-f]{32}", one[-32:]) for one in ids):
            return ids
        heads = np.array([int(one[-32:-16], 16) for one in ids], np.uint64)
        known = self.keys[0]
        places = np.searchsorted(known, heads)
        return [one for one, head, at in zip(ids, heads, places, strict=True) if at < self.height and known[at] == head]

    def _within(self, group: int, ids: list[str]) -> Iterator[int]:
        column = self._read(group, ["id"]).column(0).combine_chunks()
        for one in ids:
            at = bisect_left(range(len(column)), one, key=lambda i: column[i].as_py())
            while at < len(column) and column[at].as_py() == one:
                yield self.starts[group] + at
                at += 1

    def take(self, positions: list[int]) -> pl.DataFrame:
        """The records at these positions, in this order of row groups."""
        groups: dict[int, list[int]] = {}
        for position in positions:
            group = bisect_right(self.starts, position) - 1
            groups.setdefault(group, []).append(position - self.starts[group])
        frames = [pl.from_arrow(self._read(group).take(inside)) for group, inside in groups.items()]
        return pl.concat([f for f in frames if isinstance(f, pl.DataFrame)]) if frames else pl.DataFrame()

    def _read(self, group: int, columns: list[str] | None = None) -> Any:
        # one thread: a group is decoded in less time than threads need to start
        with self.turn:
            return self.handle.read_row_group(group, columns=columns, use_threads=False)

    def read_keys(self, first: int, count: int) -> list[U64]:
        """The ids of some records as numbers, each column an array of its own: what is mapped would stay resident."""
        path, size = self.keys.filename, self.keys.itemsize
        return [np.fromfile(path, np.uint64, count, offset=size * (self.height * n + first)) for n in range(len(self.keys))]  # fmt: skip

    def span(self, column: str) -> tuple[Any, Any] | None:
        """Smallest and largest value of a column, from the footer."""
        index = self.handle.schema_arrow.names.index(column)
        groups = range(self.handle.metadata.num_row_groups)
        stats = [self.handle.metadata.row_group(i).column(index).statistics for i in groups]
        known = [s for s in stats if s is not None and s.has_min_max]
        return (min(s.min for s in known), max(s.max for s in known)) if known else None

    def whole(self, column: str) -> Any:
        """A column as a numpy array (numbers) or a Polars series (texts)."""
        with self.turn:
            read = self.handle.read(columns=[column], use_threads=False).column(0)
        return pl.Series(read) if str(read.type) in ("string", "large_string", "string_view") else read.to_numpy()


def opened(path: Path) -> Block:
    """The block at a path; its footer is read once."""
    return _opened(str(path), _stamp(path))


def _stamp(path: Path) -> tuple[int, int, int]:
    """What differs where a file was written anew: clocks of file systems are coarse."""
    found = path.stat()
    return found.st_mtime_ns, found.st_size, found.st_ino


@lru_cache(maxsize=1024)
def _opened(path: str, stamp: tuple[int, int, int]) -> Block:
    handle = pq.ParquetFile(path, memory_map=True)
    column = handle.schema_arrow.names.index("id")
    groups = [handle.metadata.row_group(i) for i in range(handle.metadata.num_row_groups)]
    starts = [0, *np.cumsum([g.num_rows for g in groups]).tolist()][: len(groups)]
    stats = [g.column(column).statistics for g in groups]
    keys = _beside(Path(path).with_suffix(HEADS), handle.metadata)
    return Block(handle, starts, [s.min for s in stats], [s.max for s in stats], keys)


def _beside(path: Path, footer: pq.FileMetaData) -> Any:
    """The ids as numbers, as far as they were written: of a block without the note only the first halves."""
    columns = int((footer.metadata or {}).get(NOTE.encode(), 1))
    if not footer.num_rows or not path.exists() or path.stat().st_size < 8 * columns * footer.num_rows:
        return None
    return np.memmap(path, np.uint64, "r", shape=(columns, footer.num_rows))


def link_ends(path: Path) -> pl.DataFrame:
    """`from` and `to` of a block's links as numbers: the first half of each id, or a hash of one of another form."""
    block = opened(path)
    if block.keys is not None and len(block.keys) > len(ENDS):
        return pl.DataFrame(dict(zip(ENDS, block.read_keys(0, block.height)[-len(ENDS) :], strict=True)))
    head = pl.col(ENDS).str.slice(-DIGITS, DIGITS // 2).str.to_integer(base=16, dtype=pl.UInt64, strict=False)
    return pl.read_parquet(path, columns=list(ENDS)).select(head.fill_null(pl.col(ENDS).hash(seed=0)))


def lookup(path: Path, ids: Iterable[str]) -> pl.DataFrame:
    """Records whose id is among these, decoding only the row groups that can hold one."""
    block = opened(path)
    return block.take(block.find(ids))


def at_rows(path: Path, rows: set[int]) -> pl.DataFrame:
    """Links that stand in these rows of their file."""
    block = opened(path)
    span = block.span("row")
    if span is not None and not any(span[0] <= row <= span[1] for row in rows):
        return pl.DataFrame()
    return block.take(np.flatnonzero(np.isin(block.whole("row"), list(rows))).tolist())


def canonical_of(path: Path, ids: Iterable[str]) -> pl.DataFrame:
    """Pairs whose canonical id is among these. A file of pairs is sorted by the other id: the order is kept."""
    hashes, order = _by_canonical(str(path), _stamp(path))
    wanted = pl.Series(list(ids), dtype=pl.String).hash(seed=0).to_numpy()
    ends = zip(np.searchsorted(hashes, wanted, "left"), np.searchsorted(hashes, wanted, "right"), strict=True)
    positions = sorted(int(p) for low, high in ends for p in order[low:high])
    found = opened(path).take(positions)
    return found.filter(pl.col("canonical").is_in(list(ids))) if found.height else found


@lru_cache(maxsize=64)
def _by_canonical(path: str, stamp: tuple[int, int, int]) -> tuple[Any, Any]:
    hashes = opened(Path(path)).whole("canonical").hash(seed=0).to_numpy()
    order = np.argsort(hashes).astype(np.uint32)
    return hashes[order], order
