"""Money that comes back, and circles that trade, families and owners make."""

from __future__ import annotations

from pathlib import Path

from graph.finding import Finding
from graph.lake import Lake
from graph.store import Store
from tests.graph.detect.papers import add, code, firm, held, on
from tests.graph.detect.test_fund_pool import shares, signs_in
from tests.graph.detect.worlds import Move, accounts, found, lake_of, number

CIRCLE: list[Move] = [("a", "b", 100_000, 0), ("b", "c", 99_000, 30), ("c", "d", 98_500, 60), ("d", "a", 98_000, 90)]


def world(folder: Path, moves: list[Move]) -> Lake:
    folder.mkdir(exist_ok=True)
    lake = lake_of(folder, moves, {"ren": "b", "lao": "e e2"})
    held(lake, folder, {"甲": "a", "丙": "c", "丁": "d"})
    return lake


def ring(store: Store, lake: Lake, *params: str, until: int | None = None) -> Finding:
    (finding,) = found(store, lake, "round-trip", *params, until=until)
    return finding


def test_money_through_four_is_found_and_ties_tell(tmp_path: Path, embedded: Store) -> None:
    lake = world(tmp_path, [*CIRCLE, *((x, y, yuan, h + 200) for x, y, yuan, h in CIRCLE)])
    f = ring(embedded, lake)
    assert [f.facts[n] for n in ("rounds", "parties", "out", "back", "sum")] == [
        2,
        4,
        10_000_000,
        9_800_000,
        20_000_000,
    ]
    assert f.facts["took"] == 90 * 3_600_000
    assert accounts(f, lake) == {number(n) for n in "abcd"}
    assert f.facts["links"] == len(f.links) == 8
    assert all(lake.why(link) for link in f.links)
    assert "10.00万元自" in f.sentence.zh
    assert "2.0%" in f.sentence.zh
    assert "未见关联" in f.sentence.zh
    signs_in(lake, tmp_path, "D1", "b", "c", "d")
    tied = ring(embedded, lake)
    assert tied.id == f.id
    assert tied.facts["nearness"] == 0.6
    assert tied.score > f.score + 0.2
    assert "其中 3 方互有关联" in tied.sentence.zh


def test_what_does_not_come_back_or_stays_with_an_owner_is_none(tmp_path: Path, embedded: Store) -> None:
    less = [*CIRCLE[:3], ("d", "a", 90_000, 90)]
    late = [(x, y, yuan, h + 500 + 240 * (h > 60)) for x, y, yuan, h in CIRCLE]
    loan = [("a", "c", 50_000, 2000), ("c", "a", 50_000, 2020)]
    own = [("a", "e", 70_000, 3000), ("e", "e2", 70_000, 3001), ("e2", "a", 70_000, 3002)]  # two, not three
    lake = world(tmp_path, [*less, *late, *loan, *own])
    assert found(embedded, lake, "round-trip") == []
    assert len(found(embedded, lake, "round-trip", "tolerance=0.1", "window=30")) == 1


def test_trade_and_family_score_low(tmp_path: Path, embedded: Store) -> None:
    once = [("a", "c", 100_000, 0), ("c", "d", 99_000, 30), ("d", "a", 98_000, 60)]
    lasting = [(x, y, yuan + 10 * k, h + 500 * k) for k in range(8) for x, y, yuan, h in once]
    short, long = world(tmp_path / "short", once), world(tmp_path / "long", lasting)
    for lake, folder in ((short, tmp_path / "short"), (long, tmp_path / "long")):
        shares(lake, folder, "老板", "甲", "丙", "丁")
    one, many = ring(embedded, short), ring(embedded, long)
    assert many.facts["rounds"] == 8
    assert many.score < one.score / 2
    assert "合同与发票" in many.sentence.zh
    (tmp_path / "kin").mkdir()
    kin = lake_of(tmp_path / "kin", once, {"ma": "a", "ba": "c", "wa": "d"})
    strangers = ring(embedded, kin)
    signs_in(kin, tmp_path / "kin", "phone", *"acd")
    family = ring(embedded, kin)
    assert family.score < strangers.score
    assert "亲友" in family.sentence.zh


def test_contracts_speak_against_it(tmp_path: Path, embedded: Store) -> None:
    once = [("a", "c", 100_000, 0), ("c", "d", 99_000, 30), ("d", "a", 98_000, 60)]
    lake = world(tmp_path, once)
    bare = ring(embedded, lake)
    add(lake, tmp_path, "contracts", [
        {"存证编号": f"Z{x}{y}", "合同编号": f"H{x}{y}", "合同类型": "购销", "甲方": firm(x), "甲方证件": code(x), "乙方": firm(y), "乙方证件": code(y),
         "签署时间": on(-100)}
        for x, y in ("甲丙", "丙丁", "丁甲")
    ])  # fmt: skip
    f = ring(embedded, lake)
    assert f.facts["contracts"] == 1
    assert f.score < bare.score / 2
    assert "有合同" in f.sentence.zh


def test_the_past_is_as_it_was(tmp_path: Path, embedded: Store) -> None:
    lake = world(tmp_path, CIRCLE)
    begin = 1_709_222_400
    assert found(embedded, lake, "round-trip", until=begin + 90 * 3600) == []
    assert ring(embedded, lake, until=begin + 90 * 3600 + 1).id == ring(embedded, lake).id
