"""Two layers behind a collection account, and what looks like it."""

from __future__ import annotations

from pathlib import Path

from graph.store import Store
from tests.graph.detect.worlds import accounts, found, lake_of, number

PEOPLE = {f"人{k}": f"p{k}" for k in range(30)}


def chain(hub: str = "h", days: float = 1) -> list[tuple[str, str, float, float]]:
    """Thirty pay in over a month; each payment goes on within hours, over one of two accounts, then another, and away."""
    moves: list[tuple[str, str, float, float]] = []
    for k in range(30):
        at = 24 * days * k
        way = [f"p{k}", hub, f"{hub}x{k % 2}", f"{hub}y", f"{hub}s"]
        moves += [(a, b, 10_000 - 10 * n, at + 5 * n) for n, (a, b) in enumerate(zip(way, way[1:], strict=False))]
    return moves


def test_layers_behind_a_collection_account_are_found(tmp_path: Path, embedded: Store) -> None:
    lake = lake_of(tmp_path, chain(), {**PEOPLE, "头": "h", "过": "hx0", "渡": "hx1", "户": "hy", "沉": "hs"})
    (finding,) = found(embedded, lake, "layered-collection")
    assert (finding.facts["layers"], finding.facts["carriers"], finding.facts["payers"]) == (2, 3, 30)
    assert accounts(finding, lake) == {number(n) for n in ("h", "hx0", "hx1", "hy", "hs")}
    assert finding.subjects[0].role.en == "collection account"
    assert all(lake.why(link) for link in finding.links)
    assert finding.score > 0.6
    assert found(embedded, lake, "layered-collection", until=1_709_222_400 + 86_400 * 10) == []


def test_accounts_of_years_and_ones_own_are_no_layers(tmp_path: Path, embedded: Store) -> None:
    slow = lake_of(tmp_path / "slow", chain(days=13), {**PEOPLE, "头": "h"})  # a year: a group's sweep
    assert found(embedded, slow, "layered-collection") == []
    own = lake_of(tmp_path / "own", chain(), {**PEOPLE, "头": "h hx0 hx1 hy"})
    assert found(embedded, own, "layered-collection") == []


def test_money_that_stays_or_comes_from_few_is_none(tmp_path: Path, embedded: Store) -> None:
    kept = [m for m in chain() if m[0] != "h" or m[3] < 200]
    few = [m for m in chain("g") if m[0] not in {f"p{k}" for k in range(19, 30)}]
    lake = lake_of(tmp_path, [*kept, *few], PEOPLE)
    assert found(embedded, lake, "layered-collection") == []
