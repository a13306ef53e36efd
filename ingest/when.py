"""Conditions of a mapping, on columns: which rows a rule is about."""

from __future__ import annotations

import polars as pl

from ingest.mapping import Test

# A number of an organisation. A 统一社会信用代码 (GB 32100) has digits in places 3 to 8 and mostly a letter elsewhere; one
# of digits only has no birth date where a 公民身份号码 (GB 11643) has it. Passports and permits are shorter: a person's.
FIRM = (
    r"(?i)^(?:(?:[A-Z][0-9A-Z]|[0-9][A-Z])[0-9]{6}[0-9A-Z]{10}"
    r"|[0-9]{8,16}[A-Z][0-9A-Z]+|[0-9]{6}(?:[03-9][0-9]|1[0-7]|2[1-9])[0-9]{10})$"
)

NEGATIVE = r"(?i)^\s*[¥￥]?\s*[-－(（]|(?:DR|借)方?\s*$"  # as graph.values.parse_amount has it


def satisfied(text: pl.Series, test: Test) -> pl.Series:
    """Which texts (blank: null) satisfy one condition."""
    if test.kind == "in":
        return text.is_in(list(test.arg)).fill_null(False)
    if test.kind == "not":
        options = test.arg if isinstance(test.arg, tuple) else (test.arg,)
        return ~text.is_in([str(o) for o in options]).fill_null(False)
    if test.kind == "matches":
        return text.str.contains(test.arg).fill_null(False)
    if test.kind == "whose":
        firm = text.str.contains(FIRM).fill_null(False)
        return firm if test.arg == "firm" else ~firm
    if test.kind == "unlike":
        return ~text.str.contains(test.arg).fill_null(False)
    found = text.is_not_null() if test.kind in ("present", "absent") else _signed(text, test.kind)
    return found if bool(test.arg) == (test.kind != "absent") else ~found


def _signed(text: pl.Series, kind: str) -> pl.Series:
    """Which texts are amounts that are nonzero, negative or positive."""
    nonzero = text.str.contains(r"[1-9一二三四五六七八九壹贰叁肆伍陆柒捌玖１-９]").fill_null(False)
    if kind == "nonzero":
        return nonzero
    negative = text.str.contains(NEGATIVE).fill_null(False)
    return nonzero & (negative if kind == "negative" else ~negative)
