"""The table of divisions is what its source says, and what it does not know is learned from addresses."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from ingest.match.addresses import address
from ingest.match.divisions import OFTEN, places, write_table


def test_the_table_is_what_the_source_gives(shared: Path, tmp_path: Path) -> None:
    made = tmp_path / "places.tsv"
    assert write_table(shared / "cn-divisions", made) == len(places().names)
    assert made.read_text("utf-8") == files("ingest.match").joinpath("places.tsv").read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "size", "code"),
    [
        ("深圳市南山区科技园", 6, "440305"), ("广东深圳恒瑞", 4, "4403"), ("北京市朝阳区", 6, "110105"), ("朝阳区恒瑞", 3, ""),
        ("长春市朝阳区恒瑞", 6, "220104"), ("内蒙古鄂尔多斯市", 8, "1506"), ("西藏自治区拉萨市", 8, "5401"), ("湖北仙桃市", 5, "429004"),
        ("恒瑞", 0, ""), ("", 0, ""), ("吉林省吉林市", 6, "2202"), ("吉林", 2, "22"),
    ],
)  # fmt: skip
def test_divisions_at_the_head(text: str, size: int, code: str) -> None:
    assert places().leading(text) == (size, code)


def test_places_that_the_table_lacks_are_learned_from_addresses() -> None:
    texts = [f"岭海省云澜市城中区人民路{n}号" for n in range(OFTEN)] + ["岭海省鹤渚市东江区中山路1号"] * (OFTEN - 1)
    known = places().with_those_of([*texts, "广东省深圳市南山区1号", "x"])
    _, code = known.leading("云澜恒瑞")
    assert known.names[code] == "云澜市"
    assert known.leading("鹤渚恒瑞") == (0, "")  # not named often enough
    assert known.leading("岭海省云澜市城中区")[0] == 9
    assert known.leading("深圳恒瑞") == places().leading("深圳恒瑞")
    assert places().with_those_of([]) is places()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("广东省深圳市南山区科技园路十二号A栋３０２室", "深圳市南山区科技园路12号a座302房"),
        ("中国广东省深圳市南山区科技园路12号", "深圳南山区科技园路12号"),
        ("成都市武侯区人民南路四段二十号3幢", "四川省成都市武侯区人民南路四段20号3栋"),
        ("上海市浦东新区（自由贸易试验区）张江路1号", "上海浦东新区自由贸易试验区张江路1号"),
    ],
)
def test_two_ways_of_writing_one_address_are_one(one: str, other: str) -> None:
    assert address(one) == address(other)
    assert address(one).region


def test_addresses_that_differ_stay_apart() -> None:
    made = {
        address(t) for t in ("深圳市南山区科技园路12号", "深圳市福田区科技园路12号", "深圳市南山区科技园路120号", "")
    }
    assert len(made) == 4
