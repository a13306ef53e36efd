"""Records of entities, staged block by block, put into one order by id, so that all about one entity lie together.

A busy account is spoken of in every block; asking why it is there would open every block. Done range by range of
ids, because a big import's records don't fit in memory, and into a folder of its own that takes the place of the
blocks in one step: a load that is stopped meanwhile is resumed here.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import polars as pl

from graph.block import opened, write_block
from graph.ontology import ontology

AT_ONCE = 400_000  # records in memory


def gather(staged: Path) -> None:
    """Put every kind's records in order; links stay as they are: each is spoken of in one block."""
    for kind in ontology().kinds:
        ready = staged / f".{kind}.ready"
        if not ready.exists() and len(list((staged / kind).glob("*.parquet"))) > 1:
            _ordered(staged, kind).rename(ready)
        if ready.exists():
            shutil.rmtree(staged / kind, ignore_errors=True)
            ready.rename(staged / kind)
            shutil.rmtree(staged / f".{kind}.making", ignore_errors=True)


def _ordered(staged: Path, kind: str) -> Path:
    blocks = sorted((staged / kind).glob("*.parquet"))
    rows = pl.concat([pl.scan_parquet(block) for block in blocks], how="diagonal")
    made = staged / f".{kind}.making"
    shutil.rmtree(made, ignore_errors=True)
    number = 0
    for low, high in _ranges(ontology().kinds[kind].prefix, sum(opened(block).height for block in blocks)):
        part = rows.filter(pl.col("id") >= low, pl.col("id") < high).collect()
        if part.height:
            write_block(made, kind, number, part)
            number += 1
    return made / kind


def _ranges(prefix: str, records: int) -> list[tuple[str, str]]:
    """Even ranges of ids: they are hashes in hex."""
    count = min(max(-(-records // AT_ONCE), 1), 256)
    edges = [f"{prefix}-{256 * i // count:02x}" for i in range(count)] + [f"{prefix}-g"]
    return list(zip(edges, edges[1:], strict=False))
