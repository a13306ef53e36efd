"""A small world to search in: entities written by hand (`entities.tsv`) among look-alikes made of the same parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import polars as pl

from graph.block import write_block
from graph.entity import entity_ids
from graph.lake import Lake, Manifest, empty
from graph.ontology import ontology
from graph.search.hits import Found
from graph.search.index import Index

HERE = Path(__file__).parent
Rows = Mapping[str, tuple[str, Mapping[str, str]]]  # handle -> kind and values
REGIONS = {
    "广州": "广东省广州市",
    "佛山": "广东省佛山市",
    "杭州": "浙江省杭州市",
    "长沙": "湖南省长沙市",
    "武汉": "湖北省武汉市",
}
TRADES = ("金瑞", "锦睿", "进锐", "云栏", "运兰", "鼎胜", "常星", "海越", "绿页", "恒太")
TRADE_OF = ("贸易有限公司", "投资管理有限公司", "健康管理有限公司", "信息咨询有限公司", "建材经营部")
FAMILY, GIVEN = "张章李黎王汪", ("三", "山峰", "建", "健国", "伟明", "玮", "雄", "晓丽")


@dataclass(frozen=True, slots=True)
class World:
    """A lake, its index, and which entity is which."""

    lake: Lake
    index: Index
    ids: dict[str, str]

    def handles(self, found: Found) -> list[str]:
        """Which entities were found."""
        names = {one: handle for handle, one in self.ids.items()}
        return [names[hit.id] for hit in found.hits]


def by_hand() -> dict[str, tuple[str, dict[str, str]]]:
    """The entities of the file."""
    found = {}
    for line in (HERE / "entities.tsv").read_text("utf-8").splitlines():
        handle, kind, values = line.split("\t")
        found[handle] = (kind, dict(value.split("=", 1) for value in values.split("|")))
    return found


def lookalikes() -> dict[str, tuple[str, dict[str, str]]]:
    """Firms and persons whose names are near those of the file."""
    firms = {
        f"like{i}": ("Enterprise", {"name": f"{town}{trade}{body}", "region": REGIONS[town], "ref": f"L{i:05d}"})
        for i, (town, trade, body) in enumerate(product(REGIONS, TRADES, TRADE_OF))
    }
    people = {
        f"man{i}": ("Person", {"name": f"{family}{given}", "phone": f"198{i:04d}{i * 37 % 10_000:04d}"})
        for i, (family, given) in enumerate(product(FAMILY, GIVEN))
    }
    return firms | people


def load(lake: Lake, name: str, rows: Rows) -> dict[str, str]:
    """Bring an import of these rows into force; handle to id."""
    ids: dict[str, str] = {}
    kinds = dict.fromkeys(kind for kind, _ in rows.values())
    with lake.lock():
        for kind in kinds:
            owner, chosen = ontology().kinds[kind], {h: values for h, (k, values) in rows.items() if k == kind}
            frame = pl.DataFrame(
                [{n: v.get(n) for n in owner.props} for v in chosen.values()], dict.fromkeys(owner.props, pl.String)
            )
            keys = {n: frame[n] for key in owner.keys for n in key}
            made = entity_ids(owner, keys, frame.height)
            ids |= dict(zip(chosen, made.to_list(), strict=True))
            whole = pl.DataFrame(
                {"id": made, **{n: frame[n] for n in owner.props if frame[n].null_count() < frame.height}}
            )
            whole = whole.with_columns(
                part=pl.lit(0, pl.Int32),
                rows=pl.Series([[i] for i in range(1, frame.height + 1)], dtype=pl.List(pl.Int64)),
            )
            write_block(lake.staging(name), kind, 0, whole)
            assert set(whole.columns) <= set(empty(kind).columns)
        lake.commit(Manifest(name, f"{name}.csv", "0", 1, "by hand", "0", "", [name], len(rows), 0, 0, {}))
    return ids
