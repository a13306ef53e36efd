"""Core numbers against networkx and igraph, and the view they are counted on."""

from __future__ import annotations

import igraph
import networkx as nx
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.kernels.arrays import Graph, graph
from graph.kernels.kcore import core_numbers, neighbours

EDGES = st.integers(1, 20).flatmap(
    lambda n: st.tuples(st.just(n), st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=120))
)


def made(n: int, edges: list[tuple[int, int]]) -> Graph:
    ends = np.array(edges, np.int32).reshape(-1, 2)
    return graph(n, ends[:, 0], ends[:, 1], np.ones(len(ends)))


def simple(n: int, edges: list[tuple[int, int]]) -> nx.Graph:
    there = nx.Graph([(a, b) for a, b in edges if a != b])
    there.add_nodes_from(range(n))
    return there


@settings(deadline=None, max_examples=150)
@given(EDGES)
def test_cores_and_neighbours_are_networkxs(case: tuple[int, list[tuple[int, int]]]) -> None:
    of, there = made(*case), simple(*case)
    near = neighbours(of)
    rows = [near.item[near.start[v] : near.start[v + 1]].tolist() for v in range(of.n)]
    assert rows == [sorted(there[v]) for v in range(of.n)]
    assert core_numbers(of).tolist() == [nx.core_number(there)[v] for v in range(of.n)]


def test_cores_of_a_larger_uneven_graph_are_igraphs() -> None:
    rng = np.random.default_rng(3)
    n, m = 3_000, 40_000
    source, target = ((n * rng.random(m) ** 3).astype(np.int32) for _ in range(2))
    there = igraph.Graph(n, np.stack([source, target], 1)).simplify()
    cores = core_numbers(graph(n, source, target, np.ones(m)))
    assert cores.tolist() == there.coreness()
    assert cores.max() > 15
    assert (core_numbers(graph(n, target, source, np.ones(m))) == cores).all(), "direction does not count"


def test_a_clique_with_a_tail() -> None:
    clique = [(a, b) for a in range(5) for b in range(5)]  # both ways, and each to itself
    assert core_numbers(made(8, [*clique, (4, 5), (5, 6)])).tolist() == [4, 4, 4, 4, 4, 1, 1, 0]
    assert core_numbers(made(0, [])).tolist() == []
    assert core_numbers(made(1, [(0, 0)])).tolist() == [0]
