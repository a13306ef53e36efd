"""One to many to one other, and the payroll that looks like it."""

from __future__ import annotations

import json
from pathlib import Path

from graph.finding import Finding
from graph.lake import Lake
from graph.store import Store
from tests.graph.detect.test_fund_pool import signs_in
from tests.graph.detect.worlds import Move, accounts, found, lake_of, number

MIDDLES = [f"m{k}" for k in range(8)]


def legs(start: float, keep: float = 1.0, later: float = 20) -> list[Move]:
    out = [("a", m, 20_000 + 500 * k, start + k) for k, m in enumerate(MIDDLES)]
    return [*out, *((m, "b", (20_000 + 500 * k) * keep, start + later + k) for k, m in enumerate(MIDDLES))]


def world(folder: Path, moves: list[Move]) -> Lake:
    folder.mkdir(exist_ok=True)
    return lake_of(folder, moves, {"lao": "a", "er": "b", **{m: m for m in MIDDLES}})


def one(store: Store, lake: Lake, *params: str, until: int | None = None) -> Finding:
    (finding,) = found(store, lake, "smurfing", *params, until=until)
    return finding


def test_one_to_many_to_one_is_found_and_ties_tell(tmp_path: Path, embedded: Store) -> None:
    lake = world(tmp_path, legs(0, 0.99))
    f = one(embedded, lake)
    assert [f.facts[n] for n in ("middles", "paid", "received", "even")] == [8, 17_400_000, 17_226_000, 1]
    assert f.facts["hold"] == 20 * 3_600_000
    assert f.facts["links"] == len(f.links) == 16
    assert accounts(f, lake) <= {number(n) for n in ("a", "b", *MIDDLES)}
    assert [s.role.en for s in f.subjects[:3]] == ["scatters", "gathers", "between"]
    assert all(lake.why(link) for link in f.links)
    assert "8 个中间户17.40万元" in f.sentence.zh
    assert json.dumps(dict(f.facts))
    signs_in(lake, tmp_path, "D1", *MIDDLES[:4])
    tied = one(embedded, lake)
    assert tied.facts["nearness"] == 0.4
    assert tied.score > f.score
    assert "有关联" in tied.sentence.zh


def test_what_looks_like_it_is_not(tmp_path: Path, embedded: Store) -> None:
    spent = [("a", m, 8_000, k) for k, m in enumerate(MIDDLES)] + [
        (m, "b", 2_000, 30 + k) for k, m in enumerate(MIDDLES)
    ]
    own = [("c", m, 20_000, k) for k, m in enumerate(MIDDLES)] + [(m, "c2", 20_000, 30 + k) for k, m in enumerate(MIDDLES)]  # fmt: skip
    assert found(embedded, world(tmp_path / "spent", spent), "smurfing") == []
    assert found(embedded, world(tmp_path / "late", legs(0, later=100)), "smurfing") == []
    (tmp_path / "own").mkdir()
    mine = lake_of(tmp_path / "own", own, {"wo": " ".join(["c", "c2", *MIDDLES])})
    assert found(embedded, mine, "smurfing") == []  # one owner's accounts are one party
    monthly = [("a", m, 20_000 + 500 * k, 720 * n + k) for n in range(3) for k, m in enumerate(MIDDLES)]
    wages = one(embedded, world(tmp_path / "wages", [*monthly, *legs(720 * 3, 0.97)]))
    assert wages.facts["regular"] == 3
    assert wages.score < one(embedded, world(tmp_path / "once", legs(0, 0.97))).score / 2
    assert "可能是发薪" in wages.sentence.zh


def test_the_past_is_as_it_was(tmp_path: Path, embedded: Store) -> None:
    lake = world(tmp_path, legs(0))
    begin = 1_709_222_400
    assert found(embedded, lake, "smurfing", until=begin + 22 * 3600) == []
    then = one(embedded, lake, "least=10000", until=begin + 26 * 3600)
    assert then.facts["middles"] == 6
    assert then.id == one(embedded, lake).id
