"""Leiden: modularity as igraph finds it and networkx counts it, communities that are connected."""

from __future__ import annotations

import random

import igraph
import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.kernels.arrays import F64, I32, Graph, graph
from graph.kernels.leiden import leiden

CASES = st.integers(1, 15).flatmap(
    lambda n: st.tuples(
        st.just(n), st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1), st.integers(1, 9)), max_size=50)
    )
)


def made(n: int, edges: list[tuple[int, int, int]]) -> Graph:
    ends = np.array(edges, np.int64).reshape(-1, 3)
    return graph(n, ends[:, 0].astype(np.int32), ends[:, 1].astype(np.int32), ends[:, 2].astype(np.float64))


def company(n: int, edges: list[tuple[int, int, int]]) -> nx.Graph:
    """Weights both ways added up, nobody with himself."""
    there = nx.Graph()
    there.add_nodes_from(range(n))
    for a, b, w in edges:
        if a != b:
            there.add_edge(a, b, weight=w + (there[a][b]["weight"] if there.has_edge(a, b) else 0))
    return there


def groups(label: I32) -> list[set[int]]:
    return [set(np.flatnonzero(label == a).tolist()) for a in np.unique(label)]


@settings(deadline=None, max_examples=100)
@given(CASES, st.sampled_from([0.5, 1.0, 2.0]), st.integers(0, 3))
def test_communities_are_connected_and_their_modularity_is_networkxs(
    case: tuple[int, list[tuple[int, int, int]]], resolution: float, seed: int
) -> None:
    got, there = leiden(made(*case), resolution=resolution, seed=seed), company(*case)
    assert all(nx.is_connected(there.subgraph(g)) for g in groups(got.label))
    assert all(got.label[v] == min(g) for g in groups(got.label) for v in g)
    want = nx.community.modularity(there, groups(got.label), resolution=resolution) if there.edges else 0.0
    assert got.modularity == pytest.approx(want, abs=1e-9)


def uneven(n: int, m: int) -> tuple[I32, I32, F64]:
    rng = np.random.default_rng(4)
    source = (n * rng.random(m) ** 2).astype(np.int32)
    near = source // 40 * 40 + rng.integers(0, 40, m)
    target = np.where(rng.random(m) < 0.6, np.minimum(near, n - 1), rng.integers(0, n, m)).astype(np.int32)
    keep = source != target
    return source[keep], target[keep], rng.lognormal(10, 1.5, keep.sum())


def test_modularity_is_no_worse_than_igraphs() -> None:
    source, target, weight = uneven(2_000, 12_000)
    there = igraph.Graph(2_000, np.stack([source, target], 1))
    random.seed(1)  # igraph draws from there
    theirs = there.community_leiden("modularity", weights=weight, n_iterations=2)
    got = leiden(graph(2_000, source, target, weight))
    assert got.modularity >= there.modularity(theirs.membership, weights=weight) - 0.01
    assert got.modularity == pytest.approx(there.modularity(got.label.tolist(), weights=weight), abs=1e-9)


def test_a_seed_gives_the_same_and_a_higher_resolution_more() -> None:
    of = graph(2_000, *uneven(2_000, 12_000))
    one, two = leiden(of, seed=5), leiden(of, seed=5)
    assert (one.label == two.label).all()
    assert one.modularity == two.modularity
    counts = [len(np.unique(leiden(of, resolution=r).label)) for r in (0.2, 1.0, 5.0)]
    assert counts == sorted(set(counts))


def test_two_triangles_and_nobody() -> None:
    triangles = [(0, 1, 1), (1, 2, 1), (2, 0, 1), (3, 4, 1), (4, 5, 1), (5, 3, 1), (0, 3, 1), (1, 1, 99)]
    assert leiden(made(7, triangles)).label.tolist() == [0, 0, 0, 3, 3, 3, 6]
    for alone in (made(0, []), made(3, []), made(3, [(1, 1, 5)])):
        got = leiden(alone)
        assert got.label.tolist() == list(range(alone.n))
        assert got.modularity == 0


def test_what_the_library_would_not_bear_is_refused() -> None:
    for wrong in (0.0, -1.0, np.nan, np.inf):
        with pytest.raises(ValueError, match="resolution"):
            leiden(made(2, [(0, 1, 1)]), resolution=wrong)
        with pytest.raises(ValueError, match="weight"):
            leiden(graph(2, np.array([0], np.int32), np.array([1], np.int32), np.array([wrong])))
    with pytest.raises(ValueError, match="rounds"):
        leiden(made(2, [(0, 1, 1)]), rounds=0)
    with pytest.raises(ValueError, match="seed"):
        leiden(made(2, [(0, 1, 1)]), seed=-1)
