"""Sums of one size gathered by one, and the school, the shop and the chance that look like it."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from graph.finding import Finding
from graph.lake import Lake
from graph.store import Store
from tests.graph.detect.papers import held, licence
from tests.graph.detect.worlds import Move, accounts, found, lake_of, number

DAY = 24.0
PAYERS = [f"p{k}" for k in range(12)]
OWNED = {"头": "hub", **{f"人{k}": p for k, p in enumerate(PAYERS)}}


def life(seed: int = 3) -> list[Move]:
    """Everybody's ordinary payments: sums and partners at random."""
    rng = np.random.default_rng(seed)
    everyone = [*PAYERS, *(f"q{k}" for k in range(40))]
    return [
        (str(rng.choice(everyone)), f"s{int(12 * rng.random() ** 2)}", round(float(np.exp(rng.normal(5, 1))), 2) + 1, float(k))
        for k in range(900)
    ]  # fmt: skip


def entries(hub: str = "hub", start: float = 40) -> list[Move]:
    """Twelve people pay 3,980 or a little more to one, a day apart."""
    return [(p, hub, 3980 + 20 * (k % 3), start + DAY * k) for k, p in enumerate(PAYERS)]


def world(folder: Path, moves: list[Move]) -> Lake:
    folder.mkdir(exist_ok=True)
    return lake_of(folder, sorted(moves, key=lambda m: m[3]), OWNED)


def one(store: Store, lake: Lake, *params: str, until: int | None = None) -> Finding:
    (finding,) = found(store, lake, "like-sums", *params, until=until)
    return finding


def test_entry_fees_are_found_and_ordinary_life_is_not(tmp_path: Path, embedded: Store) -> None:
    assert found(embedded, world(tmp_path / "life", life()), "like-sums") == []
    lake = world(tmp_path / "ring", life() + entries())
    f = one(embedded, lake)
    assert (f.facts["payers"], f.facts["low"], f.facts["high"], f.facts["links"]) == (12, 398_000, 402_000, 12)
    assert accounts(f, lake) == {number("hub")}
    assert [s.role.en for s in f.subjects[:3]] == ["takes the money", "account that takes it", "payer"]
    assert len(f.subjects) == 14
    assert f.score > 0.6
    assert all(lake.why(link) for link in f.links)
    assert "12 人各收3,980.00元至4,020.00元" in f.sentence.zh
    assert json.dumps(dict(f.facts))
    assert found(embedded, lake, "like-sums", "payers=13") == []
    assert found(embedded, lake, "like-sums", "digits=60") == []


def test_fees_that_come_again_a_firms_price_and_a_licence_score_low(tmp_path: Path, embedded: Store) -> None:
    ring = one(embedded, world(tmp_path / "ring", life() + entries()))
    termly = world(tmp_path / "termly", life() + entries() + entries(start=40 + 120 * DAY))
    assert found(embedded, termly, "like-sums") == [], "too weak to be told"
    fee = one(embedded, termly, "score=0")
    assert fee.facts["again"] == 1
    assert fee.score < ring.score / 2
    assert "按期缴费" in fee.sentence.zh
    shop = lake_of(tmp_path / "shop", sorted(life() + entries("shop"), key=lambda m: m[3]), OWNED)
    held(shop, tmp_path / "shop", {"商店": "shop"})
    assert found(embedded, shop, "like-sums") == []
    price = one(embedded, shop, "score=0")
    assert price.facts["firm"]
    assert price.score < ring.score / 2
    assert "固定售价" in price.sentence.zh
    licence(shop, tmp_path / "shop", "商店", "办学许可")
    school = one(embedded, shop, "score=0")
    assert school.id == price.id
    assert school.score < 0.3
    assert "持牌或备案方" in school.sentence.zh


def test_who_pays_such_sums_everywhere_is_no_witness_and_the_past_is_as_it_was(tmp_path: Path, embedded: Store) -> None:
    elsewhere = [(p, "landlord" + str(k % 4), 4_000, 30 + k) for k, p in enumerate(PAYERS)]
    assert found(embedded, world(tmp_path / "rents", life() + entries() + elsewhere), "like-sums") == []
    lake = world(tmp_path / "ring", life() + entries())
    then = one(embedded, lake, until=1_709_222_400 + int(3600 * (40 + 7.5 * DAY)))
    assert then.facts["payers"] == 8
    assert then.id == one(embedded, lake).id
