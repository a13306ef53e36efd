"""What detectors look at: the graph through queries, the lake as arrays, both up to one moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, TypeVar

import numpy as np

from graph.detect.cast import Cast
from graph.kernels.arrays import I32, Transfers, csr
from graph.lake import Lake
from graph.snapshot import Snapshot, snapshot
from graph.store import View

Made = TypeVar("Made")
EVER = 2**53  # epoch ms after all that happened


class Scene:
    """`until`: UTC seconds; only what happened before counts (a back-test looks at the past as it was)."""

    def __init__(self, view: View, lake: Lake, until: int | None = None) -> None:
        self.view, self.lake, self.until = view, lake, until
        self._made: dict[Any, Any] = {}

    def once(self, make: Callable[[Scene], Made]) -> Made:
        """What several detectors make of one scene, made by the first that asks."""
        if make not in self._made:
            self._made[make] = make(self)
        made: Made = self._made[make]
        return made

    @property
    def until_ms(self) -> int:
        """The same for queries: epoch milliseconds."""
        return EVER if self.until is None else self.until * 1000

    @cached_property
    def snapshot(self) -> Snapshot:
        """The lake as arrays, made or extended when first asked for."""
        return snapshot(self.lake)

    @cached_property
    def transfers(self) -> Transfers:
        """Transfers before `until`; transfer i is edge i."""
        return self.snapshot.transfers(self.snapshot.span(end=self.until))

    @cached_property
    def apart(self) -> Transfers:
        """The same with what goes between accounts of one owner turned into transfers to oneself, which no pattern of
        several parties counts: transfer i is still edge i."""
        t, owner = self.transfers, self.owner
        own = (owner[t.source] >= 0) & (owner[t.source] == owner[t.target])
        target = np.where(own, t.source, t.target).astype(np.int32)
        return Transfers(t.n, t.source, target, t.at, t.amount, t.out, csr(t.n, target))

    @property
    def owner(self) -> I32:
        """Whose each account is, as the snapshot has it."""
        return self.snapshot.owner

    def links(self, numbers: Iterable[int], link: str = "TRANSFER") -> tuple[str, ...]:
        """Ids of links by edge number."""
        return tuple(self.snapshot.link_ids(link, list(numbers)))

    def cast(self, nodes: Iterable[int]) -> Cast:
        """Kinds, captions and owners of nodes."""
        return Cast.of(self.view, self.snapshot.ids(sorted(set(nodes))))
