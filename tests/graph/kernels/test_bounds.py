import math
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.kernels.bounds import LARGEST, MILLION, at_least, least, millionths, most


@settings(deadline=None, max_examples=200)
@given(st.integers(0, LARGEST), st.integers(0, 3 * MILLION))
@example(2**53 + 1, MILLION)
@example(100, 70_000)
@example(LARGEST, MILLION)
@example(LARGEST, MILLION + 1)
def test_shares_are_exact_and_stop_at_the_largest_integer(amount: int, share: int) -> None:
    exact = Fraction(amount) * share / MILLION
    if exact > 9.1e18:
        assert least(amount, share) <= LARGEST >= most(amount, share) >= 9.1e18
        return
    assert least(amount, share) == math.ceil(exact)
    assert most(amount, share) == math.floor(exact)


def test_a_share_is_the_decimal_that_was_written() -> None:
    assert 0.07 * 100 > 7
    assert least(100, millionths(share=0.07)) == 7
    assert most(100, millionths(share=1.1)) == 110
    assert most(1000, millionths(share=1.001)) == 1001


@pytest.mark.parametrize("value", [-0.1, math.nan, math.inf, 2_000_000])
def test_what_is_no_share_is_named(value: float) -> None:
    with pytest.raises(ValueError, match="keep is"):
        millionths(keep=value)


def test_the_argument_that_is_too_small_is_named() -> None:
    at_least(0, window=0, hops=3)
    with pytest.raises(ValueError, match="hops is 1, must be at least 2"):
        at_least(2, window=5, hops=1)
