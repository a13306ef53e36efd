"""Linear threshold against rounds played in exact fractions, and cascades known by hand."""

from fractions import Fraction

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.kernels.arrays import Graph, graph
from graph.kernels.threshold import Cascade, threshold

Edges = dict[tuple[int, int], int]


def weighed(n: int, edges: Edges, unit: float = 1.0) -> Graph:
    source, target = zip(*edges, strict=True) if edges else ((), ())
    return graph(
        n, np.array(source, np.int32), np.array(target, np.int32), np.array(list(edges.values()), float) / unit
    )


def run(influence: Graph, thresholds: list[float], seeds: list[int]) -> Cascade:
    return threshold(influence, np.array(thresholds, float), np.array(seeds, np.int32))


def carriers(influence: Graph, cascade: Cascade) -> set[tuple[int, int, float]]:
    return {
        (int(influence.back_source[e]), v, float(influence.back_weight[e]))
        for v in range(influence.n)
        for e in cascade.carriers.item[cascade.carriers.start[v] : cascade.carriers.start[v + 1]]
    }


def played(n: int, edges: Edges, thresholds: list[Fraction], seeds: list[int], unit: int) -> list[int]:
    when = dict.fromkeys(seeds, 0)
    for turn in range(1, n + 1):
        when |= {
            v: turn
            for v in range(n)
            if v not in when
            and sum((Fraction(w, unit) for (a, b), w in edges.items() if b == v and a in when), Fraction(0))
            >= thresholds[v]
        }
    return [when.get(v, -1) for v in range(n)]


@st.composite
def crowd(draw: st.DrawFn) -> tuple[int, Edges, list[int], list[int], int]:
    n = draw(st.integers(1, 9))
    node = st.integers(0, n - 1)
    edges = draw(st.dictionaries(st.tuples(node, node), st.integers(0, 5), max_size=30))
    thresholds = draw(st.lists(st.integers(1, 10), min_size=n, max_size=n))
    return n, edges, thresholds, draw(st.lists(node, max_size=3)), draw(st.sampled_from([1, 3, 7, 10]))


@settings(deadline=None, max_examples=200)
@given(crowd())
def test_rounds_are_those_of_exact_fractions(case) -> None:  # type: ignore[no-untyped-def]
    n, edges, thresholds, seeds, unit = case
    influence = weighed(n, edges, unit)
    got = run(influence, [t / unit for t in thresholds], seeds)
    when = played(n, edges, [Fraction(t, unit) for t in thresholds], seeds, unit)
    assert got.round.tolist() == when
    assert carriers(influence, got) == {
        (a, b, w / unit) for (a, b), w in edges.items() if w and 0 <= when[a] < when[b]
    }  # fmt: skip


@settings(deadline=None, max_examples=50)
@given(crowd())
def test_any_weight_is_enough_where_the_threshold_is_tiny(case) -> None:  # type: ignore[no-untyped-def]
    n, edges, _, seeds, _ = case
    walk = nx.DiGraph([e for e, w in edges.items() if w])
    walk.add_nodes_from(range(n))
    far = nx.multi_source_dijkstra_path_length(walk, set(seeds), weight=None) if seeds else {}
    assert run(weighed(n, edges), [1e-9] * n, seeds).round.tolist() == [far.get(v, -1) for v in range(n)]


@settings(deadline=None, max_examples=50)
@given(crowd())
def test_who_fell_was_carried_over_its_threshold_and_not_before(case) -> None:  # type: ignore[no-untyped-def]
    n, edges, thresholds, seeds, _ = case
    influence = weighed(n, edges)
    got = run(influence, [float(t) for t in thresholds], seeds)
    weight = np.zeros(n)
    for _a, v, w in carriers(influence, got):
        weight[v] += w
    fell = got.round > 0
    assert (weight[fell] >= np.array(thresholds)[fell]).all()
    assert not weight[got.round == 0].any()


def test_granovetters_crowd_of_a_hundred() -> None:
    """Thresholds 1, 2, ... 99 and one who starts: all join, one a round. Without the 1 nobody does."""
    all_see_all = {(a, b): 1 for a in range(100) for b in range(100) if a != b}
    influence = weighed(100, all_see_all)
    assert run(influence, [1.0, *range(1, 100)], [0]).round.tolist() == list(range(100))
    calm = run(influence, [1.0, 2, *range(2, 100)], [0])
    assert calm.round.tolist() == [0] + [-1] * 99
    assert not len(calm.carriers.item)


def test_ten_tenths_are_one() -> None:
    tenths = {(a, 10): 1 for a in range(10)}
    assert run(weighed(11, tenths, 10), [1.0] * 11, list(range(10))).round[10] == 1
    assert run(weighed(11, tenths, 10), [1.0] * 11, list(range(9))).round[10] == -1


def test_nobody_one_and_the_unmoved() -> None:
    assert len(run(weighed(0, {}), [], []).round) == 0
    assert run(weighed(1, {(0, 0): 9}), [1.0], []).round.tolist() == [-1]
    assert run(weighed(2, {(0, 1): 9}), [1.0, np.inf], [0, 0]).round.tolist() == [0, -1]


@pytest.mark.parametrize(
    ("thresholds", "seeds", "words"),
    [
        ([1, 0], [0], "threshold of node 1 is 0.0, not above 0"),
        ([np.nan, 1], [0], "threshold of node 0 is nan"),
        ([1, 1], [2], "seed 2 is not one of 2 nodes"),
        ([1], [0], "thresholds has 1 entries for 2 nodes"),
    ],
)
def test_misuse_is_named(thresholds: list[float], seeds: list[int], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        run(weighed(2, {(0, 1): 1}), thresholds, seeds)


def test_a_negative_weight_is_named() -> None:
    with pytest.raises(ValueError, match="weight 0 is negative"):
        run(weighed(2, {(0, 1): -1}), [1, 1], [0])
