"""Places of seconds among times against bisection of plain numbers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graph.kernels.arrays import places, unsigned

LOW, HIGH = -(2**31), 2**31 - 1
SECONDS = st.one_of(st.integers(-5, 5), st.sampled_from([LOW, LOW + 1, HIGH - 1, HIGH]))


@given(st.lists(SECONDS, max_size=12), st.lists(st.one_of(SECONDS, st.sampled_from([LOW - 1, HIGH + 1, -(2**40), 2**40])), max_size=6))  # fmt: skip
def test_places_are_those_of_bisection(times: list[int], asked: list[int]) -> None:
    rising = sorted(times)
    found = np.array(rising, np.int32)
    assert places(found, asked).tolist() == [bisect_left(rising, s) for s in asked]
    assert places(found, asked, after=True).tolist() == [bisect_right(rising, s) for s in asked]


def test_one_second_has_one_place() -> None:
    assert int(places(np.array([1, 3, 3, 9], np.int32), 3)) == 1


def test_unsigned_numbers_are_the_same_memory() -> None:
    few, many = np.array([0, 7, HIGH], np.int32), np.array([0, 7, 2**63 - 1], np.int64)
    assert unsigned(few).dtype == np.uint32
    assert unsigned(many).dtype == np.uint64
    assert unsigned(few).tolist() == few.tolist()
    assert unsigned(many).tolist() == many.tolist()
    assert np.shares_memory(unsigned(few), few)
    assert np.shares_memory(unsigned(many), many)
