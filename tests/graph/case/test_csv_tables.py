"""CSV as Python's reader, polars and a reader of CSV on the Web take it."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from csvw import CSVW

from graph.case.dossier import Dossier
from graph.case.export import csv_tables
from graph.screen import FORMULA, inert
from tests.graph.case.sample import guaranteeing, hostile, sample

HEADER = "付款户名,付款账号,付款行,收款户名,收款账号,收款行,交易日期,交易时间,金额(元),币种,借贷,摘要,流水号,渠道,IP,MAC,来源文件,来源行号,来源SHA256,冲正"
FILES = ["transactions.csv", "entities.csv", "links.csv", "evidence.csv", "csv-metadata.json"]


def written(dossier: Dossier, folder: Path, *, bom: bool = True) -> Path:
    assert csv_tables.write(dossier, folder, lambda done, total: None, bom=bom) == FILES
    return folder


def rows(path: Path) -> list[dict[str, str]]:
    with open(path, encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def test_the_columns_are_those_of_i2_and_names_are_the_owners(tmp_path: Path) -> None:
    dossier = sample()
    found = rows(written(dossier, tmp_path) / "transactions.csv")
    assert ",".join(found[0]) == HEADER
    assert found[1] == dict(zip(HEADER.split(","), ["张三1", "6222000000000000002", "甘露银行", "鑫辉资产管理有限公司", "6222000000000000000", "甘露银行", "2024-03-01", "09:00:00", "200.01", "CNY", "", "投资款", "0000000001", "", "", "", "甘露银行流水.csv", "15", "ab" * 32, ""], strict=True))  # fmt: skip
    assert sum(Decimal(r["金额(元)"]) for r in found) * 100 == dossier.links["TRANSFER"]["amount"].sum()
    assert [r["交易日期"] + r["交易时间"] for r in found] == sorted(r["交易日期"] + r["交易时间"] for r in found)


@pytest.mark.parametrize("bom", [True, False])
def test_a_byte_order_mark_is_a_choice(tmp_path: Path, bom: bool) -> None:
    written(sample(), tmp_path, bom=bom)
    for name in FILES[:4]:
        body = (tmp_path / name).read_bytes()
        assert body.startswith(b"\xef\xbb\xbf") == bom
        assert body.count(b"\xef\xbb\xbf") == bom
        assert body.count(b"\n") == body.count(b"\r\n")
        assert pl.read_csv(body, infer_schema=False).height > 0


@pytest.mark.parametrize(("make", "bom"), [(sample, False), (sample, True), (hostile, False)])
def test_a_reader_of_csv_on_the_web_accepts_all_of_it(tmp_path: Path, make: Any, bom: bool) -> None:
    folder = written(make(), tmp_path, bom=bom)
    found = CSVW(str(folder / "csv-metadata.json"), validate=True)
    assert found.is_valid
    tables = {str(t.url): list(t.iterdicts(strict=True)) for t in found.tables}
    assert {name: len(t) for name, t in tables.items()} == {
        "transactions.csv": 40,
        "entities.csv": 12,
        "links.csv": 46,
        "evidence.csv": 58,
    }
    first = tables["transactions.csv"][0]
    assert (first["amount"], f"{first['date']:%F}", f"{first['time']:%T}", first["row"]) == (
        Decimal("100.00"),
        "2024-03-01",
        "08:00:00",
        14,
    )
    assert first["serial"] == "0000000000", "text, with its noughts"


def test_the_description_is_checked_against_the_files(tmp_path: Path) -> None:
    folder = written(sample(), tmp_path, bom=False)
    text = (folder / "transactions.csv").read_text("utf-8")
    (folder / "transactions.csv").write_text(text.replace("2024-03-01", "01.03.2024", 1), "utf-8")
    with pytest.raises(ValueError, match="2024"):
        list(CSVW(str(folder / "csv-metadata.json")).tables[0].iterdicts(strict=True))


def test_what_makes_what_in_i2_names_columns_that_are_there(tmp_path: Path) -> None:
    about = json.loads((written(sample(), tmp_path) / "csv-metadata.json").read_text("utf-8"))
    assert [t["url"] for t in about["tables"]] == FILES[:4]
    (note,) = about["tables"][0]["notes"]
    assert "not an .ximp" in note["program"], "we can't write what i2 does not publish"
    said = {
        w
        for part in ("entity 1", "entity 2", "link")
        for v in note[part].values()
        for w in (v if isinstance(v, list) else [v.split(" ")[0]])
    }
    assert set(HEADER.split(",")) <= said
    titles = [c["titles"] for c in about["tables"][0]["tableSchema"]["columns"]]
    assert ",".join(titles) == HEADER


def test_no_text_is_a_formula_and_none_is_lost(tmp_path: Path) -> None:
    one = sample()
    texts = [f"{sign}1+1" for sign in FORMULA] + ['a"b,c', "两\n行", "\u202ex", "a\x00b", " "]
    people = one.entities["Person"].head(5)
    many = (
        pl.concat([people] * 4)
        .head(len(texts))
        .with_columns(caption=pl.Series(texts), id=pl.Series([f"per-{i}" for i in range(len(texts))]))
    )
    found = rows(written(replace(one, entities={**one.entities, "Person": many}), tmp_path) / "entities.csv")
    captions = [r["caption"] for r in found if r["kind"] == "Person"]
    assert captions == [inert(t).replace("\u202e", "‹U+202E›").replace("\x00", "‹U+0000›") for t in texts]
    assert not any(c.startswith(FORMULA) for c in captions)
    assert [r["conflicts"] for r in found if r["kind"] == "Enterprise"] == ["name"]


def test_the_evidence_index_is_all_of_it(tmp_path: Path) -> None:
    dossier = sample()
    found = rows(written(dossier, tmp_path) / "evidence.csv")
    assert [{**r, "row": int(r["row"])} for r in found] == dossier.rows.to_dicts()


def test_sides_holders_and_missing_values(tmp_path: Path) -> None:
    one = sample()
    moved = one.links["TRANSFER"].with_columns(
        side=pl.Series(["payer", "payee", None] * 13 + ["payer"]),
        amount=pl.col("amount") * pl.when(pl.int_range(pl.len()) == 0).then(-1).otherwise(1),
    )
    accounts = one.entities["Account"].with_columns(holder=pl.lit("户名甲"))
    bare = replace(
        one, links={"TRANSFER": moved}, entities={**one.entities, "Account": accounts}, rows=one.rows.head(0)
    )
    found = rows(written(bare, tmp_path) / "transactions.csv")
    assert [r["借贷"] for r in found[:3]] == ["借", "贷", ""]
    assert found[0]["金额(元)"] == "-100.00"
    assert {r["付款户名"] for r in found} == {"户名甲"}, "nobody is said to own it: the name on the account"
    assert {r["来源文件"] for r in found} == {""}
    empty = replace(one, links={}, entities={}, rows=one.rows.head(0))
    assert rows(written(empty, tmp_path) / "transactions.csv") == []
    assert (tmp_path / "transactions.csv").read_text("utf-8-sig").strip() == HEADER


def test_a_property_called_type_stands_beside_the_type_of_its_link(tmp_path: Path) -> None:
    found = [r for r in rows(written(guaranteeing(), tmp_path) / "links.csv") if r["link"] == "GUARANTEES"]
    assert [(r["type"], r["relation"]) for r in found] == [("连带", "股东"), ("一般", "")]
