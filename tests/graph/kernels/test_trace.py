"""Traces against the enumeration of every walk, and each way told checked hop by hop."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.kernels.arrays import Transfers, transfers
from graph.kernels.trace import Bounds, Trace, path, trace


def stream(n: int, rows: list[tuple[int, int, int, int]]) -> Transfers:
    """`rows` of source, target, second, fen."""
    source, target, at, amount = np.array(rows, np.int64).reshape(-1, 4).T
    return transfers(n, source.astype(np.int32), target.astype(np.int32), at.astype(np.int32), amount)


def walks(rows: list, seeds: list, bounds: Bounds, backwards: bool) -> dict[int, int]:
    """Every transfer that ends a valid walk from a seed, with the fewest hops: all walks are walked, one by one."""
    numbered = [(i, *row) for i, row in enumerate(rows)]
    if backwards:
        numbered = [(i, v, u, -t, a) for i, u, v, t, a in reversed(numbered)]
    usable = [
        (i, u, v, t, a)
        for i, u, v, t, a in numbered
        if a >= bounds.least
        and (bounds.start is None or rows[i][2] >= bounds.start)
        and (bounds.end is None or rows[i][2] <= bounds.end)
    ]
    fewest: dict[int, int] = {}

    def walk(here: int, since: int, rest: list, steps: int) -> None:
        if bounds.hops is not None and steps == bounds.hops:
            return
        for k, (i, u, v, t, _) in enumerate(rest):
            if u == here and t >= since and (bounds.hold is None or t - since <= bounds.hold):
                fewest[i] = min(fewest.get(i, steps + 1), steps + 1)
                walk(v, t, rest[k + 1 :], steps + 1)

    for account, at in seeds:
        walk(account, -at if backwards else at, usable, 0)
    return fewest


def told(found: Trace) -> dict[int, int]:
    return {int(i): int(found.hops[i]) for i in np.flatnonzero(found.hops)}


def assert_valid(rows: list, seeds: list, bounds: Bounds, found: Trace, transfer: int) -> None:
    """The way to `transfer` is one: indices rise, accounts join, each hop within the hold, a seed at its near end."""
    way = path(found, transfer).tolist()
    assert len(way) == found.hops[transfer]
    assert way[0 if found.backwards else -1] == transfer
    for i, j in zip(way, way[1:], strict=False):
        assert i < j
        assert rows[i][1] == rows[j][0]
        assert 0 <= rows[j][2] - rows[i][2] <= (bounds.hold if bounds.hold is not None else 10**12)
    near = way[-1 if found.backwards else 0]
    account, at = seeds[-1 - found.nearer[near]]
    assert account == rows[near][1 if found.backwards else 0]
    wait = at - rows[near][2] if found.backwards else rows[near][2] - at
    assert 0 <= wait <= (bounds.hold if bounds.hold is not None else 10**12)


some = st.none() | st.integers(0, 12)
cases = st.tuples(
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(0, 12), st.integers(1, 4)), max_size=14).map(
        lambda rows: sorted(rows, key=lambda row: row[2])
    ),
    st.lists(st.tuples(st.integers(0, 4), st.integers(-2, 14)), min_size=1, max_size=3),
    st.builds(Bounds, hold=some, hops=st.none() | st.integers(0, 4), start=some, end=some, least=st.integers(0, 3)),
    st.booleans(),
)


@settings(deadline=None, max_examples=400)
@given(cases)
def test_what_is_reached_and_by_how_many_hops_is_what_all_walks_say(case: tuple) -> None:
    rows, seeds, bounds, backwards = case
    account, at = zip(*seeds, strict=True)
    found = trace(stream(5, rows), account, at, bounds, backwards=backwards)
    fewest = walks(rows, seeds, bounds, backwards)
    assert told(found) == fewest
    for transfer in fewest:
        assert_valid(rows, seeds, bounds, found, transfer)
    order = sorted(fewest, reverse=backwards)
    end = 0 if backwards else 1
    for v in range(5):
        there = [i for i in order if rows[i][end] == v]
        assert found.first[v] == (there[0] if there else -1)
        assert found.nearest[v] == (min(there, key=lambda i: fewest[i]) if there else -1)


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 2**32), st.integers(0, 60), st.booleans())
def test_a_larger_graph_agrees_with_the_table_of_all_pairs_of_transfers(seed: int, hold: int, backwards: bool) -> None:
    rng = np.random.default_rng(seed)
    rows = [(*rng.integers(0, 40, 2).tolist(), t, 1) for t in np.sort(rng.integers(0, 600, 500)).tolist()]
    bounds, seeds = Bounds(hold=hold), [(0, 100), (1, 300), (0, 400)]
    found = trace(stream(40, rows), [0, 1, 0], [100, 300, 400], bounds, backwards=backwards)
    sign = -1 if backwards else 1
    fewest: dict[int, int] = {}
    for i in sorted(range(500), reverse=backwards):
        u, t = rows[i][1 if backwards else 0], sign * rows[i][2]
        before = [0 for v, at in seeds if v == u and 0 <= t - sign * at <= hold]
        before += [
            h for j, h in fewest.items() if rows[j][0 if backwards else 1] == u and t - sign * rows[j][2] <= hold
        ]
        if before:
            fewest[i] = 1 + min(before)
    assert told(found) == fewest
    for transfer in fewest:
        assert_valid(rows, seeds, bounds, found, transfer)


@settings(deadline=None, max_examples=200)
@given(cases)
def test_backwards_is_forwards_on_the_film_run_back(case: tuple) -> None:
    rows, seeds, bounds, _ = case
    account, at = (np.array(x) for x in zip(*seeds, strict=True))
    back = trace(stream(5, rows), account, at, bounds, backwards=True)
    film = stream(5, [(v, u, -t, a) for u, v, t, a in reversed(rows)])
    turned = Bounds(
        bounds.hold,
        bounds.hops,
        None if bounds.end is None else -bounds.end,
        None if bounds.start is None else -bounds.start,
        bounds.least,
    )
    there = trace(film, account, -at, turned)
    assert told(back) == {len(rows) - 1 - i: h for i, h in told(there).items()}


def test_the_latest_arrival_decides_whether_money_may_leave_and_the_earliest_is_told() -> None:
    net = stream(3, [(0, 1, 10, 1), (0, 1, 50, 1), (1, 2, 70, 1)])
    found = trace(net, 0, 10, Bounds(hold=40))
    assert told(found) == {0: 1, 1: 1, 2: 2}
    assert path(found, 2).tolist() == [1, 2]
    assert found.first.tolist() == [-1, 0, 2]


def test_a_shorter_way_is_told_only_while_it_holds() -> None:
    long = [(0, 1, 1, 1), (0, 2, 1, 1), (2, 1, 5, 1), (1, 3, 6, 1), (1, 3, 9, 1)]
    found = trace(stream(4, long), 0, 0, Bounds(hold=5))
    assert path(found, 3).tolist() == [0, 3]
    assert path(found, 4).tolist() == [1, 2, 4]
    assert 4 not in told(trace(stream(4, long), 0, 0, Bounds(hold=5, hops=2)))


def test_in_one_second_only_a_later_place_in_the_array_follows() -> None:
    rows = [(1, 2, 5, 1), (0, 1, 5, 1), (1, 3, 5, 1)]
    assert told(trace(stream(4, rows), 0, 5, Bounds(hold=0))) == {1: 1, 2: 2}
    assert told(trace(stream(4, rows), 3, 5, Bounds(hold=0), backwards=True)) == {2: 1, 1: 2}


def test_a_second_visit_renews_the_hold() -> None:
    rows = [(0, 1, 0, 1), (1, 1, 10, 1), (1, 2, 20, 1)]
    found = trace(stream(3, rows), 0, 0, Bounds(hold=10))
    assert path(found, 2).tolist() == [0, 1, 2]


def test_nothing_to_trace() -> None:
    none = trace(stream(1, []), 0, 0)
    assert len(none.hops) == 0
    assert none.first.tolist() == none.nearest.tolist() == [-1]
    assert told(trace(stream(2, [(0, 1, 5, 1)]), [], [])) == {}
    assert told(trace(stream(2, [(0, 1, 5, 1)]), 0, 6)) == {}
    assert told(trace(stream(2, [(0, 1, 5, 1)]), 0, 0, Bounds(start=9, end=3))) == {}


def test_the_ends_of_32_bit_time_do_not_wrap() -> None:
    last = 2**31 - 1
    rows = [(0, 1, -last, 1), (1, 2, last, 2**60), (2, 0, last, 1)]
    assert told(trace(stream(3, rows), 0, -last)) == {0: 1, 1: 2, 2: 3}
    assert told(trace(stream(3, rows), 0, -last, Bounds(hold=last))) == {0: 1}
    assert told(trace(stream(3, rows), 0, last, backwards=True)) == {2: 1, 1: 2, 0: 3}


def test_what_is_wrong_is_named() -> None:
    net = stream(2, [(0, 1, 5, 1)])
    with pytest.raises(ValueError, match="2 seed accounts with 1 times"):
        trace(net, [0, 1], [0])
    with pytest.raises(ValueError, match="seed 1: account 2 of a graph of 2"):
        trace(net, [0, 2], [0, 0])
    with pytest.raises(ValueError, match="seed 0: second 2147483648"):
        trace(net, 0, 2**31)
    with pytest.raises(ValueError, match="which means never"):
        trace(stream(2, [(0, 1, -(2**31), 1)]), 0, 0)
    with pytest.raises(ValueError, match="did not come through transfer 0"):
        path(trace(net, 1, 0), 0)
