"""Columns as pieces of XML 1.0: what a reader must not take for markup, or may not stand in XML at all."""

from __future__ import annotations

import polars as pl

REFUSED = r"[^\t\n\r\x{20}-\x{d7ff}\x{e000}-\x{fffd}\x{10000}-\x{10ffff}]"
SPOKEN = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}


def escaped(text: pl.Expr) -> pl.Expr:
    """Text for an element or an attribute in double quotes; what XML refuses stands as U+FFFD."""
    return text.str.replace_all(REFUSED, "\ufffd").str.replace_many(list(SPOKEN), list(SPOKEN.values()))


def escape(text: str) -> str:
    """The same of one text."""
    return str(pl.select(escaped(pl.lit(text.encode("utf-8", "replace").decode()))).item())


def texts(frame: pl.DataFrame) -> pl.DataFrame:
    """Every column as XML Schema writes it (`true`, `1.5`, `INF`); a number that is none is no value."""
    columns: list[pl.Expr] = []
    for name, dtype in frame.schema.items():
        column = pl.col(name)
        if dtype.is_float():
            column = column.fill_nan(None)
            endless = pl.when(column > 0).then(pl.lit("INF")).otherwise(pl.lit("-INF"))
            columns.append(pl.when(column.is_infinite()).then(endless).otherwise(column.cast(pl.String)).alias(name))
        else:
            columns.append(column.cast(pl.String))
    return frame.select(columns)


def attribute(name: str) -> pl.Expr:
    """` name="value"`, or nothing where there is no value."""
    return _where(name, pl.concat_str(pl.lit(f' {name}="'), escaped(pl.col(name)), pl.lit('"')))


def piece(name: str, before: str, behind: str) -> pl.Expr:
    """The value between two texts, or nothing where there is none."""
    return _where(name, pl.concat_str(pl.lit(before), escaped(pl.col(name)), pl.lit(behind)))


def _where(name: str, made: pl.Expr) -> pl.Expr:
    return pl.when(pl.col(name).is_not_null()).then(made).otherwise(pl.lit("")).alias(name)


def lines(frame: pl.DataFrame, *pieces: pl.Expr) -> str:
    """One line a row."""
    return "".join(
        f"{line}\n"
        for line in frame.select(pl.concat_str(*(p.alias(f"p{n}") for n, p in enumerate(pieces)))).to_series()
    )
