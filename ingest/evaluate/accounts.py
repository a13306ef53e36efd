"""Scores of accounts against labels: who is fraudulent, by somebody else's marks.

Detectors have thresholds for money and people as they are here; in a bank of another scale they may name nobody. So
beside them stand measures without any threshold, straight from the kernels.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.detect import chosen
from graph.detect.scene import Scene
from graph.finding import Finding
from graph.kernels.alike import WIDTHS, alike, measure, repeats
from graph.kernels.arrays import F64, I32
from graph.kernels.fan import fan_in, fan_out
from graph.kernels.kcore import core_numbers
from graph.kernels.passing import passing
from graph.kernels.rank import hits, pagerank
from graph.ranking import at_capacity, auc, average_precision, curve
from graph.snapshot import Snapshot

ALL = "all detectors"  # the highest score of any
JOINED = "joined, without labels"
DAY = 86_400
MONTH, HALF_YEAR = 30 * DAY, 180 * DAY
TIES = ("payers in 30 days", "payees in 30 days", "share passed on in 3 days")


@dataclass(frozen=True, slots=True)
class Ranked:
    """A detector's or a measure's scores of `n` accounts, `true` of them labelled; `named` had one, `hit` are true."""

    score: str
    n: int
    true: int
    named: int
    hit: int
    average_precision: float
    auc: float
    precision: float  # among as many as are true


def ranked(scene: Scene, true: set[str], names: Sequence[str] = ()) -> Iterator[Ranked]:
    """Each detector with its own defaults; what it does not name has score 0. Then all of them, then measures."""
    s = scene.snapshot
    accounts = s.of_kind("Account")
    label = np.isin(accounts, [n for i in true if (n := s.find(i)) is not None])
    best = np.zeros(s.n)
    for detector in chosen(names):
        score = scored(s, detector.detect(scene, detector.values({})).findings)
        best = np.maximum(best, score)
        yield _row(detector.name, score[accounts], label)
    yield _row(ALL, best[accounts], label)
    ranks = dict(measures(scene))
    yield _row(JOINED, joined(scene, accounts, ranks)[accounts], label)
    for name, value in ranks.items():
        yield _row(name, value[accounts], label)


def joined(scene: Scene, accounts: I32, ranks: Mapping[str, F64]) -> F64:
    """(n,) what is surprising about an account, in digits of how often chance would do it, without labels or thresholds.

    Sums of one size from several who pay them nobody else, and sums repeated within a day between the same two, are
    reckoned against all transfers and count in full. Fans and money passed on have no law of chance to be held against,
    for accounts differ: of these the mean of their ranks' digits breaks ties.
    """
    t = scene.transfers
    said = measure(alike(t, HALF_YEAR, 2), t)
    again = repeats(t, DAY, WIDTHS[-1])
    each = -np.log10(max(again.mean(), 1.0 / max(1, len(again)))) if len(again) else 0.0
    for side in (t.source, t.target):
        said += each * np.bincount(side[again], minlength=t.n)
    others = [_digits(ranks[name][accounts]) for name in TIES]
    said[accounts] += np.mean(others, axis=0) if len(accounts) else 0.0
    return said


def _digits(value: F64) -> F64:
    """Of each value how few have as much, as digits; none where it is nothing."""
    above = len(value) - np.searchsorted(np.sort(value), value)
    return np.where(value > 0, -np.log10(above / max(1, len(value))), 0.0)


def measures(scene: Scene) -> Iterator[tuple[str, NDArray[np.float64]]]:
    """What kernels say of each node (n,), without a threshold."""
    t, pairs = scene.transfers, scene.snapshot.pairs("TRANSFER")
    for name, fan in (("payers in 30 days", fan_in(t, MONTH, 1)), ("payees in 30 days", fan_out(t, MONTH, 1))):
        width = np.zeros(t.n)
        width[fan.account] = fan.parties
        yield name, width
    quick = passing(t, 3 * 86_400)
    yield "share passed on in 3 days", quick.passed / np.maximum(1, quick.received)
    yield "PageRank", pagerank(pairs).score
    yield "k-core", core_numbers(pairs).astype(np.float64)
    authority = hits(pairs)
    yield "HITS authority", authority.authority
    yield "HITS hub", authority.hub


def scored(s: Snapshot, findings: list[Finding]) -> NDArray[np.float64]:
    """(n,) the highest score of the findings that name an account, or its owner."""
    score = np.zeros(s.n)
    for f in findings:
        for subject in f.subjects:
            if (node := s.find(subject.id)) is not None:
                score[node] = max(score[node], f.score)
    owner = s.owner
    return np.where(owner >= 0, np.maximum(score, score[owner]), score)


def _row(name: str, score: NDArray[np.float64], true: NDArray[np.bool_]) -> Ranked:
    named, c = score > 0, curve(score, true)
    return Ranked(
        name, len(true), int(true.sum()), int(named.sum()), int((named & true).sum()), round(average_precision(c), 4),
        round(auc(c), 4), round(at_capacity(c, c.true)[0], 4),
    )  # fmt: skip
