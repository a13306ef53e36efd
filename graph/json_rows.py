"""A frame's rows as one JSON text, absent values left out.

Made column by column: building a dict a row, and having each value looked at in Python, costs more than the engine's
own work on it.
"""

from __future__ import annotations

import polars as pl

ESCAPED = r'["\\\x00-\x1f\x7f]'  # what may not stand in a JSON string as it is


def json_rows(frame: pl.DataFrame) -> str:
    """`[{"id":"..."},...]`, for columns of text, numbers and truth values."""
    if not frame.height:
        return "[]"
    members = pl.concat_str([_member(column) for column in frame], separator=",", ignore_nulls=True)
    rows = frame.select(pl.concat_str(pl.lit("{"), members, pl.lit("}"))).to_series()
    return f"[{','.join(rows.to_list())}]"


def _member(column: pl.Series) -> pl.Expr:
    """`"name":value`, null where there is none."""
    value = pl.col(column.name)
    if column.dtype == pl.Float64 or (column.dtype == pl.String and column.str.contains(ESCAPED).any()):
        whole = pl.struct(value).struct.json_encode()
        return pl.when(value.is_not_null()).then(whole.str.slice(1, whole.str.len_chars() - 2))
    mark = '"' if column.dtype == pl.String else ""
    return pl.lit(f'"{column.name}":{mark}') + value.cast(pl.String) + pl.lit(mark)
