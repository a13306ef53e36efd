"""Betweenness against networkx, closed forms, and its own bound."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.kernels.arrays import Graph, graph
from graph.kernels.betweenness import betweenness, bound, sources_for

EDGES = st.integers(1, 16).flatmap(
    lambda n: st.tuples(st.just(n), st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=50))
)


def made(n: int, edges: list[tuple[int, int]]) -> Graph:
    ends = np.array(edges, np.int32).reshape(-1, 2)
    return graph(n, ends[:, 0], ends[:, 1], np.ones(len(ends)))


def networkxs(n: int, edges: list[tuple[int, int]], directed: bool) -> list[float]:
    there = nx.DiGraph() if directed else nx.Graph()
    there.add_nodes_from(range(n))
    there.add_edges_from(edges)
    score = nx.betweenness_centrality(there)
    return [score[v] for v in range(n)]


@settings(deadline=None, max_examples=150)
@given(EDGES, st.booleans())
def test_from_all_sources_it_is_networkxs(case: tuple[int, list[tuple[int, int]]], directed: bool) -> None:
    got = betweenness(made(*case), directed=directed)
    np.testing.assert_allclose(got.score, networkxs(*case, directed), atol=1e-12)
    assert got.error == 0
    assert got.sources == case[0]


def uneven(n: int = 60, m: int = 150) -> list[tuple[int, int]]:
    rng = np.random.default_rng(11)
    return [(int(a), int(b)) for a, b in (n * rng.random((m, 2)) ** 2).astype(int)]


def test_scores_are_within_the_bound_as_often_as_it_says() -> None:
    of, exact = made(60, uneven()), np.array(networkxs(60, uneven(), True))
    for k in (5, 20, 50):
        off = [np.abs(betweenness(of, sources=k, confidence=0.8, seed=s).score - exact).max() for s in range(150)]
        assert np.mean(np.array(off) > bound(60, k, 0.8)) <= 0.2
        assert max(off) > bound(60, k, 0.8) / 10, "a bound that is far too wide would hide a wrong scale"


def test_draws_are_right_on_average_and_nearer_the_more_there_are() -> None:
    of, exact = made(60, uneven()), np.array(networkxs(60, uneven(), False))
    few, many = (
        np.array([betweenness(of, sources=k, directed=False, seed=s).score for s in range(300)]) for k in (6, 40)
    )
    np.testing.assert_allclose(few.mean(0), exact, atol=0.02)
    assert np.abs(many - exact).mean() < np.abs(few - exact).mean() / 2


def test_a_node_all_paths_pass() -> None:
    star = made(7, [(v, 6) for v in range(6)])
    assert betweenness(star, directed=False).score.tolist() == pytest.approx([0, 0, 0, 0, 0, 0, 1])
    assert betweenness(star).score.tolist() == [0] * 7, "all pay it, it pays nobody"
    path = betweenness(made(5, [(0, 1), (1, 2), (2, 3), (3, 4)])).score * 12
    assert path.tolist() == pytest.approx([0, 3, 4, 3, 0])


def test_a_seed_draws_the_same_sources() -> None:
    of = made(60, uneven())
    one, two, other = (betweenness(of, sources=10, seed=s).score.tolist() for s in (1, 1, 2))
    assert one == two != other
    assert betweenness(of, seed=1).score.tolist() == betweenness(of, seed=2).score.tolist()


def test_the_sources_asked_for_are_the_fewest_that_do() -> None:
    for n, error, confidence in ((1_000_000, 0.05, 0.95), (1_000, 0.05, 0.9), (50, 0.1, 0.99), (10_000, 0.01, 0.5)):
        k = sources_for(n, error, confidence)
        assert bound(n, k, confidence) <= error < bound(n, k - 1, confidence)
    assert sources_for(1_000_000, 0.05) < 4_000
    assert sources_for(100, 0.0) == 100
    assert sources_for(100, 5.0) == 1
    falls = [bound(40, k) for k in range(1, 41)]
    assert falls == sorted(falls, reverse=True)
    assert falls[-1] == 0


def test_the_bound_is_hoeffdings_where_few_are_drawn() -> None:
    """Without the gain of drawing without return: 2 n exp(-2 k e^2 / R^2) is what is left of confidence."""
    e = bound(10**8, 1_000, 0.95)
    assert 2 * 10**8 * np.exp(-2 * 1_000 * e**2) == pytest.approx(0.05, rel=1e-3)


def test_the_bound_where_most_are_drawn_is_that_of_a_worked_example() -> None:
    """100 nodes, 80 sources: 100/99 sqrt(0.2 (1 + 1/80) ln(200 / 0.05) / 160)."""
    assert bound(100, 80, 0.95) == pytest.approx(0.103491, abs=1e-6)


def test_more_paths_than_a_float_can_count_are_refused() -> None:
    diamonds = [e for i in range(0, 3 * 1100, 3) for e in ((i, i + 1), (i, i + 2), (i + 1, i + 3), (i + 2, i + 3))]
    with pytest.raises(ValueError, match="from node 0 there"):
        betweenness(made(3301, diamonds))
    fewer = betweenness(made(1501, diamonds[:2000])).score
    assert fewer[3] == pytest.approx(3 * 1497 / (1500 * 1499))
    assert fewer[1] == pytest.approx(fewer[2])


def test_nobody_and_too_many() -> None:
    assert betweenness(made(0, [])).score.tolist() == []
    assert betweenness(made(1, [(0, 0)])).score.tolist() == [0]
    assert betweenness(made(2, [(0, 1), (1, 0)])).score.tolist() == [0, 0]
    for wrong in (0, 3, -1):
        with pytest.raises(ValueError, match="sources of 2"):
            betweenness(made(2, []), sources=wrong)
    for wrong in (0.0, 1.0, np.nan):
        with pytest.raises(ValueError, match="confidence"):
            betweenness(made(5, []), confidence=wrong)
