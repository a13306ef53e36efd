"""The i2 chart, read back as XML against the rules of ANB's format; no other free reader of it is known."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from lxml import etree

from graph.case.dossier import Dossier
from graph.case.export import anx
from graph.case.export.plain import payments
from tests.graph.case.sample import AT, DAY, eid, guaranteeing, hostile, sample

ORDER = ["ApplicationVersion", "StrengthCollection", "AttributeClassCollection", "EntityTypeCollection", "LinkTypeCollection", "Summary", "ChartItemCollection"]  # fmt: skip
ITEM = ["End", "Link", "AttributeCollection", "CIStyle", "TimeZone"]


def written(dossier: Dossier, folder: Path, **more: Any) -> etree._Element:
    assert anx.write(dossier, folder, lambda done, total: None, **more) == ["chart.anx"]
    return etree.parse(folder / "chart.anx", etree.XMLParser(huge_tree=True)).getroot()


def keeps_the_rules(chart: etree._Element) -> None:
    """What a chart must be: parts in order, ids once, ends and classes that are there, values of their class's type."""
    assert chart.tag == "Chart"
    parts = [str(part.tag) for part in chart]
    assert [p for p in ORDER if p in parts] == [p for p in parts if p in ORDER]
    ids = [one.get("Id") for one in chart.iter() if one.get("Id")]
    assert len(ids) == len(set(ids))
    classes = {c.get("Id"): c for c in chart.iter("AttributeClass")}
    names = Counter(c.get("Name") for c in classes.values())
    assert set(names.values()) == {1}, "one type per attribute"
    entities = {e.get("EntityId") for e in chart.iter("Entity")}
    identities = Counter(e.get("Identity") for e in chart.iter("Entity"))
    assert set(identities.values()) == {1}
    types = {t.get("Id") for t in chart.iter("EntityType", "LinkType")}
    for item in chart.iter("ChartItem"):
        tags = [str(child.tag) for child in item]
        assert tags == sorted(tags, key=ITEM.index)
        assert (item.get("DateSet") == "true") == (item.get("DateTime") is not None)
        if item.find("TimeZone") is not None:
            assert (item.get("DateSet"), item.get("TimeSet")) == ("true", "true"), "a zone without a time is ignored"
            assert 1 <= int(item.find("TimeZone").get("UniqueID")) <= 122
        for attribute in item.iter("Attribute"):
            of = classes[attribute.get("AttributeClassReference")]
            assert of.get("Name") == attribute.get("AttributeClass")
            if of.get("Type") == "AttNumber":
                float(attribute.get("Value"))
            assert len(attribute.get("Value")) <= anx.LONGEST
        assert len(item.get("Label")) <= 400
    for link in chart.iter("Link"):
        assert {link.get("End1Id"), link.get("End2Id")} <= entities
    for style in chart.iter("LinkStyle", "IconStyle"):
        assert {style.get("LinkTypeReference") or style.get("EntityTypeReference")} <= types
    for moment in (i.get("DateTime") for i in chart.iter("ChartItem") if i.get("DateTime")):
        datetime.strptime(moment, "%Y-%m-%dT%H:%M:%S.%f")


def lines(chart: etree._Element, kind: str) -> list[etree._Element]:
    return [i for i in chart.iter("ChartItem") if (s := i.find("Link/LinkStyle")) is not None and s.get("Type") == kind]


def said(item: etree._Element) -> dict[str, str]:
    return {a.get("AttributeClass"): a.get("Value") for a in item.iter("Attribute")}


@pytest.mark.parametrize("make", [sample, hostile])
@pytest.mark.parametrize("limit", [anx.LINES, 35, 1])
def test_the_chart_keeps_the_rules(tmp_path: Path, make: Any, limit: int) -> None:
    keeps_the_rules(written(make(), tmp_path, limit=limit))


def test_numbers_of_accounts_and_transactions_are_text_and_amounts_are_numbers(tmp_path: Path) -> None:
    chart = written(sample(), tmp_path)
    types = {c.get("Name"): c.get("Type") for c in chart.iter("AttributeClass")}
    assert {types[n] for n in ("账号", "流水号", "证件号码", "统一社会信用代码", "电话")} == {"AttText"}
    assert {types[n] for n in ("金额", "余额")} == {"AttNumber"}
    first = lines(chart, "转账")[0]
    assert said(first) == {"金额": "100.0", "摘要": "返息", "流水号": "0000000000"}
    assert (first.get("Label"), first.get("DateTime"), first.get("SourceReference")) == (
        "100.00",
        "2024-03-01T00:00:00.000",
        "甘露银行流水.csv#14",
    )
    assert first.find("TimeZone").attrib == {"UniqueID": "21", "Name": "China Standard Time"}
    assert first.find("Link/LinkStyle").get("ArrowStyle") == "ArrowOnHead"


def test_every_entity_and_link_is_there_where_it_was_laid_out(tmp_path: Path) -> None:
    dossier = sample()
    chart = written(dossier, tmp_path)
    places = {e.get("Identity"): (end.get("X"), end.get("Y")) for end in chart.iter("End") for e in end.iter("Entity")}
    assert {i: (str(round(x * anx.SIZE)), str(round(y * anx.SIZE))) for i, (x, y) in dossier.places.items()} == {
        i: p for i, p in places.items() if i in dossier.kinds
    }
    number = {e.get("EntityId"): e.get("Identity") for e in chart.iter("Entity")}
    drawn = [(number[x.get("End1Id")], number[x.get("End2Id")]) for x in chart.iter("Link")]
    assert Counter(drawn) == Counter(
        pair for f in dossier.links.values() for pair in f.select("from", "to").iter_rows()
    )


def test_parallel_links_lie_apart(tmp_path: Path) -> None:
    dossier = sample(accounts=3, transfers=24)
    chart = written(dossier, tmp_path)
    found: dict[frozenset[str], list[float]] = {}
    for link in chart.iter("Link"):
        ends = (int(link.get("End1Id")), int(link.get("End2Id")))
        side = 1 if ends[0] < ends[1] else -1
        found.setdefault(frozenset(map(str, ends)), []).append(side * float(link.get("Offset") or 0))
    assert max(len(offsets) for offsets in found.values()) > 5
    assert all(len(offsets) == len(set(offsets)) for offsets in found.values())


@pytest.mark.parametrize(("limit", "grain"), [(40, "each"), (39, "day"), (9, "pair")])
def test_too_many_lines_are_summed_and_the_chart_says_so(tmp_path: Path, limit: int, grain: str) -> None:
    one = sample(accounts=3, transfers=40)
    moved = one.links["TRANSFER"].with_columns(at=AT + pl.int_range(pl.len()) // 4 * DAY // 4)
    dossier = replace(one, links={**one.links, "TRANSFER": moved})
    made, found = anx.grained(payments(dossier), limit)
    assert found == grain
    assert made["amount"].sum() == moved["amount"].sum(), "to the fen"
    chart = written(dossier, tmp_path, limit=limit)
    keeps_the_rules(chart)
    money = lines(chart, "转账")
    assert len(money) == len(made)
    note = next(i.get("Label") for i in chart.iter("ChartItem") if i.get("Label").startswith("金鹰"))
    assert anx.GRAINS[grain].zh in note
    assert "40 笔" in note
    if grain != "each":
        assert sum(int(said(i)["汇总笔数"]) for i in money) == 40
        assert round(sum(float(said(i)["汇总金额（元）"]) for i in money) * 100) == moved["amount"].sum()


def test_hostile_text_is_cut_counted_and_plain(tmp_path: Path) -> None:
    chart = written(hostile(), tmp_path)
    (item,) = (
        i
        for i in chart.iter("ChartItem")
        if i.find("End/Entity") is not None and i.find("End/Entity").get("Identity") == eid("per", 0)
    )
    assert item.get("Label").startswith("=cmd|'/c calc'!A1<script>alert(1)</script>‹U+202E›abc‹U+0007›")
    assert item.get("Label").endswith("…")
    assert "2 处文字过长" in next(
        f.get("Field") for f in chart.iter("Field") if f.get("Type") == "SummaryFieldComments"
    )


def test_labels_that_are_alike_have_one_type_and_english_has_its_own(tmp_path: Path) -> None:
    one = sample()
    loans = pl.DataFrame(
        {
            "id": ["loa-1"],
            "caption": ["x"],
            "term": ["x"],
            "balance": [5],
            "overdue_days": [3],
            "rate": [0.24],
            "sources": [1],
            "conflicts": pl.Series([[]], dtype=pl.List(pl.String)),
        }
    )
    products = pl.DataFrame(
        {
            "id": ["pro-1"],
            "caption": ["y"],
            "rate": ["***"],
            "sources": [1],
            "conflicts": pl.Series([[]], dtype=pl.List(pl.String)),
        }
    )
    mixed = replace(
        one, entities={**one.entities, "Loan": loans, "Product": products}, about=replace(one.about, lang="en")
    )
    chart = written(mixed, tmp_path)
    keeps_the_rules(chart)
    types = {c.get("Name"): c.get("Type") for c in chart.iter("AttributeClass")}
    assert (types["annual rate"], types["days overdue"]) == ("AttText", "AttNumber"), "one of the two rates is hidden"
    assert {t.get("Name") for t in chart.iter("LinkType")} >= {"transfer", "owns account"}


def test_what_leads_to_itself_is_not_drawn_and_said(tmp_path: Path) -> None:
    chart = written(guaranteeing(), tmp_path)
    keeps_the_rules(chart)
    assert len(list(chart.iter("Link"))) == len(list(written(sample(), tmp_path).iter("Link"))) + 1
    assert "1 条自身到自身的关系无法画出" in etree.tostring(chart, encoding="unicode")
