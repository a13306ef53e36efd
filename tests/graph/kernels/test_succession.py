import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.kernels.arrays import Transfers
from graph.kernels.succession import after, ends
from tests.graph.kernels.payments import given as graph
from tests.graph.kernels.payments import payments


@settings(deadline=None, max_examples=100)
@given(payments(), st.integers(0, 30))
def test_a_window_ends_at_the_first_transfer_that_is_later(t: Transfers, window: int) -> None:
    at = t.at.tolist()
    assert ends(t.at, window).tolist() == [sum(b <= a + window for b in at) for a in at]


def test_a_window_longer_than_time_does_not_overflow() -> None:
    t = graph([(0, 1, -(2**31), 1), (1, 2, 2**31 - 1, 1)])
    assert ends(t.at, 2**31).tolist() == [1, 2]
    assert ends(t.at, 2**33).tolist() == [2, 2]
    with pytest.raises(ValueError, match="window is -1"):
        ends(t.at, -1)


@settings(deadline=None, max_examples=100)
@given(payments())
def test_what_follows_is_the_payees_next_transfer(t: Transfers) -> None:
    for i, place in enumerate(after(t).tolist()):
        v = t.target[i]
        row = t.out.item[t.out.start[v] : t.out.start[v + 1]].tolist()
        assert t.out.item[place : t.out.start[v + 1]].tolist() == [j for j in row if j > i]
