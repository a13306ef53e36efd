"""A real frozen case, assembled and written in every format of tables and graphs: all say the same of it."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import networkx
import openpyxl
import polars as pl
import pytest
from followthemoney import model
from lxml import etree

from graph.case.assemble import Asked, assembled
from graph.case.dossier import Dossier
from graph.case.export import anx, csv_tables, cypher_script, followthemoney, gexf, graphml, workbook
from graph.case.export.cypher_script import records
from graph.ontology import ontology
from graph.project import records as of_graph
from graph.project import rows_of
from tests.graph.case.made import LIN, Made, made
from tests.graph.case.test_gexf import read


@dataclass(frozen=True)
class Out:
    made: Made
    dossier: Dossier
    folder: Path


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Out]:
    root = tmp_path_factory.mktemp("case")
    folder = root / "out"
    folder.mkdir()
    with made(root / "data") as one:
        dossier = assembled(one.frozen, Asked(LIN))
        for module in (workbook, csv_tables, graphml, gexf, anx, followthemoney, cypher_script):
            module.write(dossier, folder, lambda done, total: None)
        yield Out(one, dossier, folder)


def test_every_format_has_all_entities_and_links(out: Out) -> None:
    things = set(out.dossier.kinds)
    links = {i for frame in out.dossier.links.values() for i in frame["id"]}
    assert things
    assert links
    for graph in (
        networkx.read_graphml(out.folder / "graph.graphml", force_multigraph=True),
        read(out.folder / "graph.gexf"),
    ):
        assert set(graph.nodes) == things
        assert graph.number_of_edges() == len(links)
    chart = etree.parse(out.folder / "chart.anx")
    assert {e.get("Identity") for e in chart.iter("Entity")} - {"jinying-note"} == things
    assert len(list(chart.iter("Link"))) == len(links)
    found = {}
    for line in (out.folder / "entities.ftm.json").read_text("utf-8").splitlines():
        one = json.loads(line)
        model.get(one["schema"]).validate(one)
        found[one["id"]] = one
    assert set(found) == things | links
    held: set[str] = set()
    for name in ("entities", "links"):
        with open(out.folder / f"{name}.csv", encoding="utf-8-sig", newline="") as opened:
            held |= {row["id"] for row in csv.DictReader(opened)}
    assert held == things | links
    book = openpyxl.load_workbook(out.folder / "case.xlsx", data_only=True)
    cells = {cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    assert things | links <= cells


def test_the_script_writes_what_the_projection_of_the_frozen_lake_writes(out: Out) -> None:
    """But for what an entity without its caption's property is called."""
    from graph.merge import merged

    lake = out.made.frozen.lake
    for table in lake.tables():
        owner = ontology().table(table)
        projected = rows_of(of_graph(pl.concat(list(merged(lake, table)), how="diagonal"), owner))
        frame = (out.dossier.entities | out.dossier.links)[table]
        ours = [{**r.pop("props"), **r} if "props" in r else r for r in records(owner, frame)]
        assert len(ours) == len(projected)
        theirs = {row["id"]: row for row in projected}
        for row in ours:
            assert {k: v for k, v in row.items() if k != "caption"} == {
                k: v for k, v in theirs[row["id"]].items() if k != "caption"
            }


def test_the_workbook_counts_participants_alone_and_by_every_way(out: Out) -> None:
    book = openpyxl.load_workbook(out.folder / "case.xlsx", data_only=True)
    head, *rows = book["口径对照"].iter_rows(values_only=True)
    (chosen,) = [dict(zip(head, row, strict=True)) for row in rows if row[0] == "是"]
    assert len(rows) == len(out.dossier.figures.variants)
    assert all(isinstance(cell, str) for row in rows for cell in row[:5])
    people = out.dossier.figures.ledger.filter("participant")
    assert chosen["吸收额（分）"] == people["absorbed"].sum()
    cover = {row[0]: row[1] for row in book["封面"].iter_rows(values_only=True)}
    assert cover["投入合计（元）"] == people["paid_in"].sum() / 100
    assert cover["未兑付合计（元）"] == chosen["未兑付（元）"] == people["unpaid"].sum() / 100
    others = out.dossier.figures.ledger.filter(~pl.col("participant"))
    assert ("其他往来方" in book.sheetnames) == bool(len(others))
