"""What a finding's score would be if a line were not there: its detector run again on all else.

The line is taken out of the arrays, nothing is written. A detector that asks the graph for links, and a model, can't be
asked so: `Unasked` says it. The figure is exact for the detector's rule, and says nothing of whether the line is true.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from graph.detect.detector import Detector
from graph.detect.scene import Scene
from graph.finding import Finding
from graph.freeze import Edges
from graph.kernels.arrays import F64, I32, I64, Csr, csr
from graph.lake import Lake
from graph.ontology import Link
from graph.say import JinyingError, Say
from graph.snapshot import Snapshot
from graph.store import View
from graph.study.among import inside

ALIKE = 0.5  # share of subjects in common above which a finding is the same with others in it
CAPTIONS = "read/captions"  # the one query by which detectors name what they found in arrays


class Unasked(JinyingError):
    """A score that can't be computed without a line."""


@dataclass(frozen=True, slots=True)
class Without:
    """`taken`: how many links the line stands for; `score`: 0 to 1, None where nothing is found any more."""

    taken: int
    score: float | None


class Spared(Snapshot):
    """A snapshot without some links of one type."""

    def __init__(self, whole: Snapshot, link: str, taken: I64) -> None:
        super().__init__(whole.lake, whole.folder)
        self._whole, self._link = whole, link
        self._stays = np.delete(np.arange(len(whole.edges(link).high)), taken)

    def edges(self, link: str) -> Edges:
        """As of the whole one, without those."""
        if link == self._link and link not in self._edges:
            self._edges[link] = self._whole.edges(link).take(self._stays)
        return super().edges(link)

    def adjacency(self, link: str) -> tuple[Csr, Csr]:
        """Of the links that are left."""
        if link == self._link and link not in self._beside:
            left = self.edges(link)
            self._beside[link] = csr(self.n, left.source), csr(self.n, left.target)
        return super().adjacency(link)

    def column(self, table: str, name: str) -> I64 | F64:
        """Read of the whole one: what is kept beside it is whole."""
        values = self._whole.column(table, name)
        return values[self._stays] if table == self._link else values

    def words(self, table: str, name: str) -> tuple[I32, list[str]]:
        """The same of texts."""
        codes, texts = self._whole.words(table, name)
        return (codes[self._stays] if table == self._link else codes), texts


class Names:
    """A view that tells names and nothing else: links that the graph tells would still have the line among them."""

    def __init__(self, view: View) -> None:
        self._view = view

    def run(self, name: str, /, **params: Any) -> Any:
        """Rows of the one query for names."""
        if name != CAPTIONS:
            raise Unasked(Say("此规则在图库中直接查询关系，不能去掉一条线重算", "this pattern asks the graph itself for links: it can't be run without one"))  # fmt: skip
        return self._view.run(name, **params)


class SparedScene(Scene):
    """A scene of such a snapshot."""

    def __init__(self, view: View, lake: Lake, left: Snapshot) -> None:
        super().__init__(Names(view), lake)  # type: ignore[arg-type]  # whatever else is asked of it raises
        self.__dict__["snapshot"] = left


def without(
    view: View, s: Snapshot, detector: Detector, values: Mapping[str, float], finding: Finding, link: Link, ends: tuple[int, int]
) -> Without:  # fmt: skip
    """The finding's score, at the same parameters, without all links of a type from one node to another."""
    between = inside(s, link.name, np.unique(np.array(ends, np.int32)))
    e = s.edges(link.name)
    taken = between[(e.source[between] == ends[0]) & (e.target[between] == ends[1])]
    if not len(taken):
        raise Unasked(Say("此二者之间没有这种关系", "there is no such link from one to the other"))
    found = detector.detect(SparedScene(view, s.lake, Spared(s, link.name, taken)), values)
    left = same(finding, found.findings)
    return Without(len(taken), None if left is None else float(left.score))


def same(finding: Finding, found: list[Finding]) -> Finding | None:
    """That finding among others: by its id, else the one that has most of its subjects in common and more than half."""
    for one in found:
        if one.id == finding.id:
            return one
    mine = {s.id for s in finding.subjects}

    def alike(one: Finding) -> float:
        theirs = {s.id for s in one.subjects}
        return len(mine & theirs) / len(mine | theirs)

    best = max(found, key=alike, default=None)
    return best if best is not None and alike(best) > ALIKE else None
