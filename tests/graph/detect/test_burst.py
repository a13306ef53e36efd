"""Many strangers at once, and seasons, sales and fees that bring many too."""

from __future__ import annotations

import json
from pathlib import Path

from graph.finding import Finding
from graph.lake import Lake
from graph.store import Store
from tests.graph.detect.papers import held, licence
from tests.graph.detect.worlds import Move, accounts, found, lake_of, number

WEEK = 24 * 7
QUIET: list[Move] = [(f"q{k}", "h", 300, WEEK * k + 30) for k in range(12)]
RUSH: list[Move] = [(f"p{k:02}", "h", 5_000, 12 * WEEK + k) for k in range(40)]
GONE: list[Move] = [("h", "z", 190_000, 12 * WEEK + 60)]


def world(folder: Path, moves: list[Move], owner: str = "person") -> Lake:
    folder.mkdir(exist_ok=True)
    lake = lake_of(folder, moves, {"lao": "h"} if owner == "person" else {})
    held(lake, folder, {"乙": "z"} | ({} if owner == "person" else {"甲": "h"}))
    return lake


def one(store: Store, lake: Lake, *params: str, until: int | None = None) -> Finding:
    (finding,) = found(store, lake, "burst", *params, until=until)
    return finding


def test_a_rush_of_strangers_is_found(tmp_path: Path, embedded: Store) -> None:
    lake = world(tmp_path, [*QUIET, *RUSH, *GONE])
    f = one(embedded, lake)
    assert [f.facts[n] for n in ("payers", "fresh", "taken", "usual", "before", "untried")] == [40, 40, 20_000_000, 1, False, True]  # fmt: skip
    assert f.facts["times"] == 40
    assert f.facts["passed"] == 0.95
    assert f.facts["links"] == len(f.links) == 41
    assert number("h") in accounts(f, lake)
    assert all(lake.why(link) for link in f.links)
    assert "40.0 倍" in f.sentence.zh
    assert json.dumps(dict(f.facts))
    assert found(embedded, lake, "burst", "times=50") == []
    assert found(embedded, lake, "burst", "payers=41") == []


def test_what_looks_like_it_scores_low_or_is_none(tmp_path: Path, embedded: Store) -> None:
    rush = one(embedded, world(tmp_path / "rush", [*QUIET, *RUSH, *GONE])).score
    fees = [(f"p{k:02}", "h", 900, start * WEEK + k) for start in (0, 13, 26) for k in range(40)]
    again = one(embedded, world(tmp_path / "fees", fees, "firm"))
    assert again.facts["before"]
    assert again.facts["fresh"] == 0
    assert again.score < 0.3 * rush
    others = [(f"{shop}{k}", shop, 100, WEEK * k + 9) for shop in "stu" for k in range(12)]
    season = [(f"{shop}n{k}", shop, 100, 12 * WEEK + k) for shop in "stu" for k in range(40)]
    assert found(embedded, world(tmp_path / "season", [*QUIET, *RUSH, *GONE, *others, *season]), "burst") == []
    folder = tmp_path / "firm"
    firm = world(folder, [*QUIET, *RUSH, *GONE], "firm")
    bare = one(embedded, firm)
    licence(firm, folder, "甲", "单用途商业预付卡备案")
    assert one(embedded, firm).score < 0.5 * bare.score < rush
    new = [(f"p{k:02}", "n", 5_000, 12 * WEEK + k) for k in range(40)]  # no baseline yet
    assert found(embedded, world(tmp_path / "new", new), "burst") == []


def test_the_past_is_as_it_was(tmp_path: Path, embedded: Store) -> None:
    lake = world(tmp_path, [*QUIET, *RUSH, *GONE])
    begin = 1_709_222_400 + 12 * WEEK * 3600
    assert found(embedded, lake, "burst", until=begin + 20 * 3600) == []
    then = one(embedded, lake, until=begin + 35 * 3600)
    assert then.facts["payers"] == 35
    assert then.id == one(embedded, lake).id
