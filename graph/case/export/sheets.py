"""Sheets of a workbook, written row by row: a header that stays, typed columns, totals as formula and value.

Text is written as text (a formula is none, a long number keeps its digits); amounts are numbers in yuan with the integer
fen in a hidden column at the end, and a total adds up the fen. Excel's limits are met: rows (another sheet goes on) and
characters in a cell (what is cut is marked and listed).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from graph.case.export.markup import escaped, lines
from graph.case.export.plain import SLICE, seen, visible, yuan_number
from graph.case.paper.named import APART
from graph.say import Say
from graph.screen import FORMULA

ROWS = 1_048_576  # of a sheet
LONGEST = 32_767  # characters of a cell, in UTF-16 units
EPOCH, HOURS = 25_569, 8  # days from Excel's 1900 to 1970; China is ahead of UTC
FORMS = {
    "text": {"num_format": "@"}, "yuan": {"num_format": "#,##0.00;[Red]-#,##0.00"}, "fen": {"num_format": "0"}, "count": {"num_format": "#,##0"},
    "number": {"num_format": "0.######"}, "time": {"num_format": "yyyy-mm-dd hh:mm:ss"},
}  # fmt: skip
FACE = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "vcenter"}
INK, SHADE, RULE = "#FFFFFF", "#1F3A5F", "#D9DEE5"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: where its values are in the frame, what it is called, one of FORMS, and whether it is added up; `apart`: why it
    may not be, as the foot of its sheet says."""

    name: str
    label: Say
    form: str = "text"
    width: int = 16
    total: bool = False
    apart: Say | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """A sum: in which cell it stands, and what it is (fen, or a count)."""

    cell: str
    value: int


@dataclass(slots=True)
class Book:
    """A workbook while it is written. `limit`: rows of a sheet, with header and total. `cuts`: sheet, cell, characters."""

    path: Path
    lang: str
    title: str
    footer: str
    at: datetime  # when it is said to be made: the same case makes the same file
    limit: int = ROWS
    cuts: list[tuple[str, str, int]] = field(default_factory=list)
    listed: list[tuple[str, int]] = field(default_factory=list)  # sheets and their rows
    book: Any = None
    looks: dict[str, Any] = field(default_factory=dict)

    def __enter__(self) -> Book:
        self.book = xlsxwriter.Workbook(str(self.path), {"constant_memory": True})
        self.book.set_properties(
            {"title": visible(self.title)[:200], "comments": visible(self.footer)[:200], "created": self.at}
        )
        edge = {"bottom": 1, "bottom_color": RULE}
        self.looks = {name: self.book.add_format({**FACE, **edge, **form}) for name, form in FORMS.items()}
        self.looks["quoted"] = self.book.add_format({**FACE, **edge, **FORMS["text"], "quote_prefix": True})
        self.looks["head"] = self.book.add_format({**FACE, "bold": True, "font_color": INK, "bg_color": SHADE, "text_wrap": True, "align": "center"})  # fmt: skip
        self.looks |= {
            f"{n}.total": self.book.add_format({**FACE, **f, "bold": True, "top": 2, "bg_color": "#EEF2F7"})
            for n, f in FORMS.items()
        }
        self.looks["title"] = self.book.add_format({**FACE, "bold": True, "font_size": 16, "font_color": SHADE})
        self.looks["key"] = self.book.add_format({**FACE, **edge, "bold": True, "bg_color": "#EEF2F7"})
        self.looks["wrapped"] = self.book.add_format({**FACE, **edge, "num_format": "@", "text_wrap": True})
        return self

    def __exit__(self, *_: object) -> None:
        self.book.close()

    def sheet(self, name: str) -> Any:
        """A new sheet that prints well."""
        sheet = self.book.add_worksheet(name, worksheet_class=Sheet)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.set_footer(f"&L&8{visible(self.footer)[:100].replace('&', '&&')}&R&8&A · &P/&N")
        return sheet

    def table(self, label: Say, columns: Sequence[Column], frames: Iterable[pl.DataFrame]) -> dict[str, list[Total]]:
        """A table on as many sheets as it needs; the totals of each sheet, by column. The last sheet adds up all of them."""
        totals: dict[str, list[Total]] = {c.name: [] for c in columns if c.total}
        hidden = [Column(f"{c.name}.fen", _in_fen(c.label), "fen", 14, c.total) for c in columns if c.form == "yuan"]
        every = [*columns, *hidden]
        apart = list(dict.fromkeys(c.apart for c in columns if c.apart))
        rows, done = _rows(columns, frames), 0
        room = self.limit - 3 - len(apart)  # the header, two totals and what is not added up have rows too
        ahead = next(rows, None)
        for part in count(1):
            name = label.to(self.lang) if part == 1 else f"{label.to(self.lang)} ({part})"
            sheet, last, sums = self._head(name, every, len(columns)), 0, [0] * len(every)
            while ahead is not None and last < room:
                some, rest = ahead.head(room - last), ahead.slice(room - last)
                sheet.rows(self._cells(some, name, every, last + 1), last + 1, len(some), len(every))
                sums = [n + (int(some[c.name].sum()) if c.total and c.form != "yuan" else 0) for n, c in zip(sums, every, strict=True)]  # fmt: skip
                last += len(some)
                ahead = rest if len(rest) else next(rows, None)
            done += last
            if (totals or apart) and last:
                self._foot(sheet, name, every, columns, last, sums, totals, whole=ahead is None and part > 1)
            if last:
                sheet.autofilter(0, 0, last, len(columns) - 1)
            if ahead is None:
                break
        self.listed.append((label.to(self.lang), done))
        return totals

    def text(self, sheet: Any, row: int, column: int, text: str, look: str) -> None:
        """A text that is not in a table."""
        text = self._fitting(visible(text), sheet.get_name(), row, column)
        sheet.write_string(row, column, text, self.looks["quoted" if text.startswith(FORMULA) else look])

    def _head(self, name: str, columns: Sequence[Column], shown: int) -> Any:
        sheet = self.sheet(name)
        sheet.set_row(0, 30)
        for i, column in enumerate(columns):
            sheet.set_column(i, i, column.width, None, {"hidden": True} if i >= shown else {})
            sheet.write_string(0, i, column.label.to(self.lang), self.looks["head"])
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        return sheet

    def _cells(self, frame: pl.DataFrame, sheet: str, columns: Sequence[Column], first: int) -> str:
        """Rows as the file holds them, from row `first` (the header is 0) on."""
        frame = self._fitted(frame, sheet, first)
        style = {name: str(look._get_xf_index()) for name, look in self.looks.items()}
        number = pl.int_range(first + 1, first + 1 + len(frame)).cast(pl.String)
        made = [pl.lit('<row r="'), number, pl.lit('">')]
        for i, c in enumerate(columns):
            column = pl.col(c.name)
            cell = [pl.lit(f'<c r="{xl_col_to_name(i)}'), number, pl.lit('" s="')]
            if c.form == "text":
                risky = pl.any_horizontal(column.str.starts_with(sign) for sign in FORMULA)
                look = pl.when(risky).then(pl.lit(style["quoted"])).otherwise(pl.lit(style["text"]))
                value = escaped(column.str.replace_all("_(x[0-9A-Fa-f]{4})", "_x005F_${1}"))  # ECMA-376, ST_Xstring
                cell += [look, pl.lit('" t="inlineStr"><is><t xml:space="preserve">'), value, pl.lit("</t></is></c>")]
            else:
                cell += [pl.lit(style[c.form]), pl.lit('"><v>'), column.cast(pl.String), pl.lit("</v></c>")]
            made.append(pl.when(column.is_not_null()).then(pl.concat_str(cell)).otherwise(pl.lit("")))
        return lines(frame, *made, pl.lit("</row>"))

    def _fitted(self, frame: pl.DataFrame, sheet: str, first: int) -> pl.DataFrame:
        """What is too long for a cell is cut."""
        for i, column in enumerate(frame.iter_columns()):
            if column.dtype == pl.String:
                long = (column.str.len_chars() > LONGEST // 2).fill_null(False).arg_true()
                if len(long):
                    texts = [self._fitting(text, sheet, first + row, i) for row, text in zip(long, column.gather(long), strict=True)]  # fmt: skip
                    frame = frame.with_columns(column.scatter(long, texts))
        return frame

    def _fitting(self, text: str, sheet: str, row: int, column: int) -> str:
        units = len(text.encode("utf-16-le")) // 2
        if units <= LONGEST:
            return text
        self.cuts.append((sheet, xl_rowcol_to_cell(row, column), units))
        mark = Say(f"…【截断，全文 {units} 字】", f"… [cut, {units} characters in all]").to(self.lang)
        return text.encode("utf-16-le")[: 2 * (LONGEST - len(mark))].decode("utf-16-le", "ignore") + mark

    def _foot(self, sheet: Any, name: str, every: Sequence[Column], columns: Sequence[Column], last: int, sums: Sequence[int], totals: dict[str, list[Total]], *, whole: bool) -> None:  # fmt: skip
        """The total of this sheet, and below it that of all, where there are several."""
        fen = {c.name: len(columns) + i for i, c in enumerate(c for c in columns if c.form == "yuan")}
        row, added = last + 1, [(i, c, fen.get(c.name, i)) for i, c in enumerate(columns) if c.total]
        sheet.write_string(row, 0, Say("合计", "total").to(self.lang), self.looks["text.total"])
        for i, c in enumerate(columns):
            if c.apart:
                sheet.write_string(row, i, APART.to(self.lang), self.looks["text.total"])
        for i, column, at in added:
            letter = xl_col_to_name(at)
            span = f"SUM({letter}2:{letter}{last + 1})"
            totals[column.name].append(Total(f"'{name}'!{xl_rowcol_to_cell(row, at)}", sums[at]))
            self._sum(sheet, row, at, f"={span}", sums[at], every[at].form)
            if at != i:
                self._sum(sheet, row, i, f"={span}/100", sums[at] / 100, "yuan")
        if whole:  # rows are written in their order, or the library drops them
            sheet.write_string(row + 1, 0, Say("全部合计", "total of all").to(self.lang), self.looks["text.total"])
            for i, column, at in added:
                cells, value = "+".join(t.cell for t in totals[column.name]), sum(t.value for t in totals[column.name])
                money = at != i
                self._sum(
                    sheet,
                    row + 1,
                    i,
                    f"=({cells})/100" if money else f"=({cells})",
                    value / 100 if money else value,
                    column.form,
                )
        for n, why in enumerate(dict.fromkeys(c.apart for c in columns if c.apart), row + 1 + whole):
            said = Say("、", ", ").to(self.lang).join(c.label.to(self.lang) for c in columns if c.apart == why)
            sheet.write_string(n, 0, f"{APART.to(self.lang)}{Say('：', ': ').to(self.lang)}{said}{Say('。', '. ').to(self.lang)}{why.to(self.lang)}", self.looks["text"])  # fmt: skip

    def _sum(self, sheet: Any, row: int, column: int, formula: str, value: float, form: str) -> None:
        sheet.write_formula(row, column, formula, self.looks[f"{form}.total"], value)


def _in_fen(label: Say) -> Say:
    return Say(f"{label.zh.removesuffix('（元）')}（分）", f"{label.en.removesuffix(' (yuan)')} (fen)")


def _rows(columns: Sequence[Column], frames: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """Some rows at a time as they go into cells: text, numbers, days since 1900; the fen of every amount behind them."""
    held: list[pl.Expr] = []
    for c in columns:
        column = pl.col(c.name)
        if c.form == "text":
            column = column.cast(pl.String).replace("", None)
        elif c.form == "yuan":
            column = yuan_number(column.cast(pl.Int64))
        elif c.form == "time":
            column = column.cast(pl.Int64) / 86_400_000 + (EPOCH + HOURS / 24)
        elif c.form == "number":
            column = column.cast(pl.Float64).fill_nan(None)
        held.append(column)
    held += [pl.col(c.name).cast(pl.Int64).alias(f"{c.name}.fen") for c in columns if c.form == "yuan"]
    for frame in frames:
        for some in frame.iter_slices(SLICE):
            if len(some):
                yield seen(some.select(held))


class Sheet(Worksheet):  # type: ignore[misc]
    """A sheet that takes many rows at once: the library's own way, cell by cell, costs ten times as much."""

    def rows(self, xml: str, first: int, number: int, columns: int) -> None:
        """Rows that are XML already; what was written before them goes first."""
        self._check_dimensions(first + number - 1, columns - 1)
        self._write_single_row(first + number)
        self.row_data_fh.write(xml)
