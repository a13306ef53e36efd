"""Core members: who stands where the others' ways cross, by several measures that a reader can check one by one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.kernels.arrays import F64, I32, Graph, graph
from graph.kernels.articulation import articulation
from graph.kernels.betweenness import betweenness, sources_for
from graph.kernels.kcore import core_numbers, neighbours
from graph.kernels.layers import SINK, LayerRule, layers
from graph.kernels.rank import pagerank
from graph.snapshot import Snapshot
from graph.study.group import group, told_by

ERROR = 0.02  # of betweenness, with 95 % confidence


@dataclass(frozen=True, slots=True)
class Standing:
    """Measures of each node (n,) and what they make together: `score`, the mean of its places by measure, 0 to 1."""

    score: F64
    betweenness: F64
    error: float
    pagerank: F64
    core: I32
    degree: I32


@dataclass(frozen=True, slots=True)
class Member:
    """An account of a group with its standing; `cut_off`: participants who lose every way to a sink without it.

    `error`: how far `betweenness` may be off, with 95 % confidence: 0 where no source was left out.
    """

    account: int
    owner: int
    score: float
    betweenness: float
    error: float
    core: int
    degree: int
    cut_off: int
    handled: int


def standing(of: Graph) -> Standing:
    """How central each node is, directions aside: who is in the middle is not told by who pays whom.

    Betweenness (Freeman 1977), PageRank on the undirected view, core number (Seidman 1983) and degree measure
    different things; none is best on every network, so that ranks are averaged (Borda count). Equal nodes share a rank.
    """
    from scipy.stats import rankdata

    near = neighbours(of)
    degree = np.diff(near.start).astype(np.int32)
    both = graph(of.n, np.repeat(np.arange(of.n, dtype=np.int32), degree), near.item, np.ones(len(near.item)))
    between = betweenness(of, sources=sources_for(of.n, ERROR), directed=False)
    rank, core = pagerank(both).score, core_numbers(of)
    measures = np.stack([rankdata(np.round(m, 12)) for m in (between.score, rank, core, degree)])
    score = (measures.mean(axis=0) - 1) / max(1, of.n - 1)
    return Standing(score, between.score, between.error, rank, core, degree)


def members(s: Snapshot, accounts: I32, rule: LayerRule | None = None, span: slice | None = None) -> list[Member]:
    """Accounts that handled a group's money, most central first."""
    t = s.transfers(span)
    of = group(s, t, accounts)
    told = told_by(t, of)
    found = layers(told, of.participants, rule)
    moved = found.traced > 0
    inside = np.unique(np.concatenate([told.source[moved], told.target[moved]]))
    place = np.full(s.n, -1, np.int32)
    place[inside] = np.arange(len(inside))
    g = graph(len(inside), place[told.source[moved]], place[told.target[moved]], found.traced[moved].astype(np.float64))
    shown = standing(g)
    sinks = np.flatnonzero((found.role[inside] == SINK) & ~of.participants[inside]).astype(np.int32)
    cut = articulation(g, np.flatnonzero(of.participants[inside]).astype(np.int32), sinks).lose
    return sorted(
        (
            Member(
                int(inside[k]), int(of.owner[inside[k]]), round(float(shown.score[k]), 4), float(shown.betweenness[k]), shown.error,
                int(shown.core[k]), int(shown.degree[k]), int(cut[k]), int(found.received[inside[k]]),
            )
            for k in np.flatnonzero(~of.participants[inside])
        ),
        key=lambda m: (-m.score, m.account),
    )  # fmt: skip
