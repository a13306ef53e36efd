"""Spark against the kernels on one lake: the same groups, scores, windows, pairs and rounds."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from graph.kernels.arrays import Graph, graph
from graph.kernels.components import components
from graph.kernels.fan import fan_in, fan_out
from graph.kernels.flow2 import flow2
from graph.kernels.labels import propagate_by_turns
from graph.kernels.rank import pagerank
from graph.kernels.threshold import threshold
from graph.kernels.through import Haste, through
from tests.graph.spark.conftest import CLUSTERS, World

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

LINKS = ("first", "last")


def columns(result: Any) -> list[tuple[Any, ...]]:
    """A kernel's arrays as sorted rows."""
    return sorted(zip(*(getattr(result, f.name).tolist() for f in fields(result)), strict=True))


def frame(world: World, rows: list[tuple[Any, ...]], shape: str) -> DataFrame:
    return world.tables.spark.createDataFrame(rows, shape)


@pytest.fixture(scope="session")
def pairs(world: World) -> Graph:
    return world.snapshot.pairs("TRANSFER")


def test_components_are_the_kernels(world: World, pairs: Graph) -> None:
    from graph.spark.components import components as ours

    rows = ours(world.nodes, world.pairs).collect()
    kernel = components(pairs)
    assert len({row["component"] for row in rows}) == len(set(kernel.tolist())) >= CLUSTERS
    together = {(row["component"], int(kernel[world.number[row["node"]]])) for row in rows}
    assert len(together) == len(set(kernel.tolist())), "each of ours is one of the kernel's"
    assert all(row["component"] <= row["node"] for row in rows)
    assert len(rows) == pairs.n


def test_a_long_chain_is_one_component_after_few_rounds(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from graph.spark import components as module

    rounds: list[int] = []
    hang = module._hang_larger
    monkeypatch.setattr(module, "_hang_larger", lambda edges: rounds.append(1) or hang(edges))
    order = np.random.default_rng(3).permutation(500).tolist()
    chain = frame(world, list(zip(order, order[1:], strict=False)), "source long, target long")
    nodes = frame(world, [(v,) for v in range(501)], "node long")
    rows = module.components(nodes, chain).collect()
    assert {(row["node"], row["component"]) for row in rows} == {(v, 0) for v in range(500)} | {(500, 500)}
    assert len(rounds) <= 12, "a label that moves one step a round would take hundreds"


@pytest.mark.parametrize("weighted", [False, True])
def test_pagerank_is_the_kernels(world: World, pairs: Graph, weighted: bool) -> None:
    from graph.spark.rank import pagerank as ours

    how = {"damping": 0.9, "rounds": 8, "tolerance": 0.0, "weighted": weighted}
    mine, kernel = ours(world.nodes, world.pairs, **how), pagerank(pairs, **how)  # type: ignore[arg-type]
    score = np.zeros(pairs.n)
    for row in mine.score.collect():
        score[world.number[row["node"]]] = row["score"]
    assert np.abs(score - kernel.score).max() < 1e-9
    assert (mine.rounds, mine.error) == (kernel.rounds, pytest.approx(kernel.error, rel=1e-9))


def test_pagerank_ends_when_the_kernel_ends(world: World, pairs: Graph) -> None:
    from graph.spark.rank import pagerank as ours

    assert ours(world.nodes, world.pairs, tolerance=0.05).rounds == pagerank(pairs, tolerance=0.05).rounds > 1
    with pytest.raises(ValueError, match="damping is 1"):
        ours(world.nodes, world.pairs, damping=1)


@pytest.mark.parametrize("window", [0, 7_199, 90_000])
def test_fans_are_the_kernels(world: World, window: int) -> None:
    from graph.spark import fan as ours

    for mine, kernel in ((ours.fan_in, fan_in), (ours.fan_out, fan_out)):
        expected = columns(kernel(world.transfers, window, 2))
        assert world.rows(mine(world.frame, window, 2), "account", links=LINKS) == expected
        assert len(expected) > 10


@pytest.mark.parametrize("haste", [Haste(86_400, 3, 3_600, 0.1, 0.6), Haste(20_000, 2, 0, 0, 1)])
def test_pass_through_is_the_kernels(world: World, haste: Haste) -> None:
    from graph.spark.through import through as ours

    names = [f.name for f in fields(through(world.transfers, haste))]
    mine = world.rows(ours(world.frame, haste).select(*names), "account", links=LINKS)
    expected = columns(through(world.transfers, haste))
    assert [row[:-1] for row in mine] == [row[:-1] for row in expected]
    assert [row[-1] for row in mine] == pytest.approx([row[-1] for row in expected], rel=1e-12)
    assert len(expected) > 10


@pytest.mark.parametrize(("window", "low", "high"), [(0, 0, 1e6), (3_600, 0.8, 1.0), (86_400, 0.95, 1.05)])
def test_two_hop_flow_is_the_kernels(world: World, window: int, low: float, high: float) -> None:
    from graph.spark.flow2 import flow2 as ours

    kernel = flow2(world.transfers, window, low, high, limit=100_000)
    mine = world.rows(ours(world.frame, window, low, high), "account", links=("first", "second"))
    assert [row[1:] for row in sorted(mine)] == sorted(zip(kernel.first.tolist(), kernel.second.tolist(), strict=True), key=lambda p: (world.transfers.target[p[0]], *p))  # fmt: skip
    assert len(mine) == kernel.count.sum() > 10


def test_contagion_has_the_kernels_rounds(world: World) -> None:
    from graph.spark.contagion import from_income

    t, share = world.transfers, 0.2
    far = t.source != t.target
    paid = graph(t.n, t.source[far], t.target[far], t.amount[far].astype(np.float64))
    income = np.bincount(paid.target, paid.weight, t.n)
    seeds = np.flatnonzero(world.snapshot.column("Account", "blocked") == 1).astype(np.int32)
    kernel = threshold(paid, np.where(income > 0, income * share, np.inf), seeds).round
    mine = world.rows(from_income(world.pairs, world.tables.blocked(), share), "node")
    assert mine == [(v, int(kernel[v])) for v in np.flatnonzero(kernel >= 0).tolist()]
    assert kernel.max() >= 3
    assert (kernel < 0).any()


def by_number(number: list[int], edges: list[tuple[int, int, int]]) -> tuple[Graph, np.ndarray]:
    """A graph of nodes in the order of their numbers, and their turns."""
    rank = {v: k for k, v in enumerate(sorted(number))}
    source, target, weight = np.array([(rank[a], rank[b], w) for a, b, w in edges], np.int64).reshape(-1, 3).T
    made = graph(len(number), source.astype(np.int32), target.astype(np.int32), weight.astype(np.float64))
    return made, np.array(sorted(number), np.int64).view(np.uint64)


def labels_of(frame: DataFrame) -> list[tuple[int, int]]:
    return sorted((row["node"], row["label"]) for row in frame.collect())


def test_labels_are_the_kernels(world: World, pairs: Graph) -> None:
    from graph.spark.labels import propagate as ours

    s, sweeps = world.snapshot, 6
    number = [int(i[-32:-16], 16) - 2**63 for i in s.ids(range(s.n))]
    source = np.repeat(np.arange(s.n), np.diff(pairs.start))
    edges = [(number[a], number[b], int(w)) for a, b, w in zip(source, pairs.target, pairs.weight, strict=True)]
    of, turn = by_number(number, edges)
    kernel, mine = propagate_by_turns(of, sweeps=sweeps, turn=turn), ours(world.nodes, world.pairs, sweeps=sweeps)
    order = sorted(number)
    assert labels_of(mine.label) == [(order[v], order[a]) for v, a in enumerate(kernel.label.tolist())]
    assert (mine.sweeps, mine.moved) == (kernel.sweeps, kernel.moved)
    assert CLUSTERS <= len(set(kernel.label.tolist())) < s.n


def test_labels_of_any_graph_are_the_kernels(world: World) -> None:
    """Forty graphs side by side; small weights, so that there are ties; loops, parallel edges, weights of 0, nodes alone."""
    from graph.spark.labels import propagate as ours

    rng = np.random.default_rng(8)
    number = np.unique(rng.integers(-(2**63), 2**63, 400)).tolist()
    edges = []
    for part in range(40):
        ends = rng.choice(number[part::40], (int(rng.integers(1, 30)), 2)).tolist()
        edges += [(a, b, int(w)) for (a, b), w in zip(ends, rng.integers(0, 4, len(ends)), strict=True)]
    of, turn = by_number(number, edges)
    kernel = propagate_by_turns(of, sweeps=12, turn=turn)
    mine = ours(frame(world, [(v,) for v in number], "node long"), frame(world, edges, "source long, target long, weight long"), sweeps=12)  # fmt: skip
    assert labels_of(mine.label) == [(number[v], number[a]) for v, a in enumerate(kernel.label.tolist())]
    assert (mine.sweeps, mine.moved) == (kernel.sweeps, kernel.moved)


def test_labels_settle_where_two_sides_would_swing_and_keep_cliques_apart(world: World) -> None:
    from graph.spark.labels import propagate as ours

    node = np.unique(np.random.default_rng(5).integers(-(2**63), 2**63, 24)).tolist()
    cliques = [(a, b) for part in (range(8), range(8, 16)) for a in part for b in part if a < b]
    sides = [(a, b) for a in range(16, 20) for b in range(20, 24)]
    rows = [(node[a], node[b], 1) for a, b in (*cliques, (7, 8), *sides)]
    nodes = frame(world, [(v,) for v in node], "node long")
    mine = ours(nodes, frame(world, rows, "source long, target long, weight long"))
    found = {row["node"]: row["label"] for row in mine.label.collect()}
    assert [found[v] for v in node] == [node[0]] * 8 + [node[8]] * 8 + [node[16]] * 8
    assert mine.moved == 0
    assert mine.sweeps < 40
