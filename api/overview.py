"""What the start page and the readiness check show: counts, findings, imports and the state of the parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import Any
from zoneinfo import ZoneInfo

from api.system import System
from graph.detect import DETECTORS, models
from graph.finding import Finding
from graph.lake import Lake
from graph.ontology import ontology
from graph.ops import audit
from graph.project import behind
from graph.say import JinyingError, Say
from graph.store import Store, StoreError

CHINA = ZoneInfo("Asia/Shanghai")
LOOK = 20_000  # entries of the audit chain that one look reads: a long chain holds nobody up


@dataclass(frozen=True, slots=True)
class Count:
    """One kind or link and how many there are."""

    name: str
    label: Say
    n: int


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the system; `problem` is None where it works."""

    label: Say
    state: Say
    problem: Say | None = None


@dataclass(frozen=True, slots=True)
class Pattern:
    """What one detector found: how many, and the best with their states."""

    label: Say
    total: int
    best: list[tuple[Finding, str]]


LAKE, GRAPH, CHAIN = Say("数据湖", "lake"), Say("图数据库", "graph"), Say("审计链", "audit chain")


class Overview:
    """Reads lake, graph and ops; keeps only how far it has read the audit chain."""

    def __init__(self, system: System) -> None:
        self._system, self._ops = system, system.ops
        self._read = audit.Position()

    @property
    def _lake(self) -> Lake:
        return self._system.lake

    @property
    def _store(self) -> Store:
        return self._system.store

    def counts(self) -> tuple[list[Count], list[Count]]:
        """Entities by kind and links by type, in the ontology's order."""
        have = self._store.counts()
        o = ontology()
        links = [(name, label) for x in o.links.values() for name, label in _names(x.name, x.flow, x.label)]
        kinds = [Count(k.name, k.label, have[k.name]) for k in o.kinds.values() if have.get(k.name)]
        return kinds, [Count(name, label, have[name]) for name, label in links if have.get(name)]

    def findings(self, limit: int) -> list[tuple[Finding, str]]:
        """The best findings of each detector, detectors taking turns, at most `limit`."""
        turns = zip_longest(*self._by_detector().values())
        return [item for turn in turns for item in turn if item is not None][:limit]

    def patterns(self, each: int) -> list[Pattern]:
        """What each detector found in its last run, with the best of it."""
        best, found = self._by_detector(), self._ops.found()
        return [
            Pattern(d.label, found[d.name], best.get(d.name, [])[:each])
            for d in (*DETECTORS, *models(found))
            if found.get(d.name)
        ]

    def _by_detector(self) -> dict[str, list[tuple[Finding, str]]]:
        """Findings of each detector, highest score first."""
        lists: dict[str, list[tuple[Finding, str]]] = {}
        for item in self._ops.findings(1_000):
            lists.setdefault(item[0].detector, []).append(item)
        return lists

    def as_of(self) -> str | None:
        """When the lake last changed, in China's time."""
        events = self._lake.events()
        return f"{datetime.fromisoformat(events[-1].at).astimezone(CHINA):%Y-%m-%d %H:%M}" if events else None

    def found(self) -> dict[str, int]:
        """Findings by detector, as of its last run."""
        return self._ops.found()

    def imports(self, limit: int) -> tuple[int, list[dict[str, Any]]]:
        """How many imports are in force, and the newest of them."""
        active = self._lake.active()
        newest = sorted(active, key=lambda i: -active[i])[:limit]
        rows = []
        for import_id in newest:
            m = self._lake.manifest(import_id)
            rows.append({"id": import_id, "file": m.file, "rows": m.rows, "rejected": m.rejected})
        return len(active), rows

    def parts(self) -> list[Part]:
        """Every part and whether it works."""
        return [look() for look in self.looks().values()]

    def looks(self) -> dict[str, Callable[[], Part]]:
        """How each part is looked at, by its name."""
        return {LAKE.en: self._lake_part, GRAPH.en: self._graph_part, CHAIN.en: self._ops_part}

    def _lake_part(self) -> Part:
        label = LAKE
        try:
            n = len(self._lake.active())
        except (OSError, JinyingError) as error:
            return Part(label, Say("不可读", "unreadable"), Say(str(error), str(error)))
        return Part(label, Say(f"{n} 次导入", f"{n} imports"))

    def _graph_part(self) -> Part:
        label = GRAPH
        try:
            left = behind(self._lake, self._store)
        except JinyingError as error:
            state = Say("连不上", "unreachable") if isinstance(error, StoreError) else Say("无法核对", "can't be told")
            return Part(label, state, Say(error.to("zh"), error.to("en")))
        if left:
            behind_by = Say(f"落后 {left} 步", f"{left} step{'s' * (left != 1)} behind")
            return Part(label, behind_by, Say("jinying detect 会先补上", "`jinying detect` catches up first"))
        return Part(
            label, Say(f"{self._store.engine}，与数据湖同步", f"{self._store.engine}, at the lake's last entry")
        )

    def _ops_part(self) -> Part:
        label = CHAIN
        try:
            read = self._ops.audit_read(self._read, LOOK)
        except JinyingError as error:
            return Part(label, Say("不可用", "unusable"), Say(error.to("zh"), error.to("en")))
        if read.broken is not None:
            return Part(label, Say("断裂", "broken"), Say(f"自第 {read.broken} 条起", f"from entry {read.broken} on"))
        self._read = read  # the next look reads only what is new; `jinying audit verify` reads all
        if read.more:
            return Part(label, Say(f"核对至第 {read.seq:,} 条", f"whole up to entry {read.seq:,}, reading on"))
        return Part(label, Say("完整", "whole"))


def _names(link: str, flow: str | None, label: Say) -> list[tuple[str, Say]]:
    return [(link, label)] + ([(flow, Say(f"{label.zh}汇总", f"{label.en}s, summed"))] if flow else [])
