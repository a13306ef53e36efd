"""Days and terms in running text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.text.dates import dates
from ingest.text.page import page


def found(text: str) -> list[tuple[str, str]]:
    return [(m.label, m.value) for m in dates(page(text))]


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)), st.sampled_from(["%Y年%m月%d日", "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d"]))  # fmt: skip
def test_a_day_is_read(day: date, form: str) -> None:
    assert found(f"于{day.strftime(form)}签约") == [("date", day.isoformat())]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("二〇二四年三月一日起", [("date", "2024-03-01")]),
        ("5月6日付款", [("date", "--05-06")]),
        ("期限12个月，封闭期90天", [("term", "12M"), ("term", "90D")]),
        ("一年期与半年期产品", [("term", "1Y"), ("term", "0.5Y")]),
        ("2024年13月1日", []),
        ("2024-02-30", []),
        ("电话2024-3456-12", []),
        ("每期分红，学期末", []),
    ],
)
def test_as_people_write(text: str, want: list[tuple[str, str]]) -> None:
    assert found(text) == want
