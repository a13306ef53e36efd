"""The replay against purses of single coins handed over one by one, and cases worked out by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.kernels.arrays import Transfers, transfers
from graph.kernels.whatif import Order, Replay, freeze, removal, replay, takeover

Row = tuple[int, int, int, int]  # at, from, to, amount


def listed(n: int, rows: list[Row]) -> Transfers:
    at, source, target, amount = np.array(rows, np.int64).reshape(-1, 4).T
    return transfers(n, source.astype(np.int32), target.astype(np.int32), at.astype(np.int32), amount)


def ids(*accounts: int) -> np.ndarray:
    return np.array(accounts, np.int32)


def run(rows: list[Row], opening: list[int], order: Order) -> Replay:
    return replay(listed(len(opening), rows), np.array(opening, np.int64), order)


def topped(n: int, rows: list[Row], opening: list[int]) -> list[int]:
    """Outside money of each row: what the payer's running total, were it let fall below zero, has newly fallen."""
    net, lowest, result = list(opening), [0] * n, []
    for _, u, v, amount in rows:
        net[u] -= amount
        result.append(max(0, lowest[u] - net[u]))
        lowest[u] = min(lowest[u], net[u])
        net[v] += amount
    return result


def handed(n: int, rows: list[Row], opening: list[int], order: Order) -> tuple[list[int], list[int], list[int]]:
    """Unpaid of each row, coins of each account at the order and at the end."""
    purse: list[list[object]] = [[object() for _ in range(fen)] for fen in opening]
    unpaid, before = [], None
    for (at, u, v, amount), outside in zip(rows, topped(n, rows, opening), strict=True):
        if at >= order.at and before is None:
            before = [len(p) for p in purse]
        purse[u].extend(object() for _ in range(outside))
        forbidden = at >= order.at and (
            (u in order.accounts and v not in order.payees) or (order.refuse and v in order.accounts)
        )
        coins = [] if forbidden else [purse[u].pop() for _ in range(amount) if purse[u]]
        purse[v].extend(coins)
        unpaid.append(amount - len(coins))
    end = [len(p) for p in purse]
    return unpaid, before or end, end


@st.composite
def stream(draw: st.DrawFn) -> tuple[int, list[Row], list[int], Order]:
    n = draw(st.integers(1, 6))
    node = st.integers(0, n - 1)
    rows = sorted(
        draw(st.lists(st.tuples(st.integers(0, 9), node, node, st.integers(0, 12)), max_size=30)), key=lambda r: r[0]
    )
    opening = draw(st.lists(st.integers(0, 15), min_size=n, max_size=n))
    some = st.lists(node, max_size=2)
    order = Order(draw(st.integers(-1, 11)), ids(*draw(some)), ids(*draw(some)), draw(st.booleans()))
    return n, rows, opening, order


@settings(deadline=None, max_examples=300)
@given(stream())
def test_it_is_coins_handed_over(case) -> None:  # type: ignore[no-untyped-def]
    n, rows, opening, order = case
    got = run(rows, opening, order)
    unpaid, before, end = handed(n, rows, opening, order)
    assert (got.unpaid.tolist(), got.before.tolist(), got.balance.tolist()) == (unpaid, before, end)
    outside = topped(n, rows, opening)
    for v in range(n):
        assert got.unseen[v] == sum(o for o, r in zip(outside, rows, strict=True) if r[1] == v)
        assert got.direct[v] + got.onward[v] == sum(x for x, r in zip(unpaid, rows, strict=True) if r[2] == v)
        assert got.fact[v] == opening[v] + got.unseen[v] + sum((r[2] == v) * r[3] - (r[1] == v) * r[3] for r in rows)
    assert got.onward.sum() == got.arrears.sum()
    if not len(order.payees):
        assert not got.arrears[order.accounts].any()


@settings(deadline=None, max_examples=100)
@given(stream())
def test_with_nobody_under_order_nothing_changes(case) -> None:  # type: ignore[no-untyped-def]
    _, rows, opening, order = case
    got = run(rows, opening, freeze(order.at, ids()))
    assert not got.unpaid.any()
    assert (got.balance == got.fact).all()


@settings(deadline=None, max_examples=100)
@given(stream())
def test_frozen_money_stays(case) -> None:  # type: ignore[no-untyped-def]
    _, rows, opening, order = case
    held = run(rows, opening, freeze(order.at, order.accounts))
    assert (held.balance[order.accounts] >= held.before[order.accounts]).all()
    refused = run(rows, opening, freeze(order.at, order.accounts, refuse=True))
    assert (refused.balance[order.accounts] <= held.balance[order.accounts]).all()


CHAIN: list[Row] = [(10, 0, 1, 100), (20, 1, 2, 80), (30, 2, 3, 50), (40, 2, 4, 30)]
"""0 the pool, 1 a payment agent, 2 a shop that lives from it and pays its staff 3 and its landlord 4."""


def test_a_freeze_reaches_the_innocent_downstream() -> None:
    got = run(CHAIN, [100, 0, 20, 0, 0], freeze(20, ids(1)))
    assert got.unpaid.tolist() == [0, 80, 30, 30]  # staff are served first, with the 20 that the shop had
    assert got.before.tolist() == [0, 100, 20, 0, 0]
    assert got.balance.tolist() == [0, 100, 0, 20, 0]
    assert got.direct.tolist() == [0, 0, 80, 0, 0]
    assert got.onward.tolist() == [0, 0, 0, 30, 30]
    assert got.arrears.tolist() == [0, 0, 60, 0, 0]
    assert got.fact.tolist() == [0, 20, 20, 50, 30]


def test_a_moment_earlier_the_money_is_in_the_pool() -> None:
    got = run(CHAIN, [100, 0, 20, 0, 0], freeze(10, ids(1)))
    assert (got.before.tolist(), got.balance[1]) == ([100, 0, 20, 0, 0], 100)  # what comes in is held
    refused = run(CHAIN, [100, 0, 20, 0, 0], freeze(10, ids(1), refuse=True))
    assert refused.unpaid.tolist() == [100, 80, 30, 30]
    assert (refused.balance[0], refused.balance[1]) == (100, 0)
    gone = run(CHAIN, [100, 0, 20, 0, 0], removal(10, ids(1)))
    assert gone.balance.tolist() == refused.balance.tolist()


def test_an_administrator_pays_whom_he_may() -> None:
    rows = [(1, 0, 1, 60), (2, 1, 2, 50), (3, 1, 3, 50)]
    got = run(rows, [60, 40, 0, 0], takeover(1, ids(1), ids(3)))
    assert got.unpaid.tolist() == [0, 50, 0]
    assert got.balance.tolist() == [0, 50, 0, 50]
    poor = run(rows, [60, 40, 0, 0], takeover(1, ids(0, 1), ids(2, 3)))
    assert poor.unpaid.tolist() == [60, 10, 50]  # permitted, as far as the money goes
    assert (poor.onward.tolist(), poor.arrears.tolist()) == ([0, 0, 10, 50], [0, 60, 0, 0])


def test_money_that_the_file_lacks_comes_as_late_as_it_did() -> None:
    rows = [(1, 0, 1, 70), (2, 1, 2, 100), (3, 1, 2, 10)]
    free = run(rows, [0, 0, 0], freeze(9, ids()))
    assert free.unseen.tolist() == [70, 40, 0]
    got = run(rows, [0, 0, 0], freeze(1, ids(0)))
    assert got.unpaid.tolist() == [70, 70, 0]  # 1 still has the 30 + 10 of its own, not the 70
    assert got.balance.tolist() == [70, 0, 40]
    there = run(rows, free.unseen.tolist(), freeze(1, ids(0)))
    assert (there.unseen.sum(), there.unpaid.tolist()) == (0, [70, 60, 10])


def test_equal_times_keep_their_order_and_parallel_and_own_transfers_count() -> None:
    rows = [(5, 0, 1, 3), (5, 0, 1, 4), (5, 1, 1, 9), (5, 1, 2, 7)]
    got = run(rows, [7, 0, 0], freeze(6, ids(0, 1)))
    assert (got.unseen.tolist(), got.balance.tolist()) == ([0, 2, 0], [0, 2, 7])


def test_large_sums_are_exact() -> None:
    big = 2**53 + 1
    got = run([(1, 0, 1, big), (2, 1, 2, big)], [big, 1, 0], freeze(2, ids(1)))
    assert got.balance.tolist() == [0, big + 1, 0]
    with pytest.raises(ValueError, match=r"2\*\*62"):
        run([(1, 0, 1, 2**61)], [2**61, 0], freeze(1, ids()))


def test_nothing() -> None:
    got = run([], [], freeze(0, ids()))
    assert (len(got.unpaid), len(got.balance)) == (0, 0)
    assert run([], [5], freeze(0, ids(0))).before.tolist() == [5]


@pytest.mark.parametrize(
    ("rows", "opening", "order", "words"),
    [
        ([(1, 0, 1, -5)], [0, 0], freeze(0, ids()), "amount 0 is -5 fen"),
        ([], [0, -1], freeze(0, ids()), "opening balance 1 is -1 fen"),
        ([], [0], freeze(0, ids(1)), "account 1 is not one of 1 nodes"),
        ([], [0], takeover(0, ids(0), ids(-1)), "payee -1 is not one of 1 nodes"),
    ],
)
def test_misuse_is_named(rows: list[Row], opening: list[int], order: Order, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        run(rows, opening, order)
