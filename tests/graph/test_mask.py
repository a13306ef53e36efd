"""What everybody may see of personal data: enough to tell two apart, never enough to know one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.mask import caption, masked, passage
from graph.ontology import ontology
from graph.why import shown


@pytest.mark.parametrize(
    ("kind", "text", "seen"),
    [
        ("person_name", "王一", "王*"),
        ("person_name", "欧阳修远", "欧**"),
        ("person_name", "王", "王*"),
        ("person_name", "买买提·吐尔逊", "买**"),
        ("id_number", "110101199003070070", "110***********0070"),
        ("id_number", "1234567", "*******"),
        ("phone", "13800138000", "138****8000"),
        ("phone", "075512345678", "075****5678"),
        ("phone", "12345678", "****5678"),
        ("account", "6222000000000001", "*0001"),
        ("account", "12345678", "*5678"),
        ("account", "1234", "*34"),
        ("account", "7", "*"),
        ("address", "广东省广州市天河区体育西路103号维多利广场", "广东省广州市天河区***"),
        ("address", "广州市天河区天河路1号小区3栋", "广州市天河区***"),
        ("address", "湖南省长沙县星沙街道1号", "湖南省长沙县***"),
        ("address", "内蒙古自治区呼和浩特市新城区海拉尔大街1号", "内蒙古自治区呼和浩特市新城区***"),
        ("address", "天河路1号", "***"),
        ("address", "幸福里小区3栋", "***"),
        ("date", "1990-03-07", "1***"),
        ("text", "", "***"),
    ],
)
def test_what_stays_of_each_kind_of_value(kind: str, text: str, seen: str) -> None:
    assert masked(kind, text) == seen


@given(st.sampled_from(["person_name", "id_number", "phone", "account", "address", "text"]), st.text("0123456789王区路号", min_size=2, max_size=40))  # fmt: skip
def test_at_least_half_is_hidden_where_a_number_is_all_there_is(kind: str, text: str) -> None:
    seen = masked(kind, text)
    assert seen != text
    if kind in ("account", "person_name", "id_number"):
        assert len(seen.replace("*", "")) <= -(-len(text) // 2)


def test_a_caption_is_masked_as_its_property_is() -> None:
    assert caption("Person", "王一一", "per-000001") == "王**"
    assert caption("Enterprise", "云杉科技有限公司", "ent-1") == "云杉科技有限公司"
    assert caption("Person", None, "per-00abcdef") == caption("Person", "per-00abcdef", "per-00abcdef") == "Person abcdef"  # fmt: skip


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("致电13800138000或 138 0013 8000", "致电138****8000或 138****8000"),
        ("款项转入6222000000000001，合同HT20240101000123", "款项转入622*********0001，合同HT20240101000123"),
        ("身份证11010119900307007X。", "身份证110***********007X。"),
        ("2024-03-01 付 12000.50 元", "2024-03-01 付 12000.50 元"),
    ],
)
def test_numbers_in_a_long_text_are_masked_and_dates_and_sums_are_not(text: str, seen: str) -> None:
    assert passage(text) == seen


def test_every_value_that_is_for_some_roles_only_is_masked_where_rows_are_shown() -> None:
    for owner in ontology().owners:
        row = {name: f"z11010119900307{i:05}" for i, name in enumerate(owner.props)}
        seen = shown(row, owner)
        assert {n for n in row if seen[n] != row[n]} == {n for n, p in owner.props.items() if p.mask}, owner.name
