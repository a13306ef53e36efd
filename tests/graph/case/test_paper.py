"""The blocks of a report, before any layout sets them."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from graph.case.paper.blocks import Table
from graph.case.paper.sections import report
from tests.graph.case.sample import sample


def test_the_ledger_s_sums_are_those_of_participants_and_others_stand_apart() -> None:
    one = sample()
    ledger = one.figures.ledger.with_row_index("n").with_columns(participant=pl.col("n") > 0).drop("n")
    tables = {b.title: b for s in report(replace(one, figures=replace(one.figures, ledger=ledger))).sections for b in s.blocks if isinstance(b, Table)}  # fmt: skip
    mine, others = tables["参与人本息台账（元）"], tables["其他往来方（元）"]
    assert (len(mine.rows), len(others.rows)) == (4, 1)
    assert mine.total is not None
    assert mine.total[2:4] == ["4 方", "3,600,000.04"]  # paid in
    assert "其他往来方（元）" not in {b.title for s in report(one).sections for b in s.blocks if isinstance(b, Table)}


def test_a_rule_s_seconds_are_a_moment_and_a_length_of_time() -> None:
    one = sample()
    rule = {**one.rules[0], "name": "path", "params": {"from": [], "hops": 6, "since": 1_709_251_200, "hold": 259_200}}
    tables = [b for s in report(replace(one, rules=[rule])).sections for b in s.blocks if isinstance(b, Table)]
    (told,) = [cell for t in tables for row in t.rows for cell in row if "起始时刻" in cell]
    assert "起始时刻：2024-03-01 08:00:00；最长停留：3天" in told
