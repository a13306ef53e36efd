"""Conditions of a mapping, on columns: which rows a rule is about."""

from __future__ import annotations

import polars as pl

from ingest.mapping import Test


def satisfied(text: pl.Series, test: Test) -> pl.Series:
    """Which texts (blank: null) satisfy one condition."""
    if test.kind == "in":
        return text.is_in(list(test.arg)).fill_null(False)
    if test.kind == "not":
        options = test.arg if isinstance(test.arg, tuple) else (test.arg,)
        return ~text.is_in([str(o) for o in options]).fill_null(False)
    if test.kind == "matches":
        return text.str.contains(test.arg).fill_null(False)
    if test.kind == "unlike":
        return ~text.str.contains(test.arg).fill_null(False)
    found = text.is_not_null() if test.kind in ("present", "absent") else _signed(text, test.kind)
    return found if bool(test.arg) == (test.kind != "absent") else ~found


def _signed(text: pl.Series, kind: str) -> pl.Series:
    """Which texts are amounts that are nonzero, negative or positive."""
    nonzero = text.str.contains(r"[1-9一二三四五六七八九壹贰叁肆伍陆柒捌玖１-９]").fill_null(False)
    if kind == "nonzero":
        return nonzero
    negative = text.str.contains(r"^\s*[¥￥]?\s*[-－(（]").fill_null(False)
    return nonzero & (negative if kind == "negative" else ~negative)
