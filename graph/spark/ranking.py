"""The first rows of what was asked, with ids in place of numbers: all that leaves the cluster."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pyspark.sql import functions as F

from graph.lake import Lake
from graph.spark.algorithm import Algorithm, chosen, given
from graph.spark.session import session, told
from graph.spark.tables import Tables


@dataclass(frozen=True, slots=True)
class Ranking:
    """An algorithm's first rows."""

    algorithm: Algorithm
    rows: list[dict[str, Any]]


def rankings(lake: Lake, names: Sequence[str], params: Sequence[str], master: str | None, top: int) -> list[Ranking]:
    """What algorithms say of a lake; all of them where none is named."""
    algorithms = chosen(names)
    values = given(params, algorithms)
    with session(master) as spark, told():
        tables = Tables(spark, lake)
        return [Ranking(a, first(tables, a, values[a.name], top)) for a in algorithms]


def first(tables: Tables, a: Algorithm, values: dict[str, float], top: int) -> list[dict[str, Any]]:
    """The first `top` rows."""
    order = F.asc(a.most) if a.rise else F.desc(a.most)
    some = a.rows(tables, values).orderBy(order, a.who).limit(top).collect()
    asked = [row[a.who] for row in some]
    ids = {row["node"]: row["id"] for row in tables.nodes().where(F.col("node").isin(asked)).collect()} if asked else {}
    return [{key: ids[row[a.who]] if key == a.who else row[key] for key in a.columns} for row in some]
