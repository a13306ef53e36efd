"""Labels of entities: any file that a mapping reads, and one more column of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from graph.lake import Lake
from graph.say import JinyingError, Say, did_you_mean
from ingest.load import load
from ingest.mapping import Mapping_
from ingest.source import SourceHow, sources


class LabelError(JinyingError):
    """A file of labels that can't be used."""


def loaded(lake: Lake, files: Sequence[Path], mapping: Mapping_ | None) -> list[str]:
    """The files' imports, by the ordinary loader."""
    with lake.lock():
        return [load(lake, file, mapping).manifest.id for file in files]


def labels(lake: Lake, file: Path, mapping: Mapping_ | None, kind: str, columns: Sequence[str]) -> pl.DataFrame:
    """`id` of each entity of a kind that the file's rows speak of, and what the rows say in `columns`, as text.

    The file is loaded too: its mapping says which entity a row is about. The labels themselves are in no mapping.
    """
    (one,) = loaded(lake, [file], mapping)
    said = _rows(file, columns)
    of = lake.scan(kind, [one]).select("id", pl.col("rows").alias("row")).explode("row").collect()
    return of.join(said, on="row").drop("row").unique(maintain_order=True)


def _rows(file: Path, columns: Sequence[str]) -> pl.DataFrame:
    parts = []
    for source in sources(file, SourceHow()):
        if missing := [c for c in columns if c not in source.header]:
            raise LabelError(Say(f"{file.name} 没有列“{missing[0]}”", f"{file.name} has no column '{missing[0]}'"), did_you_mean(missing[0], source.header))  # fmt: skip
        for block in source.blocks():
            parts.append(block.frame.select(columns).with_columns(block.rows.alias("row")))
    return pl.concat(parts)
