"""How two imports differ: what only one of them says, and what they say differently."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from graph.lake import Lake
from graph.merge import merge
from graph.ontology import ontology


@dataclass(frozen=True, slots=True)
class Delta:
    """One table of two imports: counts, and up to `limit` ids of what changed."""

    table: str
    only_a: int
    only_b: int
    equal: int
    changed: int
    examples: tuple[str, ...]


def diff(lake: Lake, a: str, b: str, limit: int = 10) -> Iterator[Delta]:
    """Compare what two imports say, table by table, in the ontology's order."""
    lake.manifest(a), lake.manifest(b)
    for table in lake.tables([a, b]):
        left, right = _said(lake, table, a), _said(lake, table, b)
        names = sorted((set(left.columns) | set(right.columns)) - {"sources", "conflicts"})
        types = {**right.schema, **left.schema}
        left, right = (_filled(f, names, types) for f in (left, right))
        both = left.select("id").join(right.select("id"), on="id", how="semi").height
        same = left.join(right, on=names, how="semi", nulls_equal=True)
        shared = left.join(right.select("id"), on="id", how="semi")
        changed = shared.join(same.select("id"), on="id", how="anti")["id"].sort()
        yield Delta(
            table,
            left.height - both,
            right.height - both,
            same.height,
            len(changed),
            tuple(changed.head(limit).to_list()),
        )


def _said(lake: Lake, table: str, import_id: str) -> pl.DataFrame:
    rows = lake.scan(table, [import_id]).collect()
    return merge(rows, ontology().table(table)) if rows.height else pl.DataFrame({"id": pl.Series([], dtype=pl.String)})


def _filled(frame: pl.DataFrame, names: list[str], types: Mapping[str, pl.DataType]) -> pl.DataFrame:
    """The same columns on both sides; a column one side never had is null there."""
    return frame.select([pl.col(n) if n in frame.columns else pl.lit(None, types[n]).alias(n) for n in names])
