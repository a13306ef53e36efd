"""Parts just under a limit, and the instalments that look like them."""

from __future__ import annotations

from pathlib import Path

from graph.store import Store
from tests.graph.detect.worlds import accounts, found, lake_of, number

PARTS = [("a", f"b{k % 3}", 49_000 + 137 * k % 900, 6 * k) for k in range(10)]


def test_a_sum_in_parts_just_under_the_limit_is_found(tmp_path: Path, embedded: Store) -> None:
    lake = lake_of(tmp_path, PARTS)
    (finding,) = found(embedded, lake, "structuring")
    assert finding.facts["transfers"] == 10
    assert finding.facts["sum"] == round(sum(m[2] for m in PARTS) * 100)
    assert accounts(finding, lake) == {number(n) for n in ("a", "b0", "b1", "b2")}
    assert all(lake.why(link) for link in finding.links)
    assert "略低于5.00万元" in finding.sentence.zh


def test_what_looks_like_it_is_not(tmp_path: Path, embedded: Store) -> None:
    monthly = [("a", "b", 49_500, 24 * 30 * k) for k in range(8)]  # instalments
    small = [("c", f"d{k}", 30_000, k) for k in range(10)]
    own = [("e", "f", 49_900, k) for k in range(8)]
    lake = lake_of(tmp_path, [*monthly, *small, *own], {"li": "e f"})
    assert found(embedded, lake, "structuring") == []


def test_the_past_is_as_it_was(tmp_path: Path, embedded: Store) -> None:
    lake = lake_of(tmp_path, PARTS)
    at = 1_709_222_400 + 3600 * 16  # 16 hours after the first, in China
    assert found(embedded, lake, "structuring", until=at) == []
    assert found(embedded, lake, "structuring", "count=2", "times=1.5", until=at)[0].facts["transfers"] == 3
