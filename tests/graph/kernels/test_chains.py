"""Heaviest chains against every path there is."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.kernels.chains import heaviest_chains

Edge = tuple[int, int, int]
# between a lower and a higher node, so that there are no cycles; parallel ones may be
EDGES = st.lists(
    st.tuples(st.integers(0, 7), st.integers(0, 7), st.integers(0, 9)).filter(lambda e: e[0] < e[1]), max_size=12
)


def chains(edges: list[Edge], links: int = 1, n: int = 8) -> list[list[int]]:
    source, target = (np.array([e[k] for e in edges], np.int32) for k in (0, 1))
    found = heaviest_chains(n, source, target, np.array([e[2] for e in edges], np.int64), links)
    return [found.item[a:b].tolist() for a, b in zip(found.start[:-1], found.start[1:], strict=True)]


def paths(edges: list[Edge], links: int) -> list[list[int]]:
    """Every path of so many edges or more."""
    found = [[k] for k in range(len(edges))]
    for path in found:
        found += [[*path, k] for k, e in enumerate(edges) if e[0] == edges[path[-1]][1]]
    return [path for path in found if len(path) >= links]


@given(EDGES, st.integers(1, 4))
@settings(deadline=None, max_examples=150)
def test_each_part_gives_its_heaviest_path(edges: list[Edge], links: int) -> None:
    of = nx.Graph((a, b) for a, b, _ in edges)
    part = {v: min(group) for group in nx.connected_components(of) for v in group}
    best: dict[int, int] = {}
    for path in paths(edges, links):
        name = part[edges[path[0]][0]]
        best[name] = max(best.get(name, 0), sum(edges[k][2] for k in path))
    found = chains(edges, links)
    assert found == [] or all(path in paths(edges, links) for path in found)
    sums = [(part[edges[path[0]][0]], sum(edges[k][2] for k in path)) for path in found]
    assert sums == sorted(best.items())


def test_a_longer_chain_wins_only_where_length_is_asked_for() -> None:
    edges = [(0, 3, 100), (0, 1, 1), (1, 2, 1), (2, 3, 1)]
    assert chains(edges) == [[0]]
    assert chains(edges, 2) == [[1, 2, 3]]
    assert chains(edges, 4) == []


def test_large_sums_stay_whole() -> None:
    assert chains([(0, 1, 2**53), (1, 3, 1), (0, 2, 2**53), (2, 3, 2)], 2) == [[2, 3]]


@pytest.mark.parametrize(("edges", "what"), [([(0, 1, 1), (1, 0, 1)], "cycle"), ([(0, 1, -1)], "weight of edge 0"), ([(2, 2, 1)], "cycle")])  # fmt: skip
def test_what_can_not_be_is_named(edges: list[Edge], what: str) -> None:
    with pytest.raises(ValueError, match=what):
        chains(edges)
    with pytest.raises(ValueError, match="links"):
        chains([(0, 1, 1)], 0)


def test_nothing_gives_nothing() -> None:
    assert chains([], n=0) == []
    assert chains([], n=3) == []
