"""Entities of the lake as search has them: all that rows in force say of one, under whatever id, in bounded memory."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import polars as pl

from graph.lake import Lake
from graph.merge import merge
from graph.ontology import Kind, ontology
from graph.search.sought import REGION, sought
from graph.search.tokens import plain

AT_ONCE = 100_000  # lake records held at one time
SEVERAL = r"[;；|、]"  # what parts several names in one cell


class Known(NamedTuple):
    """One entity: what people read for it, where it is, and every searched value: property, as it is, as it is compared."""

    id: str
    kind: str
    caption: str
    region: str
    values: list[tuple[str, str, str]]


def entities(lake: Lake, kind: str, ids: pl.Series | None = None) -> Iterator[Known]:
    """Entities of a kind (those of the canonical `ids`), each once."""
    owner = ontology().kinds[kind]
    rows = lake.scan(kind)
    have = rows.collect_schema().names()
    names = [n for n in dict.fromkeys((*sought(kind), REGION, "ref")) if n in owner.props and n in have]
    rows = lake.united(kind, rows.select("id", "part", "rows", "seq", *names))
    if ids is not None:
        rows = rows.join(ids.unique().to_frame("id").lazy(), on="id", how="semi")
    for part in _ranges(lake, kind, ids):
        frame = (rows if part is None else rows.filter(pl.col("id").str.slice(-32, 2).is_in(part))).collect()
        yield from _told(frame, owner, [n for n in names if n in sought(kind)])


def _told(frame: pl.DataFrame, owner: Kind, names: Sequence[str]) -> Iterator[Known]:
    """One entity an id: what is shown by the rules of merging, what is searched whatever any row says."""
    if not frame.height:
        return
    fields = sought(owner.name)
    every = frame.filter(~pl.col("id").is_unique())
    said = {
        row[0]: row[1:]
        for row in every.group_by("id").agg(pl.col(n).drop_nulls().unique().sort() for n in names).iter_rows()
    }
    for row in merge(frame, owner).iter_rows(named=True):
        one = row["id"]
        lists = said.get(one) or [[row[n]] if row.get(n) is not None else [] for n in names]
        stated = [(n, v) for n, some in zip(names, lists, strict=True) for text in some for v in _parts(owner, n, text)]
        values = [(n, v, text) for n, v in stated if (text := plain(v, fields[n].sort))]
        caption = str(row.get(owner.caption) or row.get("ref") or one)
        values.sort(key=lambda v: v[1] != caption)  # of equals what is shown goes first
        yield Known(one, owner.name, caption, str(row.get(REGION) or ""), values)


def _parts(owner: Kind, name: str, text: str) -> list[str]:
    """Several former names may stand in one cell."""
    if owner.props[name].find != "name":
        return [text]
    return [p for part in re.split(SEVERAL, text) if (p := part.strip())]


def _ranges(lake: Lake, kind: str, ids: pl.Series | None) -> Sequence[list[str] | None]:
    """Ranges of the first two digits of the hash, each of about `AT_ONCE` records."""
    count = min(256, -(-(lake.rows(kind) if ids is None else min(lake.rows(kind), 4 * len(ids))) // AT_ONCE))
    if count <= 1:
        return [None]
    digits = [f"{i:02x}" for i in range(256)]
    step = -(-256 // count)
    return [digits[i : i + step] for i in range(0, 256, step)]
