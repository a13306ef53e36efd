"""Sheets of a sample world's statements: what they say beyond the transfers is cash that came in, and fees stated beside."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from graph.lake import Lake
from graph.snapshot import Snapshot, snapshot
from graph.study.balance import charged, observed, sheets
from ingest import world
from ingest.load import load
from tests.graph.detect.worlds import number
from tests.lakes import write


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """A province's statements, of all its banks and the payment institution."""
    folder = tmp_path_factory.mktemp("statements")
    world.write(31, 0.02, folder / "world")
    lake = Lake(folder / "data")
    with lake.lock():
        for name in ("bank-a", "bank-b", "bank-c", "payment.csv"):
            for file in sorted((folder / "world" / name).rglob("*.*")) or [folder / "world" / name]:
                load(lake, file)
    return snapshot(lake)


def test_what_statements_say_beyond_transfers_is_cash_that_came_in(told: Snapshot) -> None:
    """The world's accounts are topped up by cash that nobody reports. What one bank leaves out the other tells: a residue
    below 0 stands only where two banks' clocks put two transfers the other way round.
    """
    seen = np.unique(observed(told).account)
    bounds, found = sheets(told, seen, "month")
    assert len(bounds) > 12
    assert (found.opening + found.came_in - found.paid_out - found.fees + found.residue == found.closing).all()
    assert (found.off > 0).any()
    assert (found.off < 0).sum() < 0.01 * len(found.off)


def test_a_fee_stated_beside_a_transfer_is_on_the_sheet_of_whose_statement_it_is(tmp_path: Path) -> None:
    head = "交易号,付款时间,用户账号,用户名称,交易对方账号,交易对方,金额（元）,收/支,交易状态,服务费（元）"
    a, b = number("a"), number("b")
    rows = [
        f"T1,2024-03-01 10:00:00,{a},甲,{b},乙,100.00,支出,交易成功,0.60",
        f"T2,2024-03-02 10:00:00,{a},甲,{b},乙,50.00,收入,交易成功,0.30",
    ]
    lake = Lake(tmp_path / "data")
    with lake.lock():
        load(lake, write(tmp_path / "payment.csv", head, rows))
    s = snapshot(lake)
    assert charged(s).fen.tolist() == [60, 30]
    accounts = s.of_kind("Account")
    _, found = sheets(s, accounts, "year")
    by = {s.ids([v])[0]: k for k, v in enumerate(found.account.tolist())}
    mine, theirs = (by[s.ids([s.edges("TRANSFER").source[k]])[0]] for k in (0, 1))
    assert (found.fees[mine, 0], found.fees[theirs, 0]) == (90, 0)
    assert (found.opening[mine, 0], found.closing[mine, 0]) == (10_060, 4_970)
