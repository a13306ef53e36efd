"""Amounts against the reader of cells, other currencies, ranges, and what is no money."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.cell import USUAL, BadValue
from graph.money import parse_amount
from ingest.text.amounts import amounts
from ingest.text.page import page


def fen(text: str) -> list[str]:
    return [m.value for m in amounts(page(text)) if m.label == "amount"]


@given(st.from_regex(r"(?:[1-9][0-9]{0,6}(?:\.[0-9]{1,2})?|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,2}(?:\.[0-9]{2})?|[1-9][0-9]?\.[1-9]万|[1-9]亿[1-9]千万|[一二三四五六七八九]十[一二三四五六七八九]万|[壹贰叁]拾万)元整?", fullmatch=True))  # fmt: skip
def test_a_cell_says_the_same(words: str) -> None:
    try:
        want = parse_amount(words, USUAL)
    except BadValue:
        return
    assert fen(f"共计支付{words}，") == [str(want)]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("借款10-50万元", ["10000000~50000000"]),
        ("收入2000~3000元", ["200000~300000"]),
        ("三至五万元不等", ["3000000~5000000"]),
        ("3元8角5分", ["385"]),
        ("大写壹万贰仟元伍角整", ["1200050"]),
        ("投了3万5，", ["3500000"]),
        ("近30万元、50余万元", ["30000000", "50000000"]),
        ("卷走1.5个亿", ["15000000000"]),
    ],
)
def test_as_people_write(text: str, want: list[str]) -> None:
    assert fen(text) == want


@pytest.mark.parametrize(
    "text",
    ["30万人", "10万+阅读", "投票30万张", "几十万元", "数万元", "百元大钞", "二元期权", "2024元旦", "年化18%", "第3万名", "一元二次方程", "5万吨", "存10万公里", "100美元", "50U起"],
)  # fmt: skip
def test_no_money_of_ours(text: str) -> None:
    assert fen(text) == []


def test_another_currency_has_its_own_label() -> None:
    found = {(m.value, m.unit) for m in amounts(page("入金100USDT起，换3000美元，5万港币，$500，最低50U"))}
    assert found == {("100 USDT", "USDT"), ("3000 美元", "美元"), ("50000 港币", "港币"), ("500 美元", "美元"), ("50 USDT", "USDT")}  # fmt: skip
