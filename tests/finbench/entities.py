"""A lake's entities, as a store would list them: for whoever asks without an engine."""

from __future__ import annotations

from collections.abc import Iterator

from graph.lake import Lake
from graph.merge import merged
from graph.store import Row


class Entities:
    """Rows of a kind, by id."""

    def __init__(self, lake: Lake) -> None:
        self.lake = lake

    def rows(self, kind: str) -> Iterator[Row]:
        for frame in merged(self.lake, kind):
            yield from frame.iter_rows(named=True)
