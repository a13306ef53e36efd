"""What every command has: settings, screen, and ways to lake, ops and graph."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from graph.lake import Lake
from graph.ops import Ops, open_ops
from graph.ops.jobs import Jobs
from graph.project import behind, catch_up
from graph.say import Say
from graph.screen import Screen
from graph.settings import Settings
from graph.store import Store, open_store


@dataclass(frozen=True, slots=True)
class Context:
    """Where the data is and where to write."""

    settings: Settings
    screen: Screen

    @property
    def lake(self) -> Lake:
        """The facts, as people have judged who is who."""
        if not self.settings.data.exists():
            return Lake(self.settings.data)
        with self.ops() as ops:
            return Lake(self.settings.data, judged=ops.judged())

    @contextmanager
    def ops(self) -> Iterator[Ops]:
        """The ops database, opened; a job acts in the name of who started it."""
        with open_ops(self.settings.data, url=self.settings.ops_url) as ops:
            yield ops if self.settings.job is None else Jobs(ops).acting(self.settings.job)

    @contextmanager
    def graph(self, *, current: bool = True) -> Iterator[Store]:
        """The graph, brought to the lake's last entry first unless told otherwise."""
        with open_store(self.settings) as store:
            if current:
                self.project(store)
            yield store

    def project(self, store: Store) -> int:
        """Show in the graph what the lake holds, with progress; the number of log entries applied."""
        lake = self.lake
        if not behind(lake, store):
            return 0
        with self.screen.progress() as bar, lake.lock():
            task = bar.add_task(Say("写入图", "graph").to(self.settings.lang), total=None, note="")

            def watch(table: str, done: int, total: int) -> None:
                bar.update(task, description=table, completed=done, total=total)

            with self.ops() as ops:
                return catch_up(lake, store, watch, ops.judged)
