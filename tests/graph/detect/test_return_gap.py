"""Promises too high, promises not kept, and those who promise little and keep it."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.lake import Lake
from graph.store import Store
from tests.graph.detect.papers import adverts, code, contracts, held, licence, members
from tests.graph.detect.worlds import Move, accounts, found, lake_of, number, person

DAY, YEAR = 24.0, 24.0 * 365
NAMES = list({person(n): n for n in (chr(0x4E00 + 7 * k) * 2 for k in range(60))}.values())[:20]
START = 1_709_222_400


def paid(rate: float, months: int = 12, every: int = 1, back: bool = True) -> list[Move]:
    """Twenty pay in, get interest from another account every so many months, and their money back at the end."""
    moves: list[Move] = []
    for k in range(20):
        lump, at = 10_000 + 1_000 * (k % 7), 5 * DAY * k
        moves.append((f"a{k}", "in", lump, at))
        moves += [
            ("in", f"a{k}", lump * rate * every / 12, at + YEAR * m / 12) for m in range(every, months + 1, every)
        ]
        if back:
            moves.append(("in", f"a{k}", lump, at + YEAR + 1))
    return moves


def world(folder: Path, moves: list[Move]) -> Lake:
    folder.mkdir(exist_ok=True)
    lake = lake_of(folder, moves, {who: f"a{k}" for k, who in enumerate(NAMES)})
    held(lake, folder, {"甲": "in"})
    return lake


def test_a_high_promise_is_found_with_what_was_paid(tmp_path: Path, embedded: Store) -> None:
    lake = world(tmp_path, paid(0.24))
    adverts(lake, tmp_path, "甲", ["24%", "24%", "月2%"])
    (finding,) = found(embedded, lake, "return-gap")
    assert finding.facts["promised"] == pytest.approx(0.24)
    assert finding.facts["paid"] == pytest.approx(0.24, rel=0.05)
    assert (finding.facts["payees"], finding.facts["deviates"], finding.facts["statements"]) == (20, False, 3)
    assert finding.facts["gain"] == round(sum(m[2] for m in paid(0.24, back=False) if m[0] == "in") * 100)
    assert accounts(finding, lake) == {number("in")}
    assert "承诺年化收益24.0%，按资金折算实付 2" in finding.sentence.zh
    assert all(lake.why(link) for link in finding.links)


def test_who_promises_little_and_keeps_it_is_not_accused(tmp_path: Path, embedded: Store) -> None:
    lake = world(tmp_path, paid(0.04, every=3))
    adverts(lake, tmp_path, "甲", ["4%"] * 5)
    contracts(lake, tmp_path, "甲", [(who, "4%", 0) for who in NAMES])
    assert found(embedded, lake, "return-gap") == []


def test_a_promise_that_money_does_not_keep_is_found(tmp_path: Path, embedded: Store) -> None:
    lake = world(tmp_path, paid(0.02))
    contracts(lake, tmp_path, "甲", [(who, "8%", 0) for who in NAMES])
    (finding,) = found(embedded, lake, "return-gap")
    assert finding.facts["deviates"]
    assert finding.facts["paid"] == pytest.approx(0.02, rel=0.05)
    assert found(embedded, lake, "return-gap", "deviation=0.07") == []


def test_interest_at_the_end_of_a_term_is_no_gap(tmp_path: Path, embedded: Store) -> None:
    lake = world(tmp_path, paid(0.08, every=12))
    contracts(lake, tmp_path, "甲", [(who, "8%", 0) for who in NAMES])
    assert found(embedded, lake, "return-gap") == []


def test_a_lenders_own_loans_and_one_slip_among_many_are_no_promise(tmp_path: Path, embedded: Store) -> None:
    lake = world(tmp_path, [])
    contracts(lake, tmp_path, "甲", [(who, "24%", 0) for who in NAMES], kind="借款合同")
    adverts(lake, tmp_path, "甲", [*["5%"] * 9, "50%"])
    assert found(embedded, lake, "return-gap") == []


def test_a_paper_that_names_the_firm_without_its_number_speaks_of_the_registered_one(tmp_path: Path, embedded: Store) -> None:  # fmt: skip
    lake = world(tmp_path, [])
    adverts(lake, tmp_path, "甲", ["20%"])
    adverts(lake, tmp_path, "甲", ["20%", "20%"], coded=False)
    (finding,) = found(embedded, lake, "return-gap")
    assert finding.facts["statements"] == 3
    names = dict(lake.scan("Enterprise").select("id", "credit_code").unique().collect().rows())
    assert names[finding.subjects[0].id] == code("甲")
    assert "实付情况不详" in finding.sentence.zh


def test_licence_and_notices_of_risk_score_lower(tmp_path: Path, embedded: Store) -> None:
    lake = world(tmp_path, [])
    adverts(lake, tmp_path, "甲", ["15%"] * 5, notice="有")
    (careful,) = found(embedded, lake, "return-gap")
    licence(lake, tmp_path, "甲", "私募基金管理人登记")
    (licensed,) = found(embedded, lake, "return-gap")
    other = world(tmp_path / "bold", [])
    adverts(other, tmp_path / "bold", "甲", ["15%"] * 5)
    (bold,) = found(embedded, other, "return-gap")
    assert licensed.score < careful.score < bold.score
    assert "金融许可" in licensed.sentence.zh


def test_commissions_of_recruiters_are_no_interest(tmp_path: Path, embedded: Store) -> None:
    bonus: list[Move] = [("in", "a0", 2_000 + k, DAY * (60 + k)) for k in range(30)]
    lake = world(tmp_path, [*paid(0.04), *bonus])
    contracts(lake, tmp_path, "甲", [(who, "4%", 0) for who in NAMES])
    assert len(found(embedded, lake, "return-gap")) == 1
    members(lake, tmp_path, "甲", [(who, NAMES[0] if k else "", 0) for k, who in enumerate(NAMES)])
    assert found(embedded, lake, "return-gap") == []


def test_the_past_is_as_it_was(tmp_path: Path, embedded: Store) -> None:
    lake = world(tmp_path, paid(0.24))
    adverts(lake, tmp_path, "甲", ["24%"] * 4)
    assert found(embedded, lake, "return-gap", until=START) == []
    (then,) = found(embedded, lake, "return-gap", until=START + 3600 * 30)
    (now,) = found(embedded, lake, "return-gap")
    assert then.id == now.id
    assert (then.facts["statements"], then.facts["paid"]) == (2, None)
    assert then.score < now.score
