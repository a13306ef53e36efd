"""Intervals against quantiles known in closed form; draws that leave out what they should, and nothing else."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.random import Generator

from graph.kernels.arrays import Graph, Transfers, graph, transfers
from graph.kernels.debtrank import debtrank
from graph.kernels.resample import intervals, missing_statements, missing_transfers, shaken


def some(n: int = 200, m: int = 4_000) -> Transfers:
    rng = np.random.default_rng(1)
    ends = rng.integers(0, n, (2, m), np.int32)
    return transfers(n, ends[0], ends[1], np.sort(rng.integers(0, 99, m, np.int32)), rng.integers(1, 9, m))


def rows(t: Transfers) -> list[tuple[int, int, int, int]]:
    return list(zip(*(column.tolist() for column in (t.source, t.target, t.at, t.amount)), strict=True))


def net() -> Graph:
    rng = np.random.default_rng(2)
    ring = np.arange(50, dtype=np.int32)  # so that each node has something to say
    source, target = np.append(rng.integers(0, 50, 300, np.int32), ring), np.append(rng.integers(0, 50, 300, np.int32), (ring + 1) % 50)  # fmt: skip
    return graph(50, source, target, rng.random(350) * 20)


def test_quantiles_are_those_of_the_distribution() -> None:
    got = intervals(lambda draw: np.array([draw.random(), 3 * draw.standard_normal() + 1, 7.0]), seed=4, draws=4_000)
    assert got.shape == (3, 3)
    assert got[:, 0] == pytest.approx([0.025, 0.5, 0.975], abs=0.03)
    assert got[:, 1] == pytest.approx([1 - 3 * 1.96, 1, 1 + 3 * 1.96], abs=0.35)
    assert got[:, 2].tolist() == [7.0, 7.0, 7.0]


@settings(deadline=None, max_examples=50)
@given(st.lists(st.integers(-(2**53), 2**53), min_size=1, max_size=12), st.floats(0, 1))
def test_a_level_is_interpolated_between_the_sorted_draws(values: list[int], level: float) -> None:
    left = iter(values)
    got = intervals(lambda _: np.array([next(left)]), seed=0, draws=len(values), levels=(level,))[0, 0]
    place = level * (len(values) - 1)
    low, high = sorted(values)[int(place)], sorted(values)[min(int(place) + 1, len(values) - 1)]
    assert got == pytest.approx(low + (high - low) * (place - int(place)), rel=1e-9, abs=1e-3)


def test_the_number_of_threads_is_not_seen() -> None:
    exposures, shock = net(), np.eye(50)[3]

    def loss(draw: Generator) -> np.ndarray:
        return debtrank(shaken(exposures, draw, missing=0.2, spread=0.3), np.full(50, 60), shock, linear=True).level

    alone = intervals(loss, seed=11, draws=40)
    assert (intervals(loss, seed=11, draws=40, workers=4) == alone).all()
    assert (intervals(loss, seed=12, draws=40) != alone).any()
    assert (alone[0] <= alone[1]).all()
    assert (alone[1] <= alone[2]).all()
    assert (alone[0] < alone[2]).sum() > 25


def test_draws_are_independent() -> None:
    seen: list[float] = []
    intervals(lambda draw: np.array([seen.append(draw.random()) or 0.0]), seed=3, draws=500)  # type: ignore[func-returns-value]
    assert len(set(seen)) == 500
    assert abs(np.corrcoef(seen[:-1], seen[1:])[0, 1]) < 0.15


@pytest.mark.parametrize("share", [0.0, 0.25, 1.0])
def test_a_share_of_the_transfers_is_missing(share: float) -> None:
    given_, draw = some(), np.random.default_rng(6)
    kept = missing_transfers(given_, share, draw)
    assert len(kept.at) / 4_000 == pytest.approx(1 - share, abs=0.03)
    assert not Counter(rows(kept)) - Counter(rows(given_))
    assert (np.diff(kept.at) >= 0).all()
    assert (kept.out.start[-1], kept.into.start[-1]) == (len(kept.at), len(kept.at))


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_a_transfer_is_seen_from_either_side(share: float) -> None:
    given_ = some()
    kept = missing_statements(given_, share, np.random.default_rng(6))
    lost = Counter(rows(given_)) - Counter(rows(kept))
    assert not Counter(rows(kept)) - Counter(rows(given_))
    silent = {v for row in lost for v in row[:2]}
    assert not [row for row in rows(kept) if row[0] in silent and row[1] in silent]
    assert lost.total() / 4_000 == pytest.approx(share**2, abs=0.06)


def test_all_that_a_node_says_is_shaken_alike_both_ways() -> None:
    before = net()
    after = shaken(before, np.random.default_rng(8), missing=0.3, spread=0.5)
    factor = np.full(50, np.nan)
    for v in range(50):
        ratio = (after.weight / before.weight)[before.start[v] : before.start[v + 1]]
        assert ratio == pytest.approx(ratio[0])
        factor[v] = ratio[0]
    assert after.back_weight == pytest.approx(before.back_weight * factor[before.back_source])
    assert 5 < (factor == 0).sum() < 25
    assert 0.2 < np.log(factor[factor > 0]).std() < 0.8
    assert (shaken(before, np.random.default_rng(8)).weight == before.weight).all()


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: intervals(lambda _: np.zeros(1), seed=0, draws=0), "0 draws"),
        (lambda: intervals(lambda _: np.zeros(1), seed=0, levels=(1.5,)), "levels"),
        (lambda: intervals(lambda draw: np.zeros(draw.integers(1, 9)), seed=0), "has shape"),
        (lambda: intervals(lambda _: np.array([0, np.nan]), seed=0), "figure 1 of draw 0 is no number"),
        (lambda: missing_transfers(some(), 1.5, np.random.default_rng(0)), "share of 1.5"),
    ],
)
def test_misuse_is_named(call, words: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=words):
        call()
