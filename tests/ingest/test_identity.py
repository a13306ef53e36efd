"""What makes two rows one transfer, whose number a number is, and what becomes of money without a counterparty."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.entity import link_ids
from graph.lake import Lake
from graph.ontology import ontology
from ingest.load import Loaded, load
from ingest.mapping import Test as Condition
from ingest.when import satisfied
from tests import lakes
from tests.ingest.test_mappings import table

HEAD = "交易日期,交易时间,本方账号,本方户名,借方发生额,贷方发生额,余额,对方账号,对方户名,摘要,流水号"
OWN, OTHER = "6222020000001234", "6222020000009999"


def put(lake: Lake, path: Path, rows: list[str], head: str = HEAD) -> Loaded:
    with lake.lock():
        return load(lake, lakes.write(path, head, rows))


def paid(yuan: str, clock: str = "10:00:00", serial: str = "", other: str = OTHER, name: str = "李四") -> str:
    return f"2024-03-01,{clock},{OWN},张三,{yuan},,,{other},{name},转账,{serial}"


@pytest.mark.parametrize("serial", ["1", "0", "2.02E+17", "-", "null", ""])
def test_a_serial_that_every_row_shares_makes_no_row_another_one(tmp_path: Path, serial: str) -> None:
    lake = Lake(tmp_path / "data")
    rows = [paid("100.00", "10:00:00", serial), paid("100.00", "10:00:01", serial), paid("200.00", "10:00:00", serial)]
    put(lake, tmp_path / "a.csv", rows)
    assert sorted(table(lake, "TRANSFER")["amount"]) == [10_000, 10_000, 20_000]


def test_equal_payments_without_a_serial_stay_two_and_the_same_statement_again_adds_none(tmp_path: Path) -> None:
    lake = Lake(tmp_path / "data")
    rows = [paid("100.00"), paid("100.00"), paid("5.00")]
    put(lake, tmp_path / "a.csv", rows)
    put(lake, tmp_path / "sent again.csv", [*rows, paid("7.00")])  # another file: another hash
    assert sorted(table(lake, "TRANSFER")["amount"]) == [500, 700, 10_000, 10_000]
    assert all(len(lake.why(i)) == (1 if a == 700 else 2) for i, a in table(lake, "TRANSFER")[["id", "amount"]].rows())


def test_equal_payments_are_counted_over_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.packed.CHUNK", 400)
    monkeypatch.setattr("ingest.decode.SAMPLE", 400)
    monkeypatch.setattr("ingest.decode.SLAB", 400)
    lake = Lake(tmp_path / "data")
    rows = [paid("100.00"), *(paid(f"{n}.00") for n in range(1, 40)), paid("100.00"), paid("100.00")]
    put(lake, tmp_path / "a.csv", rows)
    assert len(lake.parts("TRANSFER")) > 3
    found = table(lake, "TRANSFER")
    assert found.height == found["id"].n_unique() == len(rows)
    whole = Lake(tmp_path / "whole")
    monkeypatch.undo()
    put(whole, tmp_path / "a.csv", rows)
    assert set(table(whole, "TRANSFER")["id"]) == set(found["id"])


def test_both_sides_of_a_transfer_with_one_serial_meet(tmp_path: Path) -> None:
    lake = Lake(tmp_path / "data")
    put(lake, tmp_path / "a.csv", [paid("100.00", serial="S1")])
    mirrored = f"2024-03-01,10:00:31,{OTHER},李四,,100.00,,{OWN},张三,转账,S1"
    put(lake, tmp_path / "b.csv", [mirrored])
    (transfer,) = table(lake, "TRANSFER")["id"]
    assert len(lake.why(transfer)) == 2


@pytest.mark.parametrize("other", ["", "现金", "内部户", "0", "null", "无", "6217****0456"])
def test_money_without_a_counterpartys_number_is_kept_and_makes_no_hub(tmp_path: Path, other: str) -> None:
    lake = Lake(tmp_path / "data")
    second = paid("30.00", other=other, name="").replace(OWN, "6222020000005678")
    result = put(lake, tmp_path / "a.csv", [paid("20.00", other=other, name=""), second])
    assert result.manifest.rejected == 0
    transfers = table(lake, "TRANSFER")
    assert transfers["amount"].sum() == 5_000
    assert transfers["to"].n_unique() == 2
    assert table(lake, "Account")["number"].drop_nulls().sort().to_list() == [OWN, "6222020000005678"]


def test_what_is_undone_runs_back(tmp_path: Path) -> None:
    lake = Lake(tmp_path / "data")
    put(lake, tmp_path / "a.csv", [paid("100.00"), paid("-100.00", "10:05:00")])
    there, back = table(lake, "TRANSFER").sort("at").to_dicts()
    assert (there["from"], there["to"]) == (back["to"], back["from"])
    assert (there["amount"], back["amount"]) == (10_000, 10_000)
    assert (there["side"], back["side"]) == ("payer", "payee")


INQUIRY = "交易卡号,交易账号,交易户名,交易证件号码,交易时间,交易金额,交易余额,收付标志,交易对手账卡号,对手户名,对手身份证号,摘要说明,交易流水号,交易是否成功"


def inquiry(number: str = "", yuan: str = "100.00", mark: str = "出", memo: str = "转账", done: str = "成功") -> str:
    return f"{OWN},,张三,{number},2024-03-01 10:00:00,{yuan},,{mark},{OTHER},李四,,{memo},S1,{done}"


@pytest.mark.parametrize(
    "number", ["G12345678", "E12345678", "3301**********1234", "330106198002309999", "H1234567890"]
)
def test_a_number_that_names_nobody_costs_its_cell_alone(tmp_path: Path, number: str) -> None:
    lake = Lake(tmp_path / "data")
    result = put(lake, tmp_path / "a.csv", [inquiry(number)], INQUIRY)
    assert (result.manifest.rejected, result.manifest.cells) == (0, 1)
    assert result.manifest.counts == {"Account": 2, "TRANSFER": 1}


@pytest.mark.parametrize(("yuan", "memo", "back"), [("-77.00", "消费冲正", True), ("-77.00", "消费", False), ("77.00", "冲正", False)])  # fmt: skip
def test_a_minus_means_something_where_a_payment_is_undone(tmp_path: Path, yuan: str, memo: str, back: bool) -> None:
    lake = Lake(tmp_path / "data")
    put(lake, tmp_path / "a.csv", [inquiry(yuan=yuan, memo=memo)], INQUIRY)
    (row,) = table(lake, "TRANSFER").to_dicts()
    number = dict(table(lake, "Account")[["id", "number"]].rows())
    assert (number[row["from"]], row["amount"], row.get("reversal")) == (OTHER if back else OWN, 7_700, True if back else None)  # fmt: skip


def test_rows_that_state_nothing_are_counted(tmp_path: Path) -> None:
    result = put(Lake(tmp_path / "data"), tmp_path / "a.csv", [inquiry(), inquiry(done="失败")], INQUIRY)
    assert (result.manifest.rows, result.manifest.rejected, result.manifest.ignored) == (2, 0, 1)


@pytest.mark.parametrize(
    ("number", "firm"),
    [("91330106MA2CEXAMPL", True), ("913301060123456789", True), ("110101199003070070", False), ("11010119900307007X", False),
     ("G12345678", False), ("EA1234567", False), ("M12345678", False), ("", False), ("123456789012345", False)],
)  # fmt: skip
def test_whose_a_number_is(number: str, firm: bool) -> None:
    text = pl.Series([number or None], dtype=pl.String)
    assert satisfied(text, Condition("n", "whose", "firm")).to_list() == [firm]
    assert satisfied(text, Condition("n", "whose", "person")).to_list() == [not firm]


ROW = st.tuples(st.sampled_from([None, "1", "S"]), st.integers(1, 2), st.integers(0, 1), st.sampled_from(["payer", "payee"]))  # fmt: skip


@given(st.lists(ROW, min_size=1, max_size=12))
def test_rows_without_a_key_are_as_many_links_and_the_others_as_many_as_their_keys(
    rows: list[tuple[object, ...]],
) -> None:
    frame = pl.DataFrame(
        {"from": ["a"] * len(rows), "to": ["b"] * len(rows), "serial": [r[0] for r in rows], "amount": [r[1] for r in rows],
         "at": [r[2] for r in rows], "side": [r[3] for r in rows]},
        schema_overrides={"serial": pl.String, "at": pl.Datetime("ms", "UTC")},
    )  # fmt: skip
    ids = link_ids(ontology().link("TRANSFER"), frame)
    bare = [i for i, r in zip(ids, rows, strict=True) if r[0] is None]
    assert len(set(bare)) == len(bare)
    assert ids.n_unique() - len(bare) == len({r[:3] for r in rows if r[0] is not None})
