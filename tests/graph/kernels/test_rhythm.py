"""Rhythm against every chain tried, and the wages, rents and interest that it is for."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.kernels.arrays import Csr
from graph.kernels.rhythm import Rhythm, steady

DAY = 86_400


def one(at: list[int], amount: list[int], base: list[int] | None = None, rule: Rhythm | None = None) -> list[bool]:
    series = Csr(np.array([0, len(at)], np.int64), np.arange(len(at), dtype=np.int32))
    based = np.zeros(len(at), np.int64) if base is None else np.array(base, np.int64)
    return list(steady(np.array(at, np.int32), np.array(amount, np.int64), based, series, rule).tolist())


def chains(at: list[int], amount: list[int], base: list[int], rule: Rhythm) -> list[bool]:
    """Walks every chain there is."""
    found = [False] * len(at)

    def like(a: float, b: float, share: float) -> bool:
        return abs(a - b) <= share * max(a, b)

    def follows(i: int, j: int) -> bool:
        shares = base[i] > 0 and base[j] > 0 and like(amount[i] * base[j], amount[j] * base[i], rule.close)
        return rule.shortest <= at[j] - at[i] <= rule.longest and (shares or like(amount[i], amount[j], rule.close))

    def walk(chain: list[int]) -> None:
        if len(chain) == rule.times:
            for k in chain:
                found[k] = True
            return
        for j in range(chain[-1] + 1, len(at)):
            gap = at[j] - at[chain[-1]]
            if follows(chain[-1], j) and (len(chain) < 2 or like(at[chain[-1]] - at[chain[-2]], gap, rule.jitter)):
                walk([*chain, j])

    for k in range(len(at)):
        walk([k])
    return found


@settings(deadline=None, max_examples=150)
@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 6), st.integers(0, 3)), max_size=12),
    st.builds(
        Rhythm, times=st.integers(3, 4), shortest=st.integers(1, 3), longest=st.integers(4, 12),
        jitter=st.sampled_from([0.0, 0.2, 0.5]), close=st.sampled_from([0.0, 0.25]),
    ),
)  # fmt: skip
def test_found_is_what_some_chain_holds(rows: list[tuple[int, int, int]], rule: Rhythm) -> None:
    rows = sorted(rows, key=lambda r: r[0])
    at, amount, base = ([r[c] for r in rows] for c in range(3))
    assert one(at, amount, base, rule) == chains(at, amount, base, rule)


def test_monthly_wages_on_working_days() -> None:
    at = [day * DAY for day in (10, 41, 69, 100, 132, 161)]
    assert all(one(at, [800_000, 812_000, 805_000, 799_000, 801_000, 810_000]))
    by_days = [310, 280, 310, 300, 310, 300]
    assert all(one(at, by_days, rule=Rhythm(close=0.1)))
    assert not all(one(at, by_days))
    assert not any(one(at, [800_000, 100_000, 300_000, 50_000, 900_000, 20_000]))


def test_two_deposits_pay_on_two_days() -> None:
    at = sorted([m * 30 * DAY for m in range(4)] + [(m * 30 + 11) * DAY for m in range(4)])
    assert all(one(at, [500, 900] * 4))


def test_a_share_that_stays_while_the_deposit_grows() -> None:
    at = [m * 30 * DAY for m in range(4)]
    assert all(one(at, [100, 100, 200, 200], [10_000, 10_000, 20_000, 20_000]))
    assert not any(one(at, [100, 100, 200, 200]))


def test_after_two_months_left_out_it_is_another_chain() -> None:
    at = [m * 30 * DAY for m in (0, 1, 2, 5)]
    assert one(at, [100] * 4) == [True, True, True, False]


def test_series_are_apart_and_may_be_empty() -> None:
    at, amount = np.arange(3, dtype=np.int32) * 30 * DAY, np.full(3, 100, np.int64)
    series = Csr(np.array([0, 2, 2, 3], np.int64), np.array([0, 2, 1], np.int32))
    assert not steady(at.astype(np.int32), amount, amount * 0, series).any()
    assert one([], []) == []


def test_two_payments_are_no_rhythm() -> None:
    with pytest.raises(ValueError, match="times"):
        one([], [], rule=Rhythm(times=2))
