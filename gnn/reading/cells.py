"""Cells as ids and as numbers; a wrong one is named with its row."""

from __future__ import annotations

import numpy as np
import polars as pl

from gnn.data import Bool
from graph.say import JinyingError, Say

HEAD = 2  # a file's first row is the one below its head
SIGNS = "¥￥$€£"
COMMA = r"^[-+]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?$"  # 1.234,5 and 0,5: a comma before the fraction


class ColumnError(JinyingError):
    """A cell that does not mean what its column should."""


def bad(where: str, which: Bool, frame: pl.Series, zh: str, en: str, cure: Say) -> ColumnError:
    """What is wrong in how many rows, and the first of them as it stands."""
    row = int(np.flatnonzero(which)[0])
    value = str(frame[row])[:60]
    return ColumnError(
        Say(f"{where}：{int(which.sum())} 行{zh}，首见第 {row + HEAD} 行（{value}）",
            f"{where}: {int(which.sum())} rows {en}, the first in line {row + HEAD} ({value})"), cure,
    )  # fmt: skip


def whole(series: pl.Series) -> pl.Series:
    """Ids as texts; 17.0 is 17 where the whole column is such numbers."""
    if series.dtype.is_float():
        series = series.cast(pl.Int64) if (series == series.floor()).all() else series
    texts = series.cast(pl.String)
    if texts.str.contains(r"^-?\d+\.0+$").all():
        texts = texts.str.replace(r"\.0+$", "")
    return texts


def plain_number(texts: pl.Series) -> pl.Series:
    """Texts as numbers, 1,234.5 and ￥1,234 too; null where a comma parts no thousands.

    A column whose every cell could have a comma before its fraction, and most have (0,5 · 1.234,5), is so written.
    """
    bare = texts.cast(pl.String).str.replace_all(f"[ {SIGNS}]", "").str.replace_all("，", ",")
    comma = bare.str.contains(",")
    odd = comma & ~bare.str.contains(r"^[-+]?\d{1,4}(,\d{3,4})+(\.\d*)?$")
    if odd.any() and (comma.mean() or 0) > 0.5 and bare.drop_nulls().str.contains(COMMA).all():  # type: ignore[operator]
        return bare.str.replace_all(".", "", literal=True).str.replace_all(",", ".").cast(pl.Float64, strict=False)
    return bare.set(odd.fill_null(False), None).str.replace_all(",", "").cast(pl.Float64, strict=False)
