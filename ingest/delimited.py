"""CSV and its kin to blocks: found out by arithmetic on bytes and read by Polars; record by record where that fails."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from graph.say import Say
from ingest.decode import LINE, MARK, encoding_of, slabs
from ingest.packed import Packed, SourceError
from ingest.tables import (
    HEAD,
    OUTER,
    BadRow,
    Block,
    Source,
    SourceHow,
    header_at,
    numbered,
    preamble,
    stating,
    tabular,
    twice,
    unique,
)

DELIMITERS = (",", "\t", "|", ";")
FIRST = 1 << 20  # bytes that the rows up to the header may have
SAMPLE = 200  # characters of a bad row that are shown
NEAR = 1 << 18  # bytes looked at together: they stay in the processor's cache
KEPT = r'^="([^"]*)"$'  # how spreadsheets are made to keep the zeros and digits of a number

Positions = np.ndarray[Any, np.dtype[np.intp]]
Bits = np.ndarray[Any, np.dtype[np.uint64]]


@dataclass(frozen=True, slots=True)
class _Layout:
    """How rows of the table look. `lines` matches a record of several lines that is right: as wide as the header;
    `equals` the sign before a cell such as `="0012"`."""

    delimiter: str
    header: list[str]
    how: SourceHow
    lines: re.Pattern[bytes]
    equals: re.Pattern[bytes]


class _Taken(NamedTuple):
    """What was read from the front of a text: `size` bytes, which are `count` records."""

    frame: pl.DataFrame
    rows: pl.Series
    bad: list[BadRow]
    count: int
    size: int


def delimited(data: Packed, how: SourceHow) -> Source:
    """The one table of a delimited text."""
    encoding = how.encoding or encoding_of(data)
    first = _first(data, encoding)
    delimiter = _checked(how.delimiter) if how.delimiter else _delimiter(first)
    head = list(islice(_records(first, delimiter, _several(delimiter)), HEAD))
    rows = [[re.sub(KEPT, r"\1", cell) for cell in cells or []] for _, cells in head]
    at = header_at(rows, how.header)
    header = unique(rows[at])
    layout = _Layout(delimiter, header, how, _several(delimiter, len(header)), _equals(delimiter))
    above = sum(len(record) + 1 for record, _ in head[: at + 1])

    def blocks() -> Iterator[Block]:
        return _blocks(data, encoding, layout, (above, at + 2))

    sure = data.sure or tabular(rows[at:])
    return Source(data.name, header, preamble(rows[:at]), blocks, twice(rows[at], header), sure, encoding)


def _first(data: Packed, encoding: str) -> bytes:
    """The first whole lines."""
    text = b""
    for slab, _, last in slabs(data, encoding, FIRST):
        text += slab
        if last or len(text) > FIRST:
            break
    if not text.strip():
        raise SourceError(Say(f"{data.name} 是空文件", f"{data.name} is empty"), Say("请检查文件", "check the file"))
    if len(text) <= FIRST:
        return text if text.endswith(b"\n") else text + b"\n"
    if not (end := text.rfind(b"\n", 0, FIRST) + 1):
        raise SourceError(
            Say(f"{data.name} 第一行过长，不像表格", f"the first line of {data.name} is too long for a table"),
            Say("请检查文件", "check the file"),
        )
    return text[:end]


def _checked(delimiter: str) -> str:
    if len(delimiter) == 1 and delimiter.isascii() and delimiter not in '"=\r\n':
        return delimiter
    raise SourceError(
        Say(f"{delimiter!r} 不能作分隔符", f"{delimiter!r} can't be a delimiter"),
        Say("请用一个 ASCII 字符", "give one ASCII character"),
    )


def _delimiter(first: bytes) -> str:
    """The candidate that cuts most rows into the same number (> 1) of cells."""

    def weight(delimiter: str) -> tuple[int, int]:
        rows = islice(_records(first, delimiter, _several(delimiter)), HEAD)
        wide = [len(cells) for _, cells in rows if cells and len(cells) > 1]
        common = max(set(wide), key=lambda w: (wide.count(w), w)) if wide else 1
        return wide.count(common), common

    return max(DELIMITERS, key=weight)


def _several(delimiter: str, width: int | None = None) -> re.Pattern[bytes]:
    """A record whose quotes all stand where they should; such a one may go over several lines."""
    mark = re.escape(delimiter.encode())
    cell = rb'(?:"[^"]*+(?:""[^"]*+)*+"|(?!")[^' + mark + rb"\n]*+)"
    more = b"*+" if width is None else b"{%d}" % (width - 1)
    return re.compile(cell + b"(?:" + mark + cell + b")" + more + rb"(?=\n)")


def _blocks(data: Packed, encoding: str, layout: _Layout, start: tuple[int, int]) -> Iterator[Block]:
    """`start`: bytes above the first row, and its number."""
    above, row = start
    rest = b""
    for slab, used, last in slabs(data, encoding):
        text = rest + slab
        if above:
            text, above = text[above:], max(above - len(text), 0)
        if last and text and not text.endswith(b"\n"):
            text += b"\n"
        kept = b"=" in text and b'="' in text  # one byte is sought much faster than two
        if kept:
            text = layout.equals.sub(b"", text)
        taken = _take(text, layout, row, last=last)
        rest = text[taken.size :]
        row += taken.count
        if taken.count or last:
            frame = _bare(taken.frame) if kept else taken.frame
            yield Block(*stating(frame, taken.rows, layout.how), used, taken.bad)


def _equals(delimiter: str) -> re.Pattern[bytes]:
    """The sign that keeps the quotes of `="0012"` from being some: without it such rows are read as fast as others.

    It begins with a plain byte, which is sought fast; within quotes no such cell can be, for there they are doubled.
    """
    mark = re.escape(delimiter.encode())
    return re.compile(rb"=(?<![^%b\n]=)(?=\"[^\"%b\n]+\"[%b\n])" % (mark, mark, mark))


def _bare(frame: pl.DataFrame) -> pl.DataFrame:
    """Without the `="…"` around cells that had quotes of their own."""
    return frame.with_columns(pl.col(pl.String).str.replace(KEPT, "$1"))


def _take(text: bytes, layout: _Layout, row: int, *, last: bool) -> _Taken:
    """Read the whole records at the front of a text, the first of them numbered `row`."""
    taken = None if MARK in text else _take_fast(text, layout, row)
    if taken is None or (last and taken.size < len(text)) or (not taken.size and len(text) > LINE):
        return _take_slow(text, layout, row, last=last)
    return taken


# fast: by arithmetic


def _take_fast(text: bytes, layout: _Layout, row: int) -> _Taken | None:
    """Polars reads the records that are as wide as the header. None where quotes, or a long record, need more care."""
    found = _shape(text, layout.delimiter)
    if found is None:
        return None
    ends, widths = found
    starts = np.concatenate(([0], ends + 1))
    size = int(starts[-1])
    lengths = np.diff(starts) - 1
    if len(ends) and lengths.max() > LINE:
        return None
    odd = (widths != len(layout.header)) | (lengths == 0)
    bad: list[BadRow] = []
    for i in np.flatnonzero(odd):
        record = text[starts[i] : ends[i]]
        verdict = _verdict(_cells(record, layout.delimiter), layout)
        if b"\n" in record or verdict == "row":
            return None
        if verdict == "shape":
            bad.append(_bad(row + int(i), record, verdict))
    frame = _frame(_kept(text[:size], starts, odd), layout)
    rows = numbered(row + np.flatnonzero(~odd))
    return _Taken(frame, rows, bad, len(ends), size) if frame.height == len(rows) else None


def _shape(text: bytes, delimiter: str) -> tuple[Positions, Positions] | None:
    """Where records end and how many cells each has; None where a quote stands where none should.

    On a bit for each byte, 64 at a time, as simdjson does (Langdale and Lemire 2019): what quotes enclose is where the
    number of quotes so far is odd.
    """
    cuts, ends = _bits(text, delimiter), _bits(text, "\n")
    if b'"' in text:
        quotes = _bits(text, '"')
        within = _odd(quotes)
        if not _regular(quotes, within, cuts | ends | quotes, len(text)):
            return None
        cuts &= ~within
        ends &= ~within
    at = _places(ends)
    word, bit = at >> 6, (at & 63).astype(np.uint64)
    count = np.bitwise_count(cuts)
    before = count.cumsum(dtype=np.intp)[word] - np.bitwise_count(cuts[word] >> bit)
    return at, np.diff(before, prepend=0) + 1


def _bits(text: bytes, sought: str) -> Bits:
    """A bit for each byte, the first the lowest: whether it is this one."""
    view = np.frombuffer(text, np.uint8)
    found = np.zeros(8 * -(-len(view) // 64), np.uint8)
    for first in range(0, len(view), NEAR):
        octets = np.packbits(view[first : first + NEAR] == ord(sought), bitorder="little")
        found[first // 8 : first // 8 + len(octets)] = octets
    return found.view("<u8")


def _places(bits: Bits) -> Positions:
    """Where the bits are that are set, in order. A bit a turn of each word that has some: most have one at most."""
    word = np.flatnonzero(bits)
    left = bits[word]
    found = [word[:0]]
    while len(word):
        found.append(word << 6 | np.bitwise_count((left & -left) - np.uint64(1)))
        left &= left - np.uint64(1)
        word, left = word[left != 0], left[left != 0]
    return np.sort(np.concatenate(found))


def _odd(bits: Bits) -> Bits:
    """Behind an odd number of these bits, each counted from its own place on."""
    odd = bits.copy()
    for step in (1, 2, 4, 8, 16, 32):
        odd ^= odd << np.uint64(step)
    odd[1:] ^= -np.bitwise_xor.accumulate(odd >> np.uint64(63))[:-1]  # -1 has all bits
    return odd


def _regular(quotes: Bits, within: Bits, may: Bits, size: int) -> bool:
    """Whether quotes open only behind a bit of `may` (a delimiter, a line end, a quote), and close only before one."""
    behind, before = may << np.uint64(1), may >> np.uint64(1)
    behind[1:] |= may[:-1] >> np.uint64(63)
    before[:-1] |= may[1:] << np.uint64(63)
    behind[0] |= np.uint64(1)
    before[-1] |= np.uint64(1) << np.uint64((size - 1) % 64)
    return not ((quotes & within & ~behind).any() or (quotes & ~within & ~before).any())


def _kept(text: bytes, starts: Positions, odd: np.ndarray[Any, np.dtype[np.bool_]]) -> bytes:
    """The text without the odd records."""
    if not odd.any():
        return text
    turns = np.flatnonzero(np.diff(np.concatenate(([True], odd, [True]))))  # runs of records that are not odd
    return b"".join(text[starts[a] : starts[b]] for a, b in zip(turns[0::2], turns[1::2], strict=True))


def _frame(text: bytes, layout: _Layout) -> pl.DataFrame:
    schema = dict.fromkeys(layout.header, pl.String)
    if not text:
        return pl.DataFrame(schema=schema)
    return pl.read_csv(
        text, has_header=False, schema=schema, separator=layout.delimiter, quote_char='"' if b'"' in text else None
    )


# slow: record by record


def _take_slow(text: bytes, layout: _Layout, row: int, *, last: bool) -> _Taken:
    good: list[list[str]] = []
    numbers: list[int] = []
    bad: list[BadRow] = []
    number, size = row, 0
    for number, (record, cells) in enumerate(_records(text, layout.delimiter, layout.lines, last=last), row + 1):
        size += len(record) + 1
        verdict = _verdict(cells, layout) if len(record) <= LINE else "long"
        if MARK in record and verdict == "row":
            verdict = "shape"
        if verdict == "row":
            good.append((cells or [])[: len(layout.header)])
            numbers.append(number - 1)
        elif verdict:
            bad.append(_bad(number - 1, record, verdict))
    frame = pl.DataFrame(good, schema=dict.fromkeys(layout.header, pl.String), orient="row")
    return _Taken(frame, numbered(numbers), bad, number - row, size)


def _records(
    text: bytes, delimiter: str, several: re.Pattern[bytes], *, last: bool = True
) -> Iterator[tuple[bytes, list[str] | None]]:
    """Records and their cells. One goes over several lines only where `several` says that it is right: a quote that
    is never closed costs its own line (no cells), not the file. An unfinished record waits for more text.
    """
    csv.field_size_limit(2 * LINE)
    at = 0
    while (end := text.find(b"\n", at)) >= 0:
        cells = _cells(text[at:end], delimiter) if end - at <= LINE else None
        if cells and cells[-1].endswith("\n"):  # its quote is still open
            whole = several.match(text, at, at + LINE + 1)
            if whole is None and not last and len(text) - at <= LINE:
                return
            end = whole.end() if whole else end
            cells = _cells(whole[0], delimiter) if whole else None
        yield text[at:end], cells
        at = end + 1


def _cells(record: bytes, delimiter: str) -> list[str]:
    """Cells of one record; the last one ends with a line break where its quote is open."""
    return next(csv.reader([record.decode(errors="replace") + "\n"], delimiter=delimiter))


def _verdict(cells: list[str] | None, layout: _Layout) -> str:
    """What a record is: a `row`, nothing (blank, totals, a line to drop), or of the wrong `shape`."""
    if cells is None:
        return "shape"
    if not any(cell.strip() for cell in cells) or re.search(layout.how.nothing, cells[0].strip(OUTER)):
        return ""
    width = len(layout.header)
    return "row" if len(cells) >= width and not any(cell.strip() for cell in cells[width:]) else "shape"


def _bad(row: int, record: bytes, reason: str) -> BadRow:
    sample = record[: 4 * SAMPLE].replace(MARK, "\ufffd".encode()).decode(errors="ignore")
    return BadRow(row, "", sample[:SAMPLE], reason)
