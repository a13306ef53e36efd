"""Articulation accounts: by taking each account out and searching again, and networkx's dominators."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.kernels.arrays import I32, Graph, graph
from graph.kernels.articulation import NOWHERE, articulation

NODE = st.integers(0, 17)
CASES = st.tuples(st.lists(st.tuples(NODE, NODE), max_size=60), st.lists(NODE, max_size=18), st.lists(NODE, max_size=3))


def ints(of: list[int]) -> I32:
    return np.array(of, np.int32)


def made(n: int, edges: list[tuple[int, int]]) -> tuple[Graph, nx.DiGraph]:
    ends = np.array(edges, np.int32).reshape(-1, 2)
    there = nx.DiGraph(edges)
    there.add_nodes_from(range(n))
    return graph(n, ends[:, 0], ends[:, 1], np.ones(len(ends))), there


def leading(there: nx.DiGraph, sinks: list[int]) -> set[int]:
    """Accounts with a path to a sink."""
    return {v for s in sinks if s in there for v in nx.ancestors(there, s) | {s}}


def without(there: nx.DiGraph, v: int) -> nx.DiGraph:
    rest = there.copy()
    rest.remove_node(v)
    return rest


@settings(deadline=None, max_examples=200)
@given(CASES)
def test_they_lose_their_paths_when_it_is_taken_out(
    case: tuple[list[tuple[int, int]], list[int], list[int]],
) -> None:
    edges, participants, sinks = case
    of, there = made(18, edges)
    got = articulation(of, ints(participants), ints(sinks))
    before = leading(there, sinks)
    assert {v for v in range(18) if got.dominator[v] != NOWHERE} == before
    for v in range(18):
        lost = before - leading(without(there, v), sinks) - {v}
        assert got.lose[v] == len(lost & set(participants))


@settings(deadline=None, max_examples=200)
@given(CASES)
def test_dominators_are_networkxs(case: tuple[list[tuple[int, int]], list[int], list[int]]) -> None:
    edges, _, sinks = case
    of, there = made(18, edges)
    got = articulation(of, ints([]), ints(sinks))
    entered = there.reverse()
    entered.add_node(-1)
    entered.add_edges_from((-1, s) for s in sinks)
    want = nx.immediate_dominators(entered, -1)
    assert got.dominator.tolist() == [want.get(v, NOWHERE) for v in range(18)]
    assert not got.lose.any()


def test_a_larger_graph_is_networkxs() -> None:
    rng = np.random.default_rng(8)
    edges = [(a, b) for a, b in rng.integers(0, 4000, (8000, 2)).tolist()]
    of, there = made(4000, edges)
    entered = there.reverse()
    entered.add_edges_from([(-1, 5), (-1, 6)])
    want = nx.immediate_dominators(entered, -1)
    got = articulation(of, np.arange(4000, dtype=np.int32), ints([5, 6]))
    assert got.dominator.tolist() == [want.get(v, NOWHERE) for v in range(4000)]
    assert got.lose.max() > 5
    direct = (got.dominator == -1).sum()
    assert got.lose[got.dominator == -1].sum() + direct == (got.dominator != NOWHERE).sum(), "each hangs below one"


def test_a_pool_through_which_all_but_one_pay() -> None:
    """0, 1, 2 pay a pool 4, 3 pays the sink 6 and the pool; the pool pays 5, which pays the sink."""
    of, _ = made(7, [(0, 4), (1, 4), (2, 4), (3, 4), (3, 6), (4, 5), (5, 6)])
    got = articulation(of, ints([0, 1, 2, 3, 4]), ints([6]))
    assert got.lose.tolist() == [0, 0, 0, 0, 3, 4, 5]
    assert got.dominator.tolist() == [4, 4, 4, 6, 5, 6, -1]
    twice = articulation(of, ints([0, 0, 1, 2, 3, 4]), ints([6, 6, 5]))
    assert twice.lose.tolist() == [0, 0, 0, 0, 3, 4, 0], "a participant counts once, another sink is a way out"


def test_a_line_of_accounts_needs_no_stack() -> None:
    n = 300_000
    line = np.arange(n, dtype=np.int32)
    got = articulation(graph(n, line[:-1], line[1:], np.ones(n - 1)), line, line[-1:])
    assert (got.lose == line).all()


def test_nobody_and_numbers_that_are_no_account() -> None:
    assert articulation(made(0, [])[0], ints([]), ints([])).lose.tolist() == []
    alone = articulation(made(1, [(0, 0)])[0], ints([0]), ints([0]))
    assert (alone.lose.tolist(), alone.dominator.tolist()) == ([0], [-1])
    for wrong in (-1, 2):
        with pytest.raises(ValueError, match="participant"):
            articulation(made(2, [])[0], ints([wrong]), ints([0]))
        with pytest.raises(ValueError, match="sink"):
            articulation(made(2, [])[0], ints([0]), ints([0, wrong]))
