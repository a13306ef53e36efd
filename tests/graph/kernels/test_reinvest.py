"""Reinvestment against the rule told in plain lists, and what must hold of any pairing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.kernels.arrays import Transfers, transfers
from graph.kernels.reinvest import ReinvestRule, reinvested

DAY = 86_400
Row = tuple[str, int, int, int]  # "out" to or "in" from a party, the party, at, fen

rows_of = st.lists(
    st.tuples(st.sampled_from(["in", "out", "other"]), st.integers(0, 2), st.integers(0, 15), st.integers(0, 9)),
    max_size=24,
)


def built(rows: list[Row]) -> tuple[Transfers, tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Account 0 is the group; parties 0.. have accounts 1.., and a transfer 'other' is none of this."""
    rows = sorted(rows, key=lambda r: r[2])
    ends = [(p + 1, 0) if way == "in" else (0, p + 1) for way, p, _, _ in rows]
    source, target = np.array(ends, np.int32).reshape(-1, 2).T
    at, fen = np.array([r[2] for r in rows], np.int32), np.array([r[3] for r in rows], np.int64)
    party = np.array([-1 if r[0] == "other" else r[1] for r in rows], np.int32)
    way = np.array([r[0] for r in rows], dtype="U5")
    return transfers(9, source.copy(), target.copy(), at, fen), (party, way == "out", way == "in")


def told(rows: list[Row], window: int, percent: int) -> list[tuple[int, int, int]]:
    rows = sorted(rows, key=lambda r: r[2])
    left = [r[3] for r in rows]
    pairs = []

    def later(k: int) -> list[int]:
        return [j for j in range(k + 1, len(rows))
                if rows[j][0] == "in" and rows[j][1] == rows[k][1] and rows[j][2] - rows[k][2] <= window]  # fmt: skip

    backs = [k for k, r in enumerate(rows) if r[0] == "out"]
    for k in backs:
        same = [j for j in later(k) if left[j] == rows[k][3]]
        if same and left[k]:
            pairs.append((k, same[0], left[k]))
            left[k] = left[same[0]] = 0
    for k in backs:
        if left[k] and sum(left[j] for j in later(k)) * 100 >= left[k] * percent and sum(left[j] for j in later(k)):
            for j in later(k):
                piece = min(left[k], left[j])
                left[k], left[j] = left[k] - piece, left[j] - piece
                pairs += [(k, j, piece)] if piece else []
    return sorted(pairs)


@settings(deadline=None, max_examples=200)
@given(rows_of, st.integers(0, 8), st.sampled_from([0, 50, 80, 100]))
def test_pairs_are_those_of_the_rule(rows: list[Row], window: int, percent: int) -> None:
    t, columns = built(rows)
    found = reinvested(t, *columns, ReinvestRule(window, percent / 100))
    pairs = list(zip(found.returned.tolist(), found.paid.tolist(), found.amount.tolist(), strict=True))
    assert pairs == told(rows, window, percent)
    for side in (found.returned, found.paid):
        assert (np.bincount(side, found.amount, minlength=len(t.at)) <= t.amount).all()
    assert (found.amount > 0).all()
    assert (found.returned < found.paid).all()


def again(*rows: Row, window: int = 7 * DAY, share: float = 0.8) -> list[tuple[int, int, int]]:
    t, columns = built(list(rows))
    found = reinvested(t, *columns, ReinvestRule(window, share))
    return list(zip(found.returned.tolist(), found.paid.tolist(), found.amount.tolist(), strict=True))


def test_a_deposit_that_matures_and_is_put_in_again() -> None:
    assert again(("out", 0, 0, 50_000), ("in", 0, DAY, 50_000)) == [(0, 1, 50_000)]


def test_more_than_came_back_is_fresh_money_and_less_may_be_kept() -> None:
    assert again(("out", 0, 0, 50_000), ("in", 0, DAY, 60_000)) == [(0, 1, 50_000)]
    assert again(("out", 0, 0, 50_000), ("in", 0, DAY, 40_000)) == [(0, 1, 40_000)]
    assert again(("out", 0, 0, 50_000), ("in", 0, DAY, 39_999)) == []
    assert again(("out", 0, 0, 50_000), ("in", 0, DAY, 20_000), ("in", 0, 2 * DAY, 25_000)) == [
        (0, 1, 20_000),
        (0, 2, 25_000),
    ]


def test_equals_go_together_before_the_order_of_time_does() -> None:
    rows: tuple[Row, ...] = (("out", 0, 0, 10), ("out", 0, 1, 50), ("in", 0, 2, 50), ("in", 0, 3, 10))
    assert again(*rows) == [(0, 3, 10), (1, 2, 50)]


def test_no_fen_is_paired_twice() -> None:
    rows: tuple[Row, ...] = (("out", 0, 0, 50), ("out", 0, 1, 60), ("in", 0, 2, 55), ("in", 0, 3, 50))
    assert again(*rows) == [(0, 3, 50), (1, 2, 55)]
    assert again(("out", 0, 0, 50), ("out", 0, 1, 60), ("in", 0, 2, 99)) == [(0, 2, 50), (1, 2, 49)]
    assert again(("out", 0, 0, 50), ("out", 0, 1, 60), ("in", 0, 2, 55)) == [(0, 2, 50)]


def test_the_window_the_person_and_the_order_matter() -> None:
    assert again(("out", 0, 0, 50), ("in", 0, 7 * DAY, 50)) == [(0, 1, 50)]
    assert again(("out", 0, 0, 50), ("in", 0, 7 * DAY + 1, 50)) == []
    assert again(("out", 0, 0, 50), ("in", 1, 1, 50)) == []
    assert again(("in", 0, 0, 50), ("out", 0, 0, 50)) == []


def test_large_amounts_are_exact() -> None:
    big = 2**61 + 1
    assert again(("out", 0, 0, big), ("in", 0, 1, big - 1), share=1.0) == []
    assert again(("out", 0, 0, big), ("in", 0, 1, big - 2), ("in", 0, 1, 2), share=1.0) == [(0, 1, big - 2), (0, 2, 2)]


def test_a_transfer_is_one_or_the_other() -> None:
    t, (party, out, _) = built([("out", 0, 0, 50)])
    with pytest.raises(ValueError, match="transfer 0 "):
        reinvested(t, party, out, out)
    with pytest.raises(ValueError, match="share"):
        reinvested(t, party, out, ~out, ReinvestRule(share=-1))
