"""The recruiting tree against networkx and walks by hand."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.kernels.tree import recruiting_tree

RECRUITERS = st.integers(1, 25).flatmap(lambda n: st.lists(st.integers(-1, n - 1), min_size=n, max_size=n))
FOREST = st.integers(1, 25).flatmap(lambda n: st.tuples(*(st.integers(-1, v - 1) for v in range(n))))


def of(recruiter: list[int]) -> np.ndarray:
    return np.array(recruiter, np.int32)


def peeled(there: nx.Graph) -> dict[int, int]:
    """Rounds in which nodes with one tie or none go."""
    left, shell, turn = there.copy(), {}, 0
    while left:
        turn += 1
        go = [v for v, ties in left.degree() if ties <= 1]
        shell |= dict.fromkeys(go, turn)
        left.remove_nodes_from(go)
    return shell


@settings(deadline=None, max_examples=200)
@given(RECRUITERS)
def test_all_is_as_networkx_sees_it(recruiter: list[int]) -> None:
    n = len(recruiter)
    got = recruiting_tree(of(recruiter))
    given_ = nx.DiGraph([(r, v) for v, r in enumerate(recruiter) if r >= 0])
    given_.add_nodes_from(range(n))
    circles = list(nx.simple_cycles(given_))
    assert got.circle.tolist() == [any(v in c for c in circles) for v in range(n)]
    cut = {min(c) for c in circles}
    assert got.recruiter.tolist() == [-1 if v in cut else r for v, r in enumerate(recruiter)]

    there = nx.DiGraph([(r, v) for v, r in enumerate(got.recruiter.tolist()) if r >= 0])
    there.add_nodes_from(range(n))
    roots = [v for v, brought_by in there.in_degree() if brought_by == 0]
    assert got.roots.tolist() == sorted(roots)
    for v in range(n):
        below = nx.single_source_shortest_path_length(there, v)
        assert (got.size[v], got.height[v]) == (len(below), max(below.values()))
    for root in roots:
        for v, steps in nx.single_source_shortest_path_length(there, root).items():
            assert (got.root[v], got.level[v]) == (root, steps)
    shell = peeled(there.to_undirected())
    assert got.shell.tolist() == [shell[v] for v in range(n)]


@settings(deadline=None, max_examples=100)
@given(FOREST)
def test_shells_are_onion_layers_where_nobody_is_alone(recruiter: tuple[int, ...]) -> None:
    there = nx.Graph([(r, v) for v, r in enumerate(recruiter) if r >= 0])
    there.add_nodes_from(range(len(recruiter)))
    if not list(nx.isolates(there)):
        layer = nx.onion_layers(there)
        assert recruiting_tree(of(list(recruiter))).shell.tolist() == [layer[v] for v in range(len(recruiter))]


def test_three_levels_below_an_organiser() -> None:
    """0 brought 1 and 2, 1 brought 3 and 4, 3 brought 5; 6 is by itself."""
    got = recruiting_tree(of([-1, 0, 0, 1, 1, 3, -1]))
    assert got.roots.tolist() == [0, 6]
    assert got.level.tolist() == [0, 1, 1, 2, 2, 3, 0]
    assert got.height.tolist() == [3, 2, 0, 1, 0, 0, 0]
    assert got.size.tolist() == [6, 4, 1, 2, 1, 1, 1]
    assert got.shell.tolist() == [2, 3, 1, 2, 1, 1, 1]
    assert not got.circle.any()


def test_circles_are_cut_at_the_smallest_and_marked() -> None:
    got = recruiting_tree(of([2, 0, 1, 3, 2]))  # 0 <- 2 <- 1 <- 0, 3 brought itself, 4 hangs on the circle
    assert got.recruiter.tolist() == [-1, 0, 1, -1, 2]
    assert got.circle.tolist() == [True, True, True, True, False]
    assert got.level.tolist() == [0, 1, 2, 0, 3]


def test_a_line_of_a_million_persons_needs_no_stack() -> None:
    n = 1_000_000
    got = recruiting_tree(np.arange(-1, n - 1, dtype=np.int32))
    assert got.height[0] == n - 1
    assert (got.level == np.arange(n)).all()
    assert (got.size == n - np.arange(n)).all()
    assert got.shell.max() == n // 2
    ring = recruiting_tree(np.roll(np.arange(n, dtype=np.int32), 1))
    assert ring.circle.all()
    assert (ring.level == np.arange(n)).all()


def test_nobody_and_a_recruiter_who_is_no_person() -> None:
    got = recruiting_tree(of([]))
    assert got.roots.tolist() == got.level.tolist() == got.shell.tolist() == []
    for wrong in ([-2], [1], [0, 2]):
        with pytest.raises(ValueError, match="recruiter"):
            recruiting_tree(of(wrong))
