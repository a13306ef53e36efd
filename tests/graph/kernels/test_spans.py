"""Positions, rows and windows against loops."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.kernels.arrays import csr
from graph.kernels.spans import positions, rows, within


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 9)), max_size=12))
def test_positions_are_those_of_a_loop(ranges: list[tuple[int, int]]) -> None:
    start = np.array([a for a, _ in ranges], np.int64)
    stop = np.array([a + n for a, n in ranges], np.int64)
    which, place = positions(start, stop)
    assert list(zip(which.tolist(), place.tolist(), strict=True)) == [
        (k, p) for k, (a, n) in enumerate(ranges) for p in range(a, a + n)
    ]


def test_a_range_that_ends_before_it_begins_is_named() -> None:
    with pytest.raises(ValueError, match="range 1 "):
        positions(np.array([0, 5]), np.array([0, 4]))


@given(st.lists(st.integers(0, 6), max_size=30), st.lists(st.integers(0, 6), max_size=8))
@settings(deadline=None)
def test_rows_are_those_of_the_nodes_in_the_order_asked_for(key: list[int], nodes: list[int]) -> None:
    which, item = rows(csr(7, np.array(key, np.int32)), np.array(nodes, np.int32))
    assert list(zip(which.tolist(), item.tolist(), strict=True)) == [
        (k, e) for k, v in enumerate(nodes) for e, w in enumerate(key) if w == v
    ]


sides = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 20)), max_size=20)


@given(sides, sides, st.integers(0, 30))
def test_a_window_begins_after_its_moment_and_ends_with_its_last_second(
    asked: list[tuple[int, int]], told: list[tuple[int, int]], window: int
) -> None:
    told = sorted(told)
    columns = [np.array([r[c] for r in side], np.int64) for side in (asked, told) for c in (0, 1)]
    i, j = within(*columns, window)
    assert list(zip(i.tolist(), j.tolist(), strict=True)) == [
        (i, j)
        for i, (k, a) in enumerate(asked)
        for j, (other, b) in enumerate(told)
        if k == other and a < b <= a + window
    ]
