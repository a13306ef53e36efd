"""What `jinying detect --engine spark` does: ask Spark, show the first rows. Importing it does not import Spark."""

from __future__ import annotations

from collections.abc import Sequence

from graph.lake import Lake
from graph.screen import Screen
from graph.spark.session import present


def scale_out(lake: Lake, screen: Screen, names: Sequence[str], params: Sequence[str], master: str | None, top: int) -> None:  # fmt: skip
    """The first rows of each algorithm: one object by name for a program, tables for a person."""
    present()
    from graph.spark.ranking import rankings

    found = rankings(lake, names, params, master, top)
    if screen.plain and not screen.csv:
        screen.data({r.algorithm.name: r.rows for r in found})
        return
    for r in found:
        screen.rows(r.algorithm.label, list(r.algorithm.columns.items()), r.rows)
