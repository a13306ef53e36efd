"""Personal data in a file that nobody has loaded: which columns hold it, and what of them may be shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.mapping import parse, shipped
from ingest.source import SourceHow, open_source
from ingest.veil import mapped, personal, rejected, veiled
from tests.lakes import PEOPLE, write


def source(path: Path, *rows: str) -> dict[str, str]:
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return personal(open_source(path, SourceHow()))


def test_what_a_mapping_reads_as_personal_data_is() -> None:
    mapping = parse(
        """
name: x
entities:
  who: {kind: Person, props: {name: {first: [甲, 乙]}, id_number: {split: 丙, by: "/", at: 0}, region: 丁}}
  account: {kind: Account, props: {number: {head: 账号}, bank: 丁}}
""",
        "x",
    )
    assert mapped(mapping.tables[0]) == {
        "甲": "person_name",
        "乙": "person_name",
        "丙": "id_number",
        "账号": "account",
    }


def test_a_column_that_is_read_twice_is_masked_where_one_reading_is(tmp_path: Path) -> None:
    mapping = parse("{name: x, entities: {a: {kind: Enterprise, props: {name: 名}}, p: {kind: Person, props: {name: 名, ref: 名}}}}", "x")  # fmt: skip
    assert mapped(mapping.tables[0]) == {"名": "person_name"}
    path = write(tmp_path / "a.csv", "名,额", ["甲公司,1"])
    assert personal(open_source(path, SourceHow()), mapping.tables[0])["名"] == "person_name"


def test_without_a_mapping_heads_and_values_tell(tmp_path: Path) -> None:
    rows = [f"{p},139{n:08},62990000{n:08},2024-01-{n + 10},A{n},负责人{n},岭海省云州市一路{n}号" for n, p in enumerate(PEOPLE)]  # fmt: skip
    found = source(tmp_path / "x.csv", "一,二,三,四,五,联系人,通讯地址", *rows)
    assert found == {"一": "id_number", "二": "phone", "三": "account", "联系人": "either", "通讯地址": "address"}


def test_the_block_above_a_table_is_masked_too(tmp_path: Path) -> None:
    found = source(tmp_path / "b.csv", "户名：王一一,账号：6299000011112222", "交易日期,金额,对方账号,对方户名", "2024-01-01,1.00,6299000033334444,赵六")  # fmt: skip
    assert found["户名"]
    assert found["账号"] == "account"
    assert found["对方账号"] == "account"
    assert "金额" not in found


@pytest.mark.parametrize(
    ("kind", "text", "shown"),
    [
        ("either", "王一一", "王**"),
        ("either", "云澜恒创商贸有限公司", "云澜恒创商贸有限公司"),
        (None, "往来 13912345678", "往来 139****5678"),
        ("account", "6299000011112222", "*2222"),
        ("id_number", " ", " "),
    ],
)
def test_a_cell_is_shown_as_its_column_is_masked(kind: str | None, text: str, shown: str) -> None:
    assert veiled(kind, text) == shown


def test_a_rejected_cell_is_hidden_where_one_of_its_columns_is_and_a_row_that_nobody_could_read_is() -> None:
    veils = {"账号": "account"}
    assert rejected(veils, "日期+账号", "2024-01-01 6299000011112222") == "*2222"
    assert rejected(veils, "日期", "昨天") == "昨天"
    assert rejected(veils, "", "王一一,6299000011112222") == "***"
    assert rejected(veils, "账号", None) is None


def test_every_shipped_mapping_tells_which_columns_it_masks() -> None:
    told = {m.name: {n for t in m.tables for n in mapped(t)} for m in shipped()}
    assert told["bank-a"] >= {"交易卡号", "对手户名"}
    assert not any("金额" in name for names in told.values() for name in names)
