from statistics import median

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.kernels.arrays import Transfers
from graph.kernels.burst import Bursts, Periods, bursts, periods
from tests.graph.kernels.payments import given as graph
from tests.graph.kernels.payments import payments, rows

WEEK = 7 * 86_400


def table(p: Periods) -> list[tuple[int, ...]]:
    account = np.repeat(np.arange(len(p.start) - 1), np.diff(p.start))
    columns = (account, p.period, p.received, p.payers, p.fresh)
    return list(zip(*(c.tolist() for c in columns), strict=True))


def lines(b: Bursts) -> list[tuple[float, ...]]:
    columns = (b.account, b.place, b.value, b.median, b.mad)
    return list(zip(*(c.tolist() for c in columns), strict=True))


@settings(deadline=None, max_examples=100)
@given(payments(), st.integers(1, 25), st.integers(-30, 30))
def test_periods_are_those_of_counting_each_by_itself(t: Transfers, length: int, origin: int) -> None:
    r = rows(t)
    expected = []
    for v in range(t.n):
        known: set[int] = set()
        own = [((at - origin) // length, u, x) for u, w, at, x in r if w == v != u]
        for number in sorted({k for k, *_ in own}):
            payers = {u for k, u, _ in own if k == number}
            expected.append((v, number, sum(x for k, _, x in own if k == number), len(payers), len(payers - known)))
            known |= payers
    assert table(periods(t, length, origin)) == expected


@settings(deadline=None, max_examples=150)
@given(payments(accounts=3, most=40, seconds=15), st.integers(1, 6), st.sampled_from([0.0, 1.5, 3.0]),
       st.sampled_from([0, 90, 2**53]))  # fmt: skip
def test_bursts_are_those_of_medians_taken_one_by_one(t: Transfers, history: int, times: float, floor: int) -> None:
    p = periods(t, 1, 0)
    cells = {(v, number): x for v, number, x, *_ in table(p)}
    expected = []
    for place, (v, number, x, *_) in enumerate(table(p)):
        if x < floor or number - min(k for u, k in cells if u == v) < history:
            continue
        before = [float(cells.get((v, k), 0)) for k in range(number - history, number)]
        middle = median(before)
        spread = median(abs(b - middle) for b in before)
        if x >= times * (middle + spread):
            expected.append((v, place, x, middle, spread))
    assert lines(bursts(p, p.received, history, times, floor)) == expected


def test_a_week_of_five_times_the_usual_is_a_burst() -> None:
    usual = [100, 110, 90, 100, 9000, 100, 110, 100]  # one odd week moves neither median nor MAD
    t = graph([(1, 0, w * WEEK, x) for w, x in enumerate([*usual, 525])])
    p = periods(t, WEEK, 0)
    assert lines(bursts(p, p.received, 8, 5.0, 1)) == [(0, 8, 525, 100.0, 5.0)]
    assert lines(bursts(p, p.received, 8, 5.01, 1)) == lines(bursts(p, p.received, 9, 5.0, 1)) == []
    assert lines(bursts(p, p.received, 8, 5.0, 526)) == []


def test_thirty_new_payers_after_quiet_weeks_are_a_burst_of_payers() -> None:
    t = graph(
        [(1, 0, 0, 5), (1, 0, 4 * WEEK, 5), *((v, 0, 4 * WEEK + v, 5) for v in range(1, 32)), (1, 0, 5 * WEEK, 5)]
    )
    p = periods(t, WEEK, 0)
    assert p.payers.tolist() == [1, 31, 1]
    assert p.fresh.tolist() == [1, 30, 0]
    assert lines(bursts(p, p.fresh, 4, 5.0, 30)) == [(0, 1, 30, 0.0, 0.0)]
    assert lines(bursts(p, p.fresh, 4, 5.0, 31)) == []


def test_no_transfers_no_bursts() -> None:
    for t in (graph([], n=0), graph([], n=2), graph([(0, 0, 0, 5)])):
        p = periods(t, 1, 0)
        assert table(p) == lines(bursts(p, p.received, 1, 1.0, 0)) == []


def test_what_cannot_be_is_named() -> None:
    t = graph([(0, 1, 0, 8)])
    with pytest.raises(ValueError, match="length is 0"):
        periods(t, 0, 0)
    p = periods(t, 1, 0)
    with pytest.raises(ValueError, match="history is 0"):
        bursts(p, p.fresh, 0, 1.0, 1)
    with pytest.raises(ValueError, match="times is -1"):
        bursts(p, p.fresh, 1, -1.0, 1)
