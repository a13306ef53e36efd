"""Rates against the reader of cells, and what the list of sentences leaves out: units, ranges, other percentages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.cell import USUAL, BadValue
from graph.money import parse_rate
from ingest.text.mention import Mention
from ingest.text.pipeline import read, reader

NLP = reader()


def rates(text: str) -> list[Mention]:
    (got,) = read([text], NLP)
    return [m for m in got.mentions if m.label == "rate"]


@given(st.from_regex(r"(?:年化|年利率|月息|月利率|日息|日利率)(?:[1-9]|[12][0-9])(?:\.[1-9])?[%‰]|(?:月|日)息[千万]分之[一二三四五六七八九]|[月年]利[1-9]分(?:[1-9]厘)?", fullmatch=True))  # fmt: skip
def test_a_cell_says_the_same(words: str) -> None:
    try:
        want = parse_rate(words, USUAL)
    except BadValue:
        return
    (got,) = rates(f"本金安全，{words}，到期结清。")
    assert got.ends == pytest.approx((want, want), abs=1e-6)
    assert got.counts


def test_it_keeps_the_period_as_written_and_both_ends() -> None:
    assert [(m.unit, m.value, m.text) for m in rates("月息2分至3分")] == [("月", "0.24~0.36", "2分至3分")]
    assert [(m.unit, m.value) for m in rates("每10天收益3%")] == [("10天", "1.095")]
    assert [(m.unit, m.value) for m in rates("投10万每月返2000元")] == [("月", "0.24")]


@pytest.mark.parametrize(
    "text",
    ["返还30%股权", "手续费3%", "同比增长20%", "毛利率40%", "首付30%", "每年增长5%", "三分之一", "五分钟", "满分100分", "一年后体重下降10%", "客流三个月翻倍", "打9折", "推荐奖励10%", "胜率90%", "占比15%", "涨幅3%"],
)  # fmt: skip
def test_no_rate(text: str) -> None:
    assert [m for m in rates(text) if m.counts] == []


def test_profit_without_its_period_is_a_guess_that_does_not_count() -> None:
    (got,) = rates("跟着老师做，收益20%。")
    assert got.confidence < 0.5
    assert not got.counts
