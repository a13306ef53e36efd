"""Who hangs on those in trouble, by what, and who only seems to."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.finding import Finding
from graph.lake import Lake
from graph.store import Store
from tests.graph.detect.papers import add, code, enterprise, firm, guarantees, held, holdings
from tests.graph.detect.worlds import Move, found, lake_of, number

START = 1_709_222_400
DAY = 86_400


def world(
    folder: Path, moves: list[Move] | None = None, bad: str = "坏", paid: str = "100万元", firms: str = "甲乙丙"
) -> Lake:
    """Firms that have paid in so much, and one whose licence was revoked."""
    folder.mkdir(exist_ok=True)
    lake = lake_of(folder, moves or [("x", "y", 1, 24)])
    for k, who in enumerate(dict.fromkeys(firms)):
        enterprise(lake, folder, who, 实缴资本=paid, 登记状态="存续", address=f"某市某区某路{k}号")
    enterprise(lake, folder, bad, 实缴资本="10万元", 登记状态="吊销", address="某市某区某街1号")
    return lake


def named(finding: Finding, lake: Lake, role: str) -> list[str]:
    codes = dict(lake.scan("Enterprise").select("id", "credit_code").unique().collect().rows())
    return [codes[s.id] for s in finding.subjects if s.role.zh == role and s.id in codes]


def test_a_guarantee_for_a_firm_in_trouble_is_told_with_what_it_may_cost(tmp_path: Path, embedded: Store) -> None:
    lake = world(tmp_path)
    guarantees(lake, tmp_path, [("甲", "坏", 600_000, 0, 400)])
    (finding,) = found(embedded, lake, "contagion")
    assert named(finding, lake, "受波及企业") == [code("甲")]
    assert named(finding, lake, "风险源") == [code("坏")]
    facts = {k: finding.facts[k] for k in ("capital", "at_risk", "share", "by_kind", "links")}
    assert facts == {"capital": 100_000_000, "at_risk": 60_000_000, "share": 0.6, "by_kind": {"guarantee": 60_000_000}, "links": 1}  # fmt: skip
    assert f"{firm('甲')} 的资本100.00万元中约 60%" in finding.sentence.zh
    assert f"因担保对 {firm('坏')} 的敞口60.00万元" in finding.sentence.zh
    assert [lake.why(link) for link in finding.links]


def test_trouble_goes_on_to_the_next_and_its_origin_is_named(tmp_path: Path, embedded: Store) -> None:
    lake = world(tmp_path)
    guarantees(lake, tmp_path, [("甲", "坏", 900_000, 0, 400), ("乙", "甲", 500_000, 0, 400), ("丙", "乙", 100_000, 0, 400)])  # fmt: skip
    first, second = found(embedded, lake, "contagion")
    assert (first.facts["share"], second.facts["share"]) == (0.9, pytest.approx(0.45))
    assert named(second, lake, "敞口对方") == [code("甲")]
    assert named(second, lake, "风险源") == [code("坏")]
    assert first.score > second.score
    assert len(found(embedded, lake, "contagion", "share=0.04")) == 3


def test_shares_count_and_a_holding_that_is_paid_in_goes_before_its_ratio(tmp_path: Path, embedded: Store) -> None:
    lake = world(tmp_path)
    row = {
        "企业名称": firm("坏"),
        "统一社会信用代码": code("坏"),
        "股东": firm("甲"),
        "股东类型": "企业法人",
        "股东证件号码": code("甲"),
    }
    add(lake, tmp_path, "shareholders", [row | {"持股比例": "50%", "认缴出资额": "900000元", "实缴": "400000元"}])
    (finding,) = found(embedded, lake, "contagion")
    assert finding.facts["by_kind"] == {"share": 40_000_000}


def test_what_is_shared_costs_a_part_and_never_all(tmp_path: Path, embedded: Store) -> None:
    lake = world(tmp_path, firms="甲")
    enterprise(lake, tmp_path, "甲", rep="李四", phone="13800000001", address="某市某区某路0号")
    enterprise(lake, tmp_path, "坏", rep="李四", phone="13800000001", address="某市某区某街1号")
    holdings(lake, tmp_path, [("李四", "甲", 0.9), ("李四", "坏", 0.9)], by_firms=False)
    assert found(embedded, lake, "contagion") == []
    (finding,) = found(embedded, lake, "contagion", "share=0.2")
    assert finding.facts["share"] == pytest.approx(0.2), "one person and one phone are one thing shared, not three"


def test_customers_who_may_not_pay_weigh_half(tmp_path: Path, embedded: Store) -> None:
    sales: list[Move] = [("bad", "good", 1_000_000, 24.0 * k) for k in range(5)]
    lake = world(tmp_path, sales)
    held(lake, tmp_path, {"坏": "bad", "甲": "good"})
    (finding,) = found(embedded, lake, "contagion")
    assert finding.facts["by_kind"]["trade"] == pytest.approx(5e8 * 60 / 365, rel=1e-3)
    other = world(tmp_path / "other")
    guarantees(other, tmp_path / "other", [("甲", "坏", 5e6 * 60 / 365, 0, 400)])
    (given,) = found(embedded, other, "contagion")
    assert finding.score == pytest.approx(given.score / 2, rel=1e-3)
    assert found(embedded, lake, "contagion", "days=10") == []


def test_a_debtor_whose_accounts_are_frozen_is_in_trouble_by_their_share(tmp_path: Path, embedded: Store) -> None:
    lake = world(tmp_path)
    frozen = {
        "户名": firm("乙"),
        "开户行": "某银行",
        "证件号码": code("乙"),
        "开户时间": "2020-01-01 00:00:00",
        "账户类别": "单位结算账户",
    }
    add(lake, tmp_path, "accounts", [frozen | {"账号": number("p"), "状态": "冻结"}, frozen | {"账号": number("q"), "状态": "正常"}])  # fmt: skip
    guarantees(lake, tmp_path, [("甲", "乙", 900_000, 0, 400)])
    (finding,) = found(embedded, lake, "contagion")
    assert finding.facts["share"] == pytest.approx(0.45)


def test_what_ran_out_or_has_no_measure_is_no_exposure(tmp_path: Path, embedded: Store) -> None:
    lake = world(tmp_path, [("x", "y", 1, 24 * 50)])
    guarantees(lake, tmp_path, [("甲", "坏", 900_000, 0, 30)])
    assert found(embedded, lake, "contagion") == []
    unknown = world(tmp_path / "unknown", paid="")
    guarantees(unknown, tmp_path / "unknown", [("甲", "坏", 900_000, 0, 400)])
    assert found(embedded, unknown, "contagion") == []


def test_the_past_is_as_it_was(tmp_path: Path, embedded: Store) -> None:
    lake = world(tmp_path, [("x", "y", 1, 24 * 50)])
    guarantees(lake, tmp_path, [("甲", "坏", 500_000, 0, 400), ("乙", "坏", 400_000, 40, 400)])
    assert len(found(embedded, lake, "contagion", until=START + 30 * DAY)) == 1
    assert len(found(embedded, lake, "contagion")) == 2
