"""Clearing against every set of defaults tried in exact fractions, a linear programme, and systems worked out by hand."""

from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from graph.kernels.clearing import Clearing, _whole, clearing

Debt = tuple[int, int, int]  # debtor, creditor, fen


def run(debts: list[Debt], assets: list[int], **costs: float) -> Clearing:
    debtor, creditor, owed = np.array(debts, np.int64).reshape(-1, 3).T
    held = np.array(assets, np.int64)
    return clearing(len(assets), debtor.astype(np.int32), creditor.astype(np.int32), owed, held, **costs)


def solved(rows: list[list[Fraction]]) -> list[Fraction] | None:
    """Gauss-Jordan on rows [matrix | right side]; None where the matrix is singular."""
    for c in range(len(rows)):
        pivot = next((r for r in range(c, len(rows)) if rows[r][c]), None)
        if pivot is None:
            return None
        rows[c], rows[pivot] = rows[pivot], rows[c]
        rows[c] = [x / rows[c][c] for x in rows[c]]
        for r in range(len(rows)):
            if r != c and rows[r][c]:
                rows[r] = [x - rows[r][c] * y for x, y in zip(rows[r], rows[c], strict=True)]
    return [row[-1] for row in rows]


def greatest(debts: list[Debt], assets: list[int], alpha: Fraction, beta: Fraction) -> list[Fraction]:
    """Of the payments that fit some set of defaulters, the largest: tries all sets."""
    n = len(assets)
    due = [sum(f for a, _, f in debts if a == v) for v in range(n)]
    part = [
        [Fraction(sum(f for a, b, f in debts if (a, b) == (u, v)), due[u] or 1) for v in range(n)] for u in range(n)
    ]
    best = None
    for size in range(n + 1):
        for failing in combinations(range(n), size):
            rows = [
                [(u == v) - beta * part[u][v] for u in failing]
                + [alpha * assets[v] + beta * sum(due[u] * part[u][v] for u in range(n) if u not in failing)]
                for v in failing
            ]
            answer = solved([[Fraction(x) for x in row] for row in rows])
            if answer is None:
                continue
            paid = [Fraction(x) for x in due]
            for v, x in zip(failing, answer, strict=True):
                paid[v] = x
            have = [assets[v] + sum(paid[u] * part[u][v] for u in range(n)) for v in range(n)]
            fits = all((have[v] < due[v]) == (v in failing) and paid[v] >= 0 for v in range(n))
            if fits and (best is None or sum(paid) > sum(best)):
                best = paid
    assert best is not None
    return best


@st.composite
def system(draw: st.DrawFn) -> tuple[list[Debt], list[int]]:
    n = draw(st.integers(1, 5))
    node, size = st.integers(0, n - 1), draw(st.sampled_from([4, 100, 10**7]))
    debts = draw(st.lists(st.tuples(node, node, st.integers(0, size)), max_size=14))
    assets = draw(st.lists(st.integers(0, size), min_size=n, max_size=n))
    return [d for d in debts if d[0] != d[1]], assets


def holds(got: Clearing, debts: list[Debt], assets: list[int]) -> None:
    """Whole fen: nobody pays what he has not, nothing is made or lost, who does not fail pays all."""
    n = len(assets)
    for v in range(n):
        has = assets[v] + sum(int(p) for p, d in zip(got.paid, debts, strict=True) if d[1] == v)
        pays = sum(int(p) for p, d in zip(got.paid, debts, strict=True) if d[0] == v)
        assert got.rest[v] == has - pays >= 0
    assert got.rest.sum() == sum(assets)
    for p, (u, _, fen) in zip(got.paid, debts, strict=True):
        assert 0 <= p <= fen
        assert got.failed[u] or p == fen


@settings(deadline=None, max_examples=150)
@given(system())
def test_it_is_the_greatest_clearing_vector(case) -> None:  # type: ignore[no-untyped-def]
    debts, assets = case
    got = run(debts, assets)
    exact = greatest(debts, assets, Fraction(1), Fraction(1))
    holds(got, debts, assets)
    due = [sum(f for a, _, f in debts if a == v) for v in range(len(assets))]
    assert got.failed.tolist() == [p < d for p, d in zip(exact, due, strict=True)]
    for paid, (u, _, fen) in zip(got.paid, debts, strict=True):
        assert abs(int(paid) - (exact[u] * fen / due[u] if due[u] else 0)) < 1.00001  # each creditor by his share
    for v in np.flatnonzero(got.failed):
        assert got.rest[v] < sum(v in d[:2] for d in debts)  # creditors before owners, to the rounding


@settings(deadline=None, max_examples=150)
@given(system(), st.sampled_from([0.0, 0.5, 0.75, 1.0]), st.sampled_from([0.0, 0.5, 0.875, 1.0]))
def test_bankruptcy_costs(case, alpha: float, beta: float) -> None:  # type: ignore[no-untyped-def]
    debts, assets = case
    got = run(debts, assets, alpha=alpha, beta=beta)
    exact = greatest(debts, assets, Fraction(alpha), Fraction(beta))
    holds(got, debts, assets)
    due = [sum(f for a, _, f in debts if a == v) for v in range(len(assets))]
    assert got.rate * due == pytest.approx([float(p) for p in exact], rel=1e-9, abs=1e-6)
    assert not (got.rate > run(debts, assets).rate + 1e-12).any()


@pytest.mark.parametrize("seed", range(4))
def test_it_maximises_what_is_paid(seed: int) -> None:
    """Eisenberg-Noe, lemma 4: the clearing vector solves max sum p, p <= P'p + e, 0 <= p <= owed."""
    rng = np.random.default_rng(seed)
    n, m = 60, 240
    debts = [(int(a), int(b), int(f)) for a, b, f in rng.integers(0, [n, n, 10**6], (m, 3)) if a != b]
    assets = (rng.integers(0, 10**6, n) * (rng.random(n) < 0.4)).tolist()
    got = run(debts, assets)
    nominal = np.zeros((n, n))
    for a, b, f in debts:
        nominal[a, b] += f
    due = nominal.sum(1)
    share = nominal / np.maximum(due, 1)[:, None]
    best = linprog(-np.ones(n), np.eye(n) - share.T, np.array(assets, float), bounds=[(0, d) for d in due])
    assert 0 < got.failed.sum() < n
    assert got.rate * due == pytest.approx(best.x, rel=1e-6, abs=1e-2)
    holds(got, debts, assets)


def test_three_banks_by_hand() -> None:
    """0 owes 1 60 and 2 60; it has 90: pays 45 and 45. 1 owes 2 50 and has 10: pays all and keeps 5."""
    got = run([(0, 1, 60), (0, 2, 60), (1, 2, 50)], [90, 10, 0])
    assert (got.paid.tolist(), got.rest.tolist(), got.failed.tolist()) == (
        [45, 45, 50],
        [0, 5, 95],
        [True, False, False],
    )
    costly = run([(0, 1, 60), (0, 2, 60), (1, 2, 50)], [90, 10, 0], alpha=0.5, beta=0.5)
    assert costly.paid.tolist() == [22, 22, 16]  # 45 of 90; then half of 10 and of 22.5
    assert costly.rest.tolist() == [46, 16, 38]


def test_a_ring_pays_itself() -> None:
    ring = [(0, 1, 10), (1, 2, 10), (2, 0, 10)]
    assert run(ring, [0, 0, 0]).paid.tolist() == [10, 10, 10]
    assert run([(0, 1, 10), (1, 2, 10), (2, 0, 5)], [0, 0, 0]).paid.tolist() == [5, 5, 5]


def test_a_loop_that_loses_a_fen_a_round_is_solved_not_walked() -> None:
    much = 10**12
    debts = [(0, 1, much), (1, 0, much), (1, 2, 1)]
    assert run(debts, [0, 0, 0]).paid.tolist() == [0, 0, 0]
    wide = run([(0, 1, much), (1, 0, much), (1, 2, 7)], [0, 3, 0])
    assert wide.paid.tolist() == [3 * much // 7, 3 * much // 7, 3]
    assert wide.rest.tolist() == [0, 0, 3]


def test_rounding_does_not_drain_a_loop() -> None:
    """Floors alone would take a fen a round from 0, 1 and 2 until nothing is left of 50/7."""
    got = run([(0, 1, 7), (0, 2, 3), (1, 0, 5), (2, 0, 4)], [0, 0, 0])
    assert got.rate[0] == pytest.approx(5 / 7)
    assert got.paid.tolist() == [5, 2, 5, 2]


@pytest.mark.parametrize("seed", range(3))
def test_the_largest_sums_still_close(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n, m = 30, 150
    debts = [(int(a), int(b), int(f)) for a, b, f in rng.integers(0, [n, n, 2**52 // m], (m, 3)) if a != b]
    assets = rng.integers(0, 2**51 // n // 8, n).tolist()
    got = run(debts, assets)
    assert got.failed.any()
    holds(got, debts, assets)


def test_where_shares_are_off_a_payer_still_pays_no_more_than_he_has() -> None:
    debtor, creditor = np.array([0, 1], np.int32), np.array([1, 2], np.int32)
    paid, rest = _whole(debtor, creditor, np.array([100, 100]), np.array([50, 0, 0]), np.array([0.5, 0.6, 1.0]))
    assert (paid.tolist(), rest.tolist()) == ([50, 50], [0, 0, 50])


def test_nobody_and_nothing_owed() -> None:
    assert len(run([], []).rest) == 0
    assert run([(0, 1, 0)], [4, 0]).rest.tolist() == [4, 0]


@pytest.mark.parametrize(
    ("debts", "assets", "costs", "words"),
    [
        ([(0, 0, 5)], [1], {}, "liability 0 is owed to its debtor"),
        ([(0, 1, -5)], [1, 1], {}, "liability 0: -5 fen"),
        ([], [-1], {}, "assets 0: -1 fen"),
        ([(0, 2, 1)], [1, 1], {}, "creditor 2 is not one of 2 nodes"),
        ([(0, 1, 2**53)], [1, 1], {}, r"2\*\*53"),
        ([], [1], {"alpha": 1.5}, r"alpha 1.5 or beta 1.0"),
    ],
)
def test_misuse_is_named(debts: list[Debt], assets: list[int], costs: dict[str, float], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        run(debts, assets, **costs)
