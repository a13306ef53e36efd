"""What the lake holds against a finding: it is weighed, said in the sentence, and named among the facts (反证)."""

from __future__ import annotations

from pathlib import Path

from graph.finding import Finding
from graph.lake import Lake
from graph.store import Store
from tests.graph.detect.papers import enterprise, held, holdings, licence
from tests.graph.detect.worlds import Move, found, lake_of

DAY = 24.0
TENANTS = ["甲", "乙", "丙", "丁"]
CROWD = {f"人{k}": f"p{k}" for k in range(20)}


def shells(folder: Path, reps: list[str]) -> Lake:
    """Four young firms at one address with one phone, each paying the next."""
    folder.mkdir()
    pay = [(f"f{k}", f"f{(k + 1) % 4}", 5_000, DAY * k) for k in range(4)]
    lake = lake_of(folder, pay)
    held(lake, folder, {who: f"f{k}" for k, who in enumerate(TENANTS)})
    for k, (who, rep) in enumerate(zip(TENANTS, reps, strict=True)):
        enterprise(lake, folder, who, rep=rep, phone="13900000000", address="某市某区某路9号", 成立日期=f"2023-0{k + 1}-10")  # fmt: skip
    return lake


def test_tenants_whom_nobody_holds_in_common_are_no_shells(tmp_path: Path, embedded: Store) -> None:
    apart = shells(tmp_path / "apart", ["张三", "李四", "王五", "赵六"])
    assert found(embedded, apart, "shared-identity", "score=0.45") == []
    weak = found(embedded, apart, "shared-identity", "score=0")
    assert {f.facts["apart"] for f in weak if f.subjects[0].kind != "Person"} == {True}
    assert all("孵化器" in f.sentence.zh for f in weak)
    holdings(apart, tmp_path / "apart", [("板主", who, 0.5) for who in TENANTS], by_firms=False)
    tied = found(embedded, apart, "shared-identity", "score=0.45")
    assert {f.facts["tied"] for f in tied} == {4}
    assert all("4 家有共同的股东" in f.sentence.zh for f in tied)
    assert min(f.score for f in tied) > 2 * max(f.score for f in weak)
    one = shells(tmp_path / "one", ["张三"] * 4)
    assert {f.facts["tied"] for f in found(embedded, one, "shared-identity")} == {4}


def rounds(months: int) -> list[Move]:
    """A sum that goes round three, twice a month."""
    return [
        (a, b, yuan, DAY * 15 * k + h) for k in range(2 * months)
        for a, b, yuan, h in (("a", "b", 100_000, 0), ("b", "c", 99_500, 20), ("c", "a", 99_000, 40))
    ]  # fmt: skip


def test_firms_that_have_dealt_in_a_ring_for_months_are_likely_to_trade(tmp_path: Path, embedded: Store) -> None:
    def highest(name: str, months: int, owned: dict[str, str], firms: dict[str, str]) -> Finding:
        (tmp_path / name).mkdir()
        lake = lake_of(tmp_path / name, rounds(months), owned)
        if firms:
            held(lake, tmp_path / name, firms)
        return max(found(embedded, lake, "ring"), key=lambda f: f.score)

    firms = {"甲": "a", "乙": "b", "丙": "c"}
    trade = highest("trade", 5, {}, firms)
    assert trade.facts["trade"]
    assert "可能是贸易" in trade.sentence.zh
    once = highest("once", 1, {}, firms)
    persons = highest("persons", 5, {"头": "a"}, {"乙": "b", "丙": "c"})
    assert not once.facts["trade"]
    assert not persons.facts["trade"]
    assert trade.score < persons.score / 2


def test_who_is_licensed_to_pass_money_on_scores_low(tmp_path: Path, embedded: Store) -> None:
    into = [(f"p{n}", "hub", 10_000, n / 2) for n in range(20)]
    lake = lake_of(tmp_path, [*into, *(("hub", "shop", 9_900, n / 2 + 2) for n in range(20))], CROWD | {"他": "shop"})
    held(lake, tmp_path, {"收单": "hub"})
    (plain,) = found(embedded, lake, "pass-through")
    licence(lake, tmp_path, "收单", "食品经营许可")
    assert found(embedded, lake, "pass-through")[0].score == plain.score, "that is no licence for it"
    licence(lake, tmp_path, "收单", "支付业务许可（银行卡收单）")
    (licensed,) = found(embedded, lake, "pass-through")
    assert (licensed.id, licensed.facts["licensed"]) == (plain.id, True)
    assert licensed.score < plain.score / 2
    assert "持有相应许可" in licensed.sentence.zh


def test_a_card_that_was_somebodys_before_is_a_layer_and_a_busy_firm_is_none(tmp_path: Path, embedded: Store) -> None:
    """The carriers have lived for two years; then they carry the money of thirty for a month. A dealer who gets as much for
    his trade meanwhile is none."""
    owned = {f"人{k}": f"p{k}" for k in range(30)} | {"头": "h", "过": "x", "渡": "y"}
    life = [(a, b, 800 + 7 * k, -DAY * 20 * k) for k in range(36) for a, b in (("shop", "x"), ("x", "shop"), ("shop", "y"), ("y", "shop"))]  # fmt: skip
    chain = [(a, b, 10_000 - 10 * n, DAY * k + 5 * n) for k in range(30) for n, (a, b) in enumerate((("p" + str(k), "h"), ("h", "x"), ("x", "y"), ("y", "s")))]  # fmt: skip
    (tmp_path / "cards").mkdir()
    (finding,) = found(embedded, lake_of(tmp_path / "cards", sorted(life + chain, key=lambda m: m[3]), owned), "layered-collection")  # fmt: skip
    assert (finding.facts["layers"], finding.facts["carriers"]) == (2, 2)
    assert finding.facts["life"] < 31 * 24 * 3_600_000
    trade = [("dealer", "x", 30_000, DAY * k + 1) for k in range(30)] + [("x", "maker", 29_000, DAY * k + 2) for k in range(30)]  # fmt: skip
    (tmp_path / "busy").mkdir()
    busy = lake_of(tmp_path / "busy", sorted(life + chain + trade, key=lambda m: m[3]), owned)
    assert found(embedded, busy, "layered-collection") == []
