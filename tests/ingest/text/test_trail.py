"""广告 → 主体 → 合同 → 账户 → 投诉 in a sample world whose forms say nothing: by what the texts say alone."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from graph.lake import Lake
from graph.merge import merged
from ingest.load import load
from ingest.mapping import find
from ingest.text.collect import VERSION, collect, waiting
from ingest.world import write

BLANK = ("广告主", "广告主信用代码", "联系电话", "收款账户", "网址", "被投诉主体", "被投诉主体信用代码", "收款账号", "平台/网址", "甲方", "甲方证件")  # fmt: skip


def silent(path: Path) -> None:
    """The file with every field that names a firm, an account, a phone or a site left empty."""
    frame = pl.read_csv(path, infer_schema_length=0)
    there = [c for c in BLANK if c in frame.columns]
    frame.with_columns(pl.lit("").alias(c) for c in there).write_csv(path)


def test_the_trail_is_read_from_texts(tmp_path: Path) -> None:
    world, lake = tmp_path / "world", Lake(tmp_path / "data")
    write(5, 0.15, world)
    with lake.lock():
        load(lake, world / "registry.csv", find("registry"))
        for name in ("adverts", "contracts", "complaints"):
            silent(world / f"{name}.csv")
            load(lake, world / f"{name}.csv", find(name))
        for source, _ in list(waiting(lake, VERSION)):
            collect(lake, source, VERSION)
    assert not {"PROMOTES", "PAYS_INTO", "ABOUT", "SHOWN_ON"} & set(lake.tables()), "no form says anything"
    paper = pl.concat(merged(lake, "READ_IN")).select("from", paper="to")
    names = paper.join(pl.concat(merged(lake, "REFERS_TO")).select("from", named="to"), on="from").select("paper", "named").unique()  # fmt: skip
    by = {(p, n): names.filter(pl.col("paper").str.starts_with(p), pl.col("named").str.starts_with(n)) for p in ("adv", "con", "com") for n in ("ent", "acc")}  # fmt: skip
    trail = (
        by["adv", "ent"].rename({"paper": "advert", "named": "firm"})
        .join(by["con", "ent"].rename({"paper": "contract", "named": "firm"}), on="firm")
        .join(by["con", "acc"].rename({"paper": "contract", "named": "account"}), on="contract")
        .join(by["com", "acc"].rename({"paper": "complaint", "named": "account"}), on="account")
    )  # fmt: skip
    assert trail.height, "advert - firm - contract - account - complaint"
    firms = pl.concat(merged(lake, "Enterprise")).filter(pl.col("credit_code").is_not_null())["id"]
    assert trail["firm"].is_in(firms.implode()).all(), "the registered one, by its exact name"
