"""Workbooks to blocks: each sheet is a table, its cells the texts that a person sees.

Spreadsheets keep fifteen digits of a number. A longer one that was typed as a number is shown in scientific notation,
as the spreadsheet does, so that no account is made of the wrong digits that are left (XLSX; others do not tell).
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import IO
from xml.etree import ElementTree

import polars as pl

from graph.say import Say, did_you_mean
from ingest.packed import CHUNK, Packed, SourceError, decoding
from ingest.tables import HEAD, Block, Source, SourceHow, header_at, numbered, preamble, stating, twice, unique

ROWS = 250_000  # rows a block
BOOK = 2 << 30  # bytes a workbook may unfold to: it is read as a whole
EXACT = 2**53  # whole numbers below are all there in binary
LONG = re.compile(rb"<v>(-?\d{16,300}(?:\.\d*)?|-?\d(?:\.\d+)?[eE]\+?(?:1[5-9]|[2-9]\d))</v>")
CELL = re.compile(rb'<c (?![^>]*\bt="[^n])[^>]*\br="[A-Z]+(\d+)"')  # a number: no text, no error
FORMULA = 16_384  # bytes that may stand between the head of a cell and its value

Lost = dict[str, str]  # `row:digits as read` -> the number in scientific notation


def sheets(data: Packed, how: SourceHow) -> Iterator[Source]:
    """The sheets that hold anything."""
    import fastexcel

    with data.seekable() as stream, decoding(lambda why: _no_book(data, why), Exception):
        if zipfile.is_zipfile(stream):
            _check_book(data, sum(m.file_size for m in zipfile.ZipFile(stream).infolist()))
        stream.seek(0)
        book = fastexcel.read_excel(stream.read(BOOK))
        names = book.sheet_names
        lost = _lost(stream, names)
    if how.sheet is not None and how.sheet not in names:
        raise SourceError(
            Say(f"{data.name} 没有工作表“{how.sheet}”", f"{data.name} has no sheet '{how.sheet}'"),
            did_you_mean(how.sheet, names),
        )
    for name in names if how.sheet is None else [how.sheet]:
        with decoding(lambda why: _no_book(data, why), Exception):
            frame = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string").to_polars()
        if any(column.null_count() < frame.height for column in frame):
            yield _sheet(f"{data.name}!{name}", _marked(frame, lost.get(name, {})), data.size, how)


def _no_book(data: Packed, why: str) -> SourceError:
    return SourceError(
        Say(f"{data.name} 不是可读的表格文件（{why}）", f"{data.name} is no readable workbook ({why})"),
        Say("请另存为 xlsx 后重试", "save it as xlsx and try again"),
    )


def _check_book(data: Packed, size: int) -> None:
    if size > BOOK:
        raise SourceError(
            Say(
                f"{data.name} 解开后有 {size:,} 字节，超出上限",
                f"{data.name} unfolds to {size:,} bytes, past the limit",
            ),
            Say("请另存为 CSV", "save it as CSV"),
        )


def _sheet(name: str, frame: pl.DataFrame, size: int, how: SourceHow) -> Source:
    head = [[cell or "" for cell in row] for row in frame.head(HEAD).iter_rows()]
    at = header_at(head, how.header)
    header = unique(head[at])
    body = frame.slice(at + 1)
    body.columns = header
    body = body.with_columns(_as_shown(column) for column in body)

    def blocks() -> Iterator[Block]:
        for start in range(0, max(body.height, 1), ROWS):
            part = body.slice(start, ROWS)
            rows = numbered(range(at + 2 + start, at + 2 + start + part.height))
            yield Block(*stating(part, rows, how), size * (start + part.height) // max(body.height, 1), [])

    return Source(name, header, preamble(head[:at]), blocks, twice(head[at], header))


def _as_shown(column: pl.Series) -> pl.Series:
    """A time of day without the day that spreadsheets count from, days without their midnight."""
    text = column.str.replace(r"^1899-12-3[01] ", "")
    days = text.str.contains(r"^\d{4}-\d\d-\d\d 00:00:00$").all()  # blanks say nothing
    return text.str.slice(0, 10) if days else text


# numbers that have lost digits


def _lost(stream: IO[bytes], names: list[str]) -> dict[str, Lost]:
    """By sheet, the numbers that have more digits than a spreadsheet keeps."""
    if not zipfile.is_zipfile(stream):
        return {}
    with zipfile.ZipFile(stream) as archive:
        parts = _parts(archive)
        return {
            name: dict(_long(archive, part))
            for name, part in zip(names, parts, strict=False)
            if part in archive.namelist()
        }


def _parts(archive: zipfile.ZipFile) -> list[str]:
    """Paths of the sheets in their order."""
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= set(archive.namelist()):
        return []
    links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    target = {link.get("Id"): link.get("Target", "") for link in links}
    sheets = ElementTree.fromstring(archive.read("xl/workbook.xml")).iterfind(".//{*}sheet")
    ids = [next((v for k, v in sheet.items() if k.endswith("}id")), None) for sheet in sheets]
    return ["xl/" + target.get(i, "").removeprefix("/xl/") for i in ids]


def _long(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[str, str]]:
    with archive.open(part) as xml:
        rest = b""
        while chunk := xml.read(CHUNK):
            text = rest + chunk
            for found in LONG.finditer(text):
                number = float(found[1])
                cell = text.rfind(b"<c ", max(found.start() - FORMULA, 0), found.start())
                head = CELL.match(text, cell) if cell >= 0 else None
                if head and (abs(number) >= EXACT or (abs(number) >= 1e15 and number % 10 == 0)):
                    yield f"{int(head[1])}:{int(number)}", f"{number:.15G}"
            rest = text[max(text.rfind(b"<c "), len(text) - CHUNK) :] if b"<c " in text else b""


def _marked(frame: pl.DataFrame, lost: Mapping[str, str]) -> pl.DataFrame:
    """The frame with each number that has lost digits in scientific notation."""
    if not lost:
        return frame
    row = pl.Series("row", range(1, frame.height + 1)).cast(pl.String)
    return frame.with_columns(
        (row + ":" + column).replace_strict(lost, default=column).alias(column.name) for column in frame
    )
