"""Rings and chains of guarantees, and the groups and owners whose guarantees are ordinary."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.finding import Finding
from graph.lake import Lake
from graph.store import Store
from tests.graph.detect.papers import code, enterprise, firm, guarantees, holdings, loans
from tests.graph.detect.worlds import found, lake_of

RING = [("甲", "乙", 3_000_000, 0, 400), ("乙", "丙", 2_000_000, 10, 400), ("丙", "甲", 1_000_000, 20, 400)]
CHAIN = [("甲", "乙", 3_000_000, 0, 400), ("乙", "丙", 2_000_000, 10, 400), ("丙", "丁", 1_000_000, 20, 400)]
START = 1_709_222_400
DAY = 86_400


def world(folder: Path, given: list[tuple[str, str, float, float, float]], paid: str = "100万元") -> Lake:
    """Guarantees among firms that have all paid in so much."""
    folder.mkdir(exist_ok=True)
    lake = lake_of(folder, [("a", "b", 1, 0)])
    guarantees(lake, folder, given)
    for who in dict.fromkeys(n for g in given for n in g[:2]):
        enterprise(lake, folder, who, 实缴资本=paid)
    return lake


def codes(finding: Finding, lake: Lake) -> list[str]:
    known = dict(lake.scan("Enterprise").select("id", "credit_code").unique().collect().rows())
    return [known[s.id] for s in finding.subjects]


def test_three_in_a_ring_are_found(tmp_path: Path, embedded: Store) -> None:
    lake = world(tmp_path, [*RING, ("甲", "己", 500_000, 0, 400)])
    (finding,) = found(embedded, lake, "guarantee-ring")
    assert set(codes(finding, lake)) == {code(n) for n in "甲乙丙"}
    facts = {k: finding.facts[k] for k in ("ring", "members", "guarantees", "sum", "capital", "group", "ended")}
    assert facts == {"ring": True, "members": 3, "guarantees": 3, "sum": 600_000_000, "capital": 300_000_000, "group": False, "ended": False}  # fmt: skip
    assert finding.start == (START + 20 * DAY) * 1000
    assert "互保成圈，共 3 笔担保600.00万元，为担保人实缴资本300.00万元的 2.0 倍" in finding.sentence.zh
    assert all(lake.why(link) for link in finding.links)


def test_guarantees_that_never_held_together_are_no_ring(tmp_path: Path, embedded: Store) -> None:
    lake = world(tmp_path, [*RING[:2], ("丙", "甲", 1_000_000, 500, 900)])
    assert found(embedded, lake, "guarantee-ring") == []


def test_two_for_each_other_and_a_ring_of_one_group_which_scores_low(tmp_path: Path, embedded: Store) -> None:
    pair = world(tmp_path / "pair", [("甲", "乙", 1, 0, 400), ("乙", "甲", 1, 0, 400)])
    (plain,) = found(embedded, pair, "guarantee-ring")
    assert plain.facts["members"] == 2
    holdings(pair, tmp_path / "pair", [("总", "甲", 0.8), ("总", "中", 0.9), ("中", "乙", 0.6)])
    (group,) = found(embedded, pair, "guarantee-ring")
    assert group.facts["group"]
    assert group.id == plain.id
    assert group.score == pytest.approx(plain.score / 2)


def test_a_chain_beyond_what_is_paid_in_is_found(tmp_path: Path, embedded: Store) -> None:
    lake = world(tmp_path, CHAIN)
    (finding,) = found(embedded, lake, "guarantee-ring")
    assert codes(finding, lake) == [code(n) for n in "甲乙丙丁"]
    assert [s.role.zh for s in finding.subjects] == ["担保人", "担保人", "担保人", "被担保人"]
    assert (finding.facts["sum"], finding.facts["capital"], finding.facts["ring"]) == (600_000_000, 300_000_000, False)
    assert "、".join(firm(n) for n in "甲乙丙丁") in finding.sentence.zh
    assert found(embedded, lake, "guarantee-ring", "times=2.5") == []
    assert found(embedded, lake, "guarantee-ring", "links=4") == []


def test_parents_and_owners_who_guarantee_what_is_theirs_make_no_chain(tmp_path: Path, embedded: Store) -> None:
    lake = world(tmp_path, CHAIN)
    holdings(lake, tmp_path, [("乙", "间", 0.7), ("间", "丙", 0.7)])
    assert found(embedded, lake, "guarantee-ring") == []
    assert len(found(embedded, lake, "guarantee-ring", "links=2")) == 0, "what is left is single guarantees"


def test_without_capital_there_is_no_measure_of_a_chain_but_a_ring_is_one(tmp_path: Path, embedded: Store) -> None:
    assert found(embedded, world(tmp_path / "chain", CHAIN, paid=""), "guarantee-ring") == []
    (ring,) = found(embedded, world(tmp_path / "ring", RING, paid=""), "guarantee-ring")
    assert ring.facts["capital"] is None
    assert "实缴资本不详" in ring.sentence.zh
    (nothing,) = found(embedded, world(tmp_path / "none", CHAIN, paid="0万元"), "guarantee-ring")
    assert "实缴资本为零" in nothing.sentence.zh


def test_a_guarantee_for_a_loan_is_one_for_who_took_it(tmp_path: Path, embedded: Store) -> None:
    lake = world(tmp_path, RING[:2])
    loans(lake, tmp_path, "平台", [("X1", "甲", 700_000, 24 * 30)], backer="丙")
    (finding,) = found(embedded, lake, "guarantee-ring")
    assert set(codes(finding, lake)) == {code(n) for n in "甲乙丙"}
    assert finding.facts["sum"] == 570_000_000


def test_the_past_is_as_it_was_and_what_ran_out_scores_lower(tmp_path: Path, embedded: Store) -> None:
    lake = world(tmp_path, RING)
    assert found(embedded, lake, "guarantee-ring", until=START + 20 * DAY) == []
    (then,) = found(embedded, lake, "guarantee-ring", until=START + 30 * DAY)
    lake2 = world(tmp_path / "later", [*RING, ("辛", "壬", 1, 500, 600)])
    (now,) = found(embedded, lake2, "guarantee-ring")
    assert then.id == now.id
    assert (then.facts["ended"], now.facts["ended"]) == (False, True)
    assert now.score < then.score
    assert "现已到期" in now.sentence.zh
