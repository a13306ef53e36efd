"""The public's money that ends with those close to who took it, and collections that do not."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from graph.finding import Finding
from graph.lake import Lake
from graph.store import Store
from tests.graph.detect.papers import add, code, firm, held, licence, on
from tests.graph.detect.worlds import Move, accounts, found, lake_of, number, person

PEOPLE = [f"p{k:02}" for k in range(36)]


def collected(takes: list[str], goes: Mapping[str, float]) -> list[Move]:
    """A person a day pays in 10,000; shares of it leave hours later."""
    moves: list[Move] = []
    for k, p in enumerate(PEOPLE):
        taking = takes[k % len(takes)]
        moves.append((p, taking, 10_000, 24 * k))
        moves += [(taking, to if to != "back" else p, 10_000 * part, 24 * k + 5) for to, part in goes.items()]
    return moves


def world(folder: Path, moves: list[Move]) -> Lake:
    lake = lake_of(folder, moves, {**{p: p for p in PEOPLE}, "kid": "m"})
    held(lake, folder, {"甲": "h", "乙": "r", "丙": "v", "丁": "i"})
    return lake


def shares(lake: Lake, folder: Path, owner: str, *firms: str, ratio: str = "60.00%") -> None:
    add(lake, folder, "shareholders", [
        {"企业名称": firm(f), "统一社会信用代码": code(f), "股东": owner, "股东类型": "自然人", "股东证件号码": person(owner), "持股比例": ratio}
        for f in firms
    ])  # fmt: skip


def signs_in(lake: Lake, folder: Path, device: str, *names: str) -> None:
    add(lake, folder, "sign-ins", [
        {"设备号": device, "设备类型": "手机", "是否冻结": "否", "账号": number(a), "登录时间": on(k)} for k, a in enumerate(names)
    ])  # fmt: skip


def pool(store: Store, lake: Lake, *params: str, until: int | None = None) -> Finding:
    (finding,) = found(store, lake, "fund-pool", *params, until=until)
    return finding


@pytest.fixture
def plain(tmp_path: Path) -> Lake:
    return world(tmp_path, collected(["h"], {"r": 0.6, "v": 0.2}))


def test_money_that_goes_to_a_sister_firm_is_found(plain: Lake, tmp_path: Path, embedded: Store) -> None:
    assert found(embedded, plain, "fund-pool") == []
    shares(plain, tmp_path, "老板", "甲", "乙")
    f = pool(embedded, plain)
    assert [f.facts[n] for n in ("payers", "taken", "given", "related", "back")] == [36, 36_000_000, 28_800_000, 21_600_000, 0]  # fmt: skip
    assert f.facts["share"] == 0.75
    assert [s.role.en for s in f.subjects] == ["takes the money", "related party it went to", "account that takes it"]
    assert accounts(f, plain) == {number("h")}
    assert f.facts["links"] == len(f.links) == 36 + 36 + 2
    assert all(plain.why(link) for link in f.links)
    assert "36 名互不相关个人" in f.sentence.zh
    assert found(embedded, plain, "fund-pool", "share=0.8") == []


def test_accounts_used_from_one_device_are_close(tmp_path: Path, embedded: Store) -> None:
    lake = world(tmp_path, collected(["h"], {"m": 0.7}))
    assert found(embedded, lake, "fund-pool") == []
    signs_in(lake, tmp_path, "D1", "h", "m")
    assert pool(embedded, lake).facts["share"] == 1
    assert found(embedded, lake, "fund-pool", "most=2", "tie=0.9") == []
    signs_in(lake, tmp_path, "D1", "i", *PEOPLE[:3])
    assert found(embedded, lake, "fund-pool", "most=5") == []  # an agent's shop


def test_what_looks_like_it_is_not(tmp_path: Path, embedded: Store) -> None:
    (shop := tmp_path / "shop").mkdir()
    school = world(shop, collected(["h"], {"v": 0.8}))  # pays strangers for what it does
    shares(school, shop, "老板", "甲", "乙")
    assert found(embedded, school, "fund-pool") == []
    (inside := tmp_path / "group").mkdir()
    firms = [(f"{k}", "h", 10_000, 24 * k) for k in range(36)] + [("h", "r", 9_000, 24 * k + 3) for k in range(36)]
    group = world(inside, firms)  # a group's own firms pay in
    held(group, inside, {f"子{k}": f"{k}" for k in range(36)})
    shares(group, inside, "老板", "甲", "乙")
    assert found(embedded, group, "fund-pool") == []


def test_what_goes_back_and_who_is_licensed_speak_against_it(tmp_path: Path, embedded: Store) -> None:
    scores = []
    for k, goes in enumerate(({"r": 0.8}, {"r": 0.2, "back": 0.6})):
        (folder := tmp_path / str(k)).mkdir()
        lake = world(folder, collected(["h"], goes))
        shares(lake, folder, "老板", "甲", "乙")
        scores.append(pool(embedded, lake).score)
    assert scores[1] < 0.7 * scores[0]
    licence(lake, folder, "甲", "保险业务经营许可")
    f = pool(embedded, lake)
    assert f.score < 0.3 * scores[1]
    assert "持牌方" in f.sentence.zh


def test_money_that_is_still_there_says_little(tmp_path: Path, embedded: Store) -> None:
    scores = []
    for k, part in enumerate((0.8, 0.05)):
        (folder := tmp_path / str(k)).mkdir()
        lake = world(folder, collected(["h"], {"r": part}))
        shares(lake, folder, "老板", "甲", "乙")
        scores.append(pool(embedded, lake).score)
    assert scores[1] < 0.6 * scores[0]


def test_relatives_are_not_the_public(plain: Lake, tmp_path: Path, embedded: Store) -> None:
    shares(plain, tmp_path, "老板", "甲", "乙")
    for p in PEOPLE[:3]:
        shares(plain, tmp_path, p, "甲", ratio="5.00%")
    assert pool(embedded, plain).facts["payers"] == 33


def test_the_past_is_as_it_was(plain: Lake, tmp_path: Path, embedded: Store) -> None:
    shares(plain, tmp_path, "老板", "甲", "乙")
    begin = 1_709_222_400
    assert found(embedded, plain, "fund-pool", until=begin + 20 * 86_400) == []
    then = pool(embedded, plain, "payers=10", until=begin + 20 * 86_400)
    assert then.facts["payers"] == 20
    assert then.id == pool(embedded, plain).id
