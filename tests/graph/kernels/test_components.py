"""Components against networkx, and the name of a group."""

from __future__ import annotations

import networkx as nx
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.kernels.arrays import Graph, graph
from graph.kernels.components import by_smallest, components, strong_components

EDGES = st.integers(1, 25).flatmap(
    lambda n: st.tuples(st.just(n), st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=40))
)


def made(n: int, edges: list[tuple[int, int]]) -> tuple[Graph, nx.DiGraph]:
    ends = np.array(edges, np.int32).reshape(-1, 2)
    there = nx.DiGraph(edges)
    there.add_nodes_from(range(n))
    return graph(n, ends[:, 0], ends[:, 1], np.ones(len(ends))), there


def smallest(groups: list[set[int]], n: int) -> list[int]:
    return [min(next(g for g in groups if v in g)) for v in range(n)]


@settings(deadline=None, max_examples=150)
@given(EDGES)
def test_both_kinds_are_networkxs_and_named_by_their_smallest(case: tuple[int, list[tuple[int, int]]]) -> None:
    of, there = made(*case)
    assert components(of).tolist() == smallest(list(nx.weakly_connected_components(there)), of.n)
    assert strong_components(of).tolist() == smallest(list(nx.strongly_connected_components(there)), of.n)


def test_nobody_and_somebody_alone() -> None:
    for kind in (components, strong_components):
        assert kind(made(0, [])[0]).tolist() == []
        assert kind(made(1, [(0, 0)])[0]).tolist() == [0]
        assert kind(made(3, [])[0]).tolist() == [0, 1, 2]
        assert kind(made(3, [])[0]).dtype == np.int32


def test_a_long_chain_named_from_its_far_end_is_one_component() -> None:
    n = 100_000
    chain = np.arange(n, dtype=np.int32)
    of = graph(n, chain[1:], chain[:-1], np.ones(n - 1))
    assert set(components(of)) == {0}
    assert (strong_components(of) == chain).all()
    mixed = np.random.default_rng(1).permutation(n).astype(np.int32)
    assert set(components(graph(n, mixed[1:], mixed[:-1], np.ones(n - 1)))) == {0}


def test_any_numbering_of_groups_gives_the_same_names() -> None:
    assert by_smallest(np.array([7, 3, 7, 0, 3])).tolist() == [0, 1, 0, 3, 1]
    assert by_smallest(np.array([0, 1, 0, 2, 1])).tolist() == [0, 1, 0, 3, 1]
    assert by_smallest(np.array([], np.int64)).tolist() == []
