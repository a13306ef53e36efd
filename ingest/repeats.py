"""Links without a key that a file says again in a later block: each one more time that it is said is another link.

Within a block `graph.entity.link_ids` counts; between blocks nothing is remembered while they are read, so that any
block can be read again. When all are staged, those few that two blocks say alike are counted over the whole part and
named anew. To do so twice changes nothing: a load that is stopped meanwhile is resumed here.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

from graph.block import write_block
from graph.entity import link_ids
from graph.lake import schema
from graph.ontology import Link, ontology


def tell_apart(staged: Path) -> None:
    """Give links of every type that may be parallel ids of their own, over all blocks."""
    for link in ontology().links.values():
        blocks = sorted((staged / link.name).glob("*.parquet"))
        if link.many and len(blocks) > 1:
            _renamed(staged, link, blocks)


def _renamed(staged: Path, link: Link, blocks: list[Path]) -> None:
    there = {name for block in blocks for name in pl.read_parquet_schema(block)}
    names = [name for name in link.told_by if name in there]
    keyless = [_keyless(link, block, names) for block in blocks]
    twice = _twice([frame.select(name=_NAME).collect()["name"] for frame in keyless])
    if not len(twice):
        return
    told = ["part", "from", "to", *names]
    said = pl.concat([f.filter(_NAME.is_in(twice.implode())).select(told).collect() for f in keyless]).unique()
    alike = (f.join(said.lazy(), on=told, nulls_equal=True).collect() for f in keyless)
    every = pl.concat(frame.with_columns(block=pl.lit(number)) for number, frame in enumerate(alike)).sort(
        "block", "row"
    )
    ids = pl.concat(part.with_columns(link_ids(link, part)) for part in every.partition_by("part"))
    for number, block in enumerate(blocks):  # one in memory at a time
        new = ids.filter(pl.col("block") == number).select("place", new="id")
        if new.height:
            named = (
                pl.read_parquet(block).with_row_index("place").join(new, on="place", how="left", maintain_order="left")
            )
            write_block(staged, link.name, number, named.with_columns(id=pl.coalesce("new", "id")).drop("new", "place"))


_NAME = pl.struct("part", "id").hash(seed=0)  # as a number, for there may be millions


def _keyless(link: Link, block: Path, names: list[str]) -> pl.LazyFrame:
    """The links of a block that lack a part of the key: their places, and what tells them apart."""
    frame = pl.scan_parquet(block).with_row_index("place")
    there = frame.collect_schema().names()
    types = schema(link.name)
    told = [pl.col(n) if n in there else pl.lit(None, types[n]).alias(n) for n in names]
    rows = frame.select("place", "part", "row", "id", "from", "to", *told)
    whole = set(link.key) <= set(names)
    return rows.filter(pl.any_horizontal(pl.col(name).is_null() for name in link.key)) if whole else rows


def _twice(blocks: list[pl.Series]) -> pl.Series:
    """Names that stand in two blocks."""
    names = np.sort(np.concatenate([block.to_numpy() for block in blocks]))
    return pl.Series("name", np.unique(names[1:][names[1:] == names[:-1]]), dtype=pl.UInt64)
