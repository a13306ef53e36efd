from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.kernels.arrays import Transfers
from graph.kernels.structuring import Band, Splits, by_pair, by_payer
from tests.graph.kernels.payments import given as graph
from tests.graph.kernels.payments import payments, rows, share

Line = tuple[int, int, int, list[int]]


def lines(s: Splits) -> list[Line]:
    start = s.transfers.start.tolist()
    items = [s.transfers.item[a:b].tolist() for a, b in zip(start, start[1:], strict=False)]
    return list(zip(s.payer.tolist(), s.payee.tolist(), s.sum.tolist(), items, strict=True))


def tried(t: Transfers, band: Band, window: int, count: int, total: int, paired: bool) -> list[Line]:
    r = rows(t)
    low = (1 - share(band.below)) * band.limit
    kept = [(u, v if paired else -1, i) for i, (u, v, _, x) in enumerate(r) if u != v and low <= x < band.limit]
    found = []
    for (u, v), group in groupby(sorted(kept), key=lambda k: k[:2]):
        own = [i for *_, i in group]
        windows = [[i for i in own if i <= last and r[i][2] >= r[last][2] - window] for last in own]
        sums = [(sum(r[i][3] for i in w), w) for w in windows if len(w) >= count]
        if best := max((s for s, _ in sums if s >= total), default=None):
            found.append((u, v, best, next(w for s, w in sums if s == best)))
    return found


@settings(deadline=None, max_examples=150)
@given(payments(), st.sampled_from([100, 101, 121, 2**53 + 1]), st.sampled_from([0.05, 0.1, 0.25, 1.0]),
       st.integers(0, 20), st.integers(1, 3), st.sampled_from([0, 180, 270]), st.booleans())  # fmt: skip
def test_the_largest_split_is_that_of_all_windows_tried(
    t: Transfers, limit: int, below: float, window: int, count: int, total: int, paired: bool
) -> None:
    found = (by_pair if paired else by_payer)(t, Band(limit, below), window, count, total)
    assert lines(found) == tried(t, Band(limit, below), window, count, total, paired)


def test_a_band_holds_its_lower_end_and_not_the_limit() -> None:
    t = graph([(0, 1, s, amount) for s, amount in enumerate([50_000, 45_000, 49_999, 44_999, 46_000])])
    assert lines(by_payer(t, Band(50_000, 0.1), 10, 3, 140_999)) == [(0, -1, 140_999, [1, 2, 4])]
    assert lines(by_payer(t, Band(50_000, 0.1), 10, 3, 141_000)) == []
    assert lines(by_payer(t, Band(50_000, 0.1), 10, 4, 0)) == []
    assert lines(by_payer(t, Band(50_000, 0.1), 2, 3, 0)) == []


def test_of_equal_sums_the_earliest_is_kept() -> None:
    t = graph([(0, 1, s, 95) for s in (0, 1, 50, 51)])
    assert lines(by_payer(t, Band(100, 0.1), 1, 2, 0)) == [(0, -1, 190, [0, 1])]


def test_many_payees_are_one_payers_split_but_no_pairs() -> None:
    t = graph([(0, v, v, 95) for v in (1, 2, 3, 1)] + [(0, 0, 0, 95)])
    assert lines(by_payer(t, Band(100, 0.1), 9, 4, 0)) == [(0, -1, 380, [1, 2, 3, 4])]
    assert lines(by_pair(t, Band(100, 0.1), 9, 2, 0)) == [(0, 1, 190, [1, 2])]


def test_no_transfers_no_splits() -> None:
    for t in (graph([], n=0), graph([], n=2), graph([(0, 1, 0, 5)])):
        assert lines(by_payer(t, Band(100, 0.1), 9, 1, 0)) == lines(by_pair(t, Band(100, 0.1), 9, 1, 0)) == []


@pytest.mark.parametrize(
    ("band", "window", "count", "culprit"),
    [(Band(0, 0.1), 1, 1, "limit is 0"), (Band(9, 1.1), 1, 1, "below is 1.1"), (Band(9, -0.1), 1, 1, "below is -0.1"),
     (Band(9, 0.1), -1, 1, "window is -1"), (Band(9, 0.1), 1, 0, "count is 0")],
)  # fmt: skip
def test_what_cannot_be_is_named(band: Band, window: int, count: int, culprit: str) -> None:
    with pytest.raises(ValueError, match=culprit):
        by_payer(graph([(0, 1, 0, 8)]), band, window, count, 0)
