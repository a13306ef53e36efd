"""DebtRank against the papers' equations in plain Python, a linear system, and answers worked out by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.kernels.arrays import Graph, graph
from graph.kernels.debtrank import Distress, carried, debtrank


def exposed(n: int, edges: list[tuple[int, int, float]]) -> Graph:
    held, failing, weight = zip(*edges, strict=True) if edges else ((), (), ())
    return graph(n, np.array(held, np.int32), np.array(failing, np.int32), np.array(weight, float))


def run(n: int, edges: list[tuple[int, int, float]], capacity: list[int], shock: list[float], **options) -> Distress:  # type: ignore[no-untyped-def]
    return debtrank(exposed(n, edges), np.array(capacity, np.int64), np.array(shock, float), **options)


def published(n: int, edges: dict[tuple[int, int], float], capacity: list[int], shock: list[float]) -> list[float]:
    """Battiston et al. 2012, eqs. 5-6: states undistressed, distressed, inactive."""
    impact = {(j, i): min(1.0, w / capacity[i]) for (i, j), w in edges.items() if i != j}
    level, state = list(shock), ["D" if s > 0 else "U" for s in shock]
    while "D" in state:
        now = [
            min(1.0, level[i] + sum(impact.get((j, i), 0.0) * level[j] for j in range(n) if state[j] == "D"))
            for i in range(n)
        ]
        state = ["I" if s == "D" else "D" if h > 0 and s != "I" else s for s, h in zip(state, now, strict=True)]
        level = now
    return level


def continuous(n: int, edges: dict[tuple[int, int], float], capacity: list[int], shock: list[float]) -> list[float]:
    """Bardoscia et al. 2015, eq. 8: increments are handed on until nobody fails further."""
    before, level = [0.0] * n, list(shock)
    for _ in range(20_000):
        now = [
            min(1.0, level[i] + sum(edges.get((i, j), 0.0) / capacity[i] * (level[j] - before[j]) for j in range(n) if j != i))
            for i in range(n)
        ]  # fmt: skip
        before, level = level, now
        if max(a - b for a, b in zip(level, before, strict=True)) < 1e-12:
            break
    return level


@st.composite
def system(draw: st.DrawFn) -> tuple[int, dict[tuple[int, int], float], list[int], list[float]]:
    n = draw(st.integers(1, 7))
    node = st.integers(0, n - 1)
    edges = draw(st.dictionaries(st.tuples(node, node), st.integers(0, 900).map(float), max_size=18))
    capacity = draw(st.lists(st.integers(1, 1_000), min_size=n, max_size=n))
    shock = draw(st.lists(st.sampled_from([0.0, 0.0, 0.05, 0.5, 1.0]), min_size=n, max_size=n))
    return n, edges, capacity, shock


@settings(deadline=None, max_examples=150)
@given(system())
def test_it_is_the_published_recursion(case) -> None:  # type: ignore[no-untyped-def]
    n, edges, capacity, shock = case
    got = run(n, [(i, j, w) for (i, j), w in edges.items()], capacity, shock)
    assert got.settled
    assert got.level == pytest.approx(published(n, edges, capacity, shock), abs=1e-12)


@settings(deadline=None, max_examples=100)
@given(system())
def test_linear_is_the_continuous_recursion(case) -> None:  # type: ignore[no-untyped-def]
    n, edges, capacity, shock = case
    got = run(n, [(i, j, w) for (i, j), w in edges.items()], capacity, shock, linear=True, tolerance=1e-13)
    assert got.level == pytest.approx(continuous(n, edges, capacity, shock), abs=1e-7)


@settings(deadline=None, max_examples=60)
@given(system(), st.booleans())
def test_a_node_lost_what_its_exposures_carried(case, linear: bool) -> None:  # type: ignore[no-untyped-def]
    n, edges, capacity, shock = case
    exposures, held = exposed(n, [(i, j, w) for (i, j), w in edges.items()]), np.array(capacity, np.int64)
    got = debtrank(exposures, held, np.array(shock), linear=linear)
    carry = carried(exposures, held, got)
    for v in range(n):
        through = carry[exposures.start[v] : exposures.start[v + 1]].sum()
        assert got.level[v] == pytest.approx(min(1.0, shock[v] + through / capacity[v]), abs=1e-9)
        assert abs(got.loss[v] - min((1 - shock[v]) * capacity[v], through)) <= 0.5 + 1e-6


def test_linear_solves_the_system_where_nobody_fails() -> None:
    weight = np.array([[0, 10, 0], [0, 0, 20], [30, 0, 0]], float)
    capacity, shock = np.array([100, 100, 100]), np.array([0.1, 0, 0])
    got = run(3, [(0, 1, 10), (1, 2, 20), (2, 0, 30)], [100] * 3, [0.1, 0, 0], linear=True, tolerance=1e-14)
    assert got.level == pytest.approx(np.linalg.solve(np.eye(3) - weight / capacity[:, None], shock))


def test_a_chain_by_hand() -> None:
    chain = [(1, 0, 50.0), (2, 1, 50.0)]  # 1 holds 50 of 0's paper, 2 holds 50 of 1's
    got = run(3, chain, [100, 100, 100], [1.0, 0, 0])
    assert got.level.tolist() == [1.0, 0.5, 0.25]
    assert (got.loss.tolist(), got.rounds) == ([0, 50, 25], 3)
    assert run(3, chain, [100] * 3, [1.0, 0, 0], value=np.array([7, 1_000, 10])).loss.tolist() == [0, 500, 2]


def test_what_comes_back_is_handed_on_once_unless_linear() -> None:
    both = [(0, 1, 50.0), (1, 0, 50.0)]
    assert run(2, both, [100, 100], [0.4, 0]).level.tolist() == pytest.approx([0.5, 0.2])
    assert run(2, both, [100, 100], [0.4, 0], linear=True, tolerance=1e-15).level == pytest.approx(
        [0.4 / 0.75, 0.2 / 0.75]
    )


def test_one_exposure_can_fell_a_node_and_takes_no_more_than_it_has() -> None:
    got = run(2, [(0, 1, 1e18)], [10, 5], [0.0, 0.5])
    assert got.level.tolist() == [0.5, 0.5]  # of 1e18 only the capacity of 10 counts
    assert run(2, [(0, 1, 1e18)], [10, 5], [0.0, 0.5], linear=True).level.tolist() == [1.0, 0.5]


def test_the_order_of_a_round_does_not_matter_and_both_ways_of_adding_agree() -> None:
    """A few shocked nodes are scattered, many are gathered: a node's level is the same to the last bit."""
    rng = np.random.default_rng(3)
    n, m = 300, 3_000
    exposures = graph(n, rng.integers(0, n, m, np.int32), rng.integers(0, n, m, np.int32), rng.random(m) * 5)
    alone = debtrank(exposures, np.full(n, 100), np.where(np.arange(n) == 7, 0.9, 0.0), limit=1)
    crowd = debtrank(exposures, np.full(n, 100), np.where(np.arange(n) == 7, 0.9, 1e-300), limit=1)
    hit = (alone.level > 0) & (np.arange(n) != 7)
    assert hit.any()
    assert (alone.level[hit] == crowd.level[hit]).all()


def test_more_shock_is_never_less_distress() -> None:
    rng = np.random.default_rng(5)
    exposures = graph(40, rng.integers(0, 40, 200, np.int32), rng.integers(0, 40, 200, np.int32), rng.random(200) * 15)
    capacity, one = np.full(40, 100), np.eye(40)[0]
    small, large = (debtrank(exposures, capacity, share * one, linear=True) for share in (0.1, 0.2))
    assert (large.level >= small.level).all()
    assert large.loss.sum() > small.loss.sum()


def test_nobody_and_nothing() -> None:
    empty = run(0, [], [], [])
    assert (len(empty.level), empty.rounds, empty.settled) == (0, 0, True)
    alone = run(1, [(0, 0, 5.0)], [1], [0.5])
    assert (alone.level.tolist(), alone.loss.tolist(), alone.rounds) == ([0.5], [0], 1)
    huge = run(2, [(0, 1, 2.0**62)], [2**63 - 1, 1], [0.0, 1.0])
    assert huge.loss.tolist() == pytest.approx([2**62, 0])
    assert not run(2, [(0, 1, 99.0), (1, 0, 99.0)], [100, 100], [1e-3, 0], linear=True, limit=3).settled


@pytest.mark.parametrize(
    ("capacity", "shock", "words"),
    [
        ([1, 0], [0, 0], "capacity of node 1 is 0"),
        ([1, 1], [0, 1.5], "shock of node 1 is 1.5"),
        ([1, 1], [np.nan, 0], "shock of node 0 is nan"),
        ([1], [0, 0], "capacity has 1 entries for 2 nodes"),
    ],
)
def test_misuse_is_named(capacity: list[int], shock: list[float], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        run(2, [(0, 1, 1.0)], capacity, shock)


def test_a_negative_exposure_is_named() -> None:
    with pytest.raises(ValueError, match="exposure 0 is negative"):
        run(2, [(0, 1, -1.0)], [1, 1], [0, 0])
