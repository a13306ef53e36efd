"""Returns paid out of new money, and those who pay people back for other reasons."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.finding import Finding
from graph.lake import Lake
from graph.store import Store
from tests.graph.detect.papers import held, licence
from tests.graph.detect.worlds import Move, accounts, found, lake_of, number

DAY, MONTH = 24, 720  # hours
PEOPLE = [f"p{k:02}" for k in range(36)]


def scheme(takes: list[str], pays: str, sink: str = "z") -> list[Move]:
    """A person a week pays in 10,000 and has 2 % of it every month; most of the money leaves."""
    moves: list[Move] = []
    for k, p in enumerate(PEOPLE):
        joined = 5 * DAY * k
        taking = takes[k * len(takes) // len(PEOPLE)]
        moves += [(p, taking, 10_000, joined), (taking, sink, 7_000, joined + 2)]
        if taking != pays:
            moves.append((taking, pays, 2_500, joined + 3))
        moves += [(pays, p, 200, joined + MONTH * n) for n in range(1, 8)]
    return moves


def world(folder: Path, moves: list[Move], firms: dict[str, str] | None = None) -> Lake:
    lake = lake_of(folder, moves, {p: p for p in PEOPLE})
    held(lake, folder, firms or {"甲": "h", "乙": "z"})
    return lake


@pytest.fixture
def plain(tmp_path: Path) -> Lake:
    return world(tmp_path, scheme(["h"], "h"))


def facts(f: Finding, *names: str) -> tuple[object, ...]:
    return tuple(f.facts[n] for n in names)


def test_returns_out_of_new_money_are_found(plain: Lake, embedded: Store) -> None:
    (f,) = found(embedded, plain, "new-pays-old")
    assert facts(f, "payers", "payees", "often", "parties") == (36, 36, 36, 1)
    assert facts(f, "taken", "gone", "other_income") == (360_000_00, 252_000_00, 0)
    assert f.facts["rate"] == pytest.approx(7 * 0.02 * 365 / 297.5, abs=1e-3)  # held for 297.5 days on average
    assert f.facts["paid"] == f.facts["gain"] == 36 * 7 * 200_00
    assert f.subjects[0].kind == "Enterprise"
    assert number("h") in accounts(f, plain)
    assert (f.facts["links"], len(f.links)) == (36 * 8, 250 + 36)  # at most half of 500 for returns
    assert all(plain.why(link) for link in f.links)
    assert "36 名早期参与人" in f.sentence.zh
    assert f.score > 0.5


def test_collected_on_several_accounts_and_paid_from_another(tmp_path: Path, embedded: Store) -> None:
    lake = world(tmp_path, scheme(["h", "i", "j"], "k"), {"甲": "h", "乙": "z", "丙": "i", "丁": "j k"})
    (f,) = found(embedded, lake, "new-pays-old")
    assert facts(f, "payers", "payees", "parties", "other_income", "gone") == (36, 36, 3, 0, 252_000_00)
    assert {number(n) for n in "hijk"} <= accounts(f, lake)
    assert number("z") not in accounts(f, lake)


def test_a_licence_speaks_for_it_while_it_lasts(plain: Lake, tmp_path: Path, embedded: Store) -> None:
    bare = found(embedded, plain, "new-pays-old")[0].score
    licence(plain, tmp_path, "甲", "道路运输经营许可")
    assert found(embedded, plain, "new-pays-old")[0].score == bare
    licence(plain, tmp_path, "甲", "金融许可证", 有效期自="2020-01-01", 有效期至="2024-03-20")
    some = found(embedded, plain, "new-pays-old")[0]
    assert 0 < some.facts["licensed"] < 0.5
    licence(plain, tmp_path, "甲", "保险业务经营许可", 有效期自="2020-01-01", 有效期至="2030-01-01")
    (full,) = found(embedded, plain, "new-pays-old")
    assert full.facts["licensed"] == 1
    assert full.score < bare / 3
    assert full.score < some.score < bare
    assert "持牌方" in full.sentence.zh


def test_what_looks_like_it_is_not(tmp_path: Path, embedded: Store) -> None:
    shop = [(p, "s", 300 + k, DAY * n) for k, p in enumerate(PEOPLE) for n in range(0, 90, 9)]
    refunds = [("s", p, 300 + k, DAY * (10 + k)) for k, p in enumerate(PEOPLE)]  # each once
    earns = scheme(["e"], "e") + [("c", "e", 20_000, DAY * n) for n in range(0, 420, 10)]  # a trade that pays for it
    wages = [("w", p, 5_000, MONTH * n) for p in PEOPLE for n in range(8)]
    rents = [(p, "r", 900, MONTH * n) for p in PEOPLE for n in range(8)]
    firms = {"店": "s", "商": "e", "客": "c", "厂": "w", "房": "r", "乙": "z"}
    lake = world(tmp_path, [*shop, *refunds, *earns, *wages, *rents], firms)
    assert found(embedded, lake, "new-pays-old") == []


def test_a_broker_keeps_what_it_does_not_pay_back(tmp_path: Path, embedded: Store) -> None:
    kept = [m for m in scheme(["h"], "h") if m[1] != "z"]
    (custody,) = found(embedded, world(tmp_path, kept), "new-pays-old")
    assert custody.facts["gone"] == 0
    assert custody.score < 0.4


def test_the_past_is_as_it_was(plain: Lake, embedded: Store) -> None:
    begin = 1_709_222_400
    assert found(embedded, plain, "new-pays-old", until=begin + 60 * 86_400) == []
    (then,) = found(embedded, plain, "new-pays-old", "payees=10", until=begin + 120 * 86_400)
    (now,) = found(embedded, plain, "new-pays-old")
    assert then.id == now.id
    assert then.facts["payers"] < now.facts["payers"]
