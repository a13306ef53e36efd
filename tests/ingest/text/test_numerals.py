"""Numbers as written: held against a writer of Chinese numerals that shares no code, and against the reader of cells."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.cell import USUAL, BadValue
from graph.money import parse_amount
from ingest.text.numerals import number

ONES = "零一二三四五六七八九"


def four(n: int) -> str:
    """A number below ten thousand in Chinese."""
    out, gap = "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = n // unit % 10
        if digit:
            out += ("零" if gap and out else "") + ONES[digit] + sign
            gap = False
        else:
            gap = True
    return out


def chinese(n: int) -> str:
    """A positive number below 10**12 in Chinese, every nought between groups said."""
    out = ""
    for unit, sign in ((10**8, "亿"), (10**4, "万"), (1, "")):
        group = n // unit % 10**4
        if group:
            out += ("零" if out and group < 1000 else "") + four(group) + sign
    return out


@given(st.integers(1, 10**12 - 1))
def test_what_is_written_in_chinese_is_read(n: int) -> None:
    assert number(chinese(n)) == n


@pytest.mark.parametrize(
    ("words", "worth"),
    [("3万5", 35_000), ("一万八", 18_000), ("一千二", 1_200), ("一百五", 150), ("3亿2", 320_000_000), ("十五", 15), ("二〇二四", 2024), ("三点五", Decimal("3.5")), ("5w", 50_000), ("2k", 2_000), ("1,234.50", Decimal("1234.50")), ("壹佰零五", 105), ("2千万", 20_000_000)],
)  # fmt: skip
def test_as_in_speech(words: str, worth: Decimal | int) -> None:
    assert number(words) == worth


@pytest.mark.parametrize("words", ["好", "3x", "点五", "三点", "1.2.3", "万点"])
def test_what_is_none(words: str) -> None:
    assert number(words) is None


@given(st.from_regex(r"[1-9][0-9]{0,3}(?:\.[0-9]{1,2})?[万亿](?:[1-9]千万|[1-9]千)?", fullmatch=True))
def test_where_both_read_it_a_cell_says_the_same(words: str) -> None:
    try:
        fen = parse_amount(words, USUAL)
    except BadValue:
        return
    worth = number(words)
    assert worth is not None
    assert worth * 100 == fen
