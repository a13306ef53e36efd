"""Formats of tables and graphs take a case of which little is known: nothing in it, columns without a value, masked ones."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import networkx
import openpyxl
import polars as pl
import pytest
from lxml import etree

from graph.case.dossier import Dossier, Figures
from graph.case.export import FORMATS
from graph.case.export.format import Format
from tests.graph.case.sample import HOSTILE, hostile, sample

OURS = [FORMATS[n] for n in ("xlsx", "csv", "csv-plain", "graphml", "gexf", "anx", "ftm", "cypher")]


def empty() -> Dossier:
    one = sample()
    bare = {f: getattr(one.figures, f).head(0) for f in ("ledger", "again", "sheets", "layers", "flows", "core")}
    return replace(
        one,
        entities={},
        links={},
        rows=one.rows.head(0),
        figures=Figures({}, **bare),
        leads=(),
        points=(),
        entries=(),
        hidden=(),
        rules=(),
        members=(),
        places={},
    )


def scarce() -> Dossier:
    """No number, no amount that is known, columns of nothing, no owner, no sources, nothing laid out."""
    one = sample()
    nothing = [pl.lit(None).alias(n) for n in ("bank", "balance", "opened", "number")]
    accounts = one.entities["Account"].drop("sources", "conflicts").with_columns(nothing)
    moved = (
        one.links["TRANSFER"]
        .drop("sources", "conflicts")
        .with_columns(
            pl.lit(None).alias("memo"),
            pl.when(pl.int_range(pl.len()) > 3).then("amount").alias("amount"),
            pl.lit(None, pl.Int64).alias("fee"),
        )
    )
    figures = replace(
        one.figures,
        layers=one.figures.layers.with_columns(pl.lit(None).alias("owner")),
        core=one.figures.core.with_columns(pl.lit(None, pl.String).alias("owner")),
    )
    return replace(one, entities={"Account": accounts}, links={"TRANSFER": moved}, places={}, figures=figures)


def masked() -> Dossier:
    """As redaction leaves it: stars, and values taken out."""
    one = sample()
    people = one.entities["Person"].with_columns(
        name=pl.lit("张**"),
        caption=pl.lit("张**"),
        id_number=pl.lit("510***********000X"),
        phone=pl.lit(None, pl.String),
    )
    accounts = one.entities["Account"].with_columns(number=pl.lit("*0001"), caption=pl.lit("*0001"))
    return replace(one, entities={**one.entities, "Person": people, "Account": accounts})


def hostile_all() -> Dossier:
    """Hostile not only in names: the case itself, files, mappings, rules, reasons, memos, every text there is."""
    one = hostile()
    bad = HOSTILE[:80] + "\x00\ufffe]]>\\u0027'\r\n"
    about = replace(
        one.about, **dict.fromkeys(("title", "number", "cause", "region", "agency", "who", "program", "bundle"), bad)
    )
    rows = one.rows.with_columns(pl.lit(bad).alias(n) for n in ("file", "part", "mapping", "import"))
    moved = one.links["TRANSFER"].with_columns(pl.lit(bad).alias(n) for n in ("memo", "serial", "channel", "ip", "mac"))
    hidden = [replace(h, why=bad, rule=bad, who=bad) for h in one.hidden]
    rules = [{**r, "why": bad, "params": {bad: [bad]}} for r in one.rules]
    figures = replace(one.figures, rules={bad: {bad: bad}}, layers=one.figures.layers.with_columns(role=pl.lit(bad)))
    return replace(
        one, about=about, rows=rows, links={**one.links, "TRANSFER": moved}, hidden=hidden, rules=rules, figures=figures
    )


@pytest.mark.parametrize("make", [empty, scarce, masked, hostile_all])
@pytest.mark.parametrize("one", OURS, ids=lambda f: f.name)
def test_a_format_takes_what_there_is(tmp_path: Path, one: Format, make: object) -> None:
    dossier: Dossier = make()  # type: ignore[operator]
    files = one.write(dossier, tmp_path, lambda done, total: None)
    assert {p.name for p in tmp_path.iterdir()} == set(files)
    path = tmp_path / files[0]
    match path.suffix:
        case ".xlsx":
            assert "交易明细" in openpyxl.load_workbook(path).sheetnames
        case ".graphml":
            assert set(networkx.read_graphml(path).nodes) == set(dossier.kinds)
        case ".gexf" | ".anx":
            etree.parse(path, etree.XMLParser(huge_tree=True))
        case ".json":
            assert len([json.loads(line) for line in path.read_text("utf-8").splitlines()]) == sum(
                map(len, (*dossier.entities.values(), *dossier.links.values()))
            )
        case ".csv":
            assert len(pl.read_csv(path, infer_schema=False)) == len(dossier.links.get("TRANSFER", ()))
        case ".cypher":
            text = path.read_text("utf-8")
            assert text.startswith("// ")
            assert not set(text) & set("\x00\x07\u202e\u200f\r")
        case other:
            raise AssertionError(other)


def test_the_list_of_formats_names_each_once() -> None:
    assert [FORMATS[f.name] for f in OURS] == OURS
    assert all(f.about.zh and f.about.en and f.about.zh != f.about.en for f in OURS)
