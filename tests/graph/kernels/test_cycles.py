import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.kernels.arrays import Transfers, transfers
from graph.kernels.cycles import Cycles, Loop, cycles
from tests.bench.graphs import made
from tests.graph.kernels.payments import given as graph
from tests.graph.kernels.payments import payments, rows, share

DAY = 86_400


def lists(c: Cycles) -> list[list[int]]:
    start = c.transfers.start.tolist()
    return [c.transfers.item[a:b].tolist() for a, b in zip(start, start[1:], strict=False)]


def tried(t: Transfers, loop: Loop) -> list[list[int]]:
    """Every rising chain of transfers, without a thought for cost."""
    r = rows(t)
    found = []

    def go_on(chain: list[int]) -> None:
        first, last = r[chain[0]], r[chain[-1]]
        for j in range(chain[-1] + 1, len(r)):
            u, v, at, amount = r[j]
            if u != last[1] or at > first[2] + loop.window or len(chain) == loop.hops:
                continue
            if not (1 - share(loop.tolerance)) * first[3] <= amount <= (1 + share(loop.tolerance)) * first[3]:
                continue
            if v == first[0] and amount >= share(loop.keep) * first[3]:
                found.append([*chain, j])
            elif v != first[0] and v not in [r[i][1] for i in chain]:
                go_on([*chain, j])

    for i, (u, v, *_) in enumerate(r):
        if u != v:
            go_on([i])
    return found


@settings(deadline=None, max_examples=200)
@given(payments(most=25), st.integers(2, 6), st.integers(0, 20), st.sampled_from([0.05, 0.2, 5.0]),
       st.sampled_from([0.0, 0.95, 1.0]))  # fmt: skip
def test_cycles_are_those_of_every_chain_tried(
    t: Transfers, hops: int, window: int, tolerance: float, keep: float
) -> None:
    loop = Loop(hops, window, tolerance, keep)
    found = cycles(t, loop, 10**5)
    assert lists(found) == sorted(tried(t, loop), key=lambda c: (t.source[c[0]], c))
    assert not found.truncated


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), min_size=8, max_size=30))
def test_without_amounts_cycles_are_simple_cycles_that_rise(ends: list[tuple[int, int]]) -> None:
    t = graph([(u, v, s, 100) for s, (u, v) in enumerate(ends)], 8)
    found = lists(cycles(t, Loop(6, 10**6, 0.0), 10**5))
    many = nx.MultiDiGraph()
    many.add_edges_from((u, v, s) for s, (u, v) in enumerate(ends) if u != v)
    expected = set()
    for nodes in nx.simple_cycles(nx.DiGraph(many), length_bound=6):
        for turn in range(len(nodes)):
            path = [*nodes[turn:], *nodes[:turn], nodes[turn]]
            rising: list[list[int]] = [[]]
            for u, v in zip(path, path[1:], strict=False):
                rising = [[*c, s] for c in rising for s in many[u][v] if not c or s > c[-1]]
            expected |= {tuple(c) for c in rising}
    assert {tuple(c) for c in found} == expected
    assert len(found) == len(expected)


def test_what_returns_on_a_larger_graph_is_a_cycle_in_the_window() -> None:
    t = transfers(100, *made(100, 20_000))
    loop = Loop(6, 10 * DAY, 0.3, 0.9)
    found = lists(cycles(t, loop, 10**6))
    assert {len(c) for c in found} >= {2, 3, 4, 5}
    for c in found:
        u, v, at, amount = t.source[c], t.target[c], t.at[c].astype(np.int64), t.amount[c]
        assert (v == np.roll(u, -1)).all()
        assert len(set(u.tolist())) == len(c) <= 6
        assert (np.diff(c) > 0).all()
        assert at[-1] - at[0] <= loop.window
        assert amount[-1] >= 0.9 * amount[0]
        assert (abs(amount - amount[0]) <= 0.3 * amount[0]).all()
    assert [len(lists(cycles(t, Loop(h, 10 * DAY, 0.3, 0.9), 10**6))) for h in range(2, 7)] == [
        sum(len(c) <= h for c in found) for h in range(2, 7)
    ]


def test_a_ring_returns_its_money_less_a_fee() -> None:
    ring = [(0, 1, 0, 1000), (1, 2, 10, 990), (2, 3, 20, 980), (3, 0, 30, 951)]
    assert lists(cycles(graph(ring), Loop(4, 30, 0.05, 0.95), 9)) == [[0, 1, 2, 3]]
    for loop in (Loop(3, 30, 0.05), Loop(4, 29, 0.05), Loop(4, 30, 0.04), Loop(4, 30, 0.05, 0.952)):
        assert lists(cycles(graph(ring), loop, 9)) == []


def test_what_is_cut_short_says_so() -> None:
    t = graph([(0, 1, 0, 5)] * 3 + [(1, 0, 1, 5)] * 3)
    whole, some = cycles(t, Loop(2, 9, 0.0), 9), cycles(t, Loop(2, 9, 0.0), 8)
    assert (len(lists(whole)), whole.truncated) == (9, False)
    assert (lists(some), some.truncated) == (lists(whole)[:8], True)
    assert cycles(t, Loop(2, 9, 0.0), 0).truncated


def test_nothing_returns_where_there_is_nothing_or_oneself_alone() -> None:
    for t in (graph([], n=0), graph([], n=1), graph([(0, 0, 0, 5), (0, 0, 1, 5)])):
        assert lists(cycles(t, Loop(6, 9, 1.0), 9)) == []


@pytest.mark.parametrize(
    ("loop", "limit", "culprit"),
    [(Loop(1, 1, 0.1), 1, "hops is 1"), (Loop(2, -1, 0.1), 1, "window is -1"), (Loop(2, 1, 0.1), -1, "limit is -1"),
     (Loop(2, 1, -0.1), 1, "tolerance is -0.1"), (Loop(2, 1, 0.1, -1.0), 1, "keep is -1.0")],
)  # fmt: skip
def test_what_cannot_be_is_named(loop: Loop, limit: int, culprit: str) -> None:
    with pytest.raises(ValueError, match=culprit):
        cycles(graph([(0, 1, 0, 8)]), loop, limit)
