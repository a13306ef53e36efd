"""The running system: one ops database, one graph, the lake and its snapshot as they are now. Shared by all requests."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from threading import Lock, Thread

from api.found import MOST, Found
from graph.lake import Lake
from graph.ops import Ops, Unusable, open_ops
from graph.project import behind, catch_up
from graph.say import JinyingError, Say
from graph.search.index import Index, index
from graph.settings import Settings
from graph.snapshot import Snapshot, snapshot
from graph.store import Store, View, open_store

MOMENT = 0.5  # seconds after which other processes' work is looked for


@dataclass(frozen=True, slots=True)
class Now:
    """Entries of the lake's log and of the answers, runs and decisions, as they were `at` a moment."""

    at: float
    log: tuple[int, int]
    changes: int
    seq: int
    judged: int
    findings: tuple[int, int]

    @property
    def facts(self) -> tuple[int, int]:
        """What lake, snapshot and search index are made of."""
        return self.seq, self.judged


class System:
    """Safe to use from several threads. Nothing here asks who is asking: that is a `Visit`'s."""

    def __init__(self, settings: Settings, ops: Ops, store: Store | None = None) -> None:
        self.settings, self.ops = settings, ops
        self._store = store
        self._opening, self._freezing, self._projecting = Lock(), Lock(), Lock()
        self._indexing, self._asking = Lock(), Lock()
        self._due = self._running = False
        self._last: Now | None = None
        self._lake: tuple[object, Lake] | None = None
        self._snapshot: tuple[object, Snapshot] | None = None
        self._index: tuple[object, Index] | None = None
        self._found: tuple[object, Found] | None = None

    def now(self) -> Now:
        """Where lake and ops are. What this process wrote counts at once, what others wrote after a moment."""
        log, changes, at, last = Lake(self.settings.data).mark(), self.ops.changes, time.monotonic(), self._last
        if last is not None and last.log != log and log == (0, 0):
            raise Unusable(Say("数据湖不可读：数据目录不见了", "the lake can't be read: the data folder has gone"), Say("请恢复数据目录后重试", "put the data folder back and try again"))  # fmt: skip
        if last is None or (last.log, last.changes) != (log, changes) or at - last.at > MOMENT:
            seq = last.seq if last is not None and last.log == log else len(Lake(self.settings.data).events())
            self._last = last = Now(at, log, changes, seq, self.ops.judged_last(), self.ops.findings_mark())
        return last

    @property
    def lake(self) -> Lake:
        """The facts as people have judged who is who, now."""
        mark = self.now().facts
        if self._lake is None or self._lake[0] != mark:
            self._lake = (mark, Lake(self.settings.data, judged=self.ops.judged()))
        return self._lake[1]

    @property
    def store(self) -> Store:
        """The graph; an error with its cure where it can't be reached, and another try at the next use."""
        with self._opening:
            if self._store is None:
                self._store = open_store(self.settings)
            return self._store

    @property
    def view(self) -> View:
        """Where the graph is read."""
        return self.store.view()

    def snapshot(self) -> Snapshot:
        """The arrays of the lake as it is now; made by the first who asks after a change."""
        with self._freezing:
            mark = self.now().facts
            if self._snapshot is None or self._snapshot[0] != mark:
                self._snapshot = (mark, snapshot(self.lake))
            return self._snapshot[1]

    def findings(self) -> Found:
        """The findings in force, read anew after a run or a decision."""
        mark = self.now().findings
        if self._found is None or self._found[0] != mark:
            self._found = (mark, Found(self.ops.findings(MOST)))
        return self._found[1]

    def index(self) -> Index:
        """What is searched, as the lake is now; brought up to date by the first who asks after a change."""
        with self._indexing:
            mark = self.now().facts
            if self._index is None or self._index[0] != mark or self._index[1].broken:
                self._index = (mark, index(self.lake, self.ops.judged))
            return self._index[1]

    def project(self) -> None:
        """Show in the graph what lake and ops hold; where the graph is down nothing is lost: it is shown later."""
        with self._projecting:
            lake = self.lake
            if behind(lake, self.store):
                with lake.lock():
                    catch_up(lake, self.store, None, self.ops.judged)

    def graph_state(self) -> tuple[bool, bool, Say | None]:
        """Whether the graph answers, whether it is behind lake and judgements, and what is wrong."""
        try:
            return True, behind(self.lake, self.store) > 0, None
        except JinyingError as error:
            return False, True, Say(error.to("zh"), error.to("en"))

    def project_soon(self) -> None:
        """As `project`, without waiting; one at a time."""
        with self._asking:
            self._due, running, self._running = True, self._running, True
        if not running:
            Thread(target=self._project_quietly, name="projecting", daemon=True).start()

    def _project_quietly(self) -> None:
        """Until nothing was asked for while it was at it: what changed meanwhile is a change of its own."""
        while self._is_due():
            with suppress(JinyingError):  # readiness says that the graph is behind; the next change tries again
                self.project()

    def _is_due(self) -> bool:
        with self._asking:
            due, self._due = self._due, False
            self._running = due
            return due

    def warm_soon(self) -> None:
        """Make what the first questions would wait for: the snapshot and the search index."""
        Thread(target=self._warm, name="warming", daemon=True).start()

    def _warm(self) -> None:
        with suppress(JinyingError):  # whoever asks is told
            self.snapshot()
            self.index()

    def settle(self) -> None:
        """Wait for the projection that runs, if one does."""
        while self._running:
            time.sleep(0.02)
        with self._projecting:
            pass

    def close(self) -> None:
        """Let go of the graph, when what is being shown in it is."""
        self.settle()
        with self._opening:
            store, self._store = self._store, None
        if store is not None:
            store.close()


@contextmanager
def opened(settings: Settings) -> Iterator[System]:
    """The system of a data folder. It starts also where the graph is down: decisions can be taken all the same."""
    with ExitStack() as stack:
        system = System(settings, stack.enter_context(open_ops(settings.data, url=settings.ops_url)))
        stack.callback(system.close)
        yield system
