"""Sheets of a workbook, written row by row: a header that stays, typed columns, totals as formula and value.

Text is written as text (a formula is none, a long number keeps its digits); amounts are numbers in yuan with the integer
fen in a hidden column at the end, and a total adds up the fen. Excel's limits are met: rows (another sheet goes on) and
characters in a cell (what is cut is marked and listed).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, count, islice
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from graph.case.export.plain import SLICE, seen, visible, yuan_number
from graph.say import Say
from graph.screen import FORMULA

ROWS = 1_048_576  # of a sheet
LONGEST = 32_767  # characters of a cell, in UTF-16 units
RICH = "</r>"  # the library takes a text from <r> to </r> for markup; a blank behind it makes it text
EPOCH, HOURS = 25_569, 8  # days from Excel's 1900 to 1970; China is ahead of UTC
FORMS = {
    "text": {"num_format": "@"}, "yuan": {"num_format": "#,##0.00;[Red]-#,##0.00"}, "fen": {"num_format": "0"}, "count": {"num_format": "#,##0"},
    "number": {"num_format": "0.######"}, "time": {"num_format": "yyyy-mm-dd hh:mm:ss"},
}  # fmt: skip
FACE = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "vcenter"}
INK, SHADE, RULE = "#FFFFFF", "#1F3A5F", "#D9DEE5"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: where its values are in the frame, what it is called, one of FORMS, and whether it is added up."""

    name: str
    label: Say
    form: str = "text"
    width: int = 16
    total: bool = False


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
    footer: str
    limit: int = ROWS
    cuts: list[tuple[str, str, int]] = field(default_factory=list)
    listed: list[tuple[str, int]] = field(default_factory=list)  # sheets and their rows
    book: Any = None
    looks: dict[str, Any] = field(default_factory=dict)

    def __enter__(self) -> Book:
        self.book = xlsxwriter.Workbook(str(self.path), {"constant_memory": True})
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
        sheet = self.book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.set_footer(f"&L&8{visible(self.footer).replace('&', '&&')}&R&8&A · &P/&N")
        return sheet

    def table(self, label: Say, columns: Sequence[Column], frames: Iterable[pl.DataFrame]) -> dict[str, list[Total]]:
        """A table on as many sheets as it needs; the totals of each sheet, by column. The last sheet adds up all of them."""
        totals: dict[str, list[Total]] = {c.name: [] for c in columns if c.total}
        hidden = [
            Column(f"{c.name}.fen", Say(f"{c.label.zh}（分）", f"{c.label.en} (fen)"), "fen", 14, c.total)
            for c in columns
            if c.form == "yuan"
        ]
        every = [*columns, *hidden]
        rows, done = _rows(columns, frames), 0
        ahead = next(rows, None)
        for part in count(1):
            name = label.to(self.lang) if part == 1 else f"{label.to(self.lang)} ({part})"
            sheet = self._head(name, every, len(columns))
            some = islice(
                chain([] if ahead is None else [ahead], rows), self.limit - 3
            )  # the header and two totals have rows too
            last, sums = self._body(sheet, name, every, some)
            ahead, done = next(rows, None), done + last
            if totals and last:
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

    def _body(self, sheet: Any, name: str, columns: Sequence[Column], rows: Iterable[tuple[Any, ...]]) -> tuple[int, list[int]]:  # fmt: skip
        """Write the rows below the header: how many, and sums by column."""
        forms = [(i, c.form == "text", self.looks[c.form]) for i, c in enumerate(columns)]
        summed = [i for i, c in enumerate(columns) if c.total and c.form != "yuan"]
        sums, at = [0] * len(columns), 0
        text, number, quoted = sheet.write_string, sheet.write_number, self.looks["quoted"]
        for at, row in enumerate(rows, 1):
            for i, is_text, look in forms:
                value = row[i]
                if value is None:
                    continue
                if not is_text:
                    number(at, i, value, look)
                    continue
                if len(value) > LONGEST // 2 or value.endswith(RICH):
                    value = self._fitting(value, name, at, i)
                text(at, i, value, quoted if value.startswith(FORMULA) else look)
            for i in summed:
                sums[i] += row[i] or 0
        return at, sums

    def _fitting(self, text: str, sheet: str, row: int, column: int) -> str:
        units = len(text.encode("utf-16-le")) // 2
        if units < LONGEST:
            return f"{text} " if text.endswith(RICH) else text
        self.cuts.append((sheet, xl_rowcol_to_cell(row, column), units))
        mark = Say(f"…【截断，全文 {units} 字】", f"… [cut, {units} characters in all]").to(self.lang)
        return text.encode("utf-16-le")[: 2 * (LONGEST - len(mark))].decode("utf-16-le", "ignore") + mark

    def _foot(self, sheet: Any, name: str, every: Sequence[Column], columns: Sequence[Column], last: int, sums: Sequence[int], totals: dict[str, list[Total]], *, whole: bool) -> None:  # fmt: skip
        """The total of this sheet, and below it that of all, where there are several."""
        fen = {c.name: len(columns) + i for i, c in enumerate(c for c in columns if c.form == "yuan")}
        row, added = last + 1, [(i, c, fen.get(c.name, i)) for i, c in enumerate(columns) if c.total]
        sheet.write_string(row, 0, Say("合计", "total").to(self.lang), self.looks["text.total"])
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

    def _sum(self, sheet: Any, row: int, column: int, formula: str, value: float, form: str) -> None:
        sheet.write_formula(row, column, formula, self.looks[f"{form}.total"], value)


def _rows(columns: Sequence[Column], frames: Iterable[pl.DataFrame]) -> Iterator[tuple[Any, ...]]:
    """Rows as they go into cells: text, numbers, days since 1900; the fen of every amount behind them."""
    held: list[pl.Expr] = []
    for c in columns:
        column = pl.col(c.name)
        if c.form == "text":
            column = column.cast(pl.String)
        elif c.form == "yuan":
            column = yuan_number(column.cast(pl.Int64))
        elif c.form == "time":
            column = column.cast(pl.Int64) / 86_400_000 + (EPOCH + HOURS / 24)
        held.append(column)
    held += [pl.col(c.name).cast(pl.Int64).alias(f"{c.name}.fen") for c in columns if c.form == "yuan"]
    for frame in frames:
        for some in frame.iter_slices(SLICE):
            yield from seen(some.select(held)).iter_rows()
