"""Sums of one size, against every band of every account counted one by one; and what chance does on its own."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given as drawn
from hypothesis import settings

from graph.kernels.alike import WIDTHS, alike, measure, repeats
from graph.kernels.arrays import Transfers
from tests.graph.kernels.payments import Row, given, payments, rows


def digits(payers: int, others: int, share: float) -> float:
    """Chernoff's bound from the binomial law's relative entropy."""
    total = payers + others
    part = payers / total
    if part <= share:
        return 0.0
    entropy = part * math.log(part / share) + ((1 - part) * math.log((1 - part) / (1 - share)) if others else 0)
    return total * entropy / math.log(10)


def bands(moves: list[Row], v: int, least: int) -> dict[tuple[int, int], tuple[float, int, int]]:
    """What each band of an account says, its payers and how many other such sums there are: of the sums that their payers
    pay nobody else; no window."""
    moves = [m for m in moves if m[0] != m[1]]
    into = [m for m in moves if m[1] == v]

    def usual(m: Row) -> bool:
        return any(o[0] == m[0] and o[1] != v and abs(o[3] - m[3]) <= min(o[3], m[3]) * WIDTHS[-1] for o in moves)

    some = [m for m in into if not usual(m)]
    said = {}
    for width in WIDTHS:
        for low in {m[3] for m in some}:
            band = [m for m in some if 0 <= m[3] - low <= low * width]
            payers, top = len({m[0] for m in band}), max(m[3] for m in band)
            if payers >= least:
                others = sum(0 <= m[3] - low <= low * width for m in moves) - len(band)
                one = digits(payers, others, len(into) / len(moves)), payers, others
                said[low, top] = max(said.get((low, top), one), one)
    return said


@settings(deadline=None, max_examples=150)
@drawn(payments(accounts=7, most=40))
def test_the_best_band_is_that_of_all_bands_counted_one_by_one(t: Transfers) -> None:
    found, moved = alike(t, 100, 2), [m for m in rows(t) if m[0] != m[1]]
    for v in range(t.n):
        said = bands(rows(t), v, 2)
        best = max((x[0] for x in said.values()), default=0.0)
        assert (found.payers[v] > 0) == (best > 0)
        if best == 0:
            continue
        mine = [m for m, here in zip(rows(t), found.rows, strict=True) if here and m[1] == v]
        low, high = int(found.low[v]), int(found.high[v])
        whole, payers, others = said[low, high]
        assert whole == pytest.approx(best)
        assert all(low <= m[3] <= high for m in mine)
        assert len({m[0] for m in mine}) == found.payers[v] == payers
        into = [m for m in moved if m[1] == v]
        assert found.receipts[v] == len(into)
        share = len(into) / len(moved)
        assert found.expected[v] == pytest.approx((payers + others) * share)
        assert found.digits[v] == pytest.approx(digits(payers, others, share) - math.log10(len(moved) * len(WIDTHS)))


def crowd(seed: int, m: int = 4000, n: int = 600) -> list[Row]:
    """Ordinary life: sums and partners at random, some partners more popular than others."""
    rng = np.random.default_rng(seed)
    source, target = rng.integers(0, n, m), (n * rng.random(m) ** 3).astype(int)
    fen = np.exp(rng.normal(9, 1.2, m)).astype(int) + 1
    return [(int(a), int(b), k, int(x)) for k, (a, b, x) in enumerate(zip(source, target, fen, strict=True))]


def test_chance_alone_accuses_nobody_and_a_ring_stands_out() -> None:
    highest = [alike(given(crowd(seed)), 10**6, 3).digits.max() for seed in range(20)]
    assert sum(x > 0 for x in highest) <= 5, "fewer than one is expected in each of twenty"
    ring = [(600 + k, 400, 5000 + k, 77_000 + 300 * k) for k in range(9)]
    t = given(crowd(9) + ring)
    found = alike(t, 10**6, 3)
    assert np.flatnonzero(found.digits > 0).tolist() == [400]
    assert (found.payers[400], found.low[400], found.high[400]) == (9, 77_000, 79_400)
    score = measure(found, t)
    assert set(np.argsort(score)[-10:].tolist()) == {400, *range(600, 609)}
    assert (np.sort(score)[-10:] == score[400]).all()


def test_sums_that_their_payers_pay_everywhere_and_those_far_apart_in_time_tell_nothing() -> None:
    ring = [(600 + k, 400, 5000 + k, 77_000) for k in range(9)]
    everywhere = [(600 + k, 500 + k, 4000 + k, 77_500) for k in range(9)]
    assert (alike(given(crowd(9) + everywhere + ring), 10**6, 3).digits <= 0).all()
    late = [(a, b, 5000 + 1000 * k, fen) for k, (a, b, _, fen) in enumerate(ring)]
    assert alike(given(crowd(9) + late), 900, 3).payers[400] == 0
    assert alike(given(crowd(9) + late), 10**6, 3).payers[400] == 9


@settings(deadline=None, max_examples=100)
@drawn(payments(accounts=4, most=30))
def test_a_repeat_is_like_the_one_before_between_the_same_two(t: Transfers) -> None:
    seen: dict[tuple[int, int], tuple[int, int]] = {}
    for (a, b, at, fen), mine in zip(rows(t), repeats(t, 3, 0.1).tolist(), strict=True):
        before = seen.get((a, b))
        assert mine == (a != b and before is not None and at - before[0] <= 3 and abs(fen - before[1]) <= 0.1 * min(fen, before[1]))  # fmt: skip
        seen[a, b] = (at, fen)


def test_no_transfers_and_bounds() -> None:
    assert alike(given([], 3), 5, 2).payers.tolist() == [0, 0, 0]
    assert alike(given([(0, 0, 1, 5), (0, 0, 2, 5)]), 5, 1).payers.tolist() == [0]
    for arguments in ((-1, 2), (5, 0)):
        with pytest.raises(ValueError, match="must be at least"):
            alike(given([(0, 1, 1, 5)]), *arguments)
