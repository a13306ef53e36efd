"""PageRank and HITS against networkx, linear algebra and closed forms."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from graph.kernels.arrays import F64, Graph, graph
from graph.kernels.rank import hits, pagerank

N = 700
Edges = list[tuple[int, int, float]]
CASES = st.integers(2, 12).flatmap(
    lambda n: st.tuples(
        st.just(n),
        st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1), st.integers(1, 2**53)), max_size=40),
    )
)


def made(n: int, edges: Edges) -> Graph:
    source, target, weight = (np.array([e[i] for e in edges]) for i in range(3))
    return graph(n, source.astype(np.int32), target.astype(np.int32), weight.astype(np.float64))


def matrix(n: int, edges: Edges, weighted: bool) -> NDArray[np.float64]:
    dense = np.zeros((n, n))
    for a, b, w in edges:
        dense[a, b] += w
    return dense if weighted else (dense > 0).astype(float)


def solved(dense: NDArray[np.float64], restart: F64, damping: float) -> F64:
    """PageRank as the answer of a linear system."""
    begin = restart / restart.sum()
    leaves = dense.sum(1, keepdims=True)
    walk = np.where(leaves > 0, dense / np.where(leaves > 0, leaves, 1), begin)
    return np.linalg.solve(np.eye(len(dense)) - damping * walk.T, (1 - damping) * begin)


@settings(deadline=None, max_examples=120)
@given(CASES, st.booleans(), st.sampled_from([0.0, 0.5, 0.85, 0.99]), st.integers(0, 2**32 - 1))
def test_pagerank_solves_its_equations(case: tuple[int, Edges], weighted: bool, damping: float, seed: int) -> None:
    n, edges = case
    restart = np.random.default_rng(seed).integers(0, 3, n).astype(float)
    restart[seed % n] += 1
    for begin in (None, restart):
        got = pagerank(made(n, edges), restart=begin, damping=damping, tolerance=1e-11, rounds=5000, weighted=weighted)
        want = solved(matrix(n, edges, weighted), np.ones(n) if begin is None else begin, damping)
        assert np.abs(got.score - want).sum() <= got.error + 1e-12
        assert got.error <= 1e-11
        assert got.score.sum() == pytest.approx(1)
    early = pagerank(made(n, edges), damping=damping, tolerance=0, rounds=3, weighted=weighted)
    assert early.rounds == 3
    exact = solved(matrix(n, edges, weighted), np.ones(n), damping)
    assert np.abs(early.score - exact).sum() <= early.error + 1e-12


def test_pagerank_is_networkxs() -> None:
    rng = np.random.default_rng(5)
    pairs, weight = rng.integers(0, N, (5000, 2)), rng.lognormal(9, 2, 5000).tolist()
    pairs[::9, 1] = 5  # longer than rows are told apart, and others in stretches of their own
    pairs = pairs.tolist()
    edges = [(a, b, w) for (a, b), w in zip(pairs, weight, strict=True)]
    there = nx.DiGraph()
    there.add_nodes_from(range(N))
    for a, b, w in edges:
        there.add_edge(a, b, weight=w + (there[a][b]["weight"] if there.has_edge(a, b) else 0))
    for weighted in (False, True):
        want = nx.pagerank(there, tol=1e-13, weight="weight" if weighted else None)
        got = pagerank(made(N, edges), tolerance=1e-13, weighted=weighted)
        np.testing.assert_allclose(got.score, [want[v] for v in range(N)], atol=1e-12)
        seeds = {3: 1.0, 7: 2.0}
        want = nx.pagerank(there, tol=1e-13, personalization=seeds, weight="weight" if weighted else None)
        restart = np.zeros(N)
        restart[[3, 7]] = 1, 2
        got = pagerank(made(N, edges), restart=restart, tolerance=1e-13, weighted=weighted)
        np.testing.assert_allclose(got.score, [want[v] for v in range(N)], atol=1e-12)


def test_pagerank_of_a_star_is_known_exactly() -> None:
    """Leaves pay a hub that pays nobody: hub h and leaf l have h = l + 0.85 k l and h + k l = 1."""
    k = 9
    got = pagerank(made(k + 1, [(v, 0, 1) for v in range(1, k + 1)]), tolerance=1e-14)
    leaf = 1 / (1 + 1.85 * k)
    np.testing.assert_allclose(got.score, [leaf * (1 + 0.85 * k), *[leaf] * k], rtol=1e-12)


@settings(deadline=None, max_examples=80)
@given(CASES, st.booleans())
def test_hits_is_the_leading_singular_space(case: tuple[int, Edges], weighted: bool) -> None:
    n, edges = case
    dense = matrix(n, [(a, b, w % 97 + 1) for a, b, w in edges], weighted)
    values, vectors = np.linalg.eigh(dense.T @ dense)
    assume(values[-1] > 0)
    top = values > values[-1] * (1 - 1e-9)
    assume(top.all() or values[~top].max() < 0.95 * values[-1])
    first = dense.T @ np.ones(n)
    authority = vectors[:, top] @ (vectors[:, top].T @ first)
    hub = dense @ authority
    got = hits(made(n, [(a, b, dense[a, b]) for a, b in np.argwhere(dense)]), weighted=weighted, tolerance=1e-13)
    np.testing.assert_allclose(got.authority, authority / authority.sum(), atol=1e-9)
    np.testing.assert_allclose(got.hub, hub / hub.sum(), atol=1e-9)
    assert got.change <= 1e-13 or got.rounds == 1000


def test_hits_of_two_hubs_and_their_authorities() -> None:
    got = hits(made(5, [(0, 2, 1), (0, 3, 1), (1, 2, 1), (1, 3, 1)]))
    np.testing.assert_allclose(got.hub, [0.5, 0.5, 0, 0, 0], atol=1e-15)
    np.testing.assert_allclose(got.authority, [0, 0, 0.5, 0.5, 0], atol=1e-15)
    nothing = hits(made(3, []))
    assert nothing.hub.tolist() == nothing.authority.tolist() == [0, 0, 0]


def test_nobody_and_somebody_alone() -> None:
    assert pagerank(made(0, [])).score.tolist() == hits(made(0, [])).hub.tolist() == []
    assert pagerank(made(1, [])).score.tolist() == [1]
    assert pagerank(made(1, [(0, 0, 5)]), weighted=True).score.tolist() == pytest.approx([1])


def test_what_is_no_share_is_refused() -> None:
    of = made(2, [(0, 1, 1)])
    for wrong in ([1.0], [-1.0, 2.0], [0.0, 0.0], [np.nan, 1.0], [np.inf, 1.0]):
        with pytest.raises(ValueError, match="restart"):
            pagerank(of, restart=np.array(wrong))
    for damping in (-0.1, 1.0, np.nan):
        with pytest.raises(ValueError, match="damping"):
            pagerank(of, damping=damping)
    for weight in (-1.0, np.nan, np.inf):
        assert pagerank(made(2, [(0, 1, weight)])).score.sum() == pytest.approx(1), "not looked at"
        for kernel in (pagerank, hits):
            with pytest.raises(ValueError, match="weight"):
                kernel(made(2, [(0, 1, weight)]), weighted=True)
