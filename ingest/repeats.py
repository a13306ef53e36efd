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
from graph.ontology import Link, ontology


def tell_apart(staged: Path) -> None:
    """Give links of every type that may be parallel ids of their own, over all blocks."""
    for link in ontology().links.values():
        blocks = sorted((staged / link.name).glob("*.parquet"))
        if link.many and len(blocks) > 1:
            _renamed(staged, link, blocks)


def _renamed(staged: Path, link: Link, blocks: list[Path]) -> None:
    twice = _twice([_named(link, block) for block in blocks])
    if not len(twice):
        return
    frames = [pl.read_parquet(block).with_row_index("place") for block in blocks]
    told = ["part", "from", "to", *(n for n in link.told_by if n in frames[0].columns)]
    alike = [f.filter(_keyless(link, f.columns), _name().is_in(twice.implode())).select(told) for f in frames]
    said = pl.concat(alike).unique()
    every = pl.concat(
        f.filter(_keyless(link, f.columns)).join(said, on=told, nulls_equal=True).with_columns(block=pl.lit(number))
        for number, f in enumerate(frames)
    ).sort("block", "row")
    ids = pl.concat(part.with_columns(link_ids(link, part)) for part in every.partition_by("part"))
    for number, frame in enumerate(frames):
        new = ids.filter(pl.col("block") == number).select("place", new="id")
        if new.height:
            named = frame.join(new, on="place", how="left", maintain_order="left")
            write_block(staged, link.name, number, named.with_columns(id=pl.coalesce("new", "id")).drop("new", "place"))


def _keyless(link: Link, columns: list[str]) -> pl.Expr:
    if not set(link.key) <= set(columns):
        return pl.lit(True)
    return pl.any_horizontal(pl.col(name).is_null() for name in link.key)


def _name() -> pl.Expr:
    """Part and id as a number, for there may be millions."""
    return pl.struct("part", "id").hash(seed=0)


def _named(link: Link, block: Path) -> pl.Series:
    frame = pl.scan_parquet(block)
    return frame.filter(_keyless(link, frame.collect_schema().names())).select(_name().alias("name")).collect()["name"]


def _twice(blocks: list[pl.Series]) -> pl.Series:
    """Names that stand in two blocks."""
    names = np.sort(np.concatenate([block.to_numpy() for block in blocks]))
    return pl.Series("name", np.unique(names[1:][names[1:] == names[:-1]]), dtype=pl.UInt64)
