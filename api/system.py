"""The running system: one ops database, one graph, the lake and its snapshot as they are now. Shared by all requests."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from threading import BoundedSemaphore, Lock, Thread, Timer
from typing import TYPE_CHECKING, Generic, TypeVar

from api.found import Found, found
from graph.lake import Lake
from graph.ops import Ops, Unusable, open_ops
from graph.project import behind, catch_up
from graph.say import JinyingError, Say
from graph.search.index import Index, index
from graph.settings import Settings
from graph.snapshot import Snapshot, snapshot
from graph.store import Store, View, open_store

if TYPE_CHECKING:
    from ingest.match.proposal import Proposal

T = TypeVar("T")
PAIRED = 300_000  # records of enterprises and persons among which pairs are looked for while somebody waits
READ = 2  # uploads that are looked into at a time: a block of a file takes hundreds of megabytes
LATER = 15.0  # seconds after which a graph that could not be written to is tried again
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


class Kept(Generic[T]):
    """Something made anew by the first who asks after its mark has changed; the others wait for it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: tuple[object, T] | None = None

    def get(self, mark: object, make: Callable[[], T], good: Callable[[T], bool] = lambda _: True) -> T:
        """The thing as of a mark."""
        with self._lock:
            if self._held is None or self._held[0] != mark or not good(self._held[1]):
                self._held = (mark, make())
            return self._held[1]


class System:
    """Safe to use from several threads. Nothing here asks who is asking: that is a `Visit`'s."""

    def __init__(self, settings: Settings, ops: Ops, store: Store | None = None) -> None:
        self.settings, self.ops = settings, ops
        self._store = store
        self._plain = Lake(settings.data)
        self._opening, self._projecting, self._asking = Lock(), Lock(), Lock()
        self._due = self._closed = False
        self._later: Timer | None = None  # when a projection that failed is tried again
        self._thread: Thread | None = None  # the projection that runs
        self._last: Now | None = None
        self.reading = BoundedSemaphore(READ)
        self._pairs: Kept[list[Proposal]] = Kept()
        self._lake, self._snapshot, self._index, self._found = (
            Kept[Lake](),
            Kept[Snapshot](),
            Kept[Index](),
            Kept[Found](),
        )

    def now(self) -> Now:
        """Where lake and ops are. What this process wrote counts at once, what others wrote after a moment."""
        log, changes, at, last = self._plain.mark(), self.ops.changes, time.monotonic(), self._last
        if last is not None and last.log != log and log == (0, 0):
            raise Unusable(Say("数据湖不可读：数据目录不见了", "the lake can't be read: the data folder has gone"), Say("请恢复数据目录后重试", "put the data folder back and try again"))  # fmt: skip
        if last is None or (last.log, last.changes) != (log, changes) or at - last.at > MOMENT:
            seq = last.seq if last is not None and last.log == log else len(self._plain.events())
            self._last = last = Now(at, log, changes, seq, self.ops.judged_last(), self.ops.findings_mark())
        return last

    @property
    def lake(self) -> Lake:
        """The facts as people have judged who is who, now."""
        return self._lake.get(self.now().facts, lambda: Lake(self.settings.data, judged=self.ops.judged()))

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
        return self._snapshot.get(self.now().facts, lambda: snapshot(self.lake))

    def findings(self) -> Found:
        """The findings in force, read anew after a run or a decision."""
        return self._found.get(self.now().findings, lambda: found(self.ops))

    def index(self) -> Index:
        """What is searched, as the lake is now; brought up to date by the first who asks after a change."""
        return self._index.get(
            self.now().facts, lambda: index(self.lake, self.ops.judged), lambda held: not held.broken
        )

    def pairs(self) -> list[Proposal]:
        """Who may be whom, by the scorer: made anew after an import or a rule's answers, not after a person's."""
        from ingest.match.propose import proposals

        lake, rules = self.lake, [j for j in self.ops.judgements() if j.by_rule]
        if (n := lake.rows("Enterprise") + lake.rows("Person")) > PAIRED:
            raise JinyingError(Say(f"企业与个人记录共 {n:,} 条，不能即时配对", f"{n:,} records of enterprises and persons are too many to pair while somebody waits"), Say("用 jinying match review", "use `jinying match review`"))  # fmt: skip
        return self._pairs.get((self.now().seq, len(rules), sum(j.gone for j in rules)), lambda: proposals(lake, rules))

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
        """As `project`, without waiting; one at a time. Where the graph is down, again until it is up."""
        with self._asking:
            self._due = not self._closed
            if self._due and self._thread is None:
                self._thread = Thread(target=self._project_quietly, name="projecting", daemon=True)
                self._thread.start()

    def _project_quietly(self) -> None:
        """Until nothing was asked for while it was at it: what changed meanwhile is a change of its own."""
        while self._is_due():
            try:
                self.project()
            except JinyingError:  # readiness says that the graph is behind
                self._again()

    def _again(self) -> None:
        with self._asking:
            if self._later is not None:
                self._later.cancel()
            if not self._closed:
                self._later = Timer(LATER, self.project_soon)
                self._later.daemon = True
                self._later.start()

    def _is_due(self) -> bool:
        with self._asking:
            due, self._due = self._due, False
            if not due:
                self._thread = None
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
        if (thread := self._thread) is not None:
            thread.join()

    def close(self) -> None:
        """Let go of the graph, when what is being shown in it is."""
        with self._asking:
            self._closed = True
            if self._later is not None:
                self._later.cancel()
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
