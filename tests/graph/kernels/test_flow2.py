import duckdb
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.kernels.arrays import Transfers, transfers
from graph.kernels.flow2 import Flow2, flow2
from tests.bench.graphs import made
from tests.graph.kernels.payments import given as graph
from tests.graph.kernels.payments import payments, rows, share

DAY = 86_400
BUCKETS = """
    with t as (select unnest($source) source, unnest($target) target, unnest($at) clock, unnest($amount) amount,
                      generate_subscripts($source, 1) - 1 i),
         a as (select *, clock // 86400 + d bucket from t, (values (0), (1)) days (d)),
         b as (select *, clock // 86400 bucket from t)
    select a.i, b.i from a join b on a.target = b.source and a.bucket = b.bucket
    where b.i > a.i and b.clock <= a.clock + 86400 and b.amount * 10 >= a.amount * 8 and b.amount <= a.amount
      and a.source <> a.target and b.source <> b.target and a.source <> b.target
"""


def pairs(f: Flow2) -> list[tuple[int, int]]:
    return list(zip(f.first.tolist(), f.second.tolist(), strict=True))


@settings(deadline=None, max_examples=150)
@given(payments(), st.integers(0, 20), st.sampled_from([0.0, 0.8, 0.95, 1.0]), st.sampled_from([0.9, 1.0, 1.05, 1.2]))
def test_pairs_are_those_of_every_pair_tried(t: Transfers, window: int, low: float, high: float) -> None:
    r = rows(t)
    expected = [
        (i, j)
        for j, (v, w, then, got) in enumerate(r)
        for i, (u, x, at, paid) in enumerate(r[:j])
        if x == v and len({u, v, w}) == 3 and then <= at + window and share(low) * paid <= got <= share(high) * paid
    ]
    found = flow2(t, window, low, high, limit=1000)
    assert pairs(found) == sorted(expected, key=lambda ij: (r[ij[0]][1], ij))
    assert found.count.tolist() == [sum(r[i][1] == v for i, _ in expected) for v in range(t.n)]
    assert not found.truncated


def test_pairs_are_those_of_a_join_by_account_and_day() -> None:
    t = transfers(100, *made(100, 30_000))
    given = {"source": t.source.tolist(), "target": t.target.tolist(), "at": t.at.tolist(), "amount": t.amount.tolist()}
    expected = duckdb.execute(BUCKETS, given).fetchall()
    found = flow2(t, DAY, 0.8, 1.0, limit=10**6)
    assert len(expected) > 1000
    assert sorted(pairs(found)) == sorted(expected)


def test_a_listing_cut_short_says_so_and_still_counts_all() -> None:
    t = graph([(0, 1, 0, 100)] * 3 + [(1, 2, 5, 90)] * 3)
    whole, some, none = (flow2(t, 5, 0.8, 1.0, limit) for limit in (9, 4, 0))
    assert whole.count.tolist() == some.count.tolist() == none.count.tolist() == [0, 9, 0]
    assert pairs(some) == pairs(whole)[:4]
    assert (whole.truncated, some.truncated, none.truncated) == (False, True, True)


def test_of_two_transfers_in_one_second_the_earlier_row_comes_first() -> None:
    assert flow2(graph([(0, 1, 0, 100), (1, 2, 0, 100)]), 0, 1.0, 1.0).count.sum() == 1
    assert flow2(graph([(1, 2, 0, 100), (0, 1, 0, 100)]), 0, 1.0, 1.0).count.sum() == 0


def test_a_graph_without_transfers_has_no_pairs() -> None:
    assert flow2(graph([], n=0), 1, 0.8, 1.0, 5).count.tolist() == []
    assert flow2(graph([], n=2), 1, 0.8, 1.0, 5).count.tolist() == [0, 0]


@pytest.mark.parametrize(
    ("window", "low", "high", "limit", "culprit"),
    [(-1, 0.8, 1.0, 0, "window"), (1, -0.8, 1.0, 0, "low"), (1, 0.8, np.nan, 0, "high"), (1, 0.8, 1.0, -1, "limit")],
)
def test_what_cannot_be_is_named(window: int, low: float, high: float, limit: int, culprit: str) -> None:
    with pytest.raises(ValueError, match=f"{culprit} is"):
        flow2(graph([(0, 1, 0, 1)]), window, low, high, limit)
