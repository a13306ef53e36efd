"""Records as JSON lines, as a bundle has them in the clear: what is sealed is what a replay makes anew."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import polars as pl

SLICE = 10_000  # records in hand at once


def rows(frame: pl.DataFrame) -> Iterator[Mapping[str, Any]]:
    """A frame's rows, a slice in hand."""
    for some in frame.iter_slices(SLICE):
        yield from some.iter_rows(named=True)


def records(what: str, tables: Mapping[str, pl.DataFrame]) -> Iterator[Mapping[str, Any]]:
    """Rows of several tables, each with its table's name under `what` and without what is not known."""
    for name, frame in tables.items():
        for one in rows(frame):
            yield {what: name, **{key: value for key, value in one.items() if value is not None}}


def lines(some: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """A record a line, keys sorted, UTF-8."""
    for one in some:
        yield json.dumps(one, ensure_ascii=False, sort_keys=True).encode() + b"\n"
