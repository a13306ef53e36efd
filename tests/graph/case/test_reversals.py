"""What a negative row turned is marked in every format and leads to its row."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import StringIO
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from graph.case.dossier import Dossier
from graph.case.export import csv_tables, followthemoney, graphml, html, workbook
from graph.case.paper.beside import beside
from graph.case.paper.blocks import Table
from graph.case.paper.sections import report
from graph.case.reversals import by_party, by_sheet, reversals
from tests.graph.case.sample import AT, sample


def turned(which: tuple[int, ...] = (0, 4)) -> Dossier:
    one = sample()
    moved = one.links["TRANSFER"]
    marks = pl.Series([True if n in which else None for n in range(moved.height)], dtype=pl.Boolean)
    group = {"accounts": [one.entities["Account"]["id"][0]]}
    return replace(one, links={**one.links, "TRANSFER": moved.with_columns(reversal=marks)}, figures=replace(one.figures, rules={"group": group}))  # fmt: skip


def test_each_leads_to_its_row_and_is_summed_for_its_party_and_sheet() -> None:
    one = turned()
    found, moved = reversals(one), one.links["TRANSFER"]
    first = {r["id"]: (r["file"], r["row"], r["sha256"]) for r in one.rows.iter_rows(named=True)}
    assert found["id"].to_list() == [moved["id"][0], moved["id"][4]]
    assert [(r["file"], r["row"], r["sha256"]) for r in found.iter_rows(named=True)] == [first[i] for i in found["id"]]
    assert found["amount"].to_list() == [moved["amount"][0], moved["amount"][4]]
    assert found["at"].to_list() == [AT, AT + 4 * 3_600_000]
    # 0 pays account 1, whose owner is the first person; account 5 pays 0, and belongs to the last
    people = one.entities["Person"]["id"]
    assert set(by_party(one).iter_rows()) == {(people[0], 1, moved["amount"][0]), (people[4], 1, moved["amount"][4])}
    sums = {(a, p): (n, fen) for a, p, n, fen in by_sheet(one).iter_rows()}
    assert sums[one.entities["Account"]["id"][0], "2024-03"] == (2, moved["amount"][0] + moved["amount"][4])
    none = reversals(sample())
    assert (none.height, by_party(sample()).height, by_sheet(sample()).height) == (0, 0, 0)


def test_the_report_says_so_where_figures_have_them() -> None:
    (section,) = [s for s in report(turned()).sections if s.key == "ledger"]
    tables = {b.title: b for b in section.blocks if isinstance(b, Table)}
    told = tables["冲正（红字）交易（元）"]
    assert [(row[3], row[4], row[5]) for row in told.rows] == [("100.00", "甘露银行流水.csv", "14"), ("500.04", "甘露银行流水.csv", "18")]  # fmt: skip
    assert "方向据此掉转" in told.note
    ledger = tables["参与人本息台账（元）"]
    assert [row[-1] for row in ledger.rows] == ["7（1）", "7", "7", "7", "7（1）"]
    assert "冲正笔数，共 2 笔、600.04 元" in ledger.note
    assert "2024-03 2 / 600.04" in tables["账户对账（元）"].note
    assert sum(row[4].startswith("【冲正】") for row in tables["交易明细（元）"].rows) == 2
    (plain,) = [s for s in report(sample()).sections if s.key == "ledger"]
    assert not any("冲正" in str(b) for b in plain.blocks)


def test_every_table_of_a_file_marks_them(tmp_path: Path) -> None:
    one = turned()
    watch = lambda done, total: None  # noqa: E731
    for part, write in (("csv", csv_tables.write), ("xlsx", workbook.write), ("html", html.write), ("graphml", graphml.write), ("ftm", followthemoney.write)):  # fmt: skip
        (tmp_path / part).mkdir()
        write(one, tmp_path / part, watch)
    beside(one, tmp_path)
    for file in (tmp_path / "csv/transactions.csv", tmp_path / "transactions.csv"):
        rows = list(csv.DictReader(StringIO(file.read_text("utf-8-sig"))))
        assert [n for n, r in enumerate(rows) if r["冲正"]] == [0, 4]
    ledger = list(csv.DictReader(StringIO((tmp_path / "ledger.csv").read_text("utf-8-sig"))))
    assert [r["冲正金额(元)"] for r in ledger] == ["100.00", "", "", "", "500.04"]
    book = openpyxl.load_workbook(tmp_path / "xlsx/case.xlsx", data_only=True)
    head, *body = book["冲正明细"].iter_rows(values_only=True)
    (first, *_) = [dict(zip(head, row, strict=True)) for row in body]
    assert (first["金额（元）"], first["来源文件"], first["来源行号"]) == (100, "甘露银行流水.csv", 14)
    head, *body = book["交易明细"].iter_rows(values_only=True)
    assert [row[head.index("冲正")] for row in body[:6]] == ["冲正", None, None, None, "冲正", None]
    assert (tmp_path / "html/case.html").read_text("utf-8").count("【冲正】") >= 2
    (graph,) = (tmp_path / "graphml").glob("*.graphml")
    assert graph.read_text("utf-8").lower().count(">true<") == 2
    assert (tmp_path / "ftm/entities.ftm.json").read_text("utf-8").count("冲正: true") == 2


@pytest.mark.parametrize("part", ["xlsx", "csv"])
def test_a_case_without_any_is_as_it_was(tmp_path: Path, part: str) -> None:
    {"xlsx": workbook, "csv": csv_tables}[part].write(sample(), tmp_path, lambda done, total: None)
    if part == "xlsx":
        assert "冲正明细" not in openpyxl.load_workbook(tmp_path / "case.xlsx").sheetnames
    else:
        assert {
            r["冲正"] for r in csv.DictReader(StringIO((tmp_path / "transactions.csv").read_text("utf-8-sig")))
        } == {""}
