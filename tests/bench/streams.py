"""Peers that know time: raphtory, DuckDB, Polars and snapml's graph feature preprocessor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from tests.bench.graphs import Arrays
from tests.bench.own import DAY, FEW, HOPS, LEAST, ROUNDS, SWEEPS, Found, Work, grouped, late, payers, ranked

# raphtory


def _raphtory(g: Arrays) -> Any:
    import pyarrow as pa
    from raphtory import Graph

    of = Graph()
    table = pa.table({"t": g["at"].astype(np.int64) * 1000, "a": g["source"].astype(np.int64), "b": g["target"].astype(np.int64)})  # fmt: skip
    of.load_edges(table, time="t", src="a", dst="b")
    return of


def _raphtory_values(state: Any, n: int) -> Any:
    """By node; raphtory knows none that never moved money, each of which is a group of its own."""
    values = -1.0 - np.arange(n)
    values[[int(node.name) for node in state.nodes()]] = [next(iter(v.values())) for v in state.values()]
    return values


def raphtory_pagerank(g: Arrays) -> Work:
    from raphtory import algorithms

    of = _raphtory(g)
    return lambda: algorithms.pagerank(of, iter_count=ROUNDS, max_diff=0.0), lambda r: ranked(_raphtory_values(r, g.n))


def raphtory_components(g: Arrays) -> Work:
    from raphtory import algorithms

    of = _raphtory(g)
    return lambda: algorithms.weakly_connected_components(of), lambda r: grouped(_raphtory_values(r, g.n))


def raphtory_labels(g: Arrays) -> Work:
    from raphtory import algorithms

    of = _raphtory(g)

    def work() -> Any:
        return algorithms.label_propagation(of, iter_count=SWEEPS, seed=bytes(32))

    return work, lambda r: {"groups": len(np.unique(_raphtory_values(r, g.n)))}


def raphtory_reach(g: Arrays) -> Work:
    from raphtory import algorithms

    of, seed, start = _raphtory(g), int(payers(g)[0]), late(g) * 1000

    def work() -> Any:
        return algorithms.temporally_reachable_nodes(of, HOPS, start - 1, [seed])

    return work, lambda r: {"reached": sum(bool(v["reachable_nodes"]) for v in r.values())}


# DuckDB and Polars: a join on account and day, twice, so that no pair within a day's reach is missed

JOIN = f"""
SELECT count(*) FROM (SELECT *, unnest([day, day + 1]) AS reach FROM t) AS a JOIN t AS b
ON b.source = a.target AND b.day = a.reach
WHERE b.i > a.i AND b.at - a.at <= {DAY} AND b.amount * 10 >= a.amount * {round(LEAST * 10)} AND b.amount <= a.amount
AND a.source <> a.target AND b.target <> b.source AND b.target <> a.source
"""


def _table(g: Arrays) -> Any:
    import polars as pl

    frame = pl.DataFrame({name: g[name] for name in ("source", "target", "at", "amount")})
    return frame.with_columns(day=pl.col("at") // DAY).with_row_index("i")


def duckdb_flow2(g: Arrays) -> Work:
    import duckdb

    base, t = duckdb.connect(config={"threads": 1}), _table(g).to_arrow()  # noqa: F841 (the query names it)
    base.execute("CREATE TABLE t AS FROM t")
    return lambda: base.execute(JOIN).fetchone(), lambda r: {"pairs": r[0]}


def polars_flow2(g: Arrays) -> Work:
    import polars as pl

    first = _table(g).lazy()
    reach = first.with_columns(reach=pl.concat_list("day", pl.col("day") + 1)).explode("reach")
    both = reach.join(first, left_on=["target", "reach"], right_on=["source", "day"], suffix="_b").filter(
        pl.col("i_b") > pl.col("i"),
        pl.col("at_b") - pl.col("at") <= DAY,
        pl.col("amount_b") * 10 >= pl.col("amount") * round(LEAST * 10),
        pl.col("amount_b") <= pl.col("amount"),
        pl.col("source") != pl.col("target"),
        pl.col("target_b") != pl.col("target"),
        pl.col("target_b") != pl.col("source"),
    )
    return lambda: both.select(pl.len()).collect(engine="streaming").item(), lambda r: {"pairs": r}


# snapml's graph feature preprocessor: per transfer, in batches, what pattern it is part of


def _snapml(g: Arrays, pattern: str) -> Callable[[], Any]:
    from snapml import GraphFeaturePreprocessor

    size = min(FEW, len(g["at"]))
    rows = np.column_stack([np.arange(size), *(g[name][:size] for name in ("source", "target", "at"))]).astype(float)
    off = dict.fromkeys(("vertex_stats", "fan", "degree", "scatter-gather", "temp-cycle", "lc-cycle"), False)
    asked = {**off, "num_threads": 1, "time_window": DAY, pattern: True, f"{pattern}_tw": DAY}

    def work() -> Any:
        features = GraphFeaturePreprocessor()
        features.set_params(asked)
        return [features.transform(np.ascontiguousarray(rows[k : k + 20_000])) for k in range(0, size, 20_000)]

    return work


def snapml_fan(g: Arrays) -> Work:
    return _snapml(g, "fan"), lambda parts: {}


def snapml_cycles(g: Arrays) -> Work:
    lengths = np.arange(2, HOPS + 1)  # a cycle is told with each of its transfers, by length from 2 on

    def tell(parts: list[Any]) -> Found:
        if len(parts) > 1:  # transfers of an earlier batch are not told of a cycle that a later one closes
            return {}
        return {"cycles": round((parts[0][:, 4 : 4 + len(lengths)].sum(0) / lengths).sum())}

    return _snapml(g, "temp-cycle"), tell
