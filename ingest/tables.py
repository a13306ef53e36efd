"""What every reader yields: a source, its header, and blocks of text cells with the numbers of their rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from graph.say import Say
from ingest.packed import SourceError

TOTALS = ("合计", "总计", "小计", "本页合计", "支出合计", "收入合计", "合计金额", "合计笔数", "总计金额")
OUTER = "\t' "  # what spreadsheets put around a cell
NEVER = r"[^\s\S]"
COLUMNS = 16_384  # as many as a spreadsheet has
HEAD = 60  # rows among which the header is looked for


@dataclass(frozen=True)
class SourceHow:
    """How to read a file where it does not tell by itself."""

    format: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    header: tuple[str, ...] = ()
    skip_totals: tuple[str, ...] = TOTALS
    drop_lines: tuple[str, ...] = ("...", "columnname")
    sheet: str | None = None

    @cached_property
    def nothing(self) -> str:
        """Pattern of first cells whose row states nothing: totals, as a word of its own, and the lines to drop."""
        totals = "|".join(map(re.escape, self.skip_totals))
        drops = "|".join(map(re.escape, self.drop_lines))
        return rf"^(?:(?:{totals or NEVER})(?:[\W\d_]|$)|(?:{drops or NEVER})$)"


PAPER = [
    "材料编号",
    "材料名称",
    "材料格式",
    "材料部分",
    "材料页数",
    "成文时间",
    "材料哈希",
    "材料正文",
]  # what a document's row has


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that could not be read: number, column (may be empty), what stood there, reason's code."""

    row: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Block:
    """Some rows: a frame of texts, their row numbers, bytes of the file read so far, rows that could not be read."""

    frame: pl.DataFrame
    rows: pl.Series
    progress: int
    rejected: list[BadRow]


@dataclass(frozen=True, slots=True)
class Source:
    """One table of a file: its name (`a.zip!b.csv`, `x.xlsx!Sheet1`), header, and what stood above the header.

    `twice`: names that several columns have -> what the later ones are called. Not `sure`: it may be prose. `encoding`: of
    a text.
    """

    name: str
    header: list[str]
    preamble: Mapping[str, str]
    blocks: Callable[[], Iterator[Block]] = field(repr=False)
    twice: Mapping[str, list[str]] = field(default_factory=dict)
    sure: bool = True
    encoding: str = ""


def numbered(rows: Iterable[int]) -> pl.Series:
    """Row numbers as a series."""
    return pl.Series("row", rows, pl.Int64)


def header_at(rows: Sequence[Sequence[str]], wanted: tuple[str, ...]) -> int:
    """Index of the header: the first row with all wanted names, else the fullest of those that are not too wide.

    A row with a cell too many is a bad row, however early it comes, and no header.
    """
    if wanted:
        for i, row in enumerate(rows):
            if set(wanted) <= {c.strip() for c in row}:
                return i
        raise SourceError(
            Say(f"找不到表头（{'、'.join(wanted)}）", f"no header with {', '.join(wanted)}"),
            Say("请检查文件或映射", "check file or mapping"),
        )
    widths = [len(row) for row in rows]
    usual = max(widths, key=lambda w: (w * widths.count(w), w))
    full = [sum(bool(c.strip()) for c in row) * (len(row) <= usual) for row in rows]
    return full.index(max(full))


def preamble(rows: Iterable[Sequence[str]]) -> dict[str, str]:
    """`名：值` pairs of the block above the table."""
    found: dict[str, str] = {}
    for row in rows:
        cells = [c.strip() for c in row if c.strip()]
        for i, cell in enumerate(cells):
            name, mark, value = cell.replace("：", ":").partition(":")
            value = value.strip() or (cells[i + 1] if mark and i + 1 < len(cells) else "")
            if mark and name.strip() and value:
                found.setdefault(name.strip(), value.strip())
    return found


def unique(names: Iterable[str]) -> list[str]:
    """Names of columns, each once: a second `金额` is `金额.2`, one without a name `列3`."""
    done: dict[str, None] = {}
    times: dict[str, int] = {}
    for i, given in enumerate(names):
        name = _plain(given) or f"列{i + 1}"
        unused = name
        while unused in done:
            times[name] = times.get(name, 1) + 1
            unused = f"{name}.{times[name]}"
        done[unused] = None
    if len(done) > COLUMNS:
        raise SourceError(
            Say(f"有 {len(done):,} 列，不像表格", f"{len(done):,} columns are too many for a table"),
            Say("请检查文件与分隔符", "check the file and its delimiter"),
        )
    return list(done)


def _plain(name: str) -> str:
    return name.strip().strip("\ufeff").strip("\t'")


def twice(names: Iterable[str], header: Sequence[str]) -> dict[str, list[str]]:
    """Names that several columns have -> what `unique` called the later ones."""
    found: dict[str, list[str]] = {}
    for name, column in zip(map(_plain, names), header, strict=True):
        if name and name != column:
            found.setdefault(name, []).append(column)
    return found


def tabular(rows: Sequence[Sequence[str]]) -> bool:
    """Whether texts from the header on make a table whatever they are called: most are as wide as it, and that wide."""
    full = [row for row in rows if any(cell.strip() for cell in row)]
    alike = sum(len(row) == len(full[0]) for row in full) if full else 0
    return alike > 2 and len(full[0]) > 2 and alike * 2 > len(full)


def stating(frame: pl.DataFrame, rows: pl.Series, how: SourceHow) -> tuple[pl.DataFrame, pl.Series]:
    """The rows that state something: no totals, no lines to drop, no blank rows."""
    if not frame.height:
        return frame, rows
    first = frame.to_series(0).str.strip_chars(OUTER)
    drop = first.str.contains(how.nothing).fill_null(False) | _blank(frame)
    return (frame.filter(~drop), rows.filter(~drop)) if drop.any() else (frame, rows)


def _blank(frame: pl.DataFrame) -> pl.Series:
    """Which rows hold blanks only; columns are looked at only as long as any may be."""
    blank = pl.repeat(True, frame.height, dtype=pl.Boolean, eager=True)
    for column in frame:
        blank &= column.is_null() | (column.str.strip_chars() == "")
        if not blank.any():
            break
    return blank
