"""Files to blocks of text cells: CSV and its kin, XLSX, JSON lines, Parquet, also inside zip and gzip; documents.

Row numbers are those of records as a spreadsheet shows them: the file's first line is 1, lines above the header and
blank ones count, a quoted cell with line breaks is one row (each such break is `\\n`). In Parquet, which has no line
for its header, the first row is 1. Memory is bounded by the block, whatever the file holds; a workbook has a limit.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from graph.say import Say
from ingest.decode import LINE, MARK, SLAB, encoding_of, slabs
from ingest.delimited import delimited
from ingest.packed import BytesError, Left, Packed, SourceError, decoding, sha256_of, unpacked
from ingest.tables import PAPER, BadRow, Block, Source, SourceHow, numbered, twice, unique
from ingest.workbook import sheets

__all__ = ["BadRow", "Block", "Left", "Source", "SourceError", "SourceHow", "open_source", "sha256_of", "sources"]

ROWS = 250_000  # rows a block
COLUMN = 40  # characters of a column's name, in a text that says by nothing else that it is a table
PAPERS = ("document", "html", "htm", "xhtml", "docx", "pdf", "eml", "mht", "mhtml")
BESIDE = Say("文书与表同在一个压缩包里：请单独装载", "a document beside tables: load it apart from them")
SAMPLE = 1000  # JSON records whose keys make the header


def sources(path: Path, how: SourceHow, left: list[Left] | None = None) -> Iterator[Source]:
    """The tables of a file. Opening reads only as far as the header (and once through to find the encoding).

    What a zip holds beside tables goes to `left`. Its documents come last, where it holds no table: a text that may be one
    is a document where whoever reads put it to `left`. Where a zip holds neither, that is an error.
    """
    left = [] if left is None else left
    found, first = False, None
    papers, prose = dict[str, Packed](), set[str]()
    for data in unpacked(path, left):
        try:
            for source in _tables(data, how):
                if data.member is not None and source.header == PAPER:
                    papers[data.name] = data
                    left.append(Left(data.name, BESIDE))
                    continue
                if not source.sure and data.suffix == ".txt":
                    papers[data.name] = data
                    prose.add(data.name)
                found = found or source.sure or data.name not in papers
                yield source
        except SourceError as error:
            if data.sure or isinstance(error, BytesError):
                raise
            first = first or error
            left.append(Left(data.name, error.what))
    if papers and not found and prose <= {one.name for one in left}:
        left[:] = [one for one in left if one.name not in papers]
        yield from map(_paper, papers.values())
    elif first and not found and not prose:
        raise first


def _tables(data: Packed, how: SourceHow) -> Iterator[Source]:
    match how.format or data.suffix.removeprefix("."):
        case "xlsx" | "xls" | "xlsm" | "xlsb" | "ods":
            yield from sheets(data, how)
        case "parquet":
            yield _parquet(data)
        case "jsonl" | "ndjson" | "json":
            yield _jsonl(data, how)
        case form if form in PAPERS:
            yield _paper(data)
        case "txt" | "text" if not how.format:
            yield _text(data, how)
        case _:
            yield delimited(data, how)


def open_source(path: Path, how: SourceHow) -> Source:
    """The only (or first) table of a file."""
    for source in sources(path, how):
        return source
    raise SourceError(Say(f"{path.name} 里没有表", f"{path.name} holds no table"), Say("请检查文件", "check the file"))


# Documents


def _paper(data: Packed) -> Source:
    from ingest.text.sheet import table  # its libraries take their time to import

    return table(data)


def _text(data: Packed, how: SourceHow) -> Source:
    """A text is a table where its first line names columns, else a document. Bytes that are no text are an error."""
    how = replace(how, encoding=how.encoding or encoding_of(data))
    try:
        source = delimited(data, how)
    except SourceError:  # its first line is too long for one
        return _paper(data)
    told = how.delimiter or how.header
    named = len(source.header) > 1 and all(len(name) <= COLUMN and "。" not in name for name in source.header)
    return source if told or named else _paper(data)


# JSON lines


def _jsonl(data: Packed, how: SourceHow) -> Source:
    encoding = how.encoding or encoding_of(data)
    names: dict[str, None] = {}
    for _, record, _ in islice((line for lines, _ in _json_slabs(data, encoding) for line in lines), SAMPLE):
        names.update(dict.fromkeys(record or ()))
    if not names:
        raise SourceError(
            Say(f"{data.name} 里没有 JSON 记录", f"{data.name} holds no JSON records"),
            Say("应为每行一个 JSON 对象", "give one JSON object a line"),
        )
    header = list(names)

    def blocks() -> Iterator[Block]:
        for lines, used in _json_slabs(data, encoding):
            yield _json_block(list(lines), header, used)

    return Source(data.name, header, {}, blocks, encoding=encoding)


Line = tuple[int, dict[str, Any] | None, bytes]


def _json_slabs(data: Packed, encoding: str) -> Iterator[tuple[Iterator[Line], int]]:
    """Lines (number, record or None, text) that are not blank, a slab at a time."""
    rest, first = b"", 1
    for slab, used, last in slabs(data, encoding):
        lines = (rest + slab).split(b"\n")
        rest = b"" if last else lines.pop()
        yield ((n, _record(line), line) for n, line in enumerate(lines, first) if line.strip()), used
        first += len(lines)


def _record(line: bytes) -> dict[str, Any] | None:
    """The record of a line, if it is one; numbers keep their digits as texts."""
    if len(line) > LINE or MARK in line:
        return None
    try:
        record = json.loads(line, parse_int=str, parse_float=str)
        json.dumps(record, ensure_ascii=False).encode() if rb"\ud" in line.lower() else None  # halves of characters
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) else None


def _json_block(lines: list[Line], header: list[str], used: int) -> Block:
    """Keys that turn up after the header was made are further columns."""
    good = [(n, record) for n, record, _ in lines if record is not None]
    bad = [BadRow(n, "", _shown(text), "long" if len(text) > LINE else "shape") for n, r, text in lines if r is None]
    names = unique(dict.fromkeys([*header, *(name for _, record in good for name in record)]))
    frame = pl.DataFrame({n: pl.Series(n, [_cell(r.get(n)) for _, r in good], dtype=pl.String) for n in names})
    return Block(frame, numbered(n for n, _ in good), used, bad)


def _shown(line: bytes) -> str:
    return line[:800].replace(MARK, "\ufffd".encode()).decode(errors="ignore")[:200]


def _cell(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, bytes):
        return value.decode(errors="replace")
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        return "、".join(value)
    return json.dumps(value, ensure_ascii=False, default=str)


# Parquet


def _parquet(data: Packed) -> Source:
    def no_parquet(why: str) -> SourceError:
        return SourceError(
            Say(f"{data.name} 不是可读的 Parquet（{why}）", f"{data.name} is no readable Parquet file ({why})"),
            Say("请检查文件", "check the file"),
        )

    with data.seekable() as handle, decoding(no_parquet, Exception):
        names = pq.read_schema(handle).names
        header = unique(names)

    def blocks() -> Iterator[Block]:
        with data.seekable() as handle, decoding(no_parquet, Exception), pq.ParquetFile(handle) as file:
            done, total = 0, max(file.metadata.num_rows, 1)
            for batch in file.iter_batches(_rows_a_block(file.metadata)):
                frame = _texts(batch.rename_columns(header))
                rows = numbered(range(done + 1, done + 1 + frame.height))
                done += frame.height
                yield Block(frame, rows, data.size * done // total, [])

    return Source(data.name, header, {}, blocks, twice(names, header))


def _rows_a_block(meta: pq.FileMetaData) -> int:
    size = sum(meta.row_group(i).total_byte_size for i in range(meta.num_row_groups))
    return max(1, min(ROWS, 4 * SLAB * meta.num_rows // max(size, 1)))


def _texts(batch: pa.RecordBatch) -> pl.DataFrame:
    frame = pl.from_arrow(batch)
    assert isinstance(frame, pl.DataFrame)
    return frame.with_columns(_column(column) for column in frame)


def _column(column: pl.Series) -> pl.Series:
    if column.dtype.is_nested() or column.dtype in (pl.Binary, pl.Object):
        return pl.Series(column.name, [_cell(value) for value in column.to_list()], dtype=pl.String)
    if isinstance(column.dtype, pl.Datetime) and column.dtype.time_zone:
        return column.dt.to_string("iso:strict")
    return column.cast(pl.String)
