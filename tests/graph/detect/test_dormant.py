"""Sleepers that wake to strangers' money, and those that wake to their own."""

from __future__ import annotations

import json
from pathlib import Path

from graph.finding import Finding
from graph.lake import Lake
from graph.store import Store
from tests.graph.detect.papers import held, licence
from tests.graph.detect.test_fund_pool import signs_in
from tests.graph.detect.worlds import Move, accounts, found, lake_of, number

SLEPT = 24 * 400
SOLD: list[Move] = [
    ("x", "a", 100, 0),
    *((f"p{k}", "a", 60_000, SLEPT + 3 * k) for k in range(10)),
    *(("a", "z", 59_900, SLEPT + 3 * k + 1) for k in range(10)),
]


def world(folder: Path, moves: list[Move]) -> Lake:
    folder.mkdir(exist_ok=True)
    lake = lake_of(folder, moves, {"lao": "a own", "er": "z", **{f"p{k}": f"p{k}" for k in range(10)}})
    held(lake, folder, {"行": "i"})
    return lake


def one(store: Store, lake: Lake, *params: str, until: int | None = None) -> Finding:
    (finding,) = found(store, lake, "dormant", *params, until=until)
    return finding


def test_a_sold_card_is_found_and_its_device_tells(tmp_path: Path, embedded: Store) -> None:
    lake = world(tmp_path, SOLD)
    f = one(embedded, lake)
    assert [f.facts[n] for n in ("received", "paid", "payers", "shared_device")] == [60_000_000, 59_900_000, 10, 0]
    assert f.facts["slept"] == 400 * 86_400_000
    assert f.facts["links"] == len(f.links) == 21
    assert number("a") in accounts(f, lake)
    assert all(lake.why(link) for link in f.links)
    assert "休眠 400 天后" in f.sentence.zh
    assert json.dumps(dict(f.facts))
    signs_in(lake, tmp_path, "D1", "a", "z", "p3")
    shared = one(embedded, lake)
    assert shared.facts["shared_device"] == 2
    assert shared.score > f.score
    assert shared.id == f.id


def test_what_looks_like_it_is_not(tmp_path: Path, embedded: Store) -> None:
    own = [("x", "a", 100, 0), ("own", "a", 600_000, SLEPT), ("p1", "a", 400_000, SLEPT + 1)]
    assert found(embedded, world(tmp_path / "own", own), "dormant") == []
    used = [*SOLD, ("x", "a", 1, SLEPT / 2)]
    assert found(embedded, world(tmp_path / "used", used), "dormant") == []
    home = one(embedded, world(tmp_path / "home", [("x", "a", 100, 0), ("p1", "a", 600_000, SLEPT)]))
    assert home.score < 0.2 < one(embedded, world(tmp_path / "sold", SOLD)).score
    folder = tmp_path / "policy"
    policy = world(folder, [("x", "a", 100, 0), ("i", "a", 600_000, SLEPT), ("a", "z", 600_000, SLEPT + 2)])
    before = one(embedded, policy)
    licence(policy, folder, "行", "保险业务经营许可")
    after = one(embedded, policy)
    assert after.facts["licensed"] == 1
    assert after.score < before.score / 2
    assert "持牌金融机构" in after.sentence.zh


def test_the_past_is_as_it_was(tmp_path: Path, embedded: Store) -> None:
    lake = world(tmp_path, SOLD)
    half = 1_709_222_400 + (SLEPT + 15) * 3600
    assert found(embedded, lake, "dormant", until=half) == []
    then = one(embedded, lake, "least=300000", until=half)
    assert then.facts["received"] == 30_000_000
    assert then.id == one(embedded, lake).id
