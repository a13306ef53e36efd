"""Forms: what is filled in is read as the loader reads it, told field by field, loaded as a file, and can be undone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.lake import Lake
from graph.values import KINDS
from ingest.forms import SHORT, FormError, enter, filled, form, forms, problems, write
from ingest.load import matched
from ingest.source import SourceHow, sources

AT = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
COMPLAINT = {
    "受理时间": "2024-12-01 10:00",
    "投诉人": "李梅",
    "电话": "13800138000",
    "被投诉主体": "甲商贸有限公司",
    "诉求": "退款",
}


def stands(name: str, values: Mapping[str, Any]) -> dict[str, str]:
    """Field -> why, in English."""
    chosen = form(name)
    return {p.field: p.why.en for p in problems(chosen, filled(chosen, values, AT))}


def test_a_form_is_a_mapping_s_columns_with_labels_types_and_what_is_required() -> None:
    fields = {f.name: f for f in form("complaints").fields}
    assert set(fields) == set(form("complaints").table.columns())
    assert (fields["受理时间"].type, fields["受理时间"].required) == ("time", True)
    assert (fields["电话"].type, fields["电话"].personal, fields["电话"].label.en) == ("phone", True, "person: phone")
    assert (fields["诉求"].long, fields["状态"].choices[0], fields["工单号"].made) == (True, "已受理", "TS")
    assert {f.name: f.type for f in form("contracts").fields}["甲方证件"] == "text"  # a firm's number, or a person's
    assert all(f.type in KINDS for one in forms() for f in one.fields)
    with pytest.raises(FormError, match="did you mean complaints"):
        form("complaint")


def test_no_two_fields_of_a_form_are_called_the_same_in_either_language() -> None:
    for one in forms():
        for names in ([f.label.zh for f in one.fields], [f.label.en for f in one.fields]):
            assert len(set(names)) == len(names), one.name


def test_a_form_s_file_is_told_by_its_header_as_any_other(tmp_path: Path) -> None:
    for one in forms():
        texts = {f.name: "1" for f in one.fields}
        path = write(one, texts, "user:li", AT, tmp_path)
        (found,) = matched(sources(path, SourceHow()), None, [])
        assert found[1].name == one.name


def test_what_is_wrong_is_said_of_each_field_in_words() -> None:
    wrong = {
        "受理时间": "2024-13-01",
        "电话": "12",
        "涉及金额": "很多",
        "证件号": "110101199003070012",
        "被投诉主体": " ",
    }
    assert stands("complaints", {**COMPLAINT, **wrong}) == {
        "受理时间": "not a time", "电话": "wrong shape", "涉及金额": "not an amount", "证件号": "wrong check character",
        "被投诉主体": "enterprise: name is missing",
    }  # fmt: skip
    assert stands("complaints", COMPLAINT) == {}


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("渠道", "x" * (SHORT + 1), "longer than 1000 characters"),
        ("渠道", "a\nb", "it takes one line"),
        ("渠道", "a\x1bb", "it holds control characters"),
        ("渠道", "\ud800", "it holds control characters"),
        ("状态", "随便", "one of 已受理, 办理中, 已办结"),
        ("诉求", "-", "complaint: demand is missing"),  # as the loader reads it, that says nothing
        ("被投诉主体信用代码", "91110000100000000X", "wrong check character"),
    ],
)
def test_what_can_t_be_taken_is_refused(field: str, value: str, why: str) -> None:
    assert stands("complaints", {**COMPLAINT, field: value}) == {field: why}


def test_a_field_that_is_none_and_a_value_that_is_none_are_refused() -> None:
    with pytest.raises(FormError, match="no field '诉'; did you mean 诉求"):
        filled(form("complaints"), {"诉": "x"}, AT)
    with pytest.raises(FormError, match="values are texts"):
        filled(form("complaints"), {"诉求": ["x"]}, AT)


def test_one_record_is_loaded_as_a_file_is_says_who_and_when_and_can_be_undone(tmp_path: Path) -> None:
    chosen, lake = form("complaints"), Lake(tmp_path)
    texts = filled(chosen, {**COMPLAINT, "涉及金额": 1200.5, "诉求": '退款，\n并“道歉”", =1+1'}, AT)
    path = write(chosen, texts, "user:li", AT, tmp_path / "forms")
    with lake.lock():
        loaded, records = enter(lake, chosen, path)
    assert (loaded.manifest.rows, loaded.manifest.rejected, loaded.manifest.cells) == (1, 0, 0)
    assert [kind for kind, _ in records] == ["Complaint", "Person", "Phone", "Enterprise"]
    complaint = records[0][1]
    (why,) = lake.why(complaint)
    assert (why.values["amount"], why.values["number"][:12], why.row) == (120_050, "TS-20260301-", 2)
    assert why.values["demand"] == '退款，\n并“道歉”", =1+1'
    assert "user:li,2026-03-01T08:30:00+00:00" in path.read_text("utf-8")
    with lake.lock():
        lake.undo(loaded.manifest.id)
    assert lake.why(complaint) == []


def test_the_same_record_again_is_an_import_of_its_own_that_says_the_same(tmp_path: Path) -> None:
    chosen, lake, made = form("complaints"), Lake(tmp_path), []
    for at in (AT, AT + timedelta(minutes=1)):
        path = write(chosen, filled(chosen, {**COMPLAINT, "工单号": "TS1"}, at), "user:li", at, tmp_path / "forms")
        with lake.lock():
            made.append(enter(lake, chosen, path))
    assert made[0][1] == made[1][1]
    assert [r.import_id for r in lake.why(made[0][1][0][1])] == [loaded.manifest.id for loaded, _ in made]


def test_a_person_or_an_enterprise_signs_by_the_shape_of_their_number() -> None:
    signed = {
        "合同编号": "HT1",
        "甲方": "王芳",
        "甲方证件": "11010119900307001X",
        "乙方": "乙公司",
        "乙方证件": "91110000100000000X",
        "签署时间": "2024-01-02",
    }
    assert stands("contracts", signed) == {"甲方证件": "wrong check character", "乙方证件": "wrong check character"}


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=20))
def test_whatever_is_filled_in_is_refused_or_reads_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, demand: str, text: str, channel: str) -> None:  # fmt: skip
    chosen, folder = form("complaints"), tmp_path_factory.mktemp("forms")
    texts = filled(chosen, {**COMPLAINT, "诉求": demand, "内容": text, "渠道": channel}, AT)
    if problems(chosen, texts):
        assert list(folder.iterdir()) == []
        return
    write(chosen, texts, "user:li", AT, folder)  # raises where it would not read back
    (kept,) = folder.iterdir()
    assert kept.suffix == ".csv"
