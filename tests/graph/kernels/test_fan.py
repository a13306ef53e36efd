import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.kernels.arrays import Transfers
from graph.kernels.fan import Fan, fan_in, fan_out
from tests.graph.kernels.payments import given as graph
from tests.graph.kernels.payments import payments, rows

Line = tuple[int, int, int, int, int, int]


def lines(f: Fan) -> list[Line]:
    columns = (f.account, f.parties, f.count, f.sum, f.first, f.last)
    return list(zip(*(c.tolist() for c in columns), strict=True))


def tried(t: Transfers, window: int, parties: int) -> list[Line]:
    """Every window of every account's incoming transfers, complete windows in order of their last transfer."""
    r = rows(t)
    best: dict[int, Line] = {}
    for v in range(t.n):
        into = [i for i, row in enumerate(r) if row[1] == v]
        for last in into:
            inside = [i for i in into if i <= last and r[i][2] >= r[last][2] - window]
            held = [i for i in inside if r[i][0] != v]
            width = len({r[i][0] for i in held})
            if width >= parties and (v not in best or width > best[v][1]):
                best[v] = (v, width, len(held), sum(r[i][3] for i in held), inside[0], last)
    return list(best.values())


@settings(deadline=None, max_examples=150)
@given(payments(), st.integers(0, 20), st.integers(1, 4))
def test_the_widest_window_is_that_of_all_windows_tried(t: Transfers, window: int, parties: int) -> None:
    assert lines(fan_in(t, window, parties)) == tried(t, window, parties)
    turned = graph([(v, u, at, amount) for u, v, at, amount in rows(t)], t.n)
    assert lines(fan_out(t, window, parties)) == lines(fan_in(turned, window, parties))


def test_a_payer_who_comes_twice_is_one_payer_and_a_window_slides() -> None:
    t = graph([(1, 0, 0, 10), (1, 0, 4, 20), (2, 0, 5, 30), (3, 0, 9, 40), (0, 0, 9, 99), (1, 0, 10, 50)])
    assert lines(fan_in(t, 5, 3)) == [(0, 3, 3, 90, 1, 3)]
    assert lines(fan_in(t, 4, 3)) == []
    assert lines(fan_in(t, 20, 2)) == [(0, 3, 4, 100, 0, 3)]


def test_sums_stay_exact_beyond_what_a_float_holds() -> None:
    t = graph([(1, 0, 0, 2**53 + 1), (2, 0, 0, 2**60), (3, 0, 0, 1)])
    assert fan_in(t, 0, 3).sum.tolist() == [2**53 + 1 + 2**60 + 1]


def test_no_accounts_no_transfers_no_fans() -> None:
    assert lines(fan_in(graph([], n=0), 1, 1)) == lines(fan_out(graph([], n=3), 1, 1)) == []


def test_what_cannot_be_is_named() -> None:
    with pytest.raises(ValueError, match="parties is 0"):
        fan_in(graph([(0, 1, 0, 1)]), 1, 0)
    with pytest.raises(ValueError, match="window is -1"):
        fan_out(graph([(0, 1, 0, 1)]), -1, 1)
