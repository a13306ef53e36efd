"""Loans of a platform to its own, and the borrowers who only seem to be."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.finding import Finding
from graph.lake import Lake
from graph.store import Store
from ingest.load import load
from ingest.mapping import parse
from tests.graph.detect.papers import add, code, enterprise, firm, held, holdings, loans, on
from tests.graph.detect.worlds import found, lake_of, number, person
from tests.lakes import write

OTHERS = [(f"X{k}", f"路人{k}", 100_000, 24.0 * k) for k in range(4)]  # who has nothing to do with the platform


def world(folder: Path, *own: tuple[str, str, float, float]) -> Lake:
    lake = lake_of(folder, [("a", "b", 1, 0)])
    loans(lake, folder, "平台", [*OTHERS, *own])
    return lake


def named(finding: Finding, lake: Lake) -> list[str]:
    """Names of the enterprises that a finding speaks of, in its order."""
    names = dict(lake.scan("Enterprise").select("id", "name").unique().collect().rows())
    return [names[s.id] for s in finding.subjects if s.id in names]


def test_a_loan_to_a_firm_of_the_platforms_own_is_found_with_the_way_to_it(tmp_path: Path, embedded: Store) -> None:
    lake = world(tmp_path, ("X9", "子", 600_000, 90), ("X8", "子", 400_000, 190))
    holdings(lake, tmp_path, [("平台", "母", 0.3), ("母", "子", 0.6)])
    (finding,) = found(embedded, lake, "self-dealing")
    assert named(finding, lake) == [firm(n) for n in ("平台", "子", "母")]
    facts = {k: finding.facts[k] for k in ("loans", "sum", "hops", "share", "lenders")}
    assert facts == {"loans": 2, "sum": 100_000_000, "hops": 2, "share": pytest.approx(10 / 14, abs=1e-3), "lenders": 1}
    assert f"{firm('平台')} —持股— {firm('母')} —持股— {firm('子')}" in finding.sentence.zh
    assert "71%" in finding.sentence.en
    assert all(lake.why(link) for link in finding.links)
    assert len(finding.links) == 6


def test_without_loans_nothing_is_found(tmp_path: Path, embedded: Store) -> None:
    lake = lake_of(tmp_path, [("a", "b", 1, 0)])
    assert found(embedded, lake, "self-dealing") == []


def test_one_person_behind_both_and_one_phone_are_ways_too(tmp_path: Path, embedded: Store) -> None:
    lake = world(tmp_path, ("X9", "子", 600_000, 90), ("X8", "友", 600_000, 90))
    enterprise(lake, tmp_path, "平台", rep="李四", phone="13800000001")
    enterprise(lake, tmp_path, "友", phone="13800000001")
    holdings(lake, tmp_path, [("李四", "子", 0.6)], by_firms=False)
    person_, phone = found(embedded, lake, "self-dealing")
    assert (named(person_, lake)[1], named(phone, lake)[1]) == (firm("子"), firm("友")), "the stronger way first"
    assert "李**" in person_.sentence.zh or "李*" in person_.sentence.zh
    assert person_.score > phone.score
    assert found(embedded, lake, "self-dealing", "hops=1") == []


def test_small_holdings_and_a_phone_that_everybody_gives_lead_nowhere(tmp_path: Path, embedded: Store) -> None:
    lake = world(tmp_path, ("X9", "子", 600_000, 90), ("X8", "友", 600_000, 90))
    holdings(lake, tmp_path, [("平台", "子", 0.01)])
    for who in ("平台", "友", *(f"客{k}" for k in range(40))):
        enterprise(lake, tmp_path, who, phone="13800000001")
    assert found(embedded, lake, "self-dealing") == []
    assert len(found(embedded, lake, "self-dealing", "stake=0", "most=100")) == 2


def officer(lake: Lake, folder: Path, who: str, of: str, office: str, until: str) -> None:
    row = {"企业名称": firm(of), "统一社会信用代码": code(of), "姓名": who, "证件号码": person(who), "职务": office}
    add(lake, folder, "officers", [row | {"任职起": on(-9999), "任职止": until}])


def test_a_tie_that_had_ended_before_the_loan_is_none(tmp_path: Path, embedded: Store) -> None:
    lake = world(tmp_path, ("X9", "子", 600_000, 90), ("X8", "友", 600_000, 90))
    officer(lake, tmp_path, "王五", "平台", "董事", "")
    officer(lake, tmp_path, "王五", "子", "监事", on(-200))
    officer(lake, tmp_path, "王五", "友", "监事", on(2000))
    (finding,) = found(embedded, lake, "self-dealing")
    assert named(finding, lake)[1] == firm("友")


def test_a_distant_tie_of_one_loan_scores_below_a_platform_that_lends_to_its_own(tmp_path: Path, embedded: Store) -> None:  # fmt: skip
    lake = world(tmp_path, *((f"X{k}", "子", 900_000, 90.0 + k) for k in range(10, 16)), ("X9", "远", 10_000, 90))
    holdings(lake, tmp_path, [("平台", "子", 0.9), ("母", "平台", 0.9)])
    enterprise(lake, tmp_path, "母", address="某市某区长街1号")
    enterprise(lake, tmp_path, "远", address="某市某区长街1号")
    near, far = found(embedded, lake, "self-dealing")
    assert (named(near, lake)[1], far.facts["hops"]) == (firm("子"), 3)
    assert near.score > 1.3 * far.score


PAID_INTO = """
name: paid-into
label: {zh: 放款, en: paid into}
match: {header: [项目, 账户, 放款额, 时]}
entities:
  l: {kind: Loan, props: {number: 项目}}
  a: {kind: Account, props: {number: 账户}}
links:
  d: {type: DEPOSITS, from: l, to: a, props: {amount: 放款额, at: 时}}
"""


def test_a_strangers_loan_that_lands_in_an_account_of_the_platforms_own_firm_is_found(tmp_path: Path, embedded: Store) -> None:  # fmt: skip
    lake = world(tmp_path)
    holdings(lake, tmp_path, [("平台", "子", 0.9)])
    held(lake, tmp_path, {"子": "z", "路人1": "y"})
    with lake.lock():
        rows = [f"X1,{number('z')},100000,{on(24)}", f"X2,{number('y')},100000,{on(48)}"]
        load(lake, write(tmp_path / "into.csv", "项目,账户,放款额,时", rows), parse(PAID_INTO, "paid-into"))
    (finding,) = found(embedded, lake, "self-dealing")
    assert named(finding, lake) == [firm("平台"), firm("子")]
    assert (finding.facts["loans"], finding.facts["hops"]) == (1, 2)
    assert "—持股— " + firm("子") + " —持有账户— " in finding.sentence.zh


def test_the_past_is_as_it_was(tmp_path: Path, embedded: Store) -> None:
    lake = world(tmp_path, ("X9", "子", 600_000, 90), ("X8", "子", 400_000, 190))
    holdings(lake, tmp_path, [("平台", "子", 0.3)])
    start = 1_709_222_400
    assert found(embedded, lake, "self-dealing", until=start + 3600 * 90) == []
    (then,) = found(embedded, lake, "self-dealing", until=start + 3600 * 100)
    (now,) = found(embedded, lake, "self-dealing")
    assert then.id == now.id
    assert (then.facts["loans"], now.facts["loans"]) == (1, 2)
    assert now.score > then.score
