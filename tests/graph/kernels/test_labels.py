"""Label propagation: what a settled labelling must satisfy, planted communities, a plain account of one sweep."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

from graph.kernels.arrays import Graph, graph
from graph.kernels.labels import propagate, propagate_by_turns

Edges = list[tuple[int, int, int]]
CASES = st.integers(1, 15).flatmap(
    lambda n: st.tuples(
        st.just(n), st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1), st.integers(0, 9)), max_size=50)
    )
)


def made(n: int, edges: Edges) -> Graph:
    ends = np.array(edges, np.int64).reshape(-1, 3)
    return graph(n, ends[:, 0].astype(np.int32), ends[:, 1].astype(np.int32), ends[:, 2].astype(np.float64))


def heard(edges: Edges, label: list[int], v: int) -> Counter[int]:
    """Weight of each label around v."""
    weight: Counter[int] = Counter()
    for a, b, w in edges:
        if a != b and v in (a, b):
            weight[label[a + b - v]] += w
    return weight


@settings(deadline=None, max_examples=150)
@given(CASES, st.integers(0, 5))
def test_settled_labels_weigh_most_around_each_node(case: tuple[int, Edges], seed: int) -> None:
    n, edges = case
    got = propagate(made(n, edges), sweeps=200, seed=seed)
    label = got.label.tolist()
    assert got.moved == 0
    for v in range(n):
        around = heard(edges, label, v)
        assert around[label[v]] == max(around.values(), default=0)
        assert label[label[v]] == label[v] <= v, "named by the smallest"


@settings(deadline=None, max_examples=100)
@given(CASES, st.integers(1, 4))
def test_sweeps_are_those_of_a_plain_account(case: tuple[int, Edges], sweeps: int) -> None:
    """Fewer nodes than a block holds move in the order of their numbers."""
    n, edges = case
    label, moved, done = list(range(n)), n, 0
    while moved and done < sweeps:
        before = list(label)
        for v in range(n):
            around = heard(edges, label, v)
            most = max(around.values(), default=0)
            if around[label[v]] < most:
                label[v] = min(a for a, w in around.items() if w == most)
        moved, done = sum(a != b for a, b in zip(before, label, strict=True)), done + 1
    got = propagate(made(n, edges), sweeps=sweeps)
    assert (got.sweeps, got.moved) == (done, moved)
    assert got.label.tolist() == [label.index(a) for a in label]


@settings(deadline=None, max_examples=150)
@given(CASES, st.integers(1, 80), st.integers(0, 2**32))
def test_turns_are_those_of_a_plain_account(case: tuple[int, Edges], sweeps: int, seed: int) -> None:
    """All look at the labels of the sweep before; who wants another moves where his turn's bit is set."""
    n, edges = case
    turn = np.random.default_rng(seed).integers(0, 2**64, n, np.uint64)
    label, moved, done = list(range(n)), n, 0
    while moved and done < sweeps:
        wanted = list(label)
        for v in range(n):
            around = heard(edges, label, v)
            most = max(around.values(), default=0)
            if around[label[v]] < most:
                wanted[v] = min(a for a, w in around.items() if w == most)
        moved = sum(a != b for a, b in zip(label, wanted, strict=True))
        label = [
            b if int(turn[v]) >> (done % 64) & 1 else a for v, (a, b) in enumerate(zip(label, wanted, strict=True))
        ]
        done += 1
    got = propagate_by_turns(made(n, edges), sweeps=sweeps, turn=turn)
    assert (got.sweeps, got.moved) == (done, moved)
    assert got.label.tolist() == [label.index(a) for a in label]


@settings(deadline=None, max_examples=100)
@given(CASES)
def test_labels_by_turns_settle_where_each_weighs_most(case: tuple[int, Edges]) -> None:
    n, edges = case
    got = propagate_by_turns(made(n, edges), sweeps=500)
    label = got.label.tolist()
    assert got.moved == 0
    for v in range(n):
        around = heard(edges, label, v)
        assert around[label[v]] == max(around.values(), default=0)


def test_by_turns_two_sides_come_to_rest_and_all_at_once_they_swing() -> None:
    sides = made(8, [(a, b, 1) for a in range(4) for b in range(4, 8)])
    got = propagate_by_turns(sides)
    assert (got.moved, len(set(got.label))) == (0, 1)
    swing = propagate_by_turns(sides, sweeps=500, turn=np.full(8, 2**64 - 1, np.uint64))
    assert (swing.sweeps, swing.moved) == (500, 8), "it ends all the same, and says that it has not settled"
    with pytest.raises(ValueError, match="2 turns for 8 nodes"):
        propagate_by_turns(sides, turn=np.zeros(2, np.uint64))


def planted(groups: int, size: int) -> tuple[Graph, np.ndarray]:
    rng = np.random.default_rng(2)
    truth = rng.permutation(np.repeat(np.arange(groups), size))
    home = rng.integers(0, len(truth), 12 * len(truth))
    mates = np.argsort(truth, kind="stable").reshape(groups, size)
    away = np.where(rng.random(len(home)) < 0.85, mates[truth[home], rng.integers(0, size, len(home))],
                    rng.integers(0, len(truth), len(home)))  # fmt: skip
    return graph(len(truth), home.astype(np.int32), away.astype(np.int32), np.ones(len(home))), truth


def test_planted_communities_are_found_whatever_the_seed() -> None:
    of, truth = planted(20, 50)
    found = [propagate(of, seed=s).label for s in range(5)]
    assert min(adjusted_rand_score(truth, label) for label in found) > 0.9
    assert (found[0] == propagate(of, seed=0).label).all()
    by_turns = propagate_by_turns(of)
    assert adjusted_rand_score(truth, by_turns.label) > 0.9
    assert by_turns.moved == 0
    first = [propagate(of, sweeps=1, seed=s).label.tolist() for s in (0, 1)]
    assert first[0] != first[1], "the seed draws the order"


def test_two_sides_come_to_rest() -> None:
    """All at once, payers and payees of a bipartite graph would swap labels for ever."""
    got = propagate(made(8, [(a, b, 1) for a in range(4) for b in range(4, 8)]), sweeps=10)
    assert got.moved == 0
    assert len(set(got.label)) == 1


def test_the_heavier_side_wins() -> None:
    edges = [(0, 1, 9), (3, 4, 9), (1, 2, 5), (2, 3, 4)]
    assert propagate(made(5, edges)).label.tolist() == [0, 0, 0, 3, 3]
    assert propagate(made(5, [*edges, (3, 2, 2)])).label.tolist() == [0, 0, 2, 2, 2]


def test_of_equals_the_first_in_the_order_wins() -> None:
    """0 is drawn alike to 1 with 4 and to 2 with 3, which come to bear their larger members' labels."""
    edges = [(0, 1, 1), (0, 2, 1), (2, 3, 9), (1, 4, 9)]
    assert propagate(made(5, edges)).label.tolist() == [0, 1, 0, 0, 1]


def test_nobody_alone_and_wrong_weights() -> None:
    assert propagate(made(0, [])).label.tolist() == propagate_by_turns(made(0, [])).label.tolist() == []
    alone = propagate(made(3, [(0, 0, 5), (1, 2, 0)]))
    assert (alone.label.tolist(), alone.sweeps, alone.moved) == ([0, 1, 2], 1, 0)
    for wrong in (-1.0, np.nan):
        with pytest.raises(ValueError, match="weight"):
            propagate(graph(2, np.array([0], np.int32), np.array([1], np.int32), np.array([wrong])))
        with pytest.raises(ValueError, match="weight"):
            propagate_by_turns(graph(2, np.array([0], np.int32), np.array([1], np.int32), np.array([wrong])))
