import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.kernels.arrays import Transfers
from graph.kernels.dormant import Woken, dormant
from tests.graph.kernels.payments import given as graph
from tests.graph.kernels.payments import payments, rows

YEAR, WEEK = 365 * 86_400, 7 * 86_400


def lines(w: Woken) -> list[tuple[int, ...]]:
    columns = (w.account, w.before, w.waking, w.received, w.paid)
    return list(zip(*(c.tolist() for c in columns), strict=True))


def tried(t: Transfers, idle: int, window: int, least: int) -> list[tuple[int, ...]]:
    r = rows(t)
    found = []
    for v in range(t.n):
        uses = [i for i, row in enumerate(r) if v in row[:2]]
        for before, waking in zip(uses, uses[1:], strict=False):
            if r[waking][2] - r[before][2] < idle:
                continue
            inside = [r[i] for i in uses if i >= waking and r[i][2] <= r[waking][2] + window]
            received = sum(x for u, w, _, x in inside if w == v != u)
            paid = sum(x for u, w, _, x in inside if u == v != w)
            if received >= least:
                found.append((v, before, waking, received, paid))
    return found


@settings(deadline=None, max_examples=150)
@given(payments(seconds=40), st.integers(0, 12), st.integers(0, 20), st.sampled_from([0, 1, 150, 2**53 + 2]))
def test_who_wakes_is_who_wakes_when_each_gap_is_tried(t: Transfers, idle: int, window: int, least: int) -> None:
    assert lines(dormant(t, idle, window, least)) == tried(t, idle, window, least)


def test_an_account_asleep_for_a_year_wakes_to_much_money() -> None:
    t = graph(
        [
            (1, 0, 0, 10),
            (1, 0, YEAR, 300),
            (2, 0, YEAR + WEEK, 200),
            (0, 3, YEAR + WEEK, 450),
            (1, 0, YEAR + WEEK + 1, 9),
        ]
    )
    assert lines(dormant(t, YEAR, WEEK, 500)) == [(0, 0, 1, 500, 450)]
    assert lines(dormant(t, YEAR, WEEK, 501)) == lines(dormant(t, YEAR + 1, WEEK, 500)) == []


def test_paying_oneself_is_a_use_and_no_income() -> None:
    assert lines(dormant(graph([(1, 0, 0, 10), (0, 0, 5, 10), (1, 0, 10, 10)]), 6, 0, 1)) == [(1, 0, 2, 0, 10)][1:]
    assert lines(dormant(graph([(0, 1, 0, 10), (0, 0, 9, 10)]), 6, 0, 0)) == [(0, 0, 1, 0, 0)]


def test_a_sleep_longer_than_half_of_time_does_not_overflow() -> None:
    t = graph([(0, 1, -(2**31), 1), (2, 1, 2**31 - 1, 5)])
    assert lines(dormant(t, 2**32 - 1, 2**33, 5)) == [(1, 0, 1, 5, 0)]


def test_no_transfers_nobody_wakes() -> None:
    assert lines(dormant(graph([], n=0), 1, 1, 1)) == lines(dormant(graph([], n=2), 1, 1, 1)) == []


@pytest.mark.parametrize(("idle", "window", "culprit"), [(-1, 1, "idle is -1"), (1, -1, "window is -1")])
def test_what_cannot_be_is_named(idle: int, window: int, culprit: str) -> None:
    with pytest.raises(ValueError, match=culprit):
        dormant(graph([(0, 1, 0, 1)]), idle, window, 1)
